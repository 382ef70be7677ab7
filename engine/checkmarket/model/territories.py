"""What Unicode CLDR says of countries and territories, and how many people the languages of a product reach there.

Enters: the table of rules/territories.json.  Leaves: shares of people as ranges; None where nothing is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from checkmarket.model.law import Window

Official = Literal["official", "de-facto", "regional", ""]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

_ALL = 100.0  # per cent
_SPOKEN_BY, _WRITTEN_BY = 10.0, 50.0  # per cent of the people, and of those who speak it
_REGION, _EXTENDED, _SCRIPT = 2, 3, 4  # letters of the parts of a language tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """The people of a territory who can use a screen in a language, first or second language alike.

    language: a tag as CLDR writes it, such as de or zh-Hant; base, script: its parts, such as zh and Hant; percent: of
    the population, in [0, 100]; the percentages of a territory overlap, so they may sum to more than 100; official: in
    the whole territory, in fact but not by law, in a part of it, or not; literacy: percent of these people who can read
    it; writing: percent of them who regularly read or write it, None where CLDR says nothing of it.
    Source: UTS #35 part 6, 2.3.
    """

    language: str
    base: str
    script: str
    percent: float
    official: Official = ""
    literacy: float
    writing: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourCycle:
    """How the hours of a day are written: H is 0–23, h is 1–12, hB 1–12 with a part of the day, the preferred first."""

    preferred: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tender:
    """A currency (ISO 4217) and the days on which it is legal tender."""

    currency: str
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """One territory of ISO 3166-1.

    population: people; literacy: percent of them; speakers: the most first; measurement, temperature: metric, US or UK;
    calendars: CLDR's names, the preferred first; tenders: lately or now, the usual one first.
    """

    code: str
    population: int
    literacy: float
    speakers: tuple[Speakers, ...]
    measurement: str
    temperature: str
    paper: str
    calendars: tuple[str, ...]
    hours: HourCycle
    hours_by_language: Mapping[str, HourCycle]
    first_day: Weekday
    weekend: tuple[Weekday, ...]
    tenders: tuple[Tender, ...]

    def currencies(self, day: date) -> tuple[str, ...]:
        """What is legal tender on a day, the usual one first."""
        return tuple(one.currency for one in self.tenders if one.window.covers(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Territories:
    """The whole table.

    cldr: its version; codes: other codes of a territory, such as UK and GBR for GB; surname_first: languages whose
    names begin with the family name; aliases: other codes of a language, such as iw for he; scripts: the usual script
    of a language (zh: Hans), and of a language in a region where that is another (zh-TW: Hant); digits: the ten digits
    of a numbering system.
    """

    cldr: str = ""
    by_code: Mapping[str, Territory] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    surname_first: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)
    scripts: Mapping[str, str] = field(default_factory=dict)
    digits: Mapping[str, str] = field(default_factory=dict)


NO_TERRITORIES = Territories()


@dataclass(frozen=True, slots=True)
class Share:
    """A share of people in per cent, known between two bounds: 0 <= low <= high <= 100."""

    low: float
    high: float


def is_widely_read(percent: float | None, writing: float | None) -> bool:
    """Many use a language, and not only to speak: Bavarian is seldom written.  As Speakers has them; None: unknown."""
    return (percent or 0) >= _SPOKEN_BY and (writing is None or writing >= _WRITTEN_BY)


class Written(NamedTuple):
    """A language and its script.  is_sure: the tag names the script or a region that tells it."""

    base: str
    script: str
    is_sure: bool


def written(territories: Territories, tag: str) -> Written:
    """What a BCP 47 tag means: pt-BR is Portuguese; zh-TW is Chinese in traditional characters; iw is Hebrew.

    `zh` alone is Chinese in simplified characters, as CLDR has it, but not surely so.
    """
    base, script, region = _parts(tag)
    if alias := territories.aliases.get(base):
        base, alias_script, alias_region = _parts(alias)
        script, region = script or alias_script, region or alias_region
    usual = territories.scripts.get(f"{base}-{region}") or territories.scripts.get(base, "")
    return Written(base, script or usual, bool(script or region))


def spoken(territories: Territories, tag: str, percent: float) -> Speakers:
    """The people of a place who use a language, counted elsewhere than in CLDR.  percent: in [0, 100]."""
    base, script, _ = written(territories, tag)
    return Speakers(language=tag, base=base, script=script, percent=percent, official="", literacy=_ALL)


def _parts(tag: str) -> tuple[str, str, str]:
    """Language, script and region of a tag, empty where it has none.  An extended language (zh-yue) is the language."""
    base, *rest = tag.replace("_", "-").split("-")
    script = region = ""
    for at, part in enumerate(rest):
        if len(part) == _EXTENDED and part.isalpha() and at == 0:
            base = part
        elif len(part) == _SCRIPT and part.isalpha():
            script = script or part.title()
        elif len(part) == _REGION and part.isalpha():
            region = region or part.upper()
        elif len(part) == 1:
            break  # an extension, or private use
    return base.lower(), script, region


def people_served(
    territories: Territories,
    codes: Sequence[str],
    offered: Collection[str],
    *,
    coverage: Mapping[str, float] | None = None,
) -> Share | None:
    """The share of the people of one territory, or of several taken as one, who can use one of the offered languages.

    codes: the territory, or the members of a group; offered: language tags; coverage: how much of the product a tag
    covers, in [0, 1], 1 where left out.  Speakers overlap by nobody knows how much, so in each territory
    max(p·c) <= served <= min(100, Σ p·c); a group's bounds are its territories' weighted by population.
    A language that CLDR does not count in a territory adds nothing.  None where a territory is unknown.
    """
    known = [territories.by_code.get(code) for code in codes]
    found = [one for one in known if one is not None and one.population > 0 and one.speakers]
    if not found or len(found) < len(known):
        return None
    tags = [(written(territories, tag), (coverage or {}).get(tag, 1.0)) for tag in sorted(offered)]
    shares = [(one.population, _served(one, tags)) for one in found]
    everybody = sum(people for people, _ in shares)
    low = sum(people * one.low for people, one in shares) / everybody
    return Share(min(low, _ALL), min(sum(people * one.high for people, one in shares) / everybody, _ALL))


def _served(territory: Territory, tags: Iterable[tuple[Written, float]]) -> Share:
    """Low counts what a tag surely means, high whatever it may mean."""
    low = high = 0.0
    for one in territory.speakers:
        same = [(tag, covered) for tag, covered in tags if tag.base == one.base]
        low = max([low, *(one.percent * covered for tag, covered in same if tag.script == one.script)])
        possible = [covered for tag, covered in same if tag.script == one.script or not tag.is_sure]
        high += one.percent * max(possible, default=0.0)
    return Share(low, min(max(low, high), _ALL))


def speakers_in(territories: Territories, codes: Sequence[str]) -> tuple[Speakers, ...]:
    """The languages of several territories taken as one, weighted by population, the most spoken first; none official.

    Empty where a territory is unknown.  What is official in a group is no sum: the EU has its own list.
    """
    found = [territories.by_code.get(code) for code in codes]
    known = [one for one in found if one is not None]
    everybody = sum(one.population for one in known)
    if len(known) < len(found) or not everybody:
        return ()
    rows: dict[str, list[tuple[float, Speakers]]] = {}
    for territory in known:
        for one in territory.speakers:
            rows.setdefault(one.language, []).append((one.percent * territory.population, one))
    merged = [_merged(parts, everybody) for parts in rows.values()]
    return tuple(sorted(merged, key=lambda one: (-one.percent, one.language)))


def _merged(parts: Sequence[tuple[float, Speakers]], everybody: int) -> Speakers:
    """One language in several territories.  parts: its people there, times 100."""
    people, first = sum(weight for weight, _ in parts), parts[0][1]
    read = sum(weight * one.literacy for weight, one in parts) / people if people else first.literacy
    return Speakers(
        language=first.language, base=first.base, script=first.script, percent=people / everybody, literacy=read
    )
