"""A scan for a terminal, 80 columns wide: locales with bars, what was counted, markets, then flaws file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.judging import Judged, LocaleResult
from checkmarket.localisation.reach import Reach, Spoken
from checkmarket.localisation.reports.words import per_cent
from checkmarket.reporters.plain_text import line
from checkmarket.reporters.text.layout import WIDTH, count, drawn, heading, row

_COLUMNS = ("missing", "inherited", "empty", "fuzzy", "identical", "obsolete")
_NAME, _PERCENT, _NUMBER, _GAP = 11, 7, 9, 2
_NARROW = 7
_LEAST_BAR, _LONGEST_BAR = 6, 28
_FEW_DOMAINS, _FEW_LOCALES = 12, 40
_STYLES = {"error": "red", "warning": "yellow", "note": "dim"}
_FULL = "--full lists all"


def render(judged: Judged, *, color: bool = False, full: bool = False) -> str:
    """The scan as text.  full: every locale, every domain, and the notes among the flaws."""
    return drawn(_page(judged, full=full), color=color)


def _page(judged: Judged, *, full: bool) -> Iterator[Text | str]:
    scan = judged.scan
    domains = len({one.domain for one in scan.coverage})
    size = f"{scan.size / 1e6:,.1f} MB" if scan.size >= 1e5 else f"{scan.size / 1e3:,.1f} kB"  # noqa: PLR2004 - 0.1 MB
    looked_at = f"{count(scan.files, 'file')} · {count(domains, 'domain')} · {size}"
    yield from row(line(scan.root), looked_at, indent="")
    if not scan.coverage:
        yield "No localisation resources were found here."
        yield from _flaws(judged, full=full)
        return
    yield from row(f"source {scan.source.locale}: {scan.source.why}", indent="")
    yield ""
    yield from _locales(judged, full=full)
    yield ""
    yield from _counted(judged, full=full)
    for one in judged.markets:
        yield ""
        yield from _market(one)
    yield from _flaws(judged, full=full)
    yield ""
    yield from _summary(judged)


def _locales(judged: Judged, *, full: bool) -> Iterator[Text | str]:
    columns = [one for one in _COLUMNS if any(getattr(each.counts, one) for each in judged.locales)]
    while (bar := _room(columns)) < _LEAST_BAR:
        columns.pop()
    yield heading("Locales", f"{'messages':>{_NUMBER}}" + "".join(f"{one:>{_width(one)}}" for one in columns))
    shown = judged.locales if full or len(judged.locales) <= _FEW_LOCALES else _worst(judged)
    for one in shown:
        yield _locale(one, columns, min(bar, _LONGEST_BAR))
    if len(shown) < len(judged.locales):
        yield Text(f"  and {len(judged.locales) - len(shown)} more complete ones; {_FULL}", style="dim")


def _room(columns: list[str]) -> int:
    """What a row leaves for its bar."""
    return WIDTH - _GAP - _NAME - 1 - _PERCENT - _NUMBER - sum(map(_width, columns))


def _width(column: str) -> int:
    return max(len(column), _NARROW) + 1


def _worst(judged: Judged) -> list[LocaleResult]:
    """The source, and the least complete, by name."""
    order = sorted(judged.locales, key=lambda one: (not one.is_source, one.share or 0, one.name))[:_FEW_LOCALES]
    return sorted(order, key=lambda one: one.name)


def _locale(one: LocaleResult, columns: list[str], width: int) -> Text:
    name = line(one.name or "(none)", _NAME)
    text = Text("  ") + Text(name + " " * (_NAME - cell_len(name)), style="bold" if one.is_short else "")
    text += Text(" ")
    if one.is_source:
        text += Text(f"{'source':<{width}}", style="dim") + Text(" " * _PERCENT)
    else:
        percent = "–" if one.share is None else f"{per_cent(one.share)} %"
        text += _bar(one.share or 0, width, short=one.is_short) + Text(f"{percent:>{_PERCENT}}")
    text += Text(f"{one.counts.total:>{_NUMBER},}")
    for column in columns:
        # a source lacks nothing: what its files leave empty is their own text
        number = 0 if one.is_source else getattr(one.counts, column)
        text += Text(f"{number:>{_width(column)},}" if number else f"{'·':>{_width(column)}}")
    return text


def _bar(share: float, width: int, *, short: bool) -> Text:
    solid = int(share * width + 1e-9)
    return Text("█" * solid, style="red" if short else "cyan") + Text("░" * (width - solid), style="dim")


def _counted(judged: Judged, *, full: bool) -> Iterator[Text | str]:
    yield Text("What was counted", style="bold")
    rows = judged.scan.coverage
    domains = [(domain, next(iter(ones))) for domain, ones in groupby(rows, key=lambda one: one.domain)]
    shown = domains if full else domains[:_FEW_DOMAINS]
    for domain, one in shown:
        yield from row(line(domain), one.format)
        yield from row(line(one.rule), indent="    ")
    if len(shown) < len(domains):
        yield Text(f"  and {len(domains) - len(shown)} more domains; {_FULL}", style="dim")
    deducted = "are deducted" if judged.deduct_identical else "count as translated"
    yield from row(
        f"Shielded texts do not count. Fuzzy, empty and missing ones are not translated. Those identical to the source"
        f" {deducted}."
    )


def _market(one: Reach) -> Iterator[Text | str]:
    served = ""
    if one.served:
        low, high = round(one.served.low), round(one.served.high)
        served = f"people served {low} %" if low == high else f"people served {low}–{high} %"
    yield (
        heading(f"{one.market} {line(one.title)}", served)
        if served
        else Text(f"{one.market} {line(one.title)}", "bold")
    )
    if not one.languages:
        yield "  no language is known of this market"
    for language in one.languages:
        yield from _language(language)


def _language(one: Spoken) -> Iterator[Text]:
    people = f"{one.percent:.0f} % of people" if one.percent is not None and one.percent >= 1 else one.status
    people = f"{one.status}, {people}" if people != one.status else people
    has = f"{one.locale} covers {per_cent(one.share or 0)} %" if one.locale else "no locale"
    lacks = ("✗ ", "red") if one.status == "official" else ("· ", "")
    mark, style = ("✓ ", "green") if one.locale else lacks
    yield from row(f"{one.name} ({people})", has, mark=mark, style=style)


def _flaws(judged: Judged, *, full: bool) -> Iterator[Text | str]:
    shown = [one for one in judged.scan.flaws if full or one.severity != "note"]
    hinted: set[tuple[str, str]] = set()
    for _, ones in groupby(shown, key=lambda one: one.path):
        yield ""
        for one in ones:
            yield from _flaw(one, hint=bool(one.hint) and (one.code, one.hint) not in hinted)
            hinted.add((one.code, one.hint))


def _flaw(one: Flaw, *, hint: bool) -> Iterator[Text | str]:
    place = Text(f"{line(one.path)}:{one.line}:{one.column}", style="bold")
    yield Text() + place + Text(": ") + Text(one.code, style=_STYLES[one.severity]) + Text(f" {line(one.message)}")
    if hint:
        yield Text(f"  hint: {line(one.hint)}", style="dim")


def _summary(judged: Judged) -> Iterator[Text | str]:
    found = Counter(one.severity for one in judged.scan.flaws)
    total = f"{count(found['error'], 'error')}, {count(found['warning'], 'warning')}, {count(found['note'], 'note')}"
    yield Text(total, style="red" if found["error"] else "")
    if judged.minimum is not None:
        names = ", ".join(one.name for one in judged.short)
        asked = f"{per_cent(judged.minimum)} %"
        yield from row(f"below {asked}: {names}" if names else f"every locale has at least {asked}", indent="")
