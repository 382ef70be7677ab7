"""CM917: a control stands under a rule's remediation, and changes nothing that the rule looks at."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.compiler.references import references
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.law import Rule


def check(context: Context) -> Iterator[Diagnostic]:
    """What children add to the rule, and the rules that it asks about, count as what it looks at."""
    for rule in context.living:
        changes = context.overrides.get(rule.id, ())
        named = dict.fromkeys((*rule.remediation, *(ident for one in changes for ident in one.remediation)))
        facts = _facts(rule, context, set()) if named else frozenset()
        for ident in named:
            control = context.library.controls[ident]
            if facts.isdisjoint(control.changes):
                message = f"{ident} changes no fact that {rule.id} looks at"
                hint = f"it changes {', '.join(sorted(control.changes))}; name another control, or none"
                yield Diagnostic("CM917", message, rule.place, hint, rule.id)


def _facts(rule: Rule, context: Context, seen: set[str]) -> frozenset[str]:
    seen.add(rule.id)
    found = references(rule, context.library, context.overrides.get(rule.id, ()))
    others = [context.library.rules[one] for one in sorted(found.rules) if one not in seen]
    return found.facts.union(*(_facts(one, context, seen) for one in others))
