"""The answers worth trying for a fact: one for every way the leaves that look at it can come out.

Enters: a fact, and the leaves of one plan that name it.  Leaves: values, and whether they are all that can matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, product

from checkmarket.compiler.operators import ORDERED
from checkmarket.evaluator import read_leaves
from checkmarket.evaluator.conditions import shifted
from checkmarket.model.conditions import DayOffset, FactValue, Leaf, Literal, Operand, ParameterValue
from checkmarket.model.law import ONE_DAY
from checkmarket.model.library import Library, Plan
from checkmarket.model.subject import Stated, Subject
from checkmarket.model.truth import Truth
from checkmarket.model.values import Known, Money, State, Value
from checkmarket.model.vocabulary import Fact

MOST = 600
"""So many sets are tried for one fact; beyond that nothing is proven."""

_SPARE = {"text": ("something else",), "language": ("fi", "is", "mt")}
_PLAIN: dict[str, Value] = {"integer": 0, "decimal": Decimal(0), "percent": Decimal(0), "duration": timedelta(0)}


@dataclass(frozen=True, slots=True)
class Answers:
    """whole: no other answer could make the leaves come out in another way."""

    values: tuple[Known, ...]
    whole: bool


def answers(fact: Fact, leaves: Iterable[Leaf], library: Library, plan: Plan) -> Answers:
    """One answer for each way the leaves can come out."""
    own = [leaf for leaf in leaves if leaf.fact == fact.id]
    operands = [one for leaf in leaves for one in leaf.operands if _touches(leaf, fact.id)]
    values, whole = _values(fact, own, [_value(one, plan) for one in operands], library, plan)
    between_facts = any(isinstance(one, FactValue) for one in operands)
    given: list[Known] = [*values, State.NONE] if fact.type.nullable else list(values)
    if between_facts:
        return Answers(tuple(dict.fromkeys(given)), whole=False)
    return Answers(tuple(_distinct(fact.id, given, own, library, plan)), whole)


def _touches(leaf: Leaf, fact: str) -> bool:
    """It looks at the fact, or compares another with it."""
    return leaf.fact == fact or FactValue(fact) in leaf.operands


def _distinct(fact: str, values: list[Known], leaves: list[Leaf], library: Library, plan: Plan) -> Iterator[Known]:
    """Of the values for which all leaves come out the same, the first."""
    seen: set[tuple[Truth, ...]] = set()
    for value in values:
        subject = Subject(id="answer", facts={fact: Stated(value=value)})
        truths = tuple(one.truth for one in read_leaves(library, plan, subject, leaves))
        if truths not in seen:
            seen.add(truths)
            yield value


def _value(operand: Operand, plan: Plan) -> Value | None:
    match operand:
        case Literal(value):
            return value
        case ParameterValue(parameter):
            dated = plan.parameters.get(parameter)
            return None if dated is None else dated.value
        case DayOffset(sign, duration):
            return shifted(plan.as_of, sign, duration)
        case FactValue():
            return None


def _values(
    fact: Fact, leaves: list[Leaf], compared: list[Value | None], library: Library, plan: Plan
) -> tuple[list[Known], bool]:
    known = [one for one in compared if one is not None]
    kind = fact.type
    if kind.many:
        return _sets(fact, leaves, known, library, plan)
    if kind.base == "boolean":
        return [True, False], True
    if kind.base in ORDERED:
        return list(_ordered(fact, known, plan)), True
    return list(_words(fact, known, library, plan)), True


def _ordered(fact: Fact, compared: list[Value], plan: Plan) -> Iterator[Known]:
    """Every value compared with, its neighbours, and what lies between two."""
    bounds = [one for one in (fact.type.minimum, fact.type.maximum) if one is not None]
    plain: Value | None = plan.as_of if fact.type.base == "date" else _PLAIN.get(fact.type.base)
    points = [*compared, *([] if plain is None else [plain])]
    for one in points:
        yield from (value for value in _near(one, fact) if _fits(value, bounds, fact))


def _near(value: Value, fact: Fact) -> Iterator[Known]:
    match value:
        case bool():
            return
        case int() | Decimal() if fact.type.base == "integer":
            yield from (int(value), int(value) - 1, int(value) + 1)
        case int() | Decimal():
            yield from (Decimal(value) + Decimal(step) for step in ("0", "-1", "1", "-0.5", "0.5", "-0.05", "0.05"))
        case Money(amount, currency):
            yield from (Money(amount + step, currency) for step in (0, -1, 1) if amount + step >= 0)
        case timedelta():
            steps = (timedelta(0), -timedelta(hours=1), timedelta(hours=1), -ONE_DAY, ONE_DAY)
            yield from (value + step for step in steps if value + step >= timedelta(0))
        case date():
            yield from (value + step for step in (timedelta(0), -ONE_DAY, ONE_DAY))
        case _:
            return


def _fits(value: Known, bounds: list[Decimal], fact: Fact) -> bool:
    if not isinstance(value, int | Decimal) or not bounds:
        return True
    low, high = fact.type.minimum, fact.type.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def _words(fact: Fact, compared: list[Value], library: Library, plan: Plan) -> Iterator[str]:
    """One place below each place, every word that is named, and one word that is not."""
    named = dict.fromkeys(str(one) for one in compared if isinstance(one, str))
    if fact.type.base == "enum":
        yield from fact.type.values
        return
    for one in named:
        yield from islice((place for place in sorted(plan.inside.get(one, ())) if place not in named), 1)
    yield from named
    if fact.type.base == "language":
        yield from (f"{one}-XX" for one in named)
    around = {place for one in named for place in plan.inside.get(one, ())}
    spare = _SPARE.get(fact.type.base, sorted(library.places))
    yield from islice((one for one in spare if one not in named and one not in around), 1)


def _sets(
    fact: Fact, leaves: list[Leaf], compared: list[Value], library: Library, plan: Plan
) -> tuple[list[Known], bool]:
    """Sets that hold none, one or all of every group of members that no leaf tells apart."""
    words = list(_words(fact, compared, library, plan)) if fact.type.base != "integer" else []
    counts = [one for one in compared if isinstance(one, int) and not isinstance(one, bool)]
    groups: dict[tuple[bool, ...], list[str]] = {}
    for word in words:
        groups.setdefault(tuple(_names(leaf, word, plan) for leaf in leaves), []).append(word)
    choices = [[(), group[:1], group] if len(group) > 1 else [(), group] for group in groups.values()]
    listed = [frozenset(word for word in words if _names(leaf, word, plan)) for leaf in leaves]
    found: list[Known] = [frozenset(), *listed, *(frozenset({one}) for one in words), frozenset(words)]
    found += [frozenset(words) - {one} for one in words]
    found += [frozenset(words[:size]) for count in counts for size in (count - 1, count, count + 1) if size >= 0]
    sizes = 1
    for choice in choices:
        sizes *= len(choice)
    if sizes <= MOST:
        found += [frozenset(word for part in one for word in part) for one in product(*choices)]
    return found, sizes <= MOST and not counts and fact.type.base != "integer"


def _names(leaf: Leaf, word: str, plan: Plan) -> bool:
    """The leaf lists the word, or a place around it."""
    listed = [str(one) for one in (_value(operand, plan) for operand in leaf.operands) if one is not None]
    if leaf.operator in ("includes_any_in", "includes_none_in"):
        return any(word in plan.inside.get(place, {place}) for place in listed)
    return word in listed
