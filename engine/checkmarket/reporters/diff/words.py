"""Words that the reports of a comparison share."""

from __future__ import annotations

from collections import Counter

from checkmarket.model.changes import Change, Direction, Fate, Flip, LawDiff, MarketEffect, Standing
from checkmarket.model.report import Score
from checkmarket.reporters.text.layout import count, interval

NOTHING = "Nothing changed in meaning."
_PLURALS = {"override": "overrides", "watched bill": "watched bills"}


def verdict_on(change: Change) -> str:
    """new, stricter · gone, laxer · changed · laxer."""
    if change.fate is Fate.CHANGED:
        return change.direction.value
    return change.fate.value if change.direction is Direction.CHANGED else f"{change.fate.value}, {change.direction}"


def summary(diff: LawDiff) -> str:
    """How many things of each sort, and how many are stricter or laxer."""
    things = Counter(one.thing for one in diff.changes)
    parts = [count(number, thing, _PLURALS.get(thing, "")) for thing, number in things.items()]
    pushes = Counter(one.direction for one in diff.changes)
    told = [f"{pushes[one]} {one}" for one in (Direction.STRICTER, Direction.LAXER) if pushes[one]]
    return ", ".join(parts) + (f" ({', '.join(told)})" if told else "")


def effects_summary(diff: LawDiff) -> str:
    """How many products, verdicts and findings flip."""
    touched = [one for one in diff.effects if one.markets]
    markets = [market for one in touched for market in one.markets]
    verdicts = sum(_verdict(one.before) != _verdict(one.after) for one in markets)
    flips = sum(len(one.flips) for one in markets)
    judged = sum(not one.problems for one in diff.effects)
    return (
        f"{len(touched)} of {count(judged, 'product')} touched: "
        f"{count(verdicts, 'verdict')} and {count(flips, 'finding')} flip"
    )


def verdicts(effect: MarketEffect) -> str:
    """NO-GO → GO, or GO where it stays."""
    return _arrow(_verdict(effect.before), _verdict(effect.after))


def scores(effect: MarketEffect) -> tuple[str, str]:
    """Compliance and cultural adaptation: 61–84 % → 75 %; empty where it stays."""
    before, after = effect.before, effect.after
    compliance = _scores(before.compliance if before else None, after.compliance if after else None)
    return compliance, _scores(before.culture if before else None, after.culture if after else None)


def statuses(flip: Flip) -> str:
    """fail → pass; a dash where the rule does not count."""
    return f"{flip.before or '–'} → {flip.after or '–'}"


def _scores(before: Score | None, after: Score | None) -> str:
    if before == after:
        return ""
    shown = ["–" if one is None else interval(one) for one in (before, after)]
    if shown[0] == shown[1] and before is not None and after is not None:
        shown = [_precise(one) for one in (before, after)]
    return _arrow(*shown) if shown[0] != shown[1] else ""


def _precise(score: Score) -> str:
    """With a decimal, where whole per cents hide the difference."""
    if score.low is None or score.high is None:
        return "no score"
    return f"{score.low * 100:.1f}–{score.high * 100:.1f} %"


def _verdict(standing: Standing | None) -> str:
    return standing.verdict.value if standing else "not judged"


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"
