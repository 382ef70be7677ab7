"""`checkmarket rules new` and `rules new-jurisdiction` as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkmarket.cli.main import run
from checkmarket.library import inspect_library
from tests.support.tiny import CASES, FILES

DAY = ("--as-of", "2026-11-22")
BOOK, CASE_FILE = "jurisdictions/EU/tax.yaml", "jurisdictions/EU/cases/tax.yaml"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny library on disk, and the current folder."""
    for name, text in {**FILES, CASE_FILE: CASES}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.yaml")}


def test_a_rule_is_begun_and_its_places_are_named(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "new", "EU.tax.count-more", "--kind", "should", *DAY]) == 0
    found = inspect_library(library, with_cases=True)
    assert found.diagnostics == ()
    assert found.library.rules["EU.tax.count-more"].kind == "should"
    line = texts(library)[BOOK].split("\n").index("  - id: EU.tax.count-more") + 1
    assert capsys.readouterr().out == (
        f"{library}/{BOOK}:{line}  added\n{library}/{CASE_FILE}:9  added\n"
        "Answer the questions, then: checkmarket rules lint && checkmarket rules test EU.tax.count-more\n"
    )


def test_a_rule_is_shown_and_nothing_is_written(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(library)
    assert run(["rules", "new", "EU.labour.rest", "--dry-run", *DAY]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("jurisdictions/EU/labour.yaml, a new file:\n\n# yaml-language-server: $schema=")
    assert "\njurisdictions/EU/cases/labour.yaml, a new file:\n\n" in shown
    assert texts(library) == before


def test_a_jurisdiction_is_begun(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "new-jurisdiction", "FR", "--domain", "tax", *DAY]) == 0
    assert inspect_library(library).diagnostics == ()
    assert (library / "jurisdictions" / "FR" / "cases").is_dir()
    assert capsys.readouterr().out.endswith("Begin a rule with: checkmarket rules new FR.tax.what-to-do\n")
    assert run(["rules", "new", "FR.tax.register", *DAY]) == 0
    assert inspect_library(library, with_cases=True).diagnostics == ()


def test_languages_and_currency_come_from_cldr(library: Path) -> None:
    assert run(["rules", "new-jurisdiction", "SG", "--domain", "tax", *DAY]) == 0
    text = (library / "jurisdictions" / "SG" / "jurisdiction.yaml").read_text()
    assert "\nlanguages: [en, zh, ms, ta]\n" in text
    assert "\ncurrency: SGD\n" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "EU.tax.one"], "the rule 'EU.tax.one' exists"),
        (["new", "EU.tax.two", "--kind", "shall"], "'shall' is not one of"),
        (["new", "EU.tax.two", "--library", "nowhere"], "no rules/ and jurisdictions/ in nowhere"),
        (["new-jurisdiction", "DE"], "the jurisdiction 'DE' exists"),
        (["new-jurisdiction", "FR", "--domain", "taxes"], "did you mean 'tax'?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_writes_nothing(
    arguments: list[str], message: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(library)
    assert run(["rules", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert texts(library) == before
