"""Decide: GO, NO-GO or CANNOT SAY, from findings and scores, by the thresholds of a profile."""

from checkmarket.gate.gate import WAIVERS, Circumstances, Decision, decide, worst

__all__ = ["WAIVERS", "Circumstances", "Decision", "decide", "worst"]
