"""L602: a large share of a catalogue is word for word its source."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.checks.domain import Domain, Translation
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.writing import LATIN_WORD, parts_of

_SHARE = 0.5
_FEWEST = 20
"""In a smaller catalogue half may be names."""


def check(domain: Domain) -> Iterator[Flaw]:
    """Catalogues in another language than the source; texts without a word of two letters do not count."""
    source_language = parts_of(domain.source_locale)[0]
    for translation in domain.translated:
        if parts_of(translation.locale)[0] == source_language:
            continue
        same, all_ = _counted(translation)
        if all_ >= _FEWEST and same >= _SHARE * all_:
            yield translation.flaw("L602", None, f"{same} of {all_} texts are those of the source")


def _counted(translation: Translation) -> tuple[int, int]:
    same = all_ = 0
    for _, _, text, source in translation.texts:
        if source and LATIN_WORD.search(source):
            all_ += 1
            same += text == source
    return same, all_
