"""What a mutant changes, in words a lawyer reads.  Enters: Mutants and their Library.  Leaves: sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checkmarket.authoring.figures import readable
from checkmarket.authoring.mutator.mutants import Mutant
from checkmarket.authoring.sentences import one_line
from checkmarket.model.conditions import Condition, Leaf, Literal
from checkmarket.model.law import Override, Setting
from checkmarket.model.library import Library

_LONGEST = 100


def where(mutant: Mutant) -> str:
    """What was changed: a rule, a term, a parameter, or what a jurisdiction makes of one."""
    law = mutant.law
    match law:
        case Override():
            name = f"{law.rule} in {law.jurisdiction}"
        case Setting():
            name = f"{law.parameter} in {law.jurisdiction}"
        case _:
            name = law.id
    return f"{name}, {mutant.part}" if mutant.part else name


def change(mutants: Iterable[Mutant], library: Library) -> Iterator[str]:
    """A line for each change; members left out of one list share a line."""
    lists: dict[str, list[str]] = {}
    for mutant in mutants:
        if mutant.kind == "member":
            head, member = _member(mutant, library)
            lists.setdefault(head, []).append(member)
        else:
            yield _changed(mutant, library)
    for head, members in lists.items():
        each = " (each alone)" if len(members) > 1 else ""
        yield f"{head}: {', '.join(members)} left out{each}"


def _changed(mutant: Mutant, library: Library) -> str:
    before = _words(mutant.before, library)
    if mutant.after is None:
        return f"left out: {before}"
    return f"{before} → {_words(mutant.after, library)}"


def _member(mutant: Mutant, library: Library) -> tuple[str, str]:
    """The list it is left out of, and the member."""
    before, after = mutant.before, mutant.after
    assert isinstance(before, Leaf)
    assert isinstance(after, Leaf)
    gone = next(one for one in before.operands if one not in after.operands)
    kind = library.facts[before.fact].type
    word = readable(gone.value, kind, library) if isinstance(gone, Literal) else str(gone)
    return f"in “{_clipped(_words(before, library))}”", word


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _words(part: Condition | str, library: Library) -> str:
    return part if isinstance(part, str) else one_line(part, library)
