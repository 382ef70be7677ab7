"""`checkmarket pseudo` as people use it: a tree, a file, what is there already, and what goes wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from checkmarket.cli.main import run

FILES = {
    "web/locales/en.json": '{"hi": "Hello, {{name}}!", "bye": "Bye"}',
    "web/locales/de.json": '{"hi": "Hallo, {{name}}!"}',
    "app/res/values/strings.xml": '<resources><string name="hi">Hi</string></resources>',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_tree_gets_its_files_beside_the_sources(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pseudo", ".", "--locale", "fr"]) == 0
    assert capsys.readouterr().out == (
        "fr: accented Latin letters; from en, the most complete locale: 2 texts\n"
        "  app/res/values-fr/strings.xml  1 text\n"
        "  web/locales/fr.json  2 texts\n"
        "2 files written.\n"
    )
    assert (folder / "web/locales/fr.json").read_text("utf-8") == (
        '{"hi": "⟦Ħḗŀŀǿ, {{name}}!‖ǿƞḗ ŧ⟧", "bye": "⟦Ɓẏḗ‖⟧"}'
    )
    assert files(folder) == {*FILES, "app/res/values-fr/strings.xml", "web/locales/fr.json"}


def test_another_folder_and_nothing_of_it_is_taken_for_a_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["pseudo", ".", "--locale", "ar", "-o", "made"]) == 0
    first = files(folder) - set(FILES)
    assert first == {"made/app/res/values-ar/strings.xml", "made/web/locales/ar.json"}
    assert run(["pseudo", ".", "--locale", "ar", "-o", "made", "--force"]) == 0
    assert files(folder) - set(FILES) == first


def test_catalogues_made_before_are_no_sources(folder: Path) -> None:
    (folder / "po").mkdir()
    (folder / "po/app.pot").write_text('msgid "a"\nmsgstr ""\n', encoding="utf-8")
    assert run(["pseudo", ".", "--locale", "ar", "-o", "made"]) == 0
    assert run(["pseudo", ".", "--locale", "fr", "-o", "made"]) == 0
    assert {name for name in files(folder) if name.endswith(".po")} == {"made/po/ar.po", "made/po/fr.po"}


def test_the_locale_s_own_files_are_no_sources_however_complete(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "web/locales/nl.json").write_text('{"hi": "Hoi", "bye": "Dag", "more": "Meer"}', encoding="utf-8")
    assert run(["pseudo", "web", "--locale", "nl", "-o", "made"]) == 0
    assert "from en" in capsys.readouterr().out


def test_what_is_there_is_not_replaced_and_then_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["pseudo", ".", "--locale", "de"]) == 2
    assert capsys.readouterr().err == (
        "checkmarket: web/locales/de.json exists\n  hint: --force replaces it; -o DIR writes elsewhere\n"
    )
    assert files(folder) == set(FILES)
    assert run(["pseudo", ".", "--locale", "de", "--force"]) == 0
    assert "⟦" in (folder / "web/locales/de.json").read_text("utf-8")


def test_a_single_file(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "app/res/values")
    assert run(["pseudo", "strings.xml", "--locale", "he", "-o", str(folder / "out")]) == 0
    assert (folder / "out/values-iw/strings.xml").is_file()
    assert run(["pseudo", "strings.xml", "--locale", "he"]) == 0
    assert (folder / "app/res/values-iw/strings.xml").is_file()


def test_how_much_longer(folder: Path) -> None:
    assert run(["pseudo", "web/locales/en.json", "--locale", "es", "--expand", "0"]) == 0
    assert '"bye": "⟦Ɓẏḗ⟧"' in (folder / "web/locales/es.json").read_text("utf-8")


def test_a_broken_neighbour_is_told_and_the_rest_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "web/locales/it.json").write_text("{", encoding="utf-8")
    assert run(["pseudo", "web", "--locale", "fr"]) == 1
    shown = capsys.readouterr().out
    assert "not read:\n  web/locales/it.json:1:2: " in shown
    assert (folder / "web/locales/fr.json").is_file()


def test_a_text_that_cannot_be_read_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "app_en.arb").write_text('{\n"a": "{n, plural, one {x}", "b": "y"}', encoding="utf-8")
    assert run(["pseudo", "app_en.arb", "--locale", "fr"]) == 0
    assert "left as they are, since their placeholders cannot be read:\n  app_en.arb:2:6: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("web", "--locale", "xx-yy-zz"), "'xx-yy-zz' is no locale"),
        (("none", "--locale", "ar"), "there is no folder or file 'none'"),
        (("app/res/nothing", "--locale", "ar"), "there is no folder or file"),
        (("README.md", "--locale", "ar"), "README.md is no resource file of a known format"),
        (("empty", "--locale", "ar"), "no source texts in empty"),
        (("web",), "Missing option '--locale'"),
        (("broken/en.json", "--locale", "ar"), "broken/en.json:1:2: CM001 "),
        (("web", "--locale", "ar", "--expand", "1000"), "1000"),
    ],
)
def test_what_goes_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    (folder / "README.md").write_text("x", encoding="utf-8")
    (folder / "empty").mkdir()
    (folder / "broken").mkdir()
    (folder / "broken/en.json").write_text("{", encoding="utf-8")
    before = files(folder)
    assert run(["pseudo", *arguments]) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert (told.out, files(folder)) == ("", before)


def test_letters_that_the_encoding_of_a_file_cannot_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "caf\xe9"\nmsgstr ""\n'
    (folder / "de.po").write_bytes(text.encode("latin-1"))
    assert run(["pseudo", "de.po", "--locale", "fr"]) == 2
    assert "has no such letters" in capsys.readouterr().err


def test_without_its_libraries_it_says_how_to_install_them(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "langcodes", None)
    from checkmarket.localisation.tags import tag  # noqa: PLC0415 - what it remembers would hide the missing library

    tag.cache_clear()
    assert run(["pseudo", "web", "--locale", "fr"]) == 2
    told = capsys.readouterr().err
    assert "pseudo-localisation needs langcodes, which is not installed" in told
    assert "pip install 'checkmarket[localisation]'" in told


def test_a_disk_that_fails_leaves_nothing_behind(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def failing(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", failing)
    assert run(["pseudo", ".", "--locale", "fr"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert files(folder) == set(FILES)
