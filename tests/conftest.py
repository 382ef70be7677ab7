"""What all tests share: Hypothesis that draws the same examples everywhere, tiny libraries, the shipped one."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from checkmarket.library import assets_root
from checkmarket.library.loader import Loaded, compile_product, inspect_library, read_product
from checkmarket.model.library import Library
from checkmarket.model.subject import Subject

settings.register_profile("same everywhere", derandomize=True, deadline=None, database=None)
settings.load_profile("same everywhere")

Inspect = Callable[[Mapping[str, str | bytes]], Loaded]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-goldens`: take what comes out as what is wanted, for a person to review."""
    parser.addoption("--write-goldens", action="store_true")


@pytest.fixture(autouse=True, scope="session")
def _no_cache() -> None:
    """Tests compile what they load; the one test of the cache names a folder of its own."""
    os.environ["CHECKMARKET_NO_CACHE"] = "1"


@pytest.fixture
def inspect(tmp_path: Path) -> Inspect:
    """Writes files into an empty folder and loads it, cases too, as far as it can be loaded."""

    def inspected(files: Mapping[str, str | bytes]) -> Loaded:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return inspect_library(tmp_path, with_cases=True)

    return inspected


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The library that checkmarket ships, as far as it compiles."""
    return inspect_library(assets_root()).library


@pytest.fixture(scope="session")
def example(shipped: Library) -> Subject:
    """The product of the README."""
    path = assets_root() / "examples" / "polyglot-chat.yaml"
    return compile_product(read_product(path), shipped)
