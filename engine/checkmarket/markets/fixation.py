"""CFst: which part of all difference in answers lies between two countries, and not between their people.

Enters: an AnswerTable and two countries.  Leaves: a Comparison whose value is the mean over the questions that both
were asked, each in [0, 1].  Sources: Bell, Richerson and McElreath 2009, PNAS 106(42); Muthukrishna and others 2020,
Psychological Science 31(6), doi 10.1177/0956797620916782.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from checkmarket.markets.distance import Comparison, PairRule, why_absent
from checkmarket.markets.indicators import AnswerTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TINY = 1e-12


def cultural_fst(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    """CFst of one question: (H_T − H_S) / H_T, both groups counted alike; None where both give the same single answer.

    one, other: the share of each answer; H = 1 − Σ share²: how likely two people answer differently.
    """
    answers = one.keys() | other.keys()
    within = 1 - sum(one.get(x, 0) ** 2 + other.get(x, 0) ** 2 for x in answers) / 2
    total = 1 - sum(((one.get(x, 0) + other.get(x, 0)) / 2) ** 2 for x in answers)
    return None if total < _TINY else max(0.0, (total - within) / total)


def compare_answers(table: AnswerTable, one: str, other: str, *, pairs: PairRule = "known-for-both") -> Comparison:
    """Compare two countries by how their people answered."""
    empty = Comparison(measure="cfst", one=one, other=other, table=table.title, pairs=pairs)
    if missing := [code for code in (one, other) if code not in table.shares]:
        return replace(empty, reason=why_absent(missing, table))
    found, unused = _by_question(table, one, other)
    chosen = replace(empty, used=tuple(found), unused=unused)
    if not found:
        return replace(chosen, reason=f"no question can be used: {unused[0][1] if unused else 'there is none'}")
    if unused and pairs == "all-known":
        return replace(chosen, reason=f"{unused[0][0]}: {unused[0][1]}")
    value = sum(found.values()) / len(found)
    return replace(chosen, value=value, similarity=_nearness(table, tuple(found), value), reference=table.countries)


def _by_question(table: AnswerTable, one: str, other: str) -> tuple[dict[str, float], tuple[tuple[str, str], ...]]:
    """CFst by question, and the questions that could not be used, with the reason."""
    found: dict[str, float] = {}
    unused: list[tuple[str, str]] = []
    a, b = table.shares[one], table.shares[other]
    for question in sorted({name for shares in table.shares.values() for name in shares}):
        lacking = [code for code in dict.fromkeys((one, other)) if question not in table.shares[code]]
        if lacking:
            unused.append((question, f"not answered in {' and '.join(lacking)}"))
        elif (value := cultural_fst(a[question], b[question])) is None:
            unused.append((question, "everybody in both countries gave the same answer"))
        else:
            found[question] = value
    return found, tuple(unused)


def _nearness(table: AnswerTable, questions: tuple[str, ...], value: float) -> float | None:
    """The share of pairs of countries, in per cent, that are at least as far apart over the same questions."""
    import numpy as np  # noqa: PLC0415 - an extra

    codes = [code for code in table.countries if all(one in table.shares[code] for one in questions)]
    if len(codes) < 3:  # noqa: PLR2004 - two countries make one pair: nothing to compare it with
        return None
    parts = [_pairwise([table.shares[code][question] for code in codes]) for question in questions]
    counted = np.sum([~np.isnan(part) for part in parts], axis=0)
    with np.errstate(invalid="ignore"):
        means = np.nansum(parts, axis=0) / counted
    pairs = means[np.triu_indices(len(codes), k=1)]
    return 100 * float(np.mean(pairs[~np.isnan(pairs)] >= value - _TINY))


def _pairwise(shares: list[Mapping[str, float]]) -> NDArray[np.float64]:
    """CFst of one question between all countries at once; nan where two give the same single answer."""
    import numpy as np  # noqa: PLC0415

    answers = sorted({answer for one in shares for answer in one})
    matrix = np.array([[one.get(answer, 0.0) for answer in answers] for one in shares])
    products = matrix @ matrix.T
    squares = np.diag(products)
    both = squares[:, None] + squares[None, :]
    total, within = 1 - (both + 2 * products) / 4, 1 - both / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(total < _TINY, np.nan, np.maximum(0, total - within) / total)
