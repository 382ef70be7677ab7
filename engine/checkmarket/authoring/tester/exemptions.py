"""Which exemptions some case makes use of.  Enters: a Library and its Cases.  Leaves: the exemptions of each rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checkmarket.compiler import plan
from checkmarket.evaluator.rules import Evaluation
from checkmarket.model.cases import Case
from checkmarket.model.conditions import Condition
from checkmarket.model.library import Library, Plan
from checkmarket.model.truth import Truth


@dataclass(frozen=True, slots=True)
class ExemptionCoverage:
    """tried: in some case it holds, and the rule is in force there.  jurisdiction: whose law lets people off."""

    id: str
    jurisdiction: str
    tried: bool


def exemptions_tried(library: Library, cases: Iterable[Case]) -> dict[str, tuple[ExemptionCoverage, ...]]:
    """The exemptions of every rule, its own and those that its children add."""
    by_rule: dict[str, list[Case]] = {}
    for case in cases:
        by_rule.setdefault(case.rule, []).append(case)
    plans: dict[tuple[str, date], Plan] = {}
    return {
        rule: tuple(
            ExemptionCoverage(
                ident, place, any(_holds(when, place, one, library, plans) for one in by_rule.get(rule, ()))
            )
            for ident, place, when in given
        )
        for rule, given in _exemptions(library).items()
    }


def _exemptions(library: Library) -> dict[str, list[tuple[str, str, Condition]]]:
    found = {
        rule.id: [(one.id, rule.jurisdiction, one.when) for one in rule.exemptions] for rule in library.rules.values()
    }
    for book in library.rulebooks.values():
        for override in book.overrides:
            if override.how == "exempts" and override.rule in found:
                found[override.rule].append((override.id, override.jurisdiction, override.condition))
    return found


def _holds(when: Condition, place: str, case: Case, library: Library, plans: dict[tuple[str, date], Plan]) -> bool:
    key = (case.market, case.as_of)
    if key not in plans:
        plans[key] = plan(library, *key)
    planned = plans[key].rules.get(case.rule)
    if planned is None or not planned.in_force or place not in plans[key].chain:
        return False
    return Evaluation(library, plans[key], case.subject).judge.judge(when).truth is Truth.TRUE
