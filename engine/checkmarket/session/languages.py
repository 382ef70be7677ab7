"""The languages of a market: what its law asks in them, how many people use them, and what the product has in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from checkmarket.markets.samples import language_name
from checkmarket.model.conditions import All, AnyOf, AtLeast, Condition, Leaf, Literal, Term
from checkmarket.model.findings import Status
from checkmarket.model.law import conditions_in
from checkmarket.model.report import LanguageUse
from checkmarket.model.subject import Subject
from checkmarket.model.territories import Speakers, is_widely_read, speakers_in, written
from checkmarket.model.values import Known, PartialSet, State
from checkmarket.planner import JudgedMarket

Required = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By language and by what is to be in it (interface, terms …): the rules that ask."""

_ASKS = ("includes", "includes_any_of", "includes_all_of")
_SILENT = (Status.NOT_APPLICABLE, Status.NOT_IN_FORCE)
_INTERFACE = "locale.interface_languages"
_LOCAL = "locale.local_language_covers"


def languages(judged: JudgedMarket, product: Subject, known: Callable[[str], Known]) -> tuple[LanguageUse, ...]:
    """What the law asks for, what many people use and what the product offers, in this order, the most spoken first.

    known: what is known of a fact of the product in this market.
    """
    library, market = judged.library, judged.plan.market
    required = _required(judged)
    offered = _offered(judged, known)
    spoken = _spoken(judged)
    land = library.jurisdictions.get(market)
    official = land.languages if land and judged.plan.people_of == (market,) else ()
    everything = {*required, *official, *(tag for tags, _ in offered.values() for tag in tags)}
    everything |= {tag for tag, one in spoken.items() if is_widely_read(one.percent, one.writing)}
    shares = _shares(product, judged.plan.chain)
    found = [
        LanguageUse(
            language=tag,
            name=language_name(tag),
            official=spoken[tag].official or ("official" if tag in official else "") if tag in spoken else "",
            percent=spoken[tag].percent if tag in spoken else None,
            required=required.get(tag, {}),
            offered=frozenset(name for name, (tags, _) in offered.items() if tag in tags),
            open=frozenset(name for name, (tags, whole) in offered.items() if tag not in tags and not whole),
            share=shares.get(tag),
        )
        for tag in everything
    ]
    return tuple(sorted(found, key=lambda one: (not one.required, -(one.percent or 0.0), one.language)))


def _required(judged: JudgedMarket) -> Required:
    """What duties that surely apply ask for; one that only may apply is a question, not a demand."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for ident, finding in sorted(judged.findings.items()):
        rule = finding.rule
        applies = finding.status not in _SILENT and not finding.optional
        if rule.kind != "must" or not applies or ident not in judged.plan.rules:
            continue
        for condition in conditions_in(judged.plan.rules[ident].demand):
            for tag, what in _asked(condition, judged):
                by_artefact = found.setdefault(tag, {})
                by_artefact[what] = tuple(dict.fromkeys((*by_artefact.get(what, ()), ident)))
    return found


def _asked(condition: Condition, judged: JudgedMarket) -> Iterator[tuple[str, str]]:
    """The languages that a condition asks for, each with what is to be in it."""
    match condition:
        case Leaf(fact, operator, operands) if operator in _ASKS:
            yield from _named(fact, [str(one.value) for one in operands if isinstance(one, Literal)], judged)
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _asked(part, judged)
        case Term(term):
            yield from _asked(judged.plan.terms[term], judged)
        case _:
            pass  # what is denied, or asked of another rule, asks for no language here


def _named(fact: str, operands: list[str], judged: JudgedMarket) -> Iterator[tuple[str, str]]:
    definition = judged.library.facts[fact]
    if definition.artefact:
        yield from ((tag, _in_words(definition.artefact)) for tag in operands)
    elif fact == _LOCAL and judged.plan.people_of == (judged.plan.market,):
        land = judged.library.jurisdictions.get(judged.plan.market)
        official = land.languages if land else ()
        if len(official) == 1:  # of several, the rulebook of the place says which
            yield from ((official[0], _in_words(one)) for one in operands)


def _in_words(artefact: str) -> str:
    return artefact.replace("-", " ")


def _offered(judged: JudgedMarket, known: Callable[[str], Known]) -> dict[str, tuple[frozenset[str], bool]]:
    """By artefact, the languages the product has it in, and whether these are all."""
    found = {}
    for ident, definition in judged.library.facts.items():
        if definition.artefact:
            value = known(ident)
            tags = value.has if isinstance(value, PartialSet) else value
            sure = frozenset(map(str, tags)) if isinstance(tags, frozenset) else frozenset()
            is_whole = isinstance(value, frozenset) or value is State.NOT_ASKED
            found[_in_words(definition.artefact)] = (sure, is_whole)
    return found


def _shares(product: Subject, chain: tuple[str, ...]) -> dict[str, float]:
    stated = [product.markets.get(market, {}).get(_INTERFACE) for market in chain] + [product.facts.get(_INTERFACE)]
    evidence = next((one.evidence for one in stated if one), None)
    return {tag: float(share) for tag, share in evidence.shares.items()} if evidence else {}


def _spoken(judged: JudgedMarket) -> dict[str, Speakers]:
    """By base code, as facts name languages; of two scripts the more widespread one."""
    plan = judged.plan
    one = plan.territories.by_code.get(plan.people_of[0]) if len(plan.people_of) == 1 else None
    found: dict[str, Speakers] = {}
    for speakers in one.speakers if one else speakers_in(plan.territories, plan.people_of):
        tag = written(plan.territories, speakers.language).base
        if tag not in found or found[tag].percent < speakers.percent:
            found[tag] = speakers
    return found


__all__ = ["languages"]
