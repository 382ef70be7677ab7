"""Laying out keeps the meaning and every comment, and doing it twice is doing it once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.authoring.formatter import Formatter
from checkmarket.library import assets_root
from checkmarket.library.loader import Source, Sources, compile_sources, compile_with_cases, read_sources
from checkmarket.library.schemas import read_schemas
from checkmarket.model.document import Place
from checkmarket.model.library import Library
from checkmarket.reader import read
from tests.support.random_yaml import MARK, a_layout_of, a_text, a_tree, a_tree_like, plainly, strewn
from tests.support.tiny import CASES, FILES

FORMATTER = Formatter(read_schemas())
SEEDS = st.integers(0, 2**32)
EXAMPLES = sorted((assets_root() / "examples").glob("*.yaml"))


def laid_out(text: str) -> str:
    found, problems = FORMATTER.format(text.encode(), "a.yaml")
    assert [str(one) for one in problems] == [], text
    return found


def check(text: str, comments: list[str]) -> str:
    found = laid_out(text)
    assert plainly(found) == plainly(text)
    assert read(found.encode(), "")[1] == []
    assert found.count(f"# {MARK}") == len(comments)
    assert [one for one in comments if one not in found] == []
    assert laid_out(found) == found
    return found


@settings(max_examples=500)
@given(SEEDS)
def test_any_text_keeps_its_meaning_and_its_comments(seed: int) -> None:
    random = Random(seed)
    text, comments = strewn(random, a_layout_of(random, a_tree(random)))
    if isinstance(plainly(text), list) and FORMATTER.format(text.encode(), "")[1]:
        return  # a merge key, which the language does not have
    check(text, comments)


@settings(max_examples=200)
@given(SEEDS, st.integers(1, 4))
def test_a_long_text_at_any_depth(seed: int, depth: int) -> None:
    random = Random(seed)
    tree: object = " ".join(a_text(random) for _ in range(12))
    for _ in range(depth):
        tree = [tree] if random.random() < 0.5 else {"title": tree}
    check(a_layout_of(random, tree), [])


PIECES = ["a", "b: ", "- ", "? ", "\n", "\n  ", "[", "]", "{", "}", ", ", "'", '"', "|", ">", "#", " # c", "%", "---"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from([*PIECES, "NO", "12", "\\", "\r\n", "...", "&x ", "!t ", "<<: "]), max_size=30))
def test_whatever_comes_in_it_is_laid_out_the_same_or_refused(pieces: list[str]) -> None:
    text = "".join(pieces)
    found, problems = FORMATTER.format(text.encode(), "a.yaml")
    assert "CM015" not in {one.code for one in problems}
    if not problems:
        assert plainly(found) == plainly(text)
        assert laid_out(found) == found
    else:
        assert found == ""


@settings(max_examples=40)
@given(SEEDS)
def test_a_rulebook_laid_out_compiles_to_the_same_law(seed: int) -> None:
    """Its keys in any order, in any style, among any comments."""
    random = Random(seed)
    files = {**FILES, "jurisdictions/EU/cases/tax.yaml": CASES}
    drawn = {name: rewritten(random, text) for name, text in files.items()}
    compiled = [
        compile_with_cases(*sources({name: as_text(text) for name, text in drawn.items()}))
        for as_text in (lambda text: text, laid_out)
    ]
    assert without_places(compiled[0]) == without_places(compiled[1])


def rewritten(random: Random, text: str) -> str:
    document, _ = read(text.encode(), "")
    assert document is not None
    return strewn(random, a_layout_of(random, a_tree_like(random, document.root)))[0]


def sources(files: dict[str, str]) -> tuple[Sources, Sources]:
    found = [Source(kind(name), name, text.encode(), ()) for name, text in sorted(files.items())]
    return tuple(one for one in found if one.kind != "cases"), tuple(one for one in found if one.kind == "cases")


def kind(name: str) -> str:
    parts = Path(name).parts
    known = {"places.yaml": "places", "domains.yaml": "domains", "jurisdiction.yaml": "jurisdiction"}
    folders = {"facts": "facts", "controls": "controls", "profiles": "profile", "cases": "cases"}
    return known.get(parts[-1]) or folders.get(parts[-2], "rulebook")


def without_places(value: object) -> object:
    """The value as plain data: no places, and nothing of the texts it was compiled from."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in fields(value) if one.name != "digest"]
        parts = {name: getattr(value, name) for name in names}
        return (type(value), {name: without_places(part) for name, part in parts.items() if type(part) is not Place})
    if isinstance(value, dict):
        return {key: without_places(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [without_places(one) for one in value]
    return value


def test_what_ships_laid_out_compiles_to_the_same_law(shipped: Library) -> None:
    found = tuple(
        Source(one.kind, one.shown, laid_out((one.data or b"").decode()).encode(), one.faults)
        if one.kind != "territories"  # which a script writes
        else one
        for one in read_sources(assets_root())
    )
    assert without_places(compile_sources(found)) == without_places(shipped)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_shipped_product_file_laid_out_says_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    assert plainly(laid_out(text)) == plainly(text)
    assert laid_out(laid_out(text)) == laid_out(text)
