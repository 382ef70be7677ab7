"""The profile of a market for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from rich.cells import cell_len
from rich.text import Text

from checkmarket.markets.languages import MarketLanguage, Writing
from checkmarket.markets.profile import MarketProfile
from checkmarket.reporters.markets.facts import fact_lines
from checkmarket.reporters.markets.holidays import holiday_lines
from checkmarket.reporters.markets.words import STATUS, people_in_words, percent_in_words, several
from checkmarket.reporters.text.layout import WIDTH, day, drawn, heading

_COMMON = 1.0  # per cent: languages of fewer people are counted, not listed
_SELDOM = 50.0  # per cent of its speakers who write it
_TAG, _PEOPLE, _READ = 9, 10, 10
_COLUMNS = ("", "number", "price", "share", "day", "hour", "day in words")
_BLANK_MARKS = str.maketrans("", "", "\u200e\u200f\u061c")  # marks of direction: the terminal has its own ideas


def render(profile: MarketProfile, *, full: bool = False, color: bool = False) -> str:
    """full: every language and every holiday, else those of many people."""
    return drawn(_lines(profile, full=full), color=color)


def _lines(profile: MarketProfile, *, full: bool) -> Iterator[Text | str]:
    yield from _head(profile)
    yield from _languages(profile, full=full)
    yield from _formats(profile)
    yield from _plurals(profile)
    yield from fact_lines(profile)
    yield from holiday_lines(profile, full=full)
    yield ""
    for line in wrap("Sources: " + "; ".join(profile.sources) + ".", WIDTH, break_on_hyphens=False):
        yield Text(line, style="dim")


def _head(profile: MarketProfile) -> Iterator[Text | str]:
    place = profile.place
    yield heading(f"{place.code}  {place.title}", day(profile.day))
    read = "" if profile.literacy is None else f", {percent_in_words(profile.literacy)} of them read"
    group = f", in {len(place.countries)} countries" if place.kind == "group" else ""
    yield people_in_words(profile.population) + group + read
    yield from wrap(_books(profile), WIDTH, break_on_hyphens=False)


def _books(profile: MarketProfile) -> str:
    """Which law is shipped."""
    own = ", ".join(one.partition(".")[2] for one in profile.own_books)
    inherited = sorted({one.partition(".")[0] for one in profile.inherited_books})
    above = f"those of {several(inherited)}" if inherited else ""
    if own:
        return f"Rulebooks: {own}" + (f"; and {above}" if above else "")
    return f"No rulebook of its own is shipped; {above} apply." if above else "No rulebook is shipped for it."


def _languages(profile: MarketProfile, *, full: bool) -> Iterator[Text | str]:
    yield ""
    yield heading("Languages", "people".rjust(_PEOPLE) + "can read".rjust(_READ))
    shown = [one for one in profile.languages if full or one.is_official or (one.percent or 0) >= _COMMON]
    directions = {one.tag: one.direction for one in profile.writing}
    width = max((cell_len(_name(one)) for one in shown), default=0)
    for one in shown:
        yield _language(one, directions.get(one.tag, ""), width)
    if len(shown) < len(profile.languages):
        yield f"  … and {len(profile.languages) - len(shown)} more of fewer people (--full shows all)"
    if not profile.languages:
        yield "  unknown"
    if not profile.place.counted:
        yield Text("  How many people use a language is counted for whole countries only.", style="dim")
    reach = profile.official_reach
    if reach and len(directions) > 1:
        ends = [percent_in_words(reach.low), percent_in_words(reach.high)]
        share = ends[0] if ends[0] == ends[1] else f"{ends[0].removesuffix(' %')} to {ends[1]}"
        yield f"  The {len(directions)} official languages together reach {share} of the people."


def _language(one: MarketLanguage, direction: str, width: int) -> Text:
    seldom = f"{percent_in_words(one.writing)} write it" if one.writing is not None and one.writing < _SELDOM else ""
    notes = ", ".join(filter(None, (STATUS[one.status], "right to left" if direction == "rtl" else "", seldom)))
    line = Text(f"  {one.tag.ljust(_TAG)}{_name(one).ljust(width)} ") + Text(f" {notes}", style="dim")
    numbers = percent_in_words(one.percent).rjust(_PEOPLE) + percent_in_words(one.literacy).rjust(_READ)
    line.truncate(WIDTH - len(numbers), overflow="ellipsis")
    return line + Text(" " * (WIDTH - len(numbers) - line.cell_len) + numbers)


def _name(one: MarketLanguage) -> str:
    return one.name if one.name != one.tag else "(no English name known)"


def _formats(profile: MarketProfile) -> Iterator[Text | str]:
    """One language a line: number, price, day, hour, day in words, as far as they fit."""
    rows = [_samples(one) for one in profile.writing]
    if not rows:
        return
    yield ""
    widths = [max(cell_len(cell) for cell in column) for column in zip(_COLUMNS, *rows, strict=True)]
    fits = 2 + sum(widths) + 2 * (len(widths) - 1) <= WIDTH
    columns = len(widths) if fits else len(widths) - 1
    yield heading("How it is written")
    yield Text("  " + _padded(_COLUMNS[:columns], widths), style="dim")
    for row in rows:
        yield "  " + _padded(row[:columns], widths)


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=False)).rstrip()


def _samples(one: Writing) -> list[str]:
    found = one.samples
    if found is None:
        return [one.tag, *["unknown"] * (len(_COLUMNS) - 1)]
    cells = [found.number, found.price or "unknown", found.percent, found.date, found.time, found.long_date]
    return [one.tag, *(cell.translate(_BLANK_MARKS) for cell in cells)]


def _plurals(profile: MarketProfile) -> Iterator[Text | str]:
    """Languages with the same forms share a line."""
    groups: dict[str, list[str]] = {}
    for one in profile.writing:
        groups.setdefault(_forms(one), []).append(one.tag)
    if not groups:
        return
    yield ""
    yield heading("Plural forms that whole numbers need, each with the first such number")
    for forms, tags in groups.items():
        for n, line in enumerate(wrap(" ".join(tags), 24, break_on_hyphens=False)):
            yield f"  {line.ljust(25)}{forms if n == 0 else ''}".rstrip()


def _forms(one: Writing) -> str:
    if one.plurals is None:
        return "unknown"
    reached = ", ".join(f"{category} {number:,}" for category, number in one.plurals.reached)
    never = f"   (never {', '.join(one.plurals.unreached)})" if one.plurals.unreached else ""
    return reached + never
