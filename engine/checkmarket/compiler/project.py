"""Compile the files that stand beside a product: settings, waivers, baseline, lock.

Whether a waiver still counts is decided at the gate, not here.
"""

from __future__ import annotations

from datetime import date

from checkmarket.compiler.entries import Problems, day, flag, number, numbers, place_of, table, tables, text, texts
from checkmarket.model.baseline import KnownFinding
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Document, Scalar, Table
from checkmarket.model.lock import Lock
from checkmarket.model.settings import Settings
from checkmarket.model.waivers import Waiver


def compile_settings(document: Document) -> tuple[Settings, list[Diagnostic]]:
    """The settings of a file of the right shape."""
    root = table(document.root)
    gate = table(root.get("gate"))
    return Settings(
        products=texts(root, "products"),
        markets=texts(root, "markets"),
        members=texts(root, "members"),
        library=text(root, "library"),
        profile=text(root, "profile"),
        fail_on=texts(gate, "fail_on"),
        min_score=numbers(gate, "min_score"),
        min_coverage=numbers(gate, "min_coverage"),
        max_not_applicable=number(gate, "max_not_applicable"),
        coming_within=text(gate, "coming_within"),
        waivers=text(root, "waivers"),
        baseline=text(root, "baseline"),
        locked=_spoken(root, "locked"),
        reports=tuple((text(one, "format"), text(one, "output", "-")) for one in tables(root, "reports")),
    ), []


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


def compile_baseline(document: Document) -> tuple[tuple[KnownFinding, ...], list[Diagnostic]]:
    """The findings of a baseline of the right shape."""
    return tuple(
        KnownFinding(
            product=text(node, "product"),
            market=text(node, "market"),
            rule=text(node, "rule"),
            outcome=text(node, "outcome"),
            fingerprint=text(node, "fingerprint"),
        )
        for node in tables(table(document.root), "findings")
    ), []


def compile_lock(document: Document) -> tuple[Lock, list[Diagnostic]]:
    """The lock of a file of the right shape."""
    root = table(document.root)
    files = table(root.get("files"))
    return Lock(library=text(root, "library"), files={path: text(files, path) for path in files.entries}), []


def _spoken(root: Table, key: str) -> str:
    """The text under a key; true and false as words."""
    node = root.get(key)
    is_flag = isinstance(node, Scalar) and isinstance(node.value, bool)
    return str(flag(root, key)).lower() if is_flag else text(root, key)


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
