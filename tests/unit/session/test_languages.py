"""The languages of a market and how texts look there, as reports show them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from checkmarket.model.library import Library
from checkmarket.model.report import LanguageUse, MarketResult
from checkmarket.model.subject import Evidence, Stated, Subject
from checkmarket.model.values import Interval, PartialSet
from checkmarket.session import check

DAY = date(2026, 11, 22)
BASE = {
    "offer.markets": frozenset({"FR", "DE"}),
    "offer.audience": "consumers",
    "offer.kinds": frozenset({"web-app"}),
    "offer.goods": False,
    "offer.is_paid": True,
}


def market(library: Library, code: str, **facts: Any) -> MarketResult:
    stated = {**BASE, **{name.replace("__", "."): value for name, value in facts.items()}}
    kept = {name: value if isinstance(value, Stated) else Stated(value=value) for name, value in stated.items()}
    return check(library, Subject(id="p", facts=kept), code, as_of=DAY, members="none").markets[0]


def use(result: MarketResult, language: str) -> LanguageUse:
    return next(one for one in result.languages if one.language == language)


def test_what_the_law_asks_for_stands_first_with_the_rules_that_ask(shipped: Library) -> None:
    result = market(shipped, "FR", locale__interface_languages=frozenset({"en"}))
    first = result.languages[0]
    assert first.language == "fr"
    assert "FR.language.french-for-consumers" in first.required["terms"]
    assert (first.name, first.official) == ("French", "official")


def test_a_law_that_does_not_apply_asks_for_nothing(shipped: Library) -> None:
    result = market(shipped, "FR", offer__markets=frozenset({"DE"}), locale__interface_languages=frozenset({"en"}))
    assert not use(result, "fr").required


def test_what_is_offered_what_is_not_and_what_nobody_said(shipped: Library) -> None:
    result = market(
        shipped,
        "FR",
        locale__interface_languages=frozenset({"fr"}),
        locale__terms_languages=frozenset({"en"}),
        locale__help_languages=PartialSet(frozenset({"en"})),
    )
    french = use(result, "fr")
    assert "interface" in french.offered
    assert "terms" not in french.offered | french.open
    assert {"help", "invoice"} <= french.open


def test_people_are_counted_and_reached_as_a_range(shipped: Library) -> None:
    result = market(shipped, "FR", locale__interface_languages=frozenset({"en", "fr"}))
    assert use(result, "fr").percent > use(result, "en").percent > 0  # type: ignore[operator]
    assert isinstance(result.served, Interval)
    assert use(market(shipped, "FR", locale__interface_languages=frozenset({"tlh"})), "tlh").percent is None


def test_the_measured_share_comes_from_the_evidence(shipped: Library) -> None:
    evidence = Evidence(kind="measurement", ref="locales", on=DAY, shares={"fr": Decimal("97.5")})
    result = market(shipped, "FR", locale__interface_languages=Stated(value=frozenset({"fr"}), evidence=evidence))
    assert use(result, "fr").share == 97.5
    assert use(market(shipped, "FR", locale__interface_languages=frozenset({"fr"})), "fr").share is None


def test_texts_look_as_usual_as_at_home_or_nobody_knows(shipped: Library) -> None:
    unknown = market(shipped, "DE")
    assert {one.follows for one in unknown.previews} == {None}
    formats = frozenset({"decimal-sign", "digit-groups"})
    result = market(shipped, "DE", company__seat="US", locale__date_style="foreign", locale__local_formats=formats)
    seen = {one.what: one for one in result.previews}
    assert (seen["number"].shown, seen["number"].follows) == (seen["number"].expected, True)
    assert (seen["date"].shown, seen["date"].follows) == ("3/14/26", False)
    assert seen["price"].follows is False
    assert "$" in str(seen["price"].shown)


def test_a_union_has_no_one_way_to_write(shipped: Library) -> None:
    assert market(shipped, "EU").previews == ()
