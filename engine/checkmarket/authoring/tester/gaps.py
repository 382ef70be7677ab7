"""What the cases of a rule leave untried.  Enters: a Library, what is Tried.  Leaves: counts and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checkmarket.authoring.boundaries import beside
from checkmarket.authoring.coverage import NumberCoverage, RuleCoverage
from checkmarket.authoring.sentences import one_line
from checkmarket.authoring.tester.runner import Tried
from checkmarket.model.findings import Status
from checkmarket.model.library import Library

_WANTED = (Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE)
_OF_MAY = (Status.PASS, Status.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Count:
    """How much of something is tried."""

    what: str
    tried: int
    wanted: int


def counts(tried: Tried, library: Library) -> tuple[Count, ...]:
    """Outcomes, leaves, numbers, days and exemptions: how many are tried, and how many there are."""
    found, wanted = tried.coverage, wanted_outcomes(tried, library)
    return (
        Count("outcomes", sum(one in found.expected for one in wanted), len(wanted)),
        Count("leaves", sum(one.flipped for one in found.leaves), len(found.leaves)),
        Count("numbers", sum(len(one.wanted & one.tried) for one in found.numbers), _steps(found.numbers)),
        Count("days", sum(2 - len(one.missing) for one in found.days), 2 * len(found.days)),
        Count("exempt", sum(one.tried for one in tried.exemptions), len(tried.exemptions)),
    )


def wanted_outcomes(tried: Tried, library: Library) -> tuple[Status, ...]:
    """What the cases of a rule should come out as, at least once each."""
    return _OF_MAY if library.rules[tried.coverage.rule].kind == "may" else _WANTED


def gaps(tried: Tried, library: Library) -> Iterator[str]:
    """A sentence for everything that is not tried."""
    found = tried.coverage
    idle = (one for one in wanted_outcomes(tried, library) if one not in found.expected)
    yield from (f"no case expects {status}" for status in idle)
    unturned = (one for one in found.leaves if not one.flipped)
    yield from (f"no case hangs on “{one_line(one.leaf, library)}” ({one.place})" for one in unturned)
    yield from _untried_values(found, library)
    unused = (one for one in tried.exemptions if not one.tried)
    yield from (f"no case makes use of the exemption {one.id} of {one.jurisdiction}" for one in unused)


def _untried_values(found: RuleCoverage, library: Library) -> Iterator[str]:
    for number in found.numbers:
        if number.missing:
            yield f"{_values(number, library)} of {number.leaf.fact} is not tried ({number.place})"
    for day in found.days:
        if day.missing:
            yield f"it {day.what}: no case on {' or '.join(map(str, day.missing))}"


def _steps(numbers: tuple[NumberCoverage, ...]) -> int:
    return sum(len(one.wanted) for one in numbers)


def _values(number: NumberCoverage, library: Library) -> str:
    words = {-1: "just below", 0: "exactly", 1: "just above"}
    found = [
        beside(number.operand, step, library) or f"{words[step]} what it is compared with"
        for step in sorted(number.missing)
    ]
    return " or ".join(found)
