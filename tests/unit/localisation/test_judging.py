"""What falls short of what was asked."""

from __future__ import annotations

from dataclasses import replace

from checkmarket.localisation.judging import judge, shares
from checkmarket.localisation.measure import Counts
from tests.unit.localisation.scans import SCAN


def test_locales_are_held_against_the_minimum_over_all_their_domains() -> None:
    found = judge(SCAN, minimum=0.61)
    assert [(one.name, one.is_source, one.share, one.is_short) for one in found.locales] == [
        ("de", False, 30 / 49, False),
        ("en", True, 1.0, False),
        ("pt-BR", False, 1.0, False),
    ]
    assert [one.name for one in judge(SCAN, minimum=0.62).short] == ["de"]
    assert [one.name for one in judge(SCAN, minimum=0.61, deduct_identical=True).short] == ["de"]


def test_errors_fail_and_so_does_a_short_locale() -> None:
    whole = replace(SCAN, flaws=())
    assert judge(SCAN).fails
    assert not judge(whole).fails
    assert not judge(replace(SCAN, flaws=SCAN.flaws[2:])).fails
    assert judge(whole, minimum=0.9).fails


def test_exactly_the_minimum_is_enough() -> None:
    assert not judge(replace(SCAN, flaws=()), minimum=30 / 49).fails


def test_a_source_is_never_short() -> None:
    """That of gettext has no text of its own at all."""
    empty = [replace(one, counts=Counts(empty=one.counts.total)) if one.is_source else one for one in SCAN.coverage]
    assert [one.name for one in judge(replace(SCAN, coverage=tuple(empty)), minimum=1).short] == ["de"]


def test_a_source_covers_everything_even_where_its_files_are_empty() -> None:
    assert shares(judge(SCAN)) == {"de": 30 / 49, "en": 1.0, "pt-BR": 1.0}
