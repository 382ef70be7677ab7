from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import jsonschema
import pytest
import xmlschema

from checkmarket.authoring.mutator import mutate
from checkmarket.authoring.tester import CaseRun, choose, run_chosen, what_is_tried
from checkmarket.authoring.tester.gaps import counts, gaps
from checkmarket.authoring.tester.json_v1 import RunV1, contract
from checkmarket.authoring.tester.junit import junit
from checkmarket.authoring.tester.text import page
from checkmarket.library import assets_root
from checkmarket.library.loader import Loaded
from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.session.cases import CaseOutcome
from tests.conftest import Inspect
from tests.support.tiny import FILES

SCHEMAS = assets_root() / "rules" / "schema"
JENKINS = Path(__file__).parents[3] / "support" / "junit" / "jenkins-junit.xsd"
EU_CASES = """\
cases: EU.tax
items:
  - {case: the flag is raised, rule: EU.tax.one, facts: {sample.flag: true}, expect: pass}
  - {case: the flag is not raised, rule: EU.tax.one, facts: {sample.flag: false}, expect: pass}
  - {case: nobody counted, rule: EU.tax.graded, expect: unknown, missing: [sample.flag]}
  - {case: two and a half of five, rule: EU.tax.graded, facts: {sample.count: 2}, expect: fail, credit: 0.5}
"""
DE_CASES = """\
cases: DE.tax
items:
  - {case: it is large, rule: DE.tax.own, facts: {sample.size: large}, expect: fail}
  - {case: the flag of the Union in Germany, rule: EU.tax.one, market: DE, facts: {sample.flag: true}, expect: pass}
  - {case: a German rule in France, rule: DE.tax.own, market: FR, facts: {sample.size: large}, expect: fail}
"""


@pytest.fixture
def loaded(inspect: Inspect) -> Loaded:
    cases = {"jurisdictions/EU/cases/tax.yaml": EU_CASES, "jurisdictions/DE/cases/tax.yaml": DE_CASES}
    found = inspect({**FILES, **cases})
    assert [str(one) for one in found.diagnostics] == []
    return found


def run(loaded: Loaded, *selectors: str) -> CaseRun:
    return run_chosen(loaded.library, choose(loaded.library, loaded.cases, selectors))


def sentences(outcomes: Iterable[CaseOutcome]) -> list[str]:
    return [one.case.sentence for one in outcomes]


# what is chosen


@pytest.mark.parametrize(
    ("selector", "cases", "rules"),
    [
        ("EU.tax.one", 3, {"EU.tax.one"}),
        ("EU.*", 5, {"EU.tax.one", "EU.tax.graded"}),
        ("*.own", 2, {"DE.tax.own"}),
        ("DE.tax", 3, {"DE.tax.own"}),
        ("jurisdictions/DE/tax.yaml", 3, {"DE.tax.own"}),
        ("jurisdictions/DE/cases/tax.yaml", 3, {"DE.tax.own", "EU.tax.one"}),
        ("jurisdictions/DE", 3, {"DE.tax.own"}),
        ("jurisdictions/", 7, {"DE.tax.own", "EU.tax.one", "EU.tax.graded"}),
    ],
)
def test_a_selector_names_rules_and_their_cases(loaded: Loaded, selector: str, cases: int, rules: set[str]) -> None:
    chosen = choose(loaded.library, loaded.cases, [selector])
    assert (len(chosen.cases), chosen.rules) == (cases, rules)


