"""The machine format `checkmarket-test/1`; rules/schema/test.v1.schema.json is made from these models."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from checkmarket.authoring.mutator.hints import as_case
from checkmarket.authoring.mutator.mutants import Mutant
from checkmarket.authoring.mutator.report import BookScore, MutationReport
from checkmarket.authoring.mutator.words import change, where
from checkmarket.authoring.tester.gaps import counts, gaps
from checkmarket.authoring.tester.runner import CaseRun, Tried
from checkmarket.model.library import Library
from checkmarket.reporters.json_v1 import Day, StatusWord
from checkmarket.session.cases import CaseOutcome

Share = Annotated[float, Field(ge=0, le=1)]


class _Contract(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DifferenceV1(_Contract):
    """What a case expects and what was found."""

    what: Literal["outcome", "place", "credit", "missing"]
    expected: str
    found: str


class CaseV1(_Contract):
    """One case.  found: null where the rule does not stand there."""

    case: str
    rulebook: str
    rule: str
    market: str
    as_of: Day
    place: str
    passed: bool
    expected: StatusWord
    found: StatusWord | None
    differences: list[DifferenceV1]


class CountV1(_Contract):
    """How much of something the cases of a rule try."""

    tried: int
    wanted: int


class CoverageV1(_Contract):
    """What the cases of a rule try, and in words what they do not."""

    rule: str
    cases: int
    outcomes: CountV1
    leaves: CountV1
    numbers: CountV1
    days: CountV1
    exemptions: CountV1
    gaps: list[str]


class MutantV1(_Contract):
    """One small change of the law.  notice: a case that would notice it, as YAML, or null."""

    place: str
    of: str
    kind: str
    change: str
    notice: str | None


class BookV1(_Contract):
    """The mutants of a rulebook.  score: noticed / (mutants - equivalent), null where there are none."""

    rulebook: str
    mutants: int
    noticed: int
    score: Share | None
    survivors: list[MutantV1]
    equivalent: list[MutantV1]


class MutationV1(_Contract):
    """How many changes of the law some case notices."""

    score: Share | None
    rulebooks: list[BookV1]


class RunV1(_Contract):
    """The whole test run.  coverage, mutation: null where they were not asked for."""

    format: Annotated[Literal["checkmarket-test/1"], Field(alias="schema")] = "checkmarket-test/1"
    failed: int
    cases: list[CaseV1]
    without_cases: list[str]
    coverage: list[CoverageV1] | None
    mutation: MutationV1 | None


def contract(run: CaseRun, library: Library) -> str:
    """The test run as JSON, keys in the order of the models."""
    whole = RunV1(
        failed=len(run.failed),
        cases=[_case(one) for one in run.outcomes],
        without_cases=list(run.without_cases),
        coverage=None if run.tried is None else [_coverage(one, library) for one in run.tried],
        mutation=None if run.mutation is None else _mutation(run.mutation, library),
    )
    return json.dumps(whole.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=1) + "\n"


def _case(one: CaseOutcome) -> CaseV1:
    case = one.case
    return CaseV1(
        case=case.sentence,
        rulebook=case.rulebook,
        rule=case.rule,
        market=case.market,
        as_of=case.as_of.isoformat(),
        place=str(case.place),
        passed=not one.differences,
        expected=case.expect.value,
        found=one.finding.status.value if one.finding else None,
        differences=[DifferenceV1(what=d.what, expected=d.expected, found=d.found) for d in one.differences],
    )


def _coverage(one: Tried, library: Library) -> CoverageV1:
    found = {each.what: CountV1(tried=each.tried, wanted=each.wanted) for each in counts(one, library)}
    return CoverageV1(
        rule=one.coverage.rule,
        cases=one.coverage.cases,
        outcomes=found["outcomes"],
        leaves=found["leaves"],
        numbers=found["numbers"],
        days=found["days"],
        exemptions=found["exempt"],
        gaps=list(gaps(one, library)),
    )


def _mutation(report: MutationReport, library: Library) -> MutationV1:
    return MutationV1(score=report.whole.score, rulebooks=[_book(one, library) for one in report.books])


def _book(book: BookScore, library: Library) -> BookV1:
    survivors = [(one.mutant, as_case(one.witness, library) if one.witness else None) for one in book.survivors]
    return BookV1(
        rulebook=book.rulebook,
        mutants=book.mutants,
        noticed=book.noticed,
        score=book.score,
        survivors=[_mutant(mutant, notice, library) for mutant, notice in survivors],
        equivalent=[_mutant(mutant, None, library) for mutant in book.equivalent],
    )


def _mutant(mutant: Mutant, notice: str | None, library: Library) -> MutantV1:
    return MutantV1(
        place=str(mutant.place),
        of=where(mutant),
        kind=mutant.kind,
        change=next(iter(change([mutant], library))),
        notice=notice,
    )
