"""Turn validated Documents into a Library, a Subject or Cases; and a Library into the Plan of one market and day.

Enters: Documents of a right shape (and, for the ids they declare, those of a wrong one).
Leaves: frozen values, and every mistake of meaning with its place (codes CM201 to CM801).
"""

from checkmarket.compiler.cases import compile_cases
from checkmarket.compiler.library import compile_library
from checkmarket.compiler.plan import plan, replanned
from checkmarket.compiler.subject import compile_subject

__all__ = ["compile_cases", "compile_library", "compile_subject", "plan", "replanned"]
