"""The main job: judge a subject in its markets, score, plan, decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from checkmarket.compiler import plan
from checkmarket.gate import decide, worst
from checkmarket.gate.gate import SEVERITIES
from checkmarket.model.diagnostics import UsageIsWrong, did_you_mean
from checkmarket.model.law import Watched
from checkmarket.model.library import Library
from checkmarket.model.report import Coming, MarketResult, Report, StaleEvidence
from checkmarket.model.subject import Subject
from checkmarket.model.version import VERSION
from checkmarket.model.vocabulary import Profile
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
from checkmarket.session.selection import NONE, STATED, Selection, judged_markets, judged_rules


def check(
    library: Library,
    product: Subject,
    *markets: str,
    as_of: date,
    members: str | tuple[str, ...] = STATED,
    profile: str = "baseline",
    fail_on: tuple[str, ...] = (),
    min_score: float | None = None,
    rules: tuple[str, ...] = (),
    skip_rules: tuple[str, ...] = (),
    require_signed: bool = False,
) -> Report:
    """Judge a product in one or more markets on a day.

    markets: jurisdictions such as "EU"; members: "stated" (those in offer.markets), "all", "none" or codes;
    fail_on: blocker, low, medium, high, critical (each and above) or unknown, in place of the profile's;
    min_score: the lowest accepted compliance score, in [0, 1]; rules, skip_rules: shell patterns over rule ids;
    require_signed: a rule that counts and that no counsel has signed makes the verdict CANNOT SAY.
    Raises UsageIsWrong for an unknown market, member, profile or rule.
    """
    chosen = chosen_profile(library, profile, fail_on=fail_on, min_score=min_score)
    chosen = replace(chosen, require_signed=chosen.require_signed or require_signed)
    selection = Selection(markets=markets, members=members, rules=rules, skipped=skip_rules)
    found = _outlooks(library, product, selection, as_of, chosen)
    judged = [one.today for one in found]
    later = [market for one in found for market in one.ahead]
    results = tuple(_result(one.today, one.coming, product) for one in found)
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
    )


def judge(
    library: Library, product: Subject, *markets: str, as_of: date, profile: str = "baseline"
) -> tuple[MarketResult, ...]:
    """The markets of a report without its checklist and its questions, which take most of the time.

    Raises UsageIsWrong for an unknown market or profile.
    """
    chosen = chosen_profile(library, profile, fail_on=(), min_score=None)
    found = _outlooks(library, product, Selection(markets=markets, members=NONE), as_of, chosen)
    return tuple(_result(one.today, one.coming, product) for one in found)


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


def chosen_profile(library: Library, name: str, *, fail_on: tuple[str, ...], min_score: float | None) -> Profile:
    """The profile with what the command line puts in its place.  Raises UsageIsWrong."""
    found = library.profiles.get(name)
    if found is None:
        known = ", ".join(sorted(library.profiles))
        raise UsageIsWrong(
            f"unknown profile '{name}'", did_you_mean(name, library.profiles, otherwise=f"there is {known}")
        )
    allowed = ("blocker", *SEVERITIES, "unknown")
    for word in fail_on:
        if word not in allowed:
            raise UsageIsWrong(f"cannot fail on '{word}'", did_you_mean(word, allowed, otherwise=", ".join(allowed)))
    if fail_on:
        kinds = frozenset(fail_on) - {"unknown"}
        found = replace(found, fail_on=kinds or found.fail_on, decide_all="unknown" in fail_on)
    if min_score is not None:
        if not 0 <= min_score <= 1:
            raise UsageIsWrong(f"a score lies from 0 to 1, not at {min_score:g}", "write 0.8 for 80 %")
        found = replace(found, min_compliance=Decimal(str(min_score)))
    return found


def _result(judged: JudgedMarket, news: tuple[Coming, ...], product: Subject) -> MarketResult:
    library, market = judged.library, judged.plan.market
    findings = tuple(judged.findings[rule] for rule in sorted(judged.findings))
    decision = decide(findings, judged.scores, judged.profile)
    land = library.jurisdictions[market]
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
        places=product.places(judged.plan.chain),
    )


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
