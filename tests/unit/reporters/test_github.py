"""Workflow commands, read back as the runner reads them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from checkmarket.model.report import Report, Verdict
from checkmarket.reporters.github import render
from tests.support.reports import everything, sample

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def commands(report: Report) -> list[tuple[str, str, str]]:
    """Kind, title and message of each line."""
    found = []
    for text in render(report).splitlines():
        match = COMMAND.fullmatch(text)
        assert match, text
        kind, shown, message = match.groups()
        properties = dict(one.split("=", 1) for one in shown.split(","))
        found.append((kind, properties["title"], message.replace("%0A", "\n").replace("%25", "%")))
    return found


def test_the_verdict_then_each_rule_once_gravest_first_then_the_waivers_and_the_tally() -> None:
    assert [(kind, title) for kind, title, _ in commands(everything())] == [
        ("error", "NO-GO for sample"),
        ("error", "EU.ai.notice"),
        ("warning", "EU.tax.register"),
        ("warning", "EU.tax.evidence"),
        ("warning", "waiver expired"),
        ("warning", "waiver unmatched"),
        ("notice", "checkmarket"),
    ]


def test_the_messages() -> None:
    found = {title: message for _, title, message in commands(everything())}
    assert found["NO-GO for sample"] == (
        "1 blocker · 1 duty not met · 1 open question\nEU: the compliance score stays below 80 %"
    )
    assert found["EU.ai.notice"] == "Tell people they talk to a machine · AI Act 50(1)\nai.notice is no; asked: yes"
    assert found["EU.tax.evidence"].startswith("Keep two pieces of evidence of where every buyer is [FR] · Tax Act 3")
    assert found["EU.tax.register"].startswith("Undecided: Register for tax [EU] · Tax Act 2\n")
    assert found["checkmarket"] == "1 finding waived, 1 known from the baseline"


def test_an_annotation_stands_at_the_fact() -> None:
    (text,) = [one for one in render(sample()).splitlines() if "title=EU.ai.notice" in one]
    assert text.startswith("::error file=products/sample.yaml,line=9,col=3,title=EU.ai.notice::")


@pytest.mark.parametrize(
    ("verdict", "kind"), [(Verdict.GO, "notice"), (Verdict.CANNOT_SAY, "warning"), (Verdict.NO_GO, "error")]
)
def test_the_verdict_is_as_loud_as_it_is_grave(verdict: Verdict, kind: str) -> None:
    assert commands(replace(sample(), verdict=verdict))[0][0] == kind


def test_a_product_made_in_memory_has_no_file() -> None:
    markets = tuple(replace(one, places={}) for one in sample().markets)
    assert "file=" not in render(replace(sample(), product_file="", markets=markets))
