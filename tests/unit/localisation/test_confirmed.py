"""Excerpts of real, reviewed catalogues: what was confirmed by hand is found again, and what is sound is let pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.catalogues import flaws_of

EXCERPTS = yaml.safe_load(Path(__file__).with_name("confirmed.yaml").read_text(encoding="utf-8"))


def found(one: dict[str, Any]) -> list[str]:
    options = {"locale": one["locale"], "form": one.get("format", "json"), "syntax": one.get("syntax", "unknown")}
    flaws = flaws_of(one["source"], one["text"], rule=one.get("rule", ""), **options)
    return [flaw.code for flaw in flaws if flaw.severity != "note"]


@pytest.mark.parametrize("one", EXCERPTS["confirmed"], ids=lambda one: str(one["from"]))
def test_what_was_confirmed_by_hand_is_found(one: dict[str, Any]) -> None:
    assert found(one) == one["flaws"]


@pytest.mark.parametrize("one", EXCERPTS["sound"], ids=lambda one: str(one["from"]))
def test_what_is_sound_is_let_pass(one: dict[str, Any]) -> None:
    assert found(one) == []
