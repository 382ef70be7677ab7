"""Make the pseudo-translation of one text: `⟦Ħḗŀŀǿ‖ǿƞḗ ŧẇǿ⟧`.

Brackets show where a text was cut off or put together from parts; what follows `‖` is filler, by how much texts grow in
translation.  Source of the growth: IBM, Globalize your business, guideline A3, Providing for UI expansion; the lower
bound of each of its ranges.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import cycle

from checkmarket.localisation.placeholders.dialects import Dialect
from checkmarket.localisation.pseudo.letters import LETTERS, Style, put_back
from checkmarket.localisation.pseudo.spans import words

OPEN, CLOSE, FILLER = "⟦", "⟧", "‖"
RIGHT_TO_LEFT_MARK = "\u200f"

GROWTH = ((10, 1.0), (20, 0.8), (30, 0.6), (50, 0.4), (70, 0.31))
"""Up to so many characters, a text needs so much more room, as a share of its length."""
_GROWTH_OF_LONG = 0.3

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MIRRORED: frozenset[Style] = frozenset({"arabic", "hebrew"})


def dressed(text: str, style: Style, dialects: Sequence[Dialect], expand: float | None = None) -> str:
    """The pseudo-translation; a text without anything but white space stays.  Raises spans.Unclear.

    expand: how much longer, as a share of the length; by GROWTH where left out, and nothing for wide letters, which are
    twice as wide as it is.  White space at either end stays there: programs rely on it.
    """
    body = text.strip()
    if not body:
        return text
    start = text.index(body)
    mask = words(body, dialects)
    letters = LETTERS[style]
    told = "".join(letters.get(ord(one), one) if spoken else one for one, spoken in zip(body, mask, strict=True))
    mark = RIGHT_TO_LEFT_MARK if style in _MIRRORED else ""
    filler = _filler(sum(mask), style, expand).translate(dict(letters))
    whole = f"{mark}{OPEN}{told}{filler}{CLOSE}{mark}"
    return text[:start] + whole + text[start + len(body) :]


def undressed(text: str, style: Style) -> str:
    """The text that a pseudo-translation was made from, if that held none of the letters and signs used here."""
    start, end = text.find(OPEN), text.rfind(CLOSE)
    if start < 0 or end < 0:
        return text
    inside = text[start + 1 : end]
    body = inside.rpartition(FILLER)[0] if FILLER in inside else inside
    before, after = text[:start].removesuffix(RIGHT_TO_LEFT_MARK), text[end + 1 :].removeprefix(RIGHT_TO_LEFT_MARK)
    return before + put_back(body, style) + after


def growth(length: int) -> float:
    """By how much a text of so many characters grows, as a share of its length."""
    return next((share for most, share in GROWTH if length <= most), _GROWTH_OF_LONG)


def _filler(length: int, style: Style, expand: float | None) -> str:
    """What is added before the closing bracket, so that with both brackets the text grows by its share."""
    share = expand if expand is not None else 0.0 if style == "wide" else growth(length)
    room = math.ceil(length * share) - len(OPEN + CLOSE)
    if room <= 0:
        return ""
    told, numbers = FILLER, cycle(_NUMBERS)
    while len(told) < room:
        told += next(numbers) + " "
    return told[:room].rstrip()
