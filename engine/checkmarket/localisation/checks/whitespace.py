"""L601: white space at the beginning and the end is as in the source."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.checks.domain import Domain
from checkmarket.localisation.flaws import Flaw


def check(domain: Domain) -> Iterator[Flaw]:
    """Spaces and line breaks; formats whose libraries trim their texts (Android, Fluent) are left out."""
    for translation in domain.translated:
        if translation.catalogue.format in ("android", "fluent"):
            continue
        for pair, _, text, source in translation.texts:
            if source and (text.strip() != text or source.strip() != source):
                yield from (translation.flaw("L601", pair, words) for words in _said(source, text))


def _said(source: str, text: str) -> Iterator[str]:
    for where, wanted, given in (
        ("beginning", _lead(source), _lead(text)),
        ("end", _lead(source[::-1]), _lead(text[::-1])),
    ):
        if not _alike(wanted, given):
            yield f"at the {where} the source has {_name(wanted)}, and the text {_name(given)}"


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _alike(wanted: str, given: str) -> bool:
    """After a line break, how far the next line is indented does not matter."""
    return wanted == given or wanted.count("\n") == given.count("\n") > 0


def _name(space: str) -> str:
    if not space:
        return "none"
    lines = space.count("\n")
    if lines:
        return "a line break" if lines == 1 else f"{lines} line breaks"
    return "a space" if space == " " else f"{len(space)} blanks" if len(space) > 1 else f"U+{ord(space):04X}"
