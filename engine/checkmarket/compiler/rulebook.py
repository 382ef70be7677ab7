"""Compile one rulebook: instruments, parameters, terms, rules and what it changes of its parents' law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import cast

from checkmarket.compiler.conditions import Scope, compile_condition
from checkmarket.compiler.entries import (
    Problems,
    day,
    each,
    exclusions,
    flag,
    named,
    number,
    place_of,
    table,
    tables,
    text,
    texts,
    window,
)
from checkmarket.compiler.index import Index
from checkmarket.compiler.literals import read_single
from checkmarket.compiler.operators import NUMERIC
from checkmarket.model.conditions import NEVER, Not
from checkmarket.model.diagnostics import did_you_mean
from checkmarket.model.document import Listing, Node, Scalar, Table
from checkmarket.model.law import (
    Citation,
    DatedValue,
    Demand,
    Exemption,
    Instrument,
    Kind,
    Level,
    Levels,
    NotEncoded,
    NotTransposed,
    Override,
    Parameter,
    Penalty,
    Ratio,
    Requirement,
    Rule,
    Rulebook,
    Sanction,
    Setting,
    Severity,
    TermDefinition,
    Transition,
    Watched,
    Window,
)
from checkmarket.model.values import FactType, Money

_DEMANDS = ("requires", "forbids", "levels", "ratio")
_OVERRIDES = ("exempts", "tightens", "replaces", "switches_off", "implements")


def compile_rulebook(root: Table, index: Index, problems: Problems) -> Rulebook:
    """One rulebook.  Mistakes are reported; what they touch is left out or reads as `never`."""
    return _Compiler(root, index, problems).rulebook()


class _Compiler:
    """Compiles one file; holds what all its parts refer to."""

    def __init__(self, root: Table, index: Index, problems: Problems) -> None:
        self.root = root
        self.index = index
        self.problems = problems
        self.book = text(root, "rulebook")
        self.jurisdiction = text(root, "jurisdiction")
        self.scope = Scope(index, problems, self.book)
        self.instruments = {slug: _instrument(slug, node) for slug, node in named(root, "instruments")}

    def rulebook(self) -> Rulebook:
        root = self.root
        self._check_header()
        return Rulebook(
            id=self.book,
            jurisdiction=self.jurisdiction,
            domain=text(root, "domain"),
            title=text(root, "title"),
            place=root.place,
            instruments=self.instruments,
            parameters=tuple(self._parameter(slug, node) for slug, node in named(root, "parameters")),
            terms=tuple(self._term(slug, node) for slug, node in named(root, "terms")),
            rules=tuple(self._rule(node) for node in tables(root, "rules")),
            overrides=(*self._overrides(), *self._not_transposed_overrides()),
            settings=tuple(self._settings()),
            watch=tuple(self._watch()),
            not_encoded=tuple(self._not_encoded()),
            not_transposed=tuple(self._not_transposed()),
        )

    def _check_header(self) -> None:
        root, domain = self.root, text(self.root, "domain")
        if self.book != f"{self.jurisdiction}.{domain}":
            hint = f"write {self.jurisdiction}.{domain}"
            self.problems.report("CM202", f"'{self.book}' is not JURISDICTION.domain", place_of(root, "rulebook"), hint)
        if domain not in self.index.domains:
            hint = did_you_mean(domain, self.index.domains)
            self.problems.report("CM308", f"unknown domain '{domain}'", place_of(root, "domain"), hint)
        if self.jurisdiction not in self.index.places:
            hint = did_you_mean(self.jurisdiction, self.index.places)
            message = f"unknown jurisdiction '{self.jurisdiction}'"
            self.problems.report("CM301", message, place_of(root, "jurisdiction"), hint)

    # citations

    def _cite(self, parent: Table, *, article: bool = True) -> tuple[Citation, ...]:
        """The citations of a mapping.  article: each must name its article."""
        node = parent.get("cite")
        items: tuple[Node, ...] = node.items if isinstance(node, Listing) else (() if node is None else (node,))
        return tuple(found for item in items if (found := self._citation(table(item), article=article)))

    def _citation(self, node: Table, *, article: bool) -> Citation | None:
        slug = text(node, "instrument")
        if slug not in self.instruments:
            hint = did_you_mean(slug, self.instruments, otherwise="list it under instruments")
            self.problems.report("CM307", f"unknown instrument '{slug}'", place_of(node, "instrument"), hint)
            return None
        if article and "article" not in node:
            self.problems.report("CM602", "a citation without its article", node.place, 'add article: "…"')
        return Citation(
            instrument=self.instruments[slug],
            article=text(node, "article"),
            says=text(node, "says"),
            seen=day(node, "seen"),
            url=text(node, "url"),
        )

    # parameters and terms

    def _parameter(self, slug: str, node: Table) -> Parameter:
        ident = f"{self.book}/{slug}"
        kind = self.index.parameters[ident]
        return Parameter(
            id=ident,
            type=kind,
            title=text(node, "title") or slug.replace("-", " "),
            settable_by=text(node, "may_be_set_by"),
            values=self._values(node, kind, ident),
            place=node.place,
            lint=exclusions(node),
        )

    def _values(self, node: Table, kind: FactType, ident: str, *, bounds: str = "CM403") -> tuple[DatedValue, ...]:
        found: dict[date, DatedValue] = {}
        for entry in tables(node, "values"):
            first = day(entry, "from")
            value = read_single(entry["value"], kind, self.index, self.problems, of=ident, figure=True, bounds=bounds)
            if first is None or value is None:
                continue
            if first in found:
                message = f"two values of '{ident}' from {first}"
                self.problems.report("CM502", message, place_of(entry, "from"), "one value a day")
            found[first] = DatedValue(first=first, value=value, cite=self._cite(entry))
        return tuple(found[first] for first in sorted(found))

    def _term(self, slug: str, node: Table) -> TermDefinition:
        return TermDefinition(
            id=f"{self.book}/{slug}",
            title=text(node, "title"),
            when=compile_condition(node.get("when"), self.scope),
            cite=self._cite(node),
            place=node.place,
            lint=exclusions(node),
        )

    # rules

    def _rule(self, node: Table) -> Rule:
        ident = text(node, "id")
        if not ident.startswith(f"{self.book}."):
            message = f"'{ident}' does not begin with '{self.book}.'"
            self.problems.report("CM202", message, place_of(node, "id"), "a rule is named after its rulebook")
        holds = window(node, self.problems)
        cite = self._cite(node)
        kind = cast(Kind, text(node, "kind"))  # the schema has vouched for the words
        rule = Rule(
            id=ident,
            jurisdiction=self.jurisdiction,
            domain=text(self.root, "domain"),
            title=text(node, "title"),
            summary=text(node, "summary"),
            kind=kind,
            severity=cast(Severity, text(node, "severity", "low")),
            blocker=flag(node, "blocker"),
            weight=0 if kind == "may" else int(number(node, "weight") or 0),
            window=holds,
            transposition=day(node, "transposition"),
            cite=cite,
            sources=_sources(node),
            applies_when=compile_condition(node.get("applies_when"), self.scope),
            exemptions=tuple(self._exemption(one) for one in tables(node, "exemptions")),
            demand=self._demand(node),
            transitions=tuple(self._transition(one, holds) for one in tables(node, "transition")),
            figures=tuple(self._figures(node)),
            penalties=tuple(self._penalties(node)),
            remediation=self._remediation(node),
            status=text(node, "status"),
            note=text(node, "note"),
            place=node.place,
            lint=exclusions(node),
        )
        self._check_instruments(rule, node)
        return rule

    def _check_instruments(self, rule: Rule, node: Table) -> None:
        kinds = {one.instrument.kind for one in rule.cite}
        if kinds and kinds <= {"guidance", "standard"} and rule.kind in ("must", "must-not"):
            self.problems.report("CM604", "guidance alone makes no duty", place_of(node, "kind"), "make it `should`")
        if kinds == {"directive"} and rule.transposition is None and rule.jurisdiction == "EU":
            hint = "a directive binds through national law: add transposition: DATE"
            self.problems.report("CM603", f"'{rule.id}' rests on a directive", place_of(node, "cite"), hint)

    def _exemption(self, node: Table) -> Exemption:
        return Exemption(
            id=text(node, "id"),
            title=text(node, "title"),
            when=compile_condition(node.get("when"), self.scope),
            cite=self._cite(node),
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
            cite=self._cite(node),
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
            how=how, sanctions=sanctions, text=text(node, "text"), first=day(node, "from"), cite=self._cite(node)
        )

    def _sanction(self, node: Table) -> Sanction:
        if "percent" not in node:
            return Sanction(amount=Money(number(node, "amount") or Decimal(0), text(node, "currency")))
        self.scope.fact(node, "of")
        return Sanction(percent=number(node, "percent"), of=text(node, "of"))

    def _remediation(self, node: Table) -> tuple[str, ...]:
        for item in each(node, "remediation"):
            ident = str(item.value) if isinstance(item, Scalar) else ""
            if ident not in self.index.controls:
                hint = did_you_mean(ident, self.index.controls)
                self.problems.report("CM306", f"unknown control '{ident}'", item.place, hint)
        return texts(node, "remediation")

    # what a child changes

    def _overrides(self) -> Iterator[Override]:
        for how in _OVERRIDES:
            for node in tables(self.root, how):
                yield self._override(how, node)

    def _override(self, how: str, node: Table) -> Override:
        for key in ("rule", "by"):
            if key in node and text(node, key) not in self.index.rules:
                hint = did_you_mean(text(node, key), self.index.rules)
                self.problems.report("CM305", f"unknown rule '{text(node, key)}'", place_of(node, key), hint)
        condition = node.get("when") or node.get("also_requires")
        return Override(
            how=how,
            rule=text(node, "rule"),
            jurisdiction=self.jurisdiction,
            window=window(node, self.problems),
            cite=self._cite(node),
            place=node.place,
            id=text(node, "id"),
            title=text(node, "title"),
            condition=compile_condition(condition, self.scope, absent=NEVER),
            by=text(node, "by"),
            reason=text(node, "reason"),
            remediation=self._remediation(node),
        )

    def _not_transposed_overrides(self) -> Iterator[Override]:
        """A directive that a state has not made its law binds no company there."""
        for node in tables(self.root, "not_transposed"):
            reason = f"not national law when last seen on {text(node, 'seen')}"
            yield Override(
                how="not_transposed",
                rule=text(node, "rule"),
                jurisdiction=self.jurisdiction,
                window=Window(),
                cite=self._cite(node, article=False),
                place=node.place,
                reason=reason,
            )

    def _settings(self) -> Iterator[Setting]:
        for node in tables(self.root, "sets"):
            if full := self.scope.parameter(node):
                values = self._values(node, self.index.parameters[full], full, bounds="CM703")
                yield Setting(parameter=full, jurisdiction=self.jurisdiction, values=values, place=node.place)

    # the edge of the map

    def _watch(self) -> Iterator[Watched]:
        for node in tables(self.root, "watch"):
            since = day(node, "since") or date.min
            cite = self._cite(node, article=False)
            seen = [*(one.seen for one in cite), *(day(one, "seen") for one in tables(node, "sources"))]
            yield Watched(
                id=text(node, "id"),
                title=text(node, "title"),
                state=text(node, "state"),
                since=since,
                note=text(node, "note"),
                seen=max((one for one in seen if one), default=None),
                place=node.place,
            )

    def _not_transposed(self) -> Iterator[NotTransposed]:
        for node in tables(self.root, "not_transposed"):
            seen = day(node, "seen") or date.min
            yield NotTransposed(rule=text(node, "rule"), seen=seen, note=text(node, "note"), place=node.place)

    def _not_encoded(self) -> Iterator[NotEncoded]:
        for node in tables(self.root, "not_encoded"):
            slug = text(node, "instrument")
            if slug not in self.instruments:
                hint = did_you_mean(slug, self.instruments, otherwise="list it under instruments")
                self.problems.report("CM307", f"unknown instrument '{slug}'", place_of(node, "instrument"), hint)
            yield NotEncoded(instrument=slug, article=text(node, "article"), reason=text(node, "reason"))


def _instrument(slug: str, node: Table) -> Instrument:
    return Instrument(
        slug=slug,
        title=text(node, "title"),
        short=text(node, "short", slug),
        kind=text(node, "kind"),
        id=text(node, "id"),
        url=text(node, "url"),
        sources=_sources(node),
    )


def _sources(node: Table) -> tuple[str, ...]:
    return tuple(text(one, "url") for one in tables(node, "sources"))


__all__ = ["compile_rulebook"]
