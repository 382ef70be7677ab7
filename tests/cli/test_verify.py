"""`checkmarket verify`: an attestation holds until one of the things it is bound to is another."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

from checkmarket.authoring import keys
from checkmarket.cli.main import run

SAMPLE = Path(__file__).parents[1] / "golden" / "sample"
WAIVE = ("-p", "product.yaml", "--justification", "accepted for now", "--owner", "A", "--approver", "B")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a library, a product that fails, a waiver, a baseline, and what attests all this."""
    shutil.copytree(SAMPLE, tmp_path / "law")
    shutil.copy(SAMPLE / "product.yaml", tmp_path / "product.yaml")
    monkeypatch.chdir(tmp_path)
    settings = {"products": ["product.yaml"], "markets": ["EU"], "library": "law"}
    Path(".checkmarket.yaml").write_text(yaml.safe_dump(settings))
    assert gate("--write-baseline", "base.yaml", "--rule", "EU.tax.register") == 3
    waived = ["waive", "EU.tax.evidence", "-m", "EU", "--expires", "2026-12-31", "--library", "law", "--file", "w.yaml"]
    assert run([*waived, *WAIVE]) == 0
    assert attest("a.json") == 1
    private, public = keys.new_key()
    Path("key").write_bytes(private)
    Path("key.pub").write_bytes(public)
    capsys.readouterr()
    return tmp_path


def gate(*arguments: str) -> int:
    return run(["gate", "--as-of", "2026-11-22", "-q", *arguments])


def attest(target: str, *more: str) -> int:
    return gate("-f", "in-toto", "-o", target, "--waivers", "w.yaml", "--baseline", "base.yaml", *more)


