"""The gate: kind × status × severity × profile, and the minimum scores."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from checkmarket.gate import Decision, decide, worst
from checkmarket.model.findings import Status
from checkmarket.model.report import Score, Scores, ScoreTree, Verdict
from checkmarket.model.vocabulary import Profile
from tests.support.law import a_finding, a_profile, a_rule

GO, NO_GO, CANNOT_SAY = Verdict.GO, Verdict.NO_GO, Verdict.CANNOT_SAY
NOTHING = Score(low=None, high=None, coverage=None, applicable=0, possible=0)
SEVERITIES = ("low", "medium", "high", "critical")
KINDS = ("must", "must-not", "should", "may")
ALL, NONE = frozenset(SEVERITIES), frozenset[str]()
HIGH, CRITICAL = frozenset({"high", "critical"}), frozenset({"critical"})


def profile(*fail_on: str, decide: bool = True, decide_all: bool = False, **more: object) -> Profile:
    return a_profile(fail_on=frozenset(fail_on), decide=decide, decide_all=decide_all, **more)


# the profile, the severities whose breach it fails on, whether a blocker of any severity is among them
PROFILES: dict[str, tuple[Profile, frozenset[str], bool]] = {
    "high and above": (profile("high"), HIGH, False),
    "blockers, critical and high": (profile("blocker", "critical", "high"), HIGH, True),
    "blockers only": (profile("blocker"), NONE, True),
    "low and above": (profile("low"), ALL, False),
    "critical only, open questions do not stop": (profile("critical", decide=False), CRITICAL, False),
    "nothing": (profile(), NONE, False),
    "blockers, and every question decided": (profile("blocker", decide_all=True), NONE, True),
}


def scores(compliance: Score = NOTHING, culture: Score = NOTHING) -> Scores:
    return Scores(compliance=ScoreTree(total=compliance, domains={}), culture=ScoreTree(total=culture, domains={}))


@pytest.mark.parametrize(("chosen", "severities", "blockers"), PROFILES.values(), ids=PROFILES.keys())
def test_the_truth_table(chosen: Profile, severities: frozenset[str], *, blockers: bool) -> None:
    for kind, status, severity, blocker in product(KINDS, Status, SEVERITIES, (True, False)):
        finding = a_finding(a_rule(kind=kind, severity=severity, blocker=blocker), status)
        is_duty = kind in ("must", "must-not")
        gates = severity in severities or (blocker and blockers)
        expected = GO
        if is_duty and status is Status.FAIL and gates:
            expected = NO_GO
        if is_duty and status in (Status.UNKNOWN, Status.POSSIBLE_FAIL):
            expected = CANNOT_SAY if chosen.decide_all or (chosen.decide and gates) else GO
        decision = decide([finding], scores(), chosen)
        assert decision.verdict is expected, (kind, status, severity, blocker)
        assert decision.gated == (() if expected is GO else (finding,))
        assert decision.undecided == ((finding,) if expected is CANNOT_SAY else ())


def test_a_breach_outweighs_an_open_question_which_is_named_all_the_same() -> None:
    breach = a_finding(a_rule("EU.tax.a", severity="high"), Status.FAIL)
    question = a_finding(a_rule("EU.tax.b", severity="high"), Status.UNKNOWN)
    assert decide([question, breach], scores(), profile("high")) == Decision(
        verdict=NO_GO, gated=(breach,), undecided=(question,)
    )


def between(low: float, high: float) -> Score:
    return Score(low=low, high=high, coverage=0.5, applicable=1, possible=1)


MINIMA = [
    ("reached for certain", between(0.9, 1), True, GO, ()),
    ("reached exactly", between(0.8, 0.8), True, GO, ()),
    ("out of reach", between(0.5, 0.79), True, NO_GO, ("the compliance score cannot reach 80 %",)),
    ("perhaps missed", between(0.5, 0.8), True, CANNOT_SAY, ("the compliance score may stay below 80 %",)),
    ("perhaps missed, and nobody asks", between(0.5, 0.8), False, GO, ()),
    ("out of reach, and nobody asks", between(0.5, 0.79), False, NO_GO, ("the compliance score cannot reach 80 %",)),
    ("no score", NOTHING, True, GO, ()),
]


@pytest.mark.parametrize(
    ("found", "asks", "verdict", "reasons"), [one[1:] for one in MINIMA], ids=[one[0] for one in MINIMA]
)
def test_a_minimum_score(found: Score, verdict: Verdict, reasons: tuple[str, ...], *, asks: bool) -> None:
    chosen = profile("high", decide=asks, min_score={"compliance": Decimal("0.8")})
    assert decide([], scores(compliance=found), chosen) == Decision(verdict=verdict, reasons=reasons)


def test_each_score_has_its_own_minimum() -> None:
    chosen = profile("high", min_score={"compliance": Decimal("0.5"), "culture": Decimal("0.7")})
    decision = decide([], scores(compliance=between(1, 1), culture=between(0.2, 0.3)), chosen)
    assert decision == Decision(verdict=NO_GO, reasons=("the cultural-adaptation score cannot reach 70 %",))


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [([], GO), ([GO, GO], GO), ([GO, CANNOT_SAY], CANNOT_SAY), ([CANNOT_SAY, NO_GO, GO], NO_GO)],
)
def test_the_worst_verdict_stands_for_all_markets(verdicts: list[Verdict], expected: Verdict) -> None:
    assert worst(verdicts) is expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", Status)
def test_a_profile_that_requires_signatures_cannot_say_go_on_an_unsigned_rule_that_counts(
    kind: str, status: Status
) -> None:
    chosen = profile("high", decide=False, require_signed=True)
    finding = a_finding(a_rule(kind=kind, severity="low"), status)
    counts = kind != "may" and status not in (Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
    assert decide([finding], scores(), chosen).verdict is (CANNOT_SAY if counts else GO)
    assert decide([replace(finding, signed=True)], scores(), chosen).verdict is GO


def test_unsigned_rules_are_counted_and_some_are_named() -> None:
    chosen = profile("high", require_signed=True)
    findings = [a_finding(a_rule(f"EU.tax.{name}"), Status.PASS) for name in "edcba"]
    signed = replace(findings[0], signed=True)
    assert decide([signed, *findings[1:]], scores(), chosen).reasons == (
        "4 of 5 rules that apply or may are not signed by a counsel: EU.tax.a, EU.tax.b, EU.tax.c and 1 more",
    )
    breach = a_finding(a_rule("EU.tax.x", severity="high"), Status.FAIL)
    assert decide([breach], scores(), chosen).verdict is NO_GO


def test_every_domain_and_either_score_may_have_a_minimum_and_a_least_coverage() -> None:
    tree = ScoreTree(total=between(0.9, 1), domains={"tax": between(0.2, 0.3)})
    found = Scores(compliance=tree, culture=ScoreTree(total=between(0.5, 0.5), domains={}))
    asked = profile("high", min_score={"tax": Decimal("0.5"), "culture": Decimal("0.5"), "ai": Decimal(1)})
    assert decide([], found, asked) == Decision(verdict=NO_GO, reasons=("the score of tax cannot reach 50 %",))
    covered = profile("high", min_coverage={"compliance": Decimal("0.6")})
    assert decide([], found, covered) == Decision(
        verdict=CANNOT_SAY, reasons=("less of the compliance score is decided than 60 %",)
    )


@pytest.mark.parametrize(("most", "verdict"), [("0.5", GO), ("0.49", NO_GO), ("1", GO), ("0", NO_GO)])
def test_too_many_rules_said_not_to_apply_fail_the_gate(most: str, verdict: Verdict) -> None:
    """One of two in force; what is not in force is not counted."""
    statuses = (Status.PASS, Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
    findings = [a_finding(a_rule(f"EU.tax.r{n}"), status) for n, status in enumerate(statuses)]
    assert decide(findings, scores(), profile(max_not_applicable=Decimal(most))).verdict is verdict
