"""A quick yes: does a value fit a schema?  What does not is left to jsonschema, which says why.

Enters: the schemas of the rule language.  Leaves: a test of a value.  jsonschema-rs is a hundred times as fast as
jsonschema, and says less of what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry

_BASE = "json-schema:///"


class Acceptor:
    """The schemas by their short names."""

    def __init__(self, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        self._schemas = schemas
        self._validators: dict[str, Draft202012Validator] = {}

    def accepts(self, value: object, kind: str) -> bool:
        """The value fits.  kind: a schema, such as rulebook."""
        if kind not in self._validators:
            reference = {"$ref": f"{_BASE}{kind}.schema.json"}
            self._validators[kind] = Draft202012Validator(reference, registry=self._registry, validate_formats=True)
        return self._validators[kind].is_valid(value)

    @cached_property
    def _registry(self) -> Registry:
        return Registry([(f"{_BASE}{name}.schema.json", dict(schema)) for name, schema in self._schemas.items()])
