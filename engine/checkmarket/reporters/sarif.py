"""The report as SARIF 2.1.0, which code scanning reads: a result for each duty not met, in each market.

A waived finding is a suppressed result (kind external).  With a baseline, results say whether they are new or
unchanged; what is mended is listed in the run's properties, for a viewer would show an absent result as a present one.
The result's place is the fact that decides it.  Rules point into a taxonomy of the instruments their duties stand in.

Sources: OASIS SARIF 2.1.0, 3.14 (run), 3.19 (taxonomies), 3.27 (result), 3.35 (suppression); GitHub, SARIF support for
code scanning: `primaryLocationLineHash` is an alert's identity, the id before the last / its category.  GitHub keeps an
alert open that was open before it was waived; whoever uploads there can leave waived findings out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from checkmarket.model.fingerprints import fingerprint, waiver_fingerprint
from checkmarket.model.report import MarketResult, Report
from checkmarket.model.waivers import FaultyWaiver
from checkmarket.reporters import sarif_parts, sarif_rules
from checkmarket.reporters.judged import Judged, accepted, judged, said, stated, why
from checkmarket.reporters.plain_text import line

_BASE = "SRCROOT"
Json = dict[str, Any]


def render(report: Report, *, with_open: bool = False, with_waived: bool = True) -> str:
    """One run.  with_open: also duties that may be breached (kind open); with_waived: also what is waived."""
    shown = [
        (market, one)
        for market in report.markets
        for one in judged(report, market)
        if (with_open or one.finding.is_breach) and (with_waived or not one.waiver)
    ]
    findings = [one.finding for _, one in shown]
    rules = sarif_rules.descriptors(report, findings)
    results = [_result(report, market, one) for market, one in shown]
    results += [_faulty(report, one) for one in report.faulty_waivers]
    indices = {rule["id"]: index for index, rule in enumerate(rules)}
    run = _run(report) | {
        "tool": {"driver": _driver(report, rules)},
        "taxonomies": [sarif_rules.taxonomy(findings)],
        "results": [one | {"ruleIndex": indices[one["ruleId"]]} for one in results],
    }
    return sarif_parts.log(run)


def _driver(report: Report, rules: list[Json]) -> Json:
    taxonomies = [{"name": sarif_rules.INSTRUMENTS, "index": 0}]
    return {
        "name": "checkmarket",
        "semanticVersion": report.tool_version,
        "rules": rules,
        "supportedTaxonomies": taxonomies,
    }


def _run(report: Report) -> Json:
    return {
        "automationDetails": {
            "id": f"{line(report.product)}/{line(report.profile.id)}/",
            "description": {"text": "A product, by the law and customs of its markets."},
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder that all paths start from."}}},
        "invocations": [{"executionSuccessful": True}],
        "properties": {
            "asOf": report.as_of.isoformat(),
            "libraryDigest": report.library_digest,
            "verdict": report.verdict.value,
            "markets": [_tally(report, one) for one in report.markets],
            "fixed": [{"market": one.market, "rule": one.rule} for one in report.fixed],
        },
    }


def _tally(report: Report, market: MarketResult) -> Json:
    found = Counter(one.standing for one in judged(report, market))
    counts = {standing: found[standing] for standing in ("breach", "open", "waived", "known")}
    return {"market": market.market, "verdict": market.verdict.value, "reasons": list(market.reasons)} | counts


def _result(report: Report, market: MarketResult, one: Judged) -> Json:
    rule = one.finding.rule
    failed = one.finding.is_breach
    return {
        "ruleId": rule.id,
        "kind": "fail" if failed else "open",
        "level": sarif_rules.level(rule) if failed else "none",  # 3.27.10: what is no failure has no level
        "message": {"text": _message(f"{market.market}: {rule.title}", *why(one.finding))},
        "locations": [_location(market, one)],
        "relatedLocations": list(_related(market, one)),
        "partialFingerprints": _identity(fingerprint(report.product, one.finding)),
        "suppressions": _suppressions(one),
        **_baseline_state(report, known=one.known),
        "properties": {
            "market": market.market,
            "status": one.finding.status.value,
            "severity": rule.severity,
            "blocker": rule.blocker,
            "weight": rule.weight,
            "decidesVerdict": one.decides,
            "signed": one.finding.signed,
            "missingFacts": list(one.finding.missing_facts),
            "remediation": list(one.finding.remediation),
        },
    }


def _message(head: str, *reasons: str) -> str:
    """Plain text: nothing in it is a placeholder or an embedded link (3.11.5, 3.11.6)."""
    text = line(". ".join([line(head), *reasons]))
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _location(market: MarketResult, one: Judged) -> Json:
    logical = {"name": market.market, "fullyQualifiedName": f"markets.{market.market}", "kind": "market"}
    physical = {"physicalLocation": sarif_parts.physical(one.place, _BASE)} if one.place else {}
    return physical | {"logicalLocations": [logical]}


def _related(market: MarketResult, one: Judged) -> Iterator[Json]:
    """The other facts that the outcome rests on."""
    others = dict.fromkeys((said(reason), place) for reason, place in stated(market, one.finding))
    for number, (text, place) in enumerate((pair for pair in others if pair[1] != one.place), 1):
        physical = sarif_parts.physical(place, _BASE)
        yield {"id": number, "message": {"text": _message(text)}, "physicalLocation": physical}


def _identity(print_of_it: str) -> Json:
    return {"checkmarketFinding/v1": print_of_it, "primaryLocationLineHash": f"{print_of_it[:16]}:1"}


def _suppressions(one: Judged) -> list[Json]:
    """Empty for what nobody waived: a run says it of all its results or of none (3.27.23)."""
    if not one.waiver:
        return []
    suppression: Json = {"kind": "external", "status": "accepted", "justification": line(accepted(one.waiver))}
    suppression["location"] = {"physicalLocation": sarif_parts.physical(one.waiver.place, _BASE)}
    return [suppression]


def _baseline_state(report: Report, *, known: bool) -> Json:
    if not report.fixed and not any(market.known for market in report.markets):
        return {}
    return {"baselineState": "unchanged" if known else "new"}


def _faulty(report: Report, one: FaultyWaiver) -> Json:
    """A waiver that does not count."""
    return {
        "ruleId": sarif_rules.of_fault(one.fault),
        "kind": "fail",
        "level": "warning",
        "message": {"text": _message(one.message)},
        "locations": [{"physicalLocation": sarif_parts.physical(one.waiver.place, _BASE)}],
        "relatedLocations": [],
        "partialFingerprints": _identity(waiver_fingerprint(one)),
        "suppressions": [],
        **_baseline_state(report, known=False),
        "properties": {"market": one.waiver.market, "rule": one.waiver.rule, "expires": one.waiver.expires.isoformat()},
    }
