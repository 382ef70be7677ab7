"""Dates, amounts, units, telephone and other numbers of the source's market: strong evidence only."""

from __future__ import annotations

import pytest

from tests.support.catalogues import codes_of

SAID = [
    ("mm/dd/yyyy", "mm/dd/yyyy", "fr", "L301"),
    ("Due 12/31/2026", "Fällig 12/31/2026", "de", "L301"),
    ("MM-DD-YYYY", "MM-DD-YYYY", "ja", "L301"),
    ("Only $ 5.00 a month", "Nur $ 5.00 im Monat", "de", "L302"),
    ("70 °F", "70 °F", "de", "L303"),
    ("a 6-inch screen", "ein Bildschirm von 6 Zoll", "de", "L303"),
    ("lose 10 lbs", "perdez 10 livres", "fr", "L303"),
    ("(555) 010-0199", "(555) 010-0199", "pl", "L304"),
    ("1,234,567 users", "1,234,567 utilizadores", "pt", "L305"),
]


@pytest.mark.parametrize(("source", "text", "locale", "code"), SAID)
def test_said_where_the_market_writes_it_otherwise(source: str, text: str, locale: str, code: str) -> None:
    assert codes_of(source, text, locale=locale, notes=True) == [code]


NOT_SAID = [
    ("mm/dd/yyyy", "mm/dd/yyyy", "fil"),
    ("mm/dd/yyyy", "dd/mm/yyyy", "fr"),
    ("page 1/2/2026", "Seite 1/2/2026", "de"),  # the first of February, or the second of January: nobody can tell
    ("Only $5.00", "Solo $5.00", "es-MX"),  # a dollar sign there as well
    ("Only $5.00", "Nur 5,00 $", "de"),
    ("costs $amount", "kostet $amount", "de"),
    ("within 5 miles", "within 5 miles", "en-GB"),
    ("5 miles (8 km)", "5 Meilen (8 km)", "de"),
    ("5 miles", "8 km", "de"),
    ("version 1.2.3, 5 in total", "Version 1.2.3, insgesamt 5", "de"),
    ("1-800-555-0123", "1-800-555-0123", "fr-CA"),
    ("+1 800-555-0123", "+1 800-555-0123", "fr"),
    ("1,234 users", "1,234 人", "ja"),
    ("1,234 users", "1.234 Nutzer", "de"),
    ("rgb(1,234,567)", "rgb(1,234,567)", "ja"),
    ("{n} miles", "{n} Meilen", "de"),
]


@pytest.mark.parametrize(("source", "text", "locale"), NOT_SAID)
def test_nothing_is_said_otherwise(source: str, text: str, locale: str) -> None:
    assert codes_of(source, text, locale=locale, notes=True) == []
