"""What the cases of a rulebook rest on, as a digest: as long as it stays, they come out as they did.

Enters: the files of a library and what was compiled of them.  Leaves: one digest for any set of rulebooks and facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256

from checkmarket.compiler.references import conditions_of
from checkmarket.library import Compiled, Sources
from checkmarket.model.conditions import Condition, FactValue, Leaf, ParameterValue, RuleIs, Term, leaves_of
from checkmarket.model.law import Ratio, Rulebook

_SHARED = frozenset({"places", "jurisdiction"})


class Grounds:
    """Follows rulebooks to those that they name, and to those that change them."""

    def __init__(self, sources: Sources, compiled: Compiled) -> None:
        self._library = compiled.library
        self._texts = {one.shown: one.digest for one in sources}
        self._meanings: dict[str, str] = {}
        self._facts: dict[str, frozenset[str]] = {}
        self._shared = _digest(one.digest for one in sources if one.kind in _SHARED)

    def digest(self, books: Iterable[str], facts: Iterable[str]) -> str:
        """Of the places, the texts of these rulebooks and all they rest on, and the meaning of all facts in them.

        facts: those that the cases state.
        """
        around = _reach({*books, *self._asked}, self._next)
        named = {fact for book in around for fact in self._facts_of(book)}
        asked = _reach({*facts, *named}, self._asked_facts)
        texts = (f"{book} {self._text(book)}" for book in sorted(around))
        return _digest([self._shared, *texts, *map(self._meaning, sorted(asked))])

    def _text(self, book: str) -> str:
        known = self._library.rulebooks.get(book)
        return self._texts.get(known.place.path, "") if known else ""

    def _meaning(self, ident: str) -> str:
        """What a case can depend on; a question may be worded anew, and move in its file."""
        if ident not in self._meanings:
            fact = self._library.facts.get(ident)
            meant: tuple[object, ...] = (fact.type, fact.asked_if, fact.otherwise) if fact else ()
            if fact and fact.computed:
                meant += (fact.computed, self._library.territories.cldr)
            self._meanings[ident] = f"{ident} {meant!r}"
        return self._meanings[ident]

    def _facts_of(self, book: str) -> frozenset[str]:
        if book not in self._facts:
            known = self._library.rulebooks.get(book)
            self._facts[book] = frozenset(_facts_in(known) if known else ())
        return self._facts[book]

    @cached_property
    def _asked_facts(self) -> dict[str, set[str]]:
        """The facts that decide whether a fact is asked for."""
        asked = ((fact.id, fact.asked_if) for fact in self._library.facts.values() if fact.asked_if)
        return {ident: set(_facts(condition)) for ident, condition in asked}

    @cached_property
    def _asked(self) -> set[str]:
        """The rulebooks that the vocabulary itself names."""
        asked = (fact.asked_if for fact in self._library.facts.values() if fact.asked_if)
        return {book for one in asked for book in _named(one)}

    @cached_property
    def _next(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {book: set() for book in self._library.rulebooks}
        for book in self._library.rulebooks.values():
            found[book.id].update(_named_by(book))
            for changed in (
                *(_book(one.rule) for one in book.overrides),
                *(_book(one.parameter) for one in book.settings),
            ):
                found.setdefault(changed, set()).add(book.id)
        return found


def _reach(start: set[str], following: Mapping[str, set[str]]) -> set[str]:
    """Everything that can be come to from the start."""
    found, waiting = set(start), list(start)
    while waiting:
        fresh = following.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _conditions(book: Rulebook) -> Iterator[Condition]:
    for rule in book.rules:
        yield from conditions_of(rule)
    yield from (term.when for term in book.terms)
    yield from (one.condition for one in book.overrides)


def _facts_in(book: Rulebook) -> Iterator[str]:
    yield from (rule.demand.fact for rule in book.rules if isinstance(rule.demand, Ratio))
    for condition in _conditions(book):
        yield from _facts(condition)


def _facts(condition: Condition) -> Iterator[str]:
    for leaf in leaves_of(condition):
        if isinstance(leaf, Leaf):
            yield leaf.fact
            yield from (one.fact for one in leaf.operands if isinstance(one, FactValue))


def _named_by(book: Rulebook) -> Iterator[str]:
    for condition in _conditions(book):
        yield from _named(condition)
    for rule in book.rules:
        if isinstance(rule.demand, Ratio) and isinstance(rule.demand.target, str):
            yield _book(rule.demand.target)
    yield from (_book(one.by) for one in book.overrides if one.by)


def _named(condition: Condition) -> Iterator[str]:
    for leaf in leaves_of(condition):
        match leaf:
            case Leaf(_, _, operands):
                yield from (_book(one.parameter) for one in operands if isinstance(one, ParameterValue))
            case Term(term):
                yield _book(term)
            case RuleIs(rule):
                yield _book(rule)


def _book(ident: str) -> str:
    """The rulebook of a term or parameter (BOOK/slug) or of a rule (BOOK.slug)."""
    return ident.split("/", maxsplit=1)[0] if "/" in ident else ident.rsplit(".", 1)[0]


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
