"""What the law says of itself."""

from __future__ import annotations

from decimal import Decimal

from checkmarket.model.law import Penalty, Sanction
from checkmarket.model.values import Money


def test_a_penalty_in_words() -> None:
    amount = Sanction(amount=Money(Decimal(1000), "EUR"))
    share = Sanction(percent=Decimal(2), of="company.worldwide_turnover")
    assert Penalty(how="text", text="As the state says.").in_words() == "As the state says."
    assert Penalty(how="highest_of", sanctions=(amount,)).in_words() == "up to EUR 1,000"
    both = "up to EUR 1,000 or 2 % of worldwide turnover, whichever is"
    assert Penalty(how="highest_of", sanctions=(amount, share)).in_words() == f"{both} higher"
    assert Penalty(how="lowest_of", sanctions=(amount, share)).in_words() == f"{both} lower"
