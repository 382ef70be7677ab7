"""Two ways to compute which plural categories whole numbers reach: trying a few numbers, and counting over many."""

from __future__ import annotations

import pytest
from babel import localedata

from checkmarket.localisation.plurals import MILLION, reach
from checkmarket.markets.plurals import plurals

LANGUAGES = sorted(one for one in localedata.locale_identifiers() if "_" not in one and one not in ("root", "und"))


@pytest.mark.parametrize("language", LANGUAGES[::3])
def test_both_find_the_same(language: str) -> None:
    tried, counted = plurals(language), reach(language)
    if tried is None or counted is None:
        assert tried is counted
        return
    assert {category for category, first in tried.reached if first < MILLION} == counted.everyday
    assert {category for category, _ in tried.reached} | set(tried.unreached) == counted.all
