"""Compile the rules of a rulebook: whom they bind, what they ask, until when, and what a breach costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import cast

from checkmarket.compiler.citations import Citations, sources_of
from checkmarket.compiler.conditions import Scope, compile_condition
from checkmarket.compiler.entries import (
    day,
    each,
    exclusions,
    flag,
    number,
    place_of,
    table,
    tables,
    text,
    texts,
    window,
)
from checkmarket.compiler.operators import NUMERIC
from checkmarket.model.conditions import NEVER, Not
from checkmarket.model.diagnostics import did_you_mean
from checkmarket.model.document import Listing, Scalar, Table
from checkmarket.model.law import (
    Basis,
    Demand,
    Exemption,
    Kind,
    Level,
    Levels,
    Penalty,
    Ratio,
    Requirement,
    Rule,
    Sanction,
    Severity,
    Transition,
    Window,
)
from checkmarket.model.values import Money

_DEMANDS = ("requires", "forbids", "levels", "ratio")


class Rules:
    """Compiles the rules of one rulebook."""

    def __init__(self, root: Table, scope: Scope, citations: Citations) -> None:
        self.book = text(root, "rulebook")
        self.jurisdiction = text(root, "jurisdiction")
        self.domain = text(root, "domain")
        self.scope = scope
        self.index = scope.index
        self.problems = scope.problems
        self.cite = citations.of

    def rule(self, node: Table) -> Rule:
        """One rule.  Mistakes are reported; what they touch is left out or reads as `never`."""
        ident = text(node, "id")
        if not ident.startswith(f"{self.book}."):
            message = f"'{ident}' does not begin with '{self.book}.'"
            self.problems.report("CM202", message, place_of(node, "id"), "a rule is named after its rulebook")
        holds = window(node, self.problems)
        cite = self.cite(node)
        kind = cast(Kind, text(node, "kind"))  # the schema has vouched for the words
        rule = Rule(
            id=ident,
            jurisdiction=self.jurisdiction,
            domain=self.domain,
            title=text(node, "title"),
            summary=text(node, "summary"),
            kind=kind,
            severity=cast(Severity, text(node, "severity", "low")),
            blocker=flag(node, "blocker"),
            weight=0 if kind == "may" else int(number(node, "weight") or 0),
            window=holds,
            transposition=day(node, "transposition"),
            cite=cite,
            sources=sources_of(node),
            applies_when=compile_condition(node.get("applies_when"), self.scope),
            exemptions=tuple(self._exemption(one) for one in tables(node, "exemptions")),
            demand=self._demand(node),
            transitions=tuple(self._transition(one, holds) for one in tables(node, "transition")),
            figures=tuple(self._figures(node)),
            penalties=tuple(self._penalties(node)),
            remediation=remediation(node, self.scope),
            status=text(node, "status"),
            note=text(node, "note"),
            place=node.place,
            basis=cast(Basis | None, text(node, "basis") or None),
            lint=exclusions(node),
        )
        self._check_instruments(rule, node)
        self._check_basis(rule, node)
        return rule

    def _check_instruments(self, rule: Rule, node: Table) -> None:
        kinds = {one.instrument.kind for one in rule.cite}
        if kinds and kinds <= {"guidance", "standard"} and rule.kind in ("must", "must-not"):
            self.problems.report("CM604", "guidance alone makes no duty", place_of(node, "kind"), "make it `should`")
        if kinds == {"directive"} and rule.transposition is None and rule.jurisdiction == "EU":
            hint = "a directive binds through national law: add transposition: DATE"
            self.problems.report("CM603", f"'{rule.id}' rests on a directive", place_of(node, "cite"), hint)

    def _check_basis(self, rule: Rule, node: Table) -> None:
        """Customs say how well they are known; law has its citations.  Custom binds nobody."""
        if rule.domain not in self.scope.index.culture:
            if rule.basis:
                hint = "leave it out: the citations say it"
                self.problems.report("CM606", f"'{rule.id}' is law", place_of(node, "basis"), hint)
            return
        if rule.basis is None:
            hint = "add basis: law, study, convention or practice"
            self.problems.report("CM606", f"'{rule.id}' does not say what it rests on", place_of(node, "id"), hint)
        if rule.kind in ("must", "must-not"):
            hint = "make it `should` or `may`; what the law demands belongs to a domain of law"
            self.problems.report("CM606", "a custom is no duty", place_of(node, "kind"), hint)

    def _exemption(self, node: Table) -> Exemption:
        return Exemption(
            id=text(node, "id"),
            title=text(node, "title"),
            when=compile_condition(node.get("when"), self.scope),
            cite=self.cite(node),
        )

    def _demand(self, node: Table) -> Demand:
        given = [key for key in _DEMANDS if key in node]
        wanted = {"must-not": ("forbids",)}.get(text(node, "kind"), ("requires", "levels", "ratio"))
        if text(node, "kind") == "may" and not given:
            return Requirement(compile_condition(None, self.scope))
        if len(given) != 1 or given[0] not in wanted:
            has = ", ".join(given) or "none"
            message = f"a {text(node, 'kind')} rule has exactly one of {', '.join(wanted)}; this has {has}"
            self.problems.report("CM601", message, place_of(node, "id"))
            return Requirement(NEVER)
        return self._read_demand(node, given[0])

    def _read_demand(self, node: Table, key: str) -> Demand:
        if key == "levels":
            return Levels(tuple(self._level(one) for one in tables(node, "levels")))
        if key == "ratio":
            return self._ratio(table(node["ratio"]))
        condition = compile_condition(node[key], self.scope)
        return Requirement(Not(condition) if key == "forbids" else condition)

    def _level(self, node: Table) -> Level:
        when = compile_condition(node.get("when"), self.scope)
        return Level(when=when, credit=number(node, "credit") or Decimal(0), title=text(node, "title"))

    def _ratio(self, node: Table) -> Ratio:
        kind = self.scope.fact(node, "of")
        if kind is not None and (kind.base not in NUMERIC or kind.many):
            message = f"a ratio needs a number, '{text(node, 'of')}' is {kind.with_article}"
            self.problems.report("CM402", message, place_of(node, "of"))
        target = node["to"]
        found = self.scope.parameter(target) if isinstance(target, Table) else number(node, "to")
        return Ratio(fact=text(node, "of"), target=found or Decimal(1))

    def _transition(self, node: Table, rule_window: Window) -> Transition:
        until = day(node, "until") or date.max
        if rule_window.first and until < rule_window.first:
            message = f"the transition ends on {until}, before the rule begins"
            self.problems.report("CM501", message, place_of(node, "until"))
        instead = node.get("instead")
        nothing = isinstance(instead, Scalar) and instead.value == "none"
        return Transition(
            until=until,
            applies_to=compile_condition(node.get("for"), self.scope),
            instead=None if nothing else compile_condition(instead, self.scope),
            cite=self.cite(node),
        )

    def _figures(self, node: Table) -> Iterator[str]:
        for item in each(node, "figures"):
            reference = str(item.value) if isinstance(item, Scalar) else ""
            full = self.scope.full(reference)
            if full in self.index.parameters:
                yield full
            else:
                hint = did_you_mean(full, self.index.parameters)
                self.problems.report("CM303", f"unknown parameter '{reference}'", item.place, hint)

    def _penalties(self, node: Table) -> Iterator[Penalty]:
        given = node.get("penalty")
        entries = given.items if isinstance(given, Listing) else (() if given is None else (given,))
        found = [self._penalty(table(entry)) for entry in entries]
        yield from sorted(found, key=lambda one: one.first or date.min)

    def _penalty(self, node: Table) -> Penalty:
        how = next((key for key in ("highest_of", "lowest_of") if key in node), "text")
        sanctions = tuple(self._sanction(one) for one in tables(node, how)) if how != "text" else ()
        return Penalty(
            how=how, sanctions=sanctions, text=text(node, "text"), first=day(node, "from"), cite=self.cite(node)
        )

    def _sanction(self, node: Table) -> Sanction:
        if "percent" not in node:
            return Sanction(amount=Money(number(node, "amount") or Decimal(0), text(node, "currency")))
        self.scope.fact(node, "of")
        return Sanction(percent=number(node, "percent"), of=text(node, "of"))


def remediation(node: Table, scope: Scope) -> tuple[str, ...]:
    """The controls that a mapping names; an unknown one is reported."""
    controls = scope.index.controls
    for item in each(node, "remediation"):
        ident = str(item.value) if isinstance(item, Scalar) else ""
        if ident not in controls:
            scope.problems.report("CM306", f"unknown control '{ident}'", item.place, did_you_mean(ident, controls))
    return texts(node, "remediation")
