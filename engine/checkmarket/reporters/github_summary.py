"""The report as the summary of a workflow step, in GitHub's Markdown: all sections open.  GitHub takes 1 MiB.

The file to add it to is named by the environment variable GITHUB_STEP_SUMMARY.
"""

from __future__ import annotations

from checkmarket.model.report import Report
from checkmarket.reporters.markdown_page import Extent, page

_EXTENT = Extent(lines=200, characters=19_000, folded=False)


def render(report: Report) -> str:
    """The summary."""
    return "\n".join(page(report, _EXTENT)) + "\n"
