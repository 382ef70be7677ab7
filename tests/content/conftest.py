"""The shipped rulebooks with their cases, run once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from checkmarket.library import Loaded, assets_root, inspect_library
from checkmarket.session.cases import CaseOutcome, run_cases


@dataclass(frozen=True)
class Content:
    """What ships, and what its cases found, by rule."""

    loaded: Loaded
    outcomes: Mapping[str, list[CaseOutcome]]


@pytest.fixture(scope="session")
def content() -> Content:
    """Everything in rules/ and jurisdictions/."""
    loaded = inspect_library(assets_root(), with_cases=True)
    outcomes: dict[str, list[CaseOutcome]] = {rule: [] for rule in loaded.library.rules}
    for outcome in run_cases(loaded.library, loaded.cases):
        outcomes[outcome.case.rule].append(outcome)
    return Content(loaded, outcomes)
