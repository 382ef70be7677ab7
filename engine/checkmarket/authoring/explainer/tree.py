"""The truth tree of one rule for one subject: every sentence of it with its truth, every leaf with its value.

Enters: a Library, the Plan of a market and day, a Subject.  Leaves: a Node; every truth in it is the evaluator's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checkmarket.authoring.sentences import Phrase, phrase
from checkmarket.evaluator.rules import Evaluation
from checkmarket.model.conditions import Condition, Leaf, Literal, Not, ParameterValue, RuleIs, Term
from checkmarket.model.law import Demand, Levels, Ratio, Requirement
from checkmarket.model.library import Library, Plan, PlannedRule
from checkmarket.model.subject import Subject
from checkmarket.model.truth import Truth
from checkmarket.model.values import Known

APPLIES, MET = "it applies", "it is met"
"""The two parts of every tree, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A sentence and its truth.

    value: what is known of the fact of a leaf, None for a group; fact: its id, or empty;
    children: the parts of a group, or what a term stands for.
    """

    text: str
    truth: Truth
    value: Known | None = None
    fact: str = ""
    children: tuple[Node, ...] = ()
    condition: Condition | None = field(default=None, repr=False)


def truth_tree(library: Library, plan: Plan, subject: Subject, rule_id: str) -> Node:
    """The tree of a rule that stands in the plan's market (KeyError where it does not).

    Its root is true when the rule is not breached; its children say whether it applies and whether it is met.
    """
    planned = plan.rules[rule_id]
    growth = _Growth(library, plan, Evaluation(library, plan, subject))
    applies, met = growth.duty(planned)
    return Node(text=planned.rule.title, truth=~applies.truth | met.truth, children=(applies, met))


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a tree that look at a fact, from top to bottom."""
    if node.fact:
        yield node
    for child in node.children:
        yield from leaves(child)


class _Growth:
    """Gives every phrase its truth."""

    def __init__(self, library: Library, plan: Plan, evaluation: Evaluation) -> None:
        self.library = library
        self.plan = plan
        self.evaluation = evaluation
        self.judge = evaluation.judge

    def duty(self, planned: PlannedRule) -> tuple[Node, Node]:
        applies, met, _ = self.evaluation.outcome(planned)
        return (
            Node(text=APPLIES, truth=applies.truth, children=(self.node(planned.applies),)),
            Node(text=MET, truth=met.truth, children=tuple(self.demand(planned.demand))),
        )

    def demand(self, demand: Demand) -> Iterator[Node]:
        match demand:
            case Requirement(condition):
                yield self.node(condition)
            case Levels(levels):
                for level in levels:
                    below = self.node(level.when)
                    text = f"{level.title or 'level'}: credit {level.credit.normalize():f}"
                    yield Node(text=text, truth=below.truth, children=(below,))
            case Ratio():
                yield self.node(full_ratio(demand))

    def node(self, condition: Condition) -> Node:
        return self._grown(phrase(condition, self.library, self.plan))

    def _grown(self, said: Phrase) -> Node:
        """The node of a phrase; what it stands for, if it names a term or another rule, or denies one, is below it."""
        bare = said.condition.part if isinstance(said.condition, Not) else said.condition
        value, fact = None, ""
        if said.parts:
            below = tuple(map(self._grown, said.parts))
        elif isinstance(bare, Leaf):
            below, value, fact = (), self.judge.facts.value(bare.fact), bare.fact
        else:
            below = tuple(self._behind(bare))
        truth = self.judge.judge(said.condition).truth
        return Node(text=said.text, truth=truth, value=value, fact=fact, children=below, condition=said.condition)

    def _behind(self, condition: Condition) -> Iterator[Node]:
        if isinstance(condition, Term):
            yield self.node(self.plan.terms[condition.term])
        elif isinstance(condition, RuleIs) and (other := self.evaluation.standing(condition.rule)):
            applies, met = self.duty(other)
            yield applies
            if condition.aspect == "met":
                yield met


def full_ratio(demand: Ratio) -> Leaf:
    """The leaf that is true where a ratio earns its whole credit."""
    target = demand.target
    return Leaf(demand.fact, "at_least", (ParameterValue(target) if isinstance(target, str) else Literal(target),))
