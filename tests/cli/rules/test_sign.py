"""`rules sign` and `rules signatures` as a legal team runs them, and what a check makes of them."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path

import pytest

from checkmarket.cli.main import run
from tests.support.tiny import PRODUCT, WRITTEN

BOOK = "jurisdictions/EU/tax.yaml"
SIGNED = "jurisdictions/EU/signatures/tax.yaml"
JANE = ("--by", "Jane Doe", "--role", "Counsel", "--on", "2026-11-22")
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny library, in which the commands run."""
    for name, text in {**WRITTEN, "product.yaml": PRODUCT}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def answer(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_from_signing_to_a_change_and_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "sign", "EU.tax.one", *JANE, "--expires", "2027-11-22", "--note", "Read twice.", "--yes"]) == 0
    assert capsys.readouterr().out == f"1 rule signed in {SIGNED}\n"
    assert run(["rules", "signatures", *DAY]) == 0
    assert capsys.readouterr().out == (
        "✓ signed      EU.tax.one\n"
        "              Jane Doe, Counsel, on 22 Nov 2026, until 22 Nov 2027\n"
        "                Read twice.\n"
        "\n"
        "3 rules: 1 signed, 2 unsigned\n"
    )
    edit(root / BOOK, "requires: {fact: sample.flag, is: true}", "requires: {fact: sample.flag, is: false}")
    assert run(["rules", "signatures", "EU.tax.one", *DAY, "--require", "valid"]) == 1
    assert "✗ broken      EU.tax.one" in (said := capsys.readouterr().out)
    assert "changed since: demand\n" in said
    edit(
        root / BOOK,
        "requires: {fact: sample.flag, is: false}",
        "requires:\n      # as before\n      {is: true, fact: sample.flag}",
    )
    assert run(["rules", "signatures", "EU.tax.one", *DAY, "--require", "all"]) == 0
    assert run(["rules", "signatures", *DAY, "--as-of", "2027-11-23", "--require", "valid"]) == 1
    assert "ran out after 2027-11-22" in capsys.readouterr().out


def test_a_signature_survives_fmt(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "sign", "*", *JANE, "--yes"]) == 0
    before = {path: path.read_text("utf-8") for path in root.rglob("signatures/*.yaml")}
    assert run(["rules", "fmt"]) == 0
    assert {path: path.read_text("utf-8") for path in before} == before
    assert run(["rules", "signatures", "--require", "all", *DAY]) == 0


def test_a_person_is_asked_first(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer("n\n", monkeypatch)
    assert run(["rules", "sign", "EU.tax.*", *JANE]) == 1
    said = capsys.readouterr().out
    assert "EU.tax.graded (draft)\n    Count to five\nEU.tax.one\n    Raise the flag\n" in said
    assert said.endswith("Nothing was signed.\n")
    answer("", monkeypatch)
    assert run(["rules", "sign", "EU.tax.*", *JANE]) == 2
    assert "add --yes to sign without being asked" in capsys.readouterr().err
    assert not (root / SIGNED).exists()
    answer("y\n", monkeypatch)
    assert run(["rules", "sign", "EU.tax.*", *JANE]) == 0
    assert (root / SIGNED).exists()


def test_signing_again_tells_what_changed(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["rules", "sign", "EU.tax.one", *JANE, "--yes"])
    edit(root / BOOK, "title: Raise the flag", "title: Raise the flag high")
    answer("y\n", monkeypatch)
    assert run(["rules", "sign", "EU.tax.one", *JANE]) == 0
    assert "changed since 22 Nov 2026: wording" in capsys.readouterr().out
    assert run(["rules", "signatures", "EU.tax.one", "--require", "all", *DAY]) == 0
    assert (root / SIGNED).read_text().count("rule: EU.tax.one") == 1


def test_with_keys(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "sign", "--new-key", "jane.key"]) == 0
    assert stat.S_IMODE((root / "jane.key").stat().st_mode) == 0o600
    (root / "keys").mkdir()
    (root / "jane.key.pub").rename(root / "keys" / "jane-doe.pub")
    assert run(["rules", "sign", "EU.tax.one", *JANE, "--key", "jane.key", "--yes"]) == 0
    assert run(["rules", "signatures", "EU.tax.one", "--keys", "keys", "--require", "all", *DAY]) == 0
    edit(root / SIGNED, "role: Counsel", "role: Judge")
    capsys.readouterr()
    assert run(["rules", "signatures", "EU.tax.one", "--keys", "keys", *DAY]) == 1
    assert "✗ forged      EU.tax.one" in capsys.readouterr().out
    edit(root / SIGNED, "by: Jane Doe", "by: Jim Roe")
    assert run(["rules", "signatures", "EU.tax.one", "--keys", "keys", "--require", "all", *DAY]) == 1
    assert "there is no key jim-roe.pub" in capsys.readouterr().out


