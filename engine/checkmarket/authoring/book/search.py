"""The index that the search of the book looks through."""

from __future__ import annotations

import json
from collections.abc import Iterator

from checkmarket.authoring.book.addresses import entry
from checkmarket.authoring.book.contents import Contents
from checkmarket.model.law import Rule

Found = dict[str, str]
"""k: kind, t: title, u: address, x: further text that is searched."""


def search_index(book: Contents) -> str:
    """The index as JSON that may stand inside a script element: no "<" in it."""
    made = json.dumps(list(_entries(book)), ensure_ascii=False, separators=(",", ":"))
    return made.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _entries(book: Contents) -> Iterator[Found]:
    library = book.library
    for ident, rule in sorted(library.rules.items()):
        yield {"k": "Rule", "t": rule.title, "u": entry("rule", ident), "x": f"{ident} {rule.summary} {_cited(rule)}"}
    for ident, term in sorted(library.terms.items()):
        yield {"k": "Term", "t": term.title, "u": entry("term", ident), "x": ident}
    for ident, parameter in sorted(library.parameters.items()):
        yield {"k": "Number", "t": parameter.title, "u": entry("parameter", ident), "x": ident}
    for ident, fact in sorted(library.facts.items()):
        yield {"k": "Fact", "t": fact.question, "u": entry("fact", ident), "x": f"{ident} {fact.help}"}
    for ident, control in sorted(library.controls.items()):
        yield {"k": "Control", "t": control.title, "u": entry("control", ident), "x": ident}
    for ident, instrument in sorted(book.instruments.items()):
        yield {
            "k": "Instrument",
            "t": instrument.title,
            "u": entry("instrument", ident),
            "x": f"{ident} {instrument.short}",
        }


def _cited(rule: Rule) -> str:
    return " ".join(f"{one.instrument.short} {one.article}" for one in rule.cite)
