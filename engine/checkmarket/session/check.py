"""The main job: judge a subject in its markets, score, plan, decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Unpack

from checkmarket.compiler import plan
from checkmarket.evaluator import known_facts, shifted
from checkmarket.gate import Circumstances, decide, worst
from checkmarket.model.baseline import KnownFinding
from checkmarket.model.law import Watched
from checkmarket.model.library import Library
from checkmarket.model.report import Coming, MarketResult, Report, StaleEvidence
from checkmarket.model.subject import Subject
from checkmarket.model.version import VERSION
from checkmarket.model.vocabulary import Profile
from checkmarket.model.waivers import Waiver
from checkmarket.planner import (
    JudgedMarket,
    Likeness,
    Outlook,
    calendar,
    checklist,
    judge_market,
    likeness,
    outlook,
    questions,
)
from checkmarket.session.languages import languages
from checkmarket.session.pardon import NO_PARDON, Pardon, pardoned
from checkmarket.session.previews import previews
from checkmarket.session.profiles import Thresholds, chosen_profile
from checkmarket.session.selection import NONE, STATED, Selection, judged_markets, judged_rules

_SERVED = "locale.people_served"


def check(
    library: Library,
    product: Subject,
    *markets: str,
    as_of: date,
    members: str | tuple[str, ...] = STATED,
    profile: str | Profile = "baseline",
    rules: tuple[str, ...] = (),
    skip_rules: tuple[str, ...] = (),
    waivers: tuple[Waiver, ...] = (),
    baseline: tuple[KnownFinding, ...] = (),
    **thresholds: Unpack[Thresholds],
) -> Report:
    """Judge a product in one or more markets on a day.

    markets: jurisdictions such as "EU"; members: "stated" (those in offer.markets), "all", "none" or codes;
    rules, skip_rules: shell patterns over rule ids; waivers, baseline: what does not fail the gate, of any product;
    thresholds: in place of the profile's, as `chosen_profile` takes them.
    Raises UsageIsWrong for an unknown market, member, profile, threshold or rule.
    """
    chosen = profile if isinstance(profile, Profile) else chosen_profile(library, profile, **thresholds)
    selection = Selection(markets=markets, members=members, rules=rules, skipped=skip_rules)
    found = _outlooks(library, product, selection, as_of, chosen)
    judged = [one.today for one in found]
    later = [market for one in found for market in one.ahead]
    pardon = pardoned(library, product, found, waivers, baseline, as_of)
    results = tuple(_result(one.today, one.coming, product, pardon) for one in found)
    return Report(
        product=product.id,
        title=product.title,
        as_of=as_of,
        profile=chosen,
        verdict=worst(one.verdict for one in results),
        library_digest=library.digest,
        tool_version=VERSION,
        markets=results,
        checklist=checklist(library, judged, later, product),
        questions=questions(judged, product),
        stale=tuple(_stale(product, as_of)),
        domains={one.id: one.title for one in library.domains.values()},
        product_file=product.place.path if product.place else "",
        faulty_waivers=pardon.faulty,
        fixed=pardon.fixed,
    )


def judge(
    library: Library, product: Subject, *markets: str, as_of: date, profile: str = "baseline"
) -> tuple[MarketResult, ...]:
    """The markets of a report without its checklist and its questions, which take most of the time.

    Raises UsageIsWrong for an unknown market or profile.
    """
    chosen = chosen_profile(library, profile)
    found = _outlooks(library, product, Selection(markets=markets, members=NONE), as_of, chosen)
    return tuple(_result(one.today, one.coming, product, NO_PARDON) for one in found)


def _outlooks(library: Library, product: Subject, selection: Selection, as_of: date, profile: Profile) -> list[Outlook]:
    """Each market today and ahead; markets that cannot differ are judged once."""
    only = judged_rules(selection, library)
    dates = calendar(library, as_of)
    outlooks: dict[Likeness, Outlook] = {}
    found: list[Outlook] = []
    for market in judged_markets(selection, library, product, as_of):
        alike = likeness(library, market, (as_of, *dates.edges), product)
        if alike not in outlooks:
            law = plan(library, market, as_of)
            today = judge_market(library, law, product, profile, alike=alike, only=only)
            outlooks[alike] = outlook(today, product, dates, only=only)
        found.append(outlooks[alike].renamed(market))
    return found


def _result(judged: JudgedMarket, news: tuple[Coming, ...], product: Subject, pardon: Pardon) -> MarketResult:
    library, market, profile = judged.library, judged.plan.market, judged.profile
    findings = tuple(judged.findings[rule] for rule in sorted(judged.findings))
    waived, known = pardon.waived.get(market, ()), pardon.known.get(market, ())
    circumstances = Circumstances(
        excused=frozenset(one.rule.id for one in (*known, *(one.finding for one in waived))),
        near=tuple(_near(news, profile, judged.plan.as_of)),
        faulty=tuple(one for one in pardon.faulty if one.waiver.market == market),
        unwritten=_unwritten(library, judged.plan.chain),
    )
    decision = decide(findings, judged.scores, profile, circumstances)
    land = library.jurisdictions[market]
    known_fact = known_facts(library, judged.plan, product)
    return MarketResult(
        market=market,
        title=land.title,
        has_books=land.has_books,
        verdict=decision.verdict,
        gated=decision.gated,
        undecided=decision.undecided,
        reasons=decision.reasons,
        scores=judged.scores,
        findings=findings,
        coming=news,
        watch=_watch(library, market),
        waived=waived,
        known=known,
        places=product.places(judged.plan.chain),
        languages=languages(judged, product, known_fact),
        previews=previews(judged, known_fact),
        served=known_fact(_SERVED),
    )


def _unwritten(library: Library, chain: tuple[str, ...]) -> tuple[str, ...]:
    """The domains of law on which neither the market nor what stands above it has a rulebook."""
    written = {book.domain for book in library.rulebooks.values() if book.jurisdiction in chain}
    law = {one.id for one in library.domains.values() if one.score == "compliance"}
    return tuple(sorted(law - written))


def _near(news: tuple[Coming, ...], profile: Profile, as_of: date) -> Iterator[Coming]:
    """The duties that begin within the profile's horizon."""
    if profile.coming_within:
        last = shifted(as_of, 1, profile.coming_within)
        yield from (one for one in news if one.applies_from <= last)


def _watch(library: Library, market: str) -> tuple[Watched, ...]:
    """What the market's own rulebooks watch; its parents' is shown with its parents."""
    books = [book for book in library.rulebooks.values() if book.jurisdiction == market]
    return tuple(one for book in sorted(books, key=lambda book: book.id) for one in book.watch)


def _stale(product: Subject, as_of: date) -> list[StaleEvidence]:
    stated = [*product.facts.items(), *(pair for facts in product.markets.values() for pair in facts.items())]
    return [
        StaleEvidence(fact=fact, ref=one.evidence.ref, expired=one.evidence.expires)
        for fact, one in stated
        if one.evidence and one.evidence.expires and one.evidence.expires < as_of
    ]
