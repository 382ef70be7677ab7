"""Find the comments of a YAML text, which the events of its parser leave out.

Enters: a text and its events.  Leaves: every comment with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

_COMMENT = re.compile(r"#[^\n]*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]* *(?=#|\n|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment.  text: from its # on; line, column: from 0; is_alone: nothing but space stands before it."""

    text: str
    offset: int
    line: int
    column: int
    is_alone: bool


def find_comments(text: str, events: Iterable[yaml.Event]) -> list[Comment]:
    """The comments in the order of the text: outside of values, every # begins one."""
    return [
        _comment(text, found) for start, end in _between(text, events) for found in _COMMENT.finditer(text, start, end)
    ]


def _between(text: str, events: Iterable[yaml.Event]) -> Iterator[tuple[int, int]]:
    """Where no value stands.  The first line of a block of text is none: `note: >-  # a comment`."""
    at = 0
    for event in events:
        if not isinstance(event, yaml.ScalarEvent) or event.start_mark is None or event.end_mark is None:
            continue
        yield at, event.start_mark.index
        at = event.end_mark.index
        if event.style in ("|", ">") and (header := _BLOCK_HEADER.match(text, event.start_mark.index)):
            line_end = text.find("\n", header.end())
            yield header.end(), len(text) if line_end < 0 else line_end
    yield at, len(text)


def _comment(text: str, found: re.Match[str]) -> Comment:
    start = text.rfind("\n", 0, found.start()) + 1
    return Comment(
        text=found.group().rstrip(" "),
        offset=found.start(),
        line=text.count("\n", 0, found.start()),
        column=found.start() - start,
        is_alone=not text[start : found.start()].strip(" "),
    )
