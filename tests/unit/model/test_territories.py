"""Language tags as products write them, held against the people whom the shipped table counts."""

from __future__ import annotations

from datetime import date

import pytest

from checkmarket.library.territories import load_territories
from checkmarket.model.library import Library
from checkmarket.model.territories import Share, Territories, Written, people_served, speakers_in, written

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def table() -> Territories:
    return load_territories()


@pytest.fixture(scope="module")
def union(shipped: Library) -> tuple[str, ...]:
    """The member states of the EU, by its own file."""
    return tuple(one.child for one in shipped.edges if one.parent == "EU" and one.window.covers(DAY))


def surely(table: Territories, code: str, *offered: str) -> float:
    """The share where both bounds agree."""
    share = people_served(table, [code], offered)
    assert share is not None
    assert share.low == share.high
    return share.low


def counted(table: Territories, code: str, language: str) -> float:
    return next(one.percent for one in table.by_code[code].speakers if one.language == language)


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("de", Written("de", "Latn", False)),
        ("pt-BR", Written("pt", "Latn", True)),
        ("pt_BR", Written("pt", "Latn", True)),
        ("EN-us", Written("en", "Latn", True)),
        ("zh", Written("zh", "Hans", False)),
        ("zh-TW", Written("zh", "Hant", True)),
        ("zh-SG", Written("zh", "Hans", True)),
        ("zh-Hant-CN", Written("zh", "Hant", True)),
        ("zh-yue-HK", Written("yue", "Hant", True)),
        ("sr-Latn", Written("sr", "Latn", True)),
        ("sr-ME", Written("sr", "Latn", True)),
        ("sh", Written("sr", "Latn", True)),
        ("iw", Written("he", "Hebr", False)),
        ("tl", Written("fil", "Latn", False)),
        ("no", Written("nb", "Latn", False)),
        ("nor", Written("nb", "Latn", False)),
        ("deu", Written("de", "Latn", False)),
        ("cmn-Hant", Written("zh", "Hant", True)),
        ("en-x-Hant", Written("en", "Latn", False)),
        ("de-DE-u-co-phonebk", Written("de", "Latn", True)),
        ("values-kr", Written("values", "", True)),
        ("", Written("", "", False)),
    ],
)
def test_a_tag_is_understood(table: Territories, tag: str, wanted: Written) -> None:
    assert written(table, tag) == wanted


@pytest.mark.parametrize(
    ("code", "tag", "counted_as"),
    [
        ("BR", "pt-PT", "pt"),
        ("CA", "fr-CA", "fr"),
        ("TW", "zh-TW", "zh-Hant"),
        ("HK", "zh-Hans", "zh"),
        ("HK", "zh-HK", "zh-Hant"),
        ("RS", "sr-Latn-RS", "sr-Latn"),
        ("RS", "sr-Cyrl", "sr"),
        ("ME", "cnr", "sr-Latn"),
        ("PK", "pa-PK", "pa-Arab"),
        ("NO", "no", "nb"),
        ("NO", "nb", "nb"),
        ("NO", "nn", "nn"),
        ("PH", "tl", "fil"),
        ("IL", "iw", "he"),
        ("ID", "in", "id"),
    ],
)
def test_people_are_found_whatever_the_language_is_called(
    table: Territories, code: str, tag: str, counted_as: str
) -> None:
    assert surely(table, code, tag) == counted(table, code, counted_as)


def test_the_same_language_twice_reaches_nobody_more(table: Territories) -> None:
    assert surely(table, "US", "en-US", "en-GB", "en") == counted(table, "US", "en")


def test_the_other_script_does_not_reach_those_who_read_this_one(table: Territories) -> None:
    assert surely(table, "TW", "zh-Hans") == 0
    assert surely(table, "CN", "zh-TW") == 0


def test_chinese_of_unknown_script_may_be_either(table: Territories) -> None:
    assert people_served(table, ["TW"], ["zh"]) == Share(0, counted(table, "TW", "zh-Hant"))
    assert people_served(table, ["CN"], ["zh"]) == Share(counted(table, "CN", "zh"), counted(table, "CN", "zh"))


def test_swiss_percentages_overlap(table: Territories) -> None:
    german = counted(table, "CH", "de")
    assert people_served(table, ["CH"], ["de", "fr", "it"]) == Share(german, 100)
    assert sum(one.percent for one in table.by_code["CH"].speakers) > 200


def test_half_of_a_translation_counts_half(table: Territories) -> None:
    share = people_served(table, ["CH"], ["de", "fr"], coverage={"fr": 0.5})
    assert share == Share(counted(table, "CH", "de"), counted(table, "CH", "de") + counted(table, "CH", "fr") / 2)


def test_a_language_that_nobody_counted_adds_nothing(table: Territories) -> None:
    assert surely(table, "CH", "tlh", "ja") == 0


def test_the_union_is_its_27_members_by_population(table: Territories, union: tuple[str, ...]) -> None:
    assert len(union) == 27
    people = {code: table.by_code[code].population for code in union}
    parts = {code: people_served(table, [code], ["en", "de"]) for code in union}
    share = people_served(table, union, ["en", "de"])
    assert share is not None
    for end in ("low", "high"):
        wanted = sum(people[code] * getattr(parts[code], end) for code in union) / sum(people.values())
        assert getattr(share, end) == pytest.approx(wanted)


def test_the_languages_of_the_union_are_weighted_and_none_is_called_official(
    table: Territories, union: tuple[str, ...]
) -> None:
    found = speakers_in(table, union)
    members = [table.by_code[code] for code in union]
    swedish = [(state.population, one.percent) for state in members for one in state.speakers if one.language == "sv"]
    wanted = sum(people * percent for people, percent in swedish) / sum(state.population for state in members)
    assert [one.language for one in found[:3]] == ["en", "de", "fr"]
    assert next(one.percent for one in found if one.language == "sv") == pytest.approx(wanted)
    assert {one.official for one in found} == {""}
    assert all(0 < one.literacy <= 100 and 0 <= one.percent <= 100 for one in found)


def test_the_languages_of_a_group_with_an_unknown_member_are_unknown(table: Territories) -> None:
    assert speakers_in(table, ["DE", "EU"]) == ()
    assert speakers_in(table, []) == ()


@pytest.mark.parametrize(
    ("code", "day", "wanted"),
    [
        ("BG", date(2025, 12, 31), ("BGN",)),
        ("BG", date(2026, 1, 31), ("EUR", "BGN")),
        ("BG", date(2026, 2, 1), ("EUR",)),
        ("HR", date(2022, 12, 31), ("HRK",)),
        ("CW", date(2026, 11, 22), ("XCG",)),
        ("PA", date(2026, 11, 22), ("PAB", "USD")),
        ("CH", date(2026, 11, 22), ("CHF",)),
        ("AQ", date(2026, 11, 22), ()),
    ],
)
def test_legal_tender_is_that_of_the_day(table: Territories, code: str, day: date, wanted: tuple[str, ...]) -> None:
    assert table.by_code[code].currencies(day) == wanted
