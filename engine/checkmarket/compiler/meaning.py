"""What a rule means in one jurisdiction: everything that changes outcomes, or that a counsel vouches for.

Enters: a Library.  Leaves: named parts of JSON-able data, and their digest.  In it: kind, severity, dates, conditions,
exemptions, demand, transitions, penalties, citations, titles; every term, parameter (with all dated values and those
its children set), fact (id and type, and when it is asked), rule and place they name; what the jurisdiction changes.
Not in it: layout, comments, notes, the order of keys and of clauses, links, who read a source when, remediation,
the questions' wording: none of it is law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from checkmarket.compiler import canonical
from checkmarket.compiler.canonical import Json
from checkmarket.compiler.references import References, conditions_of, references
from checkmarket.model.conditions import Condition, Leaf, Literal, Operand, ParameterValue, leaves_of
from checkmarket.model.law import Edge, Exemption, Override, Rule
from checkmarket.model.library import Library

VERSION = "meaning-1"
"""Of this form.  Another form gives other digests, so it needs another name."""
_SHORT = 16
_PLACE_OPERATORS = frozenset({"includes_any_in", "includes_none_in"})

Meaning = Mapping[str, Json]
"""The parts by name: "dates", "conditions", "the term EU.tax/bound" …"""


def meaning(library: Library, rule: str, market: str = "") -> Meaning:
    """What a rule means as it stands in a market (a jurisdiction at or below its own; its own where left out)."""
    found = library.rules[rule]
    return _Meaning(library, market or found.jurisdiction).whole(found)


def digest(found: Meaning) -> str:
    """The digest of a whole meaning."""
    return f"{VERSION}:{canonical.sha(dict(found))}"


def digests_of_parts(found: Meaning) -> dict[str, str]:
    """Short digests, enough to tell which part changed."""
    return {name: canonical.sha(found[name])[:_SHORT] for name in sorted(found)}


class _Meaning:
    """Gathers the parts as one market sees them."""

    def __init__(self, library: Library, market: str) -> None:
        self.library = library
        self.market = market
        self.above = tuple(_upward(library.edges, market))
        """The edges from the market upward, of all times."""
        self.lands = {market, *(edge.parent for edge in self.above)}
        self.parts: dict[str, Json] = {}

    def whole(self, rule: Rule) -> Meaning:
        self.parts = {
            "wording": [canonical.words(rule.title), canonical.words(rule.summary)],
            "kind": rule.kind,
            "severity, weight and blocker": [rule.severity, str(rule.weight), rule.blocker],
            "citations": canonical.citations(rule.cite),
            "penalty": [canonical.penalty(one) for one in rule.penalties],
            "figures": [*sorted(rule.figures)],
            **({"basis": rule.basis} if rule.basis else {}),
            **self._duty(rule),
        }
        involved = self._involve(rule, rule.figures)
        self._place(rule, involved)
        return {name: part for name, part in self.parts.items() if part != []}

    def _duty(self, rule: Rule) -> dict[str, Json]:
        """What decides the outcome by itself."""
        lasting: list[Json] = [canonical.window(rule.window), canonical.day(rule.transposition), rule.is_past]
        return {
            "dates": lasting,
            "conditions": canonical.condition(rule.applies_when),
            "demand": canonical.demand(rule.demand),
            "exemptions": canonical.unordered(map(_exemption, rule.exemptions)),
            "transitions": [canonical.transition(one) for one in rule.transitions],
            "local changes": canonical.unordered(_override(one) for one in self._changes(rule)),
        }

    def _changes(self, rule: Rule) -> list[Override]:
        """What the market and the places between it and the rule's jurisdiction change of it."""
        nearer = self.lands - {rule.jurisdiction}
        return [
            one
            for book in self.library.rulebooks.values()
            if book.jurisdiction in nearer
            for one in book.overrides
            if one.rule == rule.id
        ]

    def _involve(self, rule: Rule, figures: Iterable[str]) -> set[str]:
        """Add all that the rule rests on; returns the jurisdictions whose law is in it."""
        changes = self._changes(rule)
        found = references(rule, self.library, changes)
        involved = {rule.jurisdiction, *(one.jurisdiction for one in changes)}
        for parameter in sorted({*found.parameters, *figures}):
            involved |= self._parameter(parameter)
        for term in sorted(found.terms):
            self._term(term)
        for fact in sorted(found.facts):
            self._fact(fact)
        for place in sorted(self._places(rule, changes, found)):
            self.parts[f"the places in {place}"] = canonical.unordered(map(_edge, _below(self.library.edges, place)))
        for other in sorted(found.rules):
            involved |= self._rule(other)
        return involved

    def _parameter(self, ident: str) -> set[str]:
        parameter = self.library.parameters.get(ident)
        if parameter is None:
            return set()
        settings = {
            book.jurisdiction: canonical.dated(one.values)
            for book in self.library.rulebooks.values()
            if book.jurisdiction in self.lands
            for one in book.settings
            if one.parameter == ident
        }
        self.parts[f"the parameter {ident}"] = {
            "title": canonical.words(parameter.title),
            "type": canonical.kind(parameter.type, bounds=True),
            "open to": parameter.settable_by,
            "values": canonical.dated(parameter.values),
            "set by": dict(settings),
        }
        return set(settings)

    def _term(self, ident: str) -> None:
        if term := self.library.terms.get(ident):
            title, cite = canonical.words(term.title), canonical.citations(term.cite)
            self.parts[f"the term {ident}"] = [title, canonical.condition(term.when), cite]

    def _fact(self, ident: str) -> None:
        if fact := self.library.facts.get(ident):
            self.parts[f"the fact {ident}"] = {
                "type": canonical.kind(fact.type),
                "asked if": None if fact.asked_if is None else canonical.condition(fact.asked_if),
                "otherwise": None if fact.otherwise is None else canonical.value(fact.otherwise),
                **({"computed": [fact.computed.how, fact.computed.of]} if fact.computed else {}),
            }

    def _rule(self, ident: str) -> set[str]:
        """Another rule this one asks about: only what decides whether it applies and is met."""
        rule, name = self.library.rules.get(ident), f"the rule {ident}"
        if rule is None or name in self.parts:
            return set()
        self.parts[name] = ""  # a rule may be replaced by one that asks about it
        self.parts[name] = self._duty(rule)
        return self._involve(rule, ())

    def _places(self, rule: Rule, changes: list[Override], found: References) -> set[str]:
        """The places of which all members count."""
        conditions = [*conditions_of(rule), *(one.condition for one in changes)]
        conditions += [self.library.terms[term].when for term in found.terms if term in self.library.terms]
        facts = [self.library.facts[fact].asked_if for fact in found.facts if fact in self.library.facts]
        conditions += [one for one in facts if one is not None]
        return {place for one in conditions for place in self._places_in(one)}

    def _places_in(self, condition: Condition) -> Iterator[str]:
        for leaf in leaves_of(condition):
            if isinstance(leaf, Leaf) and leaf.operator in _PLACE_OPERATORS:
                for one in leaf.operands:
                    yield from self._places_of(one)

    def _places_of(self, operand: Operand) -> Iterable[str]:
        match operand:
            case Literal(value):
                return (str(value),)
            case ParameterValue(parameter):
                settings = [one for book in self.library.rulebooks.values() for one in book.settings]
                series = [one.values for one in settings if one.parameter == parameter]
                series += [one.values for one in self.library.parameters.values() if one.id == parameter]
                return {str(one.value) for values in series for one in values}
            case _:
                return {edge.parent for edge in self.library.edges}  # a fact: it may name any place

    def _place(self, rule: Rule, involved: set[str]) -> None:
        """Since when the market lies below the places whose law it brings in."""
        self.parts["place"] = [
            rule.jurisdiction,
            self.market,
            canonical.unordered(map(_edge, _leading_to(self.above, involved - {self.market}))),
        ]


