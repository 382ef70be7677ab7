"""Pseudo-localised files: every format reads back, says the new locale, and holds the source when put back."""

from __future__ import annotations

import json

import pytest

from checkmarket.localisation.finder import find
from checkmarket.localisation.pseudo.dressing import OPEN, undressed
from checkmarket.localisation.pseudo.writer import choose, manner, pseudo_localised
from checkmarket.localisation.readers import READERS, read

AR = "ar"

POT = """\
# A template
#, fuzzy
msgid ""
msgstr ""
"Language: \\n"
"Content-Type: text/plain; charset=CHARSET\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"

#, c-format
msgid "Hello %s\\n"
msgstr ""

#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""
"""
ANDROID = """\
<?xml version="1.0" encoding="utf-8"?>
<resources>
  <string name="app" translatable="false">App</string>
  <string name="hi">It\\'s <b>you</b>, %1$s &amp; co.\\n</string>
  <plurals name="f"><item quantity="one">%d file</item><item quantity="other">%d files</item></plurals>
</resources>
"""
ARB = '{"@@locale": "en", "n": "{count, plural, one {# file} other {# files}}", "@n": {"x": "y"}}'
FLUENT = """\
hello = Hello, { $user }!
    .title = Say hello
n =
    { $n ->
        [one] One
       *[other] { $n } things
    }
"""
I18NEXT = '{"a": {"b_one": "{{count}} item", "b_other": "{{count}} items"}, "c": "", "d": "Go <0>on</0>"}'
RESX = '<root><data name="Hi" xml:space="preserve"><value>Hello {0} &amp; co</value></data></root>'
STRINGS = '/* c */\n"hi" = "Hello %@, \\"now\\"\\n";\n'
STRINGSDICT = """\
<plist version="1.0"><dict><key>f</key><dict>
  <key>NSStringLocalizedFormatKey</key><string>%#@n@</string>
  <key>n</key><dict>
    <key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>
    <key>NSStringFormatValueTypeKey</key><string>d</string>
    <key>one</key><string>%d file</string><key>other</key><string>%d files</string>
  </dict>
</dict></dict></plist>
"""
XCSTRINGS = """\
{"sourceLanguage": "en", "strings": {
  "Hello %@": {}, "Brand": {"shouldTranslate": false},
  "k": {"localizations": {"en": {"stringUnit": {"state": "new", "value": "Go on"}}}}
}, "version": "1.0"}
"""
XLIFF = """\
<xliff version="1.2"><file original="a" source-language="en"><body>
  <trans-unit id="1"><source>Hi <x id="1"/> &amp; <g id="2">you</g></source></trans-unit>
  <trans-unit id="2" translate="no"><source>Brand</source></trans-unit>
</body></file></xliff>
"""
SOURCES: dict[str, tuple[str, str]] = {
    "android": ("res/values/strings.xml", ANDROID),
    "arb": ("lib/app_en.arb", ARB),
    "fluent": ("locales/en/app.ftl", FLUENT),
    "gettext": ("locale/app.pot", POT),
    "json": ("locales/en.json", I18NEXT),
    "properties": ("i18n/messages_en.properties", "hi=Hello {0}, it''s fine\nbye = Good \\\n  bye\n"),
    "resx": ("Resources.resx", RESX),
    "strings": ("App/en.lproj/Localizable.strings", STRINGS),
    "stringsdict": ("App/en.lproj/Localizable.stringsdict", STRINGSDICT),
    "xcstrings": ("App/Localizable.xcstrings", XCSTRINGS),
    "xliff": ("app.xlf", XLIFF),
    "yaml": ("config/locales/en.yml", 'en:\n  hi: "Hello %{name}"\n  sub:\n    list:\n      - Save & close\n'),
}


def made(form: str, locale: str = AR) -> tuple[bytes, str]:
    """The pseudo-localised file of a format and its path."""
    path, content = SOURCES[form]
    how = manner(locale)
    assert how
    found = choose(find([path, *OTHERS.get(form, [])]), lambda one: content.encode(), how.locale, "en")
    ((named, target),) = [one for one in found.files if one[0].path == path]
    return pseudo_localised(content.encode(), named, target, how).data, target


OTHERS = {"json": ["locales/de.json"], "properties": ["i18n/messages_de.properties"]}
"""Neighbours that make a file a resource."""


def test_every_format_is_tried() -> None:
    assert SOURCES.keys() == READERS.keys()


