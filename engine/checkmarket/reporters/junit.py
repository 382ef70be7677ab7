"""The report as JUnit XML, as build servers read it: a suite for each market, a test case for each rule that counts.

| finding | test case |
|---|---|
| duty met, or met if it applies | passes |
| duty not met | failure of type `breach` |
| undecided, and the gate wants it decided | failure of type `undecided` |
| undecided otherwise | skipped |
| advice not followed | skipped |
| waived, or known from the baseline | skipped |

What else decided a market's verdict (a score below its minimum) is one more test case, and waivers that do not count
are a suite of their own.  The form is the one of Jenkins' own schema, which others accept.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checkmarket.model.findings import Finding, Status
from checkmarket.model.report import MarketResult, Report
from checkmarket.reporters.judged import Judged, accepted, judged, why
from checkmarket.reporters.plain_text import line, passage
from checkmarket.reporters.text.findings import citation

_MET = frozenset({Status.PASS, Status.PASS_IF_APPLICABLE})


def render(report: Report) -> str:
    """The whole report; suites in its order, test cases by rule."""
    root = Element("testsuites", name=line(f"checkmarket {report.product}"))
    for market in report.markets:
        _add_market(root, report, market)
    if report.faulty_waivers:
        _add_waivers(root, report)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add_market(root: Element, report: Report, market: MarketResult) -> None:
    suite = SubElement(root, "testsuite", name=line(market.market))
    properties = SubElement(suite, "properties")
    for name, value in _properties(report, market):
        SubElement(properties, "property", name=name, value=line(value))
    special = {one.finding.rule.id: one for one in judged(report, market)}
    for finding in market.findings:
        if finding.counts or finding.rule.id in special:
            case = _case(suite, finding.rule.title, finding.rule.id)
            _add_outcome(case, finding, special.get(finding.rule.id))
    if market.reasons:
        case = _case(suite, "The thresholds of the profile", "checkmarket.gate")
        _fail(case, market.verdict.value, "; ".join(market.reasons), "\n".join(market.reasons))
    _count(suite)


def _properties(report: Report, market: MarketResult) -> Iterator[tuple[str, str]]:
    yield ("product", report.product)
    yield ("as-of", report.as_of.isoformat())
    yield ("profile", report.profile.id)
    yield ("library-digest", report.library_digest)
    yield ("verdict", market.verdict.value)


def _add_outcome(case: Element, finding: Finding, one: Judged | None) -> None:
    if one is None:
        if finding.status not in _MET:
            _skip(case, "advice that is not followed" if finding.status is Status.FAIL else "undecided")
    elif one.waiver:
        _skip(case, accepted(one.waiver))
    elif one.known:
        _skip(case, "known from the baseline")
    elif finding.is_breach:
        _fail(case, "breach", _headline(finding), "\n".join(_details(one)))
    elif one.awaited:
        _fail(case, "undecided", f"undecided: {_headline(finding)}", "\n".join(_details(one)))
    else:
        _skip(case, f"undecided: {_headline(finding)}")


def _headline(finding: Finding) -> str:
    return "; ".join([line(citation(finding)), *why(finding)])


def _details(one: Judged) -> Iterator[str]:
    """What a person needs who reads the failure alone."""
    rule = one.finding.rule
    title = line(rule.title)
    yield f"{line(str(one.place))}: {title}" if one.place else title
    yield f"{'Blocker' if rule.blocker else f'Severity {rule.severity}'}, {line(citation(one.finding))}"
    yield from why(one.finding)
    if one.finding.penalty:
        yield f"Penalty: {line(one.finding.penalty.in_words())}"
    if one.finding.remediation:
        yield f"What helps: {', '.join(one.finding.remediation)}"


def _add_waivers(root: Element, report: Report) -> None:
    suite = SubElement(root, "testsuite", name="waivers")
    for one in report.faulty_waivers:
        case = _case(suite, f"{one.waiver.rule} in {one.waiver.market}", f"checkmarket.waiver.{one.fault.value}")
        _fail(case, one.fault.value, one.message, f"{one.waiver.place}: {one.message}")
    _count(suite)


def _case(suite: Element, name: str, classname: str) -> Element:
    return SubElement(suite, "testcase", name=line(name), classname=line(classname))


def _fail(case: Element, kind: str, message: str, text: str) -> None:
    SubElement(case, "failure", type=kind, message=line(message)).text = passage(text)


def _skip(case: Element, why_not: str) -> None:
    SubElement(case, "skipped").text = line(why_not)


def _count(suite: Element) -> None:
    """Jenkins' schema wants the number of tests; the others are what readers show first."""
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
