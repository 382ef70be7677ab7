"""Turn the bytes of a YAML file into a Document whose every value knows its line and column.

Enters: bytes and the path to show to people.  Leaves: a Document, or none, and every mistake found on the way.
"""

from checkmarket.reader.reader import read

__all__ = ["read"]
