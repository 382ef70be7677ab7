"""Pin the files of a library, and hold a library against what was pinned."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from checkmarket.library.loader import digest
from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.lock import Lock, differences

if TYPE_CHECKING:
    from checkmarket.library.loader import Sources

LOCK = "library.lock"
"""How the file is called where nobody says otherwise."""


def lock_of(sources: Sources) -> Lock:
    """The digests of the files of a library as they were read."""
    files = {one.shown: f"sha256:{sha256(one.data or b'').hexdigest()}" for one in sources}
    return Lock(library=digest(sources), files=files)


def hold_to(lock: Lock, sources: Sources, *, shown: str) -> None:
    """Raises UsageIsWrong, naming every file, where the library is not the pinned one.  shown: the file of the lock."""
    found = differences(lock, lock_of(sources))
    if found:
        hint = "`checkmarket lock` pins them as they are now, once somebody has seen to it that this is meant"
        raise UsageIsWrong("\n  ".join((f"the rulebooks are not those of {shown}", *found)), hint)
