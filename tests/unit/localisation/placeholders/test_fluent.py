"""The shape of Fluent patterns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.placeholders.fluent import parse
from checkmarket.localisation.placeholders.parity import differences

PLURAL = """{ $count ->
    [0] nothing
    [one] a file
   *[other] { $count } files of { $user }
}"""


@pytest.mark.parametrize(
    ("text", "shown", "links"),
    [
        ("Hello { $user }, welcome to { -brand-name }", {"user"}, {"-brand-name"}),
        ('{ DATETIME($when, month: "long") }', {"when"}, set()),
        ("See { other-message.title }", set(), {"other-message"}),
        ('A { "{" } brace', set(), set()),
        ('{ -brand(case: "genitive") }', set(), {"-brand"}),
        ("[{ $type } annotation]", {"type"}, set()),  # may not begin a line, and may stand behind the equals sign
        ("*{ $progress }%*", {"progress"}, set()),
        ("several\nlines of { $n }", {"n"}, set()),
        (PLURAL, {"count", "user"}, set()),
    ],
)
def test_what_a_pattern_shows_and_takes_in(text: str, shown: set[str], links: set[str]) -> None:
    shape = parse(text)
    assert (shape.shown, shape.links, shape.faults) == (shown, links, ())


@pytest.mark.parametrize(
    ("text", "kind", "keys", "default"),
    [
        (PLURAL, "plural", ("=0", "one", "other"), "other"),
        ('{ NUMBER($n, type: "ordinal") ->\n    [one] st\n   *[other] th\n}', "ordinal", ("one", "other"), "other"),
        ("{ $gender ->\n    [female] she\n   *[other] they\n}", "select", ("female", "other"), "other"),
        ("{ $n ->\n    [one] a\n   *[many] b\n}", "plural", ("one", "many"), "many"),
        ("{ PLATFORM() ->\n    [macos] a\n   *[other] b\n}", "select", ("macos", "other"), "other"),
    ],
)
def test_which_choices_are_plurals(text: str, kind: str, keys: tuple[str, ...], default: str) -> None:
    (selector,) = parse(text).selectors
    assert (selector.kind, selector.keys, selector.default) == (kind, keys, default)


@pytest.mark.parametrize("text", ["{ $open", "closed }", "{ $n ->\n    [one] no default\n}", "{ 1 2 }"])
def test_what_the_parser_refuses_is_a_fault(text: str) -> None:
    assert len(parse(text).faults) == 1


NAMES = st.lists(st.text(st.sampled_from("abc"), min_size=1, max_size=3), min_size=1, max_size=4, unique=True)


@given(NAMES, st.data())
def test_moving_never_alarms_and_dropping_always_does(names: list[str], data: st.DataObject) -> None:
    source = parse(" ".join(f"{{ ${name} }}" for name in names))
    moved = data.draw(st.permutations(names))
    assert not list(differences(source, [source], parse(" ".join(f"{{${name}}}" for name in moved))))
    dropped = list(differences(source, [source], parse("-" + " ".join(f"{{${name}}}" for name in moved[1:]))))
    assert [(one.kind, one.text) for one in dropped] == [("missing", f"{{ ${moved[0]} }}")]


@given(st.text(max_size=20))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(parse(text).faults, tuple)