def _exemption(one: Exemption) -> Json:
    return [one.id, canonical.words(one.title), canonical.condition(one.when), canonical.citations(one.cite)]


def _override(one: Override) -> Json:
    """What was seen on which day is no part of `not_transposed`."""
    return {
        "how": one.how,
        "jurisdiction": one.jurisdiction,
        "dates": canonical.window(one.window),
        "by": one.by,
        "title": canonical.words(one.title),
        "when": canonical.condition(one.condition),
        "reason": "" if one.how == "not_transposed" else canonical.words(one.reason),
        "cite": canonical.citations(one.cite),
    }


def _edge(edge: Edge) -> Json:
    return [edge.child, edge.parent, canonical.window(edge.window)]


def _upward(edges: Iterable[Edge], market: str) -> Iterator[Edge]:
    edges, seen, waiting = tuple(edges), {market}, [market]
    while waiting:
        child = waiting.pop()
        for edge in edges:
            if edge.child == child:
                yield edge
                if edge.parent not in seen:
                    seen.add(edge.parent)
                    waiting.append(edge.parent)


def _below(edges: Iterable[Edge], place: str) -> Iterator[Edge]:
    """What lies below a place, except what its code says by itself: DE-BY is in DE."""
    edges, seen, waiting = tuple(edges), {place}, [place]
    while waiting:
        parent = waiting.pop()
        for edge in edges:
            if edge.parent == parent and not edge.child.startswith(f"{parent}-"):
                yield edge
                if edge.child not in seen:
                    seen.add(edge.child)
                    waiting.append(edge.child)


def _leading_to(above: tuple[Edge, ...], wanted: set[str]) -> list[Edge]:
    """The edges on a way to one of the wanted places."""
    reached = set(wanted)
    for _ in above:
        reached |= {edge.child for edge in above if edge.parent in reached}
    return [edge for edge in above if edge.parent in reached]
