"""A scan as SARIF 2.1.0, which code scanning reads.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020.
"""

from __future__ import annotations

from typing import Any

from checkmarket.localisation.flaws import FLAWS, Flaw
from checkmarket.localisation.judging import Judged
from checkmarket.localisation.reports.words import short_of
from checkmarket.model.document import Place
from checkmarket.model.version import VERSION
from checkmarket.reporters import sarif_parts

_ROOT = "%SRCROOT%"


def render(judged: Judged) -> str:
    """One run; locales that fall short are notifications of it, because they stand at no line."""
    codes = sorted({one.code for one in judged.scan.flaws})
    told = [{"level": "error", "message": {"text": short_of(one, judged)}} for one in judged.short]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "checkmarket", "semanticVersion": VERSION, "rules": [_rule(one) for one in codes]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": told}],
        "results": [_result(one, codes.index(one.code)) for one in judged.scan.flaws],
    }
    return sarif_parts.log(run)


def _rule(code: str) -> dict[str, Any]:
    flaw = FLAWS[code]
    return {
        "id": code,
        "shortDescription": {"text": flaw.title},
        "defaultConfiguration": {"level": flaw.severity},
        "help": {"text": f"{flaw.title}\n\n{flaw.hint}\n\n{flaw.example}"},
    }


def _result(one: Flaw, index: int) -> dict[str, Any]:
    return {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": one.severity,
        "message": {"text": f"{one.message}\n{one.hint}" if one.hint else one.message},
        "locations": [{"physicalLocation": sarif_parts.physical(Place(one.path, one.line, one.column), _ROOT)}],
    }
