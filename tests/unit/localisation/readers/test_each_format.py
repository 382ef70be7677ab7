"""What each reader makes of a small file that holds everything its format can say."""

from __future__ import annotations

import pytest

from checkmarket.localisation.readers import read, write
from tests.support.resources import SAMPLES

Row = tuple[str, str, dict[str, str], int, int, str]  # locale, key, texts, line, column, f(uzzy) o(bsolete) s(hielded)

EXPECTED: dict[str, list[Row]] = {
    "locale/de/LC_MESSAGES/app.po": [
        ("de", "Hello %s", {"": "Hallo %s"}, 10, 8, ""),
        ("de", "menu\x04one file", {"0": "eine Datei", "1": '%d "Dateien"\nund mehr'}, 17, 11, "f"),
        ("de", "new", {"": ""}, 23, 8, ""),
        ("de", "old", {"": "alt"}, 26, 11, "o"),
    ],
    "src/messages.de.xlf": [
        ("de", "a", {"": 'Hi <x id="N"/> & du'}, 5, 75, ""),
        ("de", "b", {"": ""}, 6, 46, ""),
        ("de", "c", {"": ""}, 8, 46, "s"),
        ("de", "d", {"": "Alt"}, 10, 80, "f"),
    ],
    "src/fr.xliff": [
        ("fr", "a", {"": "Oui"}, 3, 55, ""),
        ("fr", "b[0]", {"": "Un. "}, 5, 62, "f"),
        ("fr", "b[1]", {"": ""}, 6, 37, ""),
    ],
    "locales/de/app.ftl": [
        ("de", "-brand", {"": "Firefox"}, 3, 10, ""),
        ("de", "hello", {"": "Hallo, { $name }!\nNoch eine Zeile\n  und eine weiter innen."}, 4, 9, ""),
        ("de", "hello.title", {"": "Titel"}, 7, 14, ""),
        ("de", "files", {"": '{ $n ->\n    [one] { $n } Datei\n   *[other] { $n } Dateien { "}" }\n}'}, 11, 5, ""),
        ("de", "only.label", {"": "nur"}, 16, 14, ""),
    ],
    "app/res/values-zh-rCN/strings.xml": [
        ("zh-CN", "app", {"": "Polyglot"}, 4, 45, "s"),
        ("zh-CN", "hello", {"": 'It\'s <b>me</b>, <xliff:g id="n">%1$s</xliff:g> & "you"'}, 5, 26, ""),
        ("zh-CN", "again", {"": "@string/hello"}, 6, 26, "s"),
        ("zh-CN", "blank", {"": "  two spaces  "}, 7, 26, ""),
        ("zh-CN", "html", {"": "<i>x</i>"}, 8, 25, ""),
        ("zh-CN", "files", {"one": "%d file", "other": "%d files"}, 9, 48, ""),
        ("zh-CN", "days[0]", {"": "Mon"}, 10, 37, ""),
        ("zh-CN", "days[1]", {"": ""}, 10, 47, ""),
    ],
    "i18n/messages_de.properties": [
        ("de", "plain", {"": "One"}, 3, 7, ""),
        ("de", "spaced", {"": "two and three"}, 4, 10, ""),
        ("de", "escaped key", {"": "tab\there ä {0}"}, 6, 16, ""),
        ("de", "empty", {"": ""}, 8, 6, ""),
        ("de", "colon", {"": "x"}, 9, 7, ""),
    ],
    "i18n/latin_de.properties": [
        ("de", "a", {"": "Grüße"}, 1, 3, ""),
    ],
    "locales/de/common.json": [
        ("de", "title", {"": "Hello {{name}}"}, 2, 12, ""),
        ("de", "cart.list[0]", {"": "a"}, 6, 14, ""),
        ("de", "cart.list[1]", {"": "b ä"}, 6, 19, ""),
        ("de", "cart.item", {"one": "{{count}} item", "other": "{{count}} items"}, 4, 17, ""),
        ("de", "gender_male", {"": "he"}, 9, 18, ""),
        ("de", "gender_other", {"": "they"}, 10, 19, ""),
        ("de", "day", {"one": "a day", "other": "days"}, 11, 18, ""),
    ],
    "lib/l10n/app_pt_BR.arb": [
        ("pt-BR", "hello", {"": "Olá {name}"}, 3, 12, ""),
    ],
    "Resources.de.resx": [
        ("de", "Hello", {"": "Hallo {0}"}, 4, 50, ""),
        ("de", "Name", {"": "Polyglot"}, 5, 49, "s"),
        ("de", "Empty", {"": ""}, 8, 22, ""),
    ],
    "App/de.lproj/Localizable.strings": [
        ("de", "hello", {"": 'Hallo "%@"'}, 2, 11, ""),
        ("de", "bare", {"": "x\nä"}, 4, 8, ""),
    ],
    "App/de.lproj/Localizable.stringsdict": [
        ("de", "files", {"one": "%d Datei", "other": "%d Dateien"}, 12, 29, ""),
    ],
    "App/Localizable.xcstrings": [
        ("en", "Hello", {"": "Hello"}, 4, 15, ""),
        ("en", "%d files", {"one": "%d file", "other": "%d files"}, 13, 65, ""),
        ("en", "gone", {"": "gone"}, 20, 14, "o"),
        ("en", "Polyglot", {"": "Polyglot"}, 21, 18, "s"),
        ("de", "Hello", {"": "Hallo"}, 6, 69, ""),
        ("de", "%d files", {"one": "%d Datei", "other": "%d Dateien"}, 16, 72, "f"),
        ("fr", "Hello", {"": "Hello"}, 7, 62, "f"),
    ],
    "config/locales/no.yml": [
        ("no", "title", {"": "Hei"}, 3, 10, ""),
        ("no", "files", {"one": "en fil", "other": "%{count} filer"}, 5, 10, ""),
        ("no", "text", {"": "to\nlinjer\n"}, 9, 9, ""),
        ("no", "days[0]", {"": "man"}, 12, 10, ""),
        ("no", "days[2]", {"": "tir"}, 12, 18, ""),
        ("no", "404", {"": "Ikke funnet"}, 13, 8, ""),
    ],
    "translations/messages.de.yaml": [
        ("de", "greeting", {"": "Hallo"}, 1, 11, ""),
        ("de", "again", {"": "Hallo"}, 1, 11, ""),
        ("de", "base.a", {"": "eins"}, 4, 6, ""),
        ("de", "more.b", {"": "zwei"}, 7, 6, ""),
        ("de", "more.a", {"": "eins"}, 4, 6, ""),
    ],
}


