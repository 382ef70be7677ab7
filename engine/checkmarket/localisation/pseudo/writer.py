"""Make the pseudo-localised file of a source file, and choose the source files of a tree.

Enters: the bytes and names of resource files, a locale.  Leaves: the bytes of each new file, its place, and the texts
that were left as they are, because nobody can tell their placeholders from their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checkmarket.localisation.catalogue import Catalogue, Message
from checkmarket.localisation.naming import Named
from checkmarket.localisation.placeholders.dialects import Dialect, decide, dialects_of, speaks_python
from checkmarket.localisation.pseudo.dressing import dressed
from checkmarket.localisation.pseudo.letters import Style, style_of
from checkmarket.localisation.pseudo.relabel import relabelled
from checkmarket.localisation.pseudo.spans import Unclear
from checkmarket.localisation.pseudo.targets import target_of
from checkmarket.localisation.readers import READERS, Unreadable, read
from checkmarket.localisation.readers.drafts import rewritten
from checkmarket.localisation.sources import BILINGUAL, guess, seen, settled, source_of
from checkmarket.localisation.tags import tag



@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How to make it.  locale: BCP 47; expand: how much longer, as a share; None: by the length of each text."""

    locale: str
    style: Style
    expand: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A text that was left as it is."""

    path: str
    line: int
    column: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A new file.  source, path: from the folder that was looked at; texts: how many were made."""

    source: str
    path: str
    data: bytes
    texts: int
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which files to start from.  source: the locale of their texts; unreadable: files that are none, with the place."""

    files: tuple[tuple[Named, str], ...]
    source: str
    why: str
    unreadable: tuple[Kept, ...]


def manner(locale: str, expand: float | None = None) -> Manner | None:
    """How to make a locale's resources; None where it is no locale."""
    found = tag(locale)
    return Manner(locale=found, style=style_of(found), expand=expand) if found else None


def choose(named: Sequence[Named], load: Callable[[Named], bytes], locale: str, source: str = "") -> Chosen:
    """The source files among the resources of a tree, each with the path of its pseudo-localised file.

    source: the source locale, or empty to guess it.  Files of bilingual formats carry their sources, so one of each
    domain is enough: the template, the source locale's own, or else the first.
    """
    catalogues: list[Catalogue] = []
    unreadable: list[Kept] = []
    for one in named:
        try:
            catalogues += read(load(one), one.path, one)
        except Unreadable as error:
            unreadable.append(Kept(path=one.path, line=error.line, column=error.column, reason=error.reason))
    known = guess([seen(one) for one in catalogues])
    chosen_locale, why = (source, "as --source says") if source else (known.locale, known.why)
    by_path = {one.path: one for one in named}
    files = tuple(
        (one, target_of(one, [by_path[each.path] for each in of_domain], locale))
        for of_domain in _domains(settled(catalogues, chosen_locale))
        for one in _sources(of_domain, chosen_locale, by_path)
    )
    return Chosen(files=files, source=chosen_locale, why=why, unreadable=tuple(unreadable))


def _domains(catalogues: Sequence[Catalogue]) -> list[list[Catalogue]]:
    found: dict[str, list[Catalogue]] = {}
    for one in catalogues:
        found.setdefault(one.domain, []).append(one)
    return list(found.values())


def _sources(of_domain: Sequence[Catalogue], locale: str, by_path: Mapping[str, Named]) -> list[Named]:
    found = source_of(of_domain, locale)
    if not found and of_domain[0].format in BILINGUAL:
        found = (min(of_domain, key=lambda one: one.path),)
    return [by_path[path] for path in dict.fromkeys(one.path for one in found)]


def pseudo_localised(data: bytes, named: Named, path: str, how: Manner) -> Written:
    """One file.  path: where it is to stand.

    Raises Unreadable, and ValueError for letters that the encoding of the file cannot hold.
    """
    drafts = READERS[named.format](data, named).drafts
    catalogues = [draft.catalogue(named) for draft in drafts if draft.entries]
    relabel = relabelled(data, named.format, catalogues[0].written if catalogues else "", how.locale)
    work = _Work(named.path, how, _reading(catalogues))
    parsed = READERS[named.format](relabel, named)
    made = rewritten(parsed, work.texts_of, how.locale)
    return Written(source=named.path, path=path, data=made, texts=work.made, kept=tuple(work.kept))


Reading = Callable[[Message], tuple[Dialect, ...]]


def _reading(catalogues: Sequence[Catalogue]) -> Reading:
    """How the texts of each message are to be read, as the checks read them."""
    messages = [one for catalogue in catalogues for one in catalogue.messages]
    unknown = sorted({text for one in messages if one.syntax == "unknown" for _, text in _source_texts(one)})
    decided = decide(catalogues[0].format, messages, unknown) if catalogues else ()
    python = speaks_python(messages)
    return lambda message: dialects_of(message, decided, python=python)


@dataclass(slots=True)
class _Work:
    """One file being made.  made: how many texts; kept: those left as they are."""

    path: str
    how: Manner
    reading: Reading
    made: int = 0
    kept: list[Kept] = field(default_factory=list)

    def texts_of(self, message: Message) -> dict[str, str]:
        """The new texts of a message; none for what is not to be translated or no longer used."""
        if message.shielded or message.obsolete:
            return {}
        return {form: self._text(message, text) for form, text in _source_texts(message) if text}

    def _text(self, message: Message, text: str) -> str:
        try:
            made = dressed(text, self.how.style, self.reading(message), self.how.expand)
        except Unclear as error:
            place = Kept(path=self.path, line=message.line, column=message.column, reason=str(error))
            self.kept.append(place)
            return text
        self.made += 1
        return made


def _source_texts(message: Message) -> Iterator[tuple[str, str]]:
    """Each form with the source text that stands for it."""
    source = message.source
    for form, text in message.texts.items():
        if not source:
            yield form, text
        elif form in source:
            yield form, source[form]
        else:  # gettext numbers its forms: the first is the singular
            yield form, source.get("one" if form == "0" else "other") or source.get("", "") or source.get("other", "")
