"""Parse XML into a small tree whose every element knows where it stands.  Safe: nothing is declared, fetched, expanded.

Enters: decoded text.  Leaves: an Element whose offsets are bytes of the UTF-8 form; Unreadable for anything else, among
it every document type with declarations and every entity but XML's own five, so neither an external entity nor "billion
laughs" can do a thing.  expat of the standard library gives byte offsets, which lxml does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from checkmarket.localisation.readers.text import Lines, Text, Unreadable, decode

DEEPEST = 100
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_START_TAG = re.compile(rb"""<[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+>""")
_NAME = re.compile(r"<([^\s/>]+)")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA = "<![CDATA["


@dataclass(slots=True)
class Element:
    """start: offset of its `<`; stop: of its end tag, or behind it where it is written `<a/>`, which is_empty says."""

    tag: str
    attributes: dict[str, str]
    start: int
    stop: int = 0
    is_empty: bool = False
    content: list[str | Element] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        return (one for one in self.content if not isinstance(one, str))

    def first(self, tag: str) -> Element | None:
        """The first child of a name."""
        for one in self.content:
            if not isinstance(one, str) and one.tag == tag:
                return one
        return None

    def all(self, tag: str) -> Iterator[Element]:
        """All children of a name."""
        return (one for one in self if one.tag == tag)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed document.  raw: its UTF-8 form, into which offsets point."""

    root: Element
    raw: bytes
    lines: Lines
    text: Text

    def finish(self, changed: str) -> bytes:
        """The bytes of the file for a changed text."""
        return self.text.encoded(changed)

    def span(self, element: Element) -> tuple[int, int]:
        """What a new text takes the place of: see `encode`, and `encode_empty` for an empty element."""
        return (element.start, element.stop) if element.is_empty else (self._inside(element), element.stop)

    def end(self, element: Element) -> int:
        """The offset behind an element."""
        return element.stop if element.is_empty else self.raw.index(b">", element.stop) + 1

    def place(self, element: Element) -> tuple[int, int]:
        """Line and column of what stands in an element."""
        return self.lines.at(self.span(element)[0])

    def markup(self, element: Element, spoken: Callable[[str], str] = str) -> str:
        """The text in an element, its tags as written.  spoken: what the format makes of each stretch of text."""
        if len(element.content) == 1 and isinstance(only := element.content[0], str):
            return spoken(only)
        parts = []
        for one in element.content:
            if isinstance(one, str):
                parts.append(spoken(one))
            elif one.is_empty:
                parts.append(self.raw[one.start : one.stop].decode())
            else:
                parts.append(self.raw[one.start : self._inside(one)].decode())
                parts += [self.markup(one, spoken), self.raw[one.stop : self.end(one)].decode()]
        return "".join(parts)

    def _inside(self, element: Element) -> int:
        """The offset behind a start tag."""
        found = _START_TAG.match(self.raw, element.start)
        assert found is not None
        return found.end()


def parse_xml(data: bytes, doctypes: frozenset[str] = frozenset()) -> Tree:
    """The tree of a file.  doctypes: roots whose document type may be named, but not declare anything.

    Raises Unreadable.  Names keep their prefixes (`xliff:g`): namespaces are not resolved.
    """
    declared = _DECLARED.match(data[:200])
    text = decode(data, declared[1].decode() if declared else "utf-8")
    raw = text.text.encode()
    return Tree(_Builder(raw, doctypes).build(), raw, Lines(raw), text)


class _Builder:
    """Feeds expat and keeps the stack of open elements.  The only part with state, because expat calls back."""

    def __init__(self, raw: bytes, doctypes: frozenset[str]) -> None:
        self.raw, self.doctypes = raw, doctypes
        self.open: list[Element] = []
        self.root: Element | None = None
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.finish
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.declares
        self.parser.SkippedEntityHandler = self.skipped

    def build(self) -> Element:
        try:
            self.parser.Parse(self.raw, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise Unreadable(error.lineno, error.offset + 1, f"not well-formed XML: {reason}") from None
        assert self.root is not None
        return self.root

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= DEEPEST:
            raise self.refused(f"elements nested more than {DEEPEST} deep")
        element = Element(tag, attributes, self.parser.CurrentByteIndex)
        if self.open:
            self.open[-1].content.append(element)
        else:
            self.root = element
        self.open.append(element)

    def finish(self, _: str) -> None:
        """Of `<a/>` expat gives the offset behind it; nothing else ends so and has no content."""
        element, offset = self.open.pop(), self.parser.CurrentByteIndex
        element.stop = offset
        element.is_empty = not element.content and self.raw[offset - 2 : offset] == b"/>"

    def characters(self, data: str) -> None:
        if self.open:
            self.open[-1].content.append(data)

    def doctype(self, root: str, _system: str | None, _public: str | None, declares: int) -> None:
        if declares or root not in self.doctypes:
            raise self.refused("a document type; it is refused, because entities could be declared in it")

    def declares(self, *_: object) -> None:
        raise self.refused("an entity is declared, which is refused")

    def skipped(self, name: str, _is_parameter: int) -> None:
        raise self.refused(f"the entity '{name[:40]}' is not one of XML's own")

    def refused(self, reason: str) -> Exception:
        return Unreadable(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, reason)


def encode(text: str, written: str, escaped: Callable[[str], str] = str) -> str:
    """A text for the inside of an element; the tags that stand there now are kept as tags.

    escaped: what the format does to a stretch of text before XML does.  Raises ValueError for what XML cannot hold.
    """
    if written.startswith(_CDATA) and written.endswith("]]>") and "]]>" not in text:
        return f"{_CDATA}{_fit(escaped(text))}]]>"
    tags = {one.decode() for one in _START_TAG.findall(written.encode()) if not one.startswith((b"<!", b"<?"))}
    if tags:
        pattern = "|".join(re.escape(one) for one in sorted(tags, key=len, reverse=True))
        parts = re.split(f"({pattern})", text)
        marked = "".join(part if place % 2 else _plain(escaped(part)) for place, part in enumerate(parts))
        if _is_well_formed(marked):
            return marked
    return _plain(escaped(text))


def encode_empty(text: str, written: str, escaped: Callable[[str], str] = str) -> str:
    """The same where `<a/>` stands now: the whole element with the text in it."""
    name = _NAME.match(written)
    assert name is not None
    return f"{written[:-2].rstrip()}>{_plain(escaped(text))}</{name[1]}>"


def _is_well_formed(markup: str) -> bool:
    try:
        expat.ParserCreate("utf-8").Parse(f"<a>{markup}</a>".encode(), True)
    except expat.ExpatError:
        return False
    return True


def _plain(text: str) -> str:
    text = _fit(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def _fit(text: str) -> str:
    if found := _UNFIT.search(text):
        raise ValueError(f"XML cannot hold the character U+{ord(found[0]):04X}")
    return text
