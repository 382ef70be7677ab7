"""The examples tell the stories they are there for, and their checklists do no harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checkmarket import Report, check, load_library, load_product
from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.library import assets_root
from checkmarket.model.findings import Status
from checkmarket.model.library import Library
from checkmarket.planner.controls import take

TODAY = date(2026, 11, 22)
EXAMPLES = assets_root() / "examples"
VERDICTS = {
    "polyglot-chat": "NO-GO",
    "hr-screening": "NO-GO",
    "star-garden": "NO-GO",
    "metrics-api": "GO",
    "kontor-shop": "CANNOT SAY",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def reports(library: Library) -> dict[str, Report]:
    return {name: report_on(name, library) for name in VERDICTS}


def report_on(name: str, library: Library) -> Report:
    return check(library, load_product(EXAMPLES / f"{name}.yaml", library), "EU", as_of=TODAY)


def test_the_verdicts_differ_as_the_stories_do(reports: dict[str, Report]) -> None:
    assert {name: report.verdict.value for name, report in reports.items()} == VERDICTS


def test_no_example_is_forgotten() -> None:
    assert sorted(path.stem for path in Path(EXAMPLES).glob("*.yaml")) == sorted(VERDICTS)


def test_some_facts_are_unknown_and_some_have_evidence(library: Library) -> None:
    products = [load_product(EXAMPLES / f"{name}.yaml", library) for name in VERDICTS]
    stated = [one for product in products for one in product.facts.values()]
    assert any(one.value.__class__.__name__ == "State" for one in stated)
    assert any(one.evidence for one in stated)


@pytest.mark.parametrize("name", VERDICTS)
def test_the_whole_checklist_done_breaks_nothing_that_was_met(
    name: str, library: Library, reports: dict[str, Report]
) -> None:
    report = reports[name]
    product = load_product(EXAMPLES / f"{name}.yaml", library)
    done = take([line.control for line in report.checklist], product)
    broken = []
    for market in report.markets:
        before = {one.rule.id: one.status for one in market.findings}
        broken += [
            (market.market, after.rule.id)
            for after in evaluate(library, plan(library, market.market, TODAY), done)
            if before[after.rule.id] is Status.PASS and after.status is Status.FAIL
        ]
    assert broken == []


@pytest.mark.parametrize("name", VERDICTS)
def test_every_unmet_duty_that_a_control_can_end_is_in_the_checklist(
    name: str, library: Library, reports: dict[str, Report]
) -> None:
    report = reports[name]
    product = load_product(EXAMPLES / f"{name}.yaml", library)
    named = {key for line in report.checklist for key in line.resolves}
    for market in report.markets:
        for finding in market.findings:
            if not finding.is_breach or (market.market, finding.rule.id) in named:
                continue
            done = take([library.controls[one] for one in finding.remediation], product)
            after = evaluate(library, plan(library, market.market, TODAY), done, only={finding.rule.id})
            assert after[0].status is Status.FAIL, finding.rule.id
