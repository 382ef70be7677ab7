"""The facts of one subject as one market sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from checkmarket.evaluator.computed import compute
from checkmarket.model.conditions import Condition
from checkmarket.model.library import Plan
from checkmarket.model.subject import Subject
from checkmarket.model.truth import Truth
from checkmarket.model.values import Known, Money, PartialSet, State
from checkmarket.model.vocabulary import Computed, Fact

Judge = Callable[[Condition], tuple[Truth, tuple[str, ...]]]
"""Judges an `asked_if`: its truth, and the unknown facts that could change it."""


class FactView:
    """Looks facts up once and keeps them.  A fact nobody asks for has the value its definition names for that case."""

    def __init__(self, vocabulary: Mapping[str, Fact], subject: Subject, plan: Plan, judge: Judge) -> None:
        self._vocabulary = vocabulary
        self._subject = subject
        self._plan = plan
        self._judge = judge
        self._known: dict[str, tuple[Known, tuple[str, ...]]] = {}

    def value(self, fact: str) -> Known:
        """The value, or UNKNOWN, NONE or NOT_ASKED."""
        return self._look_up(fact)[0]

    def waiting_for(self, fact: str) -> tuple[str, ...]:
        """The facts to ask for before this one is known, itself last; what decides whether it is asked comes first."""
        return self._look_up(fact)[1]

    def convert(self, money: Money, currency: str) -> Decimal | None:
        """The amount in another currency by a rate the product file names, or None where it names none."""
        if money.currency == currency:
            return money.amount
        for rate in self._subject.rates:
            if (rate.source, rate.target) == (money.currency, currency):
                return money.amount * rate.rate
            if (rate.source, rate.target) == (currency, money.currency):
                return money.amount / rate.rate
        return None

    def _look_up(self, fact: str) -> tuple[Known, tuple[str, ...]]:
        found = self._known.get(fact)
        if found is None:
            found = self._known[fact] = self._find(fact)
        return found

    def _find(self, fact: str) -> tuple[Known, tuple[str, ...]]:
        stated = self._subject.stated(fact, self._plan.chain)
        definition = self._vocabulary.get(fact)
        if stated is not State.UNKNOWN or definition is None:
            return stated, (fact,)
        if definition.computed:
            return self._computed(definition.computed, fact)
        if definition.asked_if is None:
            return stated, (fact,)
        asked, first = self._judge(definition.asked_if)
        if asked is Truth.FALSE:
            otherwise = definition.otherwise
            return (State.NOT_ASKED if otherwise is None else otherwise), (fact,)
        return State.UNKNOWN, (*first, fact) if asked is Truth.UNKNOWN else (fact,)

    def _computed(self, computed: Computed, fact: str) -> tuple[Known, tuple[str, ...]]:
        """What follows from the other fact.  Where more of that one could decide, it is asked for first."""
        source, first = self._look_up(computed.of)
        value = compute(computed, source, self._plan)
        is_settled = not isinstance(source, State | PartialSet)
        return value, (fact,) if is_settled else first
