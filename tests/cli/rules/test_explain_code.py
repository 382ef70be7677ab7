"""`rules explain-code` as a person runs it."""

from __future__ import annotations

import pytest

from checkmarket.cli.main import run
from checkmarket.model.diagnostics import CODES


def explained(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(["rules", "explain-code", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_code_with_its_reason_its_remedy_and_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert explained("CM306", capsys=capsys) == (
        0,
        """\
CM306 (error): an unknown control

What it means
  A control that no file under `rules/controls` declares.

Why it matters
  The checklist could not tell anybody what to do.

How to mend it
  Take the spelling from the hint, or add the control.

Wrong (jurisdictions/EU/data-protection.yaml)
  remediation: [ask-parent]

Right
  remediation: [ask-parents]
""",
        "",
    )


def test_a_warning_is_called_one_and_small_letters_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert explained("cm913", capsys=capsys)[1].startswith("CM913 (warning): ")


def test_a_tab_can_be_seen(capsys: pytest.CaptureFixture[str]) -> None:
    assert "title: Data protection⇥in the European Union" in explained("CM003", capsys=capsys)[1]


def test_a_code_without_an_example_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert explained("CM014", capsys=capsys)[1].endswith("There is no example: it is too large to show.\n")


def test_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = explained("CM3022", capsys=capsys)
    assert (code, out) == (2, "")
    assert err.startswith("checkmarket: no code 'CM3022'\n  hint: did you mean 'CM302'")


@pytest.mark.parametrize("arguments", [(), ("--all",)])
def test_all_codes_are_listed(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = explained(*arguments, capsys=capsys)
    assert code == 0
    assert sorted(line[:5] for line in out.splitlines()) == sorted(CODES)
    assert "CM302  error    an unknown fact\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_no_page_is_wider_than_a_terminal_but_for_its_example(capsys: pytest.CaptureFixture[str]) -> None:
    for code in CODES:
        page = explained(code, capsys=capsys)[1].split("\nWrong")[0]
        assert max(map(len, page.splitlines())) <= 80, code
