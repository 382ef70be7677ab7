"""The law of one market on one day: what it inherits, with every change on the way worked in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from checkmarket.model.conditions import All, AnyOf, Choice, Condition, Not
from checkmarket.model.law import DatedValue, Demand, Override, Parameter, Requirement, Rule, value_on
from checkmarket.model.library import Library, Plan, PlannedRule
from checkmarket.model.signatures import SignatureWord

_SHADOWS = frozenset({"replaces", "implements", "switches_off", "not_transposed"})


def plan(library: Library, market: str, as_of: date, *, only: Collection[str] | None = None) -> Plan:
    """The plan for a market on a day.  Rules of every age are in it; `in_force` tells which hold on that day.

    only: the rules to plan, all where left out; a rule that asks about another needs that one too (`related`).
    """
    chain = library.chain(market, as_of)
    overrides = _overrides(library, chain, as_of)
    books = [book for book in library.rulebooks.values() if book.jurisdiction in chain]
    rules = [rule for book in books for rule in book.rules if not rule.is_past]
    if only is not None:
        rules = [rule for rule in rules if rule.id in only]
    signed = _signed(library, chain, as_of, overrides)
    parents = {edge.parent for edge in library.edges}
    return Plan(
        market=market,
        chain=chain,
        as_of=as_of,
        rules={
            rule.id: _planned(rule, overrides.get(rule.id, []), chain, as_of, signed=rule.id in signed)
            for rule in rules
        },
        terms={ident: term.when for ident, term in library.terms.items()},
        parameters=_parameters(library, chain, as_of),
        inside={place: library.below(place, as_of) for place in parents},
        territories=library.territories,
        people_of=_people_of(library, market, as_of),
    )


def _people_of(library: Library, market: str, as_of: date) -> tuple[str, ...]:
    """The market if there is a table of its people, else the topmost places below it that have one."""
    known = library.territories.by_code
    if market in known:
        return (market,)
    below = {one for one in library.below(market, as_of) if one in known}
    return tuple(sorted(one for one in below if below.isdisjoint(library.chain(one, as_of)[1:])))


def replanned(before: Plan, library: Library, *, rules: Collection[str] = (), parameters: Collection[str] = ()) -> Plan:
    """The plan of a library that differs from the one planned before in terms, and these rules and parameters."""
    overrides = _overrides(library, before.chain, before.as_of) if rules else {}
    changed = {
        ident: _planned(library.rules[ident], overrides.get(ident, []), before.chain, before.as_of)
        for ident in rules
        if ident in before.rules
    }
    return replace(
        before,
        rules={**before.rules, **changed},
        terms={ident: term.when for ident, term in library.terms.items()},
        parameters=_parameters(library, before.chain, before.as_of) if parameters else before.parameters,
    )


def _overrides(library: Library, chain: tuple[str, ...], as_of: date) -> dict[str, list[Override]]:
    """The overrides in force, by rule, nearest jurisdiction first."""
    found: dict[str, list[Override]] = {}
    for jurisdiction in chain:
        for book in library.rulebooks.values():
            if book.jurisdiction == jurisdiction:
                for one in book.overrides:
                    if one.window.covers(as_of):
                        found.setdefault(one.rule, []).append(one)
    return found


def _signed(
    library: Library, chain: tuple[str, ...], as_of: date, overrides: dict[str, list[Override]]
) -> frozenset[str]:
    """The rules that somebody vouches for as they stand here: nothing nearer than that sign-off changes them."""
    found = set[str]()
    for distance, market in enumerate(chain):
        held = [one for one in library.sign_offs if one.market == market and one.word_on(as_of) is SignatureWord.SIGNED]
        if not held:
            continue
        nearer = chain[:distance]
        changed = {rule for rule, changes in overrides.items() if any(one.jurisdiction in nearer for one in changes)}
        rests_on = {f"the rule {rule}" for rule in changed} | set(_set_in(library, nearer))
        found |= {
            one.rule for one in held if one.rule not in changed and not any(map(one.parts.__contains__, rests_on))
        }
    return frozenset(found)


def _set_in(library: Library, jurisdictions: tuple[str, ...]) -> Iterator[str]:
    """The parameters set there, as the parts of a meaning name them."""
    for book in library.rulebooks.values():
        if book.jurisdiction in jurisdictions:
            yield from (f"the parameter {one.parameter}" for one in book.settings)


def _planned(
    rule: Rule, overrides: list[Override], chain: tuple[str, ...], as_of: date, *, signed: bool = False
) -> PlannedRule:
    nearer = chain[: chain.index(rule.jurisdiction)]
    changes = [one for one in overrides if one.jurisdiction in nearer]
    shadow = next((one for one in changes if one.how in _SHADOWS), None)
    applies = _applies(rule, [one.condition for one in changes if one.how == "exempts"])
    planned = PlannedRule(
        rule=rule,
        applies=applies,
        demand=rule.demand,
        remediation=rule.remediation,
        in_force=rule.window.covers(as_of) and shadow is None,
        replaced_by=(shadow.by or shadow.jurisdiction) if shadow else "",
        changed_by=tuple(dict.fromkeys(one.jurisdiction for one in changes)),
        signed=signed,
    )
    for one in changes:
        if one.how == "tightens":
            planned = _tightened(planned, one)
    return _in_transition(planned, as_of)


def _applies(rule: Rule, more_exemptions: list[Condition]) -> Condition:
    exemptions = (*(one.when for one in rule.exemptions), *more_exemptions)
    if not exemptions:
        return rule.applies_when
    return All((rule.applies_when, Not(AnyOf(exemptions))))


def _tightened(planned: PlannedRule, override: Override) -> PlannedRule:
    if not isinstance(planned.demand, Requirement):
        return planned  # reported at load
    demand: Demand = Requirement(All((planned.demand.condition, override.condition)))
    remediation = tuple(dict.fromkeys((*planned.remediation, *override.remediation)))
    return replace(planned, demand=demand, remediation=remediation)


def _in_transition(planned: PlannedRule, as_of: date) -> PlannedRule:
    applies, demand = planned.applies, planned.demand
    for one in planned.rule.transitions:
        if as_of > one.until:
            continue
        if one.instead is None or not isinstance(demand, Requirement):
            applies = All((applies, Not(one.applies_to)))
        else:
            demand = Requirement(Choice(one.applies_to, one.instead, demand.condition))
    return replace(planned, applies=applies, demand=demand)


def _parameters(library: Library, chain: tuple[str, ...], as_of: date) -> dict[str, DatedValue]:
    settings = {
        (setting.parameter, setting.jurisdiction): setting.values
        for book in library.rulebooks.values()
        for setting in book.settings
    }
    found: dict[str, DatedValue] = {}
    for parameter in library.parameters.values():
        value = _nearest(parameter, settings, chain, as_of)
        if value is not None:
            found[parameter.id] = value
    return found


def _nearest(
    parameter: Parameter, settings: dict[tuple[str, str], tuple[DatedValue, ...]], chain: tuple[str, ...], as_of: date
) -> DatedValue | None:
    for jurisdiction in chain:
        value = value_on(settings.get((parameter.id, jurisdiction), ()), as_of)
        if value is not None:
            return value
    return parameter.on(as_of)


__all__ = ["plan", "replanned"]
