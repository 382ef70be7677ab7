"""Truth follows the tables of strong Kleene logic: Kleene 1952, section 64."""

from __future__ import annotations

from itertools import product

import pytest

from checkmarket.model.truth import Truth, at_least, truth

F, U, T = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
ALL = (F, U, T)

AND = {(F, F): F, (F, U): F, (F, T): F, (U, F): F, (U, U): U, (U, T): U, (T, F): F, (T, U): U, (T, T): T}
OR = {(F, F): F, (F, U): U, (F, T): T, (U, F): U, (U, U): U, (U, T): T, (T, F): T, (T, U): T, (T, T): T}
NOT = {F: T, U: U, T: F}

pairs = pytest.mark.parametrize(("a", "b"), list(product(ALL, repeat=2)), ids=lambda one: one.name)


@pairs
def test_and_is_the_lower(a: Truth, b: Truth) -> None:
    assert (a & b) is AND[a, b]


@pairs
def test_or_is_the_higher(a: Truth, b: Truth) -> None:
    assert (a | b) is OR[a, b]


@pairs
def test_de_morgan(a: Truth, b: Truth) -> None:
    assert ~(a & b) is (~a | ~b)
    assert ~(a | b) is (~a & ~b)


@pytest.mark.parametrize("a", ALL, ids=lambda one: one.name)
def test_not_turns_the_order_round(a: Truth) -> None:
    assert ~a is NOT[a]
    assert ~~a is a


@pytest.mark.parametrize(("a", "b", "c"), list(product(ALL, repeat=3)))
def test_and_and_or_are_a_distributive_lattice(a: Truth, b: Truth, c: Truth) -> None:
    assert (a & b & c) is (a & (b & c))
    assert (a | b | c) is (a | (b | c))
    assert (a & (b | c)) is (a & b | a & c)
    assert (a | (b & c)) is ((a | b) & (a | c))
    assert (a & (a | b)) is (a | (a & b)) is a


@pytest.mark.parametrize("parts", [parts for n in range(5) for parts in product(ALL, repeat=n)])
def test_at_least_is_what_all_completions_agree_on(parts: tuple[Truth, ...]) -> None:
    """Every part stands for a question of its own, so the completions decide: all true, all false, or it depends."""
    completions = list(product(*([(F, T) if one is U else (one,) for one in parts])))
    for needed in range(len(parts) + 2):
        outcomes = {sum(one is T for one in completion) >= needed for completion in completions}
        expected = U if len(outcomes) > 1 else truth(outcomes.pop())
        assert at_least(needed, list(parts)) is expected


@pytest.mark.parametrize("parts", [parts for n in range(1, 4) for parts in product(ALL, repeat=n)])
def test_at_least_one_is_or_and_at_least_all_is_and(parts: tuple[Truth, ...]) -> None:
    assert at_least(1, list(parts)) is max(parts, key=lambda one: one.value)
    assert at_least(len(parts), list(parts)) is min(parts, key=lambda one: one.value)


@pytest.mark.parametrize("a", ALL, ids=lambda one: one.name)
@pytest.mark.parametrize(
    "asks_for_a_bool",
    [bool, lambda a: not a, lambda a: a and True, lambda a: a or True, lambda a: all([a]), lambda a: 1 if a else 0],
    ids=["bool", "not", "and", "or", "all", "if"],
)
def test_a_truth_is_no_bool(a: Truth, asks_for_a_bool) -> None:
    with pytest.raises(TypeError, match=r"^a Truth is not a bool: compare it with Truth\.TRUE or Truth\.FALSE$"):
        asks_for_a_bool(a)
