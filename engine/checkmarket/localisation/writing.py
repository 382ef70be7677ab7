"""How a locale is written: its script, direction, country and number signs, as CLDR has them (Babel)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)
"""Scripts in use today that run from right to left.  Source: the Unicode Standard, Bidi_Class R and AL."""

RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010d00-\U00010d3f\U0001e800-\U0001e95f]")
LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{2,}")
FOREIGN_LETTER = re.compile(
    "[\u0370-\u1dbf\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\ua71f\ua800-\ufaff\ufb13-\uffdc\U00010000-\U0003ffff]"
)
"""A letter of a script that is not Latin (as well as its marks and signs)."""


@dataclass(frozen=True, slots=True)
class Writing:
    """script: ISO 15924, empty where unknown; territory: the country meant, or the likeliest one."""

    script: str
    territory: str

    @property
    def is_right_to_left(self) -> bool:
        """Its script runs from right to left."""
        return self.script in RIGHT_TO_LEFT

    @property
    def is_latin(self) -> bool:
        """Its script is Latin, or not known."""
        return self.script in ("", "Latn")


@lru_cache(maxsize=1024)
def writing_of(locale: str) -> Writing:
    """What is known of a BCP 47 tag, its likely script and country filled in."""
    from babel.core import get_global  # noqa: PLC0415 - heavy, and needed by some checks only

    language, script, territory = parts_of(locale)
    likely = get_global("likely_subtags")
    found = likely.get(f"{language}_{territory}") or likely.get(language) or ""
    _, likely_script, likely_territory = parts_of(str(found))
    return Writing(script or likely_script, territory or likely_territory)


def parts_of(tag: str) -> tuple[str, str, str]:
    """Language, script and territory of a tag, each empty where it has none."""
    language, *rest = re.split("[-_]", tag)
    script = territory = ""
    for part in rest:
        if len(part) == 4 and part.isalpha() and not territory:  # noqa: PLR2004 - ISO 15924 codes have four letters
            script = part.title()
        elif re.fullmatch("[A-Za-z]{2}|[0-9]{3}", part) and not territory:
            territory = part.upper()
        elif len(part) == 1:
            break
    return language.lower(), script, territory


def babel_locale(locale: str) -> Locale | None:
    """Babel's data for a tag, or for its language alone; None where CLDR has none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy, and needed by some checks only

    for tag in (locale, locale.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None
