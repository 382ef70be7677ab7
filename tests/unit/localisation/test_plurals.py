"""Plural categories that whole numbers reach, and gettext's own rules, against CLDR number by number."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.plurals import MILLION, category, examples, forms, reach, seldom_forms
from checkmarket.markets.plurals import plurals

WITH_RULES = sorted(one for one in locale_identifiers() if "_" not in one and reach(one))


@pytest.mark.parametrize(
    ("locale", "everyday"),
    [
        ("en", "one other"),
        ("ja", "other"),
        ("cs", "one few other"),
        ("sk", "one few other"),
        ("lt", "one few other"),
        ("fr", "one other"),
        ("es", "one other"),
        ("it", "one other"),
        ("pt-PT", "one other"),
        ("ca", "one other"),
        ("pl", "one few many"),
        ("ru", "one few many"),
        ("uk", "one few many"),
        ("be", "one few many"),
        ("ar", "zero one two few many other"),
        ("kw", "zero one two few many other"),
    ],
)
def test_what_whole_numbers_below_a_million_reach(locale: str, everyday: str) -> None:
    known = reach(locale)
    assert known is not None
    assert known.everyday == set(everyday.split())
    assert known.everyday <= known.all


@given(st.sampled_from(WITH_RULES), st.integers(0, MILLION - 1))
def test_no_number_below_a_million_reaches_another_category(locale: str, n: int) -> None:
    known = reach(locale)
    assert known is not None
    assert category(locale, n) in known.everyday
    assert (n in known.only.get(category(locale, n), {n})) or n > 1000


def test_markets_and_localisation_say_the_same() -> None:
    for locale in WITH_RULES:
        known, told = reach(locale), plurals(locale)
        assert known is not None
        assert told is not None
        assert known.everyday == {name for name, first in told.reached if first < MILLION}, locale


def test_a_language_without_a_rule_is_unknown_and_not_without_plurals() -> None:
    assert reach("gn") is None  # Guarani: CLDR has data for it, and no plural rule
    assert reach("tlh") is None
    assert reach("") is None
    assert Locale.parse("gn").plural_form(1) == "other"  # what it would inherit


def test_the_order_of_things_has_categories_of_its_own() -> None:
    known = reach("en", ordinal=True)
    assert known is not None
    assert known.everyday == {"one", "two", "few", "other"}
    assert examples("en", "few", ordinal=True) == "3, 23, 33 …"


def test_a_region_may_have_a_rule_of_its_own() -> None:
    assert category("pt-BR", 0) == "one"
    assert category("pt-PT", 0) == "other"
    assert category("de-AT", 1) == category("de", 1)


def test_numbers_are_named_in_order() -> None:
    assert (examples("pl", "few"), examples("cs", "few"), examples("en", "one")) == ("2, 3, 4 …", "2, 3, 4", "1")


@pytest.mark.parametrize(
    ("rule", "count", "taken"),
    [
        ("nplurals=2; plural=(n != 1);", 2, [1, 0, 1]),
        ("nplurals = 2 ; plural = n > 1 ;", 2, [0, 0, 1]),
        ("nplurals=1; plural=0;", 1, [0, 0, 0]),
        ("nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2", 3, [2, 0, 1]),
    ],
)
def test_gettext_rules_are_evaluated(rule: str, count: int, taken: list[int]) -> None:
    read = forms(rule)
    assert (read.count, [read.form_of(n) for n in (0, 1, 2)]) == (count, taken)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("", "it does not say how many forms there are"),
        ("nplurals=INTEGER; plural=EXPRESSION;", "it does not say how many forms there are"),
        ("nplurals=2;", "it does not say which number takes which form"),
        ("nplurals=2; plural=(n != 1;", "its expression cannot be read"),
        ("nplurals=2; plural=__import__('os');", "its expression cannot be read"),
        ("nplurals=2; plural=n/0;", "its expression cannot be read"),
        ("nplurals=2; plural=" + "(" * 900 + "n", "its expression cannot be read"),
    ],
)
def test_a_rule_that_cannot_be_read_is_said_and_never_run(rule: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        forms(rule)


def test_forms_for_one_or_two_numbers() -> None:
    assert seldom_forms("nplurals=2; plural=(n > 1);") == {"0": {0, 1}}
    assert seldom_forms("nplurals=2; plural=n%10!=1;") == {}
    assert seldom_forms("broken") == {}
