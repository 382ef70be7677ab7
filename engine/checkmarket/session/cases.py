"""Run the cases that stand beside the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from checkmarket.compiler import plan
from checkmarket.compiler.references import related
from checkmarket.evaluator import evaluate
from checkmarket.model.cases import Case
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.findings import Finding, Status
from checkmarket.model.library import Library, Plan
from checkmarket.model.values import show


@dataclass(frozen=True, slots=True)
class Difference:
    """What a case expects and what was found.  what: outcome, place (the rule is not there), credit or missing."""

    what: Literal["outcome", "place", "credit", "missing"]
    expected: str
    found: str

    def __str__(self) -> str:
        match self.what:
            case "outcome":
                return f"expected {self.expected}, found {self.found}"
            case "place":
                return f"expected {self.expected}, but {self.found}"
            case "missing":
                return f"expected missing {self.expected}; found {self.found}"
            case _:
                return f"expected {self.what} {self.expected}, found {self.found}"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What a case found.  finding: None where the rule does not stand in that market at all."""

    case: Case
    finding: Finding | None
    differences: tuple[Difference, ...]


class Plans:
    """The law that cases are judged by: one plan a market and day, with no more rules than the cases there need."""

    def __init__(self, library: Library, cases: Iterable[Case]) -> None:
        self._library = library
        self._made: dict[tuple[str, date], Plan] = {}
        self._rules: dict[tuple[str, date], set[str]] = {}
        needed = related(library)
        for case in cases:
            self._rules.setdefault((case.market, case.as_of), set()).update(needed[case.rule])

    def of(self, case: Case) -> Plan:
        """The plan of the case's market on its day.  The case must be one of those named at first."""
        key = (case.market, case.as_of)
        if key not in self._made:
            self._made[key] = plan(self._library, *key, only=self._rules[key])
        return self._made[key]


def run_cases(library: Library, cases: Iterable[Case]) -> Iterator[CaseOutcome]:
    """Judge each case's subject by each case's rule."""
    cases = tuple(cases)
    plans = Plans(library, cases)
    for case in cases:
        yield run_case(library, plans.of(case), case)


def run_case(library: Library, law: Plan, case: Case) -> CaseOutcome:
    """Judge one case by a plan of its market and its day."""
    found = evaluate(library, law, case.subject, only=(case.rule,))
    return compare(case, found[0] if found else None)


def compare(case: Case, finding: Finding | None) -> CaseOutcome:
    """Hold what was found against what the case expects.  finding: None where the rule is not judged there."""
    return CaseOutcome(case, finding, tuple(_differences(case, finding)))


def as_diagnostics(outcomes: Iterable[CaseOutcome]) -> list[Diagnostic]:
    """The cases that do not come out as expected."""
    return [
        Diagnostic("CM901", f"{one.case.rule}: {one.case.sentence}: {difference}", one.case.place, _why(one.finding))
        for one in outcomes
        for difference in one.differences
    ]


def _differences(case: Case, finding: Finding | None) -> Iterator[Difference]:
    if finding is None and case.expect is Status.NOT_IN_FORCE:
        return  # another rule has taken its place there, or none
    if finding is None:
        yield Difference("place", case.expect, f"the rule does not stand in {case.market}")
        return
    if finding.status is not case.expect:
        yield Difference("outcome", case.expect, finding.status)
    credit = finding.credit
    if case.credit is not None and (credit is None or {credit.low, credit.high} != {float(case.credit)}):
        found = "none" if credit is None else " to ".join(dict.fromkeys((f"{credit.low:g}", f"{credit.high:g}")))
        yield Difference("credit", str(case.credit), found)
    missing = frozenset(finding.missing_facts)
    if case.missing is not None and case.missing != missing:
        yield Difference("missing", _listed(case.missing), _listed(missing))


def _listed(facts: frozenset[str]) -> str:
    return ", ".join(sorted(facts)) or "none"


def _why(finding: Finding | None) -> str:
    if finding is None:
        return ""
    return "; ".join(f"{one.fact} is {show(one.value)}, asked: {one.needs}" for one in finding.because)
