"""Random YAML texts in every style a person could use, with comments and blank lines strewn in.

Everything comes from the random.Random that is passed in, so a seed is a test case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import yaml

from checkmarket.model.document import Document, Listing, Node, Scalar, Table, as_written
from checkmarket.reader import read

MARK = "¶"
"""Stands in every comment, and in no value."""

_PIECES = [
    *("a", "word", "Größe", "日本", "🙂", "\u00a0", "longer-than-a-line-" * 7, "NO", "true", "12", "2026-11-22"),
    *(" ", " ", " ", " ", "  ", "\n", "\n\n", ": ", ":", " #", "#", "- ", "-", "? ", "'", '"', "\\", "\\n", ", "),
    *("{", "}", "[", "]", "|", ">", "&", "*", "!", "%", "@", "`", "---", "...", "=", "<<", "~", "no one", "1e3", ".5"),
]
_WORDS = ["no", "NO", "on", "011", "12:30", "1_000", "1e3", "~", "true", "12", "0.50", "2026-11-22", "x", "a b", "5(1)"]
_KEYS = ["id", "title", "a.b", "NO", "on", "when", "fact", "is", "12a", "x y", "é", "a: b", "#", "rules", "note"]


def a_text(random: Random) -> str:
    """A text with something nasty in it."""
    if random.random() < 0.3:
        return random.choice(_WORDS)
    most = random.choice((3, 8, 60))
    return "".join(random.choice(_PIECES) for _ in range(random.randint(0, most)))


def a_tree(random: Random, depth: int = 3) -> object:
    """Lists and mappings of texts."""
    if depth == 0 or random.random() < 0.3:
        return a_text(random)
    size = random.randint(0, 4)
    if random.random() < 0.5:
        return [a_tree(random, depth - 1) for _ in range(size)]
    return {key: a_tree(random, depth - 1) for key in random.sample(_KEYS, size)}


def a_tree_like(random: Random, node: Node) -> object:
    """The tree of a document, with the keys of its mappings in any order."""
    match node:
        case Table():
            keys = random.sample(list(node.entries), len(node.entries))
            return {key: a_tree_like(random, node[key]) for key in keys}
        case Listing():
            return [a_tree_like(random, one) for one in node.items]
        case Scalar(value=str() as text):
            return text
        case Scalar(value=value):
            return Bare(as_written(value))


@dataclass(frozen=True)
class Bare:
    """A value that must stand without quotes: a number, a day, true."""

    text: str


def a_layout_of(random: Random, tree: object) -> str:
    """The tree as somebody might have written it."""
    events = [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=random.random() < 0.1)]
    events += [*_events(random, tree, in_flow=False), yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]
    text: str = yaml.emit(
        events, Dumper=yaml.SafeDumper, width=random.choice((30, 80, 200)), indent=random.choice((2, 4)),
        allow_unicode=True,
    )  # fmt: skip
    return text


def _events(random: Random, tree: object, *, in_flow: bool) -> Iterator[yaml.Event]:
    flow = in_flow or random.random() < 0.3
    match tree:
        case dict():
            yield yaml.MappingStartEvent(None, None, True, flow_style=flow)
            for key, value in tree.items():
                yield _scalar(random, key, styles=(None, "'", '"'))
                yield from _events(random, value, in_flow=flow)
            yield yaml.MappingEndEvent()
        case list():
            yield yaml.SequenceStartEvent(None, None, True, flow_style=flow)
            for one in tree:
                yield from _events(random, one, in_flow=flow)
            yield yaml.SequenceEndEvent()
        case Bare():
            yield yaml.ScalarEvent(None, None, (True, True), tree.text)
        case _:
            yield _scalar(random, str(tree), styles=(None, "'", '"', "|", ">"))


def _scalar(random: Random, text: str, *, styles: tuple[str | None, ...]) -> yaml.ScalarEvent:
    """Bare where the draw says so and somebody would read it as a text again."""
    style = random.choice(styles)
    if style is None and not _is_text(text):
        style = '"'
    return yaml.ScalarEvent(None, None, (style is None, True), text, style=style)


def _is_text(text: str) -> bool:
    document, _ = read(f"- {text}\n".encode(), "")
    match document:
        case Document(root=Listing(items=(Scalar(value=str() as found),))):
            return found == text != ""
    return False


def strewn(random: Random, text: str, most: int = 6) -> tuple[str, list[str]]:
    """The text with comments and blank lines where they change nothing; and the comments."""
    wanted = plainly(text)
    comments: list[str] = []
    for n in range(random.randint(0, most)):
        comment = f"# {MARK}{n} : - '{MARK}"
        found = _with(random, text, comment)
        if plainly(found) == wanted:
            text = found
            comments += [comment] if comment in found else []
    return text, comments


def _with(random: Random, text: str, comment: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    match random.choice(("alone", "beside", "blank")):
        case "alone":
            lines.insert(at, " " * random.choice((0, 0, 2, 4, 6)) + comment)
        case "beside":
            lines[at] += f" {comment}"
        case _:
            lines.insert(at, "")
    return "\n".join(lines)


def plainly(text: str) -> object:
    """What the text says, or why it says nothing.  Ambiguous words are taken for texts."""
    document, problems = read(text.encode(), "")
    faults = sorted(one.code for one in problems if one.code != "CM008")
    return faults if faults or document is None else _typed(document.root)


def _typed(node: Node) -> object:
    match node:
        case Table():
            return {key: _typed(child) for key, child in node.entries.items()}
        case Listing():
            return [_typed(child) for child in node.items]
        case Scalar():
            return (type(node.value).__name__, str(node.value))
