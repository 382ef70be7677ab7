"""Read rules/territories.json, the table of what CLDR says of territories; each is made when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from checkmarket.library.assets import assets_root
from checkmarket.model.law import Window
from checkmarket.model.territories import HourCycle, Speakers, Tender, Territories, Territory

TABLE = Path("rules", "territories.json")


def load_territories(root: Path | None = None) -> Territories:
    """The table of a library, or the shipped one where it has none of its own.

    The file is made by a script and trusted: raises OSError where there is none, ValueError where it is no JSON.
    """
    own = root / TABLE if root else None
    path = own if own and own.is_file() else assets_root() / TABLE
    return read_territories(path.read_bytes())


def read_territories(data: bytes) -> Territories:
    """The table that a file holds.  Raises ValueError where it is no JSON, or KeyError where it is no such table."""
    found = json.loads(data)
    scripts = {language: script for script, several in found["scripts"].items() for language in several.split()}
    return Territories(
        cldr=found["cldr"],
        by_code=_ByCode(found["territories"], found["world"], scripts),
        codes=found["codes"],
        surname_first=frozenset(found["surname_first"]),
        aliases=found["aliases"],
        scripts={**scripts, **found["regional_scripts"]},
        digits=found["digits"],
    )


class _ByCode(Mapping[str, Territory]):
    """The territories by code.  A check asks for one or two of the 249, so none is made before."""

    def __init__(self, rows: Mapping[str, Any], world: Mapping[str, Any], scripts: Mapping[str, str]) -> None:
        self._rows, self._world, self._scripts = rows, world, scripts
        self._made: dict[str, Territory] = {}

    def __getitem__(self, code: str) -> Territory:
        if code not in self._made:
            self._made[code] = _territory(code, {**self._world, **self._rows[code]}, self._scripts)
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _territory(code: str, row: Mapping[str, Any], scripts: Mapping[str, str]) -> Territory:
    return Territory(
        code=code,
        population=row["population"],
        literacy=row["literacy"],
        speakers=tuple(_speakers(tag, one, row["literacy"], scripts) for tag, one in row["languages"].items()),
        measurement=row["measurement"],
        temperature=row.get("temperature", row["measurement"]),
        paper=row["paper"],
        calendars=tuple(row["calendars"]),
        hours=_hours(row["hours"]),
        hours_by_language={language: _hours(one) for language, one in row.get("hours_by_language", {}).items()},
        first_day=row["first_day"],
        weekend=tuple(row["weekend"]),
        tenders=tuple(_tender(*one) for one in row.get("currencies", ())),
    )


def _speakers(tag: str, row: list[Any], literacy: float, scripts: Mapping[str, str]) -> Speakers:
    percent, official, reads, writes = [*row, None, None, None][:4]
    base, _, script = tag.partition("-")
    return Speakers(
        language=tag,
        base=base,
        script=script or scripts.get(base, ""),
        percent=percent,
        official=official or "",
        literacy=literacy if reads is None else reads,
        writing=writes,
    )


def _hours(row: list[str]) -> HourCycle:
    preferred, *allowed = row
    return HourCycle(preferred=preferred, allowed=tuple(allowed))


def _tender(currency: str, first: str | None, last: str | None = None) -> Tender:
    days = (date.fromisoformat(one) if one else None for one in (first, last))
    return Tender(currency=currency, window=Window(*days))
