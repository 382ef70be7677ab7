"""Each thing of a library as its sides: what tells whether a side changed, and the lines that show it to people.

Enters: a thing and its Library.  Leaves: a Portrait.  Notes, links, places and the days of readings are on no side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from checkmarket.authoring.figures import readable
from checkmarket.authoring.sentences import outline
from checkmarket.compiler import canonical
from checkmarket.compiler.canonical import Json
from checkmarket.model.conditions import Condition
from checkmarket.model.law import (
    Citation,
    DatedValue,
    Demand,
    Edge,
    Exemption,
    Levels,
    Override,
    Parameter,
    Penalty,
    Ratio,
    Requirement,
    Rule,
    Setting,
    TermDefinition,
    Transition,
    Watched,
    Window,
)
from checkmarket.model.library import Library
from checkmarket.model.values import FactType
from checkmarket.model.vocabulary import Control, Fact, Profile
from checkmarket.reporters.text.layout import day


class Side(NamedTuple):
    """One side of a thing.  form: equal exactly when it says the same; lines: in words."""

    form: Json
    lines: tuple[str, ...]


Portrait = Mapping[str, Side]


def rule(found: Rule, library: Library) -> Portrait:
    """A rule, without what it rests on."""
    return {
        "title": _text(found.title, found.summary),
        "kind": _text(found.kind),
        "severity": _text(found.severity),
        "blocker": _text("yes" if found.blocker else "no"),
        "weight": _text(str(found.weight)),
        "dates": Side(canonical.window(found.window), (_window(found.window),)),
        "transposition": _text(day(found.transposition) if found.transposition else ""),
        "status": _text(found.status),
        "basis": _text(found.basis or ""),
        "conditions": _condition(found.applies_when, library),
        "exemptions": _exemptions(found.exemptions, library),
        "demand": Side(canonical.demand(found.demand), tuple(_demand(found.demand, library))),
        "transitions": _transitions(found.transitions, library),
        "figures": Side([*sorted(found.figures)], tuple(sorted(found.figures))),
        "penalty": _penalties(found.penalties),
        "citations": _citations(found.cite),
        "remediation": Side([*found.remediation], found.remediation),
    }


def term(found: TermDefinition, library: Library) -> Portrait:
    """A term."""
    return {
        "title": _text(found.title),
        "conditions": _condition(found.when, library),
        "citations": _citations(found.cite),
    }


def parameter(found: Parameter, library: Library) -> Portrait:
    """A parameter with its own values."""
    low, high = found.type.minimum, found.type.maximum
    bounds = " to ".join("any" if one is None else canonical.number(one) for one in (low, high))
    return {
        "title": _text(found.title),
        "type": _text(f"{found.type}, {bounds}" if (low, high) != (None, None) else str(found.type), found.type.unit),
        "who may set it": _text(found.settable_by),
        "values": _values(found.values, found.type, library),
        "citations": _citations(cite for one in found.values for cite in one.cite),
    }


def setting(found: Setting, library: Library) -> Portrait:
    """What a child makes of a parameter."""
    kind = library.parameters[found.parameter].type
    return {
        "values": _values(found.values, kind, library),
        "citations": _citations(cite for one in found.values for cite in one.cite),
    }


def override(found: Override, library: Library) -> Portrait:
    """What a child changes of a rule."""
    shown = _condition(found.condition, library) if found.how in ("exempts", "tightens") else Side(None, ())
    return {
        "title": _text(found.title),
        "dates": Side(canonical.window(found.window), (_window(found.window),)),
        "conditions": shown,
        "by": _text(found.by),
        "reason": _text("" if found.how == "not_transposed" else found.reason),
        "citations": _citations(found.cite),
    }


def fact(found: Fact, library: Library) -> Portrait:
    """A fact of the questionnaire."""
    low, high = found.type.minimum, found.type.maximum
    bounds = "" if (low, high) == (None, None) else f" from {low} to {high}"
    asked = _condition(found.asked_if, library) if found.asked_if is not None else Side(None, ())
    otherwise = () if found.otherwise is None else (readable(found.otherwise, found.type, library),)
    return {
        "question": _text(found.question, found.help),
        "type": _text(f"{found.type}{', may be none' if found.type.nullable else ''}{bounds}", found.type.unit),
        "values": _text(*(f"{ident}: {title}" for ident, title in sorted(found.type.values.items()))),
        "kind": _text(f"{found.kind} of {found.scope}"),
        "asked if": asked,
        "otherwise": Side(None if found.otherwise is None else canonical.value(found.otherwise), otherwise),
        "computed": _text(f"{found.computed.how} by {found.computed.of}" if found.computed else ""),
    }


def control(found: Control, library: Library) -> Portrait:
    """A control."""
    effort = found.effort
    changes = [
        f"{ident} {change.how} {readable(change.value, library.facts[ident].type, library)}"
        for ident, change in sorted(found.changes.items())
        if ident in library.facts
    ]
    return {
        "title": _text(found.title),
        "owner": _text(found.owner),
        "effort": _text(f"{effort.low}, {effort.likely}, {effort.high} days; {found.lead_time_days} days' wait"),
        "sets": _text(*changes),
        "steps": _text(*found.steps),
        "evidence": _text(*found.evidence),
    }


def profile(found: Profile, _library: Library) -> Portrait:
    """A profile."""
    weights = sorted(found.domain_weights.items())
    return {
        "scoring": _text(found.scoring),
        "fails on": _text(*sorted(found.fail_on)),
        "undecided": _text("cannot say" if found.decide else "go"),
        "least scores": _text(*(f"{name} {least}" for name, least in sorted(found.min_score.items()))),
        "least coverage": _text(*(f"{name} {least}" for name, least in sorted(found.min_coverage.items()))),
        "most not applicable": _text("" if found.max_not_applicable is None else str(found.max_not_applicable)),
        "coming within": _text(found.coming_within),
        "domain weights": _text(*(f"{domain} {weight}" for domain, weight in weights)),
        "signatures": _text("required" if found.require_signed else ""),
    }


def edges(found: tuple[Edge, ...], _library: Library) -> Portrait:
    """All times at which one place lies below another."""
    return {"dates": Side([canonical.window(one.window) for one in found], tuple(_window(one.window) for one in found))}


def watched(found: Watched, _library: Library) -> Portrait:
    """What is no law, or not yet."""
    return {"title": _text(found.title), "state": _text(f"{found.state} since {day(found.since)}")}


def _text(*lines: str) -> Side:
    shown = tuple(filter(None, (canonical.words(one) for one in lines)))
    return Side([*shown], shown)


def _window(found: Window) -> str:
    begins = f"from {day(found.first)}" if found.first else "from ever"
    return f"{begins} to {day(found.last)}" if found.last and found.last < date.max else begins


def _condition(found: Condition, library: Library) -> Side:
    return Side(canonical.condition(found), tuple(_outline(found, library)))


def _outline(found: Condition, library: Library, depth: int = 0) -> Iterable[str]:
    return ("  " * (line.depth + depth) + line.text for line in outline(found, library))


def _exemptions(found: tuple[Exemption, ...], library: Library) -> Side:
    ordered = sorted(found, key=lambda one: one.id)
    form: list[Json] = [
        [one.id, canonical.words(one.title), canonical.condition(one.when), canonical.citations(one.cite)]
        for one in ordered
    ]
    lines = [line for one in ordered for line in (f"{one.id}: {one.title}", *_outline(one.when, library, 1))]
    cited = [line for one in ordered for line in _citations(one.cite).lines]
    return Side(form, (*lines, *cited))


def _demand(found: Demand, library: Library) -> Iterable[str]:
    match found:
        case Requirement(condition):
            yield from _outline(condition, library)
        case Levels(levels):
            for level in levels:
                yield f"credit {canonical.number(level.credit)}: {level.title}".rstrip(": ")
                yield from _outline(level.when, library, 1)
        case Ratio(fact=of, target=target):
            yield f"{of} in proportion to {target}"


def _transitions(found: tuple[Transition, ...], library: Library) -> Side:
    lines: list[str] = []
    for one in found:
        lines += [f"to {day(one.until)} for", *_outline(one.applies_to, library, 1)]
        lines += ["instead", *_outline(one.instead, library, 1)] if one.instead is not None else ["nothing instead"]
        lines += _citations(one.cite).lines
    return Side([canonical.transition(one) for one in found], tuple(lines))


def _values(found: tuple[DatedValue, ...], kind: FactType, library: Library) -> Side:
    form: list[Json] = [[canonical.day(one.first), canonical.value(one.value)] for one in found]
    lines = (f"from {day(one.first)}: {readable(one.value, kind, library)} {kind.unit}".rstrip() for one in found)
    return Side(form, tuple(lines))


def _penalties(found: tuple[Penalty, ...]) -> Side:
    lines: list[str] = []
    for one in found:
        since = f"from {day(one.first)}: " if one.first else ""
        lines += [f"{since}{one.in_words()}", *_citations(one.cite).lines]
    return Side([canonical.penalty(one) for one in found], tuple(lines))


def _citations(found: Iterable[Citation]) -> Side:
    """Each once: several values may stand in one article."""
    by_form = {canonical.packed(canonical.citations([one])): one for one in found}
    lines = (f"{one.instrument.short} {one.article}: {one.says}".rstrip(": ") for one in by_form.values())
    return Side([*sorted(by_form)], tuple(sorted(set(lines))))
