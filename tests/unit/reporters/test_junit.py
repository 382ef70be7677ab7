"""JUnit XML, judged by Jenkins' schema."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from xmlschema import XMLSchema

from checkmarket.model.findings import Status
from checkmarket.model.report import Report
from checkmarket.reporters.junit import render
from tests.support.law import a_finding, a_rule
from tests.support.reports import everything, sample

SCHEMA = XMLSchema(Path(__file__).parents[2] / "schemas" / "junit" / "jenkins-junit.xsd")


def parsed(report: Report) -> Element:
    text = render(report)
    assert [error.reason for error in SCHEMA.iter_errors(text)] == []
    return fromstring(text)


def outcome(case: Element) -> str:
    failure = case.find("failure")
    if failure is not None:
        return f"failure {failure.get('type')}"
    return "skipped" if case.find("skipped") is not None else "passes"


def outcomes(report: Report, suite: str) -> dict[str, str]:
    (found,) = [one for one in parsed(report) if one.get("name") == suite]
    return {str(case.get("classname")): outcome(case) for case in found.iter("testcase")}


def test_a_market_is_a_suite_and_a_rule_that_counts_a_test_case() -> None:
    assert outcomes(sample(), "EU") == {
        "EU.ai.notice": "failure breach",
        "EU.culture-formats.share": "skipped",  # advice
        "EU.tax.evidence": "failure breach",
        "EU.tax.large": "skipped",  # undecided, and the gate does not wait for it
        "EU.tax.register": "failure undecided",
    }


def test_waived_and_known_findings_are_skipped_and_say_so() -> None:
    assert outcomes(everything(), "EU")["EU.tax.evidence"] == "skipped"
    assert outcomes(everything(), "FR")["FR.tax.report"] == "skipped"
    told = {one.text for one in parsed(everything()).iter("skipped")}
    assert "known from the baseline" in told
    assert any((one or "").startswith("Waived through 31 Mar 2027 by head-of-tax") for one in told)


def test_a_missed_minimum_is_a_failure_of_its_own() -> None:
    assert outcomes(everything(), "EU")["checkmarket.gate"] == "failure NO-GO"
    assert "checkmarket.gate" not in outcomes(everything(), "FR")


def test_waivers_that_do_not_count_are_a_suite() -> None:
    assert outcomes(everything(), "waivers") == {
        "checkmarket.waiver.expired": "failure expired",
        "checkmarket.waiver.unmatched": "failure unmatched",
    }


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (Status.PASS, "must", "passes"),
        (Status.PASS_IF_APPLICABLE, "must", "passes"),
        (Status.FAIL, "must", "failure breach"),
        (Status.FAIL, "must-not", "failure breach"),
        (Status.FAIL, "should", "skipped"),
        (Status.UNKNOWN, "must", "skipped"),
        (Status.POSSIBLE_FAIL, "must", "skipped"),
        (Status.UNKNOWN, "should", "skipped"),
        (Status.NOT_APPLICABLE, "must", None),
        (Status.NOT_IN_FORCE, "must", None),
        (Status.PASS, "may", None),
    ],
)
def test_a_status_as_an_outcome(status: Status, kind: str, expected: str | None) -> None:
    finding = a_finding(a_rule("EU.tax.one", kind=kind), status)
    market = replace(sample().markets[0], findings=(finding,), gated=(), undecided=(), places={})
    assert outcomes(replace(sample(), markets=(market,)), "EU").get("EU.tax.one") == expected


def test_the_counts_are_those_of_the_cases() -> None:
    root = parsed(everything())
    for suite in root:
        assert int(str(suite.get("tests"))) == len(suite.findall("testcase"))
        assert int(str(suite.get("failures"))) == len(suite.findall("testcase/failure"))
        assert int(str(suite.get("skipped"))) == len(suite.findall("testcase/skipped"))
    assert int(str(root.get("tests"))) == len(root.findall("testsuite/testcase"))
    assert int(str(root.get("failures"))) == len(root.findall("testsuite/testcase/failure")) == 7


def test_a_failure_says_place_duty_reasons_penalty_and_what_helps() -> None:
    failure = next(one for one in parsed(sample()).iter("failure"))
    assert failure.text == (
        "products/sample.yaml:9:3: Tell people they talk to a machine\nBlocker, AI Act 50(1)\n"
        "ai.notice is no; asked: yes\nPenalty: As the state says.\nWhat helps: show-notice"
    )
