"""The command line as people have it: with a cache, here one of its own for all these tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _cache(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHECKMARKET_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_folder))
