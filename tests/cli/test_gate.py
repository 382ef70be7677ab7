"""`checkmarket gate` and the settings file, as a pipeline runs them."""

from __future__ import annotations

import shutil
from itertools import product as combinations
from pathlib import Path

import pytest
import yaml

from checkmarket.cli.main import run

SAMPLE = Path(__file__).parents[1] / "golden" / "sample"
DAY = ("--as-of", "2026-11-22")
RULE = "EU.tax.evidence"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a library, a product that fails, and settings."""
    shutil.copytree(SAMPLE, tmp_path / "law")
    shutil.copy(SAMPLE / "product.yaml", tmp_path / "product.yaml")
    settle(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settle(folder: Path, **more: object) -> None:
    settings = {"products": ["product.yaml"], "markets": ["EU"], "members": ["none"], "library": "law", **more}
    (folder / ".checkmarket.yaml").write_text(yaml.safe_dump(settings))


def gate(*arguments: str) -> int:
    return run(["gate", *DAY, *arguments])


def test_the_settings_say_what_is_judged(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate("-q") == 1
    assert capsys.readouterr().out.startswith("NO-GO")


def test_the_settings_are_found_from_a_folder_below(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(project / "deep" / "er")
    assert gate("-q") == 1


def test_without_settings_something_must_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert gate() == 2
    assert "no products: name them here or in .checkmarket.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("settled", [{"prodcts": ["x"]}, {"gate": {"min_score": {"compliance": 7}}}, {"markets": "EU"}])
def test_wrong_settings_are_a_mistake_in_a_file(
    settled: dict[str, object], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(project, **settled)
    assert gate() == 2
    assert ".checkmarket.yaml:" in capsys.readouterr().err


def test_the_main_job_honours_the_settings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settle(project, gate={"fail_on": ["waivers"]})
    assert run(["EU", "-p", "product.yaml", "-q", *DAY]) != 1
    assert run(["EU", "-p", "product.yaml", "-q", *DAY, "--fail-on", "blocker"]) == 1


@pytest.mark.parametrize(("flag", "environment", "settled"), combinations((False, True), repeat=3))
def test_a_flag_wins_over_the_environment_and_that_over_the_settings(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    flag: bool,
    environment: bool,
    settled: bool,
) -> None:
    if settled:
        settle(project, profile="from-file")
    if environment:
        monkeypatch.setenv("CHECKMARKET_PROFILE", "from-environment")
    assert gate("--show-config", *(("--profile", "from-flag") if flag else ())) == 0
    (line,) = [one for one in capsys.readouterr().out.splitlines() if one.startswith("profile ")]
    origins = [(flag, "flag"), (environment, "environment"), (settled, ".checkmarket.yaml"), (True, "default")]
    expected = next(origin for given, origin in origins if given)
    value = (
        "baseline" if expected == "default" else {".checkmarket.yaml": "from-file"}.get(expected, f"from-{expected}")
    )
    assert line.split() == ["profile", expected, value]


def test_a_flag_for_the_reports_puts_those_of_the_settings_aside(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(project, reports=[{"format": "json", "output": "out/{product}.json"}, {"format": "text"}])
    assert gate("-q") == 1
    assert [one.name for one in (project / "out").iterdir()] == ["sample.json"]
    shutil.rmtree(project / "out")
    assert gate("-q", "-f", "text") == 1
    assert not (project / "out").exists()


def test_several_products_need_a_file_each(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = (project / "product.yaml").read_text().replace("product: sample", "product: other")
    (project / "other.yaml").write_text(other)
    settle(project, products=["*.yaml"])
    assert gate("-f", "json", "-o", "x.json") == 2
    assert "2 products cannot share x.json" in capsys.readouterr().err
    assert gate("-f", "json", "-o", "{product}.json") == 1
    assert {"other.json", "sample.json"} <= {one.name for one in project.iterdir()}
    assert gate("-q") == 1
    assert capsys.readouterr().out.startswith("other: NO-GO")


def test_a_baseline_lets_only_what_is_new_fail(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate("-q", "--write-baseline", "base.yaml") == 1
    assert gate("-q", "--baseline", "base.yaml") == 0
    kept = [line for line in (project / "base.yaml").read_text().splitlines(keepends=True) if RULE not in line]
    (project / "base.yaml").write_text("".join(kept))
    assert gate("-q", "--baseline", "base.yaml", "--fail-on", "low") == 1


def test_what_is_mended_since_the_baseline_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate("-q", "--write-baseline", "base.yaml")
    path = project / "product.yaml"
    path.write_text(path.read_text().replace("ai.notice: false", "ai.notice: true"))
    capsys.readouterr()
    gate("--baseline", "base.yaml")
    assert "Mended since the baseline: EU.ai.notice [EU]" in " ".join(capsys.readouterr().out.split())


def waive(*more: str) -> int:
    required = ["-m", "EU", "-p", "product.yaml", "--owner", "Ann", "--expires", "2026-11-22", "--library", "law"]
    return run(["waive", "EU.ai.notice", *required, "--justification", "the new version has it", *more])


@pytest.mark.parametrize(
    ("day", "approver", "code"), [("22", "Bob", 0), ("23", "Bob", 1), ("22", "Ann", 1), ("22", "", 1)]
)
def test_a_waiver_keeps_a_blocker_from_the_gate_until_its_last_day(
    project: Path, day: str, approver: str, code: int
) -> None:
    assert waive("--approver", approver) == 0
    settle(project, waivers=".checkmarket-waivers.yaml", gate={"fail_on": ["blocker"]})
    assert run(["gate", "-q", "--as-of", f"2026-11-{day}", "--rule", "EU.ai.*"]) == code


def test_a_waiver_opens_again_when_the_law_changes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waive("--approver", "Bob")
    law = project / "law" / "jurisdictions" / "EU" / "ai.yaml"
    law.write_text(law.read_text().replace("weight: 8", "weight: 7"))
    settle(project, waivers=".checkmarket-waivers.yaml", gate={"fail_on": ["blocker"]})
    assert gate("--rule", "EU.ai.*") == 1
    assert "the law has changed" in " ".join(capsys.readouterr().out.split())


def test_a_waiver_raises_no_score(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate("-f", "json")
    before = capsys.readouterr().out
    waive("--approver", "Bob")
    capsys.readouterr()
    gate("-f", "json", "--waivers", ".checkmarket-waivers.yaml")
    scores = [yaml.safe_load(one)["markets"][0]["compliance"] for one in (before, capsys.readouterr().out)]
    assert scores[0] == scores[1]


def test_two_waivers_of_one_finding_are_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert waive("--approver", "Bob") == 0
    assert waive("--approver", "Bob") == 2
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    "entry",
    [("--owner", ""), ("--owner", "x" * 201), ("--justification", "x" * 2001), ("--ticket", "x\x00y")],
    ids=["nobody", "a novel of an owner", "a novel of a reason", "a NUL"],
)
def test_an_entry_that_the_gate_would_refuse_is_not_written(project: Path, entry: tuple[str, str]) -> None:
    assert waive(*entry) == 2
    assert not (project / ".checkmarket-waivers.yaml").exists()


def test_a_waiver_without_a_reason_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert waive("--justification", "later") == 2
    assert not (project / ".checkmarket-waivers.yaml").exists()
