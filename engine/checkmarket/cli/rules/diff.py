"""`checkmarket rules diff OLD [NEW]`: what changed in meaning, and what that does to products."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import as_of_option, library_option, library_root, put
from checkmarket.model.diagnostics import FilesAreWrong, UsageIsWrong

if TYPE_CHECKING:
    from checkmarket.library import Sources
    from checkmarket.model.changes import LawDiff, ProductEffect
    from checkmarket.model.library import Library

_FOLDERS = ("products", "examples")


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", required=False, metavar="[NEW]")
@click.option(
    "--products", metavar="DIR", help="Product files to judge by both.  [default: products/ or examples/ of NEW]"
)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is the terminal.")
@click.option("--profile", default="baseline", show_default=True, help="Scoring model and gate thresholds.")
@as_of_option()
@library_option()
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything changed.")
def command(
    old: str,
    new: str | None,
    products: str | None,
    form: str,
    output: str,
    profile: str,
    as_of: date,
    root: str | None,
    *,
    exit_code: bool,
) -> int:
    """What changed in meaning, not in layout: rules diff main

    OLD and NEW are folders with rules/ and jurisdictions/, or git revisions of the library here; without NEW, the
    library as it lies here.  The products show which verdicts, findings and scores flip.
    """
    from checkmarket.authoring.comparer import compare  # noqa: PLC0415 - `--help` needs no engine
    from checkmarket.session.loading import library_of  # noqa: PLC0415

    folder = library_root(root)
    before = library_of(_sources(folder, old))
    after = library_of(_sources(folder, new or str(folder)))
    if profile not in before.profiles and profile not in after.profiles:
        raise UsageIsWrong(f"unknown profile '{profile}'", f"there is {', '.join(sorted(after.profiles))}")
    diff = replace(compare(before, after, as_of), old=old, new=new or "here")
    at = _products_folder(products, Path(new) if new and Path(new).is_dir() else folder)
    if at is not None:
        paths = sorted(at.glob("*.yaml"))
        diff = replace(diff, effects=tuple(_effect(one, before, after, as_of, profile) for one in paths))
    put(_render(diff, form), output)
    return 1 if exit_code and not diff.is_empty else 0


def _sources(folder: Path, name: str) -> Sources:
    from checkmarket.library import read_sources  # noqa: PLC0415
    from checkmarket.library.revisions import read_revision  # noqa: PLC0415

    return read_sources(Path(name)) if Path(name).is_dir() else read_revision(folder, name)


def _products_folder(named: str | None, root: Path) -> Path | None:
    if named is None:
        at = Path() if root == Path.cwd() else root
        return next((at / one for one in _FOLDERS if (at / one).is_dir()), None)
    if not Path(named).is_dir():
        raise UsageIsWrong(f"{named} is no folder", "--products takes a folder of product files")
    return Path(named)


def _effect(path: Path, before: Library, after: Library, as_of: date, profile: str) -> ProductEffect:
    """A product that one of the two cannot read is told, and the others are judged all the same."""
    from checkmarket.authoring.comparer import effects_on  # noqa: PLC0415
    from checkmarket.model.changes import ProductEffect  # noqa: PLC0415
    from checkmarket.session import load_product  # noqa: PLC0415

    problems: list[str] = []
    loaded = []
    for name, library in (("OLD", before), ("NEW", after)):
        try:
            loaded.append((library, load_product(path, library)))
        except FilesAreWrong as error:
            problems += [f"by {name}, {one.place}: {one.code} {one.message}" for one in error.diagnostics]
    if problems:
        return ProductEffect(product=path.stem, problems=tuple(problems))
    return effects_on(loaded[0], loaded[1], as_of, profile)


def _render(diff: LawDiff, form: str) -> str:
    from checkmarket.reporters.diff import json, markdown, text  # noqa: PLC0415

    match form:
        case "json":
            return json.render(diff)
        case "markdown":
            return markdown.render(diff)
        case _:
            return text.render(diff)
