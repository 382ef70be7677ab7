"""Take values out of nodes whose shape the schemas have already vouched for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from checkmarket.model.diagnostics import Diagnostic, Exclusion
from checkmarket.model.document import Listing, Node, Place, Scalar, Table
from checkmarket.model.law import Window


class Problems(list[Diagnostic]):
    """The mistakes found so far."""

    def report(self, code: str, message: str, place: Place, hint: str = "") -> None:
        """Add one."""
        self.append(Diagnostic(code, message, place, hint))


def table(node: Node | None) -> Table:
    """The node as a mapping; an empty one where it is absent or something else."""
    return node if isinstance(node, Table) else Table({}, {}, node.place if node else Place(""))


def each(parent: Table, key: str) -> tuple[Node, ...]:
    """The items of a list under a key; none where the key is absent."""
    node = parent.get(key)
    return node.items if isinstance(node, Listing) else ()


def tables(parent: Table, key: str) -> Iterator[Table]:
    """The mappings in a list under a key."""
    return (item for item in each(parent, key) if isinstance(item, Table))


def named(parent: Table, key: str) -> Iterator[tuple[str, Table]]:
    """The mappings in a mapping under a key, with their names."""
    for name, child in table(parent.get(key)).entries.items():
        if isinstance(child, Table):
            yield name, child


def text(parent: Table, key: str, default: str = "") -> str:
    """The text under a key."""
    node = parent.get(key)
    return str(node.value) if isinstance(node, Scalar) and node.value is not None else default


def texts(parent: Table, key: str) -> tuple[str, ...]:
    """The list of texts under a key."""
    return tuple(str(item.value) for item in each(parent, key) if isinstance(item, Scalar))


def flag(parent: Table, key: str) -> bool:
    """The truth under a key; false where it is absent."""
    node = parent.get(key)
    return isinstance(node, Scalar) and node.value is True


def number(parent: Table, key: str) -> Decimal | None:
    """The number under a key."""
    node = parent.get(key)
    if isinstance(node, Scalar) and isinstance(node.value, int | Decimal):
        return Decimal(node.value)
    return None


def numbers(parent: Table, key: str) -> dict[str, Decimal]:
    """The numbers of the mapping under a key, by name."""
    node = table(parent.get(key))
    return {name: number(node, name) or Decimal(0) for name in node.entries}


def day(parent: Table, key: str) -> date | None:
    """The day under a key, quoted or not."""
    node = parent.get(key)
    return as_day(node) if isinstance(node, Scalar) else None


def as_day(node: Scalar) -> date | None:
    """The day a value stands for, or None where it is none."""
    if isinstance(node.value, date):
        return node.value
    try:
        return date.fromisoformat(node.value) if isinstance(node.value, str) else None
    except ValueError:
        return None


def place_of(parent: Table, key: str) -> Place:
    """Where the value under a key stands; the mapping itself where the key is absent."""
    node = parent.get(key)
    return parent.place if node is None else node.place


def window(parent: Table, problems: Problems) -> Window:
    """The days `from` … `until`."""
    first, last = day(parent, "from"), day(parent, "until")
    if first and last and last < first:
        problems.report("CM501", f"until {last} lies before from {first}", place_of(parent, "until"), "swap the days")
    return Window(first, last)


def exclusions(parent: Table) -> tuple[Exclusion, ...]:
    """The warnings that a mapping accepts for itself, under `lint`."""
    return tuple(_exclusion(node) for node in tables(parent, "lint"))


def _exclusion(node: Table) -> Exclusion:
    until = day(node, "until") or date.min
    return Exclusion(code=text(node, "allow"), reason=text(node, "reason"), until=until, place=node.place)
