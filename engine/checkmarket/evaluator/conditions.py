"""Judge a condition: its truth, and the leaves that decide it or, where it is unknown, could.

Strong Kleene logic; every part is looked at, so that the list of what could still change is whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import assert_never

from checkmarket.evaluator.facts import FactView
from checkmarket.evaluator.operators import Comparison, judge_none
from checkmarket.model.conditions import (
    All,
    AnyOf,
    AtLeast,
    Choice,
    Condition,
    Constant,
    DayOffset,
    FactValue,
    Leaf,
    Literal,
    Not,
    Operand,
    ParameterValue,
    RuleIs,
    Term,
)
from checkmarket.model.library import Plan
from checkmarket.model.subject import Subject
from checkmarket.model.truth import Truth, at_least
from checkmarket.model.values import Interval, Known, PartialSet, State
from checkmarket.model.vocabulary import Fact


@dataclass(frozen=True, slots=True)
class Ground:
    """A leaf that carries an outcome.  negated: it stands under a `not`; open: the facts it waits for."""

    leaf: Leaf
    truth: Truth
    open: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A truth and its grounds: those that prove it, or, if it is UNKNOWN, those that could change it."""

    truth: Truth
    grounds: tuple[Ground, ...] = ()

    @property
    def open_facts(self) -> tuple[str, ...]:
        """The unknown facts among the grounds, each once, what to ask first in front."""
        return tuple(dict.fromkeys(fact for ground in self.grounds for fact in ground.open))


class Judge:
    """Judges conditions for one subject by one plan.  Terms and other rules are judged once."""

    def __init__(
        self, plan: Plan, vocabulary: dict[str, Fact], subject: Subject, rule_is: Callable[[RuleIs], Judged]
    ) -> None:
        self.plan = plan
        self.facts = FactView(vocabulary, subject, plan, self._asked)
        self._comparison = Comparison(plan, self.facts.convert)
        self._rule_is = rule_is
        self._terms: dict[str, Judged] = {}

    def judge(self, condition: Condition) -> Judged:
        """The outcome of a condition."""
        match condition:
            case Leaf():
                return self._leaf(condition)
            case All(parts):
                return self._joined(parts, and_, Truth.TRUE)
            case AnyOf(parts):
                return self._joined(parts, or_, Truth.FALSE)
            case Not(part):
                return _negated(self.judge(part))
            case AtLeast(needed, parts):
                return self._at_least(needed, parts)
            case Choice():
                return self._choice(condition)
            case Term(term):
                return self._term(term)
            case RuleIs():
                return self._rule_is(condition)
            case Constant(truth):
                return Judged(truth)
        assert_never(condition)

    def operand(self, operand: Operand) -> Known:
        """The value an operand has here and now."""
        match operand:
            case Literal(value):
                return value
            case ParameterValue(parameter):
                dated = self.plan.parameters.get(parameter)
                return State.UNKNOWN if dated is None else dated.value
            case FactValue(fact):
                return self.facts.value(fact)
            case DayOffset(sign, duration):
                return shifted(self.plan.as_of, sign, duration)
        assert_never(operand)

    def operands(self, leaf: Leaf) -> tuple[Known, ...]:
        """The values of a leaf's operands; a set fact stands for its members (one is unknown if it is partial)."""
        return tuple(value for one in leaf.operands for value in _members(self.operand(one)))

    def _asked(self, condition: Condition) -> tuple[Truth, tuple[str, ...]]:
        judged = self.judge(condition)
        return judged.truth, judged.open_facts

    def _joined(self, parts: tuple[Condition, ...], join: Callable[[Truth, Truth], Truth], start: Truth) -> Judged:
        judged = [self.judge(part) for part in parts]
        truth = reduce(join, (one.truth for one in judged), start)
        bearing = [one for one in judged if one.truth is truth]
        if truth is not start and truth is not Truth.UNKNOWN:
            bearing = [min(bearing, key=lambda one: len(one.grounds))]  # one part proves it: take the shortest proof
        return Judged(truth, _collect(bearing))

    def _at_least(self, needed: int, parts: tuple[Condition, ...]) -> Judged:
        judged = [self.judge(part) for part in parts]
        truth = at_least(needed, [one.truth for one in judged])
        return Judged(truth, _collect([one for one in judged if one.truth is truth]))

    def _choice(self, choice: Choice) -> Judged:
        when, then, otherwise = (self.judge(part) for part in (choice.when, choice.then, choice.otherwise))
        if when.truth is Truth.UNKNOWN:
            if then.truth is otherwise.truth and _is_decided(then):
                return Judged(then.truth, _collect([then, otherwise]))
            open_parts = [one for one in (when, then, otherwise) if not _is_decided(one)]
            return Judged(Truth.UNKNOWN, _collect(open_parts))
        taken = then if when.truth is Truth.TRUE else otherwise
        return Judged(taken.truth, _collect([when, taken]) if _is_decided(taken) else taken.grounds)

    def _term(self, term: str) -> Judged:
        found = self._terms.get(term)
        if found is None:
            found = self._terms[term] = self.judge(self.plan.terms[term])
        return found

    def _leaf(self, leaf: Leaf) -> Judged:
        value = self.facts.value(leaf.fact)
        operands = self.operands(leaf)
        if value is State.NONE:
            truth = judge_none(leaf.operator, operands)
        elif isinstance(value, State):
            truth = Truth.UNKNOWN
        else:
            truth = self._comparison.judge(leaf.operator, value, operands)
        waits = self._waits_for(leaf) if truth is Truth.UNKNOWN else ()
        return Judged(truth, (Ground(leaf, truth, waits),))

    def _waits_for(self, leaf: Leaf) -> tuple[str, ...]:
        """The facts behind an undecided leaf: its own and its operands', as far as they are not wholly known."""
        behind = (leaf.fact, *(one.fact for one in leaf.operands if isinstance(one, FactValue)))
        waits = [one for fact in behind if self._is_open(fact) for one in self.facts.waiting_for(fact)]
        return tuple(dict.fromkeys(waits)) or (leaf.fact,)  # all known: money without an exchange rate

    def _is_open(self, fact: str) -> bool:
        value = self.facts.value(fact)
        return isinstance(value, PartialSet | Interval) or value in (State.UNKNOWN, State.NOT_ASKED)


def shifted(day: date, sign: int, duration: str) -> date:
    """The day plus or minus an ISO 8601 duration; a month that is too short gives its last day."""
    import isodate  # noqa: PLC0415 - few rules shift days, and a warm start should not pay for them

    step = isodate.parse_duration(duration)
    moved: date = day + step if sign > 0 else day - step
    return moved


def _members(value: Known) -> tuple[Known, ...]:
    match value:
        case frozenset():
            return tuple(sorted(value, key=str))
        case PartialSet(has):
            return (*sorted(has, key=str), State.UNKNOWN)
        case _:
            return (value,)


def _is_decided(judged: Judged) -> bool:
    return judged.truth is not Truth.UNKNOWN


def _negated(judged: Judged) -> Judged:
    return Judged(~judged.truth, tuple(replace(ground, negated=not ground.negated) for ground in judged.grounds))


def _collect(judged: list[Judged]) -> tuple[Ground, ...]:
    """The grounds of several parts, each leaf once (a term may bring the same leaf from two sides)."""
    return tuple({(id(ground.leaf), ground.negated): ground for one in judged for ground in one.grounds}.values())
