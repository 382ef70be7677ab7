"""rules/README.md is true: its blocks, put where it says, are good law that passes; its mistakes say what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from textwrap import dedent, indent

import pytest

from checkmarket.library import assets_root
from checkmarket.library.loader import inspect_library
from checkmarket.session.cases import as_diagnostics, run_cases

GUIDE = assets_root() / "rules" / "README.md"
PUT = re.compile(
    r"<!-- put (?:(?P<side>below|before) `(?P<mark>[^`]*)` in|at the end of) (?P<path>\S+) -->\n"
    r"```yaml\n(?P<text>.*?)```",
    re.DOTALL,
)
MISTAKE = re.compile(
    r"^\d+\. (?P<title>.*?)\n +```yaml\n(?P<line>.*?)\n +```\n +```text\n(?P<said>.*?) +```", re.DOTALL | re.MULTILINE
)
NUMBER = "jurisdictions/ES/data-protection.yaml"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library with every block of the guide put where it says."""
    root = tmp_path_factory.mktemp("library")
    for folder in ("rules", "jurisdictions"):
        shutil.copytree(assets_root() / folder, root / folder)
    for found in PUT.finditer(GUIDE.read_text("utf-8")):
        path = root / found["path"]
        path.write_text(put(path.read_text("utf-8"), found), "utf-8")
    return root


def put(text: str, found: re.Match[str]) -> str:
    if not found["side"]:
        return text + found["text"]
    line = next(one for one in text.splitlines(keepends=True) if found["mark"] in one)
    return text.replace(line, line + found["text"] if found["side"] == "below" else found["text"] + line, 1)


def test_who_follows_the_guide_writes_good_law(followed: Path) -> None:
    loaded = inspect_library(followed, with_cases=True)
    assert list(map(str, loaded.diagnostics)) == []
    outcomes = list(run_cases(loaded.library, loaded.cases))
    assert list(map(str, as_diagnostics(outcomes))) == []
    assert sum(one.case.rule == "DE.consumer.quick-refund" for one in outcomes) >= 10


def mistakes() -> list[tuple[str, str, str]]:
    found = MISTAKE.finditer(GUIDE.read_text("utf-8"))
    return [(one["title"], dedent(one["line"]), dedent(one["said"]).strip()) for one in found]


def test_there_are_ten() -> None:
    assert len(mistakes()) == 10


def mistaken(good: str, written: str) -> str:
    """The entry as written; or with the one line that is written, in place of the line of the same key."""
    if written.startswith("- "):
        return indent(written.rstrip() + "\n", " " * 6)
    key = written.split(":", maxsplit=1)[0]
    line = re.search(rf"^([ -]+){key}: .*\n", good, re.MULTILINE)
    if line is None:
        return good.replace("        value: 16\n", f"        value: 16\n        {written.strip()}\n")
    return good.replace(line[0], f"{line[1]}{written.strip()}\n")


@pytest.mark.parametrize(("written", "said"), [pytest.param(*rest, id=title) for title, *rest in mistakes()])
def test_a_mistake_says_what_the_guide_says(written: str, said: str, tmp_path: Path, followed: Path) -> None:
    for folder in ("rules", "jurisdictions"):
        shutil.copytree(followed / folder, tmp_path / folder)
    path = tmp_path / NUMBER
    text = path.read_text("utf-8")
    good = re.search(r" +- from: 2027-09-01\n(?: {8}.*\n)+", text)[0]  # type: ignore[index]
    path.write_text(text.replace(good, mistaken(good, written)), "utf-8")
    found = [str(one) for one in inspect_library(tmp_path).diagnostics]
    assert [re.sub(rf"^{re.escape(NUMBER)}:\d+:\d+: ", "", one) for one in found] == [said]
