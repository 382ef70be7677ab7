"""Take out the warnings that a rulebook accepts, and warn of acceptances that have run out or fit nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from checkmarket.model.diagnostics import Diagnostic, Exclusion
from checkmarket.model.library import Library


def exclude(found: Iterable[Diagnostic], library: Library, as_of: date) -> tuple[list[Diagnostic], int]:
    """Honour the exclusions of rules, terms, parameters, facts and controls; each holds up to and on its `until`.

    Returns the warnings that remain, those about exclusions among them, and how many were taken out.
    """
    written = _written(library)
    kept: list[Diagnostic] = []
    used: set[Exclusion] = set()
    excluded = 0
    for one in found:
        fitting = [each for each in written.get(one.about, ()) if each.code == one.code]
        used.update(fitting)
        if any(as_of <= each.until for each in fitting):
            excluded += 1
        else:
            kept.append(one)
    for about, some in written.items():
        kept.extend(said for one in some for said in _say(about, one, as_of, used=one in used))
    return kept, excluded


def _written(library: Library) -> dict[str, list[Exclusion]]:
    """The exclusions by the id of what they stand at."""
    found: dict[str, list[Exclusion]] = {}
    for group in (library.rules, library.terms, library.parameters, library.facts, library.controls):
        for ident, one in group.items():
            if one.lint:
                found.setdefault(ident, []).extend(one.lint)
    return found


def _say(about: str, one: Exclusion, as_of: date, *, used: bool) -> Iterator[Diagnostic]:
    if not used:
        message = f"{about} accepts {one.code}, of which nothing is found here"
        yield Diagnostic("CM924", message, one.place, "remove it", about)
    elif one.until < as_of:
        message = f"{about} accepted {one.code} until {one.until}"
        yield Diagnostic("CM923", message, one.place, "mend what it is about, or decide anew and write why", about)
