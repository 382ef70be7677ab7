"""What somebody has to look at by a day, or what changes on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checkmarket.model.document import Place


class DueKind(StrEnum):
    """What is due.  The first ones are work that becomes overdue; the others happen by themselves."""

    SIGN_OFF = "sign-off"
    EXCLUSION = "exclusion"
    REVIEW = "review"
    WATCH = "watch"
    BEGINS = "begins"
    ENDS = "ends"
    TRANSITION = "transition"
    VALUE = "value"


WORK = frozenset({DueKind.SIGN_OFF, DueKind.EXCLUSION, DueKind.REVIEW, DueKind.WATCH})
DUE_ORDER = tuple(DueKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing.  day: the last day for work, the day of the change otherwise; what: a rule, a parameter, a place …"""

    day: date
    kind: DueKind
    what: str
    words: str
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Everything overdue on a day, or due up to a later one, sorted by day."""

    as_of: date
    until: date
    items: tuple[Due, ...]

    @property
    def overdue(self) -> tuple[Due, ...]:
        """Work whose last day has passed."""
        return tuple(one for one in self.items if one.day < self.as_of)
