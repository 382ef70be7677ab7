"""`checkmarket [check] MARKET… --product FILE|NAME`: the main job."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

import click

from checkmarket.model.report import Report, Verdict

EXIT_CODES = {Verdict.GO: 0, Verdict.NO_GO: 1, Verdict.CANNOT_SAY: 3}
_FOLDERS = ("", "products", "examples")


class _Day(click.ParamType[date]):
    """An ISO day."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day of the calendar has no zone
        except ValueError:
            self.fail(f"'{value}' is no day; write it 2026-11-22", param, ctx)


@click.command("check", context_settings={"auto_envvar_prefix": "CHECKMARKET"})
@click.argument("markets", nargs=-1, required=True, metavar="MARKET...")
@click.option(
    "-p",
    "--product",
    required=True,
    metavar="FILE|NAME",
    help="A product file, or the name of one in products/ or examples/.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["text", "json"]),
    help="How to report; may be repeated.  [default: text]",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Where to write, one for each --format; - is the terminal.",
)
@click.option("--as-of", type=_Day(), metavar="DAY", help="Judge by the law of this day.  [default: today]")
@click.option(
    "--members",
    default="stated",
    show_default=True,
    metavar="stated|all|none|CODES",
    help="Which member states to judge besides.",
)
@click.option("--profile", default="baseline", show_default=True, help="Scoring model and gate thresholds.")
@click.option(
    "--fail-on",
    multiple=True,
    metavar="KIND",
    help="blocker, low, medium, high, critical (and above) or unknown; replaces the profile's.",
)
@click.option("--min-score", type=float, metavar="SHARE", help="The lowest accepted compliance score, such as 0.8.")
@click.option("--rule", "rules", multiple=True, metavar="PATTERN", help="Judge only these rules, such as 'EU.ai.*'.")
@click.option("--skip-rule", "skip_rules", multiple=True, metavar="PATTERN", help="Leave these rules out.")
@click.option(
    "--library",
    "root",
    metavar="DIR",
    help="A folder with rules/ and jurisdictions/ to use in place of the shipped one.",
)
@click.option("--full", is_flag=True, help="Show every line of every section.")
@click.option("-q", "--quiet", is_flag=True, help="Show the verdict alone.")
@click.option("--no-color", is_flag=True, help="No colour, as with NO_COLOR.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever the verdict.")
def check_command(
    markets: tuple[str, ...],
    product: str,
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: date | None,
    members: str,
    profile: str,
    fail_on: tuple[str, ...],
    min_score: float | None,
    rules: tuple[str, ...],
    skip_rules: tuple[str, ...],
    root: str | None,
    *,
    full: bool,
    quiet: bool,
    no_color: bool,
    exit_zero: bool,
) -> int:
    """Judge a product in one or more markets: checkmarket EU --product my-product.yaml"""
    from checkmarket.session import check, load_library, load_product  # noqa: PLC0415 - `--help` needs no engine

    formats = formats or ("text",)
    if len(outputs) > len(formats):
        raise click.UsageError("each --output needs its --format before it")
    library = load_library(root)
    subject = load_product(find_product(product), library)
    report = check(
        library,
        subject,
        *markets,
        as_of=as_of or date.today(),  # noqa: DTZ011 - the one place where a day is taken from the clock
        members=members if members in ("stated", "all", "none") else tuple(members.split(",")),
        profile=profile,
        fail_on=fail_on,
        min_score=min_score,
        rules=rules,
        skip_rules=skip_rules,
    )
    targets = [*outputs, *["-"] * (len(formats) - len(outputs))]
    color = _wants_color(no_color=no_color)
    texts = [
        _render(report, name, color=color and target == "-", full=full, quiet=quiet)
        for name, target in zip(formats, targets, strict=True)
    ]
    for text, target in zip(texts, targets, strict=True):
        _put(text, target)
    return 0 if exit_zero else EXIT_CODES[report.verdict]


def find_product(name: str) -> Path:
    """The file a product is named by: a path, or NAME.yaml here, under products/ or under examples/."""
    candidates = [Path(name)] + [Path(folder, f"{name}.yaml") for folder in _FOLDERS if os.sep not in name]
    return next((one for one in candidates if one.is_file()), Path(name))


def _render(report: Report, name: str, *, color: bool, full: bool, quiet: bool) -> str:
    from checkmarket.reporters import reporter  # noqa: PLC0415

    if name == "text":
        from checkmarket.reporters.text import render  # noqa: PLC0415

        return render(report, color=color, full=full, quiet=quiet)
    return reporter(name)(report)


def _put(text: str, target: str) -> None:
    if target == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    from checkmarket.library.files import write_whole  # noqa: PLC0415

    write_whole(Path(target), text)


def _wants_color(*, no_color: bool) -> bool:
    return not no_color and not os.environ.get("NO_COLOR") and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
