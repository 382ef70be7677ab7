"""A market with its plan, findings and scores, which can be asked: and if this fact were different?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from checkmarket.evaluator import Dependencies, evaluate
from checkmarket.model.findings import Finding
from checkmarket.model.library import Library, Plan
from checkmarket.model.report import Scores
from checkmarket.model.subject import Subject
from checkmarket.model.vocabulary import Profile
from checkmarket.scorer import score

Likeness = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedMarket:
    """One market as it stands.

    likeness: what tells it from others: two markets of the same likeness come out the same on every day.
    """

    library: Library
    plan: Plan
    likeness: Likeness
    profile: Profile
    dependencies: Dependencies
    findings: Mapping[str, Finding]
    scores: Scores

    @property
    def key(self) -> tuple[Likeness, date]:
        """Markets with the same key have the same outcomes."""
        return self.likeness, self.plan.as_of

    def renamed(self, market: str) -> JudgedMarket:
        """The same outcomes for another market of the same likeness."""
        return replace(
            self,
            plan=replace(self.plan, market=market),
            findings={ident: replace(one, market=market) for ident, one in self.findings.items()},
        )

    def touches_compliance(self, fact: str) -> bool:
        """The fact can touch a rule that feeds the compliance score."""
        rules = self.dependencies.rules_on(frozenset({fact}))
        return any(
            self.library.domains[self.findings[rule].rule.domain].score == "compliance"
            for rule in rules
            if rule in self.findings
        )

    def again(self, subject: Subject, changed: frozenset[str]) -> JudgedMarket:
        """The market with another subject that differs in the changed facts only; only what they touch is judged."""
        touched = self.dependencies.rules_on(changed) & self.findings.keys()
        if not touched:
            return self
        fresh = {one.rule.id: one for one in evaluate(self.library, self.plan, subject, only=touched)}
        findings = {**self.findings, **fresh}
        return replace(
            self,
            findings=findings,
            scores=score(
                findings.values(),
                self.library.domains,
                self.profile,
                before=self.scores,
                changed=frozenset(one.rule.domain for one in fresh.values()),
            ),
        )


def likeness(library: Library, market: str, days: tuple[date, ...], subject: Subject) -> Likeness:
    """On each of the days: the market and its ancestors that have rulebooks, sign-offs or facts stated for them.

    Where a fact is computed from a market's people, markets with people of their own are told apart by these too.
    """
    tells = {*library.markets(), *subject.markets, *(one.market for one in library.sign_offs)}
    if any(one.computed for one in library.facts.values()):
        tells.update(library.territories.by_code)
    return tuple(tuple(one for one in library.chain(market, day) if one in tells) for day in days)


def judge_market(
    library: Library,
    plan: Plan,
    subject: Subject,
    profile: Profile,
    *,
    alike: Likeness,
    only: frozenset[str] | None = None,
) -> JudgedMarket:
    """Judge a subject by a plan; `only` some rules if named."""
    findings = {one.rule.id: one for one in evaluate(library, plan, subject, only=only)}
    return JudgedMarket(
        library=library,
        plan=plan,
        likeness=alike,
        profile=profile,
        dependencies=Dependencies(library, plan, findings),
        findings=findings,
        scores=score(findings.values(), library.domains, profile),
    )
