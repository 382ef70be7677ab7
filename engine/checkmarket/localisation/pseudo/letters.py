"""Put other letters in place of the 26 Latin ones, so that each can be told from what it was, and put back.

accented   Latin letters with marks, as in most of Europe: text that nobody translated stays plain, and is seen at once
arabic     real Arabic letters: right to left and joined, with no control character that would force the direction
hebrew     real Hebrew letters: right to left
wide       the full-width forms of East Asian fonts
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Literal

from checkmarket.localisation.writing import writing_of

Style = Literal["accented", "arabic", "hebrew", "wide"]

_UPPER_MARKS = {"arabic": "\u0651", "hebrew": "\u05bc"}  # shadda and dagesh: these scripts have no capitals
_RIGHT_TO_LEFT: Mapping[str, str] = {
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنه",
    "hebrew": "אבגדהוזחטיכלמנסעפצקרשתךםןף",
}
_ACCENTED = "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑ" + "ȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ"
_WIDE_OFFSET = 0xFEE0  # from `!` to `！`
_MIRRORED, _EAST_ASIAN = "qps-Plocm", "qps-Ploca"
_WIDE_SCRIPTS = frozenset({"Hans", "Hant", "Hani", "Jpan", "Kore"})


def style_of(locale: str) -> Style:
    """The letters that are right for a locale, by its script."""
    if locale in (_MIRRORED, _EAST_ASIAN):
        return "arabic" if locale == _MIRRORED else "wide"
    writing = writing_of(locale)
    if writing.script == "Hebr":
        return "hebrew"
    if writing.is_right_to_left:
        return "arabic"
    return "wide" if writing.script in _WIDE_SCRIPTS else "accented"


def _table(style: Style) -> dict[int, str]:
    match style:
        case "accented":
            return {ord(one): other for one, other in zip(string.ascii_letters, _ACCENTED, strict=True)}
        case "wide":
            return {ord(one): chr(ord(one) + _WIDE_OFFSET) for one in string.ascii_letters}
        case _:
            letters, mark = _RIGHT_TO_LEFT[style], _UPPER_MARKS[style]
            lower = {ord(one): other for one, other in zip(string.ascii_lowercase, letters, strict=True)}
            return lower | {ord(chr(one).upper()): other + mark for one, other in lower.items()}


LETTERS: Mapping[Style, Mapping[int, str]] = {
    style: _table(style) for style in ("accented", "arabic", "hebrew", "wide")
}
"""By style, what stands for each Latin letter."""


def put_back(text: str, style: Style) -> str:
    """The text with the Latin letters that it was made from."""
    for code, letter in sorted(LETTERS[style].items(), key=lambda one: -len(one[1])):  # capitals, with marks, first
        text = text.replace(letter, chr(code))
    return text
