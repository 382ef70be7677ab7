"""What each operator means, for a value that is known: a leaf on an unknown one is UNKNOWN and never gets here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import and_, or_

from checkmarket.model.library import Plan
from checkmarket.model.truth import Truth, at_least, truth
from checkmarket.model.values import Interval, Known, Money, PartialSet, State, Value

Convert = Callable[[Money, str], Decimal | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What operators need besides their operands: the places below a place, and exchange rates."""

    plan: Plan
    convert: Convert

    def judge(self, operator: str, value: Value, operands: tuple[Known, ...]) -> Truth:
        """The truth of `value operator operands`; an operand may be UNKNOWN."""
        return _OPERATORS[operator](self, value, operands)

    def inside(self, place: object) -> frozenset[str]:
        """The place and all below it."""
        return self.plan.inside.get(str(place), frozenset({str(place)}))

    def orders(self, value: Value, operand: Value) -> frozenset[int]:
        """How the value may stand to the operand: -1 below, 0 equal, 1 above; nothing where they cannot be compared."""
        if isinstance(value, Interval) or isinstance(operand, Interval):
            return _possible_orders(value, operand)
        found = self._order(value, operand)
        return frozenset() if found is None else frozenset((found,))

    def _order(self, value: Value, operand: Value) -> int | None:
        if isinstance(value, Money) and isinstance(operand, Money):
            converted = self.convert(value, operand.currency)
            if converted is None:
                return None
            return (converted > operand.amount) - (converted < operand.amount)
        return (value > operand) - (value < operand)  # type: ignore[operator]  # the compiler matched their types


Operator = Callable[[Comparison, Value, tuple[Known, ...]], Truth]


def _possible_orders(value: Value, operand: Value) -> frozenset[int]:
    """Numbers of which at least one is known between bounds only."""
    (low, high), (least, most) = _bounds(value), _bounds(operand)
    is_below = low is None or most is None or low < most
    is_above = high is None or least is None or high > least
    may_meet = (low is None or most is None or low <= most) and (high is None or least is None or high >= least)
    return frozenset(order for order, may in ((-1, is_below), (0, may_meet), (1, is_above)) if may)


def _bounds(value: Value) -> tuple[int | Decimal | None, int | Decimal | None]:
    if isinstance(value, Interval):
        return value.low, value.high
    assert isinstance(value, int | Decimal)  # only numbers are compared with numbers: the compiler saw to it
    return value, value


def _state(operand: State) -> Truth:
    """What a comparison with a fact without a value gives: nothing equals, exceeds or holds a known "none"."""
    return Truth.FALSE if operand is State.NONE else Truth.UNKNOWN


