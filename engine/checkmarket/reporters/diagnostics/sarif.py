"""Diagnostics as SARIF 2.1.0, which code scanning reads.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkmarket.model.diagnostics import CODES, WARNINGS, Diagnostic
from checkmarket.model.linting import Explanation, Linted
from checkmarket.model.version import VERSION
from checkmarket.reporters import sarif_parts

_ROOT = "%SRCROOT%"
"""The base that paths start from: the name that code scanning gives to the root of a repository."""


def render(found: Linted, explanations: Mapping[str, Explanation] | None = None) -> str:
    """One run.  explanations: the help of each rule, by code; without one a rule has its short description only."""
    codes = sorted({one.code for one in found.diagnostics})
    rules = [_rule(code, (explanations or {}).get(code)) for code in codes]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "checkmarket", "semanticVersion": VERSION, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "properties": _facts(found)}],
        "results": [_result(one, codes.index(one.code)) for one in found.diagnostics],
    }
    return sarif_parts.log(run)


def _facts(found: Linted) -> dict[str, Any]:
    return {"asOf": found.as_of.isoformat(), "complete": found.complete, "errorsElsewhere": found.elsewhere}


def _rule(code: str, explanation: Explanation | None) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": CODES[code]},
        "defaultConfiguration": {"level": "warning" if code in WARNINGS else "error"},
    }
    if explanation:
        rule["fullDescription"] = {"text": explanation.means}
        rule["help"] = {"text": f"{explanation.means}\n\n{explanation.why}\n\n{explanation.mend}"}
    return rule


def _result(one: Diagnostic, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": sarif_parts.physical(one.place, _ROOT)}
    if one.about:
        location["logicalLocations"] = [{"fullyQualifiedName": one.about}]
    return {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": "warning" if one.is_warning else "error",
        "message": {"text": f"{one.message}\n{one.hint}" if one.hint else one.message},
        "locations": [location],
    }
