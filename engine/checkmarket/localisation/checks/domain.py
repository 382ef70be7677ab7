"""The catalogues of one domain, made ready to be checked: each text beside its source and the way to read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from checkmarket.localisation.catalogue import Catalogue, Message
from checkmarket.localisation.flaws import FLAWS, Flaw
from checkmarket.localisation.placeholders.dialects import Dialect, decide, dialects_of, speaks_python

NO_TEXTS: Mapping[str, str] = {}


class Said(NamedTuple):
    """One text that is not empty, its plural form, and the source text that it stands for (empty: none)."""

    pair: Pair
    form: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A message in use, and its source.

    texts: those that are not empty, by plural form; source: the same, empty where there is none; dialects: how both are
    read.
    """

    message: Message
    texts: Mapping[str, str]
    source: Mapping[str, str]
    dialects: tuple[Dialect, ...]


@dataclass(frozen=True)
class Translation:
    """One catalogue of a domain.  is_source: it is what the others are held against."""

    catalogue: Catalogue
    pairs: tuple[Pair, ...]
    texts: tuple[Said, ...]
    is_source: bool

    @property
    def locale(self) -> str:
        """As BCP 47; empty where the file does not say it."""
        return self.catalogue.locale

    def flaw(self, code: str, pair: Pair | None, message: str, hint: str = "") -> Flaw:
        """A flaw at a message, or at the head of the file."""
        place = pair.message if pair else None
        return Flaw(
            code=code,
            path=self.catalogue.path,
            line=place.line if place else 1,
            column=place.column if place else 1,
            message=message,
            hint=hint or FLAWS[code].hint,
            locale=self.locale,
            key=place.key if place else "",
        )


@dataclass(frozen=True)
class Domain:
    """Catalogues of the same texts in several locales.

    source_locale: the language that the others are translated from; sources: the catalogues that carry it, empty where
    every file carries its sources itself.
    """

    source_locale: str
    catalogues: Sequence[Catalogue]
    sources: Sequence[Catalogue] = field(default=())

    @cached_property
    def translations(self) -> tuple[Translation, ...]:
        """Every catalogue, the sources among them."""
        unknown = decide(self.catalogues[0].format, self._all_messages, self._unknown_texts)
        python = speaks_python(self._all_messages)
        return tuple(self._translation(one, unknown, python=python) for one in self.catalogues)

    @cached_property
    def translated(self) -> tuple[Translation, ...]:
        """The catalogues that are held against a source."""
        return tuple(one for one in self.translations if not one.is_source)

    def _translation(self, catalogue: Catalogue, unknown: tuple[Dialect, ...], *, python: bool) -> Translation:
        is_source = catalogue.is_template or catalogue in self.sources or catalogue.locale == self.source_locale
        pairs = [pair for one in catalogue.messages if (pair := self._pair(one, unknown, python=python))]
        texts = [
            Said(pair, form, text, _source(pair.source, form)) for pair in pairs for form, text in pair.texts.items()
        ]
        return Translation(catalogue, tuple(pairs), tuple(texts), is_source)

    def _pair(self, one: Message, unknown: tuple[Dialect, ...], *, python: bool) -> Pair | None:
        if one.fuzzy or one.obsolete or one.shielded:
            return None
        texts = one.texts if all(one.texts.values()) else {form: text for form, text in one.texts.items() if text}
        source = one.source or self._by_key.get(one.key, NO_TEXTS)
        return Pair(one, texts, source, dialects_of(one, unknown, python=python)) if texts else None

    @cached_property
    def _by_key(self) -> Mapping[str, Mapping[str, str]]:
        return {one.key: one.texts for catalogue in reversed(self.sources) for one in catalogue.messages}

    @cached_property
    def _all_messages(self) -> list[Message]:
        return [one for catalogue in self.catalogues for one in catalogue.messages]

    @cached_property
    def _unknown_texts(self) -> list[str]:
        """The source texts of messages that do not say how they are written."""
        carried = {text for one in self._all_messages if one.syntax == "unknown" for text in one.source.values()}
        held = {
            text
            for catalogue in self.sources
            for one in catalogue.messages
            if one.syntax == "unknown"
            for text in one.texts.values()
        }
        return sorted(carried | held)


def _source(source: Mapping[str, str], form: str) -> str:
    """Of the same form, or of the one that stands for most numbers."""
    return source.get(form) or source.get("other") or source.get("") or next(iter(source.values()), "")
