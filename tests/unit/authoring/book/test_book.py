"""The book: whole, linked, escaped, the same every time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest

from checkmarket.authoring import book as package
from checkmarket.authoring.book.addresses import anchor, entry
from checkmarket.authoring.signer import signature_states
from checkmarket.library.folders import read_texts
from checkmarket.library.loader import Loaded
from checkmarket.model.library import Library
from tests.support.law import TODAY
from tests.support.tiny import CASES, FILES

TEMPLATES = read_texts(Path(package.__file__).parent / "templates")
VOID = frozenset({"meta", "link", "input", "br"})
HOSTILE = """<script>alert("x")</script> 'quoted' & </title> {{ 7 * 7 }}"""


class Page(HTMLParser):
    """What a page holds; complains of a tag that is closed wrongly, and of an id that stands twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.lang = ""
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        assert not any(key.startswith("on") for key in given), "a handler in the markup"
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            assert given["id"] not in self.ids, f"{given['id']} stands twice"
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        self.loads += [given[key] for key in ("src", "action") if key in given]
        self.loads += [given["href"]] if tag == "link" else []
        self.headings += [int(tag[1])] if tag in ("h1", "h2", "h3", "h4") else []
        self.lang = given.get("lang", self.lang)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.text.append(data)


def made(library: Library, cases: tuple[object, ...] = ()) -> dict[str, str]:
    states = signature_states(library, TODAY)
    return package.pages(package.contents(library, cases, states, TODAY), TEMPLATES)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def files(shipped: Library) -> dict[str, str]:
    return made(shipped)


@pytest.fixture(scope="module")
def parsed(files: dict[str, str]) -> dict[str, Page]:
    return {name: Page(text) for name, text in files.items() if name.endswith(".html")}


def test_every_link_inside_the_book_leads_somewhere(files: dict[str, str], parsed: dict[str, Page]) -> None:
    broken = []
    for name, page in parsed.items():
        for link in {*page.links, *page.loads}:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = normpath(str(PurePosixPath(name).parent / unquote(parts.path))) if parts.path else name
            known = target in files and (not parts.fragment or unquote(parts.fragment) in parsed[target].ids)
            if not known:
                broken.append((name, link))
    assert broken == []


def test_nothing_is_loaded_from_outside_and_every_outside_link_is_one_a_reader_follows(
    parsed: dict[str, Page],
) -> None:
    for page in parsed.values():
        assert {urlsplit(one).scheme for one in page.loads} <= {"", "data"}
        assert {urlsplit(one).scheme for one in page.links} <= {"", "http", "https"}
        assert not any(one.startswith("/") for one in (*page.loads, *page.links))


def test_everything_of_the_library_has_its_page_or_its_entry(shipped: Library, parsed: dict[str, Page]) -> None:
    instruments = {one.id for book in shipped.rulebooks.values() for one in book.instruments.values()}
    wanted = {
        "rule": shipped.rules,
        "rulebook": shipped.rulebooks,
        "jurisdiction": shipped.markets(),
        "term": shipped.terms,
        "parameter": shipped.parameters,
        "fact": shipped.facts,
        "control": shipped.controls,
        "instrument": instruments,
        "domain": shipped.domains,
    }
    for kind, idents in wanted.items():
        for ident in idents:
            page, _, _ = entry(kind, ident).partition("#")
            assert unquote(page) in parsed, ident
            assert "#" not in entry(kind, ident) or anchor(kind, ident) in parsed[unquote(page)].ids


def test_every_page_has_its_landmarks_a_language_and_headings_in_order(parsed: dict[str, Page]) -> None:
    for name, page in parsed.items():
        assert page.lang == "en"
        assert [page.tags.count(one) for one in ("header", "main", "footer", "h1", "title")] == [1, 1, 1, 1, 1], name
        assert page.links[0] == "#main"
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert page.headings[0] == 1
        assert all(after <= before + 1 for before, after in steps), name


def test_two_runs_give_the_same_bytes(shipped: Library, files: dict[str, str]) -> None:
    assert made(shipped) == files


