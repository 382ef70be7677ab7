"""The schemas for editors know every id, take what is right and mark what is not there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from checkmarket.authoring.completer import editor_schemas, pointed, schema_named
from checkmarket.library import assets_root
from checkmarket.library.loader import read_sources
from checkmarket.library.schemas import read_schemas
from checkmarket.model.document import plain
from checkmarket.model.library import Library
from checkmarket.reader import read
from tests.conftest import Inspect
from tests.support.tiny import CASES, FILES, PRODUCT


def validators(schemas: Mapping[str, Mapping[str, Any]]) -> dict[str, Draft202012Validator]:
    resources = [
        (f"{name}.schema.json", Resource.from_contents(one, default_specification=DRAFT202012))
        for name, one in schemas.items()
    ]
    registry: Registry[Any] = Registry().with_resources(resources)
    return {name: Draft202012Validator({"$ref": f"{name}.schema.json"}, registry=registry) for name in schemas}


def complaints(validator: Draft202012Validator, text: str) -> list[str]:
    document, problems = read(text.encode(), "a.yaml")
    assert document is not None
    assert problems == []
    return [one.message for one in validator.iter_errors(plain(document.root))]


@pytest.fixture
def tiny(inspect: Inspect) -> dict[str, Draft202012Validator]:
    return validators(editor_schemas(read_schemas(), inspect(FILES).library))


BOOK, CASE_TEXT = FILES["jurisdictions/EU/tax.yaml"], CASES


@pytest.mark.parametrize(
    ("kind", "text"),
    [("rulebook", BOOK), ("cases", CASES), ("product", PRODUCT), ("controls", FILES["rules/controls/sample.yaml"])],
)
def test_what_is_right_is_taken(kind: str, text: str, tiny: dict[str, Draft202012Validator]) -> None:
    assert complaints(tiny[kind], text) == []


@pytest.mark.parametrize(
    ("kind", "text", "right", "wrong"),
    [
        ("rulebook", BOOK, "requires: {fact: sample.flag,", "requires: {fact: sample.flog,"),
        ("rulebook", BOOK, "{of: sample.count,", "{of: sample.cout,"),
        ("rulebook", BOOK, "[raise-flag]", "[rise-flag]"),
        ("rulebook", BOOK, "domain: tax", "domain: taxes"),
        ("cases", CASES, "rule: EU.tax.one", "rule: EU.tax.on"),
        ("cases", CASES, "sample.flag: true", "sample.flog: true"),
        ("cases", CASES, "sample.flag: true", "sample.flag: perhaps"),
        ("product", PRODUCT, "sample.flag: true", "sample.size: huge"),
        ("product", PRODUCT, "sample.flag: true", "sample.kinds: [toy, tol]"),
        ("controls", FILES["rules/controls/sample.yaml"], "sample.flag", "sample.flog"),
    ],
)
def test_what_is_not_there_is_marked(
    kind: str, text: str, right: str, wrong: str, tiny: dict[str, Draft202012Validator]
) -> None:
    assert text.count(right) >= 1
    assert complaints(tiny[kind], text.replace(right, wrong, 1)) != []


@pytest.mark.parametrize(
    "answer",
    [
        "sample.flag: unknown",
        "sample.size: large",
        "sample.kinds: [toy]",
        "sample.kinds: unknown",
        "sample.kinds: {has: [toy], complete: false}",
        "sample.flag: {value: true, evidence: {kind: test, ref: x, on: 2026-11-22}}",
        "sample.price: {amount: 3, currency: EUR}",
        "sample.count: 4",
    ],
)
def test_every_kind_of_answer_is_taken(answer: str, tiny: dict[str, Draft202012Validator]) -> None:
    assert complaints(tiny["product"], PRODUCT.replace("sample.flag: true", answer)) == []


def test_none_is_an_answer_where_the_fact_may_have_none(inspect: Inspect) -> None:
    facts = FILES["rules/facts/sample.yaml"].replace("type: enum,", "type: enum, nullable: true,")
    library = inspect({**FILES, "rules/facts/sample.yaml": facts}).library
    found = validators(editor_schemas(read_schemas(), library))["product"]
    assert complaints(found, PRODUCT.replace("sample.flag: true", "sample.size: none")) == []
    assert complaints(found, PRODUCT.replace("sample.flag: true", "sample.kinds: none")) != []


@pytest.mark.parametrize("new", ["{term: brand-new}", "{fact: sample.count, at_most: {parameter: brand-new}}"])
def test_a_term_or_parameter_may_be_new(new: str, tiny: dict[str, Draft202012Validator]) -> None:
    assert complaints(tiny["rulebook"], BOOK.replace("{fact: sample.flag, is: true}", new)) == []


def test_every_id_says_what_it_stands_for(inspect: Inspect) -> None:
    found = editor_schemas(read_schemas(), inspect(FILES).library)["common"]["$defs"]
    facts = found["fact-id"]
    pages = dict(zip(facts["enum"], facts["markdownEnumDescriptions"], strict=True))
    assert pages["sample.size"] == (
        "How large?\n\n(enum; situation of the product)\n\n- `small`: S\n- `large`: L"
    )  # fmt: skip
    terms = found["a-term"]["anyOf"][0]
    assert dict(zip(terms["enum"], terms["enumDescriptions"], strict=True)) == {
        "bound": "The act binds (EU.tax/bound)",
        "EU.tax/bound": "The act binds",
    }
    assert {"EU.tax.one", "DE.tax.own"} <= set(found["a-rule"]["enum"])
    assert "limit" in found["a-parameter"]["anyOf"][0]["enum"]
    assert "law" in found["an-instrument"]["anyOf"][0]["enum"]


def test_the_schemas_of_the_language_are_not_touched(inspect: Inspect) -> None:
    before = json.dumps(read_schemas())
    editor_schemas(read_schemas(), inspect(FILES).library)
    assert json.dumps(read_schemas()) == before


def test_a_library_without_ids_gives_the_language_alone(inspect: Inspect) -> None:
    found = editor_schemas(read_schemas(), inspect({"jurisdictions/EU/tax.yaml": "rulebook: EU.tax\n"}).library)
    assert complaints(validators(found)["cases"], CASES) == []


def test_every_shipped_file_is_taken(shipped: Library) -> None:
    found = validators(editor_schemas(read_schemas(), shipped))
    written = [one for one in read_sources(assets_root()) if one.kind != "territories"]  # which a script writes
    for one in written:  # the language server was shown the cases as well: rules/EDITORS.md
        assert complaints(found[one.kind], (one.data or b"").decode()) == [], one.shown


def test_the_first_line_is_pointed_elsewhere_and_nothing_else() -> None:
    line = "# yaml-language-server: $schema=../../rules/schema/cases.schema.json"
    text = f"{line}\ncases: x\n# $schema=y\n"
    assert schema_named(text) == "cases.schema.json"
    assert pointed(text, "../a/cases.schema.json") == (
        "# yaml-language-server: $schema=../a/cases.schema.json\ncases: x\n# $schema=y\n"
    )
    assert pointed("cases: x\n", "y") == "cases: x\n"
    assert schema_named("cases: x\n") == ""
