"""Our readers beside well-kept ones of single formats, on files nobody thought of."""

from __future__ import annotations

import json
import plistlib
from typing import Any

import polib
import yaml
from fluent.syntax import FluentParser, FluentSerializer, ast
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.catalogue import Message
from checkmarket.localisation.readers import Unreadable, read

WORD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=8)
TEXT = st.text(
    st.one_of(st.sampled_from('\n\t"\\%{}#'), st.characters(exclude_categories=["Cs", "Cc", "Cn"])), max_size=20
)


def messages(data: str | bytes, path: str) -> list[Message]:
    found = read(data.encode() if isinstance(data, str) else data, path)
    return [message for one in found for message in one.messages]


@st.composite
def po_entries(draw: st.DrawFn) -> polib.POEntry:
    plural = draw(st.booleans())
    return polib.POEntry(
        msgctxt=draw(st.none() | TEXT),
        msgid=draw(WORD),
        msgid_plural=draw(WORD) if plural else "",
        msgstr="" if plural else draw(TEXT),
        msgstr_plural={n: draw(TEXT) for n in range(draw(st.integers(1, 4)))} if plural else {},
        flags=draw(st.lists(st.sampled_from(["fuzzy", "python-format", "no-c-format"]), unique=True)),
        comment=draw(st.just("") | WORD),
        occurrences=[("app.py", "3")] if draw(st.booleans()) else [],
        previous_msgid=draw(st.none() | WORD),
        obsolete=draw(st.booleans()),
    )


@given(st.lists(po_entries(), max_size=6), st.integers(20, 90))
def test_gettext_as_polib_writes_it(entries: list[polib.POEntry], width: int) -> None:
    catalogue = polib.POFile(wrapwidth=width)
    catalogue.metadata = {"Language": "de"}
    catalogue.extend(entries)
    found = {
        (one.key, one.obsolete): (dict(one.texts), list(one.source.values()), one.fuzzy)
        for one in messages(str(catalogue), "x.po")
    }
    expected = {}
    for one in (entry for obsolete in (False, True) for entry in entries if entry.obsolete == obsolete):
        key = one.msgid if one.msgctxt is None else f"{one.msgctxt}\x04{one.msgid}"
        texts = {str(n): text for n, text in one.msgstr_plural.items()} or {"": one.msgstr}
        expected[key, bool(one.obsolete)] = (
            texts,
            [one.msgid, *filter(None, [one.msgid_plural])],
            "fuzzy" in one.flags,
        )
    assert found == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=3),
    max_leaves=12,
)


def leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [leaf for one in inner for leaf in leaves(one)]


@given(st.dictionaries(WORD, JSON, max_size=4), st.sampled_from([None, 1]), st.booleans())
def test_json_as_the_standard_library_writes_it(data: dict[str, Any], indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    found = [one for message in messages(text, "locales/en.json") for one in message.texts.values()]
    assert sorted(found) == sorted(leaves(data))


@given(st.text('{}[]",:truefalsn0123.e-+ \n\\u', max_size=30))
def test_json_is_refused_when_the_standard_library_refuses_it(text: str) -> None:
    try:
        json.loads(text, parse_constant=lambda name: (_ for _ in ()).throw(ValueError(name)))
    except ValueError:
        refused = True
    else:
        refused = False
    try:
        messages(text, "locales/en.json")
    except Unreadable:
        assert refused
    else:
        assert not refused


@given(st.dictionaries(WORD, JSON, max_size=4), st.sampled_from([None, True, False]), st.integers(20, 100))
def test_yaml_as_pyyaml_writes_it(data: dict[str, Any], flow: bool | None, width: int) -> None:  # noqa: FBT001
    text = yaml.safe_dump(data, default_flow_style=flow, width=width, allow_unicode=True)
    found = [one for message in messages(text, "locales/app.yaml") for one in message.texts.values()]
    assert sorted(found) == sorted(leaves(yaml.safe_load(text)))


@given(st.dictionaries(WORD, TEXT, max_size=5))
def test_property_lists_as_the_standard_library_writes_them(data: dict[str, str]) -> None:
    found = messages(plistlib.dumps(data), "de.lproj/Localizable.strings")
    assert {one.key: one.texts[""] for one in found} == {key: text.replace("\r\n", "\n") for key, text in data.items()}


PIECE = st.one_of(
    st.text("abcäö語 .,!?[*.=#-", min_size=1, max_size=6),
    st.sampled_from(["{ $name }", '{ "}" }', "{ -brand }", "{ NUMBER($n, digits: 2) }", "\n    ", "\n\n    "]),
    st.just("{ $n ->\n    [one] One\n   *[other] { $n } more\n }"),
)


@given(st.lists(st.tuples(st.lists(PIECE, max_size=4).map("".join), st.booleans()), min_size=1, max_size=4))
def test_fluent_as_its_own_parser_reads_it(patterns: list[tuple[str, bool]]) -> None:
    text = "".join(f"m{n} = {p}\n" + ("    .title = x\n" if title else "") for n, (p, title) in enumerate(patterns))
    resource = FluentParser(with_spans=True).parse(text)
    if any(isinstance(one, ast.Junk) for one in resource.body):
        return
    expected = {}
    for one in resource.body:
        assert isinstance(one, ast.Message)
        if one.value:
            expected[one.id.name] = one.value
        expected |= {f"{one.id.name}.{each.id.name}": each.value for each in one.attributes}
    found = {one.key: one.texts[""] for one in messages(text, "de/app.ftl")}
    assert found.keys() == expected.keys()
    for key, pattern in expected.items():
        assert normal(found[key]) == serialised(pattern), key


def normal(pattern: str) -> str:
    """A pattern as its own library lays it out."""
    lines = pattern.replace("\n", "\n    ")
    head = (
        "" if pattern.startswith(("[", ".", "*")) else "\n    "
    )  # which would begin something else on a line of its own
    entry = FluentParser().parse(f"a = {head}{lines}\n").body[0]
    assert isinstance(entry, ast.Message), pattern
    assert entry.value is not None
    return serialised(entry.value)


def serialised(pattern: ast.Pattern) -> str:
    return FluentSerializer().serialize_entry(ast.Message(ast.Identifier("a"), pattern))
