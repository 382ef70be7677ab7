"""The leaves of each rule on every market and day, with the rule or term that each stands in."""

from __future__ import annotations

from dataclasses import dataclass

from checkmarket.authoring.outcomes import Atom
from checkmarket.compiler.references import conditions_of
from checkmarket.model.conditions import Leaf, Literal, ParameterValue, RuleIs, Term, leaves_of
from checkmarket.model.document import Place
from checkmarket.model.law import Override, Ratio, Rule
from checkmarket.model.library import Library


@dataclass(frozen=True, slots=True)
class Owned:
    """A leaf with what it stands in.  owner: a rule or a term; what a child changes of a rule belongs to that rule."""

    leaf: Atom
    owner: str
    place: Place


@dataclass(frozen=True, slots=True)
class Leaves:
    """decide: those that conditions hold, in a fixed order; compare: these, and the comparison that a ratio makes."""

    decide: tuple[Owned, ...]
    compare: tuple[Owned, ...]


class LeafLists:
    """Lists the leaves of each rule once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made: dict[str, Leaves] = {}
        self._changes: dict[str, list[Override]] = {}
        for book in library.rulebooks.values():
            for one in book.overrides:
                self._changes.setdefault(one.rule, []).append(one)

    def of(self, rule: Rule) -> Leaves:
        """The leaves of a rule, terms followed, each once; those of other rules that it asks about are theirs."""
        if rule.id not in self._made:
            decide = self._walk(rule)
            self._made[rule.id] = Leaves(decide, (*decide, *_ratio(rule)))
        return self._made[rule.id]

    def _walk(self, rule: Rule) -> tuple[Owned, ...]:
        found: dict[int, Owned] = {}
        waiting = [(one, rule.id, rule.place) for one in conditions_of(rule)]
        waiting += [(one.condition, rule.id, one.place) for one in self._changes.get(rule.id, ())]
        seen: set[str] = set()
        for condition, owner, place in waiting:  # the list grows while it is walked: terms
            for leaf in leaves_of(condition):
                if not isinstance(leaf, Term):
                    found[id(leaf)] = Owned(leaf, owner, _place(leaf) or place)
                elif leaf.term not in seen:
                    seen.add(leaf.term)
                    term = self._library.terms[leaf.term]
                    waiting.append((term.when, term.id, term.place))
        return tuple(found.values())


def _place(leaf: Atom) -> Place | None:
    return None if isinstance(leaf, RuleIs) else leaf.place


def _ratio(rule: Rule) -> tuple[Owned, ...]:
    """The comparison a ratio makes at full credit."""
    if not isinstance(rule.demand, Ratio):
        return ()
    target = rule.demand.target
    operand = ParameterValue(target) if isinstance(target, str) else Literal(target)
    return (Owned(Leaf(rule.demand.fact, "at_least", (operand,)), rule.id, rule.place),)
