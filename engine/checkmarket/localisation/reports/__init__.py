"""A scan as text: for people, for programs, for code scanning, for a pull request.

Enters: a Judged scan.  Leaves: text, sorted, and the same for the same scan.
"""

from __future__ import annotations
