"""`markets distance` as people use it: the shipped table, tables of their own, and what goes wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from checkmarket.cli.main import run

TABLE = """\
# name: Tiny
# year: 2026
# licence: our own
country,frank,formal,patient
DE,71,64,58
FR,40,70,40
JP,22,88,81
SE,60,20,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tiny.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def distance(*arguments: str) -> int:
    return run(["markets", "distance", *arguments])


def test_what_a_terminal_shows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert distance("DE", "Sweden", "BR", "--table", "tiny.csv", "--reference", "DE,FR,JP,SE") == 0
    assert capsys.readouterr().out == (
        "DE Germany → SE Sweden                                         value  similarity\n"
        "  Cosine                   2 of 3 indicators                  0.2504        63 %\n"
        "  Kogut–Singh              2 of 3 indicators                  1.2905        67 %\n"
        "  Standardised Euclidean   2 of 3 indicators                  1.6066        67 %\n"
        "  Mahalanobis              2 of 3 indicators                  2.4489        17 %\n"
        "  without patient: no score for SE\n"
        "\n"
        "DE Germany → BR Brazil                                         value  similarity\n"
        "  unknown: BR is not in the table\n"
        "\n"
        "Table      Tiny (2026). Licence: our own\n"
        "Reference  4 countries, ddof 1: Cosine, Kogut–Singh, Standardised Euclidean,\n"
        "           Mahalanobis\n"
        "Similarity of Cosine: half of one plus the cosine: 100 alike, 50 unrelated, 0\n"
        "           opposite\n"
        "Similarity of Kogut–Singh, Standardised Euclidean, Mahalanobis: the share of\n"
        "           pairs of reference countries that are at least as far apart\n"
    )


def test_what_a_program_reads(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = (
        "DE",
        "SE",
        "BR",
        "--table",
        "tiny.csv",
        "--measure",
        "cosine",
        "--ddof",
        "0",
        "-f",
        "json",
        "-o",
        "out.json",
    )
    assert distance(*asked) == 0
    assert capsys.readouterr().out == ""
    found = json.loads((folder / "out.json").read_text("utf-8"))
    assert found["schema"] == "checkmarket-distance/1"
    assert found["table"] == {
        "name": "Tiny", "year": "2026", "source": None, "licence": "our own", "countries": 4, "left_out": [],
    }  # fmt: skip
    near, unknown = found["comparisons"]
    assert (near["from"], near["to"], near["measure"], near["ddof"]) == ("DE", "SE", "cosine", 0)
    assert near["reference"] == ["DE", "FR", "JP", "SE"]
    assert near["used"] == ["frank", "formal"]
    assert near["unused"] == [{"name": "patient", "reason": "no score for SE"}]
    assert near["similarity"] == pytest.approx(50 * (1 + near["value"]))
    assert near["evidence"].startswith("cosine 0.2504 of DE and SE by Tiny (2026), 2 of 3 indicators")
    assert (unknown["value"], unknown["similarity"], unknown["reason"]) == (None, None, "BR is not in the table")


def test_the_shipped_table_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert distance("US", "JP", "--table", "way-of-life", "--measure", "sed") == 0
    shown = capsys.readouterr().out
    assert "Standardised Euclidean   7 of 7 indicators" in shown
    assert "Table      Way of life, The World Factbook (2025)." in shown


def test_what_a_team_declares(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("JP", "--table", "tiny.csv", "--declare", "frank=30", "--declare", "formal=80", "--measure", "kogut-singh")
    assert distance(*asked) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("declared → JP Japan")
    assert "Declared   what the team says of its own design" in shown


def test_answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "DE,q,yes,0.3333\nDE,q,no,0.6667\nFR,q,yes,0.6667\nFR,q,no,0.3333\n"
    Path("answers.csv").write_text(f"country,question,answer,share\n{rows}", encoding="utf-8")
    assert distance("DE", "FR", "--table", "answers.csv", "--year", "2022") == 0
    assert "  CFst                     1 of 1 questions                   0.1112" in capsys.readouterr().out
    assert distance("DE", "FR", "--table", "answers.csv", "--year", "2022", "--measure", "cosine") == 2
    assert "cosine needs a table of indicators; this one holds answers" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("DE", "JP"), "name a table with --table"),
        (("DE", "--table", "tiny.csv"), "one country alone has no distance"),
        (("DE", "Jappan", "--table", "tiny.csv"), "unknown country 'Jappan'\n  hint: did you mean 'Japan'?"),
        (("DE", "JP", "--table", "none.csv"), "none.csv:1:1: CM001 no such file or directory"),
        (("DE", "JP", "--table", "."), ".:1:1: CM001 this is not a file"),
        (("DE", "JP", "--table", "tiny.csv", "--reference", "DE,BR"), "--reference: not in the table: BR"),
        (("DE", "JP", "--table", "tiny.csv", "--measure", "cfst"), "CFst needs a table of answers"),
        (("JP", "--table", "tiny.csv", "--declare", "mood=1"), "--declare: no indicator mood"),
        (("JP", "--table", "tiny.csv", "--declare", "frank=very"), "'frank=very' is no score"),
        (("DE", "JP", "--table", "tiny.csv", "--year", "1999"), "CM855 no scores of the year 1999"),
        (("DE", "JP", "--table", "tiny.csv", "--ddof", "7"), "--ddof"),
    ],
)
def test_what_goes_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert distance(*arguments) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""


def test_without_numpy_it_says_how_to_install_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert distance("DE", "JP", "--table", "tiny.csv") == 2
    assert capsys.readouterr().err == (
        "checkmarket: distances need numpy, which is not installed\n"
        "  hint: run: pip install 'checkmarket[localisation]'\n"
    )
