"""The plural categories of whole numbers, held against the rules themselves on many more numbers."""

from __future__ import annotations

import pytest
from babel import Locale

from checkmarket.markets.plurals import Plurals, plurals

TRICKY = "ar be br ca cs cy da es fil fr ga gv he hr kw lt lv mt pl pt ro ru shi sk sl uk".split()  # noqa: SIM905 - read as a line
MANY = (
    *range(1500),
    *range(1500, 40_000, 97),
    *(thousands * 1000 + rest for thousands in range(2, 2100, 13) for rest in (0, 1, 2, 11, 40, 81)),
    *(millions * 1_000_000 + rest for millions in (1, 2, 5, 11, 100) for rest in (0, 1, 2, 100_000)),
)


@pytest.mark.parametrize("language", TRICKY)
def test_many_other_numbers_reach_the_same_categories_and_none_sooner(language: str) -> None:
    found = plurals(language)
    assert found is not None
    rule = Locale.parse(language).plural_form
    first: dict[str, int] = {}
    for number in MANY:
        category = rule(number)
        first[category] = min(number, first.get(category, number))
    assert dict(found.reached) == first


@pytest.mark.parametrize("language", TRICKY)
def test_every_category_is_reached_or_not(language: str) -> None:
    found = plurals(language)
    assert found is not None
    reached = {category for category, _ in found.reached}
    assert not reached & set(found.unreached)
    assert reached | set(found.unreached) == {*Locale.parse(language).plural_form.tags, "other"}
    assert [number for _, number in found.reached] == sorted(number for _, number in found.reached)


@pytest.mark.parametrize("language", ["cs", "sk", "lt"])
def test_whole_numbers_never_need_many(language: str) -> None:
    assert plurals(language) == Plurals(reached=(("other", 0), ("one", 1), ("few", 2)), unreached=("many",))


@pytest.mark.parametrize("language", ["pl", "ru", "uk", "be"])
def test_whole_numbers_never_need_other(language: str) -> None:
    found = plurals(language)
    assert found is not None
    assert found.unreached == ("other",)


@pytest.mark.parametrize("language", ["fr", "es", "it", "pt", "ca"])
def test_many_begins_at_a_million(language: str) -> None:
    found = plurals(language)
    assert found is not None
    assert dict(found.reached)["many"] == 1_000_000
    assert found.unreached == ()


def test_a_script_does_not_hinder() -> None:
    assert plurals("sr-Latn") == plurals("sr")


def test_portugal_has_a_rule_of_its_own() -> None:
    assert plurals("pt-PT") == Plurals(reached=(("other", 0), ("one", 1), ("many", 1_000_000)), unreached=())
    assert plurals("pt-BR") == plurals("pt")


def test_one_form_for_all_numbers_is_a_rule_too() -> None:
    assert plurals("ja") == Plurals(reached=(("other", 0),), unreached=())


@pytest.mark.parametrize("language", ["ars", "tlh", "", "x", "sa", "tg"])
def test_a_language_without_rules_of_its_own_is_unknown(language: str) -> None:
    assert plurals(language) is None
