"""The verdict of a rule: the table of design section 4, grades, ratios, and rules about rules."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.model.conditions import ALWAYS, NEVER, Condition, Constant, RuleIs
from checkmarket.model.findings import Finding, Status
from checkmarket.model.law import Level, Levels, Ratio, Rule
from checkmarket.model.truth import Truth
from checkmarket.model.values import Known, State
from tests.support.law import TODAY, a_fact, a_library, a_rule, a_subject, is_

FACTS = [*(a_fact(f"x.{name}") for name in "abc"), a_fact("x.count", "integer", nullable=True)]
A, B, C = (is_(f"x.{name}", True) for name in "abc")
PASS, FAIL, UNKNOWN = Status.PASS, Status.FAIL, Status.UNKNOWN
MAY_PASS, MAY_FAIL, NOT_APPLICABLE = Status.PASS_IF_APPLICABLE, Status.POSSIBLE_FAIL, Status.NOT_APPLICABLE
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def judged(rule: Rule, *others: Rule, **facts: Known) -> Finding:
    library = a_library(FACTS, [rule, *others])
    subject = a_subject({f"x.{name}": value for name, value in facts.items()})
    return evaluate(library, plan(library, "EU", TODAY), subject, only=(rule.id,))[0]


def credit(finding: Finding) -> tuple[float, float] | None:
    return finding.credit and (finding.credit.low, finding.credit.high)


# applies, is asked, then: status, credit, whether it may not apply
TABLE = [
    (T, T, PASS, (1, 1), False),
    (T, F, FAIL, (0, 0), False),
    (T, U, UNKNOWN, (0, 1), False),
    (U, T, MAY_PASS, (1, 1), True),
    (U, F, MAY_FAIL, (0, 0), True),
    (U, U, UNKNOWN, (0, 1), True),
    (F, T, NOT_APPLICABLE, None, False),
    (F, F, NOT_APPLICABLE, None, False),
    (F, U, NOT_APPLICABLE, None, False),
]


@pytest.mark.parametrize(("applies", "asks", "status", "expected", "optional"), TABLE)
def test_the_table(
    applies: Truth, asks: Truth, status: Status, expected: tuple[float, float] | None, *, optional: bool
) -> None:
    finding = judged(a_rule(demand=Constant(asks), applies=Constant(applies)))
    assert (finding.status, credit(finding), finding.optional) == (status, expected, optional)


EXEMPT = [
    ("one exemption holds", (NEVER, ALWAYS), NOT_APPLICABLE),
    ("no exemption holds", (NEVER, NEVER), FAIL),
    ("an exemption may hold", (NEVER, A), MAY_FAIL),
    ("one may hold, another does", (A, ALWAYS), NOT_APPLICABLE),
]


@pytest.mark.parametrize(("exemptions", "status"), [one[1:] for one in EXEMPT], ids=[one[0] for one in EXEMPT])
def test_exemptions(exemptions: tuple[Condition, ...], status: Status) -> None:
    assert judged(a_rule(demand=NEVER, exemptions=exemptions)).status is status


def grades(*levels: tuple[Condition, float]) -> Levels:
    return Levels(tuple(Level(when=when, credit=Decimal(str(value))) for when, value in levels))


GRADES = grades((A, 1), (B, 0.5), (C, 0.25))
GRADED = [
    ("the first true level", GRADES, {"a": True}, PASS, (1, 1), ()),
    ("the second", GRADES, {"a": False, "b": True}, FAIL, (0.5, 0.5), ()),
    ("the first of two", GRADES, {"a": False, "b": True, "c": True}, FAIL, (0.5, 0.5), ()),
    ("none", GRADES, {"a": False, "b": False, "c": False}, FAIL, (0, 0), ()),
    ("nothing known", GRADES, {}, UNKNOWN, (0, 1), ("x.a", "x.b", "x.c")),
    ("perhaps the first, else the second", GRADES, {"b": True}, UNKNOWN, (0.5, 1), ("x.a",)),
    ("not met, but how far is open", GRADES, {"a": False, "c": True}, FAIL, (0.25, 0.5), ("x.b",)),
    ("not met, perhaps not at all", GRADES, {"a": False, "b": False}, FAIL, (0, 0.25), ("x.c",)),
    ("two ways to the same grade", grades((A, 1), (B, 1)), {"b": True}, PASS, (1, 1), ()),
    ("two ways to half of it", grades((A, 0.5), (B, 0.5)), {"b": True}, FAIL, (0.5, 0.5), ()),
]


@pytest.mark.parametrize(
    ("demand", "facts", "status", "expected", "missing"), [one[1:] for one in GRADED], ids=[one[0] for one in GRADED]
)
def test_levels(
    demand: Levels, facts: dict[str, Known], status: Status, expected: tuple[float, float], missing: tuple[str, ...]
) -> None:
    finding = judged(a_rule(demand=demand), **facts)
    assert (finding.status, credit(finding), finding.missing_facts) == (status, expected, missing)


RATIOS = [
    (0, FAIL, (0, 0)),
    (1, FAIL, (0.25, 0.25)),
    (3, FAIL, (0.75, 0.75)),
    (4, PASS, (1, 1)),
    (5, PASS, (1, 1)),
    (-1, FAIL, (0, 0)),
    (State.NONE, FAIL, (0, 0)),
    (State.UNKNOWN, UNKNOWN, (0, 1)),
]


@pytest.mark.parametrize(("count", "status", "expected"), RATIOS, ids=[str(one[0]) for one in RATIOS])
def test_a_ratio_to_four(count: Known, status: Status, expected: tuple[float, float]) -> None:
    finding = judged(a_rule(demand=Ratio(fact="x.count", target=Decimal(4))), count=count)
    assert (finding.status, credit(finding)) == (status, expected)


def about(aspect: str) -> Rule:
    return a_rule("EU.tax.about", RuleIs("EU.tax.one", aspect))


ABOUT = [
    # x.b tells whether the other rule applies, x.a whether it is met
    ("applies", {"b": True}, PASS, ()),
    ("applies", {"b": False}, FAIL, ()),
    ("applies", {"a": True}, UNKNOWN, ("x.b",)),
    ("met", {"a": True}, PASS, ()),
    ("met", {"b": False}, PASS, ()),
    ("met", {"b": True, "a": False}, FAIL, ()),
    ("met", {"b": True}, UNKNOWN, ("x.a",)),
    ("met", {"a": False}, UNKNOWN, ("x.b",)),
    ("met", {}, UNKNOWN, ("x.b", "x.a")),
]


@pytest.mark.parametrize(("count", "expected"), [(-1, (0, 0)), (0, (1, 1)), (3, (1, 1))])
def test_a_target_of_nothing_is_met_by_nothing(count: int, expected: tuple[float, float]) -> None:
    assert credit(judged(a_rule(demand=Ratio(fact="x.count", target=Decimal(0))), count=count)) == expected


@pytest.mark.parametrize(("aspect", "facts", "status", "missing"), ABOUT)
def test_a_rule_about_another_rule(
    aspect: str, facts: dict[str, Known], status: Status, missing: tuple[str, ...]
) -> None:
    finding = judged(about(aspect), a_rule("EU.tax.one", A, applies=B), **facts)
    assert (finding.status, finding.missing_facts) == (status, missing)


def test_a_graded_rule_that_is_not_met_leaves_nothing_to_ask_about_it() -> None:
    """How far it is met is open, whether it is met is not."""
    finding = judged(about("met"), a_rule("EU.tax.one", grades((A, 0.5))))
    assert (finding.status, finding.missing_facts) == (FAIL, ())


def test_what_decides_is_named_the_open_ones_first() -> None:
    finding = judged(a_rule(demand=A, applies=B), a=False)
    assert [(one.fact, one.needs, one.truth) for one in finding.because] == [("x.b", "yes", U), ("x.a", "yes", F)]


def test_what_does_not_apply_is_proved_by_what_failed() -> None:
    finding = judged(a_rule(demand=A, applies=B), b=False)
    assert [(one.fact, one.value, one.needs) for one in finding.because] == [("x.b", False, "yes")]
