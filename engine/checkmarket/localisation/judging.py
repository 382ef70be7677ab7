"""What a scan is asked to hold, and what falls short of it."""

from __future__ import annotations

from dataclasses import dataclass

from checkmarket.localisation.measure import Counts, by_locale
from checkmarket.localisation.reach import Reach
from checkmarket.localisation.scanner import Scan

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleResult:
    """One locale over all its domains.  name: BCP 47, or as written where that is no locale; share: in [0, 1]."""

    name: str
    written: tuple[str, ...]
    is_source: bool
    counts: Counts
    share: float | None
    is_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A scan with what was asked of it.  minimum: a share in [0, 1], None where none was asked."""

    scan: Scan
    minimum: float | None
    deduct_identical: bool
    locales: tuple[LocaleResult, ...]
    markets: tuple[Reach, ...] = ()

    @property
    def errors(self) -> int:
        """Flaws that people see as a mistake, or that stop a program."""
        return sum(one.severity == "error" for one in self.scan.flaws)

    @property
    def short(self) -> tuple[LocaleResult, ...]:
        """The locales below the minimum."""
        return tuple(one for one in self.locales if one.is_short)

    @property
    def fails(self) -> bool:
        """Something that was asked for does not hold."""
        return bool(self.errors or self.short)


def judge(scan: Scan, *, minimum: float | None = None, deduct_identical: bool = False) -> Judged:
    """Hold every locale but the source against the minimum."""
    totals = by_locale(scan.coverage)
    judged = [
        _result(name, counts, scan, minimum, deduct_identical=deduct_identical) for name, counts in totals.items()
    ]
    return Judged(scan=scan, minimum=minimum, deduct_identical=deduct_identical, locales=tuple(judged))


def _result(name: str, counts: Counts, scan: Scan, minimum: float | None, *, deduct_identical: bool) -> LocaleResult:
    rows = [one for one in scan.coverage if name == (one.locale or one.written)]
    is_source = any(one.is_source for one in rows)
    share = counts.share(deduct_identical=deduct_identical)
    return LocaleResult(
        name=name,
        written=tuple(sorted({one.written for one in rows if one.written})),
        is_source=is_source,
        counts=counts,
        share=share,
        is_short=bool(not is_source and minimum is not None and share is not None and share < minimum - _ROUNDING),
    )


def shares(judged: Judged) -> dict[str, float]:
    """How much of the product each real locale covers; the source covers all of it."""
    found = {one.name: 1.0 if one.is_source else one.share or 0.0 for one in judged.locales}
    tags = {one.locale for one in judged.scan.coverage if one.locale} | {judged.scan.source.locale}
    return {tag: found.get(tag, 1.0) for tag in sorted(tags)}
