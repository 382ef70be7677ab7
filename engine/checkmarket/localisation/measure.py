"""Count how much of each domain is translated into each locale, by a rule that is said in words.

Enters: the settled catalogues of one domain.  Leaves: a Coverage for each locale.  Sources for gettext: msgfmt's own
--statistics, which counts a message by its first form, and an empty one before a fuzzy one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from checkmarket.localisation.catalogue import Catalogue, Message
from checkmarket.localisation.fallbacks import parents
from checkmarket.localisation.sources import BILINGUAL, source_of

_CHAINED = frozenset({"android", "arb", "json", "properties", "resx"})
"""Formats whose libraries look a key up in `pt` when `pt-BR` lacks it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Messages of one locale.  Each message of the total is exactly one of the first five.

    translated: has its text; inherited: the file lacks it, and a locale that the program falls back to has it; fuzzy:
    marked as needing work; empty: listed without a text; missing: not listed.  identical: of the translated, those
    equal to the source that hold a letter.  obsolete: listed, but no longer in the source; not part of the total.
    """

    translated: int = 0
    inherited: int = 0
    fuzzy: int = 0
    empty: int = 0
    missing: int = 0
    identical: int = 0
    obsolete: int = 0

    @property
    def total(self) -> int:
        """The denominator."""
        return self.translated + self.inherited + self.fuzzy + self.empty + self.missing

    def share(self, *, deduct_identical: bool = False) -> float | None:
        """The part that people can read in their language, in [0, 1]; None where there is nothing to translate."""
        done = self.translated + self.inherited - (self.identical if deduct_identical else 0)
        return done / self.total if self.total else None

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})


NOTHING = Counts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One locale in one domain.

    written: the locale as the files write it; is_source: what the others are held against; files: none where the locale
    has other domains of the folder but not this one; rule: what was counted, in words.
    """

    domain: str
    format: str
    locale: str
    written: str
    is_source: bool
    files: tuple[str, ...]
    counts: Counts
    rule: str


Live = Mapping[str, Message]


def measure(catalogues: Sequence[Catalogue], source_locale: str) -> list[Coverage]:
    """The coverage of each locale of one domain, sorted by locale.  Templates are no locale.

    Where nothing is in the source locale, the keys of all locales together are what each is held against.
    """
    sources = source_of(catalogues, source_locale)
    is_bilingual = catalogues[0].format in BILINGUAL
    yardstick = _counted(_live(sources if sources or is_bilingual else catalogues))
    rule = _rule(catalogues[0].format, sources, len(yardstick))
    written: dict[tuple[str, str], list[Catalogue]] = {}
    for one in catalogues:
        if not one.is_template:
            written.setdefault((one.locale, one.written), []).append(one)
    lives = {names: _live(ones) for names, ones in written.items()}
    behind = {locale: live for (locale, _), live in lives.items()}
    return [
        Coverage(
            domain=ones[0].domain,
            format=ones[0].format,
            locale=locale,
            written=as_written,
            is_source=any(one in sources for one in ones),
            files=tuple(sorted({one.path for one in ones})),
            counts=_counts(ones, lives[locale, as_written], yardstick, behind, known=bool(sources)),
            rule=rule,
        )
        for (locale, as_written), ones in sorted(written.items())
    ]


def _counts(
    catalogues: Sequence[Catalogue], live: Live, yardstick: Live, behind: Mapping[str, Live], *, known: bool
) -> Counts:
    """behind: the live messages of every locale; known: there is a source to be identical to."""
    kind, locale = catalogues[0].format, catalogues[0].locale
    gone = sum(one.obsolete for catalogue in catalogues for one in catalogue.messages)
    if kind in BILINGUAL:
        return _bilingual(live, yardstick, gone, all_of_them=kind == "gettext")
    chain = [behind[one] for one in parents(locale) if one in behind] if kind in _CHAINED else []
    found = _against(live, yardstick, chain, gone)
    return found if known else replace(found, identical=0)


def _live(catalogues: Iterable[Catalogue]) -> dict[str, Message]:
    """The messages in use by key; of two with one key the last, as programs take it."""
    return {one.key: one for catalogue in catalogues for one in catalogue.messages if not one.obsolete}


def _counted(live: Live) -> dict[str, Message]:
    """Those that are to be translated: not shielded, and with something to translate."""
    return {key: one for key, one in live.items() if not one.shielded and _has_source(one)}


def _has_source(message: Message) -> bool:
    return any(message.source.values()) if message.source else any(message.texts.values())


