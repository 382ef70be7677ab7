"""Public holidays of one year, and which of them nobody has announced yet."""

from __future__ import annotations

import inspect
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holidays import HolidayBase

_PART = re.compile("[A-Z0-9]{1,3}")
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """is_provisional: the day is computed and not announced; where: the countries that have it, in their order."""

    day: date
    name: str
    is_provisional: bool
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOff:
    """The public holidays of a year, by day.

    announced_until: the last year for which a government that moves days off from year to year has announced them, as
    far as the list knows, None where it does not move them; is_whole: no day of that year is missing for want of a
    calendar; has_regional: parts of a country may have more; weekend: as the list of holidays counts it, empty for
    several countries.
    """

    year: int
    days: tuple[DayOff, ...]
    announced_until: int | None = None
    is_whole: bool = True
    has_regional: bool = False
    weekend: tuple[str, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """More days may still move than those that are marked."""
        return self.announced_until is not None and self.year > self.announced_until


def known_parts() -> tuple[str, ...]:
    """The parts of countries whose holidays are known, by their ISO 3166-2 codes, such as US-CA."""
    import holidays  # noqa: PLC0415 - an extra

    found = holidays.list_supported_countries(include_aliases=False)
    codes = [(country, part) for country, parts in found.items() for part in parts]
    return tuple(f"{country}-{part}" for country, part in codes if _PART.fullmatch(part))  # no Zone C of France


def days_off(country: str, part: str, year: int) -> DaysOff | None:
    """The public holidays of a country, or of a part of one; None where they are unknown, for that year too."""
    found, is_whole = _list(country, part, year)
    if found is None or not found.start_year <= year <= found.end_year:
        return None
    announced = _announced_until(found)
    days = tuple(_days(found, country, moves=announced is not None and year > announced))
    return DaysOff(
        year=year,
        days=days,
        announced_until=announced,
        is_whole=is_whole,
        has_regional=bool(found.subdivisions) and not part,
        weekend=tuple(_WEEK[one] for one in sorted(found.weekend)),
    )


def _list(country: str, part: str, year: int) -> tuple[HolidayBase | None, bool]:
    """The library's own list, and whether it is whole: it warns where a calendar of feasts ends before that year."""
    import holidays  # noqa: PLC0415 - an extra

    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        return None, True
    part = part if part in known[country] else ""
    kind: Any = type(holidays.country_holidays(country))
    options = {"islamic_show_estimated"} & inspect.signature(kind).parameters.keys()
    english = [one for one in kind.supported_languages if one.startswith("en")]
    language = "en_US" if "en_US" in english else next(iter(english), None)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        found: HolidayBase = kind(years=year, subdiv=part or None, language=language, **dict.fromkeys(options, True))
    return found, not warned


def _announced_until(found: HolidayBase) -> int | None:
    """The last year whose days the list takes from an announcement, where days move by announcement at all."""
    announced: Mapping[int, object] = getattr(found, "special_public_holidays", {})
    return max(announced) if found.has_substituted_holidays and announced else None


def _days(found: HolidayBase, country: str, *, moves: bool) -> Iterator[DayOff]:
    """moves: nobody has announced yet which days are moved, so that a moved day is a guess."""
    estimated, both, observed = (_label(found, name) for name in ("estimated", "observed_estimated", "observed"))
    for day in sorted(found):
        for name in found.get_list(day):
            bare = _stripped(name, estimated) or _stripped(name, both, observed) or name
            guess = bare != name or (moves and _stripped(name, observed) is not None)
            yield DayOff(day=day, name=bare, is_provisional=guess, where=(country,))


def _label(found: HolidayBase, name: str) -> str:
    """How the list marks a name, in the language of its names, such as `%s (estimated)`; %s where it does not."""
    label = getattr(found, f"{name}_label", None)
    return str(found.tr(label)) if label else "%s"


def _stripped(name: str, label: str, instead: str = "%s") -> str | None:
    """The name without a label, or with another one; None where it does not bear it."""
    hit = re.fullmatch(re.escape(label).replace("%s", "(.+)"), name) if label != "%s" else None
    return instead % hit[1] if hit else None


def days_off_among(countries: Sequence[str], year: int) -> DaysOff | None:
    """Which days are off in which members of a group; None where it is unknown for one of them."""
    lists = [days_off(one, "", year) for one in countries]
    known = [one for one in lists if one is not None]
    if len(known) < len(lists):
        return None
    by_day: dict[date, list[DayOff]] = {}
    for one in known:
        for off in one.days:
            by_day.setdefault(off.day, []).append(off)
    unannounced = [one.announced_until for one in known if one.announced_until is not None]
    return DaysOff(
        year=year,
        days=tuple(_shared(day, several) for day, several in sorted(by_day.items())),
        announced_until=min(unannounced, default=None),
        is_whole=all(one.is_whole for one in known),
        has_regional=any(one.has_regional for one in known),
    )


def _shared(day: date, several: Sequence[DayOff]) -> DayOff:
    """One day of several countries, by its most frequent name."""
    return DayOff(
        day=day,
        name=Counter(one.name for one in several).most_common(1)[0][0],
        is_provisional=all(one.is_provisional for one in several),
        where=tuple(dict.fromkeys(country for one in several for country in one.where)),
    )
