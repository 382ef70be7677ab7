"""Find what ships with checkmarket: its own data files, rules/ and jurisdictions/, in the package or the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def assets_root() -> Path:
    """The folder that holds `rules` and `jurisdictions`.  An editable install has no copy of them: decisions/0005."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_assets"
    return installed if installed.is_dir() else package.parent.parent


def package_yaml(name: str) -> dict[str, Any]:
    """A data file of checkmarket itself, by its path inside the package."""
    import yaml  # noqa: PLC0415 - a warm check needs no YAML

    text = (Path(__file__).resolve().parent.parent / name).read_text("utf-8")
    found = yaml.safe_load(text)
    assert isinstance(found, dict), name
    return found
