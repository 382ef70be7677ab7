"""The checklist for spreadsheets, read back."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from openpyxl import load_workbook

from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.report import Report
from checkmarket.reporters import checklist_csv, checklist_xlsx
from checkmarket.reporters.checklist_rows import HEAD, harmless, rows
from tests.support.reports import sample


def read_csv(report: Report) -> list[list[str]]:
    return list(csv.reader(StringIO(checklist_csv.render(report), newline=""), strict=True))


def read_xlsx(report: Report, sheet: str = "Checklist") -> list[tuple[Any, ...]]:
    book = load_workbook(BytesIO(checklist_xlsx.render(report)))
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows()]


def test_a_control_is_a_row() -> None:
    assert dict(zip(HEAD, rows(sample())[3], strict=True)) == {
        "No.": 4,
        "Measure": "Register for tax",
        "Owner": "finance",
        "Due": "now",
        "Days, low": 1.0,
        "Days, likely": 2.0,
        "Days, high": 5.0,
        "Lead time, days": 10,
        "Compliance score, points": 5.0,
        "Cultural-adaptation score, points": 0.0,
        "Blockers lifted": "",
        "Duties met": "EU.tax.large; EU.tax.later; EU.tax.register; FR.tax.report",
        "Markets": "EU; FR",
        "Only with": "",
        "Steps": "Register.",
        "Evidence": "",
        "Control": "register",
    }


def test_csv_is_rfc_4180() -> None:
    text = checklist_csv.render(sample())
    assert text.startswith('"No.","Measure",')
    assert text.count("\r\n") == text.count("\n") == len(sample().checklist) + 1
    assert {len(one) for one in read_csv(sample())} == {len(HEAD)}


def test_csv_and_xlsx_hold_the_same() -> None:
    later = replace(
        sample(), checklist=(replace(sample().checklist[0], due=date(2027, 12, 2)), *sample().checklist[1:])
    )
    from_csv = read_csv(later)
    from_xlsx = [[_as_csv(one) for one in row] for row in read_xlsx(later)]
    assert from_csv[0] == from_xlsx[0] == list(HEAD)
    assert [_numbers(row) for row in from_csv[1:]] == [_numbers(row) for row in from_xlsx[1:]]
    assert from_csv[1][3] == "2027-12-02"


def _as_csv(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else "" if value is None else str(value)


def _numbers(row: list[str]) -> list[object]:
    return [float(one) if one.replace(".", "", 1).isdigit() else one for one in row]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1+1", "'=1+1"),
        ("\n=1+1", "'=1+1"),
        (' "=1+1', "\"'=1+1"),
        ("a;=1+1", "a;'=1+1"),
        ("a, =1+1", "a, '=1+1"),
        ("a=1", "a=1"),
        ("e-mail", "e-mail"),
    ],
)
def test_no_text_begins_a_formula(text: str, expected: str) -> None:
    assert harmless(text) == expected


def test_the_workbook_holds_texts_and_no_formulas() -> None:
    control = replace(sample().checklist[0].control, title='=HYPERLINK("https://example.org")', steps=("=1+1", "-2"))
    report = replace(sample(), checklist=(replace(sample().checklist[0], control=control),))
    sheet = load_workbook(BytesIO(checklist_xlsx.render(report)))["Checklist"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert sheet["B2"].value == '\'=HYPERLINK("https://example.org")'
    assert sheet["B2"].hyperlink is None


def test_the_workbook_says_what_was_judged() -> None:
    about = dict(read_xlsx(sample(), "About"))
    assert about["Product"] == "sample"
    assert about["Judged on"] == datetime(2026, 11, 22)  # noqa: DTZ001 - a cell has no zone
    assert about["Market EU"] == "NO-GO; compliance 0 %; cultural adaptation 50 %"
    assert about["Rulebooks"] == sample().library_digest


def test_the_same_report_is_the_same_bytes_and_holds_no_clock_and_no_machine() -> None:
    first, second = checklist_xlsx.render(sample()), checklist_xlsx.render(sample())
    assert sha256(first).hexdigest() == sha256(second).hexdigest()
    with ZipFile(BytesIO(first)) as parts:
        for part in parts.infolist():
            assert (part.date_time, part.create_system, part.compress_type) == ((1980, 1, 1, 0, 0, 0), 3, ZIP_STORED)
        assert b"2026-11-22T00:00:00Z" in parts.read("docProps/core.xml")


def test_the_time_can_be_given_and_is_told_in_utc() -> None:
    made = checklist_xlsx.render(sample(), at=datetime.fromisoformat("2026-11-23T01:30:00+02:00"))
    with ZipFile(BytesIO(made)) as parts:
        assert b"2026-11-22T23:30:00Z" in parts.read("docProps/core.xml")
    assert made == checklist_xlsx.render(sample(), at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))


def test_without_the_library_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageIsWrong, match="the format xlsx needs the library XlsxWriter") as caught:
        checklist_xlsx.render(sample())
    assert caught.value.hint == "install it with: pip install 'checkmarket[xlsx]'"


def test_an_empty_checklist_has_its_head() -> None:
    empty = replace(sample(), checklist=())
    assert read_csv(empty) == [list(HEAD)]
    assert read_xlsx(empty) == [HEAD]
