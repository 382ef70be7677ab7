"""Outlines as nested lists with links, the form in which a page shows conditions."""

from __future__ import annotations

from dataclasses import dataclass

from checkmarket.authoring.sentences import Line
from checkmarket.model.conditions import Condition, Leaf, Not, RuleIs, Term
from checkmarket.model.library import Library


@dataclass(frozen=True, slots=True)
class Link:
    """What a sentence names.  kind: fact, term or rule; label: the words of the sentence that become the link."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, cut at the words that link somewhere, and the sentences below it."""

    before: str
    link: Link | None
    after: str
    children: tuple[Item, ...] = ()


def nested(lines: tuple[Line, ...], library: Library) -> tuple[Item, ...]:
    """The outline as a list of items, each with what is indented below it."""
    found, at = [], 0
    while at < len(lines):
        line, end = lines[at], at + 1
        while end < len(lines) and lines[end].depth > line.depth:
            end += 1
        found.append(_item(line, nested(lines[at + 1 : end], library), library))
        at = end
    return tuple(found)


def _item(line: Line, children: tuple[Item, ...], library: Library) -> Item:
    link = None if children else _link(line.condition, library)
    if link is None or link.label not in line.text:
        return Item(line.text, None, "", children)
    before, _, after = line.text.partition(link.label)
    return Item(before, link, after, children)


def _link(condition: Condition, library: Library) -> Link | None:
    match condition.part if isinstance(condition, Not) else condition:
        case Leaf(fact):
            return Link("fact", fact, fact)
        case Term(term) if term in library.terms:
            return Link("term", term, library.terms[term].title)
        case RuleIs(rule) if rule in library.rules:
            return Link("rule", rule, library.rules[rule].title)
        case _:
            return None
