"""Placeholders in braces: those of many libraries by examples, Python's by what str.format itself asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.placeholders.braces import parse, parse_python
from checkmarket.localisation.placeholders.parity import differences

READ = {
    "{name}": {"name"},
    "{0} of {1}": {"0", "1"},
    "{ name }": {"name"},
    "{{name}} and {{- raw}} and {{price, currency}}": {"name", "raw", "price"},
    "{{user.name}} {items[0]}": {"user.name", "items[0]"},
    "%{count} files, ${label}": {"count", "label"},
    "a { b: c; } style": set(),
    '{"json": true}': set(),
    "{not a name}": set(),
    "{open": set(),
    "{{ {inner} }}": {"inner"},
    "{}": set(),
    "{الاسم}": {"الاسم"},
}


@pytest.mark.parametrize("text", READ)
def test_what_stands_in_braces_and_is_a_name(text: str) -> None:
    assert parse(text).names == READ[text]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See $t(common.help).", {"common.help"}),
        ("$t(key, { 'count': 3 })", {"key"}),
        ("@:shared.yes, and @:(shared.no)", {"shared.yes", "shared.no"}),
        ("mail@example.org", set()),
    ],
)
def test_messages_that_a_text_takes_in(text: str, links: set[str]) -> None:
    assert parse(text).links == links


def test_the_braces_of_i18next_and_of_others_are_told_apart_by_their_names_alone() -> None:
    source, text = parse("Hello {{name}}"), parse("Hallo {{ name }}")
    assert not list(differences(source, [source], text))


class Asked(dict[str, "Anything"]):
    """Remembers which names a format asked for."""

    def __missing__(self, name: str) -> Anything:
        self[name] = Anything()
        return self[name]


class Anything:
    """A value that has every attribute and takes every format."""

    def __format__(self, spec: str) -> str:
        return "x"

    def __getattr__(self, name: str) -> Anything:
        return self

    def __getitem__(self, name: str) -> Anything:
        return self


NAMES = st.text(st.sampled_from("abcxyz"), min_size=1, max_size=3)
FIELDS = st.one_of(
    NAMES.map(lambda name: f"{{{name}}}"),
    NAMES.map(lambda name: f"{{{name}!r:>10}}"),
    st.tuples(NAMES, NAMES).map(lambda two: f"{{{two[0]}:{{{two[1]}}}}}"),
    st.sampled_from(["{{", "}}", "{{literal}}", "text ", "é", "%"]),
)


@given(st.lists(FIELDS, max_size=6))
def test_pythons_fields_are_those_that_str_format_asks_for(parts: list[str]) -> None:
    text, asked = "".join(parts), Asked()
    text.format_map(asked)
    shape = parse_python(text)
    assert (shape.names, shape.faults) == (asked.keys(), ())


@given(st.text(st.sampled_from("{}ab:> "), max_size=10))
def test_a_fault_is_what_str_format_refuses(text: str) -> None:
    refused = ""
    try:
        text.format_map(Asked())
    except ValueError as error:
        refused = str(error)
    if "positional" not in refused:  # {} takes a value by its place, and a mapping has none
        assert bool(refused) == bool(parse_python(text).faults)


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.data())
def test_moving_never_alarms_and_dropping_always_does(names: list[str], data: st.DataObject) -> None:
    for read, write in ((parse, "{{{}}} "), (parse, "{{{{{}}}}} "), (parse_python, "{{{}}} ")):
        source = read("".join(write.format(name) for name in names))
        moved = data.draw(st.permutations(names))
        assert not list(differences(source, [source], read("".join(write.format(name) for name in moved))))
        dropped = list(differences(source, [source], read("".join(write.format(name) for name in moved[1:]))))
        assert [one.kind for one in dropped] == ["missing"]


@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    assert parse(text).faults == ()
    assert isinstance(parse_python(text).placeholders, tuple)
