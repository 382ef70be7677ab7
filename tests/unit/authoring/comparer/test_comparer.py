"""Planted changes of a library come out as what they are, and nothing else does."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.authoring.comparer import compare
from checkmarket.authoring.signer import sign_off, sign_off_file, with_new
from checkmarket.compiler.signatures import file_of
from checkmarket.library.schemas import read_schemas
from checkmarket.model.changes import Change, LawDiff
from tests.support.law import TODAY
from tests.support.layout import relaid
from tests.support.rich import BASE, BOOK, FACTS, GERMAN, changed, load

BIG = """\
      - id: big
        title: Big ones
        cite: {instrument: act, article: "5a"}
        when: {fact: sample.size, is: large}
"""
FOUR = '      - {from: 2030-01-01, value: 4, cite: {instrument: act, article: "1"}}'
RICH = "    status: sourced\n    note: A remark."
PROFILE, LAND, CONTROLS = (
    "rules/profiles/baseline.yaml",
    "jurisdictions/EU/jurisdiction.yaml",
    "rules/controls/sample.yaml",
)


def diff(after: Mapping[str, str], before: Mapping[str, str] = BASE) -> LawDiff:
    old, new = load(before), load(after)
    assert old.diagnostics == new.diagnostics == ()
    return compare(old.library, new.library, TODAY)


def told(found: LawDiff) -> list[str]:
    return [
        f"{one.thing} {one.id} {one.fate}, {one.direction}: {', '.join(a.name for a in one.aspects)}"
        for one in found.changes
    ]


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_layout_is_no_change(random: Random) -> None:
    assert diff({name: relaid(text, random) for name, text in BASE.items()}).is_empty


R = "rule EU.tax.rich changed"
PLANTED: dict[str, tuple[str, str, str, str]] = {
    "advice for a duty": (
        BOOK,
        "kind: must\n    severity: high\n    blocker",
        "kind: should\n    severity: high\n    blocker",
        f"{R}, laxer: kind",
    ),
    "less severe": (BOOK, "severity: high\n    blocker", "severity: low\n    blocker", f"{R}, laxer: severity"),
    "no blocker": (BOOK, "blocker: true", "blocker: false", f"{R}, laxer: blocker"),
    "another weight": (BOOK, "blocker: true\n    weight: 5", "blocker: true\n    weight: 6", f"{R}, changed: weight"),
    "a later start": (
        BOOK,
        "from: 2020-01-01\n    until: 2035",
        "from: 2021-01-01\n    until: 2035",
        f"{R}, laxer: dates",
    ),
    "a shorter time": (BOOK, "until: 2035-12-31", "until: 2034-12-31", f"{R}, laxer: dates"),
    "later and longer": (
        BOOK,
        "from: 2020-01-01\n    until: 2035",
        "from: 2021-01-01\n    until: 2036",
        f"{R}, changed: dates",
    ),
    "one clause less": (BOOK, "{term: bound}, {fact: sample.seat", "{fact: sample.seat", f"{R}, stricter: conditions"),
    "fewer places": (BOOK, "is_one_of: [DE, FR]", "is_one_of: [DE]", f"{R}, laxer: conditions"),
    "other places": (BOOK, "is_one_of: [DE, FR]", "is_one_of: [DE, SG]", f"{R}, changed: conditions"),
    "a longer wait": (BOOK, "sample.wait, at_least: P2D", "sample.wait, at_least: P3D", f"{R}, laxer: conditions"),
    "a wider exemption": (
        BOOK,
        "when: {fact: sample.kinds, includes: toy}}",
        "when: {fact: sample.kinds, includes_any_of: [toy, tool]}}",
        f"{R}, laxer: exemptions",
    ),
    "one more exemption": (
        BOOK,
        "    exemptions:\n",
        "    exemptions:\n" + BIG,
        f"{R}, laxer: exemptions",
    ),
    "more is asked": (
        BOOK,
        "requires: {fact: sample.count, at_least: {p",
        "requires: {fact: sample.count, more_than: {p",
        f"{R}, stricter: demand",
    ),
    "something else is asked": (
        BOOK,
        "requires: {fact: sample.count, at_least: {p",
        "requires: {fact: sample.count, at_most: {p",
        f"{R}, changed: demand",
    ),
    "a longer transition": (BOOK, "until: 2027-06-30", "until: 2027-07-30", f"{R}, laxer: transitions"),
    "a transition for fewer": (
        BOOK,
        "for: {fact: sample.day, before: 2020-01-01}",
        "for: {fact: sample.day, before: 2019-01-01}",
        f"{R}, stricter: transitions",
    ),
    "a higher fine": (BOOK, "{amount: 100, currency", "{amount: 200, currency", f"{R}, stricter: penalty"),
    "a fine in another money": (BOOK, "currency: EUR}]", "currency: USD}]", f"{R}, changed: penalty"),
    "another article": (BOOK, 'article: "4", says: pay', 'article: "4a", says: pay', f"{R}, changed: citations"),
    "a longer time, by another article": (
        BOOK,
        'until: 2035-12-31\n    cite: {instrument: act, article: "4"',
        'until: 2036-12-31\n    cite: {instrument: act, article: "4a"',
        f"{R}, stricter: dates, citations",
    ),
    "sourced at last": (BOOK, RICH, RICH.replace("sourced", "draft"), f"{R}, changed: status"),
    "no remedy": (BOOK, "    remediation: [raise-flag]\n" + RICH, RICH, f"{R}, changed: remediation"),
    "another title": (BOOK, "title: Pay what is due", "title: Pay what is owed", f"{R}, changed: title"),
    "a number": (BOOK, "value: 5, cite", "value: 6, cite", "parameter EU.tax/limit changed, stricter: values"),
    "a number that is only shown": (
        BOOK,
        "value: P30D",
        "value: P31D",
        "parameter EU.tax/closed changed, changed: values",
    ),
    "a number in times to come": (
        BOOK,
        'value: 5, cite: {instrument: act, article: "1"}}',
        'value: 5, cite: {instrument: act, article: "1"}}\n' + FOUR,
        "parameter EU.tax/limit changed, laxer: values",
    ),
    "a wider term": (
        BOOK,
        "when: {fact: sample.flag, is: false}",
        "when: {any: [{fact: sample.flag, is: false}, {fact: sample.size, is: large}]}",
        "term EU.tax/bound changed, stricter: conditions",
    ),
    "a child's number": (
        GERMAN,
        "value: 7, cite",
        "value: 8, cite",
        "setting DE sets EU.tax/limit changed, stricter: values",
    ),
    "a child no longer sets it": (
        GERMAN,
        BASE[GERMAN][BASE[GERMAN].index("sets:") : BASE[GERMAN].index("exempts:")],
        "",
        "setting DE sets EU.tax/limit gone, laxer: ",
    ),
    "a child's exemption ends": (
        GERMAN,
        "includes: tool}",
        "includes: tool}\n    until: 2030-01-01",
        "override DE exempts EU.tax.one tools changed, stricter: dates",
    ),
    "a child's exemption is gone": (
        GERMAN,
        BASE[GERMAN][BASE[GERMAN].index("exempts:") :],
        "",
        "override DE exempts EU.tax.one tools gone, stricter: ",
    ),
    "a place leaves later": (
        LAND,
        "until: 2030-12-31",
        "until: 2031-12-31",
        "place FR below EU changed, changed: dates",
    ),
    "a question": (FACTS, "How many?", "How many are there?", "fact sample.count changed, changed: question"),
    "a control": (CONTROLS, "likely: 2", "likely: 2.5", "control raise-flag changed, changed: effort"),
    "a profile": (
        PROFILE,
        "fail_on: [blocker, high]",
        "fail_on: [blocker, low]",
        "profile baseline changed, changed: fails on",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_change_is_told_and_nothing_else(name: str, old: str, new: str, expected: str) -> None:
    assert told(diff(changed(BASE, name, old, new))) == [expected]


OPPOSITE = {"stricter": "laxer", "laxer": "stricter", "changed": "changed"}


@pytest.mark.parametrize(("name", "old", "new", "expected"), PLANTED.values(), ids=PLANTED.keys())
def test_taken_back_it_is_the_opposite(name: str, old: str, new: str, expected: str) -> None:
    (found,) = diff(BASE, changed(BASE, name, old, new)).changes
    (before,) = diff(changed(BASE, name, old, new)).changes
    assert found.direction == OPPOSITE[before.direction]


def test_a_rule_comes_and_goes() -> None:
    without = changed(BASE, BOOK, BASE[BOOK][BASE[BOOK].index("  - id: EU.tax.rich") :], "")
    assert told(diff(BASE, without)) == ["rule EU.tax.rich new, stricter: "]
    assert told(diff(without)) == ["rule EU.tax.rich gone, laxer: "]


def only(found: LawDiff) -> Change:
    (one,) = found.changes
    return one


def test_it_says_which_rules_rest_on_a_number_and_what_it_does_to_each() -> None:
    found = only(diff(changed(BASE, BOOK, "value: 5, cite", "value: 6, cite")))
    assert [f"{rule} {direction}" for rule, direction in found.rests] == [
        "DE.tax.child stricter",
        "EU.tax.graded stricter",
        "EU.tax.rich stricter",
    ]
    assert found.aspects[0].lines == (("-", "from 1 Jan 2020: 5"), ("+", "from 1 Jan 2020: 6"))


def test_the_lines_show_what_went_and_came_between_what_stayed() -> None:
    found = only(diff(changed(BASE, BOOK, "{term: bound}, {fact: sample.seat", "{fact: sample.seat")))
    assert [sign for sign, _ in found.aspects[0].lines].count("-") == 1
    assert ("-", "  “The act binds”") in found.aspects[0].lines
    assert found.aspects[0].lines[0] == (" ", "all of these hold:")


def test_watched_bills_are_told_when_their_state_moves_and_not_when_somebody_looks() -> None:
    bill = (
        "watch:\n  - {id: bill, title: A bill, state: proposed, since: 2026-01-01, "
        'cite: {instrument: law, article: "1", seen: 2026-11-22}}\n'
    )
    base = {**BASE, GERMAN: BASE[GERMAN] + bill}
    assert told(diff(base)) == ["watched bill DE.tax bill new, changed: "]
    assert diff(changed(base, GERMAN, '1", seen: 2026-11-22}}\n', '1", seen: 2026-12-22}}\n'), base).is_empty
    moved = changed(base, GERMAN, "state: proposed", "state: adopted")
    assert told(diff(moved, base)) == ["watched bill DE.tax bill changed, changed: state"]


def test_it_names_the_rules_that_lose_their_signatures() -> None:
    library = load(BASE).library
    one = sign_off(library, "EU.tax.rich", market="EU", by="Jane Doe", role="Counsel", on=TODAY)
    ((key, entries),) = with_new(library, [one]).items()
    base = {**BASE, file_of(*key): sign_off_file(key, entries, read_schemas())}
    assert diff(changed(base, BOOK, "value: 5, cite", "value: 6, cite"), base).unsigned == ("EU.tax.rich",)
    assert diff(changed(base, BOOK, "title: Count to five", "title: Count to six"), base).unsigned == ()
    assert diff(base).is_empty
