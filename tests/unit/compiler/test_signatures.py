"""Sign-offs as a library knows them: when they hold, where they hold, and what broke them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from checkmarket.authoring.signer import sign_off, sign_off_file, with_new
from checkmarket.compiler import plan
from checkmarket.compiler.signatures import file_of
from checkmarket.library.schemas import read_schemas
from checkmarket.model.library import Library
from checkmarket.session import judge
from tests.conftest import Inspect
from tests.support.law import TODAY, a_subject
from tests.support.tiny import FILES

GERMAN = "jurisdictions/DE/tax.yaml"
SETS = """\
sets:
  - {parameter: EU.tax/limit, values: [{from: 2022-01-01, value: 7, cite: {instrument: law, article: "3"}}]}
"""
EXEMPTS = """\
exempts:
  - rule: EU.tax.one
    id: tools
    until: 2026-12-31
    when: {fact: sample.kinds, includes: tool}
    cite: {instrument: law, article: "4"}
"""


def signed(library: Library, rule: str, market: str, expires: date | None = None) -> dict[str, str]:
    """The files that a sign-off of a rule in a market writes."""
    one = sign_off(library, rule, market=market, by="Jane Doe", role="Counsel", on=TODAY, expires=expires)
    files = with_new(library, [one])
    return {file_of(*key): sign_off_file(key, entries, read_schemas()) for key, entries in files.items()}


def loaded(inspect: Inspect, files: Mapping[str, str]) -> Library:
    found = inspect(files)
    assert found.diagnostics == ()
    return found.library


def where_signed(library: Library, rule: str, day: date = TODAY) -> list[str]:
    return [market for market in ("EU", "DE", "FR") if plan(library, market, day).rules[rule].signed]


def test_a_sign_off_holds_in_every_market_that_inherits_the_rule(inspect: Inspect) -> None:
    library = loaded(inspect, FILES)
    library = loaded(inspect, {**FILES, **signed(library, "EU.tax.one", "EU")})
    assert where_signed(library, "EU.tax.one") == ["EU", "DE", "FR"]
    assert where_signed(library, "EU.tax.graded") == []


@pytest.mark.parametrize(("rule", "change"), [("EU.tax.one", EXEMPTS), ("EU.tax.graded", SETS)])
def test_it_does_not_hold_where_a_child_changes_the_rule_until_it_is_signed_there(
    rule: str, change: str, inspect: Inspect
) -> None:
    files = {**FILES, GERMAN: FILES[GERMAN] + change}
    library = loaded(inspect, files)
    files |= signed(library, rule, "EU")
    assert where_signed(loaded(inspect, files), rule) == ["EU", "FR"]
    files |= signed(library, rule, "DE")
    assert where_signed(loaded(inspect, files), rule) == ["EU", "DE", "FR"]


def test_places_that_differ_in_nothing_but_sign_offs_are_told_apart(inspect: Inspect) -> None:
    land = "jurisdictions/EU/jurisdiction.yaml"
    files = {**FILES, land: FILES[land].replace("members: [", "members: [{id: SG, from: 1958-01-01}, ")}
    library = loaded(inspect, {**files, **signed(loaded(inspect, files), "EU.tax.one", "FR")})
    results = judge(library, a_subject({"sample.flag": True}), "FR", "SG", as_of=TODAY)
    assert [[one.rule.id for one in result.findings if one.signed] for result in results] == [["EU.tax.one"], []]


def test_it_holds_again_when_the_child_no_longer_changes_the_rule(inspect: Inspect) -> None:
    files = {**FILES, GERMAN: FILES[GERMAN] + EXEMPTS}
    library = loaded(inspect, {**files, **signed(loaded(inspect, files), "EU.tax.one", "EU")})
    assert where_signed(library, "EU.tax.one", date(2027, 1, 1)) == ["EU", "DE", "FR"]


def test_it_holds_up_to_and_on_its_last_day(inspect: Inspect) -> None:
    library = loaded(inspect, FILES)
    library = loaded(inspect, {**FILES, **signed(library, "EU.tax.one", "EU", expires=TODAY)})
    assert where_signed(library, "EU.tax.one", TODAY) == ["EU", "DE", "FR"]
    assert where_signed(library, "EU.tax.one", date(2026, 11, 23)) == []


def test_a_change_breaks_it_and_is_named(inspect: Inspect) -> None:
    library = loaded(inspect, FILES)
    book = "jurisdictions/EU/tax.yaml"
    files = {**FILES, **signed(library, "EU.tax.graded", "EU")}
    files[book] = (
        FILES[book].replace("value: 5, cite", "value: 6, cite").replace("title: Count to five", "title: Count to six")
    )
    (one,) = loaded(inspect, files).sign_offs
    assert one.changed == ("the parameter EU.tax/limit", "wording")
    assert where_signed(loaded(inspect, files), "EU.tax.graded") == []


def test_what_comes_and_goes_is_named_as_well(inspect: Inspect) -> None:
    library = loaded(inspect, FILES)
    book = "jurisdictions/EU/tax.yaml"
    files = {**FILES, **signed(library, "EU.tax.graded", "EU")}
    files[book] = (
        FILES[book]
        .replace("to: {parameter: limit}", "to: 5")
        .replace("status: draft", "status: draft\n    figures: [closed]")
    )
    (one,) = loaded(inspect, files).sign_offs
    assert one.changed == (
        "demand",
        "figures (new)",
        "the parameter EU.tax/closed (new)",
        "the parameter EU.tax/limit (gone)",
    )


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("digest: meaning-1:", "digest: meaning-2:", "the form in which meaning is written down"),
        ("digest: meaning-1:", "digest: meaning-1:0", "something that its parts do not name"),
    ],
)
def test_a_digest_that_was_tampered_with_is_broken(old: str, new: str, changed: str, inspect: Inspect) -> None:
    library = loaded(inspect, FILES)
    files = {**FILES, **signed(library, "EU.tax.one", "EU")}
    name = "jurisdictions/EU/signatures/tax.yaml"
    lines = [line.replace(old, new)[: len(line)] if old in line else line for line in files[name].split("\n")]
    (one,) = loaded(inspect, {**files, name: "\n".join(lines)}).sign_offs
    assert one.changed == (changed,)


def test_a_new_sign_off_takes_the_place_of_the_same_persons_older_one(inspect: Inspect) -> None:
    library = loaded(inspect, FILES)
    library = loaded(inspect, {**FILES, **signed(library, "EU.tax.one", "EU", expires=TODAY)})
    again = sign_off(library, "EU.tax.one", market="EU", by="Jane Doe", role="Counsel", on=TODAY)
    other = sign_off(library, "EU.tax.graded", market="EU", by="Jim Roe", role="Counsel", on=TODAY)
    (entries,) = with_new(library, [again, other]).values()
    assert [(one.rule, one.by, one.expires) for one in entries] == [
        ("EU.tax.graded", "Jim Roe", None),
        ("EU.tax.one", "Jane Doe", None),
    ]
