"""Every code has a sample in diagnostics.txt: one mistake, and the whole message at its exact place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from checkmarket.library.files import read_file
from checkmarket.library.loader import Loaded, Source, compile_product
from checkmarket.model.diagnostics import CODES, WARNINGS, FilesAreWrong
from checkmarket.session.cases import as_diagnostics, run_cases
from tests.conftest import Inspect
from tests.support.tiny import CASES, FILES, PRODUCT, unmarked

ASKS = "requires: {fact: sample.flag, is: true}"
CASES_FILE, PRODUCT_FILE = "jurisdictions/EU/cases/tax.yaml", "product.yaml"
BASE = {**FILES, CASES_FILE: CASES, PRODUCT_FILE: PRODUCT}
ELSEWHERE = (
    frozenset({"CM001", "CM002", "CM014", "CM015", "CM970", *(f"CM85{n}" for n in range(7))}) | WARNINGS
)  # no text to show, tables of indicators, and advice: test_codes.py


@dataclass
class Sample:
    """A passage of a file is replaced by another; then these diagnostics are expected, in this order."""

    sentence: str
    file: str = "jurisdictions/EU/tax.yaml"
    edits: list[tuple[str, str]] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)


def samples() -> list[Sample]:
    text = (Path(__file__).parent / "diagnostics.txt").read_text("utf-8")
    found: list[Sample] = []
    previous = ""
    for line in text.splitlines():
        sign, rest = line[:1], line[2:]
        match sign:
            case "=":
                found.append(Sample(line[3:]))
            case "@":
                found[-1].file = rest
            case "a":
                found[-1].edits.append((ASKS, "requires: " + line.removeprefix("asks ")))
            case "-" | "+":
                add(found[-1].edits, sign, rest, previous)
            case "!":
                found[-1].said.append((rest, ""))
            case "?":
                found[-1].said[-1] = (found[-1].said[-1][0], rest)
        previous = sign
    return found


def add(edits: list[tuple[str, str]], sign: str, line: str, previous: str) -> None:
    """A line of what is replaced, or of what replaces it; a `-` after anything else begins a new edit."""
    if (sign == "-" and previous != "-") or (sign == "+" and previous not in "-+"):
        edits.append(("", ""))
    old, new = edits[-1]
    if sign == "-":
        edits[-1] = (f"{old}\n{line}" if old else line, new)
    else:
        edits[-1] = (old, f"{new}\n{line}" if previous == "+" else line)


def edited(text: str, sample: Sample) -> str:
    for old, new in sample.edits:
        assert not old or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {sample.file}"
        text = text.replace(old, new) if old else f"{text}{new}\n"
    return text


def diagnostics(sample: Sample, text: str, inspect: Inspect) -> list[str]:
    if sample.file == PRODUCT_FILE:
        return diagnostics_of_product(text, inspect(FILES))
    loaded = inspect({**FILES, sample.file: text})
    outcomes = [] if loaded.diagnostics else as_diagnostics(run_cases(loaded.library, loaded.cases))
    return list(map(str, [*loaded.diagnostics, *outcomes]))


def diagnostics_of_product(text: str, loaded: Loaded) -> list[str]:
    with pytest.raises(FilesAreWrong) as caught:
        compile_product((Source("product", PRODUCT_FILE, text.encode(), ()),), loaded.library)
    return list(map(str, caught.value.diagnostics))


@pytest.mark.parametrize("sample", samples(), ids=lambda one: one.sentence)
def test_a_mistake_is_named_at_its_place(sample: Sample, inspect: Inspect) -> None:
    text, marks = unmarked(edited(BASE.get(sample.file, ""), sample))
    expected = [
        f"{sample.file}:{line}:{column}: {message}" + (f"\n  hint: {hint}" if hint else "")
        for (message, hint), (line, column) in zip(sample.said, marks or [(1, 1)], strict=True)
    ]
    assert diagnostics(sample, text, inspect) == expected


def test_the_base_of_all_samples_has_no_mistake(inspect: Inspect) -> None:
    loaded = inspect({**FILES, CASES_FILE: CASES})
    assert loaded.diagnostics == ()
    assert as_diagnostics(run_cases(loaded.library, loaded.cases)) == []
    assert compile_product((Source("product", PRODUCT_FILE, PRODUCT.encode(), ()),), loaded.library).id == "sample"


def test_every_code_has_a_sample() -> None:
    shown = {message.split()[0] for sample in samples() for message, _ in sample.said}
    assert sorted(CODES.keys() - shown - ELSEWHERE) == []
    assert shown <= CODES.keys()


# files without text


def test_a_folder_called_like_a_file(inspect: Inspect) -> None:
    loaded = inspect({**FILES, "rules/facts/more.yaml/x": ""})
    assert list(map(str, loaded.diagnostics)) == [
        "rules/facts/more.yaml:1:1: CM001 this is not a file\n  hint: name a file"
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    data, problems = read_file(tmp_path / "none.yaml", "none.yaml")
    assert data is None
    assert list(map(str, problems)) == [
        "none.yaml:1:1: CM001 no such file or directory\n  hint: check the name and the permissions"
    ]


def test_a_folder_without_rulebooks(inspect: Inspect, tmp_path: Path) -> None:
    with pytest.raises(FilesAreWrong) as caught:
        inspect({})
    assert (
        str(caught.value)
        == f"{tmp_path}:1:1: CM001 no rulebook lies below this folder\n  hint: it needs rules/ and jurisdictions/"
    )


def test_bytes_that_are_no_text(inspect: Inspect) -> None:
    loaded = inspect({**FILES, "rules/facts/more.yaml": b"topic: \xff\n"})
    assert list(map(str, loaded.diagnostics)) == [
        "rules/facts/more.yaml:1:8: CM002 not UTF-8 text\n  hint: save the file as UTF-8"
    ]


def test_a_huge_file(inspect: Inspect) -> None:
    loaded = inspect({**FILES, "rules/facts/more.yaml": b"#" * (1024 * 1024 + 1)})
    assert list(map(str, loaded.diagnostics)) == [
        "rules/facts/more.yaml:1:1: CM014 the file has more than 1 MiB\n  hint: split it"
    ]


BROKEN = {
    "facts": ("rules/facts/sample.yaml", "title: Samples", "titel: Samples"),
    "controls": ("rules/controls/sample.yaml", "title: What", "titel: What"),
    "a rulebook": ("jurisdictions/EU/tax.yaml", "title: Tax", "titel: Tax"),
    "places": ("rules/places.yaml", "SG: Singapore", "SGP: Singapore"),
    "domains": ("rules/domains.yaml", "title: Tax", "titel: Tax"),
}


@pytest.mark.parametrize(("file", "old", "new"), BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_of_shape_is_not_said_again_by_every_file_that_refers_to_it(
    file: str, old: str, new: str, inspect: Inspect
) -> None:
    loaded = inspect({**FILES, CASES_FILE: CASES, file: FILES[file].replace(old, new)})
    assert {one.place.path for one in loaded.diagnostics} == {file}


def test_a_circle_of_places_is_named_in_a_file_of_places(inspect: Inspect) -> None:
    land = "jurisdictions/DE/jurisdiction.yaml"
    (found,) = inspect({**FILES, land: FILES[land] + "members: [{id: EU, from: 1958-01-01}]\n"}).diagnostics
    assert found.message == "a circle of jurisdictions: EU lies below DE lies below EU"
    assert found.place.path.endswith("/jurisdiction.yaml")


IDS = {
    "a rule": ("jurisdictions/EU/tax.yaml", "id: EU.tax.graded", "id: EU.tax.Graded"),
    "a rulebook": ("jurisdictions/EU/tax.yaml", "rulebook: EU.tax\n", "rulebook: EU-tax\n"),
    "a fact": ("rules/facts/sample.yaml", "id: sample.flag", "id: sample-flag"),
    "a control": ("rules/controls/sample.yaml", "id: raise-flag", "id: Raise_flag"),
    "an instrument": ("jurisdictions/EU/tax.yaml", '"celex:1"', '"32016R0679"'),
    "a term": ("jurisdictions/EU/tax.yaml", ASKS, "requires: {term: Bound!}"),
}


@pytest.mark.parametrize(("file", "old", "new"), IDS.values(), ids=IDS.keys())
def test_a_wrong_id_is_explained_without_a_regular_expression(file: str, old: str, new: str, inspect: Inspect) -> None:
    loaded = inspect({**FILES, file: FILES[file].replace(old, new, 1)})
    assert "CM105" in {one.code for one in loaded.diagnostics}
    assert [one.message for one in loaded.diagnostics if "^" in one.message] == []
