"""The checklist as an Excel workbook: one sheet to work through, one that says what was judged.

Texts are written as texts, never as formulas, links or numbers.  The same report gives the same bytes everywhere: the
parts are stored, not compressed, for compression differs from one build of zlib to the next.  Needs XlsxWriter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.report import Report
from checkmarket.reporters.checklist_rows import HEAD, Cell, harmless, rows
from checkmarket.reporters.text.layout import interval

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (5, 44, 13, 12, 8, 8, 8, 10, 12, 12, 30, 36, 18, 28, 60, 40, 28)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3  # ZipInfo.create_system; else it tells the machine
_DISCLAIMER = "Not legal advice."


def render(report: Report, *, at: datetime | None = None) -> bytes:
    """The workbook.  at: when it was made, with its zone; else the start of the judged day.  Raises UsageIsWrong."""
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as error:
        hint = "install it with: pip install 'checkmarket[xlsx]'"
        raise UsageIsWrong("the format xlsx needs the library XlsxWriter", hint) from error
    made = (at or datetime.combine(report.as_of, time(), UTC)).astimezone(UTC)
    buffer = BytesIO()
    book = Workbook(buffer, _OPTIONS)
    book.set_properties(
        {"title": harmless(f"Checklist for {report.product}"), "author": "checkmarket", "created": made}
    )
    _add_checklist(book, report)
    _add_about(book, report)
    book.close()
    return _stored(buffer)


def _add_checklist(book: Workbook, report: Report) -> None:
    sheet = book.add_worksheet("Checklist")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = _formats(book)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    found = [tuple(HEAD), *rows(report)]
    for number, cells in enumerate(found):
        for column, cell in enumerate(cells):
            _write(sheet, number, column, cell, {**formats, str: bold} if number == 0 else formats)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(found) - 1, len(HEAD) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _add_about(book: Workbook, report: Report) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    formats = _formats(book)
    for number, pair in enumerate(_about(report)):
        for column, cell in enumerate(pair):
            _write(sheet, number, column, cell, formats)


def _about(report: Report) -> Iterator[tuple[str, Cell]]:
    yield ("Product", report.product)
    yield ("Judged on", report.as_of)
    yield ("Profile", report.profile.id)
    yield ("Verdict", report.verdict.value)
    for one in report.markets:
        scores = one.scores
        told = f"{one.verdict.value}; compliance {interval(scores.compliance.total)}"
        yield (f"Market {one.market}", f"{told}; cultural adaptation {interval(scores.culture.total)}")
    yield ("Rulebooks", report.library_digest)
    yield ("checkmarket", report.tool_version)
    yield ("", _DISCLAIMER)


def _formats(book: Workbook) -> dict[type, Format]:
    plain: dict[str, Any] = {"valign": "top"}
    return {
        str: book.add_format({**plain, "text_wrap": True}),
        date: book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"}),
        int: book.add_format(plain),
        float: book.add_format({**plain, "num_format": "0.0"}),
    }


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[type, Format]) -> None:
    match cell:
        case str():
            sheet.write_string(row, column, harmless(cell), formats[str])
        case date():
            sheet.write_datetime(row, column, cell, formats[date])
        case _:
            sheet.write_number(row, column, cell, formats[type(cell)])


def _stored(buffer: BytesIO) -> bytes:
    """The same parts, in the same order, without compression."""
    stored = BytesIO()
    with ZipFile(buffer) as parts, ZipFile(stored, "w", ZIP_STORED) as copy:
        for name in parts.namelist():
            part = ZipInfo(name, _FIRST_ZIP_DAY)
            part.create_system = _UNIX
            copy.writestr(part, parts.read(name))
    return stored.getvalue()
