"""Lay files out in one way: keys in order, ambiguous words in quotes, long text wrapped, every comment kept.

Enters: the bytes of a file.  Leaves: its text laid out, which says the same; or diagnostics.  decisions/0010.
"""

from checkmarket.authoring.formatter.formatter import Formatter

__all__ = ["Formatter"]
