"""The locales that a program looks in when one lacks a text: `es-MX`, `es-419`, `es`.

Source: UTS #35, Locale Inheritance; the exceptions and likely scripts of CLDR, through Babel.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1024)
def parents(locale: str) -> tuple[str, ...]:
    """From the nearest to the farthest, as BCP 47; never one of another script (`zh-TW` does not look in `zh`)."""
    found = []
    script, here = _script(locale), locale
    while here:
        here = _parent(here)
        if here and _script(here) == script:
            found.append(here)
    return tuple(found)


def _parent(locale: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - an extra

    exceptions = get_global("parent_exceptions")
    given: str | None = exceptions.get(locale.replace("-", "_"))
    if given:
        return "" if given == "root" else given.replace("_", "-")
    shorter = locale.rpartition("-")[0]
    if shorter and "-" not in shorter and (script := _script(locale)) != _script(shorter):
        return f"{shorter}-{script}" if f"{shorter}-{script}" != locale else shorter  # zh-TW: zh-Hant
    return shorter


def _script(locale: str) -> str:
    from babel.core import get_global  # noqa: PLC0415

    parts = locale.split("-")
    written = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")  # noqa: PLR2004 - ISO 15924
    if written:
        return written
    likely = get_global("likely_subtags")
    found: str = likely.get("_".join(parts)) or likely.get(parts[0]) or ""
    return next((part for part in found.split("_")[1:] if len(part) == 4), "")  # noqa: PLR2004 - ISO 15924
