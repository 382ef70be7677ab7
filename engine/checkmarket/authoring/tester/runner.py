"""Run chosen cases.  Enters: a Library and what was Chosen.  Leaves: what each case found, and what none tries."""

from __future__ import annotations

from dataclasses import dataclass

from checkmarket.authoring.coverage import RuleCoverage, coverage
from checkmarket.authoring.mutator import MutationReport
from checkmarket.authoring.tester.chosen import Chosen
from checkmarket.authoring.tester.exemptions import ExemptionCoverage, exemptions_tried
from checkmarket.model.cases import Case
from checkmarket.model.library import Library
from checkmarket.session.cases import CaseOutcome, run_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the cases of one rule try."""

    coverage: RuleCoverage
    exemptions: tuple[ExemptionCoverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRun:
    """outcomes: one a case; without_cases: rules that were named and have none; tried, mutation: if asked for."""

    outcomes: tuple[CaseOutcome, ...]
    without_cases: tuple[str, ...]
    tried: tuple[Tried, ...] | None = None
    mutation: MutationReport | None = None

    @property
    def failed(self) -> tuple[CaseOutcome, ...]:
        """The cases that do not come out as expected."""
        return tuple(one for one in self.outcomes if one.differences)


def run_chosen(library: Library, chosen: Chosen) -> CaseRun:
    """Judge the chosen cases."""
    about = {case.rule for case in chosen.cases}
    return CaseRun(
        outcomes=tuple(run_cases(library, chosen.cases)), without_cases=tuple(sorted(chosen.rules.difference(about)))
    )


def what_is_tried(library: Library, cases: tuple[Case, ...], rules: frozenset[str]) -> tuple[Tried, ...]:
    """The coverage of some rules by all the cases there are."""
    found, exempted = coverage(library, cases), exemptions_tried(library, cases)
    return tuple(Tried(coverage=found[rule], exemptions=exempted[rule]) for rule in sorted(rules))
