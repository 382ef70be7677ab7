"""Read and write single files, and turn what the operating system says into diagnostics."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Place

_MOST = 1024 * 1024 + 1  # one byte more than the reader takes, so that it can say how large is too large


def read_file(path: Path, shown: str, *, most: int = _MOST) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file, or why there are none.  No more is read than tells that a file is too large."""
    try:
        if path.exists() and not path.is_file():
            hint = "name a file" if path.is_dir() else "name a regular file"
            return None, [Diagnostic("CM001", "this is not a file", Place(shown), hint)]
        with path.open("rb") as stream:
            return stream.read(most), []
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return None, [
            Diagnostic("CM001", reason[0].lower() + reason[1:], Place(shown), "check the name and the permissions")
        ]


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that others see the old content or the new, never half.  Raises OSError.

    A device or a pipe, such as /dev/stdout, is written to: nothing can take its place.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def shown_path(path: Path, base: Path) -> str:
    """The path as messages show it: relative to `base` where it lies inside, else as given."""
    try:
        return path.relative_to(base).as_posix()
    except ValueError:
        return str(path)


def yaml_files(root: Path, patterns: Iterable[str]) -> list[Path]:
    """The files that match, sorted by name."""
    return sorted({path for pattern in patterns for path in root.glob(pattern)})


def write_new(path: Path, data: bytes, *, secret: bool = False) -> None:
    """Write a file that must not exist yet.  secret: its owner alone may read it.  Raises OSError."""
    mode = 0o600 if secret else 0o644
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as stream:
        stream.write(data)


def find_yaml(paths: Iterable[Path]) -> list[Path]:
    """The named files, and the YAML files below the named folders, each once.  A path that is not there is kept."""
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(sorted(path.rglob("*.yaml")) if path.is_dir() else [path]))
    return list(found)


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    """When each YAML file below a folder was last written, in nanoseconds, and how large it is."""
    found: dict[str, tuple[int, int]] = {}
    for path in root.rglob("*.yaml"):
        with suppress(OSError):  # it went away meanwhile
            status = path.stat()
            found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found


def write_together(files: Mapping[Path, bytes], *, replace: bool) -> None:
    """Write several files so that none is there half, and none at all where one cannot be written.

    All are written beside their places first, then moved there.  replace: files that are there may be replaced; else
    raises FileExistsError.  Raises OSError.
    """
    fresh: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            if not replace and (path.exists() or path.is_symlink()):
                raise FileExistsError(errno.EEXIST, "it exists already", str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            fresh[temporary] = path
            with temporary.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for temporary, path in fresh.items():
            temporary.replace(path)
    finally:
        for temporary in fresh:
            temporary.unlink(missing_ok=True)
