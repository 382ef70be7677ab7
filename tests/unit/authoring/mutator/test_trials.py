"""Short cuts against the long way: planning a mutant's whole library anew, and judging every case by it."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from random import Random

import pytest

from checkmarket.authoring.mutator.mutants import Mutant, mutants
from checkmarket.authoring.mutator.search import search
from checkmarket.authoring.mutator.trials import Changed, Trials, with_mutant
from checkmarket.compiler import plan
from checkmarket.evaluator import evaluate
from checkmarket.model.cases import Case
from checkmarket.model.findings import Finding
from checkmarket.model.law import Override, Parameter, Rule, Setting, TermDefinition
from checkmarket.model.library import Library
from checkmarket.model.subject import Subject
from checkmarket.session.cases import run_case
from tests.support.law import HERE, TODAY, a_book
from tests.support.random_law import a_random_library, a_random_subject


def judged(library: Library, rule: str, subject: Subject) -> Finding:
    return evaluate(library, plan(library, "EU", TODAY), subject, only=(rule,))[0]


def a_case(library: Library, rule: str, subject: Subject) -> Case:
    """Expects what the law says."""
    found = judged(library, rule, subject)
    return Case(
        sentence="a case",
        rulebook=rule.rsplit(".", 1)[0],
        rule=rule,
        market="EU",
        as_of=TODAY,
        subject=subject,
        expect=found.status,
        credit=None,
        missing=frozenset(found.missing_facts) or None,
        place=HERE,
    )


def with_books(library: Library) -> Library:
    """The makers of tests keep terms and parameters outside the books; authors write them inside."""
    book = library.rulebooks.get("EU.tax") or a_book("EU.tax")
    whole = replace(book, terms=tuple(library.terms.values()), parameters=tuple(library.parameters.values()))
    return replace(library, rulebooks={**library.rulebooks, "EU.tax": whole})


def all_mutants(library: Library) -> list[Mutant]:
    return [one for book in library.rulebooks.values() for one in mutants(book, frozenset(library.parameters))]


def some(random: Random, given: list[Mutant], number: int) -> list[Mutant]:
    return random.sample(given, k=min(number, len(given)))


@pytest.mark.parametrize("seed", range(20))
def test_a_case_notices_a_mutant_where_judging_it_the_long_way_shows_a_difference(seed: int) -> None:
    random = Random(seed)
    library = with_books(a_random_library(random))
    subjects = [a_random_subject(random, library.facts, unknown=0.3) for _ in range(3)]
    cases = [a_case(library, rule, subject) for rule in library.rules for subject in subjects]
    trials = Trials(library, cases)
    for mutant in some(random, all_mutants(library), 12):
        changed = with_mutant(library, mutant)
        law = plan(changed, "EU", TODAY)
        rules = trials.resting_on(mutant.law)
        expected = any(run_case(changed, law, case).differences for case in cases if case.rule in rules)
        assert (trials.noticed_by(mutant) is not None) == expected, mutant


@pytest.mark.parametrize("seed", range(20))
def test_a_proven_mutant_is_never_told_apart_and_a_witness_always_tells(seed: int) -> None:
    random = Random(seed)
    library = with_books(a_random_library(random))
    trials = Trials(library, ())
    for mutant in some(random, all_mutants(library), 4):
        changed, verdict = with_mutant(library, mutant), search(trials, mutant, most=400)
        assert not (verdict.equivalent and verdict.witness)
        for rule in trials.resting_on(mutant.law) if verdict.equivalent else ():
            for _ in range(30):
                subject = a_random_subject(random, library.facts, unknown=0.2)
                law, other = judged(library, rule, subject), judged(changed, rule, subject)
                assert (law.status, law.credit) == (other.status, other.credit), mutant
        if verdict.witness:
            found = verdict.witness
            subject = Subject(id="s", facts={})
            for fact, value in found.facts.items():
                subject = subject.with_fact(fact, value)
            law, other = (
                evaluate(one, plan(one, found.market, found.as_of), subject, only=(found.rule,))[0]
                for one in (library, changed)
            )
            assert (law.status, law.credit) == (found.expect, found.credit)
            assert (other.status, other.credit) != (found.expect, found.credit)
            assert other.status == found.mutant


@pytest.mark.parametrize("kind", [Rule, TermDefinition, Parameter, Override, Setting])
def test_replanning_what_a_mutant_changes_is_planning_it_all(shipped: Library, kind: type) -> None:
    trials = Trials(shipped, ())
    markets = ("EU", "DE", "ES", "FR")
    chosen = [one for one in all_mutants(shipped) if isinstance(one.law, kind)]
    for number, mutant in enumerate(islice(chosen, 0, None, max(1, len(chosen) // 12))):
        changed, library = Changed(trials, mutant), with_mutant(shipped, mutant)
        market = markets[number % len(markets)]
        assert changed.plan(market, TODAY) == plan(library, market, TODAY)


def test_a_mutant_differs_from_the_law_in_one_thing(shipped: Library) -> None:
    for mutant in islice(all_mutants(shipped), 0, None, 40):
        assert mutant.changed != mutant.law
        assert with_mutant(shipped, mutant) != shipped
        assert with_mutant(shipped, replace(mutant, changed=mutant.law)) == shipped


def test_every_law_of_every_rulebook_that_decides_something_is_mutated(shipped: Library) -> None:
    used = {ident for found in Trials(shipped, ()).references.values() for ident in found.parameters}
    mutated = {id(one.law) for one in all_mutants(shipped)}
    for book in shipped.rulebooks.values():
        for law in (*book.rules, *book.terms, *(one for one in book.parameters if one.id in used), *book.overrides):
            assert id(law) in mutated, law.place
