"""Find the country that a table means: ISO 3166-1 alpha-2 or alpha-3, or an English name in one of its usual forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

Resolve = Callable[[str], str | None]
"""What a table writes -> the ISO 3166-1 alpha-2 code, or None where it means no country."""

_COUNTRY = re.compile("[A-Z]{2}")
_CODE = re.compile(r"[A-Za-z]{2,3}")

_ALSO_CALLED: Mapping[str, str] = {
    "bolivia plurinational state of": "BO",
    "bosnia": "BA",
    "britain": "GB",
    "brunei darussalam": "BN",
    "burma": "MM",
    "cabo verde": "CV",
    "china peoples republic of": "CN",
    "china mainland": "CN",
    "congo democratic republic": "CD",
    "congo dem rep": "CD",
    "congo rep": "CG",
    "czech republic": "CZ",
    "czech rep": "CZ",
    "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD",
    "dominican rep": "DO",
    "east timor": "TL",
    "egypt arab rep": "EG",
    "gambia the": "GM",
    "bahamas the": "BS",
    "great britain": "GB",
    "holland": "NL",
    "hong kong": "HK",
    "hong kong china": "HK",
    "hong kong sar": "HK",
    "iran islamic rep": "IR",
    "iran islamic republic of": "IR",
    "ivory coast": "CI",
    "cote divoire": "CI",
    "korea dem peoples rep": "KP",
    "korea rep": "KR",
    "korea republic of": "KR",
    "korea south": "KR",
    "republic of korea": "KR",
    "kyrgyz rep": "KG",
    "kyrgyz republic": "KG",
    "lao pdr": "LA",
    "macao": "MO",
    "macau": "MO",
    "macao sar china": "MO",
    "macedonia": "MK",
    "macedonia rep": "MK",
    "micronesia fed sts": "FM",
    "moldova republic of": "MD",
    "palestine": "PS",
    "republic of moldova": "MD",
    "russian federation": "RU",
    "slovak rep": "SK",
    "slovak republic": "SK",
    "south korea": "KR",
    "swaziland": "SZ",
    "syrian arab republic": "SY",
    "taiwan china": "TW",
    "taiwan province of china": "TW",
    "tanzania united republic of": "TZ",
    "turkey": "TR",
    "uae": "AE",
    "us of america": "US",
    "usa": "US",
    "united states of america": "US",
    "venezuela bolivarian republic of": "VE",
    "venezuela rb": "VE",
    "viet nam": "VN",
    "west bank and gaza": "PS",
    "yemen rep": "YE",
}
"""Names that tables use beside those of the CLDR, folded.  A part of a country (England) is not the country."""


def resolver(places: Mapping[str, str], alpha3: Mapping[str, str]) -> Resolve:
    """Resolves what tables write.

    places: name by code, of which only countries count: not the Union, the world or a part; alpha3: alpha-2 by alpha-3.
    """
    countries = {code: name for code, name in places.items() if _COUNTRY.fullmatch(code) and code != "EU"}
    names = {folded(name): code for code, name in countries.items()} | {
        name: code for name, code in _ALSO_CALLED.items() if code in countries
    }

    def resolve(written: str) -> str | None:
        text = written.strip()
        if _CODE.fullmatch(text):
            code = text.upper()
            code = code if code in countries else alpha3.get(code, "")
            if code in countries:
                return code
        return names.get(folded(text))

    return resolve


def alpha3_codes() -> dict[str, str]:
    """The alpha-2 code of every other country code that the CLDR knows (USA, UK).  Raises ModuleNotFoundError."""
    from babel.core import get_global  # noqa: PLC0415 - an extra

    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {code: found[0] for code, found in aliases.items() if code.isalpha() and len(found) == 1}


def folded(name: str) -> str:
    """A name without accents, case, points, articles and the like: "Côte d’Ivoire" -> "cote divoire"."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(one for one in plain if one.isalnum() or one.isspace() or one in "-/,()")
    words = re.sub(r"[-/,()]", " ", letters).split()
    return " ".join("saint" if one == "st" else one for one in words if one != "the" or len(words) == 1)
