"""Tags in texts: what is one, what is not, and which are not closed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.placeholders.markup import parse

READ = {
    '<a href="/x?a=1>2">here</a>': [("a", "open"), ("a", "close")],
    "<A HREF=x>here</A>": [("a", "open"), ("a", "close")],
    "line<br>line<br/>line<br />": [("br", "alone")] * 3,
    "<0>bold</0> and <1/>": [("0", "open"), ("0", "close"), ("1", "alone")],
    "<link>there</link>": [("link", "alone"), ("link", "close")],
    "<docsLink>there</docsLink>": [("docsLink", "open"), ("docsLink", "close")],
    '<xliff:g id="n">%s</xliff:g>': [("xliff:g", "open"), ("xliff:g", "close")],
    '<x id="1" equiv-text="a > b"/>': [("x", "alone")],
    "<![CDATA[<b>x</b>]]>": [("b", "open"), ("b", "close")],
    "<!-- <b> --> text": [],
    "a < b and c > d": [],
    "a <b and c": [],
    "type <your name> here": [],
    "<email>": [],
    "-> <- <-> <= =>": [],
    "<b <i>": [("i", "open")],
    "'<'code'>'": [],
    "<": [],
    "</": [],
    "<b": [],
}


@pytest.mark.parametrize("text", READ)
def test_what_is_a_tag(text: str) -> None:
    assert [(one.name, one.kind) for one in parse(text).tags] == READ[text]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<b>x</b>", set()),
        ("<b>x<b>", {"b"}),
        ("x</b>", {"b"}),
        ("<ul><li>one<li>two</ul>", set()),
        ("<p>one<p>two", set()),
        ("<0>x<0/>", {"0"}),
    ],
)
def test_which_names_are_not_closed_or_not_opened(text: str, names: set[str]) -> None:
    assert parse(text).unbalanced == names


NAMES = st.sampled_from(["a", "b", "code", "0", "1", "docsLink"])
WORDS = st.text(st.characters(exclude_characters="<>", exclude_categories=["Cs"]), max_size=5)


@given(st.lists(st.tuples(NAMES, WORDS), max_size=5), st.data())
def test_pairs_are_counted_whatever_their_order(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    moved = data.draw(st.permutations(parts))
    found = [parse("".join(f"<{name}>{words}</{name}>" for name, words in some)) for some in (parts, moved)]
    assert found[0].count == found[1].count
    assert sum(found[0].count.values()) == len(parts)
    assert not found[0].unbalanced


@given(st.text(st.sampled_from("<>/ab0 \"'=!-[]CDATA"), max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    for one in parse(text).tags:
        assert one.text in text
