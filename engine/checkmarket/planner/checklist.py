"""Which controls to take, in order, each with what it really changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checkmarket.model.findings import Finding, Status
from checkmarket.model.library import Library
from checkmarket.model.report import ChecklistLine, Gain
from checkmarket.model.subject import Subject
from checkmarket.model.vocabulary import Control
from checkmarket.planner.controls import take
from checkmarket.planner.markets import JudgedMarket

_UNMET = frozenset({Status.FAIL, Status.POSSIBLE_FAIL})
_ENDED = frozenset({Status.PASS, Status.PASS_IF_APPLICABLE, Status.NOT_APPLICABLE})

_TINY = 1e-12  # below this a difference of scores is rounding
_SHORTEST = 0.1  # person-days: what costs nothing is not worth infinitely much

Key = tuple[str, str]
"""Market and rule."""


@dataclass(frozen=True, slots=True)
class _Effect:
    """What a set of controls does.  ended: the unmet rules it ends, with the day each is due (None: now)."""

    ended: Mapping[Key, date | None]
    gain: Mapping[str, Gain]

    @property
    def compliance(self) -> float:
        """What the markets' compliance scores win together."""
        return sum(one.compliance for one in self.gain.values())

    @property
    def culture(self) -> float:
        """What the markets' cultural-adaptation scores win together."""
        return sum(one.culture for one in self.gain.values())

    @property
    def is_nothing(self) -> bool:
        return not self.ended and self.compliance <= 0 and self.culture <= 0

    def exceeds(self, other: _Effect) -> bool:
        """It ends more, or some market's score wins more."""
        if self.ended.keys() - other.ended.keys():
            return True
        nothing = Gain(compliance=0.0, culture=0.0)
        pairs = [(gain, other.gain.get(market, nothing)) for market, gain in self.gain.items()]
        return any(new.compliance > old.compliance + _TINY or new.culture > old.culture + _TINY for new, old in pairs)


def checklist(
    library: Library, today: Sequence[JudgedMarket], ahead: Sequence[JudgedMarket], subject: Subject
) -> tuple[ChecklistLine, ...]:
    """The controls that end an unmet duty or raise a score: blockers first, then by due day, then by gain per day.

    ahead: the markets as they will be judged on later days, for duties that only then begin.
    """
    planner = _Planner(library, today, ahead, subject)
    lines = [planner.line(bundle) for bundle in planner.bundles()]
    return planner.without_needless(sorted(lines, key=planner.order))


