"""What the jurisdictions below make of a rule, and what the rule itself makes of those above."""

from __future__ import annotations

from collections.abc import Iterator

from checkmarket.authoring.explainer.explanation import Lines, Passage
from checkmarket.authoring.sentences import outline
from checkmarket.compiler import plan
from checkmarket.model.law import Override, Rule
from checkmarket.model.library import Library, Plan
from checkmarket.reporters.text.layout import day

_HEADS = {
    "exempts": "{who} lets off: {title}",
    "tightens": "{who} asks besides that",
    "replaces": "In {who} “{by}” ({id}) stands in its place",
    "implements": "In {who} “{by}” ({id}) turns it into national law and stands in its place",
    "switches_off": "{who} switches it off: {reason}",
    "not_transposed": "{who} had not made it its law, so it binds no company there: {reason}",
}
_OWN_HEADS = {
    "replaces": "In {who} it stands in the place of “{rule}” ({id})",
    "implements": "In {who} it turns “{rule}” ({id}) into national law",
}


def overrides_of(rule: Rule, library: Library) -> Iterator[Override]:
    """Every change that a jurisdiction below makes of a rule, by jurisdiction."""
    found = (one for book in library.rulebooks.values() for one in book.overrides if one.rule == rule.id)
    yield from sorted(found, key=lambda one: (one.jurisdiction, one.how, one.id))


def overrides_here(rule: Rule, library: Library, law: Plan) -> tuple[Override, ...]:
    """Those of them that hold in the plan's market on its day."""
    return tuple(
        one for one in overrides_of(rule, library) if one.jurisdiction in law.chain and one.window.covers(law.as_of)
    )


def changes_of(rule: Rule, library: Library, law: Plan) -> Iterator[Passage]:
    """Those in words that are not worked in, with their dates, and last the rules that this one takes the place of."""
    here = overrides_here(rule, library, law)
    for one in overrides_of(rule, library):
        if one.how in ("exempts", "tightens") and one in here:
            continue
        yield _passage(one, _HEADS[one.how], library, law)
    for book in library.rulebooks.values():
        for one in book.overrides:
            if one.by == rule.id and one.how in _OWN_HEADS:
                yield _passage(one, _OWN_HEADS[one.how], library, law)


def who(jurisdiction: str, library: Library) -> str:
    """The name of a jurisdiction."""
    return library.jurisdictions[jurisdiction].title if jurisdiction in library.jurisdictions else jurisdiction


def _passage(one: Override, head: str, library: Library, law: Plan) -> Passage:
    by, rule = library.rules.get(one.by), library.rules.get(one.rule)
    text = head.format(
        who=who(one.jurisdiction, library),
        title=one.title or one.id,
        reason=one.reason,
        by=by.title if by else one.by,
        rule=rule.title if rule else one.rule,
        id=one.by if head in _HEADS.values() else one.rule,
    )
    lines: Lines = ()
    if one.how in ("exempts", "tightens"):  # with the numbers of that jurisdiction, not of the one asked about
        there = law if one.jurisdiction in law.chain else plan(library, one.jurisdiction, law.as_of)
        lines = outline(one.condition, library, there)
    return Passage(head=text + _dates(one), lines=lines, cite=one.cite, jurisdiction=one.jurisdiction)


def _dates(one: Override) -> str:
    first, last = one.window.first, one.window.last
    since = f", from {day(first)} on" if first else ""
    return since + (f", until {day(last)}" if last else "")
