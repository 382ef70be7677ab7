"""What all tests share: Hypothesis that draws the same examples everywhere, tiny libraries of YAML, the shipped library."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from checkmarket.library import assets_root
from checkmarket.library.loader import Loaded, inspect_library
from checkmarket.model.library import Library
from hypothesis import settings

settings.register_profile("same everywhere", derandomize=True, deadline=None, database=None)
settings.load_profile("same everywhere")

Inspect = Callable[[Mapping[str, str | bytes]], Loaded]


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
