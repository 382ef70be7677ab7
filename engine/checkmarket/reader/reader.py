"""Build the tree from YAML events, refusing what people and machines could read differently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import NOT_TEXT, Document, Listing, Node, Place, Scalar, Table, as_written
from checkmarket.reader.characters import decode, refused
from checkmarket.reader.scalars import Ambiguous, NoSuchDay, resolve

MAX_DEPTH = 20
_KEYWORDS = frozenset({"on"})  # keys of the language itself: evidence is dated `on: 2026-09-01`
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is built in: ten times as fast

_LOOK = "look at the indentation and the quotes before this place"
_IN_PLAIN_WORDS = {  # how PyYAML's messages begin, and what an author can do about it
    "mapping values are not allowed": (
        "a colon where no key can stand",
        'put quotes around a text that holds a colon: "… : …"',
    ),
    "found unexpected end of stream": ("a quote or bracket that is never closed", "close it"),
    "did not find expected key": ("a line that does not fit those before it", _LOOK),
}


def read(data: bytes, path: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file.  Returns its tree, or None where there is none, and all mistakes (codes CM002 to CM014)."""
    text, problems = decode(data, path)
    if text is None or problems:
        return None, problems
    builder = _Builder(path)
    try:
        builder.build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        builder.fault(error)
    except _TooDeep as error:
        hint = f"at most {MAX_DEPTH} levels; name a term"
        builder.problems.append(Diagnostic("CM010", "nested too deeply", error.place, hint))
        return None, builder.problems
    if not builder.roots:
        if not builder.problems:
            builder.problems.append(Diagnostic("CM011", "the file is empty", Place(path), "write it, or delete it"))
        return None, builder.problems
    return Document(path, builder.roots[0]), builder.problems


class _TooDeep(Exception):
    def __init__(self, place: Place) -> None:
        self.place = place


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    place: Place
    is_table: bool
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    key: str | None = None

    def close(self) -> Node:
        if self.is_table:
            return Table(self.entries, self.keys, self.place)
        return Listing(tuple(self.items), self.place)


class _Builder:
    """Collects events into nodes without recursion, so that depth is checked before it hurts."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []
        self.roots: list[Node] = []
        self._open: list[_Open] = []

    def build(self, events: Iterable[yaml.Event]) -> None:
        for event in events:
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._start(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._add(self._open.pop().close())
                case yaml.AliasEvent():
                    self._report("CM006", f"the alias *{event.anchor}", event, "write the value out")
                    self._add(Scalar(None, self._place(event)))
                case yaml.DocumentStartEvent() if self.roots:
                    self._report("CM012", "a second document begins here", event, "one document a file")
                    return

    def fault(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        place = Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)
        said = error.problem or error.context or "not YAML"
        what, hint = next((plain for start, plain in _IN_PLAIN_WORDS.items() if said.startswith(start)), (said, _LOOK))
        self.problems.append(Diagnostic("CM004", what, place, hint))

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._refuse_decoration(event)
        if len(self._open) >= MAX_DEPTH:
            raise _TooDeep(self._place(event))
        self._open.append(_Open(self._place(event), isinstance(event, yaml.MappingStartEvent)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_decoration(event)
        place = self._place(event)
        if not event.implicit[0]:  # quoted or a block: text, whatever it looks like
            if bad := refused(event.value):
                self._report("CM003", f"an escape that makes the character {bad}", event, "remove it; it is invisible")
            self._add(Scalar(event.value, place))
            return
        if event.value in _KEYWORDS and self._awaits_key():
            self._add(Scalar(event.value, place))
            return
        try:
            self._add(Scalar(resolve(event.value), place))
        except Ambiguous:
            self._ambiguous(event)
            self._add(Scalar(event.value, place))
        except NoSuchDay:
            self._report("CM013", f"{event.value} is not a day of the calendar", event, "days are written YYYY-MM-DD")
            self._add(Scalar(event.value, place))

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_table and self._open[-1].key is None

    def _ambiguous(self, event: yaml.ScalarEvent) -> None:
        word = event.value
        if word == "<<":
            self._report("CM006", "a merge key", event, "write the entries out")
        elif word:
            hint = f'for the text write "{word}"; numbers are written 12 or 0.5, days 2026-11-22, true and false so'
            self._report("CM008", f"YAML versions disagree on what {word} means", event, hint)
        else:
            self._report("CM008", "an empty value", event, 'write the value, or "" for empty text')

    def _add(self, node: Node) -> None:
        if not self._open:
            self.roots.append(node)
            return
        parent = self._open[-1]
        if not parent.is_table:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = self._key(parent, node)
        else:
            parent.entries.setdefault(parent.key, node)
            parent.key = None

    def _key(self, parent: _Open, node: Node) -> str:
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            shown = as_written(node.value) if isinstance(node, Scalar) else "a list or mapping"
            self.problems.append(Diagnostic("CM009", f"the key {shown} is not text", node.place, "quote it"))
            return f"{NOT_TEXT}, line {node.place.line}, column {node.place.column})"
        if node.value in parent.keys:
            first = parent.keys[node.value]
            hint = f"it stands at line {first.line} already; keep one"
            self.problems.append(Diagnostic("CM005", f"the key '{node.value}' stands twice", node.place, hint))
        parent.keys.setdefault(node.value, node.place)
        return node.value

    def _refuse_decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._report("CM006", f"the anchor &{event.anchor}", event, "write the value out where it is needed")
        if event.tag is not None:
            self._report("CM007", f"the tag {event.tag}", event, "remove it")

    def _report(self, code: str, message: str, event: yaml.Event, hint: str) -> None:
        self.problems.append(Diagnostic(code, message, self._place(event), hint))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # libyaml marks every event
        return Place(self.path, mark.line + 1, mark.column + 1)
