"""Every id that the files declare, gathered before anything is linked.

Files with mistakes of shape are gathered too, as far as they can be read, so that one mistake is not reported
again by every file that refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from checkmarket.compiler.entries import Problems, flag, named, number, place_of, table, tables, text
from checkmarket.model.document import Document, Place, Scalar, Table
from checkmarket.model.values import FactType


@dataclass(slots=True)
class Index:
    """What can be referred to.  Keys of parameters and terms are full: RULEBOOK/slug."""

    facts: dict[str, FactType] = field(default_factory=dict)
    controls: dict[str, Place] = field(default_factory=dict)
    parameters: dict[str, FactType] = field(default_factory=dict)
    terms: dict[str, Place] = field(default_factory=dict)
    rules: dict[str, Place] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    domains: dict[str, Place] = field(default_factory=dict)
    culture: set[str] = field(default_factory=set)
    """The domains that feed the cultural-adaptation score."""
    rulebooks: dict[str, Place] = field(default_factory=dict)


def build_index(documents: Mapping[str, Iterable[Document]], problems: Problems) -> Index:
    """Gather the ids of all documents (by kind), reporting those declared twice."""
    index = Index()
    _places(documents, index)
    for root in _roots(documents, "domains"):
        index.domains.update(table(root.get("domains")).keys)
        index.culture.update(name for name, node in named(root, "domains") if text(node, "score") == "culture")
    for kind in ("rulebook", "profile", "jurisdiction"):
        named_before = index.rulebooks if kind == "rulebook" else {}
        for root in _roots(documents, kind):
            _first(kind, root, named_before, problems, key=kind)
    seen: dict[str, Place] = {}
    for root in _roots(documents, "facts"):
        for fact in tables(root, "facts"):
            if _first("fact", fact, seen, problems):
                index.facts[text(fact, "id")] = fact_type(fact)
    for root in _roots(documents, "controls"):
        for control in tables(root, "controls"):
            _first("control", control, index.controls, problems)
    for root in _roots(documents, "rulebook"):
        _rulebook(root, index, problems)
    return index


def fact_type(node: Table) -> FactType:
    """The type that a fact or parameter declares."""
    many = text(node, "type") == "set"
    base = text(node, "of" if many else "type")
    low, high = number(node, "minimum"), number(node, "maximum")
    if base == "percent":
        low, high = (Decimal(0) if low is None else low), (Decimal(100) if high is None else high)
    values = table(node.get("values"))
    return FactType(
        base=base,
        many=many,
        nullable=flag(node, "nullable"),
        unit=text(node, "unit"),
        values={key: text(values, key) for key in values.entries},
        minimum=low,
        maximum=high,
    )


def _places(documents: Mapping[str, Iterable[Document]], index: Index) -> None:
    for root in _roots(documents, "places"):
        names = table(root.get("places"))
        index.places.update({code: text(names, code) for code in names.entries})
    for root in _roots(documents, "jurisdiction"):
        if code := text(root, "jurisdiction"):
            index.places[code] = text(root, "title")


def _roots(documents: Mapping[str, Iterable[Document]], kind: str) -> list[Table]:
    return [one.root for one in documents.get(kind, ()) if isinstance(one.root, Table)]


def _first(what: str, node: Table, seen: dict[str, Place], problems: Problems, *, key: str = "id") -> bool:
    ident, place = text(node, key), place_of(node, key)
    if not ident:
        return False
    if ident in seen:
        problems.report("CM201", f"the {what} '{ident}' stands twice", place, f"the first is at {seen[ident]}")
        return False
    seen[ident] = place
    return True


def _rulebook(root: Table, index: Index, problems: Problems) -> None:
    book = text(root, "rulebook")
    for slug, parameter in named(root, "parameters"):
        index.parameters[f"{book}/{slug}"] = fact_type(parameter)
    for slug, term in named(root, "terms"):
        index.terms[f"{book}/{slug}"] = term.place
    for rule in tables(root, "rules"):
        if isinstance(rule.get("id"), Scalar):
            _first("rule", rule, index.rules, problems)
