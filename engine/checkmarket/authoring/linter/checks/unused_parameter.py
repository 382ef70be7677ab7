"""CM916: a number of the law that no condition compares with and no rule shows."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.model.diagnostics import Diagnostic

_HINT = "compare with it, name it under figures, or remove it"


def check(context: Context) -> Iterator[Diagnostic]:
    """One warning a parameter."""
    for ident, one in context.library.parameters.items():
        if ident not in context.uses.parameters:
            yield Diagnostic("CM916", f"nothing uses the parameter '{ident}'", one.place, _HINT, ident)
