"""A literal is read as a value of its type, or it is said why it is none."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from checkmarket.compiler.entries import Problems
from checkmarket.compiler.index import Index
from checkmarket.compiler.literals import read_single, read_value
from checkmarket.model.document import Node, Table
from checkmarket.model.values import CalendarPeriod, FactType, Money, PartialSet, Value
from checkmarket.reader import read

INDEX = Index(places={"DE": "Germany", "EU": "European Union"})


def node(text: str) -> Node:
    document, problems = read(f"v: {text}\n".encode(), "a.yaml")
    assert document
    assert not problems
    assert isinstance(document.root, Table)
    return document.root["v"]


def kind(base: str, **more: object) -> FactType:
    if base == "enum":
        more["values"] = {"small": "Small", "large": "Large"}
    return FactType(base=base, **more)


KNOWN: list[tuple[FactType, str, Value]] = [
    (kind("boolean"), "true", True),
    (kind("boolean"), "false", False),
    (kind("integer"), "0", 0),
    (kind("integer"), "-12", -12),
    (kind("decimal"), "0.10", Decimal("0.10")),
    (kind("decimal"), "3", Decimal(3)),
    (kind("percent"), "12.5", Decimal("12.5")),
    (kind("duration"), "P30D", timedelta(days=30)),
    (kind("duration"), "P2W", timedelta(days=14)),
    (kind("duration"), "PT72H", timedelta(hours=72)),
    (kind("duration"), "P1DT12H", timedelta(hours=36)),
    (kind("date"), "2024-02-29", date(2024, 2, 29)),
    (kind("date"), '"2024-02-29"', date(2024, 2, 29)),
    (kind("money"), "{amount: 10000, currency: EUR}", Money(Decimal(10000), "EUR")),
    (kind("money"), "{amount: 0.5, currency: JPY}", Money(Decimal("0.5"), "JPY")),
    (kind("enum"), "small", "small"),
    (kind("text"), '"NO"', "NO"),
    (kind("jurisdiction"), "DE", "DE"),
    (kind("language"), "pt-BR", "pt-BR"),
    (kind("language"), "zh-Hant-TW", "zh-Hant-TW"),
    (kind("enum", many=True), "[small, large, small]", frozenset({"small", "large"})),
    (kind("enum", many=True), "[]", frozenset()),
    (kind("integer", many=True), "[1, 2]", frozenset({1, 2})),
    (kind("jurisdiction", many=True), "{has: [DE], complete: false}", PartialSet(frozenset({"DE"}))),
    (kind("jurisdiction", many=True), "{has: [DE], complete: true}", frozenset({"DE"})),
    (kind("jurisdiction", many=True), "{has: [], complete: false}", PartialSet(frozenset())),
]
WRONG = [
    (kind("boolean"), "1", "CM402 1 is no boolean, as 'x' needs\n  hint: true or false"),
    (kind("boolean"), '"true"', "CM402 true is no boolean, as 'x' needs\n  hint: true or false"),
    (kind("integer"), "1.0", "CM402 1.0 is no integer, as 'x' needs\n  hint: a whole number such as 250"),
    (kind("decimal"), "many", "CM402 many is no decimal, as 'x' needs\n  hint: a number such as 0.5"),
    (kind("duration"), "30", "CM402 30 is no duration, as 'x' needs\n  hint: days or hours such as P30D or PT72H"),
    (
        kind("duration"),
        "30 days",
        "CM402 30 days is no duration, as 'x' needs\n  hint: days or hours such as P30D or PT72H",
    ),
    (kind("duration"), "P1Y", "CM402 P1Y is no duration, as 'x' needs\n  hint: days or hours such as P30D or PT72H"),
    (kind("date"), "tomorrow", "CM402 tomorrow is no date, as 'x' needs\n  hint: a day such as 2026-11-22"),
    (kind("money"), "100", "CM402 100 is no money, as 'x' needs\n  hint: {amount: 10000, currency: EUR}"),
    (kind("money"), "{amount: 1}", "CM402 this is no money, as 'x' needs\n  hint: {amount: 10000, currency: EUR}"),
    (kind("text"), "5", "CM402 5 is no text, as 'x' needs\n  hint: text"),
    (kind("enum"), "smal", "CM402 'smal' is no answer to 'x'\n  hint: did you mean 'small'?"),
    (kind("jurisdiction"), "XX", "CM301 unknown jurisdiction 'XX'"),
    (
        kind("language"),
        "english_gb",
        "CM402 'english_gb' is no language tag\n  hint: a language tag such as de or pt-BR",
    ),
    (
        kind("integer", minimum=Decimal(1), unit="people"),
        "0",
        "CM403 0 is out of bounds for 'x'\n  hint: at least 1 people",
    ),
    (kind("decimal", maximum=Decimal(2)), "2.1", "CM403 2.1 is out of bounds for 'x'\n  hint: at most 2"),
    (
        kind("enum", many=True),
        "small",
        "CM402 'x' is a set of enum: a list is needed\n  hint: write [a, b], or [] for none",
    ),
]


@pytest.mark.parametrize(("of", "text", "expected"), KNOWN, ids=[f"{of}: {text}" for of, text, _ in KNOWN])
def test_a_value_of_its_type(of: FactType, text: str, expected: Value) -> None:
    problems = Problems()
    found = read_value(node(text), of, INDEX, problems, of="x")
    assert (found, type(found), problems) == (expected, type(expected), [])


@pytest.mark.parametrize(("of", "text", "expected"), WRONG, ids=[f"{of}: {text}" for of, text, _ in WRONG])
def test_what_is_no_value_of_the_type(of: FactType, text: str, expected: str) -> None:
    problems = Problems()
    assert read_value(node(text), of, INDEX, problems, of="x") is None
    assert list(map(str, problems)) == [f"a.yaml:1:4: {expected}"]


def test_every_wrong_member_of_a_set_is_named() -> None:
    problems = Problems()
    assert read_value(node("[small, big, huge]"), kind("enum", many=True), INDEX, problems, of="x") is None
    assert [(str(one.place), one.message) for one in problems] == [
        ("a.yaml:1:12", "'big' is no answer to 'x'"),
        ("a.yaml:1:17", "'huge' is no answer to 'x'"),
    ]


def test_a_figure_may_count_months() -> None:
    problems = Problems()
    found = read_single(node("P1M"), kind("duration"), INDEX, problems, of="x", figure=True)
    assert (found, problems) == (CalendarPeriod("P1M"), [])
    assert str(found) == "1 month"
