"""A lock as YAML: one line a file, sorted, so that a review shows which rulebook has changed."""

from __future__ import annotations

import json
import re

from checkmarket.model.lock import Lock

_HEAD = """\
# The rulebooks a gate is decided with.  `checkmarket lock` writes this file; --locked fails when they differ.
lock: checkmarket-lock/1
"""
_PLAIN = re.compile(r"[A-Za-z][\w./-]*")


def render_lock(lock: Lock) -> str:
    """The file library.lock."""
    lines = "".join(f"  {_key(path)}: {lock.files[path]}\n" for path in sorted(lock.files))
    return f"{_HEAD}library: {lock.library}\nfiles:\n{lines}"


def _key(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else json.dumps(path)
