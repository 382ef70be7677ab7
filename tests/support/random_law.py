"""Random conditions, rules and subjects over a fixed vocabulary with one fact and more of every type.

Everything comes from the random.Random that is passed in, so a seed is a test case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from random import Random

from checkmarket.compiler.operators import COUNT, FLAG, LIST, NUMERIC, PAIR, operators_of
from checkmarket.model.conditions import (
    ALWAYS,
    All,
    AnyOf,
    AtLeast,
    Choice,
    Condition,
    Constant,
    DayOffset,
    FactValue,
    Leaf,
    Literal,
    Not,
    Operand,
    ParameterValue,
    RuleIs,
    Term,
)
from checkmarket.model.law import DatedValue, Demand, Level, Levels, Parameter, Ratio, Requirement, Window
from checkmarket.model.library import Library
from checkmarket.model.subject import Rate, Subject
from checkmarket.model.truth import truth
from checkmarket.model.values import FactType, Known, Money, PartialSet, State, Value
from checkmarket.model.vocabulary import Fact
from tests.support.law import HERE, a_fact, a_library, a_rule, a_subject, is_

FIRST = date(2020, 1, 1)
PLACES_BELOW = {"DE": "EU", "FR": "EU", "DE-BY": "DE", "CA-QC": "CA"}
RATES = (
    Rate(source="EUR", target="USD", rate=Decimal("1.25"), on=FIRST, published_by="a bank"),
    Rate(source="CHF", target="EUR", rate=Decimal(2), on=FIRST, published_by="a bank"),
)
"""No rate joins USD and CHF, and none leads to GBP."""

VALUES: dict[str, tuple[Value, ...]] = {
    "boolean": (True, False),
    "integer": (0, 1, 2, 3),
    "decimal": (Decimal("0.5"), Decimal(1), Decimal(2)),
    "percent": (Decimal(0), Decimal(1), Decimal(50)),
    "duration": (timedelta(hours=1), timedelta(days=1), timedelta(days=30)),
    "date": (date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 4, 30), date(2024, 5, 1)),
    "money": (
        Money(Decimal(100), "EUR"),
        Money(Decimal(125), "USD"),
        Money(Decimal(50), "CHF"),
        Money(Decimal(1), "GBP"),
    ),
    "enum": ("small", "large"),
    "text": ("one", "Two"),
    "jurisdiction": ("DE", "DE-BY", "EU", "CA"),
    "language": ("en", "en-GB", "pt-BR", "PT"),
}
_SETS = ("enum", "text", "jurisdiction", "language", "integer")


def vocabulary() -> dict[str, Fact]:
    """Two facts of every type (the second nullable), a set of every base that has one, and facts not always asked."""
    facts = [
        a_fact(f"{base}.{name}", base, nullable=name == "b", values=_listed(base)) for base in VALUES for name in "ab"
    ]
    facts += [a_fact(f"set.{base}_{name}", base, many=True, values=_listed(base)) for base in _SETS for name in "ab"]
    facts += [
        a_fact("asked.number", "integer", asked_if=is_("boolean.a", True), otherwise=0),
        a_fact("asked.flag", asked_if=Leaf("integer.a", "at_least", (Literal(2),))),
        a_fact(
            "asked.set",
            "enum",
            many=True,
            values=_listed("enum"),
            asked_if=is_("asked.flag", True),
            otherwise=frozenset(),
        ),
    ]
    return {one.id: one for one in facts}


def _listed(base: str) -> tuple[str, ...]:
    return tuple(map(str, VALUES["enum"])) if base == "enum" else ()


def parameters() -> list[Parameter]:
    """One of every type that parameters have."""
    bases = ("integer", "decimal", "percent", "duration", "date", "money", "jurisdiction", "language")
    return [
        Parameter(
            id=f"EU.tax/{base}",
            type=FactType(base=base),
            title=base,
            settable_by="",
            values=(DatedValue(first=FIRST, value=VALUES[base][1], cite=()),),
            place=HERE,
        )
        for base in bases
    ]


def answers(fact: Fact) -> tuple[Known, ...]:
    """Every answer that the tests give: all sets over the members, `none` where the fact allows it."""
    values: tuple[Known, ...] = VALUES[fact.type.base]
    if fact.type.many:
        values = tuple(frozenset(some) for n in range(len(values) + 1) for some in combinations(values, n))  # type: ignore[arg-type]
    return (*values, State.NONE) if fact.type.nullable else values


def more_answers(fact: Fact) -> tuple[Known, ...]:
    """And those on both sides of each."""
    steps = {"integer": 1, "decimal": 1, "percent": 1, "duration": timedelta(hours=1), "date": timedelta(days=1)}
    if fact.type.many or fact.type.base not in {*steps, "money"}:
        return answers(fact)
    given = [*answers(fact), *(one for parameter in parameters() for one in [parameter.values[0].value])]
    same = [one for one in given if type(one) is type(answers(fact)[0])]
    if fact.type.base == "money":
        near = [Money(one.amount + step, one.currency) for one in same for step in (-1, 1)]
        return (*answers(fact), *near, *(Money(Decimal(n), "EUR") for n in (49, 50, 51, 124, 126)))
    step = steps[fact.type.base]
    return (*answers(fact), *same, *(one + step for one in same), *(one - step for one in same))


class Writer:
    """Writes random conditions over some facts.  terms, rules: what they may refer to."""

    def __init__(self, random: Random, facts: Mapping[str, Fact], given: list[Parameter]) -> None:
        self.random = random
        self.facts = facts
        self.parameters = given
        self.terms: list[str] = []
        self.rules: list[str] = []

    def condition(self, depth: int = 3) -> Condition:
        if depth == 0 or self.random.random() < 0.3:
            return self._atom()
        match self.random.choice(("all", "any", "not", "at least", "choice")):
            case "all":
                return All(self._parts(depth))
            case "any":
                return AnyOf(self._parts(depth))
            case "not":
                return Not(self.condition(depth - 1))
            case "choice":
                return Choice(*(self.condition(depth - 1) for _ in range(3)))
            case _:
                parts = self._parts(depth)
                return AtLeast(self.random.randint(1, len(parts)), parts)

    def leaf(self, fact: Fact | None = None, operator: str = "") -> Leaf:
        fact = fact or self.random.choice(list(self.facts.values()))
        allowed = operators_of(fact.type)
        operator = operator or self.random.choice(sorted(allowed))
        operands = tuple(self._operands(allowed[operator], fact.type))
        return self.leaf(fact, operator) if FactValue(fact.id) in operands else Leaf(fact.id, operator, operands)

    def demand(self) -> Demand:
        numbers = [one.id for one in self.facts.values() if one.type.base in NUMERIC and not one.type.many]
        match self.random.choices(("requires", "levels", "ratio"), (6, 2, 2 if numbers else 0))[0]:
            case "levels":
                grades = self.random.sample((0.25, 0.5, 0.75, 1, 1), k=self.random.randint(1, 3))
                return Levels(tuple(Level(when=self.condition(1), credit=Decimal(str(one))) for one in grades))
            case "ratio":
                target = self.random.choice((Decimal(2), "EU.tax/decimal"))
                return Ratio(fact=self.random.choice(numbers), target=target)
            case _:
                return Requirement(self.condition(2))

    def _atom(self) -> Condition:
        match self.random.random():
            case roll if roll < 0.04:
                return Constant(truth(self.random.random() < 0.5))
            case roll if roll < 0.12 and self.terms:
                return Term(self.random.choice(self.terms))
            case roll if roll < 0.18 and self.rules:
                return RuleIs(self.random.choice(self.rules), self.random.choice(("met", "applies")))
        return self.leaf()

    def _parts(self, depth: int) -> tuple[Condition, ...]:
        return tuple(self.condition(depth - 1) for _ in range(self.random.randint(1, 3)))

    def _operands(self, shape: str, kind: FactType) -> Iterator[Operand]:
        match shape:
            case _ if shape == COUNT:
                counts = [one.id for one in self.facts.values() if one.type.base == "integer" and not one.type.many]
                yield (
                    Literal(self.random.randint(0, 3))
                    if self.random.random() < 0.7
                    else FactValue(self.random.choice(counts))
                )
            case _ if shape == FLAG:
                yield Literal(self.random.random() < 0.5)
            case _ if shape == PAIR and kind.base == "money":  # two currencies in one pair are refused
                yield from (Literal(Money(Decimal(self.random.choice((50, 100, 125))), "EUR")) for _ in "ab")
            case _ if shape == PAIR:
                yield from (self._one(kind), self._one(kind))
            case _ if shape == LIST and self.random.random() < 0.2 and (sets := self._sets(kind)):
                yield FactValue(self.random.choice(sets))
            case _ if shape == LIST:
                yield from (self._one(kind) for _ in range(self.random.randint(1, 3)))
            case _:
                yield self._one(kind)

    def _sets(self, kind: FactType) -> list[str]:
        return [one.id for one in self.facts.values() if one.type.many and one.type.base == kind.base]

    def _one(self, kind: FactType) -> Operand:
        family = NUMERIC if kind.base in NUMERIC else {kind.base}
        roll = self.random.random()
        facts = [one.id for one in self.facts.values() if one.type.base in family and not one.type.many]
        named = [one.id for one in self.parameters if one.type.base in family]
        if roll < 0.15 and facts:
            return FactValue(self.random.choice(facts))
        if roll < 0.25 and named:
            return ParameterValue(self.random.choice(named))
        if roll < 0.5 and kind.base == "date":
            return DayOffset(self.random.choice((1, -1)), self.random.choice(("P1D", "P2W", "P1M", "P13M", "P1Y")))
        return Literal(self.random.choice(VALUES[kind.base]))


def a_random_subject(random: Random, facts: Mapping[str, Fact], unknown: float = 0.4) -> Subject:
    """unknown: the share of facts of which nothing is stated; some sets are stated in part."""
    stated: dict[str, Known] = {}
    for fact in facts.values():
        if random.random() < unknown:
            continue
        value = random.choice(answers(fact))
        in_part = isinstance(value, frozenset) and random.random() < 0.3
        stated[fact.id] = PartialSet(value) if in_part else value  # type: ignore[arg-type]
    return a_subject(stated, rates=RATES)


def a_random_library(random: Random) -> Library:
    """Some facts, two terms, and rules of every kind that refer to each other."""
    every = vocabulary()
    names = {"boolean.a", "integer.a", *random.sample(sorted(every), k=5)}
    if "asked.set" in names:
        names.add("asked.flag")
    facts = {ident: every[ident] for ident in sorted(names)}
    writer = Writer(random, facts, parameters())
    terms = {}
    for slug in ("first", "second"):
        terms[f"EU.tax/{slug}"] = writer.condition(2)
        writer.terms.append(f"EU.tax/{slug}")
    rules = []
    for n in range(8):
        domain = random.choice(("tax", "labour", "culture-formats"))
        rules.append(
            a_rule(
                f"EU.{domain}.rule-{n}",
                writer.demand(),
                kind=random.choice(("must", "must", "must-not", "should", "may")),
                weight=random.randint(1, 10),
                applies=writer.condition(1) if random.random() < 0.6 else ALWAYS,
                exemptions=[writer.condition(1)] if random.random() < 0.3 else [],
                window=Window(FIRST, FIRST) if random.random() < 0.1 else Window(FIRST),
            )
        )
        writer.rules.append(rules[-1].id)
    return a_library(facts.values(), rules, terms=terms, parameters=parameters(), edges=PLACES_BELOW.items())
