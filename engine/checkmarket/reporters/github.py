"""The report as workflow commands, which GitHub shows as annotations beside the lines of a pull request.

One line for the verdict, then one for each rule (all its markets together), gravest first, for GitHub shows ten errors
and ten warnings of a step.  An error is what decided the verdict; a warning what is not met or awaited besides, and a
waiver that does not count; one notice counts what is waived and known.  The step's summary is a format of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.model.document import Place
from checkmarket.model.report import Report, Verdict
from checkmarket.reporters.judged import Group, grouped, why
from checkmarket.reporters.plain_text import line
from checkmarket.reporters.text.findings import citation, where
from checkmarket.reporters.text.layout import count
from checkmarket.reporters.workflow_commands import Kind, annotation

_KINDS: dict[Verdict, Kind] = {Verdict.GO: "notice", Verdict.CANNOT_SAY: "warning", Verdict.NO_GO: "error"}


def render(report: Report) -> str:
    """One command a line, and nothing else."""
    return "".join(f"{one}\n" for one in _commands(report))


def _commands(report: Report) -> Iterator[str]:
    groups = grouped(report)
    yield _verdict(report, groups)
    yield from (_finding(report, one) for one in groups if _is_shown(one))
    for faulty in report.faulty_waivers:
        yield annotation("warning", f"waiver {faulty.fault.value}", faulty.message, faulty.waiver.place)
    if tally := _tally(groups):
        yield annotation("notice", "checkmarket", tally)


def _is_shown(one: Group) -> bool:
    return one.first.standing == "breach" or (one.first.standing == "open" and one.awaited)


def _verdict(report: Report, groups: tuple[Group, ...]) -> str:
    breaches = [one for one in groups if one.first.standing == "breach"]
    blockers = sum(one.first.finding.rule.blocker for one in breaches)
    parts = [
        count(blockers, "blocker") if blockers else "",
        f"{count(len(breaches) - blockers, 'duty', 'duties')} not met",
        count(len(report.questions), "open question"),
    ]
    title = f"{report.verdict.value} for {report.product}"
    reasons = [f"{line(market.market)}: {line(one)}" for market in report.markets for one in market.reasons]
    message = "\n".join([" · ".join(filter(None, parts)), *reasons])
    place = Place(report.product_file) if report.product_file else None
    return annotation(_KINDS[report.verdict], title, message, place)


def _finding(report: Report, one: Group) -> str:
    finding = one.first.finding
    undecided = "" if finding.is_breach else "Undecided: "
    title = line(f"{undecided}{line(finding.rule.title)} {where(report, one.markets)}")
    head = f"{title} · {line(citation(finding))}"
    message = "\n".join([head, *why(finding)])
    return annotation("error" if one.decides else "warning", finding.rule.id, message, one.first.place)


def _tally(groups: tuple[Group, ...]) -> str:
    waived = sum(len(one.markets) for one in groups if one.first.standing == "waived")
    known = sum(len(one.markets) for one in groups if one.first.standing == "known")
    told = [f"{count(waived, 'finding')} waived" if waived else "", f"{known} known from the baseline" if known else ""]
    return ", ".join(filter(None, told))
