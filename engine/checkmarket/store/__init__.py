"""Keep what was compiled, so that the next check need not read, validate and compile the same texts again."""

from checkmarket.store.shelf import Shelf
from checkmarket.store.store import remember

__all__ = ["Shelf", "remember"]
