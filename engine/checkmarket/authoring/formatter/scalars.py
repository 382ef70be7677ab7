"""Write one value so that every reader of YAML reads the same text."""

from __future__ import annotations

import re

from checkmarket.authoring.formatter.parts import Single
from checkmarket.reader.scalars import Ambiguous, NoSuchDay, resolve

WIDTH = 120
_NOT_FIRST = frozenset("?:,[]{}#&*!|>'\"%@`")
_PROSE = re.compile(r"[^\W\d_](.* |[a-z]*://)")  # begins with a letter and has a space, or is a link
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*\Z")
_GAP = re.compile(r"(?<=[^ ]) (?=[^ ])")  # where a line can be broken and joined again


def as_key(single: Single) -> str:
    """A key: without quotes where it is a plain name."""
    if single.style == "quoted" and _NAME.match(single.text) and _is_bare_text(single.text):
        return single.text
    return on_one_line(single, in_flow=True)


def on_one_line(single: Single, *, in_flow: bool) -> str:
    """A value on one line.  Quotes that the author wrote stay, but prose in a block needs none."""
    if single.style != "quoted":
        return single.text
    if not in_flow and _PROSE.match(single.text) and _is_bare_text(single.text):
        return single.text
    return _quoted(single.text)


def as_block(single: Single, indent: int) -> list[str] | None:
    """A text over several lines, its header first, or None where it has to stay on one.  indent: of its lines."""
    if single.style == "value":
        return None
    body = single.text.removesuffix("\n")
    lines = body.split("\n")
    if not _can_be_block(body, lines):
        return None
    chomp = "" if single.text.endswith("\n") else "-"
    room = WIDTH - indent
    is_long = any(len(line) > room and _GAP.search(line) for line in lines)
    if is_long and not any(line.startswith(" ") for line in lines):
        return [f">{chomp}", *_folded(lines, indent, room)]
    if len(lines) == 1 and chomp:
        return [">-", " " * indent + body] if _GAP.search(body) else None
    return [f"|{chomp}", *(" " * indent + line if line else "" for line in lines)]


def _can_be_block(body: str, lines: list[str]) -> bool:
    """A block gives the text back exactly: no hidden spaces, no line end that a block cannot hold."""
    if "\r" in body or not lines[0] or not lines[-1]:
        return False
    return not lines[0].startswith(" ") and not any(line.endswith(" ") for line in lines)


def _folded(lines: list[str], indent: int, room: int) -> list[str]:
    """Lines broken at single spaces; a line end of the text is a blank line."""
    found: list[str] = []
    for line in lines:
        if found:
            found.append("")
        found += [" " * indent + one for one in _wrapped(line, room)] if line else []
    return found


def _wrapped(line: str, room: int) -> list[str]:
    found = [""]
    for word in _GAP.split(line):
        if found[-1] and len(found[-1]) + 1 + len(word) > room:
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}" if found[-1] else word
    return found


def _is_bare_text(text: str) -> bool:
    """Every reader takes the bare words in a block for this text."""
    if not text or text[0] in _NOT_FIRST or text.startswith(("- ", "--", "...")) or text == "-":
        return False
    if text != text.strip(" ") or "\n" in text or "\r" in text:
        return False
    if ": " in text or text.endswith(":") or " #" in text:
        return False
    try:
        return isinstance(resolve(text), str)
    except (Ambiguous, NoSuchDay):
        return False


def _quoted(text: str) -> str:
    if ('"' in text or "\\" in text) and "\n" not in text and "\r" not in text:
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
