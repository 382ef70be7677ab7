"""Turn a jsonschema error into diagnostics a lawyer can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import ValidationError

from checkmarket.model.diagnostics import Diagnostic, did_you_mean
from checkmarket.model.document import NOT_TEXT, Document, Node, Place, Table, node_at

_HEADS = ("all", "any", "none", "not", "of", "fact", "term", "rule")
_TYPE_NAMES = {
    "object": "a mapping (key: value)",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}
_FORMS = {
    "date": "a day, written 2026-11-22",
    "duration": "a duration, written P30D, P1M or PT72H",
    "jurisdiction": "a country code such as DE, US-CA or EU, in capitals",
    "language": "a language tag such as de or pt-BR",
    "currency": "a currency code such as EUR, in capitals",
    "url": "a link that begins with https://",
}


def explain(error: ValidationError, document: Document) -> Iterator[Diagnostic]:
    """The diagnostics for one error of jsonschema."""
    if str(error.instance).startswith(NOT_TEXT):
        return  # the reader has complained about that key
    node = node_at(document.root, list(error.absolute_path))
    speaker = _SPEAKERS.get(str(error.validator), _anything_else)
    yield from speaker(error, node)


def _schema(error: ValidationError) -> Mapping[str, Any]:
    return error.schema if isinstance(error.schema, Mapping) else {}


def _wanted(error: ValidationError) -> Any:
    return error.validator_value


def _given(error: ValidationError) -> Any:
    return error.instance


def _unknown_key(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    known = _schema(error).get("properties", {})
    assert isinstance(node, Table)
    for key in node.entries:
        if key not in known:
            hint = did_you_mean(key, known, otherwise=f"known here: {', '.join(known)}")
            yield Diagnostic("CM101", f"unknown key '{key}'", node.keys[key], hint)


def _missing_key(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    assert isinstance(node, Table)
    # jsonschema reports each missing key by itself, and names it only in its message
    missing = [key for key in _wanted(error) if key not in node and f"'{key}'" in error.message]
    for key in missing:
        yield Diagnostic("CM102", f"the key '{key}' is missing", _head(node))


def _dependent(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    yield Diagnostic("CM102", "keys that go together: " + _sentence(_wanted(error)), _head(node))


def _wrong_type(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    wanted = _wanted(error)
    names = [_TYPE_NAMES[one] for one in ([wanted] if isinstance(wanted, str) else wanted)]
    yield Diagnostic("CM103", f"{_shown(error.instance)} is not {' or '.join(names)}", node.place)


def _not_listed(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    allowed = [str(one) for one in _wanted(error)]
    if error.instance == "signed" and "sourced" in allowed:
        hint = "write sourced here, and sign with `checkmarket rules sign`"
        yield Diagnostic("CM953", "a rulebook cannot call its own rule signed", node.place, hint)
        return
    message = f"{_shown(error.instance)} is not one of {', '.join(allowed)}"
    yield Diagnostic("CM104", message, node.place, did_you_mean(str(error.instance), allowed))


def _wrong_form(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    if "propertyNames" in error.schema_path and isinstance(node, Table):
        yield Diagnostic("CM105", f"'{error.instance}' cannot be a key here", _key_place(node, str(error.instance)))
        return
    name = str(_schema(error).get("description", "")) or _form_name(error)
    yield Diagnostic("CM105", f"{_shown(error.instance)} is not {name}", node.place)


def _form_name(error: ValidationError) -> str:
    pattern = str(_wanted(error))
    if _schema(error).get("format") == "date":
        return _FORMS["date"]
    for start, name in (("^P", "duration"), ("^https", "url"), ("^[A-Z]{3}$", "currency"), ("^[A-Z]", "jurisdiction")):
        if pattern.startswith(start) and "\\." not in pattern:
            return _FORMS[name]
    return f"of the form {pattern}"


def _out_of_range(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    word = {"minimum": "at least", "maximum": "at most", "exclusiveMinimum": "more than"}[str(error.validator)]
    yield Diagnostic("CM106", f"{error.instance} is not {word} {_wanted(error)}", node.place)


def _wrong_length(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    word = "at least" if error.validator == "minLength" else "at most"
    message = f"the text has {len(_given(error))} characters, not {word} {_wanted(error)}"
    yield Diagnostic("CM107", message, node.place)


def _too_few(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    if _is_condition(error):
        yield from _no_condition(error, node)
    else:
        yield Diagnostic("CM108", f"at least {_wanted(error)} needed, {len(_given(error))} given", node.place)


def _twice(_: ValidationError, node: Node) -> Iterator[Diagnostic]:
    yield Diagnostic("CM109", "an entry stands twice in this list", node.place, "each entry once")


def _no_condition(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    """The shape of a condition: one head, and for a fact one operator."""
    given = list(_given(error))
    heads = [key for key in given if key in _HEADS]
    if not heads:
        message = f"a condition has one of {', '.join(_HEADS)}; this has {', '.join(given) or 'nothing'}"
    elif heads == ["fact"]:
        operators = [key for key in given if key != "fact"]
        message = f"a fact takes one operator; this has {', '.join(operators) or 'none'}"
    elif len(heads) > 1:
        message = f"'{heads[0]}' and '{heads[1]}' cannot stand side by side"
    else:
        others = [key for key in given if key not in (*heads, "at_least")]
        message = f"'{', '.join(others) or 'at_least'}' does not go with '{heads[0]}'"
    yield Diagnostic("CM110", message, _head(node), "write each condition as a list item of its own under all or any")


def _not_allowed(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    if "propertyNames" in error.schema_path and isinstance(node, Table):
        word = str(error.instance)
        yield Diagnostic("CM111", f"'{word}' is a reserved word", _key_place(node, word))
        return
    keys = ", ".join(_wanted(error)["required"])
    assert isinstance(node, Table)
    yield Diagnostic("CM111", f"the key '{keys}' has no place here", _key_place(node, keys))


def _one_of(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    if not isinstance(node, Table):
        return  # it is no mapping at all, which has been said
    if _is_condition(error):
        yield from _no_condition(error, node)
        return
    choices = [" and ".join(one["required"]) for one in _wanted(error) if "required" in one]
    yield Diagnostic("CM111", f"exactly one of {', '.join(choices)} is needed", _head(node))


def _too_many(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    if _is_condition(error):
        yield from _no_condition(error, node)
    else:
        given = ", ".join(map(str, _given(error)))
        yield Diagnostic("CM111", f"at most {_wanted(error)} of these can stand together: {given}", _head(node))


def _anything_else(error: ValidationError, node: Node) -> Iterator[Diagnostic]:
    yield Diagnostic("CM103", error.message[:200], node.place)


def _is_condition(error: ValidationError) -> bool:
    """The error speaks of a clause, whichever way the schema came to it."""
    given = error.instance
    nested = "dependentSchemas" in error.absolute_schema_path
    own = set(_HEADS) <= _schema(error).get("properties", {}).keys()
    return own or (nested and isinstance(given, dict) and any(key in given for key in _HEADS))


def _head(node: Node) -> Place:
    """Where a reader looks first: the first key of a mapping."""
    return next(iter(node.keys.values()), node.place) if isinstance(node, Table) else node.place


def _key_place(node: Table, key: str) -> Place:
    return node.keys.get(key, node.place)


def _sentence(dependencies: Any) -> str:
    return "; ".join(f"'{key}' needs {', '.join(needed)}" for key, needed in dependencies.items())


def _shown(value: object) -> str:
    match value:
        case str():
            return f"'{value[:60]}'"
        case bool():
            return "true" if value else "false"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case None:
            return "null"
        case _:
            return str(value)


_SPEAKERS: dict[str, Callable[[ValidationError, Node], Iterator[Diagnostic]]] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "dependentRequired": _dependent,
    "type": _wrong_type,
    "enum": _not_listed,
    "const": _not_listed,
    "pattern": _wrong_form,
    "format": _wrong_form,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "exclusiveMinimum": _out_of_range,
    "minLength": _wrong_length,
    "maxLength": _wrong_length,
    "minItems": _too_few,
    "minProperties": _too_few,
    "maxProperties": _too_many,
    "uniqueItems": _twice,
    "not": _not_allowed,
    "oneOf": _one_of,
}
