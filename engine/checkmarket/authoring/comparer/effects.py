"""What a change of the law does to products: each is judged by both libraries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checkmarket.model.changes import Fate, Flip, MarketEffect, ProductEffect, Standing
from checkmarket.model.findings import Finding, Status
from checkmarket.model.library import Library
from checkmarket.model.report import MarketResult
from checkmarket.model.subject import Subject
from checkmarket.model.values import PartialSet
from checkmarket.session import judge

_SILENT = frozenset({Status.NOT_APPLICABLE, Status.NOT_IN_FORCE})


def effects_on(old: tuple[Library, Subject], new: tuple[Library, Subject], as_of: date, profile: str) -> ProductEffect:
    """What differs for one product, as each library reads it, in the markets it states and those above them."""
    before, after = (_judged(*one, as_of, profile) for one in (old, new))
    effects = (_market(market, before.get(market), after.get(market)) for market in sorted({*before, *after}))
    return ProductEffect(product=new[1].id, markets=tuple(one for one in effects if not one.is_none))


def _judged(library: Library, subject: Subject, as_of: date, profile: str) -> dict[str, MarketResult]:
    markets = tuple(_markets(library, subject, as_of))
    if not markets:
        return {}
    chosen = profile if profile in library.profiles else next(iter(sorted(library.profiles)))
    return {one.market: one for one in judge(library, subject, *markets, as_of=as_of, profile=chosen)}


def _markets(library: Library, subject: Subject, as_of: date) -> list[str]:
    """Where the product is offered, and the places above."""
    stated = subject.stated("offer.markets", ())
    members = stated.has if isinstance(stated, PartialSet) else stated if isinstance(stated, frozenset) else ()
    named = {str(one) for one in (*members, *subject.markets) if str(one) in library.places}
    found = {place for one in named for place in library.chain(one, as_of)}
    return sorted(one for one in found if library.is_market(one, as_of))


def _market(market: str, before: MarketResult | None, after: MarketResult | None) -> MarketEffect:
    return MarketEffect(
        market=market,
        before=_standing(before),
        after=_standing(after),
        flips=tuple(_flips(before, after)),
        coming=tuple(_coming(before, after)),
    )


def _standing(result: MarketResult | None) -> Standing | None:
    if result is None:
        return None
    scores = result.scores
    return Standing(verdict=result.verdict, compliance=scores.compliance.total, culture=scores.culture.total)


def _flips(before: MarketResult | None, after: MarketResult | None) -> Iterator[Flip]:
    old, new = ({one.rule.id: one for one in result.findings} if result else {} for result in (before, after))
    for rule in sorted({*old, *new}):
        one, other = old.get(rule), new.get(rule)
        if _word(one) is not _word(other):
            found = other or one
            assert found is not None
            yield Flip(rule=rule, title=found.rule.title, before=_word(one), after=_word(other))


def _word(finding: Finding | None) -> Status | None:
    """What does not apply, is not in force or not judged at all makes no difference to the product."""
    return None if finding is None or finding.status in _SILENT else finding.status


def _coming(before: MarketResult | None, after: MarketResult | None) -> Iterator[tuple[str, date, Fate]]:
    old, new = (
        {(one.finding.rule.id, one.applies_from) for one in result.coming} if result else set()
        for result in (before, after)
    )
    for rule, day in sorted(old ^ new):
        yield rule, day, Fate.ADDED if (rule, day) in new else Fate.REMOVED
