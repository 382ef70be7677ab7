"""Cut CSV text into cells that know their line and column.

Enters: the bytes of a file.  Leaves: a Sheet: notes (`# year: 2015`) from the lines before the header, and rows.
The separator is the one of comma, semicolon and tab that the first line holds most of.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong
from checkmarket.model.document import Place

_NOTE = re.compile(r"#\s*([A-Za-z]+)\s*:\s*(.*?)\s*[,;\t]*\s*")  # spreadsheets fill the line up with separators
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One record.  line: of its first character, from 1; cells: without the blanks around them."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """There is nothing in it."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as rows.  notes: by lower-case name."""

    path: str
    separator: str
    notes: Mapping[str, str]
    rows: tuple[Row, ...]
    lines: tuple[str, ...]

    @property
    def start(self) -> Place:
        """The beginning of the file, for what is missing in it."""
        return Place(self.path)

    def place(self, row: Row, cell: int = 0) -> Place:
        """Where a cell begins; the end of the row for a cell that is not there."""
        line = self.lines[row.line - 1].rstrip("\r\n")
        return Place(self.path, row.line, _column(line, self.separator, cell))


def read_sheet(data: bytes, path: str) -> Sheet:
    """Read a file.  Raises FilesAreWrong."""
    text = _decoded(data, path)
    lines = tuple(io.StringIO(text, newline=""))
    notes, skipped = _notes(lines)
    first = next((line for line in lines[skipped:] if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    rows = tuple(_rows(lines, skipped, separator, path))
    return Sheet(path, separator, notes, rows, lines)


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save the table as “CSV UTF-8”"
        raise FilesAreWrong([Diagnostic("CM002", "this is not UTF-8 text", Place(path, line, 1), hint)]) from None


def _notes(lines: tuple[str, ...]) -> tuple[dict[str, str], int]:
    """The notes, and how many lines they take."""
    notes: dict[str, str] = {}
    for number, line in enumerate(lines):
        text = line.strip().strip('"')
        if not text.startswith("#"):
            return notes, number
        if found := _NOTE.fullmatch(text):
            notes[found[1].lower()] = found[2]
    return notes, len(lines)


def _rows(lines: tuple[str, ...], skipped: int, separator: str, path: str) -> Iterator[Row]:
    reader = csv.reader(lines[skipped:], delimiter=separator, strict=True)
    line = skipped + 1
    try:
        for cells in reader:
            yield Row(line, tuple(cell.strip() for cell in cells))
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        _fail(path, line, str(error))


def _fail(path: str, line: int, why: str) -> NoReturn:
    hint = 'a cell that holds the separator or a quotation mark is written "like ""this"""'
    raise FilesAreWrong(
        [Diagnostic("CM850", f"the row cannot be cut into cells: {why}", Place(path, line), hint)]
    ) from None


def _column(line: str, separator: str, cell: int) -> int:
    """The column, from 1, at which a cell of a one-line record begins."""
    inside, passed = False, 0
    for number, character in enumerate(line, 1):
        if passed == cell:
            return number
        if character == '"':
            inside = not inside
        passed += character == separator and not inside
    return len(line) + 1
