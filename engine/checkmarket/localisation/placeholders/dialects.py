"""Which placeholders a message has: by what its file says, or else by what all source texts of its domain show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Literal

from checkmarket.localisation.catalogue import Message, Syntax
from checkmarket.localisation.placeholders import braces, branching, printf
from checkmarket.localisation.placeholders.shape import EMPTY, Shape

Dialect = Literal[
    "printf-c", "printf-python", "printf-java", "printf-apple", "printf-guessed",
    "python-brace", "braces", "icu", "java", "fluent", "none",
]  # fmt: skip
"""How a text is to be read; `java` is java.text.MessageFormat, `printf-java` java.util.Formatter (Android)."""

_SAID: dict[Syntax, tuple[Dialect, ...]] = {
    "plain": (),
    "printf": ("printf-c",),
    "python-brace": ("python-brace",),
    "brace": ("braces",),
    "icu": ("icu",),
    "fluent": ("fluent",),
    "apple": ("printf-apple",),
    "android": ("printf-java",),
}
_OF_FORMAT: dict[str, tuple[Dialect, ...]] = {
    "fluent": ("fluent",),
    "android": ("printf-java",),
    "strings": ("printf-apple",),
    "stringsdict": ("printf-apple",),
    "xcstrings": ("printf-apple",),
}
"""What a format's own library reads, whatever the texts look like."""


def _fluent(text: str) -> Shape:
    from checkmarket.localisation.placeholders import fluent  # noqa: PLC0415 - its library is needed for Fluent only

    return fluent.parse(text)


PARSERS: dict[Dialect, Callable[[str], Shape]] = {
    "printf-c": partial(printf.parse, dialect="c"),
    "printf-python": partial(printf.parse, dialect="python"),
    "printf-java": partial(printf.parse, dialect="java"),
    "printf-apple": partial(printf.parse, dialect="apple"),
    "printf-guessed": partial(printf.parse, dialect="guessed"),
    "python-brace": braces.parse_python,
    "braces": braces.parse,
    "icu": branching.shape_of,
    "java": partial(branching.shape_of, apostrophes="required"),
    "fluent": _fluent,
    "none": lambda _: EMPTY,
}
"""How a text of each dialect is read."""


@lru_cache(maxsize=65536)
def parse(text: str, dialect: Dialect) -> Shape:
    """The shape of a text; remembered, since one source text stands behind many translations."""
    return PARSERS[dialect](text)


def dialects_of(message: Message, unknown: tuple[Dialect, ...], *, python: bool) -> tuple[Dialect, ...]:
    """How the texts of one message are read.

    unknown: what holds for the messages of its domain that do not say it; python: its `%` placeholders are Python's.
    """
    if message.syntax == "unknown":
        return unknown
    return ("printf-python",) if python and message.syntax == "printf" else _SAID[message.syntax]


def speaks_python(messages: Iterable[Message]) -> bool:
    """`%(name)s` stands in one of the texts that are said to be printf: only Python has it."""
    return any("%(" in text for one in messages if one.syntax == "printf" for text in one.source.values())


def decide(form: str, messages: Sequence[Message], sources: Sequence[str]) -> tuple[Dialect, ...]:
    """How the texts are read whose message does not say it.

    form: the format of the file; sources: the source texts of these messages.  Where the file marks some messages, as
    gettext's flags do, the others have no placeholders.  ICU is believed only when a text holds a plural or a select
    and nearly all texts with braces can be read as ICU.
    """
    if form in _OF_FORMAT:
        return _OF_FORMAT[form]
    if form == "gettext" and any(one.syntax != "unknown" for one in messages):
        return ()
    braced = [text for text in sources if "{" in text]
    found: list[Dialect] = []
    if form == "properties" and any(_has_position(text) for text in braced):
        found.append("java")
    elif braced:
        found.append("icu" if _is_icu(braced) else "braces")
    elif any("$t(" in text or "@:" in text for text in sources):
        found.append("braces")
    if any(parse(text, "printf-guessed").placeholders for text in sources if "%" in text):
        found.append("printf-guessed")
    return tuple(found)


_NEARLY_ALL = 0.95


def _is_icu(braced: Sequence[str]) -> bool:
    if any("{{" in text for text in braced):
        return False
    shapes = [parse(text, "icu") for text in braced]
    read = sum(not one.faults for one in shapes)
    return any(one.selectors for one in shapes) and read >= _NEARLY_ALL * len(shapes)


def _has_position(text: str) -> bool:
    return any(one.name.isdigit() for one in parse(text, "java").placeholders)
