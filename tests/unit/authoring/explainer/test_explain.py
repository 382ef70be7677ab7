"""What an explanation says of a rule, and what it says of a product."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from checkmarket.authoring.explainer import apply, explain
from checkmarket.authoring.explainer.json_v1 import render as render_json
from checkmarket.authoring.explainer.text import applied_page, explanation_page, render, why_not_page
from checkmarket.authoring.figures import readable
from checkmarket.compiler import plan
from checkmarket.library import assets_root
from checkmarket.library.loader import Loaded
from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.library import Library
from checkmarket.model.subject import Evidence, Rate, Stated, Subject
from checkmarket.model.values import FactType, Money, PartialSet
from tests.support.law import TODAY, a_subject
from tests.support.tiny import FILES

EU_RULE = """\
  - id: EU.tax.full
    title: Keep the flag raised
    summary: A flag that is down helps nobody.
    kind: must
    severity: high
    blocker: true
    weight: 7
    from: 2020-01-01
    until: 2031-12-31
    transposition: 2021-06-30
    cite: {instrument: order, article: "4(1)", says: "raise it", seen: 2026-11-22}
    applies_when: {all: [{term: bound}, {fact: sample.count, at_least: {parameter: limit}}]}
    exemptions:
      - {id: toys, title: Toys, when: {fact: sample.kinds, includes: toy}, cite: {instrument: order, article: "5"}}
    requires: {fact: sample.flag, is: true}
    transition:
      - {until: 2027-01-01, for: {fact: sample.size, is: small}, instead: none, cite: {instrument: order, article: "6"}}
      - until: 2028-01-01
        for: {fact: sample.seat, is: SG}
        instead: {fact: sample.size, is: small}
        cite: {instrument: order, article: "7"}
    penalty:
      highest_of: [{amount: 1000, currency: EUR}, {percent: 4, of: sample.price}]
      cite: {instrument: order, article: "9"}
    figures: [closed]
    remediation: [raise-flag]
    status: sourced
    note: It is a note.
watch:
  - {id: plan, title: The order may change, state: proposed, since: 2026-01-01, note: Nothing is certain.}
  - {id: other, title: The weather may change, state: proposed, since: 2026-01-01, note: Nothing is certain.}
"""
DE_CHANGES = """\
sets: [{parameter: EU.tax/limit, values: [{from: 2020-01-01, value: 3, cite: {instrument: law, article: "2"}}]}]
exempts:
  - rule: EU.tax.full
    id: tools
    title: Tools
    when: {fact: sample.kinds, includes: tool}
    cite: {instrument: law, article: "3"}
tightens:
  - rule: EU.tax.full
    also_requires: {fact: sample.count, at_most: {parameter: EU.tax/limit}}
    cite: {instrument: law, article: "4"}
