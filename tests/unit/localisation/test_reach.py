"""What the scanned locales reach in a market."""

from __future__ import annotations

from datetime import date

from checkmarket.library import assets_root
from checkmarket.library.territories import load_territories
from checkmarket.localisation.reach import Reach, reach
from checkmarket.markets.places import find_place
from checkmarket.model.library import Library

TERRITORIES = load_territories(assets_root())


def in_country(code: str, shares: dict[str, float], library: Library) -> Reach:
    place = find_place(code, library, TERRITORIES, date(2026, 11, 22))
    return reach([place], shares, library, TERRITORIES)[0]


def test_the_best_locale_of_a_language_is_the_one_of_the_country(shipped: Library) -> None:
    found = in_country("BR", {"pt-PT": 1.0, "pt-BR": 0.8}, shipped)
    assert [(one.tag, one.locale, one.share) for one in found.languages] == [("pt", "pt-BR", 0.8)]
    assert found.served is not None
    assert found.served.high < 100


def test_a_script_is_part_of_a_language(shipped: Library) -> None:
    languages = {one.tag: one for one in in_country("TW", {"zh-CN": 1.0}, shipped).languages}
    assert languages["zh-Hant"].locale == ""
    assert in_country("TW", {"zh-TW": 1.0}, shipped).languages[0].locale == "zh-TW"


def test_languages_that_are_seldom_written_are_not_asked_for(shipped: Library) -> None:
    assert "bar" not in {one.tag for one in in_country("DE", {}, shipped).languages}


def test_without_a_locale_nobody_is_served(shipped: Library) -> None:
    found = in_country("DE", {}, shipped)
    assert found.served is not None
    assert (found.served.low, found.served.high) == (0, 0)
    assert {one.locale for one in found.languages} == {""}
