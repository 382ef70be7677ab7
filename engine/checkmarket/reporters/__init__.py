"""Turn a Report into text.  Every reporter is a pure function: no files, no environment, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from checkmarket.model.report import Report

REPORTERS = {
    "text": "checkmarket.reporters.text",
    "json": "checkmarket.reporters.json_v1",
}
"""The formats, and the module whose `render` makes each; loaded when it is needed."""


def reporter(name: str) -> Callable[[Report], str]:
    """The reporter of a format (a key of REPORTERS)."""
    render: Callable[[Report], str] = import_module(REPORTERS[name]).render
    return render
