"""Which plural categories the whole numbers of a language reach, computed from CLDR's rules (Babel), never listed.

Also gettext's own rules: `nplurals=2; plural=(n != 1);` evaluated, and held against CLDR.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from checkmarket.markets.plurals import plural_rule

Category = Literal["zero", "one", "two", "few", "many", "other"]
CATEGORIES: tuple[Category, ...] = ("zero", "one", "two", "few", "many", "other")

MILLION = 1_000_000
_SMALL = range(1001)
"""What gettext's own check counts over (plural-distrib.c), and enough for every modulus up to 1000."""
_LARGE = (*range(1001, 2001), *range(2000, 100_000, 1000), *range(100_000, MILLION, 20_000))
IN_WORDS = 2
"""A form for so few numbers may say them in words: `one` in English is 1, in French 0 and 1.

gettext's own check (plural-distrib.c) is laxer, and lets forms for up to four numbers leave the number out.
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """What whole numbers reach in a language.

    everyday: the categories of numbers below a million; all: of every number, decimals and millions included; only: the
    numbers of each category that one or two numbers reach.
    """

    everyday: frozenset[str]
    all: frozenset[str]
    only: Mapping[str, frozenset[int]]


@lru_cache(maxsize=1024)
def reach(locale: str, *, ordinal: bool = False) -> Reach | None:
    """The categories of a locale (BCP 47); None when CLDR does not know the language."""
    rule = plural_rule(locale, ordinal=ordinal)
    return _reached(tuple(sorted(rule.rules.items()))) if rule else None


@lru_cache(maxsize=256)
def _reached(rules: tuple[tuple[str, str], ...]) -> Reach:
    """Many languages share a rule, and trying the numbers takes a while."""
    from babel.plural import PluralRule  # noqa: PLC0415 - heavy, and needed for plurals only

    rule = PluralRule(rules)
    numbers: dict[str, set[int]] = {}
    for n in _SMALL:
        numbers.setdefault(rule(n), set()).add(n)
    everyday = frozenset(numbers).union(rule(n) for n in _LARGE)
    only = {each: frozenset(some) for each, some in numbers.items() if len(some) <= IN_WORDS}
    return Reach(everyday, everyday | frozenset(rule.rules) | {"other"}, only)


def category(locale: str, n: int) -> str:
    """The category of a whole number; empty when CLDR does not know the language."""
    rule = plural_rule(locale)
    return rule(n) if rule else ""


@dataclass(frozen=True, slots=True)
class Forms:
    """A file's own plural rule.  count: how many forms it says there are; form_of: the form of a number."""

    count: int
    form_of: Callable[[int], int]


@lru_cache(maxsize=1024)
def forms(rule: str) -> Forms:
    """Read `nplurals=2; plural=(n != 1);`.  Raises ValueError with what is wrong.

    The expression is parsed by the standard library, which allows C's operators, numbers and `n`, and nothing else.
    """
    parts = dict(part.split("=", 1) for part in rule.replace(" ", "").split(";") if "=" in part)
    if not parts.get("nplurals", "").isdecimal():
        raise ValueError("it does not say how many forms there are (nplurals=2)")
    if not parts.get("plural"):
        raise ValueError("it does not say which number takes which form (plural=n != 1)")
    try:
        form_of = gettext.c2py(parts["plural"])
        for n in _SMALL:
            form_of(n)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"its expression cannot be read: {error}") from None
    return Forms(int(parts["nplurals"]), form_of)


@lru_cache(maxsize=1024)
def numbers_of(rule: str) -> dict[int, set[int]]:
    """By form, the numbers up to 1000 that take it.  Raises ValueError as `forms` does."""
    numbers: dict[int, set[int]] = {}
    for n in _SMALL:
        numbers.setdefault(forms(rule).form_of(n), set()).add(n)
    return numbers


@lru_cache(maxsize=1024)
def seldom_forms(rule: str) -> dict[str, frozenset[int]]:
    """The forms, as `0`, `1` …, of one or two numbers, with these numbers; none where the rule
    cannot be read."""
    try:
        found = numbers_of(rule)
    except ValueError:
        return {}
    return {str(form): frozenset(some) for form, some in found.items() if len(some) <= IN_WORDS}


def can_be_general(missing: frozenset[str], known: Reach) -> bool:
    """Only forms for exactly 0 or 2 are missing: many writers of Hebrew or Arabic leave them to the general one."""
    return all(name in ("zero", "two") and len(known.only.get(name, ())) == 1 for name in missing)


def with_numbers(locale: str, names: Iterable[str], *, ordinal: bool = False) -> str:
    """`'few' (2, 3, 4 …) and 'many' (0, 5, 6 …)`, in CLDR's order."""
    chosen = [one for one in CATEGORIES if one in names]
    return " and ".join(f"'{one}' ({examples(locale, one, ordinal=ordinal)})" for one in chosen)


def examples(locale: str, name: str, *, ordinal: bool = False, most: int = 3) -> str:
    """The first numbers of a category, as `2, 3, 4 …`."""
    rule = plural_rule(locale, ordinal=ordinal)
    found = [n for n in _SMALL if rule and rule(n) == name][: most + 1]
    return ", ".join(map(str, found[:most])) + (" …" if len(found) > most else "")
