"""`checkmarket rules new RULE_ID`: begin a rule, with its cases and the questions it has to answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import click

from checkmarket.cli.shared import as_of_option, library_option, library_root, library_to_write, put

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from checkmarket.authoring.scaffolder import Draft
    from checkmarket.model.law import Kind
    from checkmarket.model.library import Library


@click.command("new")
@click.argument("rule", metavar="RULE_ID")
@click.option("--kind", type=click.Choice(["must", "must-not", "should", "may"]), default="must", show_default=True)
@click.option("--dry-run", is_flag=True, help="Show what would be added, and write nothing.")
@as_of_option()
@library_option()
def command(rule: str, kind: str, as_of: date, root: str | None, *, dry_run: bool) -> int:
    """Begin a rule: checkmarket rules new EU.tax.register-for-vat

    The draft goes into the rulebook of its jurisdiction and domain, and a first case beside it; what is not there yet
    is made.  It loads at once and binds nobody until its conditions are written.  Its comments ask what to find out.
    """
    from checkmarket.authoring.scaffolder import draft_rule  # noqa: PLC0415 - `--help` needs no library

    folder = library_root(root) if dry_run else library_to_write(root)
    library, texts = read_library(folder)
    drafts = draft_rule(library, rule, cast("Kind", kind), texts, day=as_of)
    bring(drafts, folder, dry_run=dry_run)
    if not dry_run:
        click.echo(f"Answer the questions, then: checkmarket rules lint && checkmarket rules test {rule}")
    return 0


def read_library(folder: Path) -> tuple[Library, dict[str, str]]:
    """The library as far as it compiles, and the texts of its files by path."""
    from checkmarket.library import inspect_library, read_cases, read_sources  # noqa: PLC0415

    files = (*read_sources(folder), *read_cases(folder))
    texts = {one.shown: (one.data or b"").decode("utf-8", errors="replace") for one in files}
    return inspect_library(folder).library, texts


def bring(drafts: Iterable[Draft], folder: Path, *, dry_run: bool) -> None:
    """Write the drafts and name the places, or show them."""
    for one in drafts:
        if dry_run:
            put(f"{one.path}, {'a new file' if one.is_new else f'added at line {one.line}'}:\n\n{one.added}\n")
            continue
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        put(one.text, str(path))
        click.echo(f"{path}:{one.line}  {'new' if one.is_new else 'added'}")
