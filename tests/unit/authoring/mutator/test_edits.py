from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.authoring.mutator.edits import OPPOSITES, STRICTNESS, dropped, edits
from checkmarket.authoring.mutator.steps import moved_offsets, moved_windows, neighbours
from checkmarket.compiler import plan
from checkmarket.compiler.operators import operators_of
from checkmarket.evaluator.rules import Evaluation
from checkmarket.model.conditions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    AtLeast,
    Condition,
    DayOffset,
    Leaf,
    Literal,
    Not,
    ParameterValue,
    RuleIs,
    Term,
)
from checkmarket.model.law import Window
from checkmarket.model.values import CalendarPeriod, Money
from tests.support.law import TODAY, a_library, is_
from tests.support.random_law import Writer, a_random_subject, parameters, vocabulary

A, B, C = is_("f.a", value=True), is_("f.b", value=True), is_("f.c", value=True)
NOT_A = is_("f.a", value=False)


def leaf(operator: str, *values: object) -> Leaf:
    return Leaf("f.n", operator, tuple(Literal(one) for one in values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param(A, [NOT_A], id="yes becomes no"),
        pytest.param(
            leaf("at_least", 5),
            [leaf("less_than", 5), leaf("more_than", 5), leaf("at_least", 4), leaf("at_least", 6)],
            id="a threshold is turned, made stricter, and moved",
        ),
        pytest.param(
            leaf("before", date(2026, 8, 2)),
            [
                leaf("on_or_after", date(2026, 8, 2)),
                leaf("on_or_before", date(2026, 8, 2)),
                leaf("before", date(2026, 8, 1)),
                leaf("before", date(2026, 8, 3)),
            ],
            id="a day is turned, made inclusive, and moved",
        ),
        pytest.param(
            leaf("includes_any_of", "x", "y"),
            [
                Not(leaf("includes_any_of", "x", "y")),
                leaf("includes_all_of", "x", "y"),
                leaf("includes_any_of", "y"),
                leaf("includes_any_of", "x"),
            ],
            id="any of a list becomes all of it, and loses each member",
        ),
        pytest.param(leaf("includes_any_of", "x"), [Not(leaf("includes_any_of", "x"))], id="any of one is all of it"),
        pytest.param(
            leaf("between", 1, 3),
            [
                Not(leaf("between", 1, 3)),
                leaf("between", 0, 3),
                leaf("between", 2, 3),
                leaf("between", 1, 2),
                leaf("between", 1, 4),
            ],
            id="both ends of a span move",
        ),
        pytest.param(
            Leaf("f.n", "at_most", (ParameterValue("EU.tax/limit"),)),
            [
                Leaf("f.n", "more_than", (ParameterValue("EU.tax/limit"),)),
                Leaf("f.n", "less_than", (ParameterValue("EU.tax/limit"),)),
            ],
            id="a parameter's value is not changed where it is used",
        ),
        pytest.param(
            All((A, B)),
            [All((NOT_A, B)), All((A, is_("f.b", value=False))), All((B,)), All((A,)), AnyOf((A, B))],
            id="all",
        ),
        pytest.param(All((A,)), [All((NOT_A,))], id="a group of one loses nothing"),
        pytest.param(
            AtLeast(2, (A, B, C)),
            [
                *(AtLeast(2, parts) for parts in [(NOT_A, B, C), (A, is_("f.b", value=False), C)]),
                AtLeast(2, (A, B, is_("f.c", value=False))),
                *(AtLeast(2, parts) for parts in [(B, C), (A, C), (A, B)]),
                AtLeast(1, (A, B, C)),
                AtLeast(3, (A, B, C)),
            ],
            id="at least so many",
        ),
        pytest.param(Not(A), [Not(NOT_A), A], id="a denial is lifted"),
        pytest.param(Term("EU.tax/t"), [Not(Term("EU.tax/t"))], id="a term is denied"),
        pytest.param(
            RuleIs("EU.tax.r", "met"),
            [Not(RuleIs("EU.tax.r", "met")), RuleIs("EU.tax.r", "applies")],
            id="another rule is met or applies",
        ),
        pytest.param(ALWAYS, [], id="always"),
    ],
)
def test_every_part_is_changed_alone(condition: Condition, expected: list[Condition]) -> None:
    assert [edit.whole for edit in edits(condition)] == expected


