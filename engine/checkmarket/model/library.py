"""The compiled whole of law and vocabulary, and the plan of it for one market on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checkmarket.model.conditions import Condition
from checkmarket.model.law import DatedValue, Demand, Edge, Jurisdiction, Parameter, Rule, Rulebook, TermDefinition
from checkmarket.model.signatures import SignOff
from checkmarket.model.territories import NO_TERRITORIES, Territories
from checkmarket.model.vocabulary import Control, Domain, Fact, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All rulebooks and their vocabulary, checked and linked.  digest: sha256 of the texts it was compiled from."""

    facts: Mapping[str, Fact]
    controls: Mapping[str, Control]
    domains: Mapping[str, Domain]
    profiles: Mapping[str, Profile]
    places: Mapping[str, str]
    jurisdictions: Mapping[str, Jurisdiction]
    edges: tuple[Edge, ...]
    rulebooks: Mapping[str, Rulebook]
    rules: Mapping[str, Rule]
    terms: Mapping[str, TermDefinition]
    parameters: Mapping[str, Parameter]
    digest: str
    sign_offs: tuple[SignOff, ...] = ()
    territories: Territories = NO_TERRITORIES

    def parents(self, jurisdiction: str, day: date) -> tuple[str, ...]:
        """The jurisdictions directly above one on a day."""
        return tuple(e.parent for e in self.edges if e.child == jurisdiction and e.window.covers(day))

    def chain(self, market: str, day: date) -> tuple[str, ...]:
        """The market, then its ancestors on that day, nearest first."""
        found = [market]
        for one in found:  # the list grows while it is walked: breadth first
            found.extend(parent for parent in self.parents(one, day) if parent not in found)
        return tuple(found)

    def below(self, jurisdiction: str, day: date) -> frozenset[str]:
        """The jurisdiction and every place below it on that day."""
        found = [jurisdiction]
        for one in found:
            found.extend(
                e.child for e in self.edges if e.parent == one and e.window.covers(day) and e.child not in found
            )
        return frozenset(found)

    def markets(self) -> tuple[str, ...]:
        """The jurisdictions that have rulebooks of their own."""
        return tuple(sorted(one.id for one in self.jurisdictions.values() if one.has_books))

    def is_market(self, jurisdiction: str, day: date) -> bool:
        """It has rulebooks, or inherits some on that day."""
        return any(
            one in self.jurisdictions and self.jurisdictions[one].has_books for one in self.chain(jurisdiction, day)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRule:
    """A rule as it stands in one market on one day, its parents' and children's changes worked in.

    applies: whom it binds, exemptions and transitions included; replaced_by: the rule that took its place here, or "";
    changed_by: jurisdictions whose overrides are worked in; signed: a counsel's sign-off of it holds here on that day.
    """

    rule: Rule
    applies: Condition
    demand: Demand
    remediation: tuple[str, ...]
    in_force: bool
    replaced_by: str = ""
    changed_by: tuple[str, ...] = ()
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The law of one market on one day.  chain: the market and its ancestors, nearest first."""

    market: str
    chain: tuple[str, ...]
    as_of: date
    rules: Mapping[str, PlannedRule]
    terms: Mapping[str, Condition]
    parameters: Mapping[str, DatedValue]
    inside: Mapping[str, frozenset[str]]
    """For each place that a condition names with `includes_any_in`: itself and every place below it."""
    territories: Territories = NO_TERRITORIES
    people_of: tuple[str, ...] = ()
    """The territories whose people are the market's: itself, or the members of a union."""
