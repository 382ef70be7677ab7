"""Read the files that stand beside a product: settings, waivers, baseline, lock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from checkmarket.library.documents import Source, read_document
from checkmarket.library.files import read_file
from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong

if TYPE_CHECKING:
    from checkmarket.model.baseline import KnownFinding
    from checkmarket.model.document import Document
    from checkmarket.model.lock import Lock
    from checkmarket.model.settings import Settings
    from checkmarket.model.waivers import Waiver

Value = TypeVar("Value")

SETTINGS = ".checkmarket.yaml"


def find_settings(folder: Path) -> Path | None:
    """The settings of a project: in the folder, or in the nearest one above, up to the root of the repository."""
    for up in range(len(folder.resolve().parts)):
        one = folder.joinpath(*[".."] * up)
        if (one / SETTINGS).is_file():
            return one / SETTINGS
        if (one / ".git").exists():
            return None
    return None


def load_settings(path: Path) -> Settings:
    """Raises FilesAreWrong with every mistake in the file."""
    from checkmarket.compiler.project import compile_settings  # noqa: PLC0415 - few runs have such a file

    return _load(path, "settings", compile_settings)


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """Raises FilesAreWrong with every mistake in the file."""
    from checkmarket.compiler.project import compile_waivers  # noqa: PLC0415

    return _load(path, "waivers", compile_waivers)


def read_waivers(text: str, shown: str) -> tuple[Waiver, ...]:
    """What a file of waivers with this text would hold.  Raises FilesAreWrong with every mistake in it."""
    from checkmarket.compiler.project import compile_waivers  # noqa: PLC0415

    return _read(Source("waivers", shown, text.encode()), compile_waivers)


def load_baseline(path: Path) -> tuple[KnownFinding, ...]:
    """Raises FilesAreWrong with every mistake in the file."""
    from checkmarket.compiler.project import compile_baseline  # noqa: PLC0415

    return _load(path, "baseline", compile_baseline)


def load_lock(path: Path) -> Lock:
    """Raises FilesAreWrong with every mistake in the file."""
    from checkmarket.compiler.project import compile_lock  # noqa: PLC0415

    return _load(path, "lock", compile_lock)


def _load(path: Path, kind: str, compiled: Callable[[Document], tuple[Value, list[Diagnostic]]]) -> Value:
    data, faults = read_file(path, str(path))
    return _read(Source(kind, str(path), data, tuple(faults)), compiled)


def _read(source: Source, compiled: Callable[[Document], tuple[Value, list[Diagnostic]]]) -> Value:
    document, mistakes = read_document(source, None)
    if document is None or mistakes:
        raise FilesAreWrong(mistakes)
    value, mistakes = compiled(document)
    if mistakes:
        raise FilesAreWrong(mistakes)
    return value
