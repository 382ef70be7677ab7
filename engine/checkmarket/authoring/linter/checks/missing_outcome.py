"""CM913: a rule has no case of an outcome that it can have."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.model.conditions import ALWAYS
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.findings import Status
from checkmarket.model.law import Rule

_DUTY = (Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE)
_MAY = (Status.PASS, Status.NOT_APPLICABLE)


def check(context: Context) -> Iterator[Diagnostic]:
    """pass, fail, unknown and not-applicable; a `may` rule informs, so it need not fail."""
    for rule in context.living:
        covered = context.coverage[rule.id]
        lacking = [str(one) for one in _possible(rule, context) if one not in covered.expected]
        if not covered.cases:
            message, hint = f"{rule.id} has no case", f"add cases that come out as {', '.join(lacking)}"
            yield Diagnostic("CM913", message, rule.place, hint, rule.id)
        elif lacking:
            message = f"{rule.id} has no case that comes out as {', '.join(lacking)}"
            yield Diagnostic("CM913", message, rule.place, "add one for each", rule.id)


def _possible(rule: Rule, context: Context) -> list[Status]:
    """A rule for everybody, without exemptions, applies always."""
    exempting = [one for one in context.overrides.get(rule.id, ()) if one.how == "exempts"]
    for_all = rule.applies_when == ALWAYS and not (rule.exemptions or rule.transitions or exempting)
    wanted = _MAY if rule.kind == "may" else _DUTY
    return [one for one in wanted if not (for_all and one is Status.NOT_APPLICABLE)]
