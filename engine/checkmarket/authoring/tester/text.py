"""The outcome of a test as text for a terminal of 80 columns."""

from __future__ import annotations

from itertools import groupby

from rich.text import Text

from checkmarket.authoring.explainer import apply
from checkmarket.authoring.explainer.text import Out, render, tree_rows
from checkmarket.authoring.mutator.text import mutation_rows
from checkmarket.authoring.tester.gaps import counts, gaps
from checkmarket.authoring.tester.runner import CaseRun, Tried
from checkmarket.compiler import plan
from checkmarket.model.cases import Case
from checkmarket.model.library import Library
from checkmarket.reporters.text.layout import WIDTH, count, heading, row
from checkmarket.session.cases import CaseOutcome

_GAP = 2


def page(run: CaseRun, library: Library, *, color: bool = False, verbose: bool = False) -> str:
    """The whole outcome.  verbose: the cases that pass are named too."""
    parts = [
        _cases(run, library, verbose=verbose),
        _tried(run, library),
        _mutation(run, library),
        _summary(run),
    ]
    return render([found for part in parts if (found := list(part))], color=color)  # type: ignore[misc]


def why(case: Case, library: Library) -> Out:
    """The reasons tree of a case: every condition in words, its truth, and the answer it looks at."""
    law = plan(library, case.market, case.as_of)
    if case.rule in law.rules:
        yield from tree_rows(apply(library, law, case.subject, case.rule), depth=2)


def _cases(run: CaseRun, library: Library, *, verbose: bool) -> Out:
    shown = sorted(run.outcomes if verbose else run.failed, key=lambda one: one.case.rule)
    for number, (rule, outcomes) in enumerate(groupby(shown, key=lambda one: one.case.rule)):
        yield from [""] if number else []
        yield heading(rule)
        for one in outcomes:
            yield from _case(one, library)


def _case(one: CaseOutcome, library: Library) -> Out:
    if not one.differences:
        yield from row(one.case.sentence, mark="✓ ", style="green")
        return
    yield from row(one.case.sentence, mark="✗ ", style="bold red")
    yield Text(f"    {one.case.place} · {one.case.market} · {one.case.as_of}", style="dim")
    for difference in one.differences:
        yield from row(f"expected {difference.expected}", indent="    ", mark=f"{difference.what:<9}")
        yield from row(f"found    {difference.found}", indent="    ", mark=" " * 9)
    yield from why(one.case, library)


def _tried(run: CaseRun, library: Library) -> Out:
    if not run.tried:
        return
    for book, found in groupby(run.tried, key=lambda one: one.coverage.rule.rsplit(".", 1)[0]):
        rules = tuple(found)
        names = ["cases", *(one.what for one in counts(rules[0], library))]
        yield heading(book, "".join(f"{name:>{len(name) + _GAP}}" for name in names))
        for tried in rules:
            yield from _tried_rows(tried, library)


def _tried_rows(tried: Tried, library: Library) -> Out:
    cells = [("cases", str(tried.coverage.cases))]
    cells += [(one.what, f"{one.tried}/{one.wanted}" if one.wanted else "–") for one in counts(tried, library)]
    line = "".join(f"{cell:>{len(name) + _GAP}}" for name, cell in cells)
    slug = tried.coverage.rule.rsplit(".", 1)[1]
    if len(slug) + len(line) + 4 > WIDTH:
        yield from row(slug)
        slug = ""
    yield from row(slug, line)
    for gap in gaps(tried, library):
        yield from row(gap, indent="      ", mark="· ", style="yellow")


def _mutation(run: CaseRun, library: Library) -> Out:
    if run.mutation:
        yield from mutation_rows(run.mutation, library)


def _summary(run: CaseRun) -> Out:
    for rule in run.without_cases:
        yield from row(f"{rule} has no case", mark="! ", style="yellow", indent="")
    failed = len(run.failed)
    rules = len({one.case.rule for one in run.outcomes})
    told = f"{count(len(run.outcomes), 'case')} of {count(rules, 'rule')}: "
    told += f"{failed} failed" if failed else "all as expected"
    yield Text(told, style="bold red" if failed else "bold green")


__all__ = ["page", "why"]
