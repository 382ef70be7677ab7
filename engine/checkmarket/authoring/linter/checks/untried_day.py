"""CM912: a rule begins, ends or changes on a day, and no case is judged on that day or on the day beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checkmarket.authoring.coverage import DayCoverage
from checkmarket.authoring.linter.context import Context
from checkmarket.model.diagnostics import Diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    """Rules without any case are left to CM913."""
    for rule in context.living:
        covered = context.coverage[rule.id]
        for one in covered.days if covered.cases else ():
            for day in one.missing:
                message = f"no case of {rule.id} is judged on {day}, {_what(one, day)}"
                yield Diagnostic("CM912", message, rule.place, f"add a case with as_of: {day}", rule.id)


def _what(one: DayCoverage, day: date) -> str:
    eve = day == one.wanted[0]
    if one.what == "begins":
        return "the day before it begins" if eve else "the day it begins"
    of = "of a transition" if one.what == "transition ends" else "of it"
    return f"the last day {of}" if eve else f"the day after the last {of}"
