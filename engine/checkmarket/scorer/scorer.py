"""Scores of a market: each domain, and the two totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum

from checkmarket.model.findings import Finding
from checkmarket.model.report import Score, Scores, ScoreTree
from checkmarket.model.vocabulary import Domain, Profile
from checkmarket.scorer.models import MODELS, Model


def score(findings: Iterable[Finding], domains: Mapping[str, Domain], profile: Profile) -> Scores:
    """The compliance score and the cultural-adaptation score of one market's findings."""
    groups: dict[str, list[Finding]] = {domain: [] for domain in domains}
    for finding in findings:
        if finding.counts:
            groups[finding.rule.domain].append(finding)
    model = MODELS[profile.scoring]
    weights = {domain: float(profile.domain_weights.get(domain, 1)) for domain in domains}
    trees = {
        kind: _tree({d: groups[d] for d in domains if domains[d].score == kind and groups[d]}, weights, model)
        for kind in ("compliance", "culture")
    }
    return Scores(compliance=trees["compliance"], culture=trees["culture"])


def _tree(groups: dict[str, list[Finding]], weights: dict[str, float], model: Model) -> ScoreTree:
    return ScoreTree(
        total=_score(groups, weights, model),
        domains={domain: _score({domain: findings}, {domain: 1.0}, model) for domain, findings in groups.items()},
    )


def _score(groups: dict[str, list[Finding]], weights: dict[str, float], model: Model) -> Score:
    interval = model(groups, weights)
    low, high = interval or (None, None)
    findings = [one for group in groups.values() for one in group]
    return Score(
        low=low,
        high=high,
        coverage=_coverage(groups, weights),
        applicable=sum(not one.optional for one in findings),
        possible=len(findings),
    )


def _coverage(groups: dict[str, list[Finding]], weights: dict[str, float]) -> float | None:
    """Decided weight / possibly applicable weight, each rule weighing what it weighs in the score."""
    total = fsum(weights[domain] for domain in groups)
    if not total:
        return None
    return fsum(weights[domain] * _decided(findings) for domain, findings in groups.items()) / total


def _decided(findings: list[Finding]) -> float:
    weight = fsum(one.rule.weight for one in findings)
    return fsum(one.rule.weight for one in findings if _is_decided(one)) / weight


def _is_decided(finding: Finding) -> bool:
    credit = finding.credit
    return credit is not None and not finding.optional and credit.low == credit.high
