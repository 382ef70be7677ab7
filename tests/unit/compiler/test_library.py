"""All files of a library become one whole, whatever of them is missing."""

from __future__ import annotations

import pytest

from checkmarket.model.values import State
from tests.conftest import Inspect
from tests.support.law import TODAY
from tests.support.tiny import CASES, FILES

CASES_FILE = "jurisdictions/EU/cases/tax.yaml"


def test_a_rulebook_without_its_jurisdiction_file_is_law_all_the_same(inspect: Inspect) -> None:
    files = {name: text for name, text in FILES.items() if name != "jurisdictions/DE/jurisdiction.yaml"}
    loaded = inspect(files)
    assert not loaded.diagnostics
    assert loaded.library.markets() == ("DE", "EU")
    assert loaded.library.chain("DE", TODAY) == ("DE", "EU")


def test_a_jurisdiction_without_rulebooks_has_only_the_law_it_inherits(inspect: Inspect) -> None:
    loaded = inspect({**FILES, "jurisdictions/FR/jurisdiction.yaml": "jurisdiction: FR\ntitle: France\n"})
    assert "FR" not in loaded.library.markets()
    assert loaded.library.is_market("FR", TODAY)


def fact_not_asked(more: str) -> dict[str, str]:
    fact = f"id: more.it, type: date, kind: situation, scope: product, question: When?, {more}, otherwise: none"
    return {**FILES, "rules/facts/more.yaml": f"topic: more\ntitle: More\nfacts:\n  - {{{fact}}}\n"}


def test_a_fact_that_is_not_asked_may_be_known_to_be_none(inspect: Inspect) -> None:
    loaded = inspect(fact_not_asked("nullable: true, asked_if: {fact: sample.flag, is: true}"))
    assert not loaded.diagnostics
    assert loaded.library.facts["more.it"].otherwise is State.NONE


def test_a_fact_that_always_has_a_value_is_never_none(inspect: Inspect) -> None:
    loaded = inspect(fact_not_asked("asked_if: {fact: sample.flag, is: true}"))
    assert [one.code for one in loaded.diagnostics] == ["CM405"]


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_cannot_be_read_is_the_only_mistake(name: str, inspect: Inspect) -> None:
    loaded = inspect({**FILES, CASES_FILE: CASES, name: FILES[name] + '"'})
    assert {one.place.path for one in loaded.diagnostics} == {name}, [*map(str, loaded.diagnostics)]
