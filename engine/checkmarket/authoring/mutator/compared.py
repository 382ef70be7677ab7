"""One subject judged by the law and by a mutant's law.

Enters: a Situation and facts.  Leaves: whether the two outcomes differ, and which facts could still make them.
Truths are compared first, and whole findings made only where those are not the same: most subjects are alike to both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from checkmarket.authoring.mutator.mutants import Pair
from checkmarket.authoring.mutator.situations import Situation
from checkmarket.evaluator.conditions import Judged
from checkmarket.evaluator.rules import Evaluation
from checkmarket.model.findings import Credit, Finding, Status
from checkmarket.model.library import Library, PlannedRule
from checkmarket.model.subject import Stated, Subject
from checkmarket.model.truth import Truth
from checkmarket.model.values import Known


class _Side(NamedTuple):
    """What one of the two says.  planned: None where the rule is not judged there."""

    evaluation: Evaluation
    planned: PlannedRule | None

    @property
    def said(self) -> tuple[Truth, Truth, Credit] | None:
        outcome = self._outcome()
        return None if outcome is None else (outcome[0].truth, outcome[1].truth, outcome[2])

    def open_facts(self) -> tuple[str, ...]:
        outcome = self._outcome()
        if outcome is None or outcome[0].truth is Truth.FALSE:
            return ()
        return (*outcome[0].open_facts, *outcome[1].open_facts)

    def finding(self) -> Finding | None:
        return None if self.planned is None else self.evaluation.finding(self.planned)

    def _outcome(self) -> tuple[Judged, Judged, Credit] | None:
        if self.planned is None or not self.planned.in_force:
            return None
        return self.evaluation.outcome(self.planned)


class Compared:
    """The two outcomes for some facts."""

    def __init__(self, library: Library, situation: Situation, facts: Mapping[str, Known]) -> None:
        subject = Subject(id="search", facts={fact: Stated(value=value) for fact, value in facts.items()})
        law, mutant = situation.law, situation.mutant
        evaluation = Evaluation(library, law, subject)
        other = evaluation if situation.one_rule else Evaluation(library, mutant, subject)
        self._law = _Side(evaluation, _standing(law.rules.get(situation.rule)))
        self._mutant = _Side(other, _standing(mutant.rules.get(situation.rule)))

    def differ(self) -> bool:
        """A case could notice: another status or credit."""
        if self._law.said == self._mutant.said:
            return False
        law, mutant = map(_shown, self.findings())
        return law != mutant

    def findings(self) -> tuple[Finding | None, Finding | None]:
        """What the law says, and the mutant."""
        return self._law.finding(), self._mutant.finding()

    def open_facts(self) -> tuple[str, ...]:
        """The unknown facts that could still change one of the two, each once."""
        return tuple(dict.fromkeys((*self._law.open_facts(), *self._mutant.open_facts())))

    def is_settled(self, pair: Pair | None, known: frozenset[str]) -> bool:
        """The changed part comes out the same in both, whatever is stated besides what is known already."""
        if pair is None:
            return False
        law, mutant = (
            side.evaluation.judge.judge(part) for side, part in zip((self._law, self._mutant), pair, strict=True)
        )
        return law.truth is mutant.truth and known.issuperset((*law.open_facts, *mutant.open_facts))


def _shown(finding: Finding | None) -> tuple[Status, Credit | None]:
    return (finding.status, finding.credit) if finding else (Status.NOT_IN_FORCE, None)


def _standing(planned: PlannedRule | None) -> PlannedRule | None:
    """The rule, unless another has taken its place."""
    return None if planned is None or planned.replaced_by else planned
