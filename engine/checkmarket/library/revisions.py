"""Read a library as it stood at a revision of a git repository, without checking it out.

Enters: a folder inside a repository and a revision.  Leaves: the Sources of the library at that revision.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from checkmarket.library.loader import Sources, sources_from
from checkmarket.model.diagnostics import UsageIsWrong

_FILES = ("100644", "100755")
_FOLDERS = ("rules", "jurisdictions")


def read_revision(root: Path, revision: str) -> Sources:
    """The files of the library under `root` at a revision; messages name them REVISION:path.

    Raises UsageIsWrong where there is no git, no repository or no such revision, FilesAreWrong without a rulebook.
    """
    prefix = _git(root, "rev-parse", "--show-prefix", why=f"{root} is not inside a git repository").decode().strip()
    # a revision may begin with a dash, and must not be taken for an option
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
        why=f"'{revision}' is neither a folder nor a revision here",
    ).decode().strip()  # fmt: skip
    return sources_from(_files(root, commit, prefix), shown=lambda name: f"{revision}:{prefix}{name}")


def clean_commit(folder: Path) -> str:
    """The commit a folder stands at; empty outside a repository, and where something in it is not committed."""
    try:
        commit = _git(folder, "rev-parse", "--verify", "HEAD").decode().strip()
        changed = _git(folder, "status", "--porcelain", "--", ".")
    except UsageIsWrong:
        return ""
    return "" if changed.strip() else commit


def _files(root: Path, commit: str, prefix: str) -> dict[str, bytes]:
    """Every file a library may be made of below its folders, by its path from the library's root."""
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *(f"{prefix}{one}" for one in _FOLDERS))
    found: dict[str, str] = {}
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        head, _, path = line.partition("\t")
        if path.endswith((".yaml", ".json")) and head.startswith(_FILES):
            found[path.removeprefix(prefix)] = head.split()[2]
    return dict(zip(found, _contents(root, list(found.values())), strict=True))


def _contents(root: Path, objects: list[str]) -> list[bytes]:
    """What git holds under each id; one process for all."""
    answer = _git(root, "cat-file", "--batch", given="".join(f"{one}\n" for one in objects).encode())
    found: list[bytes] = []
    at = 0
    for _ in objects:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found


def _git(root: Path, *arguments: str, why: str = "", given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], input=given, capture_output=True, check=False)
    except OSError:
        raise UsageIsWrong("git cannot be run", "install it, or compare two folders") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageIsWrong(why or f"git {arguments[0]} failed", said[-1] if said else "see `git log` and `git branch`")
    return done.stdout
