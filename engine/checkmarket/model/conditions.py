"""Conditions as the engine sees them: a small tree without any text left to parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checkmarket.model.document import Place
from checkmarket.model.truth import Truth
from checkmarket.model.values import Value


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands in the rulebook."""

    value: Value


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """The value a parameter has in the judged market on the judged day."""

    parameter: str


@dataclass(frozen=True, slots=True)
class FactValue:
    """The value of another fact."""

    fact: str


@dataclass(frozen=True, slots=True)
class DayOffset:
    """The judged day plus (sign 1) or minus (sign -1) an ISO 8601 duration; months clamp to their last day."""

    sign: int
    duration: str


Operand = Literal | ParameterValue | FactValue | DayOffset


@dataclass(frozen=True, slots=True)
class Constant:
    """`always` or `never`."""

    truth: Truth


@dataclass(frozen=True, slots=True)
class Leaf:
    """One fact, one operator, its operand or operands.  place: where it is written, no part of what it means."""

    fact: str
    operator: str
    operands: tuple[Operand, ...]
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when its part is false."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True when at least `needed` parts are."""

    needed: int
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A notion defined once, by its full id (RULEBOOK/slug)."""

    term: str


@dataclass(frozen=True, slots=True)
class RuleIs:
    """Another rule applies, or is met: not breached, so a rule that does not apply is met."""

    rule: str
    aspect: str


@dataclass(frozen=True, slots=True)
class Choice:
    """`then` where `when` is true, `otherwise` where it is false, and what both agree on where it is unknown."""

    when: Condition
    then: Condition
    otherwise: Condition


Condition = Constant | Leaf | All | AnyOf | Not | AtLeast | Choice | Term | RuleIs

ALWAYS = Constant(Truth.TRUE)
NEVER = Constant(Truth.FALSE)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside one."""
    match condition:
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            return parts
        case Not(part):
            return (part,)
        case Choice(when, then, otherwise):
            return (when, then, otherwise)
        case Constant() | Leaf() | Term() | RuleIs():
            return ()


def leaves_of(condition: Condition) -> Iterator[Leaf | Term | RuleIs]:
    """The leaves of a condition, from left to right; references are not followed."""
    if isinstance(condition, Leaf | Term | RuleIs):
        yield condition
    for part in parts_of(condition):
        yield from leaves_of(part)
