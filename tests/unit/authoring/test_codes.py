"""The catalogue of codes is whole and true: each wrong passage gives its code, each right one does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checkmarket.authoring.codes import explanation, explanations
from checkmarket.authoring.linter import lint
from checkmarket.library import Sources, inspect_sources, read_cases, read_sources
from checkmarket.library.loader import Source, compile_product
from checkmarket.library.project import load_waivers
from checkmarket.library.schemas import read_schemas
from checkmarket.markets.country_names import resolver
from checkmarket.markets.indicator_csv import read_table
from checkmarket.model.diagnostics import CODES, EXCLUDABLE, WARNINGS, Diagnostic, FilesAreWrong, UsageIsWrong
from checkmarket.model.linting import Sample
from tests.support.clean import FILES, PRODUCT, TABLES, TODAY, WAIVERS

SAMPLES = {code: one.sample for code, one in explanations().items() if one.sample}
PRODUCT_FILE, WAIVERS_FILE = "product.yaml", "waivers.yaml"

Write = Callable[[Mapping[str, str | bytes]], tuple[Sources, Sources]]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes files into an empty folder, goes there, and reads them as a library."""
    monkeypatch.chdir(tmp_path)

    def written(files: Mapping[str, str | bytes]) -> tuple[Sources, Sources]:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_sources(tmp_path), read_cases(tmp_path)

    return written


def test_every_code_is_explained() -> None:
    assert sorted(explanations()) == sorted(CODES)


def test_every_code_has_a_sample_or_says_why_not() -> None:
    assert [code for code, one in explanations().items() if (one.sample is None) != bool(one.no_sample)] == []
    assert CODES.keys() - SAMPLES.keys() == {"CM001", "CM014", "CM015"}  # tests of their own


def test_the_library_that_samples_are_tried_in_is_right(write: Write) -> None:
    found = lint(*write(FILES), as_of=TODAY)
    assert [str(one) for one in found.diagnostics] == []
    assert found.complete


@pytest.mark.parametrize("code", SAMPLES)
def test_the_wrong_passage_gives_the_code(code: str, write: Write) -> None:
    found = diagnostics(SAMPLES[code], SAMPLES[code].wrong, write, saved_as=SAMPLES[code].saved_as)
    assert code in {one.code for one in found}


@pytest.mark.parametrize("code", SAMPLES)
def test_the_right_passage_is_no_mistake(code: str, write: Write) -> None:
    found = diagnostics(SAMPLES[code], SAMPLES[code].right, write)
    assert [str(one) for one in found if one.code == code or not one.is_warning] == []


def test_every_warning_but_those_about_exclusions_can_be_excluded() -> None:
    schema = read_schemas()["common"]["$defs"]["lint"]
    assert tuple(schema["items"]["properties"]["allow"]["enum"]) == EXCLUDABLE
    assert set(EXCLUDABLE) | {"CM923", "CM924"} == WARNINGS


def test_capitals_do_not_matter() -> None:
    assert explanation("cm302") is explanation("CM302")


def test_an_unknown_code_is_met_with_those_near_it() -> None:
    with pytest.raises(UsageIsWrong) as caught:
        explanation("CM3022")
    assert str(caught.value) == "no code 'CM3022'"
    assert "CM302" in caught.value.hint


def diagnostics(sample: Sample, passage: str, write: Write, *, saved_as: str = "utf-8") -> list[Diagnostic]:
    base = {**FILES, **TABLES, PRODUCT_FILE: PRODUCT, WAIVERS_FILE: WAIVERS}.get(sample.file, "")
    assert not sample.in_place_of or sample.in_place_of in base, "the passage stands nowhere in tests/support/clean.py"
    text = base.replace(sample.in_place_of, passage, 1) if sample.in_place_of else passage
    if sample.file in TABLES:
        resolve = resolver({"DE": "Germany", "JP": "Japan"}, {})
        return mistakes(lambda: read_table(text.encode(), sample.file, resolve))
    files = write({**FILES, sample.file: text.encode(saved_as)})
    if sample.file == PRODUCT_FILE:
        library = inspect_sources(*write(FILES)).library
        source = Source("product", PRODUCT_FILE, text.encode(), ())
        return mistakes(lambda: compile_product((source,), library))
    if sample.file == WAIVERS_FILE:
        return mistakes(lambda: load_waivers(Path(WAIVERS_FILE)))
    return list(lint(*files, as_of=TODAY).diagnostics)


def mistakes(load: Callable[[], object]) -> list[Diagnostic]:
    try:
        load()
    except FilesAreWrong as error:
        return list(error.diagnostics)
    return []
