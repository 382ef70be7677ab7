"""The whole answer: what reporters turn into text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from checkmarket.model.document import Place
from checkmarket.model.findings import Finding
from checkmarket.model.law import Watched
from checkmarket.model.values import Known, State
from checkmarket.model.vocabulary import Control, Fact, Profile
from checkmarket.model.waivers import FaultyWaiver, Waiver


class Verdict(StrEnum):
    """The gate's answer."""

    GO = "GO"
    CANNOT_SAY = "CANNOT SAY"
    NO_GO = "NO-GO"


VERDICTS_BY_WEIGHT = (Verdict.GO, Verdict.CANNOT_SAY, Verdict.NO_GO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The weighted share of met duties, as the interval that the unknown facts leave.

    low, high: in [0, 1], low <= high; both None when nothing applies.
    coverage: decided weight / possibly applicable weight, in [0, 1]; None when nothing can apply.
    applicable, possible: how many rules apply for certain, and how many may.
    """

    low: float | None
    high: float | None
    coverage: float | None
    applicable: int
    possible: int

    @property
    def width(self) -> float:
        """How much the unknown facts leave open, in [0, 1]."""
        return 0.0 if self.low is None or self.high is None else self.high - self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTree:
    """A market's score with the scores of its domains (only those in which a rule may apply)."""

    total: Score
    domains: Mapping[str, Score]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The two scores of a market, never mixed."""

    compliance: ScoreTree
    culture: ScoreTree


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A duty that lies ahead.  finding: as it would come out on `applies_from` with today's facts."""

    finding: Finding
    applies_from: date


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that would have counted at the gate, and the waiver that keeps it from there.  No score knows of it."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Fixed:
    """A finding of the baseline that is no more."""

    market: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageUse:
    """A language in a market: who speaks it, what the law asks in it, and what the product has in it.

    name: in English; official: official, de-facto, regional or empty; percent: of the people, None where nobody counted
    them; required: what the law asks in it (interface, terms …) with the rules that ask; offered: what the product has
    in it; open: what may be in it or not, since nobody said; share: percent of the interface that is translated, as
    somebody measured it.
    """

    language: str
    name: str
    official: str
    percent: float | None
    required: Mapping[str, tuple[str, ...]]
    offered: frozenset[str]
    open: frozenset[str]
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What people see of a kind of text: a date, a number, a price, a time.

    expected: as usual in the market; shown: as the product shows it there, by what is stated of it: in the market's
    way, in one that nobody misreads, or in that of the company's seat; None where that is not known; follows: as usual.
    """

    what: str
    expected: str
    shown: str | None
    follows: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketResult:
    """One market.

    gated: the findings that decided the verdict; undecided: those that could still make it worse; reasons: in words,
    what else decided; waived: findings a waiver keeps from the gate; known: those the baseline does;
    places: where the product file states each fact; languages: those the law asks for, the people speak or the product
    offers, what the law asks for first; served: percent of the people that the product's languages reach;
    previews: how texts look there.
    """

    market: str
    title: str
    has_books: bool
    verdict: Verdict
    gated: tuple[Finding, ...]
    undecided: tuple[Finding, ...]
    reasons: tuple[str, ...]
    scores: Scores
    findings: tuple[Finding, ...]
    coming: tuple[Coming, ...]
    watch: tuple[Watched, ...]
    waived: tuple[Waived, ...] = ()
    known: tuple[Finding, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    languages: tuple[LanguageUse, ...] = ()
    served: Known = State.UNKNOWN
    previews: tuple[Preview, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What a market's guaranteed scores (their low ends) win."""

    compliance: float
    culture: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """A control and what taking it really changes, found by setting its facts and judging again.

    together_with: the controls without which it resolves nothing; their effect is counted with it.
    resolves, lifts: (market, rule) of the breaches, and among them the blockers, that it ends.
    due: None for now, else the day the first duty it serves begins to apply.
    """

    control: Control
    together_with: tuple[str, ...]
    due: date | None
    resolves: tuple[tuple[str, str], ...]
    lifts: tuple[tuple[str, str], ...]
    gain: Mapping[str, Gain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An unknown fact.

    decides: findings that one answer settles; closes: how much of a score's interval it can close, in [0, 1];
    compliance: that score is the compliance score, else the cultural-adaptation score;
    markets: where it is open.
    """

    fact: Fact
    decides: int
    closes: float
    compliance: bool
    markets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleEvidence:
    """A fact whose evidence no longer counts on the judged day."""

    fact: str
    ref: str
    expired: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was found."""

    product: str
    title: str
    as_of: date
    profile: Profile
    verdict: Verdict
    library_digest: str
    tool_version: str
    markets: tuple[MarketResult, ...]
    checklist: tuple[ChecklistLine, ...]
    questions: tuple[Question, ...]
    stale: tuple[StaleEvidence, ...]
    domains: Mapping[str, str]
    """The titles of the domains."""
    faulty_waivers: tuple[FaultyWaiver, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    """What the baseline knew and is mended."""
    product_file: str = ""
    """Its path as it was named; empty for a subject made in memory."""
