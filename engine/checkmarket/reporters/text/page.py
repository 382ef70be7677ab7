"""The page, section by section."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from checkmarket.model.findings import Status
from checkmarket.model.report import ChecklistLine, MarketResult, Report, Score, Verdict
from checkmarket.reporters.text.culture import languages, previews
from checkmarket.reporters.text.findings import SHORT, accepted, breaches, coming, heard, merged, more, undecided, where
from checkmarket.reporters.text.layout import WIDTH, bar, count, day, drawn, heading, interval, percent, row

_STYLE = {Verdict.GO: "bold green", Verdict.CANNOT_SAY: "bold yellow", Verdict.NO_GO: "bold red"}
_BRIEF = {"checklist": 12, "questions": 7}
_VISIBLE = 0.05  # what rounds to 0.1 points
_DISCLAIMER = "Not legal advice."


def render(report: Report, *, color: bool = False, full: bool = False, quiet: bool = False) -> str:
    """The report as text.  full: every line of every section; quiet: the verdict alone."""
    return drawn(_verdict_line(report) if quiet else _page(report, full=full), color=color)


def _page(report: Report, *, full: bool) -> Iterator[Text | str]:
    yield from _head(report)
    yield from _verdict_line(report)
    yield ""
    yield from _scores(report.markets[0])
    yield from _other_markets(report)
    yield from breaches(report, full=full)
    yield from undecided(report, full=full)
    yield from accepted(report, full=full)
    yield from languages(report, full=full)
    if full:
        yield from previews(report)
    yield from _checklist(report, full=full)
    yield from _questions(report, full=full)
    yield from coming(report, full=full)
    yield from _watch(report, full=full)
    yield from _foot(report)


def _head(report: Report) -> Iterator[Text]:
    codes = [one.market for one in report.markets]
    markets = ", ".join(codes) if len(codes) <= SHORT else f"{codes[0]} and {len(codes) - 1} more"
    yield heading(f"{report.product} → {markets}", f"{day(report.as_of)} · profile {report.profile.id}")


def _verdict_line(report: Report) -> Iterator[Text]:
    breaches = heard(report, lambda one: one.is_breach)
    blockers = sum(one.rule.blocker for one, _ in breaches)
    parts = [
        count(blockers, "blocker") if blockers else "",
        f"{count(len(breaches) - blockers, 'duty', 'duties')} not met",
        count(len(report.questions), "open question"),
        f"{waived} waived" if (waived := sum(len(one.waived) for one in report.markets)) else "",
        f"{known} known" if (known := sum(len(one.known) for one in report.markets)) else "",
    ]
    yield Text(report.verdict.value, style=_STYLE[report.verdict]) + Text("   " + " · ".join(filter(None, parts)))


def _scores(market: MarketResult) -> Iterator[Text]:
    for title, tree in (("Compliance", market.scores.compliance), ("Cultural adaptation", market.scores.culture)):
        yield _score_line(Text(title.ljust(22), style="bold"), tree.total, _decided(tree.total))
        for domain, score in tree.domains.items():
            yield _score_line(Text(f"  {domain}".ljust(22)), score, _applying(score))


def _score_line(name: Text, score: Score, right: str) -> Text:
    middle = bar(score) + Text(interval(score).rjust(12))
    gap = WIDTH - name.cell_len - middle.cell_len - len(right)
    return name + middle + Text(" " * gap + right, style="dim")


def _decided(score: Score) -> str:
    return "nothing applies" if score.coverage is None else f"{percent(score.coverage)} % decided"


def _applying(score: Score) -> str:
    perhaps = score.possible - score.applicable
    return f"{score.applicable} apply" + (f", {perhaps} may" if perhaps else "")


def _other_markets(report: Report) -> Iterator[Text | str]:
    if len(report.markets) == 1:
        return
    yield ""
    yield heading("Markets", "compliance · cultural adaptation")
    for one in report.markets:
        scores = one.scores
        right = f"{interval(scores.compliance.total).rjust(10)} · {interval(scores.culture.total).rjust(10)}"
        own = "" if one.has_books else " (inherited law only)"
        left = f"{one.market.ljust(6)} {one.verdict.value.ljust(10)} {one.title}{own}"
        yield row(left.replace("  ", "\u00a0\u00a0"), right)[0]


def _checklist(report: Report, *, full: bool) -> Iterator[Text | str]:
    lines = report.checklist
    if not lines:
        return
    shown = lines if full else lines[: _BRIEF["checklist"]]
    yield ""
    yield heading("What to do, in order", "owner        days   due          gain")
    for number, line in enumerate(shown, 1):
        yield from _control_lines(report, number, line)
    yield from more(len(lines) - len(shown))


def _control_lines(report: Report, number: int, line: ChecklistLine) -> list[Text]:
    effort = line.control.effort
    days = f"{effort.low.normalize():f}–{effort.high.normalize():f}"
    due = day(line.due) if line.due else "now"
    columns = f"{line.control.owner.ljust(11)} {days.rjust(6)}  {due.ljust(11)} {_gain(report, line).rjust(6)}"
    markets = sorted({market for market, _ in line.resolves} or line.gain)
    found = row(f"{line.control.title}{where(report, markets)}", columns, mark=f"{number:>2} ☐ ", indent="")
    for text in row("; ".join(_effects(report, line)), indent="     "):
        if text.plain.strip():
            text.stylize("dim")
            found.append(text)
    return found


def _effects(report: Report, line: ChecklistLine) -> Iterator[str]:
    """What a control does besides its gain."""
    if line.lifts:
        yield f"lifts {count(len({rule for _, rule in line.lifts}), 'blocker')}"
    rules = len({rule for _, rule in line.resolves})
    if rules > 1:
        yield f"ends {rules} open duties"
    if (culture := _points(report, [one.culture for one in line.gain.values()])) >= _VISIBLE:
        yield f"cultural adaptation +{culture:.1f}"
    if line.together_with:
        titles = {one.control.id: one.control.title for one in report.checklist}
        yield "only with " + " and ".join(f"“{titles.get(one, one)}”" for one in line.together_with)
    if line.control.lead_time_days:
        yield f"ready in {count(line.control.lead_time_days, 'day')} at the earliest"


def _gain(report: Report, line: ChecklistLine) -> str:
    points = _points(report, [one.compliance for one in line.gain.values()])
    return f"+{points:.1f}" if points >= _VISIBLE else "·"


def _points(report: Report, gains: list[float]) -> float:
    """Points of 100 of a score, the mean over all judged markets."""
    return 100 * sum(gains) / len(report.markets)


def _questions(report: Report, *, full: bool) -> Iterator[Text | str]:
    found = report.questions
    if not found:
        return
    shown = found if full else found[: _BRIEF["questions"]]
    yield ""
    yield heading("Questions that decide most", "settles · closes")
    for one in shown:
        closes = f"{one.closes * 100:.1f} points" if one.closes * 100 >= _VISIBLE else "·"
        yield from row(
            f"{one.fact.question}{where(report, one.markets)}  ({one.fact.id})", f"{one.decides} · {closes}", mark="? "
        )
    yield from more(len(found) - len(shown))


def _watch(report: Report, *, full: bool) -> Iterator[Text | str]:
    found = [(market.market, one) for market in report.markets for one in market.watch]
    if not found or not full:
        return
    yield ""
    yield heading("Not law, or not yet")
    for market, one in found:
        yield from row(one.title, f"{market} · {one.state} {day(one.since)}", mark="· ")


def _foot(report: Report) -> Iterator[Text | str]:
    findings = [one for market in report.markets[:1] for one in market.findings]
    in_force = [one for one in findings if one.status is not Status.NOT_IN_FORCE]
    proven = sum(one.status is Status.NOT_APPLICABLE for one in in_force)
    perhaps = sum(one.optional for one in in_force)
    apply = len(in_force) - proven - perhaps
    yield ""
    for one in report.stale:
        yield from row(f"The evidence for {one.fact} ({one.ref}) ran out on {day(one.expired)}.", indent="", mark="! ")
    drafts = sum(one.rule.status == "draft" for one in findings)
    signed = sum(one.signed for one in in_force)
    parts = [f"In {report.markets[0].market} {apply} of {len(in_force)} rules in force apply"]
    parts.append(f"{perhaps} may" if perhaps else "")
    parts.append(f"{proven} are proven not to")
    if merged(report, lambda one: (one.is_breach or one.may_be_breach) and one.rule.transposition is not None):
        yield from row("* rests on a directive: the state's own law binds, and differs in detail.", indent="")
    drafted = f", {count(drafts, 'draft')}" if drafts else ""
    sentence = ", ".join(filter(None, parts)) + f". {signed} signed by counsel{drafted}."
    yield from row(f"{sentence} {_DISCLAIMER}", indent="")
