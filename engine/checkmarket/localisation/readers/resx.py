"""Read .NET resources (.resx): the texts among their data.  Source: Microsoft Learn, Resources in .resx files."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.catalogue import Message
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Entry, Parsed
from checkmarket.localisation.readers.xml_tree import Element, Tree, encode, encode_empty, parse_xml

_LOCKED = "{Locked}"


def parse(data: bytes, _: Named) -> Parsed:
    """One draft.  Data of a type other than text, and what the designer of forms keeps for itself, are left out."""
    tree = parse_xml(data)
    if tree.root.tag != "root":
        return Parsed([], tree.raw, tree.finish)
    return Parsed([Draft(entries=list(_entries(tree)))], tree.raw, tree.finish)


def _entries(tree: Tree) -> Iterator[Entry]:
    for element in tree.root.all("data"):
        name, value = element.attributes.get("name", ""), element.first("value")
        is_text = "type" not in element.attributes and "mimetype" not in element.attributes
        if value is not None and is_text and name and not name.startswith(">>"):
            yield _entry(tree, name, element, value)


def _entry(tree: Tree, name: str, element: Element, value: Element) -> Entry:
    comment = element.first("comment")
    line, column = tree.place(value)
    message = Message(
        key=name,
        texts={"": tree.markup(value)},
        syntax="python-brace",  # composite formatting writes {0:N2} as str.format does
        shielded=comment is not None and tree.markup(comment).strip() == _LOCKED,
        line=line,
        column=column,
    )
    return Entry(message, {"": tree.span(value)}, encode_empty if value.is_empty else encode)
