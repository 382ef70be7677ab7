"""What changed in meaning between two libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any, TypeVar

from checkmarket.authoring.comparer import directions, portraits
from checkmarket.authoring.comparer.directions import CHANGED
from checkmarket.authoring.comparer.portraits import Portrait
from checkmarket.authoring.comparer.relations import Comparison
from checkmarket.authoring.signer import signature_states
from checkmarket.compiler.references import References, references
from checkmarket.model.changes import Aspect, Change, Direction, Fate, LawDiff
from checkmarket.model.document import Place
from checkmarket.model.law import Override, Rule, Setting
from checkmarket.model.library import Library
from checkmarket.model.signatures import SignatureWord

Thing = TypeVar("Thing")
Judge = Callable[[Comparison, Any, Any, str], Direction]
"""Comparison, the old thing, the new thing, the name of the side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sort:
    """One sort of thing.  name: for people; found: all of a library, by key; judge: the direction of a side."""

    name: str
    found: Callable[[Library], Mapping[str, Any]]
    portrait: Callable[[Any, Library], Portrait]
    judge: Judge
    being: Callable[[Any], Direction] = lambda _: CHANGED
    """What it does by being there."""


def compare(old: Library, new: Library, as_of: date) -> LawDiff:
    """Everything that changed in meaning, by sort and id, and the rules that lost their signatures by it."""
    return LawDiff(
        old="", new="", as_of=as_of, changes=tuple(_changes(old, new)), unsigned=tuple(_unsigned(old, new, as_of))
    )


def _changes(old: Library, new: Library) -> Iterator[Change]:
    comparison = Comparison(old, new)
    resting = _Resting(old, new)
    for sort in _SORTS:
        before, after = sort.found(old), sort.found(new)
        for ident in sorted({*before, *after}):
            change = _change(sort, ident, before.get(ident), after.get(ident), comparison)
            if change is not None:
                yield resting.added_to(change)


def _change(sort: _Sort, ident: str, old: Any, new: Any, comparison: Comparison) -> Change | None:
    thing = old if new is None else new
    place = getattr(thing, "place", None)
    title = getattr(thing, "title", "") or getattr(thing, "question", "")
    base = Change(
        thing=sort.name,
        id=ident,
        title=title,
        fate=Fate.CHANGED,
        direction=CHANGED,
        place=place if isinstance(place, Place) else None,
    )
    if old is None or new is None:
        being = sort.being(thing)
        fate = Fate.ADDED if old is None else Fate.REMOVED
        return replace(base, fate=fate, direction=being if old is None else directions.opposite(being))
    before, after = sort.portrait(old, comparison.old), sort.portrait(new, comparison.new)
    sides = [name for name in after if before[name].form != after[name].form]
    if not sides:
        return None
    aspects = tuple(
        Aspect(
            name=name,
            lines=tuple(_line_diff(before[name].lines, after[name].lines)),
            direction=sort.judge(comparison, old, new, name),
        )
        for name in sides
    )
    moving = [one.direction for one in aspects if one.name not in _SAY_NOTHING]
    return replace(base, aspects=aspects, direction=directions.all_of(moving))


_SAY_NOTHING = frozenset({"title", "citations", "remediation", "status", "figures", "question", "weight"})
"""Sides that ask neither more nor less; they leave the direction to the others."""


