"""The gate of one market."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from checkmarket.model.findings import Finding
from checkmarket.model.report import VERDICTS_BY_WEIGHT, Score, Scores, Verdict
from checkmarket.model.vocabulary import Profile

_NAMED = 3  # unsigned rules named one by one
SEVERITIES = ("low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict, the findings that led to it, those that could still make it worse, and other reasons in words."""

    verdict: Verdict
    gated: tuple[Finding, ...] = ()
    undecided: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()


def decide(findings: Iterable[Finding], scores: Scores, profile: Profile) -> Decision:
    """NO-GO for a breach the profile fails on, else CANNOT SAY for one that is still possible, else GO."""
    findings = tuple(findings)
    breaches = tuple(one for one in findings if one.is_breach and _gates(one, profile))
    missed = tuple(_minima(scores, profile, certain=True))
    undecided = tuple(one for one in findings if one.may_be_breach and _must_be_decided(one, profile))
    if breaches or missed:
        return Decision(verdict=Verdict.NO_GO, gated=breaches, undecided=undecided, reasons=missed)
    unsure = tuple(_minima(scores, profile, certain=False)) if profile.decide or profile.decide_all else ()
    unsure += tuple(_unsigned(findings)) if profile.require_signed else ()
    if undecided or unsure:
        return Decision(verdict=Verdict.CANNOT_SAY, gated=undecided, undecided=undecided, reasons=unsure)
    return Decision(verdict=Verdict.GO)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict over several markets."""
    return max(verdicts, key=VERDICTS_BY_WEIGHT.index, default=Verdict.GO)


def _gates(finding: Finding, profile: Profile) -> bool:
    if finding.rule.blocker and "blocker" in profile.fail_on:
        return True
    thresholds = [SEVERITIES.index(one) for one in profile.fail_on if one in SEVERITIES]
    return bool(thresholds) and SEVERITIES.index(finding.rule.severity) >= min(thresholds)


def _must_be_decided(finding: Finding, profile: Profile) -> bool:
    return profile.decide_all or (profile.decide and _gates(finding, profile))


def _unsigned(findings: tuple[Finding, ...]) -> Iterator[str]:
    """The rules that count, or may, and that no counsel vouches for as they stand in this market."""
    counting = [one for one in findings if one.counts]
    missing = sorted(one.rule.id for one in counting if not one.signed)
    if missing:
        rest = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        yield (
            f"{len(missing)} of {len(counting)} rules that apply or may are not signed by a counsel: "
            f"{', '.join(missing[:_NAMED])}{rest}"
        )


def _minima(scores: Scores, profile: Profile, *, certain: bool) -> Iterator[str]:
    """The minimum scores that are missed for certain, or those that may be."""
    pairs: list[tuple[str, Score, Decimal | None]] = [
        ("compliance score", scores.compliance.total, profile.min_compliance),
        ("cultural-adaptation score", scores.culture.total, profile.min_culture),
    ]
    for name, found, minimum in pairs:
        reached = found.high if certain else found.low
        if minimum is not None and reached is not None and reached < float(minimum):
            yield f"the {name} {'cannot reach' if certain else 'may stay below'} {float(minimum) * 100:g} %"
