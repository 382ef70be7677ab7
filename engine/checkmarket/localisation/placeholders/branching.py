"""The shape of an ICU message: its arguments over all branches, and those that stand on every one."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.placeholders.icu import (
    Apostrophes,
    Argument,
    Broken,
    Choice,
    Number,
    Pattern,
    Text,
    parse,
)
from checkmarket.localisation.placeholders.shape import (
    EMPTY,
    Kind,
    Placeholder,
    Selector,
    SelectorKind,
    Shape,
    on_every_branch,
)

_KINDS: dict[str, Kind] = {"number": "number", "date": "object", "time": "object"}
_SELECTORS: dict[str, SelectorKind] = {"plural": "plural", "selectordinal": "ordinal", "select": "select"}


def shape_of(text: str, apostrophes: Apostrophes = "optional") -> Shape:
    """The shape of a message; one fault, and nothing else, where it cannot be read."""
    if "{" not in text:
        return EMPTY
    try:
        pattern = parse(text, apostrophes)
    except Broken as error:
        return Shape(faults=(str(error),))
    return Shape(tuple(_placeholders(pattern, "")), _always(pattern, ""), tuple(_selectors(pattern)))


def _always(pattern: Pattern, counted: str) -> frozenset[str]:
    """The names that are shown on every branch.  counted: what `#` shows here."""
    names: set[str] = set()
    for node in pattern:
        match node:
            case Argument(name):
                names.add(name)
            case Number():
                names.add(counted)
            case Choice(name, kind, branches):
                inner = name if kind != "select" else counted
                names |= on_every_branch(name, {key: _always(inside, inner) for key, inside in branches})
            case Text():
                pass
    return frozenset(names)


def _placeholders(pattern: Pattern, counted: str) -> Iterator[Placeholder]:
    for node in pattern:
        match node:
            case Argument(name, kind, _):
                yield Placeholder(name, _KINDS.get(kind, "any"), f"{{{name}}}")
            case Number():
                yield Placeholder(counted, "any", f"{{{counted}}}")
            case Choice(name, kind, branches):
                for _, inside in branches:
                    yield from _placeholders(inside, name if kind != "select" else counted)
            case Text():
                pass


def _selectors(pattern: Pattern) -> Iterator[Selector]:
    for node in pattern:
        if isinstance(node, Choice):
            yield Selector(node.name, _SELECTORS[node.type], tuple(key for key, _ in node.branches), "other")
            for _, inside in node.branches:
                yield from _selectors(inside)
