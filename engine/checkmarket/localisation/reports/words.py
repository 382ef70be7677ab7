"""Sentences that several reports say."""

from __future__ import annotations

from checkmarket.localisation.judging import Judged, LocaleResult


def per_cent(share: float) -> str:
    """Cut, not rounded, to a tenth: 94.96 % is not the 95 % that was asked for, and 99.99 % not all."""
    tenths = int(share * 1000 + 1e-9)
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def short_of(one: LocaleResult, judged: Judged) -> str:
    """What a locale lacks of what was asked for."""
    counts = one.counts
    done = counts.translated + counts.inherited - (counts.identical if judged.deduct_identical else 0)
    return (
        f"{one.name}: {per_cent(one.share or 0)} % translated, {done:,} of {counts.total:,} messages;"
        f" asked for are {per_cent(judged.minimum or 0)} %"
    )
