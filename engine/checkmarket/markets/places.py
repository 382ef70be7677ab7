"""Find the place that a code means: a country, a part of one, or a group of countries such as the EU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal

from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean
from checkmarket.model.library import Library
from checkmarket.model.territories import Territories

WORLD = "WORLD"
"""The layer that every market inherits from: a jurisdiction, but nowhere to launch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """code: as asked for, in capitals; countries: itself, the country it is a part of, or the members of the group, by
    ISO 3166-1; counted: the codes under which its people are counted, empty for a part that nobody counted; part: what
    follows the hyphen of a part's code."""

    code: str
    title: str
    kind: Literal["country", "part", "group"]
    countries: tuple[str, ...]
    counted: tuple[str, ...]
    part: str = ""

    @property
    def country(self) -> str:
        """The one country, or an empty text for a group."""
        return "" if self.kind == "group" else self.countries[0]


def find_place(code: str, library: Library, territories: Territories, day: date, parts: Sequence[str] = ()) -> Place:
    """The place as it stands on a day: the members of a group come and go.

    parts: codes of parts of countries that are known beside the shipped ones.  Raises UsageIsWrong where there is none.
    """
    word = code.strip()
    if word.upper() == WORLD:
        raise UsageIsWrong(f"{WORLD} holds what every market inherits and is no market", "name a country, or EU")
    place = _place(word.upper(), library, territories, day, parts)
    if place is None:
        raise UsageIsWrong(f"unknown market '{code}'", _hint(word, library, territories, parts))
    return place


def _place(code: str, library: Library, territories: Territories, day: date, parts: Sequence[str]) -> Place | None:
    country, _, part = code.partition("-")
    title = library.places.get(code, f"in {library.places.get(country, country)}" if part else code)
    counted = (code,) if code in territories.by_code else ()
    if not part and counted:
        return Place(code=code, title=title, kind="country", countries=counted, counted=counted)
    if part and country in territories.by_code and (code in library.jurisdictions or code in parts):
        return Place(code=code, title=title, kind="part", countries=(country,), counted=counted, part=part)
    members = {one.child for one in library.edges if one.parent == code and one.window.covers(day)}
    countries = tuple(sorted(one for one in members if one in territories.by_code and "-" not in one))
    return Place(code=code, title=title, kind="group", countries=countries, counted=countries) if countries else None


def _hint(word: str, library: Library, territories: Territories, parts: Sequence[str]) -> str:
    """By name (Germany), by another code (UK, DEU), by a name or a code that is nearly right."""
    by_name = {name.casefold(): code for code, name in library.places.items() if code != WORLD}
    if found := by_name.get(word.casefold()) or territories.codes.get(word.upper()):
        return f"did you mean '{found}' ({library.places[found]})?"
    if len(word) > len("CA-QC") and (near := get_close_matches(word.casefold(), by_name, n=3)):
        names = [f"'{by_name[one]}' ({library.places[by_name[one]]})" for one in near]
        return f"did you mean {' or '.join(names)}?"
    known = {*library.places, *parts}
    return did_you_mean(word.upper(), sorted(known), otherwise="codes are those of ISO 3166, such as DE or CA-QC")
