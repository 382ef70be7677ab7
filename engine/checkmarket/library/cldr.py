"""What CLDR says of a place, through Babel, which is an extra: only one command asks."""

from __future__ import annotations

from datetime import date


def languages_and_currency(code: str, day: date) -> tuple[tuple[str, ...], str, str]:
    """The official languages (tags) of a country, its currency on a day, and the name of the list; empty where unknown.

    Raises ModuleNotFoundError where Babel is not installed.
    """
    from babel import __version__  # noqa: PLC0415 - an extra
    from babel.languages import get_official_languages  # noqa: PLC0415
    from babel.numbers import get_territory_currencies  # noqa: PLC0415

    languages = tuple(tag.replace("_", "-") for tag in get_official_languages(code, de_facto=True))
    try:
        currencies = get_territory_currencies(code, day, day)
    except KeyError:  # a place that the list does not have
        currencies = []
    source = f"CLDR, through Babel {__version__}" if languages or currencies else ""
    return languages, currencies[0] if currencies else "", source
