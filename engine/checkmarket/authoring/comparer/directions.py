"""Whether a change asks more of companies or less, where its shape tells; else that it is a change, and no more.

Enters: an old and a new rule, with the Comparison of their Libraries.  Leaves: Directions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from checkmarket.authoring.comparer.relations import Comparison, Relation, together
from checkmarket.model.changes import Direction
from checkmarket.model.conditions import Literal, ParameterValue
from checkmarket.model.law import (
    SEVERITIES,
    Demand,
    Levels,
    Override,
    Penalty,
    Ratio,
    Requirement,
    Rule,
    Sanction,
    Transition,
    Window,
)

STRICTER, LAXER, CHANGED = Direction.STRICTER, Direction.LAXER, Direction.CHANGED
_KINDS = {"may": 0, "should": 1, "must": 2, "must-not": 2}
_BINDING = {"exempts": LAXER, "switches_off": LAXER, "not_transposed": LAXER, "tightens": STRICTER}
"""What an override does by being there; a replacement or a national law can do either."""


def all_of(found: Iterable[Direction]) -> Direction:
    """Of several changes of one thing."""
    kinds = set(found)
    return kinds.pop() if len(kinds) == 1 else CHANGED


def opposite(direction: Direction) -> Direction:
    """Of taking away what adding would do."""
    return {STRICTER: LAXER, LAXER: STRICTER}.get(direction, CHANGED)


def of_sign(sign: int | None) -> Direction:
    """More is stricter."""
    return {1: STRICTER, -1: LAXER}.get(sign or 0, CHANGED)


def kind(old: Rule, new: Rule) -> Direction:
    """From may over should to must."""
    return of_sign(_sign(_KINDS[old.kind], _KINDS[new.kind]))


def severity(old: Rule, new: Rule) -> Direction:
    """What the gate looks at."""
    return of_sign(_sign(SEVERITIES.index(old.severity), SEVERITIES.index(new.severity)))


def blocker(old: Rule, new: Rule) -> Direction:
    """It stops a launch, or no longer does."""
    return of_sign(_sign(old.blocker, new.blocker))


def window(old: Window, new: Window) -> Direction:
    """To bind longer is stricter."""
    begins = _sign(new.first or date.min, old.first or date.min)
    ends = _sign(old.last or date.max, new.last or date.max)
    return all_of(of_sign(one) for one in (begins, ends) if one)


def applies(comparison: Comparison, old: Rule, new: Rule) -> Direction:
    """To bind more companies is stricter."""
    return of_relation(comparison.conditions(old.applies_when, new.applies_when))


def of_relation(found: Relation) -> Direction:
    """Wider is stricter, where the condition says whom a duty binds."""
    return {Relation.WIDER: STRICTER, Relation.NARROWER: LAXER}.get(found, CHANGED)


def exemptions(comparison: Comparison, old: Rule, new: Rule) -> Direction:
    """To let off more companies is laxer."""
    before, after = ({one.id: one.when for one in rule.exemptions} for rule in (old, new))
    found = [LAXER] * bool(after.keys() - before) + [STRICTER] * bool(before.keys() - after)
    relations = [comparison.conditions(before[one], after[one]) for one in before.keys() & after]
    found += [opposite(of_relation(one)) for one in relations if one is not Relation.SAME]
    return all_of(found)


def demand(comparison: Comparison, old: Demand, new: Demand) -> Direction:
    """To be met less often is stricter."""
    match old, new:
        case Requirement(before), Requirement(after):
            return opposite(of_relation(comparison.conditions(before, after)))
        case Levels(before_levels), Levels(after_levels) if [one.credit for one in before_levels] == [
            one.credit for one in after_levels
        ]:
            pairs = zip(before_levels, after_levels, strict=True)
            is_falling = all(a.credit >= b.credit for a, b in pairwise(before_levels))
            found = together(comparison.conditions(one.when, other.when) for one, other in pairs)
            return opposite(of_relation(found)) if is_falling else CHANGED
        case Ratio(fact=fact), Ratio(fact=other_fact) if fact == other_fact:
            return of_sign(comparison.operands(_target(old), _target(new)))
        case _:
            return CHANGED


def _target(ratio: Ratio) -> Literal | ParameterValue:
    return ParameterValue(ratio.target) if isinstance(ratio.target, str) else Literal(ratio.target)


def transitions(comparison: Comparison, old: Rule, new: Rule) -> Direction:
    """To let companies wait longer is laxer; what they owe instead can be anything."""
    before, after = list(old.transitions), list(new.transitions)
    if not all(one.instead is None for one in (*before, *after)):
        return CHANGED
    if len(before) != len(after):
        longer, shorter = (before, after) if len(before) > len(after) else (after, before)
        if [one for one in longer if one in shorter] != shorter:
            return CHANGED
        return STRICTER if longer is before else LAXER
    found = [one for pair in zip(before, after, strict=True) for one in _transition(comparison, *pair)]
    return all_of(found)


def _transition(comparison: Comparison, old: Transition, new: Transition) -> list[Direction]:
    found = [of_sign(_sign(new.until, old.until))] if new.until != old.until else []
    relation = comparison.conditions(old.applies_to, new.applies_to)
    return found + ([opposite(of_relation(relation))] if relation is not Relation.SAME else [])


def penalties(old: Sequence[Penalty], new: Sequence[Penalty]) -> Direction:
    """Higher amounts in the same shape are stricter."""
    if not old or not new:
        return STRICTER if new else LAXER
    if list(map(_shape, old)) != list(map(_shape, new)):
        return CHANGED
    both = zip(old, new, strict=True)
    pairs = [pair for one, other in both for pair in zip(one.sanctions, other.sanctions, strict=True)]
    return all_of(of_sign(sign) for one, other in pairs if (sign := _sign(_size(one), _size(other))))


def _shape(one: Penalty) -> tuple[object, ...]:
    """All of it but the amounts."""
    currencies = [(found.amount.currency if found.amount else "%", found.of) for found in one.sanctions]
    return one.how, one.first, one.text, currencies


def _size(one: Sanction) -> Decimal:
    return one.amount.amount if one.amount else one.percent or Decimal(0)


def override(comparison: Comparison, old: Override, new: Override) -> Direction:
    """What the change of an override does: of its days, or of whom it is for."""
    weight = _BINDING.get(old.how, CHANGED)
    found: list[Direction] = []
    if old.window != new.window:
        longer = window(old.window, new.window)
        found.append(weight if longer is STRICTER else opposite(weight) if longer is LAXER else CHANGED)
    if old.condition != new.condition:
        relation = comparison.conditions(old.condition, new.condition)
        found.append(opposite(of_relation(relation)))  # to exempt fewer, or to ask more besides
    if old.by != new.by:
        found.append(CHANGED)
    return all_of(found)


def of_override(how: str) -> Direction:
    """What an override does by being there."""
    return _BINDING.get(how, CHANGED)


def of_rule(rule: Rule) -> Direction:
    """What a rule does by being there: a duty or advice asks something, information nothing."""
    return CHANGED if rule.kind == "may" else STRICTER


def resting(comparison: Comparison, rule: Rule) -> Direction | None:
    """What two libraries make of one and the same rule; None where it asks the same by both."""
    found: list[Direction] = []
    relation = comparison.conditions(rule.applies_when, rule.applies_when)
    found += [of_relation(relation)] if relation is not Relation.SAME else []
    for one in rule.exemptions:
        relation = comparison.conditions(one.when, one.when)
        found += [opposite(of_relation(relation))] if relation is not Relation.SAME else []
    for transition in rule.transitions:
        parts = [transition.applies_to, *([transition.instead] if transition.instead is not None else [])]
        if any(comparison.conditions(one, one) is not Relation.SAME for one in parts):
            found.append(transitions(comparison, rule, rule) if transition.instead is None else CHANGED)
    found += _demand_moved(comparison, rule.demand)
    return all_of(found) if found else None


def _demand_moved(comparison: Comparison, asked: Demand) -> list[Direction]:
    match asked:
        case Ratio():
            sign = comparison.operands(_target(asked), _target(asked))
            return [] if sign == 0 else [of_sign(sign)]
        case Levels(levels):
            conditions = [one.when for one in levels]
        case Requirement(condition):
            conditions = [condition]
    is_same = all(comparison.conditions(one, one) is Relation.SAME for one in conditions)
    return [] if is_same else [demand(comparison, asked, asked)]


def _sign(old: date | Decimal | float, new: date | Decimal | float) -> int:
    return (new > old) - (new < old)  # type: ignore[operator]  # both are of one kind
