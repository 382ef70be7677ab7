"""A nested file (JSON, YAML) as a tree whose texts know where they stand, and the messages in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from checkmarket.localisation.catalogue import Message, Syntax
from checkmarket.localisation.readers.drafts import Encode, Entry
from checkmarket.localisation.readers.text import Text

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
DEEPEST = 100


class Words(NamedTuple):
    """A text.  start, end: offsets, quotes included."""

    text: str
    start: int
    end: int


class Other(NamedTuple):
    """A number, true, false or null."""

    start: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping; a key may stand twice."""

    members: tuple[tuple[str, Node], ...]
    start: int

    def get(self, key: str) -> Node | None:
        """The last value of a key: the one that counts when the file is used."""
        return next((value for name, value in reversed(self.members) if name == key), None)


Node = Words | Other | Items | Group

Found = tuple[str, Mapping[str, Words]]
"""A key, and its texts by plural category, or under the empty string."""


def entries(text: Text, found: Iterator[Found], encode: Encode, syntax: Syntax = "unknown") -> list[Entry]:
    """Entries out of keys and their texts."""
    made = []
    for key, words in found:
        first = next(iter(words.values()))
        line, column = text.lines.at(first.start)
        texts = {category: one.text for category, one in words.items()}
        message = Message(key=key, texts=texts, syntax=syntax, line=line, column=column)
        made.append(Entry(message, {category: (one.start, one.end) for category, one in words.items()}, encode))
    return made


def flat(node: Node, key: str = "", *, suffixes: bool = False) -> Iterator[Found]:
    """Every text below a node with the path to it: `cart.items[0]`.

    A mapping whose keys are plural categories is one message.  suffixes: as in i18next, `item_one` and `item_other` of
    one mapping are one message too, and so are `item` and `item_plural`.
    """
    match node:
        case Words():
            yield key, {"": node}
        case Items():
            for number, one in enumerate(node.items):
                yield from flat(one, f"{key}[{number}]", suffixes=suffixes)
        case Group():
            if forms := _forms(node):
                yield key, forms
            else:
                yield from _members(node, f"{key}." if key else "", suffixes=suffixes)
        case Other():
            pass


def _forms(group: Group) -> dict[str, Words] | None:
    found = {name: one for name, one in group.members if isinstance(one, Words)}
    if "other" in found and len(found) == len(group.members) and found.keys() <= CATEGORIES:
        return found
    return None


def _members(group: Group, prefix: str, *, suffixes: bool) -> Iterator[Found]:
    members = group.members
    joined: dict[str, dict[str, Words]] = {}
    stems = _stems(group) if suffixes else {}
    for name, value in members:
        stem = stems.get(name)
        if stem is None or not isinstance(value, Words):
            yield from flat(value, prefix + name, suffixes=suffixes)
        else:
            joined.setdefault(stem[0], {})[stem[1]] = value
    for stem_name, forms in joined.items():
        yield prefix + stem_name, forms


def _stems(group: Group) -> dict[str, tuple[str, str]]:
    """The keys that are plural forms -> what they are forms of, and which."""
    names = {name for name, value in group.members if isinstance(value, Words)}
    found: dict[str, tuple[str, str]] = {}
    for name in names:
        stem, line, category = name.rpartition("_")
        if line and stem and category in CATEGORIES and _is_plural(stem, names):
            found[name] = (stem, category)
        elif category == "plural" and stem in names:
            found[name], found[stem] = (stem, "other"), (stem, "one")
    return found


def _is_plural(stem: str, names: set[str]) -> bool:
    """`item_other` without an `item` of its own, and `item_other` that is no more than one of item_male, item_other."""
    if stem in names:
        return f"{stem}_one" in names and f"{stem}_other" in names
    if f"{stem}_other" not in names:
        return f"{stem}_one" in names and (f"{stem}_few" in names or f"{stem}_many" in names)
    if any(f"{stem}_{category}" in names for category in CATEGORIES - {"other"}):
        return True
    return not any(_is_context(name, stem) for name in names)


def _is_context(name: str, stem: str) -> bool:
    rest = name[len(stem) + 1 :]
    return name.startswith(f"{stem}_") and "_" not in rest and rest not in CATEGORIES
