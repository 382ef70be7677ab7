"""Strong Kleene truth: three ordered values, F < U < T.

Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64.
"""

from __future__ import annotations

from enum import Enum
from typing import Never


class Truth(Enum):
    """A truth value.  It refuses to be a bool, so that nobody takes UNKNOWN for an answer."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __bool__(self) -> Never:
        raise TypeError("a Truth is not a bool: compare it with Truth.TRUE or Truth.FALSE")

    def __invert__(self) -> Truth:
        return _BY_RANK[2 - self._value_]

    def __and__(self, other: Truth) -> Truth:
        return self if self._value_ <= other._value_ else other

    def __or__(self, other: Truth) -> Truth:
        return self if self._value_ >= other._value_ else other


_BY_RANK = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)


def truth(known: bool) -> Truth:  # noqa: FBT001 - this is the one door from bool to Truth
    """The Truth of a decided question."""
    return Truth.TRUE if known else Truth.FALSE


def at_least(needed: int, parts: list[Truth]) -> Truth:
    """`needed` of `parts` are true: TRUE if enough are, FALSE if true and unknown are too few, else UNKNOWN."""
    certain = sum(part is Truth.TRUE for part in parts)
    possible = sum(part is not Truth.FALSE for part in parts)
    if certain >= needed:
        return Truth.TRUE
    return Truth.UNKNOWN if possible >= needed else Truth.FALSE
