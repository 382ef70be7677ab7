"""Whatever stands in a text, Markdown shows it as it is written."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checkmarket.reporters.markdown import code, link, plain
from checkmarket.reporters.plain_text import line

PAGE = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
TEXTS = st.text(alphabet="ab @#`*_~[]()<>!|\\&;:/\n$-+=", max_size=30)


def shown(markdown: str) -> str:
    """What a reader sees of a sentence."""
    without_comments = re.sub(r"<!-- -->", "", PAGE.renderInline(f"x {markdown} x"))
    assert not re.search(r"<(?!/?code>)", without_comments), without_comments
    return unescape(re.sub(r"</?code>", "", without_comments))


@given(TEXTS)
def test_a_text_is_shown_as_it_is(text: str) -> None:
    assert shown(plain(text)).split() == f"x {line(text)} x".split()


@given(TEXTS.filter(lambda text: line(text).strip("| `")))
def test_a_code_is_shown_as_it_is(text: str) -> None:
    assert shown(code(text)).split() == f"x {line(text)} x".replace("|", "\\|").split()  # a table takes the \ away


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ask @legal about #12", "ask @<!-- -->legal about #<!-- -->12"),
        ("https://example.org", "https:<!-- -->//example.org"),
        ("www.example.org", "www<!-- -->.example.org"),
    ],
)
def test_nobody_and_nothing_is_called(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=1&c=%20", "[x](https://example.org/a?b=1&amp;c=%20)"),
        ("https://example.org/a(b) <c>|d", "[x](https://example.org/a%28b%29%20%3Cc%3E%7Cd)"),
        ("https://example.org/100%", "[x](https://example.org/100%25)"),
        ("javascript:alert(1)", "x"),
        ("data:text/html,x", "x"),
        ("//example.org", "x"),
        ("", "x"),
        (f"https://example.org/{'a' * 2000}", "x"),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, expected: str) -> None:
    assert link("x", address) == expected
