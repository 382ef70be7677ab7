"""Which plural categories of a language whole numbers reach: those that a translation of `{n} files` needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

# Rules of CLDR look at a number modulo at most a million: small numbers, and round ones up to ten million, reach
# whatever a whole number can reach.  A test tries them against all numbers to a hundred thousand, and many beyond.
_TRIED = (*range(201), *(digit * 10**zeros for zeros in range(3, 8) for digit in range(1, 10)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plurals:
    """reached: category and the smallest whole number in it, in the order of those numbers; unreached: the categories
    that the language has for fractions or compact numbers only."""

    reached: tuple[tuple[str, int], ...]
    unreached: tuple[str, ...]


@cache
def plurals(language: str) -> Plurals | None:
    """The categories of a language (a tag with hyphens), by the rules of CLDR; None where it has none for it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - an extra

    try:
        rule = Locale.parse(language, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        return None
    first: dict[str, int] = {}
    for number in _TRIED:
        first.setdefault(rule(number), number)
    return Plurals(reached=tuple(first.items()), unreached=tuple(sorted({*rule.tags, "other"} - first.keys())))
