"""A report as OSCAL assessment results: one result a market, a finding a rule, a risk a weakness."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checkmarket.model.findings import Finding, Status
from checkmarket.model.report import MarketResult, Report, Score
from checkmarket.model.waivers import FaultyWaiver
from checkmarket.reporters.judged import accepted, judged, why
from checkmarket.reporters.oscal.observations import observations, observed
from checkmarket.reporters.oscal.parts import (
    Object,
    back_matter,
    ident,
    library_resource,
    links,
    made_at,
    metadata,
    moment,
    origins,
    props,
    prose,
    some,
    token,
    tool,
    written,
)
from checkmarket.reporters.oscal.risks import risk, risk_id, weaknesses
from checkmarket.reporters.text.layout import interval

_OUT = (Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
_STATES = {
    Status.PASS: ("satisfied", "pass", ""),
    Status.PASS_IF_APPLICABLE: ("satisfied", "pass", "It is not certain that the duty applies; if it does, it is met."),
    Status.FAIL: ("not-satisfied", "fail", ""),
    Status.POSSIBLE_FAIL: (
        "not-satisfied",
        "other",
        "It is not certain that the duty applies; if it does, it is not met.",
    ),
    Status.UNKNOWN: ("not-satisfied", "other", "Open: an answer is missing, so it is not known to be met."),
}


def render(report: Report, *, at: datetime | None = None) -> str:
    """The assessment-results document.  at: when it is made; left out, the judged day."""
    made = made_at(report, at)
    body = {
        "metadata": metadata(report, f"{report.title or report.product}: what its markets ask of it", made),
        "import-ap": {
            "href": f"#{library_resource(report)}",
            "remarks": "There is no assessment plan; what is checked stands in the rulebooks.",
        },
        "results": [_result(report, one) for one in report.markets],
        "back-matter": back_matter(report),
    }
    return written("assessment-results", body)


def _result(report: Report, market: MarketResult) -> Object:
    judged = [one for one in market.findings if one.status not in _OUT and one.rule.kind != "may"]
    faulty = [one for one in report.faulty_waivers if _belongs(report, market, one)]
    return {
        "uuid": ident("result", report.product, market.market, report.as_of.isoformat()),
        "title": prose(f"{market.title} ({market.market}): {market.verdict}"),
        "description": _described(market),
        "start": moment(report.as_of),
        "end": moment(report.as_of),
        **props(_facts(market)),
        "local-definitions": {"components": [tool(report)]},
        "reviewed-controls": {"control-selections": [_reviewed(market)]},
        **some("observations", observations(report, market)),
        **some("risks", (risk(report, one) for one in weaknesses(report, market))),
        **some("findings", [*_findings(report, market, judged), *(_faulty(report, one) for one in faulty)]),
        **_remarks(market),
    }


def _described(market: MarketResult) -> str:
    compliance, culture = market.scores.compliance.total, market.scores.culture.total
    return f"Compliance score: {interval(compliance)}. Cultural-adaptation score: {interval(culture)}."


def _facts(market: MarketResult) -> dict[str, object]:
    found: dict[str, object] = {"market": market.market, "verdict": market.verdict}
    for name, tree in (("compliance", market.scores.compliance), ("culture", market.scores.culture)):
        found |= _ends(name, tree.total)
        for domain, score in tree.domains.items():
            found |= _ends(f"{name}.{domain}" if domain != name else name, score)
    return found | {"waived": len(market.waived), "known-in-baseline": len(market.known)}


def _ends(name: str, score: Score) -> dict[str, object]:
    """The ends of a score in [0, 1], none where nothing applies."""
    values = {"low": score.low, "high": score.high, "coverage": score.coverage}
    return {f"{name}.{end}": f"{value:.4f}" for end, value in values.items() if value is not None}


def _reviewed(market: MarketResult) -> Object:
    """The rules in force that apply or may; those proven not to apply stand beside them."""
    in_force = [one for one in market.findings if one.status is not Status.NOT_IN_FORCE]
    applying = [one for one in in_force if one.status is not Status.NOT_APPLICABLE]
    proven_not = [one for one in in_force if one.status is Status.NOT_APPLICABLE]
    included: Object = {"include-controls": _chosen(applying)} if applying else {"include-all": {}}
    text = "The rules in force in this market; left out are those proven not to apply."
    return {"description": text, **included, **some("exclude-controls", _chosen(proven_not))}


def _chosen(findings: list[Finding]) -> list[Object]:
    return [{"control-id": token(one.rule.id)} for one in findings]


def _remarks(market: MarketResult) -> Object:
    return {"remarks": "\n\n".join(map(prose, market.reasons))} if market.reasons else {}


def _findings(report: Report, market: MarketResult, findings: list[Finding]) -> Iterator[Object]:
    fates = {one.finding.rule.id: one for one in judged(report, market)}
    risks = {one.rule for one in weaknesses(report, market) if one.finding}
    for one in findings:
        fate = fates.get(one.rule.id)
        waiver = accepted(fate.waiver) if fate and fate.waiver else ""
        standing = fate.standing if fate else ""
        related = [risk_id(report, market.market, one.rule.id)] if one.rule.id in risks else []
        yield {
            "uuid": ident("finding", report.product, market.market, one.rule.id),
            "title": prose(one.rule.title),
            "description": _reasons(one),
            **props({"kind": one.rule.kind, "standing": standing, "signed": "yes" if one.signed else "no"}),
            **links(one.rule.cite),
            **origins(),
            "target": _target(one, waiver),
            **observed(report, market.market, one.because),
            **some("related-risks", ({"risk-uuid": found} for found in related)),
        }


def _reasons(finding: Finding) -> str:
    return "\n\n".join(map(prose, why(finding))) or prose(finding.rule.summary or finding.rule.title)


def _target(finding: Finding, waiver: str) -> Object:
    """Met or not.  OSCAL knows no third state: what is open is not satisfied, with the reason `other`."""
    state, reason, text = _STATES[finding.status]
    remarks = " ".join(filter(None, (text, prose(waiver) if waiver else "")))
    status = {"state": state, "reason": reason, **({"remarks": remarks} if remarks else {})}
    return {"type": "objective-id", "target-id": token(finding.rule.id), "status": status}


def _belongs(report: Report, market: MarketResult, faulty: FaultyWaiver) -> bool:
    """A waiver for a market that was not judged is told with the first one."""
    codes = [one.market for one in report.markets]
    named = faulty.waiver.market
    return market.market == (named if named in codes else codes[0])


def _faulty(report: Report, faulty: FaultyWaiver) -> Object:
    """A waiver that does not count, as a finding of its own."""
    waiver = faulty.waiver
    status = {"state": "not-satisfied", "reason": "other", "remarks": f"It says: {prose(waiver.justification)}"}
    names = (report.product, waiver.market, waiver.rule, faulty.fault, str(waiver.place))
    return {
        "uuid": ident("faulty waiver", *names),
        "title": prose(f"A waiver for {waiver.rule} does not count: {faulty.fault}"),
        "description": prose(faulty.message),
        **props({"waiver": faulty.fault, "market": waiver.market, "place": waiver.place}),
        **origins(),
        "target": {"type": "objective-id", "target-id": token(waiver.rule), "status": status},
    }
