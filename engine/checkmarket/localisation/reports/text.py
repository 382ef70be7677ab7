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
_NAME, _PERCENT, _NUMBER, _GAP = 13, 7, 9, 2
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
    bar = min(WIDTH - _GAP - _NAME - 1 - _PERCENT - _NUMBER - (_NUMBER + 1) * len(columns), _LONGEST_BAR)
    while bar < _LEAST_BAR:
        columns.pop()
        bar = WIDTH - _GAP - _NAME - 1 - _PERCENT - _NUMBER - (_NUMBER + 1) * len(columns)
    yield heading("Locales", "".join(f"{one:>{_NUMBER + 1}}" for one in ("messages", *columns)))
    shown = judged.locales if full or len(judged.locales) <= _FEW_LOCALES else _worst(judged)
    for one in shown:
        yield _locale(one, columns, bar)
    if len(shown) < len(judged.locales):
        yield Text(f"  and {len(judged.locales) - len(shown)} more complete ones; {_FULL}", style="dim")


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
        text += _bar(one.share or 0, width, short=one.is_short) + Text(f"{per_cent(one.share or 0):>5} %")
    numbers = [getattr(one.counts, each) for each in columns]
    if one.is_source:  # a source lacks nothing: what its files leave empty is their own text
        numbers = [0] * len(columns)
    text += Text(f"{one.counts.total:>{_NUMBER},}")
    for number in numbers:
        text += Text(f"{number or '·':>{_NUMBER + 1}}" if not number else f"{number:>{_NUMBER + 1},}")
    return text


def _bar(share: float, width: int, *, short: bool) -> Text:
    solid = int(share * width + 1e-9)
    return Text("█" * solid, style="red" if short else "cyan") + Text("░" * (width - solid), style="dim")


def _counted(judged: Judged, *, full: bool) -> Iterator[Text | str]:
    yield heading("What was counted")
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
    yield heading(f"{one.market} {one.title}", served)
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
    head = Text(f"{line(one.path)}:{one.line}:{one.column}", style="bold")
    yield head + Text(": ") + Text(one.code, style=_STYLES[one.severity]) + Text(f" {line(one.message)}")
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
