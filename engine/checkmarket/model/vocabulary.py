"""The shared words of all rulebooks: facts, controls, domains, profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from checkmarket.model.conditions import Condition
from checkmarket.model.diagnostics import Exclusion
from checkmarket.model.document import Place
from checkmarket.model.values import FactType, Known, Value

_LANGUAGES = "_languages"


@dataclass(frozen=True, slots=True)
class Computed:
    """A fact that follows from another where nobody states it.

    how: people-served, the share of a market's people who can use one of the languages in the fact `of`.
    """

    how: Literal["people-served"]
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A typed question about company, product or market.

    kind: situation or measure; scope: company, product or market; asked_if: when the question makes sense;
    otherwise: the value it has when it is not asked, or None where only unknown is honest; computed: how it follows
    from another where it is not stated.
    """

    id: str
    topic: str
    type: FactType
    kind: str
    scope: str
    question: str
    help: str
    asked_if: Condition | None
    otherwise: Known | None
    place: Place
    computed: Computed | None = None
    lint: tuple[Exclusion, ...] = field(default=(), compare=False)  # no part of what it says

    @property
    def artefact(self) -> str:
        """What is in the languages it names: locale.privacy_notice_languages → privacy-notice; else empty."""
        slug = self.id.partition(".")[2]
        names_languages = self.type.many and self.type.base == "language" and slug.endswith(_LANGUAGES)
        return slug.removesuffix(_LANGUAGES).replace("_", "-") if names_languages else ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a control does to a fact.  how: to, add, remove, at_most or at_least."""

    how: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Person-days: low <= likely <= high."""

    low: Decimal
    likely: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A measure that can be taken, the same in every jurisdiction.  lead_time_days: waiting that no effort shortens."""

    id: str
    title: str
    owner: str
    effort: Effort
    lead_time_days: int
    changes: Mapping[str, Change]
    steps: tuple[str, ...]
    evidence: tuple[str, ...]
    place: Place
    lint: tuple[Exclusion, ...] = field(default=(), compare=False)  # no part of what it says


@dataclass(frozen=True, slots=True)
class Domain:
    """A subject of law or culture.  score: compliance or culture."""

    id: str
    score: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Scoring model and gate thresholds.

    fail_on: `blocker`, `waivers` (that do not count) and severities, each standing for itself and above; decide: an
    undecided duty of those kinds makes the verdict CANNOT SAY; decide_all: so does any undecided duty; min_score,
    min_coverage: of compliance, culture or a domain, in [0, 1]; max_not_applicable: share of the rules in force;
    coming_within: an ISO 8601 duration, duties that begin so soon count; require_signed: a rule that counts and that
    no counsel has signed makes the verdict CANNOT SAY.
    """

    id: str
    title: str
    scoring: str
    fail_on: frozenset[str]
    decide: bool
    decide_all: bool = False
    domain_weights: Mapping[str, Decimal] = field(default_factory=dict)
    min_score: Mapping[str, Decimal] = field(default_factory=dict)
    min_coverage: Mapping[str, Decimal] = field(default_factory=dict)
    max_not_applicable: Decimal | None = None
    coming_within: str = ""
    require_signed: bool = False
