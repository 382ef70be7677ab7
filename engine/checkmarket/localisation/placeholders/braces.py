"""Placeholders in braces, as many libraries write them, and those of Python's str.format.

`{name}`, `{0}`, `{{name}}` and `{{name, format}}` (i18next), `%{name}` (Ruby, Polyglot), `${name}`; `$t(key)` (i18next)
and `@:key` (Vue) take another message in.  What stands in braces and is no name (CSS, JSON, a sentence) is text.
"""

from __future__ import annotations

import string

from checkmarket.localisation.placeholders.shape import EMPTY, Placeholder, Shape, flat

_INSIDE = frozenset("._-$[]@/: ")
"""What a name may hold beside letters and digits: paths (`user.name`), positions (`names[0]`)."""

LONGEST = 200
"""No name is longer: what follows an open brace for so long is text, and need not be searched again and again."""

_FORMATTER = string.Formatter()
_DEEPEST = 2
"""str.format allows fields inside a format specification, and no deeper."""


def parse(text: str) -> Shape:
    """The placeholders of a text; a brace that closes nothing is text."""
    if "{" not in text and "$t(" not in text and "@:" not in text:
        return EMPTY
    found: list[Placeholder] = []
    at = text.find("{")
    while at >= 0:
        start, inside, after = _field(text, at)
        if name := _name(inside):
            found.append(Placeholder(name, "any", text[start:after]))
            at = text.find("{", after)
        else:
            at = text.find("{", at + 1)
    return Shape(tuple(found), frozenset(one.name for one in found), links=frozenset(_links(text)))


def parse_python(text: str) -> Shape:
    """The placeholders of a str.format text.  A fault is what str.format itself refuses."""
    if "{" not in text and "}" not in text:
        return EMPTY
    found: list[Placeholder] = []
    try:
        _fields(text, found, 1)
    except ValueError as error:
        return flat(found, (str(error)[:1].lower() + str(error)[1:],))
    return flat(found)


def _fields(text: str, found: list[Placeholder], depth: int) -> None:
    for _, name, spec, conversion in _FORMATTER.parse(text):
        if name is None:
            continue
        if depth > _DEEPEST:
            raise ValueError("a field inside a format specification holds a field")
        taken = sum(one.name.isdigit() for one in found)
        written = "{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"
        found.append(Placeholder(name or str(taken), "any", written))
        _fields(spec or "", found, depth + 1)


def _field(text: str, at: int) -> tuple[int, str, int]:
    """Where the field at this brace begins (with its `%` or `$`), what stands in it, and where it ends."""
    double = text.startswith("{{", at)
    close = text.find("}}" if double else "}", at, at + LONGEST)
    if close < 0:
        return at, "", at + 1
    width = 2 if double else 1
    start = at - 1 if at and text[at - 1] in "%$" else at
    return start, text[at + width : close], close + width


def _name(inside: str) -> str:
    """The name in `name`, `- name` (i18next: unescaped) or `name, format`; empty where it is none."""
    name = inside.partition(",")[0].strip().removeprefix("-").strip()
    first = name[:1]
    if not (first.isalnum() or first == "_") or " " in name:
        return ""
    return name if all(one.isalnum() or one in _INSIDE for one in name) else ""


def _links(text: str) -> list[str]:
    found = []
    for opening, closing in (("$t(", ",)"), ("@:", " ")):
        for part in text.split(opening)[1:]:
            ends = [part.find(one) for one in closing if one in part]
            found.append(part[: min(ends, default=len(part))].strip("()'\"").rstrip(".,;:!?"))
    return found
