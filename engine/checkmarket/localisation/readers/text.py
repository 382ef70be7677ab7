"""Turn the bytes of a resource into text whose places are known, or say where it is broken."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 200


class Unreadable(Exception):
    """A file that does not follow its format.  line, column: from 1; reason: a sentence without a full stop."""

    def __init__(self, line: int, column: int, reason: str) -> None:
        self.line, self.column, self.reason = line, column, reason
        super().__init__(line, column, reason)

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.reason}"


@dataclass(slots=True)
class Lines:
    """Where each line of a text begins: turns offsets into lines and columns, both from 1."""

    content: str | bytes
    _starts: list[int] = field(default_factory=list)

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset; of bytes, columns count the characters of UTF-8."""
        if not self._starts:
            ends = (
                re.finditer("\n", self.content) if isinstance(self.content, str) else re.finditer(b"\n", self.content)
            )
            self._starts = [0, *(one.end() for one in ends)]
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        if isinstance(self.content, bytes):
            return line, len(self.content[start:offset].decode("utf-8", "replace")) + 1
        return line, offset - start + 1


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file.  mark: its byte-order mark; encoding: how to write it back."""

    text: str
    encoding: str
    mark: bytes
    lines: Lines

    def unreadable(self, offset: int, reason: str) -> Unreadable:
        """What to raise for something wrong at an offset."""
        return Unreadable(*self.lines.at(offset), reason)

    def encoded(self, text: str) -> bytes:
        """Another text as this file would hold it.  Raises UnicodeEncodeError."""
        return self.mark + text.encode(self.encoding)


def decode(data: bytes, encoding: str = "utf-8", fallback: str = "") -> Text:
    """The text, by its byte-order mark or else its encoding.  fallback: of what is not UTF-8, as in Java.

    Raises Unreadable for bytes that are not of the encoding, and for NUL characters.
    """
    mark, encoding = _encoding(data, encoding)
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        if not fallback or mark:
            raise _broken(body, encoding, error) from None
        encoding, text = fallback, body.decode(fallback)
    except LookupError:
        raise Unreadable(1, 1, f"the encoding '{encoding[:40]}' is not known") from None
    found = Text(text, encoding, mark, Lines(text))
    if (nul := text.find("\0")) >= 0:
        raise found.unreadable(nul, "a NUL character: this is not a text file, or not in the encoding it seems to have")
    return found


def _encoding(data: bytes, encoding: str) -> tuple[bytes, str]:
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return mark, marked
    head = data[:_LOOKED_AT]
    if len(head) > 1 and not any(head[1::2]) and all(head[::2][:4]):
        return b"", "utf-16-le"  # every second byte is zero: Latin letters without a mark
    if len(head) > 1 and not any(head[::2]) and all(head[1::2][:4]):
        return b"", "utf-16-be"
    return b"", encoding


def _broken(body: bytes, encoding: str, error: UnicodeDecodeError) -> Unreadable:
    before = body[: error.start].decode(encoding, "replace")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return Unreadable(line, column, f"not {encoding.upper()} text: {error.reason}")


def whole(text: str) -> str:
    """The text with pairs of surrogates joined, and U+FFFD for one that stands alone: no encoding could write it."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
