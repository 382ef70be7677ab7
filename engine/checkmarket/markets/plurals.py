"""Which plural categories of a language whole numbers reach: those that a translation of `{n} files` needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.plural import PluralRule

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
    """The categories of a language (a tag, such as pt-PT), by the rules of CLDR; None where it has none for it."""
    rule = plural_rule(language)
    if rule is None:
        return None
    first: dict[str, int] = {}
    for number in _TRIED:
        first.setdefault(rule(number), number)
    return Plurals(reached=tuple(first.items()), unreached=tuple(sorted({*rule.tags, "other"} - first.keys())))


@cache
def plural_rule(language: str, *, ordinal: bool = False) -> PluralRule | None:
    """None where CLDR has no rule for the language: what it inherits from the root tells no numbers apart."""
    from babel.localedata import exists, load  # noqa: PLC0415 - heavy, and needed for plurals only

    kind = "ordinal_form" if ordinal else "plural_form"
    for name in (language.replace("-", "_"), language.partition("-")[0]):
        if name and exists(name):
            rule: PluralRule = load(name)[kind]
            return None if rule is load("root")[kind] else rule
    return None
