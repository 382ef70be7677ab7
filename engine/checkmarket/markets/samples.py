"""Numbers, prices, days and hours as a language writes them in a place, by CLDR through Babel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# Spanish, Polish and others group from five digits on only, which Babel does not know: no sample has four
_NUMBER, _PRICE, _SHARE = Decimal("1234567.89"), Decimal("12345.5"), Decimal("0.25")


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """The same values in one locale, days in the Gregorian calendar.

    locale: whose formats these are; is_local: they are the place's own, not only the language's; digits: the numbering
    system; price: empty where no currency is known.
    """

    locale: str
    is_local: bool
    digits: str
    number: str
    percent: str
    price: str
    date: str
    long_date: str
    time: str


def find_locale(language: str, script: str, country: str) -> Locale | None:
    """The nearest locale that Babel has: of the language in the country, or else of the language."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - an extra

    for parts in ((language, script, country), (language, country), (language, script), (language,)):
        try:
            return Locale.parse("_".join(filter(None, parts)))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def samples(locale: Locale, currency: str, moment: datetime, country: str, digits: Mapping[str, str]) -> Samples:
    """currency: ISO 4217 or empty; moment: the day and hour to write; digits: of numbering systems other than latn."""
    from babel import dates, numbers  # noqa: PLC0415 - an extra

    system = locale.default_numbering_system
    own = str.maketrans("0123456789", digits.get(system, "0123456789"))
    sign = locale.number_symbols.get(system, {}).get("percentSign", "%")
    price = numbers.format_currency(_PRICE, currency, locale=locale, numbering_system="default") if currency else ""
    found = {
        "number": numbers.format_decimal(_NUMBER, locale=locale, numbering_system="default"),
        "percent": numbers.format_percent(_SHARE, locale=locale, numbering_system="default").replace("%", sign),
        "price": price,
        "date": dates.format_date(moment, "short", locale=locale),
        "long_date": dates.format_date(moment, "long", locale=locale),
        "time": dates.format_time(moment, "short", locale=locale),
    }
    # Babel writes the digits and the percent sign of Latin script whatever the numbering system says
    return Samples(
        locale=str(locale).replace("_", "-"),
        is_local=locale.territory == country,
        digits=system,
        **{name: text.translate(own) for name, text in found.items()},
    )


def direction(language: str, script: str) -> str:
    """ltr or rtl; empty where unknown."""
    locale = find_locale(language, script, "")
    return str(locale.text_direction) if locale else ""


@cache
def _english() -> Locale:
    from babel import Locale  # noqa: PLC0415 - an extra

    return Locale("en")


def language_name(tag: str) -> str:
    """The English name of a language, such as Traditional Chinese or Serbian (Latin); the tag where there is none."""
    base, _, script = tag.partition("-")
    names = _english().languages
    name = names.get(tag.replace("-", "_"))
    if name is None and script and base in names:
        return f"{names[base]} ({_english().scripts.get(script, script)})"
    return name or tag


def currency_name(code: str) -> str:
    """The English name of a currency, or its code."""
    return str(_english().currencies.get(code, code))
