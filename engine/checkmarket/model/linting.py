"""What `rules lint` found: a value that every format shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checkmarket.model.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much was looked at."""

    files: int
    rules: int
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """The diagnostics to show, in the order of the files, and what is not among them.

    excluded: warnings the files themselves accept; elsewhere: errors in files that were not asked about;
    complete: false where errors kept cases and warnings from being looked at.
    """

    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    as_of: date
    excluded: int = 0
    elsewhere: int = 0
    complete: bool = True

    @property
    def errors(self) -> int:
        """How many of those shown are no mere advice."""
        return sum(not one.is_warning for one in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many of those shown are advice."""
        return len(self.diagnostics) - self.errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A passage with a mistake, and as it should be.

    file: where in a library it stands; in_place_of: what both stand in place of in the library that samples are tried
    in; saved_as: the encoding of the file with the mistake.
    """

    file: str
    wrong: str
    right: str
    in_place_of: str
    saved_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A code in plain words.  no_sample: why there is none, or empty."""

    code: str
    title: str
    means: str
    why: str
    mend: str
    sample: Sample | None
    no_sample: str = ""
