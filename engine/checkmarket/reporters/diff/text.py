"""A comparison for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from checkmarket.model.changes import Aspect, Change, LawDiff, MarketEffect, ProductEffect
from checkmarket.reporters.diff import words
from checkmarket.reporters.text.layout import WIDTH, day

_NAMED = 12  # rules that rest on a thing, one by one


def render(diff: LawDiff) -> str:
    """What changed, then what that does."""
    lines = [_two(f"{diff.old} → {diff.new}", f"by the law of {day(diff.as_of)}"), ""]
    lines += [words.NOTHING] if diff.is_empty else [words.summary(diff)]
    for change in diff.changes:
        lines += ["", *_change(change)]
    if diff.unsigned:
        lines += ["", "Signatures lost", *(f"  {rule}" for rule in diff.unsigned)]
    lines += _effects(diff)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _change(change: Change) -> Iterator[str]:
    yield _two(f"{change.thing} {change.id}", words.verdict_on(change))
    if change.title:
        yield from _wrapped(change.title, 4)
    for aspect in change.aspects:
        yield from _aspect(aspect)
    if change.rests:
        named = [f"{rule} ({direction})" for rule, direction in change.rests[:_NAMED]]
        more = len(change.rests) - len(named)
        yield "    on it rest"
        yield from (f"      {one}" for one in [*named, *([f"and {more} more"] if more else [])])


def _aspect(aspect: Aspect) -> Iterator[str]:
    yield f"    {aspect.name}"
    for sign, line in aspect.lines:
        depth = len(line) - len(line.lstrip())
        yield from _wrapped(line.lstrip(), 6, mark=f"{sign} {' ' * depth}")


def _effects(diff: LawDiff) -> Iterator[str]:
    if not diff.effects:
        return
    yield ""
    yield words.effects_summary(diff)
    for effect in diff.effects:
        if effect.markets or effect.problems:
            yield ""
            yield effect.product
            yield from _product(effect)


def _product(effect: ProductEffect) -> Iterator[str]:
    for problem in effect.problems:
        yield from _wrapped(f"could not be judged: {problem}", 2)
    for market in effect.markets:
        yield from _market(market)


def _market(effect: MarketEffect) -> Iterator[str]:
    compliance, culture = words.scores(effect)
    parts = [words.verdicts(effect), compliance and f"compliance {compliance}"]
    parts += [culture and f"cultural adaptation {culture}"]
    yield from _wrapped(f"{effect.market.ljust(6)}{' · '.join(filter(None, parts))}", 2)
    for flip in effect.flips:
        yield _two(f"        {flip.rule}", words.statuses(flip))
    for rule, first, fate in effect.coming:
        yield _two(f"        {rule}", f"{fate}: comes on {day(first)}")


def _two(left: str, right: str) -> str:
    """The right part flush right, on a line of its own where both do not fit."""
    if len(left) + 2 + len(right) <= WIDTH:
        return left + right.rjust(WIDTH - len(left))
    return f"{left}\n{right.rjust(WIDTH)}"


def _wrapped(text: str, indent: int, *, mark: str = "") -> list[str]:
    pad = " " * indent
    first, rest = f"{pad}{mark}", pad + " " * len(mark)
    return wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    ) or [first]
