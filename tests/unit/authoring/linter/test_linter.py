"""The whole lint: what is looked at when, what is shown, and that keeping what was found changes nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from checkmarket.authoring.linter import chosen, lint, show
from checkmarket.authoring.linter import proofs as proofs_module
from checkmarket.library import read_cases, read_sources
from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.linting import Linted
from checkmarket.store import Shelf
from tests.support.clean import FILES, TODAY

BOOK, CASES = "jurisdictions/EU/data-protection.yaml", "jurisdictions/EU/cases/data-protection.yaml"
GERMAN_CASES = "jurisdictions/DE/cases/data-protection.yaml"
FACTS = "rules/facts/sample.yaml"


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def linted(root: Path, shelf: Shelf | None = None) -> Linted:
    return lint(read_sources(root), read_cases(root), as_of=TODAY, memory=shelf)


def edited(name: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[name]
    return {**FILES, name: FILES[name].replace(old, new, 1)}


def test_how_much_was_looked_at(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    found = linted(tmp_path)
    assert (found.errors, found.warnings, found.complete) == (0, 0, True)
    assert (found.counts.files, found.counts.rules, found.counts.cases) == (len(FILES), 5, 33)


def test_errors_of_all_files_are_found_at_once_and_keep_warnings_away(tmp_path: Path) -> None:
    files = edited(BOOK, "weight: 6", "weight: 60")
    files[GERMAN_CASES] = files[GERMAN_CASES].replace("expect: pass", "expect: passed", 1)
    files[FACTS] = files[FACTS].replace("of: jurisdiction", "of: place")
    write(tmp_path, files)
    found = linted(tmp_path)
    assert {(one.code, one.place.path) for one in found.diagnostics} >= {
        ("CM106", BOOK),
        ("CM104", GERMAN_CASES),
        ("CM104", FACTS),
    }
    assert not found.complete
    assert found.warnings == 0


def test_a_failing_case_does_not_keep_warnings_away(tmp_path: Path) -> None:
    files = edited(GERMAN_CASES, "offer.language: de}, expect: pass", "offer.language: de}, expect: fail")
    write(tmp_path, files)
    assert [one.code for one in linted(tmp_path).diagnostics] == ["CM901", "CM913"]


# what is kept from one run to the next

TIGHTENS = """\
tightens:
  - {rule: EU.data-protection.breach, also_requires: never, cite: {instrument: bdsg, article: "1"}}
