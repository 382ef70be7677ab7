"""A scan for programs: the contract, workflow commands, SARIF."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

from jsonschema import Draft7Validator, Draft202012Validator

from checkmarket.localisation.reports import github, json_v1, sarif
from tests.unit.localisation.scans import judged

ROOT = Path(__file__).parents[4]
SARIF = json.loads((ROOT / "tests" / "support" / "sarif" / "sarif-2.1.0.schema.json").read_text("utf-8"))
SCHEMA = json.loads((ROOT / "rules" / "schema" / "scan.v1.schema.json").read_text("utf-8"))


def test_the_published_schema_is_that_of_the_models() -> None:
    made = runpy.run_path(str(ROOT / "engine" / "scripts" / "make_schemas.py"))["schema"]("scan.v1")
    assert made == SCHEMA


def test_the_contract_fits_its_schema() -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(json_v1.render(judged())))


def test_what_the_contract_says() -> None:
    found = json.loads(json_v1.render(judged()))
    assert found["schema"] == "checkmarket-scan/1"
    assert found["source"] == {"locale": "en", "why": "the most complete locale: 49 texts"}
    assert found["asked"] == {"minimum": 0.95, "deduct_identical": False}
    assert found["looked_at"] == {"files": 5, "bytes": 123456, "domains": 2}
    assert found["summary"] == {"errors": 2, "warnings": 0, "notes": 1, "below_minimum": ["de"], "fails": True}
    german = found["locales"][0]
    assert (german["locale"], german["below_minimum"], german["counts"]["total"]) == ("de", True, 49)
    errors = found["domains"][1]
    assert (errors["rule"], errors["locales"][0]["files"]) == ("the 9 keys of locales/en/errors.json", [])
    assert [one["served"] for one in found["markets"]] == [{"low": 55.6, "high": 92.4}, None]
    assert found["flaws"][0]["key"] is None


def test_workflow_commands_one_a_line() -> None:
    assert github.render(judged()).splitlines() == [
        "::error title=checkmarket coverage::de: 61.2 %25 translated, 30 of 49 messages; asked for are 95 %25",
        "::error file=web/locales/de/common.json,line=3,col=9,title=checkmarket L101::{n} is missing%0Aput it in",
        "::error file=web/locales/de/common.json,line=5,col=9,title=checkmarket L101::{m} is%0Amissing%0Aput it in",
        "::notice file=web/locales/de/common.json,line=7,col=9,title=checkmarket L601::as the source",
    ]


def test_sarif_keeps_to_the_standard_and_holds_every_flaw() -> None:
    log = json.loads(sarif.render(judged()))
    Draft7Validator(SARIF).validate(log)
    run = log["runs"][0]
    assert [one["ruleId"] for one in run["results"]] == ["L101", "L101", "L601"]
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("de: 61.2 %")
    assert "\x1b" not in sarif.render(judged())
