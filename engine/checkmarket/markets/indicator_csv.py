"""Read a user's own table of indicators or answers from CSV, in the layouts that people really have.

    country,pdi,idv                  wide: a row a country (also with a column `year`)
    country,indicator,value          long: a row a score (also with a column `year`)
    country,question,answer,share    answers, for CFst (or `count` in place of `share`)
    ctr;country;pdi;idv;…            Hofstede's file: its codes are no ISO codes, so the names count
    Country Name,Country Code,Series Name,Series Code,2022 [YR2022],…      World Bank
    Entity,Code,Year,…               Our World in Data

Enters: bytes, the name of the file, how to resolve countries.  Leaves: an IndicatorTable or an AnswerTable.  All
mistakes are raised together, as FilesAreWrong.  Rows that are no country (regions, groups of people) are mistakes in a
table of one's own; of files that others publish, or where `skip_unknown` says so, they are left out by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from checkmarket.markets.country_names import Resolve
from checkmarket.markets.csv_layout import Cell, Layout, find_layout
from checkmarket.markets.csv_sheet import Row, Sheet, read_sheet
from checkmarket.markets.indicators import AnswerTable, IndicatorTable
from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong
from checkmarket.model.document import Place

MISSING = frozenset({"", "#null!", "#n/a", "..", ".", "-", "–", "na", "n/a", "nan", "null", "none"})
"""What tables write where there is no score, in lower case."""

_POINT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_LARGEST = 1e15  # the squares of larger numbers lose their digits
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_ROUNDING = 0.02  # published shares are rounded, each a little


def read_table(
    data: bytes, path: str, resolve: Resolve, *, name: str = "", year: str = "", skip_unknown: bool = False
) -> IndicatorTable | AnswerTable:
    """Read a table.  name, year: what the file does not say; the year also chooses where a file holds several.

    Raises FilesAreWrong with every mistake.
    """
    sheet = read_sheet(data, path)
    layout = find_layout(sheet)
    work = _Work(sheet, layout, resolve, lenient=skip_unknown or layout.by_others)
    told = _told(work, name, year)
    found = work.collect(told["year"] if layout.years else "")
    shares = _shares(work, found) if layout.keys > 1 else {}
    if not found and not work.mistakes:
        work.fault("CM850", "no row holds a country", sheet.start, "a table begins with country,pdi,idv or the like")
    if work.mistakes:
        raise FilesAreWrong(work.mistakes)
    left_out = tuple(dict.fromkeys(work.left_out))
    if layout.keys > 1:
        return AnswerTable(shares=shares, left_out=left_out, **told)
    names = tuple(dict.fromkeys(key for scores in found.values() for (key,) in scores))
    rows = {code: tuple(scores.get((one,)) for one in names) for code, scores in found.items()}
    return IndicatorTable(indicators=names, scores=rows, left_out=left_out, **told)


Found = dict[str, dict[tuple[str, ...], float | None]]
"""What was read: by country, by indicator or by question and answer."""


@dataclass(slots=True)
class _Work:
    """A sheet being read.

    mistakes: what is wrong with it; left_out: rows that are no country; first: the row in which each score stands.
    """

    sheet: Sheet
    layout: Layout
    resolve: Resolve
    lenient: bool
    mistakes: list[Diagnostic] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    first: dict[tuple[str, ...], Row] = field(default_factory=dict)
    _known: dict[int, str | None] = field(default_factory=dict)
    _sign: str = ""

    def fault(self, code: str, message: str, place: Place, hint: str = "") -> None:
        self.mistakes.append(Diagnostic(code, message, place, hint))

    def collect(self, year: str) -> Found:
        """All scores of a year."""
        found: Found = {}
        self._check_lengths()
        for cell in self.layout.cells(year):
            code = self._country(cell.row)
            if code is None or cell.index >= len(cell.row.cells):
                continue
            before = self.first.setdefault((code, *cell.keys), cell.row)
            if before is not cell.row:
                self._twice(cell, code, before.line)
            elif all(cell.keys):
                found.setdefault(code, {})[cell.keys] = self._number(cell)
        return found

    def _twice(self, cell: Cell, code: str, before: int) -> None:
        whole_row = self.layout.row_a_country
        place = self.sheet.place(cell.row, self.layout.countries[0] if whole_row else cell.index)
        what = code if whole_row else f"'{' '.join(cell.keys)}' of {code}"
        self.fault("CM853", f"{what} stands twice", place, f"first in line {before}")

    def _check_lengths(self) -> None:
        width = len(self.layout.header.cells)
        for row in self.layout.rows:
            if len(row.cells) != width and not self._is_note(row):
                message = f"{len(row.cells)} cells where the header has {width}"
                place = self.sheet.place(row, min(len(row.cells), width))
                self.fault("CM854", message, place, f"cells are separated by {_SHOWN[self.sheet.separator]}")

    def _is_note(self, row: Row) -> bool:
        """A line below the table, as the World Bank's files have."""
        return self.layout.by_others and not any(row.cells[1:])

    def _country(self, row: Row) -> str | None:
        """The country of a row; None, and noted, where it is none."""
        if row.line not in self._known:
            self._known[row.line] = self._look_up(row)
        return self._known[row.line]

    def _look_up(self, row: Row) -> str | None:
        columns = [at for at in self.layout.countries if at < len(row.cells) and row.cells[at]]
        codes = {code: at for at in columns if (code := self.resolve(row.cells[at]))}
        if len(codes) == 1:
            return next(iter(codes))
        place = self.sheet.place(row, columns[0] if columns else self.layout.countries[0])
        if codes:
            written = " and ".join(f"'{row.cells[at]}'" for at in codes.values())
            self.fault("CM851", f"{written} are two countries, {' and '.join(codes)}", place, "correct one of them")
        elif columns and self.lenient:
            self.left_out.append(row.cells[columns[-1]])
        elif columns:
            hint = "write the ISO 3166 code or the English name; --skip-unknown leaves such rows out"
            self.fault("CM851", f"'{row.cells[columns[0]]}' is no country", place, hint)
        elif not self._is_note(row):
            self.fault("CM851", "a row without a country", place)
        return None

    def _number(self, cell: Cell) -> float | None:
        """The score; None where there is none."""
        text = cell.row.cells[cell.index].replace("−", "-")
        if text.lower() in MISSING:
            return None
        place = self.sheet.place(cell.row, cell.index)
        if _COMMA.fullmatch(text) and self.sheet.separator != ",":
            self._one_sign(",", place)
            text = text.replace(",", ".")
        elif "." in text:
            self._one_sign(".", place)
        if not _POINT.fullmatch(text):
            hint = "write it 36.02, without units; leave the cell empty where there is no score"
            self.fault("CM852", f"'{cell.row.cells[cell.index]}' is no number", place, hint)
            return None
        if abs(number := float(text)) > _LARGEST:
            self.fault("CM852", f"{text} is too large", place, "at most 1e15")
            return None
        return number

    def _one_sign(self, sign: str, place: Place) -> None:
        """A table with 36.02 and 36,02 could mean thousands by one of them."""
        if self._sign not in ("", sign):
            self.fault("CM852", "decimal points and decimal commas in one table", place, "use one of them")
        self._sign = sign


