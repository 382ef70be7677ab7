"""What changed in meaning between two libraries, and what that does to products."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checkmarket.model.document import Place
from checkmarket.model.findings import Status
from checkmarket.model.report import Score, Verdict


class Direction(StrEnum):
    """Whether more is asked of companies, or less, where that can be told; else only that it changed."""

    STRICTER = "stricter"
    LAXER = "laxer"
    CHANGED = "changed"


class Fate(StrEnum):
    """What became of a thing."""

    ADDED = "new"
    REMOVED = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One side of a thing that changed.  lines: ("-", before), ("+", after) or (" ", what stands between)."""

    name: str
    lines: tuple[tuple[str, str], ...]
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing.  thing: rule, parameter, term …; rests: the rules that rest on it, and what it does to each."""

    thing: str
    id: str
    title: str
    fate: Fate
    direction: Direction
    aspects: tuple[Aspect, ...] = ()
    rests: tuple[tuple[str, Direction], ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A rule that comes out differently.  None: it is not judged there."""

    rule: str
    title: str
    before: Status | None
    after: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A market's verdict and its two scores."""

    verdict: Verdict
    compliance: Score
    culture: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketEffect:
    """One market of one product.  before, after: None where there is no such market; coming: (rule, day, fate)."""

    market: str
    before: Standing | None
    after: Standing | None
    flips: tuple[Flip, ...]
    coming: tuple[tuple[str, date, Fate], ...]

    @property
    def is_none(self) -> bool:
        """Nothing is different there."""
        return self.before == self.after and not self.flips and not self.coming


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductEffect:
    """One product.  problems: why it could not be judged by one of the two, or empty; markets: where it differs."""

    product: str
    markets: tuple[MarketEffect, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDiff:
    """Everything.  unsigned: rules that were signed and no longer are; effects: of every product, changed or not."""

    old: str
    new: str
    as_of: date
    changes: tuple[Change, ...]
    unsigned: tuple[str, ...] = ()
    effects: tuple[ProductEffect, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing changed in meaning."""
        return not self.changes and not self.unsigned
