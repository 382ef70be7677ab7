"""Compile the conditions of one file: every name found, every operand of the type of its fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checkmarket.compiler.entries import Problems, each, place_of, text
from checkmarket.compiler.index import Index
from checkmarket.compiler.literals import read_single
from checkmarket.compiler.operators import COUNT, FLAG, LIST, NUMERIC, PAIR, operators_of
from checkmarket.model.conditions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    AtLeast,
    Condition,
    DayOffset,
    FactValue,
    Leaf,
    Literal,
    Not,
    Operand,
    ParameterValue,
    RuleIs,
    Term,
)
from checkmarket.model.diagnostics import did_you_mean
from checkmarket.model.document import Listing, Node, Scalar, Table
from checkmarket.model.values import FactType, Money, PartialSet

_INTEGER = FactType(base="integer")
_COUNT = FactType(base="integer", unit="entries")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a condition stands.  book: the rulebook whose parameters and terms need no prefix, or empty."""

    index: Index
    problems: Problems
    book: str = ""

    def full(self, reference: str) -> str:
        """The full id of a parameter or term."""
        return reference if "/" in reference else f"{self.book}/{reference}"

    def parameter(self, node: Table) -> str | None:
        """The full id of the parameter a mapping names, or None (and a report) where there is none."""
        return self._find("CM303", "parameter", node, self.index.parameters)

    def term(self, node: Table) -> str | None:
        """The full id of the term a mapping names."""
        return self._find("CM304", "term", node, self.index.terms)

    def _find(self, code: str, what: str, node: Table, known: Mapping[str, object]) -> str | None:
        reference = text(node, what)
        full = self.full(reference)
        if full in known:
            return full
        nearby = [*known] + [key.split("/")[1] for key in known if key.startswith(f"{self.book}/")]
        self.problems.report(
            code, f"unknown {what} '{reference}'", place_of(node, what), did_you_mean(reference, nearby)
        )
        return None

    def fact(self, node: Table, key: str = "fact") -> FactType | None:
        """The type of the fact a mapping names."""
        ident = text(node, key)
        if ident not in self.index.facts:
            hint = did_you_mean(ident, self.index.facts)
            self.problems.report("CM302", f"unknown fact '{ident}'", place_of(node, key), hint)
            return None
        return self.index.facts[ident]


def compile_condition(node: Node | None, scope: Scope, *, absent: Condition = ALWAYS) -> Condition:
    """The condition a node stands for; `absent` where there is no node.  Mistakes are reported and read as `never`."""
    match node:
        case None:
            return absent
        case Scalar():
            return ALWAYS if node.value == "always" else NEVER
        case Table():
            return _clause(node, scope)
        case Listing():
            return NEVER


def _clause(node: Table, scope: Scope) -> Condition:
    if "fact" in node:
        return _leaf(node, scope)
    if "all" in node:
        return All(_parts(node, "all", scope))
    if "any" in node:
        return AnyOf(_parts(node, "any", scope))
    if "none" in node:
        return Not(AnyOf(_parts(node, "none", scope)))
    if "not" in node:
        return Not(compile_condition(node["not"], scope))
    if "of" in node:
        return _at_least(node, scope)
    if "term" in node:
        term = scope.term(node)
        return Term(term) if term else NEVER
    return _rule_is(node, scope)


def _parts(node: Table, key: str, scope: Scope) -> tuple[Condition, ...]:
    return tuple(compile_condition(item, scope) for item in each(node, key))


def _at_least(node: Table, scope: Scope) -> Condition:
    parts = _parts(node, "of", scope)
    needed = read_single(node["at_least"], _INTEGER, scope.index, scope.problems, of="at_least … of")
    if not isinstance(needed, int):
        return NEVER
    if not 1 <= needed <= len(parts):
        hint = f"a number from 1 to {len(parts)}"
        scope.problems.report("CM403", f"at least {needed} of {len(parts)}", place_of(node, "at_least"), hint)
    return AtLeast(needed, parts)


def _rule_is(node: Table, scope: Scope) -> Condition:
    rule = text(node, "rule")
    if rule not in scope.index.rules:
        hint = did_you_mean(rule, scope.index.rules)
        scope.problems.report("CM305", f"unknown rule '{rule}'", place_of(node, "rule"), hint)
        return NEVER
    return RuleIs(rule, text(node, "is"))


