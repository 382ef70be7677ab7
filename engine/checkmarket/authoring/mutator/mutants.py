"""The mutants of a rulebook: each is the law with one small change.  Enters: a Library.  Leaves: Mutants, in order.

Only what can make an outcome differ is changed: no titles, weights, penalties, and no parameter that no condition uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from checkmarket.authoring.mutator.edits import Edit, dropped, edits
from checkmarket.authoring.mutator.steps import moved_windows, neighbours
from checkmarket.model.conditions import ALWAYS, NEVER, Condition, Constant, Leaf, Not, leaves_of
from checkmarket.model.document import Place
from checkmarket.model.law import (
    ONE_DAY,
    DatedValue,
    Level,
    Levels,
    Override,
    Parameter,
    Ratio,
    Requirement,
    Rule,
    Rulebook,
    Setting,
    TermDefinition,
    Transition,
)
from checkmarket.model.values import show

Law = Rule | TermDefinition | Parameter | Setting | Override
Pair = tuple[Condition, Condition]
_TENTH = Decimal("0.1")
_ENDS = {"first": "from", "last": "until"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One small change of the law.

    law: what is changed, as it stands; changed: as the mutant has it, None where it is dropped; part: where in it, such
    as `requires`; kind: what sort of change; before, after: what is changed, in words or as a condition; after is
    None where it is dropped; place: the nearest place in the file; pair: two conditions, the law's and the mutant's:
    where they come out the same, so does everything (None where the change lies in no condition).
    """

    rulebook: str
    law: Law
    changed: Law | None
    part: str
    kind: str
    before: Condition | str
    after: Condition | str | None
    place: Place
    pair: Pair | None


@dataclass(frozen=True, slots=True)
class _Change:
    """What happens to one law, and where it shows; place is None where it is the law's own."""

    changed: Law | None
    part: str
    kind: str
    before: Condition | str
    after: Condition | str | None
    place: Place | None = None
    pair: Pair | None = None


def mutants(book: Rulebook, used: frozenset[str]) -> Iterator[Mutant]:
    """The mutants of one rulebook.  used: the parameters that conditions compare with."""
    for law in _laws(book, used):
        for change in _changes(law):
            yield Mutant(
                rulebook=book.id,
                law=law,
                changed=change.changed,
                part=change.part,
                kind=change.kind,
                before=change.before,
                after=change.after,
                place=change.place or law.place,
                pair=change.pair,
            )


def _laws(book: Rulebook, used: frozenset[str]) -> Iterator[Law]:
    yield from (one for one in book.parameters if one.id in used)
    yield from book.terms
    yield from (one for one in book.rules if not one.is_past)
    yield from book.overrides
    yield from (one for one in book.settings if one.parameter in used)


def _changes(law: Law) -> Iterator[_Change]:
    match law:
        case Rule():
            yield from _of_rule(law)
        case TermDefinition():
            yield from (_change(edit, "when", replace(law, when=edit.whole)) for edit in _edits(law.when))
        case Parameter():
            yield from _of_values(law)
        case Setting():
            yield _Change(None, "", "override", "the value set here", None)
            yield from _of_values(law)
        case Override():
            yield from _of_override(law)


def _of_rule(rule: Rule) -> Iterator[_Change]:
    yield from _of_window(rule)
    for edit in (*_edits(rule.applies_when), *dropped(rule.applies_when)):
        yield _change(edit, "applies_when", replace(rule, applies_when=edit.whole))
    yield from _of_exemptions(rule)
    yield from _of_transitions(rule)
    match rule.demand:
        case Requirement(condition):
            yield from _of_requirement(rule, condition)
        case Levels(levels):
            yield from _of_levels(rule, levels)
        case Ratio():
            yield from _of_ratio(rule, rule.demand)


def _of_requirement(rule: Rule, condition: Condition) -> Iterator[_Change]:
    """A duty made its opposite, and every change inside; `forbids` is held as the opposite of what it forbids."""
    if isinstance(condition, Constant):
        return
    forbids = rule.kind == "must-not" and isinstance(condition, Not)
    part, opposite = ("forbids", "requires") if forbids else ("requires", "forbids")
    inner = condition.part if forbids and isinstance(condition, Not) else condition
    inverted = condition.part if isinstance(condition, Not) else Not(condition)
    yield _Change(replace(rule, demand=Requirement(inverted)), part, "kind", part, opposite, _place(inner))
    for edit in _edits(inner):
        whole = Not(edit.whole) if forbids else edit.whole
        if whole != inverted:
            yield _change(edit, part, replace(rule, demand=Requirement(whole)))