@pytest.mark.parametrize("path", SAMPLES)
def test_every_message_with_its_place_and_marks(path: str) -> None:
    found = [
        (catalogue.locale, one.key, dict(one.texts), one.line, one.column, marks(one.fuzzy, one.obsolete, one.shielded))
        for catalogue in read(SAMPLES[path], path)
        for one in catalogue.messages
    ]
    assert found == EXPECTED[path]


def marks(*flags: bool) -> str:
    return "".join(letter for letter, flag in zip("fos", flags, strict=True) if flag)


def test_what_the_files_say_of_themselves() -> None:
    found = {one.path: one for path, data in SAMPLES.items() for one in read(data, path)}
    assert found["locale/de/LC_MESSAGES/app.po"].plural_rule == "nplurals=2; plural=(n != 1);"
    assert found["src/messages.de.xlf"].source_locale == "en"
    assert found["App/Localizable.xcstrings"].source_locale == "en"
    assert found["lib/l10n/app_pt_BR.arb"].written == "pt_BR"
    syntaxes = {path: {message.syntax for message in one.messages} for path, one in found.items()}
    assert syntaxes["locale/de/LC_MESSAGES/app.po"] == {"printf", "unknown"}
    assert syntaxes["i18n/messages_de.properties"] == {"icu", "unknown"}
    assert syntaxes["Resources.de.resx"] == {"python-brace"}
    assert syntaxes["lib/l10n/app_pt_BR.arb"] == {"icu"}


def test_sources_stand_beside_translations_where_the_file_has_them() -> None:
    po = read(SAMPLES["locale/de/LC_MESSAGES/app.po"], "de.po")[0]
    assert [dict(one.source) for one in po.messages] == [
        {"": "Hello %s"},
        {"one": "one file", "other": "%d files"},
        {"": "new"},
        {"": "old"},
    ]
    xliff = read(SAMPLES["src/messages.de.xlf"], "src/messages.de.xlf")[0]
    assert xliff.messages[0].source == {"": 'Hi <x id="N"/> & you'}
    german = read(SAMPLES["App/Localizable.xcstrings"], "x.xcstrings")[1]
    assert [dict(one.source) for one in german.messages] == [{"": "Hello"}, {"one": "%d file", "other": "%d files"}]


def test_a_file_without_targets_is_a_template() -> None:
    data = (
        b'<xliff version="1.2"><file source-language="en-US" original="x"><body><trans-unit id="1"><source>A</source>'
    )
    found = read(data + b"</trans-unit></body></file></xliff>", "messages.xlf")[0]
    assert (found.is_template, found.locale, found.messages[0].texts) == (True, "en-US", {"": ""})
    assert read(b'msgid "A"\nmsgstr ""\n', "app.pot")[0].is_template


