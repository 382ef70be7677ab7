"""Try mutants against cases: which case notices?  Enters: a Library, its Cases, a Mutant.  Leaves: the first that does.

Each market and day is planned once; a mutant replans only what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TypeVar, cast

from checkmarket.authoring.mutator.mutants import Law, Mutant
from checkmarket.compiler import plan, replanned
from checkmarket.compiler.references import References, references
from checkmarket.evaluator.rules import Evaluation
from checkmarket.model.cases import Case
from checkmarket.model.law import Override, Parameter, Rule, Rulebook, Setting, TermDefinition
from checkmarket.model.library import Library, Plan
from checkmarket.model.truth import Truth
from checkmarket.session.cases import compare, run_case

One = TypeVar("One", Rule, TermDefinition, Parameter, Override, Setting)


class Trials:
    """One library and its cases.  Plans are made when they are first needed, and kept."""

    def __init__(self, library: Library, cases: Iterable[Case]) -> None:
        self.library = library
        self.cases: dict[str, list[Case]] = {}
        for case in cases:
            self.cases.setdefault(case.rule, []).append(case)
        self.references = _references(library)
        self._plans: dict[tuple[str, date], Plan] = {}
        self._evaluations: dict[int, Evaluation] = {}
        self._noticed: dict[int, int] = {}
        self._ticks = count(1)

    def plan(self, market: str, day: date) -> Plan:
        """The law as it stands."""
        key = (market, day)
        if key not in self._plans:
            self._plans[key] = plan(self.library, market, day)
        return self._plans[key]

    def resting_on(self, law: Law) -> tuple[str, ...]:
        """The rules that a change of this law can touch, in the order of their ids; a rule rests on itself."""
        return tuple(sorted(self._resting_on(law)))

    def noticed_by(self, mutant: Mutant) -> Case | None:
        """A case that no longer comes out as expected, tried in the order in which cases noticed something of late."""
        changed = Changed(self, mutant)
        cases = [case for rule in self.resting_on(mutant.law) for case in self.cases.get(rule, ())]
        for case in sorted(cases, key=lambda one: -self._noticed.get(id(one), 0)):
            if not self._is_alike(mutant, changed, case) and self._fails(mutant, changed, case):
                self._noticed[id(case)] = next(self._ticks)
                return case
        return None

    def _is_alike(self, mutant: Mutant, changed: Changed, case: Case) -> bool:
        """The mutant says the same as the law of this case, for certain: most need not be judged."""
        if mutant.pair is None:
            law, other = self.plan(case.market, case.as_of), changed.plan(case.market, case.as_of)
            return law.rules.get(case.rule) == other.rules.get(case.rule) and law.parameters == other.parameters
        judge = self._evaluation(case).judge
        # the changed part cannot look at the law that holds it, so the law's own plan judges it as well
        before, after = (judge.judge(part).truth for part in mutant.pair)
        return before is after and before is not Truth.UNKNOWN

    def _fails(self, mutant: Mutant, changed: Changed, case: Case) -> bool:
        """The case does not come out as expected."""
        law = changed.plan(case.market, case.as_of)
        planned = law.rules.get(case.rule)
        if not changes_one_rule(mutant.law) or planned is None or planned.replaced_by:
            return bool(run_case(self.library, law, case).differences)
        return bool(compare(case, self._evaluation(case).finding(planned)).differences)

    def _evaluation(self, case: Case) -> Evaluation:
        """The case under the law as it stands; its facts and terms are looked at once for all mutants."""
        if id(case) not in self._evaluations:
            law = self.plan(case.market, case.as_of)
            self._evaluations[id(case)] = Evaluation(self.library, law, case.subject)
        return self._evaluations[id(case)]

    def _resting_on(self, law: Law) -> Iterable[str]:
        match law:
            case Rule(id=ident) | Override(rule=ident):
                return (ident,)
            case TermDefinition(id=ident):
                return (rule for rule, found in self.references.items() if ident in found.terms)
            case Parameter(id=ident) | Setting(parameter=ident):
                return (rule for rule, found in self.references.items() if ident in found.parameters)


def changes_one_rule(law: Law) -> bool:
    """A change of this law leaves all terms and parameters as they are."""
    return isinstance(law, Rule | Override)


class Changed:
    """The plans of a library in which one mutant has taken the place of what it changes."""

    def __init__(self, trials: Trials, mutant: Mutant) -> None:
        self.library = with_mutant(trials.library, mutant)
        self._trials = trials
        self._law = mutant.law
        self._plans: dict[tuple[str, date], Plan] = {}

    def plan(self, market: str, day: date) -> Plan:
        """The law as the mutant has it."""
        key = (market, day)
        if key not in self._plans:
            self._plans[key] = self._replanned(self._trials.plan(market, day))
        return self._plans[key]

    def _replanned(self, before: Plan) -> Plan:
        match self._law:
            case Rule(id=ident) | Override(rule=ident):
                return replanned(before, self.library, rules=(ident,))
            case Parameter(id=ident) | Setting(parameter=ident):
                return replanned(before, self.library, parameters=(ident,))
            case TermDefinition():
                return replanned(before, self.library)


def with_mutant(library: Library, mutant: Mutant) -> Library:
    """The library with the mutant in place of the law it changes."""
    law, changed = mutant.law, mutant.changed
    books = {**library.rulebooks, mutant.rulebook: _in_book(library.rulebooks[mutant.rulebook], law, changed)}
    whole = replace(library, rulebooks=books)
    match changed:
        case Rule():
            return replace(whole, rules={**library.rules, changed.id: changed})
        case TermDefinition():
            return replace(whole, terms={**library.terms, changed.id: changed})
        case Parameter():
            return replace(whole, parameters={**library.parameters, changed.id: changed})
        case Override() | Setting() | None:
            return whole


def _in_book(book: Rulebook, law: Law, changed: Law | None) -> Rulebook:
    def those(given: tuple[One, ...]) -> tuple[One, ...]:
        instead = () if changed is None else (cast("One", changed),)  # a mutant is of the type of what it changes
        return tuple(other for one in given for other in (instead if one is law else (one,)))

    match law:
        case Rule():
            return replace(book, rules=those(book.rules))
        case TermDefinition():
            return replace(book, terms=those(book.terms))
        case Parameter():
            return replace(book, parameters=those(book.parameters))
        case Override():
            return replace(book, overrides=those(book.overrides))
        case Setting():
            return replace(book, settings=those(book.settings))


def _references(library: Library) -> dict[str, References]:
    """What each rule rests on, its children's changes included."""
    overrides: dict[str, list[Override]] = {}
    for book in library.rulebooks.values():
        for one in book.overrides:
            overrides.setdefault(one.rule, []).append(one)
    return {ident: references(rule, library, overrides.get(ident, ())) for ident, rule in library.rules.items()}