def _of_levels(rule: Rule, levels: tuple[Level, ...]) -> Iterator[_Change]:
    for at, level in enumerate(levels):
        part, place = f"level {at + 1}", _place(level.when)
        for edit in _edits(level.when):
            yield _change(edit, part, _graded(rule, levels, at, replace(level, when=edit.whole)))
        for credit in (level.credit - _TENTH, level.credit + _TENTH):
            if 0 <= credit <= 1:
                changed = _graded(rule, levels, at, replace(level, credit=credit))
                words = (f"credit {level.credit}", f"credit {credit}")
                yield _Change(changed, part, "credit", *words, place, (level.when, NEVER))
        if len(levels) > 1:
            yield _left_out(level.when, part, "clause", _graded(rule, levels, at))


def _graded(rule: Rule, levels: tuple[Level, ...], at: int, *instead: Level) -> Rule:
    return replace(rule, demand=Levels((*levels[:at], *instead, *levels[at + 1 :])))


def _of_ratio(rule: Rule, ratio: Ratio) -> Iterator[_Change]:
    if isinstance(ratio.target, str):
        return  # the parameter has mutants of its own
    for step in neighbours(ratio.target):
        if isinstance(step.value, Decimal) and step.value > 0:
            changed = replace(rule, demand=replace(ratio, target=step.value))
            yield _Change(changed, "ratio", "number", show(ratio.target), show(step.value))


def _of_exemptions(rule: Rule) -> Iterator[_Change]:
    given = rule.exemptions
    for at, one in enumerate(given):
        before, after, part = given[:at], given[at + 1 :], f"exemption {one.id}"
        yield _left_out(one.when, part, "exemption", replace(rule, exemptions=(*before, *after)))
        for edit in _edits(one.when):
            changed = replace(rule, exemptions=(*before, replace(one, when=edit.whole), *after))
            yield _change(edit, part, changed)


def _of_transitions(rule: Rule) -> Iterator[_Change]:
    for at, one in enumerate(rule.transitions):
        part, place = f"transition until {one.until}", _place(one.applies_to)
        yield _left_out(one.applies_to, part, "transition", _in_transition(rule, at))
        for day in (one.until - ONE_DAY, one.until + ONE_DAY):
            changed = _in_transition(rule, at, replace(one, until=day))
            words = (str(one.until), str(day))
            yield _Change(changed, part, "date", *words, place, (one.applies_to, NEVER))
        for edit in _edits(one.applies_to):
            yield _change(edit, part, _in_transition(rule, at, replace(one, applies_to=edit.whole)))
        for edit in _edits(one.instead or ALWAYS):
            yield _change(edit, f"{part}, instead", _in_transition(rule, at, replace(one, instead=edit.whole)))


def _in_transition(rule: Rule, at: int, *instead: Transition) -> Rule:
    return replace(rule, transitions=(*rule.transitions[:at], *instead, *rule.transitions[at + 1 :]))


def _of_override(override: Override) -> Iterator[_Change]:
    idle = {"exempts": NEVER, "tightens": ALWAYS}.get(override.how)
    pair = (override.condition, idle) if idle else None
    yield _Change(None, "", "override", override.how.replace("_", " "), None, pair=pair)
    yield from _of_window(override)
    for edit in _edits(override.condition):
        yield _change(edit, override.how, replace(override, condition=edit.whole))


def _of_window(law: Rule | Override) -> Iterator[_Change]:
    for end, day, window in moved_windows(law.window):
        moved = getattr(window, end)
        yield _Change(replace(law, window=window), _ENDS[end], "date", str(day), str(moved))


def _of_values(law: Parameter | Setting) -> Iterator[_Change]:
    given = law.values
    for at, one in enumerate(given):
        part = f"value from {one.first}"
        for step in neighbours(one.value):
            changed = _with_value(law, at, replace(one, value=step.value))
            yield _Change(changed, part, step.kind, show(one.value), show(step.value))
        for day in (one.first - ONE_DAY, one.first + ONE_DAY):
            yield _Change(_with_value(law, at, replace(one, first=day)), part, "date", str(one.first), str(day))


def _with_value(law: Parameter | Setting, at: int, other: DatedValue) -> Parameter | Setting:
    values = (*law.values[:at], other, *law.values[at + 1 :])
    return replace(law, values=tuple(sorted(values, key=lambda one: one.first)))


def _edits(condition: Condition) -> Iterator[Edit]:
    """The changes inside a condition, each outcome once."""
    seen = {condition}
    for edit in edits(condition):
        if edit.whole not in seen:
            seen.add(edit.whole)
            yield edit


def _change(edit: Edit, part: str, changed: Law) -> _Change:
    after = None if edit.dropped else edit.after
    return _Change(changed, part, edit.kind, edit.before, after, _place(edit.before), (edit.before, edit.after))


def _left_out(condition: Condition, part: str, kind: str, changed: Rule) -> _Change:
    """A part dropped that counts for nothing where its condition is false."""
    return _Change(changed, part, kind, condition, None, _place(condition), (condition, NEVER))


def _place(condition: Condition) -> Place | None:
    """Where the first leaf of a condition is written."""
    return next((one.place for one in leaves_of(condition) if isinstance(one, Leaf)), None)
