"""What became of each finding at the gate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkmarket.model.document import Place
from checkmarket.model.findings import Finding, Reason, Status
from checkmarket.model.report import MarketResult, Report, Waived
from checkmarket.model.truth import Truth
from checkmarket.reporters.judged import accepted, grouped, judged, place, why
from tests.support.law import a_finding, a_rule, is_
from tests.support.reports import a_waiver, everything, sample


def a_reason(fact: str, truth: Truth) -> Reason:
    return Reason(fact=fact, value=truth is Truth.TRUE, needs="yes", leaf=is_(fact, True), truth=truth)


def a_market(*findings: Finding, **more: object) -> MarketResult:
    empty = replace(sample().markets[0], findings=findings, gated=(), undecided=(), places={})
    return replace(empty, **more)


APPLIES, FAILS, OPEN = (
    a_reason("sells.there", Truth.TRUE),
    a_reason("tax.paid", Truth.FALSE),
    a_reason("tax.late", Truth.UNKNOWN),
)
BREACH = replace(a_finding(a_rule("EU.tax.one"), Status.FAIL), because=(APPLIES, FAILS, OPEN))
POSSIBLE = a_finding(a_rule("EU.tax.two"), Status.POSSIBLE_FAIL)


def test_why_leaves_out_what_speaks_for_the_product() -> None:
    assert why(BREACH) == ("tax.paid is no; asked: yes", "tax.late is no; asked: yes")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"sells.there": 4, "tax.paid": 9}, Place("p.yaml", 9, 3)),
        ({"sells.there": 4, "tax.late": 7}, Place("p.yaml", 7, 3)),
        ({"sells.there": 4}, Place("p.yaml", 4, 3)),
        ({}, Place("products/sample.yaml")),
    ],
    ids=["the fact that fails", "the next against it", "else one for it", "else the file"],
)
def test_the_place_of_a_finding(stated: dict[str, int], expected: Place) -> None:
    market = a_market(BREACH, places={fact: Place("p.yaml", line, 3) for fact, line in stated.items()})
    assert place(sample(), market, BREACH) == expected


@pytest.mark.parametrize(
    ("finding", "standing"),
    [(BREACH, "breach"), (POSSIBLE, "open"), (a_finding(a_rule("EU.tax.one"), Status.UNKNOWN), "open")],
)
def test_a_finding_that_may_count_has_a_standing(finding: Finding, standing: str) -> None:
    (one,) = judged(sample(), a_market(finding))
    assert one.standing == standing


@pytest.mark.parametrize(
    "finding",
    [
        a_finding(a_rule(), Status.PASS),
        a_finding(a_rule(), Status.PASS_IF_APPLICABLE),
        a_finding(a_rule(), Status.NOT_APPLICABLE),
        a_finding(a_rule(), Status.NOT_IN_FORCE),
        a_finding(a_rule(kind="should"), Status.FAIL),
        a_finding(a_rule(kind="should"), Status.UNKNOWN),
    ],
)
def test_a_duty_that_is_met_and_advice_have_none(finding: Finding) -> None:
    assert judged(sample(), a_market(finding)) == ()


@pytest.mark.parametrize("listed", [True, False])
def test_waived_goes_before_known_and_known_before_breach(listed: bool) -> None:  # noqa: FBT001 - a case
    findings = (BREACH, POSSIBLE) if listed else ()
    market = a_market(*findings, waived=(Waived(BREACH, a_waiver()),), known=(BREACH, POSSIBLE))
    assert [(one.finding.rule.id, one.standing) for one in judged(sample(), market)] == [
        ("EU.tax.one", "waived"),
        ("EU.tax.two", "known"),
    ]


def test_what_led_to_the_verdict_is_told_from_what_is_awaited() -> None:
    found = judged(sample(), a_market(BREACH, POSSIBLE, gated=(BREACH,), undecided=(POSSIBLE,)))
    assert [(one.decides, one.awaited) for one in found] == [(True, False), (False, True)]


def test_a_rule_is_one_group_for_each_standing_it_has() -> None:
    found = [(one.first.finding.rule.id, one.first.standing, one.markets) for one in grouped(everything())]
    assert found == [
        ("EU.ai.notice", "breach", ("EU", "FR")),
        ("EU.tax.register", "open", ("EU",)),
        ("EU.tax.evidence", "waived", ("EU",)),
        ("EU.tax.evidence", "breach", ("FR",)),
        ("EU.tax.large", "open", ("EU",)),
        ("FR.tax.report", "known", ("FR",)),
    ]


def test_a_waiver_in_a_sentence() -> None:
    bare = a_waiver(approver="", ticket="", justification="Soon.")
    assert accepted(bare) == "Waived through 31 Mar 2027 by head-of-tax: Soon."


def test_a_report_without_markets_has_no_findings() -> None:
    empty: Report = replace(sample(), markets=())
    assert grouped(empty) == ()
