"""Write a Layout as text, in the one way that checkmarket lays files out.

Enters: a Layout, its keys in order.  Leaves: text.  Writing what was read from it gives it again.
Two spaces a level; brackets stay where they fit the line and hold no comment; a blank line between the sections and
the rules of a rulebook, elsewhere where the author left one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checkmarket.authoring.formatter.parts import Entry, Group, Layout, Part, Single
from checkmarket.authoring.formatter.scalars import WIDTH, as_block, as_key, on_one_line

STEP = 2
_AIRY_LISTS = frozenset({"rules"})


def write(layout: Layout, kind: str) -> str:
    """The text of a file, its last line ended."""
    lines = list(layout.head)
    if isinstance(layout.root, Group) and not _fits(layout.root, 0):
        lead, body = _Writer(kind).group(layout.root, 0, is_root=True)
        lines += [*lead, *body]
    else:
        lines.append(_one_line(layout.root))
    return "\n".join([*lines, *layout.tail]).strip("\n") + "\n"


class _Writer:
    """Knows of what kind the file is."""

    def __init__(self, kind: str) -> None:
        self.is_rulebook = kind == "rulebook"

    def group(self, group: Group, indent: int, *, is_root: bool = False, key: str = "") -> tuple[list[str], list[str]]:
        """The comments above the first entry, not indented; and the lines from the first entry on."""
        lead: list[str] = []
        body: list[str] = []
        pad = " " * indent
        for n, entry in enumerate(group.entries):
            before, lines = self._entry(entry, indent)
            if n == 0:
                lead = before
            else:
                is_apart = self._is_apart(entry, len(lines), is_root=is_root, key=key)
                body += [*([""] if is_apart else []), *_indented(before, pad)]
            body += lines
        return lead, [*body, *_indented(group.after, pad)]

    def _is_apart(self, entry: Entry, lines: int, *, is_root: bool, key: str) -> bool:
        if self.is_rulebook and is_root:
            return lines > 1
        return entry.is_apart or (self.is_rulebook and key in _AIRY_LISTS)

    def _entry(self, entry: Entry, indent: int) -> tuple[list[str], list[str]]:
        """The comments above an entry, and its lines."""
        if entry.key is None:
            return self._item(entry, indent)
        start = f"{' ' * indent}{as_key(entry.key)}:"
        match entry.value:
            case Single() as single:
                return list(entry.before), _single(start, single, indent, entry.beside)
            case Group() as group if _fits(group, len(start) + 1):
                return list(entry.before), [_beside(f"{start} {_one_line(group)}", entry.beside)]
            case Group() as group:
                inner = indent + STEP
                lead, body = self.group(group, inner, key=entry.key.text)
                return list(entry.before), [_beside(start, entry.beside), *_indented(lead, " " * inner), *body]

    def _item(self, entry: Entry, indent: int) -> tuple[list[str], list[str]]:
        start = f"{' ' * indent}-"
        match entry.value:
            case Single() as single:
                return list(entry.before), _single(start, single, indent, entry.beside)
            case Group() as group if _fits(group, len(start) + 1):
                return list(entry.before), [_beside(f"{start} {_one_line(group)}", entry.beside)]
            case Group() as group:
                group, over = _pushed_down(group, entry.beside)
                lead, body = self.group(group, indent + STEP)
                return [*entry.before, *over, *lead], [f"{start} {body[0][indent + STEP :]}", *body[1:]]


def _single(start: str, single: Single, indent: int, beside: str) -> list[str]:
    line = f"{start} {on_one_line(single, in_flow=False)}"
    if "\n" not in single.text and len(line) <= WIDTH:
        return [_beside(line, beside)]
    block = as_block(single, indent + STEP)
    if block is None:
        return [_beside(line, beside)]
    return [_beside(f"{start} {block[0]}", beside), *block[1:]]


def _fits(group: Group, column: int) -> bool:
    """It stands in brackets, and stays there."""
    if not group.entries:
        return True
    return group.is_flow and not group.is_commented and column + len(_one_line(group)) <= WIDTH


def _one_line(part: Part) -> str:
    if isinstance(part, Single):
        return on_one_line(part, in_flow=True)
    inside = ", ".join(_in_brackets(entry) for entry in part.entries)
    return f"{{{inside}}}" if part.is_table else f"[{inside}]"


def _in_brackets(entry: Entry) -> str:
    value = _one_line(entry.value)
    return value if entry.key is None else f"{as_key(entry.key)}: {value}"


def _pushed_down(group: Group, beside: str) -> tuple[Group, list[str]]:
    """The group with the comment beside it at its first line; else the comment, to stand above."""
    if not beside:
        return group, []
    first, *rest = group.entries
    if first.beside or (first.key is None and isinstance(first.value, Group)):
        return group, [beside]
    return replace(group, entries=(replace(first, beside=beside), *rest)), []


def _beside(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _indented(lines: list[str] | tuple[str, ...], pad: str) -> Iterator[str]:
    return (pad + line if line else "" for line in lines)
