"""A witness as the case an author would write.  Enters: a Witness.  Leaves: YAML, ready for a file of cases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

from checkmarket.authoring.mutator.search import Witness
from checkmarket.model.findings import Status
from checkmarket.model.library import Library
from checkmarket.model.values import Interval, Known, Money, PartialSet, State, show
from checkmarket.reader.scalars import Ambiguous, NoSuchDay, resolve

_LONGEST = 200  # what the schema of cases allows a sentence
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")


def as_case(witness: Witness, library: Library) -> str:
    """The case that tells the mutant from the law: it comes out as expected, and with the mutant it does not."""
    return "".join(f"{line}\n" for line in _lines(witness, library))


def written(value: Known) -> str:
    """A value as it stands in a file."""
    match value:
        case State():
            return value.value
        case bool():
            return "true" if value else "false"
        case frozenset():
            return f"[{', '.join(sorted(map(_word, value)))}]"
        case PartialSet(has):
            return f"{{has: [{', '.join(sorted(map(_word, has)))}], complete: false}}"
        case Interval(low, high):
            ends = {"at_least": low, "at_most": high}
            return f"{{{', '.join(f'{key}: {written(end)}' for key, end in ends.items() if end is not None)}}}"
        case Money(amount, currency):
            return f"{{amount: {_number(amount)}, currency: {currency}}}"
        case timedelta():
            return _duration(value)
        case date():
            return value.isoformat()
        case Decimal():
            return _number(value)
        case _:
            return _word(value)


def _lines(witness: Witness, library: Library) -> Iterator[str]:
    rule = library.rules[witness.rule]
    yield f"- case: {json.dumps(_sentence(witness), ensure_ascii=False)}"
    yield f"  rule: {witness.rule}"
    if witness.market != rule.jurisdiction:
        yield f"  market: {_word(witness.market)}"
    yield f"  as_of: {witness.as_of.isoformat()}"
    if witness.facts:
        yield "  facts:"
        yield from (f"    {fact}: {written(witness.facts[fact])}" for fact in sorted(witness.facts))
    yield f"  expect: {witness.expect}"
    credit = witness.credit
    if credit is not None and credit.low == credit.high and 0 < credit.low < 1:
        yield f"  credit: {credit.low:g}"
    if witness.expect is Status.UNKNOWN:
        yield f"  missing: [{', '.join(sorted(witness.missing))}]"


def _sentence(witness: Witness) -> str:
    """A start for the author: what differs from the nearest case."""
    changes = ", ".join(f"{fact} is {show(value)}" for fact, value in witness.changes.items())
    if witness.near is None:
        told = f"{witness.rule.rsplit('.', 1)[-1]}: {witness.expect}"
    elif changes:
        told = f"{changes}: else as in '{witness.near.sentence}'"
    else:
        told = f"{witness.near.sentence}, on {witness.as_of} in {witness.market}"
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


def _word(value: object) -> str:
    """Bare where every reader takes it for text, else in double quotes, which YAML reads as JSON does."""
    text = str(value)
    if isinstance(value, int):
        return text
    with suppress(Ambiguous, NoSuchDay):
        if _NAME.match(text) and resolve(text) == text:
            return text
    return json.dumps(text, ensure_ascii=False)


def _number(value: Decimal) -> str:
    """Without exponent, which the files do not know."""
    return f"{value.normalize():f}"


def _duration(value: timedelta) -> str:
    if value.seconds:
        return f"PT{value // timedelta(hours=1)}H"
    return f"P{value.days}D"
