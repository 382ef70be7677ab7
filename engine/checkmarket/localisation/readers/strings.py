"""Read Apple's .strings: UTF-8 or UTF-16, `"key" = "value";`, or a property list in XML.

Source: Apple, String Resources (archive): escapes, comments, encodings.
"""

from __future__ import annotations

import re

from checkmarket.localisation.catalogue import Message
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers import property_lists
from checkmarket.localisation.readers.drafts import Draft, Entry, Parsed
from checkmarket.localisation.readers.text import Text, decode, whole

_WORD = r'(?:"(?:[^"\\]|\\.)*+"|[A-Za-z0-9_./$:-]++)'
_GAP = r"(?:\s++|/\*(?:[^*]|\*(?!/))*+\*/|//[^\n]*+)*+"
_PAIR = re.compile(rf"(?P<key>{_WORD}){_GAP}(?:={_GAP}(?P<value>{_WORD}){_GAP})?+;", re.DOTALL)
_BLANK = re.compile(_GAP, re.DOTALL)
_ESCAPE = re.compile(r"\\(?:[Uu]([0-9A-Fa-f]{1,4})|([0-7]{1,3})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": "\n"}
_WRITTEN = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def parse(data: bytes, named: Named) -> Parsed:
    """One draft.  Raises Unreadable."""
    if data.lstrip()[:5] in (b"<?xml", b"<!DOC", b"<plis") or data.startswith(b"bplist"):
        return property_lists.parse(data, named)
    text = decode(data)
    content, draft = text.text, Draft()
    offset = _after_blanks(content, 0)
    while offset < len(content):
        pair = _PAIR.match(content, offset)
        if pair is None:
            raise text.unreadable(offset, 'expected "key" = "value";')
        draft.entries.append(_entry(text, pair))
        offset = _after_blanks(content, pair.end())
    return Parsed([draft], content, text.encoded)


def _after_blanks(content: str, offset: int) -> int:
    blank = _BLANK.match(content, offset)
    return blank.end() if blank else offset


def _entry(text: Text, pair: re.Match[str]) -> Entry:
    """`"key";` alone is its own value."""
    place = "value" if pair["value"] is not None else "key"
    line, column = text.lines.at(pair.start(place))
    texts = {"": _spoken(pair[place])}
    message = Message(key=_spoken(pair["key"]), texts=texts, syntax="apple", line=line, column=column)
    return Entry(message, {"": pair.span("value")} if place == "value" else {}, _encode)


def _spoken(word: str) -> str:
    body = word[1:-1] if word.startswith('"') else word
    return whole(_ESCAPE.sub(_unescaped, body)) if "\\" in body else body


def _unescaped(escape: re.Match[str]) -> str:
    code, octal, letter = escape.groups()
    if code:
        return chr(int(code, 16))
    return chr(int(octal, 8)) if octal else _ESCAPES.get(letter, letter)


def _encode(text: str, _: str) -> str:
    return '"' + "".join(_WRITTEN.get(one, one) for one in text) + '"'
