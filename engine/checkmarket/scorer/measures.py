"""Small measures that localisation and planning share."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, hypot


def cosine(one: Sequence[float], other: Sequence[float]) -> float | None:
    """The cosine of two vectors of the same length, in [-1, 1]; None where one of them is zero.

    Raises ValueError when the lengths differ.
    """
    product = fsum(a * b for a, b in zip(one, other, strict=True))
    length = hypot(*one) * hypot(*other)
    return max(-1.0, min(1.0, product / length)) if length else None


def contribution(importance: float, satisfaction: float) -> float:
    """What a duty adds to a score: its share of the weight times how far it is met; both in [0, 1]."""
    return importance * satisfaction


def grown(share: float, yearly_rate: float, years: float) -> float:
    """A share that grows at a yearly rate (0.2 is 20 %) for some years, capped at 1."""
    return min(1.0, float(share * (1.0 + yearly_rate) ** years))
