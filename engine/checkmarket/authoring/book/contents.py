"""What the book lists and how its pages refer to each other, found once before any page is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checkmarket.authoring.explainer.changes import overrides_of
from checkmarket.authoring.explainer.explain import explain
from checkmarket.authoring.explainer.explanation import Explanation
from checkmarket.authoring.explainer.rest import rests_on
from checkmarket.compiler import plan
from checkmarket.model.cases import Case
from checkmarket.model.law import Citation, Instrument, Rule, Rulebook
from checkmarket.model.library import Library, Plan
from checkmarket.model.signatures import SignatureState

RuleIds = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The library of the book with every index of it.  Ids to ids of rules, sorted, where not said otherwise.

    laws: the plan of each jurisdiction on the book's day, those above before those below; instruments: by official id;
    instrument_books: id to rulebooks; set_by: fact to the controls that change it.
    """

    library: Library
    as_of: date
    laws: Mapping[str, Plan]
    explained: Mapping[str, Explanation]
    cases: Mapping[str, tuple[Case, ...]]
    signatures: Mapping[str, SignatureState]
    instruments: Mapping[str, Instrument]
    instrument_books: RuleIds
    cited_by: RuleIds
    asked_by: RuleIds
    done_for: RuleIds
    set_by: Mapping[str, tuple[str, ...]]
    books: tuple[Rulebook, ...]


def contents(
    library: Library, cases: Iterable[Case], signatures: Mapping[str, SignatureState], as_of: date
) -> Contents:
    """Everything the pages need, as it stands on a day."""
    made = (plan(library, market, as_of) for market in library.markets())
    laws = {one.market: one for one in sorted(made, key=lambda one: (len(one.chain), one.market))}
    by_rule = _by_rule(cases)
    rules = sorted(library.rules.values(), key=lambda one: one.id)
    explained = {
        rule.id: explain(library, laws[rule.jurisdiction], rule.id, by_rule.get(rule.id, ())) for rule in rules
    }
    books = tuple(sorted(library.rulebooks.values(), key=lambda one: one.id))
    named = [(one.id, book.id) for book in books for one in book.instruments.values()]
    return Contents(
        library=library,
        as_of=as_of,
        laws=laws,
        explained=explained,
        cases=by_rule,
        signatures=signatures,
        instruments={one.id: one for book in books for one in book.instruments.values()},
        instrument_books=_grouped(named),
        cited_by=_grouped((cite.instrument.id, rule.id) for rule in rules for cite in _citations(rule)),
        asked_by=_grouped((fact, rule.id) for rule in rules for fact in _facts(rule, library)),
        done_for=_grouped((control, rule.id) for rule in rules for control in rule.remediation),
        set_by=_grouped((fact, one.id) for one in library.controls.values() for fact in one.changes),
        books=books,
    )


def _facts(rule: Rule, library: Library) -> Iterable[str]:
    return rests_on(rule, overrides_of(rule, library), library).facts


def _citations(rule: Rule) -> Iterable[Citation]:
    yield from rule.cite
    yield from (cite for one in rule.exemptions for cite in one.cite)
    yield from (cite for one in rule.transitions for cite in one.cite)
    yield from (cite for one in rule.penalties for cite in one.cite)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The values of each key, each once, in the order in which they come."""
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _by_rule(cases: Iterable[Case]) -> dict[str, tuple[Case, ...]]:
    found: dict[str, list[Case]] = {}
    for one in cases:
        found.setdefault(one.rule, []).append(one)
    return {rule: tuple(some) for rule, some in found.items()}
