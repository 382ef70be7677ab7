"""What a control makes of a fact."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checkmarket.model.values import Known, PartialSet, State
from checkmarket.model.vocabulary import Change
from checkmarket.planner.controls import changed, take
from tests.support.law import a_control, a_subject


def some(*members: str) -> frozenset[str | int]:
    return frozenset(members)


UNKNOWN = State.UNKNOWN
CHANGES = [
    ("a flag is raised", False, Change("to", True), True),
    ("an unknown flag is raised", UNKNOWN, Change("to", True), True),
    ("added to a known set", some("a"), Change("add", some("b")), some("a", "b")),
    ("added to a set known in part", PartialSet(some("a")), Change("add", some("b")), PartialSet(some("a", "b"))),
    ("added to an unknown set, whose rest stays unknown", UNKNOWN, Change("add", some("b")), PartialSet(some("b"))),
    ("removed from a known set", some("a", "b"), Change("remove", some("b")), some("a")),
    (
        "removed from a set known in part",
        PartialSet(some("a", "b")),
        Change("remove", some("b")),
        PartialSet(some("a")),
    ),
    ("removed from an unknown set, which stays unknown", UNKNOWN, Change("remove", some("b")), UNKNOWN),
    ("lowered to a bound", 100, Change("at_most", 72), 72),
    ("low enough already", 24, Change("at_most", 72), 24),
    ("raised to a bound", 1, Change("at_least", 3), 3),
    ("high enough already", 5, Change("at_least", 3), 5),
    ("an unknown number meets the bound", UNKNOWN, Change("at_least", 3), 3),
    ("a known none meets the bound", State.NONE, Change("at_least", 3), 3),
    ("a duration is lowered", timedelta(days=3), Change("at_most", timedelta(days=1)), timedelta(days=1)),
]


@pytest.mark.parametrize(
    ("before", "change", "expected"), [one[1:] for one in CHANGES], ids=[one[0] for one in CHANGES]
)
def test_a_change(before: Known, change: Change, expected: Known) -> None:
    assert changed(before, change) == expected


def test_controls_are_taken_one_after_the_other() -> None:
    controls = [
        a_control("one", x__kinds=Change("add", some("a"))),
        a_control("two", x__kinds=Change("add", some("b"))),
    ]
    assert take(controls, a_subject({"x.kinds": some()})).stated("x.kinds", ()) == some("a", "b")
