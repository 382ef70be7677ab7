"""The checklist as CSV (RFC 4180): comma, CRLF, every text quoted, a head; UTF-8 without a byte-order mark.

Days are ISO 8601, numbers have a point.  Spreadsheet programs of other regions read the xlsx format better.
"""

from __future__ import annotations

import csv
from io import StringIO

from checkmarket.model.report import Report
from checkmarket.reporters.checklist_rows import HEAD, rows


def render(report: Report) -> str:
    """The head, and a record for each control."""
    text = StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(rows(report))
    return text.getvalue()
