"""What is due, as a table for an issue or a page."""

from __future__ import annotations

from checkmarket.model.due import Agenda, Due
from checkmarket.reporters.markdown import code, plain, table
from checkmarket.reporters.text.layout import day


def render(agenda: Agenda) -> str:
    """One table, by day."""
    lines = [f"## Due up to {day(agenda.until)}", ""]
    if not agenda.items:
        return "\n".join([*lines, "Nothing is due."]) + "\n"
    rows = [[_day(one, agenda), one.kind.value, code(one.what), plain(one.words), _place(one)] for one in agenda.items]
    return "\n".join([*lines, *table(["Day", "", "What", "", "Where"], rows)]) + "\n"


def _day(one: Due, agenda: Agenda) -> str:
    return f"**{day(one.day)}, overdue**" if one.day < agenda.as_of else day(one.day)


def _place(one: Due) -> str:
    return code(f"{one.place.path}:{one.place.line}") if one.place else ""
