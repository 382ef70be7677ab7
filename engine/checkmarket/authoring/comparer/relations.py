"""How one condition stands to another: does it hold whenever the other does?

Enters: an old condition and a new one, each with its Library.  Leaves: a Relation.  It is told only where the shape
shows it: clauses added or dropped, numbers moved, lists grown.  OTHER means "cannot tell", never "no difference".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from checkmarket.compiler import canonical
from checkmarket.compiler.meaning import meaning
from checkmarket.model.conditions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    AtLeast,
    Choice,
    Condition,
    Leaf,
    Literal,
    Not,
    Operand,
    ParameterValue,
    RuleIs,
    Term,
)
from checkmarket.model.library import Library
from checkmarket.model.values import Money, Value


class Relation(Enum):
    """The new condition holds just when the old one does; more often; less often; or nobody can tell from the shape."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"

    def flipped(self) -> Relation:
        """Of the negations."""
        return {Relation.WIDER: Relation.NARROWER, Relation.NARROWER: Relation.WIDER}.get(self, self)


def together(found: Iterable[Relation]) -> Relation:
    """Of things that all push the same way or not at all."""
    moved = set(found) - {Relation.SAME}
    return Relation.SAME if not moved else moved.pop() if len(moved) == 1 else Relation.OTHER


_LOWER = {"at_least": 0, "on_or_after": 0, "count_at_least": 0, "more_than": 1, "after": 1}
_UPPER = {"at_most": 1, "on_or_before": 1, "count_at_most": 1, "less_than": 0, "before": 0}
_COUNTS = frozenset({"count_at_least", "count_at_most"})
_IN_PLACES = frozenset({"includes_any_in", "includes_none_in"})
_LISTS = (
    (frozenset({"is", "is_one_of"}), Relation.WIDER),
    (frozenset({"is_not", "is_none_of"}), Relation.NARROWER),
    (frozenset({"includes", "includes_any_of"}), Relation.WIDER),
    (frozenset({"includes", "includes_all_of"}), Relation.NARROWER),
    (frozenset({"is_subset_of"}), Relation.WIDER),
    (frozenset({"includes_any_in"}), Relation.WIDER),
    (frozenset({"includes_none_in"}), Relation.NARROWER),
)
"""Operators on lists, and what a longer list makes of them."""


