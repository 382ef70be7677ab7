"""What was found before and is tolerated: only what is new fails the gate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFinding:
    """A finding of the baseline.  outcome: breach or open; fingerprint: 64 hexadecimal digits."""

    product: str
    market: str
    rule: str
    outcome: str
    fingerprint: str