rules:
"""
EDITS = (
    (BOOK, "is: true}\n    penalty", "is: false}\n    penalty"),
    (BOOK, "value: 16", "value: 15"),
    (BOOK, "title: The GDPR applies", "title: The GDPR is bound to apply"),
    (BOOK, "when: {fact: data.personal, is: true}", "when: {fact: data.personal, is: false}"),
    (BOOK, "article: \"27\"", "article: \"28\""),
    (BOOK, "includes_none_in: EU", "includes_none_in: DE"),
    (CASES, "users.youngest: 17}", "users.youngest: 18}"),
    (CASES, "expect: not-in-force", "expect: unknown"),
    (GERMAN_CASES, "offer.language: fr", "offer.language: de-AT"),
    (FACTS, "less_than: 18", "less_than: 10"),
    (FACTS, "question: How old", "question: Of what age"),
    (FACTS, "maximum: 120", "maximum: 16"),
    ("jurisdictions/EU/jurisdiction.yaml", "id: FR, from: 1958-01-01", "id: FR, from: 2030-01-01"),
    ("jurisdictions/DE/data-protection.yaml", "rules:\n", TIGHTENS),
    ("jurisdictions/DE/data-protection.yaml", "is: DE", "is: FR"),
    ("rules/places.yaml", "CH: Switzerland", "CH: Helvetia"),
    ("rules/places.yaml", "  CH: Switzerland\n", ""),
    (BOOK, "weight: 6", "weight: 60"),
    (FACTS, "  - id: data.kinds", "  - id: data.kind"),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_changes_nothing_of_what_is_found(seed: int, tmp_path: Path) -> None:
    """Edit after edit, some taken back: a lint that remembers says what one without memory says."""
    random = Random(seed)
    shelf = Shelf("a library")
    for _ in range(6):
        files = dict(FILES)
        for name, old, new in random.sample(EDITS, k=random.randint(0, 3)):
            files[name] = files[name].replace(old, new, 1)
        write(tmp_path, files)
        remembering, forgetful = linted(tmp_path, shelf), linted(tmp_path)
        assert remembering.diagnostics == forgetful.diagnostics
        if forgetful.complete:
            assert remembering == forgetful


@pytest.mark.parametrize(("name", "old", "new"), EDITS)
def test_every_edit_is_noticed(name: str, old: str, new: str, tmp_path: Path) -> None:
    shelf = Shelf("a library")
    write(tmp_path, FILES)
    assert linted(tmp_path, shelf).diagnostics == ()
    write(tmp_path, edited(name, old, new))
    assert linted(tmp_path, shelf).diagnostics == linted(tmp_path).diagnostics


def test_a_mistake_that_stays_is_said_again(tmp_path: Path) -> None:
    shelf = Shelf("a library")
    write(tmp_path, edited(BOOK, "weight: 6", "weight: 60"))
    first = linted(tmp_path, shelf)
    assert [one.code for one in first.diagnostics] == ["CM106"]
    assert linted(tmp_path, shelf) == first


def test_a_file_of_cases_is_run_again_only_if_something_it_rests_on_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[str] = []
    real = proofs_module.run_case

    def noting(library, law, case):  # type: ignore[no-untyped-def]
        run.append(case.place.path)
        return real(library, law, case)

    monkeypatch.setattr(proofs_module, "run_case", noting)
    shelf = Shelf("a library")

    def run_again(files: Mapping[str, str]) -> set[str]:
        run.clear()
        write(tmp_path, files)
        linted(tmp_path, shelf)
        return set(run)

    assert run_again(FILES) == {CASES, GERMAN_CASES}
    assert run_again(FILES) == set()
    assert run_again(edited(FACTS, "How old are", "Of what age are")) == set()
    assert run_again(edited(FACTS, "less_than: 18", "less_than: 17")) == {CASES}
    assert run_again(edited(GERMAN_CASES, "seat in France", "a seat in France")) == {CASES, GERMAN_CASES}
    assert run_again(edited("jurisdictions/DE/data-protection.yaml", "weight: 1", "weight: 2")) == {GERMAN_CASES}
    assert run_again(edited("rules/controls/sample.yaml", "likely: 2", "likely: 3")) == {GERMAN_CASES}


def test_the_cases_of_a_rule_may_stand_in_several_files(tmp_path: Path) -> None:
    head, items = FILES[CASES].split("items:\n")
    blocks = items.split("\n  - ")
    files = {
        **FILES,
        CASES: head + "items:\n" + "\n  - ".join(blocks[::2]) + "\n",
        CASES.replace(".yaml", "-2.yaml"): head + "items:\n  - " + "\n  - ".join(blocks[1::2]),
    }
    write(tmp_path, files)
    found = linted(tmp_path, Shelf("a library"))
    assert [str(one) for one in found.diagnostics] == []
    assert found.counts.cases == 33


# what is shown


def found_in(tmp_path: Path) -> Linted:
    files = edited(BOOK, "weight: 6", "weight: 60")
    files[GERMAN_CASES] = files[GERMAN_CASES].replace("expect: pass", "expect: passed", 1)
    write(tmp_path, files)
    return linted(tmp_path)


NAMES = sorted(FILES)


@pytest.mark.parametrize(
    ("paths", "codes", "elsewhere"),
    [
        ((), ["CM104", "CM106"], 0),
        ((BOOK,), ["CM106"], 1),
        (("jurisdictions/DE",), ["CM104"], 1),
        (("jurisdictions",), ["CM104", "CM106"], 0),
        ((".",), ["CM104", "CM106"], 0),
        (("rules",), [], 2),
    ],
)
def test_paths_limit_what_is_shown(paths: tuple[str, ...], codes: list[str], elsewhere: int, tmp_path: Path) -> None:
    shown = show(found_in(tmp_path), chosen((), (), paths, NAMES))
    assert sorted(one.code for one in shown.diagnostics) == codes
    assert shown.elsewhere == elsewhere


def test_warnings_in_other_files_are_nobodys_error(tmp_path: Path) -> None:
    write(tmp_path, edited(BOOK, "seen: 2026-11-01", "seen: 2020-11-01"))
    found = linted(tmp_path)
    assert found.warnings == 1
    assert show(found, chosen((), (), ("rules",), NAMES)).elsewhere == 0


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (("CM104",), (), ["CM104"]),
        (("CM1",), ("cm104",), ["CM106"]),
        (("CM104,CM106",), (), ["CM104", "CM106"]),
        ((), ("CM1",), []),
    ],
)
def test_codes_limit_what_is_shown(
    select: tuple[str, ...], ignore: tuple[str, ...], codes: list[str], tmp_path: Path
) -> None:
    shown = show(found_in(tmp_path), chosen(select, ignore, (), NAMES))
    assert sorted(one.code for one in shown.diagnostics) == codes


WRONG = {
    "a path of no file": (((), (), ("jurisdictions/EU/data-protecton.yaml",)), "no file of the library lies at"),
    "the beginning of a name": (((), (), ("jurisdictions/E",)), "no file of the library lies at jurisdictions/E"),
    "a code that is none": ((("CM999",), (), ()), "no code begins with 'CM999'"),
    "an empty word": (((), ("CM1,",), ()), "no code begins with ''"),
    "all that is selected is ignored": ((("CM302",), ("CM3",), ()), "what is selected is ignored as well"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_a_choice_of_nothing_is_a_mistake(
    arguments: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], message: str
) -> None:
    with pytest.raises(UsageIsWrong) as caught:
        chosen(*arguments, NAMES)
    assert str(caught.value).startswith(message)
