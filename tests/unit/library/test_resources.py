"""Listing and reading the files of somebody else's tree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checkmarket.library.resources import MOST, list_files, read_bytes
from checkmarket.model.diagnostics import UsageIsWrong

ENDINGS = (".json", ".po")


def test_regular_files_of_the_endings_by_path_with_their_sizes(tmp_path: Path) -> None:
    for name in ("b/de.json", "a/de.PO", "a/x.txt", "node_modules/x/de.json", "top.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    assert list_files(tmp_path, ENDINGS, {"node_modules"}) == {"a/de.PO": 2, "b/de.json": 2, "top.json": 2}


def test_links_and_pipes_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "de.json").write_text("{}")
    (tmp_path / "again").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "link.json").symlink_to(tmp_path / "real" / "de.json")
    os.mkfifo(tmp_path / "pipe.json")
    assert list(list_files(tmp_path, ENDINGS, ())) == ["real/de.json"]


def test_a_file_is_the_only_one_of_itself(tmp_path: Path) -> None:
    (tmp_path / "de.json").write_text("{}")
    assert list_files(tmp_path / "de.json", ENDINGS, ()) == {"de.json": 2}


def test_nothing_there_is_a_mistake_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageIsWrong, match="there is no folder or file"):
        list_files(tmp_path / "absent", ENDINGS, ())


def test_no_more_is_read_than_tells_that_it_is_too_large(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as stream:
        stream.truncate(MOST + 1000)
    assert len(read_bytes(large)) == MOST + 1
