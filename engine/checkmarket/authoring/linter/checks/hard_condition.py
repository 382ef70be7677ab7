"""CM922: a condition with more levels or leaves than a reader can hold in mind."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.compiler.references import conditions_of
from checkmarket.model.conditions import AnyOf, Condition, Not, leaves_of, parts_of
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Place

MOST_LEVELS, MOST_LEAVES = 4, 12


def check(context: Context) -> Iterator[Diagnostic]:
    """Each condition by itself: whom a rule binds, each exemption, the demand, a term, when a fact is asked."""
    for ident, place, condition in _conditions(context):
        deep, wide = levels(condition), sum(1 for _ in leaves_of(condition))
        if deep > MOST_LEVELS or wide > MOST_LEAVES:
            count = f"{deep} levels" if deep > MOST_LEVELS else f"{wide} leaves"
            most = f"{MOST_LEVELS} levels" if deep > MOST_LEVELS else f"{MOST_LEAVES} leaves"
            yield Diagnostic(
                "CM922", f"a condition of {ident} has {count}", place, f"at most {most}; name a term", ident
            )


def levels(condition: Condition) -> int:
    """How deep a condition is nested; a leaf has one level, and `none`, `not` and `forbids` count once."""
    match condition:
        case Not(AnyOf() as inside):
            return levels(inside)
        case _:
            return 1 + max(map(levels, parts_of(condition)), default=0)


def _conditions(context: Context) -> Iterator[tuple[str, Place, Condition]]:
    for rule in context.living:
        yield from ((rule.id, rule.place, one) for one in conditions_of(rule))
    for rule_id, changes in context.overrides.items():
        yield from ((rule_id, one.place, one.condition) for one in changes)
    yield from ((one.id, one.place, one.when) for one in context.library.terms.values())
    yield from ((one.id, one.place, one.asked_if) for one in context.library.facts.values() if one.asked_if)