implements: [{rule: EU.tax.one, by: DE.tax.own, from: 2021-01-01, cite: {instrument: law, article: "5"}}]
"""

DIRECTIVE = (
    "It rests on a directive, which member states had to make their law by 30 Jun 2021; "
    "the state's own law binds, and differs in detail."
)


@pytest.fixture
def library(inspect: Callable[[Mapping[str, str | bytes]], Loaded]) -> Library:
    files = dict(FILES)
    files["jurisdictions/EU/tax.yaml"] += EU_RULE
    files["jurisdictions/DE/tax.yaml"] += DE_CHANGES
    loaded = inspect(files)
    assert loaded.diagnostics == ()
    return loaded.library


def lines_of(passages: object) -> list[tuple[str, list[str]]]:
    return [(one.head, [line.text for line in one.lines]) for one in passages]  # type: ignore[attr-defined]


def test_the_rule_as_it_stands_at_home(library: Library) -> None:
    one = explain(library, plan(library, "EU", TODAY), "EU.tax.full")
    assert one.duty == "A duty: high severity, weight 7 of 10; a breach stops a launch."
    assert one.force == (
        "In force since 1 Jan 2020.",
        "Its last day is 31 Dec 2031.",
        DIRECTIVE,
    )
    assert [line.text for line in one.binds] == [
        "all of these hold:",
        "“The act binds”",
        "sample.count is at least 5 (limit)",
    ]
    assert lines_of(one.exempt) == [("Toys", ["sample.kinds includes “A”"])]
    assert lines_of(one.asks) == [("It asks that", ["sample.flag is yes"])]
    assert lines_of(one.transitions) == [
        ("Until 1 Jan 2027 nothing is asked where", ["sample.size is “S”"]),
        ("Until 1 Jan 2028 something else is asked where", ["sample.seat is SG (Singapore)"]),
        ("Until 1 Jan 2028 they owe instead that", ["sample.size is “S”"]),
    ]
    assert [(term.title, [line.text for line in term.lines]) for term in one.terms] == [
        ("The act binds", ["sample.flag is no"])
    ]
    assert [(figure.parameter.title, figure.value) for figure in one.figures] == [("limit", "5"), ("closed", "30 days")]
    assert [figure.elsewhere for figure in one.figures] == [(("DE", "3"),), ()]
    assert [fine.words for fine in one.fines] == ["up to EUR 1,000 or 4 % of price, whichever is higher"]
    assert [watched.id for watched in one.watch] == ["plan"]
    assert [control.id for control in one.controls] == ["raise-flag"]
    assert one.standing == "Written by an engineer from the cited source, last read on 22 Nov 2026."


def test_what_a_state_below_makes_of_it(library: Library) -> None:
    at_home, in_germany = (explain(library, plan(library, market, TODAY), "EU.tax.full") for market in ("EU", "DE"))
    assert lines_of(at_home.changes) == [
        ("Germany lets off: Tools", ["sample.kinds includes “B”"]),
        ("Germany asks besides that", ["sample.count is at most 3 (limit: DE sets it, EU: 5)"]),
    ]
    assert in_germany.changes == ()
    assert [head for head, _ in lines_of(in_germany.exempt)] == ["Toys", "Tools (in Germany)"]
    assert [head for head, _ in lines_of(in_germany.asks)] == ["It asks that", "Germany asks besides that"]
    assert in_germany.binds[2].text == "sample.count is at least 3 (limit: DE sets it, EU: 5)"
    assert [one.jurisdiction for one in in_germany.figures[0].origins] == ["DE", "EU"]


def test_a_directive_and_the_law_that_carries_it_name_each_other(library: Library) -> None:
    there = explain(library, plan(library, "DE", TODAY), "EU.tax.one")
    assert "In Germany “Keep it small” (DE.tax.own) stands in its place." in there.force
    assert [head for head, _ in lines_of(there.changes)] == [
        "In Germany “Keep it small” (DE.tax.own) turns it into national law and stands in its place, from 1 Jan 2021 on"
    ]
    own = explain(library, plan(library, "DE", TODAY), "DE.tax.own")
    assert [head for head, _ in lines_of(own.changes)] == [
        "In Germany it turns “Raise the flag” (EU.tax.one) into national law, from 1 Jan 2021 on"
    ]
    assert lines_of(own.asks) == [("It forbids that", ["sample.size is “L”"])]


def test_a_rule_that_grades(library: Library) -> None:
    one = explain(library, plan(library, "EU", TODAY), "EU.tax.graded")
    assert lines_of(one.asks) == [
        ("Credit grows with sample.count, up to 100 % where", ["sample.count is at least 5 (limit)"])
    ]
    assert (one.duty, one.standing) == (
        "Advice, not a duty: low severity, weight 1 of 10.",
        "A draft, not yet checked against its source.",
    )


def test_a_day_before_the_rule(library: Library) -> None:
    one = explain(library, plan(library, "EU", date(2019, 1, 1)), "EU.tax.full")
    assert one.force[0] == "In force only from 1 Jan 2020 on."
    assert one.figures[0].value == "no value on 1 Jan 2019"


def test_the_first_day_and_the_day_after_the_last(library: Library) -> None:
    first, after = (
        explain(library, plan(library, "EU", one), "EU.tax.full") for one in (date(2020, 1, 1), date(2032, 1, 1))
    )
    assert first.force[0] == "In force since 1 Jan 2020."
    assert after.force[1] == "Its last day was 31 Dec 2031."


def test_a_market_where_it_is_no_law(library: Library) -> None:
    with pytest.raises(UsageIsWrong, match=r"'DE.tax.own' is no law in FR on 2026-11-22"):
        explain(library, plan(library, "FR", TODAY), "DE.tax.own")


KNOWN = {
    "sample.flag": False,
    "sample.count": 3,
    "sample.kinds": frozenset(),
    "sample.wait": Decimal(0),
    "sample.size": "large",
    "sample.seat": "DE",
}


def subject(**more: object) -> Subject:
    facts = {ident: value for ident, value in KNOWN.items() if ident != "sample.wait"}
    return replace(a_subject(facts), **more)  # type: ignore[arg-type]


def test_a_breach_is_explained_with_its_price(library: Library) -> None:
    rich = subject().with_fact("sample.price", Money(Decimal(50_000), "EUR"))
    found = apply(library, plan(library, "DE", TODAY), rich, "EU.tax.full")
    assert found.finding is not None
    assert (found.finding.status, found.fine) == ("fail", "up to EUR 2,000")


def test_a_price_in_another_currency_needs_a_rate(library: Library) -> None:
    law, price = plan(library, "DE", TODAY), Money(Decimal(50_000), "USD")
    rate = Rate(source="USD", target="EUR", rate=Decimal("0.8"), on=TODAY, published_by="a bank")
    fines = [
        apply(library, law, subject(rates=rates).with_fact("sample.price", price), "EU.tax.full").fine
        for rates in ((), (rate,))
    ]
    assert fines == ["", "up to EUR 1,600"]


def test_a_turnover_nobody_told_leaves_the_price_open(library: Library) -> None:
    assert apply(library, plan(library, "DE", TODAY), subject(), "EU.tax.full").fine == ""


def test_missing_answers_come_with_their_questions(library: Library) -> None:
    found = apply(library, plan(library, "DE", TODAY), a_subject({"sample.flag": False}), "EU.tax.full")
    assert "How many?" in [fact.question for fact in found.missing]


def test_evidence_that_ran_out_is_said_to_have(library: Library) -> None:
    stale = Evidence(kind="document", ref="a.pdf", on=date(2024, 1, 1), expires=date(2026, 11, 21))
    facts = {**subject().facts, "sample.flag": Stated(value=False, evidence=stale)}
    backed = replace(subject(), facts=facts)
    last, after = (
        apply(library, plan(library, "DE", one), backed, "EU.tax.full") for one in (date(2026, 11, 21), TODAY)
    )
    expired = [[one.expired for one in found.answers if one.fact.id == "sample.flag"] for found in (last, after)]
    assert expired == [[False], [True]]
    found = after
    assert "document a.pdf of 1 Jan 2024, ran out on 21 Nov 2026" in render([applied_page(found)])


@pytest.mark.parametrize(
    ("changes", "needs", "turns"),
    [
        ({"sample.count": 2}, ["sample.count is at least 3 (limit: DE sets it, EU: 5)"], ["sample.count"]),
        ({"sample.kinds": frozenset({"toy"})}, ["sample.kinds does not include “A”"], ["sample.kinds"]),
        ({"sample.count": 2, "sample.flag": True}, ["sample.flag is no"], []),
    ],
    ids=["too few people", "an exemption", "two reasons at once"],
)
def test_why_a_rule_does_not_apply(
    library: Library, changes: dict[str, object], needs: list[str], turns: list[str]
) -> None:
    facts = {**{one: stated.value for one, stated in subject().facts.items()}, **changes}
    found = apply(library, plan(library, "DE", TODAY), a_subject(facts), "EU.tax.full")  # type: ignore[arg-type]
    assert [proof.needs for proof in found.proofs] == needs
    assert [fact.id for fact in found.turns] == turns


def test_the_proof_in_a_sentence(library: Library) -> None:
    away = subject().with_fact("sample.count", 2)
    found = apply(library, plan(library, "DE", TODAY), away, "EU.tax.full")
    assert render([why_not_page(found)]) == (
        "“Keep the flag raised” does not apply to s in DE.\n"
        "  This would have to hold:\n"
        "  ✗ sample.count is at least 3 (limit: DE sets it, EU: 5); the answer is 2\n"
        "    How many?\n"
        "\n"
        "Another answer to sample.count could change that.\n"
    )


def test_a_rule_that_applies_is_not_argued_away(library: Library) -> None:
    found = apply(library, plan(library, "DE", TODAY), subject(), "EU.tax.full")
    assert "is not proven away" in render([why_not_page(found)])


def test_the_tree_shows_marks_answers_and_joins_lonely_groups(library: Library) -> None:
    found = apply(library, plan(library, "EU", TODAY), a_subject({"sample.flag": True}), "EU.tax.one")
    assert render([applied_page(found)]) == (
        "s in EU                                                               met (pass)\n"
        "  ✓ it applies:\n"
        "    ✓ always\n"
        "  ✓ it is met:\n"
        "    ✓ sample.flag is yes\n"
        "        answer: yes\n"
        "  ✓ holds   ✗ does not   ? open\n"
    )


def test_every_page_of_the_shipped_library_fits_80_columns(shipped: Library) -> None:
    laws = {market: plan(shipped, market, TODAY) for market in shipped.markets()}
    text = render(
        [explanation_page(explain(shipped, laws[rule.jurisdiction], rule.id)) for rule in shipped.rules.values()]
    )
    wide = [line for line in text.splitlines() if len(line) > 80 and "http" not in line]
    assert wide == []


def test_every_shipped_rule_gives_json_of_the_contract(shipped: Library, example: Subject) -> None:
    explained = []
    for ident in sorted(shipped.rules)[::10]:
        law = plan(shipped, shipped.rules[ident].jurisdiction, TODAY)
        explained.append((explain(shipped, law, ident), apply(shipped, law, example, ident), ()))
    schema = json.loads((assets_root() / "rules" / "schema" / "explanation.v1.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(render_json(TODAY.isoformat(), explained)))


def test_the_published_schema_is_the_one_of_the_models() -> None:
    made = runpy.run_path(str(assets_root() / "engine" / "scripts" / "make_schemas.py"))["schema"]("explanation.v1")
    assert json.loads((assets_root() / "rules" / "schema" / "explanation.v1.schema.json").read_text("utf-8")) == made


def test_a_set_known_in_part_is_read_as_such() -> None:
    kind = FactType(base="enum", many=True, values={"a": "Apples"})
    assert readable(PartialSet(frozenset({"a"})), kind, None) == "“Apples”, perhaps more"  # type: ignore[arg-type]
