"""Read Apple's property lists in XML: the values of .stringsdict, and of .strings that are written so.

Source: Apple, Property List Programming Topics; Internationalization and Localization Guide, stringsdict file format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checkmarket.localisation.catalogue import Message
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers.drafts import Draft, Entry, Parsed
from checkmarket.localisation.readers.text import Unreadable
from checkmarket.localisation.readers.xml_tree import Element, Tree, encode, encode_empty, parse_xml

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_DOCTYPES = frozenset({"plist"})
_FORMAT = "NSStringLocalizedFormatKey"
_RULE_TYPE, _VALUE_TYPE = "NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"


def parse(data: bytes, _: Named) -> Parsed:
    """One draft; of a format with several plural variables, a message for each (`key|variable`).  Raises Unreadable."""
    if data.startswith(b"bplist"):
        raise Unreadable(1, 1, "a compiled property list, not a source file")
    tree = parse_xml(data, _DOCTYPES)
    top = tree.root.first("dict")
    if tree.root.tag != "plist" or top is None:
        raise tree.text.unreadable(0, "not a property list with a dictionary")
    draft = Draft(entries=[entry for key, value in _pairs(tree, top) for entry in _entries(tree, key, value)])
    return Parsed([draft], tree.raw, tree.finish)


def _pairs(tree: Tree, parent: Element) -> Iterator[tuple[str, Element]]:
    key = None
    for element in parent:
        if element.tag == "key":
            key = tree.markup(element)
        elif key is not None:
            yield key, element
            key = None


def _entries(tree: Tree, key: str, value: Element) -> Iterator[Entry]:
    if value.tag == "string":
        yield _entry(tree, key, {"": value})
    elif value.tag == "dict":
        variables = {name: dict(_pairs(tree, one)) for name, one in _pairs(tree, value) if one.tag == "dict"}
        plural = {name: _forms(values) for name, values in variables.items()}
        plural = {name: forms for name, forms in plural.items() if forms}
        for name, forms in plural.items():
            yield _entry(tree, key if len(plural) == 1 else f"{key}|{name}", forms)
        shown = dict(_pairs(tree, value)).get(_FORMAT)
        if shown is not None and not plural and shown.tag == "string":
            yield _entry(tree, key, {"": shown})


def _forms(values: Mapping[str, Element]) -> dict[str, Element]:
    found = {one: values[one] for one in CATEGORIES if one in values and values[one].tag == "string"}
    if found or _RULE_TYPE in values:
        return found
    skipped = {
        _FORMAT,
        _VALUE_TYPE,
    }  # widths and devices: NSStringVariableWidthRuleType, NSStringDeviceSpecificRuleType
    return {name: one for name, one in values.items() if one.tag == "string" and name not in skipped}


def _entry(tree: Tree, key: str, forms: Mapping[str, Element]) -> Entry:
    line, column = tree.place(next(iter(forms.values())))
    texts = {category: tree.markup(one) for category, one in forms.items()}
    message = Message(key=key, texts=texts, syntax="apple", line=line, column=column)
    return Entry(message, {category: tree.span(one) for category, one in forms.items()}, _encode)


def _encode(text: str, written: str) -> str:
    return encode_empty(text, written) if written.startswith("<string") else encode(text, written)
