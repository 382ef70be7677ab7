"""L404: control characters that nobody sees, and signs of a conversion that lost letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkmarket.localisation.checks.domain import Domain
from checkmarket.localisation.flaws import Flaw

_ALWAYS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffd\ue000-\uf8ff]")
_LOST = "\ufffd"
"""The sign for a letter that a conversion lost; it is printable."""
_BREAKS = re.compile("[A-Za-z\u00c0-\u024f]\u200b+[A-Za-z\u00c0-\u024f]")
"""A zero-width space inside a Latin word; Thai, Khmer, Lao and Burmese need it between words."""


def check(domain: Domain) -> Iterator[Flaw]:
    """A character that the source has as well is meant; joiners (U+200C, U+200D) and soft hyphens belong to writing."""
    for translation in domain.translations:
        for pair, _, text, source in translation.texts:
            if text.isprintable() and _LOST not in text:
                continue
            for found in (*_ALWAYS.findall(text), *("\u200b" for _ in _BREAKS.findall(text))):
                if translation.is_source or found not in source:
                    yield translation.flaw("L404", pair, f"the text holds U+{ord(found):04X}")
                    break
