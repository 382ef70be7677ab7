"""Parse JSON into nodes that know their places.  Source: RFC 8259.

The json module of the standard library reads the strings; it cannot say where anything stands, hence the rest.
"""

from __future__ import annotations

import json
import re

from checkmarket.localisation.readers.nodes import DEEPEST, Group, Items, Node, Other, Words
from checkmarket.localisation.readers.text import Text, whole

_BLANK = re.compile(r"[ \t\r\n]*+")
_OTHER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|true|false|null")
_PLAIN = re.compile(r'"([^"\\\x00-\x1f]*+)"')
_DECODER = json.JSONDecoder()
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Open:
    """A mapping or list that is not yet closed."""

    __slots__ = ("items", "key", "members", "start")

    def __init__(self, start: int, *, is_group: bool) -> None:
        self.start = start
        self.members: list[tuple[str, Node]] | None = [] if is_group else None
        self.items: list[Node] = []
        self.key = ""

    def take(self, node: Node) -> None:
        if self.members is None:
            self.items.append(node)
        else:
            self.members.append((self.key, node))

    def close(self) -> Node:
        return Items(tuple(self.items), self.start) if self.members is None else Group(tuple(self.members), self.start)


def parse_json(text: Text) -> Node:
    """The tree of a text.  Raises Unreadable at the place of a mistake.  No recursion: depth costs no stack."""
    content, stack = text.text, list[_Open]()
    offset = _after_blanks(content, 0)
    if offset == len(content):
        raise text.unreadable(offset, "the file is empty; an empty JSON file is written {}")
    while True:
        if stack and stack[-1].members is not None:
            stack[-1].key, offset = _key(text, offset)
        if content[offset : offset + 1] in ("{", "["):
            node, offset = _opened(text, offset, stack)
            if node is None:
                continue
        else:
            node, offset = _leaf(text, offset)
        closed = _closed(text, offset, stack, node)
        if isinstance(closed, int):
            offset = closed
        else:
            return closed


def _after_blanks(content: str, offset: int) -> int:
    blank = _BLANK.match(content, offset)
    return blank.end() if blank else offset


def _opened(text: Text, offset: int, stack: list[_Open]) -> tuple[Node | None, int]:
    """Go into a mapping or list; gives it back at once where it is empty."""
    if len(stack) >= DEEPEST:
        raise text.unreadable(offset, f"nested more than {DEEPEST} deep")
    is_group = text.text[offset] == "{"
    inside = _after_blanks(text.text, offset + 1)
    if text.text.startswith("}" if is_group else "]", inside):
        return _Open(offset, is_group=is_group).close(), inside + 1
    stack.append(_Open(offset, is_group=is_group))
    return None, inside


def _key(text: Text, offset: int) -> tuple[str, int]:
    if not text.text.startswith('"', offset):
        raise text.unreadable(offset, "expected a key in double quotes")
    words = _string(text, offset)
    offset = _after_blanks(text.text, words.end)
    if not text.text.startswith(":", offset):
        raise text.unreadable(offset, f"expected ':' after the key \"{words.text[:40]}\"")
    return words.text, _after_blanks(text.text, offset + 1)


def _leaf(text: Text, offset: int) -> tuple[Node, int]:
    if text.text.startswith('"', offset):
        words = _string(text, offset)
        return words, words.end
    other = _OTHER.match(text.text, offset)
    if other is None:
        reason = "comments are not part of JSON" if text.text.startswith("/", offset) else "expected a value"
        raise text.unreadable(offset, reason)
    return Other(offset), other.end()


def _string(text: Text, offset: int) -> Words:
    if plain := _PLAIN.match(text.text, offset):
        return Words(plain[1], offset, plain.end())
    try:
        value, end = _DECODER.raw_decode(text.text, offset)
    except json.JSONDecodeError as error:
        raise text.unreadable(error.pos, error.msg[0].lower() + error.msg[1:].removesuffix(" at")) from None
    return Words(whole(value) if _SURROGATE.search(value) else value, offset, end)


def _closed(text: Text, offset: int, stack: list[_Open], node: Node) -> int | Node:
    """Hand a finished node to what it stands in, close what ends here; the next offset, or the whole tree."""
    content = text.text
    while True:
        offset = _after_blanks(content, offset)
        if not stack:
            if offset < len(content):
                raise text.unreadable(offset, "something stands behind the end of the JSON")
            return node
        stack[-1].take(node)
        mark = content[offset : offset + 1]
        if mark == ",":
            return _after_blanks(content, offset + 1)
        end = "]" if stack[-1].members is None else "}"
        if mark != end:
            raise text.unreadable(offset, f"expected ',' or '{end}'")
        node, offset = stack.pop().close(), offset + 1


def encode(text: str, _: str) -> str:
    """A text as JSON writes it."""
    return json.dumps(text, ensure_ascii=False)
