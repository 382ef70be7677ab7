"""A rule in plain words, as a value: what the terminal, the JSON format and the book show of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checkmarket.authoring.figures import Origin
from checkmarket.authoring.sentences import Line
from checkmarket.model.law import Citation, Parameter, Rule, Watched
from checkmarket.model.vocabulary import Control, Fact

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence that introduces conditions, the conditions, and where that stands.  jurisdiction: whose law it is."""

    head: str
    lines: Lines = ()
    cite: tuple[Citation, ...] = ()
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWords:
    """A term that the rule rests on, directly or through another term."""

    id: str
    title: str
    lines: Lines
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of the rule in the market asked about.

    value: in words, or why there is none; origins: who gives it there, what holds first; elsewhere: (jurisdiction,
    value in words) of the other children that set it.
    """

    parameter: Parameter
    value: str
    origins: tuple[Origin, ...]
    elsewhere: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fine:
    """What a breach costs.  first: from which day on, None from the beginning."""

    words: str
    first: date | None
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One rule as it stands in a market on a day.

    duty: kind, severity, blocker and weight in words; force: sentences about its dates and standing;
    binds: for whom it is meant, () for everybody; asks: what it demands, grade by grade where it grades;
    changes: what other jurisdictions make of it; cases: how many cases expect each outcome.
    """

    rule: Rule
    market: str
    as_of: date
    duty: str
    force: tuple[str, ...]
    binds: Lines
    exempt: tuple[Passage, ...]
    asks: tuple[Passage, ...]
    transitions: tuple[Passage, ...]
    changes: tuple[Passage, ...]
    terms: tuple[TermWords, ...]
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    fines: tuple[Fine, ...]
    controls: tuple[Control, ...]
    watch: tuple[Watched, ...]
    standing: str
    cases: Mapping[str, int]
