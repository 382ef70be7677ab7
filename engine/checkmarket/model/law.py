"""The law as data: jurisdictions, instruments, parameters, terms, rules, and what a child changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

from checkmarket.model.conditions import NEVER, Condition
from checkmarket.model.diagnostics import Exclusion
from checkmarket.model.document import Place
from checkmarket.model.values import FactType, Money, Value

Kind = Literal["must", "must-not", "should", "may"]
Severity = Literal["low", "medium", "high", "critical"]
Basis = Literal["law", "study", "convention", "practice"]
"""What a rule of culture rests on: a text of law, measured evidence, an agreed standard, or what most do there."""
BASES: dict[Basis, str] = {
    "law": "a law",
    "study": "a study",
    "convention": "a convention",
    "practice": "what most do there",
}
"""The same in words: known from …"""
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The mildest first."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days something holds, both ends included; None is an open end."""

    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """The day lies in the window."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def change_days(self) -> set[date]:
        """The first day, and the first day after the last."""
        return {day for day in (self.first, self.last and self.last + ONE_DAY) if day}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`child` lies below `parent` on the days of the window."""

    child: str
    parent: str
    window: Window
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction:
    """A place whose law applies.

    has_books: a rulebook is its own; population, speakers: its people and the percent of them who use each language,
    where CLDR does not count them (a province); by language tag.
    """

    id: str
    title: str
    languages: tuple[str, ...] = ()
    currency: str = ""
    has_books: bool = False
    population: int = 0
    speakers: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """An act, treaty, directive or guidance.  short: as people call it; id: official, such as celex:32016R0679."""

    slug: str
    title: str
    short: str
    kind: str
    id: str
    url: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where something stands in an instrument.  seen: the day somebody read it."""

    instrument: Instrument
    article: str = ""
    says: str = ""
    seen: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A value from a day on, until the next one."""

    first: date
    value: Value
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A dated number the law sets.  id: RULEBOOK/slug; settable_by: which children may set it, or empty."""

    id: str
    type: FactType
    title: str
    settable_by: str
    values: tuple[DatedValue, ...]
    place: Place
    lint: tuple[Exclusion, ...] = field(default=(), compare=False)  # no part of what it says

    def on(self, day: date) -> DatedValue | None:
        """The value in force on a day."""
        return value_on(self.values, day)


def value_on(values: tuple[DatedValue, ...], day: date) -> DatedValue | None:
    """The newest of the dated values (sorted by day) that has begun."""
    begun = [one for one in values if one.first <= day]
    return begun[-1] if begun else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDefinition:
    """A legal notion over facts.  id: RULEBOOK/slug."""

    id: str
    title: str
    when: Condition
    cite: tuple[Citation, ...]
    place: Place
    lint: tuple[Exclusion, ...] = field(default=(), compare=False)  # no part of what it says


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """Who is let off a rule."""

    id: str
    title: str
    when: Condition
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """Until and on `until`, subjects for whom `applies_to` holds owe `instead` (None: nothing) in place of the duty."""

    until: date
    applies_to: Condition
    instead: Condition | None
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the rule asks: the condition that is true when the duty is met."""

    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A grade: the credit in [0, 1] when the condition is the first true one."""

    when: Condition
    credit: Decimal
    title: str = ""


@dataclass(frozen=True, slots=True)
class Levels:
    """Grades, the first true one wins; none true gives 0."""

    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Credit = fact / target, clamped to [0, 1].  target: a number, or the full id of a parameter."""

    fact: str
    target: Decimal | str


Demand = Requirement | Levels | Ratio


def conditions_in(demand: Demand) -> tuple[Condition, ...]:
    """The conditions that a demand holds; a ratio holds none."""
    match demand:
        case Requirement(condition):
            return (condition,)
        case Levels(levels):
            return tuple(level.when for level in levels)
        case Ratio():
            return ()


