"""Which texts the others are translated from: within a domain, and the language of a whole product.

Enters: Catalogues, or what was Seen of them.  Leaves: the catalogues of the source; the source locale with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checkmarket.localisation.catalogue import Catalogue

BILINGUAL = frozenset({"gettext", "xliff"})
"""Formats whose files carry each source text beside its translation."""

ENGLISH = "en"
_DEFAULT_NAMES = frozenset({"", "Base"})
_AS_COMPLETE = 0.98  # of two locales so near each other, English is the more likely source


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one catalogue says about the source.  filled: messages that have a text."""

    format: str
    domain: str
    locale: str
    source_locale: str
    is_default: bool
    filled: int


@dataclass(frozen=True, slots=True)
class Source:
    """The source locale as BCP 47, and how it is known, as a sentence without a full stop."""

    locale: str
    why: str


def source_of(catalogues: Sequence[Catalogue], source_locale: str) -> tuple[Catalogue, ...]:
    """Of one domain, what the others are held against; empty where there is nothing beside the translations themselves.

    A template comes first, then default resources (`values/`, Base.lproj, messages.properties), then the catalogues of
    the source locale.
    """
    templates = tuple(one for one in catalogues if one.is_template)
    if templates:
        return templates
    return tuple(filter(is_default, catalogues)) or tuple(one for one in catalogues if one.locale == source_locale)


def is_default(catalogue: Catalogue) -> bool:
    """What a program shows where it has no better locale; its path names no language."""
    return catalogue.written in _DEFAULT_NAMES and not catalogue.is_template and catalogue.format not in BILINGUAL


def settled(catalogues: Iterable[Catalogue], source_locale: str) -> list[Catalogue]:
    """With the source locale as the locale of default resources and templates that name none."""
    return [
        replace(one, locale=source_locale) if not one.locale and (is_default(one) or one.is_template) else one
        for one in catalogues
    ]


def seen(catalogue: Catalogue) -> Seen:
    """What `guess` needs to know of a catalogue."""
    return Seen(
        format=catalogue.format,
        domain=catalogue.domain,
        locale=catalogue.locale,
        source_locale=catalogue.source_locale,
        is_default=is_default(catalogue) or catalogue.is_template,
        filled=sum(1 for one in catalogue.messages if any(one.texts.values()) and not one.obsolete),
    )


def guess(found: Sequence[Seen]) -> Source:
    """The source locale: as files state it, else the most complete one, else English, and why."""
    stated = Counter[str]()
    for one in found:
        if one.source_locale:
            stated[one.source_locale] += one.filled + 1
    if stated:
        return Source(min(stated, key=lambda locale: (-stated[locale], locale)), "the files name it as their source")
    if complete := _most_complete([one for one in found if one.format not in BILINGUAL and not one.is_default]):
        without_default = {one.domain for one in found} - {one.domain for one in found if one.is_default}
        if without_default:
            return complete
    return _english(found)


def _most_complete(found: Sequence[Seen]) -> Source | None:
    filled = Counter[str]()
    for one in found:
        if one.locale:
            filled[one.locale] += one.filled
    if not filled:
        return None
    most = max(filled.values())
    english = sorted(one for one in filled if _is_english(one) and filled[one] >= most * _AS_COMPLETE)
    first = min(filled, key=lambda locale: (-filled[locale], locale))
    chosen = max(english, key=lambda locale: (filled[locale], -len(locale))) if english else first
    others = [one for one in filled if one != chosen and filled[one] == filled[chosen]]
    if filled[chosen] < most or others:
        return Source(chosen, "as complete as any other locale, and English")
    return Source(chosen, f"the most complete locale: {filled[chosen]:,} texts")


def _english(found: Sequence[Seen]) -> Source:
    written = sorted({one.locale for one in found if _is_english(one.locale)}, key=lambda one: (len(one), one))
    if any(one.is_default and one.format not in BILINGUAL for one in found):
        return Source(ENGLISH, "assumed: the default resources do not name their language")
    return Source(written[0] if written else ENGLISH, "assumed: the files do not name the language of their sources")


def _is_english(locale: str) -> bool:
    return locale.partition("-")[0] == ENGLISH
