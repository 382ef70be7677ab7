"""`checkmarket rules schema [OUT]`: schemas for editors, which complete every id of the library."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkmarket.cli.shared import counted, library_option, library_root, library_to_write, put
from checkmarket.model.diagnostics import UsageIsWrong

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULT = Path(".checkmarket", "schema")


@click.command("schema")
@click.argument("out", required=False, metavar="[OUT]")
@click.option(
    "--use/--no-use",
    default=None,
    help="Let the first line of every file of the library name these schemas, or those of rules/schema again.",
)
@library_option()
def command(out: str | None, root: str | None, *, use: bool | None) -> int:
    """Write schemas for editors, which complete facts, terms, parameters, controls, instruments and rules.

    OUT is a folder, .checkmarket/schema of the library where it is left out.  rules/EDITORS.md tells how editors are
    set up.  Write them anew when ids have changed.
    """
    from checkmarket.authoring.completer import editor_schemas  # noqa: PLC0415 - `--help` needs no library
    from checkmarket.library import inspect_library  # noqa: PLC0415
    from checkmarket.library.schemas import read_schemas  # noqa: PLC0415

    folder = library_root(root) if use is None and out else library_to_write(root)
    target = Path(out) if out else folder / _DEFAULT
    if use is False:
        _point(folder, folder / "rules" / "schema")
        return 0
    if target.resolve() == (folder / "rules" / "schema").resolve():
        raise UsageIsWrong("rules/schema holds the language itself", "name another folder")
    found = editor_schemas(read_schemas(), inspect_library(folder).library)
    _write(found, target)
    if use:
        _point(folder, target)
    return 0


def _write(schemas: Mapping[str, dict[str, Any]], target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        put(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", str(target / f"{name}.schema.json"))
    click.echo(f"{counted(len(schemas), 'schema')} in {target}")


def _point(folder: Path, target: Path) -> None:
    """Change the first line of every file that names a schema; the rest of it stays."""
    from checkmarket.authoring.completer import pointed, schema_named  # noqa: PLC0415
    from checkmarket.library.files import find_yaml  # noqa: PLC0415

    changed = 0
    for path in find_yaml([folder / "rules", folder / "jurisdictions"]):
        text = path.read_text("utf-8")
        schema = os.path.relpath(target / schema_named(text), path.parent)
        after = pointed(text, Path(schema).as_posix())
        if after != text:
            put(after, str(path))
            changed += 1
    click.echo(f"{counted(changed, 'file')} now name{'s' if changed == 1 else ''} the schemas in {target}")
