"""Conditions as sentences a lawyer reads.  Enters: a Condition and its Library.  Leaves: English that says the same.

Facts are named by their id, members of an enum and terms by their titles, numbers by value and origin.  With a Plan
the sentences speak of its market and day; without one a parameter shows all its values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from checkmarket.authoring.figures import figure_words, readable
from checkmarket.evaluator.operators import NEGATIVE
from checkmarket.evaluator.wording import needs
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
from checkmarket.model.library import Library, Plan
from checkmarket.model.truth import Truth
from checkmarket.model.values import CalendarPeriod, FactType, Known


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an outline.  depth: from 0; condition: what the line states, true exactly when the line is."""

    depth: int
    text: str
    condition: Condition = field(repr=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A condition in words.  text: the sentence of a leaf, or the head of a group; joint: what joins its parts."""

    text: str
    condition: Condition
    parts: tuple[Phrase, ...] = ()
    joint: str = ""


def one_line(condition: Condition, library: Library, plan: Plan | None = None) -> str:
    """The condition in one line, groups inside groups in brackets."""
    return _joined(phrase(condition, library, plan))


def outline(condition: Condition, library: Library, plan: Plan | None = None) -> tuple[Line, ...]:
    """The condition as an indented list: the head of a group, below it its parts."""
    return tuple(_lines(phrase(condition, library, plan), 0))


def phrase(condition: Condition, library: Library, plan: Plan | None = None) -> Phrase:
    """The condition as a tree of sentences, without groups of one, groups of the same kind made one."""
    return _Speaker(library, plan).say(condition)


def _joined(said: Phrase) -> str:
    if not said.parts:
        return said.text
    inside = [f"({_joined(one)})" if one.joint in (" and ", " or ") else _joined(one) for one in said.parts]
    if said.joint != "; ":
        return said.joint.join(inside)
    return f"{said.text} ({said.joint.join(map(_joined, said.parts))})"


def _lines(said: Phrase, depth: int) -> Iterator[Line]:
    yield Line(depth, f"{said.text}:" if said.parts else said.text, said.condition)
    for part in said.parts:
        yield from _lines(part, depth + 1)


class _Speaker:
    """Says conditions with the names of one library and, where there is a plan, the numbers of one market and day."""

    def __init__(self, library: Library, plan: Plan | None) -> None:
        self.library = library
        self.plan = plan

    def say(self, condition: Condition) -> Phrase:
        match condition:
            case Leaf():
                return Phrase(self.leaf(condition, negated=False), condition)
            case All(parts) | AnyOf(parts):
                return self._group(condition, _flat(parts, type(condition)))
            case AtLeast(needed, parts):
                head = f"at least {needed} of these hold"
                return Phrase(head, condition, tuple(map(self.say, parts)), "; ")
            case Not(part):
                return self._negated(condition, part)
            case Choice():
                return self._choice(condition)
            case Term(term):
                return Phrase(self._term(term), condition)
            case RuleIs(rule, aspect):
                return Phrase(f"{self._rule(rule)} {'applies' if aspect == 'applies' else 'is met'}", condition)
            case Constant(truth):
                return Phrase({Truth.TRUE: "always", Truth.FALSE: "never"}.get(truth, "unknown"), condition)
        assert_never(condition)

    def leaf(self, leaf: Leaf, *, negated: bool) -> str:
        """The sentence of a leaf, or of its opposite."""
        positive = NEGATIVE.get(leaf.operator, leaf.operator)
        negated = negated is not (positive != leaf.operator)
        kind = self.library.facts[leaf.fact].type if leaf.fact in self.library.facts else FactType(base="text")
        operands = tuple(self._operand(one, kind) for one in leaf.operands)
        if operands and isinstance(operands[0], bool) and positive == "is":
            return f"{leaf.fact} is {needs(positive, operands, negated=negated)}"
        if operands and operands[0] is False:  # `is_given: false` and `is_none: false`
            negated = not negated
        begins, affirmed, denied = _VERBS.get(positive, ("", "is ", "is not "))
        words = needs(positive, (True,) if positive == "is_given" else operands, negated=False)
        return f"{leaf.fact} {denied if negated else affirmed}{words.removeprefix(begins)}"

    def _group(self, condition: Condition, parts: tuple[Condition, ...]) -> Phrase:
        said = tuple(map(self.say, parts))
        if len(said) == 1:
            return said[0]
        if isinstance(condition, All):
            return Phrase("all of these hold", condition, said, " and ")
        return Phrase("at least one of these holds", condition, said, " or ")

    def _negated(self, condition: Not, part: Condition) -> Phrase:
        match part:
            case Leaf():
                return Phrase(self.leaf(part, negated=True), condition)
            case Not(inner):
                return self.say(inner)
            case All((only,)) | AnyOf((only,)):
                return self._negated(Not(only), only)
            case All(parts) | AnyOf(parts) | AtLeast(_, parts):
                flat = parts if isinstance(part, AtLeast) else _flat(parts, type(part))
                return Phrase(_denied_head(part), condition, tuple(map(self.say, flat)), "; ")
            case RuleIs(rule, aspect):
                denied = "does not apply" if aspect == "applies" else "is not met"
                return Phrase(f"{self._rule(rule)} {denied}", condition)
            case Constant(truth):
                return self.say(Constant(~truth))
            case Term(term):
                return Phrase(f"not: {self._term(term)}", condition)
            case Choice():
                return Phrase("this does not hold", condition, (self.say(part),), "; ")
        assert_never(part)

    def _choice(self, choice: Choice) -> Phrase:
        parts = (("if this holds", choice.when), ("then", choice.then), ("otherwise", choice.otherwise))
        said = tuple(Phrase(head, one, (self.say(one),), "; ") for head, one in parts)
        return Phrase("what is asked depends", choice, said, "; ")

    def _term(self, ident: str) -> str:
        found = self.library.terms.get(ident)
        return f"“{found.title}”" if found else ident

    def _rule(self, ident: str) -> str:
        found = self.library.rules.get(ident)
        return f"the rule “{found.title}”" if found else f"the rule {ident}"

    def _operand(self, operand: Operand, kind: FactType) -> Known:
        """What stands in the sentence for an operand; true and false stay what they are."""
        match operand:
            case Literal(value):
                return value if isinstance(value, bool) else readable(value, kind, self.library)
            case ParameterValue(parameter):
                return figure_words(parameter, self.library, self.plan)
            case FactValue(fact):
                other = self.library.facts.get(fact)
                return f"what {fact} names" if other and other.type.many else fact
            case DayOffset(sign, duration):
                return f"the judged day {'plus' if sign > 0 else 'minus'} {CalendarPeriod(duration)}"
        assert_never(operand)


_VERBS = {
    "includes": ("includes ", "includes ", "does not include "),
    "includes_any_of": ("includes one of ", "includes one of ", "includes none of "),
    "includes_all_of": ("includes all of ", "includes all of ", "does not include all of "),
    "includes_any_in": ("a place in ", "includes a place in ", "includes no place in "),
    "is_subset_of": ("nothing besides ", "has nothing besides ", "has something besides "),
    "count_at_least": ("at least ", "has at least ", "has fewer than "),
    "count_at_most": ("at most ", "has at most ", "has more than "),
    "is_given": ("any value", "has a value", "has no value"),
}
"""For operators other than those of `is`: how their words begin, and what stands there in a sentence and its denial."""


def _denied_head(part: All | AnyOf | AtLeast) -> str:
    match part:
        case All():
            return "not all of these hold"
        case AnyOf():
            return "none of these holds"
        case AtLeast(needed):
            return f"fewer than {needed} of these hold"


def _flat(parts: tuple[Condition, ...], group: type[Condition]) -> tuple[Condition, ...]:
    """The parts, those of groups of the same kind in their place."""
    found: list[Condition] = []
    for part in parts:
        found.extend(_flat(part.parts, group) if isinstance(part, All | AnyOf) and type(part) is group else (part,))
    return tuple(found)
