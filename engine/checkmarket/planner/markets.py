"""A market with its plan, findings and scores, which can be asked: and if this fact were different?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checkmarket.evaluator import Dependencies, evaluate
from checkmarket.model.findings import Finding
from checkmarket.model.library import Library, Plan
from checkmarket.model.report import Scores
from checkmarket.model.subject import Subject
from checkmarket.model.vocabulary import Profile
from checkmarket.scorer import score


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedMarket:
    """One market as it stands.  rules: judge only these, or all."""

    library: Library
    plan: Plan
    profile: Profile
    dependencies: Dependencies
    findings: Mapping[str, Finding]
    scores: Scores

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


def judge_market(
    library: Library, plan: Plan, subject: Subject, profile: Profile, *, only: frozenset[str] | None = None
) -> JudgedMarket:
    """Judge a subject by a plan; `only` some rules if named."""
    findings = {one.rule.id: one for one in evaluate(library, plan, subject, only=only)}
    return JudgedMarket(
        library=library,
        plan=plan,
        profile=profile,
        dependencies=Dependencies(library, plan, findings),
        findings=findings,
        scores=score(findings.values(), library.domains, profile),
    )
