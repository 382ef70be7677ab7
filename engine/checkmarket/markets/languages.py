"""The languages of a market: how many people use each, which are official, and how its texts, numbers and days look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from checkmarket.markets.places import Place
from checkmarket.markets.plurals import Plurals, plurals
from checkmarket.markets.samples import Samples, direction, find_locale, language_name, samples
from checkmarket.model.library import Library
from checkmarket.model.territories import HourCycle, Official, Speakers, Territories, Territory, speakers_in, written

Status = Literal["official", "de-facto", "regional", "spoken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketLanguage:
    """One language of a market.

    percent: of the people who can use it; literacy: percent of these who can read it; writing: percent of these who
    regularly do; None where unknown.  stated: the jurisdiction's own file names it.
    """

    tag: str
    name: str
    percent: float | None
    literacy: float | None
    writing: float | None
    status: Status
    stated: bool

    @property
    def is_official(self) -> bool:
        """By law or in fact, in the whole market."""
        return self.status in ("official", "de-facto")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How an official language is written in the market.

    country: whose habits these are; direction: ltr, rtl or empty where unknown; surname_first: a person's name begins
    with that of the family; this, plurals and samples: None where unknown.
    """

    tag: str
    name: str
    country: str
    direction: str
    hours: HourCycle
    surname_first: bool | None
    plurals: Plurals | None
    samples: Samples | None


def market_languages(place: Place, library: Library, territories: Territories) -> tuple[MarketLanguage, ...]:
    """The official ones first, then by people; of a part that nobody counted only what its own file names."""
    own = library.jurisdictions.get(place.code)
    stated = {written(territories, tag)[:2]: tag for tag in (own.languages if own else ())}
    rows = _speakers(place, territories)
    counted = {(one.base, one.script) for one in rows}
    found = [_counted(one, place, stated=(one.base, one.script) in stated) for one in rows]
    found += [_uncounted(tag) for key, tag in stated.items() if key not in counted]
    return tuple(sorted(found, key=lambda one: (not one.is_official, -(one.percent or 0), one.tag)))


def _speakers(place: Place, territories: Territories) -> tuple[Speakers, ...]:
    if place.kind == "group":
        return speakers_in(territories, place.counted)
    return territories.by_code[place.code].speakers if place.counted else ()


def _counted(one: Speakers, place: Place, *, stated: bool) -> MarketLanguage:
    return MarketLanguage(
        tag=one.language,
        name=language_name(one.language),
        percent=one.percent,
        literacy=None if place.kind == "part" else one.literacy,  # its own file counts speakers, not readers
        writing=one.writing,
        status=_status(one.official, stated=stated),
        stated=stated,
    )


def _status(official: Official, *, stated: bool) -> Status:
    """As CLDR has it; but a language that the jurisdiction's own file names is official."""
    if stated and official != "de-facto":
        return "official"
    return official or "spoken"


def _uncounted(tag: str) -> MarketLanguage:
    return MarketLanguage(
        tag=tag, name=language_name(tag), percent=None, literacy=None, writing=None, status="official", stated=True
    )


def market_writing(
    languages: Iterable[MarketLanguage], place: Place, library: Library, territories: Territories, day: date, year: int
) -> tuple[Writing, ...]:
    """How each official language is written.  day: of the currency; year: of the day that is written as a sample."""
    countries = [territories.by_code[one] for one in place.countries]
    own = library.jurisdictions.get(place.code)
    currency = own.currency if own else ""
    return tuple(
        _writing(one, _home(one.tag, countries, territories), territories, currency, day, year)
        for one in languages
        if one.is_official
    )


def _home(tag: str, countries: Sequence[Territory], territories: Territories) -> Territory:
    """Of several countries the one where most people use the language, and where it is official before any other."""
    base, script, _ = written(territories, tag)

    def worth(country: Territory) -> tuple[bool, float]:
        row = next((one for one in country.speakers if (one.base, one.script) == (base, script)), None)
        return (
            (False, 0.0)
            if row is None
            else (row.official in ("official", "de-facto"), row.percent * country.population)
        )

    return max(countries, key=worth)


def _writing(
    one: MarketLanguage, home: Territory, territories: Territories, currency: str, day: date, year: int
) -> Writing:
    base, script, _ = written(territories, one.tag)
    locale = find_locale(base, script, home.code)
    money = currency or next(iter(home.currencies(day)), "")
    moment = datetime(year, 3, 14, 15, 7)  # noqa: DTZ001 - a day to write, not a moment; 14 is no month
    return Writing(
        tag=one.tag,
        name=one.name,
        country=home.code,
        direction=direction(base, script),
        hours=home.hours_by_language.get(base, home.hours),
        surname_first=base in territories.surname_first if locale else None,
        plurals=plurals(one.tag),
        samples=samples(locale, money, moment, home.code, territories.digits) if locale else None,
    )
