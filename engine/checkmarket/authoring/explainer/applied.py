"""A rule put to one subject: the truth tree with its answers, the outcome, and what the answers cost or miss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checkmarket.authoring.explainer.tree import Node, leaves, truth_tree
from checkmarket.authoring.figures import readable
from checkmarket.authoring.sentences import one_line
from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.evaluator.facts import FactView
from checkmarket.evaluator.rules import Evaluation
from checkmarket.model.conditions import Leaf, Not
from checkmarket.model.findings import Finding, Status
from checkmarket.model.law import Penalty, Sanction
from checkmarket.model.library import Library, Plan
from checkmarket.model.subject import Evidence, Stated, Subject
from checkmarket.model.truth import Truth
from checkmarket.model.values import Known, Money, State
from checkmarket.model.vocabulary import Fact

OUTCOMES = {
    Status.PASS: "met",
    Status.FAIL: "not met",
    Status.UNKNOWN: "open: answers are missing",
    Status.PASS_IF_APPLICABLE: "met, if it applies at all",
    Status.POSSIBLE_FAIL: "not met, if it applies at all",
    Status.NOT_APPLICABLE: "does not apply",
    Status.NOT_IN_FORCE: "not in force",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the subject says to a fact that the rule looks at.  expired: its evidence no longer counts on the day."""

    fact: Fact
    value: Known
    words: str
    evidence: Evidence | None
    expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One leaf of the proof that a rule does not apply.  needs: the sentence that would have to be true."""

    fact: Fact
    value: Known
    words: str
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """finding: None where another rule took this one's place; proofs: why it does not apply; turns: the facts of
    which another answer alone could change that; fine: the penalty worked out for the subject, or empty."""

    subject: Subject
    market: str
    finding: Finding | None
    tree: Node
    answers: tuple[Answer, ...]
    missing: tuple[Fact, ...]
    proofs: tuple[Proof, ...]
    turns: tuple[Fact, ...]
    fine: str


def apply(library: Library, law: Plan, subject: Subject, rule_id: str) -> Applied:
    """Judge a subject by one rule of a plan (KeyError where it does not stand there)."""
    tree = truth_tree(library, law, subject, rule_id)
    finding = next(iter(evaluate(library, law, subject, only=(rule_id,))), None)
    proven = finding is not None and finding.status is Status.NOT_APPLICABLE
    penalty = library.rules[rule_id].penalty_on(law.as_of)
    facts = Evaluation(library, law, subject).judge.facts
    return Applied(
        subject=subject,
        market=law.market,
        finding=finding,
        tree=tree,
        answers=tuple(_answers(tree, library, law, subject)),
        missing=tuple(library.facts[one] for one in (finding.missing_facts if finding else ())),
        proofs=tuple(_proofs(finding, library, law)) if finding and proven else (),
        turns=tuple(_turns(finding, library, law, subject)) if finding and proven else (),
        fine=worked_out(penalty, facts) if penalty else "",
    )


def other_markets(
    library: Library, markets: tuple[str, ...], law: Plan, subject: Subject, rule_id: str
) -> Iterator[tuple[str, Finding | None]]:
    """The outcome in each of the markets whose law the rule is part of; None where another rule took its place."""
    for market in markets:
        here = plan(library, market, law.as_of)
        if rule_id in here.rules:
            yield market, next(iter(evaluate(library, here, subject, only=(rule_id,))), None)


def worked_out(penalty: Penalty, facts: FactView) -> str:
    """The most that a breach costs the subject, or empty where its answers do not tell."""
    found = [_amount(one, facts) for one in penalty.sanctions]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return ""
    currency = known[0].currency
    amounts = [facts.convert(one, currency) for one in known]
    comparable = [one for one in amounts if one is not None]
    if len(comparable) < len(amounts):
        return ""
    most = max(comparable) if penalty.how == "highest_of" else min(comparable)
    return f"up to {currency} {most:,.0f}"


def _amount(sanction: Sanction, facts: FactView) -> Money | None:
    if sanction.percent is None:
        return sanction.amount
    base = facts.value(sanction.of)
    return Money(base.amount * sanction.percent / 100, base.currency) if isinstance(base, Money) else None


def _answers(tree: Node, library: Library, law: Plan, subject: Subject) -> Iterator[Answer]:
    for ident, value in dict.fromkeys((one.fact, one.value) for one in leaves(tree)):
        stated = _stated(ident, law, subject)
        evidence = stated.evidence if stated else None
        expired = evidence is not None and evidence.expires is not None and evidence.expires < law.as_of
        known = State.UNKNOWN if value is None else value
        words = readable(known, library.facts[ident].type, library)
        yield Answer(fact=library.facts[ident], value=known, words=words, evidence=evidence, expired=expired)


def _stated(fact: str, law: Plan, subject: Subject) -> Stated | None:
    nearest = (subject.markets[one][fact] for one in law.chain if fact in subject.markets.get(one, {}))
    return next(nearest, subject.facts.get(fact))


def _proofs(finding: Finding, library: Library, law: Plan) -> Iterator[Proof]:
    for reason in finding.because:
        denied = reason.truth is Truth.TRUE  # it is true, and that very thing keeps the rule away
        wanted = Not(reason.leaf) if denied else reason.leaf
        words = readable(reason.value, library.facts[reason.fact].type, library)
        needs = one_line(wanted, library, law)
        yield Proof(fact=library.facts[reason.fact], value=reason.value, words=words, needs=needs)


def _turns(finding: Finding, library: Library, law: Plan, subject: Subject) -> Iterator[Fact]:
    """Facts that, were they not answered, would leave it open whether the rule applies."""
    for ident in dict.fromkeys(fact for reason in finding.because for fact in _behind(reason.leaf)):
        open_again = evaluate(library, law, subject.with_fact(ident, State.UNKNOWN), only=(finding.rule.id,))
        if any(one.status is not Status.NOT_APPLICABLE for one in open_again):
            yield library.facts[ident]


def _behind(leaf: Leaf) -> Iterator[str]:
    yield leaf.fact
    yield from (one.fact for one in leaf.operands if hasattr(one, "fact"))
