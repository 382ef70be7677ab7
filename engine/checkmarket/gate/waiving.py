"""Hold waivers against what was found: which findings they keep from the gate, and which waivers do not count."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checkmarket.model.findings import Finding
from checkmarket.model.report import Waived
from checkmarket.model.waivers import FaultyWaiver, Waiver, WaiverFault

Meanings = Callable[[str, str], str | None]
"""The digest of what a rule means in a market today; None for a rule that does not exist."""


@dataclass(frozen=True, slots=True)
class Waiving:
    """waived: by market; faulty: the waivers of this product that do not count."""

    waived: Mapping[str, tuple[Waived, ...]]
    faulty: tuple[FaultyWaiver, ...]


def hold(
    waivers: Iterable[Waiver],
    findings: Mapping[str, Iterable[Finding]],
    *,
    as_of: date,
    meanings: Meanings,
    judged: Collection[str] | None = None,
) -> Waiving:
    """Hold the waivers of one product against its findings by market.

    judged: the rules that were judged, all where left out: of others, and of other markets, nothing can be said.
    """
    waived: dict[str, list[Waived]] = {}
    faulty: list[FaultyWaiver] = []
    for one in sorted(waivers, key=lambda one: (one.market, one.rule)):
        if one.market not in findings or (judged is not None and one.rule not in judged):
            continue
        open_here = {finding.rule.id: finding for finding in findings[one.market] if needs_waiver(finding)}
        fault = _fault(one, open_here, as_of, meanings)
        if fault is None:
            waived.setdefault(one.market, []).append(Waived(open_here[one.rule], one))
        else:
            faulty.append(fault)
    return Waiving({market: tuple(found) for market, found in waived.items()}, tuple(faulty))


def needs_waiver(finding: Finding) -> bool:
    """A breach, or a duty that may still turn out to be one."""
    return finding.is_breach or finding.may_be_breach


def _fault(one: Waiver, found: Mapping[str, Finding], as_of: date, meanings: Meanings) -> FaultyWaiver | None:
    law = meanings(one.rule, one.market)
    about = f"the waiver of {one.rule} in {one.market}"
    if law is None:
        return FaultyWaiver(one, WaiverFault.UNMATCHED, f"{about} names a rule that does not exist")
    if one.has_expired(as_of):
        return FaultyWaiver(one, WaiverFault.EXPIRED, f"{about} counted until {one.expires}")
    if one.approver in ("", one.owner):
        lack = "has no approver" if not one.approver else "was approved by its owner"
        return FaultyWaiver(one, WaiverFault.UNAPPROVED, f"{about} {lack}")
    if law != one.law:
        return FaultyWaiver(one, WaiverFault.REOPENED, f"{about} was given for the rule as it was; the law has changed")
    if one.rule not in found:
        return FaultyWaiver(one, WaiverFault.UNMATCHED, f"{about} waives nothing: the duty is not open there")
    return None
