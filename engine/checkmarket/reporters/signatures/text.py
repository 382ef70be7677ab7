"""Signatures for a terminal of 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import wrap

from checkmarket.model.library import Library
from checkmarket.model.signatures import (
    SIGNATURES_BY_WORTH,
    JudgedSignOff,
    SignatureState,
    SignatureWord,
    SignOff,
)
from checkmarket.reporters.text.layout import WIDTH, count, day

_MARKS = {SignatureWord.SIGNED: "✓", SignatureWord.UNSIGNED: "·"}
_WIDEST = 12  # "unverified" and a gap


def render(states: Iterable[SignatureState], *, unsigned: bool = False) -> str:
    """One rule a line, its sign-offs below it; unsigned rules are counted, or listed too."""
    states = list(states)
    lines: list[str] = []
    for one in states:
        if one.entries or one.elsewhere or unsigned:
            lines += [f"{_MARKS.get(one.word, '✗')} {one.word.value.ljust(_WIDEST)}{one.rule}", *_entries(one)]
    return "\n".join([*lines, *([""] if lines else []), _summary(states)]) + "\n"


def _entries(state: SignatureState) -> Iterator[str]:
    for one in state.entries:
        yield from _entry(one, "")
    for one in state.elsewhere:
        yield from _entry(one, f" as it stands in {one.entry.market}")


def _entry(judged: JudgedSignOff, where: str) -> Iterator[str]:
    one = judged.entry
    until = f", until {day(one.expires)}" if one.expires else ""
    worth = f": {judged.word.value}" if where and judged.word is not SignatureWord.SIGNED else ""
    yield from _indented(f"{one.by}, {one.role}, on {day(one.on)}{until}{where}{worth}")
    if judged.why:
        yield from _indented(judged.why, deeper=2)
    if one.note:
        yield from _indented(one.note, deeper=2)


def _indented(text: str, *, deeper: int = 0) -> list[str]:
    pad = " " * (_WIDEST + 2 + deeper)
    return wrap(text, WIDTH, initial_indent=pad, subsequent_indent=pad, break_on_hyphens=False, break_long_words=False)


def _summary(states: list[SignatureState]) -> str:
    found = Counter(one.word for one in states)
    words = [f"{found[word]} {word.value}" for word in SIGNATURES_BY_WORTH if found[word]]
    return f"{count(len(states), 'rule')}: {', '.join(words) or 'none'}"


def to_sign(library: Library, entries: Iterable[SignOff]) -> str:
    """What somebody is about to sign."""
    lines: list[str] = []
    before = {(one.rule, one.market, one.by): one for one in library.sign_offs}
    for one in entries:
        rule = library.rules[one.rule]
        draft = " (draft)" if rule.status == "draft" else ""
        where = f" as it stands in {one.market}" if one.market != rule.jurisdiction else ""
        lines += [f"{one.rule}{where}{draft}", f"    {rule.title}"]
        old = before.get((one.rule, one.market, one.by))
        if old is not None and old.changed:
            lines += wrap(
                f"changed since {day(old.on)}: {'; '.join(old.changed)}",
                WIDTH,
                initial_indent="    ",
                subsequent_indent="    ",
                break_long_words=False,
                break_on_hyphens=False,
            )
    return "\n".join(lines) + "\n"
