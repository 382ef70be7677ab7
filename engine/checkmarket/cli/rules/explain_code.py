"""`checkmarket rules explain-code CODE`: what a code means, why it matters, and how to mend it."""

from __future__ import annotations

from textwrap import dedent, fill, indent
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkmarket.model.linting import Explanation, Sample

_WIDTH = 80
_MARGIN = "  "


@click.command("explain-code")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--all", "every", is_flag=True, help="List every code.")
def command(codes: tuple[str, ...], *, every: bool) -> int:
    """Say what a code such as CM302 means, why it matters and how to mend it, with an example.

    Without a code, all are listed.
    """
    from checkmarket.authoring.codes import explanation, explanations  # noqa: PLC0415 - `--help` needs no YAML

    if every or not codes:
        put("".join(f"{one.code}  {_kind(one):7}  {one.title}\n" for one in explanations().values()))
        return 0
    put("\n".join("\n".join(_page(explanation(code))) + "\n" for code in codes))
    return 0


def _kind(one: Explanation) -> str:
    from checkmarket.model.diagnostics import WARNINGS  # noqa: PLC0415

    return "warning" if one.code in WARNINGS else "error"


def _page(one: Explanation) -> Iterator[str]:
    yield f"{one.code} ({_kind(one)}): {one.title}"
    for head, text in (("What it means", one.means), ("Why it matters", one.why), ("How to mend it", one.mend)):
        yield ""
        yield head
        yield fill(text, _WIDTH, initial_indent=_MARGIN, subsequent_indent=_MARGIN, break_on_hyphens=False)
    yield ""
    if one.sample is None:
        yield f"There is no example: {one.no_sample}."
        return
    yield from _sample(one.sample)


def _sample(sample: Sample) -> Iterator[str]:
    place = f" ({sample.file})"
    stored = f", saved as {sample.saved_as}" if sample.saved_as != "utf-8" else ""
    yield f"Wrong{stored}{place}"
    yield indent(_visible(sample.wrong), _MARGIN)
    yield ""
    yield "Right"
    yield indent(_visible(sample.right), _MARGIN)


def _visible(passage: str) -> str:
    """A tab shows as an arrow, and nothing as a word."""
    return dedent(passage.replace("\t", "⇥")).strip("\n") or "(nothing)"
