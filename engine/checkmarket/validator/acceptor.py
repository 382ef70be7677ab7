"""A quick yes: does a value fit a schema?  What does not is left to jsonschema, which says why.

Enters: the schemas of the rule language.  Leaves: a test of a value, true only if jsonschema has nothing to say.
jsonschema makes a validator of every part of a schema for every part of a value; here each part is made once, into a
function.  A schema with a keyword that is not known here accepts nothing, which costs time and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import ge, gt, le
from typing import Any

from jsonschema import FormatChecker

Test = Callable[[Any], bool]

_SILENT = frozenset({"$schema", "$id", "$defs", "title", "description", "then", "else"})
_FORMATS = FormatChecker(["date"])
_TYPES: dict[str, Test] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | Decimal) and not isinstance(value, bool),
    "null": lambda value: value is None,
}


class _Unknown(Exception):
    """A keyword, or a use of one, that only jsonschema knows."""


class Acceptor:
    """The schemas by their short names."""

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        self._schemas = schemas
        self._made: dict[str, Test] = {}
        self._kinds: dict[str, Test] = {}

    def accepts(self, value: object, kind: str) -> bool:
        """The value fits for certain.  kind: a schema, such as rulebook."""
        if kind not in self._kinds:
            self._kinds[kind] = self._whole(kind)
        return self._kinds[kind](value)

    def _whole(self, kind: str) -> Test:
        try:
            return self._test(self._schemas[kind], kind)
        except _Unknown:
            return lambda _: False

    def _test(self, schema: Any, file: str) -> Test:
        if isinstance(schema, bool):
            return lambda _: schema
        tests = tuple(self._keyword(key, schema, file) for key in schema if key not in _SILENT)
        match tests:
            case ():
                return lambda _: True
            case (only,):
                return only
            case (first, second):
                return lambda value: first(value) and second(value)
            case _:
                return _every(tests)

    def _keyword(self, key: str, schema: Mapping[str, Any], file: str) -> Test:
        wanted = schema[key]
        if key in _PLAIN:
            return _PLAIN[key](wanted)
        if key in ("oneOf", "anyOf", "allOf"):
            return _JOINED[key](tuple(self._test(part, file) for part in wanted))
        if key in ("properties", "dependentSchemas"):
            return _BY_NAME[key]({name: self._test(part, file) for name, part in wanted.items()})
        match key:
            case "$ref":
                return self._referred(wanted, file)
            case "if":
                parts = (wanted, schema.get("then", True), schema.get("else", True))
                return _choice(*(self._test(part, file) for part in parts))
            case "additionalProperties":
                return _additional(frozenset(schema.get("properties", ())), self._test(wanted, file))
            case _ if key in _OF_PARTS:
                return _OF_PARTS[key](self._test(wanted, file))
            case _:
                raise _Unknown(key)

    def _referred(self, reference: str, file: str) -> Test:
        where, _, fragment = reference.partition("#")
        file = where.removesuffix(".schema.json") or file
        target, made = f"{file}#{fragment}", self._made
        if target not in made:
            made[target] = _later(made, target)  # it may lead to itself
            part: Any = self._schemas[file]
            for step in fragment.strip("/").split("/"):
                part = part[step]
            try:
                made[target] = self._test(part, file)
            except _Unknown:
                del made[target]
                raise
        return made[target]


def _later(made: Mapping[str, Test], target: str) -> Test:
    """A test that is not made yet."""

    def test(value: Any) -> bool:
        return made[target](value)

    return test


# keywords that hold no schema


def _type(wanted: str | list[str]) -> Test:
    tests = tuple(_TYPES[one] for one in ([wanted] if isinstance(wanted, str) else wanted))
    return tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests)


def _words(wanted: list[Any]) -> Test:
    if not all(isinstance(one, str) for one in wanted):
        raise _Unknown  # 1, 1.0 and true are a matter for jsonschema
    words = frozenset(wanted)
    return lambda value: isinstance(value, str) and value in words


def _pattern(wanted: str) -> Test:
    search = re.compile(wanted).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _format(wanted: str) -> Test:
    return lambda value: not isinstance(value, str) or _FORMATS.conforms(value, wanted)


def _required(wanted: list[str]) -> Test:
    return _of(dict, lambda value: all(name in value for name in wanted))


def _dependent_required(wanted: Mapping[str, list[str]]) -> Test:
    pairs = tuple((name, frozenset(needed)) for name, needed in wanted.items())
    return _of(dict, lambda value: all(value.keys() >= needed for name, needed in pairs if name in value))


def _unique(wanted: bool) -> Test:  # noqa: FBT001 - the value of a keyword
    return _of(list, lambda value: not wanted or _are_unique(value))


def _are_unique(value: list[Any]) -> bool:
    try:
        return len({(isinstance(one, bool), one) for one in value}) == len(value)
    except TypeError:  # lists and mappings: no schema here wants them unique, so something else is wrong
        return False


def _number(accept: Callable[[Any, Any], bool]) -> Callable[[Any], Test]:
    is_number = _TYPES["number"]
    return lambda wanted: lambda value: not is_number(value) or accept(value, wanted)


def _size(kind: type, accept: Callable[[int, int], bool]) -> Callable[[int], Test]:
    return lambda wanted: _of(kind, lambda value: accept(len(value), wanted))


def _of(kind: type, test: Test) -> Test:
    """A keyword says nothing of values of other types."""
    return lambda value: not isinstance(value, kind) or test(value)


_PLAIN: dict[str, Callable[[Any], Test]] = {
    "type": _type,
    "enum": _words,
    "const": lambda wanted: _words([wanted]),
    "pattern": _pattern,
    "format": _format,
    "required": _required,
    "dependentRequired": _dependent_required,
    "uniqueItems": _unique,
    "minimum": _number(ge),
    "maximum": _number(le),
    "exclusiveMinimum": _number(gt),
    "minLength": _size(str, ge),
    "maxLength": _size(str, le),
    "minItems": _size(list, ge),
    "maxItems": _size(list, le),
    "minProperties": _size(dict, ge),
    "maxProperties": _size(dict, le),
}

# keywords that hold schemas


def _every(tests: tuple[Test, ...]) -> Test:
    def test(value: Any) -> bool:
        for one in tests:  # noqa: SIM110 - `all` over a generator takes twice as long, and this is called most
            if not one(value):
                return False
        return True

    return test


def _choice(test: Test, then: Test, otherwise: Test) -> Test:
    return lambda value: then(value) if test(value) else otherwise(value)


def _properties(tests: Mapping[str, Test]) -> Test:
    def test(value: Any) -> bool:
        if isinstance(value, dict):
            for name, child in value.items():
                if name in tests and not tests[name](child):
                    return False
        return True

    return test


def _dependent_schemas(tests: Mapping[str, Test]) -> Test:
    return _of(dict, lambda value: all(test(value) for name, test in tests.items() if name in value))


def _additional(known: frozenset[str], test: Test) -> Test:
    return _of(dict, lambda value: value.keys() <= known or all(test(value[name]) for name in value.keys() - known))


_JOINED: dict[str, Callable[[tuple[Test, ...]], Test]] = {
    "oneOf": lambda tests: lambda value: sum(test(value) for test in tests) == 1,
    "anyOf": lambda tests: lambda value: any(test(value) for test in tests),
    "allOf": _every,
}
_BY_NAME: dict[str, Callable[[Mapping[str, Test]], Test]] = {
    "properties": _properties,
    "dependentSchemas": _dependent_schemas,
}
_OF_PARTS: dict[str, Callable[[Test], Test]] = {
    "items": lambda test: _of(list, lambda value: all(map(test, value))),
    "propertyNames": lambda test: _of(dict, lambda value: all(map(test, value))),
    "not": lambda test: lambda value: not test(value),
}
