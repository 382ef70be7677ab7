"""The README shows what really comes out.  After a wanted change: pytest tests/cli/test_readme.py --write-goldens"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checkmarket.cli.main import run
from checkmarket.library import assets_root

README = assets_root() / "README.md"
OUTPUT = re.compile(r"(?<=```text\n).*?(?=```)", re.DOTALL)


def test_the_output_in_the_readme_is_what_the_command_prints(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(assets_root())
    run(["EU", "--product", "examples/polyglot-chat.yaml", "--as-of", "2026-11-22"])
    printed = capsys.readouterr().out
    text = README.read_text("utf-8")
    if request.config.getoption("--write-goldens"):
        README.write_text(OUTPUT.sub(lambda _: printed, text, count=1), encoding="utf-8")
    found = OUTPUT.search(README.read_text("utf-8"))
    assert found is not None
    assert found.group() == printed


def test_every_folder_on_the_map_exists() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert linked
    assert [one for one in linked if not Path(README.parent, one).exists()] == []
