"""How dates, numbers and prices look in a market, beside how the product shows them there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checkmarket.markets.languages import Writing, market_languages, market_writing
from checkmarket.markets.places import find_place
from checkmarket.markets.samples import Samples
from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.report import Preview
from checkmarket.model.values import Known, State
from checkmarket.planner import JudgedMarket

_YEAR = 2026  # of the day that is written as a sample
_UNMISTAKABLE = f"{_YEAR}-03-14"
_FORMATS = "locale.local_formats"
_DATES = "locale.date_style"
_SEAT = "company.seat"


@dataclass(frozen=True, slots=True)
class _Sample:
    """Something that people see.  covered_by: the answers in locale.local_formats that make it as usual."""

    what: str
    of: Callable[[Samples], str]
    covered_by: frozenset[str]


_SAMPLES = (
    _Sample("number", lambda one: one.number, frozenset({"decimal-sign", "digit-groups"})),
    _Sample("price", lambda one: one.price, frozenset({"currency", "currency-style", "decimal-sign", "digit-groups"})),
    _Sample("time", lambda one: one.time, frozenset({"clock"})),
)


def previews(judged: JudgedMarket, known: Callable[[str], Known]) -> tuple[Preview, ...]:
    """One for each kind of text; none for a union, and none where CLDR has nothing of the language.

    known: what is known of a fact of the product in this market.
    """
    here = _writing(judged.plan.market, judged)
    if here is None or here.samples is None:
        return ()
    seat = known(_SEAT)
    home = _writing(seat, judged) if isinstance(seat, str) else None
    theirs = home.samples if home else None
    return tuple(_previews(known, here.samples, theirs))


def _writing(place: str, judged: JudgedMarket) -> Writing | None:
    """Of the language that most people of a place use, among the official ones."""
    library, territories, day = judged.library, judged.plan.territories, judged.plan.as_of
    try:
        found = find_place(place, library, territories, day)
    except UsageIsWrong:  # WORLD, or a place of which nothing is known
        return None
    if found.kind == "group":
        return None
    official = [one for one in market_languages(found, library, territories) if one.is_official]
    return next(iter(market_writing(official[:1], found, library, territories, day, _YEAR)), None)


def _previews(known: Callable[[str], Known], here: Samples, home: Samples | None) -> Iterator[Preview]:
    style = known(_DATES)
    foreign = home.date if home else None
    shown = {"local": here.date, "unmistakable": _UNMISTAKABLE, "foreign": foreign}.get(str(style))
    yield Preview("date", here.date, shown, None if isinstance(style, State) else style == "local")
    formats = known(_FORMATS)
    for one in _SAMPLES:
        expected, elsewhere = one.of(here), one.of(home) if home else None
        if not expected:
            continue
        if not isinstance(formats, frozenset):
            yield Preview(one.what, expected, None, None)
        elif one.covered_by <= formats:
            yield Preview(one.what, expected, expected, True)
        else:
            yield Preview(one.what, expected, elsewhere, elsewhere == expected)


__all__ = ["previews"]
