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


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedMarket:
    """One market as it stands.

    likeness: what tells it from others: two markets of the same likeness and day come out the same.
    """

    library: Library
    plan: Plan
    likeness: tuple[str, ...]
    profile: Profile
    dependencies: Dependencies
    findings: Mapping[str, Finding]
    scores: Scores

    @property
    def key(self) -> tuple[tuple[str, ...], date]:
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
        return JudgedMarket(
            library=self.library,
            plan=self.plan,
            likeness=self.likeness,
            profile=self.profile,
            dependencies=self.dependencies,
            findings=findings,
            scores=score(
                findings.values(),
                self.library.domains,
                self.profile,
                before=self.scores,
                changed=frozenset(one.rule.domain for one in fresh.values()),
            ),
        )


def likeness(library: Library, chain: tuple[str, ...], subject: Subject) -> tuple[str, ...]:
    """The jurisdictions of a chain that have law of their own, or for which the subject states facts."""
    return tuple(one for one in chain if library.jurisdictions[one].has_books or one in subject.markets)


def judge_market(
    library: Library, plan: Plan, subject: Subject, profile: Profile, *, only: frozenset[str] | None = None
) -> JudgedMarket:
    """Judge a subject by a plan; `only` some rules if named."""
    findings = {one.rule.id: one for one in evaluate(library, plan, subject, only=only)}
    return JudgedMarket(
        library=library,
        plan=plan,
        likeness=likeness(library, plan.chain, subject),
        profile=profile,
        dependencies=Dependencies(library, plan, findings),
        findings=findings,
        scores=score(findings.values(), library.domains, profile),
    )
