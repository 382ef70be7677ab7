"""The gate of one market."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from checkmarket.model.findings import Finding, Status
from checkmarket.model.law import SEVERITIES
from checkmarket.model.report import VERDICTS_BY_WEIGHT, Coming, Score, Scores, Verdict
from checkmarket.model.vocabulary import Profile
from checkmarket.model.waivers import FaultyWaiver

_NAMED = 3  # unsigned rules named one by one
WAIVERS = "waivers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict, the findings that led to it, those that could still make it worse, and other reasons in words."""

    verdict: Verdict
    gated: tuple[Finding, ...] = ()
    undecided: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What else the gate knows of a market.

    excused: the rules whose breach a waiver or the baseline keeps from the gate; near: duties that begin within the
    profile's horizon; faulty: waivers that do not count; unwritten: the domains of law for which there is no rulebook.
    """

    excused: frozenset[str] = frozenset()
    near: tuple[Coming, ...] = ()
    faulty: tuple[FaultyWaiver, ...] = ()
    unwritten: tuple[str, ...] = ()


_ORDINARY = Circumstances()


def decide(
    findings: Iterable[Finding], scores: Scores, profile: Profile, circumstances: Circumstances = _ORDINARY
) -> Decision:
    """NO-GO for a breach the profile fails on, else CANNOT SAY for one that is still possible, else GO."""
    findings = tuple(findings)
    heard = tuple(one for one in findings if one.rule.id not in circumstances.excused)
    breaches = tuple(one for one in heard if one.is_breach and _gates(one, profile))
    undecided = tuple(one for one in heard if one.may_be_breach and _must_be_decided(one, profile))
    missed = tuple(_missed(findings, scores, profile, circumstances))
    if breaches or missed:
        return Decision(verdict=Verdict.NO_GO, gated=breaches, undecided=undecided, reasons=missed)
    unsure = tuple(_unsure(findings, scores, profile, circumstances))
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


def _missed(
    findings: tuple[Finding, ...], scores: Scores, profile: Profile, circumstances: Circumstances
) -> Iterator[str]:
    """What fails the gate besides breaches, in words."""
    yield from _below(scores, profile.min_score, lambda one: one.high, "the {} cannot reach {}")
    yield from _near(circumstances, lambda one: one.is_breach and _gates(one, profile), "is not met")
    if profile.max_not_applicable is not None:
        yield from _not_applicable(findings, float(profile.max_not_applicable))
    if WAIVERS in profile.fail_on:
        yield from (one.message for one in circumstances.faulty)


def _unsure(
    findings: tuple[Finding, ...], scores: Scores, profile: Profile, circumstances: Circumstances
) -> Iterator[str]:
    """What keeps the gate from saying GO, in words."""
    if profile.decide or profile.decide_all:
        yield from _below(scores, profile.min_score, lambda one: one.low, "the {} may stay below {}")
        if circumstances.unwritten:
            yield f"no rulebook says what the law asks there on {', '.join(circumstances.unwritten)}"
    yield from _below(scores, profile.min_coverage, lambda one: one.coverage, "less of the {} is decided than {}")
    needed = "may not be met"
    yield from _near(circumstances, lambda one: one.may_be_breach and _must_be_decided(one, profile), needed)
    if profile.require_signed:
        yield from _unsigned(findings)


def _below(
    scores: Scores, least: Mapping[str, Decimal], reached: Callable[[Score], float | None], words: str
) -> Iterator[str]:
    """The scores that do not reach what is asked of them."""
    named = {
        "compliance": ("compliance score", scores.compliance.total),
        "culture": ("cultural-adaptation score", scores.culture.total),
        **{
            domain: (f"score of {domain}", found)
            for tree in (scores.compliance, scores.culture)
            for domain, found in tree.domains.items()
        },
    }
    for name in sorted(least):
        if name in named:
            title, found = named[name]
            value = reached(found)
            if value is not None and value < float(least[name]):
                yield words.format(title, f"{float(least[name]) * 100:g} %")


def _near(circumstances: Circumstances, counts: Callable[[Finding], bool], state: str) -> Iterator[str]:
    for one in circumstances.near:
        if counts(one.finding) and one.finding.rule.id not in circumstances.excused:
            yield f"{one.finding.rule.id} begins on {one.applies_from} and {state}"


def _not_applicable(findings: tuple[Finding, ...], most: float) -> Iterator[str]:
    in_force = [one for one in findings if one.status is not Status.NOT_IN_FORCE]
    away = sum(one.status is Status.NOT_APPLICABLE for one in in_force)
    if in_force and away / len(in_force) > most:
        yield f"{away} of {len(in_force)} rules are said not to apply, more than {most * 100:g} %"


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
