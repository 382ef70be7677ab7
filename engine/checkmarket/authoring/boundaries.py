"""Numbers, amounts, durations and days with the values just beside them.

A step is 1, or one day, or one hour where the number itself counts hours.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from checkmarket.compiler.operators import ORDERED
from checkmarket.model.conditions import Leaf, Literal, Operand, ParameterValue
from checkmarket.model.law import ONE_DAY
from checkmarket.model.library import Library
from checkmarket.model.values import FactType, Known, Money, State, show

ONE_HOUR = timedelta(hours=1)
_FLAGS = frozenset({"is_given", "is_none"})
COUNTS = frozenset({"count_at_least", "count_at_most"})


def compared(leaf: Leaf, value: Known) -> Known:
    """What a leaf compares: the value of its fact, or how many members it has."""
    if leaf.operator not in COUNTS:
        return value
    return len(value) if isinstance(value, frozenset) else State.UNKNOWN


def step_from(value: Known, number: Known) -> int | None:
    """-1, 0 or 1 where the value lies just below the number, on it, or just above; None elsewhere."""
    match value, number:
        case (bool(), _) | (_, bool()):
            return None
        case (int() | Decimal(), int() | Decimal()):
            distance, one = Decimal(value - number), Decimal(1)
        case (Money(amount, currency), Money(other, same)) if currency == same:
            distance, one = amount - other, Decimal(1)
        case (timedelta(), timedelta()):
            distance = Decimal((value - number).total_seconds())
            one = Decimal((ONE_HOUR if number.seconds else ONE_DAY).total_seconds())
        case (date(), date()):
            distance, one = Decimal((value - number).days), Decimal(1)
        case _:
            return None
    return None if abs(distance) > one else (distance > 0) - (distance < 0)


def wanted_steps(leaf: Leaf, operand: Operand, library: Library) -> frozenset[int]:
    """The steps to try around an operand: those that are answers; none where nothing is counted."""
    kind = library.facts[leaf.fact].type
    if kind.many and leaf.operator in COUNTS:
        kind = FactType(base="integer", minimum=Decimal(0), maximum=Decimal(len(kind.values)) if kind.values else None)
    if kind.many or kind.base not in ORDERED or leaf.operator in _FLAGS:
        return frozenset()
    steps = {-1, 0} if kind.base == "date" else {-1, 0, 1}
    return frozenset(one for one in steps if _is_answer(one, _usual(operand, library), kind))


def _usual(operand: Operand, library: Library) -> Known:
    """The number itself; for a parameter, its newest value."""
    match operand:
        case Literal(value):
            return value
        case ParameterValue(parameter):
            return library.parameters[parameter].values[-1].value
        case _:
            return State.UNKNOWN


def _is_answer(step: int, number: Known, kind: FactType) -> bool:
    """The fact can have the value that lies a step from the number."""
    match number:
        case int() | Decimal():
            low, high = kind.minimum, kind.maximum
            return (low is None or number + step >= low) and (high is None or number + step <= high)
        case Money(amount, _):
            return amount + step >= 0
        case timedelta():
            return step >= 0 or number > timedelta(0)
        case _:
            return True


def beside(operand: Operand, step: int, library: Library) -> str:
    """The value a step from an operand, as people write it; empty where it differs from case to case."""
    match _usual(operand, library):
        case bool() | State():
            return ""
        case int() | Decimal() as number:
            return show(number + step)
        case Money(amount, currency):
            return show(Money(amount + step, currency))
        case timedelta() as time:
            return show(time + step * (ONE_HOUR if time.seconds else ONE_DAY))
        case date() as day:
            return show(day + step * ONE_DAY)
        case _:
            return ""
