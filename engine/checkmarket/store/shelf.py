"""Many values in one file of the user's cache: what a run made of each file, for the next run over the same files.

A value is used only where its version agrees, and checkmarket's own code and Python's version: the version must tell
everything else that the value was made from.  A new version takes the place of the old one.
"""

from __future__ import annotations

import pickle
from hashlib import sha256
from typing import Any

from checkmarket.store.store import UNREADABLE, cache_folder, code_digest, keep


class Shelf:
    """Values by name.  Without a cache folder they are kept while the process runs."""

    def __init__(self, name: str) -> None:
        """name: of the shelf, such as the folder that the values are about."""
        folder = cache_folder()
        shelf = sha256(f"shelf {name} {code_digest()}".encode()).hexdigest()
        self._path = folder / f"{shelf}.pickle" if folder else None
        self._kept: dict[str, tuple[str, bytes]] = self._read()
        self._changed = False

    def get(self, name: str, version: str) -> Any:
        """The value kept under a name, or None where there is none of this version."""
        kept, data = self._kept.get(name, ("", b""))
        if kept != version:
            return None
        try:
            return pickle.loads(data)
        except UNREADABLE:
            return None

    def keep(self, name: str, version: str, value: object) -> None:
        """Keep a value in place of what was kept under that name."""
        self._kept[name] = (version, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        self._changed = True

    def write(self) -> None:
        """Write what is kept, if anything of it is new."""
        if self._path and self._changed:
            keep(self._path, self._kept)
        self._changed = False

    def _read(self) -> dict[str, tuple[str, bytes]]:
        try:
            found = pickle.loads(self._path.read_bytes()) if self._path else {}
        except UNREADABLE:
            return {}
        return found if isinstance(found, dict) else {}
