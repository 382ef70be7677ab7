"""Diagnostics in every format: whole texts for one small lint, and the contracts of others."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from checkmarket.authoring.codes import explanations
from checkmarket.library.schemas import read_schemas
from checkmarket.model.diagnostics import CODES, Diagnostic
from checkmarket.model.document import Place
from checkmarket.model.linting import Counts, Linted
from checkmarket.reporters.diagnostics import FORMATS, sarif
from checkmarket.reporters.diagnostics.text import render
from tests.support.law import TODAY

SARIF = json.loads((Path(__file__).parents[3] / "support" / "sarif" / "sarif-2.1.0.schema.json").read_text("utf-8"))
ERROR = Diagnostic("CM302", "unknown fact 'a.b'", Place("jurisdictions/EU/tax.yaml", 3, 14), "did you mean 'a.c'?")
ADVICE = Diagnostic("CM913", "EU.tax.one has no case", Place("jurisdictions/EU/tax.yaml", 9, 5), "", "EU.tax.one")
FAR = Diagnostic("CM914", "no rule looks at the fact 'a.c'", Place("rules/facts/a b.yaml", 2, 1), "remove it", "a.c")
FOUND = Linted(diagnostics=(ERROR, ADVICE, FAR), counts=Counts(files=4, rules=1, cases=1200), as_of=TODAY)
NOTHING = replace(FOUND, diagnostics=())

codes = st.sampled_from(sorted(CODES))
texts = st.text(min_size=1, max_size=40)
plain_texts = st.text(alphabet="ab%:,é", min_size=1, max_size=20)
places = st.builds(Place, texts, st.integers(1, 999), st.integers(1, 99))
lints = st.builds(
    lambda found: replace(FOUND, diagnostics=tuple(found)),
    st.lists(st.builds(Diagnostic, codes, texts, places, st.text(max_size=20), st.text(max_size=9)), max_size=5),
)


def test_text_goes_file_by_file_and_counts_at_the_end() -> None:
    assert render(replace(FOUND, excluded=2)) == (
        "jurisdictions/EU/tax.yaml:3:14: CM302 unknown fact 'a.b'\n"
        "  hint: did you mean 'a.c'?\n"
        "jurisdictions/EU/tax.yaml:9:5: CM913 EU.tax.one has no case\n"
        "\n"
        "rules/facts/a b.yaml:2:1: CM914 no rule looks at the fact 'a.c'\n"
        "  hint: remove it\n"
        "\n"
        "1 error, 2 warnings, 2 accepted in the files in 4 files (1 rule, 1,200 cases)\n"
    )


def test_text_of_nothing_is_one_line() -> None:
    assert render(NOTHING) == "0 errors, 0 warnings in 4 files (1 rule, 1,200 cases)\n"


def test_text_says_what_was_not_looked_at_and_what_is_not_shown() -> None:
    assert render(replace(NOTHING, complete=False, elsewhere=2)) == (
        "2 errors in other files; name no path to see them\n"
        "Cases and warnings are looked at when these errors are gone.\n"
        "0 errors, 0 warnings in 4 files\n"
    )


def test_colour_is_an_addition() -> None:
    painted = render(FOUND, color=True)
    assert painted != render(FOUND)
    assert re.sub("\x1b\\[[0-9]*m", "", painted) == render(FOUND)


def test_json_is_what_its_schema_says() -> None:
    data = json.loads(FORMATS["json"](FOUND))
    Draft202012Validator(read_schemas()["diagnostics.v1"]).validate(data)
    assert data["summary"] == {"errors": 1, "warnings": 2, "excluded": 0, "errors_elsewhere": 0}
    assert data["diagnostics"][1] == {
        "code": "CM913",
        "severity": "warning",
        "message": "EU.tax.one has no case",
        "hint": None,
        "about": "EU.tax.one",
        "path": "jurisdictions/EU/tax.yaml",
        "line": 9,
        "column": 5,
    }


@given(lints)
def test_json_keeps_to_its_schema(found: Linted) -> None:
    Draft202012Validator(read_schemas()["diagnostics.v1"]).validate(json.loads(FORMATS["json"](found)))


@given(lints)
def test_sarif_keeps_to_the_standard(found: Linted) -> None:
    Draft7Validator(SARIF).validate(json.loads(sarif.render(found, explanations())))


def test_the_schema_of_sarif_refuses_what_is_not_sarif() -> None:
    assert not Draft7Validator(SARIF).is_valid({"version": "2.1.0"})


def test_sarif_names_rules_regions_and_levels() -> None:
    run = json.loads(sarif.render(FOUND, explanations()))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == ["CM302", "CM913", "CM914"]
    assert [one["defaultConfiguration"]["level"] for one in rules] == ["error", "warning", "warning"]
    assert explanations()["CM302"].mend in rules[0]["help"]["text"]
    assert [rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"]] == [True] * 3
    assert location(run, 0) == {
        "artifactLocation": {"uri": "jurisdictions/EU/tax.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 14},
    }
    assert location(run, 2)["artifactLocation"]["uri"] == "rules/facts/a%20b.yaml"
    assert run["results"][1]["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "EU.tax.one"}]


def location(run: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = run["results"][number]["locations"][0]["physicalLocation"]
    return found


def test_github_gets_one_command_a_line() -> None:
    assert FORMATS["github"](replace(FOUND, elsewhere=3)) == (
        "::error file=jurisdictions/EU/tax.yaml,line=3,col=14,title=checkmarket CM302::"
        "unknown fact 'a.b'%0Adid you mean 'a.c'?\n"
        "::warning file=jurisdictions/EU/tax.yaml,line=9,col=5,title=checkmarket CM913::EU.tax.one has no case\n"
        "::warning file=rules/facts/a b.yaml,line=2,col=1,title=checkmarket CM914::"
        "no rule looks at the fact 'a.c'%0Aremove it\n"
        "::error title=checkmarket::3 more in files that were not asked about\n"
    )


def test_github_escapes_what_would_end_a_command() -> None:
    odd = Diagnostic("CM302", "100 %, a: b\nnext", Place("a:b,c%.yaml", 1, 1))
    assert FORMATS["github"](replace(FOUND, diagnostics=(odd,))) == (
        "::error file=a%3Ab%2Cc%25.yaml,line=1,col=1,title=checkmarket CM302::100 %25, a: b%0Anext\n"
    )


@given(
    st.lists(st.builds(Diagnostic, codes, plain_texts, st.builds(Place, plain_texts), plain_texts), max_size=3).map(
        lambda some: replace(FOUND, diagnostics=tuple(some))
    )
)
def test_github_commands_can_be_read_back(found: Linted) -> None:
    lines = FORMATS["github"](found).split("\n")[:-1]
    assert len(lines) == len(found.diagnostics)
    for line, one in zip(lines, found.diagnostics, strict=True):
        head, _, message = line[2:].partition("::")
        properties = dict(pair.split("=", 1) for pair in head.split(" ", 1)[1].split(","))
        assert unescaped(properties["file"]) == one.place.path
        assert unescaped(message) == (f"{one.message}\n{one.hint}" if one.hint else one.message)


def unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_the_same_every_time(name: str) -> None:
    assert FORMATS[name](FOUND) == FORMATS[name](FOUND)
