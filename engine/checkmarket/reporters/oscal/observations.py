"""The facts that decided something in a market, as OSCAL observations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from checkmarket.model.document import Place
from checkmarket.model.findings import Reason
from checkmarket.model.report import MarketResult, Report
from checkmarket.model.values import show
from checkmarket.reporters.addresses import of_file
from checkmarket.reporters.oscal.parts import Object, ident, moment, origins, product_resource, props, prose, some
from checkmarket.reporters.plain_text import line


def observations(report: Report, market: MarketResult) -> list[Object]:
    """One a fact that decides an outcome or could, with where the product file states it, by id."""
    reasons = {reason.fact: reason for finding in market.findings for reason in finding.because}
    return [_observation(report, market, reasons[fact]) for fact in sorted(reasons)]


def observation_id(report: Report, market: str, fact: str) -> str:
    """The UUID of a fact in a market."""
    return ident("observation", report.product, market, fact)


def observed(report: Report, market: str, reasons: Iterable[Reason]) -> Object:
    """The observations that a finding or a risk rests on."""
    facts = dict.fromkeys(one.fact for one in reasons)
    uuids = (observation_id(report, market, fact) for fact in facts)
    return some("related-observations", ({"observation-uuid": one} for one in uuids))


def _observation(report: Report, market: MarketResult, reason: Reason) -> Object:
    ran_out = [one for one in report.stale if one.fact == reason.fact]
    return {
        "uuid": observation_id(report, market.market, reason.fact),
        "title": prose(f"{reason.fact} in {market.market}"),
        "description": f"The product file says of `{line(reason.fact)}`: {prose(show(reason.value))}",
        **props({"fact": reason.fact, "market": market.market, "value": show(reason.value)}),
        "methods": ["EXAMINE"],
        "types": ["finding"],
        **origins(),
        "subjects": [{"subject-uuid": product_resource(report), "type": "resource"}],
        **some("relevant-evidence", _evidence(market.places.get(reason.fact), [one.ref for one in ran_out])),
        "collected": moment(report.as_of),
        **_expiry([one.expired for one in ran_out]),
    }


def _evidence(place: Place | None, ran_out: list[str]) -> Iterable[Object]:
    if place:
        where = f"{of_file(place.path)}#L{place.line}"
        yield {"href": where, "description": f"Line {place.line}, column {place.column} of the product file."}
    for ref in sorted(ran_out):
        yield {"description": f"Evidence that ran out and no longer counts: {prose(ref)}"}


def _expiry(days: list[date]) -> Object:
    return {"expires": moment(min(days), time(23, 59, 59))} if days else {}
