"""The quick yes agrees with jsonschema: on what ships, and on what ships with something changed at random."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from checkmarket.library import assets_root, read_cases, read_sources
from checkmarket.library.schemas import read_schemas
from checkmarket.model.document import plain
from checkmarket.reader import read
from checkmarket.validator.acceptor import Acceptor
from checkmarket.validator.validator import Judge
from tests.support.clean import FILES, PRODUCT

SCHEMAS = read_schemas()
ACCEPTOR = Acceptor(SCHEMAS)
STRANGE: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 60, Decimal("0.5"), Decimal(1), "", "x", "unknown", "none", "always", "2026-02-30",
    "2026-11-22", "EU", "EU.tax", "EU.tax.one", "P30D", "P", "EUR", [], ["x", "x"], [1, True], {}, {"fact": "a.b"},
    {"all": []}, {"fact": "a.b", "is": 1, "is_not": 2}, {"amount": 1}, {"amount": 1, "currency": "EUR"},
)  # fmt: skip


def oracle(kind: str) -> Any:
    resources = [
        (f"{name}.schema.json", Resource.from_contents(schema, default_specification=DRAFT202012))
        for name, schema in SCHEMAS.items()
    ]
    registry: Registry[Any] = Registry().with_resources(resources)
    reference = {"$ref": f"{kind}.schema.json"}
    return Judge(reference, registry=registry, format_checker=FormatChecker(["date"]))


@pytest.fixture(scope="session")
def shipped_values() -> list[tuple[str, Any]]:
    found = []
    written = [one for one in read_sources(assets_root()) if one.kind != "territories"]  # which a script writes
    for source in (*written, *read_cases(assets_root())):
        document, _ = read(source.data or b"", source.shown)
        if document:
            found.append((source.kind, plain(document.root)))
    return found


def test_everything_that_ships_is_accepted_at_once(shipped_values: list[tuple[str, Any]]) -> None:
    assert [kind for kind, value in shipped_values if not ACCEPTOR.accepts(value, kind)] == []


@given(st.randoms(use_true_random=False))
def test_what_is_changed_at_random_is_judged_as_jsonschema_judges(random: Random) -> None:
    kind = random.choice(sorted(SMALL))
    value = deepcopy(SMALL[kind])
    for _ in range(random.randint(1, 3)):
        disturb(value, random)
    assert ACCEPTOR.accepts(value, kind) == ORACLES[kind].is_valid(value)


KEYWORDS: tuple[dict[str, Any], ...] = (
    {"type": "integer"}, {"type": "number"}, {"type": ["string", "null"]}, {"type": "boolean"}, {"type": "array"},
    {"enum": ["x", "EU"]}, {"const": "x"}, {"pattern": "^E"}, {"format": "date"}, {"minLength": 2}, {"maxLength": 1},
    {"minimum": 1}, {"maximum": 1}, {"exclusiveMinimum": 0}, {"minItems": 1}, {"maxItems": 1}, {"uniqueItems": True},
    {"minProperties": 1}, {"maxProperties": 1}, {"required": ["fact"]}, {"not": {"required": ["fact"]}},
    {"dependentRequired": {"amount": ["currency"]}}, {"dependentSchemas": {"fact": {"maxProperties": 1}}},
    {"properties": {"amount": {"minimum": 2}}}, {"additionalProperties": False}, {"items": {"type": "string"}},
    {"properties": {"fact": True}, "additionalProperties": {"type": "integer"}}, {"propertyNames": {"maxLength": 5}},
    {"if": {"type": "object"}, "then": {"minProperties": 1}, "else": {"type": "string"}}, {"if": False, "else": False},
    {"oneOf": [{"type": "integer"}, {"minimum": 1}]}, {"anyOf": [{"type": "integer"}, {"maxLength": 1}]},
    {"allOf": [{"type": "integer"}, {"minimum": 1}]},
    {"properties": {"all": {"$ref": "#/$defs/a"}}, "$defs": {"a": False}},
)  # fmt: skip


@pytest.mark.parametrize("schema", KEYWORDS, ids=str)
def test_a_keyword_means_what_it_means_to_jsonschema(schema: dict[str, Any]) -> None:
    validator = Judge(schema, format_checker=FormatChecker(["date"]))
    acceptor = Acceptor({"x": schema})
    expected = [validator.is_valid(value) for value in STRANGE]
    assert [acceptor.accepts(value, "x") for value in STRANGE] == expected


def test_whole_numbers_true_and_days_are_told_apart() -> None:
    schema = {"x": {"type": "integer", "minimum": 1}}
    accepted = [value for value in (0, 1, True, Decimal(1), "1") if Acceptor(schema).accepts(value, "x")]
    assert accepted == [1, Decimal(1)]
    assert accepted[0] is not True
    day = {"x": {"type": "string", "format": "date"}}
    assert Acceptor(day).accepts(date(2026, 2, 28).isoformat(), "x")
    assert not Acceptor(day).accepts("2026-02-30", "x")


def disturb(value: Any, random: Random) -> None:
    """Change one place of a tree: another value there, a key gone, a key more, an entry twice."""
    place = random.choice(list(inside(value)))
    if isinstance(place, dict):
        key = random.choice([*place, "surprise", "fact", "lint"])
        if key in place and random.random() < 0.4:
            del place[key]
        else:
            place[key] = deepcopy(random.choice(STRANGE))
    elif place and random.random() < 0.5:
        place.append(deepcopy(random.choice(place)))
    else:
        place.insert(0, deepcopy(random.choice(STRANGE)))


def inside(value: Any) -> Any:
    """The mappings and lists of a tree, itself first."""
    if isinstance(value, dict | list):
        yield value
        for child in value.values() if isinstance(value, dict) else value:
            yield from inside(child)


def _small() -> dict[str, Any]:
    files = {
        "places": "rules/places.yaml",
        "facts": "rules/facts/sample.yaml",
        "controls": "rules/controls/sample.yaml",
        "profile": "rules/profiles/baseline.yaml",
        "jurisdiction": "jurisdictions/EU/jurisdiction.yaml",
        "rulebook": "jurisdictions/EU/data-protection.yaml",
        "cases": "jurisdictions/EU/cases/data-protection.yaml",
    }
    found = {}
    for kind, text in [*((kind, FILES[name]) for kind, name in files.items()), ("product", PRODUCT)]:
        document, problems = read(text.encode(), kind)
        assert document is not None
        assert not problems
        found[kind] = plain(document.root)
    return found


SMALL = _small()
ORACLES = {kind: oracle(kind) for kind in SMALL}
