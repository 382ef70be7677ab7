"""Sentences say what conditions mean: each group by its head, each leaf by a table of every operator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.authoring.sentences import Line, Phrase, one_line, outline, phrase
from checkmarket.compiler import plan
from checkmarket.compiler.operators import operators_of
from checkmarket.evaluator.conditions import Judge, Judged
from checkmarket.model.conditions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    AtLeast,
    Choice,
    Condition,
    DayOffset,
    FactValue,
    Leaf,
    Literal,
    Not,
    ParameterValue,
    RuleIs,
    Term,
    leaves_of,
)
from checkmarket.model.law import DatedValue, Parameter, Setting
from checkmarket.model.library import Library
from checkmarket.model.truth import Truth, at_least
from checkmarket.model.values import FactType, Money, Value
from tests.support.law import HERE, TODAY, a_book, a_fact, a_library, a_rule, is_
from tests.support.random_law import Writer, a_random_subject, parameters, vocabulary

SIZES = {"small": "A handful", "large": "Many"}
FACTS = [a_fact(f"x.{name}") for name in ("a", "b", "c", "d")]
FACTS += [a_fact("x.size", "enum", values=("small", "large")), a_fact("x.sizes", "enum", many=True, values=SIZES)]
FACTS += [a_fact("x.people", "integer"), a_fact("x.places", "jurisdiction", many=True), a_fact("x.day", "date")]
LIMIT = Parameter(
    id="EU.tax/limit",
    type=FactType(base="integer", unit="people"),
    title="The limit",
    settable_by="member-state",
    values=(DatedValue(first=date(2020, 1, 1), value=200, cite=()), DatedValue(first=TODAY, value=250, cite=())),
    place=HERE,
)
STRICTER = Setting(
    parameter=LIMIT.id,
    jurisdiction="DE",
    values=(DatedValue(first=date(2021, 1, 1), value=20, cite=()),),
    place=HERE,
)
LIBRARY = a_library(
    FACTS,
    [a_rule("EU.tax.one"), a_rule("DE.tax.own")],
    terms={"EU.tax/bound": is_("x.a", True)},
    parameters=[LIMIT],
    edges=[("DE", "EU")],
    books=[a_book("DE.tax", settings=(STRICTER,))],
)
A, B, C, D = (is_(f"x.{name}", True) for name in ("a", "b", "c", "d"))


def leaf(fact: str, operator: str, *values: Value) -> Leaf:
    return Leaf(fact, operator, tuple(map(Literal, values)))


ONE_OF_EACH = {
    "is": (leaf("x.people", "is", 1), "x.people is 1", "x.people is not 1"),
    "is_not": (leaf("x.people", "is_not", 1), "x.people is not 1", "x.people is 1"),
    "at_least": (leaf("x.people", "at_least", 1), "x.people is at least 1", "x.people is not at least 1"),
    "more_than": (leaf("x.people", "more_than", 1), "x.people is more than 1", "x.people is not more than 1"),
    "at_most": (leaf("x.people", "at_most", 1), "x.people is at most 1", "x.people is not at most 1"),
    "less_than": (leaf("x.people", "less_than", 1), "x.people is less than 1", "x.people is not less than 1"),
    "between": (leaf("x.people", "between", 1, 3), "x.people is from 1 to 3", "x.people is not from 1 to 3"),
    "before": (leaf("x.day", "before", TODAY), "x.day is before 22 Nov 2026", "x.day is not before 22 Nov 2026"),
    "after": (leaf("x.day", "after", TODAY), "x.day is after 22 Nov 2026", "x.day is not after 22 Nov 2026"),
    "on_or_before": (
        leaf("x.day", "on_or_before", TODAY),
        "x.day is on or before 22 Nov 2026",
        "x.day is not on or before 22 Nov 2026",
    ),
    "on_or_after": (
        leaf("x.day", "on_or_after", TODAY),
        "x.day is on or after 22 Nov 2026",
        "x.day is not on or after 22 Nov 2026",
    ),
    "is_one_of": (leaf("x.t", "is_one_of", "a", "b"), "x.t is one of “a”, “b”", "x.t is not one of “a”, “b”"),
    "is_none_of": (leaf("x.t", "is_none_of", "a", "b"), "x.t is not one of “a”, “b”", "x.t is one of “a”, “b”"),
    "matches": (leaf("x.t", "matches", "en"), "x.t is “en” or a variant of it", "x.t is not “en” or a variant of it"),
    "includes": (leaf("x.t", "includes", "a"), "x.t includes “a”", "x.t does not include “a”"),
    "excludes": (leaf("x.t", "excludes", "a"), "x.t does not include “a”", "x.t includes “a”"),
    "includes_any_of": (
        leaf("x.t", "includes_any_of", "a", "b"),
        "x.t includes one of “a”, “b”",
        "x.t includes none of “a”, “b”",
    ),
    "includes_all_of": (
        leaf("x.t", "includes_all_of", "a", "b"),
        "x.t includes all of “a”, “b”",
        "x.t does not include all of “a”, “b”",
    ),
    "is_subset_of": (
        leaf("x.t", "is_subset_of", "a", "b"),
        "x.t has nothing besides “a”, “b”",
        "x.t has something besides “a”, “b”",
    ),
    "count_at_least": (leaf("x.t", "count_at_least", 2), "x.t has at least 2 entries", "x.t has fewer than 2 entries"),
    "count_at_most": (leaf("x.t", "count_at_most", 2), "x.t has at most 2 entries", "x.t has more than 2 entries"),
    "includes_any_in": (
        leaf("x.places", "includes_any_in", "EU"),
        "x.places includes a place in EU (EU)",
        "x.places includes no place in EU (EU)",
    ),
    "includes_none_in": (
        leaf("x.places", "includes_none_in", "EU"),
        "x.places includes no place in EU (EU)",
        "x.places includes a place in EU (EU)",
    ),
    "is_given": (leaf("x.people", "is_given", True), "x.people has a value", "x.people has no value"),
    "is_none": (leaf("x.people", "is_none", True), "x.people has no value", "x.people has a value"),
}


@pytest.mark.parametrize("operator", ONE_OF_EACH)
def test_every_operator_has_a_sentence_and_a_denial(operator: str) -> None:
    condition, said, denied = ONE_OF_EACH[operator]
    assert (one_line(condition, LIBRARY), one_line(Not(condition), LIBRARY)) == (said, denied)


def test_no_operator_of_the_language_is_left_out() -> None:
    kinds = [fact.type for fact in vocabulary().values()]
    assert {operator for kind in kinds for operator in operators_of(kind)} == set(ONE_OF_EACH)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (is_("x.a", True), "x.a is yes"),
        (is_("x.a", False), "x.a is no"),
        (Not(is_("x.a", False)), "x.a is yes"),
        (leaf("x.people", "is_given", False), "x.people has no value"),
        (leaf("x.people", "is_none", False), "x.people has a value"),
        (leaf("x.people", "at_least", Decimal("2.5")), "x.people is at least 2.5"),
        (leaf("x.t", "at_least", Money(Decimal(1000), "EUR")), "x.t is at least EUR 1,000"),
        (leaf("x.t", "at_most", timedelta(days=1)), "x.t is at most 1 day"),
        (Leaf("x.people", "at_least", (FactValue("x.other"),)), "x.people is at least x.other"),
        (Leaf("x.places", "includes_all_of", (FactValue("x.places"),)), "x.places includes all of what x.places names"),
        (Leaf("x.day", "before", (DayOffset(1, "P1M"),)), "x.day is before the judged day plus 1 month"),
        (Leaf("x.day", "after", (DayOffset(-1, "P30D"),)), "x.day is after the judged day minus 30 days"),
        (Term("EU.tax/bound"), "“EU.tax/bound”"),
        (Not(Term("EU.tax/bound")), "not: “EU.tax/bound”"),
        (RuleIs("EU.tax.one", "met"), "the rule “one” is met"),
        (Not(RuleIs("EU.tax.one", "applies")), "the rule “one” does not apply"),
        (ALWAYS, "always"),
        (Not(ALWAYS), "never"),
        (NEVER, "never"),
        (All((A, AnyOf((B, C)), D)), "x.a is yes and (x.b is yes or x.c is yes) and x.d is yes"),
        (All((A, All((B, C)))), "x.a is yes and x.b is yes and x.c is yes"),
        (All((AnyOf((A,)),)), "x.a is yes"),
        (Not(AnyOf((A, B))), "none of these holds (x.a is yes; x.b is yes)"),
        (Not(All((A, B))), "not all of these hold (x.a is yes; x.b is yes)"),
        (Not(Not(A)), "x.a is yes"),
        (AtLeast(2, (A, B, C)), "at least 2 of these hold (x.a is yes; x.b is yes; x.c is yes)"),
        (Not(AtLeast(2, (A, B, C))), "fewer than 2 of these hold (x.a is yes; x.b is yes; x.c is yes)"),
        (
            Choice(A, B, C),
            "what is asked depends (if this holds (x.a is yes); then (x.b is yes); otherwise (x.c is yes))",
        ),
    ],
    ids=str,
)
def test_a_condition_in_one_line(condition: Condition, said: str) -> None:
    assert one_line(condition, LIBRARY) == said


def test_members_of_an_enum_go_by_their_titles() -> None:
    fact = a_fact("x.size", "enum", values=("small",))
    titled = FactType(base="enum", values=SIZES)
    library = a_library([type(fact)(**{**_fields(fact), "type": titled})])
    assert one_line(leaf("x.size", "is_one_of", "small", "large"), library) == "x.size is one of “A handful”, “Many”"


def _fields(fact: object) -> dict[str, object]:
    return {name: getattr(fact, name) for name in fact.__slots__}


def test_a_number_of_the_law_comes_with_who_sets_it() -> None:
    condition = Leaf("x.people", "at_least", (ParameterValue(LIMIT.id),))
    said = [one_line(condition, LIBRARY, plan(LIBRARY, market, TODAY)) for market in ("EU", "DE")]
    assert said == [
        "x.people is at least 250 people (limit)",
        "x.people is at least 20 people (limit: DE sets it, EU: 250)",
    ]


def test_a_number_of_the_law_without_a_day_shows_all_its_values() -> None:
    condition = Leaf("x.people", "at_least", (ParameterValue(LIMIT.id),))
    assert one_line(condition, LIBRARY) == "x.people is at least 200 people, from 22 Nov 2026 250 people (limit)"


def test_a_number_that_does_not_hold_yet_says_so() -> None:
    condition = Leaf("x.people", "at_least", (ParameterValue(LIMIT.id),))
    early = plan(LIBRARY, "EU", date(2019, 1, 1))
    assert one_line(condition, LIBRARY, early) == "x.people is at least (limit: no value on 1 Jan 2019)"


def test_an_outline_indents_the_parts_of_a_group() -> None:
    condition = All((A, Not(AnyOf((B, C)))))
    assert outline(condition, LIBRARY) == (
        Line(0, "all of these hold:", condition),
        Line(1, "x.a is yes", A),
        Line(1, "none of these holds:", Not(AnyOf((B, C)))),
        Line(2, "x.b is yes", B),
        Line(2, "x.c is yes", C),
    )


@given(st.randoms(use_true_random=False))
def test_every_sentence_means_what_its_condition_means(random: Random) -> None:
    """Read back by its words alone, a phrase has the truth that the evaluator gives to the condition it came from."""
    library, condition = _random_condition(random)
    law = plan(library, "EU", TODAY)
    judge = Judge(law, dict(library.facts), a_random_subject(random, library.facts), _no_rule)
    said = phrase(condition, library, law)
    assert _read_back(said, judge) is judge.judge(condition).truth


@given(st.randoms(use_true_random=False))
def test_no_leaf_is_lost_and_every_line_is_whole(random: Random) -> None:
    library, condition = _random_condition(random)
    lines = outline(condition, library)
    text = one_line(condition, library)
    assert all(one.fact in text for one in leaves_of(condition) if isinstance(one, Leaf))
    assert len([one for one in lines if not one.text.endswith(":")]) == _atoms(condition)
    assert all(one.text and "\n" not in one.text and "{" not in one.text for one in lines)


def _random_condition(random: Random) -> tuple[Library, Condition]:
    facts = vocabulary()
    writer = Writer(random, facts, parameters())
    term = writer.condition(2)
    writer.terms.append("EU.tax/first")
    condition = writer.condition()
    return a_library(facts.values(), terms={"EU.tax/first": term}, parameters=parameters()), condition


def _no_rule(_: RuleIs) -> Judged:
    raise AssertionError("no rule stands in these conditions")


def _atoms(condition: Condition) -> int:
    match condition:
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            return sum(map(_atoms, parts))
        case Not(part):
            return _atoms(part)
        case Choice(when, then, otherwise):
            return _atoms(when) + _atoms(then) + _atoms(otherwise)
        case _:
            return 1


def _read_back(said: Phrase, judge: Judge) -> Truth:
    """The truth of a phrase by the words of its head, and for a leaf by the condition it names."""
    parts = [_read_back(one, judge) for one in said.parts]
    if not parts:
        return judge.judge(said.condition).truth
    return next(read(parts, said.text) for head, read in READ.items() if said.text.startswith(head))


def _number(text: str) -> int:
    return next(int(word) for word in text.split() if word.isdigit())


def _depends(when: Truth, then: Truth, otherwise: Truth) -> Truth:
    if when is Truth.UNKNOWN:
        return then if then is otherwise else Truth.UNKNOWN
    return then if when is Truth.TRUE else otherwise


READ: dict[str, Callable[[list[Truth], str], Truth]] = {
    "all of these": lambda parts, _: reduce(and_, parts),
    "at least one of": lambda parts, _: reduce(or_, parts),
    "none of these": lambda parts, _: ~reduce(or_, parts),
    "not all of these": lambda parts, _: ~reduce(and_, parts),
    "at least ": lambda parts, text: at_least(_number(text), parts),
    "fewer than ": lambda parts, text: ~at_least(_number(text), parts),
    "this does not": lambda parts, _: ~parts[0],
    "if this": lambda parts, _: parts[0],
    "then": lambda parts, _: parts[0],
    "otherwise": lambda parts, _: parts[0],
    "what is asked depends": lambda parts, _: _depends(*parts),
}
"""What the head of a group says of its parts; where two fit, the first."""
