"""The measures of distance, over plain numbers.

Enters: the scores of two countries on the same indicators, and means, variances or covariances of a reference set.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = Sequence[float] | NDArray[np.float64]
    Matrix = Sequence[Sequence[float]] | NDArray[np.float64]

_TINY = 1e-9  # in standard deviations: what is closer to the mean has no direction; smaller eigenvalues are none


def cosine(one: Vector, other: Vector, *, means: Vector, deviations: Vector) -> float:
    """Cosine of two vectors after centring on `means` and division by `deviations`; nan where one has no direction.

    In [-1, 1].  Raw scores of 0 to 100 hardly discriminate, since all of them point the same way.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    a, b = ((np.asarray(x, float) - np.asarray(means)) / np.asarray(deviations) for x in (one, other))
    lengths = np.linalg.norm(a), np.linalg.norm(b)
    if min(lengths) < _TINY:
        return math.nan
    return float(np.clip(np.dot(a / lengths[0], b / lengths[1]), -1, 1))


def kogut_singh(one: Vector, other: Vector, *, variances: Vector) -> float:
    """(1/n) · Σ (I_a − I_b)² / V.  Source: Kogut and Singh 1988, Journal of International Business Studies 19(3)."""
    import numpy as np  # noqa: PLC0415

    return float(np.mean((np.asarray(one, float) - np.asarray(other, float)) ** 2 / np.asarray(variances)))


def standardised_euclidean(one: Vector, other: Vector, *, variances: Vector) -> float:
    """√(n · KS), which grows in step with the differences.  Source: Konara and Mohr 2019, Management Int. Review 59."""
    return math.sqrt(len(one) * kogut_singh(one, other, variances=variances))


def mahalanobis(one: Vector, other: Vector, *, covariance: Matrix) -> float:
    """√(d' · C⁻¹ · d); by a diagonal covariance its square is n · KS.  nan where the covariance has no inverse.

    Source: Mahalanobis 1936; for countries Berry, Guillén and Zhou 2010, J. of Int. Business Studies 41(9).
    """
    import numpy as np  # noqa: PLC0415

    matrix = np.asarray(covariance, float)
    scale = np.sqrt(np.diag(matrix))
    correlation = matrix / np.outer(scale, scale)  # indicators may be on very different scales
    if np.linalg.matrix_rank(correlation, tol=_TINY, hermitian=True) < len(matrix):
        return math.nan
    difference = (np.asarray(one, float) - np.asarray(other, float)) / scale
    return math.sqrt(max(0.0, float(difference @ np.linalg.solve(correlation, difference))))