def test_the_search_knows_every_rule_and_its_addresses_are_right(
    shipped: Library, files: dict[str, str], parsed: dict[str, Page]
) -> None:
    text = files["index.html"]
    start = text.index('id="search-index">') + len('id="search-index">')
    index = json.loads(text[start : text.index("</script>", start)])
    assert {one["u"] for one in index if one["k"] == "Rule"} == {entry("rule", ident) for ident in shipped.rules}
    assert all(unquote(one["u"].partition("#")[0]) in parsed for one in index)


def test_everything_but_the_search_works_without_scripts(files: dict[str, str]) -> None:
    assert [name for name, text in files.items() if "<script" in text] == ["index.html"]
    assert "<noscript>" in files["index.html"]


@pytest.fixture
def hostile(inspect: Callable[[Mapping[str, str | bytes]], Loaded]) -> Loaded:
    """Every free text of the library is hostile."""
    quoted = json.dumps(HOSTILE)
    changed = dict(FILES)
    book = changed["jurisdictions/EU/tax.yaml"]
    for plain in ("Tax in the European Union", "The act binds", "Raise the flag", "The act, kind"):
        replaced = f"{quoted}, kind" if plain.endswith("kind") else quoted
        book = book.replace(f"title: {plain}", f"title: {replaced}")
    book = book.replace(
        "    kind: must\n    severity: high", f"    summary: {quoted}\n    kind: must\n    severity: high"
    )
    book = book.replace("    status: sourced", f"    note: {quoted}\n    status: sourced")
    book = book.replace('article: "4", seen', f'article: "4", says: {quoted}, seen')
    changed["jurisdictions/EU/tax.yaml"] = book + (
        f"watch:\n  - {{id: w, title: {quoted}, state: proposed, since: 2026-01-01, note: {quoted}}}\n"
        f'not_encoded:\n  - {{instrument: act, article: "7", reason: {quoted}}}\n'
    )
    facts = changed["rules/facts/sample.yaml"].replace("Is the flag raised?", quoted)
    changed["rules/facts/sample.yaml"] = facts.replace("{small: S, large: L}", f"{{small: {quoted}, large: L}}")
    changed["rules/controls/sample.yaml"] = changed["rules/controls/sample.yaml"].replace(
        "    title: Raise the flag", f"    title: {quoted}"
    )
    cases = CASES.replace("the flag is raised", quoted)
    loaded = inspect({**changed, "jurisdictions/EU/cases/tax.yaml": cases})
    assert loaded.diagnostics == ()
    return loaded


def test_hostile_text_stays_text(hostile: Loaded) -> None:
    for name, text in made(hostile.library, hostile.cases).items():
        if name.endswith(".html"):
            page = Page(text)
            assert page.tags.count("script") == (2 if name == "index.html" else 0)
            assert "alert(" not in text or "&lt;script&gt;" in text or name == "index.html"
    rule = Page(made(hostile.library, hostile.cases)["rules/EU.tax.one.html"])
    assert "".join(rule.text).count(HOSTILE) >= 8


def test_the_cases_of_a_rule_are_its_examples(inspect: Callable[[Mapping[str, str | bytes]], Loaded]) -> None:
    loaded = inspect({**FILES, "jurisdictions/EU/cases/tax.yaml": CASES})
    page = Page(made(loaded.library, loaded.cases)["rules/EU.tax.one.html"])
    text = " ".join(" ".join(page.text).split())
    assert "1 worked example, which are also its tests. met the flag is raised" in text
    assert "sample.flag yes" in text


def test_a_state_that_sets_a_number_stands_with_it(inspect: Callable[[Mapping[str, str | bytes]], Loaded]) -> None:
    more = FILES["jurisdictions/DE/tax.yaml"] + (
        "sets: [{parameter: EU.tax/limit, values: "
        '[{from: 2021-01-01, value: 3, cite: {instrument: law, article: "2"}}]}]\n'
    )
    loaded = inspect({**FILES, "jurisdictions/DE/tax.yaml": more})
    text = " ".join(" ".join(Page(made(loaded.library)["rulebooks/EU.tax.html"]).text).split())
    assert "1 Jan 2020 5 EU act 1 1 Jan 2021 3 DE law 2" in text
