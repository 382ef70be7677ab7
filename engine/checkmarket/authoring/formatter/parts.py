"""A YAML text as parts that can be written anew: values with their comments, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "quoted", "value"]
"""How a single value stands in a file: as bare text; in quotes, or in need of them; as a number, a day, true …"""


@dataclass(frozen=True, slots=True)
class Single:
    """One value.  text: what it says; of a value that is no text (a number, a day, true) how it is written."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A key with its value, or an item of a list.

    key: None for an item; before: the lines of comment above it, "" for a blank line among them; is_apart: a blank
    line stands above all that; beside: the comment at the end of its line, or "".
    """

    value: Part
    key: Single | None = None
    before: tuple[str, ...] = ()
    is_apart: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A mapping or a list.  is_flow: the author wrote it in brackets; after: the lines of comment at its end."""

    is_table: bool
    is_flow: bool
    entries: tuple[Entry, ...]
    after: tuple[str, ...] = ()

    @property
    def is_commented(self) -> bool:
        """A comment stands somewhere inside."""
        return bool(self.after) or any(
            one.before or one.beside or (isinstance(one.value, Group) and one.value.is_commented)
            for one in self.entries
        )


Part = Single | Group


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole text.  head: the comments above the first key, which open the file; comments: each one, as written."""

    head: tuple[str, ...]
    root: Part
    tail: tuple[str, ...]
    comments: tuple[str, ...]
