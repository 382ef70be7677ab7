"""One small report through every reporter, byte by byte.  After a wanted change: pytest tests/golden --write-goldens"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checkmarket import check, load_library, load_product
from checkmarket.model.report import Report
from checkmarket.reporters import reporter
from checkmarket.reporters.text import render

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def report() -> Report:
    library = load_library(HERE / "sample")
    return check(library, load_product(HERE / "sample" / "product.yaml", library), "EU", as_of=TODAY)


def test_json(report: Report, request: pytest.FixtureRequest) -> None:
    compare(reporter("json")(report).replace(report.library_digest, "sha256:" + 64 * "0"), "sample.json", request)


def test_text(report: Report, request: pytest.FixtureRequest) -> None:
    compare(reporter("text")(report), "sample.txt", request)


def test_text_in_full_and_in_colour(report: Report, request: pytest.FixtureRequest) -> None:
    compare(render(report, full=True, color=True), "sample.full-colour.txt", request)


def test_quiet(report: Report, request: pytest.FixtureRequest) -> None:
    assert render(report, quiet=True) == "NO-GO   1 blocker · 2 duties not met · 1 open question\n"


def test_a_profile_with_one_number_and_a_minimum(request: pytest.FixtureRequest) -> None:
    library = load_library(HERE / "sample")
    product = load_product(HERE / "sample" / "product.yaml", library).with_fact("ai.notice", True)
    report = check(library, product, "FR", as_of=TODAY, profile="xccdf", members="none")
    compare(render(report), "xccdf.txt", request)


def compare(found: str, name: str, request: pytest.FixtureRequest) -> None:
    path = HERE / name
    if request.config.getoption("--write-goldens"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text("utf-8")
