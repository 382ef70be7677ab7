"""Lay out one file: text in, text out, and nothing that it says changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from checkmarket.authoring.formatter.parser import comments_in, take_apart
from checkmarket.authoring.formatter.parts import Group, Layout
from checkmarket.authoring.formatter.shapes import Shapes
from checkmarket.authoring.formatter.sorter import in_order
from checkmarket.authoring.formatter.writer import write
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Listing, Node, Place, Scalar, Table
from checkmarket.reader import read

_MENDED = "CM008"  # an ambiguous bare word: it gets quotes


class Formatter:
    """Lays out files of every kind.  schemas: by their short names; they set the order of keys."""

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        self._shapes = Shapes(schemas)

    def format(self, data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
        """The file laid out.  Returns "" and the reader's diagnostics where it cannot be read as one document."""
        document, problems = read(data, path)
        faults = [one for one in problems if one.code != _MENDED]
        if faults or document is None:
            return "", problems
        given = data.decode("utf-8").replace("\r\n", "\n")
        layout, empty = take_apart(given)
        without_value = {Place(path, *one) for one in empty}
        if without_value:
            return "", [one for one in problems if one.place in without_value]
        text = self._write(layout)
        if text != given and not _says_the_same(text, document.root, layout):
            message = "laid out, the file would say something else; it is left as it is"
            return "", [Diagnostic("CM015", message, Place(path), "please report it: this is a bug in checkmarket")]
        return text, []

    def _write(self, layout: Layout) -> str:
        keys = [one.key.text for one in layout.root.entries if one.key] if isinstance(layout.root, Group) else []
        kind = self._shapes.kind_of(layout.head[0] if layout.head else "", keys)
        return write(replace(layout, root=in_order(layout.root, self._shapes.of_kind(kind))), kind)


def _says_the_same(text: str, root: Node, layout: Layout) -> bool:
    """The text can be read without a mistake, gives the same values, and holds every comment."""
    document, problems = read(text.encode(), "")
    if document is None or problems or _values(document.root) != _values(root):
        return False
    return sorted(comments_in(text)) == sorted(layout.comments)


def _values(node: Node) -> object:
    """The tree without places; 1, 1.0 and true are told apart."""
    match node:
        case Table():
            return {key: _values(child) for key, child in node.entries.items()}
        case Listing():
            return [_values(child) for child in node.items]
        case Scalar():
            return (type(node.value), str(node.value))
