"""The published schema is the one the contract's models make."""

from __future__ import annotations

import json
import runpy
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from checkmarket.model.values import Known, Money, PartialSet, State
from checkmarket.reporters.json_v1 import json_value

ROOT = Path(__file__).parents[3]


def test_the_schema_on_disk_is_the_one_the_models_make() -> None:
    made = runpy.run_path(str(ROOT / "engine" / "scripts" / "make_schemas.py"))["schema"]("report.v1")
    assert json.loads((ROOT / "rules" / "schema" / "report.v1.schema.json").read_text("utf-8")) == made


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, True),
        (7, 7),
        ("SG", "SG"),
        (Decimal("0.5"), 0.5),
        (frozenset({"b", "a"}), ["a", "b"]),
        (PartialSet(frozenset({"a"})), {"has": ["a"], "complete": False}),
        (Money(Decimal(10), "EUR"), {"amount": 10.0, "currency": "EUR"}),
        (date(2026, 11, 22), "2026-11-22"),
        (timedelta(hours=72), "3 days"),
        (timedelta(hours=36), "36 hours"),
        (State.NONE, "none"),
        (State.UNKNOWN, None),
        (State.NOT_ASKED, None),
    ],
)
def test_a_value_in_json(value: Known, expected: object) -> None:
    assert json_value(value) == expected
