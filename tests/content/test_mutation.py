"""The cases beside the law notice when the law is changed: a sample of all changes, the same on every run.

The whole is measured by `checkmarket rules test --mutate`; every one in `STEP` is tried here, another one in each book.
"""

from __future__ import annotations

from collections import Counter

from checkmarket.authoring.mutator import Fate, Jury, Survivor
from checkmarket.authoring.mutator.report import EQUIVALENT
from checkmarket.authoring.mutator.words import change, where
from tests.content.conftest import Content

STEP = 4
LEAST = 0.95


def test_at_least_95_per_cent_of_all_changes_are_noticed_in_every_rulebook(content: Content) -> None:
    library = content.loaded.library
    jury = Jury(library, content.loaded.cases, frozenset(), frozenset(library.rulebooks))
    fates = [(mutant, jury.fate(mutant)) for mutant in jury.mutants[::STEP]]
    tried = Counter(mutant.rulebook for mutant, found in fates if found != EQUIVALENT)
    missed = Counter(mutant.rulebook for mutant, found in fates if isinstance(found, Survivor))
    told = [f"{where(mutant)}: {change([mutant], library)}" for mutant, found in fates if _survives(found)]
    assert sum(missed.values()) <= (1 - LEAST) * sum(tried.values()), told
    assert {book for book in missed if missed[book] > max(1, (1 - LEAST) * tried[book])} == set(), told


def _survives(found: Fate) -> bool:
    return isinstance(found, Survivor)
