"""Small changes of a condition, one at a time.  Enters: a Condition.  Leaves: Edits, each with the whole it makes.

A change that no subject could ever notice by its very form (`any` of one part made `all`) is not made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checkmarket.authoring.mutator.steps import moved_offsets, neighbours
from checkmarket.model.conditions import (
    ALWAYS,
    NEVER,
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

STRICTNESS = {
    "at_least": "more_than",
    "at_most": "less_than",
    "before": "on_or_before",
    "after": "on_or_after",
    "includes_any_of": "includes_all_of",
}
"""Operators that differ from each other in one value only, or in how many of a list they ask for; both ways."""

OPPOSITES = {
    "at_least": "less_than",
    "more_than": "at_most",
    "before": "on_or_after",
    "after": "on_or_before",
    "is": "is_not",
    "is_one_of": "is_none_of",
    "includes": "excludes",
    "includes_any_in": "includes_none_in",
    "is_given": "is_none",
}
"""Operators that say the opposite of each other; both ways."""

_LISTS = frozenset({"includes_any_of", "includes_all_of"})


@dataclass(frozen=True, slots=True)
class Edit:
    """One change.  kind: what sort of change; before, after: the part that is changed; whole: the condition it makes.

    dropped: the part is left out, which comes to the same as if `after` stood in its place.
    """

    kind: str
    before: Condition
    after: Condition
    whole: Condition
    dropped: bool = False


def edits(condition: Condition) -> Iterator[Edit]:
    """Every change of the condition, from left to right, parts before the whole."""
    match condition:
        case Leaf():
            yield from (Edit(kind, condition, after, after) for kind, after in _of_leaf(condition))
        case Term():
            yield Edit("term", condition, Not(condition), Not(condition))
        case RuleIs(rule, aspect):
            other = RuleIs(rule, "met" if aspect == "applies" else "applies")
            yield Edit("term", condition, Not(condition), Not(condition))
            yield Edit("operator", condition, other, other)
        case All(parts) | AnyOf(parts):
            yield from _of_parts(condition, parts)
            yield from _of_group(condition, parts)
        case AtLeast(needed, parts):
            yield from _of_parts(condition, parts)
            yield from _of_count(condition, needed, parts)
        case Not(part):
            yield from (replace(edit, whole=Not(edit.whole)) for edit in edits(part))
            yield Edit("operator", condition, part, part)
        case Choice() | Constant():
            return  # no rulebook holds a choice, and nobody wrote `always` by mistake


def dropped(condition: Condition) -> Iterator[Edit]:
    """The condition asked of everybody; none where it is asked already, or where its clauses are dropped one by one."""
    if not isinstance(condition, All | Constant):
        yield Edit("clause", condition, ALWAYS, ALWAYS, dropped=True)


def _of_parts(condition: All | AnyOf | AtLeast, parts: tuple[Condition, ...]) -> Iterator[Edit]:
    """What changes inside one part, and the parts left out."""
    for at, part in enumerate(parts):
        for edit in edits(part):
            yield replace(edit, whole=replace(condition, parts=(*parts[:at], edit.whole, *parts[at + 1 :])))
    idle = ALWAYS if isinstance(condition, All) else NEVER
    for at, part in enumerate(parts):
        rest = (*parts[:at], *parts[at + 1 :])
        if rest and not (isinstance(condition, AtLeast) and condition.needed > len(rest)):
            yield Edit("clause", part, idle, replace(condition, parts=rest), dropped=True)


def _of_group(condition: All | AnyOf, parts: tuple[Condition, ...]) -> Iterator[Edit]:
    if len(parts) > 1:
        other = AnyOf(parts) if isinstance(condition, All) else All(parts)
        yield Edit("operator", condition, other, other)


def _of_count(condition: AtLeast, needed: int, parts: tuple[Condition, ...]) -> Iterator[Edit]:
    for count in (needed - 1, needed + 1):
        if 1 <= count <= len(parts):
            other = AtLeast(count, parts)
            yield Edit("number", condition, other, other)


def _of_leaf(leaf: Leaf) -> Iterator[tuple[str, Condition]]:
    yield "operator", _opposite(leaf)
    if (other := _BOTH_WAYS.get(leaf.operator)) and not (leaf.operator in _LISTS and _is_single(leaf.operands)):
        yield "operator", replace(leaf, operator=other)
    for at, operand in enumerate(leaf.operands):
        before, after = leaf.operands[:at], leaf.operands[at + 1 :]
        for kind, moved in _of_operand(operand):
            yield kind, replace(leaf, operands=(*before, moved, *after))
        if leaf.operator in _TAKES_LIST and len(leaf.operands) > 1:
            yield "member", replace(leaf, operands=(*before, *after))


def _opposite(leaf: Leaf) -> Condition:
    if leaf.operator == "is" and isinstance(leaf.operands[0], Literal) and isinstance(leaf.operands[0].value, bool):
        return replace(leaf, operands=(Literal(not leaf.operands[0].value),))
    opposite = _OPPOSITES.get(leaf.operator)
    return replace(leaf, operator=opposite) if opposite else Not(leaf)


def _is_single(operands: tuple[Operand, ...]) -> bool:
    """One member, so that any of the list is all of it; a fact may stand for many."""
    return len(operands) == 1 and not isinstance(operands[0], FactValue)


def _of_operand(operand: Operand) -> Iterator[tuple[str, Operand]]:
    match operand:
        case Literal(value):
            yield from ((step.kind, Literal(step.value)) for step in neighbours(value))
        case DayOffset():
            yield from (("date", moved) for moved in moved_offsets(operand))
        case ParameterValue() | FactValue():
            return


_BOTH_WAYS = STRICTNESS | {second: first for first, second in STRICTNESS.items()}
_OPPOSITES = OPPOSITES | {second: first for first, second in OPPOSITES.items()}
_TAKES_LIST = _LISTS | {"is_one_of", "is_none_of", "is_subset_of", "includes_any_in", "includes_none_in"}
