"""The main job as a person runs it: exit codes, messages, nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checkmarket.cli.main import run
from checkmarket.library import assets_root

EXAMPLES = assets_root() / "examples"
CHAT = str(EXAMPLES / "polyglot-chat.yaml")
DAY = ("--as-of", "2026-11-22")
LIGHT = (*DAY, "--rule", "EU.tax.*", "--rule", "EU.data-protection.lawful-basis")  # what is judged does not matter here
MINIMAL = "product: p\nfacts:\n  offer.markets: [DE]\n"


@pytest.fixture
def product(tmp_path: Path) -> Path:
    path = tmp_path / "p.yaml"
    path.write_text(MINIMAL)
    return path


def command(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checkmarket", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["EU"], "Missing option '-p' / '--product'"),
        (["--product", CHAT], "Missing argument 'MARKET...'"),
        (["EX", "-p", CHAT], "unknown market 'EX'"),
        (["Germany", "-p", CHAT], "did you mean DE?"),
        (["eu", "-p", CHAT], "did you mean 'EU'"),
        (["KR", "-p", CHAT], "there is no rulebook for KR (South Korea)"),
        (["WORLD", "-p", CHAT], "WORLD holds what every market inherits and is no market"),
        (["EU", "-p", CHAT, "--members", "JP"], "'JP' is no member of EU"),
        (["EU", "-p", CHAT, "--members", "XX,DE"], "'XX' is no member of EU"),
        (["EU", "-p", CHAT, "--profile", "basline"], "did you mean 'baseline'?"),
        (["EU", "-p", CHAT, "--fail-on", "hihg"], "did you mean 'high'?"),
        (["EU", "-p", CHAT, "--min-score", "80"], "write 0.8 for 80 %"),
        (["EU", "-p", CHAT, "--as-of", "22.11.2026"], "write it 2026-11-22"),
        (["EU", "-p", CHAT, "--rule", "EU.ia.*"], "no rule is called 'EU.ia.*'"),
        (["EU", "-p", CHAT, "-f", "jsn"], "'jsn' is not one of"),
        (["EU", "-p", CHAT, "-o", "a", "-o", "b"], "each --output needs its --format"),
        (["EU", "-p", CHAT, "--library", "/nowhere"], "no rulebook lies below this folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_message_and_exit_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    found = capsys.readouterr()
    assert message in found.err
    assert "Traceback" not in found.err
    assert found.out == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "CM001 no such file or directory"),
        (b"", "CM011 the file is empty"),
        (b"\xff\xfe", "CM002 not UTF-8 text"),
        (b"x" * (2 * 1024 * 1024), "CM014 the file has more than 1 MiB"),
        (b"- a\n", "CM103 a list is not a mapping"),
        (b"just text\n", "is not a mapping"),
        (b"product: p\nfacts: {offer.is_payd: true}\n", "CM302 unknown fact 'offer.is_payd'"),
        (b"product: p\nfacts: {offer.is_paid: yes}\n", "CM008"),
        (b"product: p\nfacts: {offer.is_paid: 1}\n", "CM402 1 is no boolean"),
        (b"product: p\nfacts: {users.minimum_age: 99}\n", "CM403 99 is out of bounds"),
        (b"product: p\nfacts: {company.seat: NO}\n", "CM008 YAML versions disagree on what NO means"),
        (b"product: p\nfacts: {company.seat: SG, company.seat: DE}\n", "CM005 the key 'company.seat' stands twice"),
        (b"product: p\nfacts: {offer.is_paid: none}\n", "CM405"),
        (b"product: p\nfacts: {}\nmarkets: {DE: {company.employees: 3}}\n", "CM406"),
        (b"product: p\nfacts: {}\nmarkets: {XQ: {users.monthly_active: 3}}\n", "CM301 unknown jurisdiction 'XQ'"),
        (b"a: &a [x]\nb: *a\n", "CM006"),
        (b"[" * 500, "CM010 nested too deeply"),
    ],
    ids=["missing", "empty", "not UTF-8", "2 MiB", "a list", "a text", "unknown fact", "yes", "wrong type",
         "out of bounds", "NO", "duplicate key", "none", "company fact in a market", "unknown place", "alias", "deep"],
)  # fmt: skip
def test_a_bad_product_file_is_a_diagnostic_and_exit_2(
    content: bytes | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.yaml"
    if content is not None:
        path.write_bytes(content)
    assert run(["EU", "-p", str(path), "-f", "json", "-o", str(tmp_path / "out.json")]) == 2
    found = capsys.readouterr()
    assert message in found.err
    assert f"{path}:" in found.err
    assert "Traceback" not in found.err
    assert not (tmp_path / "out.json").exists()


def test_a_directory_is_no_product(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["EU", "-p", str(tmp_path)]) == 2
    assert "CM001 this is not a file" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_a_diagnostic(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    product.chmod(0)
    assert run(["EU", "-p", str(product)]) == 2
    assert "CM001 permission denied" in capsys.readouterr().err


def test_all_mistakes_are_listed_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("product: p\nfacts:\n  a.b: 1\n  company.seat: XQ\n  offer.is_paid: 3\n")
    assert run(["EU", "-p", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"{path}:3:3: CM302 unknown fact 'a.b'\n"
        f"{path}:4:17: CM301 unknown jurisdiction 'XQ'\n"
        f"{path}:5:18: CM402 3 is no boolean, as 'offer.is_paid' needs\n"
        "  hint: true or false\n"
        "checkmarket: 3 mistakes; nothing was judged\n"
    )


def test_a_product_file_may_be_a_link_out_of_the_tree(
    product: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = tmp_path / "elsewhere" / "link.yaml"
    link.parent.mkdir()
    link.symlink_to(product)
    assert run(["EU", "-p", str(link), *LIGHT, "-q"]) == 3
    assert capsys.readouterr().out.startswith("CANNOT SAY")


def test_exit_codes_follow_the_verdict(product: Path) -> None:
    arguments = ["EU", "-p", str(product), *LIGHT, "-q"]
    assert run(arguments) == 3
    assert run([*arguments, "--profile", "explore"]) == 0
    assert run([*arguments, "--profile", "explore", "--fail-on", "unknown"]) == 3
    assert run([*arguments, "--exit-zero"]) == 0
    assert run(["EU", "-p", CHAT, *DAY, "-q"]) == 1
    assert run(["EU", "-p", CHAT, *DAY, "-q", "--exit-zero"]) == 0


def test_check_is_the_long_name_of_the_main_job(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["EU", "-p", str(product), *LIGHT])
    short = capsys.readouterr().out
    run(["check", "EU", "-p", str(product), *LIGHT])
    assert capsys.readouterr().out == short


def test_members_can_be_chosen(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def markets(*arguments: str) -> list[str]:
        run(["EU", "-p", str(product), *LIGHT, "-f", "json", *arguments])
        return [one["market"] for one in json.loads(capsys.readouterr().out)["markets"]]

    assert markets() == ["EU", "DE"]
    assert markets("--members", "none") == ["EU"]
    assert markets("--members", "FR,ES") == ["EU", "ES", "FR"]
    assert len(markets("--members", "all")) == 28


def test_rules_can_be_chosen(product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(
        [
            "EU",
            "-p",
            str(product),
            *DAY,
            "-f",
            "json",
            "--members",
            "none",
            "--rule",
            "EU.ai.*",
            "--skip-rule",
            "*literacy*",
        ]
    )
    rules = [one["rule"] for one in json.loads(capsys.readouterr().out)["markets"][0]["findings"]]
    assert rules
    assert all(one.startswith("EU.ai.") and "literacy" not in one for one in rules)


def test_the_product_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "products").mkdir()
    (tmp_path / "products" / "x.yaml").write_text(MINIMAL)
    monkeypatch.chdir(tmp_path)
    assert run(["EU", "--product", "x", *LIGHT, "-q"]) == 3


def test_json_obeys_its_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads((assets_root() / "rules/schema/report.v1.schema.json").read_text("utf-8"))
    run(["EU", "-p", CHAT, *DAY, "-f", "json"])
    Draft202012Validator(schema).validate(json.loads(capsys.readouterr().out))


def test_several_formats_go_to_several_files(product: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, data = tmp_path / "r.txt", tmp_path / "r.json"
    run(["EU", "-p", str(product), *LIGHT, "-f", "text", "-o", str(text), "-f", "json", "-o", str(data)])
    assert capsys.readouterr().out == ""
    assert text.read_text().startswith("p → EU, DE")
    assert json.loads(data.read_text())["product"] == "p"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["p.yaml", "r.json", "r.txt"]


def test_an_output_that_cannot_be_written_is_a_message(
    product: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["EU", "-p", str(product), *LIGHT, "-o", str(product / "folder.txt")]) == 2
    assert "p.yaml" in capsys.readouterr().err
    assert run(["EU", "-p", str(product), *LIGHT, "-o", str(tmp_path)]) == 2
    assert "Is a directory" in capsys.readouterr().err


def test_the_same_command_gives_the_same_bytes_also_from_the_cache() -> None:
    first = command("EU", "-p", CHAT, *DAY, "-f", "json")
    second = command("EU", "-p", CHAT, *DAY, "-f", "json")
    assert first.stdout == second.stdout
    assert first.returncode == second.returncode == 1


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    code = f"{sys.executable} -m checkmarket EU -p {CHAT} --full | true; echo ${{PIPESTATUS[0]}}"
    found = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
    assert "Traceback" not in found.stderr
    assert found.stdout.strip() in ("1", "2")  # whether the pipe broke before the last byte was written


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("checkmarket.session.load_product", interrupted)
    assert run(["EU", "-p", CHAT]) == 130
    assert capsys.readouterr().err.strip() == "checkmarket: interrupted"


def test_our_own_bug_says_so_and_exits_4(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("checkmarket.session.load_product", broken)
    assert run(["EU", "-p", CHAT]) == 4
    assert "this is a bug in checkmarket" in capsys.readouterr().err


def test_help_and_version_cost_no_engine() -> None:
    code = "import sys; from checkmarket.cli.main import run; run(['--help']); print('jsonschema' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.stdout.endswith("False\n")
    assert command("--version").stdout.startswith("checkmarket, version ")


def test_a_warm_check_imports_neither_jsonschema_nor_yaml_nor_pydantic(product: Path) -> None:
    code = (
        "import sys; from checkmarket.cli.main import run; "
        f"run(['EU', '-p', {str(product)!r}, '--as-of', '2026-11-22', '-q']); "
        "print(sorted({'jsonschema', 'yaml', 'pydantic'} & sys.modules.keys()))"
    )
    results = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False) for _ in range(2)
    ]
    assert results[1].stdout.endswith("[]\n")


def test_color_is_only_an_addition(product: Path) -> None:
    plain = command("EU", "-p", str(product), *LIGHT).stdout
    assert "\x1b" not in plain
    assert all(len(line) <= 80 for line in plain.splitlines())


def test_the_environment_can_set_an_option_and_a_flag_wins(product: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKMARKET_PROFILE", "explore")
    arguments = ["EU", "-p", str(product), *LIGHT, "-q"]
    assert run(arguments) == 0
    assert run([*arguments, "--profile", "baseline"]) == 3