@pytest.mark.parametrize("form", SOURCES)
@pytest.mark.parametrize("locale", ["ar", "de", "ja", "he"])
def test_put_back_each_text_is_the_source_and_nothing_else_changed(form: str, locale: str) -> None:
    how = manner(locale)
    assert how
    path, content = SOURCES[form]
    data, target = made(form, locale)
    before = {one.key: one for each in read(content.encode(), path) for one in each.messages}
    after = {one.key: one for each in read(data, target) for one in each.messages if each.locale in (locale, "")}
    assert before.keys() - after.keys() <= {"Brand"}
    for key, message in after.items():
        source = before[key].source or before[key].texts
        for category, text in message.texts.items():
            wanted = source.get(category) or source[{"0": "one", "1": "other"}.get(category, "")]
            assert undressed(text, how.style) == wanted or (before[key].shielded and not text)


@pytest.mark.parametrize("form", SOURCES)
def test_every_text_is_in_brackets_but_those_that_are_shielded(form: str) -> None:
    data, target = made(form)
    messages = [one for each in read(data, target) for one in each.messages if each.locale in (AR, "")]
    for message in messages:
        filled = [text for text in message.texts.values() if text]
        assert all((OPEN in text) != message.shielded for text in filled)
    assert any(OPEN in text for message in messages for text in message.texts.values())


@pytest.mark.parametrize("form", SOURCES)
def test_the_file_says_its_new_locale_where_it_says_any(form: str) -> None:
    data, target = made(form)
    assert AR in {one.locale for one in read(data, target)}


@pytest.mark.parametrize(
    ("form", "target"),
    [
        ("android", "res/values-ar/strings.xml"),
        ("arb", "lib/app_ar.arb"),
        ("fluent", "locales/ar/app.ftl"),
        ("gettext", "locale/ar/LC_MESSAGES/app.po"),
        ("json", "locales/ar.json"),
        ("properties", "i18n/messages_ar.properties"),
        ("resx", "Resources.ar.resx"),
        ("strings", "App/ar.lproj/Localizable.strings"),
        ("stringsdict", "App/ar.lproj/Localizable.stringsdict"),
        ("xcstrings", "App/Localizable.xcstrings"),
        ("xliff", "app.ar.xlf"),
        ("yaml", "config/locales/ar.yml"),
    ],
)
def test_the_file_stands_where_its_format_wants_it(form: str, target: str) -> None:
    assert made(form)[1] == target


def test_a_template_becomes_a_catalogue_that_can_be_compiled() -> None:
    text = made("gettext", "pt-BR")[0].decode()
    assert '"Language: pt_BR\\n"' in text
    assert "charset=UTF-8" in text
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in text
    assert "fuzzy" not in text
    assert 'msgstr "⟦Ħḗŀŀǿ %s‖ǿƞḗ⟧\\n"' in text


def test_a_catalogue_without_a_plural_rule_gets_one() -> None:
    path, content = SOURCES["gettext"]
    how = manner("de")
    assert how
    short = content.replace('"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n', "")
    (named,) = find([path])
    text = pseudo_localised(short.encode(), named, "x.po", how).data.decode()
    assert text.index("Plural-Forms: nplurals=2; plural=(n != 1);") < text.index("Hello")


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('<xliff version="1.2"><file source-language="en">', '<file target-language="ar" source-language="en">'),
        ('<xliff version="1.2"><file source-language="en" target-language="de">', 'target-language="ar">'),
        ('<xliff version="2.0" srcLang="en"><file id="f">', 'version="2.0" trgLang="ar" srcLang="en"'),
        ('<xliff version="2.0" srcLang="en" trgLang="de"><file id="f">', 'srcLang="en" trgLang="ar"'),
    ],
)
def test_xliff_names_its_target_language(head: str, wanted: str) -> None:
    how = manner("ar")
    assert how
    (named,) = find(["app.xlf"])
    unit = '<unit id="1"><segment><source>Hi</source><target>Hallo</target></segment></unit>'
    if 'version="1.2"' in head:
        unit = '<body><trans-unit id="1"><source>Hi</source></trans-unit></body>'
    made_of = pseudo_localised(f"{head}{unit}</file></xliff>".encode(), named, "app.ar.xlf", how).data.decode()
    assert wanted in made_of
    assert "de" not in made_of


