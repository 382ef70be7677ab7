"""CM921: two rules of one jurisdiction that bind the same subjects to the same: one duty that counts twice."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.linter.context import Context
from checkmarket.authoring.linter.duties import Duty, duty_of, is_empty, overlap
from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.law import Rule


def check(context: Context) -> Iterator[Diagnostic]:
    """Rules that hold at different times may ask the same."""
    seen: dict[tuple[str, Duty], list[Rule]] = {}
    for rule in context.living:
        same = seen.setdefault((rule.jurisdiction, duty_of(rule)), [])
        twin = next((one for one in same if overlap(one, rule)), None)
        if twin and not is_empty(rule):
            message = f"{rule.id} has the same conditions as {twin.id}"
            hint = f"make them one rule with two citations; the other is at {twin.place}"
            yield Diagnostic("CM921", message, rule.place, hint, rule.id)
        same.append(rule)
