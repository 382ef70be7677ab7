"""The same number, price and day in many places."""

from __future__ import annotations

from datetime import datetime

import pytest

from checkmarket.library.territories import load_territories
from checkmarket.markets.samples import Samples, currency_name, direction, find_locale, language_name, samples

MOMENT = datetime(2027, 3, 14, 15, 7)  # noqa: DTZ001 - a day to write


def shown(language: str, script: str, country: str, currency: str = "EUR") -> Samples:
    locale = find_locale(language, script, country)
    assert locale is not None
    return samples(locale, currency, MOMENT, country, load_territories().digits)


@pytest.mark.parametrize(
    ("language", "script", "country", "currency", "number", "price", "day"),
    [
        ("de", "Latn", "DE", "EUR", "1.234.567,89", "12.345,50\xa0€", "14.03.27"),
        ("de", "Latn", "AT", "EUR", "1.234.567,89", "€\xa012.345,50", "14.03.27"),
        ("de", "Latn", "CH", "CHF", "1’234’567.89", "CHF\xa012’345.50", "14.03.27"),
        ("es", "Latn", "ES", "EUR", "1.234.567,89", "12.345,50\xa0€", "14/3/27"),
        ("en", "Latn", "US", "USD", "1,234,567.89", "$12,345.50", "3/14/27"),
        ("en", "Latn", "IN", "INR", "12,34,567.89", "₹12,345.50", "14/03/27"),
        ("fr", "Latn", "CA", "CAD", "1\xa0234\xa0567,89", "12\xa0345,50\xa0$", "2027-03-14"),
        ("mr", "Deva", "IN", "INR", "१२,३४,५६७.८९", "₹१२,३४५.५०", "१४/३/२७"),
        ("fa", "Arab", "IR", "IRR", "۱٬۲۳۴٬۵۶۷٫۸۹", "\u200eریال\xa0۱۲٬۳۴۶", "۲۰۲۷/۳/۱۴"),
    ],
)
def test_a_place_writes_in_its_own_way(
    language: str, script: str, country: str, currency: str, number: str, price: str, day: str
) -> None:
    found = shown(language, script, country, currency)
    assert (found.number, found.price, found.date, found.is_local) == (number, price, day, True)


@pytest.mark.parametrize(
    ("language", "script", "country", "wanted"),
    [
        ("fa", "Arab", "IR", "۲۵٪"),
        ("ar", "Arab", "EG", "٢٥٪\u061c"),
        ("de", "Latn", "DE", "25\xa0%"),
        ("en", "Latn", "US", "25%"),
    ],
)
def test_a_share_bears_the_sign_of_its_digits(language: str, script: str, country: str, wanted: str) -> None:
    assert shown(language, script, country).percent == wanted


def test_formats_of_the_language_alone_say_that_they_are_not_the_places_own() -> None:
    assert (shown("fr", "Latn", "SA").locale, shown("fr", "Latn", "SA").is_local) == ("fr", False)
    assert (shown("zh", "Hant", "US").locale, shown("zh", "Hant", "US").is_local) == ("zh-Hant", False)


def test_without_a_currency_there_is_no_price() -> None:
    assert shown("de", "Latn", "DE", "").price == ""


def test_a_language_without_formats_has_none() -> None:
    assert find_locale("tlh", "Latn", "US") is None
    assert direction("tlh", "Latn") == ""


@pytest.mark.parametrize(
    ("language", "script", "wanted"),
    [("ar", "Arab", "rtl"), ("he", "Hebr", "rtl"), ("pa", "Arab", "rtl"), ("pa", "Guru", "ltr"), ("de", "Latn", "ltr")],
)
def test_direction_follows_the_script(language: str, script: str, wanted: str) -> None:
    assert direction(language, script) == wanted


@pytest.mark.parametrize(
    ("tag", "name"),
    [("de", "German"), ("zh-Hant", "Traditional Chinese"), ("sr-Latn", "Serbian (Latin)"), ("swg", "swg")],
)
def test_languages_have_english_names_where_cldr_has_them(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_currencies_have_english_names() -> None:
    assert (currency_name("SAR"), currency_name("ZZQ")) == ("Saudi Riyal", "ZZQ")
