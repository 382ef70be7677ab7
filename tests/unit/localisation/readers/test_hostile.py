"""Files that are broken, or meant to do harm: a message with a place, at once, and nothing fetched or expanded."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.naming import FORMATS
from checkmarket.localisation.readers import Unreadable, read
from tests.support.resources import SAMPLES

PATHS = {
    "gettext": "x.po",
    "xliff": "x.xliff",
    "fluent": "x.ftl",
    "android": "res/values/strings.xml",
    "properties": "x.properties",
    "json": "locales/en.json",
    "arb": "x.arb",
    "resx": "x.resx",
    "strings": "x.strings",
    "stringsdict": "x.stringsdict",
    "xcstrings": "x.xcstrings",
    "yaml": "x.yaml",
}
LOL = b'<!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'
XXE = b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>'
ANCHORS = b"".join(b"%c: &%c [%s]\n" % (65 + n, 65 + n, b",".join([b"*%c" % (64 + n)] * 9)) for n in range(1, 9))

REFUSED = {
    "billion laughs": ("x.resx", LOL, (1, 13), "a document type; it is refused"),
    "an external entity": ("x.xliff", XXE, (1, 13), "a document type; it is refused"),
    "an external document type": ("x.resx", b'<!DOCTYPE r SYSTEM "http://x/y">\n<r/>', (1, 32), "a document type"),
    "entities in the one document type that is taken": (
        "x.stringsdict",
        b'<!DOCTYPE plist [<!ENTITY a "b">]><plist/>',
        (1, 17),
        "a document type",
    ),
    "an unknown entity": (
        "x.stringsdict",
        b'<!DOCTYPE plist SYSTEM "x"><plist><dict><key>&nbsp;</key></dict></plist>',
        (1, 46),
        "the entity 'nbsp' is not one of XML's own",
    ),
    "broken XML": (
        "res/values/s.xml",
        b"<resources>\n  <string>\n</resources>",
        (3, 3),
        "not well-formed XML: mismatched",
    ),
    "deep XML": ("res/values/s.xml", b"<a>" * 1000, (1, 301), "elements nested more than 100 deep"),
    "deep JSON": ("locales/en.json", b"[" * 1_000_000, (1, 101), "nested more than 100 deep"),
    "deep YAML": ("x.yaml", b"[" * 1_000_000, (1, 101), "nested more than 100 deep"),
    "deep Fluent": ("x.ftl", b"a = " + b"{" * 1_000_000, (1, 106), "braces nested more than 100 deep"),
    "YAML that multiplies": (
        "x.yaml",
        b"A: &A [x, x, x, x, x, x, x, x, x]\n" + ANCHORS,
        (6, 8),
        "aliases that stand for more",
    ),
    "YAML with a tail": ("x.yaml", b"a: b\n---\nc: d\n", (2, 1), "more than one document"),
    "broken YAML": ("x.yaml", b"a: b\nc: d: e\n", (2, 5), "not YAML: mapping values are not allowed"),
    "half of UTF-16": ("x.strings", '"a" = "b";'.encode("utf-16")[:-1], (1, 10), "not UTF-16-LE text: truncated data"),
    "half a character of UTF-16": ("x.strings", b"\xff\xfe\n\x00\x00\xd8a\x00", (2, 1), "not UTF-16-LE text: illegal"),
    "bytes that are not UTF-8": ("x.ftl", b"a = b\nc = d\xff", (2, 6), "not UTF-8 text: invalid start byte"),
    "NUL": ("x.po", b'msgid "a"\nmsgstr "\0"\n', (2, 9), "a NUL character"),
    "an unknown encoding": (
        "x.po",
        b'msgid ""\nmsgstr "charset=klingon"\n',
        (1, 1),
        "the encoding 'klingon' is not known",
    ),
    "JSON that ends early": ("locales/en.json", b'{\n  "a": "b",\n}', (3, 1), "expected a key in double quotes"),
    "JSON with comments": ("locales/en.json", b'{"a": // b\n1}', (1, 7), "comments are not part of JSON"),
    "an empty JSON file": ("locales/en.json", b"", (1, 1), "the file is empty"),
    "a line feed in JSON": ("locales/en.json", b'{"a": "b\n"}', (1, 9), "invalid control character"),
    "gettext without msgstr": ("x.po", b'msgid "a"\n\nmsgid "b"\nmsgstr ""\n', (3, 1), "a second msgid in one message"),
    "gettext that is prose": (
        "x.po",
        b'msgid "a"\nmsgstr "b"\nHello\n',
        (3, 1),
        "neither a comment nor one of msgctxt",
    ),
    "a plural without its plural": (
        "x.po",
        b'msgid "a"\nmsgstr[0] "b"\n',
        (1, 1),
        "msgid_plural and msgstr[0] go together",
    ),
    "properties with half an escape": ("x.properties", b"a=b\nc=\\u12", (2, 3), "\\u needs four hexadecimal digits"),
    "strings without a semicolon": ("x.strings", b'"a" = "b";\n"c" = "d"\n', (2, 1), 'expected "key" = "value";'),
    "strings that are compiled": ("x.strings", b"bplist00\x00", (1, 1), "a compiled property list"),
    "Fluent that is prose": ("x.ftl", b"a = b\nHello there\n", (2, 1), "neither a comment nor a message"),
    "Fluent with an open brace": ("x.ftl", b"a = { $b\nc = d\n", (1, 5), "a brace that is not closed"),
    "another kind of XML": ("x.xliff", b"<html/>", (1, 1), "the root is <html>, not <xliff>"),
    "another kind of JSON": ("x.xcstrings", b'{"a": 1}', (1, 1), 'a string catalogue has a mapping "strings"'),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_its_place(case: str) -> None:
    path, data, place, reason = REFUSED[case]
    start = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read(data, path)
    assert ((refused.value.line, refused.value.column), refused.value.reason[: len(reason)]) == (place, reason)
    assert time.monotonic() - start < 5


LONG = 5_000_000
ON_ONE_LINE = {
    "locales/en.json": b'{"a": "' + b"x" * LONG + b'"}',
    "x.po": b'msgid "a"\nmsgstr "' + b"x" * LONG + b'"\n',
    "x.properties": b"a=" + b"x" * LONG,
    "x.strings": b'"a" = "' + b"x" * LONG + b'";',
    "x.ftl": b"a = " + b"x" * LONG,
    "x.yaml": b"a: " + b"x" * LONG,
    "res/values/s.xml": b'<resources><string name="a">' + b"x" * LONG + b"</string></resources>",
}


@pytest.mark.parametrize("path", ON_ONE_LINE)
def test_a_very_long_line_is_read(path: str) -> None:
    assert len(read(ON_ONE_LINE[path], path)[0].messages[0].texts[""]) == LONG


UNENDING = {
    "quotes without an end": ("x.po", b'msgid "' + b"a" * LONG),
    "only quotes": ("x.po", b'"' * LONG),
    "comments without an end": ("x.strings", b"/*" * LONG),
    "a word without a value": ("x.strings", b"a" * LONG),
    "blank lines": ("x.ftl", b"a = b\n" + b" \n" * (LONG // 10)),
    "a text in braces without an end": ("x.ftl", b'a = {"' + b"x" * LONG),
    "list items": ("x.yaml", b"- " * (LONG // 10)),
    "a start tag without an end": ("x.resx", b'<root a="' + b"x" * LONG),
    "continued lines": ("x.properties", b"\\\n" * (LONG // 10)),
    "backslashes": ("x.properties", b"\\" * LONG),
    "a number without an end": ("locales/en.json", b'{"a": ' + b"1" * LONG),
}


@pytest.mark.parametrize("case", UNENDING)
def test_nothing_takes_more_than_its_length(case: str) -> None:
    path, data = UNENDING[case]
    start = time.monotonic()
    try:
        read(data, path)
    except Unreadable as refused:
        assert refused.line >= 1  # noqa: PT017 - to be refused is right too; what counts is that it ends
    assert time.monotonic() - start < 20


def test_a_key_that_stands_twice_is_given_twice() -> None:
    for path, data in {
        "locales/en.json": b'{"a": "1",\n"a": "2"}',
        "x.po": b'msgid "a"\nmsgstr "1"\nmsgid "a"\nmsgstr "2"\n',
        "x.properties": b"a=1\na=2\n",
        "x.strings": b'"a" = "1";\n"a" = "2";',
        "x.ftl": b"a = 1\na = 2\n",
        "x.yaml": b"a: eins\na: zwei\n",
        "res/values/s.xml": b'<resources><string name="a">1</string>\n<string name="a">2</string></resources>',
    }.items():
        found = read(data, path)[0].messages
        assert [one.key for one in found] == ["a", "a"], path
        assert found[0].line < found[1].line, path


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert read(b'{"a": "\\ud83d", "b": "\\ud83d\\ude00"}', "locales/en.json")[0].messages[0].texts == {"": "\ufffd"}
    assert read(b"a=\\ud83d\\ude00", "x.properties")[0].messages[0].texts == {"": "😀"}
    assert read(b'"a" = "\\Ud83d";', "x.strings")[0].messages[0].texts == {"": "\ufffd"}


def test_every_format_is_tried() -> None:
    assert set(PATHS) == set(FORMATS.values())


@pytest.mark.parametrize("path", PATHS.values())
@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(path: str, data: bytes) -> None:
    _read_or_refused(data, path)


@pytest.mark.parametrize("path", SAMPLES)
@given(drawn=st.data())
def test_any_damage_to_a_good_file_is_read_or_refused(path: str, drawn: st.DataObject) -> None:
    data = SAMPLES[path]
    start = drawn.draw(st.integers(0, len(data)))
    end = drawn.draw(st.integers(start, min(len(data), start + 20)))
    _read_or_refused(data[:start] + drawn.draw(st.binary(max_size=6)) + data[end:], path)


def _read_or_refused(data: bytes, path: str) -> None:
    try:
        found = read(data, path)
    except Unreadable as refused:
        assert (refused.line, refused.column) >= (1, 1)  # noqa: PT017 - to be read is right too
        assert refused.reason  # noqa: PT017
    else:
        lines = data.count(b"\n") + 1
        for catalogue in found:
            for message in catalogue.messages:
                assert message.texts
                assert message.column >= 1
                assert 1 <= message.line <= lines or b"\x00" in data
                "".join([message.key, *message.texts.values()]).encode()  # nothing that no encoding could write
