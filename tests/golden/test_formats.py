"""A report in which everything happens, through every format, byte by byte.  After a wanted change: --write-goldens"""

from __future__ import annotations

from pathlib import Path

import pytest

from checkmarket.reporters import reporter
from tests.support.reports import everything

HERE = Path(__file__).parent / "formats"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("sarif", "everything.sarif"),
        ("junit", "everything.junit.xml"),
        ("github", "everything.github.txt"),
        ("github-summary", "everything.summary.md"),
        ("gitlab", "everything.gitlab.json"),
        ("markdown", "everything.comment.md"),
        ("csv", "everything.csv"),
    ],
)
def test_a_format(name: str, file: str, request: pytest.FixtureRequest) -> None:
    found = reporter(name)(everything()).encode()
    if request.config.getoption("--write-goldens"):
        (HERE / file).write_bytes(found)
    assert found == (HERE / file).read_bytes()
