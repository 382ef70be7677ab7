"""Load a library or a product: from the cache where the same texts were compiled before, else from the files."""

from __future__ import annotations

from pathlib import Path

from checkmarket.library import (
    Sources,
    assets_root,
    compile_product,
    compile_sources,
    compile_with_cases,
    digest,
    read_cases,
    read_product,
    read_sources,
)
from checkmarket.model.cases import Case
from checkmarket.model.library import Library
from checkmarket.model.subject import Subject
from checkmarket.store import remember


def load_library(root: str | Path | None = None) -> Library:
    """The library under `root` (a folder with rules/ and jurisdictions/), or the one shipped with checkmarket.

    Raises FilesAreWrong with every mistake in the files.
    """
    return library_of(read_sources(Path(root) if root else assets_root()))


def library_of(sources: Sources) -> Library:
    """The library that files make, wherever they were read.  Raises FilesAreWrong with every mistake in them."""
    return remember(digest(sources), lambda: compile_sources(sources))


def load_with_cases(root: str | Path | None = None) -> tuple[Library, tuple[Case, ...]]:
    """The library, and the cases that stand beside its law.  Raises FilesAreWrong with every mistake in the files."""
    folder = Path(root) if root else assets_root()
    sources, cases = read_sources(folder), read_cases(folder)
    return remember(f"{digest(sources)} with {digest(cases)}", lambda: compile_with_cases(sources, cases))


def load_product(path: str | Path, library: Library) -> Subject:
    """The subject that a product file describes.  Raises FilesAreWrong with every mistake in it."""
    sources = read_product(path)
    return remember(f"{library.digest} {digest(sources)}", lambda: compile_product(sources, library))
