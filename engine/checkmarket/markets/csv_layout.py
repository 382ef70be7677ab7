"""Tell from the header of a sheet what its columns mean.

Enters: a Sheet.  Leaves: a Layout, which yields the cells that hold a score, each with its row and what it scores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from checkmarket.markets.csv_sheet import Row, Sheet
from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong

_CODES = ("iso2", "iso3", "iso", "iso2 code", "iso3 code", "alpha2", "alpha3", "country code", "code", "cntry", "ctr")
_NAMES = ("country", "country name", "countryname", "entity", "nation", "society", "place")
_INDICATORS = ("series code", "indicator code", "indicator", "series name", "indicator name", "dimension", "measure")
_VALUES = ("value", "score", "estimate", "obs value")
_SHARES, _COUNTS = ("share", "percent", "proportion"), ("count", "people", "answers", "n")
_YEAR_COLUMN = re.compile(r"((?:19|20)[0-9]{2})(?: \[YR[0-9]{4}\])?")
_PREAMBLE = 10  # rows before the header; the World Bank's files have four
_WRITTEN = "a table begins with a row of names, such as country,pdi,idv or country,indicator,value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where one score stands.  keys: the indicator, or the question and the answer."""

    row: Row
    index: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the columns of a sheet mean.

    countries: the columns that say the country, codes before names; cells: yields the cells of one year; keys: how many
    names a score has (2: question and answer); years: all that the file holds, sorted; by_others: a file that others
    publish, known by its header; counts: answers are counted; row_a_country: a country has one row for all its scores.
    """

    header: Row
    rows: tuple[Row, ...]
    countries: tuple[int, ...]
    cells: Callable[[str], Iterator[Cell]]
    keys: int = 1
    years: tuple[str, ...] = ()
    name: str = ""
    by_others: bool = False
    counts: bool = False
    row_a_country: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """The header: where each name stands, folded."""

    sheet: Sheet
    row: Row
    rows: tuple[Row, ...]
    at: Mapping[str, int] = field(default_factory=dict)

    def find(self, *names: str) -> int | None:
        return next((self.at[one] for one in names if one in self.at), None)

    def all_of(self, names: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.at[one] for one in names if one in self.at)


def find_layout(sheet: Sheet) -> Layout:
    """The layout of a sheet.  Raises FilesAreWrong where there is none."""
    head = _head(sheet)
    year = head.find("year", "time")
    question, answer = head.find("question", "item"), head.find("answer", "response", "option")
    shares, counts = head.find(*_SHARES), head.find(*_COUNTS)
    indicator, value = head.find(*_INDICATORS), head.find(*_VALUES)
    by_year = {found[1]: at for at, text in enumerate(head.row.cells) if (found := _YEAR_COLUMN.fullmatch(text))}
    if question is not None and answer is not None and (shares is not None or counts is not None):
        at = shares if shares is not None else counts
        assert at is not None
        return _long(head, (question, answer), at, year, counts=shares is None)
    if indicator is not None and value is not None:
        return _long(head, (indicator,), value, year)
    if indicator is not None and by_year:
        return _years(head, indicator, by_year)
    return _wide(head, year)


def _head(sheet: Sheet) -> _Head:
    full = [row for row in sheet.rows if not row.is_empty]
    for number, row in enumerate(full[:_PREAMBLE]):
        names = [_folded(cell) for cell in row.cells]
        if len(row.cells) > 1 and any(name in (*_CODES, *_NAMES) for name in names):
            if twice := next((at for at, name in enumerate(names) if name and name in names[:at]), None):
                text = row.cells[twice]
                raise _wrong(sheet, row, twice, "CM853", f"the column '{text}' stands twice", "give each its own name")
            return _Head(sheet, row, tuple(full[number + 1 :]), {name: at for at, name in enumerate(names) if name})
    if not full:
        raise _wrong(sheet, Row(1, ()), 0, "CM850", "there is no table in this file", _WRITTEN)
    raise _wrong(sheet, full[0], 0, "CM850", "no column says the country", _WRITTEN)


def _long(head: _Head, keys: tuple[int, ...], value: int, year: int | None, *, counts: bool = False) -> Layout:
    def cells(chosen: str) -> Iterator[Cell]:
        for row in head.rows:
            if len(row.cells) > max(*keys, value) and (year is None or row.cells[year] == chosen):
                yield Cell(row=row, index=value, keys=tuple(row.cells[key] for key in keys))

    years = _all_years(head, year)
    return Layout(
        header=head.row,
        rows=head.rows,
        countries=_countries(head),
        cells=cells,
        keys=len(keys),
        years=years,
        counts=counts,
    )


def _years(head: _Head, indicator: int, by_year: Mapping[str, int]) -> Layout:
    """The World Bank's layout: a column a year.  Years without any score are none."""

    def cells(chosen: str) -> Iterator[Cell]:
        for row in head.rows:
            if len(row.cells) > by_year[chosen]:
                yield Cell(row=row, index=by_year[chosen], keys=(row.cells[indicator],))

    held = [year for year, at in by_year.items() if any(_holds_digit(row, at) for row in head.rows)]
    return Layout(
        header=head.row,
        rows=head.rows,
        countries=_countries(head),
        cells=cells,
        years=tuple(sorted(held or by_year)),
        by_others=True,
    )


