"""L401 and L603: texts in Latin letters only, where the language is written in others and the source has words."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.checks.domain import Domain, Pair, Said
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.placeholders import markup
from checkmarket.localisation.placeholders.dialects import parse
from checkmarket.localisation.writing import FOREIGN_LETTER, LATIN_WORD, RTL_LETTER, Writing, writing_of

_WORDS = 3
"""So many words in small letters are a sentence, and no brand, code or abbreviation."""
_MOST = 0.2
"""Where more of a catalogue is in Latin letters, it is written in them (Serbian, Uzbek), or it is not translated."""

_FEW = 3
"""So few are named whatever their share: a small file proves nothing."""


def check(domain: Domain) -> Iterator[Flaw]:
    """Copies of the source once a file, at the first; other texts each, unless the catalogue as a whole is in Latin
    letters."""
    for translation in domain.translated:
        writing = writing_of(translation.locale) if translation.locale else None
        if writing is None or writing.is_latin:
            continue
        left = [one for one in translation.texts if _is_left(one, writing)]
        if len(left) > max(_FEW, _MOST * len(translation.pairs)):
            continue
        code = "L401" if writing.is_right_to_left else "L603"
        copies = [one for one in left if one.text == one.source]
        if copies:
            more = f", and {len(copies) - 1} more texts are the source's" if len(copies) > 1 else " is the source's"
            yield translation.flaw(code, copies[0].pair, f"'{_short(copies[0].text)}'{more}")
        for one in left:
            if one.text != one.source:
                words = f"'{_short(one.text)}' has no letter of the script {writing.script}"
                yield translation.flaw(code, one.pair, words)


def _is_left(said: Said, writing: Writing) -> bool:
    letter = RTL_LETTER if writing.is_right_to_left else FOREIGN_LETTER
    if letter.search(said.text):
        return False
    return _sentence(said.source, said.pair) and _sentence(said.text, said.pair)


def _sentence(text: str, pair: Pair) -> bool:
    """The text has words beside placeholders, tags, addresses and names."""
    for dialect in pair.dialects:
        for written in {one.text for one in parse(text, dialect).placeholders}:
            text = text.replace(written, " ")
    for written in {one.text for one in markup.parse(text).tags}:
        text = text.replace(written, " ")
    words = [one for one in text.split() if one.strip(".,;:!?()'\"…").isalpha()]
    return sum(word[0].islower() and bool(LATIN_WORD.match(word)) for word in words) >= _WORDS


def _short(text: str, most: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most]}…"