def _leaf(node: Table, scope: Scope) -> Condition:
    kind = scope.fact(node)
    if kind is None:
        return NEVER
    operator = next((key for key in node.entries if key != "fact"), "")
    allowed = operators_of(kind)
    if operator not in allowed:
        message = f"'{text(node, 'fact')}' is {kind.with_article}, which has no operator '{operator}'"
        hint = did_you_mean(operator, allowed, otherwise=f"it has {', '.join(allowed)}")
        scope.problems.report("CM401", message, node.keys[operator], hint)
        return NEVER
    operands = _operands(node[operator], allowed[operator], kind, scope, of=text(node, "fact"))
    if operands is None:
        return NEVER
    if operator == "between":
        _check_pair(operands, node[operator], scope)
    return Leaf(text(node, "fact"), operator, operands, node.place)


def _operands(node: Node, shape: str, kind: FactType, scope: Scope, *, of: str) -> tuple[Operand, ...] | None:
    if shape == COUNT:
        return _all_known([_operand(node, _COUNT, scope, of=of)])
    if shape == FLAG:
        value = read_single(node, FactType(base="boolean"), scope.index, scope.problems, of=of)
        return None if value is None else (Literal(value),)
    if shape == LIST and isinstance(node, Table) and "fact" in node:
        return _all_known([_members_of(node, kind, scope, of=of)])
    items = node.items if isinstance(node, Listing) else (node,)
    wrong_count = shape == PAIR and len(items) != 2  # noqa: PLR2004 - a pair
    wrong_list = shape not in (LIST, PAIR) and isinstance(node, Listing)
    wrong_single = shape in (LIST, PAIR) and not isinstance(node, Listing) and kind.base != "jurisdiction"
    if wrong_count or wrong_list or wrong_single:
        scope.problems.report("CM402", f"'{of}' takes {shape} here", node.place)
        return None
    return _all_known([_operand(item, kind, scope, of=of) for item in items])


def _all_known(operands: list[Operand | None]) -> tuple[Operand, ...] | None:
    known = tuple(one for one in operands if one is not None)
    return known if len(known) == len(operands) else None


def _operand(node: Node, kind: FactType, scope: Scope, *, of: str) -> Operand | None:
    if isinstance(node, Table) and "parameter" in node:
        parameter = scope.parameter(node)
        if parameter is None or not _fits(scope.index.parameters[parameter], kind, node, scope, of=of):
            return None
        return ParameterValue(parameter)
    if isinstance(node, Table) and "fact" in node:
        other = scope.fact(node)
        if other is None or not _fits(other, kind, node, scope, of=of):
            return None
        return FactValue(text(node, "fact"))
    if isinstance(node, Table) and "as_of" in node:
        return _day_offset(node, kind, scope, of=of)
    value = read_single(node, kind, scope.index, scope.problems, of=of)
    return None if value is None else Literal(value)


def _members_of(node: Table, kind: FactType, scope: Scope, *, of: str) -> Operand | None:
    """A set fact in place of a list: its members are the list."""
    other = scope.fact(node)
    if other is None:
        return None
    if not other.many or other.base != kind.base:
        scope.problems.report(
            "CM402", f"a list is needed for '{of}', and {other.with_article} is none of its kind", node.place
        )
        return None
    return FactValue(text(node, "fact"))


def _fits(found: FactType, wanted: FactType, node: Table, scope: Scope, *, of: str) -> bool:
    same = found.base == wanted.base or ({found.base, wanted.base} <= NUMERIC and wanted is not _COUNT)
    if same and not found.many:
        return True
    scope.problems.report(
        "CM402", f"{found.with_article} cannot be compared with '{of}', {wanted.with_article}", node.place
    )
    return False


def _day_offset(node: Table, kind: FactType, scope: Scope, *, of: str) -> Operand | None:
    offset = node["as_of"]
    if kind.base != "date" or not isinstance(offset, Table):
        scope.problems.report("CM402", f"as_of is a day, '{of}' is {kind.with_article}", node.place)
        return None
    direction = next(iter(offset.entries), "plus")
    return DayOffset(-1 if direction == "minus" else 1, text(offset, direction, "P0D"))


def _check_pair(operands: tuple[Operand, ...], node: Node, scope: Scope) -> None:
    match operands:
        case (Literal(Money() as low), Literal(Money() as high)) if low.currency != high.currency:
            scope.problems.report("CM404", f"{low.currency} and {high.currency} in one comparison", node.place)
        case (Literal(Money() as low), Literal(Money() as high)) if low.amount > high.amount:
            scope.problems.report("CM501", f"{low} is more than {high}", node.place, "lowest first")
        case (Literal(low_value), Literal(high_value)) if not isinstance(
            low_value, Money | str | frozenset | PartialSet
        ):
            if low_value > high_value:  # type: ignore[operator]
                scope.problems.report("CM501", f"{low_value} is more than {high_value}", node.place, "lowest first")
