"""A MutationReport as text: what no case notices, with the case that would, and the score of each rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.text import Text

from checkmarket.authoring.mutator.hints import as_case
from checkmarket.authoring.mutator.mutants import Mutant
from checkmarket.authoring.mutator.report import BookScore, MutationReport, Survivor
from checkmarket.authoring.mutator.words import change, where
from checkmarket.model.library import Library
from checkmarket.reporters.text.layout import count, heading, row

Out = Iterator[Text | str]


def mutation_rows(report: MutationReport, library: Library) -> Out:
    """The whole report: what is left to do, then the scores."""
    for book in report.books:
        yield from book_rows(book, library)
    yield heading("Changes of the law that some case notices")
    for book in report.books:
        yield from _score_row(book, book.rulebook)
    if len(report.books) > 1:
        yield from _score_row(report.whole, "all")


def book_rows(book: BookScore, library: Library) -> Out:
    """What no case of one rulebook notices; changes that one case would notice stand together."""
    if book.survivors:
        yield heading(f"{book.rulebook}: {count(len(book.survivors), 'change')} that no case notices")
    for hint, mutants in _by_hint(book.survivors, library).items():
        yield ""
        yield from _change_rows(mutants, library)
        if hint:
            yield "  this case would notice:"
            yield from (f"    {line}" for line in hint.splitlines())
        else:
            yield "  no facts were found of which the law and this change say something else"
    if book.survivors:
        yield ""
    if book.equivalent:
        yield heading(f"{book.rulebook}: {count(len(book.equivalent), 'change')} proven to change nothing")
        yield from _change_rows(book.equivalent, library)
        yield ""


def share(book: BookScore) -> str:
    """The score in per cent, rounded down, so that only all is 100."""
    return "no score" if book.score is None else f"{int(book.score * 1000) / 10:.1f} %"


def _change_rows(mutants: Iterable[Mutant], library: Library) -> Out:
    for (place, head), same in groupby(mutants, key=lambda one: (str(one.place), where(one))):
        yield from row(head, indent="")
        yield Text(f"  {place}", style="dim")
        for line in change(list(same), library):
            yield from row(line, mark="· ", style="yellow")


def _by_hint(survivors: Iterable[Survivor], library: Library) -> dict[str, list[Mutant]]:
    found: dict[str, list[Mutant]] = {}
    for one in survivors:
        hint = as_case(one.witness, library) if one.witness else ""
        found.setdefault(hint, []).append(one.mutant)
    return found


def _score_row(book: BookScore, name: str) -> Out:
    noticeable = book.noticed + len(book.survivors)
    yield from row(name, f"{book.noticed:>5} of {noticeable:>5}  {share(book):>8}")
