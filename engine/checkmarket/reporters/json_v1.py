"""The machine contract `checkmarket-report/1`; rules/schema/report.v1.schema.json is made from these models."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from checkmarket.model.findings import Finding, Reason
from checkmarket.model.law import Citation
from checkmarket.model.report import (
    ChecklistLine,
    Coming,
    Gain,
    LanguageUse,
    MarketResult,
    Question,
    Report,
    Score,
    ScoreTree,
    Waived,
)
from checkmarket.model.values import Interval, Known, Money, PartialSet, State, show

Share = Annotated[float, Field(ge=0, le=1)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
JsonValue = bool | int | float | str | list[str | int] | dict[str, float | str | bool | list[str | int]] | None
VerdictWord = Literal["GO", "NO-GO", "CANNOT SAY"]
StatusWord = Literal["pass", "fail", "unknown", "pass-if-applicable", "possible-fail", "not-applicable", "not-in-force"]


class _Contract(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToolV1(_Contract):
    """Who made the report."""

    name: Literal["checkmarket"]
    version: str


class DomainScoreV1(_Contract):
    """A score: the interval the unknown facts leave; null where nothing applies.  coverage: the decided share."""

    low: Share | None
    high: Share | None
    coverage: Share | None


class ScoreV1(DomainScoreV1):
    """A market's score, with those of its domains."""

    domains: dict[str, DomainScoreV1]


class BecauseV1(_Contract):
    """A fact that decides the outcome or could, its value, and what the rule needs of it, in words."""

    fact: str
    value: JsonValue
    needs: str


class CitationV1(_Contract):
    """Where the duty stands."""

    instrument: str
    article: str
    url: str


class FindingV1(_Contract):
    """One rule.

    credit: [lowest, highest] share of it that is met, null where it does not apply; transposition: for a directive,
    the day by which member states had to make it national law, which is what binds; basis: of a rule of culture, what
    the custom is known from; signed: a counsel vouches for the
    rule as it stands in this market.
    """

    rule: str
    jurisdiction: str
    domain: str
    status: StatusWord
    kind: Literal["must", "must-not", "should", "may"]
    severity: Literal["low", "medium", "high", "critical"]
    blocker: bool
    weight: Annotated[int, Field(ge=0, le=10)]
    credit: Annotated[list[Share], Field(min_length=2, max_length=2)] | None
    transposition: Day | None
    basis: Literal["law", "study", "convention", "practice"] | None
    signed: bool
    title: str
    because: list[BecauseV1]
    missing_facts: list[str]
    citations: list[CitationV1]
    penalty: str | None
    remediation: list[str]


class ComingV1(_Contract):
    """A duty that lies ahead."""

    rule: str
    applies_from: Day


class LanguageV1(_Contract):
    """A language in a market.

    official: official, de-facto, regional or empty; percent: of the people, null where nobody counted them; required:
    what the law asks in it (interface, terms …), with the rules that ask; offered: what the product has in it; open:
    what may be in it or not; interface_percent: how much of the interface was measured to be in it.
    """

    language: str
    name: str
    official: str
    percent: float | None
    required: dict[str, list[str]]
    offered: list[str]
    open: list[str]
    interface_percent: float | None


class PreviewV1(_Contract):
    """A date, number, price or time.  expected: as usual in the market; shown: as the product shows it there."""

    what: str
    expected: str
    shown: str | None
    follows: bool | None


class MarketV1(_Contract):
    """One market.

    known: rules whose finding the baseline knows; reasons: what else decided the verdict, in words; people_served:
    percent of the people who know a language of the interface: a number, its bounds, or null.
    """

    market: str
    verdict: VerdictWord
    compliance: ScoreV1
    culture: ScoreV1
    findings: list[FindingV1]
    coming: list[ComingV1]
    waived: list[WaivedV1]
    known: list[str]
    reasons: list[str]
    people_served: JsonValue
    languages: list[LanguageV1]
    previews: list[PreviewV1]


