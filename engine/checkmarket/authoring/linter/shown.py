"""Choose what of a lint is shown: by code, and by path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checkmarket.model.diagnostics import CODES, Diagnostic, UsageIsWrong, did_you_mean
from checkmarket.model.linting import Linted


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """codes: those to show; paths: files and folders of the library, none for all of it."""

    codes: frozenset[str] = frozenset(CODES)
    paths: tuple[str, ...] = ()

    def holds(self, one: Diagnostic) -> bool:
        """The diagnostic is to be shown."""
        return one.code in self.codes and self.in_paths(one)

    def in_paths(self, one: Diagnostic) -> bool:
        """It stands in one of the files."""
        return not self.paths or any(_is_in(one.place.path, path) for path in self.paths)


def chosen(select: Iterable[str], ignore: Iterable[str], paths: Iterable[str], files: Iterable[str]) -> Shown:
    """What to show.  select, ignore: codes, or how they begin; paths: as in `Shown`; files: all of the library.

    Raises UsageIsWrong for a code that does not exist, a path without a file, and a choice that leaves no code.
    """
    known = tuple(files)
    for path in paths:
        if not any(_is_in(one, path) for one in known):
            hint = did_you_mean(path, known, otherwise="name a file or folder of the library, such as jurisdictions/EU")
            raise UsageIsWrong(f"no file of the library lies at {path}", hint)
    wanted = _codes(select) or frozenset(CODES)
    codes = wanted - _codes(ignore)
    if not codes:
        raise UsageIsWrong("what is selected is ignored as well, so no code is left", "leave one of the two out")
    return Shown(codes=codes, paths=tuple(paths))


def show(found: Linted, shown: Shown) -> Linted:
    """The same lint with what is to be shown.  Errors in other files still count, as errors elsewhere."""
    kept = tuple(one for one in found.diagnostics if shown.holds(one))
    elsewhere = sum(not one.is_warning and not shown.in_paths(one) for one in found.diagnostics)
    return replace(found, diagnostics=kept, elsewhere=elsewhere)


def _codes(words: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for word in (part.strip().upper() for one in words for part in one.split(",")):
        fitting = {code for code in CODES if word and code.startswith(word)}
        if not fitting:
            raise UsageIsWrong(
                f"no code begins with '{word}'", did_you_mean(word, CODES, otherwise="such as CM302 or CM9")
            )
        found |= fitting
    return frozenset(found)


def _is_in(file: str, path: str) -> bool:
    return path == "." or file == path or file.startswith(f"{path}/")
