"""`checkmarket scan` as a person runs it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from checkmarket.cli.main import run
from checkmarket.localisation import tags

EN = '{"a": "One", "b": "Two", "c": "Three", "d": "Four"}'
DE = '{"a": "Eins", "b": "Zwei", "c": "Drei"}'


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "locales"
    folder.mkdir()
    (folder / "en.json").write_text(EN)
    (folder / "de.json").write_text(DE)
    (tmp_path / "package.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scan(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["scan", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_coverage_of_the_folder_one_is_in(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = scan(capsys)
    assert (code, err) == (0, "")
    assert "source en: the most complete locale: 4 texts" in out
    assert "   75 %        4       1" in out
    assert "the 4 keys of locales/en.json with a text" in out


def test_a_minimum_decides_the_exit_code(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(capsys, "--min-coverage", "75")[0] == 0
    code, out, _ = scan(capsys, "--min-coverage", "75.5")
    assert (code, out.splitlines()[-1]) == (1, "below 75.5 %: de")
    assert scan(capsys, "--min-coverage", "100", "--exit-zero")[0] == 0


def test_an_error_in_a_file_decides_too(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (product / "locales" / "fr.json").write_text("{")
    code, out, _ = scan(capsys)
    assert code == 1
    assert "locales/fr.json:1:2: L001 expected a key in double quotes" in out


def test_the_contract_goes_to_a_file(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(capsys, "-f", "json", "-o", "scan.json", "--source", "de")[:2] == (0, "")
    found = json.loads((product / "scan.json").read_text("utf-8"))
    assert (found["schema"], found["source"]) == ("checkmarket-scan/1", {"locale": "de", "why": "as --source says"})
    english = found["locales"][1]
    assert (english["locale"], english["counts"]["obsolete"], english["share"]) == ("en", 1, 1.0)


def test_globs_choose(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "No localisation resources" in scan(capsys, "--exclude", "*.json")[1]
    assert "No localisation resources" in scan(capsys, "--domain", "po/*")[1]
    assert "1 file" in scan(capsys, "--include", "locales/de*")[1]


def test_identical_texts_are_deducted_when_asked(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (product / "locales" / "de.json").write_text(EN)
    assert scan(capsys, "--source", "en", "--min-coverage", "100")[0] == 0
    assert scan(capsys, "--source", "en", "--min-coverage", "100", "--deduct-identical")[0] == 1


def test_what_the_locales_reach_in_markets(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (product / "locales" / "fr.json").write_text(EN.replace("T", "D"))
    code, out, _ = scan(capsys, "--markets", "DE, CA-QC", "-f", "json")
    assert code == 0
    germany, quebec = json.loads(out)["markets"]
    assert (germany["languages"][0]["language"], germany["languages"][0]["locale"]) == ("de", "de")
    assert germany["languages"][0]["share"] == 0.75
    assert 60 < germany["served"]["low"] < germany["served"]["high"] <= 100
    assert (quebec["languages"][0]["language"], quebec["languages"][0]["locale"]) == ("fr", "fr")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("absent",), "checkmarket: there is no folder or file 'absent'\n"),
        (("--source", "english"), "checkmarket: 'english' is no locale\n"),
        (("--markets", "XX"), "checkmarket: unknown market 'XX'\n"),
        (("--explain", "L999"), "checkmarket: no flaw has the code 'L999'\n"),
    ],
)
def test_what_makes_no_sense_is_said(
    arguments: tuple[str, ...], message: str, product: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = scan(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert "  hint: " in err


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = scan(capsys, "--explain", "l001")
    assert code == 0
    assert out.startswith("L001 the file cannot be read (error)\n\ncorrect the file")


def test_a_missing_library_is_named_with_how_to_get_it(
    product: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tags.tag.cache_clear()
    monkeypatch.setitem(sys.modules, "langcodes", None)
    code, _, err = scan(capsys, "--source", "de")
    assert code == 2
    assert err == (
        "checkmarket: a scan needs langcodes, which is not installed\n  hint: pip install 'checkmarket[localisation]'\n"
    )


def test_a_bar_is_drawn_where_somebody_watches(
    product: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, out, err = scan(capsys)
    assert code == 0
    assert "reading" in err
    assert "reading" not in out