class Comparison:
    """Two libraries, between which conditions are compared."""

    def __init__(self, old: Library, new: Library) -> None:
        self.old = old
        self.new = new

    def conditions(self, old: Condition, new: Condition) -> Relation:
        """How the new condition stands to the old one."""
        if found := self._constants(old, new):
            return found
        match old, new:
            case Term(term), Term(other) if term == other:
                return self.conditions(self._meant(old, self.old), self._meant(new, self.new))
            case (Term(), _) | (_, Term()):
                return self.conditions(self._meant(old, self.old), self._meant(new, self.new))
            case Leaf(), Leaf():
                return self._leaves(old, new)
            case Not(part), Not(other_part):
                return self.conditions(part, other_part).flipped()
            case RuleIs(), RuleIs():
                return Relation.SAME if old == new and self._same_rule(old.rule) else Relation.OTHER
            case Choice(), Choice():
                return self._choices(old, new)
            case AtLeast(), AtLeast():
                return self._counted(old, new)
            case _:
                return self._groups(old, new)

    def _constants(self, old: Condition, new: Condition) -> Relation | None:
        for one, other, found in ((old, new, Relation.NARROWER), (new, old, Relation.WIDER)):
            if one == ALWAYS:
                return Relation.SAME if other == ALWAYS else found
            if one == NEVER:
                return Relation.SAME if other == NEVER else found.flipped()
        return None

    def _meant(self, condition: Condition, library: Library) -> Condition:
        found = library.terms.get(condition.term) if isinstance(condition, Term) else None
        return found.when if found else NEVER if isinstance(condition, Term) else condition

    def _groups(self, old: Condition, new: Condition) -> Relation:
        """All or any on one side at least; a lone condition is a group of one."""
        for kind, dropped in ((All, Relation.WIDER), (AnyOf, Relation.NARROWER)):
            if isinstance(old, kind) or isinstance(new, kind):
                before = old.parts if isinstance(old, kind) else (old,)
                after = new.parts if isinstance(new, kind) else (new,)
                if (found := self._parts(before, after, dropped)) is not Relation.OTHER:
                    return found
        return Relation.OTHER

    def _parts(self, old: Sequence[Condition], new: Sequence[Condition], dropped: Relation) -> Relation:
        """Pair what is the same, then what moved; what is left over was dropped or added."""
        rest_old, rest_new = list(old), list(new)
        found: list[Relation] = []
        for wanted in ((Relation.SAME,), (Relation.WIDER, Relation.NARROWER)):
            for one in old:
                pair = next((n for n, other in enumerate(rest_new) if self.conditions(one, other) in wanted), None)
                if one in rest_old and pair is not None:
                    found.append(self.conditions(one, rest_new[pair]))
                    rest_old.remove(one)
                    del rest_new[pair]
        found += [dropped] * bool(rest_old) + [dropped.flipped()] * bool(rest_new)
        return together(found)

    def _counted(self, old: AtLeast, new: AtLeast) -> Relation:
        parts = self._parts(old.parts, new.parts, Relation.NARROWER)
        if old.needed == new.needed:
            return parts
        return together([parts, Relation.NARROWER if new.needed > old.needed else Relation.WIDER])

    def _choices(self, old: Choice, new: Choice) -> Relation:
        if self.conditions(old.when, new.when) is not Relation.SAME:
            return Relation.OTHER
        return together([self.conditions(old.then, new.then), self.conditions(old.otherwise, new.otherwise)])

    def _same_rule(self, rule: str) -> bool:
        if rule not in self.old.rules or rule not in self.new.rules:
            return False
        return dict(meaning(self.old, rule)) == dict(meaning(self.new, rule))

    # leaves

    def _leaves(self, old: Leaf, new: Leaf) -> Relation:
        if old.fact != new.fact or not self._same_fact(old.fact):
            return Relation.OTHER
        if (old.operator in _COUNTS) != (new.operator in _COUNTS):
            return Relation.OTHER
        if old.operator in _IN_PLACES and set(self.old.edges) != set(self.new.edges):
            return Relation.OTHER  # who lies below whom has changed
        if old.operator == new.operator and self._same_operands(old.operands, new.operands):
            return Relation.SAME
        bounds = [self._interval(one) for one in (old, new)]
        if all(bounds):
            return self._intervals(bounds[0], bounds[1])
        return self._listed(old, new)

    def _same_fact(self, ident: str) -> bool:
        one, other = self.old.facts.get(ident), self.new.facts.get(ident)
        if one is None or other is None or canonical.kind(one.type) != canonical.kind(other.type):
            return False
        if (one.otherwise, one.computed) != (other.otherwise, other.computed):
            return False
        return self.conditions(one.asked_if or ALWAYS, other.asked_if or ALWAYS) is Relation.SAME

    def _same_operands(self, old: tuple[Operand, ...], new: tuple[Operand, ...]) -> bool:
        return len(old) == len(new) and all(self.operands(*pair) == 0 for pair in zip(old, new, strict=True))

    @staticmethod
    def _interval(leaf: Leaf) -> dict[str, tuple[Operand, int]]:
        """The bounds a leaf sets: the operand, and 1 where the bound lies just above it."""
        if leaf.operator == "between":
            return {"low": (leaf.operands[0], 0), "high": (leaf.operands[1], 1)}
        if leaf.operator in _LOWER:
            return {"low": (leaf.operands[0], _LOWER[leaf.operator])}
        if leaf.operator in _UPPER:
            return {"high": (leaf.operands[0], _UPPER[leaf.operator])}
        return {}

    def _intervals(
        self, old: dict[str, tuple[Operand, int]], new: dict[str, tuple[Operand, int]]
    ) -> Relation:  # fmt: skip
        found: list[Relation] = []
        for side, raised in (("low", Relation.NARROWER), ("high", Relation.WIDER)):
            if side in old and side in new:
                order = self.operands(old[side][0], new[side][0])
                if order is None:
                    return Relation.OTHER
                order = order or new[side][1] - old[side][1]
                found.append(Relation.SAME if not order else raised if order > 0 else raised.flipped())
            elif side in old or side in new:
                found.append(Relation.NARROWER if side in new else Relation.WIDER)
        return together(found)

    def _listed(self, old: Leaf, new: Leaf) -> Relation:
        for operators, longer in _LISTS:
            if {old.operator, new.operator} <= operators:
                before = {canonical.packed(canonical.operand(one)) for one in old.operands}
                after = {canonical.packed(canonical.operand(one)) for one in new.operands}
                if before == after and self._same_series(old.operands):
                    return Relation.SAME
                if before < after and self._same_series(old.operands):
                    return longer
                if after < before and self._same_series(new.operands):
                    return longer.flipped()
        return Relation.OTHER

    def _same_series(self, operands: Iterable[Operand]) -> bool:
        return all(self.operands(one, one) == 0 for one in operands)

    # operands

    def operands(self, old: Operand, new: Operand) -> int | None:
        """1 where the new one is higher on some day and never lower, -1 the other way, 0 alike, None: cannot tell."""
        if canonical.operand(old) == canonical.operand(new) and not isinstance(old, ParameterValue):
            return 0
        before, after = self._series(old, self.old), self._series(new, self.new)
        if before is None or after is None:
            return None
        return self.series(before, after)

    @staticmethod
    def _series(operand: Operand, library: Library) -> tuple[tuple[date, Value], ...] | None:
        match operand:
            case Literal(value):
                return ((date.min, value),)
            case ParameterValue(parameter) if parameter in library.parameters:
                return tuple((one.first, one.value) for one in library.parameters[parameter].values)
            case _:
                return None

    @staticmethod
    def series(old: Sequence[tuple[date, Value]], new: Sequence[tuple[date, Value]]) -> int | None:
        """The same of values by day; days on which one of them has none say nothing."""
        found: set[int] = set()
        for day in sorted({first for first, _ in (*old, *new)}):
            before, after = _on(old, day), _on(new, day)
            if before is None or after is None:
                continue
            order = _order(before, after)
            if order is None:
                return None
            found.add(order)
        moved = found - {0}
        return 0 if not moved else moved.pop() if len(moved) == 1 else None


def _on(series: Sequence[tuple[date, Value]], day: date) -> Value | None:
    begun = [value for first, value in series if first <= day]
    return begun[-1] if begun else None


def _order(before: Value, after: Value) -> int | None:
    if before == after and type(before) is type(after):
        return 0
    if isinstance(before, Money) and isinstance(after, Money):
        if before.currency != after.currency:
            return None
        before, after = before.amount, after.amount
    if isinstance(before, bool | str | frozenset) or isinstance(after, bool | str | frozenset):
        return None
    try:
        return (after > before) - (after < before)  # type: ignore[operator]  # what cannot be compared says so
    except TypeError:
        return None


__all__ = ["Comparison", "Relation", "together"]
