"""`checkmarket [check] MARKET… --product FILE|NAME`: the main job."""

from __future__ import annotations

from datetime import date

import click

from checkmarket.cli.shared import as_of_option, find_product, library_option, no_color_option, put, wants_color
from checkmarket.model.report import Report, Verdict

EXIT_CODES = {Verdict.GO: 0, Verdict.NO_GO: 1, Verdict.CANNOT_SAY: 3}


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
@as_of_option()
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
@click.option("--require-signed", is_flag=True, help="No GO on rules that apply and that no counsel has signed.")
@library_option()
@click.option("--full", is_flag=True, help="Show every line of every section.")
@click.option("-q", "--quiet", is_flag=True, help="Show the verdict alone.")
@no_color_option()
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever the verdict.")
def check_command(
    markets: tuple[str, ...],
    product: str,
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: date,
    members: str,
    profile: str,
    fail_on: tuple[str, ...],
    min_score: float | None,
    rules: tuple[str, ...],
    skip_rules: tuple[str, ...],
    root: str | None,
    *,
    require_signed: bool,
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
        as_of=as_of,
        members=members if members in ("stated", "all", "none") else tuple(members.split(",")),
        profile=profile,
        fail_on=fail_on,
        min_score=min_score,
        rules=rules,
        skip_rules=skip_rules,
        require_signed=require_signed,
    )
    targets = [*outputs, *["-"] * (len(formats) - len(outputs))]
    color = wants_color(no_color=no_color)
    texts = [
        _render(report, name, color=color and target == "-", full=full, quiet=quiet)
        for name, target in zip(formats, targets, strict=True)
    ]
    for text, target in zip(texts, targets, strict=True):
        put(text, target)
    return 0 if exit_zero else EXIT_CODES[report.verdict]


def _render(report: Report, name: str, *, color: bool, full: bool, quiet: bool) -> str:
    from checkmarket.reporters import reporter  # noqa: PLC0415

    if name == "text":
        from checkmarket.reporters.text import render  # noqa: PLC0415

        return render(report, color=color, full=full, quiet=quiet)
    return reporter(name)(report)
