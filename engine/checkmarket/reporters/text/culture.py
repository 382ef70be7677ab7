"""The languages of each market, and how texts look there beside how the product shows them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, floor

from rich.cells import cell_len
from rich.text import Text

from checkmarket.model.report import LanguageUse, Preview, Report
from checkmarket.model.values import Interval, Known
from checkmarket.reporters.text.layout import heading, row

_NAMES, _LOOKS = 10, 32


def languages(report: Report, *, full: bool) -> Iterator[Text | str]:
    """Who is reached in each market, and what the law asks for and the product lacks; in full every language."""
    found = [one for one in report.markets if one.languages]
    if not found:
        return
    yield ""
    yield heading("Languages", "people · interface" if full else "")
    for market in found:
        words = f"{reach(market.served)} of the people know a language of the interface"
        yield row(words, mark=market.market.ljust(7))[0]
        for one in market.languages:
            yield from _language(one) if full else _lacking(one)


def _lacking(one: LanguageUse) -> Iterator[Text]:
    for mark, what in _demanded(one):
        if mark != "✓":
            yield from _remark(f"{mark} by law in {one.name}: {', '.join(what)}")


def _demanded(one: LanguageUse) -> Iterator[tuple[str, list[str]]]:
    """What the law asks for: there, missing, and not stated."""
    for mark, what in (
        ("✓", [what for what in one.required if what in one.offered]),
        ("✗", [what for what in one.required if what not in one.offered | one.open]),
        ("?", [what for what in one.required if what in one.open]),
    ):
        if what:
            yield mark, what


def _language(one: LanguageUse) -> Iterator[Text]:
    people = "nobody counted" if one.percent is None else f"{one.percent:.0f} %"
    yield from row(f"{one.name} ({one.language})", f"{people} · {_in_the_interface(one):>5}", indent=" " * 9)
    for mark, what in _demanded(one):
        yield from _remark(f"{mark} by law: {', '.join(what)}")


def _remark(words: str) -> Iterator[Text]:
    for line in row(words, indent=" " * 11):
        line.stylize("dim")
        yield line


def _in_the_interface(one: LanguageUse) -> str:
    if one.share is not None:
        return f"{one.share:.0f} %"
    return "yes" if "interface" in one.offered else "?" if "interface" in one.open else "–"


def reach(served: Known) -> str:
    """A share of people in whole per cent, as a range that is never too narrow: 68–81 %."""
    match served:
        case Interval(low, high):
            return f"{0 if low is None else floor(low)}–{100 if high is None else ceil(high)} %"
        case int() | Decimal():
            return f"{served:.0f} %"
        case _:
            return "an unknown share"


def previews(report: Report) -> Iterator[Text | str]:
    """What people are used to, and what they see; in the full page only."""
    found = [one for one in report.markets if one.previews]
    if not found:
        return
    yield ""
    yield heading("How it looks", "")
    yield Text(" " * (2 + 7 + _NAMES) + _cell("usual there") + "as the product shows it", style="dim")
    for market in found:
        for number, one in enumerate(market.previews):
            yield _preview(market.market if number == 0 else "", one)


def _preview(market: str, one: Preview) -> Text:
    mark = {True: "✓", False: "✗", None: "?"}[one.follows]
    shown = "in another way" if one.shown is None and one.follows is False else one.shown or "not stated"
    return Text(f"  {market.ljust(7)}{one.what.ljust(_NAMES)}{_cell(one.expected)}{mark} {shown}")


def _cell(text: str) -> str:
    return text + " " * max(1, _LOOKS - cell_len(text))
