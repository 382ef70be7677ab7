"""Facts that follow from another: nobody need answer what the tables know."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from checkmarket.model.library import Plan
from checkmarket.model.territories import people_served
from checkmarket.model.values import Known, PartialSet, State, interval
from checkmarket.model.vocabulary import Computed

_STEP = Decimal("0.1")  # per cent; the tables are no finer
_ALL = Decimal(100)


def compute(computed: Computed, source: Known, plan: Plan) -> Known:
    """What follows from the value of the other fact in the plan's market; UNKNOWN where the tables do not say."""
    match computed.how:
        case "people-served":
            return _people_served(source, plan)


def _people_served(offered: Known, plan: Plan) -> Known:
    """Languages that may be offered besides can only serve more people."""
    if not isinstance(offered, frozenset | PartialSet):
        return State.UNKNOWN
    tags = offered.has if isinstance(offered, PartialSet) else offered
    served = people_served(plan.territories, plan.people_of, [str(tag) for tag in tags])
    if served is None:
        return State.UNKNOWN
    low = Decimal(served.low).quantize(_STEP, ROUND_FLOOR)
    high = _ALL if isinstance(offered, PartialSet) else Decimal(served.high).quantize(_STEP, ROUND_CEILING)
    return interval(low, min(high, _ALL))
