"""Wider and narrower are told only where they are true: the wider condition holds whenever the other does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.authoring.comparer.relations import Comparison, Relation
from checkmarket.compiler import plan
from checkmarket.compiler.operators import operators_of
from checkmarket.evaluator import evaluate
from checkmarket.model.conditions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    AtLeast,
    Choice,
    Condition,
    DayOffset,
    FactValue,
    Leaf,
    Literal,
    Not,
    ParameterValue,
    Term,
)
from checkmarket.model.findings import Status
from checkmarket.model.library import Library
from checkmarket.model.values import Money
from tests.support.law import TODAY, a_fact, a_library, a_rule, is_
from tests.support.random_law import VALUES, Writer, a_random_subject, parameters, vocabulary

SAME, WIDER, NARROWER, OTHER = Relation.SAME, Relation.WIDER, Relation.NARROWER, Relation.OTHER
_RANK = {Status.FAIL: 0, Status.UNKNOWN: 1, Status.PASS: 2}
_NEIGHBOURS = {
    "at_least": "more_than",
    "more_than": "at_least",
    "at_most": "less_than",
    "less_than": "at_most",
    "before": "on_or_before",
    "on_or_after": "after",
    "includes": "includes_all_of",
    "is": "is_one_of",
    "is_one_of": "is",
    "includes_any_of": "includes_all_of",
    "is_none_of": "is_not",
}


def a_library_with(condition: Condition, numbers: int, term: Condition) -> Library:
    facts = vocabulary()
    given = [
        replace(one, values=tuple(replace(dated, value=dated.value + numbers) for dated in one.values))  # type: ignore[operator]
        if one.type.base in ("integer", "decimal")
        else one
        for one in parameters()
    ]
    return a_library(facts.values(), [a_rule("EU.tax.one", condition)], terms={"EU.tax/term": term}, parameters=given)


@settings(max_examples=200)
@given(st.integers(0, 1_000_000))
def test_what_is_told_is_true(seed: int) -> None:
    random = Random(seed)
    writer = Writer(random, vocabulary(), parameters())
    writer.terms = ["EU.tax/term"]
    old, term = writer.condition(2), writer.leaf()
    new = nudged(old, random, writer)
    before = a_library_with(old, 0, term)
    after = a_library_with(new, random.choice((0, 0, 1, -1)), nudged(term, random, writer) if seed % 3 == 0 else term)
    relation = Comparison(before, after).conditions(old, new)
    if relation is OTHER:
        return
    plans = [plan(one, "EU", TODAY) for one in (before, after)]
    for _ in range(6):
        subject = a_random_subject(random, vocabulary(), unknown=0.3)
        ranks = []
        for library, law in zip((before, after), plans, strict=True):
            (found,) = evaluate(library, law, subject)
            ranks.append(_RANK[found.status])
        allowed = {SAME: ranks[0] == ranks[1], WIDER: ranks[0] <= ranks[1], NARROWER: ranks[0] >= ranks[1]}
        assert allowed[relation], (relation, ranks)


def nudged(condition: Condition, random: Random, writer: Writer) -> Condition:
    """A condition a little different: a clause more or less, another number, another list, another operator."""
    match condition:
        case All(parts) | AnyOf(parts) if random.random() < 0.6:
            return type(condition)(tuple(_with_other_parts(parts, random, writer)))  # type: ignore[call-arg]
        case AtLeast(needed, parts) if len(parts) > 1:
            less = max(1, needed - 1)
            return random.choice([AtLeast(less, parts), AtLeast(needed, (*parts, writer.leaf()))])
        case Not(part):
            return Not(nudged(part, random, writer))
        case Choice(when, then, otherwise):
            return Choice(when, nudged(then, random, writer), otherwise)
        case Leaf():
            return _leaf(condition, random)
        case _:
            return random.choice([condition, All((condition, writer.leaf())), AnyOf((condition, writer.leaf()))])


def _with_other_parts(parts: tuple[Condition, ...], random: Random, writer: Writer) -> Iterator[Condition]:
    kept = [nudged(one, random, writer) if random.random() < 0.4 else one for one in parts]
    random.shuffle(kept)
    yield from kept[: random.choice((len(kept), max(1, len(kept) - 1)))]
    if random.random() < 0.4:
        yield writer.leaf()


def _leaf(leaf: Leaf, random: Random) -> Leaf:
    base = vocabulary()[leaf.fact].type.base
    more = Literal(random.choice(VALUES[base]))
    single = len(leaf.operands) == 1
    choices = [replace(leaf, operands=(more,))] if single and not leaf.operator.startswith(("count", "is_")) else []
    if leaf.operator in (
        "is_one_of",
        "is_none_of",
        "includes_any_of",
        "includes_all_of",
        "includes_any_in",
        "includes_none_in",
    ):
        choices.append(replace(leaf, operands=(*leaf.operands, more)))
    if (
        _NEIGHBOURS.get(leaf.operator) in operators_of(vocabulary()[leaf.fact].type)
        and single
        and not isinstance(leaf.operands[0], FactValue)
    ):
        choices.append(replace(leaf, operator=_NEIGHBOURS[leaf.operator]))
    return random.choice(choices or [leaf])


def number(operator: str, *values: object) -> Leaf:
    return Leaf("n.n", operator, tuple(Literal(one) for one in values))  # type: ignore[arg-type]


A, B, C = (is_(f"s.{name}", True) for name in "abc")
TABLE: dict[str, tuple[Condition, Condition, Relation]] = {
    "a higher floor": (number("at_least", 5), number("at_least", 6), NARROWER),
    "a lower floor": (number("at_least", 5), number("at_least", 4), WIDER),
    "a floor that is left out": (number("at_least", 5), number("more_than", 5), NARROWER),
    "a higher ceiling": (number("at_most", 5), number("at_most", 6), WIDER),
    "a ceiling that is let in": (number("less_than", 5), number("at_most", 5), WIDER),
    "a range that grows at both ends": (number("between", 2, 5), number("between", 1, 6), WIDER),
    "a range that moves": (number("between", 2, 5), number("between", 3, 6), OTHER),
    "a range without its floor": (number("between", 2, 5), number("at_most", 5), WIDER),
    "a floor for a ceiling": (number("at_least", 5), number("at_most", 5), OTHER),
    "another currency": (
        Leaf("m.m", "at_least", (Literal(Money(Decimal(5), "EUR")),)),
        Leaf("m.m", "at_least", (Literal(Money(Decimal(6), "USD")),)),
        OTHER,
    ),
    "more money": (
        Leaf("m.m", "at_least", (Literal(Money(Decimal(5), "EUR")),)),
        Leaf("m.m", "at_least", (Literal(Money(Decimal(6), "EUR")),)),
        NARROWER,
    ),
    "a longer list to be one of": (
        Leaf("e.e", "is_one_of", (Literal("x"),)),
        Leaf("e.e", "is_one_of", (Literal("y"), Literal("x"))),
        WIDER,
    ),
    "a longer list to be none of": (
        Leaf("e.e", "is_not", (Literal("x"),)),
        Leaf("e.e", "is_none_of", (Literal("y"), Literal("x"))),
        NARROWER,
    ),
    "more to include": (
        Leaf("z.z", "includes", (Literal("x"),)),
        Leaf("z.z", "includes_all_of", (Literal("x"), Literal("y"))),
        NARROWER,
    ),
    "more that will do": (
        Leaf("z.z", "includes", (Literal("x"),)),
        Leaf("z.z", "includes_any_of", (Literal("x"), Literal("y"))),
        WIDER,
    ),
    "a list with another member": (
        Leaf("e.e", "is_one_of", (Literal("x"),)),
        Leaf("e.e", "is_one_of", (Literal("y"),)),
        OTHER,
    ),
    "more places to be in": (
        Leaf("p.p", "includes_any_in", (Literal("DE"),)),
        Leaf("p.p", "includes_any_in", (Literal("DE"), Literal("FR"))),
        WIDER,
    ),
    "more places to be out of": (
        Leaf("p.p", "includes_none_in", (Literal("DE"),)),
        Leaf("p.p", "includes_none_in", (Literal("DE"), Literal("FR"))),
        NARROWER,
    ),
    "more to be a part of": (
        Leaf("z.z", "is_subset_of", (Literal("x"),)),
        Leaf("z.z", "is_subset_of", (Literal("x"), Literal("y"))),
        WIDER,
    ),
    "the opposite": (A, is_("s.a", False), OTHER),
    "a clause more": (A, All((A, B)), NARROWER),
    "a clause less": (All((A, B)), B, WIDER),
    "a clause for another": (All((A, B)), All((A, C)), OTHER),
    "clauses in another order": (All((A, B)), All((B, A)), SAME),
    "another way": (AnyOf((A, B)), AnyOf((A, B, C)), WIDER),
    "one way less": (AnyOf((A, B)), A, NARROWER),
    "the negation of a clause more": (Not(All((A, B))), Not(All((A, B, C))), WIDER),
    "fewer needed": (AtLeast(2, (A, B, C)), AtLeast(1, (A, B, C)), WIDER),
    "more to choose from": (AtLeast(2, (A, B)), AtLeast(2, (A, B, C)), WIDER),
    "fewer needed of fewer": (AtLeast(2, (A, B, C)), AtLeast(1, (A, B)), OTHER),
    "any for all": (All((A, B)), AnyOf((A, B)), WIDER),
    "everybody": (A, ALWAYS, WIDER),
    "nobody": (A, NEVER, NARROWER),
    "somebody at last": (NEVER, A, WIDER),
    "a name for the same": (A, Term("EU.tax/a"), SAME),
    "another day that moves": (
        Leaf("d.d", "before", (DayOffset(1, "P1M"),)),
        Leaf("d.d", "before", (DayOffset(1, "P2M"),)),
        OTHER,
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), TABLE.values(), ids=TABLE.keys())
def test_the_shapes_it_knows(old: Condition, new: Condition, expected: Relation) -> None:
    facts = [
        a_fact("n.n", "integer"),
        a_fact("m.m", "money"),
        a_fact("d.d", "date"),
        a_fact("e.e", "enum", values="xy"),
    ]
    facts += [a_fact("z.z", "enum", many=True, values="xy"), *(a_fact(f"s.{name}") for name in "abc")]
    facts.append(a_fact("p.p", "jurisdiction", many=True))
    library = a_library(facts, terms={"EU.tax/a": A})
    comparison = Comparison(library, library)
    assert comparison.conditions(old, new) is expected
    assert comparison.conditions(new, old) is expected.flipped()


def test_a_number_of_the_law_moves_what_is_compared_with_it() -> None:
    (given,) = [one for one in parameters() if one.id == "EU.tax/integer"]
    leaf = Leaf("n.n", "at_least", (ParameterValue("EU.tax/integer"),))
    libraries = {
        value: a_library([a_fact("n.n", "integer")], parameters=[replace(given, values=values)])
        for value, values in {
            "before": given.values,
            "higher": (replace(given.values[0], value=9),),
            "higher later": (*given.values, replace(given.values[0], first=date(2030, 1, 1), value=9)),
            "now here, now there": (
                replace(given.values[0], value=9), replace(given.values[0], first=date(2030, 1, 1), value=0)
            ),
        }.items()
    }  # fmt: skip
    found = {name: Comparison(libraries["before"], one).conditions(leaf, leaf) for name, one in libraries.items()}
    assert found == {"before": SAME, "higher": NARROWER, "higher later": NARROWER, "now here, now there": OTHER}
