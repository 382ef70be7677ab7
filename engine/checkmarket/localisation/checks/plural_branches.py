"""L201, L202 and L206 inside a text: the branches of an ICU or Fluent plural are those that whole numbers reach."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.checks.domain import Domain, Pair, Translation
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.placeholders.dialects import Dialect, parse
from checkmarket.localisation.placeholders.shape import Selector
from checkmarket.localisation.plurals import CATEGORIES, Reach, can_be_general, reach, with_numbers

_BRANCHING: frozenset[Dialect] = frozenset({"icu", "java", "fluent"})


def check(domain: Domain) -> Iterator[Flaw]:
    """Each plural and ordinal, wherever it is nested."""
    for translation in domain.translations:
        for pair, _, text, source in translation.texts:
            if "{" not in text or (text == source and not translation.is_source):  # not translated: no plurals yet
                continue
            for dialect in _BRANCHING.intersection(pair.dialects):
                shape = parse(text, dialect)
                for selector in shape.selectors:
                    yield from _one(translation, pair, selector, counts=selector.argument in shape.shown)


def _one(translation: Translation, pair: Pair, selector: Selector, *, counts: bool) -> Iterator[Flaw]:
    """counts: the text shows the number, so that the words beside it must agree with it."""
    is_ordinal = selector.kind == "ordinal"
    known = reach(translation.locale, ordinal=is_ordinal) if translation.locale and selector.kind != "select" else None
    if known is None:
        return
    written = {key for key in selector.keys if not key.startswith("=")}
    missing = known.everyday - written - _said_by_number(selector, known)
    where = f"the {selector.kind} of '{selector.argument}'"
    if missing and written == {selector.default}:
        numbers = ", ".join(key[1:] for key in selector.keys if key.startswith("="))
        yield translation.flaw("L206", pair, f"{where} has one text for all numbers{numbers and f' but {numbers}'}")
    elif missing:
        named = with_numbers(translation.locale, missing, ordinal=is_ordinal)
        code = "L208" if can_be_general(missing, known) or not counts else "L201"
        yield translation.flaw(code, pair, f"{where} has no branch {named}")
    for name in (one for one in CATEGORIES if one in written - known.all - {selector.default}):
        yield translation.flaw("L202", pair, f"{where} has a branch '{name}', which no number takes in this language")


def _said_by_number(selector: Selector, known: Reach) -> set[str]:
    """Categories all of whose numbers have branches of their own: `=1` does what `one` does in English."""
    numbers = {int(key[1:]) for key in selector.keys if key[1:].isdecimal() and key.startswith("=")}
    return {name for name, only in known.only.items() if only <= numbers}
