"""How far countries are apart, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from rich.text import Text

from checkmarket.markets.distance import DECLARED, Comparison
from checkmarket.markets.indicators import AnswerTable, IndicatorTable
from checkmarket.reporters.text.layout import WIDTH, count, drawn, heading

_TITLES: Mapping[str, str] = {
    "cosine": "Cosine",
    "kogut-singh": "Kogut–Singh",
    "sed": "Standardised Euclidean",
    "mahalanobis": "Mahalanobis",
    "mahalanobis-diagonal": "Mahalanobis, diagonal",
    "cfst": "CFst",
}
_NAMES_SHOWN = 8


def render(
    comparisons: Sequence[Comparison],
    table: IndicatorTable | AnswerTable,
    places: Mapping[str, str],
    *,
    color: bool = False,
) -> str:
    """A block a pair, then what all of it rests on.  places: names of countries by code."""
    lines = [*_pairs(comparisons, places), *_basis(comparisons, table)]
    return drawn(lines, color=color)


def _pairs(comparisons: Sequence[Comparison], places: Mapping[str, str]) -> Iterator[Text]:
    for (one, other), found in groupby(comparisons, key=lambda each: (each.one, each.other)):
        yield heading(f"{_named(one, places)} → {_named(other, places)}", "value  similarity")
        of_pair = list(found)
        reasons = {each.reason for each in of_pair}
        if len(reasons) == 1 and of_pair[0].reason:
            yield from _wrapped(f"unknown: {of_pair[0].reason}", "  ")
        else:
            for each in of_pair:
                yield from _line(each)
        yield from _unused(of_pair)
        yield Text()


def _line(one: Comparison) -> Iterator[Text]:
    title = f"  {_TITLES[one.measure]}"
    if one.value is None:
        yield from _wrapped(f"unknown: {one.reason}", title.ljust(27))
        return
    similarity = "–" if one.similarity is None else f"{one.similarity:.0f} %"
    used = f"{len(one.used)} of {len(one.used) + len(one.unused)} {_things(one)}"
    left = f"{title.ljust(27)}{used}"
    yield Text(left + f"{one.value:.4f}".replace("-", "−").rjust(WIDTH - len(left) - 12) + similarity.rjust(12))


def _unused(found: Sequence[Comparison]) -> Iterator[Text]:
    """Why indicators were not used, once a reason; not where nothing was compared at all."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in found[0].unused if found[0].used else ():
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        yield from _wrapped(f"without {_some(names)}: {reason}", "  ")


def _basis(comparisons: Sequence[Comparison], table: IndicatorTable | AnswerTable) -> Iterator[Text]:
    told = ". ".join(filter(None, (table.source, f"Licence: {table.licence}" if table.licence else "")))
    yield from _wrapped(f"{table.title}. {told}" if told else table.title, "Table      ")
    for sizes, measures in _references(comparisons).items():
        yield from _wrapped(f"{sizes}: {', '.join(measures)}", "Reference  ")
    if table.left_out:
        yield from _wrapped(f"{_some(table.left_out)}, which {_are(table.left_out)} no country", "Left out   ")
    for meaning in dict.fromkeys(one.similarity_means for one in comparisons if one.similarity is not None):
        names = dict.fromkeys(_TITLES[one.measure] for one in comparisons if one.similarity_means == meaning)
        yield from _wrapped(f"of {', '.join(names)}: {meaning}", "Similarity ")
    if any(one.one == DECLARED for one in comparisons):
        yield from _wrapped("what the team says of its own design; a company has no score of its own", "Declared   ")


def _references(comparisons: Sequence[Comparison]) -> dict[str, list[str]]:
    """The measures by the reference set they were taken over; Mahalanobis takes countries with all scores alone."""
    found: dict[str, list[str]] = {}
    for measure in dict.fromkeys(one.measure for one in comparisons):
        of_measure = [one for one in comparisons if one.measure == measure and one.value is not None and one.reference]
        if of_measure:
            sizes = sorted(len(one.reference) for one in of_measure)
            shown = (
                f"{sizes[0]}–{sizes[-1]} countries" if sizes[0] < sizes[-1] else count(sizes[0], "country", "countries")
            )
            ddof = "" if of_measure[0].ddof is None else f", ddof {of_measure[0].ddof}"
            found.setdefault(shown + ddof, []).append(_TITLES[measure])
    return found


def _named(code: str, places: Mapping[str, str]) -> str:
    return f"{code} {places[code]}" if code in places else code


def _things(one: Comparison) -> str:
    return "questions" if one.measure == "cfst" else "indicators"


def _are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMES_SHOWN])
    return shown if len(names) <= _NAMES_SHOWN else f"{shown} and {len(names) - _NAMES_SHOWN} more"


def _wrapped(text: str, head: str) -> Iterator[Text]:
    """A text beside its head, the following lines below its beginning."""
    for line in wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False):
        yield Text(line)
