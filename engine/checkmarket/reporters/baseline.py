"""A baseline as YAML that people review: one line a finding, sorted."""

from __future__ import annotations

from collections.abc import Iterable

from checkmarket.model.fingerprints import fingerprint
from checkmarket.model.report import Report

_HEAD = """\
# What `checkmarket --write-baseline` found.  With --baseline only findings that do not stand here fail the gate.
baseline: checkmarket-baseline/1
"""


def render_baseline(reports: Iterable[Report]) -> str:
    """Every duty that is not met, or may not be, now or when it begins, and that no waiver covers."""
    lines = sorted({line for report in reports for line in _lines(report)})
    return _HEAD + ("findings:\n" + "".join(lines) if lines else "findings: []\n")


def _lines(report: Report) -> Iterable[str]:
    for market in report.markets:
        waived = {one.finding.rule.id for one in market.waived}
        for one in (*market.findings, *(ahead.finding for ahead in market.coming)):
            if (one.is_breach or one.may_be_breach) and one.rule.id not in waived:
                outcome = "breach" if one.is_breach else "open"
                yield (
                    f'  - {{product: "{report.product}", market: "{one.market}", rule: {one.rule.id}, '
                    f'outcome: {outcome}, fingerprint: "{fingerprint(report.product, one)}"}}\n'
                )
