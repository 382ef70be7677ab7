"""A comparison as the review page of a pull request: GitHub's Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.model.changes import Aspect, Change, Direction, LawDiff, MarketEffect, ProductEffect
from checkmarket.reporters.diff import words
from checkmarket.reporters.markdown import code, plain, table
from checkmarket.reporters.text.layout import day

_BOLD = frozenset({Direction.STRICTER, Direction.LAXER})


def render(diff: LawDiff) -> str:
    """A table of all that changed, the details of each below it, then the products."""
    lines = [f"## What changed in the law: {code(diff.old)} → {code(diff.new)}", ""]
    if diff.is_empty:
        lines += [words.NOTHING]
    else:
        rows = [[one.thing, code(one.id), plain(one.title), _word(one)] for one in diff.changes]
        lines += [f"{words.summary(diff)}.", "", *table(["", "Id", "Title", "What it does"], rows)]
    for change in diff.changes:
        lines += _details(change)
    if diff.unsigned:
        lines += ["", "### Signatures lost", "", *(f"- {code(rule)}" for rule in diff.unsigned)]
    lines += _effects(diff)
    return "\n".join(lines) + "\n"


def _word(change: Change) -> str:
    word = words.verdict_on(change)
    return f"**{word}**" if change.direction in _BOLD else word


def _details(change: Change) -> Iterator[str]:
    if not change.aspects and not change.rests:
        return
    yield from ("", f"### {code(change.id)} {words.verdict_on(change)}", "")
    if change.title:
        yield from (plain(change.title), "")
    for aspect in change.aspects:
        yield from _aspect(aspect)
    if change.rests:
        yield from ("On it rest:", "", *(f"- {code(rule)} {direction}" for rule, direction in change.rests), "")


def _aspect(aspect: Aspect) -> Iterator[str]:
    """The lines of a `diff` block are shown as they are; only its fence could end it."""
    body = [f"{sign} {line}" for sign, line in aspect.lines]
    longest = max((len(run) for line in body for run in _backticks(line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{aspect.name[0].upper()}{aspect.name[1:]}:", "", f"{fence}diff", *body, fence, "")


def _backticks(line: str) -> Iterator[str]:
    run = ""
    for sign in f"{line} ":
        if sign == "`":
            run += sign
        elif run:
            yield run
            run = ""


def _effects(diff: LawDiff) -> Iterator[str]:
    if not diff.effects:
        return
    head = f"## What it does to products, by the law of {day(diff.as_of)}"
    yield from ("", head, "", f"{words.effects_summary(diff)}.")
    rows = [row for effect in diff.effects for row in _rows(effect)]
    if rows:
        yield from ("", *table(["Product", "Market", "Verdict", "Compliance", "Cultural adaptation", "Findings"], rows))
    for effect in diff.effects:
        yield from (f"\n{code(effect.product)} could not be judged: {plain(one)}" for one in effect.problems)


def _rows(effect: ProductEffect) -> Iterator[list[str]]:
    for market in effect.markets:
        compliance, culture = words.scores(market)
        found = "<br>".join([*(f"{code(one.rule)} {words.statuses(one)}" for one in market.flips), *_coming(market)])
        yield [code(effect.product), market.market, words.verdicts(market), compliance, culture, found]


def _coming(market: MarketEffect) -> Iterator[str]:
    return (f"{code(rule)} {fate}: comes on {day(first)}" for rule, first, fate in market.coming)
