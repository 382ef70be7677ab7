"""Placeholders and tags against those of the source: what is said, and what reviewers rightly let pass."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.checks import check_all
from tests.support.catalogues import a_catalogue, a_message, codes_of, flaws_of

RUSSIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
ARABIC = "nplurals=6; plural=n==0?0:n==1?1:n==2?2:n%100>=3&&n%100<=10?3:n%100>=11&&n%100<=99?4:5;"
GETTEXT = {"form": "gettext", "syntax": "printf"}
FILES = {"one": "%(n)d file of %(who)s", "other": "%(n)d files of %(who)s"}

SOUND: dict[str, tuple[Any, Any, dict[str, Any]]] = {
    "named placeholders change places": ("%(a)s of %(b)s", "%(b)s: %(a)s", GETTEXT),
    "numbered ones as well": ("%s has %d", "%2$d hat %1$s", GETTEXT | {"form": "gettext"}),
    "a name is used twice": ("%(a)s", "%(a)s, ja %(a)s", GETTEXT),
    "Python writes anything as text": ("%(n)s files", "%(n)s Dateien, 100%% sicher", GETTEXT),
    "the form for one says it in words": (
        FILES,
        {"0": "Eine Datei von %(who)s", "1": "%(n)d Dateien von %(who)s"},
        GETTEXT | {"rule": "nplurals=2; plural=(n != 1);"},
    ),
    "French says it for 0 and 1": (
        FILES,
        {"0": "Un fichier de %(who)s", "1": "%(n)d fichiers de %(who)s"},
        GETTEXT | {"rule": "nplurals=2; plural=(n > 1);", "locale": "fr"},
    ),
    "the form for 0 says all in words": (
        FILES,
        {"0": "لا شيء", **{str(n): "%(n)d %(who)s" for n in range(1, 6)}},
        GETTEXT | {"rule": ARABIC, "locale": "ar"},
    ),
    "Android's form for two": (
        {"one": "%d file", "other": "%d files"},
        {"one": "קובץ", "two": "קבצים", "other": "%d קבצים"},
        {"form": "android", "locale": "he"},
    ),
    "the source leaves the number out as well": (
        {"one": "a file", "other": "%d files"},
        {"one": "eine Datei", "other": "%d Dateien"},
        {},
    ),
    "an ICU choice is dropped where the language has none": (
        "{n, plural, one {Comment} other {Comments}}",
        "コメント",
        {"locale": "ja"},
    ),
    "an ICU choice is added where the language has one": (
        "{n, plural, other {#}} of {user}",
        "{user}: {n, plural, one {eine} other {# viele}}",
        {},
    ),
    "a number shown by name instead of by sign": (
        "{n, plural, one {# file} other {# files}}",
        "{n, plural, one {{n} Datei} other {{n} Dateien}}",
        {},
    ),
    "white space inside braces": ("{n, plural, other {#}} {nr}", "{nr } { n, plural, one {#} other {#} }", {}),
    "Fluent's selector on a variable that is not shown": (
        "{ $n ->\n    [one] Comment\n   *[other] Comments\n}",
        "コメント",
        {"form": "fluent", "locale": "ja"},
    ),
    "i18next with other white space": ("Hi {{ name }}", "{{name}}, hallo", {}),
    "xliff:g only guards its placeholder": (
        'By <xliff:g id="who">%1$s</xliff:g>',
        "Von %1$s",
        {"form": "android"},
    ),
    "a percentage in a text of unknown making": ("%s, 100 % free", "%s, 100 % des Preises", {}),
    "another layout of HTML": ("<b>Now</b><br>then", "<p><strong>Jetzt</strong></p> dann", {}),
    "words in angle brackets are translated": ("Type <your name>", "Gib <deinen Namen> ein", {}),
    "comparisons are no tags": ("a < b and b > c", "a < b, b > c", {}),
    "what is not translated yet": (
        "{n, plural, one {#} other {#}}",
        "{n, plural, one {#} other {#}}",
        {"locale": "pl"},
    ),
}


@pytest.mark.parametrize("case", SOUND)
def test_nothing_is_said(case: str) -> None:
    source, text, options = SOUND[case]
    assert codes_of(source, text, **options) == []


WRONG: dict[str, tuple[Any, Any, dict[str, Any], list[tuple[str, str]]]] = {
    "a form for many numbers leaves the number out": (
        {"one": "an hour ago", "other": "%(n)s hours ago"},
        {"0": "час назад", "1": "%(n)s часа назад", "2": "%(n)s часов назад"},
        GETTEXT | {"rule": RUSSIAN, "locale": "ru"},
        [("L101", "%(n)s of the source is missing in the plural form 0")],
    ),
    "the form for one leaves out more than the number": (
        FILES,
        {"0": "Eine Datei", "1": "%(n)d Dateien von %(who)s"},
        GETTEXT | {"rule": "nplurals=2; plural=(n != 1);"},
        [
            ("L101", "%(n)d of the source is missing in the plural form 0"),
            ("L101", "%(who)s of the source is missing in the plural form 0"),
        ],
    ),
    "a form for three numbers is no form for one": (
        {"one": "%d file", "other": "%d files"},
        {"one": "soubor", "few": "soubory", "other": "%d souborů"},
        {"form": "android", "locale": "cs"},
        [("L101", "%d of the source is missing in the plural form few")],
    ),
    "a name is translated": (
        "Hello {name}",
        "Hallo {Name}",
        {},
        [("L101", "{name} of the source is missing"), ("L102", "{Name} does not stand in the source")],
    ),
    "an apostrophe hides it": (
        "{n, plural, other {#}} of {name}",
        "{n, plural, one {#} other {#}} d'{name}",
        {"locale": "fr"},
        [("L101", "{name} of the source is missing")],
    ),
    "a keyword of ICU is translated": (
        "{n, plural, one {#} other {#}}",
        "{n, plural, un {#} altre {#}}",
        {"locale": "ca"},
        [("L104", "'{n, plural' has no branch 'other'")],
    ),
    "a branch leaves a value out": (
        "{n, plural, one {# by {user}} other {# by {user}}}",
        "{n, plural, one {# von {user}} other {#}}",
        {},
        [("L101", "{user} of the source is missing")],
    ),
    "a term of Fluent": (
        "About { -brand }",
        "Über uns",
        {"form": "fluent"},
        [("L105", "'-brand', which the source takes in, is not used")],
    ),
    "a message that is taken in": (
        "See $t(help)",
        "Siehe Hilfe",
        {},
        [("L105", "'help', which the source takes in, is not used")],
    ),
    "an object where a number was": ("%d", "%@", {"form": "strings"}, [("L103", "%@ stands where the source has %d")]),
    "a component of React": ("<0>a</0><1/>", "<0>a</0>", {}, [("L107", "<1> of the source is missing")]),
    "a component that is not there": ("<0>a</0>", "<0>a</0><1/>", {}, [("L108", "<1> does not stand in the source")]),
    "one of two links": ("<a>1</a> <a>2</a>", "<a>1</a>", {}, [("L107", "<a> of the source is missing")]),
    "a component by its name": ("<link>a</link>", "a", {}, [("L107", "<link> of the source is missing")]),
    "str.format": (
        "{0} {1}",
        "{0}",
        {"form": "gettext", "syntax": "python-brace"},
        [("L101", "{1} of the source is missing")],
    ),
    "str.format cannot read it": (
        "{0}",
        "{0",
        {"form": "gettext", "syntax": "python-brace"},
        [("L104", "expected '}' before end of string")],
    ),
    "Python stops at a lone percent sign": (
        "%(n)s of 100%%",
        "%(n)s von 100%",
        GETTEXT,
        [("L104", "'%' is no placeholder; a percent sign is written '%%'")],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_it_is_said_what_is_wrong(case: str) -> None:
    source, text, options, expected = WRONG[case]
    found = [(one.code, one.message) for one in flaws_of(source, text, **options) if one.severity != "note"]
    assert found == expected


@pytest.mark.parametrize("mark", ["fuzzy", "obsolete", "shielded"])
def test_messages_that_are_not_in_use_are_left_alone(mark: str) -> None:
    message = a_message("Halt", "Stop {now}")
    unused = type(message)(key="k", texts=message.texts, source=message.source, **{mark: True})
    files = [a_catalogue("de", [unused, a_message("", "Go {now}", key="empty")], form="xliff")]
    assert check_all(files, source_locale="en") == ()


def test_a_source_that_is_wrong_is_said_at_the_source_only() -> None:
    plural = a_message("{n, plural, other {#}}", key="a")
    broken = [plural, *(a_message(f"{n} {{ok}}", key=f"k{n}") for n in range(30)), a_message("{open", key="z", line=40)]
    other = [a_message("{offen", key="z")]
    flaws = check_all([a_catalogue("en", broken), a_catalogue("de", other)], source_locale="en")
    assert [(one.code, one.locale, one.line) for one in flaws if one.code == "L104"] == [("L104", "en", 40)]


def test_a_flaw_names_the_place_the_locale_and_the_key() -> None:
    message = a_message("Hallo", "Hello {name}", line=12)
    (flaw,) = check_all([a_catalogue("de-AT", [message], form="xliff")], source_locale="en")
    assert (flaw.path, flaw.line, flaw.column, flaw.locale, flaw.key) == ("locales/de-AT/texts", 12, 1, "de-AT", "key")
    assert flaw.severity == "error"
    assert flaw.hint.startswith("put it where the value belongs")


NAMES = st.lists(st.text(st.sampled_from("abcde"), min_size=1, max_size=3), min_size=1, max_size=4, unique=True)
WRITTEN = {
    "braces": ("{{{}}} ", "json", "unknown"),
    "i18next": ("{{{{{}}}}} ", "json", "unknown"),
    "python": ("%({})s ", "gettext", "printf"),
    "str.format": ("{{{}!r}} ", "gettext", "python-brace"),
    "fluent": ("{{ ${} }} ", "fluent", "unknown"),
    "components": ("<{0}>x</{0}> ", "json", "unknown"),
}


@given(NAMES, st.sampled_from(sorted(WRITTEN)), st.data())
def test_moving_never_alarms_and_dropping_always_does(names: list[str], kind: str, data: st.DataObject) -> None:
    write, form, syntax = WRITTEN[kind]
    options: dict[str, Any] = {"form": form, "syntax": syntax, "locale": "nl"}
    moved = data.draw(st.permutations(names))
    source, text, less = ("x " + "".join(write.format(name) for name in some) for some in (names, moved, moved[1:]))
    assert codes_of(source, text, **options) == []
    assert len(codes_of(source, less, **options)) == 1
