"""Run jsonschema (draft 2020-12) over a Document."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from checkmarket.model.diagnostics import Diagnostic
from checkmarket.model.document import Document, plain
from checkmarket.validator.acceptor import Acceptor
from checkmarket.validator.messages import explain

_FORMATS = FormatChecker(["date"])  # jsonschema ignores `format` unless it is given a checker


def _is_whole(_checker: object, value: object) -> bool:
    """1.0 is an integer too (JSON Schema core, 4.2.3: numbers are compared by value)."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value == int(value)


Judge: Any = extend(  # type: ignore[no-untyped-call]  # it ships without types
    Draft202012Validator, type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole)
)
"""jsonschema over our own values, whose decimals are Decimals."""


class Validator:
    """The schemas of the rule language, by their file names without ending."""

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        self._acceptor = Acceptor(schemas)
        resources = [
            (f"{name}.schema.json", Resource.from_contents(schema, default_specification=DRAFT202012))
            for name, schema in schemas.items()
        ]
        registry: Registry[Any] = Registry().with_resources(resources)
        self._validators = {
            name: Judge({"$ref": f"{name}.schema.json"}, registry=registry, format_checker=_FORMATS) for name in schemas
        }

    def validate(self, document: Document, kind: str) -> list[Diagnostic]:
        """Every way in which the document is not a `kind` (rulebook, facts, product …)."""
        value = plain(document.root)
        if self._acceptor.accepts(value, kind):
            return []
        errors = self._validators[kind].iter_errors(value)
        found = [one for error in errors for one in explain(error, document)]
        return list(dict.fromkeys(found))
