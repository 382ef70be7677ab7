"""The facts of a market that fit on a line each: money, week, hours, units, names, telephone, address."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rich.text import Text

from checkmarket.markets.contacts import Address, Telephone
from checkmarket.markets.profile import MarketProfile
from checkmarket.markets.spread import Held
from checkmarket.reporters.markets.words import (
    CALENDARS,
    DAYS,
    FIELDS,
    HOURS,
    MEASURES,
    PAPER,
    TEMPERATURES,
    several,
    spread_in_words,
)
from checkmarket.reporters.text.layout import WIDTH, heading

_LABEL = 12
_ORDERS = {False: "given name first", True: "family name first", None: "unknown"}


def fact_lines(profile: MarketProfile) -> Iterator[Text | str]:
    """A label and a text that wraps beside it."""
    yield ""
    yield heading("Customs")
    for label, text in _facts(profile):
        pad = " " * (_LABEL + 2)
        lines = wrap(text, WIDTH, initial_indent=pad, subsequent_indent=pad, break_on_hyphens=False)
        yield Text(f"  {label.ljust(_LABEL)}", style="dim") + Text(lines[0][len(pad) :])
        yield from lines[1:]


def _facts(profile: MarketProfile) -> Iterator[tuple[str, str]]:
    total = len(profile.place.countries)
    money = {
        one.value: several([f"{code} {profile.currency_names[code]}" for code in one.value])
        for one in profile.currencies
    }
    yield "Money", spread_in_words(profile.currencies, money, total)
    yield "Week", f"begins on {spread_in_words(profile.first_day, DAYS, total)}"
    yield "Weekend", _weekend(profile, total)
    yield "Hours", _hours(profile, total)
    calendars = {
        one.value: ", then ".join(CALENDARS.get(name, name) for name in one.value) for one in profile.calendars
    }
    yield "Calendar", spread_in_words(profile.calendars, calendars, total)
    temperature = spread_in_words(profile.temperature, TEMPERATURES, total)
    yield "Units", f"{spread_in_words(profile.measurement, MEASURES, total)}; temperature in {temperature}"
    yield (
        "Paper",
        spread_in_words(profile.paper, {one.value: PAPER.get(one.value, one.value) for one in profile.paper}, total),
    )
    yield "Names", _names(profile)
    yield "Telephone", _telephones(profile.telephone, total)
    yield from _addresses(profile.address, total)


def _weekend(profile: MarketProfile, total: int) -> str:
    """CLDR's; another one is named where the list of holidays has it."""
    words = {one.value: several([DAYS[name] for name in one.value]) for one in profile.weekend}
    found = spread_in_words(profile.weekend, words, total)
    other = profile.days_off.weekend if profile.days_off else ()
    if not other or not profile.weekend or set(other) == set(profile.weekend[0].value):
        return found
    return f"{found} (CLDR); {several([DAYS[name] for name in other])} in the list of holidays"


def _names(profile: MarketProfile) -> str:
    """Most languages of the world put the given name first: the others are named."""
    orders: dict[str, list[str]] = {}
    for one in profile.writing:
        orders.setdefault(_ORDERS[one.surname_first], []).append(one.tag)
    if not orders:
        return "unknown"
    if len(orders) == 1:
        return next(iter(orders))
    usual = _ORDERS[False]
    rest = [f"{order} in {', '.join(tags)}" for order, tags in orders.items() if order != usual]
    return "; ".join([usual, *rest] if usual in orders else rest)


def _hours(profile: MarketProfile, total: int) -> str:
    """The languages of one country may differ: in Canada French writes 0 to 23, English 1 to 12."""
    by_language: dict[str, list[str]] = {}
    for one in profile.writing:
        by_language.setdefault(HOURS[one.hours.preferred], []).append(one.tag)
    if total > 1 or not by_language:
        return spread_in_words(profile.hours, HOURS, total)
    if len(by_language) == 1:
        return next(iter(by_language))
    return "; ".join(f"{hours} in {', '.join(tags)}" for hours, tags in by_language.items())


def _telephones(found: tuple[Held[Telephone], ...], total: int) -> str:
    """An example of one country; of several the prefixes."""
    if total > 1:
        return spread_in_words(found, {one.value: one.value.prefix for one in found}, total)
    words = {one.value: one.value.prefix for one in found if not one.value.mobile}
    for one in found:
        example = one.value
        words.setdefault(example, f"{example.prefix}, such as {example.mobile}; from abroad {example.mobile_abroad}")
    return spread_in_words(found, words, total)


def _addresses(found: tuple[Held[Address], ...], total: int) -> Iterator[tuple[str, str]]:
    orders = {one.value: _order(one.value) for one in found}
    yield "Address", spread_in_words(found, orders, total, shown=2)
    if total == 1 and found:
        yield "", f"needs {several([_field(name, found[0].value) for name in found[0].value.required])}"


def _order(one: Address) -> str:
    return " / ".join(" ".join(_field(name, one) for name in line) for line in one.lines)


def _field(name: str, one: Address) -> str:
    """What a field is called there: state, prefecture, zip."""
    if name == "country_area":
        return one.area
    if name == "postal_code" and one.postal_code != "postal":
        return f"{one.postal_code} code" if one.postal_code != "eircode" else "Eircode"
    return FIELDS[name]
