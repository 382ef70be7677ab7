"""How a fact is seen from a market: where it is stated, whether it is asked, and what money is worth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.model.conditions import Condition, Leaf, Literal
from checkmarket.model.findings import Finding, Status
from checkmarket.model.subject import Rate, Stated, Subject
from checkmarket.model.values import Known, Money
from checkmarket.model.vocabulary import Fact
from tests.support.law import TODAY, a_fact, a_library, a_rule, a_subject, is_

T, F, U = Status.PASS, Status.FAIL, Status.UNKNOWN
MONEY = a_fact("x.price", "money")


def judged(condition: Condition, subject: Subject, *facts: Fact, market: str = "DE") -> Finding:
    library = a_library(facts, [a_rule("EU.tax.one", condition)], edges=[("DE", "EU")])
    return evaluate(library, plan(library, market, TODAY), subject)[0]


# markets


@pytest.mark.parametrize(("market", "expected"), [("DE", F), ("EU", T)])
def test_a_market_sees_its_own_fact_first(market: str, expected: Status) -> None:
    subject = a_subject({"x.a": True}, markets={"DE": {"x.a": Stated(value=False)}})
    assert judged(is_("x.a", True), subject, a_fact("x.a"), market=market).status is expected


def test_a_market_sees_what_is_stated_for_its_ancestor() -> None:
    subject = a_subject({"x.a": False}, markets={"EU": {"x.a": Stated(value=True)}})
    assert judged(is_("x.a", True), subject, a_fact("x.a")).status is T


# questions that do not arise

SELLS = a_fact("x.sells")
REFUNDS = a_fact("x.refunds", asked_if=is_("x.sells", True), otherwise=True)
RETURNS = a_fact("x.returns", asked_if=is_("x.sells", True))
DAYS = a_fact("x.days", "integer", asked_if=is_("x.refunds", True))
ASKED: list[tuple[str, str, dict[str, Known], Status, tuple[str, ...]]] = [
    ("asked and answered", "x.refunds", {"x.sells": True, "x.refunds": False}, F, ()),
    ("asked and not answered", "x.refunds", {"x.sells": True}, U, ("x.refunds",)),
    ("not asked: the value for that case", "x.refunds", {"x.sells": False}, T, ()),
    ("not asked, and answered all the same", "x.refunds", {"x.sells": False, "x.refunds": False}, F, ()),
    ("perhaps asked: first whether", "x.refunds", {}, U, ("x.sells", "x.refunds")),
    ("perhaps asked, and answered", "x.refunds", {"x.refunds": True}, T, ()),
    ("not asked, and no value for that case", "x.returns", {"x.sells": False}, U, ("x.returns",)),
]


@pytest.mark.parametrize(
    ("fact", "facts", "expected", "missing"), [one[1:] for one in ASKED], ids=[one[0] for one in ASKED]
)
def test_whether_a_question_arises(
    fact: str, facts: dict[str, Known], expected: Status, missing: tuple[str, ...]
) -> None:
    finding = judged(is_(fact, True), a_subject(facts), SELLS, REFUNDS, RETURNS)
    assert (finding.status, finding.missing_facts) == (expected, missing)


def test_a_question_behind_a_question_behind_a_question() -> None:
    """Unanswered, all three are open; where nothing is sold, refunds are as good as given."""
    leaf = Leaf("x.days", "at_least", (Literal(14),))
    assert judged(leaf, a_subject({}), SELLS, REFUNDS, DAYS).missing_facts == ("x.sells", "x.refunds", "x.days")
    assert judged(leaf, a_subject({"x.sells": False}), SELLS, REFUNDS, DAYS).missing_facts == ("x.days",)


# money


def rate(source: str, target: str, units: str) -> Rate:
    return Rate(source=source, target=target, rate=Decimal(units), on=TODAY, published_by="a bank")


def money(amount: str, currency: str) -> Money:
    return Money(Decimal(amount), currency)


EXCHANGED = [
    ("one currency needs no rate", money("100", "EUR"), (), T),
    ("a rate to the other currency", money("125", "USD"), (rate("USD", "EUR", "0.8"),), T),
    ("just below, by that rate", money("124.99", "USD"), (rate("USD", "EUR", "0.8"),), F),
    ("the rate the other way round", money("125", "USD"), (rate("EUR", "USD", "1.25"),), T),
    ("just below, the other way round", money("124.99", "USD"), (rate("EUR", "USD", "1.25"),), F),
    ("no rate", money("125", "USD"), (), U),
    ("rates of other currencies", money("125", "USD"), (rate("USD", "CHF", "1"), rate("CHF", "EUR", "1")), U),
    ("the first of two rates", money("125", "USD"), (rate("USD", "EUR", "0.8"), rate("USD", "EUR", "0.1")), T),
]


@pytest.mark.parametrize(
    ("stated", "rates", "expected"), [one[1:] for one in EXCHANGED], ids=[one[0] for one in EXCHANGED]
)
def test_money_is_compared_at_a_stated_rate(stated: Money, rates: tuple[Rate, ...], expected: Status) -> None:
    leaf = Leaf("x.price", "at_least", (Literal(money("100", "EUR")),))
    assert judged(leaf, a_subject({"x.price": stated}, rates=rates), MONEY).status is expected


def test_money_without_a_rate_says_so() -> None:
    leaf = Leaf("x.price", "at_least", (Literal(money("100", "EUR")),))
    finding = judged(leaf, a_subject({"x.price": money("125", "USD")}), MONEY)
    assert [one.needs for one in finding.because] == ["at least EUR 100 (no exchange rate is stated)"]
    assert finding.missing_facts == ("x.price",)
