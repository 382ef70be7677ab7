"""`checkmarket [check] MARKET… --product FILE|NAME`: the main job."""

from __future__ import annotations

from typing import Any

import click

from checkmarket.cli.judging import run
from checkmarket.cli.options import CONTEXT, judging_options


@click.command("check", context_settings=CONTEXT)
@click.argument("markets", nargs=-1, required=True, metavar="MARKET...")
@click.option(
    "-p",
    "--product",
    required=True,
    metavar="FILE|NAME",
    help="A product file, or the name of one in products/ or examples/.",
)
@judging_options
@click.pass_context
def check_command(ctx: click.Context, /, markets: tuple[str, ...], product: str, **options: Any) -> int:
    """Judge a product in one or more markets: checkmarket EU --product my-product.yaml"""
    return run(ctx, [product], markets, options)
