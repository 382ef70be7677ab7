"""What is kept is used only for the same sources, and a broken cache is no mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkmarket.store import remember


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CHECKMARKET_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "checkmarket"


def test_the_same_sources_are_made_once(folder: Path) -> None:
    made: list[int] = []
    assert [remember("a", lambda: made.append(1) or 7) for _ in range(2)] == [7, 7]
    assert made == [1]


def test_other_sources_are_made_anew(folder: Path) -> None:
    assert remember("a", lambda: 1) == 1
    assert remember("b", lambda: 2) == 2


def test_what_fails_is_not_kept(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        remember("a", lambda: 1 // 0)
    assert not list(folder.glob("*"))


def test_a_broken_file_is_made_anew(folder: Path) -> None:
    remember("a", lambda: 1)
    for path in folder.iterdir():
        path.write_bytes(b"not a pickle")
    assert remember("a", lambda: 2) == 2


def test_a_folder_that_cannot_be_written_is_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.delenv("CHECKMARKET_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert remember("a", lambda: 1) == 1


def test_it_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKMARKET_NO_CACHE", "1")
    assert remember("a", lambda: 1) == 1
    assert not folder.exists()


def test_the_cache_is_the_owners_alone_and_does_not_grow_for_ever(folder: Path) -> None:
    for number in range(45):
        remember(str(number), lambda: 1)
    files = list(folder.iterdir())
    assert len(files) == 40
    assert {path.stat().st_mode & 0o077 for path in files} == {0}
