"""A fact is looked up at the market, then at its ancestors, then for the product."""

from __future__ import annotations

import pytest

from checkmarket.model.subject import Stated, Subject
from checkmarket.model.values import Known, State

F = "x.count"


def subject(product: Known | None = None, **markets: Known) -> Subject:
    stated = {} if product is None else {F: Stated(value=product)}
    by_market = {place.replace("_", "-"): {F: Stated(value=value)} for place, value in markets.items()}
    return Subject(id="s", facts=stated, markets=by_market)


BAVARIA = ("DE-BY", "DE", "EU")
LOOKED_UP = {
    "nobody said": (subject(), State.UNKNOWN),
    "said for the product": (subject(1), 1),
    "said for the Union": (subject(1, EU=2), 2),
    "said for the state and the Union": (subject(1, EU=2, DE=3), 3),
    "said for the market itself": (subject(1, EU=2, DE=3, DE_BY=4), 4),
    "said for another market": (subject(1, FR=5), 1),
    "known to be none in the market": (subject(1, DE=State.NONE), State.NONE),
    "said to be unknown in the market": (subject(1, DE=State.UNKNOWN), State.UNKNOWN),
}


@pytest.mark.parametrize(("one", "expected"), LOOKED_UP.values(), ids=LOOKED_UP.keys())
def test_the_nearest_statement_counts(one: Subject, expected: Known) -> None:
    assert one.stated(F, BAVARIA) == expected


def test_the_order_of_the_chain_decides() -> None:
    assert subject(EU=2, DE=3).stated(F, ("EU", "DE")) == 2


def test_a_fact_restated_holds_in_every_market() -> None:
    one = subject(1, DE=3)
    assert one.with_fact(F, 9).stated(F, BAVARIA) == 9
    assert one.with_fact(F, 9).stated(F, ()) == 9
    assert one.stated(F, BAVARIA) == 3  # the first one is as it was
    assert subject().with_fact(F, 9).stated(F, BAVARIA) == 9


def test_a_change_starts_from_what_each_market_has() -> None:
    def one_more(value: Known) -> Known:
        return 100 if isinstance(value, State) else value + 1

    found = subject(DE=3, FR=State.UNKNOWN).changed(F, one_more)
    assert [found.stated(F, (place,)) for place in ("DE", "FR", "ES")] == [4, 100, 100]
