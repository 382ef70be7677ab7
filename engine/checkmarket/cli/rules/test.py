"""`checkmarket rules test [SELECTOR…]`: run the cases that stand beside the law, and measure how good they are."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import library_option, library_root, no_color_option, path_in_library, put, wants_color
from checkmarket.model.diagnostics import UsageIsWrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from checkmarket.authoring.mutator import Fate, Jury, MutationReport
    from checkmarket.authoring.mutator.mutants import Mutant
    from checkmarket.authoring.tester import CaseRun, Chosen
    from checkmarket.model.cases import Case
    from checkmarket.model.library import Library


@click.command("test")
@click.argument("selectors", nargs=-1, metavar="[SELECTOR]...")
@click.option("--coverage", is_flag=True, help="Say what the cases of each rule try, and what they do not.")
@click.option(
    "--mutate", is_flag=True, help="Change the law a little, again and again: which change does no case notice?"
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="With --mutate: exit with 1 where a rulebook's cases notice less, such as 0.95.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="With --mutate: processes to use."
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is the terminal.")
@click.option("-v", "--verbose", is_flag=True, help="Name the cases that pass, too.")
@library_option()
@no_color_option()
def command(
    selectors: tuple[str, ...],
    min_score: float | None,
    jobs: int,
    form: str,
    output: str,
    root: str | None,
    *,
    coverage: bool,
    mutate: bool,
    verbose: bool,
    no_color: bool,
) -> int:
    """Run the cases beside the law: checkmarket rules test 'EU.ai.*'

    SELECTOR is a rule, a pattern such as 'EU.ai.*', a rulebook such as EU.ai, or the path of a rulebook, a file of
    cases or a folder; left out, everything.  A case that fails shows what was expected, what was found, and why.
    """
    from checkmarket.authoring.tester import choose, run_chosen, what_is_tried  # noqa: PLC0415 - `--help` needs no engine
    from checkmarket.session import load_with_cases  # noqa: PLC0415

    if min_score is not None and not mutate:
        raise UsageIsWrong("--min-score is about --mutate", "add --mutate")
    folder = library_root(root)
    library, cases = load_with_cases(folder)
    chosen = choose(library, cases, [_selector(one, folder) for one in selectors])
    tested = run_chosen(library, chosen)
    if coverage:
        tested = replace(tested, tried=what_is_tried(library, cases, chosen.rules))
    if mutate and tested.failed:
        click.echo("nothing was changed: a case that fails already notices everything, so mend it first", err=True)
    elif mutate:
        tested = replace(tested, mutation=_mutation(library, cases, chosen, jobs))
    put(_render(tested, library, form, color=wants_color(no_color=no_color) and output == "-", verbose=verbose), output)
    return int(bool(tested.failed) or not _is_enough(tested.mutation, min_score))


def _selector(given: str, folder: Path) -> str:
    """An id or a pattern as it is, a path as messages show it."""
    return path_in_library(given, folder) if "/" in given or given.endswith((".yaml", ".yml")) else given


def _is_enough(mutation: MutationReport | None, least: float | None) -> bool:
    if mutation is None or least is None:
        return True
    return all(one.score is None or one.score >= least for one in mutation.books)


def _render(tested: CaseRun, library: Library, form: str, *, color: bool, verbose: bool) -> str:
    match form:
        case "json":
            from checkmarket.authoring.tester.json_v1 import contract  # noqa: PLC0415 - pydantic is slow to import

            return contract(tested, library)
        case "junit":
            from checkmarket.authoring.tester.junit import junit  # noqa: PLC0415

            return junit(tested, library)
        case _:
            from checkmarket.authoring.tester.text import page  # noqa: PLC0415

            return page(tested, library, color=color, verbose=verbose)


def _mutation(library: Library, cases: tuple[Case, ...], chosen: Chosen, jobs: int) -> MutationReport:
    from checkmarket.authoring.mutator import Jury, counted  # noqa: PLC0415
    from checkmarket.session.cases import run_cases  # noqa: PLC0415

    sound = tuple(one.case for one in run_cases(library, cases) if not one.differences)
    jury = Jury(library, sound, chosen.rules, chosen.books)
    with _progress(len(jury.mutants)) as advance:
        return counted(_told(_fates(jury, jobs), advance))


def _fates(jury: Jury, jobs: int) -> Iterator[tuple[Mutant, Fate]]:
    """What becomes of each mutant, in their order."""
    if jobs == 1:
        yield from ((mutant, jury.fate(mutant)) for mutant in jury.mutants)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one process needs none of it

    with ProcessPoolExecutor(jobs, initializer=_seat, initargs=(jury,)) as pool:
        fates = pool.map(_fate, range(len(jury.mutants)), chunksize=20)
        yield from zip(jury.mutants, fates, strict=True)


_seated: list[Jury] = []
"""In a process of its own: the jury that was handed over when the process began."""


def _seat(jury: Jury) -> None:
    _seated.append(jury)


def _fate(number: int) -> Fate:
    jury = _seated[0]
    return jury.fate(jury.mutants[number])


def _told(fates: Iterator[tuple[Mutant, Fate]], advance: Callable[[], None]) -> Iterator[tuple[Mutant, Fate]]:
    for one in fates:
        advance()
        yield one


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """What to call after each of them; a bar, where a person is watching."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("changing the law"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
