"""Take a YAML text apart without losing a comment, and decide to what each comment belongs.

Enters: a text that the reader could read, ambiguous bare words aside.  Leaves: a Layout, and where a value is missing.
A comment on a line of its own belongs to what follows; where nothing follows in its block, to the end of that block.
A comment at the end of a line belongs to what ends there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

import yaml

from checkmarket.authoring.formatter.comments import Comment, find_comments
from checkmarket.authoring.formatter.parts import Entry, Group, Layout, Part, Single, Style
from checkmarket.reader.scalars import Ambiguous, NoSuchDay, resolve

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is built in: ten times as fast
_LINE_START = re.compile(r"[ ?-]*\Z")
KEYWORDS = frozenset({"on"})  # keys of the language itself, as in the reader


def take_apart(text: str) -> tuple[Layout, list[tuple[int, int]]]:
    """The parts of a text, and the lines and columns of empty values.  text: its lines end with line feeds alone."""
    return _Parser(text).layout()


def comments_in(text: str) -> list[str]:
    """The comments alone, as they are written."""
    return [one.text for one in find_comments(text, yaml.parse(text, Loader=_LOADER))]


@lru_cache(maxsize=4096)  # the same words come again and again
def style_of(word: str) -> Style:
    """How bare text has to be written."""
    if "\n" in word:
        return "quoted"
    try:
        return "plain" if isinstance(resolve(word), str) else "value"
    except (Ambiguous, NoSuchDay):
        return "quoted"


class _Mark(Protocol):
    """A place in the text, from 0.  PyYAML and libyaml have a class of their own each."""

    line: int
    column: int


@dataclass(slots=True)
class _Entry:
    """An entry whose value may still come.  beside: comments at the ends of its lines."""

    key: Single | None = None
    value: Part | None = None
    before: list[str] = field(default_factory=list)
    is_apart: bool = False
    beside: list[str] = field(default_factory=list)

    def close(self) -> Entry:
        assert self.value is not None
        value, before = self.value, [*self.before, *self.beside[:-1]]
        if isinstance(value, Group) and not value.entries and value.after:  # brackets around nothing but comments
            before += [line for line in value.after if line]
            value = Group(is_table=value.is_table, is_flow=True, entries=())
        beside = self.beside[-1] if self.beside else ""
        return Entry(key=self.key, value=value, before=tuple(before), is_apart=self.is_apart, beside=beside)


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come.  column: comments from there on, at its end, are its own."""

    is_table: bool
    is_flow: bool
    column: int
    entries: list[_Entry] = field(default_factory=list)
    awaits_value: bool = False

    @property
    def awaits_key(self) -> bool:
        return self.is_table and not self.awaits_value

    def close(self, after: list[str]) -> Group:
        entries = tuple(one.close() for one in self.entries)
        return Group(is_table=self.is_table, is_flow=self.is_flow, entries=entries, after=tuple(after))