def test_nothing_named_is_everything_and_selectors_add_up(loaded: Loaded) -> None:
    everything = choose(loaded.library, loaded.cases)
    both = choose(loaded.library, loaded.cases, ["DE.tax", "EU.tax", "EU.tax.one"])
    assert (both.cases, both.rules, both.books) == (everything.cases, everything.rules, everything.books)
    assert len(everything.cases) == 7


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("EU.tax.on", "did you mean 'EU.tax.one'"),
        ("EU", "did you mean 'EU.*'?"),
        ("jurisdictions/DE/cases/taxes.yaml", "did you mean 'jurisdictions/DE/cases/tax.yaml'"),
        ("whatever", "name a rule, a pattern such as 'EU.ai.*', a rulebook or a file"),
    ],
)
def test_a_selector_that_names_nothing_is_answered_with_what_is_near(loaded: Loaded, selector: str, hint: str) -> None:
    with pytest.raises(UsageIsWrong, match="no rule, rulebook or file is called") as wrong:
        choose(loaded.library, loaded.cases, [selector])
    assert wrong.value.hint.startswith(hint)


def test_a_rule_without_a_case_is_no_success(loaded: Loaded) -> None:
    others = [case for case in loaded.cases if case.rule != "EU.tax.one"]
    with pytest.raises(UsageIsWrong, match=r"no case is written for EU\.tax\.one"):
        choose(loaded.library, others, ["EU.tax.one"])
    assert run_chosen(loaded.library, choose(loaded.library, others)).without_cases == ("EU.tax.one",)


# what is said


def test_failing_cases_are_those_that_differ(loaded: Loaded) -> None:
    assert sentences(run(loaded).failed) == [
        "a German rule in France",
        "the flag is not raised",
        "nobody counted",
        "two and a half of five",
    ]


def test_a_failing_case_shows_what_was_expected_what_was_found_and_why(loaded: Loaded) -> None:
    found = run(loaded, "EU.tax", "DE.tax")
    assert page(found, loaded.library).splitlines() == [
        "DE.tax.own",
        "  ✗ a German rule in France",
        "    jurisdictions/DE/cases/tax.yaml:5:5 · FR · 2020-01-01",
        "    place    expected fail",
        "             found    the rule does not stand in FR",
        "",
        "EU.tax.graded",
        "  ✗ nobody counted",
        "    jurisdictions/EU/cases/tax.yaml:5:5 · EU · 2020-01-01",
        "    missing  expected sample.flag",
        "             found    sample.count",
        "    ✓ it applies:",
        "      ✓ always",
        "    ? it is met:",
        "      ? sample.count is at least 5 (limit)",
        "          answer: unknown",
        "  ✗ two and a half of five",
        "    jurisdictions/EU/cases/tax.yaml:6:5 · EU · 2020-01-01",
        "    credit   expected 0.5",
        "             found    0.4",
        "    ✓ it applies:",
        "      ✓ always",
        "    ✗ it is met:",
        "      ✗ sample.count is at least 5 (limit)",
        "          answer: 2",
        "",
        "EU.tax.one",
        "  ✗ the flag is not raised",
        "    jurisdictions/EU/cases/tax.yaml:4:5 · EU · 2026-11-22",
        "    outcome  expected pass",
        "             found    fail",
        "    ✓ it applies:",
        "      ✓ always",
        "    ✗ it is met:",
        "      ✗ sample.flag is yes",
        "          answer: no",
        "",
        "7 cases of 3 rules: 4 failed",
    ]


def test_cases_that_pass_are_named_on_request_only(loaded: Loaded) -> None:
    found = run(loaded, "EU.tax.one")
    assert "✓ the flag is raised" in page(found, loaded.library, verbose=True)
    assert "the flag is raised" not in page(found, loaded.library)


def test_what_no_case_tries_is_said_in_words(loaded: Loaded) -> None:
    tried = {
        one.coverage.rule: one for one in what_is_tried(loaded.library, loaded.cases, frozenset(loaded.library.rules))
    }
    graded = tried["EU.tax.graded"]
    assert [(one.what, one.tried, one.wanted) for one in counts(graded, loaded.library)] == [
        ("outcomes", 2, 4),
        ("leaves", 0, 0),
        ("numbers", 0, 3),
        ("days", 1, 2),
        ("exempt", 0, 0),
    ]
    assert list(gaps(graded, loaded.library)) == [
        "no case expects pass",
        "no case expects not-applicable",
        "4 or 5 or 6 of sample.count is not tried (jurisdictions/EU/tax.yaml:34:5)",
        "it begins: no case on 2019-12-31",
    ]


