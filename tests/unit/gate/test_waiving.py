"""Waivers against findings: every combination of fault and finding, and the last day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from checkmarket.cli.judging import EXIT_CODES
from checkmarket.gate import Circumstances, decide
from checkmarket.gate.waiving import hold
from checkmarket.model.findings import Status
from checkmarket.model.report import Coming
from checkmarket.model.waivers import FaultyWaiver, Waiver, WaiverFault
from tests.support.law import HERE, TODAY, a_finding, a_profile, a_rule
from tests.unit.gate.test_gate import scores

RULE, LAW = "EU.tax.a", "meaning-1:" + 64 * "a"
WAIVER = Waiver(
    rule=RULE,
    market="EU",
    product="x",
    justification="because",
    owner="Ann",
    approver="Bob",
    expires=TODAY,
    law=LAW,
    place=HERE,
)


def held(
    waiver: Waiver, status: Status, *, law: str | None = LAW, as_of: date = TODAY
) -> tuple[bool, list[WaiverFault]]:
    """Whether the finding is waived, and the faults."""
    finding = a_finding(a_rule(RULE, severity="high"), status)
    found = hold([waiver], {"EU": [finding]}, as_of=as_of, meanings=lambda *_: law)
    return bool(found.waived), [one.fault for one in found.faulty]


def test_every_combination_of_fault_and_finding() -> None:
    """The gravest fault is named: no such rule, run out, not approved, the law has changed, nothing to waive."""
    for expired, approver, law, status in product((False, True), ("Bob", "", "Ann"), (LAW, "other", None), Status):
        waiver = replace(WAIVER, approver=approver, expires=TODAY - timedelta(days=expired))
        needed = status in (Status.FAIL, Status.UNKNOWN, Status.POSSIBLE_FAIL)
        faults = [
            (law is None, WaiverFault.UNMATCHED),
            (expired, WaiverFault.EXPIRED),
            (approver != "Bob", WaiverFault.UNAPPROVED),
            (law != LAW, WaiverFault.REOPENED),
            (not needed, WaiverFault.UNMATCHED),
        ]
        expected = next((fault for holds, fault in faults if holds), None)
        assert held(waiver, status, law=law) == (expected is None, [] if expected is None else [expected])


@pytest.mark.parametrize(("days", "counts"), [(-1, True), (0, True), (1, False)])
def test_a_waiver_counts_through_its_last_day(days: int, *, counts: bool) -> None:
    assert held(WAIVER, Status.FAIL, as_of=TODAY + timedelta(days=days))[0] is counts


def test_of_what_was_not_judged_nothing_is_said() -> None:
    finding = a_finding(a_rule("EU.tax.b"), Status.PASS)
    for waiver, judged in ((replace(WAIVER, market="DE"), {RULE}), (WAIVER, {"EU.tax.b"})):
        found = hold([waiver], {"EU": [finding]}, as_of=TODAY, meanings=lambda *_: LAW, judged=judged)
        assert (dict(found.waived), found.faulty) == ({}, ())


def test_the_gate_knows_waivers_baselines_and_what_is_near() -> None:
    """Every combination of a finding, excused or not, signed or not, a near duty, a faulty waiver, law that nobody
    wrote down, and profiles.

    The exit code is the documented one.
    """
    bad = FaultyWaiver(WAIVER, WaiverFault.EXPIRED, "it counted until then")
    for status, excused, near, faulty, fails, decides, signed, asks_signed, unwritten in product(
        (Status.PASS, Status.FAIL, Status.UNKNOWN),
        (False, True),
        (None, Status.PASS, Status.FAIL, Status.UNKNOWN),
        (False, True),
        (frozenset({"high"}), frozenset({"high", "waivers"}), frozenset[str]()),
        (False, True),
        (False, True),
        (False, True),
        ((), ("labour", "tax")),
    ):
        finding = replace(a_finding(a_rule(RULE, severity="high"), status), signed=signed)
        ahead = a_finding(a_rule("EU.tax.ahead", severity="high"), near) if near else None
        circumstances = Circumstances(
            excused=frozenset({RULE}) if excused else frozenset(),
            near=(Coming(finding=ahead, applies_from=TODAY + timedelta(days=9)),) if ahead else (),
            faulty=(bad,) if faulty else (),
            unwritten=unwritten,
        )
        heard = {near, None if excused else status}
        code = 0
        if (
            (decides and Status.UNKNOWN in heard and "high" in fails)
            or (asks_signed and not signed)
            or (decides and unwritten)
        ):
            code = 3
        if (Status.FAIL in heard and "high" in fails) or (faulty and "waivers" in fails):
            code = 1
        chosen = a_profile(fail_on=fails, decide=decides, require_signed=asks_signed)
        assert EXIT_CODES[decide([finding], scores(), chosen, circumstances).verdict] == code
