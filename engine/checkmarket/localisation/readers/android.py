"""Read Android's string resources: string, plurals and string-array of a values folder.

Source: developer.android.com, String resources: escapes, quotes, inline markup, plurals, translatable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from checkmarket.localisation.catalogue import Message
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Entry, Parsed
from checkmarket.localisation.readers.text import whole
from checkmarket.localisation.readers.xml_tree import Element, Tree, encode, encode_empty, parse_xml
from checkmarket.localisation.tags import tag

_KINDS = frozenset({"string", "plurals", "string-array"})
_BLANKS = " \t\n\r"  # a no-break space is none of them
_PART = re.compile(r'\\u([0-9A-Fa-f]{4})|\\(.)|(")|([ \t\n\r]+)|([^\\" \t\n\r]+)|\\', re.DOTALL)
_NEEDS_CARE = re.compile(r'[\\"\n\t\r]|  ')
_ESCAPES = {"n": "\n", "t": "\t"}
_OUTER = re.compile(r"^ | \Z|  ")
_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]")
_REFERENCE = re.compile(r"[@?](?:\+?[a-z.]+:)?[a-z]+/[\w.]+")


def parse(data: bytes, named: Named) -> Parsed:
    """One draft, without entries where the file holds other resources.  Raises Unreadable."""
    tree = parse_xml(data)
    if tree.root.tag != "resources":
        return Parsed([], tree.raw, tree.finish)
    draft = Draft(entries=list(_entries(tree)))
    own = tree.root.attributes.get("tools:locale", "")
    if own and not named.written and draft.entries:
        draft.written, draft.locale = own, tag(own)
    return Parsed([draft], tree.raw, tree.finish)


def _entries(tree: Tree) -> Iterator[Entry]:
    for element in tree.root:
        name = element.attributes.get("name")
        if name is None or element.tag not in _KINDS:
            continue
        shielded = element.attributes.get("translatable") == "false"
        items = list(element.all("item"))
        match element.tag:
            case "string":
                yield _entry(tree, name, {"": element}, shielded=shielded)
            case "plurals":
                forms = {one.attributes.get("quantity", "other"): one for one in items}
                if forms:
                    yield _entry(tree, name, forms, shielded=shielded)
            case _:
                for number, one in enumerate(items):
                    yield _entry(tree, f"{name}[{number}]", {"": one}, shielded=shielded)


def _entry(tree: Tree, key: str, forms: Mapping[str, Element], *, shielded: bool) -> Entry:
    texts = {category: _text(tree, element) for category, element in forms.items()}
    line, column = tree.place(next(iter(forms.values())))
    message = Message(
        key=key,
        texts=texts,
        syntax="android",
        shielded=shielded or all(map(_is_reference, forms.values())),
        line=line,
        column=column,
    )
    write = _encode_empty if any(one.is_empty for one in forms.values()) else _encode
    return Entry(message, {category: tree.span(element) for category, element in forms.items()}, write)


def _is_reference(element: Element) -> bool:
    """`@string/other`: a text that stands elsewhere."""
    return len(element.content) == 1 and bool(_REFERENCE.fullmatch(str(element.content[0]).strip(_BLANKS)))


def _text(tree: Tree, element: Element) -> str:
    if all(isinstance(one, str) for one in element.content):
        text = "".join(str(one) for one in element.content)
        return text.strip(_BLANKS) if not _NEEDS_CARE.search(text) else _Spoken()(text).strip("\0").replace("\0", " ")
    return tree.markup(element, _Spoken()).strip("\0").replace("\0", " ")


class _Spoken:
    """What Android makes of text: escapes resolved, white space outside quotes as one space, quotes gone.

    The quotes may begin in one stretch of text and end behind a tag, hence the state.  Until the ends are stripped,
    U+0000 stands for a space that may be.
    """

    def __init__(self) -> None:
        self.quoted = False

    def __call__(self, text: str) -> str:
        return whole("".join(self._parts(_PART.finditer(text))))

    def _parts(self, found: Iterable[re.Match[str]]) -> Iterator[str]:
        for part in found:
            code, letter, quote, blank, plain = part.groups()
            if code:
                yield chr(int(code, 16))
            elif quote:
                self.quoted = not self.quoted
            elif blank:
                yield blank if self.quoted else "\0"
            else:
                yield _ESCAPES.get(letter, letter) if letter else plain or ""


def _escaped(text: str) -> str:
    quoted = bool(_OUTER.search(text))
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    text = text if quoted else text.replace("'", "\\'")
    text = _CONTROL.sub(lambda one: f"\\u{ord(one[0]):04x}", text)
    if text[:1] in ("@", "?"):
        text = f"\\{text}"
    return f'"{text}"' if quoted else text


_encode = partial(encode, escaped=_escaped)


def _encode_empty(text: str, written: str) -> str:
    if written.startswith(("<item", "<string")):
        return encode_empty(text, written, _escaped)
    return encode(text, written, _escaped)
