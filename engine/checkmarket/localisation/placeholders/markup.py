"""HTML and XML tags in a text: `<b>`, `<a href="…">`, `<br/>`, `<0>…</0>` of react-i18next, `<xliff:g>`.

A `<` that begins no tag is text: `a < b`, `<your name>`, `<->`.  Tags are read as HTML does: names without case,
attributes quoted or bare, comments and CDATA skipped.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

TagKind = Literal["open", "close", "alone"]

LAYOUT = frozenset({"br", "hr", "wbr", "p", "div", "span", "font", "center"})
STRESS = frozenset(
    "b i u s em strong small big sub sup mark code kbd tt q cite dfn abbr var samp ins del bdi bdo".split()
)
BLOCK = frozenset("a ul ol li dl dt dd h1 h2 h3 h4 h5 h6 pre table tr td th tbody thead img button input".split())
HTML = LAYOUT | STRESS | BLOCK | frozenset("blockquote label select option textarea form iframe svg path style".split())
VOID = frozenset({"br", "hr", "wbr", "img", "input", "link", "meta", "area", "base", "col", "embed", "source", "track"})
"""The elements that HTML never closes."""

_BLANK = frozenset(" \t\n\r\f")


@dataclass(frozen=True, slots=True)
class Tag:
    """name: without case for HTML's own; kind: `<b>` opens, `</b>` closes, `<br/>` stands alone; text: as written."""

    name: str
    kind: TagKind
    text: str


@dataclass(frozen=True, slots=True)
class Markup:
    """The tags of a text.  unbalanced: names that are opened more often than closed, or the other way."""

    tags: tuple[Tag, ...] = ()
    unbalanced: frozenset[str] = frozenset()

    @property
    def count(self) -> Counter[str]:
        """By name, closing tags aside."""
        return Counter(one.name for one in self.tags if one.kind != "close")


NONE = Markup()


@lru_cache(maxsize=4096)
def parse(text: str) -> Markup:
    """The tags of a text.  A name that is not HTML's counts as a tag when it is a number or is closed in the text."""
    if "<" not in text:
        return NONE
    tags = _tags(text)
    closed = {one.name for one in tags if one.kind != "open"}
    kept = tuple(one for one in tags if one.name in HTML or one.name.isdigit() or one.name in closed)
    return Markup(kept, _unbalanced(kept))


def _tags(text: str) -> list[Tag]:
    found = []
    at = text.find("<")
    while at >= 0:
        if text.startswith("<!--", at):
            after = _past(text, "-->", at)
        elif text.startswith("<![CDATA[", at):
            after = at + len("<![CDATA[")
        else:
            tag, after = _tag(text, at)
            found += [tag] if tag else []
        at = text.find("<", after)
    return found


def _tag(text: str, start: int) -> tuple[Tag | None, int]:
    """The tag that begins at a `<`, and where to go on; none when what follows is not one."""
    closing = text.startswith("/", start + 1)
    at = name_at = start + 1 + closing
    while at < len(text) and (text[at].isalnum() or text[at] in "-_:."):
        at += 1
    name = text[name_at:at]
    if not name or not name.isascii() or not (name[0].isalpha() or name.isdigit()):
        return None, start + 1
    end = _end(text, at)
    if end < 0:
        return None, start + 1
    kind: TagKind = "close" if closing else "alone" if text[end - 1] == "/" or name.lower() in VOID else "open"
    return Tag(name.lower() if name.lower() in HTML else name, kind, text[start : end + 1]), end + 1


def _end(text: str, at: int) -> int:
    """The `>` of a tag whose name ends at `at`, quoted attributes passed over; -1 where it is no tag."""
    if at >= len(text) or not (text[at] in _BLANK or text[at] in "/>"):
        return -1
    while at < len(text):
        char = text[at]
        if char == ">":
            return at
        if char == "<":
            return -1
        if char in "\"'" and text[at - 1] == "=":
            at = text.find(char, at + 1)
            if at < 0:
                return -1
        at += 1
    return -1


def _unbalanced(tags: tuple[Tag, ...]) -> frozenset[str]:
    """Names that open more often than they close, or the other way; where HTML lets an end be left out, none."""
    depth: Counter[str] = Counter()
    for one in tags:
        depth[one.name] += {"open": 1, "close": -1, "alone": 0}[one.kind]
    return frozenset(name for name, count in depth.items() if count and name not in ("p", "li", "dt", "dd", "td", "tr"))


def _past(text: str, closing: str, at: int) -> int:
    end = text.find(closing, at)
    return len(text) if end < 0 else end + len(closing)
