"""Take a control: the subject with the facts that the control makes true."""

from __future__ import annotations

from collections.abc import Iterable

from checkmarket.model.subject import Subject
from checkmarket.model.values import Interval, Known, PartialSet, State, interval
from checkmarket.model.vocabulary import Change, Control


def take(controls: Iterable[Control], subject: Subject) -> Subject:
    """The subject after the controls are in place, in every market."""
    for control in controls:
        for fact, change in control.changes.items():
            subject = subject.changed(fact, lambda value, change=change: changed(value, change))  # type: ignore[misc]
    return subject


def changed(value: Known, change: Change) -> Known:
    """The value of a fact after a change.  Adding to a set of which nothing is known leaves the rest of it unknown."""
    match change.how:
        case "to":
            return change.value
        case "add" | "remove":
            return _changed_set(value, change)
        case _:
            return _bounded(value, change)


def _changed_set(value: Known, change: Change) -> Known:
    members = change.value
    assert isinstance(members, frozenset)
    match value:
        case frozenset():
            return value | members if change.how == "add" else value - members
        case PartialSet(has):
            return PartialSet(has | members if change.how == "add" else has - members)
        case _:
            return PartialSet(members) if change.how == "add" else value


def _bounded(value: Known, change: Change) -> Known:
    """A number moved to the bound where it lies on the wrong side of it, or is not known."""
    if isinstance(value, State):
        return change.value
    pick = min if change.how == "at_most" else max
    if isinstance(value, Interval):
        low, high = (change.value if one is None else pick(one, change.value) for one in (value.low, value.high))  # type: ignore[type-var]
        return interval(low, high)  # type: ignore[arg-type]
    return pick(value, change.value)  # type: ignore[type-var]  # numbers: the compiler saw to it
