"""`rules due` in a terminal, in CI and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkmarket.cli.main import run
from tests.support.tiny import FILES
from tests.unit.library.test_revisions import write

BOOK = "jurisdictions/EU/tax.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny library whose rule was read on 22 Nov 2026, and whose limit moves on 1 Dec 2026."""
    more = '      - {from: 2026-12-01, value: 6, cite: {instrument: act, article: "1"}}\n  closed:'
    write(tmp_path, {**FILES, BOOK: FILES[BOOK].replace("  closed:", more)})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_comes_up(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "due", "--as-of", "2026-11-22"]) == 1
    assert capsys.readouterr().out == (
        "1 Dec 2026                                                             in 9 days\n"
        "  value       EU.tax/limit\n"
        "              limit: 6\n"
        "              jurisdictions/EU/tax.yaml:11:5\n"
        "\n"
        "1 due up to 20 Feb 2027.\n"
    )


def test_what_is_overdue(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "due", "--as-of", "2027-11-23", "--within", "1d"]) == 1
    assert capsys.readouterr().out == (
        "22 Nov 2027                                                        1 day overdue\n"
        "  review      EU.tax.one\n"
        "              read the law again, last on 2026-11-22: Raise the flag\n"
        "              jurisdictions/EU/tax.yaml:25:5\n"
        "\n"
        "1 overdue.\n"
    )


def test_nothing_is_due(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "due", "--as-of", "2026-11-22", "--within", "8d"]) == 0
    assert capsys.readouterr().out == "Nothing is due up to 30 Nov 2026.\n"


def test_many_of_a_kind_on_a_day_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "due", "--as-of", "2026-11-22", "--within", "2y"]) == 1
    brief = capsys.readouterr().out
    assert "more; --full lists them" in brief
    assert run(["rules", "due", "--as-of", "2026-11-22", "--within", "2y", "--full"]) == 1
    full = capsys.readouterr().out
    assert "more; --full" not in full
    assert brief.splitlines()[-1] == full.splitlines()[-1]
    assert max(map(len, full.splitlines())) <= 80


def test_other_formats(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "due", "--as-of", "2026-11-22", "-f", "json", "--exit-zero"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": "checkmarket-rules-due/1",
        "as_of": "2026-11-22",
        "until": "2027-02-20",
        "items": [
            {
                "day": "2026-12-01",
                "overdue": False,
                "kind": "value",
                "what": "EU.tax/limit",
                "words": "limit: 6",
                "path": BOOK,
                "line": 11,
            }
        ],
    }
    assert run(["rules", "due", "--as-of", "2027-11-23", "-f", "markdown"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "| **22 Nov 2027, overdue** | review | `EU.tax.one` | "
        "read the law again, last on 2026-11-22: Raise the flag | `jurisdictions/EU/tax.yaml:25` |"
    )


@pytest.mark.parametrize("within", ["90", "d", "3x", "P", "PT5H", "-1d", "1.5d"])
def test_what_is_no_span_is_said(within: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "due", f"--within={within}"]) == 2
    assert "is no duration; write 90d, 6m or P90D" in capsys.readouterr().err
