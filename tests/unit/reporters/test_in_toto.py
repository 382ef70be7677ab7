"""The in-toto statement, judged by the framework's own bindings."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from google.protobuf.json_format import Parse
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as Message

from checkmarket.model.fingerprints import fingerprint
from checkmarket.model.report import Report
from checkmarket.reporters import json_v1
from checkmarket.reporters.in_toto import render, result_digest
from tests.support.reports import everything, sample

DIGESTS = {"products/sample.yaml": "sha256:" + 64 * "a", ".checkmarket-waivers.yaml": 64 * "b"}


def statement(report: Report, **options: Any) -> dict[str, Any]:
    text = render(report, **options)
    assert text == render(report, **options)
    message = Parse(text, Message())
    Statement.copy_from_pb(message).validate()
    for one in message.subject:
        ResourceDescriptor.copy_from_pb(one).validate()
    found: dict[str, Any] = json.loads(text)
    return found


def test_it_is_a_statement_about_a_verdict() -> None:
    found = statement(sample(), digests=DIGESTS)
    assert found["_type"] == "https://in-toto.io/Statement/v1"
    assert found["predicateType"] == "urn:checkmarket:verdict:v1"
    assert found["predicate"]["verdict"] == "NO-GO"
    assert [one["market"] for one in found["predicate"]["markets"]] == ["EU", "FR"]


def test_the_subjects_are_the_files_the_library_and_the_result_sorted_by_name() -> None:
    found = statement(sample(), digests=DIGESTS)["subject"]
    assert [(one["name"], one["digest"]["sha256"]) for one in found] == [
        (".checkmarket-waivers.yaml", 64 * "b"),
        ("checkmarket-library", 64 * "0"),
        ("checkmarket-report/1", sha256(json_v1.render(sample()).encode()).hexdigest()),
        ("products/sample.yaml", 64 * "a"),
    ]


def test_the_order_of_the_digests_changes_nothing() -> None:
    assert render(sample(), digests=DIGESTS) == render(sample(), digests=dict(reversed(DIGESTS.items())))


def test_another_result_has_another_digest() -> None:
    assert result_digest(sample()) != result_digest(replace(sample(), product="other"))


def test_it_names_what_led_to_the_verdict_by_fingerprint() -> None:
    europe = statement(sample())["predicate"]["markets"][0]
    notice = next(one for one in sample().markets[0].gated if one.rule.id == "EU.ai.notice")
    assert {"rule": "EU.ai.notice", "fingerprint": fingerprint("sample", notice)} in europe["gated"]


def test_waived_and_known_findings_and_bad_waivers_are_tallies_of_their_own() -> None:
    predicate = statement(everything())["predicate"]
    europe, france = predicate["markets"]
    assert [(one["rule"], one["expires"]) for one in europe["waived"]] == [("EU.tax.evidence", "2027-03-31")]
    assert [one["rule"] for one in france["known"]] == ["FR.tax.report"]
    assert (europe["tally"]["waived"], europe["tally"]["known"]) == (1, 0)
    assert [one["fault"] for one in predicate["faultyWaivers"]] == ["expired", "unmatched"]
    assert europe["reasons"] == ["the compliance score stays below 80 %"]


def test_the_thresholds_of_the_gate_are_told_in_full() -> None:
    strict = replace(sample().profile, min_score={"compliance": Decimal("0.8")}, decide_all=True, require_signed=True)
    profile = statement(replace(sample(), profile=strict))["predicate"]["profile"]
    assert profile["min_score"] == {"compliance": 0.8}
    assert (profile["decide_all"], profile["require_signed"]) == (True, True)
    assert profile["fail_on"] == sorted(sample().profile.fail_on)


def test_settings_for_a_second_run_are_kept_as_they_are() -> None:
    settings = {"markets": ["EU"], "members": "stated"}
    assert statement(sample(), settings=settings)["predicate"]["settings"] == settings


def test_a_text_of_ten_mebibytes_is_cut() -> None:
    europe = replace(sample().markets[0], reasons=("A" * 10 * 1024 * 1024,))
    text = render(replace(sample(), markets=(europe,)), settings={"rules": ["B" * 10 * 1024 * 1024]})
    assert len(text) < 20_000


@pytest.mark.parametrize("digest", ["", "sha256:", 63 * "a", 64 * "A", "md5:" + 64 * "a", 64 * "a" + "\n"])
def test_what_is_no_digest_is_refused(digest: str) -> None:
    with pytest.raises(ValueError, match="no SHA-256 digest"):
        render(sample(), digests={"x": digest})


@pytest.mark.parametrize("name", ["checkmarket-library", "checkmarket-report/1"])
def test_a_file_cannot_take_the_name_of_another_subject(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        render(sample(), digests={name: 64 * "a"})
