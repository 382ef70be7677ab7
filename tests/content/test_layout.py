"""Every file that ships is laid out as `checkmarket rules fmt` lays it out."""

from __future__ import annotations

from pathlib import Path

from checkmarket.authoring.formatter import Formatter
from checkmarket.library import assets_root
from checkmarket.library.files import find_yaml
from checkmarket.library.loader import read_cases, read_sources
from checkmarket.library.schemas import read_schemas


def test_every_shipped_file_is_laid_out() -> None:
    root = assets_root()
    formatter = Formatter(read_schemas())
    files = find_yaml([root / "rules", root / "jurisdictions", root / "examples"])
    assert files
    assert [
        path.name for path in files if formatter.format(path.read_bytes(), path.name) != (path.read_text("utf-8"), [])
    ] == []


def test_every_shipped_file_names_the_schema_of_its_kind() -> None:
    root = assets_root()
    kinds = {one.shown: one.kind for one in (*read_sources(root), *read_cases(root)) if one.shown.endswith(".yaml")}
    kinds |= {path.relative_to(root).as_posix(): "product" for path in find_yaml([root / "examples"])}
    wrong = [
        name
        for name, kind in kinds.items()
        if (root / name).parent.joinpath(_schema_line(root / name)).resolve()
        != (root / "rules" / "schema" / f"{kind}.schema.json").resolve()
    ]
    assert wrong == []


def _schema_line(path: Path) -> str:
    first = path.read_text("utf-8").partition("\n")[0]
    return first.removeprefix("# yaml-language-server: $schema=")
