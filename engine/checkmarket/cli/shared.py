"""What several commands share: their options, finding files, and putting a text where it belongs."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkmarket.model.diagnostics import UsageIsWrong

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_PRODUCT_FOLDERS = ("", "products", "examples")


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day of the calendar has no zone
        except ValueError:
            self.fail(f"'{value}' is no day; write it 2026-11-22", param, ctx)


def today() -> date:
    """The one place where a day is taken from the clock."""
    return date.today()  # noqa: DTZ011


def library_option() -> Decorator:
    """--library DIR, handed over as `root`."""
    return click.option(
        "--library",
        "root",
        metavar="DIR",
        help="A folder with rules/ and jurisdictions/ to use in place of the shipped one.",
    )


def as_of_option() -> Decorator:
    """--as-of DAY, today where it is left out."""
    return click.option(
        "--as-of", type=Day(), default=today, metavar="DAY", help="Judge by the law of this day.  [default: today]"
    )


def no_color_option() -> Decorator:
    """--no-color; see `wants_color`."""
    return click.option("--no-color", is_flag=True, help="No colour, as with NO_COLOR.")


def library_root(root: str | None) -> Path:
    """The folder of the library to work on: the named one, else the current folder if it is one, else the shipped."""
    from checkmarket.library import assets_root  # noqa: PLC0415 - `--help` needs no library

    if root:
        return Path(root)
    here = Path.cwd()
    return here if _is_library(here) else assets_root()


def library_to_write(root: str | None) -> Path:
    """The folder of the library to change: the named one or the current folder, never what the package holds."""
    folder = Path(root) if root else Path.cwd()
    if _is_library(folder):
        return folder
    raise UsageIsWrong(f"no rules/ and jurisdictions/ in {root or 'this folder'}", "name a library with --library DIR")


def _is_library(folder: Path) -> bool:
    return (folder / "rules").is_dir() and (folder / "jurisdictions").is_dir()


def counted(number: int, thing: str) -> str:
    """`1 file`, `3 files`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def path_in_library(path: str, folder: Path) -> str:
    """The path as messages show it, from the folder of the library, for a path from here or from there."""
    for candidate in (Path(path), folder / path):
        if candidate.exists():
            try:
                return candidate.resolve().relative_to(folder.resolve()).as_posix()
            except ValueError:
                continue
    if Path(path).exists():
        raise UsageIsWrong(f"{path} lies outside the library {folder}", "name the library with --library DIR")
    return path


def find_product(name: str) -> Path:
    """The file a product is named by: a path, or NAME.yaml here, under products/ or under examples/."""
    candidates = [Path(name)] + [Path(folder, f"{name}.yaml") for folder in _PRODUCT_FOLDERS if os.sep not in name]
    return next((one for one in candidates if one.is_file()), Path(name))


def put(content: str | bytes, target: str = "-") -> None:
    """Write to a file, whole or not at all; `-` is the terminal, for text."""
    if target == "-":
        assert isinstance(content, str)
        sys.stdout.write(content)
        sys.stdout.flush()
        return
    from checkmarket.library.files import write_whole  # noqa: PLC0415

    write_whole(Path(target), content)


def wants_color(*, no_color: bool) -> bool:
    """A terminal that shows colour, and nobody said not to."""
    return not no_color and not os.environ.get("NO_COLOR") and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
