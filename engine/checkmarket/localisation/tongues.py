"""What CLDR (Babel) knows of language and country codes: which there are, what replaced them, what was meant."""

from __future__ import annotations

from functools import lru_cache

from checkmarket.model.diagnostics import did_you_mean

_STATUSES = frozenset({"official", "de_facto_official"})
_SMALL, _LARGE = 120, 400
"""How many languages CLDR can name in a language: a measure of how far anybody has localised into it."""


def is_language(code: str) -> bool:
    """CLDR has a name or data for it, under this code."""
    return code in _names() or code in _with_data()


def name_of(code: str) -> str:
    """Its English name, or the code."""
    return _names().get(code, code)


def successor(code: str) -> str:
    """The code that replaced this one, as BCP 47; empty where none did."""
    from babel.core import get_global  # noqa: PLC0415 - heavy, and needed by few files

    return str(get_global("language_aliases").get(code) or "").replace("_", "-")


def of_country(territory: str) -> str:
    """The official language that most people of a country speak; empty where CLDR knows none."""
    from babel.core import get_global  # noqa: PLC0415 - heavy, and needed by few files

    spoken = get_global("territory_languages").get(territory) or {}
    official = [one for one, about in spoken.items() if about["official_status"] in _STATUSES]
    most = max(official, key=lambda one: float(spoken[one]["population_percent"] or 0), default="")
    return most.partition("_")[0]


def meant(code: str) -> str:
    """A hint for a code that is no language: the country's language, or a code like it."""
    territory = _territory_alias(code.upper()) or code.upper()
    if tongue := of_country(territory):
        return f"did you mean '{tongue}' ({name_of(tongue)})?"
    return did_you_mean(code, sorted(one for one in _with_data() if len(one) == len(code)))


def is_territory(code: str) -> bool:
    """CLDR has a name for it; UK is another way to write GB, and none of BCP 47's."""
    return code in _territories()


def meant_territory(code: str) -> str:
    """A hint for a code that is no country."""
    alias = _territory_alias(code)
    return f"did you mean '{alias}'?" if alias else did_you_mean(code, sorted(_territories()))


def is_small(code: str) -> bool:
    """CLDR hardly has data in it, and no country has it as its official language."""
    return _named_in(code) < _SMALL and code not in _official()


def is_large(code: str) -> bool:
    """CLDR has much data in it."""
    return _named_in(code) > _LARGE


def is_written_in(code: str, script: str) -> bool:
    """CLDR has data for the language in this script beside its usual one: Serbian in Latin letters."""
    from babel.localedata import locale_identifiers  # noqa: PLC0415 - heavy, and needed by few files

    return f"{code}_{script}" in locale_identifiers()


@lru_cache(maxsize=1)
def _official() -> frozenset[str]:
    from babel.core import get_global  # noqa: PLC0415 - heavy, and needed by few files

    countries = get_global("territory_languages").values()
    spoken = (pair for each in countries for pair in each.items())
    return frozenset(str(code).partition("_")[0] for code, about in spoken if about["official_status"] in _STATUSES)


@lru_cache(maxsize=512)
def _named_in(code: str) -> int:
    from babel import Locale  # noqa: PLC0415 - heavy, and needed by few files

    return len(Locale.parse(code).languages) if code in _with_data() else 0


def _territory_alias(code: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - heavy, and needed by few files

    found = get_global("territory_aliases").get(code) or [""]
    return str(found[0])


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - heavy, and needed by few files

    return {code: str(name) for code, name in Locale("en").languages.items()}


@lru_cache(maxsize=1)
def _territories() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - heavy, and needed by few files

    return frozenset(Locale("en").territories)


@lru_cache(maxsize=1)
def _with_data() -> frozenset[str]:
    from babel.localedata import locale_identifiers  # noqa: PLC0415 - heavy, and needed by few files

    return frozenset(one for one in locale_identifiers() if "_" not in one)
