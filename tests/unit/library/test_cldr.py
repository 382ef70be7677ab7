"""What a new jurisdiction begins with."""

from __future__ import annotations

from datetime import date

import pytest

from checkmarket.library.cldr import languages_and_currency
from checkmarket.library.territories import load_territories


@pytest.mark.parametrize(
    ("code", "languages", "currency"),
    [
        ("SG", ("en", "zh", "ms", "ta"), "SGD"),
        ("NO", ("nb", "nn"), "NOK"),
        ("US", ("en",), "USD"),  # official in fact
        ("TW", ("zh-Hant", "nan-Hant", "hak-Hant"), "TWD"),
        ("BG", ("bg",), "EUR"),  # since 2026-01-01
    ],
)
def test_official_languages_and_the_currency_of_the_day(code: str, languages: tuple[str, ...], currency: str) -> None:
    source = f"Unicode CLDR {load_territories().cldr}"
    assert languages_and_currency(code, date(2026, 11, 22)) == (languages, currency, source)


def test_the_day_matters() -> None:
    assert languages_and_currency("BG", date(2025, 12, 31))[1] == "BGN"


@pytest.mark.parametrize("code", ["AQ", "EU", "CA-QC", "XX"])
def test_what_is_unknown_is_left_open(code: str) -> None:
    assert languages_and_currency(code, date(2026, 11, 22)) == ((), "", "")
