"""What a shelf keeps is given back under the same version only, and a broken shelf is an empty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkmarket.store import Shelf


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CHECKMARKET_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "checkmarket"


def filled(*pairs: tuple[str, str, object]) -> Shelf:
    shelf = Shelf("books")
    for name, version, value in pairs:
        shelf.keep(name, version, value)
    shelf.write()
    return shelf


def test_a_value_is_kept_for_the_next_run(folder: Path) -> None:
    filled(("a", "1", {"x": 1}), ("b", "1", 2))
    again = Shelf("books")
    assert (again.get("a", "1"), again.get("b", "1"), again.get("c", "1")) == ({"x": 1}, 2, None)


def test_another_version_is_not_given_and_takes_the_place_of_the_old_one(folder: Path) -> None:
    filled(("a", "1", "old"))
    assert Shelf("books").get("a", "2") is None
    filled(("a", "2", "new"))
    assert Shelf("books").get("a", "1") is None
    assert Shelf("books").get("a", "2") == "new"


def test_shelves_are_apart(folder: Path) -> None:
    filled(("a", "1", 1))
    assert Shelf("films").get("a", "1") is None


def test_without_writing_nothing_is_kept_for_the_next_run(folder: Path) -> None:
    shelf = Shelf("books")
    shelf.keep("a", "1", 1)
    assert shelf.get("a", "1") == 1
    assert Shelf("books").get("a", "1") is None


def test_a_shelf_that_did_not_change_is_not_written_again(folder: Path) -> None:
    filled(("a", "1", 1))
    (file,) = folder.iterdir()
    before = file.stat().st_mtime_ns
    again = Shelf("books")
    again.get("a", "1")
    again.write()
    assert file.stat().st_mtime_ns == before


def test_a_broken_shelf_is_empty(folder: Path) -> None:
    filled(("a", "1", 1))
    for path in folder.iterdir():
        path.write_bytes(b"not a pickle")
    assert Shelf("books").get("a", "1") is None


def test_it_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKMARKET_NO_CACHE", "1")
    assert filled(("a", "1", 1)).get("a", "1") == 1
    assert not folder.exists()
    assert Shelf("books").get("a", "1") is None
