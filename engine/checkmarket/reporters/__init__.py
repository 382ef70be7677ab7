"""Turn a Report into text.  Every reporter is a pure function: no files, no environment, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from checkmarket.model.report import Report

REPORTERS = {
    "text": "checkmarket.reporters.text",
    "json": "checkmarket.reporters.json_v1",
    "sarif": "checkmarket.reporters.sarif",
    "junit": "checkmarket.reporters.junit",
    "github": "checkmarket.reporters.github",
    "github-summary": "checkmarket.reporters.github_summary",
    "github-sarif": "checkmarket.reporters.github_sarif",
    "gitlab": "checkmarket.reporters.gitlab",
    "markdown": "checkmarket.reporters.comment",
    "csv": "checkmarket.reporters.checklist_csv",
    "html": "checkmarket.reporters.html",
    "oscal": "checkmarket.reporters.oscal.results",
    "oscal-poam": "checkmarket.reporters.oscal.plan",
    "in-toto": "checkmarket.reporters.in_toto",
}
"""The formats, and the module whose `render` makes each; loaded when it is needed."""

BINARY_REPORTERS = {
    "xlsx": "checkmarket.reporters.checklist_xlsx",
}
"""The formats that are no text: `render` makes bytes, which go to a file, never to a terminal."""


def reporter(name: str) -> Callable[[Report], str]:
    """The reporter of a format (a key of REPORTERS)."""
    render: Callable[[Report], str] = import_module(REPORTERS[name]).render
    return render


def binary_reporter(name: str) -> Callable[[Report], bytes]:
    """The reporter of a format (a key of BINARY_REPORTERS).  It raises UsageIsWrong where its library is missing."""
    render: Callable[[Report], bytes] = import_module(BINARY_REPORTERS[name]).render
    return render
