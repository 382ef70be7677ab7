"""What makes two findings of two runs the same."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from checkmarket.model.document import Place
from checkmarket.model.findings import Status
from checkmarket.model.fingerprints import fingerprint, waiver_fingerprint
from checkmarket.model.waivers import FaultyWaiver, WaiverFault
from tests.support.law import a_finding, a_rule
from tests.support.reports import a_waiver

BREACH = a_finding(a_rule("EU.tax.one"), Status.FAIL)


def test_it_is_the_digest_of_product_market_rule_and_outcome() -> None:
    assert fingerprint("shop", BREACH) == sha256(b"shop\nEU\nEU.tax.one\nbreach").hexdigest()
    possible = a_finding(a_rule("EU.tax.one"), Status.POSSIBLE_FAIL)
    assert fingerprint("shop", possible) == sha256(b"shop\nEU\nEU.tax.one\nopen").hexdigest()


def test_another_product_market_or_rule_is_another_finding() -> None:
    others = (replace(BREACH, market="DE"), a_finding(a_rule("EU.tax.two"), Status.FAIL))
    found = {fingerprint("shop", BREACH), fingerprint("game", BREACH), *(fingerprint("shop", one) for one in others)}
    assert len(found) == 4


def test_a_reworded_or_graver_rule_is_the_same_finding() -> None:
    reworded = replace(BREACH.rule, title="Reworded", severity="critical", place=Place("moved.yaml", 99))
    assert fingerprint("shop", replace(BREACH, rule=reworded)) == fingerprint("shop", BREACH)


def test_a_bad_waiver_is_another_finding_for_each_fault_and_no_finding_of_the_rule() -> None:
    faults = {waiver_fingerprint(FaultyWaiver(a_waiver(), fault, "")) for fault in WaiverFault}
    assert len(faults) == len(WaiverFault)
    moved = FaultyWaiver(a_waiver(place=Place("moved.yaml", 99), justification="Reworded"), WaiverFault.EXPIRED, "told")
    assert waiver_fingerprint(moved) in faults
