"""L204 to L207: a gettext file's plural rule can be read, and tells apart what the language tells apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from checkmarket.localisation.checks.domain import Domain, Translation
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.plurals import category, forms, numbers_of

_SHOWN = 3


def check(domain: Domain) -> Iterator[Flaw]:
    """Once a file, and only where a message of it has plural forms."""
    for translation in domain.translations:
        rule = translation.catalogue.plural_rule
        if rule and any("0" in one.message.texts for one in translation.pairs):
            yield from _one(translation, rule)


def _one(translation: Translation, rule: str) -> Iterator[Flaw]:
    try:
        count, numbers = forms(rule).count, numbers_of(rule)
    except ValueError as error:
        yield translation.flaw("L204", None, f"the plural rule: {error}")
        return
    if beyond := sorted(form for form in numbers if not 0 <= form < count):
        number = min(numbers[beyond[0]])
        yield translation.flaw(
            "L204", None, f"the plural rule gives {number} the form {beyond[0]}, and there are {count}"
        )
    yield from _against_cldr(translation, rule, count)


def _against_cldr(translation: Translation, rule: str, count: int) -> Iterator[Flaw]:
    merged = _merged(translation.locale, rule)
    if not merged:
        return
    if count == 1:
        yield translation.flaw("L206", None, "the plural rule has one form for all numbers")
        return
    shown = "; ".join(f"form {form} stands for {_shown(names)}" for form, names in merged.items())
    only_nought = all(sum(numbers != [0] for numbers in names.values()) == 1 for names in merged.values())
    yield translation.flaw("L207" if only_nought else "L205", None, shown)


@lru_cache(maxsize=1024)
def _merged(locale: str, rule: str) -> dict[int, dict[str, list[int]]]:
    """The forms that stand for several categories, with the numbers of each; none where CLDR has no rule."""
    found: dict[int, dict[str, list[int]]] = {}
    if category(locale, 0):
        for form, numbers in sorted(numbers_of(rule).items()):
            for n in sorted(numbers):
                found.setdefault(form, {}).setdefault(category(locale, n), []).append(n)
    return {form: names for form, names in found.items() if len(names) > 1}


def _shown(names: dict[str, list[int]]) -> str:
    return " and ".join(f"'{name}' ({_some(of)})" for name, of in names.items())


def _some(numbers: list[int]) -> str:
    dots = " …" if len(numbers) > _SHOWN else ""
    return ", ".join(map(str, numbers[:_SHOWN])) + dots
