"""What a reader finds in a file: messages, and where each text stands, so that another can take its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from checkmarket.localisation.catalogue import Catalogue, Message
from checkmarket.localisation.naming import Named

Encode = Callable[[str, str], str]
"""A new text and what stands in its place now -> what is to stand there."""

Spans = Mapping[str, tuple[int, int]]


class Entry(NamedTuple):
    """A message; where its texts stand, as offsets into the content by the same keys; how a text is written there."""

    message: Message
    spans: Spans
    encode: Encode


@dataclass(slots=True, kw_only=True)
class Draft:
    """The entries of one locale in one file.  written, locale: where the file says them itself, else empty."""

    entries: list[Entry] = field(default_factory=list)
    written: str = ""
    locale: str = ""
    is_template: bool = False
    plural_rule: str = ""
    source_locale: str = ""

    def catalogue(self, named: Named) -> Catalogue:
        """The value; what the file says of its locale goes before what its path says."""
        return Catalogue(
            path=named.path,
            format=named.format,
            written=self.written or named.written,
            locale=self.locale if self.written else named.locale,
            domain=named.domain,
            messages=tuple(one.message for one in self.entries),
            is_template=self.is_template or named.is_template,
            plural_rule=self.plural_rule,
            source_locale=self.source_locale,
        )


class Parsed(NamedTuple):
    """A file as its reader leaves it.

    content: what the pieces are offsets into; finish: turns the changed content into the bytes of the file.
    """

    drafts: list[Draft]
    content: str | bytes
    finish: Callable[[str], bytes]


Replace = Callable[[Message], Mapping[str, str]]


def rewritten(parsed: Parsed, replace: Replace, locale: str = "") -> bytes:
    """The bytes of the file with other texts; what stays the same keeps its bytes.

    replace: gives new texts by the keys of Message.texts; a key left out stays.  locale: the one draft to write to,
    where a file holds several.
    """
    edits: list[tuple[int, int, str]] = []
    for draft in parsed.drafts:
        if not locale or len(parsed.drafts) == 1 or draft.locale == locale:
            edits.extend(_edits(draft, parsed.content, replace))
    if isinstance(parsed.content, bytes):
        return parsed.finish(_spliced_bytes(parsed.content, sorted(edits)).decode())
    return parsed.finish(_spliced(parsed.content, sorted(edits)))


def _edits(draft: Draft, content: str | bytes, replace: Replace) -> Iterator[tuple[int, int, str]]:
    for message, spans, encode in draft.entries:
        for category, new in replace(message).items():
            if category in spans and new != message.texts[category]:
                start, end = spans[category]
                written = content[start:end]
                yield start, end, encode(new, written if isinstance(written, str) else written.decode())


def _spliced(content: str, edits: list[tuple[int, int, str]]) -> str:
    parts, last = [], 0
    for start, end, new in edits:
        if start < last:  # one text under two keys, as YAML's aliases make them
            continue
        parts += [content[last:start], new]
        last = end
    return "".join([*parts, content[last:]])


def _spliced_bytes(content: bytes, edits: list[tuple[int, int, str]]) -> bytes:
    parts, last = [], 0
    for start, end, new in edits:
        parts += [content[last:start], new.encode()]
        last = end
    return b"".join([*parts, content[last:]])
