"""ICU MessageFormat, parsed into nodes: text, arguments, `#`, and choices with their branches.

Both ways of reading an apostrophe: ICU's, where it quotes only before a brace (and before `#` in a plural), and that of
java.text.MessageFormat, where every single one quotes.  Sources: ICU's MessagePattern; UTS 35, part 9, for its grammar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Apostrophes = Literal["optional", "required"]
"""`optional`: ICU's reading; `required`: java.text.MessageFormat's, where `it's` must be written `it''s`."""

CHOICES = ("plural", "selectordinal", "select")
DEEPEST = 40
"""Deeper nesting is refused, as no translator can have meant it."""

_SYNTAX = frozenset(chr(n) for n in range(0x21, 0x7F) if not chr(n).isalnum()) - frozenset("_.-$")
_SYNTAX |= frozenset("¡¢£¤¥¦§©«¬®°±¶»¿×÷")
_SYNTAX_BLOCKS = ((0x2010, 0x205F), (0x2190, 0x2BFF), (0x2E00, 0x2E7F), (0x3001, 0x3030), (0xFD3E, 0xFE46))
"""What a name cannot hold: Unicode's Pattern_Syntax.  `.`, `-` and `$`, which it has as well, are let through, since
JavaScript's libraries take paths for names."""
_SPACE = " \t\n\r\f\v\u0085\u200e\u200f\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Text:
    """What stands there, quotes resolved."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """`#` in a plural: its number, less its offset."""


@dataclass(frozen=True, slots=True)
class Argument:
    """`{name}`, `{name, type}` or `{name, type, style}`."""

    name: str
    type: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """`{name, plural, offset:1 =0 {…} other {…}}`, or the same with select or selectordinal."""

    name: str
    type: str
    branches: tuple[tuple[str, Pattern], ...]
    offset: int = 0


Node = Text | Number | Argument | Choice
Pattern = tuple[Node, ...]


class Broken(ValueError):
    """The text is no message.  at: the index of the character where reading stopped."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.at = at


def parse(text: str, apostrophes: Apostrophes = "optional") -> Pattern:
    """The nodes of a message.  Raises Broken."""
    return _Parser(text, apostrophes).message("", 0)


def spoken(text: str, apostrophes: Apostrophes = "optional") -> list[tuple[int, int]]:
    """Where the words of a message stand, quotes included: what is no argument, `#` or key.  Raises Broken."""
    parser = _Parser(text, apostrophes)
    parser.message("", 0)
    return parser.spoken


