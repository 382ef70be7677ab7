"""Read Java properties: UTF-8 or else Latin-1, with escapes.

Source: java.util.Properties; JEP 226 for the encoding.
"""

from __future__ import annotations

import re

from checkmarket.localisation.catalogue import Message, Syntax
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Encode, Entry, Parsed
from checkmarket.localisation.readers.text import Text, decode, whole

_LINE = re.compile(
    r"""(?:[ \t\f]*+(?:\\?\r\n?|\\?\n))++                          # blank lines
      | [ \t\f]*+[#!][^\r\n]*+                                     # a comment
      | [ \t\f]*+(?P<key>(?:[^\\=:\ \t\f\r\n]|\\(?:\r\n|.))++|(?=[=:]))
        (?:[ \t\f]|\\\r?\n)*+(?:[=:](?:[ \t\f]|\\(?:\r\n|\n)[ \t\f]*+)*+)?+
        (?P<value>(?:[^\\\r\n]++|\\(?:\r\n|.)|\\\Z)*+)
      | [ \t\f]++\Z""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u+([0-9A-Fa-f]{4})|(?:\r\n|\r|\n)[ \t\f]*|(.)|\Z)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_WRITTEN = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f"}
_ARGUMENT = re.compile(r"\{[0-9]")


def parse(data: bytes, _: Named) -> Parsed:
    """One draft.  Raises Unreadable for a \\u without four digits."""
    text = decode(data, fallback="latin-1")
    draft = Draft()
    offset, content = 0, text.text
    write = _unicode if text.encoding == "utf-8" and not content.isascii() else _ascii
    while offset < len(content):
        line = _LINE.match(content, offset)
        if line is None or line.end() == offset:
            raise text.unreadable(offset, "neither a comment nor a key with its value")
        if line["key"] is not None:
            draft.entries.append(_entry(text, line, write))
        offset = line.end()
    return Parsed([draft], content, text.encoded)


def _entry(text: Text, found: re.Match[str], write: Encode) -> Entry:
    value = _value(text, found["value"], found.start("value"))
    line, column = text.lines.at(found.start("value"))
    syntax: Syntax = "icu" if _ARGUMENT.search(value) else "unknown"  # java.text.MessageFormat
    key = _value(text, found["key"], found.start("key"))
    message = Message(key=key, texts={"": value}, syntax=syntax, line=line, column=column)
    # a value that stands right behind its key needs a separator of its own
    bare = found.end("key") == found.start("value")
    return Entry(message, {"": found.span("value")}, (lambda new, old: f"={write(new, old)}") if bare else write)


def _value(text: Text, written: str, offset: int) -> str:
    if "\\" not in written:
        return written

    def unescaped(escape: re.Match[str]) -> str:
        code, letter = escape.groups()
        if letter == "u":
            raise text.unreadable(offset + escape.start(), "\\u needs four hexadecimal digits")
        return chr(int(code, 16)) if code else _ESCAPES.get(letter, letter) if letter else ""

    return whole(_ESCAPE.sub(unescaped, written))


def _unicode(text: str, _: str) -> str:
    escaped = "".join(_WRITTEN.get(one, one) for one in text)
    return f"\\{escaped}" if escaped.startswith(" ") else escaped


def _ascii(text: str, written: str) -> str:
    """Other letters as \\uXXXX, which every reader of properties understands."""
    units = _unicode(text, written).encode("utf-16-be", "surrogatepass")
    codes = (int.from_bytes(units[place : place + 2], "big") for place in range(0, len(units), 2))
    return "".join(chr(code) if code < 0x7F else f"\\u{code:04X}" for code in codes)  # noqa: PLR2004 - the end of ASCII
