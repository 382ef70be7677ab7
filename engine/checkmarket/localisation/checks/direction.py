"""L401 to L403: texts that run from right to left."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.checks.domain import Domain, Pair, Translation
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.writing import writing_of

_ARROWS = frozenset("→⇒➔➜➡⟶⇨▶►⏩←⇐⟵⇦⬅◀◄⏪")
"""Unicode turns brackets and quotes in right-to-left text, and arrows not (Bidi_Mirrored is no)."""
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_EMBEDDINGS, _END_OF_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
_CONTROLS = frozenset(_ISOLATES + _END_OF_ISOLATE + _EMBEDDINGS + _END_OF_EMBEDDING)


def check(domain: Domain) -> Iterator[Flaw]:
    """Direction controls in every text; arrows in those from right to left.  Missing letters: script_left."""
    for translation in domain.translations:
        turned = bool(translation.locale) and writing_of(translation.locale).is_right_to_left
        for pair, _, text, source in translation.texts:
            if text.isascii():
                continue
            if not _CONTROLS.isdisjoint(text) and (wrong := unbalanced(text)):
                yield translation.flaw("L402", pair, f"the direction control {wrong} has no partner")
            if turned and not translation.is_source and not _ARROWS.isdisjoint(text):
                yield from _arrows(translation, pair, source, text)


def _arrows(translation: Translation, pair: Pair, source: str, text: str) -> Iterator[Flaw]:
    for arrow in sorted(_ARROWS.intersection(text, source)):
        yield translation.flaw("L403", pair, f"'{arrow}' points as in the source")


def unbalanced(text: str) -> str:
    """The first direction control without its partner, as `U+2067`; empty where all have one."""
    opened: list[str] = []
    for char in text:
        if char in _ISOLATES or char in _EMBEDDINGS:
            opened.append(char)
        elif char in (_END_OF_ISOLATE, _END_OF_EMBEDDING):
            partners = _ISOLATES if char == _END_OF_ISOLATE else _EMBEDDINGS
            if not opened or opened.pop() not in partners:
                return _code(char)
    return _code(opened[-1]) if opened else ""


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
