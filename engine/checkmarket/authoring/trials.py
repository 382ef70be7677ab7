"""What some cases try of each rule, counted in positions of its leaves: it can be kept, and joined with others.

Enters: a library and some of its cases.  Leaves: Trials; checkmarket.authoring.coverage says what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from checkmarket.authoring.boundaries import compared, step_from
from checkmarket.authoring.leaves import LeafLists, Owned
from checkmarket.authoring.outcomes import Formula, formula
from checkmarket.evaluator import Reading, read_leaves
from checkmarket.model.cases import Case
from checkmarket.model.conditions import RuleIs
from checkmarket.model.findings import Status
from checkmarket.model.law import Rule
from checkmarket.model.library import Library, PlannedRule
from checkmarket.session.cases import Plans

Steps = Mapping[tuple[int, int], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What cases try of one rule.

    flipped: the leaves whose turning alone changed an outcome; steps: for each leaf and operand how far facts lay from
    it, -1, 0 or 1; days: those that cases were judged on.
    """

    cases: int = 0
    expected: frozenset[Status] = frozenset()
    flipped: frozenset[int] = frozenset()
    steps: Steps = field(default_factory=dict)
    days: frozenset[date] = frozenset()

    def __or__(self, other: Trial) -> Trial:
        keys = {**self.steps, **other.steps}
        return Trial(
            cases=self.cases + other.cases,
            expected=self.expected | other.expected,
            flipped=self.flipped | other.flipped,
            steps={key: self.steps.get(key, frozenset()) | other.steps.get(key, frozenset()) for key in keys},
            days=self.days | other.days,
        )


def try_rules(library: Library, cases: Iterable[Case], lists: LeafLists, plans: Plans) -> dict[str, Trial]:
    """The trials of the rules that some cases are about.  plans: made for these cases, or for more."""
    by_rule: dict[str, list[Case]] = {}
    for case in cases:
        by_rule.setdefault(case.rule, []).append(case)
    bench = _Bench(library, lists, plans)
    return {ident: bench.try_rule(library.rules[ident], found) for ident, found in by_rule.items()}


class _Bench:
    """Makes the formula of each planned rule once."""

    def __init__(self, library: Library, lists: LeafLists, plans: Plans) -> None:
        self._library = library
        self._lists = lists
        self._plans = plans
        self._terms = {ident: term.when for ident, term in library.terms.items()}
        self._formulas: dict[int, Formula] = {}

    def try_rule(self, rule: Rule, cases: list[Case]) -> Trial:
        leaves = self._lists.of(rule)
        positions = {id(one.leaf): position for position, one in enumerate(leaves.compare)}
        ratio = leaves.compare[len(leaves.decide) :]
        flipped: set[int] = set()
        steps: dict[tuple[int, int], set[int]] = {}
        for case in cases:
            law = self._plans.of(case)
            planned = law.rules.get(rule.id)
            if planned and planned.in_force:
                found = self._formula(planned)
                here = (*found.atoms, *(one.leaf for one in ratio))
                readings = read_leaves(self._library, law, case.subject, here)
                places = [positions[id(leaf)] for leaf in here]
                flipped |= _flipped(found, readings, places, done=flipped)
                _note_steps(leaves.compare, places, readings, steps)
        return Trial(
            cases=len(cases),
            expected=frozenset(case.expect for case in cases),
            flipped=frozenset(flipped),
            steps={key: frozenset(found) for key, found in steps.items()},
            days=frozenset(case.as_of for case in cases),
        )

    def _formula(self, planned: PlannedRule) -> Formula:
        if id(planned) not in self._formulas:  # plans are kept, so an id stays with its rule
            self._formulas[id(planned)] = formula(planned, self._terms)
        return self._formulas[id(planned)]


def _flipped(found: Formula, readings: list[Reading], places: list[int], *, done: set[int]) -> set[int]:
    """The leaves, beyond those done, whose turning alone changes what the rule says."""
    truths = [one.truth.value for one in readings]
    count = len(found.atoms)
    return {places[at] for at in range(count) if places[at] not in done and found.turns(truths, at)}


def _note_steps(
    leaves: tuple[Owned, ...], places: list[int], readings: list[Reading], steps: dict[tuple[int, int], set[int]]
) -> None:
    """Add how far facts lie from what they are compared with, where that is a step at most."""
    for place, reading in zip(places, readings, strict=True):
        leaf = leaves[place].leaf
        if isinstance(leaf, RuleIs) or len(reading.operands) != len(leaf.operands):
            continue
        value = compared(leaf, reading.value)
        for position, operand in enumerate(reading.operands):
            step = step_from(value, operand)
            if step is not None:
                steps.setdefault((place, position), set()).add(step)
