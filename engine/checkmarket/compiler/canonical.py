"""The form of values, conditions and citations that no layout, no order of clauses and no place in a file can change.

Enters: compiled values.  Leaves: data that JSON can hold, the same in every process and on every version of Python.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from checkmarket.model.conditions import (
    All,
    AnyOf,
    AtLeast,
    Choice,
    Condition,
    Constant,
    DayOffset,
    FactValue,
    Leaf,
    Literal,
    Not,
    Operand,
    ParameterValue,
    RuleIs,
    Term,
)
from checkmarket.model.law import (
    Citation,
    DatedValue,
    Demand,
    Levels,
    Penalty,
    Ratio,
    Requirement,
    Transition,
    Window,
)
from checkmarket.model.values import CalendarPeriod, FactType, Interval, Known, Money, PartialSet, State

Json = None | bool | str | list["Json"] | dict[str, "Json"]

_SEQUENCES = frozenset({"between"})
"""Operators whose operands have an order; all others take one, or a list in which order says nothing."""


def packed(value: Json) -> str:
    """One text for one value: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def sha(value: Json) -> str:
    """The sha256 of a value, 64 hexadecimal digits."""
    return sha256(packed(value).encode("ascii")).hexdigest()


def unordered(values: Iterable[Json]) -> list[Json]:
    """A list in which order says nothing."""
    return sorted(values, key=packed)


def words(text: str) -> str:
    """A text without the layout of its file: how it is folded says nothing."""
    return " ".join(text.split())


def day(value: date | None) -> Json:
    """An ISO day, or null for an open end."""
    return value.isoformat() if value else None


def window(value: Window) -> Json:
    """First and last day."""
    return [day(value.first), day(value.last)]


def number(value: int | Decimal) -> str:
    """A number: 5, 5.0 and 5.00 are one."""
    return f"{Decimal(value).normalize():f}" if value else "0"


def value(found: Known) -> Json:
    """A value with the kind it is of, so that the text "5" is not the number 5."""
    match found:
        case State():
            return {"state": found.value}
        case bool():
            return found
        case int() | Decimal():
            return {"number": number(found)}
        case timedelta():
            return {"seconds": str(found // timedelta(seconds=1))}
        case CalendarPeriod(iso):
            return {"period": iso}
        case date():
            return {"day": found.isoformat()}
        case Money(amount, currency):
            return {"money": number(amount), "currency": currency}
        case frozenset() | PartialSet() | Interval():
            return _several(found)
        case _:
            return {"text": found}


def _several(found: frozenset[str | int] | PartialSet | Interval) -> Json:
    match found:
        case frozenset():
            return {"set": unordered(value(one) for one in found)}
        case PartialSet(has):
            return {"at least": unordered(value(one) for one in has)}
        case Interval(low, high):
            return {"between": [None if one is None else value(one) for one in (low, high)]}


def kind(found: FactType, *, bounds: bool = False) -> Json:
    """A type.  bounds: the least and the most as well, which for a parameter the law itself sets."""
    limits = [None if one is None else number(one) for one in (found.minimum, found.maximum)]
    return {
        "type": found.base,
        "many": found.many,
        "nullable": found.nullable,
        "unit": found.unit,
        **({"bounds": [*limits]} if bounds else {}),
    }


def operand(found: Operand) -> Json:
    """A literal, or what it is looked up by."""
    match found:
        case Literal(literal):
            return value(literal)
        case ParameterValue(parameter):
            return {"parameter": parameter}
        case FactValue(fact):
            return {"fact": fact}
        case DayOffset(sign, duration):
            return {"as of": f"{'+' if sign > 0 else '-'}{duration}"}


def condition(found: Condition) -> Json:
    """A condition; terms, parameters, facts and rules in it stand by their ids."""
    match found:
        case Constant(truth):
            return {"always": truth.name}
        case Leaf(fact, operator, operands):
            shown = [operand(one) for one in operands]
            return {"fact": fact, operator: shown if operator in _SEQUENCES else unordered(shown)}
        case All(parts):
            return {"all": unordered(map(condition, parts))}
        case AnyOf(parts):
            return {"any": unordered(map(condition, parts))}
        case AtLeast(needed, parts):
            return {"at least": str(needed), "of": unordered(map(condition, parts))}
        case Not(part):
            return {"not": condition(part)}
        case Choice(when, then, otherwise):
            return {"when": condition(when), "then": condition(then), "otherwise": condition(otherwise)}
        case Term(term):
            return {"term": term}
        case RuleIs(rule, aspect):
            return {"rule": rule, "is": aspect}


def demand(found: Demand) -> Json:
    """What a rule asks; the order of levels counts, for the first true one wins."""
    match found:
        case Requirement(asked):
            return {"requires": condition(asked)}
        case Levels(levels):
            return {"levels": [[condition(one.when), number(one.credit), words(one.title)] for one in levels]}
        case Ratio(fact=fact, target=target):
            return {"ratio": fact, "to": {"parameter": target} if isinstance(target, str) else number(target)}


def citations(found: Iterable[Citation]) -> Json:
    """Where something stands.  Who read it when, and the link to it, change no law."""
    return unordered(
        {
            "instrument": one.instrument.id,
            "kind": one.instrument.kind,
            "title": words(one.instrument.title),
            "article": words(one.article),
            "says": words(one.says),
        }
        for one in found
    )


def dated(values: Iterable[DatedValue]) -> Json:
    """The values of a parameter, by day."""
    return [[day(one.first), value(one.value), citations(one.cite)] for one in values]


def transition(found: Transition) -> Json:
    """One transition."""
    return {
        "until": day(found.until),
        "for": condition(found.applies_to),
        "instead": None if found.instead is None else condition(found.instead),
        "cite": citations(found.cite),
    }


def penalty(found: Penalty) -> Json:
    """One penalty; the order of its sanctions says nothing."""
    sanctions: list[Mapping[str, Json]] = [
        {"amount": value(one.amount)} if one.amount else {"percent": number(one.percent or 0), "of": one.of}
        for one in found.sanctions
    ]
    return {
        "how": found.how,
        "sanctions": unordered(dict(one) for one in sanctions),
        "text": words(found.text),
        "from": day(found.first),
        "cite": citations(found.cite),
    }
