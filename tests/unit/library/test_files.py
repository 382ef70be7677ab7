"""Writing files: whole or not at all, and never in the place of what is no file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from checkmarket.library.files import stamps, write_whole


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("before")
    write_whole(path, "after\n")
    assert path.read_text() == "after\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are not known here")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "through the pipe\n")
    assert os.read(reading, 100) == b"through the pipe\n"
    os.close(reading)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_stamp_tells_that_a_file_changed_came_or_went(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a")
    (tmp_path / "notes.txt").write_text("a")
    first = stamps(tmp_path)
    assert list(first) == [str(tmp_path / "a.yaml")]
    (tmp_path / "a.yaml").write_text("ab")
    second = stamps(tmp_path)
    assert second != first
    (tmp_path / "b.yaml").write_text("b")
    assert stamps(tmp_path) != second
