"""Plural forms and branches in each format: which are missing, which are dead, and which need not be there."""

from __future__ import annotations

from typing import Any

import pytest

from checkmarket.localisation.checks import check_all
from tests.support.catalogues import a_catalogue, a_message, flaws_of


def forms(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "{{count}}")


ENGLISH = forms("one", "other")
BY_CATEGORY: dict[str, tuple[str, str, tuple[str, ...], list[tuple[str, str]]]] = {
    "Polish needs no other": ("pl", "json", ("one", "few", "many"), []),
    "Czech needs no many": ("cs", "json", ("one", "few", "other"), []),
    "French needs no many": ("fr", "json", ("one", "other"), []),
    "and may have them": ("fr", "json", ("one", "many", "other"), []),
    "Japanese needs other only": ("ja", "json", ("other",), []),
    "Polish as if it were English": (
        "pl",
        "json",
        ("one", "other"),
        [("L201", "missing: 'few' (2, 3, 4 …) and 'many' (0, 5, 6 …)")],
    ),
    "Android shows the general form for two": ("he", "android", ("one", "other"), [("L208", "missing: 'two' (2)")]),
    "i18next shows nothing for two": ("he", "json", ("one", "other"), [("L201", "missing: 'two' (2)")]),
    "a form of another language": (
        "ja",
        "json",
        ("one", "other"),
        [("L202", "no number takes the form 'one' in this language")],
    ),
    "i18next's zero is 0 in every language": ("de", "json", ("zero", "one", "other"), []),
    "Apple's as well": ("de", "xcstrings", ("zero", "one", "other"), []),
    "Dart's zero, one and two": ("ja", "arb", ("zero", "one", "two", "other"), []),
    "Android's zero is not": (
        "de",
        "android",
        ("zero", "one", "other"),
        [("L202", "no number takes the form 'zero' in this language")],
    ),
    "a language that CLDR has no rule for": ("gn", "json", ("one",), []),
}


@pytest.mark.parametrize("case", BY_CATEGORY)
def test_formats_with_a_text_for_each_category(case: str) -> None:
    locale, form, names, expected = BY_CATEGORY[case]
    found = flaws_of(ENGLISH, forms(*names), locale=locale, form=form)
    assert [(one.code, one.message) for one in found if one.code != "L101"] == expected


INSIDE: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "the exact number stands for its category": ("de", "{n, plural, =1 {eine} other {# viele}}", []),
    "0 and 1 stand for French one": ("fr", "{n, plural, =0 {rien} =1 {un} other {#}}", []),
    "1 alone does not": (
        "fr",
        "{n, plural, =1 {un} other {#}}",
        [("L206", "the plural of 'n' has one text for all numbers but 1")],
    ),
    "one text for all": ("ru", "{n, plural, other {#}}", [("L206", "the plural of 'n' has one text for all numbers")]),
    "few and many are missing": (
        "ru",
        "{n, plural, one {#} other {#}}",
        [("L201", "the plural of 'n' has no branch 'few' (2, 3, 4 …) and 'many' (0, 5, 6 …)")],
    ),
    "other is asked for by ICU, and never dead": ("ru", "{n, plural, one {#} few {#} many {#} other {#}}", []),
    "zero is no word for 0": (
        "de",
        "{n, plural, zero {keine} one {#} other {#}}",
        [("L202", "the plural of 'n' has a branch 'zero', which no number takes in this language")],
    ),
    "Arabic has one": ("ar", "{n, plural, zero {#} one {#} two {#} few {#} many {#} other {#}}", []),
    "two may be general in Hebrew": (
        "he",
        "{n, plural, one {#} other {#}}",
        [("L208", "the plural of 'n' has no branch 'two' (2)")],
    ),
    "words without the number need less": (
        "pl",
        "{n, plural, one {plik} other {pliki}}",
        [("L208", "the plural of 'n' has no branch 'few' (2, 3, 4 …) and 'many' (0, 5, 6 …)")],
    ),
    "the order of things": (
        "sv",
        "{n, selectordinal, other {#}}",
        [("L206", "the ordinal of 'n' has one text for all numbers")],
    ),
    "a plural in a choice": (
        "de",
        "{g, select, male {{n, plural, few {#} one {#} other {#}}} other {#}}",
        [("L202", "the plural of 'n' has a branch 'few', which no number takes in this language")],
    ),
    "a choice of words": ("de", "{g, select, few {x} other {y}}", []),
}


