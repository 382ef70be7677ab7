"""Which operators the facts of a type have, and what operand each takes."""

from __future__ import annotations

from checkmarket.model.values import FactType

ORDERED = frozenset({"integer", "decimal", "percent", "duration", "date", "money"})
NUMERIC = frozenset({"integer", "decimal", "percent"})

ONE, PAIR, LIST, COUNT, FLAG = "one value", "[lowest, highest]", "a list", "a number", "true or false"

_EQUALITY = {"is": ONE, "is_not": ONE}
_ORDER = {"at_least": ONE, "more_than": ONE, "at_most": ONE, "less_than": ONE, "between": PAIR}
_DAYS = {"before": ONE, "after": ONE, "on_or_before": ONE, "on_or_after": ONE}
_CHOICE = {"is_one_of": LIST, "is_none_of": LIST}
_SETS = {
    "includes": ONE,
    "excludes": ONE,
    "includes_any_of": LIST,
    "includes_all_of": LIST,
    "is_subset_of": LIST,
    "count_at_least": COUNT,
    "count_at_most": COUNT,
}
_PLACES = {"includes_any_in": LIST, "includes_none_in": LIST}
_NULLABLE = {"is_given": FLAG, "is_none": FLAG}


def operators_of(kind: FactType) -> dict[str, str]:
    """The operators that facts of this type have, each with the operand it takes."""
    if kind.many:
        found = _SETS | (_PLACES if kind.base == "jurisdiction" else {})
    elif kind.base == "boolean":
        found = {"is": ONE}
    elif kind.base in ORDERED:
        found = _EQUALITY | _ORDER | (_DAYS if kind.base == "date" else {})
    else:
        found = _EQUALITY | _CHOICE | ({"matches": ONE} if kind.base == "language" else {})
    return found | (_NULLABLE if kind.nullable else {})
