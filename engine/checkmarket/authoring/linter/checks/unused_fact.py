"""CM914: a question of the vocabulary that no rule, term or penalty looks at."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.model.diagnostics import Diagnostic

_HINT = "use it in a condition, or remove it: every question costs somebody time"


def check(context: Context) -> Iterator[Diagnostic]:
    """One warning a fact."""
    for ident, one in context.library.facts.items():
        if ident not in context.uses.facts:
            yield Diagnostic("CM914", f"no rule looks at the fact '{ident}'", one.place, _HINT, ident)
