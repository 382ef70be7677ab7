"""Judge rules: applies, asks, and what follows (the table of design section 4)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from checkmarket.evaluator.conditions import Ground, Judge, Judged
from checkmarket.evaluator.wording import needs
from checkmarket.model.conditions import Leaf, Literal, ParameterValue, RuleIs
from checkmarket.model.findings import Credit, Finding, Reason, Status
from checkmarket.model.law import Demand, Levels, Ratio, Requirement
from checkmarket.model.library import Library, Plan, PlannedRule
from checkmarket.model.subject import Subject
from checkmarket.model.truth import Truth
from checkmarket.model.values import Interval, Money

_CREDIT = {Truth.TRUE: Credit(1.0, 1.0), Truth.FALSE: Credit(0.0, 0.0), Truth.UNKNOWN: Credit(0.0, 1.0)}
_STATUS = {
    (Truth.TRUE, Truth.TRUE): Status.PASS,
    (Truth.TRUE, Truth.FALSE): Status.FAIL,
    (Truth.TRUE, Truth.UNKNOWN): Status.UNKNOWN,
    (Truth.UNKNOWN, Truth.TRUE): Status.PASS_IF_APPLICABLE,
    (Truth.UNKNOWN, Truth.FALSE): Status.POSSIBLE_FAIL,
    (Truth.UNKNOWN, Truth.UNKNOWN): Status.UNKNOWN,
}


def evaluate(
    library: Library, plan: Plan, subject: Subject, *, only: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """The findings for every rule of the plan that no other took the place of; `only` some rules if named."""
    evaluation = Evaluation(library, plan, subject)
    wanted = plan.rules if only is None else (ident for ident in plan.rules if ident in only)
    return tuple(evaluation.finding(plan.rules[ident]) for ident in sorted(wanted) if not plan.rules[ident].replaced_by)


class Evaluation:
    """One subject, one plan; each rule is judged once."""

    def __init__(self, library: Library, plan: Plan, subject: Subject) -> None:
        self.plan = plan
        self.judge = Judge(plan, dict(library.facts), subject, self.rule_is)
        self._judged: dict[str, tuple[Judged, Judged, Credit]] = {}

    def finding(self, planned: PlannedRule) -> Finding:
        """What a rule says of the subject: one of the plan, or another that would stand in the same law."""
        rule = planned.rule
        applies, asks, credit = self.outcome(planned)
        status = _status(planned, applies, asks)
        grounds = _grounds(status, applies, asks)
        counts = status not in (Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
        return Finding(
            rule=rule,
            market=self.plan.market,
            status=status,
            credit=credit if counts else None,
            optional=counts and applies.truth is Truth.UNKNOWN,
            because=tuple(self._reason(ground) for ground in grounds),
            missing_facts=tuple(dict.fromkeys(fact for ground in grounds for fact in ground.open)),
            remediation=planned.remediation,
            penalty=rule.penalty_on(self.plan.as_of),
            as_of=self.plan.as_of,
            signed=planned.signed,
        )

    def rule_is(self, reference: RuleIs) -> Judged:
        """Whether another rule applies here, or is met: not breached."""
        planned = self.standing(reference.rule)
        if planned is None:
            return Judged(Truth.FALSE if reference.aspect == "applies" else Truth.TRUE)
        applies, asks, _ = self.outcome(planned)
        if reference.aspect == "applies":
            return applies
        truth = ~applies.truth | asks.truth
        bearing = [one for one, met in ((applies, ~applies.truth), (asks, asks.truth)) if met is truth]
        grounds = (ground for one in bearing for ground in one.grounds)
        if truth is Truth.UNKNOWN:
            return Judged(truth, tuple(grounds))
        return Judged(truth, tuple(ground for ground in grounds if ground.truth is not Truth.UNKNOWN))

    def standing(self, rule: str) -> PlannedRule | None:
        """The rule, or the one that took its place here, if it is in force."""
        planned = self.plan.rules.get(rule)
        while planned is not None and planned.replaced_by in self.plan.rules:
            planned = self.plan.rules[planned.replaced_by]
        return planned if planned is not None and planned.in_force else None

    def outcome(self, planned: PlannedRule) -> tuple[Judged, Judged, Credit]:
        """Whether the rule applies, whether it is met, and the credit; kept for the rules of the plan itself."""
        ident = planned.rule.id
        is_own = self.plan.rules.get(ident) is planned
        if is_own and ident in self._judged:
            return self._judged[ident]
        asks, credit = self._demand(planned.demand)
        found = (self.judge.judge(planned.applies), asks, credit)
        if is_own:
            self._judged[ident] = found
        return found

    def _demand(self, demand: Demand) -> tuple[Judged, Credit]:
        match demand:
            case Requirement(condition):
                judged = self.judge.judge(condition)
                return judged, _CREDIT[judged.truth]
            case Levels():
                return self._levels(demand)
            case Ratio():
                return self._ratio(demand)

    def _levels(self, demand: Levels) -> tuple[Judged, Credit]:
        """The first true level wins; a level that may be true, or may not, leaves the later ones possible."""
        possible: list[float] = []
        grounds: list[Ground] = []
        for level in demand.levels:
            judged = self.judge.judge(level.when)
            grounds.extend(judged.grounds)
            if judged.truth is not Truth.FALSE:
                possible.append(float(level.credit))
            if judged.truth is Truth.TRUE:
                break
        else:
            possible.append(0.0)
        return _graded(Credit(min(possible), max(possible)), grounds)

    def _ratio(self, demand: Ratio) -> tuple[Judged, Credit]:
        target = demand.target
        operand = ParameterValue(target) if isinstance(target, str) else Literal(target)
        leaf = Leaf(demand.fact, "at_least", (operand,))
        judged = self.judge.judge(leaf)
        value, goal = self.judge.facts.value(demand.fact), self.judge.operand(operand)
        if judged.truth is Truth.TRUE:
            return judged, Credit(1.0, 1.0)
        if not isinstance(value, int | Decimal | Interval) or not isinstance(goal, int | Decimal):
            return judged, _CREDIT[judged.truth]
        low, high = (value.low, value.high) if isinstance(value, Interval) else (value, value)
        credit = Credit(_share(low, goal, otherwise=0.0), _share(high, goal, otherwise=1.0))
        if judged.truth is Truth.FALSE and credit.low < credit.high:
            waits = self.judge.facts.waiting_for(demand.fact)
            judged = replace(judged, grounds=(*judged.grounds, Ground(leaf, Truth.UNKNOWN, waits)))
        return judged, credit

    def _reason(self, ground: Ground) -> Reason:
        operands = self.judge.operands(ground.leaf)
        value = self.judge.facts.value(ground.leaf.fact)
        words = needs(ground.leaf.operator, operands, negated=ground.negated)
        if ground.truth is Truth.UNKNOWN and isinstance(value, Money):
            words += " (no exchange rate is stated)"
        return Reason(ground.leaf.fact, value, words, ground.leaf, ground.truth)


def _share(value: int | Decimal | None, goal: int | Decimal, *, otherwise: float) -> float:
    """How much of the goal is reached, in [0, 1]; otherwise: for an end that is open."""
    if value is None:
        return otherwise
    return min(1.0, max(0.0, float(value / goal))) if goal > 0 else 0.0


def _graded(credit: Credit, grounds: list[Ground]) -> tuple[Judged, Credit]:
    """Met at full credit, not met where full credit is out of reach; a settled credit leaves nothing to ask."""
    settled = credit.low == credit.high
    kept = tuple(ground for ground in grounds if not (settled and ground.truth is Truth.UNKNOWN))
    if credit.low == 1.0:
        return Judged(Truth.TRUE, kept), credit
    if credit.high < 1.0:
        return Judged(Truth.FALSE, kept), credit
    return Judged(Truth.UNKNOWN, tuple(ground for ground in grounds if ground.truth is Truth.UNKNOWN)), credit


def _status(planned: PlannedRule, applies: Judged, asks: Judged) -> Status:
    if not planned.in_force:
        return Status.NOT_IN_FORCE
    if applies.truth is Truth.FALSE:
        return Status.NOT_APPLICABLE
    return _STATUS[applies.truth, asks.truth]


def _grounds(status: Status, applies: Judged, asks: Judged) -> tuple[Ground, ...]:
    """What decides the outcome; for an open one, what could still change it stands first."""
    if status is Status.NOT_IN_FORCE:
        return ()
    if status is Status.NOT_APPLICABLE:
        return applies.grounds
    grounds = (*applies.grounds, *asks.grounds) if applies.truth is Truth.UNKNOWN else asks.grounds
    return tuple(sorted(dict.fromkeys(grounds), key=lambda one: one.truth is not Truth.UNKNOWN))


__all__ = ["Evaluation", "evaluate"]
