"""How far apart two countries are by a table of indicators, and what that rests on.

Enters: a table, two countries, a measure.  Leaves: a Comparison that names table, year, measure, reference set, ddof,
the indicators it used and, where nothing can be said, the reason.  A missing country or score is never taken for zero.

The reference set are the countries over which means, variances and covariances are taken; ddof is what is subtracted
from their number in doing so (1: a sample, 0: all there are).  Both change the result, so both are always stated.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, assert_never

from checkmarket.markets.indicators import AnswerTable, IndicatorTable
from checkmarket.markets.measures import cosine, kogut_singh, mahalanobis, standardised_euclidean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Measure = Literal["cosine", "kogut-singh", "sed", "mahalanobis", "mahalanobis-diagonal", "cfst"]
MEASURES: tuple[Measure, ...] = ("cosine", "kogut-singh", "sed", "mahalanobis", "mahalanobis-diagonal")
"""What can be taken over an IndicatorTable; `cfst` is taken over an AnswerTable (module `fixation`)."""

PairRule = Literal["known-for-both", "all-known"]
"""Which indicators count for a pair: those known for both countries, or all of the table, else nothing is said."""

DECLARED = "declared"
"""What the code of a side is that a team declares for its own design: a company has no score of its own."""

_TINY = 1e-9  # the share by which numbers may differ and still count as one


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How far `one` is from `other`.

    value: of the measure, None where `reason` says why nothing can be said; similarity: 0 to 100 per cent, None where
    there is none (`similarity_means` says how it is taken); table: name and year; reference: the countries that means
    and variances were taken over; ddof: None where nothing was subtracted; used: indicators or questions; unused: the
    others, each with its reason; pairs: the rule that chose them.
    """

    measure: Measure
    one: str
    other: str
    table: str
    value: float | None = None
    reason: str = ""
    similarity: float | None = None
    reference: tuple[str, ...] = ()
    ddof: int | None = None
    used: tuple[str, ...] = ()
    unused: tuple[tuple[str, str], ...] = ()
    pairs: PairRule = "known-for-both"

    @property
    def similarity_means(self) -> str:
        """How the similarity follows from the measure."""
        if self.measure == "cosine":
            return "half of one plus the cosine: 100 alike, 50 unrelated, 0 opposite"
        return "the share of pairs of reference countries that are at least as far apart"

    @property
    def evidence(self) -> str:
        """What the value rests on, as one sentence to put behind a fact."""
        if self.value is None:
            return f"{self.measure} of {self.one} and {self.other} by {self.table}: unknown, {self.reason}"
        over = f", over {len(self.reference)} countries" if self.reference else ""
        ddof = "" if self.ddof is None else f", ddof {self.ddof}"
        things = "questions" if self.measure == "cfst" else "indicators"
        said = f"{self.measure} {self.value:.4f} of {self.one} and {self.other} by {self.table}"
        return f"{said}, {len(self.used)} of {len(self.used) + len(self.unused)} {things}{over}{ddof}"


def compare(
    table: IndicatorTable,
    one: str,
    other: str,
    measure: Measure,
    *,
    reference: tuple[str, ...] | None = None,
    ddof: int = 1,
    pairs: PairRule = "known-for-both",
) -> Comparison:
    """Compare two countries.  reference: country codes, all countries of the table where left out.

    Raises ValueError for a reference country that is not in the table, and for a measure over answers.
    """
    if measure == "cfst":
        raise ValueError("CFst is taken over answers, not over indicators")
    members = tuple(sorted(set(table.countries if reference is None else reference) - {DECLARED}))
    if absent := [code for code in members if code not in table.scores]:
        raise ValueError(f"not in the table: {', '.join(absent)}")
    empty = Comparison(
        measure=measure, one=one, other=other, table=table.title, reference=members, ddof=ddof, pairs=pairs
    )
    if missing := [code for code in (one, other) if code not in table.scores]:
        return replace(empty, reason=why_absent(missing, table))
    used, unused = _usable(table, one, other, members, ddof)
    chosen = replace(empty, used=tuple(table.indicators[i] for i in used), unused=unused)
    if not used:
        return replace(chosen, reason=f"no indicator can be used: {unused[0][1] if unused else 'there is none'}")
    if unused and pairs == "all-known":
        return replace(chosen, reason=f"{unused[0][0]}: {unused[0][1]}")
    return _measured(chosen, table, used)


def with_declared(table: IndicatorTable, scores: Mapping[str, float]) -> IndicatorTable:
    """The table with one more row, `declared`: what a team says of its own design on the table's scale.

    It is never part of the reference set.  Raises ValueError for an indicator that the table does not have.
    """
    if unknown := sorted(set(scores) - set(table.indicators)):
        raise ValueError(f"no indicator {', '.join(unknown)}")
    row = tuple(scores.get(name) for name in table.indicators)
    return replace(table, scores={**table.scores, DECLARED: row})


