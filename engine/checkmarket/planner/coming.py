"""What lies ahead: duties that begin, or change, on a later day, and how they would come out with today's facts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checkmarket.compiler import plan
from checkmarket.model.findings import Finding, Status
from checkmarket.model.law import ONE_DAY
from checkmarket.model.library import Plan
from checkmarket.model.report import Coming
from checkmarket.model.subject import Subject
from checkmarket.planner.calendar import Calendar
from checkmarket.planner.markets import JudgedMarket, judge_market

_SILENT = frozenset({Status.NOT_APPLICABLE, Status.NOT_IN_FORCE})
_BEST_FIRST = (Status.PASS, Status.PASS_IF_APPLICABLE, Status.UNKNOWN, Status.POSSIBLE_FAIL, Status.FAIL)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A market today, the duties ahead by day and rule, and the market as it will be judged on each of those days."""

    today: JudgedMarket
    coming: tuple[Coming, ...]
    ahead: tuple[JudgedMarket, ...]

    def renamed(self, market: str) -> Outlook:
        """The same outlook for another market of the same likeness."""
        if market == self.today.plan.market:
            return self
        coming = tuple(replace(one, finding=replace(one.finding, market=market)) for one in self.coming)
        return Outlook(self.today.renamed(market), coming, tuple(one.renamed(market) for one in self.ahead))


def outlook(today: JudgedMarket, subject: Subject, dates: Calendar, *, only: frozenset[str] | None = None) -> Outlook:
    """Look ahead from a judged market with today's facts, at all rules or `only` some."""
    found: list[Coming] = []
    ahead: list[JudgedMarket] = []
    for day in dates.days:
        eve, then = (plan(today.library, today.plan.market, one) for one in (day - ONE_DAY, day))
        touched = dates.touched(eve, then)
        judged = _judged(then, touched if only is None else touched & only, today, subject)
        before = _judged(eve, frozenset(judged.findings), today, subject)
        news = [one for one in judged.findings.values() if _is_news(one, before.findings.get(one.rule.id))]
        if news:
            ahead.append(judged)
        found.extend(Coming(finding=one, applies_from=day) for one in news)
    return Outlook(today, tuple(found), tuple(ahead))


def _judged(law: Plan, rules: frozenset[str], today: JudgedMarket, subject: Subject) -> JudgedMarket:
    return judge_market(today.library, law, subject, today.profile, alike=today.likeness, only=rules)


def _is_news(finding: Finding, before: Finding | None) -> bool:
    """It binds then, or may, and on the eve it did not, or came out better."""
    if finding.status in _SILENT or finding.rule.kind == "may":
        return False
    if before is None or before.status in _SILENT:
        return True
    return _BEST_FIRST.index(finding.status) > _BEST_FIRST.index(before.status)
