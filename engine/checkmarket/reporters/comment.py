"""The report as a comment on a pull request, in GitHub's Markdown, which GitLab reads too: short, details at a click.

Its first line is invisible and the same for the same product and profile, so that a program finds the comment it wrote
before.  GitHub takes 65,536 characters.
"""

from __future__ import annotations

from checkmarket.model.report import Report
from checkmarket.reporters.addresses import of_file
from checkmarket.reporters.markdown_page import Extent, page

_EXTENT = Extent(lines=10, characters=4_400, folded=True)


def render(report: Report) -> str:
    """The comment."""
    mark = of_file(f"{report.product}/{report.profile.id}")  # encoded: no > in it ends the HTML comment
    return "\n".join([f"<!-- checkmarket {mark} -->", *page(report, _EXTENT)]) + "\n"
