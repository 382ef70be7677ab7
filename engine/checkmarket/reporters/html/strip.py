"""A strip of time as a drawing: from the judged day to the last day that something begins to bind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_LONG = 12  # years: beyond, a tick for every fifth


@dataclass(frozen=True, slots=True)
class Strip:
    """Positions in per cent of the width.  ticks: the first days of years, with the year; marks: the days."""

    ticks: tuple[tuple[float, int], ...]
    marks: tuple[tuple[float, date], ...]


def strip(first: date, days: Iterable[date]) -> Strip | None:
    """The drawing; None where no day lies ahead.  It ends with a year, so that its scale can be read."""
    ahead = sorted({one for one in days if one > first})
    if not ahead:
        return None
    end = date(min(ahead[-1].year + 1, date.max.year), 1, 1)
    whole = max((end - first).days, 1)
    every = 1 if end.year - first.year <= _LONG else 5
    years = [date(year, 1, 1) for year in range(first.year + 1, end.year + 1) if not year % every]
    return Strip(
        ticks=tuple((_share(first, one, whole), one.year) for one in years),
        marks=tuple((_share(first, one, whole), one) for one in ahead),
    )


def _share(first: date, one: date, whole: int) -> float:
    return min(100.0, round(100 * (one - first).days / whole, 2))
