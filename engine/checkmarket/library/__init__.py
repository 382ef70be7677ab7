"""Read the rulebooks, the vocabulary and product files from disk.  The only place below the command line that does.

Enters: folders and files.  Leaves: a Library, a Subject, Cases; FilesAreWrong with every mistake otherwise.
"""

from checkmarket.library.assets import assets_root
from checkmarket.library.loader import Loaded, load_library, load_product

__all__ = ["Loaded", "assets_root", "load_library", "load_product"]
