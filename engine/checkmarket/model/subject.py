"""What is judged: the facts of one product, as somebody stated them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from checkmarket.model.document import Place
from checkmarket.model.values import Known, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What backs a fact.

    ref: where to find it; on: its day; expires: the last day it counts; shares: percent of the texts that are there, by
    language, where that was measured.
    """

    kind: str
    ref: str
    on: date
    expires: date | None = None
    shares: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A fact as the product file states it."""

    value: Known
    place: Place | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One unit of `source` is `rate` units of `target`, as published on a day."""

    source: str
    target: str
    rate: Decimal
    on: date
    published_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A product file.

    facts: for every market; markets: what differs in one market, by jurisdiction; place: None where it is no file.
    """

    id: str
    title: str = ""
    facts: Mapping[str, Stated] = field(default_factory=dict)
    markets: Mapping[str, Mapping[str, Stated]] = field(default_factory=dict)
    rates: tuple[Rate, ...] = ()
    place: Place | None = field(default=None, compare=False)

    def stated(self, fact: str, chain: tuple[str, ...]) -> Known:
        """The value stated for the nearest of the markets in the chain, else for the product, else UNKNOWN."""
        for market in chain:
            here = self.markets.get(market)
            if here is not None and fact in here:
                return here[fact].value
        found = self.facts.get(fact)
        return State.UNKNOWN if found is None else found.value

    def places(self, chain: tuple[str, ...]) -> dict[str, Place]:
        """Where each fact that counts in the first market of the chain is stated."""
        nearest_last = [self.facts, *(self.markets.get(market, {}) for market in reversed(chain))]
        return {fact: one.place for facts in nearest_last for fact, one in facts.items() if one.place}

    def with_fact(self, fact: str, value: Known) -> Subject:
        """The same subject with one fact restated for every market."""
        return self.changed(fact, lambda _: value)

    def changed(self, fact: str, change: Callable[[Known], Known]) -> Subject:
        """The same subject with one fact changed wherever it is stated, and stated for the product if it was not."""
        before = self.facts.get(fact)
        stated = Stated(value=change(State.UNKNOWN if before is None else before.value))
        markets = {
            market: {**facts, fact: Stated(value=change(facts[fact].value))} if fact in facts else facts
            for market, facts in self.markets.items()
        }
        return replace(self, facts={**self.facts, fact: stated}, markets=markets)
