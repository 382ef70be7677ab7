"""Placeholders that begin with %: what each language reads, against Python's own formatting where it is Python's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.placeholders.parity import differences
from checkmarket.localisation.placeholders.printf import Dialect, parse

READ: dict[str, tuple[Dialect, str, list[tuple[str, str]]]] = {
    "a percent sign written twice is none": ("c", "100%% of %d", [("1", "integer")]),
    "flags, width, precision and length": (
        "c",
        "%-08.3lf %+5d %llu",
        [("1", "number"), ("2", "integer"), ("3", "integer")],
    ),
    "a width from the values takes one of them": ("c", "%*d", [("1", "integer"), ("2", "integer")]),
    "numbered positions": ("c", "%2$s of %1$d", [("2", "text"), ("1", "integer")]),
    "Python's names": ("python", "%(count)d of %(name)s", [("count", "integer"), ("name", "text")]),
    "Python's names may hold brackets": ("python", "%(a(b)c)s", [("a(b)c", "text")]),
    "Python's repr": ("python", "%(name)r", [("name", "text")]),
    "Objective-C's objects": ("apple", "%@ has %lld, %1$@", [("1", "object"), ("2", "integer"), ("1", "object")]),
    "Apple's plural variables": ("apple", "%#@files@ in %2$#@folders@", [("@files", "any"), ("2", "any")]),
    "Apple's number in a variable": ("apple", "%arg files", [("arg", "any")]),
    "Java takes anything as text": ("java", "%1$s: %2$d", [("1", "any"), ("2", "integer")]),
    "Java's dates": ("java", "%1$tY-%1$tm", [("1", "any"), ("1", "any")]),
    "Java's line break is no value": ("java", "%s%n", [("1", "any")]),
    "guessed: a percentage is text": ("guessed", "50 % off, 100% sure, 20%ig, 100%sicher", []),
    "guessed: names and positions": ("guessed", "%(a)s %1$s %d", [("a", "text"), ("1", "text"), ("1", "integer")]),
    "a name that is not closed": ("python", "%(name", []),
    "the end of the text": ("java", "50 %", []),
}


@pytest.mark.parametrize("case", READ)
def test_what_is_read(case: str) -> None:
    dialect, text, expected = READ[case]
    assert [(one.name, one.kind) for one in parse(text, dialect).placeholders] == expected


@pytest.mark.parametrize(
    ("dialect", "text", "fault"),
    [
        ("python", "100% of %(name)s", "placeholders with and without a name or number are mixed"),  # "% o" is octal
        ("python", "100%% of %(name)s", ""),
        ("python", "50%", "'%' is no placeholder; a percent sign is written '%%'"),
        ("python", "%(name)y", "'%(name)y' is no placeholder; a percent sign is written '%%'"),
        ("python", "%1$s", "'%1$' is no placeholder; a percent sign is written '%%'"),
        ("c", "%1$s %s", "placeholders with and without a name or number are mixed"),
        ("java", "50%", ""),
    ],
)
def test_a_program_stops_only_at_what_it_cannot_read(dialect: Dialect, text: str, fault: str) -> None:
    assert "; ".join(parse(text, dialect).faults) == fault


WORDS = st.text(st.characters(exclude_characters="%", exclude_categories=["Cs"]), max_size=6)
NAMES = st.text(st.sampled_from("abcxyz_"), min_size=1, max_size=3)
LETTERS = st.sampled_from("sdifxr")


class Asked(dict[str, int]):
    """Remembers which names a format asked for."""

    def __getitem__(self, name: str) -> int:
        self.setdefault(name, 7)
        return 7


@given(st.lists(st.tuples(WORDS, NAMES, LETTERS), max_size=5))
def test_pythons_names_are_those_that_python_asks_for(parts: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{words}%({name}){letter}" for words, name, letter in parts)
    asked = Asked()
    assert text % asked is not None
    assert parse(text, "python").names == asked.keys()


@given(st.text(st.sampled_from("%sd1$ (a)r.*0-"), max_size=12))
def test_a_text_without_a_fault_is_one_that_python_formats(text: str) -> None:
    shape = parse(text, "python")
    if any(one.name.isdigit() for one in shape.placeholders):
        return  # positions and names mixed: Python asks for a tuple and a mapping at once
    try:
        text % Asked()
    except (ValueError, TypeError):
        assert shape.faults or not shape.placeholders
    else:
        assert not shape.faults


def _written(parts: list[tuple[str, str]], *, numbered: bool) -> Iterator[str]:
    for place, (words, letter) in enumerate(parts, 1):
        yield f"{words}%{place}${letter}" if numbered else f"{words}%{letter}"


PARTS = st.lists(st.tuples(WORDS, st.sampled_from("sdf")), min_size=1, max_size=5)


@given(PARTS, st.data())
def test_moving_numbered_placeholders_never_alarms_and_dropping_one_always_does(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    source = parse("".join(_written(parts, numbered=False)), "c")
    moved = data.draw(st.permutations(list(_written(parts, numbered=True))))
    assert not list(differences(source, [source], parse("".join(moved), "c")))
    kept = parse("".join(moved[1:]), "c")
    assert [one.kind for one in differences(source, [source], kept)] == ["missing"]


@given(WORDS, WORDS)
def test_moving_unnumbered_ones_of_different_types_alarms(before: str, after: str) -> None:
    source, moved = parse(f"{before}%s {after}%d", "c"), parse(f"{before}%d {after}%s", "c")
    assert [one.kind for one in differences(source, [source], moved)] == ["type", "type"]


@given(st.text(max_size=30), st.sampled_from(["c", "python", "java", "apple", "guessed"]))
def test_any_text_can_be_read(text: str, dialect: Dialect) -> None:
    assert isinstance(parse(text, dialect).placeholders, tuple)
