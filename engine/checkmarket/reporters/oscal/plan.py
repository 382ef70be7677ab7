"""A report's checklist as an OSCAL plan of action and milestones: an item a line, and one a breach no line ends."""

from __future__ import annotations

from datetime import datetime

from checkmarket.model.report import ChecklistLine, Report
from checkmarket.reporters.judged import accepted
from checkmarket.reporters.oscal.observations import observations
from checkmarket.reporters.oscal.parts import (
    Object,
    back_matter,
    ident,
    made_at,
    metadata,
    origins,
    props,
    prose,
    some,
    tool,
    written,
)
from checkmarket.reporters.oscal.responses import described, facts
from checkmarket.reporters.oscal.risks import Weakness, risk, risk_id, weaknesses


def render(report: Report, *, at: datetime | None = None) -> str:
    """The plan-of-action-and-milestones document.  at: when it is made; left out, the judged day."""
    found = [weak for market in report.markets for weak in weaknesses(report, market)]
    keys = {one.key for one in found}
    planned = {key for one in report.checklist for key in one.resolves}
    items = [_planned(report, number, one, keys) for number, one in enumerate(report.checklist, 1)]
    items += [_unplanned(report, one) for one in found if one.finding and one.key not in planned]
    body = {
        "metadata": metadata(report, f"{report.title or report.product}: what to do", made_at(report, at)),
        "system-id": {"identifier-type": "urn:checkmarket:product", "id": prose(report.product)},
        "local-definitions": {"components": [tool(report)]},
        **some("observations", (one for market in report.markets for one in observations(report, market))),
        **some("risks", (risk(report, one) for one in found)),
        "poam-items": items or [_nothing(report)],
        "back-matter": back_matter(report),
    }
    return written("plan-of-action-and-milestones", body)


def _planned(report: Report, number: int, line: ChecklistLine, keys: set[tuple[str, str]]) -> Object:
    return {
        "uuid": ident("item", report.product, line.control.id),
        "title": prose(line.control.title),
        "description": described(line),
        **props({"order": number, **facts(line)}),
        **origins(),
        **some("related-risks", (_related(report, key) for key in line.resolves if key in keys)),
    }


def _unplanned(report: Report, weakness: Weakness) -> Object:
    text = accepted(weakness.waiver) if weakness.waiver else "No control of the vocabulary ends this for certain."
    return {
        "uuid": ident("item", report.product, *weakness.key),
        "title": prose(f"{weakness.title} [{weakness.market}]"),
        "description": prose(text),
        **origins(),
        "related-risks": [_related(report, weakness.key)],
    }


def _related(report: Report, key: tuple[str, str]) -> Object:
    return {"risk-uuid": risk_id(report, *key)}


def _nothing(report: Report) -> Object:
    """OSCAL asks for at least one item."""
    text = "No duty is known to be unmet, and no control would improve a score."
    return {"uuid": ident("item", report.product), "title": "Nothing to do", "description": text, **origins()}
