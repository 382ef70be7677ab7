"""What became of each finding at the gate, for the formats that list findings one by one.

Enters: a Report and one of its markets.  Leaves: its breaches, and the duties of which a breach is still possible; each
with the place in the product file that decides it, the waiver that accepts it, and whether the baseline knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checkmarket.model.document import Place
from checkmarket.model.findings import Finding, Reason
from checkmarket.model.report import MarketResult, Report
from checkmarket.model.truth import Truth
from checkmarket.model.waivers import Waiver
from checkmarket.reporters.plain_text import line
from checkmarket.reporters.text.findings import because, gravity
from checkmarket.reporters.text.layout import day

_REASON = 400  # characters
Standing = Literal["waived", "known", "breach", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding and its fate.

    place: where the fact that decides it is stated, else the product file's first line; None without a file;
    decides: it is one of those that led to the verdict; awaited: the gate wants it decided.
    """

    finding: Finding
    place: Place | None
    waiver: Waiver | None
    known: bool
    decides: bool
    awaited: bool

    @property
    def standing(self) -> Standing:
        """A waived or known finding is neither a failure nor a pass."""
        if self.waiver:
            return "waived"
        if self.known:
            return "known"
        return "breach" if self.finding.is_breach else "open"


def judged(report: Report, result: MarketResult) -> tuple[Judged, ...]:
    """The findings of a market that are, or may be, breaches, by the id of their rule."""
    waivers = {one.finding.rule.id: one.waiver for one in result.waived}
    found = {one.rule.id: one for one in (*(one.finding for one in result.waived), *result.known, *result.findings)}
    known, gated, undecided = (
        frozenset(one.rule.id for one in findings) for findings in (result.known, result.gated, result.undecided)
    )
    return tuple(
        Judged(
            finding=found[rule],
            place=place(report, result, found[rule]),
            waiver=waivers.get(rule),
            known=rule in known,
            decides=rule in gated,
            awaited=rule in undecided,
        )
        for rule in sorted(found)
        if found[rule].is_breach or found[rule].may_be_breach or rule in waivers or rule in known
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What became of one rule in several markets, for pages that show each rule once.  first: its first market's."""

    first: Judged
    markets: tuple[str, ...]
    decides: bool
    awaited: bool


def grouped(report: Report) -> tuple[Group, ...]:
    """One group for each rule and each standing it has, gravest first."""
    found: dict[tuple[str, Standing], list[Judged]] = {}
    for market in report.markets:
        for one in judged(report, market):
            found.setdefault((one.finding.rule.id, one.standing), []).append(one)
    return tuple(
        Group(
            first=group[0],
            markets=tuple(one.finding.market for one in group),
            decides=any(one.decides for one in group),
            awaited=any(one.awaited for one in group),
        )
        for group in sorted(found.values(), key=lambda group: gravity(group[0].finding))
    )


def why(finding: Finding) -> tuple[str, ...]:
    """The answers that led to the outcome or are missing, each on one line that is not too long."""
    return tuple(dict.fromkeys(said(one) for one in finding.because if one.truth is not Truth.TRUE))


def said(reason: Reason) -> str:
    """A reason on one line that is not too long."""
    return line(because(reason), _REASON)


def place(report: Report, result: MarketResult, finding: Finding) -> Place | None:
    """Where the first fact that speaks against the product is stated, else one that speaks for the duty."""
    against = [one for one in finding.because if one.truth is not Truth.TRUE]
    for reason in (*against, *finding.because):
        if reason.fact in result.places:
            return result.places[reason.fact]
    return Place(report.product_file) if report.product_file else None


def stated(result: MarketResult, finding: Finding) -> tuple[tuple[Reason, Place], ...]:
    """The reasons whose facts the product file states, with their places."""
    return tuple((one, result.places[one.fact]) for one in finding.because if one.fact in result.places)


def accepted(waiver: Waiver) -> str:
    """A waiver in one sentence."""
    approver = f", approved by {waiver.approver}" if waiver.approver else ""
    ticket = f" ({waiver.ticket})" if waiver.ticket else ""
    return f"Waived through {day(waiver.expires)} by {waiver.owner}{approver}{ticket}: {waiver.justification}"
