"""Scan a tree: find its resource files, read, measure and check them, in as many processes as there are cores.

Enters: a folder.  Leaves: a Scan, the same for the same files, however many processes there were.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from checkmarket.library.resources import MOST, list_files, read_bytes
from checkmarket.localisation.catalogue import Catalogue
from checkmarket.localisation.checks import check_all
from checkmarket.localisation.finder import ENDINGS, SKIPPED, chosen, find
from checkmarket.localisation.flaws import FLAWS, Flaw
from checkmarket.localisation.measure import Coverage, measure, with_absent
from checkmarket.localisation.naming import Named
from checkmarket.localisation.readers import Unreadable, read
from checkmarket.localisation.sources import Seen, Source, guess, seen, settled

_ALONE = 2_000_000  # bytes that one process reads sooner than others have started


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to scan.  source: the source locale, or empty to guess it; the others are globs, see `finder.chosen`."""

    root: Path
    source: str = ""
    domains: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was found.  size: of all files, in bytes; coverage: by domain and locale; flaws: as one reads files."""

    root: str
    source: Source
    coverage: tuple[Coverage, ...]
    flaws: tuple[Flaw, ...]
    files: int
    size: int


Advance = Callable[[int, int], None]
"""Called with the bytes done and the bytes of all files."""


@dataclass(frozen=True, slots=True)
class _Work:
    """The files of one domain.  source: the locale to measure against, or empty to guess it from this domain alone."""

    root: Path
    files: tuple[Named, ...]
    size: int
    source: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came out of one domain.  source: the locale it was measured against."""

    source: str
    seen: tuple[Seen, ...]
    coverage: tuple[Coverage, ...]
    flaws: tuple[Flaw, ...]
    read: frozenset[str]


def scan(wish: Wish, advance: Advance = lambda _done, _total: None, *, processes: int | None = None) -> Scan:
    """Everything that the resource files below a folder say.  processes: as many as cores where left out.

    Each domain is measured against what it takes for its source itself; the few that differ from what all domains
    together say are measured again.  Raises UsageIsWrong, and ModuleNotFoundError without the extra `localisation`.
    """
    sizes = list_files(wish.root, ENDINGS, SKIPPED)
    named = chosen(find(sizes, wish.root.resolve().name), wish.domains, wish.include, wish.exclude)
    works = _works(wish, named, sizes)
    total = sum(one.size for one in works)
    with _executor(processes or os.cpu_count() or 1, total) as run:
        outcomes = run(works, partial(_advance, advance, total))
        source = Source(wish.source, "as --source says") if wish.source else guess(_all_seen(outcomes))
        again = [one for one, outcome in zip(works, outcomes, strict=True) if outcome.source != source.locale]
        redone = iter(run([replace(one, source=source.locale) for one in again], lambda _: None))
    final = [one if one.source == source.locale else next(redone) for one in outcomes]
    read_paths = frozenset().union(*(one.read for one in final))
    return Scan(
        root=wish.root.as_posix(),
        source=source,
        coverage=tuple(with_absent([one for outcome in final for one in outcome.coverage])),
        flaws=tuple(sorted((one for outcome in final for one in outcome.flaws), key=lambda one: one.order)),
        files=len(read_paths),
        size=sum(sizes[one.path] for one in named if _shown(wish.root, one.path) in read_paths),
    )


def _all_seen(outcomes: Sequence[_Outcome]) -> list[Seen]:
    return [one for outcome in outcomes for one in outcome.seen]


def _works(wish: Wish, named: Sequence[Named], sizes: dict[str, int]) -> list[_Work]:
    domains: dict[str, list[Named]] = {}
    for one in named:
        domains.setdefault(one.domain, []).append(one)
    return [
        _Work(wish.root, tuple(ones), sum(sizes[one.path] for one in ones), wish.source) for ones in domains.values()
    ]


def _advance(advance: Advance, total: int, done: int) -> None:
    advance(done, total)


Run = Callable[[Sequence[_Work], Callable[[int], None]], list[_Outcome]]


@contextmanager
def _executor(processes: int, total: int) -> Iterator[Run]:
    """Something that does all works and gives their outcomes in order."""
    if processes == 1 or total <= _ALONE:
        yield _run_alone
        return
    with ProcessPoolExecutor(processes) as pool:
        yield partial(_run_together, pool)


def _run_alone(works: Sequence[_Work], report: Callable[[int], None]) -> list[_Outcome]:
    found, done = [], 0
    for one in works:
        found.append(_outcome(one))
        report(done := done + one.size)
    return found


def _run_together(pool: ProcessPoolExecutor, works: Sequence[_Work], report: Callable[[int], None]) -> list[_Outcome]:
    """The largest first, so that none of them keeps the others waiting at the end."""
    order = sorted(range(len(works)), key=lambda place: -works[place].size)
    futures = {pool.submit(_outcome, works[place]): place for place in order}
    found: dict[int, _Outcome] = {}
    done = 0
    for future in as_completed(futures):
        place = futures[future]
        found[place] = future.result()
        report(done := done + works[place].size)
    return [found[place] for place in range(len(works))]


def _outcome(work: _Work) -> _Outcome:
    with _without_looking_for_circles():
        catalogues: list[Catalogue] = []
        faults: list[Flaw] = []
        for one in work.files:
            try:
                catalogues += _read(work.root, one)
            except Unreadable as error:
                faults.append(_fault(_shown(work.root, one.path), error))
        found = tuple(map(seen, catalogues))
        source = work.source or guess(found).locale
        ready = settled(catalogues, source)
        return _Outcome(
            source=source,
            seen=found,
            coverage=tuple(measure(ready, source)) if ready else (),
            flaws=(*faults, *check_all(ready, source_locale=source)),
            read=frozenset((*(one.path for one in catalogues), *(one.path for one in faults))),
        )


@contextmanager
def _without_looking_for_circles() -> Iterator[None]:
    """What is made of the files holds no circles, and looking for some takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read(root: Path, named: Named) -> list[Catalogue]:
    shown = _shown(root, named.path)
    try:
        data = read_bytes(root if root.is_file() else root / named.path)
    except OSError as error:
        raise Unreadable(1, 1, (error.strerror or str(error)).lower()) from None
    if len(data) > MOST:
        raise Unreadable(1, 1, f"larger than {MOST // 2**20} MiB, which no resource file needs to be")
    return read(data, shown, replace(named, path=shown))


def _fault(path: str, error: Unreadable) -> Flaw:
    hint = FLAWS["L001"].hint
    return Flaw(code="L001", path=path, line=error.line, column=error.column, message=error.reason, hint=hint)


def _shown(root: Path, path: str) -> str:
    """The path as somebody finds it from where they are."""
    return root.as_posix() if root.is_file() else (root / path).as_posix()