_SHOWN = {",": "commas", ";": "semicolons", "\t": "tabs"}


def _told(work: _Work, name: str, year: str) -> dict[str, str]:
    """Name, year, source and licence: from the options, else from the notes, else from the file's name."""
    notes, stem = work.sheet.notes, PurePosixPath(work.sheet.path.replace("\\", "/")).stem
    said = year or notes.get("year", "")
    years = work.layout.years
    held = years or tuple(filter(None, [notes.get("year", "")]))
    if year and held and year not in held:
        hint = f"there is {', '.join(held[-8:])}"
        work.fault("CM855", f"no scores of the year {year}", work.sheet.start, hint)
    if years and said not in years:
        said = years[-1]
    if not said and (guess := _YEAR.search(stem)):
        said = guess[0]
    if not _YEAR.search(said):
        hint = "write the line “# year: 2015” at the top, or say --year 2015"
        work.fault("CM855", "nothing says the year of the table", work.sheet.start, hint)
    return {
        "name": name or notes.get("name", "") or work.layout.name or stem,
        "year": said,
        "source": notes.get("source", ""),
        "licence": notes.get("licence", notes.get("license", "")),
    }


def _shares(work: _Work, found: Found) -> dict[str, dict[str, dict[str, float]]]:
    """The share of each answer, by country and question.  A question with a missing share is left out."""
    shares: dict[str, dict[str, dict[str, float]]] = {}
    for code, cells in found.items():
        asked = shares.setdefault(code, {})
        for question in dict.fromkeys(question for question, _ in cells):
            given = {answer: value for (of, answer), value in cells.items() if of == question}
            if None not in given.values():
                asked[question] = _normalised(work, code, question, given)  # type: ignore[arg-type]
    return shares


def _normalised(work: _Work, code: str, question: str, given: Mapping[str, float]) -> dict[str, float]:
    """Shares that add up to exactly 1, from shares, per cent or counts."""
    total = sum(given.values())
    whole = 1.0 if total < 1 + 1 else 100.0
    is_whole = abs(total / whole - 1) <= _ROUNDING or (work.layout.counts and total > 0)
    if min(given.values()) < 0 or not is_whole:
        message = f"the answers to '{question}' in {code} add up to {total:g}"
        place = work.sheet.place(work.first[code, question, next(iter(given))])
        work.fault("CM856", message, place, "shares of a question add up to 1, or to 100 per cent")
        return {}
    return {answer: value / total for answer, value in given.items()}
