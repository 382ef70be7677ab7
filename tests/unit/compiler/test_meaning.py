"""The digest of a rule: layout leaves it alone, any change of meaning moves it, and it is the same everywhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.compiler import plan
from checkmarket.compiler.meaning import digest, digests_of_parts, meaning
from checkmarket.evaluator import evaluate
from checkmarket.model.conditions import All, AnyOf, FactValue, Leaf
from checkmarket.model.law import Requirement, Rule
from checkmarket.model.library import Library
from tests.support.law import TODAY, a_fact, a_library, a_rule, is_
from tests.support.layout import relaid
from tests.support.random_law import Writer, a_random_library, a_random_subject, parameters
from tests.support.rich import BASE, BOOK, FACTS, GERMAN, changed, load


def digests(files: Mapping[str, str]) -> dict[str, str]:
    loaded = load(files)
    assert loaded.diagnostics == ()
    return {rule: digest(meaning(loaded.library, rule)) for rule in loaded.library.rules}


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_layout_is_no_meaning(random: Random) -> None:
    assert digests({name: relaid(text, random) for name, text in BASE.items()}) == digests(BASE)


SILENT = {
    "a note": (BOOK, "note: A remark.", "note: Another."),
    "the day of a reading": (BOOK, "says: pay, seen: 2026-11-22", "says: pay, seen: 2027-11-22"),
    "the link of a citation": (BOOK, "https://example.org/4", "https://example.org/four"),
    "a source": (BOOK, "https://example.org/page", "https://example.org/other"),
    "remediation": (
        BOOK,
        "    remediation: [raise-flag]\n    status: sourced\n    note",
        "    status: sourced\n    note",
    ),
    "the order of clauses": (
        BOOK,
        "[{term: bound}, {fact: sample.seat, is_one_of: [DE, FR]},",
        "[{fact: sample.seat, is_one_of: [FR, DE]}, {term: bound},",
    ),
    "a decimal nought": (BOOK, "{amount: 100, currency", "{amount: 100.0, currency"),
    "how a text is folded": (BOOK, "summary: Pay it in time.", "summary: >-\n      Pay it\n      in time."),
    "the wording of a question": (FACTS, "How many?", "How many are there?"),
    "a new value of an enum": (FACTS, "{small: S, large: L}", "{small: S, large: L, huge: H}"),
    "a draft that was read": (BOOK, "    status: sourced\n    note", "    status: draft\n    note"),
    "what a child changes of it, in its own place": (GERMAN, "includes: tool}", "includes: toy}"),
    "another rule": (BOOK, "title: Count to five", "title: Count to six"),
}
SPEAKING = {
    "the title": (BOOK, "title: Pay what is due", "title: Pay what is owed", "wording"),
    "the kind": (
        BOOK,
        "kind: must\n    severity: high\n    blocker",
        "kind: should\n    severity: high\n    blocker",
        "kind",
    ),
    "the severity": (BOOK, "severity: high\n    blocker", "severity: low\n    blocker", "severity, weight and blocker"),
    "the blocker": (BOOK, "blocker: true", "blocker: false", "severity, weight and blocker"),
    "the first day": (BOOK, "from: 2020-01-01\n    until: 2035", "from: 2020-01-02\n    until: 2035", "dates"),
    "the last day": (BOOK, "until: 2035-12-31", "until: 2035-12-30", "dates"),
    "a withdrawal": (BOOK, "    status: sourced\n    note", "    status: withdrawn\n    note", "dates"),
    "the article": (BOOK, 'article: "4", says: pay', 'article: "4a", says: pay', "citations"),
    "what it says": (BOOK, "says: pay", "says: pay now", "citations"),
    "the instrument": (BOOK, 'id: "celex:1"', 'id: "celex:9"', "citations"),
    "a place in a list": (BOOK, "is_one_of: [DE, FR]", "is_one_of: [DE]", "conditions"),
    "any for all": (BOOK, "all: [{term", "any: [{term", "conditions"),
    "an operator": (BOOK, "sample.wait, at_least: P2D", "sample.wait, more_than: P2D", "conditions"),
    "whom it exempts": (BOOK, "includes: toy}}", "includes: tool}}", "exemptions"),
    "what it asks": (
        BOOK,
        "requires: {fact: sample.count, at_least: {p",
        "requires: {fact: sample.count, at_most: {p",
        "demand",
    ),
    "a transition": (BOOK, "until: 2027-06-30", "until: 2027-07-01", "transitions"),
    "the penalty": (BOOK, "{amount: 100, currency", "{amount: 101, currency", "penalty"),
    "the number it compares with": (BOOK, "value: 5, cite", "value: 6, cite", "the parameter EU.tax/limit"),
    "when the number begins": (
        BOOK,
        "{from: 2020-01-01, value: 5",
        "{from: 2019-12-31, value: 5",
        "the parameter EU.tax/limit",
    ),
    "the number it shows": (BOOK, "value: P30D", "value: P31D", "the parameter EU.tax/closed"),
    "who may set the number": (
        BOOK,
        "may_be_set_by: member-state\n",
        "may_be_set_by: state\n",
        "the parameter EU.tax/limit",
    ),
    "its term": (
        BOOK,
        "when: {fact: sample.flag, is: false}",
        "when: {fact: sample.flag, is: true}",
        "the term EU.tax/bound",
    ),
    "when a fact is asked": (
        FACTS,
        "{id: sample.size,",
        "{id: sample.size, asked_if: {fact: sample.flag, is: true},",
        "the fact sample.size",
    ),
    "whether a fact may be none": (
        FACTS,
        "{id: sample.seat,",
        "{id: sample.seat, nullable: true,",
        "the fact sample.seat",
    ),
}


@pytest.mark.parametrize(("name", "old", "new"), SILENT.values(), ids=SILENT.keys())
def test_what_is_no_law_is_no_meaning(name: str, old: str, new: str) -> None:
    assert digests(changed(BASE, name, old, new))["EU.tax.rich"] == digests(BASE)["EU.tax.rich"]


@pytest.mark.parametrize(("name", "old", "new", "part"), SPEAKING.values(), ids=SPEAKING.keys())
def test_a_change_of_meaning_moves_the_digest_and_names_its_part(name: str, old: str, new: str, part: str) -> None:
    before, after = (load(files).library for files in (BASE, changed(BASE, name, old, new)))
    assert digest(meaning(before, "EU.tax.rich")) != digest(meaning(after, "EU.tax.rich"))
    parts = [digests_of_parts(meaning(one, "EU.tax.rich")) for one in (before, after)]
    moved = {key for key in {*parts[0], *parts[1]} if parts[0].get(key) != parts[1].get(key)}
    assert part in moved
    assert len(moved) == 1 or "celex" in old, moved  # an instrument is cited in many places


CHILD = {
    "its own jurisdiction sets the parameter": (GERMAN, "value: 7, cite", "value: 8, cite"),
    "its own jurisdiction exempts from the rule it asks about": (GERMAN, "includes: tool}", "includes: toy}"),
    "the rule it asks about": (
        BOOK,
        "title: Raise the flag\n    kind: must\n    severity: high\n    weight: 5\n    from: 2020",
        "title: Raise the flag\n    kind: must\n    severity: high\n    weight: 5\n    from: 2021",
    ),
    "since when it lies below the Union": (
        "jurisdictions/EU/jurisdiction.yaml",
        "{id: DE, from: 1958-01-01}",
        "{id: DE, from: 1973-01-01}",
    ),
}


@pytest.mark.parametrize(("name", "old", "new"), CHILD.values(), ids=CHILD.keys())
def test_what_a_rule_inherits_is_its_meaning_too(name: str, old: str, new: str) -> None:
    assert digests(changed(BASE, name, old, new))["DE.tax.child"] != digests(BASE)["DE.tax.child"]


def test_a_rule_means_something_else_where_a_child_changes_it() -> None:
    library = load(BASE).library
    home, there = meaning(library, "EU.tax.one"), meaning(library, "EU.tax.one", "DE")
    assert "local changes" in there
    assert "local changes" not in home
    assert digest(meaning(library, "EU.tax.one", "EU")) == digest(home)


def test_who_lies_in_a_place_counts_except_where_its_code_says_so() -> None:
    asks = "applies_when: {fact: sample.places, includes_any_in: EU}\n    requires: {fact: sample.flag, is: true}"
    base = changed(BASE, BOOK, "    requires: {fact: sample.flag, is: true}", f"    {asks}")
    base[FACTS] += (
        "  - {id: sample.places, type: set, of: jurisdiction, kind: situation, scope: company, question: Where?}\n"
    )
    land = "jurisdictions/EU/jurisdiction.yaml"
    grown = changed(base, land, "members: [", "members: [{id: SG, from: 2027-01-01}, ")
    split = {
        **base,
        "jurisdictions/DE-BY/jurisdiction.yaml": "jurisdiction: DE-BY\ntitle: Bavaria\n"
        "extends: [{id: DE, from: 1949-05-23}]\n",
    }
    before = digests(base)
    assert digests(grown)["EU.tax.one"] != before["EU.tax.one"]
    assert digests(grown)["EU.tax.graded"] == before["EU.tax.graded"]
    assert digests(split)["EU.tax.one"] == before["EU.tax.one"]


def test_order_counts_where_it_decides() -> None:
    first, second = is_("sample.a", True), is_("sample.b", True)
    facts = [a_fact("sample.a"), a_fact("sample.b")]

    def of(demand: object) -> str:
        library = a_library(facts, [a_rule("EU.tax.one", demand)])  # type: ignore[arg-type]
        return digest(meaning(library, "EU.tax.one"))

    assert of(All((first, second))) == of(All((second, first)))
    assert of(All((first, second))) != of(AnyOf((first, second)))
    low, high = FactValue("sample.a"), FactValue("sample.b")
    assert of(Leaf("sample.a", "between", (low, high))) != of(Leaf("sample.a", "between", (high, low)))
    assert of(Leaf("sample.a", "is_one_of", (low, high))) == of(Leaf("sample.a", "is_one_of", (high, low)))


def test_the_digest_is_the_same_in_another_process() -> None:
    code = (
        "from tests.unit.compiler.test_meaning import BASE, digests\n"
        "print(' '.join(one for _, one in sorted(digests(BASE).items())))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1]
    assert runs[0].split() == [one for _, one in sorted(digests(BASE).items())]


PINNED = "meaning-1:35df611ee7ff65fac7d6873e82794b29cd9fb831b3542543a6032c827772411e"


def test_the_form_is_pinned() -> None:
    """Every kept sign-off breaks when this moves: then VERSION has to move as well."""
    assert digest(meaning(load(BASE).library, "EU.tax.rich")) == PINNED


# whatever makes an outcome different moves the digest


@settings(max_examples=50)
@given(st.integers(0, 10_000))
def test_a_library_with_other_outcomes_has_other_digests(seed: int) -> None:
    random = Random(seed)
    library = a_random_library(random)
    other = mutated(library, random)
    alike = {rule for rule in library.rules if digest(meaning(library, rule)) == digest(meaning(other, rule))}
    plans = [plan(one, "EU", TODAY) for one in (library, other)]
    for _ in range(12):
        subject = a_random_subject(random, library.facts, unknown=0.2)
        before, after = (
            {one.rule.id: (one.status, one.credit) for one in evaluate(lib, law, subject)}
            for lib, law in zip((library, other), plans, strict=True)
        )
        assert [rule for rule in alike if before.get(rule) != after.get(rule)] == []


def mutated(library: Library, random: Random) -> Library:
    """One thing of it replaced by another of its sort."""
    writer = Writer(random, library.facts, parameters())
    return random.choice(list(_mutants(library, writer, random)))


def _mutants(library: Library, writer: Writer, random: Random) -> Iterator[Library]:
    term = random.choice(sorted(library.terms))
    yield replace(library, terms={**library.terms, term: replace(library.terms[term], when=writer.condition(2))})
    parameter = random.choice([one for one in sorted(library.parameters) if one.endswith(("integer", "decimal"))])
    found = library.parameters[parameter]
    moved = tuple(replace(one, value=one.value + 1) for one in found.values)  # type: ignore[operator]
    yield replace(library, parameters={**library.parameters, parameter: replace(found, values=moved)})
    rule = library.rules[random.choice(sorted(library.rules))]
    yield with_rule(library, replace(rule, demand=Requirement(writer.condition(2))))
    yield with_rule(library, replace(rule, applies_when=writer.condition(1)))
    yield with_rule(library, replace(rule, window=replace(rule.window, first=date(2030, 1, 1))))


def with_rule(library: Library, rule: Rule) -> Library:
    books = {
        key: replace(book, rules=tuple(rule if one.id == rule.id else one for one in book.rules))
        for key, book in library.rulebooks.items()
    }
    return replace(library, rulebooks=books, rules={**library.rules, rule.id: rule})
