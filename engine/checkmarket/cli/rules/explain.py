"""`checkmarket rules explain RULE_ID…`: rules in plain words, and what they say of a product."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from checkmarket.cli.shared import (
    as_of_option,
    find_product,
    library_option,
    library_root,
    no_color_option,
    put,
    wants_color,
)
from checkmarket.model.diagnostics import UsageIsWrong

if TYPE_CHECKING:
    from checkmarket.authoring.explainer import Explanation
    from checkmarket.authoring.explainer.json_v1 import Explained
    from checkmarket.model.library import Library, Plan
    from checkmarket.model.subject import Subject


@click.command("explain")
@click.argument("rules", nargs=-1, required=True, metavar="RULE_ID...")
@click.option(
    "-p", "--product", metavar="FILE|NAME", help="Say what the rule means for this product, answer by answer."
)
@click.option("-m", "--market", metavar="CODE", help="As it stands there.  [default: the rule's own jurisdiction]")
@click.option(
    "--members",
    default="stated",
    show_default=True,
    metavar="stated|all|none|CODES",
    help="With --product: the member states to name besides.",
)
@click.option(
    "--why-not-applicable", "why_not", is_flag=True, help="With --product: only what proves it does not apply."
)
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@as_of_option()
@library_option()
@no_color_option()
def command(
    rules: tuple[str, ...],
    product: str | None,
    market: str | None,
    members: str,
    why_not: bool,
    form: str,
    as_of: date,
    root: str | None,
    no_color: bool,
) -> int:
    """Explain rules in plain words: checkmarket rules explain EU.ai.*

    RULE_ID is an id or a pattern such as 'EU.ai.*'.
    """
    from checkmarket.authoring.explainer import explain  # noqa: PLC0415 - `--help` needs no engine
    from checkmarket.compiler import plan  # noqa: PLC0415
    from checkmarket.session import load_product, load_with_cases  # noqa: PLC0415
    from checkmarket.session.selection import Selection, judged_rules  # noqa: PLC0415

    if why_not and not product:
        raise UsageIsWrong("--why-not-applicable needs a product", "add --product FILE")
    library, cases = load_with_cases(library_root(root))
    subject = load_product(find_product(product), library) if product else None
    chosen = sorted(judged_rules(Selection(markets=(), rules=rules), library) or ())
    explained: list[Explained] = []
    for rule in chosen:
        markets = _markets(library, rule, market, subject, members, as_of)
        law = plan(library, markets[0], as_of)
        explanation = explain(library, law, rule, cases)
        explained.append(_put_to(subject, explanation, library, law, markets[1:]))
    color = wants_color(no_color=no_color)
    put(_json(as_of, explained) if form == "json" else _text(explained, why_not=why_not, color=color))
    return 0


def _markets(
    library: Library, rule: str, market: str | None, subject: Subject | None, members: str, as_of: date
) -> tuple[str, ...]:
    """The market to explain the rule in, then those in which it stands as well.  Raises UsageIsWrong."""
    from checkmarket.markets.places import WORLD  # noqa: PLC0415
    from checkmarket.model.subject import Subject as AnySubject  # noqa: PLC0415
    from checkmarket.session.selection import Selection, judged_markets  # noqa: PLC0415

    asked = market or library.rules[rule].jurisdiction
    if asked == WORLD and market is None:  # it is no market: it is shown where the product is offered
        return _offered_in(subject, library, as_of) or (WORLD,)
    wanted = members if members in ("stated", "all", "none") else tuple(members.split(","))
    selection = Selection(markets=(asked,), members=wanted if subject else "none")
    found = judged_markets(selection, library, subject or AnySubject(id=""), as_of)
    standing = tuple(one for one in found if library.rules[rule].jurisdiction in library.chain(one, as_of))
    return standing or (asked,)


def _offered_in(subject: Subject | None, library: Library, as_of: date) -> tuple[str, ...]:
    """The stated markets that have rulebooks."""
    stated = subject.stated("offer.markets", ()) if subject else None
    places = stated if isinstance(stated, frozenset) else ()
    return tuple(sorted(str(one) for one in places if library.is_market(str(one), as_of)))


def _put_to(
    subject: Subject | None, explanation: Explanation, library: Library, law: Plan, others: tuple[str, ...]
) -> Explained:
    from checkmarket.authoring.explainer import apply, other_markets  # noqa: PLC0415

    rule = explanation.rule.id
    if subject is None or rule not in law.rules:  # a superseded rule is in no plan
        return explanation, None, ()
    return explanation, apply(library, law, subject, rule), tuple(other_markets(library, others, law, subject, rule))


def _json(as_of: date, explained: list[Explained]) -> str:
    from checkmarket.authoring.explainer.json_v1 import render  # noqa: PLC0415 - pydantic is slow to import

    return render(as_of.isoformat(), explained)


def _text(explained: list[Explained], *, why_not: bool, color: bool) -> str:
    from checkmarket.authoring.explainer.text import applied_page, explanation_page, render, why_not_page  # noqa: PLC0415

    pages = []
    for explanation, applied, others in explained:
        if why_not and applied:
            pages.append(why_not_page(applied))
            continue
        pages.append(explanation_page(explanation))
        if applied:
            pages.append(applied_page(applied, others))
    return render(pages, color=color)
