"""Diagnostics for programs: the contract `checkmarket-diagnostics/1`, rules/schema/diagnostics.v1.schema.json.

Within a version keys are added at most; none is renamed, removed or given another meaning.
"""

from __future__ import annotations

import json
from typing import Any

from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.linting import Linted
from checkmarket.model.version import VERSION

SCHEMA = "checkmarket-diagnostics/1"


def render(found: Linted) -> str:
    """One JSON document, two spaces deep, keys in a fixed order."""
    return json.dumps(as_data(found), indent=2, ensure_ascii=False) + "\n"


def as_data(found: Linted) -> dict[str, Any]:
    """What is written, as data."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "checkmarket", "version": VERSION},
        "as_of": found.as_of.isoformat(),
        "complete": found.complete,
        "looked_at": {"files": found.counts.files, "rules": found.counts.rules, "cases": found.counts.cases},
        "summary": {
            "errors": found.errors,
            "warnings": found.warnings,
            "excluded": found.excluded,
            "errors_elsewhere": found.elsewhere,
        },
        "diagnostics": [_diagnostic(one) for one in found.diagnostics],
    }


def _diagnostic(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": "warning" if one.is_warning else "error",
        "message": one.message,
        "hint": one.hint or None,
        "about": one.about or None,
        "path": one.place.path,
        "line": one.place.line,
        "column": one.place.column,
    }
