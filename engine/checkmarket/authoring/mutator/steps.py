"""The nearest other values: numbers by one, days by a day.

Enters: a value of a rulebook.  Leaves: the values beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from checkmarket.model.conditions import DayOffset
from checkmarket.model.law import ONE_DAY, Window
from checkmarket.model.values import CalendarPeriod, Money, Value

_LAST_NUMBER = re.compile(r"(\d+)([YMWD])\Z")
_ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A value one step away.  kind: number or date."""

    kind: str
    value: Value


def neighbours(value: Value) -> tuple[Step, ...]:
    """What lies one step below and above; nothing for words, truths, and months that are never compared."""
    match value:
        case bool() | str() | CalendarPeriod():
            return ()
        case Money(amount, currency):
            return tuple(Step("number", Money(one, currency)) for one in _around(amount) if one >= 0)
        case int():
            return (Step("number", value - 1), Step("number", value + 1))
        case Decimal():
            return tuple(Step("number", one) for one in _around(value))
        case date():
            return (Step("date", value - ONE_DAY), Step("date", value + ONE_DAY))
        case timedelta():
            unit = _ONE_HOUR if value.seconds else ONE_DAY
            return tuple(Step("number", one) for one in (value - unit, value + unit) if one >= timedelta(0))
        case _:
            return ()


def moved_offsets(offset: DayOffset) -> Iterator[DayOffset]:
    """The distance from the judged day made one shorter and longer in its last unit, and one day longer."""
    found = _LAST_NUMBER.search(offset.duration)
    if found is None:
        return
    head, count, unit = offset.duration[: found.start()], int(found[1]), found[2]
    yield from (replace(offset, duration=f"{head}{n}{unit}") for n in (count - 1, count + 1) if n >= 0)
    if unit in "YM":
        yield replace(offset, duration=f"{offset.duration}1D")


def moved_windows(window: Window) -> Iterator[tuple[Literal["first", "last"], date, Window]]:
    """Each end, its day, and the window with it a day earlier and a day later, but never ending before it begins."""
    first, last = window.first, window.last
    for step in (-ONE_DAY, ONE_DAY):
        if first and not (last and last < first + step):
            yield "first", first, Window(first + step, last)
        if last and not (first and last + step < first):
            yield "last", last, Window(first, last + step)


def _around(number: Decimal) -> tuple[Decimal, Decimal]:
    """One below and above; a fraction moves in its last written place."""
    exponent = number.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
    return number - unit, number + unit
