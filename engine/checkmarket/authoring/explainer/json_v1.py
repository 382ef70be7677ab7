"""The machine format `checkmarket-explanation/1`; rules/schema/explanation.v1.schema.json is made from these models."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from checkmarket.authoring.explainer.applied import Applied
from checkmarket.authoring.explainer.explanation import Explanation, Figure, Lines, Passage
from checkmarket.authoring.explainer.tree import Node
from checkmarket.model.findings import Finding
from checkmarket.model.law import Citation
from checkmarket.reporters.json_v1 import Day, JsonValue, StatusWord, json_value


class _Contract(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LineV1(_Contract):
    """A line of an outline.  depth: from 0."""

    depth: Annotated[int, Field(ge=0)]
    text: str


class CitationV1(_Contract):
    """Where it stands, what it says there, and the day somebody read it."""

    instrument: str
    title: str
    article: str
    says: str
    seen: Day | None
    url: str


class PassageV1(_Contract):
    """A sentence and the conditions it introduces."""

    head: str
    lines: list[LineV1]
    cite: list[CitationV1]
    jurisdiction: str


class TermV1(_Contract):
    """A term the rule rests on."""

    id: str
    title: str
    lines: list[LineV1]
    cite: list[CitationV1]


class FactV1(_Contract):
    """A fact the rule looks at, with the question that asks for it."""

    fact: str
    question: str


class OriginV1(_Contract):
    """Who gives a number its value, and from which day on."""

    jurisdiction: str
    value: JsonValue
    first: Day


class FigureV1(_Contract):
    """A number of the rule.  origins: what holds in the market stands first; elsewhere: what other children set."""

    parameter: str
    title: str
    value: str
    origins: list[OriginV1]
    elsewhere: dict[str, str]


class FineV1(_Contract):
    """What a breach costs, from a day on."""

    words: str
    first: Day | None
    cite: list[CitationV1]


class NodeV1(_Contract):
    """A sentence of the truth tree.  truth: T, F or U; fact, value: those of a leaf, null for a group."""

    text: str
    truth: Literal["T", "F", "U"]
    fact: str | None
    value: JsonValue
    children: list[NodeV1]


class EvidenceV1(_Contract):
    """What backs an answer.  expired: it no longer counts on the judged day."""

    kind: str
    ref: str
    on: Day
    expires: Day | None
    expired: bool


class AnswerV1(_Contract):
    """What the product says to a fact."""

    fact: str
    question: str
    value: JsonValue
    evidence: EvidenceV1 | None


class ProofV1(_Contract):
    """A fact that proves that the rule does not apply, and the sentence that would have to be true."""

    fact: str
    value: JsonValue
    needs: str


class AppliedV1(_Contract):
    """What the rule says of a product.  status: null where another rule took its place in this market."""

    product: str
    market: str
    status: StatusWord | None
    credit: list[float] | None
    tree: NodeV1
    answers: list[AnswerV1]
    missing_facts: list[FactV1]
    not_applicable_because: list[ProofV1]
    would_change_it: list[str]
    fine: str
    other_markets: dict[str, StatusWord | None]


class RuleV1(_Contract):
    """One rule in plain words, as it stands in a market."""

    rule: str
    market: str
    title: str
    summary: str
    kind: Literal["must", "must-not", "should", "may"]
    severity: Literal["low", "medium", "high", "critical"]
    blocker: bool
    weight: int
    first: Day | None
    last: Day | None
    transposition: Day | None
    status: str
    duty: str
    force: list[str]
    binds: list[LineV1]
    exempt: list[PassageV1]
    asks: list[PassageV1]
    transitions: list[PassageV1]
    changes: list[PassageV1]
    terms: list[TermV1]
    facts: list[FactV1]
    figures: list[FigureV1]
    cite: list[CitationV1]
    penalties: list[FineV1]
    controls: list[str]
    watch: list[str]
    note: str
    cases: dict[str, int]
    applied: AppliedV1 | None


class ExplanationsV1(_Contract):
    """All rules that were asked for."""

    contract: Literal["checkmarket-explanation/1"] = Field(alias="schema")
    as_of: Day
    rules: list[RuleV1]


Explained = tuple[Explanation, Applied | None, tuple[tuple[str, Finding | None], ...]]


def render(as_of: str, explained: Iterable[Explained]) -> str:
    """JSON of the contract.  explained: each rule with what it says of a product, there and in other markets."""
    rules = [_rule(*one) for one in explained]
    made = ExplanationsV1(schema="checkmarket-explanation/1", as_of=as_of, rules=rules)
    return json.dumps(made.model_dump(mode="json", by_alias=True), indent=2, ensure_ascii=False) + "\n"


def _rule(one: Explanation, applied: Applied | None, others: tuple[tuple[str, Finding | None], ...]) -> RuleV1:
    rule = one.rule
    return RuleV1(
        rule=rule.id,
        market=one.market,
        title=rule.title,
        summary=rule.summary,
        kind=rule.kind,
        severity=rule.severity,
        blocker=rule.blocker,
        weight=rule.weight,
        first=_day(rule.window.first),
        last=_day(rule.window.last),
        transposition=_day(rule.transposition),
        status=rule.status,
        duty=one.duty,
        force=list(one.force),
        binds=_lines(one.binds),
        exempt=_passages(one.exempt),
        asks=_passages(one.asks),
        transitions=_passages(one.transitions),
        changes=_passages(one.changes),
        terms=[TermV1(id=t.id, title=t.title, lines=_lines(t.lines), cite=_cite(t.cite)) for t in one.terms],
        facts=[FactV1(fact=fact.id, question=fact.question) for fact in one.facts],
        figures=[_figure(figure) for figure in one.figures],
        cite=_cite(rule.cite),
        penalties=[FineV1(words=f.words, first=_day(f.first), cite=_cite(f.cite)) for f in one.fines],
        controls=[control.id for control in one.controls],
        watch=[watched.title for watched in one.watch],
        note=rule.note,
        cases=dict(one.cases),
        applied=_applied(applied, others) if applied else None,
    )


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _lines(lines: Lines) -> list[LineV1]:
    return [LineV1(depth=one.depth, text=one.text) for one in lines]


def _passages(passages: tuple[Passage, ...]) -> list[PassageV1]:
    return [
        PassageV1(head=one.head, lines=_lines(one.lines), cite=_cite(one.cite), jurisdiction=one.jurisdiction)
        for one in passages
    ]


def _cite(cite: tuple[Citation, ...]) -> list[CitationV1]:
    return [
        CitationV1(
            instrument=one.instrument.id,
            title=one.instrument.title,
            article=one.article,
            says=one.says,
            seen=_day(one.seen),
            url=one.url or one.instrument.url,
        )
        for one in cite
    ]


def _figure(one: Figure) -> FigureV1:
    origins = [
        OriginV1(jurisdiction=o.jurisdiction, value=json_value(o.value.value), first=str(o.value.first))
        for o in one.origins
    ]
    return FigureV1(
        parameter=one.parameter.id,
        title=one.parameter.title,
        value=one.value,
        origins=origins,
        elsewhere=dict(one.elsewhere),
    )


def _applied(one: Applied, others: tuple[tuple[str, Finding | None], ...]) -> AppliedV1:
    finding = one.finding
    return AppliedV1(
        product=one.subject.id,
        market=one.market,
        status=finding.status.value if finding else None,
        credit=[finding.credit.low, finding.credit.high] if finding and finding.credit else None,
        tree=_node(one.tree),
        answers=list(_answers(one)),
        missing_facts=[FactV1(fact=fact.id, question=fact.question) for fact in one.missing],
        not_applicable_because=[
            ProofV1(fact=proof.fact.id, value=json_value(proof.value), needs=proof.needs) for proof in one.proofs
        ],
        would_change_it=[fact.id for fact in one.turns],
        fine=one.fine,
        other_markets={market: found.status.value if found else None for market, found in others},
    )


def _answers(one: Applied) -> Iterable[AnswerV1]:
    for answer in one.answers:
        kept, evidence = answer.evidence, None
        if kept:
            evidence = EvidenceV1(
                kind=kept.kind, ref=kept.ref, on=str(kept.on), expires=_day(kept.expires), expired=answer.expired
            )
        fact = answer.fact
        yield AnswerV1(fact=fact.id, question=fact.question, value=json_value(answer.value), evidence=evidence)


def _node(node: Node) -> NodeV1:
    return NodeV1(
        text=node.text,
        truth=_LETTERS[node.truth.name],
        fact=node.fact or None,
        value=None if node.value is None else json_value(node.value),
        children=[_node(child) for child in node.children],
    )


_LETTERS: dict[str, Literal["T", "F", "U"]] = {"TRUE": "T", "FALSE": "F", "UNKNOWN": "U"}
