"""Begin a rule with its cases: a draft that binds nobody until its conditions are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from checkmarket.authoring.scaffolder.drafts import SCHEMA_LINE, Draft, new_file, with_item, with_section
from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean
from checkmarket.model.law import ONE_DAY, Instrument, Kind, Rulebook
from checkmarket.model.library import Library

_FORM = re.compile(r"([A-Z]{2}(?:-[A-Z0-9]{1,3})?|WORLD)\.([a-z]+(?:-[a-z]+)*)\.([a-z0-9]+(?:-[a-z0-9]+)*)\Z")
_BINDING = ("regulation", "act", "treaty", "directive")
_PLACEHOLDER = "first-source"
_FOLDER = "jurisdictions/"


def draft_rule(library: Library, rule: str, kind: Kind, texts: Mapping[str, str], *, day: date) -> tuple[Draft, Draft]:
    """The rulebook with a draft of the rule, and its file of cases.

    texts: every rulebook and file of cases, by path below the library; day: stands for the first day of the rule.
    """
    jurisdiction, domain = _checked(library, rule, texts)
    book = library.rulebooks.get(f"{jurisdiction}.{domain}")
    if book is None:
        draft = _new_rulebook(
            library, jurisdiction, domain, _rule_lines(rule, kind, _PLACEHOLDER, day, directive=False)
        )
    else:
        draft = _longer_rulebook(book, rule, kind, texts[book.place.path], day)
    return draft, _cases(rule, texts, day)


def _checked(library: Library, rule: str, texts: Mapping[str, str]) -> tuple[str, str]:
    """The jurisdiction and the domain of an id that can be given."""
    form = _FORM.match(rule)
    if not form:
        hint = "written JURISDICTION.domain.what-to-do, such as EU.tax.register-for-vat"
        raise UsageIsWrong(f"'{rule}' is not the id of a rule", hint)
    jurisdiction, domain, _ = form.groups()
    known = {one.child for one in library.edges} | {path.split("/")[1] for path in texts if path.startswith(_FOLDER)}
    if jurisdiction not in known:
        hint = did_you_mean(jurisdiction, known, otherwise="codes are those of ISO 3166, and EU")
        begin = f"begin it with: checkmarket rules new-jurisdiction {jurisdiction}"
        raise UsageIsWrong(
            f"there is no jurisdiction '{jurisdiction}'", begin if jurisdiction in library.places else hint
        )
    if domain not in library.domains:
        hint = did_you_mean(domain, library.domains, otherwise=f"known: {_list(library.domains)}")
        raise UsageIsWrong(f"there is no domain '{domain}'", hint)
    if rule in library.rules or _declares(texts, rule):
        where = f"it stands at {library.rules[rule].place}" if rule in library.rules else "an id is never used twice"
        raise UsageIsWrong(f"the rule '{rule}' exists", where)
    return jurisdiction, domain


def _declares(texts: Mapping[str, str], rule: str) -> bool:
    """A file declares the rule, though it could not be compiled."""
    declared = re.compile(rf"\bid: [\"']?{re.escape(rule)}(?![\w.-])")
    return any(declared.search(text) for text in texts.values())


def _list(names: Mapping[str, object]) -> str:
    return ", ".join(sorted(names))


# the rulebook


def _new_rulebook(library: Library, jurisdiction: str, domain: str, rule: Sequence[str]) -> Draft:
    title = f"{library.domains[domain].title} in {library.jurisdictions[jurisdiction].title}"
    lines = [
        f"{SCHEMA_LINE}../../rules/schema/rulebook.schema.json",
        f"rulebook: {jurisdiction}.{domain}",
        f"jurisdiction: {jurisdiction}",
        f"domain: {domain}",
        f"title: {title}",
        "",
        *_instruments(),
        "",
        "rules:",
        *(f"  {line}" if line else "" for line in rule),
    ]
    return new_file(f"jurisdictions/{jurisdiction}/{domain}.yaml", lines)


def _instruments() -> list[str]:
    return [
        "instruments:",
        "  # Which is the primary text?  Name it as people do (gdpr, ai-act), here and where it is cited.",
        f"  {_PLACEHOLDER}:",
        "    title: (the official title)",
        "    # regulation, act, directive, treaty; guidance and standard make no duty alone",
        "    kind: act",
        "    # Its official identifier: celex:32016R0679, eli:…, usc:…, statute:…",
        "    id: statute:unknown",
        "    # A link that lasts, to the official journal, the statute book or the regulator",
        "    url: https://example.org/",
        "    # Which second source, independent of the first, says the same?  With one source a rule stays a draft.",
        "    # sources:",
        '    #   - {title: "…", url: "https://…", seen: 2026-11-22}',
    ]


def _longer_rulebook(book: Rulebook, rule: str, kind: Kind, text: str, day: date) -> Draft:
    path = book.place.path
    if not book.instruments:
        text = with_section(path, text, _instruments()).text
    instrument = _instrument_for(book, kind)
    directive = instrument is not None and instrument.kind == "directive" and book.jurisdiction == "EU"
    lines = _rule_lines(rule, kind, instrument.slug if instrument else _PLACEHOLDER, day, directive=directive)
    return with_item(path, text, "rules", lines, is_apart=True)


def _instrument_for(book: Rulebook, kind: Kind) -> Instrument | None:
    """An instrument to begin with: one that can bind, where the rule is to bind."""
    found = sorted(book.instruments.values(), key=lambda one: _BINDING.index(one.kind) if one.kind in _BINDING else 9)
    if found and found[0].kind not in _BINDING and kind in ("must", "must-not"):
        hint = "list the act under instruments first, or use --kind should"
        raise UsageIsWrong(f"{book.id} rests on guidance alone, which makes no duty", hint)
    return found[0] if found else None


def _rule_lines(rule: str, kind: Kind, instrument: str, day: date, *, directive: bool) -> list[str]:
    """The draft of a rule, from its dash on, with the questions of whoever has to write it."""
    lines = [
        f"id: {rule}",
        "# What is to be done?  An order of at most 100 characters: Publish an imprint",
        "title: (what is to be done)",
        f"kind: {kind}",
        *_stakes(kind),
        "# From which day does it bind?  Is there a last day (until), a transition, a change adopted and not in force?",
        f"from: {day}",
        *(
            ["# A directive: by which day had the member states to make it their law?", f"transposition: {day}"]
            * directive
        ),
        "# Which article says so?  What does it say, in one line of your own words (says)?  On which day did you",
        "# read it (seen)?  Which second source, independent of the first, agrees (sources)?",
        "cite:",
        f"  - instrument: {instrument}",
        '    article: "?"',
        "# Whom does it bind, and whom not: place, role, size, business or private customers?  Who is exempt",
        "# (exemptions)?  While this says never, it binds nobody.  Numbers of the law go under parameters.",
        "applies_when: never",
        *_demand(kind),
        "# What does a breach cost (penalty)?  Where do sources disagree, what is not settled (note)?",
        "status: draft",
    ]
    return ["- " + lines[0], *(f"  {line}" for line in lines[1:])]


def _stakes(kind: Kind) -> list[str]:
    if kind == "may":
        return []
    blocker = ["blocker: false"] if kind in ("must", "must-not") else []
    question = "# How bad is a breach (low, medium, high, critical)"
    question += ", does it stop a launch, how much does it count (1 to 10)?" if blocker else ", how much does it count?"
    return [question, "severity: medium", *blocker, "weight: 5"]


def _demand(kind: Kind) -> list[str]:
    if kind == "may":
        return []
    word = "forbids" if kind == "must-not" else "requires"
    shows = "a breach" if kind == "must-not" else "that the duty is met"
    return [
        f"# Which facts show {shows}?  Look in rules/facts for one that means the same before adding one.",
        f"{word}: {'always' if kind == 'must-not' else 'never'}",
        "# Which measure helps?  Controls are shared by all jurisdictions: look in rules/controls first.",
        "# remediation: [the-control]",
    ]


# the cases


def _cases(rule: str, texts: Mapping[str, str], day: date) -> Draft:
    book = rule.rpartition(".")[0]
    jurisdiction, _, domain = book.partition(".")
    path = next((path for path, text in texts.items() if _is_of(text, book)), "")
    lines = _case_lines(rule, jurisdiction, day)
    if path:
        return with_item(path, texts[path], "items", lines)
    head = [f"{SCHEMA_LINE}../../../rules/schema/cases.schema.json", f"cases: {book}", "items:"]
    return new_file(f"jurisdictions/{jurisdiction}/cases/{domain}.yaml", [*head, *(f"  {line}" for line in lines)])


def _is_of(text: str, book: str) -> bool:
    return re.search(rf"^cases: [\"']?{re.escape(book)}[\"']?\s*(#.*)?$", text, re.MULTILINE) is not None


def _case_lines(rule: str, jurisdiction: str, day: date) -> list[str]:
    """One case that holds already, and those to come as comments."""

    def to_come(sentence: str, expect: str, *, as_of: date = day, missing: str = "") -> list[str]:
        return [
            f"# - case: {sentence}",
            f"#   rule: {rule}",
            f"#   as_of: {as_of}",
            f"#   market: {jurisdiction}",
            "#   facts: {}",
            f"#   expect: {expect}",
            *([f"#   missing: [{missing}]"] if missing else []),
        ]

    return [
        "- case: the draft binds nobody yet",
        f"  rule: {rule}",
        "  expect: not-applicable",
        "# Show it pass, fail, stay open and not apply: take the # away, say who it is, state the facts.",
        *to_come("who is bound, and does it", "pass"),
        *to_come("who is bound, and does not", "fail"),
        *to_come("nobody said whether it is done", "unknown", missing="the.fact"),
        *to_come("who is not bound, and why", "not-applicable"),
        "# Try each number n at n - 1, at n and at n + 1.",
        *to_come("one below the number", "not-applicable"),
        *to_come("the number itself", "fail"),
        *to_come("one above the number", "fail"),
        "# Try each day, and the day before it.",
        *to_come("the day before the first", "not-in-force", as_of=day - ONE_DAY),
        *to_come("the first day", "fail"),
    ]
