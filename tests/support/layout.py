"""The same file laid out in another way: other order of keys, brackets or blocks, comments, quotes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from random import Random

from checkmarket.model.document import Listing, Node, Scalar, Table
from checkmarket.reader import read


def relaid(text: str, random: Random) -> str:
    """A text that says the same and looks different."""
    document, problems = read(text.encode(), "")
    assert document is not None
    assert not problems
    assert isinstance(document.root, Table)
    return "# laid out anew\n" + "".join(f"{line}\n" for line in _block(document.root, random))


def _block(node: Node, random: Random) -> list[str]:
    match node:
        case Table() if node.entries:
            lines: list[str] = []
            for key in random.sample(sorted(node.entries), k=len(node.entries)):
                lines += [f"# about {key}"] if random.random() < 0.1 else []
                lines += _under(f"{json.dumps(key)}:", node.entries[key], random)
            return lines
        case Listing() if node.items:
            return [line for item in node.items for line in _under("-", item, random)]
        case _:
            return [_flow(node, random)]


def _under(head: str, node: Node, random: Random) -> list[str]:
    if (
        isinstance(node, Scalar)
        or random.random() < 0.5
        or not (node.entries if isinstance(node, Table) else node.items)
    ):
        return [f"{head} {_flow(node, random)}" + ("  # so it is" if random.random() < 0.1 else "")]
    return [head, *(f"  {line}" for line in _block(node, random))]


def _flow(node: Node, random: Random) -> str:
    match node:
        case Table():
            keys = random.sample(sorted(node.entries), k=len(node.entries))
            return "{" + ", ".join(f"{json.dumps(key)}: {_flow(node.entries[key], random)}" for key in keys) + "}"
        case Listing():
            return "[" + ", ".join(_flow(item, random) for item in node.items) + "]"
        case Scalar(value=bool() | int() as value):
            return json.dumps(value)
        case Scalar(value=date() | Decimal() as value):
            return str(value)
        case Scalar(value=value):
            return json.dumps(value, ensure_ascii=False)
