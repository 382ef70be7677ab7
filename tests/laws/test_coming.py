"""What lies ahead is what judging each day and its eve from scratch finds, in a world where everything is dated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.model.conditions import NEVER, RuleIs
from checkmarket.model.findings import Status
from checkmarket.model.law import ONE_DAY, DatedValue, Edge, Parameter, Rulebook, Setting, Transition, Window
from checkmarket.model.library import Library
from checkmarket.model.subject import Subject
from checkmarket.session import check
from tests.support.law import HERE, TODAY, a_book, a_fact, a_library, a_rule, a_subject, an_edge, an_override, is_
from tests.support.random_law import FIRST, RATES, VALUES, Writer, a_random_library, a_random_subject, parameters

SILENT = {Status.NOT_APPLICABLE, Status.NOT_IN_FORCE}
MARKETS = ("EU", "DE", "FR", "DE-BY")
OFFSETS = (0, 1, 10, 20)
DAYS = [TODAY + timedelta(days=n) for n in sorted({n + more for n in OFFSETS for more in (0, 1)} - {0})]
"""All days on which something in the world may change: what is dated begins on an offset, or ends on one."""


seeds = given(seed=st.integers(0, 99_999))


def a_changing_world(seed: int) -> tuple[Library, Subject]:
    """Rules, transitions, overrides, parameters, settings and edges that begin and end on the OFFSETS."""
    random = Random(seed)
    base = a_random_library(random)
    writer = Writer(random, base.facts, parameters())
    rules = [
        replace(
            rule,
            window=a_window(random) if random.random() < 0.3 else rule.window,
            transitions=(a_transition(random, writer),) if random.random() < 0.2 else (),
        )
        for rule in base.rules.values()
    ]
    lands = [land for land in ("DE", "FR") if random.random() < 0.5]
    library = a_library(
        base.facts.values(),
        rules,
        terms={ident: term.when for ident, term in base.terms.items()},
        parameters=[replace(one, values=one.values + later(random, one)) for one in parameters()],
        edges=[a_dated_edge(random, *pair) for pair in (("DE", "EU"), ("FR", "EU"), ("DE-BY", "DE"))],
        books=[a_childs_book(random, writer, land, sorted(base.rules)) for land in lands],
    )
    own = a_random_subject(random, base.facts, unknown=0.9)
    subject = a_random_subject(random, base.facts, unknown=0.2)
    return library, replace(subject, rates=RATES, markets={"FR": own.facts} if random.random() < 0.5 else {})


def some_day(random: Random) -> date:
    return TODAY + timedelta(days=random.choice(OFFSETS))


def a_window(random: Random) -> Window:
    return random.choice((Window(FIRST), Window(some_day(random)), Window(FIRST, some_day(random))))


def a_dated_edge(random: Random, child: str, parent: str) -> Edge:
    window = a_window(random)
    return an_edge(child, parent, window.first, window.last)


def a_transition(random: Random, writer: Writer) -> Transition:
    instead = writer.condition(1) if random.random() < 0.5 else None
    return Transition(until=some_day(random), applies_to=writer.condition(1), instead=instead, cite=())


def later(random: Random, parameter: Parameter) -> tuple[DatedValue, ...]:
    """Sometimes a value that takes over."""
    value = random.choice(VALUES[parameter.type.base])
    return (DatedValue(first=some_day(random), value=value, cite=()),) if random.random() < 0.5 else ()


def a_childs_book(random: Random, writer: Writer, land: str, rules: list[str]) -> Rulebook:
    """Changes some rules it inherits, and sets some parameters."""
    targets = random.sample(rules, k=3)
    hows = [random.choice(("exempts", "tightens", "switches_off", "replaces")) for _ in targets]
    own = a_rule(f"{land}.tax.own", writer.demand(), window=a_window(random))
    overrides = [
        an_override(
            how,
            rule,
            land,
            window=a_window(random),
            condition=writer.condition(1) if how in ("exempts", "tightens") else NEVER,
            by=own.id if how == "replaces" else "",
        )
        for how, rule in zip(hows, targets, strict=True)
    ]
    settings = [
        Setting(parameter=one.id, jurisdiction=land, values=values, place=HERE)
        for one in parameters()
        if (values := later(random, one))
    ]
    return a_book(f"{land}.tax", rules=(own,), overrides=tuple(overrides), settings=tuple(settings))


def before_is_better(before: Status, then: Status) -> bool:
    """Nothing, then what is met, then what is open, then what is not met."""
    order = ["pass", "pass-if-applicable", "unknown", "possible-fail", "fail"]
    return before in SILENT or (then not in SILENT and order.index(before.value) < order.index(then.value))


def brute_force(library: Library, subject: Subject, market: str) -> set[tuple[str, date, Status]]:
    """Each day against its eve: what binds then, and was silent, or was met and is not."""
    found = set()
    for day in DAYS:
        eve, then = (
            {one.rule.id: one for one in evaluate(library, plan(library, market, d), subject)}
            for d in (day - ONE_DAY, day)
        )
        for ident, one in then.items():
            before = eve[ident].status if ident in eve else Status.NOT_IN_FORCE
            if before_is_better(before, one.status) and one.status not in SILENT and one.rule.kind != "may":
                found.add((ident, day, one.status))
    return found


@settings(max_examples=60)
@seeds
def test_what_is_coming_is_what_each_day_brings(seed: int) -> None:
    library, subject = a_changing_world(seed)
    markets = [one for one in MARKETS if library.is_market(one, TODAY)]
    for market in check(library, subject, *markets, as_of=TODAY, members="none", profile="p").markets:
        coming = {(one.finding.rule.id, one.applies_from, one.finding.status) for one in market.coming}
        assert coming == brute_force(library, subject, market.market), market.market


def test_a_rule_that_asks_for_a_replaced_rule_changes_with_the_one_in_its_place() -> None:
    asked = a_rule("EU.tax.asked", is_("x.a", True))
    asking = a_rule("EU.tax.asking", RuleIs("EU.tax.asked", "met"))
    ahead = TODAY + ONE_DAY
    taker = a_rule("DE.tax.taker", is_("x.b", True), window=Window(ahead))
    book = a_book("DE.tax", rules=(taker,), overrides=(an_override("replaces", asked.id, "DE", by=taker.id),))
    facts = [a_fact("x.a"), a_fact("x.b")]
    library = a_library(facts, [asked, asking], books=[book], edges=[("DE", "EU")])
    (market,) = check(library, a_subject({"x.a": True, "x.b": False}), "DE", as_of=TODAY, profile="p").markets
    coming = {one.finding.rule.id for one in market.coming if one.applies_from == ahead}
    assert coming == {"DE.tax.taker", "EU.tax.asking"}
