"""A folder of compiled values in the user's cache, by the digest of everything they were made from.

A value is used only when the digest of all its sources, of checkmarket's own code and of Python's version agree.
Without a writable cache, or with CHECKMARKET_NO_CACHE set, everything is simply made anew.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")
UNREADABLE = (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError, TypeError, IndexError)
"""What a missing, broken or foreign file in the cache can raise."""


def remember(sources: str, make: Callable[[], Value]) -> Value:
    """The value kept for these sources (a digest), or what `make` makes, which is then kept.

    What `make` raises is raised, and nothing is kept.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    path = folder / f"{sha256(f'{sources} {code_digest()}'.encode()).hexdigest()}.pickle"
    try:
        kept: Value = pickle.loads(path.read_bytes())
    except UNREADABLE:
        made = make()
        keep(path, made)
        return made
    return kept


def cache_folder() -> Path | None:
    """Where compiled values are kept, or None where nothing is to be kept."""
    if os.environ.get("CHECKMARKET_NO_CACHE"):
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "checkmarket"
    except RuntimeError:  # no home
        return None


def keep(path: Path, value: object) -> None:
    """Write the value beside the others, readable by its owner only.  A cache that cannot be written is no mistake."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            pickle.dump(value, stream, protocol=pickle.HIGHEST_PROTOCOL)
        temporary.replace(path)
        _forget_old(path.parent)
    except OSError:
        return


def _forget_old(folder: Path, *, most: int = 40) -> None:
    """Keep the newest files only."""
    kept = sorted(folder.glob("*.pickle"), key=lambda one: one.stat().st_mtime, reverse=True)
    for path in kept[most:]:
        path.unlink(missing_ok=True)


@cache
def code_digest() -> str:
    """A change of checkmarket itself, or of Python, makes every kept value worthless."""
    digest = sha256(sys.version.encode())
    for path in sorted(Path(__file__).resolve().parent.parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
