"""What the page shows.  Enters: a Report.  Leaves: its findings sorted into the page's sections, one entry a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checkmarket.model.findings import Finding, Reason, Status
from checkmarket.model.report import ChecklistLine, Coming, MarketResult, Report, ScoreTree
from checkmarket.model.truth import Truth
from checkmarket.model.values import show
from checkmarket.model.vocabulary import Control
from checkmarket.reporters.judged import Judged, judged
from checkmarket.reporters.text.findings import merged, where
from checkmarket.reporters.text.layout import count

Wanted = Callable[[Finding], bool]
_OUT = (Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
_SEEN = 0.05  # what rounds to 0.1 points


@dataclass(frozen=True, slots=True)
class Stated:
    """A reason in words.  line: of the product file, 0 where it does not state the fact."""

    fact: str
    value: str
    needs: str
    line: int


@dataclass(frozen=True, slots=True)
class Ground:
    """Why it came out so, in some of the entry's markets.  markets: empty where it is all of them."""

    markets: tuple[str, ...]
    reasons: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule that came out alike in some markets.

    where: those, in words, where they are not all; helps: what on the checklist is for it.
    """

    finding: Finding
    where: str
    grounds: tuple[Ground, ...]
    helps: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The duties that begin to bind on one day, each with what it finds and in how many markets."""

    day: date
    duties: tuple[tuple[Coming, str], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rules of a market came out how; each is counted once."""

    met: int
    breaches: int
    open: int
    waived: int
    known: int
    not_applicable: int
    ahead: int


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the checklist.

    points, culture: what the two scores gain, of 100, the mean over the markets, 0 where it cannot be seen; effects:
    what else the control does, in words.
    """

    line: ChecklistLine
    where: str
    points: float
    culture: float
    effects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The sections."""

    blockers: tuple[Entry, ...]
    breaches: tuple[Entry, ...]
    undecided: tuple[Entry, ...]
    advice: tuple[Entry, ...]
    known: tuple[Entry, ...]
    met: tuple[Entry, ...]
    remarks: tuple[Entry, ...]
    not_applicable: tuple[Entry, ...]
    not_in_force: tuple[Entry, ...]
    steps: tuple[Step, ...]
    compliance_domains: tuple[str, ...]
    culture_domains: tuple[str, ...]
    ahead: tuple[Ahead, ...]
    tallies: tuple[tuple[MarketResult, Tally], ...]
    waived: int
    signed: int
    directive: bool


def contents(report: Report) -> Contents:
    """The sections of the page; a waived or known finding stands in no other."""
    fates = {(one.market, fate.finding.rule.id): fate for one in report.markets for fate in judged(report, one)}

    def standing(finding: Finding) -> str:
        fate = fates.get((finding.market, finding.rule.id))
        return fate.standing if fate else ""

    def of(wanted: Wanted) -> tuple[Entry, ...]:
        return _entries(report, wanted)

    unmet = of(lambda one: standing(one) == "breach")
    return Contents(
        blockers=tuple(one for one in unmet if one.finding.rule.blocker),
        breaches=tuple(one for one in unmet if not one.finding.rule.blocker),
        undecided=of(lambda one: standing(one) == "open"),
        advice=of(lambda one: one.rule.kind == "should" and one.status is Status.FAIL),
        known=of(lambda one: standing(one) == "known"),
        met=of(_is_met),
        remarks=of(lambda one: one.rule.kind == "may" and one.status not in _OUT),
        not_applicable=of(lambda one: one.status is Status.NOT_APPLICABLE),
        not_in_force=of(lambda one: one.status is Status.NOT_IN_FORCE),
        steps=tuple(_step(report, one) for one in report.checklist),
        compliance_domains=_domains([one.scores.compliance for one in report.markets]),
        culture_domains=_domains([one.scores.culture for one in report.markets]),
        ahead=_ahead(report),
        tallies=tuple((one, _tally(one, judged(report, one))) for one in report.markets),
        waived=sum(len(one.waived) for one in report.markets),
        signed=len({finding.rule.id for one in report.markets for finding in one.findings if finding.signed}),
        directive=any(one.finding.rule.transposition for one in unmet),
    )


def _is_met(finding: Finding) -> bool:
    return finding.rule.kind != "may" and finding.status in (Status.PASS, Status.PASS_IF_APPLICABLE)


def _entries(report: Report, wanted: Wanted) -> tuple[Entry, ...]:
    planned = {one.control.id: one.control for one in report.checklist}
    return tuple(
        Entry(
            finding=one,
            where=_where(report, markets),
            grounds=_grounds(report, one, markets),
            helps=tuple(planned[control] for control in one.remediation if control in planned),
        )
        for one, markets in merged(report, wanted)
    )


def _where(report: Report, markets: Iterable[str]) -> str:
    return where(report, list(markets)).strip(" []")


def _grounds(report: Report, finding: Finding, markets: list[str]) -> tuple[Ground, ...]:
    """The reasons, once for all markets that share them."""
    alike: dict[tuple[Stated, ...], list[str]] = {}
    for one in report.markets:
        if one.market in markets:
            same = next(found for found in one.findings if found.rule.id == finding.rule.id)
            alike.setdefault(_reasons(one, same), []).append(one.market)
    return tuple(Ground(tuple(some) if len(alike) > 1 else (), reasons) for reasons, some in alike.items())


def _reasons(market: MarketResult, finding: Finding) -> tuple[Stated, ...]:
    """What speaks against the duty or is open; where nothing does, all that decided it."""
    against = [one for one in finding.because if one.truth is not Truth.TRUE]
    found = against if finding.is_breach or finding.may_be_breach else finding.because
    return tuple(dict.fromkeys(_stated(market, one) for one in found or finding.because))


def _stated(market: MarketResult, reason: Reason) -> Stated:
    place = market.places.get(reason.fact)
    return Stated(reason.fact, show(reason.value), reason.needs, place.line if place else 0)


def _tally(market: MarketResult, fates: tuple[Judged, ...]) -> Tally:
    standings = [one.standing for one in fates]
    statuses = [one.status for one in market.findings]
    return Tally(
        met=sum(_is_met(one) for one in market.findings),
        breaches=standings.count("breach"),
        open=standings.count("open"),
        waived=standings.count("waived"),
        known=standings.count("known"),
        not_applicable=statuses.count(Status.NOT_APPLICABLE),
        ahead=statuses.count(Status.NOT_IN_FORCE),
    )


def _step(report: Report, line: ChecklistLine) -> Step:
    return Step(
        line=line,
        where=_where(report, sorted({market for market, _ in line.resolves} or line.gain)),
        points=_points(report, [one.compliance for one in line.gain.values()]),
        culture=_points(report, [one.culture for one in line.gain.values()]),
        effects=tuple(_effects(report, line)),
    )


def _effects(report: Report, line: ChecklistLine) -> Iterator[str]:
    """What a control does besides its gain."""
    if line.lifts:
        yield f"lifts {count(len({rule for _, rule in line.lifts}), 'blocker')}"
    if (ended := len({rule for _, rule in line.resolves})) > 1:
        yield f"ends {ended} open duties"
    if line.together_with:
        titles = {one.control.id: one.control.title for one in report.checklist}
        yield "only with " + " and ".join(f"“{titles.get(one, one)}”" for one in line.together_with)
    if line.control.lead_time_days:
        yield f"ready in {count(line.control.lead_time_days, 'day')} at the earliest"


def _domains(trees: list[ScoreTree]) -> tuple[str, ...]:
    """The domains that count anywhere, in the order in which they come."""
    return tuple(dict.fromkeys(domain for tree in trees for domain in tree.domains))


def _points(report: Report, gains: list[float]) -> float:
    found = 100 * sum(gains) / len(report.markets)
    return found if found >= _SEEN else 0.0


def _ahead(report: Report) -> tuple[Ahead, ...]:
    """The duties that lie ahead by day, one line a rule."""
    found: dict[date, dict[str, tuple[Coming, list[str]]]] = {}
    for market in report.markets:
        for one in market.coming:
            same = found.setdefault(one.applies_from, {})
            same.setdefault(one.finding.rule.id, (one, []))[1].append(market.market)
    return tuple(
        Ahead(day, tuple((one, _where(report, markets)) for _, (one, markets) in sorted(found[day].items())))
        for day in sorted(found)
    )
