"""Each code is found where it is, once, and not where it is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from checkmarket.localisation.catalogue import Catalogue
from checkmarket.localisation.checks import CHECKS, check_all
from checkmarket.localisation.flaws import FLAWS
from tests.support.catalogues import a_catalogue, a_message, codes_of

GERMAN_RULE = "nplurals=2; plural=(n != 1);"


@dataclass(frozen=True)
class Case:
    """A source and a text with the flaw, and one without."""

    source: Any
    wrong: Any
    right: Any
    options: dict[str, Any] = field(default_factory=dict)


FILES = {"one": "%d file", "other": "%d files"}
PYTHON = {"form": "gettext", "syntax": "printf"}
CASES = {
    "L101": Case("%(n)s of %(all)s", "%(n)s", "%(all)s, davon %(n)s", PYTHON),
    "L102": Case("Hello {name}", "Hallo {name} {Name}", "Hallo {name}"),
    "L103": Case("%s has %d", "%s hat %s", "%2$d hat %1$s", PYTHON),
    "L104": Case("{n, plural, other {#}}", "{n, plural, other {#}", "{n, plural, one {eins} other {#}}"),
    "L105": Case("{ $name } is here", "ist da", "da: { $name }", {"form": "fluent"}),
    "L106": Case("<b>Stop</b>", "<b>Halt<b>", "<b>Halt</b>"),
    "L107": Case('Read <a href="x">more</a>', "Mehr lesen", "<a href='y'>Mehr</a> lesen"),
    "L108": Case("Stop", "<blink>Halt</blink>", "<Halt>"),
    "L109": Case("<b>Stop</b> now", "Halt jetzt", "<strong>Halt</strong> jetzt"),
    "L201": Case(FILES, {"one": "%d Akte"}, {"one": "%d Akte", "other": "%d Akten"}),
    "L202": Case(FILES, {"one": "%d", "few": "%d", "other": "%d"}, {"one": "%d", "other": "%d"}),
    "L203": Case(FILES, {"0": "%d"}, {"0": "%d", "1": "%d"}, PYTHON | {"rule": GERMAN_RULE}),
    "L204": Case(FILES, {"0": "%d", "1": "%d"}, {"0": "%d", "1": "%d"}, PYTHON | {"rule": "nplurals=2; plural=n;"}),
    "L205": Case(FILES, {"0": "%d", "1": "%d"}, {"0": "%d", "1": "%d"}, PYTHON | {"rule": GERMAN_RULE, "locale": "ru"}),
    "L206": Case("{n, plural, one {#} other {#}}", "{n, plural, other {#}}", "{n, plural, one {1} other {#}}"),
    "L207": Case(FILES, {"0": "%d", "1": "%d"}, {"0": "%d", "1": "%d"}, PYTHON | {"rule": GERMAN_RULE, "locale": "hi"}),
    "L208": Case(
        "{n, plural, one {#} other {#}}",
        "{n, plural, one {אחד} other {#}}",
        "{n, plural, one {אחד} two {שניים} other {#}}",
        {"locale": "he"},
    ),
    "L301": Case("Born (mm/dd/yyyy)", "Geboren (mm/dd/yyyy)", "Geboren (TT.MM.JJJJ)"),
    "L302": Case("from $9.99", "ab $9.99", "ab 9,99 €"),
    "L303": Case("within 5 miles", "im Umkreis von 5 Meilen", "im Umkreis von 8 Kilometern"),
    "L304": Case("call 1-800-555-0123", "Telefon 1-800-555-0123", "Telefon +49 30 123456"),
    "L305": Case("10,000 people", "10,000 Menschen", "10.000 Menschen"),
    "L401": Case("Save all your changes", "Save all your work", "احفظ كل شيء", {"locale": "ar"}),
    "L402": Case("Save", "\u2067احفظ", "\u2067احفظ\u2069", {"locale": "ar"}),
    "L403": Case("Next →", "التالي →", "التالي ←", {"locale": "ar"}),
    "L404": Case("Save", "Spei\u200bchern", "Spei\u00adchern"),
    "L501": Case("Save", "保存", "保存", {"locale": "", "written": "jp"}),
    "L502": Case("Save", "저장", "Kan", {"locale": "kr", "written": "values-kr"}),
    "L503": Case("Save", "שמור", "שמור", {"locale": "he", "written": "iw"}),
    "L504": Case("Save", "保存", "保存", {"locale": "zh", "written": "zh"}),
    "L505": Case("Save", "Save", "Save", {"locale": "en-GB", "written": "en_UK"}),
    "L601": Case("Name: ", "Name:", "Name: "),
    "L603": Case("Save all your changes", "Save all your work", "Сохранить всё", {"locale": "ru"}),
}
RIGHT = {
    "L204": {"rule": GERMAN_RULE},
    "L205": {"rule": "nplurals=3; plural=n%10==1&&n%100!=11?0:n%10>1&&n%10<5&&(n%100<10||n%100>20)?1:2;"},
    "L207": {"rule": "nplurals=2; plural=(n > 1);"},
    "L501": {"written": "ja", "locale": "ja"},
    "L503": {"written": "he"},
    "L504": {"written": "zh-Hant", "locale": "zh-Hant"},
    "L505": {"written": "en_GB"},
}
"""What is said otherwise where the flaw is not in the text."""


def found(source: Any, text: Any, options: dict[str, Any]) -> list[str]:
    if "written" not in options:
        return codes_of(source, text, notes=True, **options)
    original = a_catalogue("en", [a_message(source)])
    other = a_catalogue(options["locale"], [a_message(text)], written=options["written"])
    return [one.code for one in check_all([original, other], source_locale="en") if one.path == other.path]


@pytest.mark.parametrize("code", CASES)
def test_it_is_found_once_where_it_is(code: str) -> None:
    case = CASES[code]
    assert found(case.source, case.wrong, case.options).count(code) == 1


@pytest.mark.parametrize("code", CASES)
def test_it_is_not_found_where_it_is_not(code: str) -> None:
    case = CASES[code]
    assert code not in found(case.source, case.right, case.options | RIGHT.get(code, {}))


def test_a_file_mostly_identical_to_its_source_is_said_once() -> None:
    words = [f"word number {n}" for n in range(40)]
    english = a_catalogue("en", [a_message(one, key=one) for one in words])
    french = a_catalogue("fr", [a_message(one if n < 20 else "mot", key=one) for n, one in enumerate(words)])
    british = a_catalogue("en-GB", [a_message(one, key=one) for one in words])
    flaws = check_all([english, french, british], source_locale="en")
    assert [(one.code, one.path, one.message) for one in flaws] == [
        ("L602", "locales/fr/texts", "20 of 40 texts are those of the source")
    ]


def test_a_key_that_stands_twice_is_said_at_the_second() -> None:
    twice = a_catalogue("en", [a_message("Save", line=3), a_message("Store", line=9), a_message("x", key="other")])
    (flaw,) = check_all([twice], source_locale="en")
    assert (flaw.code, flaw.line, flaw.message) == ("L604", 9, "'key' stands in line 3 already")


def test_every_code_has_its_case() -> None:
    elsewhere = {"L001", "L602", "L604", "L701", "L702"}  # of files, sets and product files
    assert set(FLAWS) - elsewhere == set(CASES)


def test_every_code_says_what_to_do_and_shows_it() -> None:
    for one in FLAWS.values():
        assert one.title[-1] != "."
        assert one.hint
        assert one.example


def test_the_order_of_the_files_does_not_matter() -> None:
    files: list[Catalogue] = []
    for code, case in CASES.items():
        if not case.options:
            files += [a_catalogue("en", [a_message(case.source, key=code)]), a_catalogue("de", [a_message(case.wrong)])]
    forth, back = check_all(files, source_locale="en"), check_all(files[::-1], source_locale="en")
    assert forth == back == tuple(sorted(forth, key=lambda one: one.order))


def test_checks_have_names_and_no_catalogue_is_needed() -> None:
    assert len(CHECKS) == len(set(CHECKS.values()))
    assert check_all([], source_locale="en") == ()
