"""The Code Quality report: what GitLab's documentation asks of each entry."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from checkmarket.model.report import Report
from checkmarket.reporters.gitlab import render
from tests.support.reports import everything, sample

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def entries(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render(report))
    for one in found:
        assert one["severity"] in SEVERITIES
        assert re.fullmatch(r"[0-9a-f]{64}", one["fingerprint"])
        assert one["check_name"]
        assert one["description"]
        assert one["location"]["path"]
        assert one["location"]["lines"]["begin"] >= 1
    assert len({one["fingerprint"] for one in found}) == len(found)  # GitLab shows the first of a fingerprint only
    return found


def test_each_duty_not_met_and_each_bad_waiver_is_an_entry() -> None:
    assert [(one["check_name"], one["severity"]) for one in entries(everything())] == [
        ("EU.ai.notice", "blocker"),
        ("EU.tax.evidence", "info"),  # waived
        ("EU.ai.notice", "blocker"),
        ("EU.tax.evidence", "minor"),
        ("FR.tax.report", "info"),
        ("checkmarket.waiver.expired", "major"),
        ("checkmarket.waiver.unmatched", "major"),
    ]


def test_a_waived_entry_says_so() -> None:
    assert entries(everything())[1]["description"].startswith(
        "EU: Keep two pieces of evidence of where every buyer is. Waived through 31 Mar 2027 by head-of-tax"
    )


def test_an_entry_stands_at_the_fact() -> None:
    assert entries(sample())[0]["location"] == {"path": "products/sample.yaml", "lines": {"begin": 9}}


@pytest.mark.parametrize(
    ("severity", "expected"), [("critical", "critical"), ("high", "major"), ("medium", "minor"), ("low", "info")]
)
def test_a_severity_as_gitlab_calls_it(severity: str, expected: str) -> None:
    market = sample().markets[0]
    first, *_ = market.findings
    worded = replace(first, rule=replace(first.rule, severity=severity, blocker=False))
    (one,) = entries(replace(sample(), markets=(replace(market, findings=(worded,)),)))
    assert one["severity"] == expected


def test_a_product_made_in_memory_stands_at_its_own_name() -> None:
    markets = tuple(replace(one, places={}) for one in sample().markets)
    found = entries(replace(sample(), product_file="", markets=markets))
    assert {one["location"]["path"] for one in found} == {"sample"}


def test_nothing_to_say_is_an_empty_list() -> None:
    assert render(replace(sample(), markets=())) == "[]\n"
