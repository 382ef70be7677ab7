"""Mutation testing, tested: cases that notice everything, and what escapes when one of them is taken away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checkmarket.authoring.mutator import BookScore, mutate
from checkmarket.authoring.mutator.hints import as_case
from checkmarket.authoring.mutator.trials import with_mutant
from checkmarket.authoring.mutator.words import change, where
from checkmarket.library.loader import Loaded
from checkmarket.session.cases import run_cases
from tests.conftest import Inspect
from tests.support.tiny import FILES

LAW = """\
rulebook: EU.tax
jurisdiction: EU
domain: tax
title: Tax in the European Union
instruments:
  act: {title: The act, kind: regulation, id: "celex:1", url: "https://example.org/act"}
parameters:
  limit:
    type: integer
    values: [{from: 2020-01-01, value: 5, cite: {instrument: act, article: "1"}}]
terms:
  bound:
    title: The act binds
    when: {any: [{fact: sample.seat, is: DE}, {fact: sample.kinds, includes: toy}]}
    cite: {instrument: act, article: "3"}
rules:
  - id: EU.tax.one
    title: Raise the flag
    kind: must
    severity: high
    weight: 5
    from: 2020-01-01
    cite: {instrument: act, article: "4", seen: 2026-11-22}
    applies_when: {all: [{term: bound}, {fact: sample.count, at_least: {parameter: limit}}]}
    exemptions:
      - {id: cheap, title: Cheap, cite: {instrument: act, article: "5"}, when: {fact: sample.size, is: small}}
    transition:
      - until: 2021-12-31
        for: {fact: sample.share, at_most: 10}
        instead: none
        cite: {instrument: act, article: "6"}
    requires: {fact: sample.flag, is: true}
    remediation: [raise-flag]
    status: sourced
"""
UNTIL = "EU.tax.one, transition until 2021-12-31"
MET = {"seat": "DE", "kinds": "[tool]", "count": "5", "size": "large", "share": "11", "flag": "true"}
CASES: dict[str, tuple[str, str, dict[str, str]]] = {
    "bound by its seat, at the limit": ("pass", "", {}),
    "bound by its toys, above the limit": ("pass", "", {"seat": "FR", "kinds": "[toy]", "count": "6"}),
    "below the limit": ("not-applicable", "", {"count": "4"}),
    "bound by nothing": ("not-applicable", "", {"seat": "FR", "count": "6"}),
    "no flag": ("fail", "", {"count": "6", "flag": "false"}),
    "small": ("not-applicable", "", {"count": "6", "size": "small"}),
    "the day before": ("not-in-force", "2019-12-31", {}),
    "the first day": ("pass", "2020-01-01", {}),
    "nine per cent, last day": ("not-applicable", "2021-12-31", {"share": "9"}),
    "ten per cent, last day": ("not-applicable", "2021-12-31", {"share": "10"}),
    "eleven per cent, last day": ("pass", "2021-12-31", {"share": "11"}),
    "ten per cent, the day after": ("pass", "2022-01-01", {"share": "10"}),
}


def files(*, without: str = "", more: str = "") -> dict[str, str]:
    lines = ["cases: EU.tax", "items:"]
    for sentence, (expect, day, changes) in CASES.items():
        facts = ", ".join(f"sample.{fact}: {value}" for fact, value in {**MET, **changes}.items())
        if sentence != without:
            lines += [
                f"  - case: {sentence}",
                "    rule: EU.tax.one",
                f"    facts: {{{facts}}}",
                f"    expect: {expect}",
            ]
            lines += [f"    as_of: {day}"] if day else []
    text = "\n".join(lines) + "\n" + "".join(f"  {line}\n" for line in more.splitlines())
    kept = {name: content for name, content in FILES.items() if "/DE/" not in name}
    return {**kept, "jurisdictions/EU/tax.yaml": LAW, "jurisdictions/EU/cases/tax.yaml": text}


def measured(inspect: Inspect, **more: str) -> tuple[Loaded, BookScore]:
    loaded = inspect(files(**more))
    assert [str(one) for one in loaded.diagnostics] == []
    (book,) = mutate(loaded.library, loaded.cases).books
    return loaded, book


def told(book: BookScore, loaded: Loaded) -> list[str]:
    library = loaded.library
    return [f"{where(one.mutant)}: {next(iter(change([one.mutant], library)))}" for one in book.survivors]


def test_strong_cases_notice_every_change(inspect: Inspect) -> None:
    loaded, book = measured(inspect)
    assert told(book, loaded) == []
    assert book.score == 1
    assert book.mutants == book.noticed + len(book.equivalent) > 25


def test_a_value_that_begins_before_every_rule_that_uses_it_changes_nothing(inspect: Inspect) -> None:
    loaded, book = measured(inspect)
    found = [(where(one), list(change([one], loaded.library))) for one in book.equivalent]
    assert found == [("EU.tax/limit, value from 2020-01-01", ["2020-01-01 → 2019-12-31"])]


@pytest.mark.parametrize(
    ("without", "survivors"),
    [
        (
            "below the limit",
            [
                "EU.tax/limit, value from 2020-01-01: 5 → 4",
                "EU.tax.one, applies_when: left out: sample.count is at least 5 (limit)",
            ],
        ),
        ("small", ["EU.tax.one, exemption cheap: left out: sample.size is “S”"]),
        ("the day before", ["EU.tax.one, from: 2020-01-01 → 2019-12-31"]),
        (
            "the first day",
            [
                "EU.tax/limit, value from 2020-01-01: 2020-01-01 → 2020-01-02",
                "EU.tax.one, from: 2020-01-01 → 2020-01-02",
            ],
        ),
        (
            "bound by its toys, above the limit",
            ["EU.tax/bound, when: left out: sample.kinds includes “A”"],
        ),
        (
            "ten per cent, the day after",
            ["EU.tax.one, transition until 2021-12-31: 2021-12-31 → 2022-01-01"],
        ),
        (
            "ten per cent, last day",
            [
                f"{UNTIL}: sample.share is at most 10 % → sample.share is less than 10 %",
                f"{UNTIL}: sample.share is at most 10 % → sample.share is at most 9 %",
            ],
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_escapes_without_one_case_is_found_by_name(inspect: Inspect, without: str, survivors: list[str]) -> None:
    loaded, book = measured(inspect, without=without)
    assert told(book, loaded) == survivors


@pytest.mark.parametrize("without", CASES)
def test_the_hint_of_a_survivor_is_a_case_that_holds_and_notices(
    inspect: Inspect, tmp_path: Path, without: str
) -> None:
    loaded, book = measured(inspect, without=without)
    for survivor in book.survivors:
        assert survivor.witness is not None
        hint = as_case(survivor.witness, loaded.library)
        again = inspect(files(without=without, more=hint))
        assert [str(one) for one in again.diagnostics] == []
        assert all(not one.differences for one in run_cases(again.library, again.cases))
        changed = with_mutant(loaded.library, survivor.mutant)
        assert [one.case.sentence for one in run_cases(changed, again.cases) if one.differences] == [
            again.cases[-1].sentence
        ]
        assert re.fullmatch(r"(- case: .+\n)(  .+\n)+", hint)
