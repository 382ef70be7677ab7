"""Text that Markdown (as GitHub reads it) shows as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checkmarket.reporters.addresses import web
from checkmarket.reporters.plain_text import LONGEST, line

_MARKS = re.compile(r"([\\`*_\[\]|<>~$])")
_SUMMONS = re.compile(r"[@#](?=\w)|:(?=//)|www(?=\.)")
_BLOCK = re.compile(
    r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[#=]|--|[-+](?:\s|$)))"
)  # what begins a heading, an item or a line; * and > are marks
_LONGEST_ADDRESS = 1_000
_BACKTICKS = re.compile("`+")


def plain(text: str, longest: int = LONGEST) -> str:
    """The text on one line, for a cell or a sentence: no Markdown, no HTML, no person, issue or page called by it."""
    escaped = _MARKS.sub(r"\\\1", line(text, longest).replace("&", "&amp;"))
    return _SUMMONS.sub(lambda found: f"{found[0]}<!-- -->", _BLOCK.sub(r"\1\\", escaped))


def code(text: str, longest: int = LONGEST) -> str:
    """The text as code, fit for a cell of a table."""
    safe = line(text, longest).replace("|", "\\|")
    runs = {len(run) for run in _BACKTICKS.findall(safe)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    return f"{fence} {safe} {fence}" if runs else f"`{safe}`"


def link(text: str, address: str, longest: int = LONGEST) -> str:
    """The text as a link where the address is one of the web, and not too long; else the text alone."""
    target = web(address).replace("&", "&amp;")
    shown = plain(text, longest)
    return f"[{shown}]({target})" if target and len(target) <= _LONGEST_ADDRESS else shown


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table of cells that are escaped already."""
    titles = list(head)
    return [_row(titles), _row("---" for _ in titles), *map(_row, rows)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
