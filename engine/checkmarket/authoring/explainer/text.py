"""Explanations as text of 80 columns.  Pure: a value in, text out; colour is only an addition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from checkmarket.authoring.explainer.applied import OUTCOMES, Answer, Applied
from checkmarket.authoring.explainer.explanation import Explanation, Figure, Lines, Passage
from checkmarket.authoring.explainer.tree import Node
from checkmarket.authoring.figures import effort_words, home
from checkmarket.model.findings import Finding, Status
from checkmarket.model.law import Citation
from checkmarket.model.truth import Truth
from checkmarket.model.values import show
from checkmarket.reporters.text.layout import count, day, drawn, heading, percent, row

Out = Iterator[Text | str]
MARKS = {Truth.TRUE: "✓", Truth.FALSE: "✗", Truth.UNKNOWN: "?"}
_COLOURS = {Truth.TRUE: "green", Truth.FALSE: "red", Truth.UNKNOWN: "yellow"}


def render(pages: Iterable[Out], *, color: bool = False) -> str:
    """The text of several pages, an empty line between them."""
    return drawn(_one_after_the_other(pages), color=color)


def _one_after_the_other(pages: Iterable[Out]) -> Out:
    for number, page in enumerate(pages):
        if number:
            yield ""
        yield from page


def explanation_page(one: Explanation) -> Out:
    """Everything there is to say of a rule."""
    rule = one.rule
    yield heading(rule.id, f"{one.market} · {day(one.as_of)}")
    yield from row(rule.title, indent="")
    yield from _paragraph(rule.summary)
    yield ""
    for sentence in (one.duty, *one.force, one.standing):
        yield from row(sentence)
    yield from _binds(one)
    yield from _passages("Who is exempt", one.exempt)
    yield from _passages("What it asks", one.asks)
    yield from _passages("For a time", one.transitions)
    yield from _figures(one.figures)
    yield from _passages("What other jurisdictions make of it", one.changes)
    yield from _terms(one)
    yield from _citations(one)
    yield from _fines(one)
    yield from _controls(one)
    yield from _last(one)


def _paragraph(text: str) -> Out:
    if text:
        yield ""
        yield from row(text)


def _section(title: str, right: str = "") -> Out:
    yield ""
    yield heading(title, right)


def _binds(one: Explanation) -> Out:
    yield from _section("Whom it binds")
    if one.binds:
        yield from _outline(one.binds)
    else:
        yield from row("Everybody who is judged by this law.")


def _outline(lines: Lines, indent: str = "  ") -> Out:
    for line in lines:
        yield from row(line.text, indent=indent + "  " * line.depth, mark="· " if line.depth else "")


def _passages(title: str, passages: tuple[Passage, ...]) -> Out:
    if not passages:
        return
    yield from _section(title)
    for one in passages:
        yield from row(f"{one.head}{':' if one.lines else ''}", _short(one.cite))
        yield from _outline(one.lines, indent="    ")


def _figures(figures: tuple[Figure, ...]) -> Out:
    if not figures:
        return
    yield from _section("Its numbers")
    for one in figures:
        title = f"{one.parameter.title}: {one.value}"
        yield from row(title, _short(one.origins[0].value.cite if one.origins else ()))
        details = [f"{origin.jurisdiction} says {show(origin.value.value)}" for origin in one.origins]
        if len(details) > 1:
            yield from _dim(f"{', '.join(details)}; the nearest counts")
        if one.parameter.settable_by:
            others = ", ".join(f"{where} {value}" for where, value in one.elsewhere)
            opened = f"{home(one.parameter)} lets each {one.parameter.settable_by.replace('-', ' ')} set it"
            yield from _dim(f"{opened}{f': {others}' if others else ''}")


def _dim(text: str, indent: str = "    ") -> Out:
    for line in row(text, indent=indent):
        line.stylize("dim")
        yield line


def _terms(one: Explanation) -> Out:
    if one.terms:
        yield from _section("What the terms mean")
        for term in one.terms:
            yield from row(f"“{term.title}”:", _short(term.cite))
            yield from _outline(term.lines, indent="    ")
    if one.facts:
        yield from _section("What the facts ask")
        for fact in one.facts:
            yield from row(f"{fact.id}  {fact.question}".replace("  ", " – "))


def _citations(one: Explanation) -> Out:
    yield from _section("Where it stands")
    for cite in one.rule.cite:
        article = f" {cite.article}" if cite.article else ""
        yield from row(f"{cite.instrument.short}{article}", f"read {day(cite.seen)}" if cite.seen else "")
        if cite.says:
            yield from row(f"“{cite.says}”", indent="    ")
        yield Text(f"    {cite.url or cite.instrument.url}", style="dim")


def _fines(one: Explanation) -> Out:
    if one.fines:
        yield from _section("What a breach costs")
    for fine in one.fines:
        since = f"from {day(fine.first)} on: " if fine.first else ""
        yield from row(f"{since}{fine.words}", _short(fine.cite))


def _controls(one: Explanation) -> Out:
    if one.controls:
        yield from _section("What can be done")
    for control in one.controls:
        yield from row(control.title, f"{control.owner} · {effort_words(control.effort)}", mark="☐ ")


def _last(one: Explanation) -> Out:
    if one.watch:
        yield from _section("Not law, or not yet")
    for watched in one.watch:
        yield from row(watched.title, f"{watched.state} {day(watched.since)}", mark="· ")
    if one.rule.note:
        yield from _section("Note")
        yield from row(one.rule.note)
    yield ""
    expected = ", ".join(f"{number} {status}" for status, number in one.cases.items())
    total = sum(one.cases.values())
    yield from row(f"{count(total, 'case')}{f': {expected}' if expected else ''}.", indent="")


def applied_page(one: Applied, others: Iterable[tuple[str, Finding | None]] = ()) -> Out:
    """What the rule says of a product: the outcome, the tree, what is missing."""
    yield heading(f"{one.subject.id} in {one.market}", outcome(one.finding))
    yield from tree_rows(one)
    yield from _dim("✓ holds   ✗ does not   ? open", indent="  ")
    if one.missing:
        yield from _section("Answers that are missing")
        for fact in one.missing:
            yield from row(f"{fact.question}  ({fact.id})", mark="? ", style="yellow")
    if one.fine and one.finding and one.finding.status in (Status.FAIL, Status.POSSIBLE_FAIL, Status.UNKNOWN):
        yield ""
        yield from row(f"A breach would cost this company {one.fine}.", indent="")
    different = [(market, found) for market, found in others if market != one.market]
    if different:
        yield from _section("In the markets below")
        for market, found in different:
            yield from row(market, outcome(found))


def outcome(finding: Finding | None) -> str:
    """The outcome in words, with its credit where that says more."""
    if finding is None:
        return "another rule stands in its place, or none"
    words = f"{OUTCOMES[finding.status]} ({finding.status})"
    credit = finding.credit
    if credit is None or (credit.low, credit.high) in ((0, 0), (1, 1), (0, 1)):
        return words
    low, high = percent(credit.low), percent(credit.high)
    return f"{words}, credit {low if low == high else f'{low}–{high}'} %"


def tree_rows(one: Applied, *, depth: int = 1) -> Out:
    """The truth tree, each leaf with its answer.  depth: of the indent."""
    answers = {answer.fact.id: answer for answer in one.answers}
    for part in one.tree.children:
        yield from _tree(part, answers, depth)


def _tree(node: Node, answers: dict[str, Answer], depth: int) -> Out:
    text, children = _folded(node)
    indent = "  " * depth
    yield from row(text, indent=indent, mark=f"{MARKS[node.truth]} ", style=_COLOURS[node.truth])
    if node.fact:
        yield from _dim(_answer(answers[node.fact]), indent=f"{indent}    ")
    for child in children:
        yield from _tree(child, answers, depth + 1)


def _folded(node: Node) -> tuple[str, tuple[Node, ...]]:
    """A head and what stands below it; a group that is all that stands below a head shares its line."""
    if not node.children:
        return node.text, ()
    only = node.children[0]
    if len(node.children) > 1 or not only.children or only.truth is not node.truth:
        return f"{node.text}:", node.children
    text, children = _folded(only)
    return f"{node.text}: {text}", children


def _answer(answer: Answer) -> str:
    words = f"answer: {answer.words}"
    if answer.evidence is None:
        return words
    evidence = answer.evidence
    ran_out = f", ran out on {day(evidence.expires)}" if answer.expired and evidence.expires else ""
    return f"{words} · {evidence.kind} {evidence.ref} of {day(evidence.on)}{ran_out}"


def why_not_page(one: Applied) -> Out:
    """Only what proves that the rule does not apply, and which answer would change that."""
    title, finding = one.tree.text, one.finding
    if finding is None or finding.status is not Status.NOT_APPLICABLE:
        said = outcome(finding)
        yield from row(f"“{title}” is not proven away for {one.subject.id} in {one.market}: it is {said}.", indent="")
        return
    yield from row(f"“{title}” does not apply to {one.subject.id} in {one.market}.", indent="")
    alone = len(one.proofs) == 1
    yield from row("This would have to hold:" if alone else "At least one of these would have to hold, and none does:")
    for proof in one.proofs:
        yield from row(f"{proof.needs}; the answer is {proof.words}", mark="✗ ", style="red")
        yield from _dim(proof.fact.question)
    yield ""
    names = " or ".join(fact.id for fact in one.turns)
    several = "No single answer would change that: several would have to be different."
    yield from row(f"Another answer to {names} could change that." if names else several, indent="")


def _short(cite: tuple[Citation, ...]) -> str:
    """The first citation, as it is named in passing."""
    if not cite:
        return ""
    article, *more = cite[0].article.split(",")
    shown = f"{cite[0].instrument.short} {article}".strip()
    return f"{shown} …" if more or len(cite) > 1 else shown
