"""Where a mutant can differ from the law: the rules, markets and days on which the two plans are not the same.

Enters: Trials, and the Changed library of a mutant.  Leaves: Situations, those of the cases first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checkmarket.authoring.mutator.mutants import Law
from checkmarket.authoring.mutator.trials import Changed, Trials, changes_one_rule
from checkmarket.model.conditions import Condition, FactValue, Leaf, Literal, ParameterValue, Term, leaves_of
from checkmarket.model.law import ONE_DAY, Ratio, conditions_in
from checkmarket.model.library import Library, Plan

_ANY_DAY = date(2026, 1, 1)
"""For an override without dates."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A rule, and the law and the mutant's law of one market and day.

    leaves: all that the two look at; one_rule: they differ in the rule itself, and in no term or parameter.
    """

    rule: str
    law: Plan
    mutant: Plan
    leaves: tuple[Leaf, ...]
    one_rule: bool


def situations(trials: Trials, changed: Changed, law: Law) -> Iterator[Situation]:
    """One for each way in which the law and the mutant differ; none where they never do."""
    finder = _Finder(trials, changed, one_rule=changes_one_rule(law))
    for rule in trials.resting_on(law):
        yield from finder.of_rule(rule)


class _Finder:
    """Compares the plans of the law and of a mutant."""

    def __init__(self, trials: Trials, changed: Changed, *, one_rule: bool) -> None:
        self._one_rule = one_rule
        self._trials = trials
        self._changed = changed
        self._library = trials.library

    def of_rule(self, rule: str) -> Iterator[Situation]:
        """The situations in which the two may say something else of a rule."""
        seen: list[tuple[object, ...]] = []
        named = self._closure(rule)
        for market, day in self._places_and_days(rule, named):
            law, mutant = self._trials.plan(market, day), self._changed.plan(market, day)
            if not (_is_in_force(rule, law) or _is_in_force(rule, mutant)):
                continue
            both = (self._content(law, named), self._content(mutant, named))
            if both[0] != both[1] and both not in seen:
                seen.append(both)
                leaves = dict.fromkeys([*self._leaves(law, named), *self._leaves(mutant, named)])
                yield Situation(rule, law, mutant, tuple(leaves), self._one_rule)

    def _closure(self, rule: str) -> tuple[str, ...]:
        """The rule, and those that it asks about, and so on."""
        found = [rule]
        for one in found:  # the list grows while it is walked
            found.extend(sorted(self._trials.references[one].rules.difference(found)))
        return tuple(found)

    def _places_and_days(self, rule: str, named: tuple[str, ...]) -> list[tuple[str, date]]:
        """The cases' own first, then every place and day on which what the rule asks can differ."""
        cases = [(case.market, case.as_of) for case in self._trials.cases.get(rule, ())]
        parameters = self._parameters(named)
        places, days = {self._library.rules[rule].jurisdiction}, set[date]()
        for library in (self._library, self._changed.library):
            for place, day in _dates(library, named, parameters):
                places.add(place)
                days.add(day)
        around = sorted(days | {day - ONE_DAY for day in days}, reverse=True)
        return list(dict.fromkeys([*cases, *((place, day) for place in sorted(places) for day in around)]))

    def _parameters(self, named: tuple[str, ...]) -> frozenset[str]:
        return frozenset[str]().union(*(self._trials.references[one].parameters for one in named))

    def _content(self, plan: Plan, named: tuple[str, ...]) -> tuple[object, ...]:
        """All that the outcome of a rule rests on."""
        terms = frozenset[str]().union(*(self._trials.references[one].terms for one in named))
        return (
            [plan.rules.get(one) for one in named],
            [plan.terms[one] for one in sorted(terms)],
            [value and value.value for value in map(plan.parameters.get, sorted(self._parameters(named)))],
        )

    def _leaves(self, plan: Plan, named: tuple[str, ...]) -> Iterator[Leaf]:
        """All leaves behind the rules, terms and the questions' own conditions followed, parameters as their values."""
        planned = [plan.rules[one] for one in named if one in plan.rules]
        waiting: list[Condition] = [part for one in planned for part in (one.applies, *conditions_in(one.demand))]
        waiting += [_ratio_leaf(one.demand) for one in planned if isinstance(one.demand, Ratio)]
        seen: set[str] = set()
        for condition in waiting:  # the list grows while it is walked
            for leaf in leaves_of(condition):
                if isinstance(leaf, Leaf):
                    yield _resolved(leaf, plan)
                    waiting += [asked for fact in _facts(leaf) - seen if (asked := self._library.facts[fact].asked_if)]
                    seen |= _facts(leaf)
                elif isinstance(leaf, Term) and leaf.term not in seen:
                    seen.add(leaf.term)
                    waiting.append(plan.terms[leaf.term])


def _is_in_force(rule: str, plan: Plan) -> bool:
    planned = plan.rules.get(rule)
    return planned is not None and planned.in_force and not planned.replaced_by


def _dates(library: Library, named: tuple[str, ...], parameters: frozenset[str]) -> Iterator[tuple[str, date]]:
    """The places and days on which something changes for the rules: their own, their overrides', their parameters'."""
    for ident in named:
        rule = library.rules[ident]
        yield from ((rule.jurisdiction, day) for day in rule.change_days())
    for ident in parameters:
        book = library.rulebooks[ident.split("/")[0]]
        yield from ((book.jurisdiction, value.first) for value in library.parameters[ident].values)
    for book in library.rulebooks.values():
        for override in book.overrides:
            if override.rule in named:
                yield from ((book.jurisdiction, day) for day in override.window.change_days() or {_ANY_DAY})
        for setting in book.settings:
            if setting.parameter in parameters:
                yield from ((book.jurisdiction, value.first) for value in setting.values)


def _resolved(leaf: Leaf, plan: Plan) -> Leaf:
    """The leaf with the values of its parameters in their place."""
    operands = []
    for one in leaf.operands:
        dated = plan.parameters.get(one.parameter) if isinstance(one, ParameterValue) else None
        operands.append(one if dated is None else Literal(dated.value))
    return Leaf(leaf.fact, leaf.operator, tuple(operands))


def _ratio_leaf(demand: Ratio) -> Leaf:
    """The comparison a ratio makes at full credit."""
    target = demand.target
    operand = ParameterValue(target) if isinstance(target, str) else Literal(target)
    return Leaf(demand.fact, "at_least", (operand,))


def _facts(leaf: Leaf) -> set[str]:
    return {leaf.fact, *(one.fact for one in leaf.operands if isinstance(one, FactValue))}