def test_a_string_catalogue_keeps_its_other_locales_and_gains_one() -> None:
    found = json.loads(made("xcstrings")[0])["strings"]
    assert found["k"]["localizations"]["en"]["stringUnit"]["value"] == "Go on"
    assert found["k"]["localizations"]["ar"]["stringUnit"]["state"] == "translated"
    assert "localizations" not in found["Brand"]


def test_a_text_that_cannot_be_read_stays_and_is_told() -> None:
    how = manner("de")
    assert how
    (named,) = find(["lib/app_en.arb"])
    data = b'{\n  "a": "{n, plural, one {file}",\n  "b": "fine"\n}'
    found = pseudo_localised(data, named, "lib/app_de.arb", how)
    assert found.texts == 1
    (kept,) = found.kept
    assert (kept.path, kept.line, kept.column) == ("lib/app_en.arb", 2, 8)
    assert b'"a": "{n, plural, one {file}"' in found.data


def test_what_is_obsolete_or_shielded_stays() -> None:
    how = manner("de")
    assert how
    (named,) = find(["po/de.po"])
    data = b'msgid "a"\nmsgstr ""\n\n#~ msgid "old"\n#~ msgstr "alt"\n'
    assert b'#~ msgstr "alt"' in pseudo_localised(data, named, "po/x.po", how).data


# --- which files ---

EN, DE = b'{"a": "one", "b": "two", "c": "three"}', b'{"a": "eins"}'


def test_the_source_of_each_domain_is_chosen_and_broken_files_are_told() -> None:
    files = {
        "web/locales/en.json": EN,
        "web/locales/de.json": DE,
        "web/locales/fr.json": b"{",
        "res/values/strings.xml": SOURCES["android"][1].encode(),
        "res/values-de/strings.xml": b'<resources><string name="hi">Hallo</string></resources>',
        "po/de.po": b'msgid "a"\nmsgstr "b"\n',
        "po/fr.po": b'msgid "a"\nmsgstr "c"\n',
    }
    found = choose(find(files), lambda one: files[one.path], "pt-BR")
    assert {one.path: target for one, target in found.files} == {
        "po/de.po": "po/pt_BR.po",
        "res/values/strings.xml": "res/values-pt-rBR/strings.xml",
        "web/locales/en.json": "web/locales/pt-BR.json",
    }
    assert [one.path for one in found.unreadable] == ["web/locales/fr.json"]
    assert found.source == "en"


def test_another_source_locale() -> None:
    files = {"locales/en.json": EN, "locales/de.json": DE}
    found = choose(find(files), lambda one: files[one.path], "ar", "de")
    assert [one.path for one, _ in found.files] == ["locales/de.json"]


@pytest.mark.parametrize(
    ("paths", "locale", "target"),
    [
        (["a/lang_en_US.json", "a/lang_de_DE.json"], "pt-BR", "a/lang_pt_BR.json"),
        (["a/strings.en.json", "a/strings.de.json"], "pt-BR", "a/strings.pt-BR.json"),
        (["a/messages.properties", "a/messages_de.properties"], "zh-Hant", "a/messages_zh_Hant.properties"),
        (["res/values/s.xml"], "zh-Hant", "res/values-b+zh+Hant/s.xml"),
        (["res/values/s.xml"], "he", "res/values-iw/s.xml"),
        (["res/values/s.xml"], "es-419", "res/values-es-r419/s.xml"),
        (["po/app.pot"], "pt-BR", "po/pt_BR.po"),
        (["po/app.pot", "po/de.po"], "ar", "po/ar.po"),
        (["X.lproj/en.lproj/A.strings"], "ar", "X.lproj/ar.lproj/A.strings"),
        (["locale/en/LC_MESSAGES/django.po"], "sr-Latn", "locale/sr_Latn/LC_MESSAGES/django.po"),
    ],
)
def test_new_files_are_named_like_their_neighbours(paths: list[str], locale: str, target: str) -> None:
    contents = {
        ".json": EN, ".properties": b"a=b\n", ".xml": b'<resources><string name="a">b</string></resources>',
        ".pot": POT.encode(), ".po": b'msgid "a"\nmsgstr "b"\n', ".strings": b'"a" = "b";\n',
    }  # fmt: skip
    found = choose(find(paths), lambda one: contents[one.path[one.path.rindex(".") :]], locale)
    assert [target for _, target in found.files] == [target]


def test_no_locale_no_manner() -> None:
    assert manner("zz-1") is None
    assert manner("iw") == manner("he")