@dataclass(frozen=True, slots=True)
class Sanction:
    """A fine: an amount of money, or a percentage of a fact such as the worldwide turnover."""

    amount: Money | None = None
    percent: Decimal | None = None
    of: str = ""

    def in_words(self) -> str:
        """Such as: EUR 10,000,000, or: 2 % of worldwide turnover."""
        return str(self.amount) if self.amount else f"{self.percent} % of {self.of.split('.')[-1].replace('_', ' ')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """What a breach costs from a day on.  how: highest_of or lowest_of the sanctions; or only a text."""

    how: str
    sanctions: tuple[Sanction, ...] = ()
    text: str = ""
    first: date | None = None
    cite: tuple[Citation, ...] = ()

    def in_words(self) -> str:
        """Such as: up to EUR 10,000,000 or 2 % of worldwide turnover, whichever is higher."""
        if self.how == "text":
            return self.text
        parts = " or ".join(one.in_words() for one in self.sanctions)
        choice = f", whichever is {'higher' if self.how == 'highest_of' else 'lower'}"
        return f"up to {parts}{choice if len(self.sanctions) > 1 else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One duty.  weight: 1..10, 0 for `may`; severity gates, weight scores, blocker stops."""

    id: str
    jurisdiction: str
    domain: str
    title: str
    summary: str
    kind: Kind
    severity: Severity
    blocker: bool
    weight: int
    window: Window
    transposition: date | None
    cite: tuple[Citation, ...]
    sources: tuple[str, ...]
    applies_when: Condition
    exemptions: tuple[Exemption, ...]
    demand: Demand
    transitions: tuple[Transition, ...]
    figures: tuple[str, ...]
    penalties: tuple[Penalty, ...]
    remediation: tuple[str, ...]
    status: str
    note: str
    place: Place
    basis: Basis | None = None
    lint: tuple[Exclusion, ...] = field(default=(), compare=False)  # no part of what it says

    @property
    def is_past(self) -> bool:
        """It binds nobody any more and stays only so that its id is not used again."""
        return self.status in ("superseded", "withdrawn")

    def change_days(self) -> set[date]:
        """The days on which what this rule asks may change by its own dates."""
        return self.window.change_days() | {one.until + ONE_DAY for one in self.transitions}

    def penalty_on(self, day: date) -> Penalty | None:
        """The penalty in force on a day."""
        begun = [one for one in self.penalties if one.first is None or one.first <= day]
        return begun[-1] if begun else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What a child changes of a rule it inherits.

    how: exempts, tightens, replaces, switches_off or implements; condition: whom it exempts, or what it asks besides;
    by: the child's own rule that stands in its place.
    """

    how: str
    rule: str
    jurisdiction: str
    window: Window
    cite: tuple[Citation, ...]
    place: Place
    id: str = ""
    title: str = ""
    condition: Condition = NEVER
    by: str = ""
    reason: str = ""
    remediation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The value a child gives to a parameter that its parent opened."""

    parameter: str
    jurisdiction: str
    values: tuple[DatedValue, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What people believe to be law and is not, or not yet.  Shown, never judged.  seen: when somebody last looked."""

    id: str
    title: str
    state: str
    since: date
    note: str = ""
    seen: date | None = field(default=None, compare=False)
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEncoded:
    """An article that the rulebook leaves out on purpose."""

    instrument: str
    article: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTransposed:
    """A directive's rule that a member state had not made national law when somebody looked."""

    rule: str
    seen: date
    note: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """One file: one jurisdiction, one domain."""

    id: str
    jurisdiction: str
    domain: str
    title: str
    place: Place
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    terms: tuple[TermDefinition, ...] = ()
    rules: tuple[Rule, ...] = ()
    overrides: tuple[Override, ...] = ()
    settings: tuple[Setting, ...] = ()
    watch: tuple[Watched, ...] = ()
    not_encoded: tuple[NotEncoded, ...] = ()
    not_transposed: tuple[NotTransposed, ...] = ()
