"""The same project gives the same bytes wherever it lies, and a report that cannot be written is no half report."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checkmarket.cli.main import run
from checkmarket.reporters import BINARY_REPORTERS, REPORTERS

SAMPLE = Path(__file__).parents[1] / "golden" / "sample"
FORMATS = (*REPORTERS, *BINARY_REPORTERS)
OPTIONS = ("EU", "-p", "product.yaml", "--library", "law", "--as-of", "2026-11-22", "--no-color")


def project(folder: Path, *, backwards: bool) -> Path:
    """The sample library and product, its files made in one order or the other."""
    files = sorted(path for path in SAMPLE.rglob("*") if path.is_file())
    for path in reversed(files) if backwards else files:
        target = folder / "law" / path.relative_to(SAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    shutil.copyfile(SAMPLE / "product.yaml", folder / "product.yaml")
    return folder


def test_every_format_is_the_same_on_two_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for name, backwards in (("here", False), ("a/longer/way down", True)):
        (tmp_path / name).mkdir(parents=True)
        monkeypatch.chdir(project(tmp_path / name, backwards=backwards))
        reports = [part for one in FORMATS for part in ("-f", one, "-o", f"out/{one}")]
        assert run([*OPTIONS, *reports]) == 1
        written.append({one: Path("out", one).read_bytes() for one in FORMATS})
    assert [one for one in FORMATS if written[0][one] != written[1][one]] == []
    assert all(written[0].values())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to fill a disk with")
def test_a_full_disk_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project(tmp_path, backwards=False))
    assert run([*OPTIONS, "-f", "json", "-o", "/dev/full"]) == 2
    assert "No space left on device" in capsys.readouterr().err


def test_a_run_that_is_killed_leaves_the_old_report_or_the_new_one(tmp_path: Path) -> None:
    """Killed after ever longer, until it ends by itself."""
    folder = project(tmp_path, backwards=False)
    command = [sys.executable, "-m", "checkmarket", *OPTIONS, "-f", "json", "-o", "report.json"]
    report = folder / "report.json"
    subprocess.run(command, cwd=folder, check=False, env=os.environ)
    new = report.read_bytes()
    for tenths in (1, 3, 5, 8):
        report.write_bytes(b"old")
        process = subprocess.Popen(command, cwd=folder, env=os.environ)
        time.sleep(tenths / 10)
        process.kill()
        process.wait()
        assert report.read_bytes() in (b"old", new)
