"""The rulebooks a gate is decided with, pinned by their digests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """library: the digest of all files; files: that of each, by its path in the library.  All are `sha256:…`."""

    library: str
    files: Mapping[str, str]


def differences(before: Lock, now: Lock) -> tuple[str, ...]:
    """What became of which file, in words, sorted by path; nothing where the two are the same library."""
    found = tuple(
        f"{_word(path, before, now)} {path}"
        for path in sorted(before.files.keys() | now.files.keys())
        if before.files.get(path) != now.files.get(path)
    )
    if not found and before.library != now.library:
        return ("changed the digest of the whole",)  # somebody edited that line
    return found


def _word(path: str, before: Lock, now: Lock) -> str:
    if path not in before.files:
        return "added"
    return "changed" if path in now.files else "removed"
