"""The report as SARIF for an upload to GitHub code scanning: without the findings that are waived.

GitHub does not read suppressions: it would open, or keep open, an alert for what somebody has accepted
(github/codeql-action#1230).  For everybody else there is the format sarif, which says what is waived, by whom and why.
"""

from __future__ import annotations

from checkmarket.model.report import Report
from checkmarket.reporters import sarif


def render(report: Report) -> str:
    """One run, as in the format sarif."""
    return sarif.render(report, with_waived=False)
