"""What CLDR says of a place that a jurisdiction can begin with."""

from __future__ import annotations

from datetime import date

from checkmarket.library.territories import load_territories


def languages_and_currency(code: str, day: date) -> tuple[tuple[str, ...], str, str]:
    """The official languages (tags) of a country, its currency on a day, and the source; empty where unknown."""
    table = load_territories()
    found = table.by_code.get(code)
    if found is None:
        return (), "", ""
    languages = tuple(one.language for one in found.speakers if one.official in ("official", "de-facto"))
    currency = next(iter(found.currencies(day)), "")
    return languages, currency, f"Unicode CLDR {table.cldr}" if languages or currency else ""
