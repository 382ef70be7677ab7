"""State facts in a product file: its other lines, comments and values stay, and it is laid out as `rules fmt` does.

Enters: the text of a product file, and facts as YAML.  Leaves: the new text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checkmarket.authoring.formatter.parser import KEYWORDS, style_of, take_apart
from checkmarket.authoring.formatter.parts import Entry, Group, Part, Single
from checkmarket.authoring.formatter.writer import write

Facts = Mapping[str, str]
"""Values by fact, each as it may stand behind a colon: `[de, en]`, or `{value: 98, evidence: {…}}`."""


def with_facts(text: str, facts: Facts, markets: Mapping[str, Facts]) -> str:
    """The product file with these facts stated, for every market and for single ones; what they said before is gone.

    Raises ValueError where the text is no mapping: a product file that could be compiled is one.
    """
    layout, _ = take_apart(text.replace("\r\n", "\n"))
    root = _group(layout.root)
    if facts:
        root = _with(root, "facts", _stated(_group(_at(root, "facts")), facts))
    if markets:
        below = _group(_at(root, "markets"))
        for code, own in markets.items():
            below = _with(below, code, _stated(_group(_at(below, code)), own))
        root = _with(root, "markets", below)
    return write(replace(layout, root=root), "product")


def _stated(group: Group, facts: Facts) -> Group:
    for ident, value in facts.items():
        group = _with(group, ident, _parsed(value))
    return group


def _parsed(value: str) -> Part:
    layout, _ = take_apart(f"x: {value}\n")
    found = _at(_group(layout.root), "x")
    assert found is not None
    return _bare(found)


def _bare(part: Part) -> Part:
    """Without the quotes that nothing needs."""
    if isinstance(part, Single):
        return Single(part.text, "plain") if part.style == "quoted" and style_of(part.text) == "plain" else part
    return replace(part, entries=tuple(_bare_entry(one) for one in part.entries))


def _bare_entry(entry: Entry) -> Entry:
    key = Single(entry.key.text, "plain") if entry.key and entry.key.text in KEYWORDS else entry.key
    return replace(entry, key=key, value=_bare(entry.value))


def _at(group: Group, key: str) -> Part | None:
    return next((one.value for one in group.entries if one.key and one.key.text == key), None)


def _group(part: Part | None) -> Group:
    if part is None:
        return Group(is_table=True, is_flow=False, entries=())
    if not isinstance(part, Group) or not part.is_table:
        raise ValueError("this is no mapping")
    return replace(part, is_flow=False)


def _with(group: Group, key: str, value: Part) -> Group:
    """The mapping with one value in place of the one it had, or behind all others."""
    if _at(group, key) is None:
        return replace(group, entries=(*group.entries, Entry(key=Single(key, "quoted"), value=value)))
    entries = (replace(one, value=value) if one.key and one.key.text == key else one for one in group.entries)
    return replace(group, entries=tuple(entries))
