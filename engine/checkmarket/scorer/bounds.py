"""Exact bounds of a weighted mean whose members are partly open, by sorting instead of enumeration."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import NamedTuple


class Share(NamedTuple):
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
    low = _lowest([(one.low, one.weight, one.optional) for one in members])
    high = 1.0 - _lowest([(1.0 - one.high, one.weight, one.optional) for one in members])
    return low, max(low, high)


def _lowest(members: list[tuple[float, float, bool]]) -> float:
    """The lowest mean: the certain members, and of the optional ones, from the lowest up, each that still lowers it."""
    certain = [(weight, credit) for credit, weight, optional in members if not optional]
    optional = sorted((credit, weight) for credit, weight, optional in members if optional)
    points = fsum(weight * credit for weight, credit in certain)
    total = fsum(weight for weight, _ in certain)
    for credit, weight in optional:
        if total and credit * total >= points:
            break
        points, total = points + weight * credit, total + weight
    return points / total


def mean(members: list[tuple[float, float]]) -> float:
    """The weighted mean of (weight, credit) pairs: Σ(w·c)/Σw, or Σ(w·c)/n with weights of mean 1."""
    return fsum(weight * credit for weight, credit in members) / fsum(weight for weight, _ in members)
