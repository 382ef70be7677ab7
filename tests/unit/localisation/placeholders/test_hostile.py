"""Texts made to keep a parser busy: each is read, or refused, in one go."""

from __future__ import annotations

import pytest

from checkmarket.localisation.placeholders import markup
from checkmarket.localisation.placeholders.dialects import PARSERS, Dialect

LONG = 200_000
PIECES = ("{", "}", "{{", "{{}", "{a", "{n,plural,", "{n,select,other{", "%(", "%", "%#@", "'", "'{", "$t(", "@:", "a")


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("dialect", [one for one in PARSERS if one != "fluent"])
def test_a_long_text_of_one_piece(dialect: Dialect, piece: str) -> None:
    assert isinstance(PARSERS[dialect](piece * (LONG // len(piece))).faults, tuple)


@pytest.mark.parametrize("piece", ["<", "<a ", "<a b='", '<a b="', "</", "<!--", "<![CDATA[", "<0>", "&lt;", "<a\n="])
def test_a_long_text_of_tags(piece: str) -> None:
    assert isinstance(markup.parse(piece * (LONG // len(piece))).tags, tuple)


def test_a_choice_of_many_branches() -> None:
    branches = " ".join(f"b{n} {{}}" for n in range(20_000))
    (selector,) = PARSERS["icu"](f"{{n, select, {branches} other {{}}}}").selectors
    assert len(selector.keys) == 20_001


@pytest.mark.parametrize("piece", ["{", "{ $a ->\n [a] ", "{ {"])
def test_deep_fluent_patterns_are_refused(piece: str) -> None:
    assert PARSERS["fluent"](piece * 1000).faults
