"""Which markets and rules a check is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from checkmarket.markets.places import WORLD
from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean
from checkmarket.model.library import Library
from checkmarket.model.subject import Subject
from checkmarket.model.values import PartialSet

STATED, ALL, NONE = "stated", "all", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """markets: what was asked for; members: stated (in offer.markets), all, none, or a list of jurisdictions;
    rules, skipped: shell patterns over rule ids."""

    markets: tuple[str, ...]
    members: str | tuple[str, ...] = STATED
    rules: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def judged_markets(selection: Selection, library: Library, subject: Subject, as_of: date) -> tuple[str, ...]:
    """The markets to judge: those asked for, and their members by the selection.  Raises UsageIsWrong."""
    found: list[str] = []
    for market in selection.markets:
        _must_be_market(market, library, as_of)
        found.append(market)
        found.extend(sorted(_members(market, selection.members, library, subject, as_of)))
    if not isinstance(selection.members, str):
        _check_named(selection, library, as_of)
    return tuple(dict.fromkeys(found))


def judged_rules(selection: Selection, library: Library) -> frozenset[str] | None:
    """The rules to judge, or None for all.  Raises UsageIsWrong where a pattern fits no rule."""
    if not selection.rules and not selection.skipped:
        return None
    for pattern in (*selection.rules, *selection.skipped):
        if not any(fnmatchcase(rule, pattern) for rule in library.rules):
            raise UsageIsWrong(f"no rule is called '{pattern}'", did_you_mean(pattern, library.rules))
    kept = library.rules.keys() if not selection.rules else _fitting(selection.rules, library)
    return frozenset(kept) - _fitting(selection.skipped, library)


def _fitting(patterns: Iterable[str], library: Library) -> frozenset[str]:
    return frozenset(rule for rule in library.rules for pattern in patterns if fnmatchcase(rule, pattern))


def _must_be_market(market: str, library: Library, as_of: date) -> None:
    known = [one for one in library.markets() if one != WORLD]
    if market == WORLD:
        raise UsageIsWrong(f"{WORLD} holds what every market inherits and is no market", f"there is {', '.join(known)}")
    if library.is_market(market, as_of):
        return
    if market in library.places:
        raise UsageIsWrong(
            f"there is no rulebook for {market} ({library.places[market]})", f"there is {', '.join(known)}"
        )
    names = {name.lower(): code for code, name in library.places.items()}
    by_name = names.get(market.lower())
    near = f"did you mean {by_name}?" if by_name else did_you_mean(market.upper(), [*known, *library.places])
    raise UsageIsWrong(f"unknown market '{market}'", near or f"there is {', '.join(known)}")


def _members(
    market: str, members: str | tuple[str, ...], library: Library, subject: Subject, as_of: date
) -> frozenset[str]:
    below = library.below(market, as_of) - {market}
    if members == ALL:
        return below
    if members == STATED:
        return below & _stated_markets(subject)
    return frozenset() if members == NONE else below & frozenset(members)


def _stated_markets(subject: Subject) -> frozenset[str]:
    match subject.stated("offer.markets", ()):
        case frozenset() as places:
            return frozenset(map(str, places))
        case PartialSet(has):
            return frozenset(map(str, has))
        case _:
            return frozenset()


def _check_named(selection: Selection, library: Library, as_of: date) -> None:
    below = frozenset[str]().union(*(library.below(market, as_of) for market in selection.markets))
    for member in selection.members:
        if member not in below:
            hint = did_you_mean(member, below) or "members are all, none, or codes such as DE,FR"
            raise UsageIsWrong(f"'{member}' is no member of {', '.join(selection.markets)} on {as_of}", hint)
