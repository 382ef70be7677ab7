"""L301 to L305: what each market writes its own way stands in the translation exactly as in the source.

Only what leaves little doubt is named: the literal of the source is repeated in a market where it means something else
or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from checkmarket.localisation.checks.domain import Domain, Pair, Translation
from checkmarket.localisation.flaws import Flaw
from checkmarket.localisation.writing import Writing, babel_locale, writing_of

_DATE = re.compile(
    r"\b(?:mm([/.-])dd\1(?:yyyy|yy)|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2[0-9]|3[01])/(?:19|20)\d\d)\b", re.IGNORECASE
)
_DOLLARS = re.compile(r"(?<![\w$])\$\s?\d[\d,]*(?:\.\d\d)?(?!\w)")
_TELEPHONE = re.compile(r"(?<![\d+])(?<!\+1[ -])(?:1-)?(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?!\d)")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_UNIT = re.compile(
    r"(?<![\w.,])(?P<number>\d[\d.,]*)[ \u00a0-]?"
    r"(?P<unit>miles?|mi|mph|feet|foot|ft|inch(?:es)?|yards?|yd|pounds?|lbs?|ounces?|oz|gallons?|gal|°\s?F"
    r"|degrees Fahrenheit)(?![\w/])"
)
_METRIC = re.compile(
    r"\d[ \u00a0-]?(?:k?m|cm|mm|k?g|l|ml|°\s?C|kilomet|met(?:er|re)s?|lit(?:er|re)s?|km/h)(?!\w)", re.IGNORECASE
)
_ANY = re.compile(r"\d|mm[/.-]dd", re.IGNORECASE)

_UNIT_OF = {
    "mi": "length-mile", "mph": "speed-mile-per-hour", "fe": "length-foot", "fo": "length-foot", "ft": "length-foot",
    "in": "length-inch", "ya": "length-yard", "yd": "length-yard", "po": "mass-pound", "lb": "mass-pound",
    "ou": "mass-ounce", "oz": "mass-ounce", "ga": "volume-gallon", "°": "temperature-fahrenheit",
    "de": "temperature-fahrenheit",
}  # fmt: skip
"""CLDR's name of a unit, by how its English name begins."""

_NOT_METRIC = frozenset({"US", "GB", "LR", "MM", "PR", "GU", "VI", "AS", "MP"})
"""Source: CLDR, measurementData; the territories of the United States go with it."""
_NORTH_AMERICAN = frozenset({
    "US", "CA", "PR", "GU", "VI", "AS", "MP", "BM", "BS", "AG", "AI", "BB", "DM", "DO", "GD", "JM", "KN",
    "KY", "LC", "MS", "SX", "TC", "TT", "VC", "VG",
})  # fmt: skip
"""Country code 1: the North American Numbering Plan."""


def check(domain: Domain) -> Iterator[Flaw]:
    """Texts with a digit or a date pattern in their source."""
    for translation in domain.translated:
        writing = writing_of(translation.locale) if translation.locale else None
        if writing is None:
            continue
        for pair, _, text, source in translation.texts:
            if _ANY.search(source) and source_holds(source):
                yield from _one(translation, writing, pair, source, text)


@lru_cache(maxsize=16384)
def source_holds(source: str) -> bool:
    """The source has anything that these checks look for; remembered, since it stands behind many translations."""
    return any(pattern.search(source) for pattern in (_DATE, _DOLLARS, _TELEPHONE, _GROUPED, _UNIT))


def _one(translation: Translation, writing: Writing, pair: Pair, source: str, text: str) -> Iterator[Flaw]:
    locale, territory = translation.locale, writing.territory
    tests: tuple[tuple[str, re.Pattern[str], Callable[[], bool], str], ...] = (
        ("L301", _DATE, partial(_month_is_not_first, locale), "'{}' is the source's order of day and month"),
        ("L302", _DOLLARS, partial(_pays_no_dollars, territory), "'{}' is an amount in dollars"),
        ("L304", _TELEPHONE, partial(_dials_otherwise, territory), "'{}' cannot be dialled from here"),
        (
            "L305",
            _GROUPED,
            partial(_comma_is_decimal, locale),
            "'{}' reads as a fraction here, since the comma is the decimal sign",
        ),
    )
    for code, pattern, matters, words in tests:
        for found in pattern.finditer(source):
            if found[0] in text and matters():
                yield translation.flaw(code, pair, words.format(found[0]))
    if territory not in _NOT_METRIC and not _METRIC.search(source):
        yield from _units(translation, pair, source, text)


def _month_is_not_first(locale: str) -> bool:
    known = babel_locale(locale)
    pattern = str(known.date_formats["short"].pattern) if known else "M"
    return pattern.lower().find("d") < pattern.find("M") or pattern[:1] in "yY"


def _pays_no_dollars(territory: str) -> bool:
    from babel.numbers import get_currency_symbol, get_territory_currencies  # noqa: PLC0415 - needed for prices only

    currencies = get_territory_currencies(territory) if territory else []
    return bool(currencies) and not any("$" in get_currency_symbol(one, "en") for one in currencies)


def _dials_otherwise(territory: str) -> bool:
    return territory.isalpha() and territory not in _NORTH_AMERICAN


def _comma_is_decimal(locale: str) -> bool:
    known = babel_locale(locale)
    return known is not None and (known.number_symbols.get("latn") or {}).get("decimal") == ","


def _units(translation: Translation, pair: Pair, source: str, text: str) -> Iterator[Flaw]:
    for found in _UNIT.finditer(source):
        unit = next(name for start, name in sorted(_UNIT_OF.items(), reverse=True) if found["unit"].startswith(start))
        number = found["number"].rstrip(".,")
        if number in text and (found[0] in text or any(word in text for word in _names(translation.locale, unit))):
            yield translation.flaw("L303", pair, f"'{found[0]}' keeps a unit that is not used here")


@lru_cache(maxsize=1024)
def _names(locale: str, unit: str) -> frozenset[str]:
    """What a unit is called in the language, in full: `Meile`, `Meilen`."""
    from babel.units import format_unit  # noqa: PLC0415 - needed for units only

    known = babel_locale(locale)
    if known is None:
        return frozenset()
    written = (format_unit(n, unit, length="long", locale=known) for n in (1, 2, 5, 100))
    names = (re.sub(r"[\d\W]+", " ", one).strip() for one in written)
    return frozenset(name for name in names if len(name) > 2)  # noqa: PLR2004 - a letter or two is found in any word
