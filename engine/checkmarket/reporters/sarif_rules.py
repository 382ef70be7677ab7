"""The rules and the instruments of a report as SARIF describes them: reportingDescriptors, and a taxonomy.

Enters: the findings that a run lists.  Leaves: one descriptor a rule, by id, with its help in Markdown.
Source: OASIS SARIF 2.1.0, 3.19 (toolComponent), 3.49 (reportingDescriptor), 3.53 (relationships).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from checkmarket.model.findings import Finding
from checkmarket.model.law import Citation, Instrument, Rule
from checkmarket.model.report import Report
from checkmarket.model.waivers import WaiverFault
from checkmarket.reporters.addresses import web
from checkmarket.reporters.markdown import link, plain
from checkmarket.reporters.plain_text import line

INSTRUMENTS = "instruments"
Level = Literal["error", "warning", "note"]

_PRIORITIES: dict[Level, str] = {"error": "error", "warning": "warning", "note": "recommendation"}
_FAULTS = {
    WaiverFault.EXPIRED: "A waiver has expired",
    WaiverFault.REOPENED: "The law has changed since a waiver was given",
    WaiverFault.UNAPPROVED: "A waiver is not approved",
    WaiverFault.UNMATCHED: "A waiver has nothing to waive",
}


def level(rule: Rule) -> Level:
    """What a breach of it is shown as."""
    if rule.blocker or rule.severity in ("critical", "high"):
        return "error"
    return "warning" if rule.severity == "medium" else "note"


def of_fault(fault: WaiverFault) -> str:
    """The rule id of waivers with this fault."""
    return f"checkmarket.waiver.{fault.value}"


def descriptors(report: Report, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """One for each rule, and for each fault of a waiver."""
    titles = {one.control.id: one.control.title for one in report.checklist}
    by_rule = {one.rule.id: one for one in findings}
    faults = sorted({one.fault for one in report.faulty_waivers})
    return [_rule(by_rule[rule], titles) for rule in sorted(by_rule)] + [_fault(one) for one in faults]


def taxonomy(findings: Iterable[Finding]) -> dict[str, Any]:
    """The instruments that the rules cite, by their official ids."""
    cited = {cite.instrument.id: cite.instrument for one in findings for cite in one.rule.cite}
    return {
        "name": INSTRUMENTS,
        "shortDescription": {"text": "The acts, treaties and guidance that the rules rest on."},
        "isComprehensive": False,
        "taxa": [_taxon(cited[one]) for one in sorted(cited)],
    }


def _taxon(instrument: Instrument) -> dict[str, Any]:
    described = {"id": line(instrument.id), "name": line(instrument.short)}
    return described | {"shortDescription": {"text": line(instrument.title)}} | _help_uri(instrument.url)


def _help_uri(address: str) -> dict[str, str]:
    return {"helpUri": found} if (found := web(address)) else {}


def _rule(finding: Finding, titles: dict[str, str]) -> dict[str, Any]:
    rule = finding.rule
    return {
        "id": rule.id,
        "shortDescription": {"text": line(rule.title)},
        "fullDescription": {"text": line(rule.summary or rule.title)},
        "help": {"text": "\n".join(_help(finding, titles)), "markdown": "\n".join(_help_in_markdown(finding, titles))},
        "defaultConfiguration": {"level": level(rule)},
        "relationships": list(_relationships(rule)),
        "properties": {
            "tags": [rule.jurisdiction, rule.domain, rule.kind],
            "problem.severity": _PRIORITIES[level(rule)],
            "status": rule.status,
        },
    } | (_help_uri(_address(rule.cite[0])) if rule.cite else {})


def _relationships(rule: Rule) -> Iterator[dict[str, Any]]:
    places = dict.fromkeys((line(one.instrument.id), line(one.article)) for one in rule.cite)
    for instrument, article in places:
        target = {"id": instrument, "toolComponent": {"name": INSTRUMENTS, "index": 0}}
        yield {"target": target, "kinds": ["relevant"], "description": {"text": article or "the whole instrument"}}


def _address(cite: Citation) -> str:
    return cite.url or cite.instrument.url


def _named(cite: Citation) -> str:
    return line(f"{cite.instrument.short} {cite.article}")


def _help(finding: Finding, titles: dict[str, str]) -> Iterator[str]:
    yield line(finding.rule.summary or finding.rule.title)
    for one in finding.rule.cite:
        yield ": ".join(filter(None, (_named(one), line(one.says), web(_address(one)))))
    if finding.penalty:
        yield f"Penalty: {line(finding.penalty.in_words())}"
    yield from (f"What helps: {line(titles.get(one, one))} ({line(one)})" for one in finding.remediation)


def _help_in_markdown(finding: Finding, titles: dict[str, str]) -> Iterator[str]:
    yield from (plain(finding.rule.summary or finding.rule.title), "", "**Where it stands**", "")
    for one in finding.rule.cite:
        yield f"- {link(_named(one), _address(one))}" + (f": {plain(one.says)}" if one.says else "")
    if finding.penalty:
        yield from ("", f"**Penalty:** {plain(finding.penalty.in_words())}")
    if finding.remediation:
        yield from ("", "**What helps**", "", *(f"- {plain(titles.get(one, one))}" for one in finding.remediation))


def _fault(fault: WaiverFault) -> dict[str, Any]:
    told = "A waiver that does not count keeps nothing from the gate: renew it, have it approved, or take it out."
    return {
        "id": of_fault(fault),
        "shortDescription": {"text": _FAULTS[fault]},
        "fullDescription": {"text": told},
        "help": {"text": told, "markdown": told},
        "defaultConfiguration": {"level": "warning"},
        "relationships": [],
        "properties": {"tags": ["waiver"], "problem.severity": "warning"},
    }