def test_the_header_of_gettext_names_the_locale_where_the_path_does_not() -> None:
    header = b'msgid ""\nmsgstr "Language: pt_BR\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    assert read(header, "app.po")[0].locale == "pt-BR"
    assert read(header, "de/app.po")[0].locale == "de"


def test_gettext_in_another_encoding() -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-2\\n"\n\nmsgid "a"\nmsgstr "ł"\n'
    assert read(text.encode("iso-8859-2"), "pl.po")[0].messages[0].texts == {"": "ł"}


def test_several_files_in_one_xliff_keep_their_ids_apart() -> None:
    unit = '<file source-language="en" target-language="de" original="{}"><body><trans-unit id="1"><source>A</source>'
    end = "<target>B</target></trans-unit></body></file>"
    text = f"<xliff>{unit.format('a.strings')}{end}{unit.format('b.html')}{end}</xliff>"
    found = read(text.encode(), "de.xliff")[0].messages
    assert [(one.key, one.syntax) for one in found] == [("a.strings\x041", "apple"), ("b.html\x041", "unknown")]


def test_plural_suffixes_of_older_i18next_and_words_that_only_look_like_them() -> None:
    data = (
        b'{"item": "an item", "item_plural": "items", "step_one": "Step one", "step_two": "Step two", "a_other": "x"}'
    )
    found = {one.key: dict(one.texts) for one in read(data, "locales/en.json")[0].messages}
    assert found == {
        "item": {"one": "an item", "other": "items"},
        "step_one": {"": "Step one"},
        "step_two": {"": "Step two"},
        "a": {"other": "x"},
    }


def test_messages_of_web_extensions_and_of_formatjs() -> None:
    extension = b'{"hi": {"message": "Hallo", "description": "a greeting"}}'
    assert [one.key for one in read(extension, "_locales/de/messages.json")[0].messages] == ["hi"]
    formatjs = b'{"hi": {"defaultMessage": "Hallo", "description": "a greeting"}}'
    found = read(formatjs, "lang/de.json")[0].messages
    assert [(one.key, one.texts) for one in found] == [("hi", {"": "Hallo"})]


def test_one_yaml_file_with_two_locales() -> None:
    found = read(b"en: {a: Hello}\nde: {a: Hallo}\n", "config/locales/all.yml")
    assert [(one.locale, one.messages[0].texts[""]) for one in found] == [("en", "Hello"), ("de", "Hallo")]


def test_variations_by_device_and_substitutions_of_string_catalogues() -> None:
    unit = '{"stringUnit": {"state": "translated", "value": "%s"}}'
    device = f'{{"variations": {{"device": {{"mac": {unit % "Click"}, "other": {unit % "Tap"}}}}}}}'
    plural = f'{{"variations": {{"plural": {{"one": {unit % "a"}, "other": {unit % "b"}}}}}}}'
    both = f'{{"stringUnit": {{"value": "%#@n@"}}, "substitutions": {{"n": {plural}}}}}'
    strings = ", ".join(f'"{key}": {{"localizations": {{"en": {one}}}}}' for key, one in (("go", device), ("n", both)))
    data = f'{{"sourceLanguage": "en", "strings": {{{strings}}}}}'
    found = {one.key: dict(one.texts) for one in read(data.encode(), "L.xcstrings")[0].messages}
    assert found == {
        "go|mac": {"": "Click"},
        "go|other": {"": "Tap"},
        "n": {"": "%#@n@"},
        "n|n": {"one": "a", "other": "b"},
    }


def test_strings_that_are_property_lists() -> None:
    data = b'<?xml version="1.0"?><plist version="1.0"><dict><key>a</key><string>b</string></dict></plist>'
    assert read(data, "de.lproj/Localizable.strings")[0].messages[0].texts == {"": "b"}


def test_a_file_of_other_resources_has_no_catalogue() -> None:
    assert read(b'<resources><color name="c">#fff</color></resources>', "res/values/colors.xml") == []
    assert read(b"[1, 2]", "locales/de.json") == []


def test_a_text_that_ends_with_an_empty_tag() -> None:
    path, data = (
        "res/values/s.xml",
        b'<resources><string name="a">line<br/></string><string name="b"><br/></string></resources>',
    )
    assert [one.texts[""] for one in read(data, path)[0].messages] == ["line<br/>", "<br/>"]
    changed = write(data, path, lambda one: {"": f"x {one.texts['']}"})
    assert [one.texts[""] for one in read(changed, path)[0].messages] == ["x line<br/>", "x <br/>"]
