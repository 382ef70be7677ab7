"""Which place a code means, and what a wrong one is answered with."""

from __future__ import annotations

from datetime import date

import pytest

from checkmarket.library.territories import load_territories
from checkmarket.markets.places import find_place
from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.library import Library
from checkmarket.model.territories import Territories

DAY = date(2026, 11, 22)
PARTS = ("CA-QC", "US-CA", "US-NY")


@pytest.fixture(scope="module")
def table() -> Territories:
    return load_territories()


@pytest.mark.parametrize(
    ("code", "kind", "countries", "part", "title"),
    [
        ("DE", "country", ("DE",), "", "Germany"),
        (" de ", "country", ("DE",), "", "Germany"),
        ("JP", "country", ("JP",), "", "Japan"),
        ("CA-QC", "part", ("CA",), "QC", "Quebec"),
        ("us-ny", "part", ("US",), "NY", "in United States"),
    ],
)
def test_a_code_means_a_place(
    shipped: Library, table: Territories, code: str, kind: str, countries: object, part: str, title: str
) -> None:
    found = find_place(code, shipped, table, DAY, PARTS)
    assert (found.kind, found.countries, found.part, found.title) == (kind, countries, part, title)
    assert found.country == found.countries[0]


def test_the_union_has_the_members_of_the_day(shipped: Library, table: Territories) -> None:
    now, before = (find_place("EU", shipped, table, day) for day in (DAY, date(2019, 6, 1)))
    assert (now.kind, now.country, len(now.countries), len(before.countries)) == ("group", "", 27, 28)
    assert set(before.countries) - set(now.countries) == {"GB"}


def test_the_world_is_no_market(shipped: Library, table: Territories) -> None:
    with pytest.raises(UsageIsWrong, match="WORLD holds what every market inherits and is no market"):
        find_place("world", shipped, table, DAY)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("Germany", "did you mean 'DE' (Germany)?"),
        ("UK", "did you mean 'GB' (United Kingdom)?"),
        ("deu", "did you mean 'DE' (Germany)?"),
        ("Germny", "did you mean 'DE' (Germany) or 'GG' (Guernsey)?"),
        ("CA-QB", "did you mean 'CA-QC'?"),
        ("ZZ", "codes are those of ISO 3166, such as DE or CA-QC"),
        ("", "codes are those of ISO 3166, such as DE or CA-QC"),
        ("US-ZZ", "did you mean 'US-NY' or 'US-CA'?"),
    ],
)
def test_a_wrong_code_gets_a_hint(shipped: Library, table: Territories, word: str, hint: str) -> None:
    with pytest.raises(UsageIsWrong, match="unknown market") as caught:
        find_place(word, shipped, table, DAY, PARTS)
    assert caught.value.hint == hint
