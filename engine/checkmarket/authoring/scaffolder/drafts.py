"""New text for a file: a file of its own, or lines put into one that exists, all its other lines untouched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.document import Document, Listing, Table
from checkmarket.reader import read

SCHEMA_LINE = "# yaml-language-server: $schema="
ORDER = ("rulebook", "jurisdiction", "domain", "title", "instruments", "parameters", "terms", "rules")
"""The keys of a rulebook down to its rules; what is none of them stands below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file to write.  path: below the library; text: the whole file; added: what is new; line: where that begins."""

    path: str
    text: str
    added: str
    line: int = 1
    is_new: bool = True


def new_file(path: str, lines: Sequence[str]) -> Draft:
    """A file that does not exist yet."""
    text = "\n".join(lines) + "\n"
    return Draft(path=path, text=text, added=text)


def with_item(path: str, text: str, key: str, item: Sequence[str], *, is_apart: bool = False) -> Draft:
    """The file with one more item in the list at a key of its root.  item: its lines, from its dash on.

    The key is added where it is missing.  is_apart: a blank line goes above the item.
    """
    root = _root(path, text)
    lines = text.removesuffix("\n").split("\n")
    found = root.get(key)
    if found is None:
        blank = [""] if key in ORDER else []
        return _inserted(path, lines, _section_line(root, lines, key), [*blank, f"{key}:", *_indented(item, 2)])
    if not isinstance(found, Listing) or not lines[found.place.line - 1].lstrip(" ").startswith("-"):
        raise UsageIsWrong(f"the list at '{key}' in {path} stands in brackets", "write one item a line, with dashes")
    blank = [""] if is_apart else []
    end = _end_line(root, lines, key)
    return _inserted(path, lines, end, [*blank, *_indented(item, found.place.column - 1)])


def with_section(path: str, text: str, section: Sequence[str]) -> Draft:
    """The file of a rulebook with a section it does not have.  section: its lines, from its key on."""
    lines = text.removesuffix("\n").split("\n")
    at = _section_line(_root(path, text), lines, section[0].removesuffix(":"))
    return _inserted(path, lines, at, ["", *section])


def _root(path: str, text: str) -> Table:
    document, problems = read(text.encode(), path)
    match document:
        case Document(root=Table() as root) if not problems:
            return root
    raise UsageIsWrong(f"{path} cannot be read", "`checkmarket rules lint` tells why")


def _section_line(root: Table, lines: Sequence[str], key: str) -> int:
    """How many lines stand above a section that is to be added."""
    before = set(ORDER[: ORDER.index(key)]) if key in ORDER else set(root.entries)
    last = next((one for one in reversed(root.entries) if one in before), None)
    return _end_line(root, lines, last) if last else len(lines)


def _end_line(root: Table, lines: Sequence[str], key: str) -> int:
    """How many lines stand above the end of what a key holds; comments as far left as keys belong to the next one."""
    start = root.keys[key].line
    later = [place.line for place in root.keys.values() if place.line > start]
    end = min(later, default=len(lines) + 1) - 1
    while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _inserted(path: str, lines: Sequence[str], at: int, added: Sequence[str]) -> Draft:
    text = "\n".join([*lines[:at], *added, *lines[at:]]) + "\n"
    line = at + 1 + (added[0] == "")
    return Draft(path=path, text=text, added="\n".join(added).strip("\n") + "\n", line=line, is_new=False)


def _indented(lines: Sequence[str], by: int) -> list[str]:
    return [" " * by + line if line else "" for line in lines]
