"""Turn a locale as files and folders write it (`pt_BR`, `zh-rCN`, `sr@latin`, `iw`) into its BCP 47 form.

Enters: the code as written.  Leaves: a tag such as `pt-BR`, or the empty text where the code is no locale.
Source: RFC 5646 and the IANA registry, through langcodes (MIT); Android's resource qualifiers; POSIX locale names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

_SHAPE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_REGION_OF_ANDROID = re.compile(r"[-_]r([A-Z]{2}|[0-9]{3})(?![A-Za-z0-9])")
_PSEUDO = {"qps-ploc": "qps-Ploc", "qps-plocm": "qps-Plocm", "qps-ploca": "qps-Ploca"}
_MODIFIERS = {
    "latin": "Latn",
    "latn": "Latn",
    "iqtelif": "Latn",
    "cyrillic": "Cyrl",
    "cyrl": "Cyrl",
    "devanagari": "Deva",
}
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
_TWO_LETTERS = 2


@lru_cache(maxsize=4096)
def tag(written: str) -> str:
    """The BCP 47 form with old codes replaced (`iw` is `he`, `in` is `id`); empty where it is no locale.

    A wrong code that happens to be another language (`kr` is Kanuri) stays what it is: a check says so.
    """
    base, _, modifier = written.partition("@")
    base = base.partition(".")[0]  # a codeset, as in de_DE.UTF-8
    if base.startswith("b+"):
        base = base[2:].replace("+", "-")
    base = _REGION_OF_ANDROID.sub(r"-\1", base)
    if pseudo := _PSEUDO.get(base.lower().replace("_", "-")):
        return pseudo
    if not _SHAPE.fullmatch(base):
        return ""
    return _standard(base.replace("_", "-"), modifier.lower())


def _standard(base: str, modifier: str) -> str:
    from langcodes import standardize_tag, tag_is_valid  # noqa: PLC0415 - an extra

    try:
        found = standardize_tag(base)
        language, _, rest = found.partition("-")
        if language in _NO_LANGUAGE or not tag_is_valid(found):
            return ""
        if modifier and modifier not in {"euro"}:
            extra = _MODIFIERS.get(modifier)
            found = "-".join(filter(None, (language, extra, rest))) if extra else f"{found}-{_variant(found, modifier)}"
    except ValueError:  # LanguageTagError
        return ""
    return found


def _variant(found: str, modifier: str) -> str:
    """A registered variant (`ca@valencia`) by its name, another modifier for private use (`en@quot`)."""
    from langcodes import tag_is_valid  # noqa: PLC0415 - an extra

    if _SHAPE.fullmatch(f"{found}-{modifier}") and tag_is_valid(f"{found}-{modifier}"):
        return modifier
    return f"x-{re.sub('[^a-z0-9]', '', modifier)[:8] or 'other'}"


@lru_cache(maxsize=4096)
def is_named(word: str) -> bool:
    """A part of a path that would be read as a locale by most people: two letters, or three that CLDR has a name for.

    `src`, `app` and `lib` are languages of the registry; CLDR names none of them.
    """
    if not tag(word):
        return False
    language = re.split(r"[-_@.]", word, maxsplit=1)[0].lower()
    return len(language) == _TWO_LETTERS or language == "qps" or language in _languages()


@cache
def _languages() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - an extra

    return frozenset(Locale("en").languages)
