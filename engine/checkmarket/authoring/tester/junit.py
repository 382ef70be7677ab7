"""The outcome of a test as JUnit XML, as build servers read it: a suite for each rulebook, a test case for each case.

The form is the one of Jenkins' own schema, which others accept.  Characters that XML 1.0 cannot hold become �.
"""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checkmarket.authoring.explainer.text import render
from checkmarket.authoring.tester.runner import CaseRun
from checkmarket.authoring.tester.text import why
from checkmarket.model.library import Library
from checkmarket.session.cases import CaseOutcome

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def junit(run: CaseRun, library: Library) -> str:
    """The whole test run."""
    root = Element("testsuites", {"name": "checkmarket rules test", **_numbers(run.outcomes)})
    by_book = sorted(run.outcomes, key=lambda one: one.case.rulebook)
    for book, found in groupby(by_book, key=lambda one: one.case.rulebook):
        outcomes = tuple(found)
        suite = SubElement(root, "testsuite", {"name": _safe(book), **_numbers(outcomes)})
        for one in outcomes:
            _add(suite, one, library)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _numbers(outcomes: tuple[CaseOutcome, ...]) -> dict[str, str]:
    failed = sum(bool(one.differences) for one in outcomes)
    return {"tests": str(len(outcomes)), "failures": str(failed), "errors": "0"}


def _add(suite: Element, one: CaseOutcome, library: Library) -> None:
    found = SubElement(suite, "testcase", name=_safe(one.case.sentence), classname=_safe(one.case.rule))
    if one.differences:
        said = "; ".join(map(str, one.differences))
        failure = SubElement(found, "failure", type="CM901", message=_safe(said))
        failure.text = _safe(f"{one.case.place}: {said}\n{render([why(one.case, library)])}")


def _safe(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
