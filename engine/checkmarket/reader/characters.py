"""Which characters a rulebook may hold: printable text, spaces and line ends."""

from __future__ import annotations

import re

from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Place

MAX_BYTES = 1024 * 1024

_REFUSED = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f"  # tabs and other control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls: text that reads other than it is
    "\u2028\u2029\ufeff\ufffe\uffff\ufdd0-\ufdef]"  # hidden line ends, byte order marks, noncharacters
    "|\r(?!\n)"
)


def decode(data: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file, or None where its bytes are no text; with every refused character."""
    if len(data) > MAX_BYTES:
        return None, [Diagnostic("CM014", "the file has more than 1 MiB", Place(path), "split it")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        return None, [Diagnostic("CM002", "not UTF-8 text", _place(before, path), "save the file as UTF-8")]
    return text, [_complain(text, found.start(), path) for found in _REFUSED.finditer(text)]


def refused(value: str) -> str:
    """The first refused character of a value, as U+XXXX, or an empty text.  Escapes can make such characters."""
    found = _REFUSED.search(value)
    return f"U+{ord(found.group()[0]):04X}" if found else ""


def _complain(text: str, offset: int, path: str) -> Diagnostic:
    character = text[offset]
    place = _place(text[:offset], path)
    if character == "\t":
        return Diagnostic("CM003", "a tab", place, "use spaces")
    return Diagnostic("CM003", f"the character U+{ord(character):04X}", place, "remove it; it is invisible")


def _place(before: str, path: str) -> Place:
    return Place(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
