"""The reader refuses whatever two readers of YAML could read differently, and says where and what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Document, Listing, Node, Place, Scalar, Table, plain
from checkmarket.reader import read

MEBIBYTE = 1024 * 1024


def messages(text: str | bytes) -> list[str]:
    document, problems = read(text if isinstance(text, bytes) else text.encode(), "a.yaml")
    assert problems or document
    return [str(one) for one in problems]


def quote_it(word: str) -> str:
    return f'for the text write "{word}"; numbers are written 12 or 0.5, days 2026-11-22, true and false so'


def ambiguous(word: str) -> str:
    return f"a.yaml:1:4: CM008 YAML versions disagree on what {word} means\n  hint: {quote_it(word)}"


WORDS = [
    *("NO", "No", "no", "on", "off", "yes", "Y", "n", "TRUE", "False", "Null", "~"),
    *("011", "0o17", "0x1F", "0b101", "12:30", "1:30:00", "1_000", "+12", "-0", "00.5"),
    *("1e3", "1E3", "1.5e3", ".5", "5.", "+0.5", "-.5", ".inf", "-.Inf", ".NaN"),
    *("2026-11-22T10:00:00Z", "=", "1" * 31),
]
INVISIBLE = {
    "\x00": "U+0000",
    "\x0b": "U+000B",
    "\x1b": "U+001B",
    "\x7f": "U+007F",
    "\x85": "U+0085",
    "\u061c": "U+061C",
    "\u200f": "U+200F",
    "\u202e": "U+202E",
    "\u2066": "U+2066",
    "\u2028": "U+2028",
    "\ufeff": "U+FEFF",
    "\ufffe": "U+FFFE",
}
TOO_DEEP = "nested too deeply\n  hint: at most 20 levels; name a term"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
AN_ALIAS, AN_ANCHOR = "write the value out", "write the value out where it is needed"
REMOVE, DAYS = "remove it; it is invisible", "days are written YYYY-MM-DD"
COLON = 'put quotes around a text that holds a colon: "… : …"'
LOOK = "look at the indentation and the quotes before this place"

TRAPS: dict[str, tuple[str | bytes, list[str]]] = {
    "an empty value": (
        "a:\nb: 1\n",
        ['a.yaml:1:3: CM008 an empty value\n  hint: write the value, or "" for empty text'],
    ),
    "an empty entry of a list": (
        "a:\n  -\n  - x\n",
        ['a.yaml:2:4: CM008 an empty value\n  hint: write the value, or "" for empty text'],
    ),
    "Norway among others": (
        "a: [SE, NO, DK]\n",
        [f"a.yaml:1:9: CM008 YAML versions disagree on what NO means\n  hint: {quote_it('NO')}"],
    ),
    "Norway as a key": (
        "a:\n  NO: 1\n",
        [f"a.yaml:2:3: CM008 YAML versions disagree on what NO means\n  hint: {quote_it('NO')}"],
    ),
    "a key twice": (
        "a: 1\nb: 2\na: 3\n",
        ["a.yaml:3:1: CM005 the key 'a' stands twice\n  hint: it stands at line 1 already; keep one"],
    ),
    "a key twice, once quoted": (
        "{a: 1, 'a': 2}\n",
        ["a.yaml:1:8: CM005 the key 'a' stands twice\n  hint: it stands at line 1 already; keep one"],
    ),
    "an anchor": ("a: &x 1\n", [f"a.yaml:1:4: CM006 the anchor &x\n  hint: {AN_ANCHOR}"]),
    "an anchor and an alias": (
        "a: &x [1]\nb: *x\n",
        [
            f"a.yaml:1:4: CM006 the anchor &x\n  hint: {AN_ANCHOR}",
            f"a.yaml:2:4: CM006 the alias *x\n  hint: {AN_ALIAS}",
        ],
    ),
    "a merge key": (
        "a: {x: 1}\nb:\n  <<: {z: 2}\n",
        ["a.yaml:3:3: CM006 a merge key\n  hint: write the entries out"],
    ),
    "an alias bomb": (
        BOMB,
        [
            f"a.yaml:1:4: CM006 the anchor &a\n  hint: {AN_ANCHOR}",
            f"a.yaml:2:4: CM006 the anchor &b\n  hint: {AN_ANCHOR}",
            f"a.yaml:2:8: CM006 the alias *a\n  hint: {AN_ALIAS}",
            f"a.yaml:2:12: CM006 the alias *a\n  hint: {AN_ALIAS}",
            f"a.yaml:3:5: CM006 the alias *b\n  hint: {AN_ALIAS}",
            f"a.yaml:3:9: CM006 the alias *b\n  hint: {AN_ALIAS}",
        ],
    ),
    "a tag": ("a: !!str 1\n", ["a.yaml:1:4: CM007 the tag tag:yaml.org,2002:str\n  hint: remove it"]),
    "a tag of one's own": ("a: !secret x\n", ["a.yaml:1:4: CM007 the tag !secret\n  hint: remove it"]),
    "a tag on a mapping": (
        "!!python/object:os.system {a: x}\n",
        ["a.yaml:1:1: CM007 the tag tag:yaml.org,2002:python/object:os.system\n  hint: remove it"],
    ),
    "a tab for indentation": ("a:\n\tb: 1\n", ["a.yaml:2:1: CM003 a tab\n  hint: use spaces"]),
    "a tab in a text": ('a: "x\ty"\n', ["a.yaml:1:6: CM003 a tab\n  hint: use spaces"]),
    "a number as a key": ("1: x\n", ["a.yaml:1:1: CM009 the key 1 is not text\n  hint: quote it"]),
    "a day as a key": ("2026-11-22: x\n", ["a.yaml:1:1: CM009 the key 2026-11-22 is not text\n  hint: quote it"]),
    "true as a key": ("true: x\n", ["a.yaml:1:1: CM009 the key true is not text\n  hint: quote it"]),
    "null as a key": ("null: x\n", ["a.yaml:1:1: CM009 the key null is not text\n  hint: quote it"]),
    "a list as a key": ("? [a]\n: x\n", ["a.yaml:1:3: CM009 the key a list or mapping is not text\n  hint: quote it"]),
    "an escape that makes an invisible character": (
        'a: "x\\u202ey"\n',
        [f"a.yaml:1:4: CM003 an escape that makes the character U+202E\n  hint: {REMOVE}"],
    ),
    "a carriage return alone": ("a: 1\rb: 2\n", [f"a.yaml:1:5: CM003 the character U+000D\n  hint: {REMOVE}"]),
    "two invisible characters": (
        "a: x\u200e\nb: \u200ex\n",
        [
            f"a.yaml:1:5: CM003 the character U+200E\n  hint: {REMOVE}",
            f"a.yaml:2:4: CM003 the character U+200E\n  hint: {REMOVE}",
        ],
    ),
    "a byte order mark": ("\ufeffa: 1\n", [f"a.yaml:1:1: CM003 the character U+FEFF\n  hint: {REMOVE}"]),
    "a day that is not in the calendar": (
        "a: 2023-02-30\n",
        [f"a.yaml:1:4: CM013 2023-02-30 is not a day of the calendar\n  hint: {DAYS}"],
    ),
    "the year nought": (
        "a: 0000-01-01\n",
        [f"a.yaml:1:4: CM013 0000-01-01 is not a day of the calendar\n  hint: {DAYS}"],
    ),
    "two documents": (
        "a: 1\n---\nb: 2\n",
        ["a.yaml:2:1: CM012 a second document begins here\n  hint: one document a file"],
    ),
    "bytes that are no UTF-8": (
        b"a: 1\nb: \xe4\n",
        ["a.yaml:2:4: CM002 not UTF-8 text\n  hint: save the file as UTF-8"],
    ),
    "UTF-16": ("a: 1\n".encode("utf-16"), ["a.yaml:1:1: CM002 not UTF-8 text\n  hint: save the file as UTF-8"]),
    "a surrogate in UTF-8": (
        b"a: \xed\xa0\x80\n",
        ["a.yaml:1:4: CM002 not UTF-8 text\n  hint: save the file as UTF-8"],
    ),
    "more than a mebibyte": (
        b"#" * (MEBIBYTE + 1),
        ["a.yaml:1:1: CM014 the file has more than 1 MiB\n  hint: split it"],
    ),
    "more than 20 levels of lists": ("[" * 21 + "]" * 21, [f"a.yaml:1:21: CM010 {TOO_DEEP}"]),
    "more than 20 levels of mappings": (
        "".join("  " * n + "a:\n" for n in range(20)) + "  " * 20 + "a: 1\n",
        [f"a.yaml:21:41: CM010 {TOO_DEEP}"],
    ),
    "ten thousand levels": ("[" * 10_000, [f"a.yaml:1:21: CM010 {TOO_DEEP}"]),
    "nothing at all": ("", ["a.yaml:1:1: CM011 the file is empty\n  hint: write it, or delete it"]),
    "only a comment": ("# later\n", ["a.yaml:1:1: CM011 the file is empty\n  hint: write it, or delete it"]),
    "a bracket that is not closed": (
        "a: [1\n",
        [f"a.yaml:2:1: CM004 did not find expected ',' or ']'\n  hint: {LOOK}"],
    ),
    "an indentation that fits nothing": (
        "a:\n    b: 1\n  c: 2\n",
        [f"a.yaml:3:3: CM004 a line that does not fit those before it\n  hint: {LOOK}"],
    ),
    "a colon in bare text": ("a: b: c\n", [f"a.yaml:1:5: CM004 a colon where no key can stand\n  hint: {COLON}"]),
    "a quote that is never closed": (
        'a: "b\n',
        ["a.yaml:2:1: CM004 a quote or bracket that is never closed\n  hint: close it"],
    ),
    "an alias of nothing": ("a: *x\n", [f"a.yaml:1:4: CM006 the alias *x\n  hint: {AN_ALIAS}"]),
    "three mistakes of three kinds": (
        "a: NO\na: 1\nb: 2023-13-01\n",
        [
            ambiguous("NO"),
            "a.yaml:2:1: CM005 the key 'a' stands twice\n  hint: it stands at line 1 already; keep one",
            f"a.yaml:3:4: CM013 2023-13-01 is not a day of the calendar\n  hint: {DAYS}",
        ],
    ),
}


@pytest.mark.parametrize("word", WORDS)
def test_a_bare_word_that_versions_of_yaml_read_differently(word: str) -> None:
    assert messages(f"a: {word}\n") == [ambiguous(word)]


@pytest.mark.parametrize(("text", "expected"), TRAPS.values(), ids=TRAPS.keys())
def test_a_trap(text: str | bytes, expected: list[str]) -> None:
    assert messages(text) == expected


@pytest.mark.parametrize(("character", "name"), INVISIBLE.items(), ids=INVISIBLE.values())
def test_an_invisible_character_in_the_file(character: str, name: str) -> None:
    assert messages(f"a: x{character}y\n") == [f"a.yaml:1:5: CM003 the character {name}\n  hint: {REMOVE}"]


GOOD = {
    "quoted words are text": ("a: ['NO', \"011\", '12:30', '~', '']", ["NO", "011", "12:30", "~", ""]),
    "plain text": (
        "a: [DE, pt-BR, 8(1), P30D, a b, 1a, v1.2, -x, Nor]",
        ["DE", "pt-BR", "8(1)", "P30D", "a b", "1a", "v1.2", "-x", "Nor"],
    ),
    "true, false and null": ("a: [true, false, null]", [True, False, None]),
    "whole numbers": ("a: [0, 12, -3, 1000000]", [0, 12, -3, 1000000]),
    "decimals stay decimals": ("a: [0.1, -2.50, 10.0]", [Decimal("0.1"), Decimal("-2.50"), Decimal("10.0")]),
    "days": ("a: [2024-02-29]", ["2024-02-29"]),
    "a block of text": ("a: |\n  one\n  two\n", "one\ntwo\n"),
    "a text over two lines": ("a: one\n  two\n", "one two"),
    "letters of any script": ("a: Größe 日本語 🙂", "Größe 日本語 🙂"),
    "line ends of Windows": ("a: 1\r\n", 1),
    "a document with its marks": ("---\na: 1\n...\n", 1),
}


@pytest.mark.parametrize(("text", "expected"), GOOD.values(), ids=GOOD.keys())
def test_what_is_read(text: str, expected: object) -> None:
    document, problems = read(text.encode(), "a.yaml")
    assert problems == []
    assert document is not None
    assert plain(document.root) == {"a": expected}


def test_a_mebibyte_and_20_levels_are_allowed() -> None:
    assert messages(b"a: 1\n" + b"#" * (MEBIBYTE - 5)) == []
    assert messages("[" * 20 + "1" + "]" * 20) == []


def test_every_value_knows_its_place() -> None:
    document, _ = read(b"a: 1\nb:\n  - x\n  - {c: 2024-02-29}\n", "a.yaml")
    assert document is not None
    root = document.root
    assert isinstance(root, Table)
    found = {(".".join(map(str, path)), node.place.line, node.place.column) for path, node in nodes(root)}
    assert found == {("", 1, 1), ("a", 1, 4), ("b", 3, 3), ("b.0", 3, 5), ("b.1", 4, 5), ("b.1.c", 4, 9)}
    assert root.keys == {"a": Place("a.yaml", 1, 1), "b": Place("a.yaml", 2, 1)}
    day = root["b"].items[1]["c"]
    assert day == Scalar(date(2024, 2, 29), Place("a.yaml", 4, 9))


# whatever goes in


def nodes(node: Node, path: tuple[str | int, ...] = ()):
    yield path, node
    match node:
        case Table():
            for key, child in node.entries.items():
                yield from nodes(child, (*path, key))
        case Listing():
            for n, child in enumerate(node.items):
                yield from nodes(child, (*path, n))


def places(document: Document | None, problems: list[Diagnostic]):
    yield from (one.place for one in problems)
    for _, node in nodes(document.root) if document else ():
        yield node.place
        if isinstance(node, Table):
            yield from node.keys.values()


def is_inside(place: Place, text: str) -> bool:
    """On a line of the text, or right behind its last one; a column past the end of a line is where it ends."""
    lines = [*text.split("\n"), ""]
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


def check_anything(data: bytes) -> None:
    document, problems = read(data, "a.yaml")
    assert document or problems
    text = data.decode("utf-8", errors="replace")
    assert [one for one in places(document, problems) if not is_inside(one, text)] == []
    if document and not problems:
        assert read(data, "a.yaml") == (document, problems)


PIECES = st.sampled_from(
    [
        "a",
        "b: ",
        "- ",
        "? ",
        ": ",
        "\n",
        "\n  ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        '"',
        "|",
        ">",
        "&x ",
        "*x",
        "!t ",
        "<<: ",
        "#",
        "%YAML 1.1",
        "---",
        "...",
        "NO",
        "1",
        "2023-02-30",
        "\t",
        "\u202e",
        "\\",
        "\\x00",
        "é",
        "日",
        "\r\n",
        "\r",
        "\ufeff",
        "@",
        "`",
    ]
)
texts = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@settings(max_examples=500)
@given(texts)
@example("%YAML 99999999999999999999.1\n---\na: 1")
@example("%TAG ! tag:x,2026:\n---\n!a b")
@example("? \n? \n")
@example("a: 'x")
@example("{a: {b: [c")
@example('"\\ud800"')
@example('"\\U00110000"')
@example("- - - - ? - ? -")
def test_any_text_gives_a_document_or_diagnostics_inside_the_text(text: str) -> None:
    check_anything(text.encode("utf-8", errors="surrogatepass"))


@settings(max_examples=200)
@given(st.binary(max_size=80))
def test_any_bytes_give_a_document_or_diagnostics(data: bytes) -> None:
    check_anything(data)
