"""Direction, hidden characters, scripts and white space."""

from __future__ import annotations

import pytest

from checkmarket.localisation.checks import check_all
from checkmarket.localisation.checks.direction import unbalanced
from tests.support.catalogues import a_catalogue, a_message, codes_of, flaws_of


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("\u2067a\u2069", ""),
        ("\u202ba\u2068b\u2069c\u202c", ""),
        ("\u200fa\u200e", ""),  # marks stand alone
        ("\u2067a", "U+2067"),
        ("a\u2069", "U+2069"),
        ("\u2067a\u202c", "U+202C"),
        ("\u202e", "U+202E"),
    ],
)
def test_direction_controls_have_partners(text: str, first: str) -> None:
    assert unbalanced(text) == first


def test_arrows_matter_in_right_to_left_text_only() -> None:
    assert codes_of("Next →", "Weiter →", notes=True) == []
    assert codes_of("Back «", "חזרה «", locale="he", notes=True) == []  # Unicode turns quotation marks itself


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("Spei\u0008chern", "Save", ["L404"]),
        ("Speichern\ufeff", "Save", ["L404"]),
        ("Spe\ufffdchern", "Save", ["L404"]),
        ("Spei\u00adchern", "Save", []),
        ("a\u00a0b\u202fc\td\r\ne", "Save", []),
        ("\ue000 Datei", "\ue000 File", []),  # a sign of an icon font, as in the source
        ("می\u200cخواهم", "I want", []),
        ("ភាសា\u200bខ្មែរ", "Khmer", []),
    ],
)
def test_hidden_characters(text: str, source: str, said: list[str]) -> None:
    assert codes_of(source, text) == said


LATIN = "save all the changes"


@pytest.mark.parametrize(
    ("text", "source", "locale", "said"),
    [
        ("save every single change", LATIN, "ru", ["L603"]),
        ("save every single change", LATIN, "ja", ["L603"]),
        ("save every single change", LATIN, "fa", ["L401"]),
        ("save every single change", LATIN, "de", []),
        ("save every single change", LATIN, "sr-Latn", []),
        ("OK", "OK", "ru", []),
        ("GitHub Enterprise Cloud", "GitHub Enterprise Cloud", "ru", []),
        ("https://example.org/a/b/c", "https://example.org/a/b/c", "ru", []),
        ("%(first)s %(second)s %(third)s", "%(first)s %(second)s %(third)s", "ru", []),
        ("<b>{name}</b> {other} {more}", "<b>{name}</b> {other} {more}", "ru", []),
        ("1, 2, 3", "one and two and three", "ru", []),
    ],
)
def test_texts_without_a_letter_of_the_script(text: str, source: str, locale: str, said: list[str]) -> None:
    assert codes_of(source, text, locale=locale) == said


def test_copies_of_the_source_are_said_once_a_file() -> None:
    texts = [f"{LATIN} number {n}" for n in range(10)]
    english = a_catalogue("en", [a_message(one, key=one) for one in texts + [f"w{n}" for n in range(90)]])
    russian = a_catalogue(
        "ru", [a_message(one, key=one) for one in texts] + [a_message("да", key=f"w{n}") for n in range(90)]
    )
    (flaw,) = check_all([english, russian], source_locale="en")
    assert (flaw.code, flaw.message) == ("L603", "'save all the changes number 0', and 9 more texts are the source's")


def test_a_catalogue_in_latin_letters_as_a_whole_is_written_so() -> None:
    english = a_catalogue("en", [a_message(f"{LATIN} {n}", key=f"{n}") for n in range(10)])
    serbian = a_catalogue("sr", [a_message(f"sačuvaj sve te izmene {n}", key=f"{n}") for n in range(10)])
    assert check_all([english, serbian], source_locale="en") == ()


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("Name: ", "Name: ", []),
        ("Name: ", "Name:", ["at the end the source has a space, and the text none"]),
        ("Name", "\nName", ["at the beginning the source has none, and the text a line break"]),
        ("Name\n", "Name\n\n", ["at the end the source has a line break, and the text 2 line breaks"]),
        ("\n  Name", "\n    Name", []),  # how far a line is indented does not matter
        ("Name.", "Name", []),  # nor how a sentence ends
        ("Name ", "Name\u00a0", ["at the end the source has a space, and the text U+00A0"]),
    ],
)
def test_white_space_at_both_ends(source: str, text: str, said: list[str]) -> None:
    assert [one.message for one in flaws_of(source, text)] == said


@pytest.mark.parametrize("form", ["android", "fluent"])
def test_white_space_that_a_format_trims_is_left_alone(form: str) -> None:
    assert codes_of("Name ", "Name", form=form, notes=True) == []
