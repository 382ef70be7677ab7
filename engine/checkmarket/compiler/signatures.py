"""Compile sign-off files, and hold each entry against what its rule means today.

Enters: the files' mappings and the Library they belong to.  Leaves: SignOffs that know what has changed since.
A sign-off that is broken or has run out is no mistake; one of a rule that does not exist is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from checkmarket.compiler.entries import Problems, day, place_of, table, tables, text
from checkmarket.compiler.index import Index
from checkmarket.compiler.meaning import VERSION, digest, digests_of_parts, meaning
from checkmarket.model.diagnostics import did_you_mean
from checkmarket.model.document import Document, Table
from checkmarket.model.library import Library
from checkmarket.model.signatures import SignOff

_ANYTHING = "something that its parts do not name"


def compile_signatures(document: Document, library: Library, index: Index, problems: Problems) -> list[SignOff]:
    """The sign-offs of one file."""
    root = table(document.root)
    market, _, domain = text(root, "signatures").partition(".")
    if not document.path.endswith(file_of(market, domain)):
        message = f"the sign-offs of '{market}.{domain}' do not stand in {file_of(market, domain)}"
        problems.report("CM951", message, place_of(root, "signatures"), "move the file, or correct its first line")
        return []
    found: dict[tuple[str, str], SignOff] = {}
    for node in tables(root, "items"):
        one = _sign_off(node, market)
        if not _has_rule(one, domain, node, library, index, problems):
            continue
        if (one.rule, one.by) in found:
            hint = f"the first is at {found[one.rule, one.by].place}; keep the newer one"
            problems.report("CM952", f"{one.by} signs '{one.rule}' twice", place_of(node, "rule"), hint)
        if one.expires is not None and one.expires < one.on:
            message = f"expires {one.expires} lies before on {one.on}"
            problems.report("CM501", message, place_of(node, "expires"), "swap the days")
        found[one.rule, one.by] = one
    return [compared(one, library) for one in found.values()]


def file_of(market: str, domain: str) -> str:
    """The file that holds the sign-offs of a market and a domain, from the root of the library."""
    return f"jurisdictions/{market}/signatures/{domain}.yaml"


def compared(one: SignOff, library: Library) -> SignOff:
    """The sign-off with what is no longer as it was signed."""
    now = meaning(library, one.rule, one.market)
    if digest(now) == one.digest:
        return replace(one, changed=())
    if not one.digest.startswith(f"{VERSION}:"):
        return replace(one, changed=("the form in which meaning is written down",))
    return replace(one, changed=tuple(_changed(one, digests_of_parts(now))) or (_ANYTHING,))


def _changed(one: SignOff, now: dict[str, str]) -> Iterator[str]:
    for name in sorted({*one.parts, *now}):
        if name not in one.parts:
            yield f"{name} (new)"
        elif name not in now:
            yield f"{name} (gone)"
        elif one.parts[name] != now[name]:
            yield name


def _sign_off(node: Table, market: str) -> SignOff:
    parts = table(node.get("parts"))
    return SignOff(
        rule=text(node, "rule"),
        market=market,
        digest=text(node, "digest"),
        parts={name: text(parts, name) for name in parts.entries},
        by=text(node, "by"),
        role=text(node, "role"),
        on=day(node, "on") or date.max,
        expires=day(node, "expires"),
        note=text(node, "note"),
        signature=text(node, "signature"),
        place=node.place,
    )


def _has_rule(one: SignOff, domain: str, node: Table, library: Library, index: Index, problems: Problems) -> bool:
    rule, place = library.rules.get(one.rule), place_of(node, "rule")
    if rule is None:
        if one.rule not in index.rules:
            hint = did_you_mean(one.rule, index.rules, otherwise="take the sign-off of a rule that is gone out as well")
            problems.report("CM950", f"a sign-off of an unknown rule '{one.rule}'", place, hint)
        return False
    if rule.domain != domain or rule.jurisdiction not in _lands(library, one.market):
        hint = f"it belongs into {file_of(rule.jurisdiction, rule.domain)}"
        problems.report("CM951", f"'{one.rule}' is no rule of {one.market}.{domain}", place, hint)
        return False
    return True


def _lands(library: Library, market: str) -> set[str]:
    """A jurisdiction and everything that ever stood above it."""
    found: set[str] = {market}
    while more := {edge.parent for edge in library.edges if edge.child in found} - found:
        found |= more
    return found
