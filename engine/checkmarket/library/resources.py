"""List and read the files of a tree that somebody else wrote: no link is followed, no device opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from checkmarket.model.diagnostics import UsageIsWrong

MOST = 64 * 1024 * 1024
"""How many bytes of one file are read."""


def list_files(root: Path, endings: tuple[str, ...], skipped: Collection[str]) -> dict[str, int]:
    """The regular files below a folder with one of the endings, by their path from it with `/`, and their sizes.

    skipped: names of folders that are not gone into.  A file in place of a folder is the only one of itself.
    Raises UsageIsWrong where there is nothing.
    """
    if root.is_file():
        return {root.name: root.stat().st_size}
    if not root.is_dir():
        raise UsageIsWrong(f"there is no folder or file '{root}'", "name what holds the resource files")
    found: dict[str, int] = {}
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if one not in skipped)
        for name in names:
            if name.lower().endswith(endings) and (size := _size(os.path.join(folder, name))) is not None:  # noqa: PTH118 - a Path for each of 100,000 files is slow
                found[os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")] = size  # noqa: PTH118
    return dict(sorted(found.items()))


def read_bytes(path: Path) -> bytes:
    """What a file holds, up to one byte more than MOST.  Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(MOST + 1)


def digest_of(root: Path, names: Collection[str]) -> str:
    """The sha256 over the names and contents of files below a folder, which may be the one file itself."""
    found = sha256()
    for name in sorted(names):
        data = read_bytes(root if root.is_file() else root / name)
        found.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"sha256:{found.hexdigest()}"


def _size(path: str) -> int | None:
    """In bytes; None for what is no regular file."""
    try:
        status = os.lstat(path)
    except OSError:  # it went away meanwhile
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