def _ordered(accept: Callable[[int], bool]) -> Operator:
    def operator(comparison: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
        if isinstance(operands[0], State):
            return _state(operands[0])
        accepted = {accept(order) for order in comparison.orders(value, operands[0])}
        return truth(accepted.pop()) if len(accepted) == 1 else Truth.UNKNOWN

    return operator


def _is(comparison: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    if isinstance(value, Money | Interval) or isinstance(operands[0], Interval):
        return _ordered(lambda order: order == 0)(comparison, value, operands)
    return _equal(value, operands[0])


def _equal(value: object, operand: Known) -> Truth:
    return _state(operand) if isinstance(operand, State) else truth(value == operand)


def _between(comparison: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    low, high = operands
    at_or_above = _OPERATORS["at_least"](comparison, value, (low,))
    return at_or_above & _OPERATORS["at_most"](comparison, value, (high,))


def _is_one_of(comparison: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    return reduce(or_, (_is(comparison, value, (operand,)) for operand in operands), Truth.FALSE)


def _matches(_: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    """Basic filtering of RFC 4647, section 3.3.1: a range matches itself and whatever continues it after a hyphen."""
    operand = operands[0]
    if isinstance(operand, State):
        return _state(operand)
    return truth(f"{value}-".lower().startswith(f"{operand}-".lower()))


def _includes(_: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    return _holds(value, operands[0])


def _holds(value: Value, operand: Known) -> Truth:
    if isinstance(operand, State):
        return _state(operand)
    if isinstance(value, PartialSet):
        return Truth.TRUE if operand in value.has else Truth.UNKNOWN
    return truth(operand in _members(value))


def _members(value: Value) -> frozenset[str | int]:
    if isinstance(value, PartialSet):
        return value.has
    assert isinstance(value, frozenset)
    return value


def _includes_any_of(_: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    return reduce(or_, (_holds(value, operand) for operand in operands), Truth.FALSE)


def _includes_all_of(_: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    return reduce(and_, (_holds(value, operand) for operand in operands), Truth.TRUE)


def _is_subset_of(_: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    listed = (reduce(or_, (_equal(member, one) for one in operands), Truth.FALSE) for member in _members(value))
    rest = Truth.UNKNOWN if isinstance(value, PartialSet) else Truth.TRUE
    return reduce(and_, listed, rest)


def _includes_any_in(comparison: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    rest = Truth.UNKNOWN if isinstance(value, PartialSet) and operands else Truth.FALSE
    return reduce(or_, (_any_inside(comparison, value, place) for place in operands), rest)


def _any_inside(comparison: Comparison, value: Value, place: Known) -> Truth:
    if isinstance(place, State):
        return _state(place)
    return truth(not comparison.inside(place).isdisjoint(map(str, _members(value))))


def _count_at_least(_: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    wanted = operands[0]
    if not isinstance(wanted, int):
        return _state(wanted) if isinstance(wanted, State) else Truth.UNKNOWN
    certain = [Truth.TRUE] * len(_members(value))
    unsure = [Truth.UNKNOWN] * wanted if isinstance(value, PartialSet) else []
    return at_least(wanted, [*certain, *unsure])


def _count_at_most(comparison: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
    wanted = operands[0]
    if not isinstance(wanted, int):
        return _count_at_least(comparison, value, operands)
    return ~_count_at_least(comparison, value, (wanted + 1,))


def _is_given(_: Comparison, _value: Value, operands: tuple[Known, ...]) -> Truth:
    return truth(operands[0]) if isinstance(operands[0], bool) else Truth.UNKNOWN


def _negated(name: str) -> Operator:
    def operator(comparison: Comparison, value: Value, operands: tuple[Known, ...]) -> Truth:
        return ~_OPERATORS[name](comparison, value, operands)

    return operator


NEGATIVE = {
    "is_not": "is",
    "is_none_of": "is_one_of",
    "excludes": "includes",
    "includes_none_in": "includes_any_in",
    "is_none": "is_given",
}
"""Operators that say the opposite of another."""

_OPERATORS: dict[str, Operator] = {
    "is": _is,
    "at_least": _ordered(lambda order: order >= 0),
    "more_than": _ordered(lambda order: order > 0),
    "at_most": _ordered(lambda order: order <= 0),
    "less_than": _ordered(lambda order: order < 0),
    "before": _ordered(lambda order: order < 0),
    "after": _ordered(lambda order: order > 0),
    "on_or_before": _ordered(lambda order: order <= 0),
    "on_or_after": _ordered(lambda order: order >= 0),
    "between": _between,
    "is_one_of": _is_one_of,
    "matches": _matches,
    "includes": _includes,
    "includes_any_of": _includes_any_of,
    "includes_all_of": _includes_all_of,
    "is_subset_of": _is_subset_of,
    "includes_any_in": _includes_any_in,
    "count_at_least": _count_at_least,
    "count_at_most": _count_at_most,
    "is_given": _is_given,
    **{name: _negated(opposite) for name, opposite in NEGATIVE.items()},
}


def judge_none(operator: str, operands: tuple[Known, ...]) -> Truth:
    """The truth of an operator on a known "none": it equals, exceeds and holds nothing, so only negatives are true."""
    if operator in ("is_given", "is_none"):
        return truth(operands[0] == (operator == "is_none")) if isinstance(operands[0], bool) else Truth.UNKNOWN
    return truth(operator in NEGATIVE)
