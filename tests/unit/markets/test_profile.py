"""The profile of a market, put together from the shipped table and the libraries."""

from __future__ import annotations

import re
from datetime import date

import pytest

from checkmarket.library.assets import assets_root
from checkmarket.library.territories import TABLE as TABLE_PATH
from checkmarket.library.territories import load_territories
from checkmarket.markets.places import find_place
from checkmarket.markets.profile import MarketProfile, market_profile
from checkmarket.model.library import Library
from checkmarket.model.territories import Share, Territories
from tests.conftest import Inspect
from tests.support.tiny import FILES

DAY, YEAR = date(2026, 11, 22), 2027
TABLE = TABLE_PATH.as_posix()


@pytest.fixture(scope="module")
def table() -> Territories:
    return load_territories()


def profile(code: str, library: Library, table: Territories, day: date = DAY) -> MarketProfile:
    return market_profile(find_place(code, library, table, day, ("US-CA",)), library, table, day=day, year=YEAR)


@pytest.fixture(scope="module")
def union(shipped: Library, table: Territories) -> MarketProfile:
    return profile("EU", shipped, table)


def test_the_union_has_24_official_languages_not_those_of_its_members(union: MarketProfile, shipped: Library) -> None:
    official = {one.tag for one in union.languages if one.is_official}
    assert official == set(shipped.jurisdictions["EU"].languages)
    assert len(official) == 24
    spoken = {one.tag: one.status for one in union.languages}
    assert (spoken["lb"], spoken["tr"]) == ("spoken", "spoken")  # official in Luxembourg and in Cyprus


def test_every_language_of_the_union_is_counted_and_written(union: MarketProfile) -> None:
    assert all(one.percent for one in union.languages if one.is_official)
    assert len(union.writing) == 24
    homes = {one.tag: one.country for one in union.writing}
    assert (homes["en"], homes["de"], homes["pt"], homes["el"], homes["sv"]) == ("IE", "DE", "PT", "GR", "SE")
    prices = [one.samples.price for one in union.writing if one.samples]
    assert len(prices) == 24
    assert all("€" in price or "EUR" in price for price in prices)


def test_what_differs_in_the_union_says_where(union: MarketProfile, table: Territories) -> None:
    assert [(held.value, len(held.where)) for held in union.first_day] == [("mon", 25), ("sun", 2)]
    assert union.currencies[0].value == ("EUR",)
    assert "BG" in union.currencies[0].where  # since 2026-01-01
    assert sum(len(held.where) for held in union.currencies) == 27
    assert union.population == sum(table.by_code[one].population for one in union.place.countries)


def test_the_union_of_2019_had_the_united_kingdom(shipped: Library, table: Territories) -> None:
    then = profile("EU", shipped, table, date(2019, 6, 1))
    english = next(one.percent for one in then.languages if one.tag == "en")
    now = next(one.percent for one in profile("EU", shipped, table).languages if one.tag == "en")
    assert english is not None
    assert now is not None
    assert english > now


def test_quebec_has_its_own_language_and_the_rest_from_canada(shipped: Library, table: Territories) -> None:
    found, canada = profile("CA-QC", shipped, table), profile("CA", shipped, table)
    assert [(one.tag, one.status, one.percent) for one in found.languages] == [("fr", "official", None)]
    assert (found.population, found.literacy, found.official_reach) == (None, None, None)
    for name in ("currencies", "first_day", "weekend", "paper", "measurement", "telephone", "address"):
        assert getattr(found, name) == getattr(canada, name)
    assert [one.hours.preferred for one in found.writing] == ["H"]
    assert date(YEAR, 6, 24) in {one.day for one in found.days_off.days} if found.days_off else False
    assert "CA" in found.above


def test_a_part_whose_own_file_counts_its_people_is_counted(inspect: Inspect, table: Territories) -> None:
    law = (
        "jurisdiction: CA-ON\ntitle: Ontario\nlanguages: [en]\n"
        "people: {population: 14000000, speakers: {en: 97, fr: 11}, sources: [{title: A count, url: 'https://example.org'}]}\n"
        "extends: [{id: CA, from: 1867-07-01}]\n"
    )
    root = {**FILES, "jurisdictions/CA-ON/jurisdiction.yaml": law, TABLE: (assets_root() / TABLE).read_bytes()}
    loaded = inspect(root)
    assert loaded.diagnostics == ()
    library = loaded.library
    found = profile("CA-ON", library, library.territories)
    assert [(one.tag, one.status, one.percent, one.literacy) for one in found.languages] == [
        ("en", "official", 97, None),
        ("fr", "spoken", 11, None),
    ]
    assert (found.population, found.literacy, found.official_reach) == (14_000_000, None, Share(97, 97))
    assert (found.place.kind, found.place.countries, found.currencies[0].value) == ("part", ("CA",), ("CAD",))


