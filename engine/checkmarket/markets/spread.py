"""A value that may differ among the members of a group."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from checkmarket.model.territories import Territory

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Generic[Value]):
    """A value, and the countries where it holds, the most populous first."""

    value: Value
    where: tuple[str, ...]


def spread(countries: Iterable[Territory], asked: Callable[[Territory], Value | None]) -> tuple[Held[Value], ...]:
    """What holds where, the value of the most people first.  Countries of which nothing is known are left out."""
    found: dict[Value, list[Territory]] = {}
    for one in sorted(countries, key=lambda one: (-one.population, one.code)):
        value = asked(one)
        if value is not None:
            found.setdefault(value, []).append(one)
    by_people = sorted(found.items(), key=lambda item: -sum(one.population for one in item[1]))
    return tuple(Held(value=value, where=tuple(one.code for one in where)) for value, where in by_people)
