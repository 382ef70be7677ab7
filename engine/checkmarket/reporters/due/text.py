"""What is due, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from checkmarket.model.due import Agenda, Due
from checkmarket.reporters.text.layout import WIDTH, count, day

_BRIEF = 5  # of one kind on one day
_INDENT = 14


def render(agenda: Agenda, *, full: bool = False) -> str:
    """By day, then by kind.  full: every one, else a few of each kind on each day."""
    return "\n".join([*_lines(agenda, full=full), _summary(agenda)]) + "\n"


def _lines(agenda: Agenda, *, full: bool) -> Iterator[str]:
    for due_day, of_day in groupby(agenda.items, key=lambda one: one.day):
        days = (due_day - agenda.as_of).days
        when = f"{count(-days, 'day')} overdue" if days < 0 else "today" if days == 0 else f"in {count(days, 'day')}"
        yield f"{day(due_day)}{when.rjust(WIDTH - len(day(due_day)))}"
        for _, of_kind in groupby(of_day, key=lambda one: one.kind):
            found = list(of_kind)
            shown = found if full else found[:_BRIEF]
            for one in shown:
                yield from _item(one)
            if len(found) > len(shown):
                yield f"{' ' * _INDENT}and {len(found) - len(shown)} more; --full lists them"
        yield ""


def _item(one: Due) -> Iterator[str]:
    yield f"  {one.kind.value.ljust(_INDENT - 2)}{one.what}"
    pad = " " * _INDENT
    yield from wrap(one.words, WIDTH, initial_indent=pad, subsequent_indent=pad, break_on_hyphens=False)
    if one.place is not None:
        yield f"{pad}{one.place}"


def _summary(agenda: Agenda) -> str:
    overdue = len(agenda.overdue)
    rest = len(agenda.items) - overdue
    if not agenda.items:
        return f"Nothing is due up to {day(agenda.until)}."
    parts = [f"{overdue} overdue" if overdue else "", f"{rest} due up to {day(agenda.until)}" if rest else ""]
    return ", ".join(filter(None, parts)) + "."
