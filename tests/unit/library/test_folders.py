"""A folder is written whole, and nobody's files are lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkmarket.library.folders import check_target, read_texts, write_folder
from checkmarket.model.diagnostics import UsageIsWrong

MARKER = ".mark"
FILES = {"index.html": "one", "rules/a.html": "two"}


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_new_folder_holds_the_files_and_their_list(tmp_path: Path) -> None:
    write_folder(tmp_path / "deep" / "book", FILES, MARKER)
    assert files_in(tmp_path / "deep" / "book") == {**FILES, MARKER: "index.html\nrules/a.html\n"}
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["book"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    write_folder(tmp_path / "book", FILES, MARKER)
    assert (tmp_path / "book" / "index.html").read_text() == "one"


def test_a_former_book_is_replaced_whole(tmp_path: Path) -> None:
    write_folder(tmp_path / "book", FILES, MARKER)
    write_folder(tmp_path / "book", {"index.html": "new"}, MARKER)
    assert files_in(tmp_path / "book") == {"index.html": "new", MARKER: "index.html\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


@pytest.mark.parametrize("name", ["mine.txt", "rules/mine.txt"])
def test_a_file_that_somebody_put_there_is_not_lost(tmp_path: Path, name: str) -> None:
    write_folder(tmp_path / "book", FILES, MARKER)
    (tmp_path / "book" / name).write_text("mine")
    with pytest.raises(UsageIsWrong, match=f"a file that is not of the book: {name}"):
        write_folder(tmp_path / "book", FILES, MARKER)
    assert (tmp_path / "book" / name).read_text() == "mine"


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "thesis.txt").write_text("mine")
    with pytest.raises(UsageIsWrong, match="holds files that are not a book"):
        check_target(tmp_path / "work", MARKER)


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_refused(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "book"
    if kind == "file":
        target.write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageIsWrong, match="is no folder"):
        write_folder(target, FILES, MARKER)


def test_when_writing_fails_the_former_book_stays(tmp_path: Path) -> None:
    write_folder(tmp_path / "book", FILES, MARKER)
    with pytest.raises(OSError, match="index"):
        write_folder(tmp_path / "book", {"index.html": "new", "index.html/deeper": "impossible"}, MARKER)
    assert files_in(tmp_path / "book")["index.html"] == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_when_the_new_book_cannot_take_its_place_the_former_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "book", FILES, MARKER)
    rename = Path.rename

    def refuse_the_new(path: Path, target: Path) -> Path:
        if path.suffix == ".new":
            raise OSError("no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(OSError, match="no"):
        write_folder(tmp_path / "book", {"index.html": "new"}, MARKER)
    assert files_in(tmp_path / "book")["index.html"] == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_texts_are_read_by_name(tmp_path: Path) -> None:
    write_folder(tmp_path / "book", FILES, MARKER)
    assert read_texts(tmp_path / "book") == {"index.html": "one", MARKER: "index.html\nrules/a.html\n"}
