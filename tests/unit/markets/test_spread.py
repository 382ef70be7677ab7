"""What holds in which members of a group."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checkmarket.markets.spread import spread
from tests.laws.test_people_served import territory

people = st.lists(st.tuples(st.integers(1, 1000), st.sampled_from(["a", "b", "c", None])), max_size=8)


@given(people)
def test_every_known_member_stands_once_and_the_value_of_most_people_first(
    members: list[tuple[int, str | None]],
) -> None:
    countries = [replace(territory(f"A{n}", {}), population=number) for n, (number, _) in enumerate(members)]
    values = {one.code: value for one, (_, value) in zip(countries, members, strict=True)}
    numbers = {one.code: one.population for one in countries}
    found = spread(countries, lambda one: values[one.code])
    assert sorted(code for held in found for code in held.where) == sorted(
        c for c, v in values.items() if v is not None
    )
    assert all(values[code] == held.value for held in found for code in held.where)
    weights = [sum(numbers[code] for code in held.where) for held in found]
    assert weights == sorted(weights, reverse=True)
    for held in found:
        assert [numbers[code] for code in held.where] == sorted((numbers[code] for code in held.where), reverse=True)
