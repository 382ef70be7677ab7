"""Every rule is proven by cases: each outcome, each number and its neighbours, each date and the day before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from checkmarket.compiler import plan
from checkmarket.compiler.links import conditions_of
from checkmarket.evaluator.conditions import Judge, Judged
from checkmarket.model.conditions import Condition, Leaf, Literal, ParameterValue, Term, leaves_of
from checkmarket.model.findings import Status
from checkmarket.model.law import ONE_DAY, Rule
from checkmarket.model.library import Library
from checkmarket.model.truth import Truth
from checkmarket.model.values import Money, Value
from checkmarket.session.cases import CaseOutcome, as_diagnostics
from tests.content.conftest import Content

WANTED = {Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE}
OF_MAY = {Status.PASS, Status.NOT_APPLICABLE}


def test_every_case_comes_out_as_its_author_expects(content: Content) -> None:
    outcomes = [one for outcomes in content.outcomes.values() for one in outcomes]
    assert [str(one) for one in as_diagnostics(outcomes)] == []


def test_every_rule_has_a_pass_a_fail_an_unknown_and_a_not_applicable_case(content: Content) -> None:
    lacking = {}
    for ident, rule in content.loaded.library.rules.items():
        found = {outcome.case.expect for outcome in content.outcomes[ident]}
        if missing := (OF_MAY if rule.kind == "may" else WANTED) - found:
            lacking[ident] = sorted(missing)
    assert lacking == {}


def test_an_unknown_case_names_the_facts_that_are_missing(content: Content) -> None:
    unnamed = [
        outcome.case.sentence
        for outcomes in content.outcomes.values()
        for outcome in outcomes
        if outcome.case.expect is Status.UNKNOWN and outcome.case.missing is None
    ]
    assert unnamed == []


def test_every_date_is_tried_on_the_day_and_the_day_before_or_after(content: Content) -> None:
    lacking = []
    for ident, rule in content.loaded.library.rules.items():
        days = {outcome.case.as_of for outcome in content.outcomes[ident]}
        lacking += [(ident, str(day)) for day in _days_to_try(rule) if day not in days]
    assert lacking == []


def test_every_exemption_lets_somebody_off(content: Content) -> None:
    library = content.loaded.library
    idle = [
        (ident, exemption.id)
        for ident, rule in library.rules.items()
        for exemption in rule.exemptions
        if not any(_is_true(exemption.when, outcome, library) for outcome in content.outcomes[ident])
    ]
    assert idle == []


def test_every_number_is_tried_with_its_neighbours(content: Content) -> None:
    library = content.loaded.library
    tried: dict[str, set[Value]] = {}
    for outcomes in content.outcomes.values():
        for outcome in outcomes:
            for fact, stated in outcome.case.subject.facts.items():
                tried.setdefault(fact, set()).add(stated.value)
    lacking = [
        (rule.id, leaf.fact, str(near))
        for rule in library.rules.values()
        for leaf, value in _thresholds(rule, library)
        for near in _neighbours(value)
        if _is_answer(near, leaf.fact, library) and near not in tried.get(leaf.fact, set())
    ]
    assert lacking == []


def _days_to_try(rule: Rule) -> Iterator[date]:
    first, last = rule.window.first, rule.window.last
    if first:
        yield from (first - ONE_DAY, first)
    if last:
        yield from (last, last + ONE_DAY)
    for transition in rule.transitions:
        yield from (transition.until, transition.until + ONE_DAY)


def _is_true(condition: Condition, outcome: CaseOutcome, library: Library) -> bool:
    case = outcome.case
    judge = Judge(
        plan(library, case.market, case.as_of), dict(library.facts), case.subject, lambda _: Judged(Truth.UNKNOWN)
    )
    return judge.judge(condition).truth is Truth.TRUE


def _thresholds(rule: Rule, library: Library) -> Iterator[tuple[Leaf, Value]]:
    """The numbers, amounts and days that a rule compares facts with, terms followed."""
    waiting = list(conditions_of(rule))
    seen: set[str] = set()
    for condition in waiting:
        for leaf in leaves_of(condition):
            if isinstance(leaf, Term) and leaf.term not in seen:
                seen.add(leaf.term)
                waiting.append(library.terms[leaf.term].when)
            if isinstance(leaf, Leaf) and not leaf.operator.startswith(("count_", "is_")):
                yield from ((leaf, value) for value in _values(leaf, library))


def _values(leaf: Leaf, library: Library) -> Iterator[Value]:
    for operand in leaf.operands:
        match operand:
            case Literal(value):
                yield value
            case ParameterValue(parameter):
                yield library.parameters[parameter].values[-1].value


def _neighbours(value: Value) -> tuple[Value, ...]:
    match value:
        case bool():
            return ()
        case int() | Decimal():
            return (value - 1, value, value + 1)
        case Money(amount, currency):
            return tuple(Money(amount + step, currency) for step in (-1, 0, 1) if amount + step >= 0)
        case date():
            return (value - timedelta(days=1), value, value + timedelta(days=1))
        case _:
            return ()


def _is_answer(value: Value, fact: str, library: Library) -> bool:
    kind = library.facts[fact].type
    if not isinstance(value, int | Decimal):
        return True
    return (kind.minimum is None or value >= kind.minimum) and (kind.maximum is None or value <= kind.maximum)
