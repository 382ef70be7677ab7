"""`checkmarket rules schema` as a person runs it, and the editor that reads what it writes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checkmarket.cli.main import run
from checkmarket.library import assets_root
from tests.support.tiny import FILES

LINE = "# yaml-language-server: $schema=../../{}/rulebook.schema.json\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny library on disk, and the current folder; one file has no schema line."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LINE.format("rules/schema") + text if name == "jurisdictions/EU/tax.yaml" else text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_schemas_are_written_beside_the_library(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "schema"]) == 0
    found = sorted(path.name for path in (library / ".checkmarket" / "schema").iterdir())
    assert {"rulebook.schema.json", "cases.schema.json", "common.schema.json"} <= set(found)
    assert not any(".v1." in name for name in found)
    assert capsys.readouterr().out == f"{len(found)} schemas in {library / '.checkmarket' / 'schema'}\n"
    common = json.loads((library / ".checkmarket" / "schema" / "common.schema.json").read_text())
    assert "sample.flag" in common["$defs"]["fact-id"]["enum"]


def test_files_name_the_schemas_and_those_of_the_language_again(library: Path) -> None:
    book = library / "jurisdictions" / "EU" / "tax.yaml"
    before = {path: path.read_text() for path in library.rglob("*.yaml")}
    assert run(["rules", "schema", "--use"]) == 0
    assert book.read_text() == LINE.format(".checkmarket/schema") + FILES["jurisdictions/EU/tax.yaml"]
    assert run(["rules", "schema", "out", "--use"]) == 0
    assert book.read_text().startswith(LINE.format("out"))
    assert run(["rules", "schema", "--no-use"]) == 0
    assert {path: path.read_text() for path in library.rglob("*.yaml")} == before


def test_the_language_itself_is_not_written_over(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "schema", "rules/schema"]) == 2
    assert "rules/schema holds the language itself" in capsys.readouterr().err
    assert not (library / "rules" / "schema").exists()


@pytest.mark.skipif(not shutil.which("yaml-language-server"), reason="no yaml-language-server: see rules/EDITORS.md")
def test_a_real_language_server_completes_and_marks() -> None:
    script = assets_root() / "engine" / "scripts" / "check_editor.py"
    found = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
