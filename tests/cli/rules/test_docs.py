"""`rules docs` as a person runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkmarket.cli.main import run
from tests.support.tiny import CASES, FILES


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for name, text in {**FILES, "jurisdictions/EU/cases/tax.yaml": CASES}.items():
        path = tmp_path / "law" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "law"


def docs(*arguments: str) -> int:
    return run(["rules", "docs", "--as-of", "2026-11-22", *arguments])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_book_is_written_and_written_again_the_same(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "book"
    assert docs(str(out), "--library", str(library)) == 0
    first = contents(out)
    assert capsys.readouterr().out == f"3 rules on 13 pages: {out}/index.html\n"
    assert {"index.html", "facts.html", "rules/EU.tax.one.html", "style.css", ".checkmarket-book"} <= first.keys()
    assert docs(str(out), "--library", str(library)) == 0
    assert contents(out) == first


def test_a_folder_that_is_no_book_is_left_alone(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert docs(str(library), "--library", str(library)) == 2
    assert capsys.readouterr().err == (
        f"checkmarket: '{library}' holds files that are not a book\n"
        "  hint: name a new or empty folder, or one written by this command before\n"
    )


def test_mistakes_in_the_rulebooks_come_before_any_page(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = library / "jurisdictions/EU/tax.yaml"
    path.write_text(path.read_text().replace("sample.flag", "sample.flga"))
    assert docs(str(tmp_path / "book"), "--library", str(library)) == 2
    assert "hint: did you mean 'sample.flag'" in capsys.readouterr().err
    assert not (tmp_path / "book").exists()


def test_without_jinja_the_command_says_how_to_get_it(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    assert docs(str(tmp_path / "book"), "--library", str(library)) == 2
    assert capsys.readouterr().err == (
        "checkmarket: the book needs Jinja2, which is not installed\n  hint: run: pip install 'checkmarket[docs]'\n"
    )
