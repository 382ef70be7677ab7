"""A text that was read: a tree of values, each knowing the line and column where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Plain = str | int | Decimal | bool | date | None


NOT_TEXT = "(not text"
"""How the stand-in for a key that is no text begins; no real key can hold a bracket."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file.  line, column: from 1, as editors count."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: text, integer, Decimal, true/false, null or an ISO day."""

    value: Plain
    place: Place


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    place: Place

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Table:
    """A YAML mapping with text keys, in the order of the file; `keys` tells where each key stands."""

    entries: dict[str, Node]
    keys: dict[str, Place]
    place: Place

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def __getitem__(self, key: str) -> Node:
        return self.entries[key]

    def get(self, key: str) -> Node | None:
        """The value at a key, or None where the key is absent."""
        return self.entries.get(key)


Node = Scalar | Listing | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One file as a tree.  path: as it is to be shown to people."""

    path: str
    root: Node


def plain(node: Node) -> object:
    """The tree as JSON-like data (days as ISO text), the form that JSON Schema judges."""
    match node:
        case Table():
            return {key: plain(child) for key, child in node.entries.items()}
        case Listing():
            return [plain(child) for child in node.items]
        case Scalar(value=date() as day):
            return day.isoformat()
        case Scalar():
            return node.value


def as_written(value: Plain) -> str:
    """A bare value as it stands in a file."""
    words = {True: "true", False: "false", None: "null"}
    return words[value] if value is None or isinstance(value, bool) else str(value)


def node_at(node: Node, path: list[str | int]) -> Node:
    """The node that a JSON path leads to; the nearest one above it where the path leaves the tree."""
    for step in path:
        match node, step:
            case Table(), str() if step in node:
                node = node[step]
            case Listing(), int() if step < len(node.items):
                node = node.items[step]
            case _:
                return node
    return node
