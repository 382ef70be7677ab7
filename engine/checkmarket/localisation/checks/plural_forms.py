"""L201 to L203: the forms that a plural message is written in are those that whole numbers reach."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.checks.domain import Domain, Pair, Translation
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.plurals import CATEGORIES, Reach, can_be_general, forms, reach, with_numbers

_EXACT = {"json": {"zero"}, "yaml": {"zero"}, "arb": {"zero", "one", "two"}, "strings": {"zero"}}
_EXACT |= {"stringsdict": {"zero"}, "xcstrings": {"zero"}}
"""Forms taken for the number itself in every language: by i18next and Apple for 0, by Dart for 0, 1 and 2."""

_WITHOUT_FALLBACK = frozenset({"json", "yaml"})
"""i18next and Rails show the source language, or nothing, where a form is missing; Android and Apple show `other`."""


def check(domain: Domain) -> Iterator[Flaw]:
    """Messages whose file has one text for each plural form; choices inside a text are plural_branches' concern."""
    for translation in domain.translations:
        plural = [one for one in translation.pairs if "" not in one.message.texts]
        yield from _numbered(translation, [one for one in plural if _is_numbered(one)])
        named = [one for one in plural if not _is_numbered(one)]
        if named and (known := reach(translation.locale)):
            for pair in named:
                yield from _by_category(translation, pair, known)


def _is_numbered(pair: Pair) -> bool:
    """The file counts its forms, as gettext does."""
    return all(form.isdecimal() for form in pair.message.texts)


def _numbered(translation: Translation, pairs: list[Pair]) -> Iterator[Flaw]:
    """gettext's forms.  What is the same for all messages of a file is said once, at the first."""
    try:
        count = forms(translation.catalogue.plural_rule).count
    except ValueError:
        return
    groups: dict[tuple[str, ...], list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(tuple(sorted(pair.texts, key=int)), []).append(pair)
    for written, same in groups.items():
        expected = {str(form) for form in range(count)}
        others = f" (and {len(same) - 1} more)" if len(same) > 1 else ""
        if lacking := sorted(expected - set(written), key=int):
            words = f"missing: {_named(lacking)}{others}; the file's rule has {count} forms"
            yield translation.flaw("L203", same[0], words)
        if beyond := sorted(set(written) - expected, key=int):
            words = f"never shown: {_named(beyond)}{others}; the file's rule has {count} forms"
            yield translation.flaw("L202", same[0], words)


def _named(written: list[str]) -> str:
    return ", ".join(f"msgstr[{form}]" for form in written)


def _by_category(translation: Translation, pair: Pair, known: Reach) -> Iterator[Flaw]:
    exact = _EXACT.get(translation.catalogue.format, set())
    present = set(pair.texts)
    if present.isdisjoint(CATEGORIES):
        return
    if missing := known.everyday - present:
        general = "other" in present and translation.catalogue.format not in _WITHOUT_FALLBACK
        code = "L208" if general and can_be_general(missing, known) else "L201"
        yield translation.flaw(code, pair, f"missing: {with_numbers(translation.locale, missing)}")
    for name in (one for one in CATEGORIES if one in present - known.all - exact):
        yield translation.flaw("L202", pair, f"no number takes the form '{name}' in this language")
