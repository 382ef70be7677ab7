"""How texts are read whose file does not say it: by what all source texts of their domain show."""

from __future__ import annotations

import pytest

from checkmarket.localisation.catalogue import Syntax
from checkmarket.localisation.placeholders.dialects import Dialect, decide, dialects_of, speaks_python
from tests.support.catalogues import a_message

DECIDED: dict[str, tuple[str, list[str], tuple[Dialect, ...]]] = {
    "no placeholder anywhere": ("json", ["Save", "100 % sure", "a } b"], ()),
    "names in braces": ("json", ["Hello {name}"], ("braces",)),
    "i18next": ("json", ["Hello {{name}}", "{n, plural, other {x}}"], ("braces",)),
    "one plural makes all texts ICU": ("json", ["{n, plural, other {#}}", "Hello {name}"], ("icu",)),
    "a plural among texts that are no ICU": ("json", ["{n, plural, other {#}}", "{ not ICU }", "{open"], ("braces",)),
    "C's placeholders": ("json", ["%s of %d"], ("printf-guessed",)),
    "both kinds": ("json", ["%s", "{name}"], ("braces", "printf-guessed")),
    "messages that take others in": ("json", ["See $t(help)"], ("braces",)),
    "java.text.MessageFormat": ("properties", ["Can''t open {0}"], ("java",)),
    "names in a .properties file": ("properties", ["Can't open {file}"], ("braces",)),
    "Android": ("android", ["Save"], ("printf-java",)),
    "Apple": ("strings", ["Save"], ("printf-apple",)),
    "Fluent": ("fluent", ["Save"], ("fluent",)),
    "gettext without flags": ("gettext", ["%s files"], ("printf-guessed",)),
}


@pytest.mark.parametrize("case", DECIDED)
def test_what_a_domain_shows(case: str) -> None:
    form, sources, expected = DECIDED[case]
    assert decide(form, [a_message(text) for text in sources], sources) == expected


def test_where_some_gettext_messages_are_flagged_the_others_have_no_placeholders() -> None:
    messages = [a_message("%d", "%d", syntax="printf"), a_message("100% der", "100% of")]
    assert decide("gettext", messages, ["100% of"]) == ()


@pytest.mark.parametrize(
    ("syntax", "dialects"),
    [
        ("plain", ()),
        ("printf", ("printf-python",)),
        ("python-brace", ("python-brace",)),
        ("brace", ("braces",)),
        ("icu", ("icu",)),
        ("fluent", ("fluent",)),
        ("apple", ("printf-apple",)),
        ("android", ("printf-java",)),
        ("unknown", ("braces",)),
    ],
)
def test_what_the_file_says_comes_first(syntax: Syntax, dialects: tuple[Dialect, ...]) -> None:
    message = a_message("text", syntax=syntax)
    assert dialects_of(message, ("braces",), python=True) == dialects


def test_names_in_brackets_are_pythons() -> None:
    assert speaks_python([a_message("x", "%(name)s", syntax="printf")])
    assert not speaks_python([a_message("x", "%s", syntax="printf"), a_message("x", "%(name)s")])
