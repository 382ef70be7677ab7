"""The machine forms `checkmarket-market/1` and `checkmarket-markets/1`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from checkmarket.markets.profile import MarketProfile
from checkmarket.markets.spread import Held
from checkmarket.reporters.markets.listing import ListedMarket

_SPREAD = ("currencies", "hours", "first_day", "weekend", "calendars", "measurement", "temperature", "paper")


def render(profile: MarketProfile) -> str:
    """The whole profile, two spaces deep.  null, or an empty list: unknown."""
    place, off = profile.place, profile.days_off
    found = {
        "schema": "checkmarket-market/1",
        "market": place.code,
        "title": place.title,
        "kind": place.kind,
        "countries": place.countries,
        "as_of": profile.day.isoformat(),
        "above": profile.above,
        "rulebooks": {"own": profile.own_books, "inherited": profile.inherited_books},
        "population": profile.population,
        "literacy": _rounded(profile.literacy),
        "languages": [_shares(asdict(one)) for one in profile.languages],
        "official_reach": profile.official_reach and _shares(asdict(profile.official_reach)),
        "writing": [_writing(asdict(one)) for one in profile.writing],
        "currency_names": profile.currency_names,
        **{name: [_held(one) for one in getattr(profile, name)] for name in (*_SPREAD, "telephone", "address")},
        "days_off": off
        and {**asdict(off), "provisional": off.is_provisional, "days": [_day(asdict(one)) for one in off.days]},
        "sources": profile.sources,
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def render_list(markets: Iterable[ListedMarket]) -> str:
    """The shipped markets."""
    found = {"schema": "checkmarket-markets/1", "markets": [asdict(one) for one in markets]}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _held(one: Held[Any]) -> dict[str, object]:
    return asdict(one)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _shares(row: dict[str, Any]) -> dict[str, Any]:
    return {key: _rounded(value) if isinstance(value, float) else value for key, value in row.items()}


def _writing(row: dict[str, Any]) -> dict[str, Any]:
    """The categories as a mapping: the smallest whole number by category."""
    found = row["plurals"]
    return {**row, "plurals": found and {"reached": dict(found["reached"]), "unreached": found["unreached"]}}


def _day(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "day": row["day"].isoformat(),
        "name": row["name"],
        "provisional": row["is_provisional"],
        "where": row["where"],
    }
