"""What does not fail the gate although it is not met: waived findings, and those the baseline knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from checkmarket.compiler.meaning import digest, meaning
from checkmarket.gate.waiving import hold, needs_waiver
from checkmarket.model.baseline import KnownFinding
from checkmarket.model.findings import Finding
from checkmarket.model.fingerprints import fingerprint
from checkmarket.model.library import Library
from checkmarket.model.report import Fixed, Waived
from checkmarket.model.subject import Subject
from checkmarket.model.waivers import FaultyWaiver, Waiver
from checkmarket.planner import Outlook


@dataclass(frozen=True, slots=True)
class Pardon:
    """By market: what is waived, and what the baseline knows, duties that lie ahead included.

    faulty: waivers that do not count; fixed: what the baseline knew and is no more.
    """

    waived: Mapping[str, tuple[Waived, ...]] = field(default_factory=dict)
    known: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    faulty: tuple[FaultyWaiver, ...] = ()
    fixed: tuple[Fixed, ...] = ()


NO_PARDON = Pardon()


def pardoned(
    library: Library,
    product: Subject,
    outlooks: Sequence[Outlook],
    waivers: tuple[Waiver, ...],
    baseline: tuple[KnownFinding, ...],
    as_of: date,
) -> Pardon:
    """Hold waivers and baseline against what was found for one product; those of others are left alone."""
    findings = {one.today.plan.market: tuple(one.today.findings.values()) for one in outlooks}
    judged = frozenset(rule for one in outlooks for rule in one.today.findings)
    waiving = hold(
        [one for one in waivers if one.product == product.id],
        findings,
        as_of=as_of,
        meanings=lambda rule, market: law_of(library, rule, market),
        judged=judged | {one.rule for one in waivers if one.rule not in library.rules},
    )
    mine = {one.fingerprint: one for one in baseline if one.product == product.id}
    open_now = {
        fingerprint(product.id, finding): finding
        for one in outlooks
        for finding in (*one.today.findings.values(), *(ahead.finding for ahead in one.coming))
        if needs_waiver(finding)
    }
    return Pardon(
        waived=waiving.waived,
        known={
            market: tuple(one for key, one in open_now.items() if key in mine and one.market == market)
            for market in findings
        },
        faulty=waiving.faulty,
        fixed=tuple(
            Fixed(one.market, one.rule)
            for key, one in sorted(mine.items(), key=lambda pair: (pair[1].market, pair[1].rule))
            if key not in open_now and one.market in findings and one.rule in judged
        ),
    )


def law_of(library: Library, rule: str, market: str) -> str | None:
    """The digest of what a rule means in a market; None where there is no such rule."""
    return digest(meaning(library, rule, market)) if rule in library.rules else None
