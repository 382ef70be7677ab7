"""Placeholders that begin with `%`: C, Python, Java and Android, Objective-C and Swift.

Unnumbered ones are numbered in the order of the text, so that `%s %d` and `%2$d %1$s` ask for the same.
Sources: POSIX fprintf; Python's library reference, "printf-style String Formatting"; java.util.Formatter; Apple's
String Programming Guide, "String Format Specifiers".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from checkmarket.localisation.placeholders.shape import EMPTY, Kind, Placeholder, Shape, flat

Dialect = Literal["c", "python", "java", "apple", "guessed"]

_DIGITS = frozenset("0123456789")
LONGEST = 200
"""No name is longer, so that a text of open brackets is not searched to its end for each of them."""
_LENGTHS = ("hh", "ll", "h", "l", "L", "q", "j", "z", "t")


def _kinds(**letters: str) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for kind, each in letters.items():
        kinds |= dict.fromkeys(each, kind)  # type: ignore[arg-type]  # the names of the arguments are kinds
    return kinds


@dataclass(frozen=True, slots=True)
class _Grammar:
    flags: frozenset[str]
    kinds: Mapping[str, Kind]
    numbered: bool = True
    """Whether positions (`%1$s`) can be written."""
    strict: bool = True
    """Whether a `%` that begins no placeholder is a fault."""


_NUMBERS = {"integer": "diouxX", "number": "eEfFgGaA"}
_C = _kinds(**_NUMBERS, text="sS", character="cC", object="p")
GRAMMARS: dict[Dialect, _Grammar] = {
    "c": _Grammar(frozenset("-+ #0'I"), _C),
    "python": _Grammar(frozenset("-+ #0"), _kinds(integer="diouxX", number="eEfFgG", text="sra", character="c"), False),
    "java": _Grammar(
        frozenset("-+#0,("), _kinds(integer="doxX", number="eEfgGaA", any="sSbBhH", character="cC"), strict=False
    ),
    "apple": _Grammar(frozenset("-+#0'"), _C | _kinds(object="@"), strict=False),
    # In a text of unknown making, "100 % dagegen" is no placeholder: no space flag, the common letters only.
    "guessed": _Grammar(frozenset("-+#0"), _kinds(integer="diux", number="fg", text="s", object="@"), strict=False),
}
"""How each dialect writes a placeholder: its flags, and what each conversion takes."""


def parse(text: str, dialect: Dialect) -> Shape:
    """The placeholders of a text.  A `%` that begins none is a fault where the program would stop at it (C, Python)."""
    if "%" not in text:
        return EMPTY
    return _Scanner(text, dialect).scan()


class _Scanner:
    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text, self.dialect, self.grammar = text, dialect, GRAMMARS[dialect]
        self.found: list[Placeholder] = []
        self.faults: list[str] = []
        self.taken = 0
        self.forms: set[str] = set()

    def scan(self) -> Shape:
        at = self.text.find("%")
        while at >= 0:
            after = self._one(at)
            at = self.text.find("%", after)
        if len(self.forms) > 1 and self.grammar.strict:
            self.faults.append("placeholders with and without a name or number are mixed")
        return flat(self.found, tuple(self.faults))

    def _one(self, start: int) -> int:
        """Read what begins at the % at `start`; return where to go on."""
        text, at = self.text, start + 1
        if text.startswith("%", at):
            return at + 1
        name, at = self._name(at)
        if variable := self._variable(start, at, name):
            return variable
        stars = 0
        while at < len(text) and text[at] in self.grammar.flags:
            at += 1
        at, stars = self._size(at, stars)
        if text.startswith(".", at):
            at, stars = self._size(at + 1, stars)
        if self.dialect != "java":
            at = next((at + len(one) for one in _LENGTHS if text.startswith(one, at)), at)
        letter = text[at : at + 1]
        if self.dialect == "java" and letter in ("t", "T"):
            return self._keep(start, at + 2, name, stars, "any")
        if self.dialect == "java" and letter == "n":
            return at + 1
        if not letter or letter not in self.grammar.kinds or self._is_chance(start, at, name):
            self._fault(start, at)
            return start + 1
        return self._keep(start, at + 1, name, stars, self.grammar.kinds[letter])

    def _name(self, at: int) -> tuple[str, int]:
        """A Python name or a position, and where the placeholder goes on."""
        text = self.text
        if text.startswith("(", at) and self.dialect in ("python", "guessed"):
            close = _closing(text, at)
            return (text[at + 1 : close], close + 1) if close > 0 else ("", at)
        end = _past_digits(text, at)
        if end > at and text.startswith("$", end) and self.grammar.numbered:
            return text[at:end].lstrip("0") or "0", end + 1
        return "", at

    def _variable(self, start: int, at: int, name: str) -> int:
        """Apple's `%#@files@`, which a .stringsdict fills with a plural, and `%arg`, the number inside that plural."""
        text = self.text
        if self.dialect != "apple":
            return 0
        if text.startswith("arg", at):
            self.found.append(Placeholder("arg", "any", text[start : at + 3]))
            return at + 3
        close = text.find("@", at + 2, at + LONGEST) if text.startswith("#@", at) else -1
        if close < 0:
            return 0
        return self._keep(start, close + 1, name or f"@{text[at + 2 : close]}", 0, "any")

    def _size(self, at: int, stars: int) -> tuple[int, int]:
        if self.text.startswith("*", at) and self.dialect in ("c", "python", "apple"):
            return at + 1, stars + 1
        return _past_digits(self.text, at), stars

    def _keep(self, start: int, end: int, name: str, stars: int, kind: Kind) -> int:
        for _ in range(stars):
            self.taken += 1
            self.found.append(Placeholder(str(self.taken), "integer", self.text[start:end]))
        if not name:
            self.taken += 1
        named = bool(name) and not name.startswith("@")
        self.forms.add("named" if named else "in order")
        self.found.append(Placeholder(name or str(self.taken), kind, self.text[start:end]))
        return end

    def _is_chance(self, start: int, at: int, name: str) -> bool:
        """`100%sicher` and `50%ig` hold no placeholder: a digit before, a letter behind, and nobody said printf."""
        if self.dialect != "guessed" or name:
            return False
        return self.text[max(start - 1, 0)] in _DIGITS and self.text[at + 1 : at + 2].isalpha()

    def _fault(self, start: int, at: int) -> None:
        if self.grammar.strict:
            self.faults.append(f"'{self.text[start : at + 1]}' is no placeholder; a percent sign is written '%%'")


def _past_digits(text: str, at: int) -> int:
    while at < len(text) and text[at] in _DIGITS:
        at += 1
    return at


def _closing(text: str, at: int) -> int:
    """The bracket that closes the one at `at`, or -1; Python counts nested ones."""
    depth = 0
    for index in range(at, min(at + LONGEST, len(text))):
        depth += (text[index] == "(") - (text[index] == ")")
        if not depth:
            return index
    return -1
