"""The checks of resource files, one module each: catalogues in, Flaws out.  Pure.

A check takes a Domain (the catalogues of the same texts in several locales) and yields its flaws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from checkmarket.localisation.catalogue import Catalogue
from checkmarket.localisation.checks import (
    direction,
    duplicates,
    hard_coded,
    hidden,
    identical,
    locale_code,
    placeholder_parity,
    plural_branches,
    plural_forms,
    plural_rule,
    script_left,
    tag_parity,
    whitespace,
)
from checkmarket.localisation.checks.domain import Domain
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.sources import source_of

Check = Callable[[Domain], Iterator[Flaw]]

CHECKS: dict[str, Check] = {
    "placeholders": placeholder_parity.check,
    "tags": tag_parity.check,
    "plural-forms": plural_forms.check,
    "plural-branches": plural_branches.check,
    "plural-rule": plural_rule.check,
    "hard-coded": hard_coded.check,
    "direction": direction.check,
    "hidden": hidden.check,
    "locale-code": locale_code.check,
    "whitespace": whitespace.check,
    "identical": identical.check,
    "script-left": script_left.check,
    "duplicates": duplicates.check,
}


def check_all(catalogues: Sequence[Catalogue], *, source_locale: str) -> tuple[Flaw, ...]:
    """Every flaw of the catalogues, in the order of their places.

    source_locale: BCP 47, the language that the texts are translated from.  Domains do not know each other, so a caller
    may hand them over one at a time, in as many processes as it likes.
    """
    domains: dict[str, list[Catalogue]] = {}
    for one in sorted(catalogues, key=lambda one: (one.path, one.locale)):
        domains.setdefault(one.domain, []).append(one)
    found: set[Flaw] = set()
    for each in domains.values():
        domain = Domain(source_locale, each, source_of(each, source_locale))
        for check in CHECKS.values():
            found.update(check(domain))
    return tuple(sorted(found, key=lambda one: one.order))


__all__ = ["CHECKS", "Check", "check_all"]
