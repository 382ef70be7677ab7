"""A whole tree, scanned."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkmarket.library.resources import MOST
from checkmarket.localisation import scanner
from checkmarket.localisation.scanner import Wish, scan
from tests.support.resources import write_samples


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


WEB = {
    "locales/en/common.json": '{"a": "One", "b": "Two"}',
    "locales/de/common.json": '{"a": "Eins"}',
    "locales/en/errors.json": '{"c": "Wrong"}',
}


def test_every_format_is_found_and_read(tmp_path: Path) -> None:
    write_samples(tmp_path)
    found = scan(Wish(root=tmp_path), processes=1)
    assert {one.format for one in found.coverage} == {
        *("android", "arb", "fluent", "gettext", "json", "properties", "resx", "strings", "xcstrings", "xliff", "yaml")
    }
    assert not [one for one in found.flaws if one.code == "L001"]
    assert found.size == sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())


def test_coverage_and_the_source_of_a_small_product(tmp_path: Path) -> None:
    found = scan(Wish(root=write(tmp_path, WEB)))
    assert (found.source.locale, found.files) == ("en", 3)
    rows = [(one.domain, one.locale, one.counts.translated, one.counts.missing) for one in found.coverage]
    assert rows == [
        ("locales/*/common.json", "de", 1, 1),
        ("locales/*/common.json", "en", 2, 0),
        ("locales/*/errors.json", "de", 0, 1),
        ("locales/*/errors.json", "en", 1, 0),
    ]


def test_all_domains_together_say_which_locale_is_the_source(tmp_path: Path) -> None:
    """One domain alone would take English, where both locales are as complete."""
    files = {"a/locales/de.json": '{"a": "1", "b": "2", "c": "3"}', "a/locales/en.json": '{"a": "1"}'}
    equal = {"b/locales/de.json": '{"a": "eins"}', "b/locales/en.json": '{"a": "one"}'}
    found = scan(Wish(root=write(tmp_path, files | equal)))
    assert found.source.locale == "de"
    assert {one.locale for one in found.coverage if one.is_source} == {"de"}
    asked = scan(Wish(root=tmp_path, source="en"))
    assert asked.source.why == "as --source says"
    assert {one.locale for one in asked.coverage if one.is_source} == {"en"}


def test_as_many_processes_as_there_are_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_samples(tmp_path)
    write(tmp_path, WEB | {"broken/locales/de.json": "{"})
    monkeypatch.setattr(scanner, "_ALONE", 0)
    seen: list[tuple[int, int]] = []
    together = scan(Wish(root=tmp_path), lambda done, total: seen.append((done, total)), processes=2)
    assert together == scan(Wish(root=tmp_path), processes=1)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1]


def test_a_file_that_cannot_be_read_is_a_flaw_and_the_others_count(tmp_path: Path) -> None:
    write(tmp_path, WEB | {"locales/fr/common.json": '{\n  "a": "Un",\n}'})
    found = scan(Wish(root=tmp_path))
    flaws = [(one.code, one.path, one.line, one.column, one.message) for one in found.flaws]
    assert flaws == [("L001", f"{tmp_path}/locales/fr/common.json", 3, 1, "expected a key in double quotes")]
    assert found.files == 4


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, WEB)
    with (tmp_path / "locales/en/big.json").open("wb") as stream:
        stream.truncate(MOST + 1)
    assert [one.message for one in scan(Wish(root=tmp_path), processes=1).flaws] == [
        "larger than 64 MiB, which no resource file needs to be"
    ]


def test_default_resources_are_the_source(tmp_path: Path) -> None:
    string = '<resources><string name="a">{}</string></resources>'
    write(tmp_path, {"res/values/strings.xml": string.format("A"), "res/values-de/strings.xml": string.format("Ä")})
    found = scan(Wish(root=tmp_path))
    assert [(one.locale, one.written, one.is_source) for one in found.coverage] == [
        ("de", "values-de", False),
        ("en", "", True),
    ]
    assert found.source.why == "assumed: the default resources do not name their language"


def test_what_others_wrote_is_left_out_unless_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, {f"node_modules/x/{path}": text for path, text in WEB.items()})
    assert scan(Wish(root=tmp_path)).coverage == ()
    assert scan(Wish(root=tmp_path / "node_modules")).files == 3


def test_one_file_alone(tmp_path: Path) -> None:
    path = write(tmp_path, {"de.po": 'msgid "a"\nmsgstr "b"\n'}) / "de.po"
    found = scan(Wish(root=path))
    assert [(one.locale, one.files, one.counts.translated) for one in found.coverage] == [("de", (path.as_posix(),), 1)]
