"""Which unknown facts to ask for, ranked by how much an answer can settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from checkmarket.evaluator.conditions import shifted
from checkmarket.model.conditions import Condition, DayOffset, FactValue, Leaf, Literal, ParameterValue, leaves_of
from checkmarket.model.findings import OPEN
from checkmarket.model.law import Ratio, conditions_in
from checkmarket.model.library import Plan
from checkmarket.model.report import Question
from checkmarket.model.subject import Subject
from checkmarket.model.values import FactType, Interval, Known, Money, PartialSet, State, Value
from checkmarket.model.vocabulary import Fact
from checkmarket.planner.markets import JudgedMarket

_MANY = 6  # of a longer list of answers only the empty and the full one are tried


def questions(markets: Sequence[JudgedMarket], subject: Subject) -> tuple[Question, ...]:
    """The unknown facts that can still change an outcome, the most decisive first.

    decides and closes are the best that one answer can do, tried answer by answer.
    """
    missing = {fact for market in markets for fact in _missing(market)}
    values = _compared_values([market.plan for market in markets], subject)
    asked = [_question(fact, markets, subject, values.get(fact, set())) for fact in sorted(missing)]
    return tuple(sorted(asked, key=lambda one: (not one.compliance, -one.closes, -one.decides, one.fact.id)))


def _missing(market: JudgedMarket) -> set[str]:
    """The unknown facts that can still change an outcome that counts."""
    return {
        fact
        for finding in market.findings.values()
        if finding.status in OPEN and finding.counts
        for fact in finding.missing_facts
    }


def _question(ident: str, markets: Sequence[JudgedMarket], subject: Subject, compared: set[Value]) -> Question:
    fact = markets[0].library.facts[ident]
    settled = [_settled(markets, subject.with_fact(ident, one), frozenset({ident})) for one in _answers(fact, compared)]
    decides, compliance, culture = (
        (max(column, default=0) for column in zip(*settled, strict=True)) if settled else (0, 0, 0)
    )
    touches_compliance = any(market.touches_compliance(ident) for market in markets)
    return Question(
        fact=fact,
        decides=int(decides),
        closes=compliance if touches_compliance else culture,
        compliance=touches_compliance,
        markets=tuple(one.plan.market for one in markets if ident in _missing(one)),
    )


def _settled(markets: Sequence[JudgedMarket], answered: Subject, changed: frozenset[str]) -> tuple[int, float, float]:
    """How many rules an answer decides, and how much of either interval it closes, in the mean over the markets."""
    decided: set[str] = set()
    compliance = culture = 0.0
    again: dict[object, JudgedMarket] = {}
    for before in markets:
        after = again.get(before.key)
        if after is None:
            after = again[before.key] = before.again(answered, changed)
        if after.scores is before.scores:
            continue
        decided |= {
            ident
            for ident, finding in after.findings.items()
            if finding.status not in OPEN and before.findings[ident].status in OPEN
        }
        compliance += before.scores.compliance.total.width - after.scores.compliance.total.width
        culture += before.scores.culture.total.width - after.scores.culture.total.width
    return len(decided), compliance / len(markets), culture / len(markets)


def _answers(fact: Fact, compared: set[Value]) -> Iterator[Known]:
    """Answers worth trying: every one of a short list; for numbers and days, both sides of every threshold."""
    if fact.type.nullable:
        yield State.NONE
    if fact.type.many:
        yield from _sets(fact.type, compared)
    elif fact.type.base == "boolean":
        yield from (True, False)
    elif fact.type.base == "enum":
        yield from fact.type.values
    else:
        near = {value for one in compared for value in _around(one)}
        yield from (one for one in sorted(near, key=str) if _is_possible(one, fact.type))


def _sets(kind: FactType, compared: set[Value]) -> Iterator[frozenset[str | int]]:
    listed: set[str | int] = {*kind.values, *(one for one in compared if isinstance(one, str))}
    yield frozenset()
    yield frozenset(listed)
    if len(listed) <= _MANY:
        yield from (frozenset({one}) for one in sorted(listed, key=str))


def _around(value: Value) -> tuple[Value, ...]:
    match value:
        case bool():
            return (value,)
        case int():
            return (value - 1, value, value + 1)
        case Decimal():
            return (value - 1, value, value + 1)
        case date():
            return (value - timedelta(days=1), value, value + timedelta(days=1))
        case timedelta():
            return (value - timedelta(hours=1), value, value + timedelta(hours=1))
        case Money(amount, currency):
            return tuple(Money(amount + step, currency) for step in (-1, 0, 1))
        case _:
            return (value,)


def _is_possible(value: Value, kind: FactType) -> bool:
    if not isinstance(value, int | Decimal):
        return True
    return (kind.minimum is None or value >= kind.minimum) and (kind.maximum is None or value <= kind.maximum)


def _compared_values(plans: Sequence[Plan], subject: Subject) -> dict[str, set[Value]]:
    """The values that conditions compare each fact with."""
    found: dict[str, set[Value]] = {}
    for plan in plans:
        for condition in _conditions(plan):
            for leaf in leaves_of(condition):
                if isinstance(leaf, Leaf):
                    found.setdefault(leaf.fact, set()).update(_values_of(leaf, plan, subject))
        for planned in plan.rules.values():
            if isinstance(planned.demand, Ratio):
                found.setdefault(planned.demand.fact, set()).update(_target(planned.demand, plan))
    return found


def _conditions(plan: Plan) -> Iterator[Condition]:
    yield from plan.terms.values()
    for planned in plan.rules.values():
        yield planned.applies
        yield from conditions_in(planned.demand)


_ABOUT_OTHERS = frozenset({"is_given", "is_none", "count_at_least", "count_at_most"})
"""Operators whose operand is no value of the fact."""


def _values_of(leaf: Leaf, plan: Plan, subject: Subject) -> Iterator[Value]:
    if leaf.operator in _ABOUT_OTHERS:
        return
    for operand in leaf.operands:
        match operand:
            case Literal(value):
                yield value
            case ParameterValue(parameter) if parameter in plan.parameters:
                yield plan.parameters[parameter].value
            case DayOffset(sign, duration):
                yield shifted(plan.as_of, sign, duration)
            case FactValue(fact):
                stated = subject.stated(fact, plan.chain)
                if not isinstance(stated, State | frozenset | PartialSet | Interval):
                    yield stated
            case ParameterValue():
                pass  # it has no value on that day


def _target(demand: Ratio, plan: Plan) -> Iterator[Value]:
    if isinstance(demand.target, Decimal):
        yield demand.target
    elif demand.target in plan.parameters:
        yield plan.parameters[demand.target].value
