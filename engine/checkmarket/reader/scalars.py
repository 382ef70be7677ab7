"""What a bare word means: only what YAML 1.1 and YAML 1.2 read alike.

Sources: YAML 1.2.2, 10.3.2 (core schema); YAML 1.1 type repository, as PyYAML implements it.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import yaml

from checkmarket.model.document import Plain

_WORDS: dict[str, Plain] = {"true": True, "false": False, "null": None}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,29})\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,29})\.[0-9]{1,30}\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_CORE_NOT_TEXT = re.compile(
    r"(~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
    r"|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))?\Z"
)
_SINGLE_LETTER_BOOLEANS = frozenset("yYnN")  # YAML 1.1, which PyYAML itself leaves out
_YAML_1_1 = yaml.SafeLoader.yaml_implicit_resolvers


class Ambiguous(ValueError):
    """A bare word that is no plain text, and no canonical value either."""


class NoSuchDay(ValueError):
    """An ISO day that the calendar does not have."""


def resolve(word: str) -> Plain:
    """The value of a bare word.  Raises Ambiguous and NoSuchDay."""
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.match(word) and word != "-0":
        return int(word)
    if _DECIMAL.match(word):
        return Decimal(word)
    if _DAY.match(word):
        return _day(word)
    if word in _SINGLE_LETTER_BOOLEANS or _CORE_NOT_TEXT.match(word) or _is_yaml_1_1_value(word):
        raise Ambiguous(word)
    return word


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise NoSuchDay(word) from error


def _is_yaml_1_1_value(word: str) -> bool:
    return any(pattern.match(word) for _, pattern in _YAML_1_1.get(word[0], []))
