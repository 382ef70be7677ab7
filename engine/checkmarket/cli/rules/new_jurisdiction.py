"""`checkmarket rules new-jurisdiction CODE`: begin a jurisdiction with a first rulebook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from checkmarket.cli.rules.new import bring, read_library
from checkmarket.cli.shared import as_of_option, library_option, library_root, library_to_write

if TYPE_CHECKING:
    from checkmarket.authoring.scaffolder import PlaceNotes


@click.command("new-jurisdiction")
@click.argument("code", metavar="CODE")
@click.option("--domain", default="data-protection", show_default=True, help="The domain of its first rulebook.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@as_of_option()
@library_option()
def command(code: str, domain: str, as_of: date, root: str | None, *, dry_run: bool) -> int:
    """Begin a jurisdiction: checkmarket rules new-jurisdiction PL

    CODE is ISO 3166: a country such as PL, or a part of one such as US-CA.  Its file, a first rulebook without rules
    and a folder for cases are made.  The rulebook lists what the law above it leaves to it.
    """
    from checkmarket.authoring.scaffolder import draft_jurisdiction  # noqa: PLC0415 - `--help` needs no library

    folder = library_root(root) if dry_run else library_to_write(root)
    library, texts = read_library(folder)
    drafts = draft_jurisdiction(library, code, domain, _notes(code, as_of), texts.keys(), day=as_of)
    bring(drafts, folder, dry_run=dry_run)
    if not dry_run:
        (folder / "jurisdictions" / code / "cases").mkdir(exist_ok=True)
        click.echo(f"Begin a rule with: checkmarket rules new {code}.{domain}.what-to-do")
    return 0


def _notes(code: str, day: date) -> PlaceNotes:
    """What is known of the place."""
    from checkmarket.authoring.scaffolder import PlaceNotes  # noqa: PLC0415
    from checkmarket.library.cldr import languages_and_currency  # noqa: PLC0415

    languages, currency, source = languages_and_currency(code, day)
    return PlaceNotes(languages=languages, currency=currency, source=source)
