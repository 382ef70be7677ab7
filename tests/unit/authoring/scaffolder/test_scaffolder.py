"""A draft loads at once, binds nobody, is laid out as it should be, and leaves every other line alone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from checkmarket.authoring.formatter import Formatter
from checkmarket.authoring.scaffolder import Draft, PlaceNotes, draft_jurisdiction, draft_rule
from checkmarket.library import inspect_library
from checkmarket.library.loader import Loaded
from checkmarket.library.schemas import read_schemas
from checkmarket.model.conditions import NEVER
from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.law import Kind
from checkmarket.session.cases import as_diagnostics, run_cases
from tests.conftest import Inspect
from tests.support.tiny import CASES, FILES

DAY = date(2026, 11, 22)
FORMATTER = Formatter(read_schemas())
BASE = {**FILES, "jurisdictions/EU/cases/tax.yaml": CASES}
TIDY = {name: FORMATTER.format(text.encode(), name)[0] for name, text in BASE.items()}
KINDS: tuple[Kind, ...] = ("must", "must-not", "should", "may")
ADVICE_ONLY = """\
rulebook: FR.tax
jurisdiction: FR
domain: tax
title: Tax in France
instruments:
  advice: {title: The advice, kind: guidance, id: "celex:3", url: "https://example.org/advice"}
