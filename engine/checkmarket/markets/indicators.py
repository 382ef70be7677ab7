"""Tables that say how countries differ: scores on indicators, or how often each answer was given.

Nothing missing is ever a zero: a score that nobody measured is None, an answer table lacks the question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Shares = Mapping[str, Mapping[str, float]]
"""The share of each answer to each question, in [0, 1]; the shares of a question add up to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable:
    """Scores of countries on indicators.

    name, year, source, licence: of the table, as its file or its user says; the source and the licence may be empty;
    scores: by country code, in the order of `indicators`, None where there is none; left_out: rows of the file that are
    no country, as they are written there.
    """

    name: str
    year: str
    source: str = ""
    licence: str = ""
    indicators: tuple[str, ...]
    scores: Mapping[str, tuple[float | None, ...]]
    left_out: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The table as results name it: "Hofstede 6-D (2015)"."""
        return titled(self.name, self.year)

    @property
    def countries(self) -> tuple[str, ...]:
        """All countries of the table, sorted."""
        return tuple(sorted(self.scores))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTable:
    """How often each answer was given in each country, by country code; the rest as in an IndicatorTable."""

    name: str
    year: str
    source: str = ""
    licence: str = ""
    shares: Mapping[str, Shares]
    left_out: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The table as results name it: "World Values Survey (2022)"."""
        return titled(self.name, self.year)

    @property
    def countries(self) -> tuple[str, ...]:
        """All countries of the table, sorted."""
        return tuple(sorted(self.shares))


def titled(name: str, year: str) -> str:
    """The name with its year, once."""
    return name if year in name else f"{name} ({year})"
