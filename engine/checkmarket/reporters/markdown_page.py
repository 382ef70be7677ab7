"""The report as a page of GitHub's Markdown, short or long: what a pull-request comment and a step summary share.

Enters: a Report, and how much of it to show.  Leaves: lines.  Whatever stands in the report, each section keeps within
its share of the page, and says how much it leaves out; the verdict and the foot are always there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checkmarket.model.findings import Finding, Status
from checkmarket.model.report import ChecklistLine, Coming, MarketResult, Report, Score, StaleEvidence
from checkmarket.reporters.judged import Group, accepted, grouped, why
from checkmarket.reporters.markdown import code, link, plain, table
from checkmarket.reporters.text.findings import citation, where
from checkmarket.reporters.text.layout import count, day, interval, percent

_TITLE, _REASON = 160, 200  # characters of a title, and of what is said besides
_REASONS = 3  # of one finding
_VISIBLE = 0.05  # what rounds to 0.1 points
_DISCLAIMER = "Not legal advice."


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much is shown.  lines, characters: the most of one section; folded: sections open at a click."""

    lines: int
    characters: int
    folded: bool


def page(report: Report, extent: Extent) -> Iterator[str]:
    """The lines of the page."""
    groups = grouped(report)
    yield from _head(report, groups)
    yield from _markets(report, extent)
    for title, found, folded in _findings(groups):
        yield from _section(title, (_finding(report, one) for one in found), extent, folded=folded)
    reasons = [f"- {plain(one.market)}: {plain(why, _REASON)}" for one in report.markets for why in one.reasons]
    yield from _section("What decides the verdict besides", reasons, extent)
    faulty = [
        f"- {plain(one.message, _REASON)} ({code(str(one.waiver.place), _TITLE)})" for one in report.faulty_waivers
    ]
    yield from _section("Waivers that do not count", faulty, extent)
    yield from _checklist(report, extent)
    yield from _section(count(len(report.questions), "open question"), _questions(report), extent, folded=True)
    coming = list(_coming(report))
    yield from _section(f"{count(len(coming), 'duty', 'duties')} coming", coming, extent, folded=True)
    fixed = [f"- {code(one.rule, _TITLE)} in {plain(one.market, _TITLE)}" for one in report.fixed]
    yield from _section(f"{count(len(fixed), 'finding')} of the baseline mended", fixed, extent, folded=True)
    stale = [_stale(one) for one in report.stale]
    yield from _section("Evidence that ran out", stale, extent, folded=True)
    yield from _foot(report)


def _head(report: Report, groups: tuple[Group, ...]) -> Iterator[str]:
    breaches = [one for one in groups if one.first.standing == "breach"]
    blockers = sum(one.first.finding.rule.blocker for one in breaches)
    waived, known = (sum(one.first.standing == standing for one in groups) for standing in ("waived", "known"))
    parts = [
        count(blockers, "blocker") if blockers else "",
        f"{count(len(breaches) - blockers, 'duty', 'duties')} not met",
        count(len(report.questions), "open question"),
        f"{waived} waived" if waived else "",
        f"{known} known" if known else "",
    ]
    yield f"### {report.verdict.value} · {plain(report.product, _TITLE)}"
    yield from ("", " · ".join(filter(None, parts)), "")


def _markets(report: Report, extent: Extent) -> Iterator[str]:
    head, rule, *rows = table(
        ["Market", "Verdict", "Compliance", "Decided", "Cultural adaptation"], (_market(one) for one in report.markets)
    )
    shown, left = _fitting(rows, extent)
    yield from (head, rule, *shown, "")
    if left:
        yield from (f"… and {count(left, 'more market')}", "")


def _market(one: MarketResult) -> tuple[str, ...]:
    compliance, culture = one.scores.compliance.total, one.scores.culture.total
    return (plain(one.market, _TITLE), one.verdict.value, interval(compliance), _decided(compliance), interval(culture))


def _decided(score: Score) -> str:
    return "nothing applies" if score.coverage is None else f"{percent(score.coverage)} %"


def _findings(groups: tuple[Group, ...]) -> Iterator[tuple[str, list[Group], bool]]:
    breaches = [one for one in groups if one.first.standing == "breach"]
    blockers = [one for one in breaches if one.first.finding.rule.blocker]
    unmet = [one for one in breaches if not one.first.finding.rule.blocker]
    awaited = [one for one in groups if one.first.standing == "open" and one.awaited]
    waived = [one for one in groups if one.first.standing == "waived"]
    known = [one for one in groups if one.first.standing == "known"]
    yield ("Blocker" if len(blockers) == 1 else "Blockers", blockers, False)
    yield (f"{count(len(unmet), 'duty', 'duties')} not met", unmet, True)
    yield (f"{len(awaited)} undecided, and the gate must know", awaited, True)
    yield (f"{len(waived)} waived", waived, True)
    yield (f"{len(known)} known from the baseline", known, True)


