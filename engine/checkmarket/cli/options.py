"""The options of `check` and `gate`: what to judge, by which gate, and how to report.

A value comes from the flag, else from CHECKMARKET_*, else from .checkmarket.yaml, else from the default.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkmarket.cli.shared import as_of_option, library_option, no_color_option
from checkmarket.reporters import BINARY_REPORTERS, REPORTERS

if TYPE_CHECKING:
    from checkmarket.model.settings import Settings

CONTEXT = {"auto_envvar_prefix": "CHECKMARKET"}
_FROM_FILE = "checkmarket.settings"


class _Share(click.ParamType[tuple[str, float]]):
    """SHARE of the compliance score, or NAME=SHARE."""

    name = "share"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        if isinstance(value, tuple):
            return value
        name, _, share = str(value).rpartition("=")
        try:
            return name or "compliance", float(share)
        except ValueError:
            self.fail(f"'{value}' is no share; write 0.8, or ai=0.8", param, ctx)


def _read_settings(ctx: click.Context, _param: click.Parameter, value: str | None) -> Path | None:
    """Take the defaults of all other options from the settings file, before they are read."""
    from checkmarket.library.project import find_settings, load_settings  # noqa: PLC0415 - `--help` needs none

    path = Path(value) if value else find_settings(Path())
    if path is not None:
        ctx.default_map = _as_options(load_settings(path), path.parent)
        ctx.meta[_FROM_FILE] = path
    return path


def _as_options(settings: Settings, folder: Path) -> dict[str, Any]:
    """The settings by the names of the options; what is left out is left out."""
    found = {
        "products": tuple(_files(settings.products, folder)),
        "markets": settings.markets,
        "members": ",".join(settings.members),
        "root": str(folder / settings.library) if settings.library else "",
        "profile": settings.profile,
        "fail_on": settings.fail_on,
        "min_score": _pairs(settings.min_score),
        "min_coverage": _pairs(settings.min_coverage),
        "max_not_applicable": None if settings.max_not_applicable is None else float(settings.max_not_applicable),
        "coming_within": settings.coming_within,
        "waivers": str(folder / settings.waivers) if settings.waivers else "",
        "baseline": str(folder / settings.baseline) if settings.baseline else "",
        "locked": _lock_file(settings.locked, folder),
        "formats": tuple(name for name, _ in settings.reports),
        "outputs": tuple(file if file == "-" else str(folder / file) for _, file in settings.reports),
    }
    return {name: value for name, value in found.items() if value not in ("", (), None)}


def _lock_file(said: str, folder: Path) -> str:
    """The file of the lock, with a path from here; empty for none."""
    match said.lower():
        case "" | "false" | "no" | "0":
            return ""
        case "true" | "yes" | "1":
            return str(folder / "library.lock")
        case _:
            return str(folder / said)


def _read_lock(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """`--locked` alone means the file beside the settings, another name a file from here."""
    beside = ctx.meta[_FROM_FILE].parent if _FROM_FILE in ctx.meta else Path()
    return _lock_file(value, beside if value.lower() in ("true", "yes", "1") else Path())


def _files(patterns: tuple[str, ...], folder: Path) -> list[str]:
    """The files that match, sorted; a pattern that matches nothing stays, so that it is missed aloud."""
    found: dict[str, None] = {}
    for pattern in patterns:
        visible = sorted(str(one) for one in folder.glob(pattern) if not one.name.startswith("."))
        found.update(dict.fromkeys(visible or [str(folder / pattern)]))
    return list(found)


def _pairs(shares: Any) -> tuple[tuple[str, float], ...]:
    return tuple((name, float(value)) for name, value in shares.items() if isinstance(value, Decimal))


def judging_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """All options that `check` and `gate` share, in the order of the help."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=click.Choice([*REPORTERS, *BINARY_REPORTERS]),
        metavar="FORMAT",
        help=f"How to report; may be repeated: {', '.join([*REPORTERS, *BINARY_REPORTERS])}.  [default: text]",
    ),
    click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        metavar="FILE",
        help="Where to write, one for each --format; - is the terminal, {product} the product's id.",
    ),
    click.option(
        "--attest-key",
        default="",
        metavar="FILE",
        help="Sign what -f in-toto writes with this private ed25519 key; `verify --key` checks it.",
    ),
    as_of_option(),
    click.option(
        "--members",
        default="stated",
        show_default=True,
        metavar="stated|all|none|CODES",
        help="Which member states to judge besides.",
    ),
    click.option("--profile", default="baseline", show_default=True, help="Scoring model and gate thresholds."),
    click.option(
        "--fail-on",
        multiple=True,
        metavar="KIND",
        help="blocker, low, medium, high, critical (and above), waivers; besides them unknown and unsigned.",
    ),
    click.option(
        "--min-score",
        multiple=True,
        type=_Share(),
        metavar="[NAME=]SHARE",
        help="The least compliance score, such as 0.8; or culture=0.5, ai=0.9.",
    ),
    click.option(
        "--min-coverage",
        multiple=True,
        type=_Share(),
        metavar="[NAME=]SHARE",
        help="The least share that must be decided, named in the same way.",
    ),
    click.option(
        "--max-not-applicable",
        type=click.FloatRange(0, 1),
        metavar="SHARE",
        help="The greatest share of rules that may be said not to apply.",
    ),
    click.option(
        "--coming-within", default="", metavar="DURATION", help="Duties that begin so soon count, such as P90D."
    ),
    click.option("--require-signed", is_flag=True, help="No GO on rules that apply and that no counsel has signed."),
    click.option("--waivers", default="", metavar="FILE", help="Accepted findings, with owner, approver and last day."),
    click.option("--baseline", default="", metavar="FILE", help="Only findings that do not stand in it fail the gate."),
    click.option("--write-baseline", default="", metavar="FILE", help="Write what is open now as the baseline."),
    click.option(
        "--rule", "rules", multiple=True, metavar="PATTERN", help="Judge only these rules, such as 'EU.ai.*'."
    ),
    click.option("--skip-rule", "skip_rules", multiple=True, metavar="PATTERN", help="Leave these rules out."),
    library_option(),
    click.option(
        "--locked",
        is_flag=False,
        flag_value="true",
        default="",
        callback=_read_lock,
        metavar="[FILE]",
        help="Judge only with the rulebooks that library.lock pins, or the file named here.",
    ),
    click.option(
        "--config",
        callback=_read_settings,
        is_eager=True,
        expose_value=False,
        metavar="FILE",
        help="Settings in place of the nearest .checkmarket.yaml.",
    ),
    click.option("--show-config", is_flag=True, help="Show every setting, its value and where it comes from."),
    click.option("--full", is_flag=True, help="Show every line of every section."),
    click.option("-q", "--quiet", is_flag=True, help="Show the verdict alone."),
    no_color_option(),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever the verdict."),
)


def origins(ctx: click.Context) -> list[tuple[str, Any, str]]:
    """Every option with its value and where that comes from, for --show-config."""
    words = {
        click.core.ParameterSource.COMMANDLINE: "flag",
        click.core.ParameterSource.ENVIRONMENT: "environment",
        click.core.ParameterSource.DEFAULT_MAP: str(ctx.meta.get(_FROM_FILE, "")),
        click.core.ParameterSource.DEFAULT: "default",
    }
    found = []
    for one in ctx.command.params:
        source = ctx.get_parameter_source(one.name or "")
        if source is not None and one.name in ctx.params and one.name != "show_config":
            name = max(one.opts, key=len).lstrip("-")
            found.append((name, ctx.params[one.name], words.get(source, source.name.lower())))
    return found
