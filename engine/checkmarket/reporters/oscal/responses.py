"""A line of the checklist as an OSCAL response to a risk: what to do, who does it, by when."""

from __future__ import annotations

from checkmarket.model.report import ChecklistLine, Report
from checkmarket.model.vocabulary import Effort
from checkmarket.reporters.oscal.parts import Object, ident, moment, origins, props, prose, some, token


def response(report: Report, key: tuple[str, str], line: ChecklistLine) -> Object:
    """What the control does about one weakness.  key: its market and rule."""
    control = line.control
    names = (report.product, *key, control.id)
    steps = (_step(names, number, text) for number, text in enumerate(control.steps, 1))
    return {
        "uuid": ident("response", *names),
        "lifecycle": "recommendation",
        "title": prose(control.title),
        "description": described(line),
        **props({"control": control.id, "owner": control.owner, "due": line.due or "now"}),
        **origins(),
        "tasks": [_milestone(report, names, line), *steps],
    }


def described(line: ChecklistLine) -> str:
    """Effort, waiting and evidence in sentences."""
    control = line.control
    found = [f"Effort: {days(control.effort)} person-days, likely {control.effort.likely.normalize():f}."]
    if control.lead_time_days:
        found.append(f"Ready in {control.lead_time_days} days at the earliest.")
    if line.together_with:
        found.append(f"Only together with: {', '.join(map(prose, line.together_with))}.")
    if control.evidence:
        found.append(f"Evidence: {'; '.join(map(prose, control.evidence))}.")
    return " ".join(found)


def days(effort: Effort) -> str:
    """Such as: 2–8."""
    return f"{effort.low.normalize():f}–{effort.high.normalize():f}"


def facts(line: ChecklistLine) -> dict[str, object]:
    """The line's own numbers, as properties.  gain: what the low end of a market's score wins, in points of 100."""
    effort = line.control.effort
    found: dict[str, object] = {"control": line.control.id, "owner": line.control.owner, "due": line.due or "now"}
    found |= {f"effort-days-{name}": f"{getattr(effort, name).normalize():f}" for name in ("low", "likely", "high")}
    for market in sorted(line.gain):
        gain = line.gain[market]
        found[f"gain-{token(market)}-compliance"] = f"{gain.compliance * 100:.2f}"
        found[f"gain-{token(market)}-culture"] = f"{gain.culture * 100:.2f}"
    return found


def _milestone(report: Report, names: tuple[str, ...], line: ChecklistLine) -> Object:
    """The day by which all of it is done."""
    return {
        "uuid": ident("milestone", *names),
        "type": "milestone",
        "title": prose(f"Done: {line.control.title}"),
        "timing": {"on-date": {"date": moment(line.due or report.as_of)}},
        **some("responsible-roles", [{"role-id": token(line.control.owner)}]),
    }


def _step(names: tuple[str, ...], number: int, text: str) -> Object:
    return {"uuid": ident("step", *names, str(number)), "type": "action", "title": prose(text)}
