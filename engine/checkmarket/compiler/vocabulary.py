"""Compile facts, controls, domains, profiles, places and jurisdictions."""

from __future__ import annotations

from decimal import Decimal

from checkmarket.compiler.conditions import Scope, compile_condition
from checkmarket.compiler.entries import (
    Problems,
    exclusions,
    flag,
    named,
    number,
    numbers,
    place_of,
    table,
    tables,
    text,
    texts,
)
from checkmarket.compiler.entries import window as read_window
from checkmarket.compiler.index import Index
from checkmarket.compiler.literals import read_known, read_value
from checkmarket.model.diagnostics import did_you_mean
from checkmarket.model.document import Node, Table
from checkmarket.model.law import Edge, Jurisdiction
from checkmarket.model.values import FactType
from checkmarket.model.vocabulary import Change, Computed, Control, Domain, Effort, Fact, Profile

_SET_CHANGES = frozenset({"add", "remove"})
_NUMBERS = frozenset({"integer", "decimal", "percent"})


def compile_facts(root: Table, index: Index, problems: Problems) -> list[Fact]:
    """The facts of one file."""
    scope = Scope(index, problems)
    return [_fact(node, text(root, "topic"), scope) for node in tables(root, "facts")]


def _fact(node: Table, topic: str, scope: Scope) -> Fact:
    ident = text(node, "id")
    kind = scope.index.facts[ident]
    otherwise = node.get("otherwise")
    return Fact(
        id=ident,
        topic=topic,
        type=kind,
        kind=text(node, "kind"),
        scope=text(node, "scope"),
        question=text(node, "question"),
        help=text(node, "help"),
        asked_if=compile_condition(node["asked_if"], scope) if "asked_if" in node else None,
        otherwise=read_known(otherwise, kind, scope.index, scope.problems, of=ident) if otherwise else None,
        place=node.place,
        computed=_computed(node, ident, scope),
        lint=exclusions(node),
    )


def _computed(node: Table, ident: str, scope: Scope) -> Computed | None:
    """How a fact follows from another: a share in per cent from a set of languages."""
    if "computed" not in node:
        return None
    given = table(node["computed"])
    of = text(given, "people_served_by")
    source = scope.index.facts.get(of)
    place = given["people_served_by"].place
    if source is None:
        scope.problems.report("CM302", f"unknown fact '{of}'", place, did_you_mean(of, scope.index.facts))
        return None
    if not (source.many and source.base == "language") or scope.index.facts[ident].base != "percent":
        message = f"'{ident}' cannot follow from '{of}'"
        scope.problems.report("CM402", message, place, "a fact of type percent follows from a set of languages")
        return None
    return Computed("people-served", of)


def compile_controls(root: Table, facts: dict[str, Fact], index: Index, problems: Problems) -> list[Control]:
    """The controls of one file."""
    return [_control(node, facts, index, problems) for node in tables(root, "controls")]


def _control(node: Table, facts: dict[str, Fact], index: Index, problems: Problems) -> Control:
    sets = table(node.get("sets"))
    changes = {fact: _change(fact, sets, facts, index, problems) for fact in sets.entries}
    days = table(node.get("effort_days"))
    low, likely, high = (number(days, key) or Decimal(0) for key in ("low", "likely", "high"))
    if not low <= likely <= high:
        problems.report("CM605", "effort runs low, likely, high", days.place, "in that order")
    return Control(
        id=text(node, "id"),
        title=text(node, "title"),
        owner=text(node, "owner"),
        effort=Effort(low=low, likely=likely, high=high),
        lead_time_days=int(number(node, "lead_time_days") or 0),
        changes={fact: change for fact, change in changes.items() if change is not None},
        steps=texts(node, "steps"),
        evidence=texts(node, "evidence"),
        place=node.place,
        lint=exclusions(node),
    )