@pytest.mark.parametrize("taken", ["jane.key", "jane.key.pub"])
def test_a_key_is_never_overwritten(taken: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / taken).write_text("precious")
    assert run(["rules", "sign", "--new-key", "jane.key"]) == 2
    assert "a key is never overwritten" in capsys.readouterr().err
    assert [(one.name, one.read_text()) for one in root.glob("jane*")] == [(taken, "precious")]


def test_signatures_for_machines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["rules", "sign", "EU.tax.one", *JANE, "--yes"])
    run(["rules", "sign", "EU.tax.one", *JANE, "--market", "DE", "--yes"])
    capsys.readouterr()
    assert run(["rules", "signatures", "EU.tax.*", "-f", "json", *DAY]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["rule"], one["state"]) for one in found["rules"]] == [
        ("EU.tax.graded", "unsigned"),
        ("EU.tax.one", "signed"),
    ]
    assert [(one["market"], one["state"], one["by"]) for one in found["rules"][1]["sign_offs"]] == [
        ("EU", "signed", "Jane Doe"),
        ("DE", "signed", "Jane Doe"),
    ]
    assert (root / "jurisdictions/DE/signatures/tax.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["EU.tax.one"], "who signs which rules?"),
        ([*JANE], "who signs which rules?"),
        (["EU.tax.onne", *JANE], "no rule is called 'EU.tax.onne'\n  hint: did you mean 'EU.tax.one'"),
        (["EU.tax.one", *JANE, "--market", "SG"], "'EU.tax.one' does not stand in SG"),
        (["EU.tax.one", *JANE, "--market", "XX"], "unknown jurisdiction 'XX'"),
        (["EU.tax.one", *JANE, "--expires", "2026-11-21", "-y"], "lies before --on"),
        (["EU.tax.one", *JANE, "--on", "2999-01-01", "-y"], "2999-01-01 lies ahead"),
        (["EU.tax.one", *JANE, "--key", "none.key", "-y"], "none.key:1:1: CM001"),
        (["EU.tax.one", *JANE, "--key", "product.yaml", "-y"], "this is no private ed25519 key"),
        (["EU.tax.one", "--by", "J", "--role", "Counsel", "-y"], "not at least 2"),
        (["EU.tax.one", "--new-key", "x"], "make the key first"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_what_makes_no_sense_signs_nothing(
    arguments: list[str], message: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rules", "sign", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not (root / SIGNED).exists()


def test_a_rule_that_is_gone_is_not_signed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        root / BOOK,
        "remediation: [raise-flag]\n    status: sourced",
        "remediation: [raise-flag]\n    status: withdrawn",
    )
    assert run(["rules", "sign", "EU.tax.one", *JANE, "-y"]) == 2
    assert "'EU.tax.one' is withdrawn" in capsys.readouterr().err


# what a check makes of it


def check(*more: str) -> int:
    return run(["EU", "-p", "product.yaml", "--library", ".", "--members", "none", *DAY, *more])


def test_require_signed_says_go_only_on_signed_rules(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 0
    assert "0 signed by counsel" in " ".join(capsys.readouterr().out.split())
    assert check("--require-signed") == 3
    assert "2 of 2 rules that apply or may are not signed by a counsel: EU.tax.graded, EU.tax.one" in " ".join(
        capsys.readouterr().out.split()
    )
    run(["rules", "sign", "EU.tax.*", *JANE, "--yes"])
    capsys.readouterr()
    assert check("--require-signed") == 0
    assert "2 signed by counsel" in " ".join(capsys.readouterr().out.split())
    assert check("-f", "json") == 0
    findings = json.loads(capsys.readouterr().out)["markets"][0]["findings"]
    assert {one["rule"]: one["signed"] for one in findings} == {"EU.tax.graded": True, "EU.tax.one": True}


def test_a_profile_can_ask_for_signatures(root: Path) -> None:
    edit(root / "rules/profiles/baseline.yaml", "undecided: cannot-say", "undecided: go, require_signed: true")
    assert check() == 3
    run(["rules", "sign", "EU.tax.*", *JANE, "--yes"])
    assert check() == 0
