"""Public holidays, and which of them are guesses."""

from __future__ import annotations

import re
from datetime import date

import pytest

from checkmarket.markets.days_off import DaysOff, days_off, days_off_among, known_parts

EARLY, FAR = 2024, 2090  # announced long ago; announced by nobody while these tests live


def known(country: str, part: str, year: int) -> DaysOff:
    found = days_off(country, part, year)
    assert found is not None
    return found


@pytest.mark.parametrize("country", ["SA", "EG", "ID", "IN"])
def test_islamic_holidays_far_ahead_are_provisional_and_called_by_their_names(country: str) -> None:
    feasts = [one for one in known(country, "", FAR).days if one.name.startswith("Eid al-")]
    assert feasts
    assert all(one.is_provisional for one in feasts)
    assert not any("estimated" in one.name for one in feasts)


def test_fixed_days_are_certain_however_far() -> None:
    days = {one.day: one for one in known("SA", "", FAR).days}
    assert not days[date(FAR, 9, 23)].is_provisional
    assert days[date(FAR, 9, 23)].name == "National Day Holiday"
    assert not any(one.is_provisional for one in known("DE", "", FAR).days)


def test_days_long_past_are_certain() -> None:
    for country in ("SA", "CN", "IN", "TR"):
        assert not any(one.is_provisional for one in known(country, "", EARLY).days), country


@pytest.mark.parametrize("country", ["CN", "HU", "VN"])
def test_days_that_a_government_moves_are_provisional_until_it_says_so(country: str) -> None:
    last = known(country, "", EARLY).announced_until
    assert last is not None
    assert last >= EARLY
    assert not known(country, "", last).is_provisional
    assert known(country, "", last + 1).is_provisional


def test_chinese_moved_days_are_marked_and_the_feasts_themselves_are_not() -> None:
    days = known("CN", "", FAR).days
    assert any(one.is_provisional for one in days)
    assert {one.is_provisional for one in days if "(observed)" in one.name} == {True}
    assert {one.is_provisional for one in days if "(observed)" not in one.name} == {False}


def test_a_moved_guess_says_that_it_is_moved() -> None:
    names = [one.name for year in range(FAR, FAR + 10) for one in known("SA", "", year).days]
    assert "Eid al-Fitr Holiday (observed)" in names
    assert not any("estimated" in name for name in names)


def test_a_part_of_a_country_has_its_own_days() -> None:
    saint_john = date(2027, 6, 24)
    assert saint_john in {one.day for one in known("CA", "QC", 2027).days}
    assert saint_john not in {one.day for one in known("CA", "", 2027).days}
    assert (known("CA", "", 2027).has_regional, known("CA", "QC", 2027).has_regional) == (True, False)


def test_a_part_that_the_list_does_not_have_keeps_the_days_of_its_country() -> None:
    assert known("CA", "XX", 2027).days == known("CA", "", 2027).days


def test_the_weekend_is_that_of_the_list() -> None:
    assert known("SA", "", 2027).weekend == ("fri", "sat")
    assert known("IN", "", 2027).weekend == ("sat", "sun")


@pytest.mark.parametrize(("country", "year"), [("XX", 2027), ("BV", 3000), ("DE", 3000), ("DE", 1700)])
def test_what_is_not_known_is_unknown(country: str, year: int) -> None:
    assert days_off(country, "", year) is None


def test_a_year_for_which_a_calendar_of_feasts_is_missing_is_not_whole(recwarn: pytest.WarningsRecorder) -> None:
    assert not known("IN", "", FAR).is_whole
    assert known("IN", "", EARLY).is_whole
    assert not recwarn.list


def test_names_are_english_where_the_list_has_them() -> None:
    assert "Christmas Day" in {one.name for one in known("DE", "", 2027).days}


def test_days_are_in_order_and_of_the_year() -> None:
    for country in ("IN", "JP", "TW", "US"):
        days = [one.day for one in known(country, "", 2027).days]
        assert days == sorted(days)
        assert {one.year for one in days} == {2027}


def test_a_group_says_which_member_has_a_day() -> None:
    found = days_off_among(["DE", "FR", "ES"], 2027)
    assert found is not None
    where = {one.day: one.where for one in found.days}
    assert where[date(2027, 12, 25)] == ("DE", "FR", "ES")
    assert where[date(2027, 7, 14)] == ("FR",)
    assert where[date(2027, 10, 3)] == ("DE",)
    assert found.weekend == ()
    assert [one.day for one in found.days] == sorted({one.day for one in found.days})


def test_a_group_with_an_unknown_member_is_unknown() -> None:
    assert days_off_among(["DE", "XX"], 2027) is None


def test_parts_are_written_as_iso_writes_them() -> None:
    assert {"CA-QC", "US-CA", "DE-BY"} <= set(known_parts())
    assert all(re.fullmatch("[A-Z]{2}-[A-Z0-9]{1,3}", one) for one in known_parts())
