"""What each file of cases proves.  A file is read and run again only where something changed that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checkmarket.authoring.leaves import LeafLists
from checkmarket.authoring.linter.grounds import Grounds
from checkmarket.authoring.trials import Trial, try_rules
from checkmarket.library import Compiled, Memory, Source, Sources, compile_case_file
from checkmarket.library.documents import schema_digest
from checkmarket.model.cases import Case
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.session.cases import Plans, as_diagnostics, run_case


@dataclass(frozen=True, slots=True)
class Proof:
    """A file of cases without mistakes.

    books, facts: those it is about; rests_on: the digest of their Grounds; failing: the cases that do not come out.
    """

    books: frozenset[str]
    facts: frozenset[str]
    rests_on: str
    cases: int
    failing: tuple[Diagnostic, ...]
    trials: Mapping[str, Trial]


@dataclass(frozen=True, slots=True)
class Proofs:
    """Those of all files; faults: what is wrong with files that prove nothing for that reason."""

    proofs: tuple[Proof, ...]
    faults: tuple[Diagnostic, ...]

    @property
    def trials(self) -> dict[str, Trial]:
        """What all cases try, by rule."""
        found: dict[str, Trial] = {}
        for proof in self.proofs:
            for rule, trial in proof.trials.items():
                found[rule] = found[rule] | trial if rule in found else trial
        return found


def prove(
    case_sources: Sources, compiled: Compiled, grounds: Grounds, lists: LeafLists, memory: Memory | None
) -> Proofs:
    """Run the cases of all files; where anything is wrong with a file or the library, only say what."""
    kept = [(one, _kept(one, grounds, memory)) for one in case_sources]
    faults: list[Diagnostic] = []
    fresh: list[tuple[Source, list[Case]]] = []
    for source, proof in kept:
        if proof is None:
            cases, wrong = compile_case_file(source, compiled, memory)
            faults.extend(wrong)
            fresh.append((source, cases))
    proofs = [proof for _, proof in kept if proof is not None]
    if faults or compiled.diagnostics:
        return Proofs(tuple(proofs), tuple(faults))
    plans = Plans(compiled.library, (case for _, cases in fresh for case in cases))
    for source, cases in fresh:
        proof = _prove(cases, compiled, grounds, lists, plans)
        proofs.append(proof)
        if memory:
            memory.keep(*_label(source), proof)
    return Proofs(tuple(proofs), ())


def _label(source: Source) -> tuple[str, str]:
    return f"proof {source.shown}", f"{source.digest} {schema_digest()}"


def _kept(source: Source, grounds: Grounds, memory: Memory | None) -> Proof | None:
    found = memory.get(*_label(source)) if memory else None
    return found if isinstance(found, Proof) and found.rests_on == grounds.digest(found.books, found.facts) else None


def _prove(cases: list[Case], compiled: Compiled, grounds: Grounds, lists: LeafLists, plans: Plans) -> Proof:
    library = compiled.library
    books = frozenset(book for case in cases for book in (case.rulebook, case.rule.rsplit(".", 1)[0]))
    facts = frozenset(fact for case in cases for fact in case.subject.facts)
    return Proof(
        books=books,
        facts=facts,
        rests_on=grounds.digest(books, facts),
        cases=len(cases),
        failing=tuple(as_diagnostics(run_case(library, plans.of(case), case) for case in cases)),
        trials=try_rules(library, cases, lists, plans),
    )
