"""What a text leaves open for the program to fill in: its placeholders, its branches, and what cannot be read in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["any", "text", "integer", "number", "character", "object"]
SelectorKind = Literal["plural", "ordinal", "select"]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One gap.  name: what finds its value (`user`, or a position from `1`); kind: what it takes; text: as written."""

    name: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Selector:
    """A choice between branches inside a text.

    argument: on what it turns; keys: in the order of the text (`one`, `=0` or `0`, `female`); default: the key that
    stands for all that no other takes, or empty.
    """

    argument: str
    kind: SelectorKind
    keys: tuple[str, ...]
    default: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A text without its words.

    placeholders: what is shown, in the order of the text; always: the names that are shown on every branch; links: the
    messages and terms it takes in; faults: what the program could not read, each as a sentence's end.
    """

    placeholders: tuple[Placeholder, ...] = ()
    always: frozenset[str] = frozenset()
    selectors: tuple[Selector, ...] = ()
    links: frozenset[str] = frozenset()
    faults: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every name that is used, on whatever branch, selectors included."""
        return frozenset(one.name for one in self.placeholders).union(one.argument for one in self.selectors)

    @property
    def shown(self) -> frozenset[str]:
        """Every name whose value is shown, on whatever branch."""
        return frozenset(one.name for one in self.placeholders)


EMPTY = Shape()

_IN_WORDS = ("zero", "one", "two", "=")


def on_every_branch(argument: str, branches: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What a choice shows whichever branch is taken.

    branches: what each shows, by its key.  A branch for a number (`=1`, `one`) may say that number in words; one for an
    exact number may say all in words ("Nothing was changed").
    """
    shown = [
        names | {argument} if key.startswith(_IN_WORDS) else names
        for key, names in branches.items()
        if not key.startswith("=")
    ]
    return frozenset.intersection(*shown) if shown else frozenset()


def flat(placeholders: list[Placeholder], faults: tuple[str, ...] = ()) -> Shape:
    """The shape of a text without branches."""
    return Shape(tuple(placeholders), frozenset(one.name for one in placeholders), faults=faults)
