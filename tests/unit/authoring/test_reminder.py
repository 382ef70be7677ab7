"""What runs out and what comes is named on its day: neither a day early nor a day late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from checkmarket.authoring.reminder import agenda, horizon
from checkmarket.model.diagnostics import Exclusion
from checkmarket.model.document import Place
from checkmarket.model.due import DueKind
from checkmarket.model.law import Citation, Instrument, NotTransposed, Penalty, Rule, Transition, Watched, Window
from checkmarket.model.library import Library
from checkmarket.model.signatures import SignOff
from tests.support.law import HERE, TODAY, a_book, a_library, a_rule, an_edge, an_override
from tests.support.random_law import parameters

DAY = timedelta(days=1)
ACT = Instrument(slug="act", title="The act", short="Act", kind="act", id="x:1", url="https://example.org")


def cited(*seen: date) -> tuple[Citation, ...]:
    return tuple(Citation(instrument=ACT, article="1", seen=one) for one in seen)


def with_rule(**more: object) -> Library:
    rule: Rule = replace(a_rule("EU.tax.one", window=Window()), **more)
    return a_library(rules=[rule])


def with_book(**more: object) -> Library:
    return a_library(books=[a_book("EU.tax", **more)])


SIGN_OFF = SignOff(
    rule="EU.tax.one", market="EU", digest="", parts={}, by="Jane", role="Counsel", on=TODAY, place=HERE, expires=TODAY
)
(NUMBER,) = [one for one in parameters() if one.id == "EU.tax/integer"]

# what is in the library, and the one day on which it is due, with its kind
DUES: dict[str, tuple[Library, DueKind, date]] = {
    "a year after the oldest reading": (with_rule(cite=cited(TODAY, TODAY - DAY)), DueKind.REVIEW, date(2027, 11, 21)),
    "a reading on a leap day": (with_rule(cite=cited(date(2028, 2, 29))), DueKind.REVIEW, date(2029, 2, 28)),
    "the reading of a penalty": (
        with_rule(penalties=(Penalty(how="text", text="x", cite=cited(TODAY)),)),
        DueKind.REVIEW,
        date(2027, 11, 22),
    ),
    "a sign-off": (replace(with_rule(), sign_offs=(SIGN_OFF,)), DueKind.SIGN_OFF, TODAY),
    "an accepted warning": (
        with_rule(lint=(Exclusion(code="CM910", reason="it is right here", until=TODAY, place=Place("x.yaml")),)),
        DueKind.EXCLUSION,
        TODAY,
    ),
    "a bill, half a year after a look": (
        with_book(watch=(Watched(id="b", title="B", state="proposed", since=date(2020, 1, 1), seen=TODAY),)),
        DueKind.WATCH,
        date(2027, 5, 22),
    ),
    "a bill at which nobody is known to have looked": (
        with_book(watch=(Watched(id="b", title="B", state="proposed", since=TODAY),)),
        DueKind.WATCH,
        date(2027, 5, 22),
    ),
    "a directive that is not transposed": (
        with_book(not_transposed=(NotTransposed(rule="EU.tax.one", seen=TODAY),)),
        DueKind.WATCH,
        date(2027, 5, 22),
    ),
    "a rule that begins": (with_rule(window=Window(date(2027, 1, 1))), DueKind.BEGINS, date(2027, 1, 1)),
    "a rule that ends": (with_rule(window=Window(None, date(2026, 12, 31))), DueKind.ENDS, date(2027, 1, 1)),
    "national law": (with_rule(transposition=date(2027, 1, 1)), DueKind.BEGINS, date(2027, 1, 1)),
    "a transition": (
        with_rule(
            transitions=(Transition(until=date(2027, 1, 1), applies_to=a_rule().applies_when, instead=None, cite=()),)
        ),
        DueKind.TRANSITION,
        date(2027, 1, 1),
    ),
    "another penalty": (
        with_rule(penalties=(Penalty(how="text", text="x", first=date(2027, 1, 1)),)),
        DueKind.VALUE,
        date(2027, 1, 1),
    ),
    "a number": (
        with_book(parameters=(replace(NUMBER, values=(replace(NUMBER.values[0], first=date(2027, 1, 1)),)),)),
        DueKind.VALUE,
        date(2027, 1, 1),
    ),
    "a child's exemption that ends": (
        with_book(overrides=(an_override("exempts", "EU.tax.one", "DE", window=Window(None, date(2026, 12, 31))),)),
        DueKind.ENDS,
        date(2027, 1, 1),
    ),
    "a place that leaves": (
        a_library(edges=[an_edge("FR", "EU", None, date(2026, 12, 31))]),
        DueKind.ENDS,
        date(2027, 1, 1),
    ),
}
WORK = (DueKind.SIGN_OFF, DueKind.EXCLUSION, DueKind.REVIEW, DueKind.WATCH)


@pytest.mark.parametrize(("library", "kind", "day"), DUES.values(), ids=DUES.keys())
def test_a_thing_is_due_on_its_day(library: Library, kind: DueKind, day: date) -> None:
    def due(as_of: date, until: date) -> list[tuple[DueKind, date]]:
        return [(one.kind, one.day) for one in agenda(library, as_of, until).items]

    before = day - 30 * DAY
    assert due(before, day) == [(kind, day)]
    assert due(before, day - DAY) == []
    still_due = [(kind, day)] if kind in WORK else []
    assert due(day, day + 9 * DAY) == still_due
    assert due(day + DAY, day + 9 * DAY) == still_due
    assert bool(agenda(library, day + DAY, day + DAY).overdue) == (kind in WORK)
    assert agenda(library, day, day).overdue == ()


def test_what_is_past_is_not_reviewed() -> None:
    assert agenda(with_rule(cite=cited(TODAY), status="withdrawn"), TODAY, date(2099, 1, 1)).items == ()


def test_what_is_settled_is_not_watched() -> None:
    for state in ("repealed", "struck-down"):
        bill = Watched(id="b", title="B", state=state, since=date(2020, 1, 1))
        assert agenda(with_book(watch=(bill,)), TODAY, date(2099, 1, 1)).items == ()


def test_a_duty_whose_national_law_is_due_when_it_begins_is_named_once() -> None:
    library = with_rule(window=Window(date(2027, 1, 1)), transposition=date(2027, 1, 1))
    assert len(agenda(library, TODAY, date(2027, 1, 1)).items) == 1


def test_it_is_sorted_by_day_and_work_stands_first() -> None:
    library = with_rule(window=Window(TODAY + DAY), cite=cited(date(2025, 11, 23)))
    found = agenda(replace(library, sign_offs=(SIGN_OFF,)), TODAY, TODAY + DAY)
    assert [one.kind for one in found.items] == [DueKind.SIGN_OFF, DueKind.REVIEW, DueKind.BEGINS]


@pytest.mark.parametrize(
    ("within", "last"),
    [
        ("P0D", TODAY),
        ("P90D", date(2027, 2, 20)),
        ("P3M", date(2027, 2, 22)),
        ("P1Y", date(2027, 11, 22)),
        ("P9999Y", date.max),
    ],
)
def test_the_horizon(within: str, last: date) -> None:
    assert horizon(TODAY, within) == last
