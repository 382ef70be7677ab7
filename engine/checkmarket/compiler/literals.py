"""Read a literal as a value of a type, or say why it is none."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from checkmarket.compiler.entries import Problems, as_day, number, text
from checkmarket.compiler.index import Index
from checkmarket.model.diagnostics import did_you_mean
from checkmarket.model.document import Listing, Node, Scalar, Table, as_written
from checkmarket.model.values import (
    CalendarPeriod,
    FactType,
    Known,
    Money,
    PartialSet,
    Single,
    State,
    Value,
    interval,
)

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_NUMBER_OR_DAY = re.compile(r"-?\d+(\.\d+)?\Z|\d{4}-\d\d-\d\d\Z")
_EXAMPLES = {
    "boolean": "true or false",
    "integer": "a whole number such as 250",
    "decimal": "a number such as 0.5",
    "percent": "a number from 0 to 100",
    "duration": "days or hours such as P30D or PT72H",
    "date": "a day such as 2026-11-22",
    "money": "{amount: 10000, currency: EUR}",
    "jurisdiction": "a country code such as DE",
    "language": "a language tag such as de or pt-BR",
    "enum": "one of its ids",
    "text": "text",
}


def read_known(node: Node, kind: FactType, index: Index, problems: Problems, *, of: str) -> Known | None:
    """A value of the fact `of`, or its known "none" where it may have one; None after reporting that it is neither."""
    if isinstance(node, Scalar) and node.value == "none" and not kind.many:
        if kind.nullable:
            return State.NONE
        problems.report("CM405", f"'{of}' always has a value", node.place, "write the value, or unknown")
        return None
    return read_value(node, kind, index, problems, of=of)


def read_value(node: Node, kind: FactType, index: Index, problems: Problems, *, of: str) -> Value | None:
    """A whole value: one, or a set where the type says so.  `of` names the fact in messages."""
    if not kind.many:
        if isinstance(node, Table) and ("at_least" in node or "at_most" in node):
            return _interval(node, kind, index, problems, of=of)
        return read_single(node, kind, index, problems, of=of)
    if isinstance(node, Listing):
        return _members(node, kind, index, problems, of=of)
    if isinstance(node, Table) and isinstance(has := node.get("has"), Listing):
        members = _members(has, kind, index, problems, of=of)
        complete = node.get("complete")
        known = isinstance(complete, Scalar) and complete.value is True
        return members if known or members is None else PartialSet(members)
    problems.report(
        "CM402", f"'{of}' is {kind.with_article}: a list is needed", node.place, "write [a, b], or [] for none"
    )
    return None


def read_single(
    node: Node,
    kind: FactType,
    index: Index,
    problems: Problems,
    *,
    of: str,
    figure: bool = False,
    bounds: str = "CM403",
) -> Single | None:
    """One value of the base type, within the bounds of the type.  figure: months and years may count a duration.

    bounds: the code to report a value out of bounds with.
    """
    value = _parse(node, kind.base)
    if value is None or (isinstance(value, CalendarPeriod) and not figure):
        shown = _shown(node)
        hint = "write it without the quotes" if shown.startswith('"') else _EXAMPLES[kind.base]
        problems.report("CM402", f"{shown} is no {kind.base}, as '{of}' needs", node.place, hint)
        return None
    if isinstance(value, str):
        return value if _is_listed(value, node, kind, index, problems, of=of) else None
    if not _in_bounds(value, kind):
        limits = " and ".join(
            f"{word} {bound}"
            for word, bound in (("at least", kind.minimum), ("at most", kind.maximum))
            if bound is not None
        )
        problems.report(bounds, f"{value} is out of bounds for '{of}'", node.place, f"{limits} {kind.unit}".strip())
        return None
    return value


def _interval(node: Table, kind: FactType, index: Index, problems: Problems, *, of: str) -> Value | None:
    """A number known between bounds: `{at_least: 60, at_most: 85}`, or one of the two."""
    if kind.base not in ("integer", "decimal", "percent"):
        hint = _EXAMPLES[kind.base]
        problems.report("CM402", f"'{of}' is {kind.with_article}, which has no bounds", node.place, hint)
        return None
    ends = {key: read_single(node[key], kind, index, problems, of=of) for key in ("at_least", "at_most") if key in node}
    if None in ends.values():
        return None
    low, high = (ends.get(key) for key in ("at_least", "at_most"))
    assert isinstance(low, int | Decimal | None)
    assert isinstance(high, int | Decimal | None)
    if low is not None and high is not None and low > high:
        problems.report(
            "CM403", f"the bounds of '{of}' are the wrong way round", node.place, "at_least is the smaller one"
        )
        return None
    return interval(low, high)


def _members(
    node: Listing, kind: FactType, index: Index, problems: Problems, *, of: str
) -> frozenset[str | int] | None:
    found = [read_single(item, kind, index, problems, of=of) for item in node]
    members = [one for one in found if isinstance(one, str | int)]
    return frozenset(members) if len(members) == len(found) else None


def _parse(node: Node, base: str) -> Single | None:
    if base == "money":
        return _money(node)
    if not isinstance(node, Scalar):
        return None
    value = node.value
    match base:
        case "boolean":
            return value if isinstance(value, bool) else None
        case "integer":
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        case "decimal" | "percent":
            return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
        case "date":
            return as_day(node)
        case "duration":
            return _duration(value) if isinstance(value, str) else None
        case _:
            return value if isinstance(value, str) else None


def _money(node: Node) -> Money | None:
    if not isinstance(node, Table):
        return None
    amount, currency = number(node, "amount"), text(node, "currency")
    return Money(amount, currency) if amount is not None and currency else None


def _duration(value: str) -> timedelta | CalendarPeriod | None:
    import isodate  # noqa: PLC0415 - durations are rare, and a warm start should not pay for them

    try:
        found = isodate.parse_duration(value)
    except ValueError:
        return None
    return found if isinstance(found, timedelta) else CalendarPeriod(value)


def _shown(node: Node) -> str:
    """The value as it stands; a number or day in quotes with them, since they are the mistake."""
    if not isinstance(node, Scalar):
        return "this"
    value = as_written(node.value)
    return f'"{value}"' if isinstance(node.value, str) and _NUMBER_OR_DAY.match(value) else value


def _is_listed(value: str, node: Node, kind: FactType, index: Index, problems: Problems, *, of: str) -> bool:
    if kind.base == "enum" and value not in kind.values:
        hint = did_you_mean(value, kind.values, otherwise=f"one of {', '.join(kind.values)}")
        problems.report("CM402", f"'{value}' is no answer to '{of}'", node.place, hint)
        return False
    if kind.base == "jurisdiction" and value not in index.places:
        problems.report("CM301", f"unknown jurisdiction '{value}'", node.place, did_you_mean(value, index.places))
        return False
    if kind.base == "language" and not _LANGUAGE.match(value):
        problems.report("CM402", f"'{value}' is no language tag", node.place, _EXAMPLES["language"])
        return False
    return True


def _in_bounds(value: Single, kind: FactType) -> bool:
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return True
    return (kind.minimum is None or value >= kind.minimum) and (kind.maximum is None or value <= kind.maximum)
