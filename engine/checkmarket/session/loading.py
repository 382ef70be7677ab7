"""Load a library or a product: from the cache where the same texts were compiled before, else from the files."""

from __future__ import annotations

from pathlib import Path

from checkmarket.library import assets_root, compile_product, compile_sources, digest, read_product, read_sources
from checkmarket.model.library import Library
from checkmarket.model.subject import Subject
from checkmarket.store import remember


def load_library(root: str | Path | None = None) -> Library:
    """The library under `root` (a folder with rules/ and jurisdictions/), or the one shipped with checkmarket.

    Raises FilesAreWrong with every mistake in the files.
    """
    sources = read_sources(Path(root) if root else assets_root())
    return remember(digest(sources), lambda: compile_sources(sources))


def load_product(path: str | Path, library: Library) -> Subject:
    """The subject that a product file describes.  Raises FilesAreWrong with every mistake in it."""
    sources = read_product(path)
    return remember(f"{library.digest} {digest(sources)}", lambda: compile_product(sources, library))