class _Planner:
    def __init__(
        self, library: Library, today: Sequence[JudgedMarket], ahead: Sequence[JudgedMarket], subject: Subject
    ) -> None:
        self.library = library
        self.today = today
        self.ahead = ahead
        self.subject = subject
        self.unmet = self._unmet()
        self._effects: dict[tuple[str, ...], _Effect] = {}

    def bundles(self) -> list[tuple[str, ...]]:
        """For each useful control the smallest set of controls that does something, itself first."""
        found: dict[str, tuple[str, ...]] = {}
        for key in sorted(self.unmet):
            for bundle in self._bundles_for(key):
                found.setdefault(bundle[0], bundle)
        return list(found.values())

    def order(self, line: ChecklistLine) -> tuple[bool, bool, date, float, float, str]:
        """Blockers, duties before advice, the nearer day, what a person-day wins; companions cost what they cost."""
        bundle = _bundle(line)
        days = max(_SHORTEST, sum(float(self.library.controls[one].effort.likely) for one in bundle))
        effect = self._effect(bundle)
        advice = effect.compliance <= 0 and not any(self._is_duty(key) for key in effect.ended)
        return (
            not line.lifts,
            advice,
            line.due or date.min,
            -effect.compliance / days,
            -effect.culture / days,
            line.control.id,
        )

    def line(self, bundle: tuple[str, ...]) -> ChecklistLine:
        effect = self._effect(bundle)
        days = effect.ended.values()
        due = None if None in days or not days else min(day for day in days if day)
        return ChecklistLine(
            control=self.library.controls[bundle[0]],
            together_with=tuple(sorted(bundle[1:])),
            due=due,
            resolves=tuple(sorted(effect.ended)),
            lifts=tuple(sorted(key for key in effect.ended if self._is_blocked_now(key))),
            gain=effect.gain,
        )

    def without_needless(self, lines: Iterable[ChecklistLine]) -> tuple[ChecklistLine, ...]:
        """Leave out a control whose whole effect the lines before it have brought about already."""
        kept: list[ChecklistLine] = []
        taken: tuple[str, ...] = ()
        shown: set[Key] = set()
        for line in lines:
            more = tuple(dict.fromkeys((*taken, *_bundle(line))))
            named = line.control.id in taken  # taken as somebody's companion: it still has to be done
            if named or not shown.issuperset(line.resolves) or self._effect(more).exceeds(self._effect(taken)):
                kept.append(line)
                taken = more
                shown.update(line.resolves)
        return tuple(kept)

    def _days(self) -> list[tuple[JudgedMarket, date | None]]:
        """Every market today (None), then on the days ahead."""
        return [*((one, None) for one in self.today), *((one, one.plan.as_of) for one in self.ahead)]

    def _unmet(self) -> dict[Key, tuple[Finding, date | None]]:
        """The rules that are not met, now or on a later day; the nearest day counts."""
        found: dict[Key, tuple[Finding, date | None]] = {}
        for market, day in self._days():
            for finding in market.findings.values():
                if finding.status in _UNMET and finding.rule.kind != "may":
                    found.setdefault((market.plan.market, finding.rule.id), (finding, day))
        return found

    def _bundles_for(self, key: Key) -> list[tuple[str, ...]]:
        named = tuple(one for one in self.unmet[key][0].remediation if one in self.library.controls)
        alone = [one for one in named if not self._effect((one,)).is_nothing]
        ending = [one for one in alone if key in self._effect((one,)).ended]
        if ending or key not in self._effect(named).ended:
            return [(one,) for one in alone]
        needed = self._smallest(named, key)
        return [(one, *(other for other in needed if other != one)) for one in needed]

    def _smallest(self, named: tuple[str, ...], key: Key) -> tuple[str, ...]:
        """Drop, one after the other, the controls without which the rule is met all the same."""
        needed = named
        for one in named:
            fewer = tuple(other for other in needed if other != one)
            if key in self._effect(fewer).ended:
                needed = fewer
        return needed

    def _effect(self, controls: tuple[str, ...]) -> _Effect:
        key = tuple(sorted(controls))
        if key not in self._effects:
            self._effects[key] = self._find_effect([self.library.controls[one] for one in key])
        return self._effects[key]

    def _find_effect(self, controls: list[Control]) -> _Effect:
        changed = frozenset(fact for control in controls for fact in control.changes)
        subject = take(controls, self.subject)
        ended: dict[Key, date | None] = {}
        gain: dict[str, Gain] = {}
        again: dict[object, JudgedMarket] = {}
        for market, day in self._days():
            after = again.get(market.key)
            if after is None:
                after = again[market.key] = market.again(subject, changed)
            for ident, finding in after.findings.items():
                key = (market.plan.market, ident)
                if finding.status in _ENDED and key in self.unmet and self.unmet[key][1] == day:
                    ended[key] = day
            if day is None and after.scores is not market.scores:
                gain[market.plan.market] = _gain(market, after)
        return _Effect(ended, gain)

    def _is_duty(self, key: Key) -> bool:
        return self.unmet[key][0].rule.kind in ("must", "must-not")

    def _is_blocked_now(self, key: Key) -> bool:
        finding, day = self.unmet[key]
        return finding.rule.blocker and finding.is_breach and day is None


def _bundle(line: ChecklistLine) -> tuple[str, ...]:
    return (line.control.id, *line.together_with)


def _gain(before: JudgedMarket, after: JudgedMarket) -> Gain:
    compliance = (before.scores.compliance.total.low, after.scores.compliance.total.low)
    culture = (before.scores.culture.total.low, after.scores.culture.total.low)
    return Gain(compliance=_difference(*compliance), culture=_difference(*culture))


def _difference(before: float | None, after: float | None) -> float:
    return 0.0 if before is None or after is None else after - before