class _Parser:
    """Walks the events of a text, with its comments in step."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.events = list(yaml.parse(text, Loader=_LOADER))
        self.comments = find_comments(text, self.events)
        self.given = 0  # how many of the comments have been given away, or wait
        self.waiting: list[Comment] = []  # for what follows
        self.open: list[_Open] = []
        self.root = _Entry()
        self.head: list[str] = []
        self.last: _Entry | None = None  # what a comment at the end of a line belongs to
        self.last_line = -1
        self.empty: list[tuple[int, int]] = []

    def layout(self) -> tuple[Layout, list[tuple[int, int]]]:
        for event in self.events:
            if isinstance(event, yaml.DocumentEndEvent):
                break
            self._step(event)
        self._give_comments(before=len(self.text) + 1)
        root = self.root.close()
        tail = ((root.beside,) if root.beside else ()) + tuple(self._lines_of(self.waiting))
        texts = tuple(one.text for one in self.comments)
        return Layout(head=(*self.head, *root.before), root=root.value, tail=tail, comments=texts), self.empty

    def _step(self, event: yaml.Event) -> None:
        assert event.start_mark is not None  # libyaml marks every event
        assert event.end_mark is not None
        self._give_comments(before=event.start_mark.index)
        match event:
            case yaml.ScalarEvent():
                self._single(event, event.start_mark, event.end_mark)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._start(event, event.start_mark)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end(event.end_mark.line)
            case _:
                pass  # where a stream or a document begins or ends

    # values

    def _single(self, event: yaml.ScalarEvent, start: _Mark, end: _Mark) -> None:
        single = self._read(event, start)
        if self.open and self.open[-1].awaits_key:
            entry = self._new_entry(start)
            entry.key = single
            self.open[-1].awaits_value = True
        else:
            entry = self._entry_for(start)
            entry.value = single
        self.last, self.last_line = entry, start.line if event.style in ("|", ">") else end.line

    def _read(self, event: yaml.ScalarEvent, start: _Mark) -> Single:
        word = event.value
        if not event.implicit[0]:
            return Single(word, "quoted")
        if not word:
            self.empty.append((start.line + 1, start.column + 1))
        if word in KEYWORDS and self.open and self.open[-1].awaits_key:
            return Single(word, "plain")
        return Single(word, style_of(word))

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, start: _Mark) -> None:
        is_table, is_flow = isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)
        entry = self._entry_for(start, is_block=not is_flow)
        outer = self.open[-1] if self.open else None
        # in a list as far left as its key, a comment that far left may belong to the next key
        is_level = outer is not None and outer.is_table and not outer.is_flow and outer.column == start.column
        self.open.append(_Open(is_table, is_flow, start.column + is_level))
        if is_flow:
            self.last, self.last_line = entry, start.line

    def _end(self, line: int) -> None:
        group, own = self.open.pop(), self.waiting
        if not group.is_flow and self.open:
            own = own[: next((n for n, one in enumerate(own) if one.column < group.column), len(own))]
        self.waiting = self.waiting[len(own) :]
        holder = self.open[-1].entries[-1] if self.open else self.root
        holder.value = group.close(self._lines_of(own))
        if group.is_flow:
            self.last, self.last_line = holder, line

    def _entry_for(self, start: _Mark, *, is_block: bool = False) -> _Entry:
        """The entry whose value begins here."""
        if not self.open:
            self.head = [*self._lines_of(self.waiting), *([""] if self.waiting and self._is_apart(start) else [])]
            self.waiting = []
            return self.root
        if not self.open[-1].is_table:
            return self._new_entry(start)
        entry = self.open[-1].entries[-1]
        self.open[-1].awaits_value = False
        if not is_block:  # a block gives them to its first entry
            entry.before += [line for line in self._lines_of(self.waiting) if line]
            self.waiting = []
        return entry

    def _new_entry(self, start: _Mark) -> _Entry:
        lines, is_apart = self._lines_of(self.waiting), self._is_apart(start)
        if lines:
            lines = [*lines, ""] if is_apart else lines
            is_apart = lines[0] == ""
            lines = lines[is_apart:]
        self.waiting = []
        self.open[-1].entries.append(_Entry(before=lines, is_apart=is_apart))
        return self.open[-1].entries[-1]

    # comments and blank lines

    def _give_comments(self, *, before: int) -> None:
        while self.given < len(self.comments) and self.comments[self.given].offset < before:
            comment = self.comments[self.given]
            self.given += 1
            if self.last is not None and not comment.is_alone and comment.line == self.last_line:
                self.last.beside.append(comment.text)
            else:
                self.waiting.append(comment)

    def _lines_of(self, comments: list[Comment]) -> list[str]:
        """The comments as lines, "" for the blank lines above them."""
        found: list[str] = []
        for one in comments:
            found += ["", one.text] if one.is_alone and self._is_blank(one.line - 1) else [one.text]
        return found

    def _is_apart(self, start: _Mark) -> bool:
        """What begins here is the first on its line, below a blank line."""
        before = self.lines[start.line][: start.column]
        return bool(_LINE_START.match(before)) and self._is_blank(start.line - 1)

    def _is_blank(self, line: int) -> bool:
        return line >= 0 and not self.lines[line].strip(" ")