def test_a_part_without_a_file_has_unknown_languages(shipped: Library, table: Territories) -> None:
    found = profile("US-CA", shipped, table)
    assert (found.languages, found.writing, found.own_books) == ((), (), ())
    assert found.currencies[0].value == ("USD",)


def test_swiss_languages_overlap(shipped: Library, table: Territories) -> None:
    found = profile("CH", shipped, table)
    status = {one.tag: one.status for one in found.languages}
    assert (status["de"], status["gsw"], status["rm"], status["en"]) == ("official", "de-facto", "regional", "spoken")
    assert found.official_reach is not None
    assert found.official_reach.low < found.official_reach.high == 100
    german = next(one for one in found.writing if one.tag == "de")
    assert german.samples is not None
    assert german.samples.number == "1’234’567.89"


def test_arabic_is_written_in_its_own_digits_from_right_to_left(shipped: Library, table: Territories) -> None:
    found = profile("SA", shipped, table).writing[0]
    assert found.direction == "rtl"
    samples = found.samples
    assert samples is not None
    assert (samples.locale, samples.is_local, samples.digits) == ("ar-SA", True, "arab")
    texts = (samples.number, samples.percent, samples.price, samples.date, samples.long_date, samples.time)
    assert not any(re.search("[0-9]", text) for text in texts)
    assert samples.number == "١٬٢٣٤٬٥٦٧٫٨٩"


def test_a_language_that_babel_does_not_know_is_written_nobody_knows_how(shipped: Library, table: Territories) -> None:
    found = {one.tag: one for one in profile("TW", shipped, table).writing}
    hakka = found["hak-Hant"]
    assert (hakka.direction, hakka.plurals, hakka.samples, hakka.surname_first) == ("", None, None, None)
    assert found["zh-Hant"].surname_first is True


def test_a_language_that_the_law_names_is_official_and_what_is_so_in_fact_stays_so(
    inspect: Inspect, table: Territories
) -> None:
    law = "jurisdiction: US\ntitle: United States\nlanguages: [en, es, tlh]\n"
    library = inspect({**FILES, "jurisdictions/US/jurisdiction.yaml": law}).library
    found = {one.tag: (one.status, one.stated, one.percent) for one in profile("US", library, table).languages}
    percents = {one.language: one.percent for one in table.by_code["US"].speakers}
    assert found["en"] == ("de-facto", True, percents["en"])
    assert found["es"] == ("official", True, percents["es"])
    assert found["tlh"] == ("official", True, None)
    assert found["haw"] == ("regional", False, percents["haw"])
    assert found["fr"] == ("spoken", False, percents["fr"])


def test_names_begin_with_the_family_in_hungary(shipped: Library, table: Territories) -> None:
    assert [one.surname_first for one in profile("HU", shipped, table).writing] == [True]
    assert [one.surname_first for one in profile("DE", shipped, table).writing] == [False]


def test_where_nobody_lives_little_is_known(shipped: Library, table: Territories) -> None:
    found = profile("AQ", shipped, table)
    assert (found.languages, found.writing, found.currencies, found.telephone, found.official_reach) == (
        (),
        (),
        (),
        (),
        None,
    )


def test_rulebooks_are_its_own_and_those_above(shipped: Library, table: Territories) -> None:
    found = profile("DE", shipped, table)
    assert "DE.language" in found.own_books
    assert "EU.language" in found.inherited_books
    assert found.above[0] == "EU"
    assert not {"DE", "EU"} & {one.partition(".")[0] for one in profile("JP", shipped, table).inherited_books}


@pytest.mark.parametrize("number", range(0, 249, 8))
def test_any_country_has_a_profile(shipped: Library, table: Territories, number: int) -> None:
    code = sorted(table.by_code)[number]
    found = profile(code, shipped, table)
    assert found.population
    assert all(one.name for one in found.languages)
    assert [one.where for one in found.weekend] == [(code,)]
