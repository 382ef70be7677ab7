"""What lies ahead: duties that begin, or change, on a later day, and how they would come out with today's facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checkmarket.compiler import plan
from checkmarket.model.findings import Finding, Status
from checkmarket.model.law import ONE_DAY
from checkmarket.model.library import Library
from checkmarket.model.report import Coming
from checkmarket.model.subject import Subject
from checkmarket.model.vocabulary import Profile
from checkmarket.planner.markets import JudgedMarket, judge_market

_SILENT = frozenset({Status.NOT_APPLICABLE, Status.NOT_IN_FORCE})


def coming(
    library: Library, today: JudgedMarket, subject: Subject, profile: Profile
) -> tuple[tuple[Coming, ...], tuple[JudgedMarket, ...]]:
    """The duties ahead, by day and rule, and the market as it will be judged on each of those days."""
    found: list[Coming] = []
    ahead: list[JudgedMarket] = []
    for day, rules in sorted(_days_ahead(today).items()):
        only = frozenset(rules)
        eve, then = (
            judge_market(library, plan(library, today.plan.market, one), subject, profile, only=only)
            for one in (day - ONE_DAY, day)
        )
        news = [one for one in then.findings.values() if _is_news(one, eve.findings.get(one.rule.id))]
        if news:
            ahead.append(then)
        found.extend(Coming(finding=one, applies_from=day) for one in news)
    return tuple(found), tuple(ahead)


def _days_ahead(today: JudgedMarket) -> Mapping[date, set[str]]:
    days: dict[date, set[str]] = {}
    for ident, finding in today.findings.items():
        for day in finding.rule.change_days():
            if day > today.plan.as_of:
                days.setdefault(day, set()).add(ident)
    return days


def _is_news(finding: Finding, before: Finding | None) -> bool:
    """It binds then, or may, and until then it did not, or came out better."""
    if finding.status in _SILENT or finding.rule.kind == "may":
        return False
    if before is None or before.status in _SILENT:
        return True
    return before.status is Status.PASS and finding.status is not Status.PASS
