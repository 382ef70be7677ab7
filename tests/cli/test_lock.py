"""`checkmarket lock` and `--locked`: a gate is decided with the rulebooks somebody pinned, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from checkmarket.cli.main import run

SAMPLE = Path(__file__).parents[1] / "golden" / "sample"
TAX = "law/jurisdictions/EU/tax.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a library, its lock, and a product that fails."""
    shutil.copytree(SAMPLE, tmp_path / "law")
    shutil.copy(SAMPLE / "product.yaml", tmp_path / "product.yaml")
    monkeypatch.chdir(tmp_path)
    settle()
    assert run(["lock"]) == 0
    return tmp_path


def settle(**more: object) -> None:
    settings = {"products": ["product.yaml"], "markets": ["EU"], "library": "law", **more}
    Path(".checkmarket.yaml").write_text(yaml.safe_dump(settings))


def gate(*arguments: str) -> int:
    return run(["gate", "--as-of", "2026-11-22", "-q", *arguments])


def test_the_lock_pins_every_file_of_the_rulebooks(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = yaml.safe_load(Path("library.lock").read_text())
    below = {one.relative_to("law").as_posix() for one in Path("law").rglob("*.yaml")} - {"product.yaml"}
    assert {path for path in below if "/cases/" not in path} == set(lock["files"])
    assert run(["lock", "-o", "-"]) == 0
    assert capsys.readouterr().out.endswith(Path("library.lock").read_text())


def test_what_is_pinned_is_judged_as_ever(project: Path) -> None:
    assert gate("--locked") == gate() == 1


def test_it_does_not_matter_where_the_rulebooks_lie(project: Path) -> None:
    shutil.move("law", "elsewhere")
    assert gate("--locked", "--library", "elsewhere") == 1
    assert gate("--locked", "--library", str(project / "elsewhere")) == 1


def test_each_file_that_was_added_removed_or_changed_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(TAX).open("a") as file:
        file.write("# a remark\n")
    Path("law/jurisdictions/FR/tax.yaml").unlink()
    shutil.copy("law/rules/profiles/xccdf.yaml", "law/rules/profiles/more.yaml")
    capsys.readouterr()
    assert gate("--locked") == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err == (
        "checkmarket: the rulebooks are not those of library.lock\n"
        "  changed jurisdictions/EU/tax.yaml\n"
        "  removed jurisdictions/FR/tax.yaml\n"
        "  added rules/profiles/more.yaml\n"
        "  hint: `checkmarket lock` pins them as they are now, once somebody has seen to it that this is meant\n"
    )


@pytest.mark.parametrize("kind", ["facts/sample", "controls/sample", "profiles/baseline", "domains", "places"])
def test_every_kind_of_file_is_held(project: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Path(f"law/rules/{kind}.yaml").open("a") as file:
        file.write("# a remark\n")
    assert gate("--locked") == 2
    assert f"  changed rules/{kind}.yaml\n" in capsys.readouterr().err


def test_the_digest_of_the_whole_is_held_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = yaml.safe_load(Path("library.lock").read_text())
    Path("library.lock").write_text(yaml.safe_dump({**lock, "library": "sha256:" + 64 * "0"}))
    assert gate("--locked") == 2
    assert "changed the digest of the whole" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("settled", "flags", "environment", "held"),
    [
        (None, (), None, False),
        (None, ("--locked",), None, True),
        (None, ("--locked=library.lock",), None, True),
        (None, (), "1", True),
        (None, (), "library.lock", True),
        (True, (), None, True),
        (False, (), None, False),
        ("library.lock", (), None, True),
        (True, ("--locked=false",), None, False),
        (False, ("--locked",), None, True),
        (True, (), "0", False),
    ],
)
def test_flag_environment_and_settings_ask_for_it(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    settled: object,
    flags: tuple[str, ...],
    environment: str | None,
    *,
    held: bool,
) -> None:
    settle(**({} if settled is None else {"locked": settled}))
    if environment is not None:
        monkeypatch.setenv("CHECKMARKET_LOCKED", environment)
    with Path(TAX).open("a") as file:
        file.write("# a remark\n")
    assert gate(*flags) == (2 if held else 1)


def test_the_lock_stands_beside_the_settings(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "deep").mkdir()
    monkeypatch.chdir(project / "deep")
    assert gate("--locked") == 1
    assert gate("--locked=../library.lock") == 1
    assert gate("--locked=library.lock") == 2
    (project / "library.lock").unlink()
    assert gate("--locked") == 2
    assert run(["lock"]) == 0
    assert (project / "library.lock").exists()
    assert not (project / "deep" / "library.lock").exists()


def test_a_lock_that_is_missing_is_no_permission(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate("--locked=other.lock") == 2
    assert "there is no other.lock\n  hint: `checkmarket lock` writes it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("checkmarket-lock/1", "checkmarket-lock/2"),
        ("library:", "libary:"),
        ("sha256:", "md5:"),
        ("files:", "files: {}\nmore:"),
    ],
)
def test_a_lock_is_read_strictly(project: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("library.lock").write_text(Path("library.lock").read_text().replace(old, new))
    assert gate("--locked") == 2
    assert "library.lock:" in capsys.readouterr().err


def test_settings_say_whether_or_which(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settle(locked=7)
    assert gate() == 2
    assert ".checkmarket.yaml:2:9: CM103 7 is not true or false or text" in capsys.readouterr().err


def test_rulebooks_with_mistakes_are_not_pinned(project: Path) -> None:
    before = Path("library.lock").read_text()
    Path(TAX).write_text(Path(TAX).read_text().replace("rulebook:", "rulbook:"))
    assert run(["lock"]) == 2
    assert Path("library.lock").read_text() == before
