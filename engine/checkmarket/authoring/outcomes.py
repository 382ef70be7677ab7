"""What a rule would say if its leaves were so: the same logic as the evaluator's, over truths alone.

Enters: a planned rule.  Leaves: its leaves, and a function from their truths to an outcome that can be compared with
another.  Truths are numbers here, 0 false, 1 unknown, 2 true: this is asked a hundred thousand times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from checkmarket.model.conditions import All, AnyOf, AtLeast, Choice, Condition, Constant, Leaf, Not, RuleIs, Term
from checkmarket.model.findings import Status
from checkmarket.model.law import Demand, Levels, Ratio, Requirement
from checkmarket.model.library import PlannedRule
from checkmarket.model.truth import Truth

Atom = Leaf | RuleIs
Outcome = tuple[Status, Decimal, Decimal]
"""The status, and the lowest and highest credit of a rule with levels; 0 and 0 elsewhere."""

FALSE, UNKNOWN, TRUE = Truth.FALSE.value, Truth.UNKNOWN.value, Truth.TRUE.value

_Logic = Callable[[Sequence[int]], int]
_Grade = tuple[int, Decimal, Decimal]
_ZERO, _FULL = Decimal(0), Decimal(1)
_STATUS = {
    TRUE: (Status.FAIL, Status.UNKNOWN, Status.PASS),
    UNKNOWN: (Status.POSSIBLE_FAIL, Status.UNKNOWN, Status.PASS_IF_APPLICABLE),
}
"""By whether the rule applies, and whether it is met (design: three-valued logic)."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A rule as it stands in one market on one day.

    atoms: the leaves that it looks at, terms followed, each once; outcome: of their truths, in the same order, after
    which the truth of the comparison that a ratio makes may follow.
    """

    atoms: tuple[Atom, ...]
    outcome: Callable[[Sequence[int]], Outcome]

    def turns(self, truths: Sequence[int], position: int) -> bool:
        """The rule says something else when this one leaf is turned round.  A leaf that is unknown cannot be turned."""
        if truths[position] == UNKNOWN:
            return False
        turned = list(truths)
        turned[position] = TRUE - truths[position]
        return self.outcome(turned) != self.outcome(truths)


def formula(planned: PlannedRule, terms: Mapping[str, Condition]) -> Formula:
    """The formula of a planned rule; terms: what each stands for."""
    compiler = _Compiler(terms)
    applies, asks = compiler.logic(planned.applies), compiler.demand(planned.demand)

    def outcome(truths: Sequence[int]) -> Outcome:
        bound = applies(truths)
        if bound == FALSE:
            return (Status.NOT_APPLICABLE, _ZERO, _ZERO)
        met, low, high = asks(truths)
        return (_STATUS[bound][met], low, high)

    return Formula(tuple(compiler.atoms.values()), outcome)


class _Compiler:
    """Turns conditions into functions; the leaves get their positions as they are met."""

    def __init__(self, terms: Mapping[str, Condition]) -> None:
        self.atoms: dict[int, Atom] = {}
        self._positions: dict[int, int] = {}
        self._terms = terms
        self._made: dict[str, _Logic] = {}

    def demand(self, demand: Demand) -> Callable[[Sequence[int]], _Grade]:
        match demand:
            case Requirement(condition):
                logic = self.logic(condition)
                return lambda truths: (logic(truths), _ZERO, _ZERO)
            case Levels(levels):
                return _levels([(self.logic(one.when), one.credit) for one in levels])
            case Ratio():
                return lambda truths: (truths[-1], _ZERO, _ZERO)
        assert_never(demand)

    def logic(self, condition: Condition) -> _Logic:
        match condition:
            case Leaf() | RuleIs():
                return self._atom(condition)
            case All(parts):
                return _lowest([self.logic(part) for part in parts])
            case AnyOf(parts):
                return _highest([self.logic(part) for part in parts])
            case Not(part):
                logic = self.logic(part)
                return lambda truths: TRUE - logic(truths)
            case AtLeast(needed, parts):
                return _at_least(needed, [self.logic(part) for part in parts])
            case Choice(when, then, otherwise):
                return _choice(self.logic(when), self.logic(then), self.logic(otherwise))
            case Term(term):
                return self._term(term)
            case Constant(truth):
                value = truth.value
                return lambda _: value
        assert_never(condition)

    def _atom(self, atom: Atom) -> _Logic:
        """By `id()`: the same words at two places are two leaves, a leaf that two terms lead to is one."""
        self.atoms[id(atom)] = atom
        position = self._positions.setdefault(id(atom), len(self._positions))
        return lambda truths: truths[position]

    def _term(self, term: str) -> _Logic:
        if term not in self._made:
            self._made[term] = self.logic(self._terms[term])
        return self._made[term]


def _lowest(parts: Sequence[_Logic]) -> _Logic:
    def logic(truths: Sequence[int]) -> int:
        found = TRUE
        for part in parts:
            truth = part(truths)
            if truth == FALSE:
                return FALSE
            found = min(found, truth)
        return found

    return logic


def _highest(parts: Sequence[_Logic]) -> _Logic:
    def logic(truths: Sequence[int]) -> int:
        found = FALSE
        for part in parts:
            truth = part(truths)
            if truth == TRUE:
                return TRUE
            found = max(found, truth)
        return found

    return logic


def _at_least(needed: int, parts: Sequence[_Logic]) -> _Logic:
    def logic(truths: Sequence[int]) -> int:
        found = [part(truths) for part in parts]
        if found.count(TRUE) >= needed:
            return TRUE
        return UNKNOWN if len(found) - found.count(FALSE) >= needed else FALSE

    return logic


def _choice(when: _Logic, then: _Logic, otherwise: _Logic) -> _Logic:
    def logic(truths: Sequence[int]) -> int:
        decided = when(truths)
        if decided == TRUE:
            return then(truths)
        found = otherwise(truths)
        if decided == FALSE or then(truths) == found:
            return found
        return UNKNOWN

    return logic


def _levels(levels: Sequence[tuple[_Logic, Decimal]]) -> Callable[[Sequence[int]], _Grade]:
    """The lowest and the highest credit that is possible: the first true level wins.  Met is full credit."""

    def logic(truths: Sequence[int]) -> _Grade:
        possible = []
        for when, credit in levels:
            truth = when(truths)
            if truth != FALSE:
                possible.append(credit)
            if truth == TRUE:
                break
        else:
            possible.append(_ZERO)
        low, high = min(possible), max(possible)
        return (TRUE if low == _FULL else FALSE if high < _FULL else UNKNOWN, low, high)

    return logic
