"""What each operator says of a known, an unknown, a `none` and a partly known value."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from checkmarket.compiler import plan
from checkmarket.compiler.operators import operators_of
from checkmarket.evaluator import evaluate
from checkmarket.model.conditions import DayOffset, FactValue, Leaf, Literal, Operand, ParameterValue
from checkmarket.model.findings import Finding, Status
from checkmarket.model.law import DatedValue, Parameter
from checkmarket.model.subject import Rate
from checkmarket.model.values import FactType, Known, Money, PartialSet, State, Value, show
from tests.support.law import HERE, a_fact, a_library, a_rule, a_subject

T, F, U = Status.PASS, Status.FAIL, Status.UNKNOWN
UNKNOWN, NONE = State.UNKNOWN, State.NONE
DAY = date(2024, 3, 31)
FACTS = {
    fact.id.split(".")[1]: fact
    for fact in (
        a_fact("x.flag", nullable=True),
        a_fact("x.sure"),
        a_fact("x.count", "integer", nullable=True),
        a_fact("x.other", "integer", nullable=True),
        a_fact("x.share", "decimal"),
        a_fact("x.wait", "duration"),
        a_fact("x.day", "date", nullable=True),
        a_fact("x.price", "money"),
        a_fact("x.cost", "money"),
        a_fact("x.size", "enum", values=("small", "large"), nullable=True),
        a_fact("x.form", "enum", values=("small", "large"), nullable=True),
        a_fact("x.seat", "jurisdiction"),
        a_fact("x.tongue", "language", nullable=True),
        a_fact("x.kinds", "enum", many=True, values=("a", "b", "c")),
        a_fact("x.more", "enum", many=True, values=("a", "b", "c")),
        a_fact("x.places", "jurisdiction", many=True),
    )
}
EDGES = [("DE", "EU"), ("FR", "EU"), ("DE-BY", "DE")]
RATES = (
    Rate(source="EUR", target="USD", rate=Decimal("1.25"), on=DAY, published_by="a bank"),
    Rate(source="CHF", target="EUR", rate=Decimal(2), on=DAY, published_by="a bank"),
)
LIMIT = Parameter(
    id="EU.tax/limit",
    type=FactType(base="decimal"),
    title="limit",
    settable_by="",
    values=(DatedValue(first=DAY, value=Decimal(1), cite=()),),
    place=HERE,
)


def judged(leaf: Leaf, as_of: date = DAY, **facts: Known) -> Finding:
    library = a_library(FACTS.values(), [a_rule("EU.tax.one", leaf)], parameters=[LIMIT], edges=EDGES)
    subject = a_subject({f"x.{name}": value for name, value in facts.items()}, rates=RATES)
    return evaluate(library, plan(library, "EU", as_of), subject)[0]


def some(*members: str) -> frozenset[str | int]:
    return frozenset(members)


def part(*members: str) -> PartialSet:
    return PartialSet(frozenset(members))


def days(count: int) -> timedelta:
    return timedelta(days=count)


def money(amount: float, currency: str = "EUR") -> Money:
    return Money(Decimal(str(amount)), currency)


OPERATORS: dict[str, list[tuple[str, tuple[Value, ...], dict[Known, Status]]]] = {
    "is": [
        ("flag", (True,), {True: T, False: F, UNKNOWN: U, NONE: F}),
        ("flag", (False,), {True: F, False: T, UNKNOWN: U, NONE: F}),
        ("count", (2,), {1: F, 2: T, UNKNOWN: U, NONE: F}),
        ("share", (Decimal("0.5"),), {Decimal("0.50"): T, Decimal("0.51"): F, UNKNOWN: U}),
        ("price", (money(10),), {money(10): T, money(12.5, "USD"): T, money(10, "USD"): F, money(10, "GBP"): U}),
        ("size", ("small",), {"small": T, "large": F, UNKNOWN: U, NONE: F}),
        ("seat", ("EU",), {"EU": T, "DE": F}),
    ],
    "is_not": [
        ("count", (2,), {1: T, 2: F, UNKNOWN: U, NONE: T}),
        ("price", (money(10),), {money(10): F, money(12.5, "USD"): F, money(10, "GBP"): U}),
        ("size", ("small",), {"small": F, "large": T, UNKNOWN: U, NONE: T}),
    ],
    "at_least": [
        ("count", (2,), {1: F, 2: T, 3: T, UNKNOWN: U, NONE: F}),
        ("wait", (days(2),), {days(1): F, days(2): T, timedelta(hours=49): T, UNKNOWN: U}),
        ("price", (money(10),), {money(9.99): F, money(10): T, money(5, "CHF"): T, money(4.99, "CHF"): F}),
    ],
    "more_than": [("count", (2,), {2: F, 3: T, UNKNOWN: U, NONE: F})],
    "at_most": [
        ("count", (2,), {2: T, 3: F, UNKNOWN: U, NONE: F}),
        ("price", (money(5, "CHF"),), {money(10): T, money(10.01): F, money(10, "USD"): U}),
    ],
    "less_than": [("count", (2,), {1: T, 2: F, UNKNOWN: U, NONE: F})],
    "between": [
        ("count", (2, 3), {1: F, 2: T, 3: T, 4: F, UNKNOWN: U, NONE: F}),
        ("price", (money(1), money(2)), {money(1): T, money(2): T, money(2.01): F, money(1, "GBP"): U}),
    ],
    "before": [("day", (DAY,), {date(2024, 3, 30): T, DAY: F, UNKNOWN: U, NONE: F})],
    "after": [("day", (DAY,), {DAY: F, date(2024, 4, 1): T, UNKNOWN: U, NONE: F})],
    "on_or_before": [("day", (DAY,), {DAY: T, date(2024, 4, 1): F, UNKNOWN: U, NONE: F})],
    "on_or_after": [("day", (DAY,), {date(2024, 3, 30): F, DAY: T, UNKNOWN: U, NONE: F})],
    "is_one_of": [
        ("size", ("small", "large"), {"small": T, "large": T, UNKNOWN: U, NONE: F}),
        ("seat", ("DE",), {"FR": F}),
    ],
    "is_none_of": [("size", ("small",), {"small": F, "large": T, UNKNOWN: U, NONE: T})],
    "matches": [
        ("tongue", ("en",), {"en": T, "en-GB": T, "EN-gb": T, "eng": F, "de": F, UNKNOWN: U, NONE: F}),
        ("tongue", ("en-GB",), {"en": F, "en-GB": T, "en-GB-oxendict": T}),
    ],
    "includes": [
        (
            "kinds",
            ("a",),
            {some("a", "b"): T, some("b"): F, some(): F, UNKNOWN: U, part("a"): T, part("b"): U, part(): U},
        ),
    ],
    "excludes": [("kinds", ("a",), {some("a"): F, some("b"): T, some(): T, UNKNOWN: U, part("a"): F, part("b"): U})],
    "includes_any_of": [
        ("kinds", ("a", "b"), {some("b"): T, some("c"): F, some(): F, UNKNOWN: U, part("b"): T, part("c"): U}),
    ],
    "includes_all_of": [
        ("kinds", ("a", "b"), {some("a", "b"): T, some("a"): F, UNKNOWN: U, part("a", "b", "c"): T, part("a"): U}),
    ],
    "is_subset_of": [
        ("kinds", ("a", "b"), {some(): T, some("a"): T, some("a", "c"): F, UNKNOWN: U, part("c"): F, part("a"): U}),
    ],
    "includes_any_in": [
        (
            "places",
            ("EU",),
            {some("EU"): T, some("DE-BY"): T, some("CA"): F, some(): F, UNKNOWN: U, part("FR"): T, part("CA"): U},
        ),
        ("places", ("DE", "CA"), {some("EU"): F, some("DE-BY"): T, some("CA"): T}),
    ],
    "includes_none_in": [
        ("places", ("EU",), {some("CA"): T, some("DE-BY"): F, some(): T, UNKNOWN: U, part("CA"): U, part("DE"): F}),
    ],
    "count_at_least": [
        ("kinds", (2,), {some("a"): F, some("a", "b"): T, UNKNOWN: U, part("a"): U, part("a", "b"): T}),
        ("kinds", (0,), {some(): T, part(): T, UNKNOWN: U}),
    ],
    "count_at_most": [
        ("kinds", (1,), {some("a"): T, some("a", "b"): F, UNKNOWN: U, part("a"): U, part("a", "b"): F}),
        ("kinds", (0,), {some(): T, some("a"): F, part(): U}),
    ],
    "is_given": [
        ("count", (True,), {0: T, UNKNOWN: U, NONE: F}),
        ("count", (False,), {0: F, UNKNOWN: U, NONE: T}),
    ],
    "is_none": [
        ("count", (True,), {0: F, UNKNOWN: U, NONE: T}),
        ("count", (False,), {0: T, UNKNOWN: U, NONE: F}),
    ],
}
LITERALS = [
    pytest.param(
        Leaf(f"x.{name}", operator, tuple(map(Literal, operands))),
        {name: value},
        expected,
        id=f"{name} {show(value)} {operator} {', '.join(map(show, operands))}: {expected}",
    )
    for operator, rows in OPERATORS.items()
    for name, operands, outcomes in rows
    for value, expected in outcomes.items()
]


@pytest.mark.parametrize(("leaf", "facts", "expected"), LITERALS)
def test_an_operator_on_a_literal(leaf: Leaf, facts: dict[str, Known], expected: Status) -> None:
    assert judged(leaf, **facts).status is expected


def test_every_operator_of_the_language_has_a_row() -> None:
    assert set(OPERATORS) == {operator for fact in FACTS.values() for operator in operators_of(fact.type)}


def test_every_operator_is_unknown_on_an_unknown_fact() -> None:
    for fact in FACTS.values():
        for operator in operators_of(fact.type):
            operands = tuple(map(Literal, OPERATORS[operator][0][1]))
            finding = judged(Leaf(fact.id, operator, operands))
            assert (finding.status, finding.missing_facts) == (U, (fact.id,)), (fact.id, operator)


PARAMETER, OTHER, MORE = ParameterValue("EU.tax/limit"), FactValue("x.other"), FactValue("x.more")
OPERANDS: dict[str, tuple[tuple[str, str, Operand], dict[str, Known], Status, tuple[str, ...]]] = {
    "a parameter": (("count", "at_least", PARAMETER), {"count": 1}, T, ()),
    "a number below a parameter": (("share", "at_least", PARAMETER), {"share": Decimal("0.9")}, F, ()),
    "another fact": (("count", "less_than", OTHER), {"count": 1, "other": 2}, T, ()),
    "another fact that is unknown": (("count", "less_than", OTHER), {"count": 1}, U, ("x.other",)),
    "two unknown facts": (("count", "less_than", OTHER), {}, U, ("x.count", "x.other")),
    "a set known in part, and an unknown operand": (
        ("kinds", "includes_any_of", MORE),
        {"kinds": part("a")},
        U,
        ("x.kinds", "x.more"),
    ),
    "a whole number against a decimal": (
        ("count", "is", FactValue("x.share")),
        {"count": 1, "share": Decimal("1.0")},
        T,
        (),
    ),
    "money without a rate": (
        ("price", "more_than", FactValue("x.cost")),
        {"price": money(1, "USD"), "cost": money(1, "CHF")},
        U,
        ("x.price",),
    ),
    "a set for a list": (("size", "is_one_of", MORE), {"size": "small", "more": some("a")}, F, ()),
    "an empty set for a list": (("kinds", "includes_any_of", MORE), {"kinds": some("a"), "more": some()}, F, ()),
    "all of an empty set": (("kinds", "includes_all_of", MORE), {"kinds": some(), "more": some()}, T, ()),
    "a set within an equal one": (("kinds", "is_subset_of", MORE), {"kinds": some("a"), "more": some("a")}, T, ()),
    "an unknown set for a list": (("kinds", "includes_any_of", MORE), {"kinds": some("a")}, U, ("x.more",)),
    "a set known in part for a list": (
        ("kinds", "includes_any_of", MORE),
        {"kinds": some("a"), "more": part("b")},
        U,
        ("x.more",),
    ),
    "a list that only needs to be a little known": (
        ("kinds", "includes_any_of", MORE),
        {"kinds": some("a"), "more": part("a")},
        T,
        (),
    ),
    "a count against another fact": (("kinds", "count_at_least", OTHER), {"kinds": some("a"), "other": 2}, F, ()),
    "a count against an unknown fact": (("kinds", "count_at_least", OTHER), {"kinds": some("a")}, U, ("x.other",)),
    "a month after 31 March is 30 April": (("day", "is", DayOffset(1, "P1M")), {"day": date(2024, 4, 30)}, T, ()),
    "a month before 31 March is 29 February": (("day", "is", DayOffset(-1, "P1M")), {"day": date(2024, 2, 29)}, T, ()),
    "13 months before 31 March are 28 February": (
        ("day", "is", DayOffset(-1, "P13M")),
        {"day": date(2023, 2, 28)},
        T,
        (),
    ),
    "two weeks after": (("day", "is", DayOffset(1, "P2W")), {"day": date(2024, 4, 14)}, T, ()),
    "a year and a day": (("day", "is", DayOffset(1, "P1Y1D")), {"day": date(2025, 4, 1)}, T, ()),
}


@pytest.mark.parametrize(("leaf", "facts", "expected", "missing"), OPERANDS.values(), ids=OPERANDS.keys())
def test_an_operand_that_is_no_literal(
    leaf: tuple[str, str, Operand], facts: dict[str, Known], expected: Status, missing: tuple[str, ...]
) -> None:
    fact, operator, operand = leaf
    finding = judged(Leaf(f"x.{fact}", operator, (operand,)), **facts)
    assert (finding.status, finding.missing_facts) == (expected, missing)


@pytest.mark.parametrize(
    ("fact", "operator", "operand", "facts"),
    [
        ("count", "is", "other", {"count": 1, "other": NONE}),
        ("count", "at_least", "other", {"count": 1, "other": NONE}),
        ("kinds", "count_at_least", "other", {"kinds": some("a"), "other": NONE}),
    ],
)
def test_an_operand_that_is_none_leaves_nothing_to_ask(
    fact: str, operator: str, operand: str, facts: dict[str, Known]
) -> None:
    """All is known, so the outcome is: nothing is equal to "none", or more than it."""
    assert judged(Leaf(f"x.{fact}", operator, (FactValue(f"x.{operand}"),)), **facts).status is F


def test_a_negative_operator_on_an_operand_that_is_none_is_true() -> None:
    assert judged(Leaf("x.count", "is_not", (OTHER,)), count=1, other=NONE).status is T
    assert (
        judged(Leaf("x.size", "is_none_of", (Literal("small"), FactValue("x.form"))), size="large", form=NONE).status
        is T
    )


def test_a_set_known_in_part_holds_no_place_of_an_empty_list() -> None:
    leaf = Leaf("x.places", "includes_any_in", (FactValue("x.other_places"),))
    other = a_fact("x.other_places", "jurisdiction", many=True)
    library = a_library([*FACTS.values(), other], [a_rule("EU.tax.one", leaf)], edges=EDGES)
    subject = a_subject({"x.places": part("DE"), "x.other_places": some()})
    assert evaluate(library, plan(library, "EU", DAY), subject)[0].status is F


def test_a_parameter_without_a_value_on_the_day_leaves_the_leaf_unknown() -> None:
    leaf = Leaf("x.count", "at_least", (PARAMETER,))
    assert judged(leaf, date(2024, 3, 30), count=5).status is U
