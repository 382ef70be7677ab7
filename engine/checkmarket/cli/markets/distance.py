"""`checkmarket markets distance FROM TO…`: how far countries are apart by a table of indicators."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import library_option, library_root, no_color_option, put, wants_color
from checkmarket.model.diagnostics import FilesAreWrong, UsageIsWrong, did_you_mean

if TYPE_CHECKING:
    from checkmarket.markets.country_names import Resolve
    from checkmarket.markets.distance import Comparison, Measure, PairRule
    from checkmarket.markets.indicators import AnswerTable, IndicatorTable

_ALL: tuple[Measure, ...] = ("cosine", "kogut-singh", "sed", "mahalanobis")
_CHOICES = ("all", *_ALL, "mahalanobis-diagonal", "cfst")
_LARGEST = 64 * 1024 * 1024
_FOLDER = "rules/indicators"


class _Score(click.ParamType[tuple[str, float]]):
    """INDICATOR=SCORE."""

    name = "score"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        name, _, score = str(value).partition("=")
        try:
            return name.strip(), float(score)
        except ValueError:
            self.fail(f"'{value}' is no score; write INDICATOR=40", param, ctx)


@click.command("distance")
@click.argument("countries", nargs=-1, required=True, metavar="FROM TO...")
@click.option("--table", "named", metavar="FILE|NAME", help="A CSV file, or the name of a table that is shipped.")
@click.option(
    "--measure",
    type=click.Choice(_CHOICES),
    default="all",
    show_default=True,
    metavar="MEASURE",
    help=f"One of {', '.join(_CHOICES)}.",
)
@click.option(
    "--reference",
    default="all",
    show_default=True,
    metavar="all|CODES",
    help="The countries that means and variances are taken over, such as DE,FR,PL.",
)
@click.option(
    "--ddof",
    type=click.IntRange(0, 1),
    default=1,
    show_default=True,
    help="What is subtracted from their number in a variance: 1 for a sample, 0 for all there are.",
)
@click.option(
    "--pairs",
    type=click.Choice(["known-for-both", "all-known"]),
    default="known-for-both",
    show_default=True,
    metavar="RULE",
    help="Use the indicators known-for-both, or say nothing unless they are all-known.",
)
@click.option(
    "--declare",
    "declared",
    multiple=True,
    type=_Score(),
    metavar="INDICATOR=SCORE",
    help="What you say of your own design, in place of FROM; may be repeated.",
)
@click.option("--name", default="", metavar="TEXT", help="The table's name, where the file does not say it.")
@click.option("--year", default="", metavar="YEAR", help="The table's year; where it holds several, the one to use.")
@click.option("--skip-unknown", is_flag=True, help="Leave out rows that are no country, in place of stopping.")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is the terminal.")
@library_option()
@no_color_option()
def command(
    countries: tuple[str, ...],
    named: str | None,
    measure: str,
    reference: str,
    ddof: int,
    pairs: PairRule,
    declared: tuple[tuple[str, float], ...],
    name: str,
    year: str,
    skip_unknown: bool,
    form: str,
    output: str,
    root: str | None,
    no_color: bool,
) -> int:
    """How far FROM is from each TO, by the indicators of a table: markets distance US JP SA --table way-of-life

    Countries are ISO codes or English names.  A missing country or score gives “unknown”, never zero.
    rules/INDICATORS.md says where to get which table, and under which licence.
    """
    places, resolve = _places(root)
    table = _table(_path(named, root), resolve, name=name, year=year, skip_unknown=skip_unknown)
    codes = [_code(one, places, resolve) for one in countries]
    members = None if reference == "all" else tuple(_code(one.strip(), places, resolve) for one in reference.split(","))
    table, pair_list = _sides(table, codes, dict(declared))
    try:
        found = [
            one
            for pair in pair_list
            for one in _compared(table, pair, measure, reference=members, ddof=ddof, pairs=pairs)
        ]
    except ValueError as error:
        raise UsageIsWrong(f"--reference: {error}", "a reference country must stand in the table") from None
    put(_render(found, table, places, form, color=output == "-" and wants_color(no_color=no_color)), output)
    return 0


def _places(root: str | None) -> tuple[Mapping[str, str], Resolve]:
    """The names of countries by code, and what resolves what tables write."""
    from checkmarket.markets.country_names import alpha3_codes, resolver  # noqa: PLC0415 - `--help` needs none
    from checkmarket.session import load_library  # noqa: PLC0415

    try:
        import numpy  # noqa: F401, PLC0415 - the measures need it; said before any work is done

        alpha3 = alpha3_codes()
    except ModuleNotFoundError as error:
        raise UsageIsWrong(
            f"distances need {error.name}, which is not installed", "run: pip install 'checkmarket[localisation]'"
        ) from None
    places = load_library(library_root(root)).places
    return places, resolver(places, alpha3)


def _path(named: str | None, root: str | None) -> Path:
    """The file of a table, by its path or by the name of a shipped one."""
    shipped = {path.stem: path for path in sorted((library_root(root) / _FOLDER).glob("*.csv"))}
    if named is None:
        shown = ", ".join(shipped) or "none"
        raise UsageIsWrong(
            "name a table with --table", f"a CSV file of yours; shipped: {shown}. See rules/INDICATORS.md"
        )
    return shipped[named] if named in shipped and not Path(named).exists() else Path(named)


def _table(path: Path, resolve: Resolve, *, name: str, year: str, skip_unknown: bool) -> IndicatorTable | AnswerTable:
    from checkmarket.library.files import read_file  # noqa: PLC0415
    from checkmarket.markets.indicator_csv import read_table  # noqa: PLC0415

    data, faults = read_file(path, str(path), most=_LARGEST)
    if data is None:
        raise FilesAreWrong(faults)
    return read_table(data, str(path), resolve, name=name, year=year, skip_unknown=skip_unknown)


def _code(written: str, places: Mapping[str, str], resolve: Resolve) -> str:
    """The code of a place somebody asks about; what is no country (US-CA, EU) stays as it is."""
    if written.upper() in places:
        return written.upper()
    country, _, part = written.partition("-")
    if part and resolve(country) and part.isalnum():
        return f"{resolve(country)}-{part.upper()}"
    if found := resolve(written):
        return found
    near = did_you_mean(written.title(), places.values()) if len(written) > 3 else ""  # noqa: PLR2004 - no code
    raise UsageIsWrong(
        f"unknown country '{written}'", near or "write an ISO 3166 code, such as DE, or the English name"
    )


def _sides(
    table: IndicatorTable | AnswerTable, codes: list[str], declared: Mapping[str, float]
) -> tuple[IndicatorTable | AnswerTable, list[tuple[str, str]]]:
    """The table, with the declared row if there is one, and the pairs to compare."""
    from checkmarket.markets.distance import DECLARED, with_declared  # noqa: PLC0415
    from checkmarket.markets.indicators import IndicatorTable  # noqa: PLC0415

    if not declared:
        if len(codes) == 1:
            raise UsageIsWrong("one country alone has no distance", "name the home market first, then the others")
        return table, [(codes[0], other) for other in codes[1:]]
    if not isinstance(table, IndicatorTable):
        raise UsageIsWrong("--declare is for tables of indicators", "this one holds answers")
    try:
        return with_declared(table, declared), [(DECLARED, other) for other in codes]
    except ValueError as error:
        raise UsageIsWrong(f"--declare: {error}", f"there is {', '.join(table.indicators)}") from None


def _compared(
    table: IndicatorTable | AnswerTable,
    pair: tuple[str, str],
    measure: str,
    *,
    reference: tuple[str, ...] | None,
    ddof: int,
    pairs: PairRule,
) -> list[Comparison]:
    from checkmarket.markets.distance import MEASURES, compare  # noqa: PLC0415
    from checkmarket.markets.fixation import compare_answers  # noqa: PLC0415
    from checkmarket.markets.indicators import AnswerTable  # noqa: PLC0415

    if isinstance(table, AnswerTable):
        if measure not in ("all", "cfst"):
            raise UsageIsWrong(f"{measure} needs a table of indicators; this one holds answers", "take --measure cfst")
        return [compare_answers(table, *pair, pairs=pairs)]
    if measure == "cfst":
        hint = "a table with the columns country,question,answer,share; see rules/INDICATORS.md"
        raise UsageIsWrong("CFst needs a table of answers; this one holds indicators", hint)
    wanted = _ALL if measure == "all" else tuple(one for one in MEASURES if one == measure)
    return [compare(table, *pair, one, reference=reference, ddof=ddof, pairs=pairs) for one in wanted]


def _render(
    found: list[Comparison],
    table: IndicatorTable | AnswerTable,
    places: Mapping[str, str],
    form: str,
    *,
    color: bool,
) -> str:
    from checkmarket.reporters.distance import json, text  # noqa: PLC0415

    return json.render(found, table) if form == "json" else text.render(found, table, places, color=color)
