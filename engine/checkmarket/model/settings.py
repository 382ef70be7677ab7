"""What `.checkmarket.yaml` says: how a project is judged when nobody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Paths are as written, from the folder of the file.  What is left out is empty: the command's own default holds.

    reports: pairs of a format and a file, which may hold {product}; locked: the file of the lock, "true" for the one
    beside this file, "false" for none.
    """

    products: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    library: str = ""
    profile: str = ""
    fail_on: tuple[str, ...] = ()
    min_score: Mapping[str, Decimal] = field(default_factory=dict)
    min_coverage: Mapping[str, Decimal] = field(default_factory=dict)
    max_not_applicable: Decimal | None = None
    coming_within: str = ""
    waivers: str = ""
    baseline: str = ""
    locked: str = ""
    reports: tuple[tuple[str, str], ...] = ()
