"""Accepted risk: a waiver of one finding that somebody owns and somebody else approved, until a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from checkmarket.model.document import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One entry of a waiver file.

    law: the digest of the rule's meaning it was given for; expires: the last day it counts; approver, ticket: or empty.
    """

    rule: str
    market: str
    product: str
    justification: str
    owner: str
    approver: str
    expires: date
    law: str
    ticket: str = ""
    place: Place = field(compare=False)

    def has_expired(self, day: date) -> bool:
        """It counts through its last day.  No other place decides this."""
        return day > self.expires


class WaiverFault(StrEnum):
    """Why a waiver does not count."""

    EXPIRED = "expired"
    REOPENED = "reopened"  # the law has changed since it was given
    UNAPPROVED = "unapproved"  # nobody but its owner approved it
    UNMATCHED = "unmatched"  # there is nothing to waive


@dataclass(frozen=True, slots=True)
class FaultyWaiver:
    """A waiver that does not count: a finding of its own.  message: in words."""

    waiver: Waiver
    fault: WaiverFault
    message: str
