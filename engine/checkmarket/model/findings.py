"""Outcomes: what one rule says of one subject in one market."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checkmarket.model.conditions import Leaf
from checkmarket.model.law import Penalty, Rule
from checkmarket.model.truth import Truth
from checkmarket.model.values import Known


class Status(StrEnum):
    """The outcome of one rule (design: three-valued logic)."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    PASS_IF_APPLICABLE = "pass-if-applicable"
    POSSIBLE_FAIL = "possible-fail"
    NOT_APPLICABLE = "not-applicable"
    NOT_IN_FORCE = "not-in-force"


OPEN = frozenset({Status.UNKNOWN, Status.PASS_IF_APPLICABLE, Status.POSSIBLE_FAIL})
"""The outcomes that an answer could still change."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A leaf that decides an outcome, or could: what is known of its fact, and what the rule needs, in words."""

    fact: str
    value: Known
    needs: str
    leaf: Leaf
    truth: Truth


@dataclass(frozen=True, slots=True)
class Credit:
    """The share of a duty that is met: the lowest and highest that is still possible, in [0, 1]."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule, one subject, one market.

    because: what decides the outcome; missing_facts: the unknown facts that could still change it, what to ask first;
    optional: it is not even certain that the rule applies; signed: a counsel vouches for the rule as it stands here.
    """

    rule: Rule
    market: str
    status: Status
    credit: Credit | None
    optional: bool
    because: tuple[Reason, ...]
    missing_facts: tuple[str, ...]
    remediation: tuple[str, ...]
    penalty: Penalty | None
    as_of: date
    signed: bool = False

    @property
    def counts(self) -> bool:
        """It has a weight in a score: it applies, or may."""
        return self.credit is not None and self.rule.kind != "may"

    @property
    def is_breach(self) -> bool:
        """A duty that is not met; advice that is not followed is none."""
        return self.status is Status.FAIL and self.rule.kind in ("must", "must-not")

    @property
    def may_be_breach(self) -> bool:
        """A duty of which a breach is still possible."""
        return self.status in (Status.UNKNOWN, Status.POSSIBLE_FAIL) and self.rule.kind in ("must", "must-not")
