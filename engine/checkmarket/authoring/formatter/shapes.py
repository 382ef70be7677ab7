"""The order in which keys are read, taken from the order of `properties` in the JSON Schemas.

Enters: the schemas by their short names (rulebook, cases …).  Leaves: for each place in a file, which keys it knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
_BRANCHES = ("then", "else")
_LISTS = ("allOf", "anyOf", "oneOf")
_HEADS = (  # the first of these keys that a file has tells its kind: a product file has facts as well
    "rulebook", "cases", "signatures", "product", "profile", "facts", "controls", "places", "domains", "jurisdiction",
)  # fmt: skip


class Shapes:
    """What a place in a file can hold.  A place that several schemas describe knows the keys of all of them."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = schemas
        self._known: dict[tuple[int, ...], Shape] = {}

    def of_kind(self, kind: str) -> Shape:
        """The shape of a file of a kind; one without keys for an unknown kind."""
        found = self._schemas.get(kind)
        return self.shape([(kind, found)] if found is not None else [])

    def kind_of(self, schema_line: str, keys: list[str]) -> str:
        """The kind of a file by the schema it names in its first line, else by its keys; "" where neither tells."""
        named = schema_line.rsplit("/", 1)[-1].rsplit("=", 1)[-1].removesuffix(".schema.json").strip()
        if "yaml-language-server" in schema_line and named in self._schemas:
            return named
        return next((kind for kind in _HEADS if kind in keys and kind in self._schemas), "")

    def shape(self, found: list[tuple[str, Any]]) -> Shape:
        """The shape that schemas describe together.  found: each with the name of the file it stands in."""
        pairs = list(self._reached(found))
        key = tuple(id(schema) for _, schema in pairs)
        if key not in self._known:
            self._known[key] = Shape(self, pairs)
        return self._known[key]

    def _reached(self, waiting: list[tuple[str, Any]]) -> Iterator[tuple[str, Schema]]:
        """The schemas, and those they refer to, each once."""
        seen: set[int] = set()
        waiting = [*waiting]
        for file, schema in waiting:  # the list grows while it is walked
            if not isinstance(schema, Mapping) or id(schema) in seen:
                continue  # `then: true` says nothing of keys
            seen.add(id(schema))
            yield file, schema
            if "$ref" in schema:
                waiting.append(self._follow(file, schema["$ref"]))
            waiting += [(file, schema[branch]) for branch in _BRANCHES if branch in schema]
            waiting += [(file, one) for name in _LISTS for one in schema.get(name, ())]

    def _follow(self, file: str, reference: str) -> tuple[str, Any]:
        name, _, path = reference.partition("#")
        file = name.removesuffix(".schema.json") or file
        found: Any = self._schemas[file]
        for step in path.strip("/").split("/"):
            found = found[step] if step else found
        return file, found


class Shape:
    """One place.  order: the rank of each key it knows; empty where the keys are the author's own."""

    def __init__(self, home: Shapes, pairs: list[tuple[str, Schema]]) -> None:
        self._home = home
        self._pairs = pairs
        keys = dict.fromkeys(key for _, schema in pairs for key in schema.get("properties", ()))
        self.order = {key: rank for rank, key in enumerate(keys)}

    def at(self, key: str) -> Shape:
        """What stands at a key."""
        found = [(file, _below(schema, key)) for file, schema in self._pairs]
        return self._home.shape([(file, schema) for file, schema in found if schema])

    def item(self) -> Shape:
        """What stands in the list."""
        return self._home.shape([(file, schema["items"]) for file, schema in self._pairs if "items" in schema])


def _below(schema: Schema, key: str) -> Schema:
    """What a schema says of a key; nothing where it says nothing, or only yes or no."""
    found = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
    return found if isinstance(found, Mapping) else {}
