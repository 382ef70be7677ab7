"""The checklist as rows of cells, for spreadsheets.

Enters: a Report.  Leaves: a head, and a row for each control in the order in which to take them; texts that a
spreadsheet program would take for a formula get an apostrophe before the sign.
Source: OWASP, CSV Injection: the signs, also after a separator, for programs that split cells at a semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from checkmarket.model.report import ChecklistLine, Report
from checkmarket.reporters.plain_text import line

Cell = str | int | float | date

HEAD = (
    "No.",
    "Measure",
    "Owner",
    "Due",
    "Days, low",
    "Days, likely",
    "Days, high",
    "Lead time, days",
    "Compliance score, points",
    "Cultural-adaptation score, points",
    "Blockers lifted",
    "Duties met",
    "Markets",
    "Only with",
    "Steps",
    "Evidence",
    "Control",
)
_LONGEST = 32_000  # a spreadsheet's cell holds 32,767 characters
_FORMULA = re.compile("(?:^|[;,|])[\\s\"']*(?<!')(?=[=+\\-@＝＋－＠])")


def rows(report: Report) -> list[tuple[Cell, ...]]:
    """One row for each line of the checklist, as long as HEAD.  Points of 100 are the mean over the markets."""
    return [_row(report, number, one) for number, one in enumerate(report.checklist, 1)]


def harmless(text: str) -> str:
    """The text on one line, with nothing in it that begins a formula."""
    return _FORMULA.sub(lambda found: f"{found[0]}'", line(text, _LONGEST))


def _row(report: Report, number: int, one: ChecklistLine) -> tuple[Cell, ...]:
    control, gains = one.control, one.gain.values()
    markets = sorted({market for market, _ in one.resolves} or one.gain)
    return (
        number,
        harmless(control.title),
        harmless(control.owner),
        one.due or "now",
        float(control.effort.low),
        float(control.effort.likely),
        float(control.effort.high),
        control.lead_time_days,
        _points(report, [gain.compliance for gain in gains]),
        _points(report, [gain.culture for gain in gains]),
        _listed(sorted({rule for _, rule in one.lifts})),
        _listed(sorted({rule for _, rule in one.resolves})),
        _listed(markets),
        _listed(one.together_with),
        _listed(control.steps),
        _listed(control.evidence),
        harmless(control.id),
    )


def _points(report: Report, gains: list[float]) -> float:
    return round(100 * sum(gains) / len(report.markets), 1)


def _listed(texts: Iterable[str]) -> str:
    return harmless("; ".join(line(one) for one in texts))
