"""The machine form `checkmarket-rules-diff/1`."""

from __future__ import annotations

import json

from checkmarket.model.changes import Aspect, Change, LawDiff, MarketEffect, ProductEffect, Standing
from checkmarket.model.report import Score


def render(diff: LawDiff) -> str:
    """The comparison, two spaces deep."""
    found = {
        "schema": "checkmarket-rules-diff/1",
        "old": diff.old,
        "new": diff.new,
        "as_of": diff.as_of.isoformat(),
        "changes": [_change(one) for one in diff.changes],
        "signatures_lost": list(diff.unsigned),
        "products": [_product(one) for one in diff.effects],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _change(change: Change) -> dict[str, object]:
    return {
        "thing": change.thing,
        "id": change.id,
        "title": change.title,
        "fate": change.fate.value,
        "direction": change.direction.value,
        "aspects": [_aspect(one) for one in change.aspects],
        "rests_on_it": [{"rule": rule, "direction": direction.value} for rule, direction in change.rests],
        "path": change.place.path if change.place else None,
        "line": change.place.line if change.place else None,
    }


def _aspect(aspect: Aspect) -> dict[str, object]:
    return {
        "name": aspect.name,
        "direction": aspect.direction.value,
        "before": [line for sign, line in aspect.lines if sign != "+"],
        "after": [line for sign, line in aspect.lines if sign != "-"],
    }


def _product(effect: ProductEffect) -> dict[str, object]:
    return {
        "product": effect.product,
        "problems": list(effect.problems),
        "markets": [_market(one) for one in effect.markets],
    }


def _market(effect: MarketEffect) -> dict[str, object]:
    return {
        "market": effect.market,
        "before": _standing(effect.before),
        "after": _standing(effect.after),
        "findings": [
            {
                "rule": one.rule,
                "before": one.before.value if one.before else None,
                "after": one.after.value if one.after else None,
            }
            for one in effect.flips
        ],
        "coming": [
            {"rule": rule, "applies_from": day.isoformat(), "fate": fate.value} for rule, day, fate in effect.coming
        ],
    }


def _standing(standing: Standing | None) -> dict[str, object] | None:
    if standing is None:
        return None
    return {
        "verdict": standing.verdict.value,
        "compliance": _score(standing.compliance),
        "culture": _score(standing.culture),
    }


def _score(score: Score) -> dict[str, float | None]:
    low, high = (None if one is None else round(one, 4) for one in (score.low, score.high))
    return {"low": low, "high": high}
