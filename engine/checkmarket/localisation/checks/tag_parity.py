"""L106 to L109: tags are closed, and links and components of the source are still there."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.checks.domain import Domain, Pair, Translation
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.placeholders.markup import HTML, LAYOUT, NONE, STRESS, Markup, parse

_ANCHORS = frozenset({"a", "button", "img", "input"})
_INLINE_OF_XLIFF = frozenset({"g", "x", "bx", "ex", "ph", "pc", "sc", "ec", "bpt", "ept", "it", "mrk"})


def check(domain: Domain) -> Iterator[Flaw]:
    """Each text against the source form that it stands for."""
    for translation in domain.translated:
        for pair, _, text, source in translation.texts:
            if source and ("<" in text or "<" in source):
                yield from _one(translation, pair, parse(source), parse(text))


def _one(translation: Translation, pair: Pair, wanted: Markup, given: Markup) -> Iterator[Flaw]:
    if wanted is given is NONE:
        return
    for name in sorted(given.unbalanced - wanted.unbalanced):
        yield translation.flaw("L106", pair, f"<{name}> is not opened and closed equally often")
    allowed = {name for text in pair.source.values() for name in parse(text).count}
    missing = [name for name, count in wanted.count.items() if given.count[name] < count]
    for name in sorted(set(missing) - given.unbalanced):
        if _is_anchor(name):
            yield translation.flaw("L107", pair, f"<{name}> of the source is missing")
        elif name in STRESS and not given.tags:
            yield translation.flaw("L109", pair, f"<{name}> of the source is missing")
    for name in sorted(given.count.keys() - allowed - given.unbalanced):
        if not (name in LAYOUT | STRESS and wanted.tags):  # where the source has tags, HTML is shown
            yield translation.flaw("L108", pair, f"<{name}> does not stand in the source")


def _is_anchor(name: str) -> bool:
    """A tag without which something cannot be reached: a link, a numbered component, a component by name."""
    if ":" in name:  # xliff:g only guards a placeholder against translators
        return False
    return name in _ANCHORS or name in _INLINE_OF_XLIFF or name not in HTML