@pytest.mark.parametrize("case", INSIDE)
def test_branches_inside_icu_messages(case: str) -> None:
    locale, text, expected = INSIDE[case]
    message = a_message(text, syntax="icu")
    found = check_all([a_catalogue(locale, [message])], source_locale=locale)
    assert [(one.code, one.message) for one in found] == expected


FLUENT: dict[str, tuple[str, str, list[str]]] = {
    "the default may be named for its numbers": ("pl", "[one] { $n }\n    [few] { $n }\n   *[many] { $n }", []),
    "the default takes what is left": ("pl", "[one] { $n }\n   *[other] { $n }", ["L201"]),
    "a default with a name of its own": ("de", "[one] { $n }\n   *[default] { $n }", []),
    "numbers": ("de", "[1] eine\n   *[other] { $n }", []),
    "a dead branch": ("de", "[one] { $n }\n    [many] { $n }\n   *[other] { $n }", ["L202"]),
}


@pytest.mark.parametrize("case", FLUENT)
def test_branches_inside_fluent_patterns(case: str) -> None:
    locale, variants, expected = FLUENT[case]
    pattern = "{ $n ->\n    " + variants + "\n}"
    files = [a_catalogue(locale, [a_message(pattern, syntax="fluent")], form="fluent")]
    assert [one.code for one in check_all(files, source_locale=locale)] == expected


RULES: dict[str, tuple[str, str, tuple[str, ...], list[tuple[str, str]]]] = {
    "as CLDR has it": ("de", "nplurals=2; plural=(n != 1);", ("0", "1"), []),
    "a form is missing": (
        "he",
        "nplurals=4; plural=n==1?0:n==2?1:n%10==0&&n>10?2:3;",
        ("0", "1", "2"),
        [("L203", "missing: msgstr[3]; the file's rule has 4 forms")],
    ),
    "a form too many": (
        "fr",
        "nplurals=2; plural=(n > 1);",
        ("0", "1", "2"),
        [("L202", "never shown: msgstr[2]; the file's rule has 2 forms")],
    ),
    "no rule at all": ("de", "", ("0", "1"), []),
    "the untouched header of a template": (
        "de",
        "nplurals=INTEGER; plural=EXPRESSION;",
        ("0", "1"),
        [("L204", "the plural rule: it does not say how many forms there are (nplurals=2)")],
    ),
    "a form that is not there": (
        "de",
        "nplurals=2; plural=n==1?0:n==2?1:2;",
        ("0", "1"),
        [("L204", "the plural rule gives 0 the form 2, and there are 2")],
    ),
    "what the language tells apart": (
        "pl",
        "nplurals=2; plural=(n != 1);",
        ("0", "1"),
        [("L205", "form 1 stands for 'many' (0, 5, 6 …) and 'few' (2, 3, 4 …)")],
    ),
    "0 goes with the others": (
        "hi",
        "nplurals=2; plural=(n != 1);",
        ("0", "1"),
        [("L207", "form 1 stands for 'one' (0) and 'other' (2, 3, 4 …)")],
    ),
    "no forms in a language that has some": (
        "uz",
        "nplurals=1; plural=0;",
        ("0",),
        [("L206", "the plural rule has one form for all numbers")],
    ),
    "forms for decimals, which gettext never asks for": (
        "cs",
        "nplurals=4; plural=(n == 1 && n % 1 == 0) ? 0 : (n >= 2 && n <= 4 && n % 1 == 0) ? 1: (n % 1 != 0 ) ? 2 : 3;",
        ("0", "1", "2", "3"),
        [],
    ),
}


@pytest.mark.parametrize("case", RULES)
def test_gettext_rules_and_numbered_forms(case: str) -> None:
    locale, rule, numbers, expected = RULES[case]
    options: dict[str, Any] = {"locale": locale, "form": "gettext", "syntax": "printf", "rule": rule}
    found = flaws_of({"one": "%d file", "other": "%d files"}, dict.fromkeys(numbers, "%d"), **options)
    assert [(one.code, one.message) for one in found] == expected


def test_what_holds_for_all_messages_of_a_file_is_said_once() -> None:
    messages = [a_message({"0": "%d", "1": "%d"}, ENGLISH, key=f"k{n}", line=n) for n in range(5)]
    files = [a_catalogue("pl", messages, form="gettext", rule="nplurals=3; plural=n==1?0:n<5?1:2;")]
    (flaw,) = [one for one in check_all(files, source_locale="en") if one.code == "L203"]
    assert (flaw.line, flaw.message) == (0, "missing: msgstr[2] (and 4 more); the file's rule has 3 forms")
