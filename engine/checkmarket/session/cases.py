"""Run the cases that stand beside the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.model.cases import Case
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.findings import Finding, Status
from checkmarket.model.library import Library, Plan
from checkmarket.model.values import show


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What a case found.  finding: None where the rule does not stand in that market at all."""

    case: Case
    finding: Finding | None
    differences: tuple[str, ...]


def run_cases(library: Library, cases: Iterable[Case]) -> Iterator[CaseOutcome]:
    """Judge each case's subject by each case's rule."""
    plans: dict[tuple[str, date], Plan] = {}
    for case in cases:
        key = (case.market, case.as_of)
        if key not in plans:
            plans[key] = plan(library, *key)
        found = evaluate(library, plans[key], case.subject, only=(case.rule,))
        finding = found[0] if found else None
        yield CaseOutcome(case, finding, tuple(_differences(case, finding)))


def as_diagnostics(outcomes: Iterable[CaseOutcome]) -> list[Diagnostic]:
    """The cases that do not come out as expected."""
    return [
        Diagnostic("CM901", f"{one.case.rule}: {one.case.sentence}: {difference}", one.case.place, _why(one.finding))
        for one in outcomes
        for difference in one.differences
    ]


def _differences(case: Case, finding: Finding | None) -> Iterator[str]:
    if finding is None and case.expect is Status.NOT_IN_FORCE:
        return  # another rule has taken its place there, or none
    if finding is None:
        yield f"expected {case.expect}, but the rule does not stand in {case.market}"
        return
    if finding.status is not case.expect:
        yield f"expected {case.expect}, found {finding.status}"
    credit = finding.credit
    if case.credit is not None and (credit is None or {credit.low, credit.high} != {float(case.credit)}):
        found = "none" if credit is None else f"{credit.low:g} to {credit.high:g}"
        yield f"expected credit {case.credit}, found {found}"
    missing = frozenset(finding.missing_facts)
    if case.missing is not None and case.missing != missing:
        yield f"expected missing {', '.join(sorted(case.missing))}; found {', '.join(sorted(missing)) or 'none'}"


def _why(finding: Finding | None) -> str:
    if finding is None:
        return ""
    return "; ".join(f"{one.fact} is {show(one.value)}, asked: {one.needs}" for one in finding.because)
