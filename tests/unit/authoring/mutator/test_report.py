from __future__ import annotations

from dataclasses import replace

import pytest

from checkmarket.authoring.explainer.text import render
from checkmarket.authoring.mutator import BookScore, Jury, MutationReport, mutate
from checkmarket.authoring.mutator.text import mutation_rows, share
from checkmarket.authoring.mutator.words import where
from checkmarket.model.conditions import All, Term
from checkmarket.model.library import Library
from tests.conftest import Inspect
from tests.support.law import a_book, a_fact, a_library, a_rule, an_override, is_
from tests.support.tiny import FILES


def names(jury: Jury) -> set[str]:
    return {where(one).split(",")[0] for one in jury.mutants}


@pytest.mark.parametrize(
    ("rules", "books", "expected"),
    [
        ({"EU.tax.one"}, set(), {"EU.tax.one", "EU.tax.one in DE", "EU.tax/own"}),
        ({"EU.tax.two"}, set(), {"EU.tax.two"}),
        (
            {"EU.tax.one", "EU.tax.two"},
            set(),
            {"EU.tax.one", "EU.tax.one in DE", "EU.tax.two", "EU.tax/own", "EU.tax/both"},
        ),
        (set(), {"EU.tax"}, {"EU.tax.one", "EU.tax.two", "EU.tax/own", "EU.tax/both", "EU.tax/idle"}),
        (set(), {"DE.tax"}, {"EU.tax.one in DE"}),
    ],
    ids=["a rule and what only it rests on", "what others rest on too is left", "both", "a rulebook", "a child's"],
)
def test_what_is_changed_is_what_was_chosen(rules: set[str], books: set[str], expected: set[str]) -> None:
    assert names(Jury(the_library(), (), frozenset(rules), frozenset(books))) == expected


def the_library() -> Library:
    terms = {f"EU.tax/{slug}": is_("f.a", value=True) for slug in ("own", "both", "idle")}
    one = a_rule("EU.tax.one", is_("f.a", value=True), applies=All((Term("EU.tax/own"), Term("EU.tax/both"))))
    two = a_rule("EU.tax.two", is_("f.a", value=True), applies=All((Term("EU.tax/both"), is_("f.a", value=True))))
    book = a_book("DE.tax", overrides=(an_override("exempts", "EU.tax.one", "DE", condition=is_("f.a", value=True)),))
    library = a_library([a_fact("f.a")], [one, two], terms=terms, edges=[("DE", "EU")], books=[book])
    whole = replace(library.rulebooks["EU.tax"], terms=tuple(library.terms.values()))
    return replace(library, rulebooks={**library.rulebooks, "EU.tax": whole})


def a_score(noticed: int, *, survivors: int = 0, equivalent: int = 0) -> BookScore:
    nothing: tuple[None, ...] = (None,)
    return BookScore(
        rulebook="EU.tax",
        noticed=noticed,
        equivalent=nothing * equivalent,
        survivors=nothing * survivors,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("score", "value", "words"),
    [
        (a_score(19, survivors=1), 0.95, "95.0 %"),
        (a_score(19, survivors=1, equivalent=80), 0.95, "95.0 %"),
        (a_score(9999, survivors=1), 0.9999, "99.9 %"),
        (a_score(3), 1.0, "100.0 %"),
        (a_score(0, survivors=2), 0.0, "0.0 %"),
        (a_score(0, equivalent=2), None, "no score"),
    ],
    ids=["19 of 20", "proven ones do not count", "not all is not 100", "all", "none", "nothing to notice"],
)
def test_the_score_is_the_share_of_what_could_be_noticed(score: BookScore, value: float | None, words: str) -> None:
    assert (score.score, share(score)) == (value, words)


def test_the_report_names_the_change_its_place_and_the_case_to_add(inspect: Inspect) -> None:
    case = "cases: EU.tax\nitems: [{case: raised, rule: EU.tax.one, facts: {sample.flag: true}, expect: pass}]\n"
    loaded = inspect({**FILES, "jurisdictions/EU/cases/tax.yaml": case})
    report = mutate(loaded.library, loaded.cases, frozenset({"EU.tax.one"}), frozenset())
    assert isinstance(report, MutationReport)
    assert render([mutation_rows(report, loaded.library)]).splitlines()[:20] == [
        "EU.tax: 2 changes that no case notices",
        "",
        "EU.tax.one, from",
        "  jurisdictions/EU/tax.yaml:24:5",
        "  · 2020-01-01 → 2019-12-31",
        "  this case would notice:",
        '    - case: "raised, on 2019-12-31 in EU"',
        "      rule: EU.tax.one",
        "      as_of: 2019-12-31",
        "      facts:",
        "        sample.flag: true",
        "      expect: not-in-force",
        "",
        "EU.tax.one, from",
        "  jurisdictions/EU/tax.yaml:24:5",
        "  · 2020-01-01 → 2020-01-02",
        "  this case would notice:",
        '    - case: "raised, on 2020-01-01 in EU"',
        "      rule: EU.tax.one",
        "      as_of: 2020-01-01",
    ]
