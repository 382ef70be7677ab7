"""Say in plain words what a rule is.  Enters: a Library, the Plan of a market and day, a rule's id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from checkmarket.authoring.explainer.changes import changes_of, overrides_here, overrides_of, who
from checkmarket.authoring.explainer.explanation import Explanation, Figure, Fine, Lines, Passage, TermWords
from checkmarket.authoring.explainer.rest import Rests, rests_on
from checkmarket.authoring.explainer.tree import full_ratio
from checkmarket.authoring.figures import figure, origins
from checkmarket.authoring.sentences import outline
from checkmarket.model.cases import Case
from checkmarket.model.conditions import ALWAYS, Condition, Not
from checkmarket.model.diagnostics import UsageIsWrong
from checkmarket.model.law import BASES, Levels, Parameter, Ratio, Requirement, Rule, Watched, value_on
from checkmarket.model.library import Library, Plan
from checkmarket.reporters.text.layout import day

KINDS = {
    "must": "A duty",
    "must-not": "A prohibition",
    "should": "Advice, not a duty",
    "may": "A right or a remark; it asks nothing",
}
_ASKS = {"must": "It asks that", "must-not": "It forbids that", "should": "It advises that", "may": "It says that"}
_STATUS = {
    "draft": "A draft, not yet checked against its source.",
    "sourced": "Written by an engineer from the cited source{seen}.",
    "signed": "Written from the cited source{seen}.",
    "superseded": "Superseded: kept for the record, and no longer judged.",
    "withdrawn": "Withdrawn: kept for the record, and no longer judged.",
}


def explain(library: Library, law: Plan, rule_id: str, cases: Iterable[Case] = ()) -> Explanation:
    """The rule in plain words, with the numbers and the changes of the plan's market and day.

    Raises UsageIsWrong where the rule is not part of the law of that market.
    """
    rule = library.rules[rule_id]
    if rule.jurisdiction not in law.chain:
        message = f"'{rule_id}' is no law in {law.market} on {law.as_of}"
        raise UsageIsWrong(message, f"it is law in {rule.jurisdiction} and below")
    changes = overrides_here(rule, library, law)
    rests = rests_on(rule, changes, library)
    expected = Counter(str(one.expect) for one in cases if one.rule == rule_id)
    return Explanation(
        rule=rule,
        market=law.market,
        as_of=law.as_of,
        duty=duty(rule),
        force=tuple(_force(rule, library, law)),
        binds=_unless_always(rule.applies_when, library, law),
        exempt=tuple(_exempt(rule, library, law)),
        asks=tuple(_asks(rule, library, law)),
        transitions=tuple(_transitions(rule, library, law)),
        changes=tuple(changes_of(rule, library, law)),
        terms=tuple(_terms(rests, library, law)),
        facts=tuple(library.facts[one] for one in rests.facts if one in library.facts),
        figures=tuple(figure_of(library.parameters[one], library, law) for one in rests.parameters),
        fines=tuple(Fine(words=one.in_words(), first=one.first, cite=one.cite) for one in rule.penalties),
        controls=tuple(library.controls[one] for one in _remediation(rule, law)),
        watch=tuple(_watched(rule, library, law)),
        standing=standing(rule),
        cases=dict(sorted(expected.items())),
    )


def duty(rule: Rule) -> str:
    """Kind, severity, blocker and weight in words, and of a custom what it is known from."""
    known = f" Known from {BASES[rule.basis]}." if rule.basis else ""
    if rule.kind == "may":
        return f"{KINDS[rule.kind]}.{known}"
    blocker = "; a breach stops a launch" if rule.blocker else ""
    return f"{KINDS[rule.kind]}: {rule.severity} severity, weight {rule.weight} of 10{blocker}.{known}"


def standing(rule: Rule) -> str:
    """Where the text comes from and how far it was checked."""
    days = [one.seen for one in rule.cite if one.seen]
    seen = f", last read on {day(max(days))}" if days else ""
    return _STATUS[rule.status].format(seen=seen)


def figure_of(parameter: Parameter, library: Library, law: Plan) -> Figure:
    """A parameter as it stands in a market, with who gives it its value there and what others set."""
    given = origins(parameter.id, library, law.chain, law.as_of)
    elsewhere = [
        (setting.jurisdiction, figure(value, parameter, library))
        for book in library.rulebooks.values()
        for setting in book.settings
        if setting.parameter == parameter.id and setting.jurisdiction not in law.chain
        if (value := value_on(setting.values, law.as_of))
    ]
    shown = figure(given[0].value, parameter, library) if given else f"no value on {day(law.as_of)}"
    return Figure(parameter=parameter, value=shown, origins=given, elsewhere=tuple(sorted(elsewhere)))


def _force(rule: Rule, library: Library, law: Plan) -> Iterator[str]:
    first, last = rule.window.first, rule.window.last
    if first:
        yield f"In force {'since' if first <= law.as_of else 'only from'} {day(first)}{' on' * (first > law.as_of)}."
    if last:
        yield f"Its last day {'was' if last < law.as_of else 'is'} {day(last)}."
    planned = law.rules.get(rule.id)
    if planned and planned.replaced_by:
        by = library.rules.get(planned.replaced_by)
        instead = f"“{by.title}” ({by.id}) stands in its place" if by else "it does not bind"
        yield f"In {who(law.market, library)} {instead}."
    if rule.transposition:
        yield (
            f"It rests on a directive, which member states had to make their law by {day(rule.transposition)}; "
            "the state's own law binds, and differs in detail."
        )


def _unless_always(condition: Condition, library: Library, law: Plan) -> Lines:
    return () if condition == ALWAYS else outline(condition, library, law)


def _exempt(rule: Rule, library: Library, law: Plan) -> Iterator[Passage]:
    for exemption in rule.exemptions:
        lines = outline(exemption.when, library, law)
        title = exemption.title or exemption.id
        yield Passage(head=title, lines=lines, cite=exemption.cite, jurisdiction=rule.jurisdiction)
    for one in overrides_here(rule, library, law):
        if one.how == "exempts":
            lines = outline(one.condition, library, law)
            head = f"{one.title or one.id} (in {who(one.jurisdiction, library)})"
            yield Passage(head=head, lines=lines, cite=one.cite, jurisdiction=one.jurisdiction)


def _asks(rule: Rule, library: Library, law: Plan) -> Iterator[Passage]:
    demand = rule.demand
    match demand:
        case Requirement(condition) if condition == ALWAYS:
            pass
        case Requirement(Not(forbidden)) if rule.kind == "must-not":
            yield Passage(head=_ASKS[rule.kind], lines=outline(forbidden, library, law))
        case Requirement(condition):
            yield Passage(head=_ASKS[rule.kind], lines=outline(condition, library, law))
        case Levels(levels):
            for level in levels:
                title = f", “{level.title}”," if level.title else ""
                head = f"Credit of {level.credit * 100:.0f} %{title} where"
                yield Passage(head=head, lines=outline(level.when, library, law))
        case Ratio(fact=fact):
            yield Passage(
                head=f"Credit grows with {fact}, up to 100 % where", lines=outline(full_ratio(demand), library, law)
            )
    for one in overrides_here(rule, library, law):
        if one.how == "tightens":
            lines = outline(one.condition, library, law)
            head = f"{who(one.jurisdiction, library)} asks besides that"
            yield Passage(head=head, lines=lines, cite=one.cite, jurisdiction=one.jurisdiction)


def _transitions(rule: Rule, library: Library, law: Plan) -> Iterator[Passage]:
    for one in rule.transitions:
        until = f"Until {day(one.until)}"
        instead = "nothing is asked" if one.instead is None else "something else is asked"
        where = "of everybody" if one.applies_to == ALWAYS else "where"
        yield Passage(
            head=f"{until} {instead} {where}", lines=_unless_always(one.applies_to, library, law), cite=one.cite
        )
        if one.instead is not None:
            yield Passage(head=f"{until} they owe instead that", lines=outline(one.instead, library, law))


def _terms(rests: Rests, library: Library, law: Plan) -> Iterator[TermWords]:
    for ident in rests.terms:
        term = library.terms[ident]
        yield TermWords(id=ident, title=term.title, lines=outline(term.when, library, law), cite=term.cite)


def _remediation(rule: Rule, law: Plan) -> tuple[str, ...]:
    planned = law.rules.get(rule.id)
    return planned.remediation if planned else rule.remediation


def _watched(rule: Rule, library: Library, law: Plan) -> Iterator[Watched]:
    """What is watched in the same domain and speaks of an instrument that the rule cites, or of the rule itself."""
    names = {one.instrument.short or one.instrument.title for one in rule.cite} | {rule.id}
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(names)))
    for book in library.rulebooks.values():
        if book.domain == rule.domain and book.jurisdiction in law.chain:
            yield from (one for one in book.watch if pattern.search(f"{one.title} {one.note}"))


__all__ = ["duty", "explain", "figure_of", "overrides_of", "standing"]
