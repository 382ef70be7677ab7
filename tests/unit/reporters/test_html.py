"""The page: what it shows, that it stands alone, that its markup is whole.  Looks: engine/scripts/check_pages.mjs."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.findings import Status
from checkmarket.model.report import Report, StaleEvidence, Verdict
from checkmarket.reporters.html import render
from checkmarket.reporters.html.strip import strip
from tests.support.reports import everything, sample

VOID = {"meta", "link", "br", "rect", "line", "circle"}


class Page(HTMLParser):
    """The elements of a page, with their attributes, and the text of each section by its heading's id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.section = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag == "section":
            self.section = str(found["aria-labelledby"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag
        if tag == "section":
            self.section = ""

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.setdefault(self.section, []).append(data)

    def told(self, section: str = "") -> str:
        return " ".join(" ".join(self.texts.get(section, [])).split())

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.elements if tag == name]


def page(report: Report) -> Page:
    text = render(report)
    found = Page(text)
    assert found.open == []
    assert text == render(report)
    return found


def test_the_head_gives_verdict_scores_and_counts() -> None:
    head = page(sample()).told()
    assert head.startswith("NO-GO: sample in EU, FR")
    assert "1 blocker · 2 duties not met · 1 open question" in head
    assert "Compliance in EU 0 % 67 % decided, 2 apply, 2 may" in head
    assert "Cultural adaptation in EU 50 % 100 % decided, 1 apply" in head


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_has_its_accent(verdict: Verdict) -> None:
    found = page(replace(sample(), verdict=verdict))
    assert found.all("body")[0]["class"] in ("go", "no-go", "cannot-say")
    assert found.all("body")[0]["class"] == verdict.value.lower().replace(" ", "-")


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    found = page(everything())
    tags = {tag for tag, _ in found.elements}
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "input", "audio", "video", "base"}
    assert [one["href"] for one in found.all("link")] == ["data:,"]
    assert not [name for _, attrs in found.elements for name in attrs if name.startswith("on")]
    policy = next(one["content"] for one in found.all("meta") if one.get("http-equiv"))
    assert str(policy).startswith("default-src 'none'")
    assert not re.search(r"url\(|@import|@font-face", render(everything()))


