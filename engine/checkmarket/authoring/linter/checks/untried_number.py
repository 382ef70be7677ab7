"""CM911: a number is compared with, and its cases leave out the number itself or its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.boundaries import COUNTS, beside
from checkmarket.authoring.coverage import NumberCoverage
from checkmarket.authoring.linter.context import Context
from checkmarket.model.diagnostics import Diagnostic

_WORDS = {-1: "just below it", 0: "the number itself", 1: "just above it"}


def check(context: Context) -> Iterator[Diagnostic]:
    """A number in a term may be tried by the cases of any rule that uses the term."""
    tried: dict[tuple[int, int], set[int]] = {}
    found: dict[tuple[int, int], NumberCoverage] = {}
    for rule in context.coverage.values():
        for one in rule.numbers if rule.cases else ():
            key = (id(one.leaf), one.position)
            tried.setdefault(key, set()).update(one.tried)
            found[key] = one
    for key, one in found.items():
        if missing := one.wanted - tried[key]:
            yield _say(one, missing, context)


def _say(one: NumberCoverage, missing: frozenset[int], context: Context) -> Diagnostic:
    shown = ", ".join(beside(one.operand, step, context.library) or _WORDS[step] for step in sorted(missing))
    how = f"with {shown} entries" if one.leaf.operator in COUNTS else f"as {shown}"
    message = f"no case of {one.owner} gives {one.leaf.fact} {how}"
    return Diagnostic(
        "CM911", message, one.place, "try the number itself, and those just below and above it", one.owner
    )
