"""The scoring models a profile can name.

weighted-mean: an interval, because an unknown outcome may still be either.
The four of XCCDF 1.2 (NISTIR 7275r4, 7.3.2): one number; a rule that passed counts 1, one that failed or is unknown
counts 0, one that does not apply is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from checkmarket.model.findings import Finding, Status
from checkmarket.scorer.bounds import Share, bounds, mean

Interval = tuple[float, float] | None
Groups = Mapping[str, Sequence[Finding]]
Weights = Mapping[str, float]
Model = Callable[[Groups, Weights], Interval]
"""From the counting findings of each domain, and the weights of the domains, to the bounds of the score."""


def weighted_mean(groups: Groups, weights: Weights) -> Interval:
    """The weighted mean of the domains' weighted means; a domain with nothing applicable disappears."""
    shares = []
    for domain, findings in groups.items():
        interval = bounds(_share(finding) for finding in findings)
        if interval is not None:
            may_vanish = all(finding.optional for finding in findings)
            shares.append(Share(weights[domain], *interval, optional=may_vanish))
    return bounds(shares)


def xccdf_default(groups: Groups, weights: Weights) -> Interval:
    """urn:xccdf:scoring:default: each group's weighted mean, weighted again by the groups' own weights."""
    means = [(weights[domain], _xccdf_mean(findings)) for domain, findings in groups.items() if findings]
    return _point(mean(means)) if any(weight for weight, _ in means) else None


def xccdf_flat(groups: Groups, weights: Weights) -> Interval:
    """urn:xccdf:scoring:flat: the weight of the rules that passed, over the weight of all that count."""
    findings = _flatten(groups, weights)
    return _point(_xccdf_mean(findings)) if findings else None


def xccdf_flat_unweighted(groups: Groups, weights: Weights) -> Interval:
    """urn:xccdf:scoring:flat-unweighted: the number of rules that passed, over the number that count."""
    findings = _flatten(groups, weights)
    return _point(mean([(1.0, _passed(one)) for one in findings])) if findings else None


def xccdf_absolute(groups: Groups, weights: Weights) -> Interval:
    """urn:xccdf:scoring:absolute: 1 when every rule that counts passed, else 0."""
    findings = _flatten(groups, weights)
    return _point(float(all(_passed(one) for one in findings))) if findings else None


def _share(finding: Finding) -> Share:
    assert finding.credit is not None
    return Share(finding.rule.weight, finding.credit.low, finding.credit.high, optional=finding.optional)


def _flatten(groups: Groups, weights: Weights) -> list[Finding]:
    return [one for domain, findings in groups.items() if weights[domain] > 0 for one in findings]


def _xccdf_mean(findings: Sequence[Finding]) -> float:
    return mean([(one.rule.weight, _passed(one)) for one in findings])


def _passed(finding: Finding) -> float:
    return float(finding.status is Status.PASS)


def _point(value: float) -> Interval:
    return value, value


MODELS: dict[str, Model] = {
    "weighted-mean": weighted_mean,
    "xccdf-default": xccdf_default,
    "xccdf-flat": xccdf_flat,
    "xccdf-flat-unweighted": xccdf_flat_unweighted,
    "xccdf-absolute": xccdf_absolute,
}
