"""The scoring models a profile can name.

weighted-mean: an interval, because an unknown outcome may still be either.
The four of XCCDF 1.2 (NISTIR 7275r4, 7.3.2): one number; a rule that passed counts 1, one that failed or is unknown
counts 0, one that does not apply is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from checkmarket.model.findings import Finding, Status
from checkmarket.scorer.bounds import Share, bounds, mean

Interval = tuple[float, float]


class Group(NamedTuple):
    """A domain on its way into the total.  findings: those that count, at least one; interval: its own score."""

    weight: float
    findings: Sequence[Finding]
    interval: Interval


class Model(NamedTuple):
    """How a domain's findings make its score, and the domains with weight make the total."""

    domain: Callable[[Sequence[Finding]], Interval]
    total: Callable[[Sequence[Group]], Interval]


def _weighted_domain(findings: Sequence[Finding]) -> Interval:
    interval = bounds(_share(finding) for finding in findings)
    assert interval is not None
    return interval


def _weighted_total(groups: Sequence[Group]) -> Interval:
    """The weighted mean of the domains' means; a domain in which nothing is certain to apply may disappear."""
    interval = bounds(
        Share(one.weight, *one.interval, optional=all(finding.optional for finding in one.findings)) for one in groups
    )
    assert interval is not None
    return interval


def _share(finding: Finding) -> Share:
    assert finding.credit is not None
    return Share(finding.rule.weight, finding.credit.low, finding.credit.high, finding.optional)


def _flat(findings: Sequence[Finding]) -> Interval:
    """urn:xccdf:scoring:flat: the weight of the rules that passed, over the weight of all that count."""
    return _point(mean([(one.rule.weight, _passed(one)) for one in findings]))


def _unweighted(findings: Sequence[Finding]) -> Interval:
    """urn:xccdf:scoring:flat-unweighted: the number of rules that passed, over the number that count."""
    return _point(mean([(1.0, _passed(one)) for one in findings]))


def _absolute(findings: Sequence[Finding]) -> Interval:
    """urn:xccdf:scoring:absolute: 1 when every rule that counts passed, else 0."""
    return _point(float(all(_passed(one) for one in findings)))


def _nested(groups: Sequence[Group]) -> Interval:
    """urn:xccdf:scoring:default: each group's weighted mean, weighted again by the groups' own weights."""
    return _point(mean([(one.weight, one.interval[0]) for one in groups]))


def _over_all(domain: Callable[[Sequence[Finding]], Interval]) -> Callable[[Sequence[Group]], Interval]:
    """The same model over the findings of all groups at once."""
    return lambda groups: domain([finding for one in groups for finding in one.findings])


def _passed(finding: Finding) -> float:
    return float(finding.status is Status.PASS)


def _point(value: float) -> Interval:
    return value, value


MODELS: Mapping[str, Model] = {
    "weighted-mean": Model(_weighted_domain, _weighted_total),
    "xccdf-default": Model(_flat, _nested),
    "xccdf-flat": Model(_flat, _over_all(_flat)),
    "xccdf-flat-unweighted": Model(_unweighted, _over_all(_unweighted)),
    "xccdf-absolute": Model(_absolute, _over_all(_absolute)),
}
