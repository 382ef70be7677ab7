"""`checkmarket rules due`: what runs out, and what changes by itself."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import as_of_option, library_option, library_root, put

if TYPE_CHECKING:
    from checkmarket.model.due import Agenda

_SHORT = re.compile(r"([0-9]{1,4})([dwmy])")
_ISO = re.compile(r"P(?=.)([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?")


class Span(click.ParamType[str]):
    """A duration of days, weeks, months or years: 90d, 6m, P90D."""

    name = "span"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value)
        if short := _SHORT.fullmatch(text):
            return f"P{short[1]}{short[2].upper()}"
        if not _ISO.fullmatch(text):
            self.fail(f"'{text}' is no duration; write 90d, 6m or P90D", param, ctx)
        return text


@click.command("due")
@click.option("--within", type=Span(), default="P90D", show_default=True, metavar="SPAN", help="How far to look ahead.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@as_of_option()
@library_option()
@click.option("--full", is_flag=True, help="List all, not a few of each kind.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is due.")
def command(within: str, form: str, as_of: date, root: str | None, *, full: bool, exit_zero: bool) -> int:
    """What is overdue, and what comes up: readings of the law a year old, sign-offs and exclusions that run out,
    bills to look at again, rules, values and transitions that begin or end.

    Exits with 1 where there is anything.
    """
    from checkmarket.authoring.reminder import agenda, horizon  # noqa: PLC0415 - `--help` needs no engine
    from checkmarket.session import load_library  # noqa: PLC0415

    found = agenda(load_library(library_root(root)), as_of, horizon(as_of, within))
    put(_render(found, form, full=full))
    return 1 if found.items and not exit_zero else 0


def _render(found: Agenda, form: str, *, full: bool) -> str:
    from checkmarket.reporters.due import json, markdown, text  # noqa: PLC0415

    match form:
        case "json":
            return json.render(found)
        case "markdown":
            return markdown.render(found)
        case _:
            return text.render(found, full=full)
