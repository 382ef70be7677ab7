"""Read single leaves of conditions for one subject: what each compares, and how that comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from checkmarket.evaluator.rules import Evaluation
from checkmarket.model.conditions import Leaf, RuleIs
from checkmarket.model.library import Library, Plan
from checkmarket.model.subject import Subject
from checkmarket.model.truth import Truth
from checkmarket.model.values import Known, State


@dataclass(frozen=True, slots=True)
class Reading:
    """A leaf as it was judged: its truth, what is known of its fact, and the values that was compared with."""

    truth: Truth
    value: Known = State.UNKNOWN
    operands: tuple[Known, ...] = ()


def read_leaves(library: Library, plan: Plan, subject: Subject, leaves: Iterable[Leaf | RuleIs]) -> list[Reading]:
    """One reading for each leaf, in their order.  A reference to another rule has a truth only."""
    evaluation = Evaluation(library, plan, subject)
    return [_read(evaluation, one) for one in leaves]


def known_facts(library: Library, plan: Plan, subject: Subject) -> Callable[[str], Known]:
    """What is known of each fact in the plan's market, computed where it is not stated; each is looked up once."""
    facts = Evaluation(library, plan, subject).judge.facts
    return lambda fact: facts.value(fact) if fact in library.facts else State.UNKNOWN


def _read(evaluation: Evaluation, leaf: Leaf | RuleIs) -> Reading:
    judge = evaluation.judge
    truth = judge.judge(leaf).truth
    if isinstance(leaf, RuleIs):
        return Reading(truth)
    return Reading(truth, judge.facts.value(leaf.fact), judge.operands(leaf))
