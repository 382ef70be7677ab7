"""Numbers known between bounds, and facts that follow from others: decided where every possible number agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.evaluator.operators import Comparison
from checkmarket.model.findings import Credit, Status
from checkmarket.model.law import Ratio
from checkmarket.model.library import Library
from checkmarket.model.subject import Stated, Subject
from checkmarket.model.territories import Territories
from checkmarket.model.truth import Truth
from checkmarket.model.values import Interval, Known, PartialSet, interval
from checkmarket.model.vocabulary import Change
from checkmarket.planner.controls import changed
from checkmarket.session import check

NOWHERE = Comparison(SimpleNamespace(inside={}), lambda *_: None)  # type: ignore[arg-type]
DAY = date(2026, 11, 22)
END = st.none() | st.integers(0, 9)
RANGE = st.tuples(END, END).filter(lambda ends: ends != (None, None) and (None in ends or ends[0] <= ends[1]))  # type: ignore[operator]
OPERATORS = ("is", "is_not", "at_least", "more_than", "at_most", "less_than")


def numbers(low: int | None, high: int | None) -> range:
    """Every whole number in question; 0..9 are compared, so a little beyond them stands for all."""
    return range(-3 if low is None else low, (12 if high is None else high) + 1)


@pytest.mark.parametrize("operator", OPERATORS)
@given(ends=RANGE, other=RANGE)
def test_a_comparison_is_decided_where_all_numbers_in_question_agree(operator: str, ends: Any, other: Any) -> None:
    one = NOWHERE.judge(operator, interval(*ends), (interval(*other),))
    truths = {NOWHERE.judge(operator, a, (b,)) for a in numbers(*ends) for b in numbers(*other)}
    assert one is (truths.pop() if len(truths) == 1 else Truth.UNKNOWN)


@given(ends=RANGE, low=st.integers(0, 9), high=st.integers(0, 9))
def test_between_never_says_what_some_number_denies(ends: Any, low: int, high: int) -> None:
    one = NOWHERE.judge("between", interval(*ends), (low, high))
    truths = {NOWHERE.judge("between", number, (low, high)) for number in numbers(*ends)}
    if one is not Truth.UNKNOWN:
        assert truths == {one}
    elif low <= high:
        assert len(truths) == 2


def test_a_range_whose_ends_meet_is_a_number() -> None:
    assert interval(5, 5) == 5
    assert str(Interval(5, None)) == "at least 5"
    assert str(Interval(None, 5)) == "at most 5"
    assert str(Interval(Decimal("2.5"), 5)) == "2.5–5"


@pytest.mark.parametrize(
    ("before", "how", "after"),
    [
        (Interval(10, 60), "at_least", Interval(50, 60)),
        (Interval(60, 70), "at_least", Interval(60, 70)),
        (Interval(10, 20), "at_least", 50),
        (Interval(None, 60), "at_least", Interval(50, 60)),
        (Interval(10, 60), "at_most", Interval(10, 50)),
        (Interval(10, None), "at_most", Interval(10, 50)),
    ],
)
def test_a_control_moves_a_range_to_its_bound(before: Known, how: str, after: Known) -> None:
    assert changed(before, Change(how, 50)) == after


@pytest.fixture(scope="module")
def served(shipped: Library) -> Library:
    """The shipped vocabulary with one graded rule on the people served."""

    rule = shipped.rules["WORLD.culture-language.interface"]
    graded = replace(rule, demand=Ratio(fact="locale.people_served", target=Decimal(90)))
    book = shipped.rulebooks["WORLD.culture-language"]
    books = {**shipped.rulebooks, book.id: replace(book, rules=tuple(graded if r is rule else r for r in book.rules))}
    return replace(shipped, rules={**shipped.rules, rule.id: graded}, rulebooks=books)


def found(library: Library, market: str, **facts: Known) -> Any:
    stated = {name.replace("__", "."): Stated(value=value) for name, value in facts.items()}
    subject = Subject(id="p", facts={"offer.kinds": Stated(value=frozenset({"saas"})), **stated})
    law = plan(library, market, DAY)
    return evaluate(library, law, subject, only={"WORLD.culture-language.interface"})[0]


def test_the_people_served_follow_from_the_languages(served: Library) -> None:
    assert found(served, "DE", locale__interface_languages=frozenset({"de"})).status is Status.PASS
    assert found(served, "DE", locale__interface_languages=frozenset({"mt"})).credit == Credit(0.0, 0.0)


def test_where_speakers_overlap_the_credit_is_a_range_and_the_fact_itself_is_asked(served: Library) -> None:
    one = found(served, "DE", locale__interface_languages=frozenset({"en", "fr"}))
    assert one.credit.low < one.credit.high
    assert one.missing_facts == ("locale.people_served",)


def test_without_languages_these_are_asked_and_not_the_share(served: Library) -> None:
    one = found(served, "DE")
    assert (one.status, one.credit) == (Status.UNKNOWN, Credit(0.0, 1.0))
    assert one.missing_facts == ("locale.interface_languages",)


def test_further_languages_can_only_serve_more(served: Library) -> None:
    known = found(served, "DE", locale__interface_languages=frozenset({"en"}))
    more = found(served, "DE", locale__interface_languages=PartialSet(frozenset({"en"})))
    assert more.credit == Credit(known.credit.low, 1.0)
    assert more.missing_facts == ("locale.interface_languages",)


def test_what_is_stated_wins(served: Library) -> None:
    one = found(served, "DE", locale__interface_languages=frozenset({"mt"}), locale__people_served=Decimal(45))
    assert one.credit == Credit(0.5, 0.5)


def test_the_union_is_its_members(served: Library) -> None:
    law = plan(served, "EU", DAY)
    assert len(law.people_of) == 27
    assert found(served, "EU", locale__interface_languages=frozenset({"mt"})).credit.high < 0.02


def test_a_market_without_a_table_is_unknown_and_never_zero(served: Library) -> None:
    bare = replace(served, territories=Territories())
    one = found(bare, "DE", locale__interface_languages=frozenset({"de"}))
    assert (one.status, one.missing_facts) == (Status.UNKNOWN, ("locale.people_served",))


def test_members_without_rulebooks_are_told_apart_by_their_people(shipped: Library) -> None:
    subject = Subject(
        id="p",
        facts={
            "offer.kinds": Stated(value=frozenset({"saas"})),
            "offer.markets": Stated(value=frozenset({"MT", "LV"})),
            "locale.interface_languages": Stated(value=frozenset({"mt"})),
        },
    )
    report = check(
        shipped, subject, "EU", as_of=DAY, members=("MT", "LV"), rules=("WORLD.culture-language.people-served",)
    )
    served = {one.market: one.scores.culture.total.low for one in report.markets}
    assert served["MT"] == 1.0
    assert served["LV"] == 0.0
