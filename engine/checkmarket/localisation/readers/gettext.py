"""Read gettext catalogues (.po, .pot).  Source: GNU gettext manual, The Format of PO Files.

Not by polib, which keeps neither columns nor the places of texts; tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from checkmarket.localisation.catalogue import Message, Syntax
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Entry, Parsed
from checkmarket.localisation.readers.text import Text, decode
from checkmarket.localisation.tags import tag

_STRING = r'"(?:[^"\\\n]|\\[^\n])*+"'
_TOKEN = re.compile(
    rf"""(?P<blank>\s++)
      | (?P<obsolete>\#~(?![|])[ \t]*+)
      | (?P<comment>\#[^\n]*+)
      | (?P<keyword>msgctxt|msgid_plural|msgid|msgstr)(?:\[(?P<number>[0-9]{{1,3}})\])?[ \t]*+
        (?P<text>{_STRING}(?:\s*+(?:\#~)?\s*+{_STRING})*+)
      | domain[ \t]++{_STRING}""",
    re.VERBOSE,
)
_STRINGS = rf"{_STRING}(?:\s*+{_STRING})*+"
_ORDINARY = re.compile(
    rf"""\s*+(?P<comments>(?:\#(?!~)[^\n]*+\s++)*+)
      (?:msgctxt[ \t]++(?P<msgctxt>{_STRINGS})\s++)?+
      msgid[ \t]++(?P<msgid>{_STRINGS})\s++
      (?:msgstr[ \t]++(?P<msgstr>{_STRINGS})
        |msgid_plural[ \t]++(?P<msgid_plural>{_STRINGS})(?P<forms>(?:\s++msgstr\[[0-9]{{1,3}}\][ \t]++{_STRINGS})++))
      (?!\s*+(?:\#~)?\s*+["\[]|\s*+msgstr)""",
    re.VERBOSE,
)
"""A whole message as nearly all are written, so that most need one step; what is left is taken token by token."""
_FORM = re.compile(rf"msgstr\[([0-9]{{1,3}})\][ \t]++({_STRINGS})")
_FLAGS = re.compile(r"^#[,=](.*)$", re.MULTILINE)
_ONE_STRING = re.compile(_STRING)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))", re.DOTALL)
_RARE = re.compile(r'\\[^nt"\\]')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = {"\\": "\\\\", '"': '\\"', **{value: f"\\{key}" for key, value in _ESCAPES.items()}}
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_HEADER = 64 * 1024
_SYNTAXES: dict[str, Syntax] = {
    **dict.fromkeys(("c-format", "objc-format", "php-format", "python-format", "javascript-format"), "printf"),
    "python-brace-format": "python-brace",
}
_PLURAL = re.compile(r"^Plural-Forms:[ \t]*(.*)$", re.MULTILINE | re.IGNORECASE)
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z0-9_@.-]+)[ \t]*$", re.MULTILINE | re.IGNORECASE)


@dataclass(slots=True)
class _State:
    """What was said since the last message ended.  Each text is (start, end)."""

    flags: str = ""
    texts: dict[str, tuple[int, int]] = field(default_factory=dict)
    forms: dict[str, tuple[int, int]] = field(default_factory=dict)
    obsolete: bool = False
    start: int = 0


def parse(data: bytes, named: Named) -> Parsed:
    """One draft.  A header names the locale where the path has none.  Raises Unreadable."""
    charset = _CHARSET.search(data[:_HEADER])
    encoding = charset[1].decode("ascii") if charset else "utf-8"
    text = decode(data, "utf-8" if encoding.upper() in ("CHARSET", "ASCII", "US-ASCII") else encoding)
    draft = Draft()
    for state in _states(text):
        header = not state.obsolete and "msgctxt" not in state.texts and _value(text.text, state.texts["msgid"]) == ""
        if header:
            _read_header(_value(text.text, next(iter(state.forms.values()))), draft, named)
        else:
            draft.entries.append(_entry(text, state))
    return Parsed([draft], text.text, text.encoded)


def _states(text: Text) -> Iterator[_State]:
    content, offset, state = text.text, 0, _State()
    while offset < len(content):
        if not (state.texts or state.flags or state.obsolete) and (message := _ORDINARY.match(content, offset)):
            yield _ordinary(text, message)
            offset = message.end()
            continue
        token = _TOKEN.match(content, offset)
        if token is None:
            raise text.unreadable(
                offset, "neither a comment nor one of msgctxt, msgid, msgid_plural, msgstr with its text"
            )
        kind = token.lastgroup
        if state.forms and _begins_another(token):
            yield _checked(text, state)
            state = _State()
        if kind == "text":
            _take(text, state, token)
        elif kind == "comment" and token["comment"].startswith(("#,", "#=")):
            state.flags += f",{token['comment'][2:]}"
        elif kind == "obsolete" and not state.texts:
            state.obsolete = True
        offset = token.end()
    if state.texts or state.forms:
        yield _checked(text, state)


def _begins_another(token: re.Match[str]) -> bool:
    match token.lastgroup:
        case "text":
            return token["keyword"] != "msgstr"
        case "obsolete":
            return not token.string.startswith("msgstr", token.end())
        case kind:
            return kind == "comment"


def _ordinary(text: Text, message: re.Match[str]) -> _State:
    texts = {word: message.span(word) for word in ("msgctxt", "msgid", "msgid_plural") if message[word] is not None}
    forms = {"": message.span("msgstr")}
    if message["forms"]:
        found = list(_FORM.finditer(text.text, *message.span("forms")))
        forms = {one[1]: one.span(2) for one in found}
        if len(forms) < len(found):
            raise text.unreadable(message.start("forms"), "a second msgstr of the same number in one message")
    comments = message["comments"]
    flags = ",".join(_FLAGS.findall(comments)) if "#," in comments or "#=" in comments else ""
    return _State(flags, texts, forms, start=message.start("msgid"))


def _take(text: Text, state: _State, token: re.Match[str]) -> None:
    keyword, place = token["keyword"], token.span("text")
    if not state.texts:
        state.start = token.start()
    where = state.forms if keyword == "msgstr" else state.texts
    key = token["number"] or "" if keyword == "msgstr" else keyword
    if key in where:
        raise text.unreadable(token.start(), f"a second {keyword} in one message")
    where[key] = place


def _checked(text: Text, state: _State) -> _State:
    if "msgid" not in state.texts:
        raise text.unreadable(state.start, "a message without a msgid")
    if not state.forms:
        raise text.unreadable(state.start, "a message without a msgstr")
    if ("msgid_plural" in state.texts) != ("" not in state.forms):
        raise text.unreadable(state.start, "msgid_plural and msgstr[0] go together")
    return state


def _entry(text: Text, state: _State) -> Entry:
    value = {keyword: _value(text.text, place) for keyword, place in state.texts.items()}
    source, plural = value["msgid"], value.get("msgid_plural")
    fuzzy, syntax = _meaning(state.flags)
    line, column = text.lines.at(next(iter(state.forms.values()))[0])
    message = Message(
        key=f"{value['msgctxt']}\x04{source}" if "msgctxt" in value else source,
        texts={number: _value(text.text, place) for number, place in state.forms.items()},
        source={"": source} if plural is None else {"one": source, "other": plural},
        syntax=syntax,
        fuzzy=fuzzy,
        obsolete=state.obsolete,
        line=line,
        column=column,
    )
    return Entry(message, state.forms, _written)


@lru_cache(maxsize=1024)
def _meaning(flags: str) -> tuple[bool, Syntax]:
    """Whether it is fuzzy, and how its placeholders are written."""
    found = {flag.strip() for flag in flags.split(",")}
    for flag in sorted(found & _SYNTAXES.keys()):
        return "fuzzy" in found, _SYNTAXES[flag]
    plain = any(flag.startswith("no-") and flag.endswith("-format") for flag in found)
    return "fuzzy" in found, "plain" if plain else "unknown"


def _read_header(header: str, draft: Draft, named: Named) -> None:
    if plural := _PLURAL.search(header):
        draft.plural_rule = plural[1].strip()
    language = _LANGUAGE.search(header)
    if language and not named.written and not named.is_template:
        draft.written, draft.locale = language[1], tag(language[1])


def _value(content: str, place: tuple[int, int]) -> str:
    start, end = place
    body = content[start + 1 : end - 1]
    if '"' in body:
        body = "".join(one[1:-1] for one in _ONE_STRING.findall(content, start, end))
    if "\\" not in body:
        return body
    if _RARE.search(body):
        return _ESCAPE.sub(_unescaped, body)
    parts = body.split("\\\\")  # without a call for each escape
    return "\\".join(part.replace("\\n", "\n").replace('\\"', '"').replace("\\t", "\t") for part in parts)


def _unescaped(escape: re.Match[str]) -> str:
    octal, hexadecimal, letter = escape.groups()
    if octal:
        return chr(int(octal, 8))
    return chr(int(hexadecimal, 16)) if hexadecimal else _ESCAPES.get(letter, letter)


def _written(text: str, _: str) -> str:
    return '"' + "".join(_WRITTEN.get(one, one) for one in text) + '"'