def _finding(report: Report, one: Group) -> str:
    """One item of a list, its reasons on lines of their own."""
    finding, waiver = one.first.finding, one.first.waiver
    said = [accepted(waiver)] if waiver else why(finding)[:_REASONS]
    markets = plain(where(report, one.markets), _TITLE)
    head = " ".join(filter(None, [f"- **{plain(finding.rule.title, _TITLE)}**", markets, f"· {_cited(finding)}"]))
    return "<br>".join([f"{head} · {code(finding.rule.id, _TITLE)}", *(plain(reason, _REASON) for reason in said)])


def _cited(finding: Finding) -> str:
    cite = finding.rule.cite[0] if finding.rule.cite else None
    return link(citation(finding), cite.url or cite.instrument.url, _TITLE) if cite else "no citation"


def _checklist(report: Report, extent: Extent) -> Iterator[str]:
    if not report.checklist:
        return
    head, rule, *rows = table(
        ["", "Measure", "Owner", "Days", "Due", "Points"],
        (_line(report, number, one) for number, one in enumerate(report.checklist, 1)),
    )
    yield from _section("What to do, in order", rows, extent, head=(head, rule))


def _line(report: Report, number: int, one: ChecklistLine) -> tuple[str, ...]:
    effort = one.control.effort
    points = 100 * sum(gain.compliance for gain in one.gain.values()) / len(report.markets)
    lifts = f" (lifts {count(len({rule for _, rule in one.lifts}), 'blocker')})" if one.lifts else ""
    return (
        str(number),
        f"{plain(one.control.title, _TITLE)}{lifts}",
        plain(one.control.owner, _TITLE),
        f"{effort.low.normalize():f}–{effort.high.normalize():f}",
        day(one.due) if one.due else "now",
        f"+{points:.1f}" if points >= _VISIBLE else "·",
    )


def _questions(report: Report) -> Iterator[str]:
    for one in report.questions:
        settles = f"settles {count(one.decides, 'finding')}"
        yield f"- {plain(one.fact.question, _REASON)} ({code(one.fact.id, _TITLE)}, {settles})"


def _coming(report: Report) -> Iterator[str]:
    """By day; one line for all the markets of a rule."""
    found: dict[tuple[str, str], Coming] = {}
    for market in report.markets:
        for one in market.coming:
            found.setdefault((one.applies_from.isoformat(), one.finding.rule.id), one)
    for key in sorted(found):
        one = found[key]
        title = plain(one.finding.rule.title, _TITLE)
        yield f"- {day(one.applies_from)}: {title} · {_cited(one.finding)} · {_outlook(one.finding)}"


def _outlook(finding: Finding) -> str:
    if finding.optional:
        return "may apply"
    return {Status.PASS: "met already", Status.FAIL: "not met yet"}.get(finding.status, "applies")


def _stale(one: StaleEvidence) -> str:
    return f"- {code(one.fact, _TITLE)}: {plain(one.ref, _REASON)}, on {day(one.expired)}"


def _foot(report: Report) -> Iterator[str]:
    judged = f"Judged on {day(report.as_of)} with the profile {code(report.profile.id, _TITLE)}"
    rulebooks = f"rulebooks {code(report.library_digest, _TITLE)}, checkmarket {plain(report.tool_version, _TITLE)}"
    yield f"<sub>{judged}, {rulebooks}. {_DISCLAIMER}</sub>"


def _section(
    title: str, items: Iterable[str], extent: Extent, *, folded: bool = False, head: tuple[str, ...] = ()
) -> Iterator[str]:
    """A section with as many of its items as fit, or nothing where there are none."""
    shown, left = _fitting(items, extent)
    if not shown and not left:
        return
    body = [*head, *shown, *(["", f"… and {left} more"] if left else []), ""]
    if folded and extent.folded:
        yield from ("<details>", f"<summary>{title}</summary>", "", *body, "</details>", "")
    else:
        yield from (f"**{title}**", "", *body)


def _fitting(items: Iterable[str], extent: Extent) -> tuple[list[str], int]:
    """The first items that keep within the extent, and how many are left."""
    shown: list[str] = []
    found = list(items)
    room = extent.characters
    for one in found[: extent.lines]:
        room -= len(one)
        if room < 0:
            break
        shown.append(one)
    return shown, len(found) - len(shown)
