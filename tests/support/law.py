"""Short makers of model values, so that a test states only what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from checkmarket.model.conditions import ALWAYS, Condition, Leaf, Literal
from checkmarket.model.document import Place
from checkmarket.model.findings import Credit, Finding, Status
from checkmarket.model.law import (
    Demand,
    Edge,
    Exemption,
    Jurisdiction,
    Override,
    Parameter,
    Requirement,
    Rule,
    Rulebook,
    TermDefinition,
    Transition,
    Window,
)
from checkmarket.model.library import Library
from checkmarket.model.subject import Stated, Subject
from checkmarket.model.values import FactType, Known, Value
from checkmarket.model.vocabulary import Change, Control, Domain, Effort, Fact, Profile

TODAY = date(2026, 11, 22)
HERE = Place("sample.yaml")
DOMAINS = {
    "tax": Domain("tax", "compliance", "Tax"),
    "labour": Domain("labour", "compliance", "Labour"),
    "ai": Domain("ai", "compliance", "Artificial intelligence"),
    "culture-formats": Domain("culture-formats", "culture", "Formats"),
}


def is_(fact: str, value: Value) -> Leaf:
    """The leaf `{fact: F, is: value}`."""
    return Leaf(fact, "is", (Literal(value),))


def a_fact(
    ident: str,
    base: str = "boolean",
    *,
    many: bool = False,
    nullable: bool = False,
    values: Iterable[str] = (),
    bounds: tuple[int | None, int | None] = (None, None),
    asked_if: Condition | None = None,
    otherwise: Value | None = None,
) -> Fact:
    low, high = (None if one is None else Decimal(one) for one in bounds)
    listed = {one: one for one in values}
    kind = FactType(base=base, many=many, nullable=nullable, values=listed, minimum=low, maximum=high)
    return Fact(
        id=ident,
        topic=ident.split(".", maxsplit=1)[0],
        type=kind,
        kind="measure",
        scope="market",
        question=f"What is {ident}?",
        help="",
        asked_if=asked_if,
        otherwise=otherwise,
        place=HERE,
    )


def a_rule(
    ident: str = "EU.tax.one",
    demand: Demand | Condition = ALWAYS,
    *,
    applies: Condition = ALWAYS,
    kind: str = "must",
    severity: str = "medium",
    blocker: bool = False,
    weight: int = 1,
    window: Window | None = None,
    exemptions: Iterable[Condition] = (),
    transitions: Iterable[Transition] = (),
    remediation: Iterable[str] = (),
    status: str = "sourced",
) -> Rule:
    jurisdiction, domain, slug = ident.split(".")
    return Rule(
        id=ident,
        jurisdiction=jurisdiction,
        domain=domain,
        title=slug,
        summary="",
        kind=kind,
        severity=severity,
        blocker=blocker,
        weight=0 if kind == "may" else weight,
        window=window or Window(date(2020, 1, 1)),
        transposition=None,
        cite=(),
        sources=(),
        applies_when=applies,
        exemptions=tuple(Exemption(id=str(n), title="", when=when, cite=()) for n, when in enumerate(exemptions)),
        demand=Requirement(demand) if isinstance(demand, Condition) else demand,
        transitions=tuple(transitions),
        figures=(),
        penalties=(),
        remediation=tuple(remediation),
        status=status,
        note="",
        place=HERE,
    )


def an_override(how: str, rule: str, jurisdiction: str, **more: object) -> Override:
    base = Override(how=how, rule=rule, jurisdiction=jurisdiction, window=Window(), cite=(), place=HERE)
    return replace(base, **more)


def an_edge(child: str, parent: str, first: date | None = None, last: date | None = None) -> Edge:
    """first, last: the days on which the child lies below the parent; left out, for ever."""
    return Edge(child=child, parent=parent, window=Window(first, last), place=HERE)


def a_control(ident: str, likely: float = 1, **changes: Change | Value) -> Control:
    """changes: fact ids with "__" for the dot; a bare value means `to` it."""
    return Control(
        id=ident,
        title=ident,
        owner="legal",
        effort=Effort(low=Decimal(0), likely=Decimal(str(likely)), high=Decimal(9)),
        lead_time_days=0,
        changes={
            fact.replace("__", "."): change if isinstance(change, Change) else Change("to", change)
            for fact, change in changes.items()
        },
        steps=(),
        evidence=(),
        place=HERE,
    )


def a_profile(**more: object) -> Profile:
    base = Profile(id="p", title="", scoring="weighted-mean", fail_on=frozenset({"blocker", "high"}), decide=True)
    return replace(base, **more)


def a_library(
    facts: Iterable[Fact] = (),
    rules: Iterable[Rule] = (),
    *,
    terms: Mapping[str, Condition] | None = None,
    parameters: Iterable[Parameter] = (),
    controls: Iterable[Control] = (),
    edges: Iterable[tuple[str, str] | Edge] = (),
    books: Iterable[Rulebook] = (),
) -> Library:
    """edges: (child, parent) for ever, or dated ones; books: more rulebooks, such as those with overrides."""
    rules, parameters = tuple(rules), tuple(parameters)
    defined = {
        key: TermDefinition(id=key, title=key, when=when, cite=(), place=HERE) for key, when in (terms or {}).items()
    }
    grouped: dict[str, list[Rule]] = {}
    for rule in rules:
        grouped.setdefault(f"{rule.jurisdiction}.{rule.domain}", []).append(rule)
    rulebooks = {book: a_book(book, rules=tuple(found)) for book, found in grouped.items()}
    for book in books:
        same = rulebooks.get(book.id)
        rulebooks[book.id] = replace(book, rules=same.rules) if same and not book.rules else book
    dated = tuple(one if isinstance(one, Edge) else an_edge(*one) for one in edges)
    places = {"EU", *(one.jurisdiction for one in rulebooks.values()), *(p for e in dated for p in (e.child, e.parent))}
    lawful = {one.jurisdiction for one in rulebooks.values()}
    return Library(
        facts={one.id: one for one in facts},
        controls={one.id: one for one in controls},
        domains=DOMAINS,
        profiles={"p": a_profile()},
        places={place: place for place in places},
        jurisdictions={
            place: Jurisdiction(id=place, title=place, has_books=place in lawful) for place in sorted(places)
        },
        edges=dated,
        rulebooks=rulebooks,
        rules={rule.id: rule for book in rulebooks.values() for rule in book.rules},
        terms=defined,
        parameters={one.id: one for one in parameters},
        digest="",
    )


def a_book(ident: str, **more: object) -> Rulebook:
    jurisdiction, domain = ident.split(".")
    return replace(Rulebook(id=ident, jurisdiction=jurisdiction, domain=domain, title=ident, place=HERE), **more)


def a_subject(facts: Mapping[str, Known], **more: object) -> Subject:
    return replace(Subject(id="s", facts={fact: Stated(value=value) for fact, value in facts.items()}), **more)


def a_finding(rule: Rule, status: Status, credit: tuple[float, float] | None = None) -> Finding:
    """credit: left out, what the status says."""
    by_status = {Status.PASS: (1, 1), Status.PASS_IF_APPLICABLE: (1, 1), Status.FAIL: (0, 0)}
    by_status |= {Status.POSSIBLE_FAIL: (0, 0), Status.UNKNOWN: (0, 1)}
    found = credit or by_status.get(status)
    return Finding(
        rule=rule,
        market="EU",
        status=status,
        credit=Credit(*map(float, found)) if found else None,
        optional=status in (Status.PASS_IF_APPLICABLE, Status.POSSIBLE_FAIL),
        because=(),
        missing_facts=(),
        remediation=(),
        penalty=None,
        as_of=TODAY,
    )
