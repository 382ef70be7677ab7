"""What two rules have in common when they ask the same: whom they bind, and to what."""

from __future__ import annotations

from checkmarket.model.conditions import ALWAYS, Condition
from checkmarket.model.law import Demand, Requirement, Rule

Duty = tuple[Condition, tuple[Condition, ...], Demand, tuple[object, ...]]


def duty_of(rule: Rule) -> Duty:
    """Everything in a rule that decides its outcome, its dates apart."""
    exemptions = tuple(one.when for one in rule.exemptions)
    transitions = tuple((one.until, one.applies_to, one.instead) for one in rule.transitions)
    return (rule.applies_when, exemptions, rule.demand, transitions)


def is_empty(rule: Rule) -> bool:
    """The rule asks nothing: it informs."""
    return rule.kind == "may" and rule.demand == Requirement(ALWAYS)


def overlap(one: Rule, other: Rule) -> bool:
    """There is a day on which both hold."""
    first = max((rule.window.first for rule in (one, other) if rule.window.first), default=None)
    return first is None or all(rule.window.last is None or first <= rule.window.last for rule in (one, other))