class EffortV1(_Contract):
    """Person-days."""

    low: float
    likely: float
    high: float


class ResolvesV1(_Contract):
    """A duty that the control makes met."""

    market: str
    rule: str


class GainV1(_Contract):
    """What the low end of a market's scores wins; points of 1."""

    compliance: float
    culture: float


class ChecklistV1(_Contract):
    """A control.  due: "now" or a day; together_with: the controls without which it resolves nothing."""

    control: str
    title: str
    owner: str
    effort_days: EffortV1
    due: Literal["now"] | Day
    together_with: list[str]
    resolves: list[ResolvesV1]
    gain: dict[str, GainV1]


class QuestionV1(_Contract):
    """An unknown fact.

    decides: rules one answer settles; closes: what it can take off a score's interval; markets: where it is open.
    """

    fact: str
    question: str
    decides: Annotated[int, Field(ge=0)]
    closes: Share
    markets: list[str]


class WaivedV1(_Contract):
    """A finding that a waiver keeps from the gate; no score knows of it."""

    rule: str
    owner: str
    approver: str
    expires: Day
    justification: str
    ticket: str


class FaultyWaiverV1(_Contract):
    """A waiver that does not count."""

    rule: str
    market: str
    fault: Literal["expired", "reopened", "unapproved", "unmatched"]
    message: str


class FixedV1(_Contract):
    """A finding of the baseline that is no more."""

    market: str
    rule: str


class ReportV1(_Contract):
    """What checkmarket found."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="checkmarket-report/1", populate_by_name=True)

    schema_: Annotated[Literal["checkmarket-report/1"], Field(alias="schema")]
    tool: ToolV1
    product: str
    as_of: Day
    profile: str
    library_digest: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
    verdict: VerdictWord
    markets: list[MarketV1]
    checklist: list[ChecklistV1]
    questions: list[QuestionV1]
    faulty_waivers: list[FaultyWaiverV1]
    fixed: list[FixedV1]


def render(report: Report) -> str:
    """The report as JSON, two spaces deep, a line end at the end."""
    return contract(report).model_dump_json(by_alias=True, indent=2) + "\n"


def contract(report: Report) -> ReportV1:
    """The report as the contract's own objects."""
    return ReportV1(
        schema_="checkmarket-report/1",
        tool=ToolV1(name="checkmarket", version=report.tool_version),
        product=report.product,
        as_of=report.as_of.isoformat(),
        profile=report.profile.id,
        library_digest=report.library_digest,
        verdict=report.verdict.value,
        markets=[_market(one) for one in report.markets],
        checklist=[_line(one) for one in report.checklist],
        questions=[_question(one) for one in report.questions],
        faulty_waivers=[
            FaultyWaiverV1(rule=one.waiver.rule, market=one.waiver.market, fault=one.fault.value, message=one.message)
            for one in report.faulty_waivers
        ],
        fixed=[FixedV1(market=one.market, rule=one.rule) for one in report.fixed],
    )


def _market(result: MarketResult) -> MarketV1:
    return MarketV1(
        market=result.market,
        verdict=result.verdict.value,
        compliance=_tree(result.scores.compliance),
        culture=_tree(result.scores.culture),
        findings=[_finding(one) for one in result.findings],
        coming=[_coming(one) for one in result.coming],
        waived=[_waived(one) for one in result.waived],
        known=sorted(one.rule.id for one in result.known),
        reasons=list(result.reasons),
        people_served=json_value(result.served),
        languages=[_language(one) for one in result.languages],
        previews=[
            PreviewV1(what=one.what, expected=one.expected, shown=one.shown, follows=one.follows)
            for one in result.previews
        ],
    )


def _language(one: LanguageUse) -> LanguageV1:
    return LanguageV1(
        language=one.language,
        name=one.name,
        official=one.official,
        percent=one.percent,
        required={what: list(rules) for what, rules in sorted(one.required.items())},
        offered=sorted(one.offered),
        open=sorted(one.open),
        interface_percent=one.share,
    )


