"""checkmarket: what the law and the culture of a market ask of a product, how far it is, and what to do next.

    >>> from datetime import date
    >>> from checkmarket import check, load_library, load_product
    >>> library = load_library()
    >>> product = load_product("examples/polyglot-chat.yaml", library)
    >>> report = check(library, product, "EU", as_of=date(2026, 11, 22))
    >>> report.verdict
    <Verdict.NO_GO: 'NO-GO'>

Names are loaded when they are first used, so that `import checkmarket` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkmarket.model.version import VERSION as __version__  # noqa: N811 - the name everybody looks for

if TYPE_CHECKING:
    from checkmarket.model.diagnostics import Diagnostic, FilesAreWrong, UsageIsWrong
    from checkmarket.model.report import Report, Verdict
    from checkmarket.session import check, load_library, load_product

_HOMES = {
    "load_library": "checkmarket.session",
    "load_product": "checkmarket.session",
    "check": "checkmarket.session",
    "Report": "checkmarket.model.report",
    "Verdict": "checkmarket.model.report",
    "Diagnostic": "checkmarket.model.diagnostics",
    "FilesAreWrong": "checkmarket.model.diagnostics",
    "UsageIsWrong": "checkmarket.model.diagnostics",
}

__all__ = [
    "Diagnostic",
    "FilesAreWrong",
    "Report",
    "UsageIsWrong",
    "Verdict",
    "__version__",
    "check",
    "load_library",
    "load_product",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'checkmarket' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415 - see above

    return getattr(import_module(_HOMES[name]), name)