def why_absent(codes: Sequence[str], table: IndicatorTable | AnswerTable) -> str:
    """Why a country cannot be compared, with what might have been meant."""
    names = list(dict.fromkeys(codes))
    words = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} not in the table"
    parents = [code.split("-")[0] for code in names if code.split("-")[0] in table.countries]
    if parents:
        return f"{words}; {parents[0]} is, but a part is not the whole"
    return f"{words}; EU is no country: name a member state" if "EU" in names else words


def _usable(
    table: IndicatorTable, one: str, other: str, members: tuple[str, ...], ddof: int
) -> tuple[list[int], tuple[tuple[str, str], ...]]:
    """The places of the indicators that can be used for a pair, and the others with the reason."""
    used: list[int] = []
    unused: list[tuple[str, str]] = []
    for place, name in enumerate(table.indicators):
        lacking = [code for code in dict.fromkeys((one, other)) if table.scores[code][place] is None]
        known = [score for code in members if (score := table.scores[code][place]) is not None]
        if lacking:
            unused.append((name, f"no score for {' and '.join(lacking)}"))
        elif len(known) <= ddof:
            unused.append((name, f"{len(known)} reference countries have a score, too few for a variance"))
        elif not _varies(known):
            unused.append((name, "all reference countries have the same score"))
        else:
            used.append(place)
    return used, tuple(unused)


def _varies(known: Sequence[float]) -> bool:
    return max(known) - min(known) > _TINY * max(abs(one) for one in known)


def _measured(chosen: Comparison, table: IndicatorTable, used: Sequence[int]) -> Comparison:
    """The comparison with its value, over the indicators at the places `used`."""
    import numpy as np  # noqa: PLC0415

    ddof = chosen.ddof or 0
    scores = _matrix(table, chosen.reference, used)
    a, b = _matrix(table, (chosen.one, chosen.other), used)
    variances = np.nanvar(scores, axis=0, ddof=ddof)
    match chosen.measure:
        case "cosine":
            return _cosine(chosen, a, b, np.nanmean(scores, axis=0), np.sqrt(variances))
        case "mahalanobis":
            return _full_mahalanobis(chosen, a, b, scores, ddof)
        case "kogut-singh":
            value = kogut_singh(a, b, variances=variances)
        case "sed":
            value = standardised_euclidean(a, b, variances=variances)
        case "mahalanobis-diagonal":
            value = mahalanobis(a, b, covariance=np.diag(variances))
        case "cfst":
            raise ValueError("CFst is taken over answers")
        case _:
            assert_never(chosen.measure)
    return replace(chosen, value=value, similarity=_nearness((a - b) / np.sqrt(variances), scores / np.sqrt(variances)))


def _cosine(chosen: Comparison, a: Numbers, b: Numbers, means: Numbers, deviations: Numbers) -> Comparison:
    if len(chosen.used) == 1:
        return replace(chosen, reason="one indicator has no direction; cosine needs two")
    value = cosine(a, b, means=means, deviations=deviations)
    if math.isnan(value):
        return replace(chosen, reason="one of the two lies exactly at the mean, so it has no direction")
    return replace(chosen, value=value, similarity=50 * (1 + value))


def _full_mahalanobis(chosen: Comparison, a: Numbers, b: Numbers, scores: Numbers, ddof: int) -> Comparison:
    """Only countries with all indicators can give a covariance: they become the stated reference set."""
    import numpy as np  # noqa: PLC0415

    whole = ~np.isnan(scores).any(axis=1)
    known = scores[whole]
    chosen = replace(chosen, reference=tuple(np.asarray(chosen.reference)[whole].tolist()))
    wanted = len(chosen.used) + 1
    if len(known) < wanted or len(known) <= ddof:
        return replace(chosen, reason=f"{len(known)} reference countries have all scores, at least {wanted} are needed")
    covariance = np.atleast_2d(np.cov(known, rowvar=False, ddof=ddof))
    value = mahalanobis(a, b, covariance=covariance)
    if math.isnan(value):
        return replace(chosen, reason="indicators follow from each other over the reference set: no inverse")
    inverse = np.linalg.inv(np.linalg.cholesky(covariance))
    return replace(chosen, value=value, similarity=_nearness(inverse @ (a - b), known @ inverse.T))


def _matrix(table: IndicatorTable, codes: Sequence[str], used: Sequence[int]) -> Numbers:
    """Countries by indicators; nan where there is no score."""
    import numpy as np  # noqa: PLC0415

    rows = [[table.scores[code][place] for place in used] for code in codes]
    return np.array(rows, dtype=float).reshape(len(codes), len(used))


def _nearness(difference: Numbers, points: Numbers) -> float | None:
    """The share of pairs of points, in per cent, that are at least as far apart as `difference` is long.

    Points with a gap are left out; None where fewer than three are left.
    """
    import numpy as np  # noqa: PLC0415

    whole = points[~np.isnan(points).any(axis=1)]
    if len(whole) < 3:  # noqa: PLR2004 - two countries make one pair: nothing to compare it with
        return None
    first, second = np.triu_indices(len(whole), k=1)
    squares = ((whole[first] - whole[second]) ** 2).sum(axis=1)
    return 100 * float(np.mean(squares >= float(difference @ difference) * (1 - _TINY)))
