"""`checkmarket rules lint [PATH…]`: everything that is wrong or unwise in a library, at once."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import (
    as_of_option,
    library_option,
    library_root,
    no_color_option,
    path_in_library,
    put,
    wants_color,
)
from checkmarket.model.diagnostics import FilesAreWrong

if TYPE_CHECKING:
    from checkmarket.model.linting import Linted
    from checkmarket.store import Shelf

_PAUSE = 0.5
"""Seconds between two looks at the files."""


@click.command("lint")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--select", multiple=True, metavar="CODES", help="Show these codes only: CM302,CM91 (how they begin).")
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these codes out.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is the terminal.")
@click.option("--watch", is_flag=True, help="Stay, and lint again whenever a file changes; Ctrl-C ends it.")
@as_of_option()
@library_option()
@no_color_option()
def command(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    output: str,
    as_of: date,
    root: str | None,
    *,
    strict: bool,
    watch: bool,
    no_color: bool,
) -> int:
    """Check rulebooks, vocabulary and cases: every error, every failing case, every warning.

    PATH is a file or folder to show the findings of; the whole library is looked at all the same. A file may accept
    a warning under `lint`, with a reason and a last day. `rules explain-code CM302` explains a code.
    """
    folder = library_root(root)
    shelf = _shelf(folder)

    def run() -> int:
        found = _lint(folder, paths, select, ignore, as_of, shelf)
        shelf.write()
        put(_render(found, form, color=wants_color(no_color=no_color) and output == "-"), output)
        return int(bool(found.errors or found.elsewhere or (strict and found.warnings)))

    with _without_looking_for_circles():
        return _watch(run, folder) if watch else run()


def _shelf(folder: Path) -> Shelf:
    from checkmarket.store import Shelf  # noqa: PLC0415 - `--help` needs no cache

    return Shelf(f"lint {folder.resolve()}")


@contextmanager
def _without_looking_for_circles() -> Iterator[None]:
    """The trees that are built here hold no circles, and looking for some takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _lint(
    folder: Path, paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], as_of: date, shelf: Shelf
) -> Linted:
    from checkmarket.authoring.linter import chosen, lint, show  # noqa: PLC0415 - `--help` needs no engine
    from checkmarket.library import read_cases, read_sources  # noqa: PLC0415

    sources, cases = read_sources(folder), read_cases(folder)
    wanted = [path_in_library(path, folder) for path in paths]
    shown = chosen(select, ignore, wanted, [one.shown for one in (*sources, *cases)])
    return _as_seen_from_here(show(lint(sources, cases, as_of=as_of, memory=shelf), shown), folder)


def _as_seen_from_here(found: Linted, folder: Path) -> Linted:
    """With paths that an editor or a pull request finds: from the current folder, where the library lies in it."""
    try:
        prefix = folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return found
    if prefix == ".":
        return found
    moved = (replace(one, place=replace(one.place, path=f"{prefix}/{one.place.path}")) for one in found.diagnostics)
    return replace(found, diagnostics=tuple(moved))


def _render(found: Linted, form: str, *, color: bool) -> str:
    from checkmarket.reporters.diagnostics import FORMATS, sarif, text  # noqa: PLC0415

    match form:
        case "text":
            return text.render(found, color=color)
        case "sarif":
            from checkmarket.authoring.codes import explanations  # noqa: PLC0415

            return sarif.render(found, explanations())
        case _:
            return FORMATS[form](found)


def _watch(run: Callable[[], int], folder: Path) -> int:
    """Run again and again; ends with Ctrl-C, which is exit code 130."""
    from checkmarket.library.files import stamps  # noqa: PLC0415

    while True:
        before = stamps(folder)
        try:
            run()
        except FilesAreWrong as error:  # a folder that is being moved, for example
            click.echo("\n".join(map(str, error.diagnostics)), err=True)
        gc.collect()
        click.echo("\nWaiting for a change; Ctrl-C ends this.", err=True)
        while stamps(folder) == before:
            time.sleep(_PAUSE)
