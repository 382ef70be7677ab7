"""Compile a product file into a Subject: every stated fact known, of its type, where it belongs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from checkmarket.compiler.entries import Problems, day, number, numbers, table, tables, text
from checkmarket.compiler.index import Index
from checkmarket.compiler.literals import read_known
from checkmarket.model.diagnostics import Diagnostic, did_you_mean
from checkmarket.model.document import Document, Node, Scalar, Table
from checkmarket.model.library import Library
from checkmarket.model.subject import Evidence, Rate, Stated, Subject
from checkmarket.model.values import Known, State


def compile_subject(document: Document, library: Library) -> tuple[Subject, list[Diagnostic]]:
    """The subject that a product file describes, and its mistakes."""
    problems = Problems()
    root = table(document.root)
    index = _index_of(library)
    markets = table(root.get("markets"))
    for code in markets.entries:
        if code not in index.places:
            hint = did_you_mean(code, index.places)
            problems.report("CM301", f"unknown jurisdiction '{code}'", markets.keys[code], hint)
    subject = Subject(
        id=text(root, "product"),
        title=text(root, "title"),
        facts=compile_facts_stated(table(root.get("facts")), index, problems),
        markets={code: _market(table(node), library, index, problems) for code, node in markets.entries.items()},
        rates=tuple(_rate(node) for node in tables(root, "rates")),
        place=root.place,
    )
    return subject, problems


def compile_facts_stated(node: Table, index: Index, problems: Problems) -> dict[str, Stated]:
    """The facts that a mapping states."""
    found = {}
    for ident, child in node.entries.items():
        if ident not in index.facts:
            hint = did_you_mean(ident, index.facts)
            problems.report("CM302", f"unknown fact '{ident}'", node.keys[ident], hint)
            continue
        value = _known(ident, child, index, problems)
        if value is not None:
            found[ident] = Stated(value=value, place=node.keys[ident], evidence=_evidence(child))
    return found


def _index_of(library: Library) -> Index:
    return Index(facts={one.id: one.type for one in library.facts.values()}, places=dict(library.places))


def _market(node: Table, library: Library, index: Index, problems: Problems) -> dict[str, Stated]:
    for ident in node.entries:
        if ident in library.facts and library.facts[ident].scope == "company":
            message = f"'{ident}' is about the company, the same in every market"
            problems.report("CM406", message, node.keys[ident], "state it under facts")
    return compile_facts_stated(node, index, problems)


def _known(ident: str, node: Node, index: Index, problems: Problems) -> Known | None:
    kind = index.facts[ident]
    bare = node["value"] if isinstance(node, Table) and "value" in node else node
    if isinstance(bare, Scalar) and bare.value == "unknown":
        return State.UNKNOWN
    return read_known(bare, kind, index, problems, of=ident)


def _evidence(node: Node) -> Evidence | None:
    if not isinstance(node, Table) or "evidence" not in node:
        return None
    given = table(node["evidence"])
    on = day(given, "on") or date.min
    return Evidence(
        kind=text(given, "kind"),
        ref=text(given, "ref"),
        on=on,
        expires=day(given, "expires"),
        shares=numbers(given, "shares"),
    )


def _rate(node: Table) -> Rate:
    return Rate(
        source=text(node, "from"),
        target=text(node, "to"),
        rate=number(node, "rate") or Decimal(1),
        on=day(node, "on") or date.min,
        published_by=text(node, "source"),
    )
