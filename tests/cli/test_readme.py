"""The README shows what really comes out.  After a wanted change: pytest tests/cli/test_readme.py --write-goldens"""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from checkmarket.cli.main import run
from checkmarket.cli.rules import rules_command
from checkmarket.library import assets_root
from checkmarket.library.project import load_settings
from checkmarket.reporters import BINARY_REPORTERS, REPORTERS

README = assets_root() / "README.md"
GUIDE = assets_root() / "rules" / "README.md"
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


def test_the_settings_shown_are_settings(tmp_path: Path) -> None:
    block = re.search(
        r"```yaml\n(# yaml-language-server: \$schema=rules/schema/settings.*?)```", README.read_text("utf-8"), re.DOTALL
    )
    assert block
    path = tmp_path / ".checkmarket.yaml"
    path.write_text(block[1], "utf-8")
    assert load_settings(path).reports[1] == ("sarif", "reports/{product}.sarif")


def test_the_formats_named_are_those_there_are() -> None:
    named = re.search(r"The formats: (.*?)\.\n", README.read_text("utf-8"), re.DOTALL)
    assert named
    assert set(re.split(r",\s+", named[1])) == {*REPORTERS, *BINARY_REPORTERS}


def test_every_command_shown_exists() -> None:
    shown = set(
        re.findall(r"^checkmarket rules ([a-z-]+)", README.read_text("utf-8") + GUIDE.read_text("utf-8"), re.MULTILINE)
    )
    assert shown
    assert shown <= set(rules_command.list_commands(click.Context(rules_command)))
