"""CM910: no case comes out otherwise when a condition alone is turned round, so nothing proves that it stands right."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.authoring.sentences import one_line
from checkmarket.model.diagnostics import Diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    """Rules without any case are left to CM913."""
    tried = [one for one in context.coverage.values() if one.cases]
    turned = {id(one.leaf) for rule in tried for one in rule.leaves if one.flipped}
    idle = {id(one.leaf): one for rule in tried for one in rule.leaves if id(one.leaf) not in turned}
    for one in idle.values():
        message = f"no case of {one.owner} turns on this: {one_line(one.leaf, context.library)}"
        hint = "add a case in which this alone decides, or leave the condition out"
        yield Diagnostic("CM910", message, one.place, hint, one.owner)
