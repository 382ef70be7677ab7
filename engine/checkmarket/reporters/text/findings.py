"""The sections that list findings: what is not met, what is undecided, what is coming; with reasons where asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from rich.text import Text

from checkmarket.model.findings import Finding, Reason, Status
from checkmarket.model.law import SEVERITIES
from checkmarket.model.report import Coming, Report, Waived
from checkmarket.model.truth import Truth
from checkmarket.model.values import show
from checkmarket.reporters.text.layout import count, day, heading, row

_BRIEF = {"breaches": 8, "open": 5, "coming": 8}
SHORT = 6  # markets named one by one


def breaches(report: Report, *, full: bool) -> Iterator[Text | str]:
    """Every duty that is not met, blockers first."""
    unmet = heard(report, lambda one: one.is_breach)
    blockers = [pair for pair in unmet if pair[0].rule.blocker]
    others = [pair for pair in unmet if not pair[0].rule.blocker]
    for title, found in ((("Blocker" if len(blockers) == 1 else "Blockers"), blockers), ("Not met", others)):
        shown = found if full or title != "Not met" else found[: _BRIEF["breaches"]]
        if found:
            yield ""
            yield heading(title)
            for finding, markets in shown:
                yield from _finding_lines(report, "✗ ", finding, markets, full=full)
            yield from more(len(found) - len(shown))


def undecided(report: Report, *, full: bool) -> Iterator[Text | str]:
    """What keeps the gate from deciding."""
    gated = {one.rule.id for market in report.markets for one in market.undecided}
    found = heard(report, lambda one: one.may_be_breach and one.rule.id in gated)
    reasons = [f"{one.market}: {reason}" for one in report.markets for reason in one.reasons]
    if not found and not reasons:
        return
    shown = found if full else found[: _BRIEF["open"]]
    yield ""
    yield heading("What decides the verdict" if reasons and not found else "Undecided, and the gate must know")
    for reason in reasons:
        yield from row(reason, mark="! ", style="yellow")
    for finding, markets in shown:
        yield from _finding_lines(report, "? ", finding, markets, full=full)
    yield from more(len(found) - len(shown))


def accepted(report: Report, *, full: bool) -> Iterator[Text | str]:
    """What is not met and does not fail the gate: waived, or known to the baseline; and waivers that do not count."""
    waived = [one for market in report.markets for one in market.waived]
    known = sum(len(market.known) for market in report.markets)
    if not (waived or known or report.faulty_waivers or report.fixed):
        return
    yield ""
    yield heading("Accepted for a time")
    for one in report.faulty_waivers:
        yield from row(one.message, one.fault.value, mark="! ", style="yellow")
    for one_waived in waived:
        yield from _waiver_lines(one_waived, full=full)
    if known:
        yield from row(f"{count(known, 'finding')} known to the baseline", mark="· ")
    if report.fixed:
        names = ", ".join(f"{one.rule} [{one.market}]" for one in report.fixed)
        yield from row(f"Mended since the baseline: {names}", mark="· ")


def _waiver_lines(waived: Waived, *, full: bool) -> Iterator[Text]:
    finding, waiver = waived.finding, waived.waiver
    until = f"{waiver.owner} · until {day(waiver.expires)}"
    yield from row(f"{finding.rule.title} [{finding.market}]", until, mark="~ ")
    if full:
        for text in row(f"{waiver.justification} (approved by {waiver.approver})", indent="    "):
            text.stylize("dim")
            yield text


def _finding_lines(report: Report, mark: str, finding: Finding, markets: list[str], *, full: bool) -> Iterator[Text]:
    right = citation(finding)
    since = finding.rule.window.first
    if since and finding.as_of.year - since.year <= 1:
        right += f" · since {day(since)}"
    draft = " (draft)" if finding.rule.status == "draft" else ""
    draft += "*" if finding.rule.transposition else ""
    style = {"✗ ": "red", "? ": "yellow"}.get(mark, "")
    yield from row(f"{finding.rule.title}{draft}{where(report, markets)}", right, mark=mark, style=style)
    if full:
        yield from _why(finding)


def _why(finding: Finding) -> Iterator[Text]:
    """The answers that led to it, what was asked instead, and the penalty."""
    lines = [because(one) for one in finding.because if one.truth is not Truth.TRUE]
    lines += [f"Penalty: {finding.penalty.in_words()}"] if finding.penalty else []
    for line in dict.fromkeys(lines):
        for text in row(line, indent="    "):
            text.stylize("dim")
            yield text


def because(reason: Reason) -> str:
    """What is known of a fact, and what was asked of it."""
    return f"{reason.fact} is {show(reason.value)}; asked: {reason.needs}"


def coming(report: Report, *, full: bool) -> Iterator[Text | str]:
    """The duties ahead, by day; one line for all the markets of a rule."""
    by_rule: dict[tuple[date, str], tuple[Coming, list[str]]] = {}
    for market in report.markets:
        for one in market.coming:
            key = (one.applies_from, one.finding.rule.id)
            by_rule.setdefault(key, (one, []))[1].append(market.market)
    if not by_rule:
        return
    found = [by_rule[key] for key in sorted(by_rule)]
    shown = found if full else found[: _BRIEF["coming"]]
    yield ""
    yield heading("Coming")
    for one, _ in shown:
        applies = "may apply" if one.finding.optional else _state(one.finding)
        yield from row(
            one.finding.rule.title, f"{citation(one.finding)} · {applies}", mark=f"{day(one.applies_from):>11}  "
        )
    yield from more(len(found) - len(shown))


def _state(finding: Finding) -> str:
    return {Status.PASS: "met already", Status.FAIL: "not met yet"}.get(finding.status, "applies")


def where(report: Report, markets: Sequence[str]) -> str:
    """The markets a line is about, where they are not all."""
    if len(markets) == len(report.markets):
        return ""
    others = [one.market for one in report.markets if one.market not in markets]
    if len(markets) > SHORT and len(others) < len(markets):
        return f" [all but {', '.join(others)}]" if len(others) <= SHORT else f" [{len(markets)} markets]"
    return f" [{', '.join(markets)}]"


def more(left: int) -> Iterator[Text]:
    """How many lines are left out."""
    if left > 0:
        yield Text(f"    … and {left} more (--full shows all)", style="dim")


def heard(report: Report, wanted: Callable[[Finding], bool]) -> list[tuple[Finding, list[str]]]:
    """As `merged`, without what a waiver or the baseline keeps from the gate: that stands in a section of its own."""
    excused = {
        (market.market, one.rule.id)
        for market in report.markets
        for one in (*market.known, *(waived.finding for waived in market.waived))
    }
    return merged(report, lambda one: (one.market, one.rule.id) not in excused and wanted(one))


def merged(report: Report, wanted: Callable[[Finding], bool]) -> list[tuple[Finding, list[str]]]:
    """The findings of one kind, one a rule, with the markets they come from; gravest first."""
    found: dict[str, tuple[Finding, list[str]]] = {}
    for market in report.markets:
        for finding in market.findings:
            if wanted(finding):
                found.setdefault(finding.rule.id, (finding, []))[1].append(market.market)
    return sorted(found.values(), key=lambda pair: gravity(pair[0]))


def gravity(finding: Finding) -> tuple[bool, int, int, str]:
    """Sorts findings, gravest first."""
    return (not finding.rule.blocker, -SEVERITIES.index(finding.rule.severity), -finding.rule.weight, finding.rule.id)


def citation(finding: Finding) -> str:
    """The first place where the duty stands, as people call it; the rule where it has none."""
    if not finding.rule.cite:
        return finding.rule.id
    first = finding.rule.cite[0]
    article, *more = first.article.split(",")
    return f"{first.instrument.short} {article}{' …' if more else ''}"
