"""The answers that are tried are enough: whatever else somebody could answer, the leaves would come out as for one."""

from __future__ import annotations

from random import Random

import pytest

from checkmarket.authoring.mutator.answers import answers
from checkmarket.compiler import plan
from checkmarket.evaluator import read_leaves
from checkmarket.model.conditions import FactValue, Leaf, Literal
from checkmarket.model.library import Library, Plan
from checkmarket.model.truth import Truth
from checkmarket.model.values import Known, State
from tests.support.law import TODAY, a_fact, a_library, a_subject
from tests.support.random_law import PLACES_BELOW, Writer, more_answers, parameters, vocabulary

FACTS = vocabulary()


@pytest.fixture(scope="module")
def library() -> Library:
    return a_library(FACTS.values(), parameters=parameters(), edges=PLACES_BELOW.items())


@pytest.fixture(scope="module")
def law(library: Library) -> Plan:
    return plan(library, "EU", TODAY)


def truths(library: Library, law: Plan, fact: str, value: Known, leaves: list[Leaf]) -> tuple[Truth, ...]:
    subject = a_subject({} if value is State.UNKNOWN else {fact: value})
    return tuple(one.truth for one in read_leaves(library, law, subject, leaves))


@pytest.mark.parametrize("ident", sorted(ident for ident in FACTS if not ident.startswith(("asked", "money"))))
def test_no_answer_makes_leaves_come_out_as_none_that_is_tried(ident: str, library: Library, law: Plan) -> None:
    random = Random(ident)
    proven = 0
    for _ in range(15):
        writer = Writer(random, FACTS, parameters())
        leaves = [writer.leaf(FACTS[ident]) for _ in range(random.randint(1, 3))]
        found = answers(FACTS[ident], leaves, library, law)
        if not found.whole:
            continue
        proven += 1
        known = {truths(library, law, ident, value, leaves) for value in found.values}
        assert {truths(library, law, ident, value, leaves) for value in more_answers(FACTS[ident])} <= known
        assert len(known) == len(found.values)
    assert proven or ident.startswith("set.integer")


@pytest.mark.parametrize(
    ("fact", "operator", "operand", "expected"),
    [
        ("boolean.a", "is", True, [True, False]),
        ("integer.a", "at_least", 3, [3, 2]),
        ("integer.a", "is", 3, [3, 2]),
        ("integer.b", "at_most", 3, [3, 4]),
        ("enum.a", "is", "small", ["small", "large"]),
        ("jurisdiction.a", "is", "DE", ["DE-BY", "DE"]),
        ("set.jurisdiction_a", "includes_any_in", "EU", [frozenset(), frozenset({"DE", "EU"})]),
        ("set.enum_a", "includes", "small", [frozenset(), frozenset({"small"})]),
    ],
    ids=lambda one: ",".join(sorted(map(str, one))) if isinstance(one, frozenset) else None,
)
def test_one_answer_is_enough_for_each_way_out(
    fact: str, operator: str, operand: object, expected: list[Known], library: Library, law: Plan
) -> None:
    leaf = Leaf(fact, operator, (Literal(operand),))  # type: ignore[arg-type]
    found = answers(FACTS[fact], [leaf], library, law)
    assert (list(found.values), found.whole) == (expected, True)


def test_facts_compared_with_each_other_prove_nothing(library: Library, law: Plan) -> None:
    leaf = Leaf("integer.a", "at_least", (FactValue("integer.b"),))
    assert not answers(FACTS["integer.a"], [leaf], library, law).whole
    assert not answers(FACTS["integer.b"], [leaf], library, law).whole


def test_answers_stay_within_the_bounds_of_the_fact(law: Plan) -> None:
    fact = a_fact("f.n", "integer", bounds=(0, 5))
    library = a_library([fact])
    leaves = [Leaf("f.n", "at_least", (Literal(0),)), Leaf("f.n", "more_than", (Literal(5),))]
    assert list(answers(fact, leaves, library, law).values) == [0]
