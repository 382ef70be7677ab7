"""The public holidays of a market: days that follow each other under one name share a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from textwrap import wrap

from rich.text import Text

from checkmarket.markets.days_off import DayOff, DaysOff
from checkmarket.markets.profile import MarketProfile
from checkmarket.reporters.text.layout import WIDTH, heading

_GUESS = "~"
_DAYS = 24  # Sun 28 Feb – Mon 31 Mar


def holiday_lines(profile: MarketProfile, *, full: bool) -> Iterator[Text | str]:
    """full: in a group also the days that most of its members do not have."""
    yield ""
    off, total = profile.days_off, len(profile.place.countries)
    marked = f"{_GUESS} provisional" if off and any(one.is_provisional for one in off.days) else ""
    yield heading(f"Public holidays of {profile.year}", marked)
    if off is None:
        yield "  unknown"
        return
    shown = [one for one in off.days if full or len(one.where) * 2 > total]
    for run in _runs(shown):
        where = "" if total == 1 else _where(run[0], total)
        name = Text(f"{run[0].name}")
        line = Text(f"{_GUESS if run[0].is_provisional else ' '} {_when(run).ljust(_DAYS)}") + name
        line.truncate(WIDTH - len(where) - 1, overflow="ellipsis")
        yield line + Text(where.rjust(WIDTH - line.cell_len), style="dim")
    if not off.days:
        yield "  none"
    if len(shown) < len(off.days):
        yield f"  … and {len(off.days) - len(shown)} days in fewer than half of the countries (--full shows all)"
    for note in _notes(off):
        yield from (Text(line, style="dim") for line in wrap(note, WIDTH, initial_indent="  ", subsequent_indent="  "))


def _runs(days: Sequence[DayOff]) -> Iterator[list[DayOff]]:
    """Days of the same name in a row."""
    run: list[DayOff] = []
    for one in days:
        if run and (one.day - run[-1].day != timedelta(days=1) or _kind(one) != _kind(run[0])):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _kind(one: DayOff) -> tuple[object, ...]:
    return one.name, one.is_provisional, one.where


def _when(run: Sequence[DayOff]) -> str:
    first, last = run[0].day, run[-1].day
    if first == last:
        return _day(first)
    return f"{first:%a} {first.day}{'' if first.month == last.month else f' {first:%b}'} – {_day(last)}"


def _day(value: date) -> str:
    return f"{value:%a} {value.day} {value:%b}"


def _where(one: DayOff, total: int) -> str:
    return "all" if len(one.where) == total else f"{len(one.where)} of {total}"


def _notes(off: DaysOff) -> Iterator[str]:
    if off.is_provisional:
        until = off.announced_until
        yield f"Some governments move days off from year to year; such moves are known up to {until}: more may move."
    if not off.is_whole:
        yield "Days that follow another calendar are missing: it is not known for this year."
    if off.has_regional:
        yield "Parts of the country may have more." if off.weekend else "Parts of the countries may have more."
