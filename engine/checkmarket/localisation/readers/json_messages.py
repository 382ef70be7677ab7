"""Read JSON messages: i18next and plain nested ones, formatjs extracts, and those of web extensions."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Parsed
from checkmarket.localisation.readers.json_tree import encode, parse_json
from checkmarket.localisation.readers.nodes import Found, Group, Node, Words, entries, flat
from checkmarket.localisation.readers.text import decode

_OF_EXTENSIONS = "_locales"


def parse(data: bytes, named: Named) -> Parsed:
    """One draft, or none where the file is no mapping.  Raises Unreadable."""
    text = decode(data)
    root = parse_json(text)
    if not isinstance(root, Group):
        return Parsed([], text.text, text.encoded)
    draft = Draft(entries=entries(text, _found(root, named), encode))
    return Parsed([draft], text.text, text.encoded)


def _found(root: Group, named: Named) -> Iterator[Found]:
    field = "message" if _OF_EXTENSIONS in named.path.split("/") else "defaultMessage"
    if not all(_has(value, field) for _, value in root.members):
        yield from flat(root, suffixes=True)
        return
    for key, value in root.members:
        assert isinstance(value, Group)
        words = value.get(field)
        assert isinstance(words, Words)
        yield key, {"": words}


def _has(node: Node, field: str) -> bool:
    return isinstance(node, Group) and isinstance(node.get(field), Words)
