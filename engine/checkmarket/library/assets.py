"""Find rules/ and jurisdictions/: inside the installed package, or in the checkout it was installed from."""

from __future__ import annotations

from pathlib import Path


def assets_root() -> Path:
    """The folder that holds `rules` and `jurisdictions`.  An editable install has no copy of them: decisions/0005."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_assets"
    return installed if installed.is_dir() else package.parent.parent
