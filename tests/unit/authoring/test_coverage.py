"""What cases try: held against the evaluator on random law, and shown on small examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.authoring.boundaries import beside, step_from
from checkmarket.authoring.coverage import RuleCoverage, coverage
from checkmarket.authoring.outcomes import formula
from checkmarket.authoring.trials import Trial
from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate, read_leaves
from checkmarket.evaluator.conditions import Judge, Judged
from checkmarket.evaluator.rules import Evaluation
from checkmarket.model.cases import Case
from checkmarket.model.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Condition,
    DayOffset,
    FactValue,
    Leaf,
    Literal,
    ParameterValue,
    RuleIs,
    Term,
)
from checkmarket.model.findings import Finding, Status
from checkmarket.model.law import DatedValue, Levels, Parameter, Ratio, Setting, Transition, Window
from checkmarket.model.library import Library, Plan, PlannedRule
from checkmarket.model.subject import Subject
from checkmarket.model.truth import Truth
from checkmarket.model.values import FactType, Known, Money, PartialSet, State
from tests.support.law import (
    HERE,
    TODAY,
    a_book,
    a_fact,
    a_library,
    a_rule,
    a_subject,
    an_override,
    is_,
)
from tests.support.random_law import a_random_library, a_random_subject

RULE = "EU.tax.one"
SEEDS = st.integers(0, 2**32)
FLAG, OTHER = a_fact("a.flag"), a_fact("a.other")
AGE = a_fact("a.age", "integer", bounds=(0, 120))


def a_case(facts: Mapping[str, Known], *, rule: str = RULE, market: str = "EU", day: date = TODAY) -> Case:
    return Case(
        sentence="a case",
        rulebook="EU.tax",
        rule=rule,
        market=market,
        as_of=day,
        subject=a_subject(facts),
        expect=Status.PASS,
        credit=None,
        missing=None,
        place=HERE,
    )


def covered(library: Library, *cases: Case, rule: str = RULE) -> RuleCoverage:
    return coverage(library, cases)[rule]


def flipped(found: RuleCoverage) -> list[bool]:
    return [one.flipped for one in found.leaves]


# against the evaluator


@settings(max_examples=150)
@given(SEEDS)
def test_a_formula_says_what_the_evaluator_says(seed: int) -> None:
    random = Random(seed)
    library = a_random_library(random)
    law = plan(library, "EU", TODAY)
    subject = a_random_subject(random, library.facts)
    for finding in evaluate(library, law, subject):
        planned = law.rules[finding.rule.id]
        found = formula(planned, law.terms)
        ratio = planned.demand.fact if isinstance(planned.demand, Ratio) else ""
        if planned.in_force and not ratio:
            truths = [one.truth.value for one in read_leaves(library, law, subject, found.atoms)]
            status, low, high = found.outcome(truths)
            assert status is finding.status
            if isinstance(planned.demand, Levels) and finding.credit is not None:
                assert (float(low), float(high)) == (finding.credit.low, finding.credit.high)


@settings(max_examples=150)
@given(SEEDS)
def test_a_leaf_is_flipped_if_the_evaluator_says_otherwise_when_it_alone_is_turned(seed: int) -> None:
    random = Random(seed)
    library = a_random_library(random)
    subject = a_random_subject(random, library.facts, unknown=0.2)
    rule = random.choice(sorted(library.rules))
    case = a_case({fact: stated.value for fact, stated in subject.facts.items()}, rule=rule)
    law = plan(library, "EU", TODAY)
    planned = law.rules[rule]
    for one in covered(library, case, rule=rule).leaves:
        assert one.flipped == (planned.in_force and changes(library, law, planned, case.subject, one.leaf))


def changes(library: Library, law: Plan, planned: PlannedRule, subject: Subject, leaf: Leaf | RuleIs) -> bool:
    (reading,) = read_leaves(library, law, subject, [leaf])
    if reading.truth is Truth.UNKNOWN:
        return False
    as_it_is = Evaluation(library, law, subject)
    turned = Evaluation(library, law, subject)
    turned.judge = _TurnedJudge(as_it_is, leaf, ~reading.truth)
    return outcome(as_it_is.finding(planned)) != outcome(turned.finding(planned))


def outcome(finding: Finding) -> tuple[object, object]:
    return finding.status, finding.credit


class _TurnedJudge(Judge):
    """Judges as another does, one leaf apart; other rules come out as they did."""

    def __init__(self, evaluation: Evaluation, leaf: Leaf | RuleIs, truth: Truth) -> None:
        own = evaluation.judge
        super().__init__(own.plan, dict(own.facts._vocabulary), own.facts._subject, evaluation.rule_is)
        self._turned, self._truth = leaf, truth

    def judge(self, condition: Condition) -> Judged:
        return Judged(self._truth) if condition is self._turned else super().judge(condition)


# leaves


def test_a_case_flips_the_leaf_that_decides_and_no_other() -> None:
    rule = a_rule(RULE, AnyOf((is_("a.flag", True), is_("a.other", True))))
    library = a_library([FLAG, OTHER], [rule])
    assert flipped(covered(library)) == [False, False]
    assert flipped(covered(library, a_case({"a.flag": True, "a.other": True}))) == [False, False]
    assert flipped(covered(library, a_case({"a.flag": True, "a.other": False}))) == [True, False]
    assert flipped(covered(library, a_case({"a.flag": False, "a.other": False}))) == [True, True]


def test_an_unknown_leaf_is_not_flipped() -> None:
    library = a_library([FLAG], [a_rule(RULE, is_("a.flag", True))])
    assert flipped(covered(library, a_case({}))) == [False]


def test_the_demand_of_a_rule_that_does_not_apply_is_not_flipped() -> None:
    library = a_library([FLAG, OTHER], [a_rule(RULE, is_("a.other", True), applies=is_("a.flag", True))])
    found = covered(library, a_case({"a.flag": False, "a.other": False}))
    assert {one.leaf.fact: one.flipped for one in found.leaves if isinstance(one.leaf, Leaf)} == {
        "a.flag": True,
        "a.other": False,
    }


def test_a_rule_out_of_force_flips_nothing() -> None:
    library = a_library([FLAG], [a_rule(RULE, is_("a.flag", True), window=Window(date(2027, 1, 1)))])
    assert flipped(covered(library, a_case({"a.flag": True}))) == [False]
    assert flipped(covered(library, a_case({"a.flag": True}, day=date(2027, 1, 1)))) == [True]


def test_a_leaf_of_a_term_belongs_to_the_term_and_turns_wherever_the_term_stands() -> None:
    both = AnyOf((Term("EU.tax/bound"), All((Term("EU.tax/bound"), is_("a.other", True)))))
    library = a_library([FLAG, OTHER], [a_rule(RULE, both)], terms={"EU.tax/bound": is_("a.flag", True)})
    found = covered(library, a_case({"a.flag": True, "a.other": True}))
    assert {one.owner: one.flipped for one in found.leaves} == {"EU.tax/bound": True, RULE: False}


def test_what_a_child_adds_belongs_to_the_rule_and_is_tried_in_the_child() -> None:
    tighter = an_override("tightens", RULE, "DE", condition=is_("a.other", True))
    library = a_library(
        [FLAG, OTHER],
        [a_rule(RULE, is_("a.flag", True))],
        edges=[("DE", "EU")],
        books=[a_book("DE.tax", overrides=(tighter,))],
    )
    facts = {"a.flag": True, "a.other": True}
    assert flipped(covered(library, a_case(facts))) == [True, False]
    assert flipped(covered(library, a_case(facts, market="DE"))) == [True, True]


def test_a_question_about_another_rule_is_a_leaf() -> None:
    asks = a_rule(RULE, RuleIs("EU.tax.two", "met"))
    library = a_library([FLAG], [asks, a_rule("EU.tax.two", is_("a.flag", True))])
    assert flipped(covered(library, a_case({"a.flag": True}))) == [True]


# numbers


def tried(library: Library, *cases: Case) -> list[tuple[list[int], list[int]]]:
    return [(sorted(one.tried), sorted(one.wanted)) for one in covered(library, *cases).numbers]


def test_a_number_is_tried_just_below_on_it_and_just_above() -> None:
    library = a_library([AGE], [a_rule(RULE, Leaf("a.age", "at_least", (Literal(16),)))])
    cases = [a_case({"a.age": age}) for age in (14, 15, 16, 18)]
    assert tried(library, *cases) == [([-1, 0], [-1, 0, 1])]


@pytest.mark.parametrize(("number", "wanted"), [(0, [0, 1]), (1, [-1, 0, 1]), (120, [-1, 0])])
def test_a_value_that_is_no_answer_need_not_be_tried(number: int, wanted: list[int]) -> None:
    library = a_library([AGE], [a_rule(RULE, Leaf("a.age", "at_most", (Literal(number),)))])
    assert tried(library) == [([], wanted)]


def test_a_parameter_is_tried_around_the_value_it_has_in_the_market() -> None:
    age = Parameter(
        id="EU.tax/age",
        type=FactType(base="integer"),
        title="",
        settable_by="state",
        values=(DatedValue(first=date(2020, 1, 1), value=16, cite=()),),
        place=HERE,
    )
    lower = Setting(
        parameter=age.id,
        jurisdiction="DE",
        values=(DatedValue(first=date(2020, 1, 1), value=14, cite=()),),
        place=HERE,
    )
    library = a_library(
        [AGE],
        [a_rule(RULE, Leaf("a.age", "less_than", (ParameterValue(age.id),)))],
        parameters=[age],
        edges=[("DE", "EU")],
        books=[a_book("DE.tax", settings=(lower,))],
    )
    assert tried(library, a_case({"a.age": 14}, market="DE")) == [([0], [-1, 0, 1])]
    assert tried(library, a_case({"a.age": 14})) == [([], [-1, 0, 1])]


def test_a_fact_is_tried_around_another_fact_and_a_day_around_a_day_counted_from_today() -> None:
    other = a_fact("a.limit", "integer")
    library = a_library([AGE, other], [a_rule(RULE, Leaf("a.age", "at_most", (FactValue("a.limit"),)))])
    assert tried(library, a_case({"a.age": 8, "a.limit": 7})) == [([1], [-1, 0, 1])]
    day = a_fact("a.day", "date")
    library = a_library([day], [a_rule(RULE, Leaf("a.day", "before", (DayOffset(-1, "P1Y"),)))])
    assert tried(library, a_case({"a.day": date(2025, 11, 21)})) == [([-1], [-1, 0])]


def test_both_ends_of_a_range_are_tried() -> None:
    library = a_library([AGE], [a_rule(RULE, Leaf("a.age", "between", (Literal(13), Literal(15))))])
    assert tried(library, a_case({"a.age": 14})) == [([1], [-1, 0, 1]), ([-1], [-1, 0, 1])]


def test_members_are_counted() -> None:
    kinds = a_fact("a.kinds", "enum", many=True, values=("a", "b"))
    library = a_library([kinds], [a_rule(RULE, Leaf("a.kinds", "count_at_least", (Literal(1),)))])
    cases = [a_case({"a.kinds": frozenset("ab")}), a_case({"a.kinds": PartialSet(frozenset("a"))})]
    assert tried(library, *cases) == [([1], [-1, 0, 1])]


def test_the_target_of_a_ratio_is_a_number_and_no_leaf() -> None:
    library = a_library([AGE], [a_rule(RULE, Ratio(fact="a.age", target=Decimal(5)))])
    assert tried(library, a_case({"a.age": 5})) == [([0], [-1, 0, 1])]
    assert covered(library).leaves == ()


def test_words_and_truths_have_no_neighbours() -> None:
    assert tried(a_library([FLAG], [a_rule(RULE, is_("a.flag", True))])) == []


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEPS = {
    "just below": (4, 5, -1),
    "a long way off": (3, 5, None),
    "decimals within one": (Decimal("4.99"), Decimal(5), -1),
    "a decimal and a whole number": (Decimal("5.0"), 5, 0),
    "true is no number": (True, 1, None),
    "hours around hours": (HOUR * 73, HOUR * 72, 1),
    "hours around 36 hours": (HOUR * 34, HOUR * 36, None),
    "a day around days": (DAY * 29, DAY * 30, -1),
    "money of one currency": (Money(Decimal(9), "EUR"), Money(Decimal(10), "EUR"), -1),
    "money of two": (Money(Decimal(10), "EUR"), Money(Decimal(10), "USD"), None),
    "the day before": (date(2024, 2, 29), date(2024, 3, 1), -1),
    "nothing known": (State.UNKNOWN, 5, None),
}


@pytest.mark.parametrize(("value", "number", "step"), STEPS.values(), ids=STEPS)
def test_a_step_is_one_a_day_or_an_hour(value: Known, number: Known, step: int | None) -> None:
    assert step_from(value, number) == step


BESIDE = {
    "a number": (5, "4"),
    "a day": (date(2024, 3, 1), "2024-02-29"),
    "days": (DAY * 30, "29 days"),
    "hours": (HOUR * 36, "35 hours"),
    "money": (Money(Decimal(10000), "EUR"), "EUR 9,999"),
    "a truth": (True, ""),
}


@pytest.mark.parametrize(("value", "shown"), BESIDE.values(), ids=BESIDE)
def test_the_value_just_below_in_words(value: Known, shown: str) -> None:
    assert not isinstance(value, State)
    assert beside(Literal(value), -1, a_library()) == shown


def test_a_value_beside_what_differs_from_case_to_case_has_no_words() -> None:
    assert beside(FactValue("a.age"), 1, a_library()) == ""


# days


def test_the_days_of_a_rule_and_their_eves() -> None:
    rule = a_rule(
        RULE,
        ALWAYS,
        window=Window(date(2024, 1, 1), date(2030, 12, 31)),
        transitions=[Transition(until=date(2025, 6, 30), applies_to=ALWAYS, instead=None, cite=())],
    )
    found = covered(a_library([], [rule]), a_case({}, day=date(2024, 1, 1)), a_case({}, day=date(2031, 1, 1)))
    assert [(one.what, [str(day) for day in one.missing]) for one in found.days] == [
        ("begins", ["2023-12-31"]),
        ("ends", ["2030-12-31"]),
        ("transition ends", ["2025-06-30", "2025-07-01"]),
    ]


def test_trials_are_joined() -> None:
    day = date(2024, 1, 1)
    one = Trial(cases=1, expected=frozenset({Status.PASS}), flipped=frozenset({0}), steps={(0, 0): frozenset({1})})
    other = Trial(
        cases=2, flipped=frozenset({1}), steps={(0, 0): frozenset({0}), (1, 0): frozenset({-1})}, days=frozenset({day})
    )
    assert one | other == Trial(
        cases=3,
        expected=frozenset({Status.PASS}),
        flipped=frozenset({0, 1}),
        steps={(0, 0): frozenset({0, 1}), (1, 0): frozenset({-1})},
        days=frozenset({day}),
    )


def test_what_is_expected_and_how_many_cases_there_are() -> None:
    found = covered(a_library([], [a_rule(RULE)]), a_case({}), a_case({}))
    assert (found.cases, found.expected) == (2, frozenset({Status.PASS}))
