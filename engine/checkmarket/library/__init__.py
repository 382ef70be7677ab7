"""Read the rulebooks, the vocabulary and product files from disk.  The only place below the session that does.

Enters: folders and files.  Leaves: a Library, a Subject, Cases; FilesAreWrong with every mistake otherwise.
"""

from checkmarket.library.assets import assets_root
from checkmarket.library.documents import Memory, Source
from checkmarket.library.loader import (
    Compiled,
    Loaded,
    Sources,
    compile_case_file,
    compile_files,
    compile_product,
    compile_sources,
    compile_with_cases,
    digest,
    inspect_library,
    inspect_sources,
    read_cases,
    read_product,
    read_sources,
)

__all__ = [
    "Compiled",
    "Loaded",
    "Memory",
    "Source",
    "Sources",
    "assets_root",
    "compile_case_file",
    "compile_files",
    "compile_product",
    "compile_sources",
    "compile_with_cases",
    "digest",
    "inspect_library",
    "inspect_sources",
    "read_cases",
    "read_product",
    "read_sources",
]
