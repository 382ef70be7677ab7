"""Answers worth trying on the shipped library: both sides of every value that a condition compares a fact with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from checkmarket.compiler.links import conditions_of
from checkmarket.model.conditions import Condition, Leaf, Literal, ParameterValue, leaves_of
from checkmarket.model.library import Library
from checkmarket.model.subject import Subject
from checkmarket.model.values import Known, Money, State, Value
from checkmarket.model.vocabulary import Fact
from tests.support.law import a_subject

_PLACES = ("EU", "DE", "FR", "SG")
_OTHERWISE: dict[str, tuple[Value, ...]] = {
    "boolean": (True, False),
    "integer": (0, 1, 1000),
    "decimal": (Decimal(0), Decimal(1000)),
    "percent": (Decimal(0), Decimal(100)),
    "duration": (timedelta(0), timedelta(days=1000)),
    "date": (date(2000, 1, 1), date(2026, 8, 2), date(2030, 1, 1)),
    "money": (Money(Decimal(0), "EUR"), Money(Decimal(10) ** 9, "EUR")),
    "text": ("anything",),
    "jurisdiction": _PLACES,
    "language": ("en", "de", "fr-FR"),
}


def answers_by_fact(library: Library) -> dict[str, tuple[Known, ...]]:
    """For every fact its answers, sorted: all of an enum, both sides of a threshold, small and large sets."""
    compared: dict[str, set[Value]] = {ident: set() for ident in library.facts}
    for condition in _conditions(library):
        for leaf in leaves_of(condition):
            if isinstance(leaf, Leaf):
                compared[leaf.fact].update(value for one in _operands(leaf, library) for value in _around(one))
    return {ident: tuple(_answers(fact, compared[ident])) for ident, fact in library.facts.items()}


def a_random_product(random: Random, library: Library, known: float) -> Subject:
    """known: the share of facts that are stated.  It always sells something digital to people in the Union."""
    answers = answers_by_fact(library)
    facts = {ident: random.choice(given) for ident, given in answers.items() if random.random() < known}
    return a_subject(facts | {"offer.markets": frozenset({"DE", "FR"}), "data.personal": True})


def _conditions(library: Library) -> Iterator[Condition]:
    for rule in library.rules.values():
        yield from conditions_of(rule)
    yield from (term.when for term in library.terms.values())
    yield from (fact.asked_if for fact in library.facts.values() if fact.asked_if)


def _operands(leaf: Leaf, library: Library) -> Iterator[Value]:
    for operand in leaf.operands:
        if isinstance(operand, Literal):
            yield operand.value
        elif isinstance(operand, ParameterValue):
            yield from (one.value for one in library.parameters[operand.parameter].values)


def _around(value: Value) -> tuple[Value, ...]:
    match value:
        case bool():
            return (value,)
        case int() | Decimal():
            return (value - 1, value, value + 1)
        case date():
            return (value - timedelta(days=1), value, value + timedelta(days=1))
        case timedelta():
            return (value, value + timedelta(hours=1))
        case Money(amount, currency):
            return (Money(amount - 1, currency), Money(amount, currency), Money(amount + 1, currency))
        case _:
            return (value,)


def _answers(fact: Fact, compared: set[Value]) -> list[Known]:
    kind = fact.type
    singles = set(kind.values) or compared | set(_OTHERWISE[kind.base])
    fitting = sorted((one for one in singles if _fits(one, fact)), key=str)
    found: list[Known] = list(fitting)
    if kind.many:
        found = [frozenset(), *(frozenset({one}) for one in fitting), frozenset(fitting)]
    return [*found, State.NONE] if kind.nullable else found


def _fits(value: Value, fact: Fact) -> bool:
    """It is a member of the type, and not what `is_given` or a count is compared with."""
    kind = fact.type
    if type(value) is not type(_OTHERWISE.get(kind.base, ("",))[0]):
        return False
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return True
    return (kind.minimum is None or value >= kind.minimum) and (kind.maximum is None or value <= kind.maximum)
