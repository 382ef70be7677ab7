"""Exact bounds of a weighted mean whose members are partly open, by sorting instead of enumeration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True, slots=True)
class Share:
    """A member of a weighted mean.  weight > 0; low, high in [0, 1]; optional: it may turn out not to count at all."""

    weight: float
    low: float
    high: float
    optional: bool


def bounds(shares: Iterable[Share]) -> tuple[float, float] | None:
    """The lowest and highest weighted mean over all completions in which at least one member counts.

    A completion picks for every member a credit from its interval, and for every optional one whether it counts.
    None when there is no member.
    """
    members = [share for share in shares if share.weight > 0]
    if not members:
        return None
    low = _lowest([(one.weight, one.low, one.optional) for one in members])
    high = 1.0 - _lowest([(one.weight, 1.0 - one.high, one.optional) for one in members])
    return low, max(low, high)


def _lowest(members: list[tuple[float, float, bool]]) -> float:
    """The lowest mean: the certain members, and of the optional ones, from the lowest up, each that still lowers it."""
    counted = [(weight, credit) for weight, credit, optional in members if not optional]
    for weight, credit, _ in sorted((one for one in members if one[2]), key=lambda one: one[1]):
        if not counted or credit < mean(counted):
            counted.append((weight, credit))
    return mean(counted)


def mean(members: list[tuple[float, float]]) -> float:
    """The weighted mean of (weight, credit) pairs: Σ(w·c)/Σw, the same as Σ(w·c)/n with weights normalised to mean 1."""
    return fsum(weight * credit for weight, credit in members) / fsum(weight for weight, _ in members)
