"""OSCAL, judged by NIST's own schemas."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from checkmarket.model.report import Coming, Report, StaleEvidence
from checkmarket.reporters import reporter
from checkmarket.reporters.oscal.parts import prose, token
from checkmarket.reporters.oscal.plan import render as plan
from checkmarket.reporters.oscal.results import render as results
from tests.support.oscal import schema
from tests.support.reports import everything, sample


def assessed(report: Report) -> dict[str, Any]:
    found = json.loads(results(report))
    assert [error.message for error in schema("assessment-results").iter_errors(found)] == []
    body: dict[str, Any] = found["assessment-results"]
    return body


def planned(report: Report) -> dict[str, Any]:
    found = json.loads(plan(report))
    assert [error.message for error in schema("poam").iter_errors(found)] == []
    body: dict[str, Any] = found["plan-of-action-and-milestones"]
    return body


def findings(report: Report, market: int = 0) -> dict[str, dict[str, Any]]:
    """By rule; waivers that do not count stand under `waiver RULE`."""
    found = assessed(report)["results"][market]["findings"]
    names = [one["target"]["target-id"] for one in found]
    faulty = ["waiver " if "waiver" in properties(one) else "" for one in found]
    return {f"{sort}{name}": one for sort, name, one in zip(faulty, names, found, strict=True)}


def risks(report: Report, market: int = 0) -> dict[str, dict[str, Any]]:
    return {properties(one)["rule"]: one for one in assessed(report)["results"][market]["risks"]}


def properties(thing: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["value"] for one in thing.get("props", [])}


def uuids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["uuid"]] if "uuid" in value else [])
        yield from (one for child in value.values() for one in uuids(child))
    elif isinstance(value, list):
        yield from (one for child in value for one in uuids(child))


def asked_for(value: Any) -> Iterator[str]:
    """The UUIDs that something points to."""
    if isinstance(value, dict):
        names = ("observation-uuid", "risk-uuid", "party-uuid", "subject-uuid", "actor-uuid")
        yield from (value[one] for one in names if one in value)
        yield from (one for child in value.values() for one in asked_for(child))
    elif isinstance(value, list):
        yield from (one for child in value for one in asked_for(child))


@pytest.mark.parametrize("report", [sample, everything], ids=["a plain report", "one with all that can happen"])
@pytest.mark.parametrize("document", [assessed, planned], ids=["assessment results", "plan"])
def test_what_is_pointed_to_is_there_once(document: Any, report: Any) -> None:
    body = document(report())
    tool = Counter(
        one["uuid"] for result in body.get("results", [body]) for one in result["local-definitions"]["components"]
    )
    found = Counter(uuids(body)) - tool
    assert [one for one, times in found.items() if times > 1] == []
    assert set(asked_for(body)) <= set(found) | set(tool)


def test_there_is_a_result_for_each_market_with_its_verdict_and_scores() -> None:
    found = assessed(sample())["results"]
    assert [properties(one)["market"] for one in found] == ["EU", "FR"]
    assert found[0]["title"] == "European Union (EU): NO-GO"
    low = sample().markets[0].scores.compliance.total.low
    assert properties(found[0])["compliance.low"] == f"{low:.4f}"


@pytest.mark.parametrize(
    ("rule", "state", "reason"),
    [("EU.ai.notice", "not-satisfied", "fail"), ("EU.tax.register", "not-satisfied", "other")],
    ids=["a breach", "an open duty is not satisfied"],
)
def test_a_finding_is_satisfied_or_not(rule: str, state: str, reason: str) -> None:
    status = findings(sample())[rule]["target"]["status"]
    assert (status["state"], status["reason"]) == (state, reason)


def test_what_does_not_apply_is_no_finding_and_stands_beside_the_reviewed_rules() -> None:
    for market, body in zip(sample().markets, assessed(sample())["results"], strict=True):
        selection = body["reviewed-controls"]["control-selections"][0]
        excluded = {one["control-id"] for one in selection.get("exclude-controls", [])}
        assert excluded == {one.rule.id for one in market.findings if one.status == "not-applicable"}
        assert not excluded & {one["target"]["target-id"] for one in body["findings"]}


def test_a_breach_is_an_open_risk_that_is_due_now_and_has_its_responses() -> None:
    notice = risks(sample())["EU.ai.notice"]
    assert (notice["status"], notice["deadline"]) == ("open", "2026-11-22T00:00:00Z")
    assert properties(notice)["blocker"] == "yes"
    controls = {properties(one)["control"] for one in notice["remediations"]}
    assert controls == {one.control.id for one in sample().checklist if ("EU", "EU.ai.notice") in one.resolves}


def test_a_waived_breach_is_an_approved_deviation_and_not_satisfied() -> None:
    evidence = risks(everything())["EU.tax.evidence"]
    assert (evidence["status"], evidence["deadline"]) == ("deviation-approved", "2027-03-31T23:59:59Z")
    entry = evidence["risk-log"]["entries"][0]
    assert entry["status-change"] == "deviation-approved"
    assert "The bank sends the data from March on." in entry["description"]
    people = {one["uuid"]: one["name"] for one in assessed(everything())["metadata"]["parties"]}
    assert [people[one["party-uuid"]] for one in entry["logged-by"]] == ["head-of-tax", "general-counsel"]
    finding = findings(everything())["EU.tax.evidence"]
    assert finding["target"]["status"]["state"] == "not-satisfied"
    assert properties(finding)["standing"] == "waived"


def test_what_the_baseline_knows_is_marked_and_what_is_mended_is_closed() -> None:
    assert properties(risks(everything(), 1)["FR.tax.report"])["baseline"] == "known"
    assert "baseline" not in properties(risks(sample(), 1)["FR.tax.report"])
    assert risks(everything())["EU.tax.mended"]["status"] == "closed"


def test_a_waiver_that_does_not_count_is_a_finding_of_its_own() -> None:
    found = findings(everything())["waiver EU.tax.gone"]
    assert found["title"] == "A waiver for EU.tax.gone does not count: unmatched"
    assert found["target"]["status"]["state"] == "not-satisfied"


def test_a_faulty_waiver_for_a_market_nobody_judged_is_told_with_the_first() -> None:
    faulty = everything().faulty_waivers[1]
    elsewhere = replace(faulty, waiver=replace(faulty.waiver, market="JP"))
    assert "waiver EU.tax.gone" in findings(replace(everything(), faulty_waivers=(elsewhere,)))


def test_a_duty_ahead_is_a_risk_that_is_due_when_it_begins() -> None:
    breach = next(one for one in sample().markets[0].findings if one.rule.id == "EU.ai.notice")
    later = replace(breach, rule=replace(breach.rule, id="EU.ai.later"))
    europe = replace(sample().markets[0], coming=(Coming(finding=later, applies_from=date(2027, 12, 2)),))
    found = risks(replace(sample(), markets=(europe,)))["EU.ai.later"]
    assert (found["status"], found["deadline"]) == ("open", "2027-12-02T00:00:00Z")
    assert properties(found)["applies-from"] == "2027-12-02"


def test_an_observation_says_where_the_product_file_states_the_fact() -> None:
    found = {properties(one)["fact"]: one for one in assessed(sample())["results"][0]["observations"]}
    places = sample().markets[0].places
    for fact, one in found.items():
        hrefs = [piece["href"] for piece in one.get("relevant-evidence", []) if "href" in piece]
        assert hrefs == ([f"products/sample.yaml#L{places[fact].line}"] if fact in places else [])
    assert set(found) & set(places)


def test_evidence_that_ran_out_is_told_with_its_last_moment() -> None:
    stale = StaleEvidence(fact="ai.notice", ref="old *report*.pdf", expired=date(2026, 6, 1))
    observed = assessed(replace(sample(), stale=(stale,)))["results"][0]["observations"]
    found = next(one for one in observed if properties(one)["fact"] == "ai.notice")
    assert found["expires"] == "2026-06-01T23:59:59Z"
    assert "old \\*report\\*.pdf" in found["relevant-evidence"][-1]["description"]


def test_the_plan_has_an_item_for_each_line_of_the_checklist_in_order() -> None:
    items = planned(sample())["poam-items"]
    lines = sample().checklist
    assert [properties(one)["control"] for one in items[: len(lines)]] == [one.control.id for one in lines]
    assert [properties(one)["order"] for one in items[: len(lines)]] == [str(n + 1) for n in range(len(lines))]


def test_a_breach_that_no_line_ends_is_an_item_too() -> None:
    unplanned = planned(replace(sample(), checklist=()))
    titles = [one["title"] for one in unplanned["poam-items"]]
    assert len(titles) == len(unplanned["risks"]) > 0


def test_a_plan_with_nothing_to_do_says_so() -> None:
    quiet = tuple(replace(one, findings=(), coming=()) for one in sample().markets)
    found = planned(replace(sample(), markets=quiet, checklist=()))
    assert [one["title"] for one in found["poam-items"]] == ["Nothing to do"]


def test_a_market_without_rules_is_valid() -> None:
    empty = tuple(replace(one, findings=(), coming=()) for one in sample().markets)
    assert "findings" not in assessed(replace(sample(), markets=empty))["results"][0]


def test_the_same_weakness_has_the_same_uuid_in_both_documents_and_in_a_later_run() -> None:
    def of(report: Report) -> set[str]:
        return {one["uuid"] for result in assessed(report)["results"] for one in result["risks"]}

    later = replace(sample(), as_of=sample().as_of + timedelta(days=30), library_digest="sha256:" + 64 * "1")
    assert of(sample()) == {one["uuid"] for one in planned(sample())["risks"]} == of(later)
    assert assessed(sample())["uuid"] != assessed(later)["uuid"]


@pytest.mark.parametrize("render", [results, plan])
def test_the_time_is_the_judged_day_or_what_is_asked_for(render: Any) -> None:
    def made(**options: Any) -> str:
        body = next(iter(json.loads(render(sample(), **options)).values()))
        return str(body["metadata"]["last-modified"])

    assert made() == "2026-11-22T00:00:00Z"
    assert made(at=datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))) == "2026-11-23T08:30:00Z"
    assert render(sample()) == render(sample(), at=datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize("name", ["oscal", "oscal-poam"])
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert reporter(name)(everything()) == reporter(name)(everything())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* _c_ snake_case", r"a \*b\* \_c\_ snake_case"),
        ("<b>[x](y) `c` {{ insert: param, p }}", r"\<b\>\[x\](y) \`c\` \{\{ insert: param, p \}\}"),
        ("one\ntwo", "one two"),
        ("", "-"),
    ],
)
def test_prose_is_no_markdown(text: str, expected: str) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("US-CA.tax.x", "US-CA.tax.x"), ("1 a", "_1-a"), ("", "_"), ("é", "é")])
def test_a_token_begins_with_a_letter_and_has_no_spaces(text: str, expected: str) -> None:
    assert token(text) == expected
