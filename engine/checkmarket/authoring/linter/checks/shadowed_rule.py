"""CM919: a rule that a parent's or its children's law makes needless: it never stands by itself."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.authoring.linter.duties import Duty, duty_of, is_empty, overlap
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.law import Override, Rule

_TAKES_AWAY = frozenset({"replaces", "switches_off", "not_transposed"})
_LINKS = frozenset({"replaces", "implements"})


def check(context: Context) -> Iterator[Diagnostic]:
    """A child's rule that asks what its parent's asks already; a parent's rule that every place below takes away."""
    by_duty: dict[Duty, list[Rule]] = {}
    for rule in context.living:
        by_duty.setdefault(duty_of(rule), []).append(rule)
    for rule in context.living:
        above = set(context.library.chain(rule.jurisdiction, context.as_of)) - {rule.jurisdiction}
        for other in by_duty[duty_of(rule)]:
            if other.jurisdiction in above and overlap(rule, other) and not is_empty(rule):
                yield from _repeats(rule, other, context)
        yield from _taken_away(rule, context)


def _repeats(rule: Rule, other: Rule, context: Context) -> Iterator[Diagnostic]:
    changes = context.overrides.get(other.id, ())
    if any(one.by == rule.id and one.how in _LINKS for one in changes):
        return
    message = f"{rule.id} asks the same as {other.id}, which {rule.jurisdiction} inherits"
    hint = "say that it replaces or implements that one, or leave it out: it would count twice"
    yield Diagnostic("CM919", message, rule.place, hint, rule.id)


def _taken_away(rule: Rule, context: Context) -> Iterator[Diagnostic]:
    below = context.library.below(rule.jurisdiction, context.as_of) - {rule.jurisdiction}
    gone = [one for one in context.overrides.get(rule.id, ()) if _is_for_good(one, rule)]
    is_country = rule.jurisdiction in context.library.territories.by_code  # whose law counts in the rest of it
    if not below or not gone or is_country:
        return
    reached = {place for one in gone for place in context.library.below(one.jurisdiction, context.as_of)}
    if below <= reached:
        message = f"every place below {rule.jurisdiction} replaces {rule.id} or switches it off"
        yield Diagnostic("CM919", message, rule.place, "end it with `until`, or leave it out", rule.id)


def _is_for_good(one: Override, rule: Rule) -> bool:
    first, last = one.window.first, one.window.last
    from_the_start = first is None or (rule.window.first is not None and first <= rule.window.first)
    to_the_end = last is None or (rule.window.last is not None and last >= rule.window.last)
    return one.how in _TAKES_AWAY and from_the_start and to_the_end