def test_links_lead_into_the_page_or_to_the_web() -> None:
    found = page(everything())
    ids = [attrs["id"] for _, attrs in found.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for link in found.all("a"):
        target = str(link["href"])
        assert target.startswith("https://") or target.removeprefix("#") in ids, target
    for _, attrs in found.elements:
        assert attrs.get("aria-labelledby") in (None, *ids)


def test_findings_come_with_reasons_citation_and_what_helps() -> None:
    told = page(sample()).told("not-met")
    assert "ai.notice is no · asked: yes" in told
    assert "line 7" in told


def test_a_waived_or_known_finding_is_told_apart_from_what_is_not_met() -> None:
    report = everything()
    found = page(report)
    accepted = found.told("accepted")
    assert "The bank sends the data from March on. TAX-12" in accepted
    assert "general-counsel" in accepted
    assert "31 Mar 2027" in accepted
    assert "Known from the baseline" in accepted
    assert "FR.tax.report" in accepted
    assert "FR.tax.report" not in found.told("not-met")
    assert "EU.tax.mended in EU" in accepted
    assert found.told().count("1 waived") == 1


def test_a_waiver_that_does_not_count_is_told_with_its_reason() -> None:
    told = page(everything()).told("accepted")
    assert "EU.ai.notice in EU Expired The waiver of EU.ai.notice in EU expired on 30 Jun 2026." in told
    assert "There is nothing to waive for EU.tax.gone in EU." in told


def test_what_else_decided_is_told() -> None:
    assert page(everything()).told("why") == "What else decided EU: the compliance score stays below 80 %"
    assert page(sample()).told("why") == ""


def test_every_market_has_a_row_in_every_table_of_markets() -> None:
    told = page(sample()).told("scores")
    assert told.count("EU") >= 2
    assert "France" in told
    assert "Compliance by domain" in told


def test_one_market_needs_no_matrix() -> None:
    alone = replace(sample(), markets=sample().markets[:1])
    assert "by domain" not in page(alone).told("scores")


def test_a_minimum_is_marked_on_the_bar() -> None:
    minima = {"compliance": Decimal("0.8"), "tax": Decimal("0.5")}
    asked = replace(sample(), profile=replace(sample().profile, min_score=minima))
    found = page(asked)
    assert "at least 80 % is asked" in found.told()
    assert [one["x"] for one in found.all("rect") if one.get("class") == "least"] == ["79.75", "49.75"]


def test_evidence_that_ran_out_is_told() -> None:
    stale = StaleEvidence(fact="tax.number", ref="old.pdf", expired=date(2026, 6, 1))
    told = page(replace(sample(), stale=(stale,))).told("evidence")
    assert told == "Evidence that ran out tax.number : old.pdf, on 1 Jun 2026"


def test_every_measure_of_the_checklist_has_owner_effort_due_day_and_gain() -> None:
    found = page(sample())
    told = found.told("to-do")
    for one in sample().checklist:
        assert one.control.title in told
    rows = [attrs for attrs in found.all("tr") if str(attrs.get("id", "")).startswith("do-")]
    assert len(rows) == len(sample().checklist)
    labels = [attrs["data-label"] for attrs in found.all("td") if "data-label" in attrs]
    assert labels.count("Owner") == labels.count("Gain") == len(sample().checklist)


def test_every_table_has_heads_with_a_scope() -> None:
    found = page(everything())
    assert found.all("th")
    assert {one.get("scope") for one in found.all("th")} == {"col", "row"}


def test_a_product_without_anything_unmet_has_no_section_for_it() -> None:
    clean = tuple(
        replace(one, findings=tuple(f for f in one.findings if f.status is Status.PASS), gated=(), undecided=())
        for one in sample().markets
    )
    found = page(replace(sample(), markets=clean, checklist=(), questions=(), verdict=Verdict.GO))
    assert "0 duties not met · 0 open questions" in found.told()
    assert found.told("not-met") == found.told("to-do") == found.told("questions") == ""


def test_the_disclaimer_stands_there_once() -> None:
    assert render(sample()).count("Not legal advice.") == 1


def test_without_jinja_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(UsageIsWrong, match="needs Jinja2"):
        render(sample())


def test_the_strip_ends_with_a_year_and_keeps_the_order_of_days() -> None:
    found = strip(date(2026, 11, 22), [date(2027, 12, 2), date(2027, 1, 1)])
    assert found is not None
    assert [day for _, day in found.marks] == [date(2027, 1, 1), date(2027, 12, 2)]
    assert [year for _, year in found.ticks] == [2027, 2028]
    assert found.ticks[-1][0] == 100.0
    assert found.ticks[0][0] == found.marks[0][0]


def test_a_long_strip_has_a_tick_every_fifth_year() -> None:
    found = strip(date(2026, 1, 1), [date(2049, 1, 2)])
    assert found is not None
    assert [year for _, year in found.ticks] == [2030, 2035, 2040, 2045, 2050]


def test_nothing_ahead_needs_no_strip() -> None:
    assert strip(date(2026, 1, 1), [date(2025, 1, 1)]) is None


def test_the_languages_of_a_market_say_what_is_there_missing_and_not_stated() -> None:
    told = Page(render(everything())).told("languages")
    assert "80–95 % of the people know a language of the interface" in told
    assert "✗ contract : missing" in told.replace("contract:", "contract :")
    assert "? help" in told
    assert "✓ terms" in told
    assert "98 % translated" in told or "99 % translated" in told
    assert "not counted" in told


def test_how_texts_look_stands_beside_how_the_product_shows_them() -> None:
    told = Page(render(everything())).told("looks")
    assert "number 1 234,5 ✗ 1,234.5" in told
    assert "price 12 € ✗ in another way" in told
    assert "time 15:07 not stated" in told
