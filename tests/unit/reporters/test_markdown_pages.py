"""The pull-request comment and the step summary, read as Markdown readers read them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from checkmarket.model.report import Report
from checkmarket.reporters import comment, github_summary
from tests.support.reports import everything, sample


def html(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def test_the_comment_says_the_verdict_first() -> None:
    lines = comment.render(everything()).splitlines()
    assert lines[:4] == [
        "<!-- checkmarket sample/baseline -->",
        "### NO-GO · sample",
        "",
        "1 blocker · 1 duty not met · 1 open question · 1 waived · 1 known",
    ]
    assert "| EU | NO-GO | 0 % | 67 % | 50 % |" in lines


def test_blockers_and_the_checklist_are_open_and_all_else_is_folded() -> None:
    text = comment.render(everything())
    folded = [part.split("</summary>")[0] for part in text.split("<summary>")[1:]]
    assert folded == [
        "1 duty not met",
        "1 undecided, and the gate must know",
        "1 waived",
        "1 known from the baseline",
        "1 open question",
        "1 duty coming",
        "1 finding of the baseline mended",
        "Evidence that ran out",
    ]
    opened = [line for line in text.splitlines() if line.startswith("**")]
    assert opened == [
        "**Blocker**",
        "**What decides the verdict besides**",
        "**Waivers that do not count**",
        "**What to do, in order**",
    ]


def test_a_finding_names_its_duty_markets_citation_rule_and_reason() -> None:
    assert (
        "- **Tell people they talk to a machine** · [AI Act 50(1)](https://example.org/ai) · `EU.ai.notice`"
        "<br>ai.notice is no; asked: yes\n"
    ) in comment.render(sample())
    assert "**Report sales in French** \\[FR\\] · " in comment.render(sample())


def test_a_waived_finding_says_who_accepted_it() -> None:
    assert "<br>Waived through 31 Mar 2027 by head-of-tax, approved by general-counsel (TAX-12): The bank" in (
        comment.render(everything())
    )


def test_the_summary_folds_nothing() -> None:
    text = github_summary.render(everything())
    assert "<details>" not in text
    assert "**1 waived**" in text


def test_both_pages_are_markdown_with_tables_and_links() -> None:
    for text in (comment.render(everything()), github_summary.render(everything())):
        shown = html(text)
        assert shown.count("<table>") == 2
        assert '<a href="https://example.org/ai">AI Act 50(1)</a>' in shown
        assert "**" not in shown


def test_a_report_with_nothing_to_say_is_short() -> None:
    market = replace(sample().markets[0], findings=(), coming=(), watch=())
    empty = replace(sample(), markets=(market,), checklist=(), questions=(), stale=())
    assert [line for line in comment.render(empty).splitlines() if line][2:3] == ["0 duties not met · 0 open questions"]
    assert "<details>" not in comment.render(empty)


@pytest.mark.parametrize("count", [11, 400])
def test_a_long_report_says_how_much_it_leaves_out(count: int) -> None:
    text = comment.render(_long(count))
    assert f"<summary>{count} duties not met</summary>" in text
    assert f"… and {count - 10} more" in text
    assert len(text) < 65_536
    summary = github_summary.render(_long(count))
    assert len(summary.encode()) < 1024 * 1024
    assert ("… and" in summary) == (count > 200)


def _long(count: int) -> Report:
    market = sample().markets[0]
    one = next(one for one in market.findings if one.rule.id == "EU.tax.evidence")
    findings = tuple(replace(one, rule=replace(one.rule, id=f"EU.tax.{number:03}")) for number in range(count))
    return replace(sample(), markets=(replace(market, findings=findings),))
