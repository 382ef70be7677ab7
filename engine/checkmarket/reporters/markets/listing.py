"""The shipped markets, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from rich.text import Text

from checkmarket.markets.places import WORLD
from checkmarket.model.library import Library
from checkmarket.reporters.text.layout import WIDTH, count, drawn, row

_MANY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMarket:
    """A jurisdiction with rulebooks.

    above: whose law it inherits, the world left out, which is above all; domains: of its own rulebooks.
    """

    market: str
    title: str
    above: tuple[str, ...]
    languages: tuple[str, ...]
    currency: str
    domains: tuple[str, ...]


def listed_markets(library: Library, day: date) -> tuple[ListedMarket, ...]:
    """Every jurisdiction that ships a rulebook, with what lies above it on a day."""
    return tuple(
        ListedMarket(
            market=code,
            title=(one := library.jurisdictions[code]).title,
            above=tuple(one for one in library.chain(code, day)[1:] if one != WORLD),
            languages=one.languages,
            currency=one.currency,
            domains=tuple(sorted(book.domain for book in library.rulebooks.values() if book.jurisdiction == code)),
        )
        for code in library.markets()
        if code != WORLD
    )


def render_list(markets: Iterable[ListedMarket], *, color: bool) -> str:
    """One market a paragraph."""
    return drawn(_lines(list(markets)), color=color)


def _lines(markets: list[ListedMarket]) -> Iterator[Text | str]:
    width = max((len(one.market) for one in markets), default=0) + 2
    for one in markets:
        above = f"below {', '.join(one.above)}" if one.above else ""
        languages = ", ".join(one.languages) if len(one.languages) <= _MANY else count(len(one.languages), "language")
        right = " · ".join(filter(None, (above, languages or "languages unknown", one.currency)))
        yield from row(one.title, right, indent="", mark=one.market.ljust(width), style="bold")
        yield from wrap(
            ", ".join(one.domains),
            WIDTH,
            initial_indent=" " * width,
            subsequent_indent=" " * width,
            break_on_hyphens=False,
        )
    yield ""
    yield f"{count(len(markets), 'market')}.  More of one, or of any other country: checkmarket markets show"
