"""Read the rulebooks, the vocabulary and product files from disk.  The only place below the session that does.

Enters: folders and files.  Leaves: a Library, a Subject, Cases; FilesAreWrong with every mistake otherwise.
"""

from checkmarket.library.assets import assets_root
from checkmarket.library.loader import (
    Loaded,
    compile_product,
    compile_sources,
    digest,
    inspect_library,
    read_product,
    read_sources,
)

__all__ = [
    "Loaded",
    "assets_root",
    "compile_product",
    "compile_sources",
    "digest",
    "inspect_library",
    "read_product",
    "read_sources",
]
