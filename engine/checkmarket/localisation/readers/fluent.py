"""Read Fluent (.ftl): messages, terms and attributes with their patterns as written, without their indentation.

Source: projectfluent.org, Fluent Syntax 1.0.  fluent.syntax reads half a megabyte a second, because it
parses every pattern; where each begins and ends is found sooner, and tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkmarket.localisation.catalogue import Message
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Entry, Parsed
from checkmarket.localisation.readers.text import Text, decode

_HEAD = re.compile(r"(?P<name>-?[A-Za-z][A-Za-z0-9_-]*)[ ]*=[ ]*")
_ATTRIBUTE = re.compile(r"(?:[ ]*+\r?\n)++[ ]++\.(?P<name>[A-Za-z][A-Za-z0-9_-]*)[ ]*=[ ]*")
_BETWEEN = re.compile(r"(?:[ ]*(?:\r?\n|\Z))++|#{1,3}(?:[ ][^\n]*+)?(?:\n|\Z|\r\n)")
_PLAIN = re.compile(r"[^{}\n\r]++|\r(?!\n)")
_NEXT_LINE = re.compile(r"(?:[ ]*+\r?\n)++(?P<indent>[ ]*+)(?=(?P<first>[^ \n\r]))")
_PLACEABLE = re.compile(r'"(?:[^"\\\n]|\\.)*+"|[^{}"]++')
_MARK, _MARK_INSIDE = re.compile(r"[{}\n]"), re.compile(r'[{}\n]|"(?:[^"\\\n]|\\.)*+"')
_ENDS = frozenset(".*[}")
_DEEPEST = 100


def parse(data: bytes, _: Named) -> Parsed:
    """One draft.  A message with attributes alone gives only those, keyed `message.attribute`.  Raises Unreadable."""
    text = decode(data)
    draft = Draft(entries=[_entry(text, key, start, end) for key, start, end in _patterns(text)])
    return Parsed([draft], text.text, text.encoded)


def _patterns(text: Text) -> Iterator[tuple[str, int, int]]:
    """Key, and where its pattern begins and ends."""
    content, offset = text.text, 0
    while offset < len(content):
        if between := _BETWEEN.match(content, offset):
            if between.end() == offset:
                return
            offset = between.end()
            continue
        head = _HEAD.match(content, offset)
        if head is None:
            raise text.unreadable(offset, "neither a comment nor a message: 'name = text' from the first column")
        end = _pattern_end(text, head.end())
        found = [(head["name"], *_trimmed(content, head.end(), end))] if content[head.end() : end].strip() else []
        while attribute := _ATTRIBUTE.match(content, end):
            end = _pattern_end(text, attribute.end())
            found.append((f"{head['name']}.{attribute['name']}", *_trimmed(content, attribute.end(), end)))
        if not found:
            raise text.unreadable(offset, f"the message '{head['name'][:40]}' has neither a text nor an attribute")
        yield from found
        offset = end


def _pattern_end(text: Text, offset: int) -> int:
    """Where a pattern ends: before a line that is not indented, or that opens an attribute."""
    content = text.text
    while offset < len(content):
        if plain := _PLAIN.match(content, offset):
            offset = plain.end()
        elif content[offset] == "{":
            offset = _after_placeable(text, offset)
        elif content[offset] == "}":
            raise text.unreadable(offset, "a closing brace without an opening one")
        else:
            following = _NEXT_LINE.match(content, offset)
            if following is None:
                return offset
            is_block = following["first"] == "{"
            if not is_block and (not following["indent"] or following["first"] in _ENDS):
                return offset
            offset = following.end()
    return offset


def _after_placeable(text: Text, offset: int) -> int:
    content, start, depth = text.text, offset, 0
    while offset < len(content):
        mark = content[offset]
        if mark == "{":
            depth += 1
            offset += 1
        elif mark == "}":
            depth -= 1
            offset += 1
            if not depth:
                return offset
        elif inside := _PLACEABLE.match(content, offset):
            offset = inside.end()
        else:
            raise text.unreadable(offset, "a text in quotes that does not end on its line")
        if depth > _DEEPEST:
            raise text.unreadable(offset, f"braces nested more than {_DEEPEST} deep")
    raise text.unreadable(start, "a brace that is not closed")


def _trimmed(content: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks and lines around."""
    written = content[start:end]
    stripped = written.rstrip(" \r\n")
    return (start, start + len(stripped)) if stripped else (start, start)


def _entry(text: Text, key: str, start: int, end: int) -> Entry:
    written = text.text[start:end]
    value = _dedented(written)
    first = start + len(written) - len(written.lstrip(" \r\n"))
    line, column = text.lines.at(first)
    message = Message(key=key, texts={"": value}, syntax="fluent", line=line, column=column)
    return Entry(message, {"": (start, end)}, _encode)


def _dedented(written: str) -> str:
    """The first line as it stands, the others without the indentation that those of text share."""
    if "\n" not in written:
        return written
    written = written.replace("\r\n", "\n")
    first, *rest = written.split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in rest]
    counted = zip(rest, indents, _inside_placeables(written), strict=True)
    common = min((indent for line, indent, within in counted if line.strip(" ") and not within), default=0)
    lines = [first, *(line[min(common, indent) :] for line, indent in zip(rest, indents, strict=True))]
    return "\n".join(lines).strip("\n") if not first.strip(" ") else "\n".join(lines)


def _inside_placeables(written: str) -> Iterator[bool]:
    """For each line but the first, whether it begins within braces.  A quote means something only there."""
    depth = offset = 0
    while mark := (_MARK_INSIDE if depth else _MARK).search(written, offset):
        offset = mark.end()
        if mark[0] == "\n":
            yield depth > 0
        else:
            depth += {"{": 1, "}": -1}.get(mark[0], 0)


def _encode(text: str, written: str) -> str:
    """A pattern, each line indented anew where there are several."""
    if "\n" not in text:
        return text
    end = "\r\n" if "\r\n" in written else "\n"
    return "".join(f"{end}    {line}" if line.strip(" ") else end for line in text.split("\n"))