def _change(ident: str, sets: Table, facts: dict[str, Fact], index: Index, problems: Problems) -> Change | None:
    if ident not in index.facts:
        problems.report("CM302", f"unknown fact '{ident}'", sets.keys[ident], did_you_mean(ident, index.facts))
        return None
    if ident in facts and facts[ident].kind != "measure":
        message = f"'{ident}' is a situation, which no control can change"
        problems.report("CM605", message, sets.keys[ident], "controls set facts of kind measure")
    return _read_change(ident, sets[ident], index.facts[ident], index, problems)


def _read_change(ident: str, node: Node, kind: FactType, index: Index, problems: Problems) -> Change | None:
    how = next(iter(node.entries)) if isinstance(node, Table) and "amount" not in node and "has" not in node else "to"
    operand = node[how] if isinstance(node, Table) and how != "to" else node
    fits = how == "to" or (kind.many if how in _SET_CHANGES else kind.base in _NUMBERS and not kind.many)
    if not fits:
        problems.report("CM605", f"'{how}' does not go with '{ident}', {kind.with_article}", node.place)
        return None
    value = read_value(operand, kind, index, problems, of=ident)
    return None if value is None else Change(how, value)


def compile_domains(root: Table) -> list[Domain]:
    """The domains and the score each feeds."""
    return [Domain(name, text(node, "score"), text(node, "title")) for name, node in named(root, "domains")]


def compile_profile(root: Table, index: Index, problems: Problems) -> Profile:
    """One profile."""
    gate = table(root.get("gate"))
    weights = table(root.get("domain_weights"))
    for domain in weights.entries:
        if domain not in index.domains:
            hint = did_you_mean(domain, index.domains)
            problems.report("CM308", f"unknown domain '{domain}'", weights.keys[domain], hint)
    return Profile(
        id=text(root, "profile"),
        title=text(root, "title"),
        scoring=text(root, "scoring"),
        fail_on=frozenset(texts(gate, "fail_on")),
        decide=text(gate, "undecided") == "cannot-say",
        domain_weights=numbers(root, "domain_weights"),
        min_score=_shares(gate, "min_score", index, problems),
        min_coverage=_shares(gate, "min_coverage", index, problems),
        max_not_applicable=number(gate, "max_not_applicable"),
        coming_within=text(gate, "coming_within"),
        require_signed=flag(gate, "require_signed"),
    )


def _shares(gate: Table, key: str, index: Index, problems: Problems) -> dict[str, Decimal]:
    """A share in [0, 1] for each of compliance, culture and domains."""
    node = table(gate.get(key))
    for name in node.entries:
        if name not in ("compliance", "culture") and name not in index.domains:
            hint = did_you_mean(name, ["compliance", "culture", *index.domains])
            problems.report("CM308", f"unknown domain '{name}'", node.keys[name], hint)
    return numbers(gate, key)


def compile_jurisdiction(root: Table, index: Index, problems: Problems) -> tuple[Jurisdiction, list[Edge]]:
    """A jurisdiction with the dated edges to what stands above and below it."""
    ident = text(root, "jurisdiction")
    edges = []
    for key in ("extends", "members"):
        for node in tables(root, key):
            other = text(node, "id")
            if other not in index.places:
                hint = did_you_mean(other, index.places)
                problems.report("CM301", f"unknown jurisdiction '{other}'", place_of(node, "id"), hint)
            child, parent = (ident, other) if key == "extends" else (other, ident)
            edges.append(Edge(child=child, parent=parent, window=read_window(node, problems), place=node.place))
    people = table(root.get("people"))
    found = Jurisdiction(
        id=ident,
        title=text(root, "title"),
        languages=texts(root, "languages"),
        currency=text(root, "currency"),
        population=int(number(people, "population") or 0),
        speakers=numbers(people, "speakers"),
    )
    return found, edges


__all__ = ["compile_controls", "compile_domains", "compile_facts", "compile_jurisdiction", "compile_profile"]
