"""`checkmarket markets show MARKET`: everything that is known of a market besides its law."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import as_of_option, library_option, library_root, no_color_option, put, wants_color
from checkmarket.model.diagnostics import UsageIsWrong

if TYPE_CHECKING:
    from checkmarket.markets.profile import MarketProfile

_EXTRA = "pip install 'checkmarket[localisation]'"


@click.command("show")
@click.argument("market", metavar="MARKET")
@click.option(
    "--year",
    type=click.IntRange(1900, 2100),
    metavar="YEAR",
    help="The year of the public holidays.  [default: that of --as-of]",
)
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@as_of_option()
@library_option()
@no_color_option()
@click.option("--full", is_flag=True, help="Every language and every holiday.")
def command(
    market: str, year: int | None, form: str, as_of: date, root: str | None, *, no_color: bool, full: bool
) -> int:
    """What is known of a market: checkmarket markets show SA --year 2027

    MARKET is a country of ISO 3166, whether its law is shipped or not, a group such as EU, or a part of a country such
    as CA-QC.  Languages and the people who use them, formats, plural forms, money, weeks, units, addresses, telephone
    numbers and public holidays come from Unicode CLDR and well-kept libraries; the last lines name them.
    """
    from checkmarket.reporters.markets import json, text  # noqa: PLC0415 - `--help` needs no engine

    try:
        found = _profile(market, as_of, year or as_of.year, library_root(root))
    except ModuleNotFoundError as missing:
        raise UsageIsWrong(f"market profiles need {missing.name}, which is not installed", _EXTRA) from missing
    put(json.render(found) if form == "json" else text.render(found, full=full, color=wants_color(no_color=no_color)))
    return 0


def _profile(market: str, day: date, year: int, root: Path) -> MarketProfile:
    from checkmarket.library.territories import load_territories  # noqa: PLC0415
    from checkmarket.markets.days_off import known_parts  # noqa: PLC0415
    from checkmarket.markets.places import find_place  # noqa: PLC0415
    from checkmarket.markets.profile import market_profile  # noqa: PLC0415
    from checkmarket.session import load_library  # noqa: PLC0415

    library = load_library(root)
    territories = library.territories if library.territories.by_code else load_territories()
    place = find_place(market, library, territories, day, known_parts())
    return market_profile(place, library, territories, day=day, year=year)
