"""`checkmarket scan PATH`: what the localisation files of a product really hold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import (
    as_of_option,
    find_product,
    library_option,
    library_root,
    no_color_option,
    put,
    wants_color,
)
from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean

if TYPE_CHECKING:
    from checkmarket.localisation.judging import Judged
    from checkmarket.model.library import Library

_EXTRA = "pip install 'checkmarket[localisation]'"


@click.command("scan")
@click.argument("path", metavar="[PATH]", required=False, default=".", type=click.Path(path_type=Path))
@click.option("--markets", metavar="CODES", help="Show what the locales reach in these markets: DE,CA-QC.")
@click.option("--source", metavar="LOCALE", default="", help="The locale translated from.  [default: guessed]")
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Fail where a locale has less translated, over all its domains.",
)
@click.option("--deduct-identical", is_flag=True, help="Take texts equal to the source for untranslated.")
@click.option("--domain", "domains", multiple=True, metavar="GLOB", help="Only domains of this form: 'locales/*'.")
@click.option("--include", multiple=True, metavar="GLOB", help="Only files of this form, from PATH: 'web/*.json'.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out files of this form.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is the terminal.")
@click.option("--full", is_flag=True, help="List every locale and domain, and the notes among the flaws.")
@click.option("--product", metavar="FILE|NAME", help="Find where this product file states something else.")
@click.option("--write", "target", metavar="FILE|NAME", help="State in this product file what was measured.")
@click.option(
    "--artefact",
    default="interface",
    show_default=True,
    metavar="NAME",
    help="What the files are of the product: interface, help, terms, privacy-notice, contract, invoice, instructions …",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--processes", type=click.IntRange(1, 64), metavar="N", help="How many to use.  [default: one a core]")
@click.option("--explain", metavar="CODE", help="Say what the code of a flaw stands for, and look at nothing.")
@as_of_option()
@library_option()
@no_color_option()
def scan_command(
    path: Path,
    markets: str | None,
    source: str,
    min_coverage: float | None,
    domains: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    form: str,
    output: str,
    processes: int | None,
    explain: str | None,
    product: str | None,
    target: str | None,
    artefact: str,
    as_of: date,
    root: str | None,
    *,
    deduct_identical: bool,
    full: bool,
    exit_zero: bool,
    no_color: bool,
) -> int:
    """Measure the translations below PATH, and find what is wrong in them: checkmarket scan src --min-coverage 95

    Reads gettext, XLIFF, Fluent, Android, Java properties, JSON, ARB, .resx, Apple .strings, .stringsdict and
    .xcstrings, and YAML. Exits with 1 where a locale has less than --min-coverage, or an error is found.
    """
    try:
        if explain:
            put(_explained(explain))
            return 0
        judged = _judged(
            path, source, min_coverage, domains, include, exclude, processes, deduct_identical=deduct_identical
        )
        written: list[str] = []
        if product or target:
            judged, written = _with_product(judged, path, product, target, artefact, markets, as_of, library_root(root))
        elif markets:
            from checkmarket.session import load_library  # noqa: PLC0415

            judged = _with_markets(judged, markets.split(","), as_of, load_library(library_root(root)))
        put(_render(judged, form, color=wants_color(no_color=no_color) and output == "-", full=full), output)
    except ModuleNotFoundError as missing:
        raise UsageIsWrong(f"a scan needs {missing.name}, which is not installed", _EXTRA) from missing
    if written:
        click.echo(f"{target}: states {', '.join(written)}", err=True)
    return int(judged.fails and not exit_zero)


def _with_product(
    judged: Judged,
    path: Path,
    product: str | None,
    target: str | None,
    artefact: str,
    markets: str | None,
    day: date,
    root: Path,
) -> tuple[Judged, list[str]]:
    """Held against a product file; what was written into one.  Without --markets, in those it is offered in."""
    from checkmarket.cli.scan_facts import fact_of, held_against, write_facts  # noqa: PLC0415
    from checkmarket.localisation.claims import claims  # noqa: PLC0415
    from checkmarket.session import load_library, load_product  # noqa: PLC0415

    library = load_library(root)
    name = find_product(target or product or "")
    subject = load_product(name, library)
    fact = fact_of(artefact, library)
    offered = subject.stated("offer.markets", ())
    codes = markets.split(",") if markets else sorted(map(str, offered)) if isinstance(offered, frozenset) else []
    judged = _with_markets(judged, codes, day, library)
    found = claims(judged, fact, library.territories)
    written = write_facts(judged, found, Path(name), path, day) if target else []
    return held_against(judged, found, load_product(name, library) if target else subject), written


def _judged(
    path: Path,
    source: str,
    min_coverage: float | None,
    domains: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    processes: int | None,
    *,
    deduct_identical: bool,
) -> Judged:
    from checkmarket.localisation.judging import judge  # noqa: PLC0415 - `--help` needs no reader
    from checkmarket.localisation.scanner import Wish, scan  # noqa: PLC0415

    wish = Wish(root=path, source=_locale(source), domains=domains, include=include, exclude=exclude)
    with _progress() as advance:
        found = scan(wish, advance, processes=processes)
    minimum = None if min_coverage is None else min_coverage / 100
    return judge(found, minimum=minimum, deduct_identical=deduct_identical)


def _locale(source: str) -> str:
    from checkmarket.localisation.tags import tag  # noqa: PLC0415

    if source and not tag(source):
        raise UsageIsWrong(f"'{source}' is no locale", "write a BCP 47 tag, such as en, pt-BR or zh-Hant")
    return tag(source) if source else ""


def _with_markets(judged: Judged, codes: Sequence[str], day: date, library: Library) -> Judged:
    from checkmarket.library.territories import load_territories  # noqa: PLC0415
    from checkmarket.localisation.judging import shares  # noqa: PLC0415
    from checkmarket.localisation.reach import reach  # noqa: PLC0415
    from checkmarket.markets.days_off import known_parts  # noqa: PLC0415
    from checkmarket.markets.places import find_place  # noqa: PLC0415

    territories = library.territories if library.territories.by_code else load_territories()
    named = [code.strip() for code in codes if code.strip()]
    places = [find_place(code, library, territories, day, known_parts()) for code in named]
    return replace(judged, markets=reach(places, shares(judged), library, territories))


def _render(judged: Judged, form: str, *, color: bool, full: bool) -> str:
    from checkmarket.localisation.reports import github, json_v1, sarif, text  # noqa: PLC0415

    match form:
        case "json":
            return json_v1.render(judged)
        case "github":
            return github.render(judged)
        case "sarif":
            return sarif.render(judged)
        case _:
            return text.render(judged, color=color, full=full)


def _explained(code: str) -> str:
    from checkmarket.localisation.flaws import FLAWS  # noqa: PLC0415

    flaw = FLAWS.get(code.upper())
    if flaw is None:
        raise UsageIsWrong(
            f"no flaw has the code '{code}'",
            did_you_mean(code.upper(), FLAWS, otherwise=f"there is {', '.join(FLAWS)}"),
        )
    return f"{code.upper()} {flaw.title} ({flaw.severity})\n\n{flaw.hint}\n\n  {flaw.example}\n"


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - nobody may be watching
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("reading"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("reading", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
