"""The law of one market on one day: what is inherited, and what each child makes of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.model.conditions import ALWAYS, Condition, Leaf, ParameterValue, RuleIs
from checkmarket.model.findings import Finding, Status
from checkmarket.model.law import DatedValue, Level, Levels, Override, Parameter, Rule, Setting, Transition, Window
from checkmarket.model.library import Library
from checkmarket.model.values import FactType, Known
from tests.support.law import HERE, TODAY, a_book, a_fact, a_library, a_rule, a_subject, an_edge, an_override, is_

PASS, FAIL, UNKNOWN = Status.PASS, Status.FAIL, Status.UNKNOWN
NOT_APPLICABLE, NOT_IN_FORCE = Status.NOT_APPLICABLE, Status.NOT_IN_FORCE
ONE_DAY = timedelta(days=1)
A, B, C = (is_(f"x.{name}", True) for name in "abc")
ONE = "EU.tax.one"
FACTS = [a_fact("x.a"), a_fact("x.b"), a_fact("x.c"), a_fact("x.age", "integer")]
EDGES = [("DE", "EU"), ("DE-BY", "DE"), ("FR", "EU")]


def judged(library: Library, market: str, *, day: date = TODAY, **facts: Known) -> dict[str, Finding]:
    subject = a_subject({f"x.{name}": value for name, value in facts.items()})
    return {one.rule.id: one for one in evaluate(library, plan(library, market, day), subject)}


def status(library: Library, market: str, *, rule: str = ONE, day: date = TODAY, **facts: Known) -> Status | None:
    """None where another rule has taken the place of this one."""
    found = judged(library, market, day=day, **facts).get(rule)
    return found.status if found else None


def with_override(*overrides: Override, rules: tuple[Rule, ...] = ()) -> Library:
    """EU.tax.one asks for x.a; each override stands in a rulebook of its own jurisdiction."""
    books = [
        a_book(f"{place}.labour", overrides=tuple(one for one in overrides if one.jurisdiction == place))
        for place in {one.jurisdiction for one in overrides}
    ]
    return a_library(FACTS, [a_rule(ONE, A, remediation=["a"]), *rules], books=books, edges=EDGES)


# what a child inherits


def test_a_market_has_the_law_of_its_ancestors_and_not_of_its_siblings() -> None:
    rules = [a_rule(f"{place}.tax.own") for place in ("EU", "DE", "DE-BY", "FR")]
    library = a_library(FACTS, rules, edges=EDGES)
    assert plan(library, "DE-BY", TODAY).chain == ("DE-BY", "DE", "EU")
    assert set(plan(library, "DE-BY", TODAY).rules) == {"EU.tax.own", "DE.tax.own", "DE-BY.tax.own"}
    assert set(plan(library, "EU", TODAY).rules) == {"EU.tax.own"}


@pytest.mark.parametrize(
    ("day", "inherits"),
    [(date(1972, 12, 31), False), (date(1973, 1, 1), True), (date(2020, 1, 31), True), (date(2020, 2, 1), False)],
)
def test_the_united_kingdom_inherits_while_it_is_a_member(day: date, *, inherits: bool) -> None:
    edge = an_edge("GB", "EU", date(1973, 1, 1), date(2020, 1, 31))
    library = a_library(FACTS, [a_rule(ONE, A, window=Window()), a_rule("GB.tax.own")], edges=[edge])
    assert (ONE in plan(library, "GB", day).rules) is inherits
    assert ("GB" in plan(library, "EU", day).inside["EU"]) is inherits


@pytest.mark.parametrize("state", ["superseded", "withdrawn"])
def test_a_rule_of_the_past_is_in_no_plan(state: str) -> None:
    library = a_library(FACTS, [a_rule(ONE, A, status=state)])
    assert plan(library, "EU", TODAY).rules == {}


@pytest.mark.parametrize(
    ("day", "expected"),
    [(TODAY - ONE_DAY, NOT_IN_FORCE), (TODAY, FAIL), (TODAY + ONE_DAY, FAIL), (TODAY + 2 * ONE_DAY, NOT_IN_FORCE)],
)
def test_a_rule_holds_from_its_first_day_to_its_last(day: date, expected: Status) -> None:
    library = a_library(FACTS, [a_rule(ONE, A, window=Window(TODAY, TODAY + ONE_DAY))])
    assert status(library, "EU", day=day, a=False) is expected


# what a child changes


def test_exempts() -> None:
    library = with_override(an_override("exempts", ONE, "DE", condition=B))
    assert status(library, "DE", a=False, b=True) is NOT_APPLICABLE
    assert status(library, "DE", a=False, b=False) is FAIL
    assert status(library, "EU", a=False, b=True) is FAIL
    assert status(library, "DE-BY", a=False, b=True) is NOT_APPLICABLE


def test_exempts_adds_to_the_exemptions_of_the_rule() -> None:
    book = a_book("DE.labour", overrides=(an_override("exempts", ONE, "DE", condition=B),))
    library = a_library(FACTS, [a_rule(ONE, A, exemptions=[C])], books=[book], edges=EDGES)
    assert [status(library, "DE", a=False, b=b, c=c) for b in (True, False) for c in (True, False)] == [
        *[NOT_APPLICABLE] * 3,
        FAIL,
    ]


def test_tightens() -> None:
    library = with_override(an_override("tightens", ONE, "DE", condition=B, remediation=("b", "a")))
    assert status(library, "DE", a=True, b=False) is FAIL
    assert status(library, "DE", a=True, b=True) is PASS
    assert status(library, "EU", a=True, b=False) is PASS
    assert judged(library, "DE", a=True)[ONE].remediation == ("a", "b")
    assert plan(library, "DE", TODAY).rules[ONE].changed_by == ("DE",)


def test_two_states_of_one_line_both_tighten() -> None:
    library = with_override(
        an_override("tightens", ONE, "DE", condition=B), an_override("tightens", ONE, "DE-BY", condition=C)
    )
    assert status(library, "DE-BY", a=True, b=True, c=False) is FAIL
    assert status(library, "DE", a=True, b=True, c=False) is PASS


@pytest.mark.parametrize("how", ["replaces", "implements"])
def test_another_rule_takes_the_place(how: str) -> None:
    library = with_override(an_override(how, ONE, "DE", by="DE.tax.own"), rules=(a_rule("DE.tax.own", B),))
    assert status(library, "DE", a=False, b=True) is None
    assert status(library, "DE", rule="DE.tax.own", a=False, b=True) is PASS
    assert status(library, "EU", a=False, b=True) is FAIL
    assert status(library, "FR", a=False, b=True) is FAIL


@pytest.mark.parametrize("how", ["switches_off", "not_transposed"])
def test_nothing_takes_the_place(how: str) -> None:
    library = with_override(an_override(how, ONE, "DE", reason="not here"))
    assert status(library, "DE", a=False) is None
    assert status(library, "EU", a=False) is FAIL
    assert not plan(library, "DE", TODAY).rules[ONE].in_force


def test_who_refers_to_a_rule_means_what_took_its_place() -> None:
    means = (a_rule("DE.tax.own", B), a_rule("EU.tax.refers", RuleIs(ONE, "met")))
    library = with_override(an_override("replaces", ONE, "DE", by="DE.tax.own"), rules=means)
    assert status(library, "DE", rule="EU.tax.refers", a=False, b=True) is PASS
    assert status(library, "EU", rule="EU.tax.refers", a=False, b=True) is FAIL


def test_who_refers_to_a_rule_that_is_switched_off_finds_it_met_and_not_applying() -> None:
    refers = (a_rule("EU.tax.met", RuleIs(ONE, "met")), a_rule("EU.tax.applies", RuleIs(ONE, "applies")))
    library = with_override(an_override("switches_off", ONE, "DE"), rules=refers)
    assert status(library, "DE", rule="EU.tax.met", a=False) is PASS
    assert status(library, "DE", rule="EU.tax.applies", a=False) is FAIL


def test_an_override_holds_in_its_window_only() -> None:
    window = Window(TODAY, TODAY + ONE_DAY)
    library = with_override(an_override("exempts", ONE, "DE", condition=ALWAYS, window=window))
    days = [TODAY + n * ONE_DAY for n in (-1, 0, 1, 2)]
    assert [status(library, "DE", day=day, a=False) for day in days] == [FAIL, NOT_APPLICABLE, NOT_APPLICABLE, FAIL]


def test_the_nearest_replacement_wins() -> None:
    library = with_override(
        an_override("replaces", ONE, "DE", by="DE.tax.own"),
        an_override("replaces", ONE, "DE-BY", by="DE-BY.tax.own"),
        rules=(a_rule("DE.tax.own"), a_rule("DE-BY.tax.own")),
    )
    assert plan(library, "DE-BY", TODAY).rules[ONE].replaced_by == "DE-BY.tax.own"
    assert plan(library, "DE", TODAY).rules[ONE].replaced_by == "DE.tax.own"


def test_only_a_child_changes_a_rule() -> None:
    """The compiler refuses such overrides; the plan does not follow them either."""
    library = with_override(
        an_override("exempts", ONE, "EU", condition=ALWAYS),
        an_override("exempts", "DE.tax.own", "EU", condition=ALWAYS),
        rules=(a_rule("DE.tax.own", B),),
    )
    assert status(library, "DE", a=False, b=False) is FAIL
    assert status(library, "DE", rule="DE.tax.own", a=False, b=False) is FAIL


def test_the_law_of_a_state_stands_beside_the_federal_law() -> None:
    library = with_override(rules=(a_rule("DE-BY.tax.own", B),))
    assert status(library, "DE-BY", a=False, b=True) is FAIL
    assert status(library, "DE-BY", rule="DE-BY.tax.own", a=False, b=True) is PASS


# parameters

LIMIT = "EU.tax/age"


def aged(*settings: Setting, day: date = TODAY, market: str = "DE-BY") -> object:
    """The age in a market; the Union says 16 from 2020 and 15 from 2025."""
    parameter = Parameter(
        id=LIMIT,
        type=FactType(base="integer"),
        title="age",
        settable_by="member-state",
        values=values(x2020=16, x2025=15),
        place=HERE,
    )
    rule = a_rule(ONE, Leaf("x.age", "at_least", (ParameterValue(LIMIT),)))
    books = [a_book(f"{one.jurisdiction}.labour", settings=(one,)) for one in settings]
    library = a_library(FACTS, [rule], parameters=[parameter], books=books, edges=EDGES)
    found = plan(library, market, day).parameters.get(LIMIT)
    return found.value if found else None


def values(**by_year: int) -> tuple[DatedValue, ...]:
    return tuple(DatedValue(first=date(int(year[1:]), 1, 1), value=value, cite=()) for year, value in by_year.items())


def sets(jurisdiction: str, **by_year: int) -> Setting:
    return Setting(parameter=LIMIT, jurisdiction=jurisdiction, values=values(**by_year), place=HERE)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2019, 12, 31), None), (date(2020, 1, 1), 16), (date(2024, 12, 31), 16), (date(2025, 1, 1), 15), (TODAY, 15)],
)
def test_a_parameter_has_the_newest_value_that_has_begun(day: date, expected: int | None) -> None:
    assert aged(day=day) == expected


def test_the_nearest_setting_wins() -> None:
    assert aged(sets("DE", x2020=14)) == 14
    assert aged(sets("DE", x2020=14), sets("DE-BY", x2020=13)) == 13
    assert aged(sets("DE", x2020=14), sets("DE-BY", x2020=13), market="DE") == 14
    assert aged(sets("FR", x2020=14)) == 15


def test_until_a_setting_begins_the_parents_value_holds() -> None:
    assert aged(sets("DE", x2026=14), day=date(2025, 12, 31)) == 15
    assert aged(sets("DE", x2026=14), day=date(2026, 1, 1)) == 14


# transitions


def transition(applies_to: Condition, instead: Condition | None) -> Library:
    found = Transition(until=TODAY, applies_to=applies_to, instead=instead, cite=())
    return a_library(FACTS, [a_rule(ONE, A, transitions=[found])])


def test_until_and_on_its_last_day_a_transition_lets_some_off() -> None:
    library = transition(B, None)
    assert status(library, "EU", a=False, b=True) is NOT_APPLICABLE
    assert status(library, "EU", a=False, b=False) is FAIL
    assert status(library, "EU", day=TODAY + ONE_DAY, a=False, b=True) is FAIL


INSTEAD = [
    ({"b": True, "c": True, "a": False}, PASS, ()),
    ({"b": True, "c": False, "a": True}, FAIL, ()),
    ({"b": False, "c": True, "a": False}, FAIL, ()),
    ({"b": False, "c": False, "a": True}, PASS, ()),
    ({"c": True, "a": True}, PASS, ()),
    ({"c": False, "a": False}, FAIL, ()),
    ({"c": True, "a": False}, UNKNOWN, ("x.b",)),
]


@pytest.mark.parametrize(
    ("facts", "expected", "missing"), INSTEAD, ids=[", ".join(f"{k}={v}" for k, v in one[0].items()) for one in INSTEAD]
)
def test_a_transition_asks_for_something_else_instead(
    facts: dict[str, Known], expected: Status, missing: tuple[str, ...]
) -> None:
    """x.b tells whom it is for, x.c is asked of them, x.a of the others; where both are met it is all one."""
    finding = judged(transition(B, C), "EU", **facts)[ONE]
    assert (finding.status, finding.missing_facts) == (expected, missing)


@pytest.mark.parametrize(("b", "missing"), [(True, ("x.c",)), (False, ("x.a",))])
def test_a_known_transition_asks_only_for_its_own_branch(*, b: bool, missing: tuple[str, ...]) -> None:
    finding = judged(transition(B, C), "EU", b=b)[ONE]
    assert (finding.status, finding.missing_facts) == (UNKNOWN, missing)


def test_after_a_transition_the_rule_asks_what_it_always_asked() -> None:
    assert status(transition(B, C), "EU", day=TODAY + ONE_DAY, a=False, b=True, c=True) is FAIL


def test_a_graded_rule_in_transition_lets_off() -> None:
    grades = Levels((Level(when=A, credit=Decimal(1)),))
    found = Transition(until=TODAY, applies_to=B, instead=C, cite=())
    library = a_library(FACTS, [a_rule(ONE, grades, transitions=[found])])
    assert status(library, "EU", a=False, b=True) is NOT_APPLICABLE


# places


def test_inside_names_every_place_below() -> None:
    library = a_library(FACTS, [a_rule("DE-BY.tax.own")], edges=EDGES)
    found = plan(library, "EU", TODAY).inside
    assert found == {"EU": {"EU", "DE", "DE-BY", "FR"}, "DE": {"DE", "DE-BY"}}


def test_a_market_without_books_of_its_own_still_has_its_parents_law() -> None:
    library = with_override()
    assert library.is_market("FR", TODAY)
    assert status(library, "FR", a=False) is FAIL
