"""The report as a GitLab Code Quality report: a JSON array with an entry for each duty not met, in each market.

| rule | severity |
|---|---|
| blocker | blocker |
| critical | critical |
| high | major |
| medium | minor |
| low | info |

A waived finding is an entry of severity `info` that says so; GitLab compares branches itself, by fingerprint, and so a
finding known from the baseline is an entry like the others.  A waiver that does not count is a `major` entry.
Source: GitLab, Code Quality, code quality report format (docs.gitlab.com/ci/testing/code_quality): path and line are
needed, and the path is relative to the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from checkmarket.model.document import Place
from checkmarket.model.fingerprints import fingerprint, waiver_fingerprint
from checkmarket.model.law import Rule
from checkmarket.model.report import MarketResult, Report
from checkmarket.reporters.judged import Judged, accepted, judged, why
from checkmarket.reporters.plain_text import line

Entry = dict[str, object]

_SEVERITIES = {"critical": "critical", "high": "major", "medium": "minor", "low": "info"}


def render(report: Report) -> str:
    """Two spaces deep; by market, then by rule."""
    return json.dumps(list(_entries(report)), indent=2, ensure_ascii=False) + "\n"


def _entries(report: Report) -> Iterator[Entry]:
    for market in report.markets:
        for one in judged(report, market):
            if one.finding.is_breach:
                yield _finding(report, market, one)
    for faulty in report.faulty_waivers:
        name = f"checkmarket.waiver.{faulty.fault.value}"
        yield _entry(name, faulty.message, "major", waiver_fingerprint(faulty), faulty.waiver.place)


def _finding(report: Report, market: MarketResult, one: Judged) -> Entry:
    rule = one.finding.rule
    said = [f"{market.market}: {line(rule.title)}", *why(one.finding)]
    if one.waiver:
        said.insert(1, line(accepted(one.waiver)))
    severity = "info" if one.waiver else _severity(rule)
    place = one.place or Place(report.product)  # a subject made in memory: GitLab takes no entry without a path
    return _entry(rule.id, ". ".join(said), severity, fingerprint(report.product, one.finding), place)


def _severity(rule: Rule) -> str:
    return "blocker" if rule.blocker else _SEVERITIES[rule.severity]


def _entry(name: str, description: str, severity: str, print_of_it: str, place: Place) -> Entry:
    return {
        "type": "issue",
        "check_name": line(name),
        "description": line(description),
        "categories": ["Compliance"],
        "severity": severity,
        "fingerprint": print_of_it,
        "location": {"path": line(place.path).removeprefix("./"), "lines": {"begin": place.line}},
    }
