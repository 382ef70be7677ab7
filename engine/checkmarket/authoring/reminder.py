"""Remind of what runs out: readings of the law, sign-offs, exclusions; and of what begins and ends by itself.

Enters: a Library, a day and a later one.  Leaves: an Agenda.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import isodate

from checkmarket.model.diagnostics import Exclusion
from checkmarket.model.document import Place
from checkmarket.model.due import DUE_ORDER, WORK, Agenda, Due, DueKind
from checkmarket.model.law import ONE_DAY, Citation, DatedValue, Override, Rule, Rulebook, Watched, Window
from checkmarket.model.library import Library
from checkmarket.model.values import show

READ_AGAIN = "P1Y"
"""How long a reading of the law lasts."""
LOOK_AGAIN = "P6M"
"""How long a look at a bill lasts, or at a directive that is not transposed: such things move faster."""

_UNSETTLED = frozenset({"proposed", "adopted", "stayed"})
_VERBS = {
    "exempts": "exempts from",
    "tightens": "tightens",
    "replaces": "replaces",
    "switches_off": "switches off",
    "implements": "implements",
}


def agenda(library: Library, as_of: date, until: date) -> Agenda:
    """What is overdue on a day, and what is due or changes after it up to a later day, that day included."""
    found = {one for one in _everything(library) if one.day <= until and (one.kind in WORK or one.day > as_of)}
    ordered = sorted(found, key=lambda one: (one.day, DUE_ORDER.index(one.kind), one.what, one.words))
    return Agenda(as_of=as_of, until=until, items=tuple(ordered))


def horizon(as_of: date, within: str) -> date:
    """The last day of an ISO 8601 duration from a day on; the calendar's last where it runs past it."""
    return _after(as_of, within)


def _everything(library: Library) -> Iterator[Due]:
    for rule in library.rules.values():
        if not rule.is_past:
            yield from _rule(rule)
    for book in library.rulebooks.values():
        yield from _book(book)
    for sign_off in library.sign_offs:
        if sign_off.expires is not None:
            words = f"the sign-off by {sign_off.by}, {sign_off.role}, runs out"
            yield _due(sign_off.expires, DueKind.SIGN_OFF, sign_off.rule, words, sign_off.place)
    for edge in library.edges:
        what = f"{edge.child} in {edge.parent}"
        yield from _window(edge.window, what, f"{edge.child} lies below {edge.parent}", edge.place)
    for ident, lint in _accepted(library):
        for one in lint:
            words = f"{one.code} is accepted: {one.reason}"
            yield _due(one.until, DueKind.EXCLUSION, ident, words, one.place)


def _accepted(library: Library) -> Iterator[tuple[str, tuple[Exclusion, ...]]]:
    """The warnings that things accept for themselves."""
    yield from ((one.id, one.lint) for one in library.rules.values())
    yield from ((one.id, one.lint) for one in library.terms.values())
    yield from ((one.id, one.lint) for one in library.parameters.values())
    yield from ((one.id, one.lint) for one in library.facts.values())
    yield from ((one.id, one.lint) for one in library.controls.values())


def _rule(rule: Rule) -> Iterator[Due]:
    yield from _review(_cited(rule), rule.id, rule.title, rule.place)
    yield from _window(rule.window, rule.id, rule.title, rule.place)
    for transition in rule.transitions:
        yield _due(transition.until, DueKind.TRANSITION, rule.id, f"a transition ends: {rule.title}", rule.place)
    if rule.transposition is not None and rule.transposition != rule.window.first:
        words = f"national law is due: {rule.title}"
        yield _due(rule.transposition, DueKind.BEGINS, rule.id, words, rule.place)
    for penalty in rule.penalties:
        if penalty.first is not None:
            yield _due(penalty.first, DueKind.VALUE, rule.id, f"another penalty: {rule.title}", rule.place)


def _cited(rule: Rule) -> Iterator[Citation]:
    yield from rule.cite
    yield from (cite for one in rule.exemptions for cite in one.cite)
    yield from (cite for one in rule.transitions for cite in one.cite)
    yield from (cite for one in rule.penalties for cite in one.cite)


def _book(book: Rulebook) -> Iterator[Due]:
    for parameter in book.parameters:
        yield from _values(parameter.values, parameter.id, f"{parameter.title}:", parameter.place)
    for setting in book.settings:
        yield from _values(setting.values, setting.parameter, f"in {setting.jurisdiction}", setting.place)
    for term in book.terms:
        yield from _review(term.cite, term.id, term.title, term.place)
    for override in book.overrides:
        yield from _override(override)
    for watched in book.watch:
        yield from _watch(book, watched)
    for one in book.not_transposed:
        words = f"see whether {book.jurisdiction} has made it national law; last seen {one.seen}"
        yield _due(_after(one.seen, LOOK_AGAIN), DueKind.WATCH, one.rule, words, one.place)


def _values(values: tuple[DatedValue, ...], what: str, lead: str, place: Place) -> Iterator[Due]:
    yield from _review([cite for one in values for cite in one.cite], what, lead.removesuffix(":"), place)
    for one in values:
        yield _due(one.first, DueKind.VALUE, what, f"{lead} {show(one.value)}", place)


def _override(one: Override) -> Iterator[Due]:
    if one.how == "not_transposed":
        return
    words = f"{one.jurisdiction} {_VERBS[one.how]} it"
    yield from _review(one.cite, one.rule, words, one.place)
    yield from _window(one.window, one.rule, words, one.place)


def _watch(book: Rulebook, watched: Watched) -> Iterator[Due]:
    if watched.state in _UNSETTLED:
        looked = f"last seen {watched.seen}" if watched.seen else "nobody noted when it was last seen"
        words = f"{watched.title}: {watched.state} since {watched.since}, {looked}"
        day = _after(watched.seen or watched.since, LOOK_AGAIN)
        yield _due(day, DueKind.WATCH, f"{book.id} {watched.id}", words, watched.place)


def _review(cite: Iterable[Citation], what: str, words: str, place: Place) -> Iterator[Due]:
    """One for all citations of a thing: the oldest reading counts."""
    seen = min((one.seen for one in cite if one.seen), default=None)
    if seen is not None:
        words = f"read the law again, last on {seen}: {words}"
        yield _due(_after(seen, READ_AGAIN), DueKind.REVIEW, what, words, place)


def _window(window: Window, what: str, words: str, place: Place) -> Iterator[Due]:
    if window.first is not None:
        yield _due(window.first, DueKind.BEGINS, what, words, place)
    if window.last is not None and window.last < date.max:
        yield _due(window.last + ONE_DAY, DueKind.ENDS, what, f"no longer: {words}", place)


def _due(day: date, kind: DueKind, what: str, words: str, place: Place | None) -> Due:
    return Due(day=day, kind=kind, what=what, words=words, place=place)


def _after(day: date, duration: str) -> date:
    try:
        found = day + isodate.parse_duration(duration)
    except (OverflowError, ValueError):  # past the last day of the calendar
        return date.max
    return found if isinstance(found, date) else date.max
