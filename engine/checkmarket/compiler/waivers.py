"""Compile a file of waivers.  Whether one still counts is decided at the gate, not here."""

from __future__ import annotations

from datetime import date

from checkmarket.compiler.entries import Problems, day, place_of, table, tables, text
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Document, Table
from checkmarket.model.waivers import Waiver


def compile_waivers(document: Document) -> tuple[tuple[Waiver, ...], list[Diagnostic]]:
    """The waivers of a file of the right shape, and its mistakes: two for one finding."""
    problems = Problems()
    found: dict[tuple[str, str, str], Waiver] = {}
    for node in tables(table(document.root), "waivers"):
        one = _waiver(node)
        key = (one.product, one.market, one.rule)
        if key in found:
            message = f"a second waiver of '{one.rule}' for {one.product} in {one.market}"
            hint = f"the first is at {found[key].place}; keep one"
            problems.report("CM970", message, place_of(node, "rule"), hint)
        found.setdefault(key, one)
    return tuple(found.values()), problems


def _waiver(node: Table) -> Waiver:
    return Waiver(
        rule=text(node, "rule"),
        market=text(node, "market"),
        product=text(node, "product"),
        justification=text(node, "justification"),
        owner=text(node, "owner"),
        approver=text(node, "approver"),
        expires=day(node, "expires") or date.min,
        law=text(node, "law"),
        ticket=text(node, "ticket"),
        place=node.place,
    )
