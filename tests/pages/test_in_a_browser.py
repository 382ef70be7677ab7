"""Every page we write, in a real browser, judged by axe-core: engine/scripts/check_pages.mjs.

Needs node, Chromium (CHROMIUM, or on the PATH) and a folder with axe-core and playwright-core, which
CHECKMARKET_PAGE_TOOLS names; `.ci/run` sets these up.  Elsewhere each test is skipped and says what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from checkmarket.cli.main import run
from checkmarket.reporters.html import render
from tests.support.reports import everything

ROOT = Path(__file__).parents[2]
PAGE = '<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>{}</main></html>'


@pytest.fixture(scope="session")
def tools() -> str:
    """The folder with axe-core and playwright-core."""
    folder = os.environ.get("CHECKMARKET_PAGE_TOOLS", "")
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    missing = [
        what
        for what, there in (
            ("node", shutil.which("node")),
            ("Chromium", browser),
            ("CHECKMARKET_PAGE_TOOLS", folder),
        )
        if not there
    ]
    if missing:
        pytest.skip(f"no page was looked at: there is no {', no '.join(missing)}")
    return folder


def look(tools: str, script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a script of engine/scripts; it ends with 1 for a serious finding."""
    command = ["node", str(ROOT / "engine/scripts" / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


def test_the_report_with_everything_in_it(tools: str, tmp_path: Path) -> None:
    page = tmp_path / "everything.html"
    page.write_text(render(everything()), encoding="utf-8")
    seen = look(tools, "check_pages.mjs", "--modules", tools, page)
    assert seen.returncode == 0, seen.stdout + seen.stderr


def test_the_reports_of_two_examples(tools: str, tmp_path: Path) -> None:
    pages = []
    for product in ("polyglot-chat", "metrics-api"):
        pages.append(tmp_path / f"{product}.html")
        asked = [
            "EU",
            "--product",
            str(ROOT / "examples" / f"{product}.yaml"),
            "--as-of",
            "2026-11-22",
            "-f",
            "html",
            "-o",
            str(pages[-1]),
        ]
        assert run(asked) in (0, 1, 3)
    seen = look(tools, "check_pages.mjs", "--modules", tools, *pages)
    assert seen.returncode == 0, seen.stdout + seen.stderr


def test_the_book_and_its_search(tools: str, tmp_path: Path) -> None:
    assert run(["rules", "docs", str(tmp_path / "book")]) == 0
    seen = look(tools, "check_book.mjs", tmp_path / "book", tools)
    assert seen.returncode == 0, seen.stdout + seen.stderr


@pytest.mark.parametrize(
    ("mistake", "what"),
    [
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ('<p style="color:#bbb;background:#fff">You can hardly read this.</p>', "color-contrast"),
        ('<p style="width:3000px">wide</p>', "too wide"),
        ('<img alt="" src="https://example.invalid/a.png">', "asks for"),
    ],
    ids=["a picture without words", "pale text", "wider than the page", "asks for something from elsewhere"],
)
def test_the_look_itself_finds_mistakes(tools: str, tmp_path: Path, mistake: str, what: str) -> None:
    page = tmp_path / "bad.html"
    page.write_text(PAGE.format(mistake), encoding="utf-8")
    seen = look(tools, "check_pages.mjs", "--modules", tools, page)
    assert seen.returncode == 1, seen.stdout + seen.stderr
    assert what in seen.stdout