def _line_diff(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The lines that went and came, with the unchanged ones between and around them."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((" ", line) for line in old[a:b])
        else:
            yield from (("-", line) for line in old[a:b])
            yield from (("+", line) for line in new[c:d])


class _Resting:
    """Which rules rest on a thing, and what its change alone makes of each."""

    def __init__(self, old: Library, new: Library) -> None:
        self.old = old
        self.new = new
        self.common = [old.rules[ident] for ident in sorted(old.rules.keys() & new.rules.keys())]
        self._references: dict[str, References] = {}

    def added_to(self, change: Change) -> Change:
        """The change with the rules that rest on it; what it does to them all is what it does."""
        rests = list(self._rests(change))
        if not rests:
            return change
        moved = [direction for _, direction in rests if direction is not None]
        return replace(
            change,
            rests=tuple((rule, direction or CHANGED) for rule, direction in rests),
            direction=directions.all_of(moved) if moved else CHANGED,
        )

    def _rests(self, change: Change) -> Iterator[tuple[str, Direction | None]]:
        """None: the change by itself makes no difference to what the rule asks, such as a number it only shows."""
        found = self._apart(change)
        if found is None:
            return
        kind, ident, comparison = found
        for rule in self.common:
            if ident in getattr(self._on(rule), kind) or (kind == "parameters" and ident in rule.figures):
                yield rule.id, directions.resting(comparison, rule)

    def _apart(self, change: Change) -> tuple[str, str, Comparison] | None:
        """What rules name, its id, and the old library beside itself with this one thing as it is in the new one."""
        old, new = self.old, self.new
        match change.thing:
            case "parameter":
                mixed = replace(old, parameters=_with(old.parameters, new.parameters, change.id))
                return "parameters", change.id, Comparison(old, mixed)
            case "term":
                return "terms", change.id, Comparison(old, replace(old, terms=_with(old.terms, new.terms, change.id)))
            case "fact":
                return "facts", change.id, Comparison(old, replace(old, facts=_with(old.facts, new.facts, change.id)))
            case "setting":
                parameter = change.id.split(" sets ")[1]
                if parameter not in old.parameters or parameter not in new.parameters:
                    return None
                before, after = _as_set(old, change.id, parameter), _as_set(new, change.id, parameter)
                return "parameters", parameter, Comparison(before, replace(old, parameters=after.parameters))
            case _:
                return None

    def _on(self, rule: Rule) -> References:
        if rule.id not in self._references:
            self._references[rule.id] = references(rule, self.old)
        return self._references[rule.id]


def _with(old: Mapping[str, Thing], new: Mapping[str, Thing], ident: str) -> dict[str, Thing]:
    kept = {key: one for key, one in old.items() if key != ident}
    return kept | ({ident: new[ident]} if ident in new else {})


def _as_set(library: Library, key: str, parameter: str) -> Library:
    """The library in which the parameter has the values that a child sets, where it sets any."""
    setting = _settings(library).get(key)
    if setting is None:
        return library
    found = replace(library.parameters[parameter], values=setting.values)
    return replace(library, parameters={**library.parameters, parameter: found})


def _unsigned(old: Library, new: Library, as_of: date) -> list[str]:
    """The rules that were signed, are still there, and are signed no more."""
    before, after = signature_states(old, as_of), signature_states(new, as_of)
    return [
        ident
        for ident, state in before.items()
        if state.word is SignatureWord.SIGNED and ident in after and after[ident].word is not SignatureWord.SIGNED
    ]


def _rule_side(comparison: Comparison, old: Rule, new: Rule, side: str) -> Direction:
    match side:
        case "kind":
            return directions.kind(old, new)
        case "severity":
            return directions.severity(old, new)
        case "blocker":
            return directions.blocker(old, new)
        case "dates":
            return directions.window(old.window, new.window)
        case "conditions":
            return directions.applies(comparison, old, new)
        case "exemptions":
            return directions.exemptions(comparison, old, new)
        case "demand":
            return directions.demand(comparison, old.demand, new.demand)
        case "transitions":
            return directions.transitions(comparison, old, new)
        case "penalty":
            return directions.penalties(old.penalties, new.penalties)
        case _:
            return CHANGED


def _override_side(comparison: Comparison, old: Override, new: Override, side: str) -> Direction:
    return directions.override(comparison, old, new) if side in ("dates", "conditions") else CHANGED


def _no_direction(_comparison: Comparison, _old: object, _new: object, _side: str) -> Direction:
    return CHANGED


def _books(library: Library, field: str, key: Callable[[Any, str], str]) -> dict[str, Any]:
    return {key(one, book.id): one for book in library.rulebooks.values() for one in getattr(book, field)}


def _settings(library: Library) -> dict[str, Setting]:
    return _books(library, "settings", lambda one, _: f"{one.jurisdiction} sets {one.parameter}")


def _overrides(library: Library) -> dict[str, Override]:
    """By what tells them apart: the same rule may be exempted twice, or implemented at two times."""
    found: dict[str, Override] = {}
    for book in library.rulebooks.values():
        for one in book.overrides:
            key = " ".join(filter(None, (book.jurisdiction, one.how.replace("_", " "), one.rule, one.id or one.by)))
            while key in found:
                key += " again"
            found[key] = one
    return found


def _edges(library: Library) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for edge in library.edges:
        key = f"{edge.child} below {edge.parent}"
        found[key] = (*found.get(key, ()), edge)
    return {key: tuple(sorted(edges, key=lambda one: one.window.first or date.min)) for key, edges in found.items()}


_SORTS: Iterable[_Sort] = (
    _Sort(
        name="rule", found=lambda lib: lib.rules, portrait=portraits.rule, judge=_rule_side, being=directions.of_rule
    ),
    _Sort(name="parameter", found=lambda lib: lib.parameters, portrait=portraits.parameter, judge=_no_direction),
    _Sort(name="term", found=lambda lib: lib.terms, portrait=portraits.term, judge=_no_direction),
    _Sort(
        name="override",
        found=_overrides,
        portrait=portraits.override,
        judge=_override_side,
        being=lambda one: directions.of_override(one.how),
    ),
    _Sort(
        name="setting",
        found=_settings,
        portrait=portraits.setting,
        judge=_no_direction,
    ),
    _Sort(name="place", found=_edges, portrait=portraits.edges, judge=_no_direction),
    _Sort(name="fact", found=lambda lib: lib.facts, portrait=portraits.fact, judge=_no_direction),
    _Sort(name="control", found=lambda lib: lib.controls, portrait=portraits.control, judge=_no_direction),
    _Sort(name="profile", found=lambda lib: lib.profiles, portrait=portraits.profile, judge=_no_direction),
    _Sort(
        name="watched bill",
        found=lambda lib: _books(lib, "watch", lambda one, book: f"{book} {one.id}"),
        portrait=portraits.watched,
        judge=_no_direction,
    ),
)

__all__ = ["compare"]