class _Parser:
    def __init__(self, text: str, apostrophes: Apostrophes) -> None:
        self.text, self.apostrophes, self.at = text, apostrophes, 0
        self.spoken: list[tuple[int, int]] = []

    def message(self, parent: str, depth: int) -> Pattern:
        """Up to the brace that closes it, or to the end of the text at depth 0."""
        if depth > DEEPEST:
            raise Broken(f"it is nested deeper than {DEEPEST} levels", self.at)
        nodes: list[Node] = []
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "}" and depth:
                break
            if char == "{":
                nodes.append(self._argument(depth))
            elif char == "#" and parent in ("plural", "selectordinal"):
                self.at += 1
                nodes.append(Number())
            else:
                start = self.at
                nodes.append(Text(self._words(parent, depth)))
                self.spoken.append((start, self.at))
        return tuple(nodes)

    def _words(self, parent: str, depth: int) -> str:
        """Text up to the next thing that means something, with its quotes resolved."""
        parts: list[str] = []
        stops = "{'" + ("}" if depth else "") + ("#" if parent in ("plural", "selectordinal") else "")
        while self.at < len(self.text):
            start = self.at
            while self.at < len(self.text) and self.text[self.at] not in stops:
                self.at += 1
            parts.append(self.text[start : self.at])
            if not self.text.startswith("'", self.at):
                break
            parts.append(self._apostrophe(parent))
        return "".join(parts)

    def _apostrophe(self, parent: str) -> str:
        follows = self.text[self.at + 1 : self.at + 2]
        if follows == "'":
            self.at += 2
            return "'"
        plural = parent in ("plural", "selectordinal")
        if self.apostrophes == "optional" and not (follows and follows in ("{}#" if plural else "{}")):
            self.at += 1
            return "'"
        return self._quoted()

    def _quoted(self) -> str:
        """From the apostrophe that opens to the one that closes; without one, to the end, as ICU does."""
        parts, self.at = [], self.at + 1
        while True:
            close = self.text.find("'", self.at)
            if close < 0:
                parts.append(self.text[self.at :])
                self.at = len(self.text)
                return "".join(parts)
            parts.append(self.text[self.at : close])
            self.at = close + 1
            if not self.text.startswith("'", self.at):
                return "".join(parts)
            parts.append("'")
            self.at += 1

    def _argument(self, depth: int) -> Node:
        opened, self.at = self.at, self.at + 1
        name = self._word()
        if not name:
            what = "is empty" if self._skip() == "}" else "does not begin with a name"
            raise Broken(f"the placeholder '{self._shown(opened)}' {what}", opened)
        if self._takes("}"):
            return Argument(name)
        if not self._takes(","):
            raise Broken(f"the placeholder '{self._shown(opened)}' is not closed after its name", opened)
        kind = self._word()
        if kind in CHOICES:
            return self._choice(name, kind, depth, opened)
        if not kind:
            raise Broken(f"the placeholder '{self._shown(opened)}' has a comma and no type", opened)
        if self._takes("}"):
            return Argument(name, kind)
        if not self._takes(","):
            raise Broken(f"the placeholder '{self._shown(opened)}' is not closed after its type", opened)
        return Argument(name, kind, self._style(opened))

    def _choice(self, name: str, kind: str, depth: int, opened: int) -> Choice:
        if not self._takes(","):
            raise Broken(f"'{{{name}, {kind}' has no branches", opened)
        offset = self._offset() if kind != "select" else 0
        branches: list[tuple[str, Pattern]] = []
        keys: set[str] = set()
        while not self._takes("}"):
            key = self._key(kind, opened)
            if key in keys:
                raise Broken(f"the branch '{key}' of '{name}' stands twice", opened)
            if not self._takes("{"):
                raise Broken(f"the branch '{key}' of '{name}' has no text in braces", opened)
            keys.add(key)
            branches.append((key, self.message(kind, depth + 1)))
            if not self._takes("}"):
                raise Broken(f"the branch '{key}' of '{name}' is not closed", opened)
        if "other" not in keys:
            raise Broken(f"'{{{name}, {kind}' has no branch 'other'", opened)
        return Choice(name, kind, tuple(branches), offset)

    def _offset(self) -> int:
        self._skip()
        if not self.text.startswith("offset:", self.at):
            return 0
        self.at += len("offset:")
        digits = self._word()
        if not digits.isdecimal():
            raise Broken("an offset is a whole number", self.at)
        return int(digits)

    def _key(self, kind: str, opened: int) -> str:
        if self._skip() == "=" and kind != "select":
            self.at += 1
            if (digits := self._word()).lstrip("-").isdecimal():
                return f"={digits}"
            raise Broken("after = stands a whole number", self.at)
        key = self._word()
        if not key:
            raise Broken(f"the choice '{self._shown(opened)}' is not closed", opened)
        return key

    def _style(self, opened: int) -> str:
        """A number or date pattern: braces nest in it, apostrophes quote."""
        start, depth = self.at, 0
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "'":
                close = self.text.find("'", self.at + 1)
                self.at = len(self.text) if close < 0 else close
            depth += (char == "{") - (char == "}")
            self.at += 1
            if depth < 0:
                return self.text[start : self.at - 1].strip(_SPACE)
        raise Broken(f"the placeholder '{self._shown(opened)}' is not closed", opened)

    def _word(self) -> str:
        self._skip()
        start = self.at
        while self.at < len(self.text) and _is_of_name(self.text[self.at]):
            self.at += 1
        return self.text[start : self.at]

    def _skip(self) -> str:
        """Past white space; the character that follows, or nothing at the end."""
        while self.at < len(self.text) and self.text[self.at] in _SPACE:
            self.at += 1
        return self.text[self.at : self.at + 1]

    def _takes(self, char: str) -> bool:
        if self._skip() != char:
            return False
        self.at += 1
        return True

    def _shown(self, start: int, most: int = 24) -> str:
        part = self.text[start : start + most]
        return part.partition("}")[0] + "}" if "}" in part else part


def _is_of_name(char: str) -> bool:
    if char in _SPACE or char in _SYNTAX:
        return False
    return not any(first <= ord(char) <= last for first, last in _SYNTAX_BLOCKS)
