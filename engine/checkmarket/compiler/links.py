"""Check what only the whole can show: circles, overrides of what is not inherited, parameters without a value."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from checkmarket.compiler.entries import Problems
from checkmarket.compiler.references import conditions_of, references
from checkmarket.model.conditions import Condition, FactValue, Leaf, RuleIs, Term, leaves_of
from checkmarket.model.document import Place
from checkmarket.model.law import Override, Requirement, Rule, Rulebook, Setting
from checkmarket.model.library import Library
from checkmarket.model.values import CalendarPeriod

_EXCLUSIVE = frozenset({"replaces", "switches_off", "implements", "not_transposed"})


def check_links(library: Library, problems: Problems) -> None:
    """Report the mistakes that lie between files."""
    _check_circles(library, problems)
    _check_places_circle(library, problems)
    for book in library.rulebooks.values():
        for override in book.overrides:
            _check_override(override, library, problems)
        for setting in book.settings:
            _check_setting(setting, library, problems)
        for rule in book.rules:
            _check_parameter_days(rule, library, problems)
    _check_twice(library, problems)


def _check_circles(library: Library, problems: Problems) -> None:
    graph: dict[str, set[str]] = {}
    places: dict[str, Place] = {}
    for rule in library.rules.values():
        key = f"the rule {rule.id}"
        graph[key] = {name for condition in conditions_of(rule) for name in _references(condition)}
        places[key] = rule.place
    for book in library.rulebooks.values():
        for term in book.terms:
            graph[f"the term {term.id}"] = set(_references(term.when))
            places[f"the term {term.id}"] = term.place
    for fact in library.facts.values():
        key = f"the fact {fact.id}"
        graph[key] = set(_references(fact.asked_if)) if fact.asked_if else set()
        if fact.computed:
            graph[key].add(f"the fact {fact.computed.of}")
        places[key] = fact.place
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        problems.report("CM801", "a circle: " + " needs ".join(circle), places[circle[0]], "break it at one place")


def _references(condition: Condition) -> Iterator[str]:
    for leaf in leaves_of(condition):
        match leaf:
            case Leaf():
                yield f"the fact {leaf.fact}"
                yield from (f"the fact {one.fact}" for one in leaf.operands if isinstance(one, FactValue))
            case Term():
                yield f"the term {leaf.term}"
            case RuleIs():
                yield f"the rule {leaf.rule}"


def _check_places_circle(library: Library, problems: Problems) -> None:
    graph: dict[str, set[str]] = {}
    for edge in library.edges:
        graph.setdefault(edge.child, set()).add(edge.parent)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        place = next(edge.place for edge in library.edges if edge.child == circle[0] and edge.parent == circle[1])
        problems.report("CM801", f"a circle of jurisdictions: {' lies below '.join(circle)}", place, "remove one edge")


def _ancestors(library: Library, jurisdiction: str) -> set[str]:
    """Everything that ever stood above a jurisdiction."""
    found: set[str] = set()
    waiting = [jurisdiction]
    while waiting:
        child = waiting.pop()
        fresh = {edge.parent for edge in library.edges if edge.child == child} - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _check_override(override: Override, library: Library, problems: Problems) -> None:
    rule = library.rules.get(override.rule)
    if rule is None:
        return  # reported as unknown already
    if rule.jurisdiction not in _ancestors(library, override.jurisdiction):
        message = f"{override.jurisdiction} does not inherit '{rule.id}'"
        problems.report("CM701", message, override.place, f"{override.jurisdiction} must extend {rule.jurisdiction}")
    if override.how == "tightens" and not isinstance(rule.demand, Requirement):
        message = f"'{rule.id}' grades; it cannot be tightened"
        problems.report("CM701", message, override.place, "replace it with a rule of your own")


def _check_setting(setting: Setting, library: Library, problems: Problems) -> None:
    parameter = library.parameters.get(setting.parameter)
    if parameter is None:
        return
    book = library.rulebooks[parameter.id.split("/")[0]]
    if book.jurisdiction not in _ancestors(library, setting.jurisdiction):
        message = f"{setting.jurisdiction} does not inherit '{parameter.id}'"
        problems.report("CM701", message, setting.place)
    elif not parameter.settable_by:
        hint = "its rulebook must say may_be_set_by"
        problems.report("CM702", f"'{parameter.id}' is not open to {setting.jurisdiction}", setting.place, hint)


def _check_parameter_days(rule: Rule, library: Library, problems: Problems) -> None:
    for ident in sorted(references(rule, library).parameters):
        parameter = library.parameters.get(ident)
        begins = rule.window.first
        if parameter and parameter.values and begins and begins < parameter.values[0].first:
            first = parameter.values[0].first
            message = f"'{rule.id}' holds from {begins}, its parameter '{ident}' has no value before {first}"
            problems.report(
                "CM503", message, rule.place, "give the parameter an earlier value, or start the rule later"
            )
        if parameter and any(isinstance(one.value, CalendarPeriod) for one in parameter.values):
            message = f"'{rule.id}' compares with '{ident}', whose months have no fixed length"
            problems.report("CM402", message, rule.place, "count the parameter in days, or only show it under figures")


def _check_twice(library: Library, problems: Problems) -> None:
    for market in library.markets():
        nearest: dict[str, list[tuple[int, Override | Setting]]] = {}
        for distance, jurisdiction in _by_distance(library, market):
            for book in library.rulebooks.values():
                if book.jurisdiction == jurisdiction:
                    for key, one in _claims(book):
                        nearest.setdefault(key, []).append((distance, one))
        for key, claims in nearest.items():
            for (near, first), (far, second) in pairwise(claims):
                if near == far and _overlap(first, second):
                    message = f"{key} is overridden twice at the same distance from {market}"
                    problems.report("CM704", message, second.place, f"the first is at {first.place}")


def _claims(book: Rulebook) -> Iterator[tuple[str, Override | Setting]]:
    yield from ((f"'{one.rule}'", one) for one in book.overrides if one.how in _EXCLUSIVE)
    yield from ((f"'{one.parameter}'", one) for one in book.settings)


def _overlap(first: Override | Setting, second: Override | Setting) -> bool:
    if not (isinstance(first, Override) and isinstance(second, Override)):
        return True
    one, other = first.window, second.window
    ends_first = one.last is not None and other.first is not None and one.last < other.first
    ends_second = other.last is not None and one.first is not None and other.last < one.first
    return not (ends_first or ends_second)


def _by_distance(library: Library, market: str) -> Iterator[tuple[int, str]]:
    level, distance, seen = {market}, 0, {market}
    while level:
        yield from ((distance, one) for one in sorted(level))
        level = {edge.parent for edge in library.edges if edge.child in level} - seen
        seen |= level
        distance += 1