@pytest.mark.parametrize("size", ["small", "large"])
def test_an_exemption_is_tried_where_it_holds_in_a_case(inspect: Inspect, size: str) -> None:
    law = FILES["jurisdictions/EU/tax.yaml"].replace(
        "    requires: {fact: sample.flag, is: true}",
        "    exemptions: [{id: tiny, title: Tiny, cite: {instrument: act, article: '5'},"
        " when: {fact: sample.size, is: small}}]\n    requires: {fact: sample.flag, is: true}",
    )
    case = f"{{case: a small one, rule: EU.tax.one, facts: {{sample.size: {size}}}, expect: fail}}"
    loaded = inspect(
        {
            **FILES,
            "jurisdictions/EU/tax.yaml": law,
            "jurisdictions/EU/cases/tax.yaml": f"cases: EU.tax\nitems: [{case}]\n",
        }
    )
    (tried,) = what_is_tried(loaded.library, loaded.cases, frozenset({"EU.tax.one"}))
    assert [(one.id, one.jurisdiction, one.tried) for one in tried.exemptions] == [("tiny", "EU", size == "small")]
    assert ("no case makes use of the exemption tiny of EU" in gaps(tried, loaded.library)) is (size == "large")


# for machines


def test_junit_is_what_build_servers_expect(loaded: Loaded) -> None:
    text = junit(run(loaded), loaded.library)
    xmlschema.XMLSchema(JENKINS).validate(text)
    root = fromstring(text)
    assert [(one.get("name"), one.get("tests"), one.get("failures")) for one in root] == [
        ("DE.tax", "3", "1"),
        ("EU.tax", "4", "3"),
    ]
    failures = root.findall(".//failure")
    assert [one.get("message") for one in failures] == [
        "expected fail, but the rule does not stand in FR",
        "expected pass, found fail",
        "expected missing sample.flag; found sample.count",
        "expected credit 0.5, found 0.4",
    ]
    assert "✗ sample.flag is yes" in str(failures[1].text)


def test_junit_survives_every_character_a_sentence_can_hold(loaded: Loaded) -> None:
    wild = "<&>\"' \x00\x1b[31m \x7f \ud800 \ufffe ✓ 𝄞"
    found = run(loaded)
    first = found.outcomes[0]
    changed = replace(found, outcomes=(replace(first, case=replace(first.case, sentence=wild)),))
    text = junit(changed, loaded.library)
    xmlschema.XMLSchema(JENKINS).validate(text)
    name = fromstring(text.encode()).find(".//testcase")
    assert name is not None
    assert name.get("name") == "<&>\"' \ufffd\ufffd[31m \x7f \ufffd \ufffd ✓ 𝄞"


def test_json_follows_its_published_schema(loaded: Loaded) -> None:
    published = json.loads((SCHEMAS / "test.v1.schema.json").read_text("utf-8"))
    made = RunV1.model_json_schema(by_alias=True, mode="serialization")
    assert published == {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    rules = frozenset(loaded.library.rules)
    found = run(loaded)
    sound = [one.case for one in found.outcomes if not one.differences]
    whole = replace(
        found, tried=what_is_tried(loaded.library, loaded.cases, rules), mutation=mutate(loaded.library, sound)
    )
    for one in (found, whole):
        said = json.loads(contract(one, loaded.library))
        jsonschema.validate(said, published)
        assert said["failed"] == 4
        assert [case["found"] for case in said["cases"] if case["rule"] == "DE.tax.own"] == ["fail", None]
    survivors = [one for book in said["mutation"]["rulebooks"] for one in book["survivors"]]
    assert all(one["notice"].startswith("- case: ") for one in survivors)
    assert survivors