def verdicts(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The mark of each thing that was looked at."""
    lines = capsys.readouterr().out.splitlines()
    return {one.split()[1]: one[0] for one in lines if one[:1] in ("✓", "✗", "–")}


def broken(capsys: pytest.CaptureFixture[str]) -> set[str]:
    return {name for name, mark in verdicts(capsys).items() if mark == "✗"}


def change(path: str, old: str = "", new: str = "# a remark\n") -> None:
    text = Path(path).read_text()
    assert old in text
    Path(path).write_text(text.replace(old, new) if old else text + new)


def edit(path: str, how: Callable[[Any], object]) -> None:
    found = json.loads(Path(path).read_text())
    how(found)
    Path(path).write_text(json.dumps(found))


def test_what_nobody_touched_holds(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "a.json"]) == 0
    assert capsys.readouterr().out == (
        "sample → EU · as of 2026-11-22 · profile baseline\n"
        "\n"
        "– signature     there is none\n"
        "✓ product.yaml  as attested\n"
        "✓ w.yaml        as attested\n"
        "✓ base.yaml     as attested\n"
        "✓ rulebooks     as attested\n"
        "– thresholds    those of the profile\n"
        "✓ verdict       NO-GO\n"
        "✓ result        as attested\n"
        "It holds.\n"
    )


@pytest.mark.parametrize(
    "selection",
    [
        ("--members", "none"),
        ("--members", "FR"),
        ("--members", "all"),
        ("--profile", "xccdf"),
        ("--fail-on", "low", "--fail-on", "unknown"),
        ("--min-score", "0.83", "--min-coverage", "tax=0.1"),
        ("--max-not-applicable", "0.5", "--coming-within", "P1Y", "--require-signed"),
        ("--rule", "EU.*", "--skip-rule", "EU.tax.*"),
        ("--as-of", "2027-03-01"),
        ("FR",),
    ],
)
def test_it_judges_again_by_the_settings_of_then(
    project: Path, selection: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    attest("b.json", *selection)
    capsys.readouterr()
    code = run(["verify", "b.json"])
    assert code == 0, capsys.readouterr().out


def test_a_gate_that_is_not_the_profiles_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    attest("b.json", "--fail-on", "waivers", "--min-score", "0.01")
    capsys.readouterr()
    assert run(["verify", "b.json"]) == 0
    assert "– thresholds    not those of the profile: fail-on, min-score\n" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["product.yaml", "w.yaml", "base.yaml"])
def test_a_remark_in_a_file_is_found_and_changes_no_verdict(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(name)
    assert run(["verify", "a.json"]) == 1
    assert broken(capsys) == {name}


def test_a_remark_in_a_rulebook_is_found(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change("law/jurisdictions/EU/tax.yaml")
    assert run(["verify", "a.json"]) == 1
    shown = capsys.readouterr().out
    assert "✗ rulebooks     changed jurisdictions/EU/tax.yaml\n" in shown
    assert "✓ verdict       NO-GO\n" in shown


def test_what_comes_out_otherwise_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change("product.yaml", "ai.notice: false", "ai.notice: true")
    assert run(["verify", "a.json"]) == 1
    shown = capsys.readouterr().out
    assert "✗ product.yaml  changed since\n" in shown
    assert "✗ verdict       NO-GO was stated, " in shown
    assert "EU: EU.ai.notice fails the gate no more\n" in shown
    assert shown.endswith("It does not hold.\n")


@pytest.mark.parametrize("name", ["product.yaml", "w.yaml", "base.yaml"])
@pytest.mark.parametrize("how", ["missing", "mistaken"])
def test_a_file_that_cannot_be_judged_with_any_more_does_not_hold(
    project: Path, name: str, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if how == "missing":
        Path(name).unlink()
    else:
        Path(name).write_text("nonsense: 1\n")
    assert run(["verify", "a.json"]) == 1
    assert broken(capsys) == {name, "verdict"}


def test_a_waiver_that_was_taken_away_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("w.yaml").write_text("waivers: []\n")
    assert run(["verify", "a.json"]) == 1
    assert "EU: EU.tax.evidence is waived no more\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("how", "found"),
    [
        (lambda it: it["predicate"].update(verdict="GO"), {"verdict"}),
        (lambda it: it["predicate"]["markets"][0].update(verdict="GO"), {"result"}),
        (lambda it: it["predicate"]["markets"][0].update(reasons=["none"]), {"result"}),
        (lambda it: it["predicate"]["markets"][0]["tally"].update(breach=0), {"result"}),
        (lambda it: it["predicate"]["markets"][0]["gated"].clear(), {"result"}),
        (lambda it: it["predicate"]["markets"][0]["gated"][0].update(fingerprint=64 * "0"), {"result"}),
        (lambda it: it["predicate"]["markets"].pop(), {"result"}),
        (lambda it: it["predicate"]["settings"].update(markets=["FR"]), {"result"}),
        (lambda it: it["predicate"]["settings"].update(members="none"), {"result"}),
        (lambda it: it["predicate"]["settings"].update(rules=["EU.tax.*"]), {"verdict", "result"}),
        (lambda it: it["predicate"]["settings"].update(skipRules=["no.such"]), {"verdict"}),
        (lambda it: it["predicate"]["settings"]["library"]["files"].popitem(), {"rulebooks"}),
        (lambda it: it["predicate"]["profile"].update(fail_on=[]), {"verdict", "result"}),
        (lambda it: it["predicate"].update(asOf="2026-11-23"), {"result"}),
        (lambda it: it["predicate"].update(product="other"), {"result"}),
        (lambda it: it["predicate"]["tool"].update(version="9"), {"result"}),
        (lambda it: it["predicate"]["faultyWaivers"].append({"rule": "x"}), {"result"}),
    ],
)  # fmt: skip
def test_what_was_changed_in_the_attestation_itself_is_found(
    project: Path, how: Callable[[Any], object], found: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    edit("a.json", how)
    assert run(["verify", "a.json"]) == 1
    assert broken(capsys) == found


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("product.yaml", "product.yaml"),
        ("w.yaml", "w.yaml"),
        ("base.yaml", "base.yaml"),
        ("checkmarket-library", "rulebooks"),
        ("checkmarket-report/1", "result"),
    ],
)
def test_every_digest_is_held(project: Path, subject: str, found: str, capsys: pytest.CaptureFixture[str]) -> None:
    def forge(it: Any) -> None:
        (one,) = [one for one in it["subject"] if one["name"] == subject]
        one["digest"]["sha256"] = 64 * "0"

    edit("a.json", forge)
    assert run(["verify", "a.json"]) == 1
    assert broken(capsys) == {found}


@pytest.mark.parametrize(
    "how",
    [
        lambda it: it.update(_type="https://in-toto.io/Statement/v0.1"),
        lambda it: it.update(predicateType="https://slsa.dev/provenance/v1"),
        lambda it: it["subject"].pop(0),
        lambda it: it["subject"].append(it["subject"][0]),
        lambda it: it["predicate"].pop("settings"),
        lambda it: it["predicate"].update(settings={}),
        lambda it: it["predicate"].update(more=1),
        lambda it: it["predicate"]["settings"].update(waivers=""),
        lambda it: it["predicate"]["settings"].update(markets=[]),
        lambda it: it["predicate"]["profile"].update(scoring="kind"),
        lambda it: it["predicate"]["profile"].update(coming_within="P99999Y"),
        lambda it: it["predicate"]["profile"].update(coming_within="P1D1Y"),
    ],
)
def test_what_no_run_of_ours_wrote_is_no_attestation(
    project: Path, how: Callable[[Any], object], capsys: pytest.CaptureFixture[str]
) -> None:
    edit("a.json", how)
    assert run(["verify", "a.json"]) == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err.startswith("checkmarket: a.json is no attestation of checkmarket: ")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"payload": 1}'])
def test_other_files_are_no_attestation(project: Path, content: bytes) -> None:
    Path("a.json").write_bytes(content)
    assert run(["verify", "a.json"]) == 2


def test_an_attestation_that_is_not_there_is_a_mistake_in_the_usage(project: Path) -> None:
    assert run(["verify", "none.json"]) == 2
    assert run(["verify", "a.json", "--key", "none.pub"]) == 2
    assert run(["verify", "a.json", "--library", "none"]) == 2


def test_another_library_can_be_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move("law", "elsewhere")
    assert run(["verify", "a.json"]) == 2
    assert run(["verify", "a.json", "--library", "elsewhere"]) == 0


def test_the_place_of_the_library_on_this_machine_is_not_told(project: Path) -> None:
    attest("b.json", "--library", str(project / "law"))
    assert str(project) not in Path("b.json").read_text()
    assert run(["verify", "b.json", "--library", "law"]) == 0


def test_a_signed_attestation_holds_with_its_key(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attest("s.json", "--attest-key", "key") == 1
    assert run(["verify", "s.json", "--key", "key.pub"]) == 0
    assert verdicts(capsys)["signature"] == "✓"
    assert run(["verify", "s.json"]) == 0
    assert verdicts(capsys)["signature"] == "–"


def test_the_envelope_is_one_that_others_check(project: Path) -> None:
    attest("s.json", "--attest-key", "key")
    envelope = json.loads(Path("s.json").read_text())
    assert base64.b64decode(envelope["payload"]) == Path("a.json").read_bytes()
    public = load_pem_public_key(Path("key.pub").read_bytes())
    key = SSlibKey.from_crypto(public, keyid="it")  # type: ignore[arg-type]
    with_ids = {**envelope, "signatures": [{**one, "keyid": "it"} for one in envelope["signatures"]]}
    assert Envelope.from_dict(with_ids).verify([key], 1)


@pytest.mark.parametrize("part", ["payload", "signature", "none", "key", "unsigned"])
def test_what_the_key_does_not_vouch_for_does_not_hold(
    project: Path, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    attest("s.json", "--attest-key", "key")
    edit("s.json", FORGERIES[part])
    if part == "key":
        Path("key.pub").write_bytes(keys.new_key()[1])
    if part == "unsigned":
        shutil.copy("a.json", "s.json")
    capsys.readouterr()
    assert run(["verify", "s.json", "--key", "key.pub"]) == 1
    assert verdicts(capsys) == {"signature": "✗"}


def _loosen(it: Any) -> None:
    payload = base64.b64decode(it["payload"]).replace(b'"verdict": "NO-GO"', b'"verdict": "GO"')
    it["payload"] = base64.b64encode(payload).decode()


FORGERIES: dict[str, Callable[[Any], object]] = {
    "payload": _loosen,
    "signature": lambda it: it["signatures"][0].update(sig=base64.b64encode(64 * b"0").decode()),
    "none": lambda it: it["signatures"].clear(),
    "key": lambda it: None,
    "unsigned": lambda it: None,
}


def test_a_signed_attestation_is_held_against_the_files_too(project: Path) -> None:
    attest("s.json", "--attest-key", "key")
    change("product.yaml")
    assert run(["verify", "s.json", "--key", "key.pub"]) == 1


def test_a_key_without_anything_to_sign_is_a_mistake_in_the_usage(project: Path) -> None:
    assert gate("--attest-key", "key") == 2
    assert attest("s.json", "--attest-key", "none") == 2
    assert attest("s.json", "--attest-key", "key.pub") == 2
    assert not Path("s.json").exists()
    attest("s.json", "--attest-key", "key")
    assert run(["verify", "s.json", "--key", "product.yaml"]) == 2


def test_two_runs_attest_the_same_bytes(project: Path) -> None:
    for name in ("s.json", "t.json"):
        attest(name, "--attest-key", "key")
    assert Path("s.json").read_bytes() == Path("t.json").read_bytes()
