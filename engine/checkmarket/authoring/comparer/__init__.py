"""Compare two libraries: what changed in meaning, whether it asks more or less, and what it does to products.

Enters: two Libraries.  Leaves: a LawDiff.  Layout, comments, the order of keys and who read a source when are nothing.
"""

from checkmarket.authoring.comparer.comparer import compare
from checkmarket.authoring.comparer.effects import effects_on

__all__ = ["compare", "effects_on"]
