"""Diagnostics for a terminal: file by file, path:line:column first, so that editors and terminals can jump there."""

from __future__ import annotations

from itertools import groupby

from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.linting import Linted

_RED, _YELLOW, _BOLD, _DIM, _OFF = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"


def render(found: Linted, *, color: bool = False) -> str:
    """Every diagnostic with its hint, then how many there are of what."""
    blocks = [
        "\n".join(_lines(one, color=color) for one in group)
        for _, group in groupby(found.diagnostics, key=lambda one: one.place.path)
    ]
    return "\n\n".join([*blocks, "\n".join(_summary(found, color=color))]) + "\n"


def _lines(one: Diagnostic, *, color: bool) -> str:
    code = _painted(one.code, _YELLOW if one.is_warning else _RED, color=color)
    head = f"{_painted(str(one.place), _BOLD, color=color)}: {code} {one.message}"
    return f"{head}\n{_painted(f'  hint: {one.hint}', _DIM, color=color)}" if one.hint else head


def _summary(found: Linted, *, color: bool) -> list[str]:
    lines = []
    if found.elsewhere:
        lines.append(f"{count(found.elsewhere, 'error')} in other files; name no path to see them")
    if not found.complete:
        lines.append("Cases and warnings are looked at when these errors are gone.")
    total = f"{count(found.errors, 'error')}, {count(found.warnings, 'warning')}"
    excluded = f", {found.excluded} accepted in the files" if found.excluded else ""
    files = count(found.counts.files, "file")
    if found.complete:
        files += f" ({count(found.counts.rules, 'rule')}, {count(found.counts.cases, 'case')})"
    paint = _RED if found.errors or found.elsewhere else _YELLOW if found.warnings else ""
    return [*lines, f"{_painted(total, paint, color=color and bool(paint))}{excluded} in {files}"]


def count(number: int, one: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else one + 's'}"


def _painted(text: str, paint: str, *, color: bool) -> str:
    return f"{paint}{text}{_OFF}" if color else text
