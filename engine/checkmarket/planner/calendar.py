"""The days ahead on which the law of a library changes, and which rules may come out differently from such a day on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from checkmarket.compiler.references import References, references
from checkmarket.model.law import Override
from checkmarket.model.library import Library, Plan


@dataclass(frozen=True, slots=True)
class Calendar:
    """days: ahead of the day asked about, in order; edges: those among them that move a place below or out of another.

    references: what each rule rests on, its children's changes included.
    """

    days: tuple[date, ...]
    edges: tuple[date, ...]
    references: Mapping[str, References]

    def touched(self, eve: Plan, then: Plan) -> frozenset[str]:
        """The rules of the later plan that may come out differently than on the eve."""
        if (eve.chain, eve.inside) != (then.chain, then.inside):
            return frozenset(then.rules)
        moved = {ident for ident, value in then.parameters.items() if eve.parameters.get(ident) != value}
        found = {
            ident
            for ident, planned in then.rules.items()
            if eve.rules.get(ident) != planned or moved & self.references[ident].parameters
        }
        return frozenset(self._with_dependents(found, then.rules))

    def _with_dependents(self, found: set[str], rules: Iterable[str]) -> set[str]:
        """The rules, and those that ask whether one of them is met or applies."""
        more = {ident for ident in rules if self.references[ident].rules & found} - found
        return self._with_dependents(found | more, rules) if more else found


def calendar(library: Library, as_of: date) -> Calendar:
    """Everything dated that lies ahead of a day."""
    edges = {day for edge in library.edges for day in edge.window.change_days()}
    overrides: dict[str, list[Override]] = {}
    for book in library.rulebooks.values():
        for one in book.overrides:
            overrides.setdefault(one.rule, []).append(one)
    return Calendar(
        days=_ahead(as_of, edges.union(_dates(library))),
        edges=_ahead(as_of, edges),
        references={
            ident: references(rule, library, overrides.get(ident, ())) for ident, rule in library.rules.items()
        },
    )


def _ahead(as_of: date, days: set[date]) -> tuple[date, ...]:
    return tuple(sorted(day for day in days if day > as_of))


def _dates(library: Library) -> Iterator[date]:
    for rule in library.rules.values():
        yield from rule.change_days()
    for parameter in library.parameters.values():
        yield from (one.first for one in parameter.values)
    for book in library.rulebooks.values():
        yield from (day for one in book.overrides for day in one.window.change_days())
        yield from (value.first for one in book.settings for value in one.values)
