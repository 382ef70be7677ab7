"""`checkmarket rules fmt [PATH…]`: lay files out in one way, and change nothing that they say."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import counted, library_option, library_root, library_to_write, put
from checkmarket.model.diagnostics import UsageIsWrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checkmarket.model.diagnostics import Diagnostic

_STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """One file, laid out.  path: None for what came through the pipe; after: "" where `problems` say why not."""

    path: Path | None
    shown: str
    before: str
    after: str
    problems: Sequence[Diagnostic]

    @property
    def would_change(self) -> bool:
        return not self.problems and self.after != self.before


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change, and exit with 1.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change, and exit with 1.")
@library_option()
def command(paths: tuple[str, ...], root: str | None, *, check: bool, diff: bool) -> int:
    """Lay rulebooks and their like out in one way.

    PATH is a file or a folder, or - for text through a pipe; left out, rules/ and jurisdictions/ of the library.
    Keys get the order of the schemas, ambiguous words their quotes, long text is wrapped; comments stay, and so does
    what the files say.
    """
    outcomes = list(_outcomes(paths, root, writes=not (check or diff)))
    changes = [one for one in outcomes if one.would_change]
    broken = [one for one in outcomes if one.problems]
    if diff:
        put("".join(line for one in changes for line in _diff(one)))
    elif check:
        put("".join(f"{one.shown}\n" for one in changes))
    elif not broken:
        _write(outcomes)
    _say_problems(broken, wrote=not (check or diff))
    _say_count(changes, outcomes, writes=not (check or diff))
    return 2 if broken else int(bool(changes) and (check or diff))


def _outcomes(paths: tuple[str, ...], root: str | None, *, writes: bool) -> Iterator[_Outcome]:
    from checkmarket.authoring.formatter import Formatter  # noqa: PLC0415 - `--help` needs no YAML
    from checkmarket.library.files import read_file  # noqa: PLC0415
    from checkmarket.library.schemas import read_schemas  # noqa: PLC0415

    formatter = Formatter(read_schemas())
    for path, shown in _files(paths, root, writes=writes):
        data, problems = (sys.stdin.buffer.read(), []) if path is None else read_file(path, shown)
        text = ""
        if data is not None:
            text, problems = formatter.format(data, shown)
        before = (data or b"").decode("utf-8", errors="replace")
        yield _Outcome(path=path, shown=shown, before=before, after=text, problems=problems)


def _files(paths: tuple[str, ...], root: str | None, *, writes: bool) -> Iterator[tuple[Path | None, str]]:
    """The files to lay out, each once, with the name to show."""
    from checkmarket.library.files import find_yaml, shown_path  # noqa: PLC0415

    if _STDIN in paths:
        if len(paths) > 1:
            raise UsageIsWrong(
                "- stands alone: one text comes through the pipe", "name the other files in a second run"
            )
        yield None, "<stdin>"
        return
    base = Path()
    if not paths:
        base = library_to_write(root) if writes else library_root(root)
        paths = (str(base / "rules"), str(base / "jurisdictions"))
    for path in find_yaml([Path(one) for one in paths]):
        yield path, shown_path(path, base)


def _write(outcomes: Sequence[_Outcome]) -> None:
    for one in outcomes:
        if one.path is None:
            put(one.after)
        elif one.would_change:
            put(one.after, str(one.path))


def _diff(one: _Outcome) -> Iterator[str]:
    from difflib import unified_diff  # noqa: PLC0415

    lines = unified_diff(
        one.before.splitlines(keepends=True), one.after.splitlines(keepends=True), one.shown, one.shown
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _say_problems(broken: Sequence[_Outcome], *, wrote: bool) -> None:
    for one in broken:
        for problem in one.problems:
            click.echo(str(problem), err=True)
    if broken:
        what = "; nothing was written" if wrote else ""
        click.echo(f"checkmarket: {counted(len(broken), 'file')} cannot be laid out{what}", err=True)


def _say_count(changes: Sequence[_Outcome], outcomes: Sequence[_Outcome], *, writes: bool) -> None:
    if any(one.path is None or one.problems for one in outcomes):
        return
    if not changes:
        click.echo(f"{counted(len(outcomes), 'file')}, all laid out as they should be", err=True)
        return
    done = "laid out anew" if writes else "would change; `checkmarket rules fmt` does it"
    click.echo(f"{len(changes)} of {counted(len(outcomes), 'file')} {done}", err=True)
