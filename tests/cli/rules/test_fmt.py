"""`checkmarket rules fmt` as a person runs it: what it writes, what it says, how it ends."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from checkmarket.cli.main import run

UNTIDY = "title: Norway\njurisdiction: NO # a comment\n"
TIDY = 'jurisdiction: "NO"  # a comment\ntitle: Norway\n'
BROKEN = "title: [\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one untidy file and one tidy one, and the current one."""
    for name, text in {"NO": UNTIDY, "SE": "jurisdiction: SE\ntitle: Sweden\n"}.items():
        path = tmp_path / "jurisdictions" / name / "jurisdiction.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    (tmp_path / "rules").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def untidy(library: Path) -> Path:
    return library / "jurisdictions" / "NO" / "jurisdiction.yaml"


def test_files_are_written_anew_and_counted(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "fmt"]) == 0
    assert untidy(library).read_text() == TIDY
    assert capsys.readouterr().err == "1 of 2 files laid out anew\n"
    assert run(["rules", "fmt"]) == 0
    assert capsys.readouterr() == ("", "2 files, all laid out as they should be\n")


def test_a_file_that_is_tidy_is_not_touched(library: Path) -> None:
    path = library / "jurisdictions" / "SE" / "jurisdiction.yaml"
    before = path.stat()
    run(["rules", "fmt"])
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_check_lists_and_writes_nothing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "fmt", "--check"]) == 1
    assert capsys.readouterr() == (
        "jurisdictions/NO/jurisdiction.yaml\n",
        "1 of 2 files would change; `checkmarket rules fmt` does it\n",
    )
    assert untidy(library).read_text() == UNTIDY
    assert run(["rules", "fmt", "--check", "jurisdictions/SE"]) == 0


def test_diff_shows_the_lines_and_writes_nothing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "fmt", "--diff"]) == 1
    assert capsys.readouterr().out == (
        "--- jurisdictions/NO/jurisdiction.yaml\n+++ jurisdictions/NO/jurisdiction.yaml\n@@ -1,2 +1,2 @@\n"
        '+jurisdiction: "NO"  # a comment\n title: Norway\n-jurisdiction: NO # a comment\n'
    )
    assert untidy(library).read_text() == UNTIDY


def test_a_line_end_that_is_missing_shows_in_the_diff(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    untidy(library).write_text("jurisdiction: SE")
    run(["rules", "fmt", "--diff", str(untidy(library))])
    assert "-jurisdiction: SE\n\\ No newline at end of file\n+jurisdiction: SE\n" in capsys.readouterr().out


@pytest.mark.parametrize("mode", [[], ["--check"], ["--diff"]], ids=["written", "check", "diff"])
def test_where_one_file_is_broken_none_is_written(
    mode: list[str], library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "jurisdictions" / "SE" / "jurisdiction.yaml").write_text(BROKEN)
    assert run(["rules", "fmt", *mode]) == 2
    assert untidy(library).read_text() == UNTIDY
    assert "jurisdictions/SE/jurisdiction.yaml:2:1: CM004" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "mode", "code", "out"),
    [
        (UNTIDY, [], 0, TIDY),
        (UNTIDY, ["--check"], 1, "<stdin>\n"),
        (TIDY, ["--check"], 0, ""),
        (BROKEN, [], 2, ""),
    ],
    ids=["written", "untidy", "tidy", "broken"],
)
def test_text_through_a_pipe(
    text: str, mode: list[str], code: int, out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run(["rules", "fmt", *mode, "-"]) == code
    assert capsys.readouterr().out == out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "a.yaml"], "- stands alone"),
        (["nowhere.yaml"], "nowhere.yaml:1:1: CM001 no such file or directory"),
        (["--library", "nowhere"], "no rules/ and jurisdictions/ in nowhere"),
    ],
    ids=["pipe and file", "no file", "no library"],
)
def test_wrong_usage(arguments: list[str], message: str, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "fmt", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_folder_is_searched_and_a_named_file_is_taken_whatever_its_name(library: Path) -> None:
    for name in ("a.yaml", "b.yml", "deep/c.yaml"):
        path = library / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a:   1\n")
    assert run(["rules", "fmt", "own", "own/a.yaml"]) == 0
    assert [(library / "own" / name).read_text() for name in ("a.yaml", "b.yml", "deep/c.yaml")] == [
        "a: 1\n", "a:   1\n", "a: 1\n",
    ]  # fmt: skip
    assert run(["rules", "fmt", "own/b.yml"]) == 0
    assert (library / "own" / "b.yml").read_text() == "a: 1\n"


def test_without_a_library_here_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["rules", "fmt"]) == 2
    assert "no rules/ and jurisdictions/ in this folder" in capsys.readouterr().err
