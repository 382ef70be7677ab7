"""Read Apple's string catalogues (.xcstrings): all locales of a table in one JSON file.

Source: Apple, Localizing and varying text with a string catalog (Xcode 15).
"""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.localisation.catalogue import Message
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Entry, Parsed
from checkmarket.localisation.readers.json_tree import encode, parse_json
from checkmarket.localisation.readers.nodes import Group, Node, Words
from checkmarket.localisation.readers.text import Text, decode
from checkmarket.localisation.tags import tag

_NEEDS_WORK = frozenset({"new", "needs_review"})
Unit = tuple[Words, str]  # a text and its state
Variant = tuple[str, dict[str, Unit]]  # what is added to the key, and the texts by plural category


def parse(data: bytes, _: Named) -> Parsed:
    """A draft for each locale.  In the source locale a key without a text is its own text.  Raises Unreadable."""
    text = decode(data)
    root = parse_json(text)
    strings = root.get("strings") if isinstance(root, Group) else None
    if not isinstance(root, Group) or not isinstance(strings, Group):
        raise text.unreadable(0, 'a string catalogue has a mapping "strings"')
    source = _words(root.get("sourceLanguage")) or "en"
    drafts = {source: Draft(written=source, locale=tag(source), source_locale=tag(source))}
    for key, value in strings.members:
        if isinstance(value, Group):
            _read(text, key, value, source, drafts)
    return Parsed(list(drafts.values()), text.text, text.encoded)


def _read(text: Text, key: str, value: Group, source: str, drafts: dict[str, Draft]) -> None:
    given = value.get("localizations")
    localizations = given if isinstance(given, Group) else Group((), value.start)
    written = dict(localizations.members)
    origin = dict(_variants(written[source])) if source in written else {}
    stale = _words(value.get("extractionState")) == "stale"
    shielded = _is_false(text, value.get("shouldTranslate"))
    if not origin:
        origin = {"": {"": (Words(key, value.start, value.start), "")}}
    for locale in dict.fromkeys((source, *written)):
        draft = drafts.setdefault(locale, Draft(written=locale, locale=tag(locale), source_locale=tag(source)))
        found = origin if locale == source else dict(_variants(written[locale]))
        for suffix, units in found.items():
            sources = {} if locale == source else _texts(origin.get(suffix, {}))
            draft.entries.append(_entry(text, key + suffix, units, sources, obsolete=stale, shielded=shielded))


def _entry(
    text: Text, key: str, units: dict[str, Unit], source: dict[str, str], *, obsolete: bool, shielded: bool
) -> Entry:
    words = {category: unit[0] for category, unit in units.items()}
    line, column = text.lines.at(next(iter(words.values())).start)
    message = Message(
        key=key,
        texts=_texts(units),
        source=source,
        syntax="apple",
        fuzzy=bool(source) and any(state in _NEEDS_WORK for _, state in units.values()),
        obsolete=obsolete,
        shielded=shielded,
        line=line,
        column=column,
    )
    spans = {category: (one.start, one.end) for category, one in words.items() if one.end > one.start}
    return Entry(message, spans, encode)


def _texts(units: dict[str, Unit]) -> dict[str, str]:
    return {category: words.text for category, (words, _) in units.items()}


def _variants(node: Node, suffix: str = "") -> Iterator[Variant]:
    """The texts of one localisation: one, or several by plural category, by device, and for substitutions."""
    if not isinstance(node, Group):
        return
    if unit := _unit(node):
        yield suffix, {"": unit}
    substitutions = node.get("substitutions")
    if isinstance(substitutions, Group):
        for name, one in substitutions.members:
            yield from _variants(one, f"{suffix}|{name}")
    variations = node.get("variations")
    for kind, group in variations.members if isinstance(variations, Group) else ():
        if not isinstance(group, Group):
            continue
        if kind == "plural":
            yield from _plural(group, suffix)
        else:
            for name, one in group.members:
                yield from _variants(one, f"{suffix}|{name}")


def _plural(group: Group, suffix: str) -> Iterator[Variant]:
    units = {category: unit for category, one in group.members if isinstance(one, Group) and (unit := _unit(one))}
    if units:
        yield suffix, units


def _unit(node: Group) -> Unit | None:
    unit = node.get("stringUnit")
    if not isinstance(unit, Group) or not isinstance(value := unit.get("value"), Words):
        return None
    return value, _words(unit.get("state"))


def _words(node: Node | None) -> str:
    return node.text if isinstance(node, Words) else ""


def _is_false(text: Text, node: Node | None) -> bool:
    return node is not None and text.text.startswith("false", node.start)
