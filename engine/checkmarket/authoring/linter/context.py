"""What the checks look at: the library, its cases, the day, and what of it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from checkmarket.authoring.coverage import RuleCoverage
from checkmarket.compiler.references import conditions_of
from checkmarket.model.conditions import Condition, FactValue, Leaf, ParameterValue, RuleIs, Term, leaves_of
from checkmarket.model.law import Override, Ratio, Rule
from checkmarket.model.library import Library


@dataclass(frozen=True, slots=True)
class Uses:
    """The ids that something looks at."""

    facts: frozenset[str]
    terms: frozenset[str]
    parameters: frozenset[str]


class Context:
    """Everything the checks share.  coverage: what the cases try, by rule; as_of: the day that counts as today."""

    def __init__(self, library: Library, coverage: Mapping[str, RuleCoverage], as_of: date) -> None:
        self.library = library
        self.coverage = coverage
        self.as_of = as_of

    @cached_property
    def living(self) -> tuple[Rule, ...]:
        """The rules that no later one took the place of."""
        return tuple(rule for rule in self.library.rules.values() if not rule.is_past)

    @cached_property
    def overrides(self) -> Mapping[str, list[Override]]:
        """What children change, by rule."""
        found: dict[str, list[Override]] = {}
        for book in self.library.rulebooks.values():
            for one in book.overrides:
                found.setdefault(one.rule, []).append(one)
        return found

    @cached_property
    def uses(self) -> Uses:
        """What all conditions, ratios, penalties and figures name."""
        facts, terms, parameters = set[str](), set[str](), set[str]()
        for condition in self._conditions():
            for leaf in leaves_of(condition):
                match leaf:
                    case Leaf(fact, _, operands):
                        facts |= {fact, *(one.fact for one in operands if isinstance(one, FactValue))}
                        parameters |= {one.parameter for one in operands if isinstance(one, ParameterValue)}
                    case Term(term):
                        terms.add(term)
                    case RuleIs():
                        pass
        for rule in self.library.rules.values():
            parameters |= set(rule.figures)
            facts |= {one.of for penalty in rule.penalties for one in penalty.sanctions}
            if isinstance(rule.demand, Ratio):
                facts.add(rule.demand.fact)
                parameters |= {one for one in [rule.demand.target] if isinstance(one, str)}
        return Uses(frozenset(facts), frozenset(terms), frozenset(parameters))

    def _conditions(self) -> Iterator[Condition]:
        for rule in self.library.rules.values():
            yield from conditions_of(rule)
        yield from (term.when for term in self.library.terms.values())
        yield from (fact.asked_if for fact in self.library.facts.values() if fact.asked_if)
        yield from (one.condition for found in self.overrides.values() for one in found)
