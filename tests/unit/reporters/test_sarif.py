"""SARIF, judged by the schema of its standard."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from checkmarket.model.fingerprints import fingerprint
from checkmarket.model.report import Report
from checkmarket.reporters.sarif import render
from tests.support.reports import everything, sample

SCHEMA = Draft7Validator(
    json.loads((Path(__file__).parents[2] / "schemas" / "sarif" / "sarif-2.1.0.json").read_text("utf-8"))
)


def run(report: Report, **options: bool) -> dict[str, Any]:
    log = json.loads(render(report, **options))
    assert [error.message for error in SCHEMA.iter_errors(log)] == []
    found: dict[str, Any] = log["runs"][0]
    return found


def results(report: Report, **options: bool) -> dict[tuple[str, str], dict[str, Any]]:
    """By rule and market."""
    return {(one["ruleId"], one["properties"]["market"]): one for one in run(report, **options)["results"]}


def test_each_duty_not_met_is_a_result_and_nothing_else_is() -> None:
    assert sorted(results(sample())) == [
        ("EU.ai.notice", "EU"),
        ("EU.ai.notice", "FR"),
        ("EU.tax.evidence", "EU"),
        ("EU.tax.evidence", "FR"),
        ("FR.tax.report", "FR"),
    ]


def test_open_duties_come_when_asked_for_and_have_no_level() -> None:
    found = results(sample(), with_open=True)
    assert (found["EU.tax.register", "EU"]["kind"], found["EU.tax.register", "EU"]["level"]) == ("open", "none")
    assert (found["EU.ai.notice", "EU"]["kind"], found["EU.ai.notice", "EU"]["level"]) == ("fail", "error")


def test_a_result_stands_where_the_product_file_states_the_fact() -> None:
    where = results(sample())["EU.tax.evidence", "EU"]["locations"][0]["physicalLocation"]
    assert where["artifactLocation"] == {"uri": "products/sample.yaml", "uriBaseId": "SRCROOT"}
    assert where["region"] == {"startLine": 7, "startColumn": 3}


def test_a_fact_the_file_does_not_state_stands_at_its_first_line() -> None:
    unplaced = replace(sample(), markets=tuple(replace(one, places={}) for one in sample().markets))
    where = results(unplaced)["EU.tax.evidence", "EU"]["locations"][0]["physicalLocation"]
    assert where["region"] == {"startLine": 1, "startColumn": 1}


def test_a_product_made_in_memory_has_no_file() -> None:
    markets = tuple(replace(one, places={}) for one in sample().markets)
    found = results(replace(sample(), markets=markets, product_file=""))
    assert "physicalLocation" not in found["EU.tax.evidence", "EU"]["locations"][0]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./my products/a&b.yaml", {"uri": "my%20products/a%26b.yaml", "uriBaseId": "SRCROOT"}),
        ("/srv/ü.yaml", {"uri": "file:///srv/%C3%BC.yaml"}),
        ("C:\\law\\x.yaml", {"uri": "file:///C:/law/x.yaml"}),
    ],
)
def test_a_path_becomes_a_uri(path: str, uri: dict[str, str]) -> None:
    unplaced = replace(sample(), product_file=path, markets=tuple(replace(one, places={}) for one in sample().markets))
    found = results(unplaced)["EU.tax.evidence", "EU"]["locations"][0]["physicalLocation"]
    assert found["artifactLocation"] == uri


def test_the_message_says_market_duty_and_reason() -> None:
    assert results(sample())["EU.ai.notice", "FR"]["message"] == {
        "text": "FR: Tell people they talk to a machine. ai.notice is no; asked: yes"
    }


def test_a_message_holds_no_placeholder_and_no_link() -> None:
    market = sample().markets[0]
    first, *others = market.findings
    worded = replace(first, rule=replace(first.rule, title="Say {0} [here](https://example.org)"))
    found = results(replace(sample(), markets=(replace(market, findings=(worded, *others)),)))
    assert found["EU.ai.notice", "EU"]["message"]["text"].startswith("EU: Say {{0}} [here] (https")


def test_a_waived_finding_is_suppressed_and_says_who_accepted_it_why_and_until_when() -> None:
    found = results(everything())
    (suppression,) = found["EU.tax.evidence", "EU"]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"] == (
        "Waived through 31 Mar 2027 by head-of-tax, approved by general-counsel (TAX-12): "
        "The bank sends the data from March on."
    )
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 7
    assert found["EU.tax.evidence", "FR"]["suppressions"] == []


def test_waived_findings_stay_out_when_asked() -> None:
    assert ("EU.tax.evidence", "EU") not in results(everything(), with_waived=False)
    assert ("EU.tax.evidence", "FR") in results(everything(), with_waived=False)


def test_with_a_baseline_results_are_new_or_unchanged() -> None:
    found = results(everything())
    assert found["FR.tax.report", "FR"]["baselineState"] == "unchanged"
    assert {one["baselineState"] for key, one in found.items() if key != ("FR.tax.report", "FR")} == {"new"}
    assert all("baselineState" not in one for one in results(sample()).values())


def test_what_is_mended_is_counted_and_is_no_result() -> None:
    found = run(everything())
    assert found["properties"]["fixed"] == [{"market": "EU", "rule": "EU.tax.mended"}]
    assert all(one["ruleId"] != "EU.tax.mended" for one in found["results"])


def test_a_waiver_that_does_not_count_is_a_finding_at_its_place() -> None:
    found = results(everything())["checkmarket.waiver.expired", "EU"]
    assert (found["level"], found["message"]["text"]) == (
        "warning",
        "The waiver of EU.ai.notice in EU expired on 30 Jun 2026.",
    )
    where = found["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == ".checkmarket-waivers.yaml"


def test_the_tally_of_a_market_keeps_waived_and_known_apart() -> None:
    assert run(everything())["properties"]["markets"] == [
        {"market": "EU", "verdict": "NO-GO", "reasons": ["the compliance score stays below 80 %"]}
        | {"breach": 1, "open": 2, "waived": 1, "known": 0},
        {"market": "FR", "verdict": "NO-GO", "reasons": [], "breach": 2, "open": 0, "waived": 0, "known": 1},
    ]


def test_the_fingerprint_is_the_one_of_the_baseline_and_moves_with_no_title_or_line() -> None:
    finding = sample().markets[0].findings[0]
    moved = replace(sample(), product_file="elsewhere.yaml", markets=(_reworded(sample()),))
    before, after = results(sample())["EU.ai.notice", "EU"], results(moved)["EU.ai.notice", "EU"]
    assert before["partialFingerprints"]["checkmarketFinding/v1"] == fingerprint("sample", finding)
    assert before["partialFingerprints"] == after["partialFingerprints"]
    assert before["message"] != after["message"]


def _reworded(report: Report) -> Any:
    market = report.markets[0]
    findings = tuple(replace(one, rule=replace(one.rule, title="Reworded")) for one in market.findings)
    return replace(market, findings=findings, places={})


def test_no_two_results_share_a_fingerprint() -> None:
    prints = [one["partialFingerprints"]["primaryLocationLineHash"] for one in run(everything())["results"]]
    assert len(prints) == len(set(prints))


def test_product_and_profile_are_the_category_of_a_run() -> None:
    assert run(sample())["automationDetails"]["id"] == "sample/baseline/"


def test_every_result_points_at_its_rule_and_every_rule_at_its_instruments() -> None:
    found = run(everything())
    rules = found["tool"]["driver"]["rules"]
    taxa = {one["id"] for one in found["taxonomies"][0]["taxa"]}
    assert [one["ruleId"] for one in found["results"]] == [rules[one["ruleIndex"]]["id"] for one in found["results"]]
    cited = {(one["id"], cite["target"]["id"]) for one in rules for cite in one["relationships"]}
    assert cited == {("EU.ai.notice", "celex:2"), ("EU.tax.evidence", "celex:1"), ("FR.tax.report", "code:1")}
    assert {instrument for _, instrument in cited} == taxa


def test_the_help_of_a_rule_cites_links_and_says_what_helps() -> None:
    rule = run(sample())["tool"]["driver"]["rules"][0]
    assert rule["helpUri"] == "https://example.org/ai"
    assert rule["help"]["markdown"] == (
        "Tell people they talk to a machine\n\n**Where it stands**\n\n- [AI Act 50(1)](https://example.org/ai)\n\n"
        "**Penalty:** As the state says.\n\n**What helps**\n\n- Show an AI notice"
    )


def test_a_blocker_is_an_error_whatever_its_severity() -> None:
    market = sample().markets[0]
    findings = tuple(replace(one, rule=replace(one.rule, severity="low")) for one in market.findings)
    found = results(replace(sample(), markets=(replace(market, findings=findings),)))
    assert found["EU.ai.notice", "EU"]["level"] == "error"
    assert found["EU.tax.evidence", "EU"]["level"] == "note"
