"""A counsel's word for a rule: bound to the digest of what the rule meant, and gone when that changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from checkmarket.model.document import Place


class SignatureWord(StrEnum):
    """What a sign-off is worth on a day; a rule has that of its best one."""

    SIGNED = "signed"
    UNVERIFIED = "unverified"  # keys were asked for, and none fits the person or the sign-off carries no signature
    EXPIRED = "expired"
    BROKEN = "broken"  # the rule has changed since
    FORGED = "forged"  # the person's own key says that the entry was not signed like this
    UNSIGNED = "unsigned"


SIGNATURES_BY_WORTH = tuple(SignatureWord)
"""The best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """One entry of a sign-off file.

    market: the jurisdiction in which the rule was read, its own or one below; digest: of all the rule means there;
    parts: short digests of its parts, to name what changed; expires: the last day it counts; signature: ed25519 over
    the entry, base64, or empty; changed: the parts of the rule that are no longer what was signed.
    """

    rule: str
    market: str
    digest: str
    parts: Mapping[str, str]
    by: str
    role: str
    on: date
    place: Place = field(compare=False)
    expires: date | None = None
    note: str = ""
    signature: str = ""
    changed: tuple[str, ...] = ()

    def word_on(self, day: date) -> SignatureWord:
        """Signed, broken or expired, as far as the entry itself tells."""
        if self.changed:
            return SignatureWord.BROKEN
        return SignatureWord.EXPIRED if self.expires is not None and self.expires < day else SignatureWord.SIGNED


@dataclass(frozen=True, slots=True)
class JudgedSignOff:
    """A sign-off and what it is worth.  why: in words, empty where it holds."""

    entry: SignOff
    word: SignatureWord
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureState:
    """A rule as signed in its own jurisdiction.  elsewhere: sign-offs of it as it stands in places below."""

    rule: str
    word: SignatureWord
    entries: tuple[JudgedSignOff, ...] = ()
    elsewhere: tuple[JudgedSignOff, ...] = ()


def best(words: list[SignatureWord]) -> SignatureWord:
    """The worth of several sign-offs of one rule."""
    return min(words, key=SIGNATURES_BY_WORTH.index, default=SignatureWord.UNSIGNED)
