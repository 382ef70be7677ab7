"""Values and the numbers the law sets, in words, with the jurisdiction each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checkmarket.model.law import DatedValue, Parameter, value_on
from checkmarket.model.library import Library, Plan
from checkmarket.model.values import FactType, Known, PartialSet, show
from checkmarket.model.vocabulary import Effort
from checkmarket.reporters.text.layout import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A jurisdiction of an inheritance chain that gives a parameter a value."""

    jurisdiction: str
    value: DatedValue


def origins(ident: str, library: Library, chain: tuple[str, ...], as_of: date) -> tuple[Origin, ...]:
    """Who gives the parameter a value on a day: what holds in the market first, the rulebook it comes from last."""
    parameter = library.parameters[ident]
    found = [one for jurisdiction in chain for one in _set_by(ident, jurisdiction, library, as_of)]
    own = parameter.on(as_of)
    return tuple(found) if own is None else (*found, Origin(jurisdiction=home(parameter), value=own))


def home(parameter: Parameter) -> str:
    """The jurisdiction whose rulebook a parameter stands in."""
    return parameter.id.split(".", maxsplit=1)[0]


def figure_words(ident: str, library: Library, plan: Plan | None = None) -> str:
    """A parameter's value and name: "20 people (officer-people)", "15 years (age: FR sets it, EU: 16)".

    Without a plan all its values: "10 people, from 26 Nov 2019 20 people (officer-people)".
    """
    parameter = library.parameters.get(ident)
    if parameter is None:
        return ident
    slug = ident.rsplit("/", maxsplit=1)[-1]
    if plan is None:
        return f"{', '.join(_over_time(parameter, library))} ({slug})"
    given = origins(ident, library, plan.chain, plan.as_of)
    if not given:
        return f"({slug}: no value on {day(plan.as_of)})"
    value = figure(given[0].value, parameter, library)
    if len(given) == 1:
        return f"{value} ({slug})"
    before = ", ".join(f"{one.jurisdiction}: {readable(one.value.value, parameter.type, library)}" for one in given[1:])
    return f"{value} ({slug}: {given[0].jurisdiction} sets it, {before})"


def figure(dated: DatedValue, parameter: Parameter, library: Library) -> str:
    """A parameter's value with its unit."""
    value = readable(dated.value, parameter.type, library)
    return f"{value} {parameter.type.unit}" if parameter.type.unit else value


def readable(value: Known, kind: FactType, library: Library) -> str:
    """A value as people read it: enum members by title, places with their names, days as 22 Nov 2026."""
    if isinstance(value, PartialSet):
        return ", ".join([*(readable(one, kind, library) for one in sorted(value.has, key=str)), "perhaps more"])
    if isinstance(value, frozenset) and value:
        return ", ".join(readable(one, kind, library) for one in sorted(value, key=str))
    if isinstance(value, str) and kind.base in ("enum", "text"):
        return f"“{kind.values.get(value, value)}”"
    if isinstance(value, str) and kind.base == "jurisdiction" and value in library.places:
        return f"{value} ({library.places[value]})"
    if isinstance(value, date):
        return day(value)
    return f"{show(value)} %" if kind.base == "percent" else show(value)


def effort_words(effort: Effort) -> str:
    """Such as: 4–25 days."""
    low, high = (f"{one.normalize():f}" for one in (effort.low, effort.high))
    return f"{low} days" if low == high else f"{low}–{high} days"


def _set_by(ident: str, jurisdiction: str, library: Library, as_of: date) -> Iterator[Origin]:
    for book in library.rulebooks.values():
        for setting in book.settings:
            if (setting.parameter, setting.jurisdiction) == (ident, jurisdiction):
                value = value_on(setting.values, as_of)
                if value is not None:
                    yield Origin(jurisdiction=jurisdiction, value=value)


def _over_time(parameter: Parameter, library: Library) -> Iterator[str]:
    for number, one in enumerate(parameter.values):
        value = figure(one, parameter, library)
        yield f"from {day(one.first)} {value}" if number else value
