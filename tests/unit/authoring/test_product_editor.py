"""Facts stated in a product file: everything else stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.authoring.formatter.parser import comments_in
from checkmarket.authoring.product_editor import with_facts

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
FACTS = ["locale.interface_languages", "offer.is_paid", "made.up"]
VALUES = st.sampled_from(["true", "[de, en]", "{value: 98.5, evidence: {kind: measurement, ref: x, on: 2026-11-22}}"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@given(facts=st.dictionaries(st.sampled_from(FACTS), VALUES), here=st.dictionaries(st.sampled_from(FACTS), VALUES))
def test_what_is_stated_stands_there_and_nothing_else_changed(
    path: Path, facts: dict[str, str], here: dict[str, str]
) -> None:
    before = path.read_text("utf-8")
    after = with_facts(before, facts, {"DE": here} if here else {})
    expected = yaml.safe_load(before)
    expected["facts"].update({name: yaml.safe_load(value) for name, value in facts.items()})
    if here:
        own = {name: yaml.safe_load(value) for name, value in here.items()}
        expected.setdefault("markets", {}).setdefault("DE", {}).update(own)
    assert yaml.safe_load(after) == expected


def test_comments_stay() -> None:
    text = "# one\nproduct: p\nfacts:\n  # two\n  a.b: 1 # three\n  c.d: 2\n# four\n"
    after = with_facts(text, {"a.b": "7", "e.f": "[x]"}, {"NO": {"a.b": "8"}})
    assert sorted(comments_in(after)) == ["# four", "# one", "# three", "# two"]
    assert yaml.safe_load(after)["markets"] == {"NO": {"a.b": 8}}
    assert yaml.safe_load(after)["facts"] == {"a.b": 7, "c.d": 2, "e.f": ["x"]}


def test_a_file_without_facts_gets_some() -> None:
    assert with_facts("product: p\n", {"a.b": "true"}, {}) == "product: p\nfacts:\n  a.b: true\n"


def test_what_is_no_product_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no mapping"):
        with_facts("- a\n", {"a.b": "true"}, {})
