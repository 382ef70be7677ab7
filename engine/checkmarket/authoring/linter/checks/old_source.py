"""CM920: nobody has read what a rule cites for more than a year, and the law may have changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from checkmarket.authoring.linter.context import Context
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Place
from checkmarket.model.law import Citation


def check(context: Context) -> Iterator[Diagnostic]:
    """One warning a rule, term or parameter; the oldest day is named.  A year is the same day of the year before."""
    oldest = year_before(context.as_of)
    library = context.library
    for ident, place, cite in (
        *((rule.id, rule.place, rule.cite) for rule in context.living),
        *((term.id, term.place, term.cite) for term in library.terms.values()),
        *(
            (one.id, one.place, [cite for value in one.values for cite in value.cite])
            for one in library.parameters.values()
        ),
    ):
        yield from _check(ident, place, cite, oldest)


def year_before(day: date) -> date:
    """The same day a year before; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _check(ident: str, place: Place, cite: Iterable[Citation], oldest: date) -> Iterator[Diagnostic]:
    old = [(one.seen, one) for one in cite if one.seen and one.seen < oldest]
    if not old:
        return
    seen, one = min(old, key=lambda pair: pair[0])
    more = f" and {len(old) - 1} more" if len(old) > 1 else ""
    message = f"{ident}: {one.instrument.short} {one.article}{more}, last read on {seen}"
    yield Diagnostic("CM920", message, place, "read it again, and put that day under `seen`", ident)
