"""The checks of `rules lint`, one module each.

A check takes a Context and yields the warnings of its one code, each with the id of what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checkmarket.authoring.linter.checks import (
    hard_condition,
    idle_control,
    missing_outcome,
    old_source,
    same_condition,
    shadowed_rule,
    untried_day,
    untried_number,
    unturned_leaf,
    unused_control,
    unused_fact,
    unused_parameter,
    unused_term,
)
from checkmarket.authoring.linter.context import Context
from checkmarket.model.diagnostics import Diagnostic

Check = Callable[[Context], Iterator[Diagnostic]]

CHECKS: dict[str, Check] = {
    "CM910": unturned_leaf.check,
    "CM911": untried_number.check,
    "CM912": untried_day.check,
    "CM913": missing_outcome.check,
    "CM914": unused_fact.check,
    "CM915": unused_term.check,
    "CM916": unused_parameter.check,
    "CM917": idle_control.check,
    "CM918": unused_control.check,
    "CM919": shadowed_rule.check,
    "CM920": old_source.check,
    "CM921": same_condition.check,
    "CM922": hard_condition.check,
}
"""CM923 and CM924 are about exclusions: checkmarket.authoring.linter.exclusions."""

__all__ = ["CHECKS", "Check"]
