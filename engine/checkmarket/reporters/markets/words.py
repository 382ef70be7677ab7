"""What CLDR's codes mean, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkmarket.markets.spread import Held, Value

DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
HOURS = {"H": "0 to 23", "h": "1 to 12", "hb": "1 to 12", "hB": "1 to 12", "K": "0 to 11", "k": "1 to 24"}
CALENDARS = {
    "gregorian": "Gregorian",
    "buddhist": "Buddhist",
    "chinese": "Chinese",
    "coptic": "Coptic",
    "dangi": "Korean (Dangi)",
    "ethiopic": "Ethiopian",
    "hebrew": "Hebrew",
    "indian": "Indian national",
    "islamic": "Islamic",
    "islamic-civil": "Islamic (civil)",
    "islamic-rgsa": "Islamic (by sighting in Saudi Arabia)",
    "islamic-tbla": "Islamic (tabular)",
    "islamic-umalqura": "Islamic (Umm al-Qura)",
    "japanese": "Japanese",
    "persian": "Persian",
    "roc": "Republic of China",
}
STATUS = {"official": "official", "de-facto": "official in fact", "regional": "official in a part", "spoken": ""}
MEASURES = {"metric": "metric", "US": "US customary", "UK": "metric and imperial, as in the United Kingdom"}
TEMPERATURES = {"metric": "°C", "UK": "°C", "US": "°F"}
PAPER = {"US-Letter": "US Letter"}
FIELDS = {
    "name": "name",
    "company_name": "company",
    "street_address": "street",
    "city_area": "district",
    "city": "city",
    "country_area": "area",
    "postal_code": "postal code",
    "sorting_code": "sorting code",
}

_FEW = 3


def several(words: tuple[str, ...] | list[str]) -> str:
    """Saturday and Sunday."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def spread_in_words(found: tuple[Held[Value], ...], words: Mapping[Any, str], total: int, *, shown: int = 4) -> str:
    """One value, or each with where it holds: `Monday in 25 of 27; Sunday in PT, MT`.

    total: the number of members; shown: how many values are told, the rest is counted.
    """
    if not found:
        return "unknown"
    if len(found) == 1 and len(found[0].where) == total:
        return words[found[0].value]
    parts = [f"{words[one.value]} in {_where(one.where, total)}" for one in found[:shown]]
    more = len(found) - shown
    known = sum(len(one.where) for one in found)
    return "; ".join(
        [
            *parts,
            *([f"and {more} more"] if more > 0 else []),
            *([f"unknown in {total - known}"] if known < total else []),
        ]
    )


def _where(codes: tuple[str, ...], total: int) -> str:
    return ", ".join(codes) if len(codes) <= _FEW else f"{len(codes)} of {total}"


def percent_in_words(share: float | None) -> str:
    """A share in per cent, precise where it is small: 46 %, 3.2 %, < 0.1 %."""
    if share is None:
        return "unknown"
    if share < 0.1:  # noqa: PLR2004 - a tenth of a per cent
        return "< 0.1 %"
    return f"{share:.{1 if share < 9.95 else 0}f}".removesuffix(".0") + " %"  # noqa: PLR2004 - 9.96 would be 10.0


def people_in_words(number: int | None) -> str:
    """36.5 million people."""
    if number is None:
        return "number of people unknown"
    million = 1_000_000
    if number < million:
        return f"{number:,} people"
    return f"{number / million:,.{1 if number < 100 * million else 0}f}".removesuffix(".0") + " million people"
