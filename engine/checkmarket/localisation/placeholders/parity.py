"""Hold the placeholders of a translation against those of its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from checkmarket.localisation.placeholders.shape import Kind, Placeholder, Shape

DifferenceKind = Literal["missing", "extra", "type"]

ALL = 1000
"""To spare: more than any text has."""


@dataclass(frozen=True, slots=True)
class Difference:
    """kind: missing from the translation, only in the translation, or of another type; text: the placeholder as
    written; wanted: how the source writes it, for `type`."""

    kind: DifferenceKind
    text: str
    wanted: str = ""


def differences(wanted: Shape, allowed: Sequence[Shape], given: Shape, *, spare: int = 0) -> Iterator[Difference]:
    """What tells a translation's placeholders from its source's; order and repetition do not.

    wanted: of the source form that the text stands for; allowed: of all forms of the source, for what may be used;
    spare: how many the text may leave out, as "One file" does beside "%d files".
    """
    if given.placeholders == wanted.placeholders and given.always == wanted.always and not given.selectors:
        return
    known = {one.name: one for shape in allowed for one in shape.placeholders}
    usable = known.keys() | {name for shape in allowed for name in shape.names}
    missing = sorted(wanted.always - given.always | wanted.shown - given.names)
    if len(missing) > spare:
        yield from (Difference("missing", _written(name, known)) for name in missing)
    yield from (Difference("extra", _written(name, _by_name(given))) for name in sorted(given.names - usable))
    kinds = _kinds(allowed)
    for one in given.placeholders:
        if one.name in known and not any(fits(kind, one.kind) for kind in kinds[one.name]):
            yield Difference("type", one.text, known[one.name].text)


def _kinds(shapes: Sequence[Shape]) -> Mapping[str, set[Kind]]:
    found: dict[str, set[Kind]] = {}
    for shape in shapes:
        for one in shape.placeholders:
            found.setdefault(one.name, set()).add(one.kind)
    return found


def fits(wanted: Kind, given: Kind) -> bool:
    """Whether a value that the source takes as `wanted` can be taken as `given`."""
    return wanted == given or "any" in (wanted, given) or {wanted, given} <= {"integer", "character"}


def _by_name(shape: Shape) -> Mapping[str, Placeholder]:
    return {one.name: one for one in shape.placeholders}


def _written(name: str, known: Mapping[str, Placeholder]) -> str:
    return known[name].text if name in known else name
