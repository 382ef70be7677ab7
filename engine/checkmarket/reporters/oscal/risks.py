"""The weaknesses of a report as OSCAL risks: breaches, waived breaches, duties ahead, and what was mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from checkmarket.model.findings import Finding, Status
from checkmarket.model.report import MarketResult, Report
from checkmarket.model.waivers import Waiver
from checkmarket.reporters.judged import accepted, judged
from checkmarket.reporters.oscal.observations import observed
from checkmarket.reporters.oscal.parts import Object, ident, links, moment, origins, party, props, prose, some
from checkmarket.reporters.oscal.responses import response
from checkmarket.reporters.plain_text import line

_LAST_MOMENT = time(23, 59, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """A duty that is not met in a market.

    finding: None for one of the baseline that is mended; waiver: what accepts it; ahead: the first day of a duty that
    does not bind yet; known: the baseline holds it.
    """

    market: str
    rule: str
    finding: Finding | None
    waiver: Waiver | None = None
    ahead: date | None = None
    known: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Market and rule."""
        return self.market, self.rule

    @property
    def title(self) -> str:
        """What the duty says."""
        return self.finding.rule.title if self.finding else self.rule


def weaknesses(report: Report, market: MarketResult) -> list[Weakness]:
    """Those of one market, by rule; what binds today stands for the same duty ahead."""
    found = {one.key: one for one in (*_mended(report, market), *_ahead(market), *_today(report, market))}
    return [found[key] for key in sorted(found)]


def _today(report: Report, market: MarketResult) -> Iterator[Weakness]:
    for one in judged(report, market):
        if one.finding.is_breach or one.waiver:
            rule = one.finding.rule.id
            yield Weakness(market=market.market, rule=rule, finding=one.finding, waiver=one.waiver, known=one.known)


def _ahead(market: MarketResult) -> Iterator[Weakness]:
    for one in market.coming:
        if one.finding.status is Status.FAIL:
            rule = one.finding.rule.id
            yield Weakness(market=market.market, rule=rule, finding=one.finding, ahead=one.applies_from)


def _mended(report: Report, market: MarketResult) -> Iterator[Weakness]:
    for one in report.fixed:
        if one.market == market.market:
            yield Weakness(market=one.market, rule=one.rule, finding=None)


def risk_id(report: Report, market: str, rule: str) -> str:
    """The UUID of a weakness."""
    return ident("risk", report.product, market, rule)


def risk(report: Report, weakness: Weakness) -> Object:
    """One risk: what is not met, by when it must be, who accepts it, and what would end it."""
    finding = weakness.finding
    answers = [one for one in report.checklist if weakness.key in one.resolves]
    return {
        "uuid": risk_id(report, *weakness.key),
        "title": prose(f"{weakness.title} [{weakness.market}]"),
        "description": prose((finding and finding.rule.summary) or weakness.title),
        "statement": _statement(weakness),
        **props(_facts(weakness)),
        **(links(finding.rule.cite) if finding else {}),
        "status": _status(weakness),
        **origins(),
        **({"deadline": _deadline(report, weakness)} if finding else {}),
        **some("remediations", (response(report, weakness.key, one) for one in answers)),
        **_log(report, weakness),
        **(observed(report, weakness.market, finding.because) if finding and not weakness.ahead else {}),
    }


def _statement(weakness: Weakness) -> str:
    finding = weakness.finding
    if finding is None:
        return "The baseline held this breach; it is mended."
    penalty = f" What a breach costs: {prose(finding.penalty.in_words())}" if finding.penalty else ""
    if weakness.ahead:
        return f"As the product stands, this duty will not be met on the day it begins to bind.{penalty}"
    state = "is not met" if finding.is_breach else "may not be met"
    return f"The duty binds and {state}.{penalty}"


def _facts(weakness: Weakness) -> dict[str, object]:
    """Severity, weight and blocker each for itself, for none is derived from another; then what became of it."""
    facts: dict[str, object] = {"market": weakness.market, "rule": weakness.rule}
    if weakness.finding:
        rule = weakness.finding.rule
        facts |= {"severity": rule.severity, "weight": rule.weight, "blocker": "yes" if rule.blocker else "no"}
    if weakness.waiver:
        facts |= {"waived-through": weakness.waiver.expires, "ticket": weakness.waiver.ticket}
    if weakness.ahead:
        facts["applies-from"] = weakness.ahead
    return facts | ({"baseline": "known"} if weakness.known else {})


def _status(weakness: Weakness) -> str:
    if weakness.finding is None:
        return "closed"
    return "deviation-approved" if weakness.waiver else "open"


def _deadline(report: Report, weakness: Weakness) -> str:
    """A duty that binds is due now; a waived one when the waiver ends; one ahead when it begins."""
    if weakness.waiver:
        return moment(weakness.waiver.expires, _LAST_MOMENT)
    return moment(weakness.ahead or report.as_of)


def _log(report: Report, weakness: Weakness) -> Object:
    """Who accepted the risk and why, or that it is mended."""
    if weakness.waiver:
        text, people = accepted(weakness.waiver), [weakness.waiver.owner, weakness.waiver.approver]
    elif weakness.finding is None:
        text, people = "No longer found.", []
    else:
        return {}
    entry = {
        "uuid": ident("log", report.product, *weakness.key),
        "description": prose(text),
        "start": moment(report.as_of),
        **some("logged-by", ({"party-uuid": party(one)} for one in people if line(one))),
        "status-change": _status(weakness),
    }
    return {"risk-log": {"entries": [entry]}}
