"""Shares, people, and what differs among the members of a group, in words."""

from __future__ import annotations

import pytest

from checkmarket.markets.spread import Held
from checkmarket.reporters.markets.words import people_in_words, percent_in_words, several, spread_in_words

WORDS = {"a": "apples", "b": "pears", "c": "plums"}


def held(value: str, *where: str) -> Held[str]:
    return Held(value=value, where=where)


@pytest.mark.parametrize(
    ("found", "total", "wanted"),
    [
        ((), 3, "unknown"),
        ((held("a", "DE", "FR", "IT"),), 3, "apples"),
        ((held("a", "DE"),), 1, "apples"),
        ((held("a", "DE", "FR", "IT", "ES"), held("b", "PT")), 5, "apples in 4 of 5; pears in PT"),
        ((held("a", "DE"), held("b", "FR")), 3, "apples in DE; pears in FR; unknown in 1"),
        ((held("a", "DE"),), 2, "apples in DE; unknown in 1"),
        ((held("a", "DE"), held("b", "FR"), held("c", "IT")), 3, "apples in DE; pears in FR; and 1 more"),
    ],
)
def test_a_spread_says_what_holds_where(found: tuple[Held[str], ...], total: int, wanted: str) -> None:
    assert spread_in_words(found, WORDS, total, shown=2) == wanted


@pytest.mark.parametrize(
    ("share", "wanted"),
    [
        (None, "unknown"),
        (0, "< 0.1 %"),
        (0.05, "< 0.1 %"),
        (0.14, "0.1 %"),
        (3.0, "3 %"),
        (3.24, "3.2 %"),
        (9.96, "10 %"),
        (45.92, "46 %"),
        (100, "100 %"),
    ],
)
def test_a_share_is_precise_where_it_is_small(share: float | None, wanted: str) -> None:
    assert percent_in_words(share) == wanted


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (None, "number of people unknown"),
        (300, "300 people"),
        (644_426, "644,426 people"),
        (9_000_000, "9 million people"),
        (36_544_400, "36.5 million people"),
        (451_815_304, "452 million people"),
        (1_409_130_000, "1,409 million people"),
    ],
)
def test_people_are_counted_in_millions(number: int | None, wanted: str) -> None:
    assert people_in_words(number) == wanted


def test_a_list_of_words() -> None:
    assert (several(["a"]), several(["a", "b"]), several(["a", "b", "c"])) == ("a", "a and b", "a, b and c")