def _bilingual(live: Live, yardstick: Live, gone: int, *, all_of_them: bool) -> Counts:
    """all_of_them: an empty source counts too, as msgfmt counts one that has a context."""
    tally = dict.fromkeys(("translated", "empty", "fuzzy"), 0)
    own = {key: one for key, one in live.items() if not one.shielded} if all_of_them else _counted(live)
    identical = 0
    for one in own.values():
        state = _state(one, is_empty=next(iter(one.texts.values())) == "")
        tally[state] += 1
        identical += state == "translated" and _is_identical(one.texts, one.source)
    missing = sum(key not in live for key in yardstick)
    return Counts(**tally, missing=missing, identical=identical, obsolete=gone)


def _against(live: Live, yardstick: Live, behind: Sequence[Live], gone: int) -> Counts:
    tally = dict.fromkeys(("translated", "empty", "fuzzy", "inherited", "missing"), 0)
    identical = 0
    for key, source in yardstick.items():
        message = live.get(key)
        if message is None:
            tally["inherited" if any(key in one for one in behind) else "missing"] += 1
            continue
        state = _state(message, is_empty=not all(map(str.strip, message.texts.values())))
        tally[state] += 1
        identical += state == "translated" and _is_identical(message.texts, source.texts)
    gone += sum(key not in yardstick and not one.shielded for key, one in live.items())
    return Counts(**tally, identical=identical, obsolete=gone)


def _rule(kind: str, sources: Sequence[Catalogue], keys: int) -> str:
    paths = sorted({one.path for one in sources})
    counted = f"{keys:,} {'key' if keys == 1 else 'keys'}"
    named = paths[0] if len(paths) == 1 else f"{len(paths)} files from {paths[0]}" if paths else ""
    match kind:
        case "gettext":
            own = "each file's own messages, as msgfmt counts them (a plural once, by its first form)"
        case "xliff":
            own = "each file's own units"
        case _ if not sources:
            return f"the {counted} that any of the locales has a text for: none of them is the source"
        case _:
            return f"the {counted} of {named} with a text; a plural counts once, when all its forms have one"
    return f"{own}, and what they lack of {named}" if sources else f"{own}; no file says what else there is"


def _state(message: Message, *, is_empty: bool) -> str:
    return "empty" if is_empty else "fuzzy" if message.fuzzy else "translated"


def _is_identical(texts: Mapping[str, str], source: Mapping[str, str]) -> bool:
    """Every form is one of the source's, and there is a letter in it: `%d / %d` can be nothing else."""
    known = set(source.values())
    return all(text in known for text in texts.values()) and any(map(str.isalpha, "".join(texts.values())))


def with_absent(found: Sequence[Coverage]) -> list[Coverage]:
    """And a Coverage of nothing but missing messages for each domain that a locale lacks beside others of its folder.

    `locales/de/` without the errors.json that `locales/en/` has: all of errors.json is missing in German.
    """
    homes: dict[tuple[str, ...], dict[str, list[Coverage]]] = {}
    for one in found:
        homes.setdefault(_home(one), {}).setdefault(one.domain, []).append(one)
    absent = []
    for domains in homes.values():
        locales = {one.locale: one.written for ones in domains.values() for one in ones if one.locale}
        for ones in domains.values():
            model = next((one for one in ones if one.is_source), None)
            here = {one.locale for one in ones}
            if model is not None:
                for locale in sorted(locales.keys() - here):
                    counts = Counts(missing=model.counts.total)
                    absent.append(_absent(model, locale, locales[locale], counts))
    return sorted([*found, *absent], key=lambda one: (one.domain, one.locale, one.written))


def _absent(model: Coverage, locale: str, written: str, counts: Counts) -> Coverage:
    return replace(model, locale=locale, written=written, is_source=False, files=(), counts=counts)


def _home(one: Coverage) -> tuple[str, ...]:
    """What holds the domains that belong together; Android falls back from any folder to the plain one."""
    head, star, tail = one.domain.partition("*")
    if one.format in ("android", "xcstrings") or not star:
        return (one.domain,)
    return (head[: head.rfind("/") + 1], one.format, "folder" if "/" in tail else "file")


def by_locale(found: Iterable[Coverage]) -> dict[str, Counts]:
    """The counts of each locale over all its domains.  Codes that are no locale stand as they are written."""
    total: dict[str, Counts] = {}
    for one in found:
        name = one.locale or one.written
        total[name] = total.get(name, NOTHING) + one.counts
    return dict(sorted(total.items()))
