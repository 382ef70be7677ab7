"""Schemas for editors: those of the rule language, with every id that a library declares, and what it stands for.

Enters: the schemas of rules/schema and a Library.  Leaves: schemas of the same names, for completion and hints only;
what is right and wrong stays with the compiler.  An id that only its own file can know (a new term, instrument or
parameter) is taken in any form; a fact, rule or control has to be there.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from checkmarket.model.library import Library
from checkmarket.model.vocabulary import Fact

Schema = dict[str, Any]
_MACHINES = ".v"  # report.v1 and its like: nobody writes them
_BY_NAME = {  # the key, what the schema says of it, and what it refers to
    ("rule", "rule-id"): "a-rule",
    ("by", "rule-id"): "a-rule",
    ("term", "reference"): "a-term",
    ("parameter", "reference"): "a-parameter",
    ("instrument", "slug"): "an-instrument",
    ("domain", "slug"): "a-domain",
    ("cases", "rulebook-id"): "a-rulebook",
}
_LISTS = {("figures", "reference"): "a-parameter", ("remediation", "slug"): "a-control"}


def editor_schemas(schemas: Mapping[str, Mapping[str, Any]], library: Library) -> dict[str, Schema]:
    """The schemas by their short names."""
    found = {name: copy.deepcopy(dict(one)) for name, one in schemas.items() if _MACHINES not in name}
    for one in found.values():
        _refer(one)
    for one in found.values():
        _open_facts(one, library, one.setdefault("$defs", {}))
    definitions = found["common"]["$defs"]
    definitions["fact-id"] = {**definitions["fact-id"], **_choice(_facts(library)), **_unknown("fact", "rules/facts")}
    definitions["jurisdiction"] = _or_else(library.places, definitions["jurisdiction"])
    definitions.update(_references(library, definitions))
    return found


# what ids stand for


def _facts(library: Library) -> dict[str, str]:
    return {one.id: _fact_page(one) for one in library.facts.values()}


def _fact_page(fact: Fact) -> str:
    kind = f"set of {fact.type.base}" if fact.type.many else fact.type.base
    unit = f", {fact.type.unit}" if fact.type.unit else ""
    values = "".join(f"\n- `{value}`: {title}" for value, title in fact.type.values.items())
    parts = [fact.question, f"({kind}{unit}; {fact.kind} of the {fact.scope})", fact.help]
    return "\n\n".join(part for part in parts if part) + (f"\n{values}" if values else "")


def _references(library: Library, definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    books = library.rulebooks.values()
    cited = [(slug, one.title, book.id) for book in books for slug, one in book.instruments.items()]
    instruments = {slug: f"{title} ({book})" for slug, title, book in reversed(cited)}  # the first to list it
    rules = _choice({one.id: one.title for one in library.rules.values()})
    controls = _choice({one.id: one.title for one in library.controls.values()})
    return {
        "a-rule": {**definitions["rule-id"], **rules, **_unknown("rule", "the rulebooks")},
        "a-control": {**definitions["slug"], **controls, **_unknown("control", "rules/controls")},
        "a-term": _or_else(_local({one.id: one.title for one in library.terms.values()}), definitions["reference"]),
        "a-parameter": _or_else(
            _local({one.id: one.title for one in library.parameters.values()}), definitions["reference"]
        ),
        "an-instrument": _or_else(instruments, definitions["slug"]),
        "a-domain": {**definitions["slug"], **_choice({one.id: one.title for one in library.domains.values()})},
        "a-rulebook": _or_else({one.id: one.title for one in books}, definitions["rulebook-id"]),
    }


def _unknown(what: str, where: str) -> Schema:
    """What the editor says in place of a list of all ids."""
    return {"errorMessage": f"There is no such {what} in {where}; is it new? Then run: checkmarket rules schema"}


def _local(ids: Mapping[str, str]) -> dict[str, str]:
    """The ids, and their short forms for use in their own rulebook."""
    short = {full.rpartition("/")[2]: f"{title} ({full})" for full, title in ids.items()}
    return {**short, **ids}


def _choice(words: Mapping[str, str]) -> Schema:
    """An enum that says what each word stands for; nothing where there is no word."""
    if not words:
        return {}
    listed = sorted(words)
    pages = [words[one] for one in listed]
    return {
        "enum": listed,
        "enumDescriptions": [one.split("\n")[0] for one in pages],
        "markdownEnumDescriptions": pages,
    }


def _or_else(words: Mapping[str, str], otherwise: Mapping[str, Any]) -> Schema:
    """One of the words, or whatever else has the right form."""
    if not words:
        return dict(otherwise)
    return {"description": otherwise.get("description", ""), "anyOf": [_choice(words), dict(otherwise)]}


# where they are asked for


def _refer(node: object) -> None:
    """Let every key that names something else say so."""
    if isinstance(node, list):
        for one in node:
            _refer(one)
    if not isinstance(node, dict):
        return
    for name, one in _named(node.get("properties")):
        _point(one, _BY_NAME, name)
        _point(one.get("items"), _LISTS, name)
    for one in node.values():
        _refer(one)


def _named(properties: object) -> Iterable[tuple[str, Schema]]:
    return (
        [(name, one) for name, one in properties.items() if isinstance(one, dict)]
        if isinstance(properties, dict)
        else []
    )


def _point(node: object, targets: Mapping[tuple[str, str], str], name: str) -> None:
    if isinstance(node, dict) and "$ref" in node:
        home, _, old = str(node["$ref"]).rpartition("/")
        node["$ref"] = f"{home}/{targets.get((name, old), old)}"


def _open_facts(node: object, library: Library, definitions: dict[str, Schema]) -> None:
    """Where a mapping has facts as keys, list them, each with its question and its values."""
    if isinstance(node, list):
        for one in node:
            _open_facts(one, library, definitions)
    if not isinstance(node, dict):
        return
    for one in list(node.values()):
        _open_facts(one, library, definitions)
    if str(node.get("propertyNames", {}).get("$ref", "")).endswith("/fact-id") and library.facts:
        value = node.pop("additionalProperties")
        del node["propertyNames"]
        name = f"every-{value['$ref'].rpartition('/')[2]}"
        definitions.setdefault(name, _every_fact(library, value))
        node["$ref"] = f"#/$defs/{name}"


def _every_fact(library: Library, value: Schema) -> Schema:
    facts = sorted(library.facts.values(), key=lambda one: one.id)
    return {"properties": {one.id: _value(one, value) for one in facts}, "additionalProperties": False}


def _value(fact: Fact, value: Schema) -> Schema:
    """What a fact can be: its words where it has some, else whatever the schema takes."""
    page = {"description": fact.question, "markdownDescription": _fact_page(fact)}
    words = {"unknown": "nobody knows yet"} | ({"none": "there is none"} if fact.type.nullable else {})
    if fact.type.values:
        named = {**fact.type.values, **words}
        one = {"type": "array", "items": _choice(fact.type.values)} if fact.type.many else _choice(named)
        return {
            **page,
            "anyOf": [one, *([_choice(words)] if fact.type.many else []), {"type": "object", "allOf": [value]}],
        }
    if fact.type.base == "boolean" and not fact.type.many:
        return {**page, "anyOf": [{"enum": [True, False, *words]}, {"type": "object", "allOf": [value]}]}
    return {**page, **value}


# the first line of a file


def pointed(text: str, target: str) -> str:
    """The text with its schema line naming another file; as it is where it has none."""
    first, _, rest = text.partition("\n")
    head, found, _ = first.partition("$schema=")
    return f"{head}{found}{target}\n{rest}" if found and "yaml-language-server" in head else text


def schema_named(text: str) -> str:
    """The file name of the schema that the first line names, or an empty text."""
    first = text.partition("\n")[0]
    return first.rpartition("$schema=")[2].rpartition("/")[2].strip() if "$schema=" in first else ""
