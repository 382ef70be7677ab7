"""`checkmarket markets list`: the markets whose law is shipped."""

from __future__ import annotations

from datetime import date

import click

from checkmarket.cli.shared import as_of_option, library_option, library_root, no_color_option, put, wants_color


@click.command("list")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@as_of_option()
@library_option()
@no_color_option()
def command(form: str, as_of: date, root: str | None, *, no_color: bool) -> int:
    """The jurisdictions that have rulebooks, what lies above each, its languages, and the domains of its rulebooks."""
    from checkmarket.reporters.markets import json  # noqa: PLC0415 - `--help` needs no engine
    from checkmarket.reporters.markets.listing import listed_markets, render_list  # noqa: PLC0415
    from checkmarket.session import load_library  # noqa: PLC0415

    found = listed_markets(load_library(library_root(root)), as_of)
    put(json.render_list(found) if form == "json" else render_list(found, color=wants_color(no_color=no_color)))
    return 0
