"""Lines of a fixed width: a left part that wraps, a right part that does not, bars for scores."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import StringIO
from textwrap import wrap

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from checkmarket.model.report import Score

WIDTH = 80
_BAR = 24


def drawn(lines: Iterable[Text | str], *, color: bool) -> str:
    """Lines as a terminal shows them, or as plain text; no blanks at their ends.  Strings hold no markup."""
    console = Console(
        file=StringIO(),
        width=WIDTH,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        legacy_windows=False,
        soft_wrap=True,
    )
    for line in lines:
        console.print(line, markup=False)
    assert isinstance(console.file, StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))


def row(left: str, right: str = "", *, indent: str = "  ", mark: str = "", style: str = "") -> list[Text]:
    """`left` wrapped beside `right`, which is flush right on the first line.  mark: before the first line."""
    head = f"{indent}{mark}"
    room = WIDTH - cell_len(head) - (cell_len(right) + 2 if right else 0)
    parts = wrap(left, room, break_on_hyphens=False) or [""]
    if cell_len(head) + cell_len(parts[0]) + cell_len(right) > WIDTH:
        parts, right = wrap(left, WIDTH - cell_len(head)), ""
    gap = WIDTH - cell_len(head) - cell_len(parts[0]) - cell_len(right)
    first = Text(indent) + Text(mark, style=style) + Text(parts[0])
    if right:
        first += Text(" " * gap) + Text(right, style="dim")
    rest = [Text(" " * cell_len(head) + part) for part in parts[1:]]
    return [first, *rest]


def heading(title: str, right: str = "") -> Text:
    """The head of a section, with the names of its columns flush right."""
    gap = WIDTH - cell_len(title) - cell_len(right)
    return Text(title, style="bold") + Text(" " * gap + right, style="dim")


def bar(score: Score) -> Text:
    """The score as a bar: solid up to its low end, shaded up to its high end."""
    if score.low is None or score.high is None:
        return Text("·" * _BAR, style="dim")
    solid, shaded = int(score.low * _BAR + 1e-9), int(score.high * _BAR + 1e-9)
    return Text("█" * solid + "▒" * (shaded - solid), style="cyan") + Text("░" * (_BAR - shaded), style="dim")


def interval(score: Score) -> str:
    """The score in per cent: 61–84 %, or 75 % where both ends agree."""
    if score.low is None or score.high is None:
        return "no score"
    low, high = percent(score.low), percent(score.high)
    return f"{low} %" if low == high else f"{low}–{high} %"


def percent(share: float) -> int:
    """A share in whole per cent; 100 and 0 are kept for what is really all or nothing."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:  # noqa: PLR2004
        return 99
    return 1 if rounded == 0 and share > 0 else rounded


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def day(value: date) -> str:
    """A day as people write it: 22 Nov 2026."""
    return f"{value.day} {value:%b %Y}"
