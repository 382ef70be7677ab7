"""How many people the offered languages reach: bounds that no world can break, and that some world attains."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkmarket.model.territories import HourCycle, Speakers, Territories, Territory, people_served

LANGUAGES = ("aa", "bb", "cc")
CLOSE = 1e-9

percents = st.floats(0, 100)
peoples = st.dictionaries(st.sampled_from(LANGUAGES), percents, min_size=1)
offers = st.sets(st.sampled_from(LANGUAGES))


def territory(code: str, percents: dict[str, float], population: int = 100) -> Territory:
    return Territory(
        code=code,
        population=population,
        literacy=100,
        speakers=tuple(
            Speakers(language=tag, base=tag, script="Latn", percent=percent, literacy=100)
            for tag, percent in percents.items()
        ),
        measurement="metric",
        temperature="metric",
        paper="A4",
        calendars=("gregorian",),
        hours=HourCycle(preferred="H", allowed=("H",)),
        hours_by_language={},
        first_day="mon",
        weekend=("sat", "sun"),
        tenders=(),
    )


def table(*territories: Territory) -> Territories:
    return Territories(
        cldr="0", by_code={one.code: one for one in territories}, scripts=dict.fromkeys(LANGUAGES, "Latn")
    )


@given(peoples, offers)
def test_the_bounds_are_ordered_and_as_narrow_as_known(percents: dict[str, float], offered: set[str]) -> None:
    share = people_served(table(territory("AA", percents)), ["AA"], offered)
    assert share is not None
    known = [percents[tag] for tag in offered if tag in percents]
    assert 0 <= share.low <= share.high <= 100
    assert share.low == pytest.approx(max(known, default=0))
    assert share.high == pytest.approx(min(100, sum(known)))


@given(peoples, offers, st.sampled_from(LANGUAGES))
def test_one_more_language_never_reaches_fewer(percents: dict[str, float], offered: set[str], more: str) -> None:
    law = table(territory("AA", percents))
    before, after = people_served(law, ["AA"], offered), people_served(law, ["AA"], offered | {more})
    assert before is not None
    assert after is not None
    assert before.low <= after.low
    assert before.high <= after.high


@given(peoples, offers, st.dictionaries(st.sampled_from(LANGUAGES), st.floats(0, 1)))
def test_half_a_translation_never_reaches_more(
    percents: dict[str, float], offered: set[str], coverage: dict[str, float]
) -> None:
    law = table(territory("AA", percents))
    whole, part = people_served(law, ["AA"], offered), people_served(law, ["AA"], offered, coverage=coverage)
    assert whole is not None
    assert part is not None
    assert part.low <= whole.low
    assert part.high <= whole.high


@pytest.mark.parametrize("counts", list(product(range(5), repeat=3)), ids=str)
def test_every_way_in_which_four_people_can_overlap_lies_between_the_bounds(counts: tuple[int, ...]) -> None:
    """Four people, three languages, any number of speakers of each: try who speaks what in every way."""
    people = range(4)
    percents = {tag: 25.0 * number for tag, number in zip(LANGUAGES, counts, strict=True)}
    share = people_served(table(territory("AA", percents)), ["AA"], LANGUAGES)
    assert share is not None
    worlds = product(*(list(combinations(people, number)) for number in counts))
    served = {25.0 * len(set().union(*speakers)) for speakers in worlds}
    assert (share.low, share.high) == (min(served), max(served))


@given(peoples, peoples, st.integers(1, 10**9), st.integers(1, 10**9), offers)
def test_a_group_lies_between_its_members_by_their_weight(
    one: dict[str, float], other: dict[str, float], few: int, many: int, offered: set[str]
) -> None:
    law = table(territory("AA", one, few), territory("BB", other, many))
    parts = [people_served(law, [code], offered) for code in ("AA", "BB")]
    share = people_served(law, ["AA", "BB"], offered)
    assert share is not None
    assert parts[0] is not None
    assert parts[1] is not None
    assert 0 <= share.low <= share.high <= 100
    for end in ("low", "high"):
        wanted = (few * getattr(parts[0], end) + many * getattr(parts[1], end)) / (few + many)
        assert getattr(share, end) == pytest.approx(wanted, abs=CLOSE)


@given(peoples, offers)
def test_a_group_of_one_is_that_one(percents: dict[str, float], offered: set[str]) -> None:
    law = table(territory("AA", percents, 7), territory("BB", percents, 7))
    one, same = people_served(law, ["AA"], offered), people_served(law, ["AA", "BB"], offered)
    assert one is not None
    assert same is not None
    assert (one.low, one.high) == pytest.approx((same.low, same.high))


@given(offers)
def test_what_is_unknown_is_unknown_and_not_nobody(offered: set[str]) -> None:
    law = table(territory("AA", {"aa": 100}), territory("BB", {}), territory("CC", {"aa": 100}, 0))
    for codes in ([], ["XX"], ["BB"], ["CC"], ["AA", "XX"], ["AA", "BB"], ["AA", "CC"]):
        assert people_served(law, codes, offered) is None