@pytest.mark.parametrize(
    ("condition", "whole"),
    [(A, ALWAYS), (AnyOf((A, B)), ALWAYS), (All((A, B)), None), (ALWAYS, None)],
    ids=["a leaf", "a choice", "clauses are dropped one by one", "nothing is asked"],
)
def test_a_whole_condition_is_dropped_where_it_has_no_clauses(condition: Condition, whole: Condition | None) -> None:
    assert [edit.whole for edit in dropped(condition)] == ([] if whole is None else [whole])


def test_a_clause_left_out_counts_as_met_in_all_and_as_unmet_in_any() -> None:
    gone = {type(one): [edit.after for edit in edits(one) if edit.dropped] for one in (All((A, B)), AnyOf((A, B)))}
    assert gone == {All: [ALWAYS, ALWAYS], AnyOf: [NEVER, NEVER]}


def test_every_ordered_operator_has_an_opposite_and_a_stricter_one() -> None:
    names = {one for fact in vocabulary().values() for one in operators_of(fact.type)}
    known = {*OPPOSITES, *OPPOSITES.values()}
    assert known <= names
    assert {*STRICTNESS, *STRICTNESS.values()} <= names
    without = {"between", "matches", "includes_any_of", "includes_all_of", "is_subset_of"}
    assert names - known == {*without, "count_at_least", "count_at_most"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, [4, 6]),
        (Decimal(10), [Decimal(9), Decimal(11)]),
        (Decimal("0.5"), [Decimal("0.4"), Decimal("0.6")]),
        (Money(Decimal(0), "EUR"), [Money(Decimal(1), "EUR")]),
        (timedelta(days=30), [timedelta(days=29), timedelta(days=31)]),
        (timedelta(hours=73), [timedelta(hours=72), timedelta(hours=74)]),
        (date(2024, 2, 29), [date(2024, 2, 28), date(2024, 3, 1)]),
        (True, []),
        ("DE", []),
        (CalendarPeriod("P1M"), []),
    ],
    ids=str,
)
def test_a_value_moves_by_one_step(value: object, expected: list[object]) -> None:
    assert [one.value for one in neighbours(value)] == expected  # type: ignore[arg-type]


def test_a_distance_in_months_moves_by_a_month_and_by_a_day() -> None:
    assert [one.duration for one in moved_offsets(DayOffset(-1, "P6M"))] == ["P5M", "P7M", "P6M1D"]
    assert [one.duration for one in moved_offsets(DayOffset(1, "P30D"))] == ["P29D", "P31D"]


def test_a_window_of_one_day_only_grows() -> None:
    first, last = date(2026, 8, 1), date(2026, 8, 3)
    assert {window for *_, window in moved_windows(Window(last, last))} == {
        Window(date(2026, 8, 2), last),
        Window(last, date(2026, 8, 4)),
    }
    assert {window for *_, window in moved_windows(Window(first, None))} == {
        Window(date(2026, 7, 31), None),
        Window(date(2026, 8, 2), None),
    }


@given(st.randoms(use_true_random=False))
def test_where_the_changed_part_comes_out_the_same_so_does_the_whole(random: Random) -> None:
    facts = vocabulary()
    library = a_library(facts.values(), parameters=parameters())
    condition = Writer(random, facts, parameters()).condition()
    law = plan(library, "EU", TODAY)
    judge = Evaluation(library, law, a_random_subject(random, facts)).judge
    for edit in edits(condition):
        assert edit.whole != condition
        if judge.judge(edit.before).truth is judge.judge(edit.after).truth:
            assert judge.judge(edit.whole).truth is judge.judge(condition).truth
