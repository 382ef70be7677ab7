"""Tests beside the law: what one rule must say of some facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checkmarket.model.document import Place
from checkmarket.model.findings import Status
from checkmarket.model.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One expectation.  missing: the facts an unknown outcome must name, or None where the case does not say."""

    sentence: str
    rulebook: str
    rule: str
    market: str
    as_of: date
    subject: Subject
    expect: Status
    credit: Decimal | None
    missing: frozenset[str] | None
    place: Place