def _wide(head: _Head, year: int | None) -> Layout:
    is_hofstede = head.at.keys() >= {"ctr", "country", "pdi"}
    aside = {*_countries(head), *head.all_of(("ctr",)), *([] if year is None else [year])}
    scores = [at for at, text in enumerate(head.row.cells) if at not in aside and text and _numeric(head, at)]
    if not scores:
        raise _wrong(head.sheet, head.row, 0, "CM850", "no column holds scores", _WRITTEN)
    for at, text in enumerate(head.row.cells):
        if not text and any(row.cells[at : at + 1] > ("",) for row in head.rows):
            raise _wrong(head.sheet, head.row, at, "CM850", "a column without a name", _WRITTEN)

    def cells(chosen: str) -> Iterator[Cell]:
        for row in head.rows:
            if year is None or row.cells[year : year + 1] == (chosen,):
                yield from (Cell(row=row, index=at, keys=(head.row.cells[at],)) for at in scores)

    return Layout(
        header=head.row,
        rows=head.rows,
        countries=(head.at["country"],) if is_hofstede else _countries(head),  # its codes: SLV is Slovenia there
        cells=cells,
        row_a_country=True,
        years=_all_years(head, year),
        name="Hofstede, dimension data matrix" if is_hofstede else "",
        by_others=is_hofstede or "entity" in head.at,
    )


def _numeric(head: _Head, at: int) -> bool:
    """A column of scores: at least half of what stands in it looks like a number.  `Cluster` is none."""
    texts = [row.cells[at] for row in head.rows if len(row.cells) > at and row.cells[at]]
    return 2 * sum(_like_number(one) for one in texts) >= len(texts) > 0


def _like_number(text: str) -> bool:
    return text.lstrip("+-−.")[:1].isdigit() or text in ("#NULL!", "..")


def _holds_digit(row: Row, at: int) -> bool:
    return len(row.cells) > at and any(one.isdigit() for one in row.cells[at])


def _countries(head: _Head) -> tuple[int, ...]:
    return head.all_of((*_CODES, *_NAMES))


def _all_years(head: _Head, year: int | None) -> tuple[str, ...]:
    if year is None:
        return ()
    return tuple(sorted({row.cells[year] for row in head.rows if len(row.cells) > year and row.cells[year]}))


def _folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


def _wrong(sheet: Sheet, row: Row, cell: int, code: str, message: str, hint: str) -> FilesAreWrong:
    place = sheet.place(row, cell) if sheet.lines else sheet.start
    return FilesAreWrong([Diagnostic(code, message, place, hint)])
