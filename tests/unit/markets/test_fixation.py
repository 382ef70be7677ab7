"""CFst over answers: the worked number, brute force, and what is not known."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.markets.fixation import _pairwise, compare_answers, cultural_fst
from checkmarket.markets.indicators import AnswerTable


def table_of(shares: dict[str, dict[str, dict[str, float]]]) -> AnswerTable:
    return AnswerTable(name="Asked", year="2022", shares=shares)


def test_a_third_against_two_thirds() -> None:
    assert round(cultural_fst({"yes": 1 / 3, "no": 2 / 3}, {"yes": 2 / 3, "no": 1 / 3}) or 0, 3) == 0.111


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_two_answers_give_the_variance_between_over_the_variance_in_all(p: float, q: float) -> None:
    """Bell, Richerson and McElreath: Σ (p_i − p̄)² / 2 over p̄ (1 − p̄)."""
    mean = (p + q) / 2
    expected = ((p - mean) ** 2 + (q - mean) ** 2) / 2 / (mean * (1 - mean))
    assert cultural_fst({"yes": p, "no": 1 - p}, {"yes": q, "no": 1 - q}) == pytest.approx(expected, abs=1e-12)


counts = st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any)


@given(counts, counts)
def test_brute_force_over_all_pairs_of_people_agrees(one: list[int], other: list[int]) -> None:
    """H is how often two people, drawn with return, answer differently."""

    def differing(left: list[float], right: list[float]) -> float:
        return sum(x * y for (i, x), (j, y) in itertools.product(enumerate(left), enumerate(right)) if i != j)

    a, b = ([x / sum(group) for x in group] for group in (one, other))
    all_of = [(x + y) / 2 for x, y in zip(a, b, strict=True)]
    total, within = differing(all_of, all_of), (differing(a, a) + differing(b, b)) / 2
    found = cultural_fst(dict(zip("abc", a, strict=True)), dict(zip("abc", b, strict=True)))
    assert found == (None if total < 1e-12 else pytest.approx((total - within) / total, abs=1e-9))


@given(st.lists(counts, min_size=2, max_size=5))
def test_all_pairs_at_once_are_the_pairs_one_by_one(groups: list[list[int]]) -> None:
    shares = [dict(zip("abc", [x / sum(group) for x in group], strict=True)) for group in groups]
    matrix = _pairwise(shares)
    for i, j in itertools.combinations(range(len(groups)), 2):
        expected = cultural_fst(shares[i], shares[j])
        assert (expected is None) == (matrix[i, j] != matrix[i, j])
        assert expected is None or matrix[i, j] == pytest.approx(expected, abs=1e-9)


def test_an_answer_nobody_gave_need_not_be_listed() -> None:
    assert cultural_fst({"yes": 1.0}, {"no": 1.0}) == pytest.approx(1)
    assert cultural_fst({"yes": 0.5, "no": 0.5}, {"yes": 1.0}) == cultural_fst(
        {"yes": 0.5, "no": 0.5}, {"yes": 1.0, "no": 0.0}
    )


THREE = table_of(
    {
        "DE": {"a": {"y": 0.2, "n": 0.8}, "b": {"y": 0.5, "n": 0.5}, "d": {"y": 1.0}},
        "FR": {"a": {"y": 0.6, "n": 0.4}, "d": {"y": 1.0}},
        "JP": {"a": {"y": 0.9, "n": 0.1}, "b": {"y": 0.1, "n": 0.9}, "d": {"y": 0.5, "n": 0.5}},
    }
)


def test_the_value_is_the_mean_over_the_questions_both_were_asked() -> None:
    found = compare_answers(THREE, "DE", "JP")
    each = [cultural_fst(THREE.shares["DE"][q], THREE.shares["JP"][q]) or 0 for q in "abd"]
    assert found.value == pytest.approx(sum(each) / 3)
    assert found.used == ("a", "b", "d")


def test_what_was_not_asked_and_what_does_not_differ_is_named() -> None:
    found = compare_answers(THREE, "DE", "FR")
    assert found.used == ("a",)
    assert found.unused == (
        ("b", "not answered in FR"),
        ("d", "everybody in both countries gave the same answer"),
    )
    assert compare_answers(THREE, "DE", "FR", pairs="all-known").reason == "b: not answered in FR"


def test_similarity_ranks_the_pair_among_all_pairs() -> None:
    assert compare_answers(THREE, "DE", "JP").similarity is None  # only these two answered all three questions
    assert compare_answers(THREE, "FR", "JP").similarity == pytest.approx(200 / 3)  # over a and d
    assert compare_answers(THREE, "DE", "FR").similarity == pytest.approx(200 / 3)  # over a


def test_a_missing_country_is_unknown() -> None:
    found = compare_answers(THREE, "DE", "US")
    assert (found.value, found.reason) == (None, "US is not in the table")
    assert found.evidence == "cfst of DE and US by Asked (2022): unknown, US is not in the table"


def test_no_question_in_common_is_unknown() -> None:
    found = compare_answers(table_of({"DE": {"a": {"y": 1.0}}, "FR": {"b": {"y": 1.0}}}), "DE", "FR")
    assert found.reason == "no question can be used: not answered in FR"
