"""Read YAML messages: Rails, with the locale as the root key, and plain nested ones.

PyYAML's libyaml gives the events; values are made here, so nothing is constructed, `no:` stays the key `no`, and an
alias may not multiply.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Parsed
from checkmarket.localisation.readers.nodes import DEEPEST, Group, Items, Node, Other, Words, entries, flat
from checkmarket.localisation.readers.text import Text, Unreadable, decode
from checkmarket.localisation.tags import is_named, tag

if TYPE_CHECKING:
    import yaml

_MOST_BY_ALIAS = 100_000
_MERGE = "<<"
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def parse(data: bytes, named: Named) -> Parsed:
    """A draft for each locale at the root, or one for the locale of the path.  Raises Unreadable."""
    text = decode(data)
    root = _tree(text)
    drafts = []
    if isinstance(root, Group) and _is_by_locale(root, named):
        for written, group in root.members:
            drafts.append(Draft(entries=entries(text, flat(group), encode), written=written, locale=tag(written)))
    elif isinstance(root, Group):
        drafts.append(Draft(entries=entries(text, flat(root), encode)))
    return Parsed(drafts, text.text, text.encoded)


def _is_by_locale(root: Group, named: Named) -> bool:
    keys = [key for key, value in root.members if isinstance(value, Group)]
    if not keys or len(keys) < len(root.members):
        return False
    return all(is_named(key) or key == named.written for key in keys)


def _tree(text: Text) -> Node | None:
    import yaml  # noqa: PLC0415 - slow to import, and few files are YAML

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder(text).build(yaml.parse(text.text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Unreadable(line, column, f"not YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:  # a character that YAML does not allow
        raise text.unreadable(max(getattr(error, "position", 0) or 0, 0), "a character that YAML forbids") from None


class _Builder:
    """Folds events into nodes, without recursion."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.stack: list[tuple[list[Any], int, bool, str | None]] = []  # children, start, is_group, anchor
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.by_alias = 0
        self.root: Node | None = None

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        import yaml  # noqa: PLC0415

        documents = 0
        for event in events:
            match event:
                case yaml.ScalarEvent():
                    self.take(self.scalar(event), event.anchor, 1)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    if len(self.stack) >= DEEPEST:
                        raise self.wrong(event, f"nested more than {DEEPEST} deep")
                    is_group = isinstance(event, yaml.MappingStartEvent)
                    self.stack.append(([], _offset(event), is_group, event.anchor))
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.close(event)
                case yaml.AliasEvent():
                    self.alias(event)
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        raise self.wrong(event, "more than one document in a file")
                case _:
                    pass
        return self.root

    def take(self, node: Node, anchor: str | None, size: int) -> None:
        if anchor:
            self.anchors[anchor] = (node, size)
        if self.stack:
            self.stack[-1][0].append(node)
        else:
            self.root = node

    def scalar(self, event: yaml.ScalarEvent) -> Node:
        start, end = _offset(event), event.end_mark.index if event.end_mark else 0
        is_key = self.stack and self.stack[-1][2] and len(self.stack[-1][0]) % 2 == 0
        return Words(event.value, start, end) if is_key or _is_text(event) else Other(start)

    def close(self, event: yaml.Event) -> None:
        children, start, is_group, anchor = self.stack.pop()
        node: Node = Items(tuple(children), start)
        if is_group:
            keys = children[::2]
            if not all(isinstance(key, Words) for key in keys):
                raise self.wrong(event, "a key that is not text")
            node = Group(
                tuple(_merged([(key.text, value) for key, value in zip(keys, children[1::2], strict=True)])), start
            )
        self.take(node, anchor, _size(node) if anchor else 0)

    def alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        if name not in self.anchors:
            raise self.wrong(event, f"the anchor '{name[:40]}' is not known")
        node, size = self.anchors[name]
        self.by_alias += size
        if self.by_alias > _MOST_BY_ALIAS:
            raise self.wrong(event, f"aliases that stand for more than {_MOST_BY_ALIAS:,} values")
        self.take(node, None, 0)

    def wrong(self, event: yaml.Event, reason: str) -> Unreadable:
        return self.text.unreadable(_offset(event), reason)


def _offset(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _merged(members: list[tuple[str, Node]]) -> list[tuple[str, Node]]:
    """With the members of `<<` that the mapping does not state itself."""
    if not any(key == _MERGE for key, _ in members):
        return members
    own = {key for key, _ in members}
    found = [(key, value) for key, value in members if key != _MERGE]
    for key, value in members:
        sources = value.items if isinstance(value, Items) else (value,)
        for source in sources if key == _MERGE else ():
            new = [one for one in source.members if one[0] not in own] if isinstance(source, Group) else []
            found += new
            own.update(name for name, _ in new)
    return found


def _size(node: Node) -> int:
    """How many values a node stands for, aliases in it counted in full."""
    match node:
        case Group():
            return 1 + sum(_size(value) for _, value in node.members)
        case Items():
            return 1 + sum(_size(value) for value in node.items)
        case _:
            return 1


def _is_text(event: yaml.ScalarEvent) -> bool:
    if event.style or not event.implicit[0]:
        return True
    value = event.value
    return not any(pattern.match(value) for pattern in _others().get(value[:1], ()))


@cache
def _others() -> dict[str, list[re.Pattern[str]]]:
    """What begins a bare word that YAML 1.1 does not take for text -> what such words look like."""
    import yaml  # noqa: PLC0415

    found = yaml.SafeLoader.yaml_implicit_resolvers
    return {first: [pattern for _, pattern in patterns] for first, patterns in found.items()}


def encode(text: str, written: str) -> str:
    """A text in double quotes; an anchor or tag before it stays, and so do the line ends behind a block of lines."""
    quoted = json.dumps(text, ensure_ascii=False)
    quoted = _TO_ESCAPE.sub(lambda one: f"\\u{ord(one[0]):04x}", quoted)
    properties = _PROPERTIES.match(written)
    value = written[properties.end() :] if properties else written
    ends = value[len(value.rstrip("\n")) :] if value.startswith(("|", ">")) else ""
    return f"{properties[0] if properties else ''}{quoted}{ends}"
