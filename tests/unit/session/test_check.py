"""The Python interface: the objects the command line uses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import checkmarket
from checkmarket import UsageIsWrong, check, load_library, load_product
from checkmarket.model.library import Library
from checkmarket.model.subject import Subject
from checkmarket.session.check import chosen_profile

SAMPLE = Path(__file__).parents[2] / "golden" / "sample"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(SAMPLE)


@pytest.fixture(scope="module")
def product(library: Library) -> Subject:
    return load_product(SAMPLE / "product.yaml", library)


def test_every_public_name_is_there() -> None:
    assert all(getattr(checkmarket, name) for name in checkmarket.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'chekc'"):
        checkmarket.chekc  # noqa: B018


def test_the_version_is_that_of_the_package() -> None:
    text = (Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8")
    assert f'version = "{checkmarket.__version__}"' in text


def test_the_verdict_is_the_worst_of_the_markets(library: Library, product: Subject) -> None:
    told = product.with_fact("ai.notice", True).with_fact("tax.registered", True)
    assert check(library, told, "EU", as_of=TODAY).verdict.value == "GO"
    assert check(library, product, "EU", as_of=TODAY).verdict.value == "NO-GO"


def test_a_day_in_the_past_has_the_law_of_that_day(library: Library, product: Subject) -> None:
    before = check(library, product, "EU", as_of=date(2026, 8, 1), members="none")
    assert not any(one.is_breach for one in before.markets[0].findings if one.rule.blocker)
    assert "EU.ai.notice" in [one.finding.rule.id for one in before.markets[0].coming]


def test_the_command_line_takes_the_place_of_the_profile(library: Library) -> None:
    found = chosen_profile(library, "baseline", fail_on=("unknown", "low"), min_score=0.5)
    assert (found.fail_on, found.decide_all, found.min_score) == (
        frozenset({"low"}),
        True,
        {"compliance": Decimal("0.5")},
    )
    only_unknown = chosen_profile(library, "baseline", fail_on=("unknown",))
    assert only_unknown.fail_on == {"blocker", "high"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"markets": ["EUU"]}, "unknown market 'EUU'"),
        ({"markets": ["SG"]}, "there is no rulebook for SG"),
        ({"members": ("SG",)}, "'SG' is no member of EU"),
        ({"profile": "basline"}, "unknown profile 'basline'"),
        ({"fail_on": ("hgih",)}, "cannot fail on 'hgih'"),
        ({"min_score": 7.0}, "a score lies from 0 to 1, not at 7"),
        ({"rules": ("EU.x.*",)}, "no rule is called 'EU.x.*'"),
    ],
)
def test_what_makes_no_sense_is_said(
    arguments: dict[str, object], message: str, library: Library, product: Subject
) -> None:
    markets = arguments.pop("markets", ["EU"])
    with pytest.raises(UsageIsWrong) as raised:
        check(library, product, *markets, as_of=TODAY, **arguments)  # type: ignore[misc,arg-type]
    assert str(raised.value).startswith(message)
