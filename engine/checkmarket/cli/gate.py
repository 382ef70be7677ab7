"""`checkmarket gate`: judge what .checkmarket.yaml names, for a pipeline."""

from __future__ import annotations

from typing import Any

import click

from checkmarket.cli.judging import run
from checkmarket.cli.options import CONTEXT, judging_options


@click.command("gate", context_settings=CONTEXT)
@click.argument("markets", nargs=-1, metavar="[MARKET]...")
@click.option("-p", "--product", "products", multiple=True, metavar="FILE|NAME", help="Product files; may be repeated.")
@judging_options
@click.pass_context
def gate_command(ctx: click.Context, /, markets: tuple[str, ...], products: tuple[str, ...], **options: Any) -> int:
    """Judge the products and markets that .checkmarket.yaml names; the gravest verdict is the exit code."""
    for what, given in (("products", products), ("markets", markets)):
        if not given and not options["show_config"]:
            raise click.UsageError(f"no {what}: name them here or in .checkmarket.yaml")
    return run(ctx, products, markets, options)
