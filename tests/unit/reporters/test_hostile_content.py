"""Whoever writes a product file, a rulebook or a waiver: what comes out is valid, and steers nobody's program."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from xmlschema import XMLSchema

from checkmarket.model.report import Report
from checkmarket.reporters import binary_reporter, reporter
from checkmarket.reporters.checklist_rows import HEAD
from checkmarket.reporters.in_toto import render as render_statement
from tests.support.oscal import schema
from tests.support.reports import everything, written_by_somebody_hostile

SCHEMAS = Path(__file__).parents[2] / "schemas"
SARIF = Draft7Validator(json.loads((SCHEMAS / "sarif" / "sarif-2.1.0.json").read_text("utf-8")))
JUNIT = XMLSchema(SCHEMAS / "junit" / "jenkins-junit.xsd")
# Controls except the line end, Unicode's Bidi_Control, other invisible characters, what UTF-8 or XML refuses.
HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
TEN_MEBIBYTES = 10 * 1024 * 1024
TEXTS = {
    "script tags": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>",
    "ends of other formats": "]]></failure><![CDATA[ --> ``` </details></summary> ](javascript:alert(1)) %0A",
    "terminal sequences": "\x1b[2J\x1b]0;owned\x07\x1b]8;;https://example.org\x1b\\click\x9b31m\x07\x08",
    "formulas": "=cmd|' /C calc'!A0;@SUM(1+1),+1|-1\t=1\r=1",
    "line ends": "one\ntwo\r\nthree\rfour\x0bfive\x0csix\x85seven\u2028eight\u2029nine",
    "workflow commands": "\n::error::owned\n::set-output name=x::y\r\n::stop-commands::z\n##[command]rm",
    "markdown": "\n# Owned\n\n- [x](javascript:alert(1)) ![y](https://example.org/pixel) @everybody #1 |a|b|\n```\n<b>",
    "direction": "\u202egpj.exe\u2066\u2069\u200f\u061c\ufeff\u200b\U000e0041",
    "halves and no characters": "\ud800\udfff\ufffe\uffff\x00",
    "placeholders": "{0} {{1}} %s %(x)s ${{ secrets.TOKEN }} $(id) `id`",
}


@pytest.fixture(params=[*TEXTS, "ten mebibytes"])
def hostile(request: pytest.FixtureRequest) -> Report:
    if request.param in TEXTS:
        return written_by_somebody_hostile(TEXTS[request.param])
    return written_by_somebody_hostile("=<b>\u202e" + "A" * TEN_MEBIBYTES, ids=False)


def rendered(name: str, report: Report) -> str:
    text = reporter(name)(report)
    text.encode("utf-8")
    assert len(text) < 2_000_000
    return text


def assert_harmless(texts: Iterator[str]) -> None:
    for text in texts:
        found = HARMFUL.search(text)
        assert found is None, repr(text[max(0, found.start() - 20) : found.end() + 20])


def texts_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from (text for pair in data.items() for one in pair for text in texts_in(one))
    elif isinstance(data, list):
        yield from (text for one in data for text in texts_in(one))


def test_sarif(hostile: Report) -> None:
    log = json.loads(rendered("sarif", hostile))
    assert [error.message[:200] for error in SARIF.iter_errors(log)] == []
    assert_harmless(texts_in(log))
    assert len(log["runs"][0]["results"]) == 7
    assert not any("\n" in one["message"]["text"] for one in log["runs"][0]["results"])
    assert not re.search(r'"(?!text"|markdown")\w+": "[^"]*\\n', json.dumps(log).replace('\\"', ""))  # no id has lines
    for result in log["runs"][0]["results"]:
        assert "](" not in result["message"]["text"]
        assert not re.search(r"(?<!\{)\{(\{\{)*(?!\{)", result["message"]["text"])  # no brace stands alone


def test_the_uris_of_sarif(hostile: Report) -> None:
    log = json.loads(rendered("sarif", hostile))
    uris = set(re.findall(r'"(?:uri|helpUri)": "([^"]*)"', json.dumps(log)))
    for uri in uris:
        assert re.fullmatch(r"(?:[A-Za-z0-9\-._~:/?#@!$&'*+,;=]|%[0-9A-F]{2})*", uri), uri[:200]


def test_junit(hostile: Report) -> None:
    text = rendered("junit", hostile)
    assert [error.reason for error in JUNIT.iter_errors(text)] == []
    root = fromstring(text)
    assert_harmless(one for element in root.iter() for one in (element.text or "", *element.attrib.values()))
    assert len(root.findall("testsuite/testcase")) == 12


def test_github(hostile: Report) -> None:
    text = rendered("github", hostile)
    assert_harmless(iter([text]))
    lines = text.splitlines()
    assert len(lines) == len(reporter("github")(everything()).splitlines())
    for one in lines:
        assert re.fullmatch(r"::(error|warning|notice) ((file|line|col|title)=[^:,]*,?)+::.*", one), one[:200]


def test_gitlab(hostile: Report) -> None:
    found = json.loads(rendered("gitlab", hostile))
    assert_harmless(texts_in(found))
    assert len(found) == len({one["fingerprint"] for one in found}) == 7


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.comments: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(" ".join([tag, *(name for name, _ in attrs)]))
        for name, value in attrs:
            assert name == "href", (tag, name)
            assert str(value).startswith("https://"), value

    def handle_comment(self, data: str) -> None:
        self.comments.add(data)


@pytest.mark.parametrize(("name", "most"), [("markdown", 65_536), ("github-summary", 1024 * 1024)])
def test_markdown(name: str, most: int, hostile: Report) -> None:
    text = rendered(name, hostile)
    assert len(text.encode()) < most
    assert_harmless(iter([text]))
    tags = _Tags()
    tags.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
    ours = {"h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "code", "br", "sub"}
    assert tags.found <= ours | {"details", "summary", "a href"}
    assert {one for one in tags.comments if one != " "} == ({text[4:].split("-->")[0]} if name == "markdown" else set())
    headings = [one for one in text.splitlines() if one.startswith("#")]
    assert len(headings) == 1
    assert headings[0].startswith("### NO-GO · ")


def test_csv(hostile: Report) -> None:
    text = rendered("csv", hostile)
    assert_harmless(iter([text.replace("\r\n", "\n")]))
    found = list(csv.reader(StringIO(text, newline=""), strict=True))
    assert {len(one) for one in found} == {len(HEAD)}
    for separator in (",", ";", "|"):
        for part in (part for row in found[1:] for cell in row for part in cell.split(separator)):
            assert not re.match(r"[\s\"]*[=+\-@]", part), part[:100]


def test_xlsx(hostile: Report) -> None:
    book = load_workbook(BytesIO(binary_reporter("xlsx")(hostile)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert_harmless(str(cell.value) for cell in cells)
    assert all(cell.hyperlink is None for cell in cells)
    assert book["Checklist"].max_row == len(everything().checklist) + 1


@pytest.mark.parametrize(("name", "kind"), [("oscal", "assessment-results"), ("oscal-poam", "poam")])
def test_oscal(name: str, kind: str, hostile: Report) -> None:
    found = json.loads(rendered(name, hostile))
    assert [error.message[:200] for error in schema(kind).iter_errors(found)] == []
    assert_harmless(texts_in(found))


def test_in_toto(hostile: Report) -> None:
    """The digest of the rulebooks is made by us; who writes cannot reach it, nor write half a character into a file."""
    if re.search("[\ud800-\udfff]", hostile.title):
        pytest.skip("UTF-8 holds no half characters, so no file does")
    if len(hostile.title) > TEN_MEBIBYTES:
        pytest.skip("most of half a minute goes into the digest of a report of 2 GB; see test_in_toto.py")
    named = {f"{hostile.product_file[:1000]}.yaml": 64 * "a"}
    text = render_statement(replace(hostile, library_digest=everything().library_digest), digests=named)
    found = json.loads(text)
    assert len(text) < 2_000_000
    assert_harmless(texts_in(found))
    assert len(found["subject"]) == 3


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(" ".join([tag, *sorted(name for name, _ in attrs)]))
        self.links.update(str(value) for name, value in attrs if name in ("href", "src", "action"))


def test_html(hostile: Report) -> None:
    text = rendered("html", hostile)
    assert_harmless(iter([text]))
    found, plain = _Page(), _Page()
    found.feed(text)
    plain.feed(reporter("html")(everything()))
    assert set(found.tags) <= set(plain.tags) | {"a href rel", "span class", "p class", "p", "br"}
    assert all(re.match(r"#|https://|data:,$", one) for one in found.links)
