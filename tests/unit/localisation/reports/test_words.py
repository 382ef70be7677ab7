"""Shares in words."""

from __future__ import annotations

import pytest

from checkmarket.localisation.reports.words import per_cent


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.0, "0"), (0.5, "50"), (0.9496, "94.9"), (0.95, "95"), (0.9999, "99.9"), (0.29, "29"), (1.0, "100")],
)
def test_shares_are_cut_so_that_nothing_looks_better_than_it_is(share: float, expected: str) -> None:
    assert per_cent(share) == expected
