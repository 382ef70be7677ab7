"""Look for facts that tell a mutant from the law, or prove that there are none.

Enters: a mutant that no case noticed.  Leaves: a Witness, the proof that both say the same of everybody, or neither.
Starts near the cases: the same facts on another day, then one fact answered otherwise.  Then it states fact after fact,
asking only what could still change either outcome; where nothing can, all that could follow is settled at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from checkmarket.authoring.mutator.answers import Answers, answers
from checkmarket.authoring.mutator.compared import Compared
from checkmarket.authoring.mutator.mutants import Mutant, Pair
from checkmarket.authoring.mutator.situations import Situation, situations
from checkmarket.authoring.mutator.trials import Changed, Trials
from checkmarket.model.cases import Case
from checkmarket.model.conditions import Leaf, leaves_of
from checkmarket.model.findings import Credit, Status
from checkmarket.model.values import Known, State

MOST_TRIED = 10_000
"""So many subjects are judged for one mutant before the search gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Facts of which the law and the mutant say something else.

    near: a case that has all of them but those in `changes` (or stands on another day), or None; expect, credit: what
    the law says; mutant: what the mutant says.
    """

    rule: str
    market: str
    as_of: date
    facts: Mapping[str, Known]
    near: Case | None
    changes: Mapping[str, Known]
    expect: Status
    credit: Credit | None
    mutant: Status
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """witness: what tells the two apart; equivalent: proven that nothing does.  Neither: the search gave up."""

    witness: Witness | None = None
    equivalent: bool = False


class _Tired(Exception):
    """The search has judged as many subjects as it may."""


def search(trials: Trials, mutant: Mutant, *, most: int = MOST_TRIED) -> Verdict:
    """What tells the mutant from the law; `most`: subjects to judge at most."""
    hunt = _Hunt(trials, mutant, most)
    try:
        witness = hunt.near_cases() or hunt.anywhere()
    except _Tired:
        return Verdict()
    return Verdict(witness, equivalent=witness is None and hunt.whole)


class _Hunt:
    """One search.  whole: every answer that could matter has been tried so far."""

    def __init__(self, trials: Trials, mutant: Mutant, most: int) -> None:
        self.whole = True
        self._trials = trials
        self._library = trials.library
        self._mutant = mutant
        self._left = most
        self._changed = Changed(trials, mutant)
        self._focus = frozenset(_facts_in(mutant.pair))
        self._answers: dict[tuple[int, str], Answers] = {}
        self._situations = list(situations(trials, self._changed, mutant.law))

    def near_cases(self) -> Witness | None:
        """A case's facts in another situation, or with one fact changed."""
        for situation in self._situations:
            for case in self._trials.cases.get(situation.rule, ()):
                if found := self._try(situation, _facts_of(case), case, {}):
                    return found
        for situation in self._situations:
            for case in self._trials.cases.get(situation.rule, ()):
                if (case.market, case.as_of) == (situation.law.market, situation.law.as_of) and (
                    found := self._one_changed(situation, case)
                ):
                    return found
        return None

    def anywhere(self) -> Witness | None:
        """State fact after fact, from nothing known, in every situation."""
        for situation in self._situations:
            if found := self._explore(situation, {}, frozenset()):
                return found
        return None

    def _one_changed(self, situation: Situation, case: Case) -> Witness | None:
        given = _facts_of(case)
        facts = {leaf.fact for leaf in situation.leaves}
        for fact in sorted(facts, key=lambda one: (one not in self._focus, one)):
            for value in (*self._answers_to(situation, fact).values, State.UNKNOWN):
                if value != given.get(fact, State.UNKNOWN) and (
                    found := self._try(situation, {**given, fact: value}, case, {fact: value})
                ):
                    return found
        return None

    def _explore(self, situation: Situation, facts: Mapping[str, Known], held: frozenset[str]) -> Witness | None:
        """held: the facts that stay unknown here."""
        seen = self._look(situation, facts)
        if seen.differ():
            return _witness(situation, facts, None, {}, seen)
        open_facts = [fact for fact in seen.open_facts() if fact not in facts and fact not in held]
        if not open_facts or seen.is_settled(self._mutant.pair, held.union(facts)):
            return None
        fact = min(open_facts, key=lambda one: one not in self._focus)
        tried = self._answers_to(situation, fact)
        self.whole &= tried.whole
        for value in tried.values:
            if found := self._explore(situation, {**facts, fact: value}, held):
                return found
        return self._explore(situation, facts, held | {fact})

    def _try(
        self, situation: Situation, facts: Mapping[str, Known], near: Case, changes: Mapping[str, Known]
    ) -> Witness | None:
        seen = self._look(situation, facts)
        return _witness(situation, facts, near, changes, seen) if seen.differ() else None

    def _look(self, situation: Situation, facts: Mapping[str, Known]) -> Compared:
        self._left -= 1
        if self._left < 0:
            raise _Tired
        return Compared(self._library, situation, facts)

    def _answers_to(self, situation: Situation, fact: str) -> Answers:
        key = (id(situation), fact)
        if key not in self._answers:
            definition = self._library.facts[fact]
            self._answers[key] = answers(definition, situation.leaves, self._library, situation.law)
        return self._answers[key]


def _witness(
    situation: Situation,
    facts: Mapping[str, Known],
    near: Case | None,
    changes: Mapping[str, Known],
    seen: Compared,
) -> Witness:
    law, mutant = seen.findings()
    return Witness(
        rule=situation.rule,
        market=situation.law.market,
        as_of=situation.law.as_of,
        facts={fact: value for fact, value in facts.items() if value is not State.UNKNOWN},
        near=near,
        changes=changes,
        expect=law.status if law else Status.NOT_IN_FORCE,
        credit=law.credit if law else None,
        mutant=mutant.status if mutant else Status.NOT_IN_FORCE,
        missing=law.missing_facts if law else (),
    )


def _facts_of(case: Case) -> dict[str, Known]:
    return {fact: stated.value for fact, stated in case.subject.facts.items()}


def _facts_in(pair: Pair | None) -> Iterator[str]:
    for condition in pair or ():
        yield from (leaf.fact for leaf in leaves_of(condition) if isinstance(leaf, Leaf))
