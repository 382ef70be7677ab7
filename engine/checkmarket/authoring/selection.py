"""Which rules a command is about."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean
from checkmarket.model.law import Rule
from checkmarket.model.library import Library


def chosen_rules(library: Library, patterns: Iterable[str], *, market: str | None = None) -> list[Rule]:
    """The living rules that the patterns fit, by id.  market: they must stand there.

    Raises UsageIsWrong where a pattern fits none, or a named rule is superseded, withdrawn or of another place.
    """
    found: dict[str, Rule] = {}
    for pattern in patterns:
        fitting = [rule for rule in library.rules.values() if fnmatchcase(rule.id, pattern)]
        if not fitting:
            raise UsageIsWrong(f"no rule is called '{pattern}'", did_you_mean(pattern, library.rules))
        living = [rule for rule in fitting if not rule.is_past]
        if not living:
            raise UsageIsWrong(f"'{fitting[0].id}' is {fitting[0].status}", "there is nothing left to sign")
        found |= {rule.id: rule for rule in living}
    if market is not None:
        _must_stand_there(library, market, found)
    return [found[ident] for ident in sorted(found)]


def _must_stand_there(library: Library, market: str, rules: Iterable[str]) -> None:
    if market not in library.places:
        raise UsageIsWrong(f"unknown jurisdiction '{market}'", did_you_mean(market, library.places))
    lands = {market}
    while more := {edge.parent for edge in library.edges if edge.child in lands} - lands:
        lands |= more
    for ident in rules:
        if library.rules[ident].jurisdiction not in lands:
            raise UsageIsWrong(f"'{ident}' does not stand in {market}", f"{market} inherits {', '.join(sorted(lands))}")
