"""Read a folder of texts, and write one so that others see the old folder or the new one, never half."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from checkmarket.model.diagnostics import UsageIsWrong


def read_texts(folder: Path) -> dict[str, str]:
    """The text of every file that lies directly in a folder, by name."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir()) if path.is_file()}


def check_target(target: Path, marker: str) -> None:
    """Raise UsageIsWrong unless the folder is absent, empty, or one that `write_folder` wrote and nobody added to.

    marker: the name of the file in which `write_folder` lists what it wrote.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageIsWrong(f"'{target}' is no folder", "name a folder that is new, or one written by this command")
    if not target.exists() or not any(target.iterdir()):
        return
    if not (target / marker).is_file():
        hint = "name a new or empty folder, or one written by this command before"
        raise UsageIsWrong(f"'{target}' holds files that are not a book", hint)
    own = {*(target / marker).read_text("utf-8").split("\n"), marker}
    foreign = sorted(name for name in _files_in(target) if name not in own)
    if foreign:
        raise UsageIsWrong(f"'{target}' holds a file that is not of the book: {foreign[0]}", "move it elsewhere first")


def write_folder(target: Path, files: Mapping[str, str], marker: str) -> None:
    """Write files (by their path inside the folder) in place of what `check_target` lets be replaced.

    Raises UsageIsWrong where it does not, and OSError; then nothing is left behind.
    """
    check_target(target, marker)
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh, former = (target.with_name(f".{target.name}.{os.getpid()}.{word}") for word in ("new", "old"))
    try:
        _write_all(fresh, {**files, marker: "\n".join(sorted(files)) + "\n"})
        if target.exists():
            target.rename(former)
        try:
            fresh.rename(target)
        except OSError:
            if former.exists():
                former.rename(target)
            raise
    finally:
        for folder in (fresh, former):
            shutil.rmtree(folder, ignore_errors=True)


def _write_all(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _files_in(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()]
