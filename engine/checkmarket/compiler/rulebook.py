"""Compile one rulebook: instruments, parameters, terms, rules and what it changes of its parents' law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checkmarket.compiler.citations import Citations
from checkmarket.compiler.conditions import Scope, compile_condition
from checkmarket.compiler.entries import (
    Problems,
    day,
    exclusions,
    named,
    place_of,
    tables,
    text,
    window,
)
from checkmarket.compiler.index import Index
from checkmarket.compiler.literals import read_single
from checkmarket.compiler.rules import Rules, remediation
from checkmarket.model.conditions import NEVER
from checkmarket.model.diagnostics import did_you_mean
from checkmarket.model.document import Table
from checkmarket.model.law import (
    DatedValue,
    NotEncoded,
    NotTransposed,
    Override,
    Parameter,
    Rulebook,
    Setting,
    TermDefinition,
    Watched,
    Window,
)
from checkmarket.model.values import FactType

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
        self.citations = Citations(root, problems)
        self.cite = self.citations.of
        self.rules = Rules(root, self.scope, self.citations)

    def rulebook(self) -> Rulebook:
        root = self.root
        self._check_header()
        return Rulebook(
            id=self.book,
            jurisdiction=self.jurisdiction,
            domain=text(root, "domain"),
            title=text(root, "title"),
            place=root.place,
            instruments=self.citations.instruments,
            parameters=tuple(self._parameter(slug, node) for slug, node in named(root, "parameters")),
            terms=tuple(self._term(slug, node) for slug, node in named(root, "terms")),
            rules=tuple(self.rules.rule(node) for node in tables(root, "rules")),
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
            found[first] = DatedValue(first=first, value=value, cite=self.cite(entry))
        return tuple(found[first] for first in sorted(found))

    def _term(self, slug: str, node: Table) -> TermDefinition:
        return TermDefinition(
            id=f"{self.book}/{slug}",
            title=text(node, "title"),
            when=compile_condition(node.get("when"), self.scope),
            cite=self.cite(node),
            place=node.place,
            lint=exclusions(node),
        )

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
            cite=self.cite(node),
            place=node.place,
            id=text(node, "id"),
            title=text(node, "title"),
            condition=compile_condition(condition, self.scope, absent=NEVER),
            by=text(node, "by"),
            reason=text(node, "reason"),
            remediation=remediation(node, self.scope),
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
                cite=self.cite(node, article=False),
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
            cite = self.cite(node, article=False)
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
            self.citations.knows(node)
            yield NotEncoded(
                instrument=text(node, "instrument"), article=text(node, "article"), reason=text(node, "reason")
            )