"""


def drafted(inspect: Inspect, files: Mapping[str, str], rule: str, kind: Kind = "must") -> dict[str, str]:
    """The files with the drafts of a rule."""
    drafts = draft_rule(inspect(files).library, rule, kind, files, day=DAY)
    return {**files, **{one.path: one.text for one in drafts}}


def messages(loaded: Loaded) -> list[str]:
    return [str(one) for one in loaded.diagnostics]


def laid_out(files: Mapping[str, str], names: Iterable[str]) -> list[str]:
    return [name for name in names if FORMATTER.format(files[name].encode(), name)[0] != files[name]]


PLACES = {
    "a rulebook that exists": "EU.tax.new",
    "a rulebook that does not": "EU.labour.new",
    "a jurisdiction with another rulebook": "DE.labour.new",
    "a member without a file of its own": "FR.tax.new",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rule", PLACES.values(), ids=PLACES.keys())
def test_a_draft_loads_is_laid_out_and_its_case_holds(rule: str, kind: Kind, inspect: Inspect) -> None:
    files = drafted(inspect, TIDY, rule, kind)
    loaded = inspect(files)
    assert messages(loaded) == []
    found = loaded.library.rules[rule]
    assert (found.kind, found.status, found.applies_when, found.window.first) == (kind, "draft", NEVER, DAY)
    assert laid_out(files, files.keys() - {name for name in TIDY if files[name] == TIDY[name]}) == []
    outcomes = [one for one in run_cases(loaded.library, loaded.cases) if one.case.rule == rule]
    assert len(outcomes) == 1
    assert as_diagnostics(outcomes) == []


@pytest.mark.parametrize("files", [BASE, TIDY], ids=["untidy", "tidy"])
def test_every_other_line_stays_as_it_is(files: Mapping[str, str], inspect: Inspect) -> None:
    after = drafted(inspect, files, "EU.tax.new")
    for name in ("jurisdictions/EU/tax.yaml", "jurisdictions/EU/cases/tax.yaml"):
        lines = list(difflib.ndiff(files[name].splitlines(), after[name].splitlines()))
        assert [line for line in lines if line[0] in "-?"] == []
        assert any(line[0] == "+" for line in lines)


def test_a_second_draft_stands_below_the_first(inspect: Inspect) -> None:
    files = drafted(inspect, drafted(inspect, TIDY, "EU.labour.new"), "EU.labour.newer", "may")
    loaded = inspect(files)
    assert messages(loaded) == []
    assert [rule for rule in loaded.library.rules if ".labour." in rule] == ["EU.labour.new", "EU.labour.newer"]
    assert laid_out(files, ["jurisdictions/EU/labour.yaml", "jurisdictions/EU/cases/labour.yaml"]) == []


def test_rules_stand_above_what_changes_the_law_of_parents(inspect: Inspect) -> None:
    book = TIDY["jurisdictions/DE/tax.yaml"]
    head, rules = book.split("\nrules:\n")
    assert rules
    sets = (
        "\n# What Germany sets\nsets:\n  - parameter: EU.tax/limit\n    values:\n"
        '      - {from: 2024-01-01, value: 7, cite: {instrument: law, article: "1"}}\n'
    )
    for text in (head + sets, book + sets):
        files = drafted(inspect, {**TIDY, "jurisdictions/DE/tax.yaml": text}, "DE.tax.new")
        after = files["jurisdictions/DE/tax.yaml"]
        assert messages(inspect(files)) == []
        assert laid_out(files, ["jurisdictions/DE/tax.yaml"]) == []
        assert after.endswith(sets)


def test_a_rulebook_without_instruments_gets_one_to_fill_in(inspect: Inspect) -> None:
    text = "rulebook: DE.labour\njurisdiction: DE\ndomain: labour\ntitle: Labour in Germany\n"
    files = drafted(inspect, {**TIDY, "jurisdictions/DE/labour.yaml": text}, "DE.labour.new")
    assert messages(inspect(files)) == []
    assert laid_out(files, ["jurisdictions/DE/labour.yaml"]) == []


def test_a_draft_on_a_directive_asks_for_its_deadline(inspect: Inspect) -> None:
    book = TIDY["jurisdictions/EU/tax.yaml"]
    text = book.replace("kind: regulation", "kind: guidance").replace("    kind: must\n", "    kind: should\n")
    files = drafted(inspect, {**TIDY, "jurisdictions/EU/tax.yaml": text}, "EU.tax.new")
    assert messages(inspect(files)) == []
    assert "transposition: 2026-11-22" in files["jurisdictions/EU/tax.yaml"]


REFUSED = {
    "EU.tax.one": ("the rule 'EU.tax.one' exists", "it stands at jurisdictions/EU/tax.yaml:24:5"),
    "eu.tax.new": ("'eu.tax.new' is not the id of a rule", "such as EU.tax.register-for-vat"),
    "EU.tax": ("'EU.tax' is not the id of a rule", "JURISDICTION.domain.what-to-do"),
    "EU.tax.New": ("'EU.tax.New' is not the id of a rule", ""),
    "EU.taxes.new": ("there is no domain 'taxes'", "did you mean 'tax'?"),
    "EU.war.new": ("there is no domain 'war'", "known: labour, tax"),
    "SG.tax.new": ("there is no jurisdiction 'SG'", "checkmarket rules new-jurisdiction SG"),
    "XX.tax.new": ("there is no jurisdiction 'XX'", "codes are those of ISO 3166, and EU"),
}


@pytest.mark.parametrize(("rule", "said"), REFUSED.items(), ids=REFUSED.keys())
def test_an_id_that_cannot_be_given(rule: str, said: tuple[str, str], inspect: Inspect) -> None:
    with pytest.raises(UsageIsWrong, match=re.escape(said[0])) as error:
        draft_rule(inspect(BASE).library, rule, "must", BASE, day=DAY)
    assert said[1] in error.value.hint


def test_an_id_in_a_file_that_does_not_compile_is_taken(inspect: Inspect) -> None:
    files = {**BASE, "jurisdictions/DE/labour.yaml": 'rulebook: DE.labour\nrules:\n  - id: "DE.labour.new"\n'}
    with pytest.raises(UsageIsWrong, match=re.escape("the rule 'DE.labour.new' exists")):
        draft_rule(inspect(files).library, "DE.labour.new", "must", files, day=DAY)
    draft_rule(inspect(files).library, "DE.labour.newer", "must", BASE, day=DAY)


def test_guidance_makes_no_duty(inspect: Inspect) -> None:
    files = {**BASE, "jurisdictions/FR/tax.yaml": ADVICE_ONLY}
    library = inspect(files).library
    with pytest.raises(UsageIsWrong, match=re.escape("FR.tax rests on guidance alone")):
        draft_rule(library, "FR.tax.new", "must", files, day=DAY)
    assert draft_rule(library, "FR.tax.new", "should", files, day=DAY)


def test_a_list_in_brackets_is_not_torn_open(inspect: Inspect) -> None:
    files = {**BASE, "jurisdictions/EU/cases/tax.yaml": "cases: EU.tax\nitems: [{case: one more, rule: EU.tax.one}]\n"}
    with pytest.raises(
        UsageIsWrong, match=re.escape("the list at 'items' in jurisdictions/EU/cases/tax.yaml stands in brackets")
    ):
        draft_rule(inspect(BASE).library, "EU.tax.new", "must", files, day=DAY)


# jurisdictions

NOTES = PlaceNotes(languages=("no", "nb"), currency="NOK", source="a list")


def begun(inspect: Inspect, code: str, notes: PlaceNotes = NOTES) -> tuple[Draft, ...]:
    return draft_jurisdiction(inspect(BASE).library, code, "tax", notes, BASE, day=DAY)


@pytest.mark.parametrize("code", ["FR", "SG", "CA-QC"])
@pytest.mark.parametrize("notes", [NOTES, PlaceNotes()], ids=["known", "unknown"])
def test_a_jurisdiction_loads_and_is_laid_out(code: str, notes: PlaceNotes, inspect: Inspect, tmp_path: Path) -> None:
    drafts = begun(inspect, code, notes)
    files = {**BASE, **{one.path: one.text for one in drafts}}
    assert sorted(files.keys() - BASE.keys()) == [
        f"jurisdictions/{code}/{name}.yaml" for name in ("jurisdiction", "tax")
    ]
    assert laid_out(files, files.keys() - BASE.keys()) == []
    assert messages(inspect(files)) == []
    found = inspect_library(tmp_path).library.jurisdictions[code]
    assert (found.languages, found.currency) == (notes.languages, notes.currency)
    files = drafted(inspect, files, f"{code}.tax.new")
    assert messages(inspect(files)) == []
    assert laid_out(files, [f"jurisdictions/{code}/tax.yaml"]) == []


def test_a_member_is_told_so_and_what_is_left_to_it(inspect: Inspect) -> None:
    directive = FILES["jurisdictions/EU/tax.yaml"].replace(
        '    cite: {instrument: act, article: "4", seen: 2026-11-22}\n',
        '    transposition: 2024-06-28\n    cite: {instrument: order, article: "4"}\n',
    )
    library = inspect({**BASE, "jurisdictions/EU/tax.yaml": directive}).library
    file, book = draft_jurisdiction(library, "FR", "tax", NOTES, BASE, day=DAY)
    assert "# EU lists it as a member since 1958-01-01, so its law is inherited" in file.text
    assert "extends:" not in file.text
    assert "#   - EU.tax/limit: limit" in book.text
    assert "EU.tax/closed" not in book.text
    assert "#   - EU.tax.one: Raise the flag, due 2024-06-28" in book.text


def test_a_former_member_is_no_member(inspect: Inspect) -> None:
    file, _ = draft_jurisdiction(inspect(BASE).library, "FR", "tax", NOTES, BASE, day=date(2031, 1, 1))
    assert "lists it as a member" not in file.text


def test_a_part_of_a_country_lies_below_it(inspect: Inspect) -> None:
    file, _ = begun(inspect, "CA-QC")
    assert "#   - {id: CA, from: 1958-01-01}" in file.text


@pytest.mark.parametrize(
    ("code", "message", "hint"),
    [
        ("DE", "the jurisdiction 'DE' exists", "checkmarket rules new DE.tax.what-to-do"),
        ("Germany", "'Germany' is not the code of a place", "did you mean 'DE'?"),
        ("de", "'de' is not the code of a place", "did you mean 'DE'?"),
        ("XX", "there is no place 'XX'", "codes are those of ISO 3166"),
    ],
)
def test_a_code_that_cannot_be_given(code: str, message: str, hint: str, inspect: Inspect) -> None:
    with pytest.raises(UsageIsWrong, match=message) as error:
        begun(inspect, code)
    assert hint in error.value.hint


def test_an_unknown_domain(inspect: Inspect) -> None:
    with pytest.raises(UsageIsWrong, match="there is no domain 'war'"):
        draft_jurisdiction(inspect(BASE).library, "FR", "war", NOTES, BASE, day=DAY)
