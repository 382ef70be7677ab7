"""Tell the words of a text from what a program reads in it: placeholders, branches, tags, entities, escapes, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checkmarket.localisation.placeholders import icu, markup
from checkmarket.localisation.placeholders.dialects import Dialect, parse

_ALWAYS = re.compile(
    r"""\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)                # an escape that the reader left as it stands
      | &(?:\#[0-9]+|\#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);
      | <(ph|bpt|ept|it|xliff:g|script|style)\b[^>]*(?<!/)>.*?</\1>  # code, and what XLIFF shields
      | <!--.*?--> | <!\[CDATA\[ | \]\]>
      | \$t\((?:[^()]|\([^()]*\))*\)                           # i18next: another message
      | @(?:\.[a-z]+)?:(?:\([^)]*\)|[\w.-]+)                   # Vue: another message
      | [A-Za-z][A-Za-z0-9+.-]*://[^\s<>"']+ | (?:mailto|tel):[^\s<>"']+
      | [\w.+-]+@[\w-]+\.[\w.-]+""",
    re.VERBOSE | re.DOTALL,
)
_PERCENT = ("%%", "%n")  # of printf; a line break of Java
_TREES: frozenset[Dialect] = frozenset({"icu", "java", "fluent"})
_LOOSE: tuple[Dialect, ...] = ("braces", "printf-guessed")


class Unclear(ValueError):
    """A text whose placeholders cannot be read, so that nobody can tell them from words."""


def words(text: str, dialects: Sequence[Dialect]) -> bytearray:
    """1 for each character that is part of the words, 0 for one that must stay.  Raises Unclear.

    dialects: how the text is said to be read; what merely looks like a placeholder stays as well.
    """
    mask = bytearray(b"\1" * len(text))
    for dialect in dialects:
        shape = parse(text, dialect)
        if shape.faults:
            raise Unclear(shape.faults[0])
        if dialect in _TREES:
            _keep_only(mask, _spoken(text, dialect))
        else:
            _clear_all(mask, text, {one.text for one in shape.placeholders})
    if not _TREES.intersection(dialects):
        _clear_all(mask, text, {one.text for dialect in _LOOSE for one in parse(text, dialect).placeholders})
    _clear_all(mask, text, {tag.text for tag in markup.parse(text).tags})
    if any(dialect.startswith("printf") for dialect in dialects):
        _clear_all(mask, text, _PERCENT)
    for found in _ALWAYS.finditer(text):
        _clear(mask, found.start(), found.end())
    return mask


def _clear_all(mask: bytearray, text: str, parts: Iterable[str]) -> None:
    """Wherever one of the parts stands; the longest first, from left to right."""
    pattern = "|".join(re.escape(one) for one in sorted(parts, key=len, reverse=True) if one)
    for found in re.finditer(pattern, text) if pattern else ():
        _clear(mask, found.start(), found.end())


def _clear(mask: bytearray, start: int, end: int) -> None:
    mask[start:end] = bytes(end - start)


def _keep_only(mask: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    kept = bytearray(len(mask))
    for start, end in spans:
        kept[start:end] = mask[start:end]
    mask[:] = kept


def _spoken(text: str, dialect: Dialect) -> Iterable[tuple[int, int]]:
    if dialect == "fluent":
        return _spoken_in_fluent(text)
    return icu.spoken(text, "required" if dialect == "java" else "optional") if "{" in text else [(0, len(text))]


def _spoken_in_fluent(text: str) -> Iterator[tuple[int, int]]:
    """The text elements of a pattern, branches included, by Project Fluent's own parser."""
    if "{" not in text:
        yield 0, len(text)
        return
    from fluent.syntax import FluentParser, ast  # noqa: PLC0415 - its library is needed for Fluent only

    head, indent = "key =\n", "    "
    entry = FluentParser(with_spans=True).parse_entry(
        head + "".join(f"{indent}{line}\n" for line in text.split("\n"))
    )
    places = _places(text, len(head), len(indent))
    pending: list[object] = [entry]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.TextElement) and node.span:
            found = [places[at] for at in range(node.span.start, node.span.end) if at in places]
            yield from ((at, at + 1) for at in found)
        elif isinstance(node, ast.BaseNode):
            pending += [value for name, value in vars(node).items() if name != "span"]
        elif isinstance(node, list):
            pending += node


def _places(text: str, head: int, indent: int) -> dict[int, int]:
    """Offsets into the entry that the parser reads -> offsets into the text."""
    places, line = {}, 0
    for at, character in enumerate(text):
        places[head + indent * (line + 1) + at] = at
        line += character == "\n"
    return places
