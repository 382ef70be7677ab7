"""Put the keys of mappings into the order of the schemas; names that are the author's own keep the author's order."""

from __future__ import annotations

from dataclasses import replace

from checkmarket.authoring.formatter.parts import Entry, Group, Part
from checkmarket.authoring.formatter.shapes import Shape


def in_order(part: Part, shape: Shape, *, is_root: bool = True) -> Part:
    """The same parts, sorted.  Keys that the schemas do not know come last; blank lines among sorted keys fall away."""
    if not isinstance(part, Group):
        return part
    is_known = part.is_table and bool(shape.order)
    entries = [_entry(one, shape, keeps_blank=is_root or not is_known) for one in part.entries]
    if is_known:
        last = len(shape.order)
        entries.sort(key=lambda one: shape.order.get(one.key.text, last) if one.key else last)
    return replace(part, entries=tuple(entries))


def _entry(entry: Entry, shape: Shape, *, keeps_blank: bool) -> Entry:
    below = shape.at(entry.key.text) if entry.key else shape.item()
    return replace(entry, value=in_order(entry.value, below, is_root=False), is_apart=entry.is_apart and keeps_blank)
