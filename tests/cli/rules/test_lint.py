"""`rules lint` as a person, an editor and a pipeline run it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import checkmarket
from checkmarket.cli.main import run
from tests.support.clean import FILES

BOOK = "jurisdictions/EU/data-protection.yaml"
DAY = ("--as-of", "2026-11-22")
UNKNOWN_FACT = ("requires: {fact: governance.eu_representative,", "requires: {fact: governance.eu_representativ,")
OLD = ('article: "8(1)", seen: 2026-11-01', 'article: "8(1)", seen: 2024-11-01')


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(library: Path, old: str, new: str, name: str = BOOK) -> None:
    text = (library / name).read_text("utf-8")
    assert old in text
    (library / name).write_text(text.replace(old, new, 1), "utf-8")


def lint(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(["rules", "lint", *DAY, *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_clean_library(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint(capsys=capsys) == (0, "0 errors, 0 warnings in 12 files (5 rules, 33 cases)\n", "")


def test_an_error(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, *UNKNOWN_FACT)
    code, out, _ = lint(capsys=capsys)
    assert code == 1
    assert out == (
        "jurisdictions/EU/data-protection.yaml:43:22: CM302 unknown fact 'governance.eu_representativ'\n"
        "  hint: did you mean 'governance.eu_representative' or 'governance.breach_time'?\n"
        "\n"
        "Cases and warnings are looked at when these errors are gone.\n"
        "1 error, 0 warnings in 12 files\n"
    )


def test_a_warning_fails_only_where_it_is_asked_to(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, *OLD)
    code, out, _ = lint(capsys=capsys)
    assert code == 0
    assert "CM920 EU.data-protection.parents: gdpr 8(1), last read on 2024-11-01" in out
    assert lint("--strict", capsys=capsys)[0] == 1
    assert lint("--strict", "--ignore", "CM920", capsys=capsys)[0] == 0
    assert run(["rules", "lint", "--as-of", "2025-01-01", "--strict"]) == 0


def test_a_path_limits_what_is_shown_and_an_error_elsewhere_still_fails(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(library, *UNKNOWN_FACT)
    code, out, _ = lint("jurisdictions/DE", capsys=capsys)
    assert code == 1
    assert out.startswith("1 error in other files; name no path to see them\n")
    assert lint(BOOK, capsys=capsys)[1].startswith(f"{BOOK}:43:22: CM302")
    assert lint(str(library / BOOK), capsys=capsys)[1].startswith(f"{BOOK}:43:22: CM302")


def test_a_library_in_a_folder_below_is_named_from_here(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(library, *UNKNOWN_FACT)
    monkeypatch.chdir(library.parent)
    name = library.name
    assert lint("--library", name, capsys=capsys)[1].startswith(f"{name}/{BOOK}:43:22: CM302")
    assert lint("--library", name, BOOK, capsys=capsys)[1].startswith(f"{name}/{BOOK}:43:22: CM302")
    assert lint("--library", name, f"{name}/{BOOK}", capsys=capsys)[1].startswith(f"{name}/{BOOK}:43:22: CM302")


WRONG = {
    "a path that is not there": (("jurisdictions/EU/nothing.yaml",), "no file of the library lies at"),
    "a path outside": ((os.pardir,), "lies outside the library"),
    "a code that is none": (("--select", "CM999"), "no code begins with 'CM999'"),
    "a format that is none": (("--format", "xml"), "'xml' is not one of"),
    "a folder without rulebooks": (("--library", "rules"), "no rulebook lies below this folder"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_wrong_usage(
    arguments: tuple[str, ...], message: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = lint(*arguments, capsys=capsys)
    assert (code, out) == (2, "")
    assert message in err


def test_json_into_a_file(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, *OLD)
    assert lint("-f", "json", "-o", "out.json", capsys=capsys) == (0, "", "")
    data = json.loads((library / "out.json").read_text("utf-8"))
    assert data["schema"] == "checkmarket-diagnostics/1"
    assert [one["code"] for one in data["diagnostics"]] == ["CM920"]


def test_sarif_carries_the_help_of_its_rules(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, *OLD)
    _, out, _ = lint("-f", "sarif", capsys=capsys)
    (rule,) = json.loads(out)["runs"][0]["tool"]["driver"]["rules"]
    assert "under `seen`" in rule["help"]["text"]


def test_github(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(library, *OLD)
    _, out, _ = lint("-f", "github", capsys=capsys)
    assert out.startswith(f"::warning file={BOOK},line=47,col=5,title=checkmarket CM920::")


def test_what_was_kept_is_used_and_is_right(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = lint(capsys=capsys)
    assert lint(capsys=capsys) == first
    edit(library, *OLD)
    assert "CM920" in lint(capsys=capsys)[1]


@pytest.fixture
def watching(library: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "checkmarket", "rules", "lint", "--watch", *DAY]
    environment = {**os.environ, "PYTHONPATH": str(Path(checkmarket.__file__).parents[1])}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdout=pipe, stderr=subprocess.STDOUT, text=True, cwd=library, env=environment
    ) as process:
        yield process
        if process.poll() is None:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_watching_lints_again_what_changes_and_ends_with_control_c(
    library: Path, watching: subprocess.Popen[str]
) -> None:
    assert watching.stdout is not None
    assert next_line(watching) == "0 errors, 0 warnings in 12 files (5 rules, 33 cases)"
    assert next_line(watching) == "Waiting for a change; Ctrl-C ends this."
    edit(library, *OLD)
    assert next_line(watching).startswith(f"{BOOK}:47:5: CM920")
    while next_line(watching) != "Waiting for a change; Ctrl-C ends this.":
        pass
    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=20) == 130
    assert "interrupted" in watching.stdout.read()


def next_line(process: subprocess.Popen[str]) -> str:
    """The next line that is not empty, waited for."""
    assert process.stdout is not None
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        line = process.stdout.readline()
        assert line, "it ended"
        if line.strip():
            return line.strip()
    raise AssertionError("nothing came")
