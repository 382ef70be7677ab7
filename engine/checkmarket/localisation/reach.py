"""Which languages of a market the scanned locales speak, how completely, and how many people they reach.

Enters: places, the table of territories, the shares of the locales.  Leaves: a Reach for each place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checkmarket.markets.languages import MarketLanguage, Status, market_languages
from checkmarket.markets.places import Place
from checkmarket.model.library import Library
from checkmarket.model.territories import Share, Territories, is_widely_read, people_served, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A language of a market.  percent: of its people, None where unknown; locale: the one that speaks it best, or
    empty; share: how much of the product it covers, in [0, 1], None where there is no locale."""

    tag: str
    name: str
    status: Status
    percent: float | None
    locale: str
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One market.  served: percent of its people who can use one of the locales, each weighted by its coverage; None
    where nobody counted speakers, as in most parts of countries."""

    market: str
    title: str
    languages: tuple[Spoken, ...]
    served: Share | None


def reach(
    places: Iterable[Place], shares: Mapping[str, float], library: Library, territories: Territories
) -> tuple[Reach, ...]:
    """The reach in each place.  shares: of the product that each locale (BCP 47) covers, the source locale included."""
    return tuple(_reach(place, shares, library, territories) for place in places)


def _reach(place: Place, shares: Mapping[str, float], library: Library, territories: Territories) -> Reach:
    languages = market_languages(place, library, territories)
    listed = [one for one in languages if one.is_official or is_widely_read(one.percent, one.writing)]
    served = people_served(territories, place.counted, shares, coverage=shares) if place.counted else None
    return Reach(
        market=place.code,
        title=place.title,
        languages=tuple(_spoken(one, place.countries, shares, territories) for one in listed),
        served=served,
    )


def _spoken(
    one: MarketLanguage, countries: Sequence[str], shares: Mapping[str, float], territories: Territories
) -> Spoken:
    base, script, _ = written(territories, one.tag)
    same = [tag for tag in shares if written(territories, tag)[:2] == (base, script)]

    def worth(tag: str) -> tuple[bool, bool, float]:
        region = tag.rpartition("-")[2]
        return (region in countries, tag in (base, f"{base}-{script}"), shares[tag])

    best = max(sorted(same), key=worth, default="")
    return Spoken(
        tag=one.tag,
        name=one.name,
        status=one.status,
        percent=one.percent,
        locale=best,
        share=shares[best] if best else None,
    )
