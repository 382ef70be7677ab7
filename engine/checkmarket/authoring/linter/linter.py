"""Check a whole library: its mistakes, its cases, every warning, its exclusions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from checkmarket.authoring.coverage import RuleCoverage, covered
from checkmarket.authoring.leaves import LeafLists
from checkmarket.authoring.linter.checks import CHECKS
from checkmarket.authoring.linter.context import Context
from checkmarket.authoring.linter.exclusions import exclude
from checkmarket.authoring.linter.grounds import Grounds
from checkmarket.authoring.linter.proofs import prove
from checkmarket.library import Memory, Sources, compile_files
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.library import Library
from checkmarket.model.linting import Counts, Linted


def lint(sources: Sources, case_sources: Sources, *, as_of: date, memory: Memory | None = None) -> Linted:
    """Everything that is wrong or unwise in a library.

    as_of: the day that counts as today; memory: what was found of unchanged files, so that it need not be found again.
    Failing cases and warnings are looked at only where the files have no mistakes: half a library proves nothing.
    """
    compiled = compile_files(sources, memory)
    library, lists = compiled.library, LeafLists(compiled.library)
    proofs = prove(case_sources, compiled, Grounds(sources, compiled), lists, memory)
    counts = Counts(
        files=len(sources) + len(case_sources),
        rules=len(library.rules),
        cases=sum(one.cases for one in proofs.proofs),
    )
    mistakes = [*compiled.diagnostics, *proofs.faults]
    if mistakes:
        return Linted(diagnostics=_sorted(mistakes), counts=counts, as_of=as_of, complete=False)
    failing = (found for one in proofs.proofs for found in one.failing)
    advice, excluded = warnings(library, covered(library, proofs.trials, lists), as_of=as_of)
    return Linted(diagnostics=_sorted([*failing, *advice]), counts=counts, as_of=as_of, excluded=excluded)


def warnings(library: Library, tried: Mapping[str, RuleCoverage], *, as_of: date) -> tuple[list[Diagnostic], int]:
    """Every warning about a library without mistakes, and how many its exclusions took out.

    tried: what the cases of each rule try; as_of: the day that counts as today.
    """
    return exclude(_run(Context(library, tried, as_of)), library, as_of)


def _run(context: Context) -> Iterator[Diagnostic]:
    for check in CHECKS.values():
        yield from check(context)


def _sorted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(found), key=lambda one: one.order))
