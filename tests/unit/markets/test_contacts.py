"""Telephone numbers and addresses, offline."""

from __future__ import annotations

import socket

import pytest

from checkmarket.markets.contacts import address, telephone


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_a_number_is_shown_as_at_home_and_as_from_abroad() -> None:
    found = telephone("FR")
    assert found is not None
    assert (found.prefix, found.mobile[:2], found.mobile_abroad[:5]) == ("+33", "06", "+33 6")


def test_where_nobody_has_a_number_it_is_unknown() -> None:
    assert telephone("AQ") is None
    assert telephone("XX") is None


@pytest.mark.parametrize(
    ("country", "lines", "required", "area", "code"),
    [
        (
            "US",
            (("name",), ("company_name",), ("street_address",), ("city", "country_area", "postal_code")),
            ("street_address", "city", "country_area", "postal_code"),
            "state",
            "zip",
        ),
        (
            "JP",
            (("postal_code",), ("country_area",), ("street_address",), ("company_name",), ("name",)),
            ("postal_code", "country_area", "street_address"),
            "prefecture",
            "postal",
        ),
        (
            "SA",
            (("name",), ("company_name",), ("street_address",), ("city", "postal_code")),
            ("street_address", "city"),
            "province",
            "postal",
        ),
    ],
)
def test_an_address_is_in_the_order_of_the_country(
    country: str, lines: object, required: object, area: str, code: str
) -> None:
    found = address(country)
    assert found is not None
    assert (found.lines, found.required, found.area, found.postal_code) == (lines, required, area, code)


def test_an_unknown_country_has_no_address() -> None:
    assert address("XX") is None
