"""Scores of a market: each domain, and the two totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum

from checkmarket.model.findings import Finding
from checkmarket.model.report import Score, Scores, ScoreTree
from checkmarket.model.vocabulary import Domain, Profile
from checkmarket.scorer.models import MODELS, Group

_NOTHING = Score(low=None, high=None, coverage=None, applicable=0, possible=0)


def score(
    findings: Iterable[Finding],
    domains: Mapping[str, Domain],
    profile: Profile,
    *,
    before: Scores | None = None,
    changed: frozenset[str] = frozenset(),
) -> Scores:
    """The compliance score and the cultural-adaptation score of one market's findings.

    before, changed: earlier scores of the same market, and the domains in which findings have changed since.
    """
    groups: dict[str, list[Finding]] = {domain: [] for domain in domains}
    for finding in findings:
        if finding.counts:
            groups[finding.rule.domain].append(finding)
    known = {**before.compliance.domains, **before.culture.domains} if before else {}
    scores = {
        domain: known[domain] if domain in known and domain not in changed else _domain(found, profile)
        for domain, found in groups.items()
        if found
    }

    def tree(kind: str) -> ScoreTree:
        own = {domain: one for domain, one in scores.items() if domains[domain].score == kind}
        return ScoreTree(total=_total(own, groups, profile), domains=own)

    return Scores(compliance=tree("compliance"), culture=tree("culture"))


def _domain(findings: list[Finding], profile: Profile) -> Score:
    low, high = MODELS[profile.scoring].domain(findings)
    weight = fsum(one.rule.weight for one in findings)
    return Score(
        low=low,
        high=high,
        coverage=fsum(one.rule.weight for one in findings if _is_decided(one)) / weight,
        applicable=sum(not one.optional for one in findings),
        possible=len(findings),
    )


def _is_decided(finding: Finding) -> bool:
    credit = finding.credit
    return credit is not None and not finding.optional and credit.low == credit.high


def _total(scores: Mapping[str, Score], groups: Mapping[str, list[Finding]], profile: Profile) -> Score:
    """The total of the domains that have a weight; coverage weighs each rule as the score does."""
    weights = {domain: float(profile.domain_weights.get(domain, 1)) for domain in scores}
    weighty = {domain: one for domain, one in scores.items() if weights[domain] > 0}
    if not weighty:
        return _NOTHING
    low, high = MODELS[profile.scoring].total(
        [Group(weights[domain], groups[domain], (one.low or 0.0, one.high or 0.0)) for domain, one in weighty.items()]
    )
    coverage = fsum(weights[domain] * (one.coverage or 0.0) for domain, one in weighty.items())
    return Score(
        low=low,
        high=high,
        coverage=coverage / fsum(weights[domain] for domain in weighty),
        applicable=sum(one.applicable for one in weighty.values()),
        possible=sum(one.possible for one in weighty.values()),
    )
