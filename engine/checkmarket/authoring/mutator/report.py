"""How good the cases are: every mutant and its fate, counted by rulebook.

Enters: a Library whose cases come out as expected, and what to change in it.  Leaves: a MutationReport.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checkmarket.authoring.mutator.mutants import Mutant, mutants
from checkmarket.authoring.mutator.search import Witness, search
from checkmarket.authoring.mutator.trials import Trials
from checkmarket.model.cases import Case
from checkmarket.model.law import Override, Rule
from checkmarket.model.library import Library


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant no case notices.  witness: facts that would tell it from the law; None where none were found."""

    mutant: Mutant
    witness: Witness | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookScore:
    """The mutants of one rulebook.  equivalent: those proven to say the same as the law, whatever the facts."""

    rulebook: str
    noticed: int
    equivalent: tuple[Mutant, ...]
    survivors: tuple[Survivor, ...]

    @property
    def mutants(self) -> int:
        """All of them."""
        return self.noticed + len(self.equivalent) + len(self.survivors)

    @property
    def score(self) -> float | None:
        """The share of those that can be noticed that is, in [0, 1]; None where there are none."""
        noticeable = self.noticed + len(self.survivors)
        return self.noticed / noticeable if noticeable else None


@dataclass(frozen=True, slots=True)
class MutationReport:
    """By rulebook, in the order of their ids."""

    books: tuple[BookScore, ...]

    @property
    def whole(self) -> BookScore:
        """All rulebooks as one."""
        return BookScore(
            rulebook="",
            noticed=sum(one.noticed for one in self.books),
            equivalent=tuple(mutant for one in self.books for mutant in one.equivalent),
            survivors=tuple(survivor for one in self.books for survivor in one.survivors),
        )


NOTICED, EQUIVALENT = "noticed", "equivalent"
Fate = str | Survivor
"""What became of a mutant."""


class Jury:
    """A library with its cases, and the mutants of what was chosen, in an order that is always the same.

    rules, books: the mutants of whole rulebooks, and of single rules with what only they rest on.
    """

    def __init__(self, library: Library, cases: Iterable[Case], rules: frozenset[str], books: frozenset[str]) -> None:
        self._trials = Trials(library, cases)
        used = frozenset(ident for found in self._trials.references.values() for ident in found.parameters)
        self.mutants = tuple(
            mutant
            for ident in sorted(library.rulebooks)
            for mutant in mutants(library.rulebooks[ident], used)
            if ident in books or self._is_chosen(mutant, rules)
        )

    def fate(self, mutant: Mutant) -> Fate:
        """Whether a case notices the mutant; if none does, whether one could."""
        if self._trials.noticed_by(mutant) is not None:
            return NOTICED
        verdict = search(self._trials, mutant)
        return EQUIVALENT if verdict.equivalent else Survivor(mutant, verdict.witness)

    def _is_chosen(self, mutant: Mutant, rules: frozenset[str]) -> bool:
        match mutant.law:
            case Rule(id=ident) | Override(rule=ident):
                return ident in rules
            case law:
                resting = frozenset(self._trials.resting_on(law))
                return bool(resting) and resting <= rules


def counted(fates: Iterable[tuple[Mutant, Fate]]) -> MutationReport:
    """The fates by rulebook."""
    by_book: dict[str, list[tuple[Mutant, Fate]]] = {}
    for mutant, found in fates:
        by_book.setdefault(mutant.rulebook, []).append((mutant, found))
    return MutationReport(tuple(_book(ident, by_book[ident]) for ident in sorted(by_book)))


def mutate(
    library: Library,
    cases: Iterable[Case],
    rules: frozenset[str] = frozenset(),
    books: frozenset[str] | None = None,
) -> MutationReport:
    """Try every mutant of the chosen rules and rulebooks; of all rulebooks where none is named."""
    jury = Jury(library, cases, rules, frozenset(library.rulebooks) if books is None else books)
    return counted((mutant, jury.fate(mutant)) for mutant in jury.mutants)


def _book(ident: str, fates: list[tuple[Mutant, Fate]]) -> BookScore:
    return BookScore(
        rulebook=ident,
        noticed=sum(one == NOTICED for _, one in fates),
        equivalent=tuple(mutant for mutant, one in fates if one == EQUIVALENT),
        survivors=tuple(one for _, one in fates if isinstance(one, Survivor)),
    )
