"""Which rules a fact can touch, so that a changed fact costs only the rules that look at it."""

from __future__ import annotations

from collections.abc import Iterable

from checkmarket.model.conditions import Condition, FactValue, Leaf, RuleIs, Term, parts_of
from checkmarket.model.law import Ratio, conditions_in
from checkmarket.model.library import Library, Plan, PlannedRule


class Dependencies:
    """The facts behind some rules of a plan: directly, through terms and other rules, and through `asked_if`."""

    def __init__(self, library: Library, plan: Plan, rules: Iterable[str]) -> None:
        self._library = library
        self._plan = plan
        self._terms: dict[str, frozenset[str]] = {}
        self._facts: dict[str, frozenset[str]] = {}
        self._rules: dict[str, frozenset[str]] = {}
        self._touched: dict[str, set[str]] = {}
        for ident in rules:
            for fact in self._rule(ident):
                self._touched.setdefault(fact, set()).add(ident)

    def rules_on(self, facts: frozenset[str]) -> frozenset[str]:
        """The rules that at least one of the facts can touch."""
        return frozenset(rule for fact in facts for rule in self._touched.get(fact, ()))

    def _rule(self, ident: str) -> frozenset[str]:
        if ident not in self._rules:
            planned = self._plan.rules.get(ident)
            self._rules[ident] = self._planned(planned) if planned else frozenset()
        return self._rules[ident]

    def _planned(self, planned: PlannedRule) -> frozenset[str]:
        found = self._condition(planned.applies)
        if planned.replaced_by in self._plan.rules:
            found |= self._rule(planned.replaced_by)
        if isinstance(planned.demand, Ratio):
            return found | self._fact(planned.demand.fact)
        return found.union(*(self._condition(one) for one in conditions_in(planned.demand)))

    def _condition(self, condition: Condition) -> frozenset[str]:
        match condition:
            case Leaf(fact, _, operands):
                named = [fact, *(one.fact for one in operands if isinstance(one, FactValue))]
                return frozenset[str]().union(*(self._fact(one) for one in named))
            case Term(term):
                if term not in self._terms:
                    self._terms[term] = self._condition(self._plan.terms[term])
                return self._terms[term]
            case RuleIs(rule):
                return self._rule(rule)
            case _:
                return frozenset[str]().union(*(self._condition(part) for part in parts_of(condition)))

    def _fact(self, fact: str) -> frozenset[str]:
        if fact not in self._facts:
            definition = self._library.facts[fact]
            behind = self._condition(definition.asked_if) if definition.asked_if else frozenset[str]()
            if definition.computed:
                behind |= self._fact(definition.computed.of)
            self._facts[fact] = behind | {fact}
        return self._facts[fact]
