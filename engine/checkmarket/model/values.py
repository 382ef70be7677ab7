"""The values facts can have, and the types that say which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

_PERIOD = re.compile(r"(\d+)([YMWD])")


class State(Enum):
    """What can be known of a fact besides a value."""

    UNKNOWN = "unknown"
    NONE = "none"  # known, and the answer is "none"; nullable facts only
    NOT_ASKED = "not asked"  # the question makes no sense here, and the vocabulary names no value for that


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency.  currency: ISO 4217."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,}"


@dataclass(frozen=True, slots=True)
class PartialSet:
    """A set of which only some members are known for certain."""

    has: frozenset[str | int]


@dataclass(frozen=True, slots=True)
class Interval:
    """A number known between two bounds, both inclusive; None is an open end.  Never both None, never equal."""

    low: int | Decimal | None
    high: int | Decimal | None

    def __str__(self) -> str:
        if self.low is None:
            return f"at most {show(State.UNKNOWN if self.high is None else self.high)}"
        if self.high is None:
            return f"at least {show(self.low)}"
        return f"{show(self.low)}–{show(self.high)}"


def interval(low: int | Decimal | None, high: int | Decimal | None) -> int | Decimal | Interval:
    """The number between two bounds: itself where they meet."""
    return low if low is not None and low == high else Interval(low, high)


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """Months or years, which have no fixed length: a figure to show, never to compare.  iso: such as P1M."""

    iso: str

    def __str__(self) -> str:
        units = {"Y": "year", "M": "month", "W": "week", "D": "day"}
        return " ".join(_counted(int(count), units[unit]) for count, unit in _PERIOD.findall(self.iso))


Single = bool | int | Decimal | timedelta | CalendarPeriod | date | Money | str
Value = Single | frozenset[str | int] | PartialSet | Interval
Known = Value | State


@dataclass(frozen=True, slots=True, kw_only=True)
class FactType:
    """The type of a fact or parameter.

    base: boolean, integer, decimal, percent (0..100), duration, date, money, enum, text, jurisdiction or language;
    many: a set of base; values: the ids of an enum with their titles; minimum, maximum: inclusive bounds.
    """

    base: str
    many: bool = False
    nullable: bool = False
    unit: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    def __str__(self) -> str:
        return f"set of {self.base}" if self.many else self.base

    @property
    def with_article(self) -> str:
        """The type with "a" or "an" before it."""
        return f"an {self}" if str(self)[0] in "aeiou" else f"a {self}"


def show(value: Known) -> str:
    """A value as people write it."""
    match value:
        case State():
            return value.value
        case bool():
            return "yes" if value else "no"
        case frozenset():
            return ", ".join(sorted(map(str, value))) or "(empty)"
        case PartialSet():
            return ", ".join([*sorted(map(str, value.has)), "perhaps more"])
        case timedelta():
            return _counted(value.total_seconds() / 3600, "hour") if value.seconds else _counted(value.days, "day")
        case int():
            return f"{value:,}" if abs(value) >= 10_000 else str(value)  # noqa: PLR2004 - reading comfort only
        case _:
            return str(value)


def _counted(number: float, unit: str) -> str:
    shown = str(number) if isinstance(number, int) else f"{number:g}"
    return f"{shown} {unit}" if number == 1 else f"{shown} {unit}s"
