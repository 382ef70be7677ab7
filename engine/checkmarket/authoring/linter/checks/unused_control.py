"""CM918: a measure that no rule names, so that nobody is ever told to take it."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.model.diagnostics import Diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    """One warning a control."""
    named = {ident for rule in context.library.rules.values() for ident in rule.remediation}
    named |= {ident for changes in context.overrides.values() for one in changes for ident in one.remediation}
    for ident, control in context.library.controls.items():
        if ident not in named:
            hint = "name it under the remediation of a rule, or remove it"
            yield Diagnostic("CM918", f"no rule names the control '{ident}'", control.place, hint, ident)
