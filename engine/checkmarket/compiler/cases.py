"""Compile a file of cases."""

from __future__ import annotations

from datetime import date

from checkmarket.compiler.entries import Problems, day, named, number, place_of, table, tables, text, texts
from checkmarket.compiler.index import Index
from checkmarket.compiler.subject import compile_facts_stated
from checkmarket.model.cases import Case
from checkmarket.model.diagnostics import Diagnostic, did_you_mean
from checkmarket.model.document import Document, Table
from checkmarket.model.findings import Status
from checkmarket.model.law import Rule
from checkmarket.model.library import Library
from checkmarket.model.subject import Stated, Subject


def compile_cases(document: Document, library: Library, index: Index) -> tuple[list[Case], list[Diagnostic]]:
    """The cases of a file, and its mistakes."""
    problems = Problems()
    root = table(document.root)
    book = text(root, "cases")
    if book not in index.rulebooks:
        hint = did_you_mean(book, index.rulebooks)
        problems.report("CM305", f"unknown rulebook '{book}'", place_of(root, "cases"), hint)
    backgrounds = {name: compile_facts_stated(node, index, problems) for name, node in named(root, "background")}
    cases = [_case(node, book, backgrounds, library, index, problems) for node in tables(root, "items")]
    return [one for one in cases if one is not None], problems


def _case(
    node: Table,
    book: str,
    backgrounds: dict[str, dict[str, Stated]],
    library: Library,
    index: Index,
    problems: Problems,
) -> Case | None:
    rule = library.rules.get(text(node, "rule"))
    if rule is None:
        if text(node, "rule") not in index.rules:
            hint = did_you_mean(text(node, "rule"), index.rules)
            problems.report("CM305", f"unknown rule '{text(node, 'rule')}'", place_of(node, "rule"), hint)
        return None
    given = text(node, "given")
    if given and given not in backgrounds:
        hint = did_you_mean(given, backgrounds)
        problems.report("CM309", f"unknown background '{given}'", place_of(node, "given"), hint)
    market = text(node, "market", rule.jurisdiction)
    if market not in index.places:
        hint = did_you_mean(market, index.places)
        problems.report("CM301", f"unknown jurisdiction '{market}'", place_of(node, "market"), hint)
    facts = backgrounds.get(given, {}) | compile_facts_stated(table(node.get("facts")), index, problems)
    return Case(
        sentence=text(node, "case"),
        rulebook=book,
        rule=rule.id,
        market=market,
        as_of=day(node, "as_of") or default_day(rule),
        subject=Subject(id="case", facts=facts),
        expect=Status(text(node, "expect")),
        credit=number(node, "credit"),
        missing=frozenset(texts(node, "missing")) if "missing" in node else None,
        place=node.place,
    )


def default_day(rule: Rule) -> date:
    """The day on which a case without a day is judged: when the law was last read, but not before the rule begins."""
    seen = max((one.seen for one in rule.cite if one.seen), default=date.min)
    return max(seen, rule.window.first or date.min)
