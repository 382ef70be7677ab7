"""CM915: a legal notion that no condition uses."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.model.diagnostics import Diagnostic

_HINT = "use it in a condition, or remove it"


def check(context: Context) -> Iterator[Diagnostic]:
    """One warning a term."""
    for ident, one in context.library.terms.items():
        if ident not in context.uses.terms:
            yield Diagnostic("CM915", f"nothing uses the term '{ident}'", one.place, _HINT, ident)
