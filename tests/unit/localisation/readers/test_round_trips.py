"""What is written is what is read, in every format; what is not replaced keeps its bytes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.localisation.catalogue import Message
from checkmarket.localisation.naming import name
from checkmarket.localisation.readers import READERS, read, write
from tests.support.resources import SAMPLES

TEXT = st.text(
    st.one_of(
        st.sampled_from("abz \n\t\r\"'\\{}<>&@?#%=:;/*[]|~`$!,-_üß€語😀\u00a0\u2028"),
        st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    ),
    max_size=20,
)
LINE = (
    st.tuples(st.sampled_from("abäü語😀"), st.text("abzäö語😀&<>\"'\\\\ =:;@!-", max_size=9))
    .map("".join)
    .map(str.rstrip)
)
"""Of a Fluent pattern: what has a meaning there cannot be any text."""

PATTERN = st.lists(LINE, min_size=1, max_size=3).map("\n".join)


def texts_of(path: str) -> st.SearchStrategy[str]:
    return PATTERN if path.endswith(".ftl") else TEXT


def replaceable(path: str, data: bytes) -> list[tuple[int, int]]:
    """Where two different texts can be told apart: a source of .xcstrings that is its own key stands nowhere."""
    named = name(path)
    assert named is not None
    drafts = READERS[named.format](data, named).drafts
    return [(d, e) for d, draft in enumerate(drafts) for e, entry in enumerate(draft.entries) if entry.spans]


@pytest.mark.parametrize("path", SAMPLES)
def test_writing_the_same_texts_gives_the_same_bytes(path: str) -> None:
    assert write(SAMPLES[path], path, lambda message: message.texts) == SAMPLES[path]


@pytest.mark.parametrize("path", SAMPLES)
@given(drawn=st.data())
def test_texts_that_are_written_are_read_again(path: str, drawn: st.DataObject) -> None:
    data = SAMPLES[path]
    new: dict[tuple[str, str, str], str] = {}

    def replace(message: Message) -> Mapping[str, str]:
        # an alias of YAML stands for one text under two keys, which cannot become different
        line = str(message.line) if path.endswith("messages.de.yaml") else ""
        found = {}
        for category in message.texts:
            key = (line or message.key, category, str(message.line))
            new.setdefault(key, drawn.draw(texts_of(path)))
            found[category] = new[key]
        return found

    before = [message for catalogue in read(data, path) for message in catalogue.messages]
    after = [m for catalogue in read(write(data, path, replace), path) for m in catalogue.messages]
    assert [one.key for one in after] == [one.key for one in before]
    fixed = {"Hello", "gone", "Polyglot"} if path.endswith("xcstrings") else set()
    for old, found in zip(before, after, strict=True):
        if old.key not in fixed or old.source:
            assert dict(found.texts) == dict(replace(old)), old.key


@pytest.mark.parametrize("path", SAMPLES)
def test_one_text_can_be_replaced_alone(path: str) -> None:
    data = SAMPLES[path]
    first = next(
        message for catalogue in read(data, path) for message in catalogue.messages if any(message.texts.values())
    )
    if path.endswith("xcstrings"):
        first = read(data, path)[1].messages[0]
    changed = write(data, path, lambda one: dict.fromkeys(one.texts, "Neu") if one == first else {})
    before = [message for catalogue in read(data, path) for message in catalogue.messages]
    after = [message for catalogue in read(changed, path) for message in catalogue.messages]
    different = [old.key for old, new in zip(before, after, strict=True) if dict(old.texts) != dict(new.texts)]
    expected = [one.key for one in before if one == first or (one.line, one.column) == (first.line, first.column)]
    assert different == expected


def test_a_file_of_several_locales_is_written_one_locale_at_a_time() -> None:
    path = "App/Localizable.xcstrings"
    changed = read(write(SAMPLES[path], path, lambda one: dict.fromkeys(one.texts, "X"), "de"), path)
    texts = {one.locale: [dict(message.texts) for message in one.messages] for one in changed}
    assert texts["de"] == [{"": "X"}, {"one": "X", "other": "X"}]
    assert texts["fr"] == [{"": "Hello"}]
