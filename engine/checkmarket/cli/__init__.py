"""The command line.  Enters: arguments and files.  Leaves: text and an exit code.

Exit codes: 0 GO, 1 NO-GO, 2 a file or the usage is wrong and nothing was judged, 3 CANNOT SAY, 4 our bug,
130 interrupted.
"""

from checkmarket.cli.main import main

__all__ = ["main"]