def _waived(one: Waived) -> WaivedV1:
    waiver = one.waiver
    return WaivedV1(
        rule=waiver.rule,
        owner=waiver.owner,
        approver=waiver.approver,
        expires=waiver.expires.isoformat(),
        justification=waiver.justification,
        ticket=waiver.ticket,
    )


def _tree(tree: ScoreTree) -> ScoreV1:
    domains = {name: _score(one) for name, one in tree.domains.items()}
    total = _score(tree.total)
    return ScoreV1(low=total.low, high=total.high, coverage=total.coverage, domains=domains)


def _score(score: Score) -> DomainScoreV1:
    return DomainScoreV1(low=_rounded(score.low), high=_rounded(score.high), coverage=_rounded(score.coverage))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _finding(finding: Finding) -> FindingV1:
    rule, credit = finding.rule, finding.credit
    return FindingV1(
        rule=rule.id,
        jurisdiction=rule.jurisdiction,
        domain=rule.domain,
        status=finding.status.value,
        kind=rule.kind,
        severity=rule.severity,
        blocker=rule.blocker,
        weight=rule.weight,
        credit=None if credit is None else [round(credit.low, 4), round(credit.high, 4)],
        transposition=rule.transposition.isoformat() if rule.transposition else None,
        basis=rule.basis,
        signed=finding.signed,
        title=rule.title,
        because=[_because(one) for one in finding.because],
        missing_facts=list(finding.missing_facts),
        citations=[_citation(one) for one in rule.cite],
        penalty=finding.penalty.in_words() if finding.penalty else None,
        remediation=list(finding.remediation),
    )


def _because(reason: Reason) -> BecauseV1:
    return BecauseV1(fact=reason.fact, value=json_value(reason.value), needs=reason.needs)


def json_value(value: Known) -> JsonValue:
    """A fact's value as JSON: sets as sorted lists, money and partial sets as objects, unknown as null."""
    match value:
        case State.NONE:
            return "none"
        case State():
            return None
        case bool() | int() | str():
            return value
        case frozenset():
            return sorted(value, key=str)
        case PartialSet(has):
            return {"has": sorted(has, key=str), "complete": False}
        case Interval(low, high):
            ends = {"at_least": low, "at_most": high}
            return {
                key: float(end) if isinstance(end, Decimal) else end for key, end in ends.items() if end is not None
            }
        case Money(amount, currency):
            return {"amount": float(amount), "currency": currency}
        case _:
            return float(value) if isinstance(value, Decimal) else show(value)


def _citation(citation: Citation) -> CitationV1:
    url = citation.url or citation.instrument.url
    return CitationV1(instrument=citation.instrument.id, article=citation.article, url=url)


def _coming(coming: Coming) -> ComingV1:
    return ComingV1(rule=coming.finding.rule.id, applies_from=coming.applies_from.isoformat())


def _line(line: ChecklistLine) -> ChecklistV1:
    effort = line.control.effort
    return ChecklistV1(
        control=line.control.id,
        title=line.control.title,
        owner=line.control.owner,
        effort_days=EffortV1(low=float(effort.low), likely=float(effort.likely), high=float(effort.high)),
        due=line.due.isoformat() if line.due else "now",
        together_with=list(line.together_with),
        resolves=[ResolvesV1(market=market, rule=rule) for market, rule in line.resolves],
        gain={market: _gain(gain) for market, gain in line.gain.items()},
    )


def _gain(gain: Gain) -> GainV1:
    return GainV1(compliance=round(gain.compliance, 4), culture=round(gain.culture, 4))


def _question(question: Question) -> QuestionV1:
    closes = min(1.0, max(0.0, round(question.closes, 4)))
    return QuestionV1(
        fact=question.fact.id,
        question=question.fact.question,
        decides=question.decides,
        closes=closes,
        markets=list(question.markets),
    )
