"""Turn findings into scores: the interval that the unknown outcomes leave, per domain and for the market.

Enters: Findings, the domains, a Profile.  Leaves: Scores.
"""

from checkmarket.scorer.scorer import score

__all__ = ["score"]
