"""What a rule rests on, references followed through terms and through the questions' own conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checkmarket.model.conditions import Condition, FactValue, Leaf, ParameterValue, RuleIs, Term, leaves_of
from checkmarket.model.law import Override, Ratio, Rule, conditions_in
from checkmarket.model.library import Library


@dataclass(frozen=True, slots=True)
class References:
    """The ids of the parameters, facts, terms and other rules that conditions name, directly or through others."""

    parameters: frozenset[str]
    facts: frozenset[str]
    terms: frozenset[str]
    rules: frozenset[str]


def conditions_of(rule: Rule) -> Iterator[Condition]:
    """Every condition that a rule holds."""
    yield rule.applies_when
    yield from (one.when for one in rule.exemptions)
    for transition in rule.transitions:
        yield transition.applies_to
        if transition.instead is not None:
            yield transition.instead
    yield from conditions_in(rule.demand)


def references(rule: Rule, library: Library, overrides: Iterable[Override] = ()) -> References:
    """What a rule rests on, the changes that children make to it included.  Rules named are not followed."""
    found = _Walk(library)
    if isinstance(rule.demand, Ratio):
        found.facts.append(rule.demand.fact)
        if isinstance(rule.demand.target, str):
            found.parameters.add(rule.demand.target)
    for condition in conditions_of(rule):
        found.condition(condition)
    for override in overrides:
        found.condition(override.condition)
        found.rules |= {override.by} - {""}
    return found.result()


def related(library: Library) -> dict[str, frozenset[str]]:
    """For each rule: itself and every rule it may ask about, directly or through others, or that may replace it."""
    overrides: dict[str, list[Override]] = {}
    for book in library.rulebooks.values():
        for one in book.overrides:
            overrides.setdefault(one.rule, []).append(one)
    direct = {ident: references(rule, library, overrides.get(ident, ())).rules for ident, rule in library.rules.items()}
    return {ident: _reach(ident, direct) for ident in library.rules}


def _reach(start: str, direct: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found, waiting = {start}, [start]
    while waiting:
        fresh = direct.get(waiting.pop(), frozenset()) - found
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)


class _Walk:
    """Collects references; facts and terms wait in lists until they are followed, once each."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.parameters: set[str] = set()
        self.rules: set[str] = set()
        self.facts: list[str] = []
        self.terms: list[str] = []

    def condition(self, condition: Condition) -> None:
        for leaf in leaves_of(condition):
            match leaf:
                case Leaf(fact, _, operands):
                    self.facts += [fact, *(one.fact for one in operands if isinstance(one, FactValue))]
                    self.parameters |= {one.parameter for one in operands if isinstance(one, ParameterValue)}
                case Term(term):
                    self.terms.append(term)
                case RuleIs(rule):
                    self.rules.add(rule)

    def result(self) -> References:
        facts, terms = set[str](), set[str]()
        while self.facts or self.terms:
            for ident in self._fresh(self.facts, facts):
                fact = self.library.facts.get(ident)
                if fact and fact.asked_if:
                    self.condition(fact.asked_if)
                if fact and fact.computed:
                    self.facts.append(fact.computed.of)
            for ident in self._fresh(self.terms, terms):
                if term := self.library.terms.get(ident):
                    self.condition(term.when)
        return References(frozenset(self.parameters), frozenset(facts), frozenset(terms), frozenset(self.rules))

    @staticmethod
    def _fresh(waiting: list[str], seen: set[str]) -> set[str]:
        fresh = set(waiting) - seen
        waiting.clear()
        seen |= fresh
        return fresh
