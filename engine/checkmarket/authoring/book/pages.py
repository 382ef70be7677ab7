"""Make the pages.  Enters: Contents and the texts of the templates.  Leaves: every file of the book, by its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checkmarket.authoring.book.addresses import anchor, book_page, entry, jurisdiction_page, rule_page
from checkmarket.authoring.book.contents import Contents
from checkmarket.authoring.book.nesting import nested
from checkmarket.authoring.book.search import search_index
from checkmarket.authoring.figures import effort_words, figure, readable
from checkmarket.authoring.sentences import outline
from checkmarket.model.cases import Case
from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.law import Rule
from checkmarket.model.signatures import SignatureWord
from checkmarket.reporters.text.layout import day

if TYPE_CHECKING:
    from jinja2 import Environment

PLAIN = ("style.css", "search.js")
"""The files of the templates that go into the book as they are."""

SIGNATURES = {
    SignatureWord.SIGNED: "Signed",
    SignatureWord.UNVERIFIED: "Signed, not verified by a key",
    SignatureWord.EXPIRED: "Signature ran out",
    SignatureWord.BROKEN: "Signature broken",
    SignatureWord.FORGED: "Signature forged",
    SignatureWord.UNSIGNED: "Not signed",
}
_EXPECTED = {
    "pass": "met",
    "fail": "not met",
    "unknown": "open",
    "pass-if-applicable": "met, if it applies",
    "possible-fail": "not met, if it applies",
    "not-applicable": "does not apply",
    "not-in-force": "not in force",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A case as the book tells it.  facts: (id, answer in words)."""

    case: Case
    expected: str
    facts: tuple[tuple[str, str], ...]


def pages(book: Contents, templates: Mapping[str, str]) -> dict[str, str]:
    """All files of the book, by their address.  templates: the texts of the templates, by name.

    Raises UsageIsWrong where Jinja is not installed.
    """
    made = {name: templates[name] for name in PLAIN}
    return made | dict(_pages(book, _environment(book, templates)))


def _pages(book: Contents, environment: Environment) -> Iterator[tuple[str, str]]:
    def page(address: str, template: str, **values: Any) -> tuple[str, str]:
        root = "../" * address.count("/")
        return address, environment.get_template(template).render(root=root, address=address, **values)

    yield page("index.html", "index.html", search_index=search_index(book))
    for name in ("domains", "instruments", "controls", "facts", "watch"):
        yield page(f"{name}.html", f"{name}.html")
    for code in book.laws:
        books = [one for one in book.books if one.jurisdiction == code]
        yield page(jurisdiction_page(code), "jurisdiction.html", land=book.library.jurisdictions[code], books=books)
    for one in book.books:
        yield page(book_page(one.id), "rulebook.html", rulebook=one, law=book.laws[one.jurisdiction])
    for ident, rule in sorted(book.library.rules.items()):
        yield page(rule_page(ident), "rule.html", **_rule_values(book, rule))


def _rule_values(book: Contents, rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule,
        "one": book.explained[rule.id],
        "examples": [_example(book, case) for case in book.cases.get(rule.id, ())],
        "left_out": book.library.rulebooks[f"{rule.jurisdiction}.{rule.domain}"].not_encoded,
    }


def _example(book: Contents, case: Case) -> Example:
    facts = book.library.facts
    told = tuple((ident, readable(one.value, facts[ident].type, book.library)) for ident, one in _stated(case))
    return Example(case, _EXPECTED[case.expect], told)


def _stated(case: Case) -> Iterator[tuple[str, Any]]:
    yield from sorted(case.subject.facts.items())
    for market in sorted(case.subject.markets):
        yield from sorted(case.subject.markets[market].items())


def _environment(book: Contents, templates: Mapping[str, str]) -> Environment:
    try:
        from jinja2 import DictLoader, Environment, StrictUndefined  # noqa: PLC0415 - only the book needs it
    except ImportError:
        message, hint = "the book needs Jinja2, which is not installed", "run: pip install 'checkmarket[docs]'"
        raise UsageIsWrong(message, hint) from None
    made = Environment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["day"] = day
    made.globals.update(_words(book))
    return made


def _words(book: Contents) -> dict[str, Any]:
    """What templates may call besides the values of their page."""
    library = book.library

    def state(ident: str) -> dict[str, Any]:
        found = book.signatures.get(ident)
        word = found.word if found else SignatureWord.UNSIGNED
        return {"word": word.value, "title": SIGNATURES[word], "entries": found.entries if found else ()}

    return {
        "book": book,
        "library": library,
        "entry": entry,
        "anchor": anchor,
        "nest": lambda lines: nested(lines, library),
        "outline_of": lambda condition, law=None: nested(outline(condition, library, law), library),
        "figure_of": lambda dated, parameter: figure(dated, parameter, library),
        "readable": lambda value, kind: readable(value, kind, library),
        "signature": state,
        "rules_of": lambda idents: [library.rules[one] for one in idents],
        "topic_title": topic_title,
        "effort_words": effort_words,
        "settings_of": lambda ident: [one for some in book.books for one in some.settings if one.parameter == ident],
    }


def topic_title(topic: str) -> str:
    """The topic of facts as a heading."""
    words = " ".join("AI" if word == "ai" else word for word in topic.split("-"))
    return words[:1].upper() + words[1:]
