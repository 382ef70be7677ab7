"""Say in words what a leaf asks of its fact."""

from __future__ import annotations

from checkmarket.evaluator.operators import NEGATIVE
from checkmarket.model.values import Known, show

_WORDS = {
    "is": "{0}",
    "at_least": "at least {0}",
    "more_than": "more than {0}",
    "at_most": "at most {0}",
    "less_than": "less than {0}",
    "between": "from {0} to {1}",
    "before": "before {0}",
    "after": "after {0}",
    "on_or_before": "on or before {0}",
    "on_or_after": "on or after {0}",
    "is_one_of": "one of {all}",
    "matches": "{0} or a variant of it",
    "includes": "includes {0}",
    "includes_any_of": "includes one of {all}",
    "includes_all_of": "includes all of {all}",
    "is_subset_of": "nothing besides {all}",
    "includes_any_in": "a place in {all}",
    "count_at_least": "at least {0} {entries}",
    "count_at_most": "at most {0} {entries}",
    "is_given": "any value",
}


def needs(operator: str, operands: tuple[Known, ...], *, negated: bool) -> str:
    """What the fact must be, e.g. "at least 250"; negated: what it must not be."""
    if operator in NEGATIVE:
        return needs(NEGATIVE[operator], operands, negated=not negated)
    if operator == "is_given" and operands[0] is False:
        return needs(operator, (True,), negated=not negated)
    if operator == "is" and isinstance(operands[0], bool):
        return show(operands[0] is not negated)
    shown = [show(one) for one in operands] or ["(an empty list)"]
    words = _WORDS[operator].format(*shown, all=", ".join(shown), entries="entry" if shown[0] == "1" else "entries")
    if negated and operator == "is_given":
        return "no value"
    return f"not {words}" if negated else words
