"""Diagnostics as text: for people, for programs, for code scanning, for a pull request.

Enters: what `rules lint` found.  Leaves: text.  Every format is sorted, and the same for the same findings.
"""

from __future__ import annotations

from collections.abc import Callable

from checkmarket.model.linting import Linted
from checkmarket.reporters.diagnostics import github, json, sarif, text

Render = Callable[[Linted], str]

FORMATS: dict[str, Render] = {
    "text": text.render,
    "json": json.render,
    "sarif": sarif.render,
    "github": github.render,
}

__all__ = ["FORMATS", "Render"]
