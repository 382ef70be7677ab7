"""`rules test` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from checkmarket.cli.main import run
from tests.support.tiny import FILES

CASES = """\
cases: EU.tax
items:
  - {case: the flag is raised, rule: EU.tax.one, facts: {sample.flag: true}, expect: pass}
  - {case: the flag is not raised, rule: EU.tax.one, facts: {sample.flag: false}, expect: fail}
  - {case: before it began, rule: EU.tax.one, as_of: 2019-12-31, expect: not-in-force}
  - {case: the first day, rule: EU.tax.one, as_of: 2020-01-01, facts: {sample.flag: true}, expect: pass}
"""
PATH = "jurisdictions/EU/cases/tax.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in {**FILES, PATH: CASES}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outcome_of(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(["rules", "test", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def break_a_case(folder: Path) -> None:
    (folder / PATH).write_text(CASES.replace("expect: fail", "expect: pass"), "utf-8")


def test_cases_that_come_out_as_expected_exit_with_zero(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = outcome_of("EU.tax.one", capsys=capsys)
    assert (code, out) == (0, "4 cases of 1 rule: all as expected\n")


def test_rules_without_a_case_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = outcome_of(capsys=capsys)
    assert out.splitlines() == [
        "! DE.tax.own has no case",
        "! EU.tax.graded has no case",
        "4 cases of 1 rule: all as expected",
    ]


def test_a_failing_case_exits_with_one_and_shows_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_a_case(folder)
    code, out, _ = outcome_of("EU.tax.one", capsys=capsys)
    assert code == 1
    assert "✗ the flag is not raised" in out
    assert "expected pass" in out
    assert "✗ sample.flag is yes" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("path", [PATH, f"./{PATH}", "jurisdictions/EU", "jurisdictions/EU/tax.yaml"])
def test_a_path_names_what_lies_there(folder: Path, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome_of(path, capsys=capsys)[0] == 0
    assert outcome_of(str(folder / path), capsys=capsys)[0] == 0


def test_a_path_is_read_from_where_one_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder / "jurisdictions" / "EU")
    assert outcome_of("--library", str(folder), "cases/tax.yaml", capsys=capsys)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("EU.tax.oen",), "no rule, rulebook or file is called 'EU.tax.oen'\n  hint: did you mean 'EU.tax.one'"),
        (("DE.tax.own",), "no case is written for DE.tax.own"),
        (("--min-score", "0.9"), "--min-score is about --mutate"),
        (("/",), "/ lies outside the library"),
    ],
)
def test_wrong_usage_exits_with_two(
    folder: Path, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = outcome_of(*arguments, capsys=capsys)
    assert (code, out) == (2, "")
    assert message in err


def test_wrong_files_exit_with_two(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / PATH).write_text(CASES.replace("EU.tax.one, facts", "EU.tax.oen, facts"), "utf-8")
    code, _, err = outcome_of(capsys=capsys)
    assert code == 2
    assert f"{PATH}:3:38: CM305 unknown rule 'EU.tax.oen'" in err


def test_coverage_says_what_no_case_tries(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = outcome_of("EU.tax.one", "--coverage", capsys=capsys)
    assert code == 0
    assert out.splitlines()[:4] == [
        "EU.tax                            cases  outcomes  leaves  numbers  days  exempt",
        "  one                                 4       2/4     1/1        –   2/2       –",
        "      · no case expects unknown",
        "      · no case expects not-applicable",
    ]


def test_mutants_that_are_all_noticed_reach_the_score(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = outcome_of("EU.tax.one", "--mutate", "--min-score", "1", capsys=capsys)
    assert code == 0
    assert "100.0 %" in out


def test_a_score_below_what_is_asked_exits_with_one_and_names_the_case_to_add(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / PATH).write_text("".join(CASES.splitlines(keepends=True)[:4]), "utf-8")
    code, out, _ = outcome_of("EU.tax.one", "--mutate", "--min-score", "0.95", capsys=capsys)
    assert code == 1
    assert "2019-12-31" in out
    assert "this case would notice:" in out
    assert outcome_of("EU.tax.one", "--mutate", "--min-score", "0.3", capsys=capsys)[0] == 0
    assert outcome_of("EU.tax.one", "--mutate", capsys=capsys)[0] == 0


def test_failing_cases_are_mended_before_anything_is_mutated(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_a_case(folder)
    code, out, err = outcome_of("EU.tax.one", "--mutate", "--min-score", "0", capsys=capsys)
    assert code == 1
    assert "Changes of the law" not in out
    assert err == "nothing was changed: a case that fails already notices everything, so mend it first\n"


def test_two_processes_find_what_one_finds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("EU.tax.one", "--mutate", "-f", "json")
    assert outcome_of(*arguments, "-j", "2", capsys=capsys) == outcome_of(*arguments, capsys=capsys)


def test_reports_for_machines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, _ = outcome_of("EU.tax.one", "-f", "junit", "-o", "out.xml", capsys=capsys)
    assert code == 0
    assert fromstring((folder / "out.xml").read_text("utf-8")).get("tests") == "4"
    said = json.loads(outcome_of("EU.tax.one", "-f", "json", "--mutate", capsys=capsys)[1])
    assert said["schema"] == "checkmarket-test/1"
    assert said["mutation"]["score"] == 1
