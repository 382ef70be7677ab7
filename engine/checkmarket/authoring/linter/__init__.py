"""Find what is wrong in a library, and what is legal but unwise: warnings CM910 to CM924.

Enters: what `library` loaded, the day.  Leaves: everything found, exclusions honoured.
"""

from checkmarket.authoring.linter.linter import lint, warnings
from checkmarket.authoring.linter.shown import Shown, chosen, show

__all__ = ["Shown", "chosen", "lint", "show", "warnings"]
