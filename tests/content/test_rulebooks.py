"""The rulebooks keep their promises: they compile, they cite two sources, their words are used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

from checkmarket.compiler.links import conditions_of
from checkmarket.library import assets_root
from checkmarket.model.conditions import Condition, FactValue, Leaf, ParameterValue, Term, leaves_of
from checkmarket.model.law import Levels, Ratio, Requirement, Rule
from checkmarket.model.library import Library
from tests.content.conftest import Content

GOLDEN = Path(__file__).parent.parent / "golden" / "rule-ids.txt"


def test_every_file_is_without_mistakes(content: Content) -> None:
    assert [str(one) for one in content.loaded.diagnostics] == []


def test_the_law_of_the_union_is_broad_enough(content: Content) -> None:
    library = content.loaded.library
    of_the_union = [rule for rule in library.rules.values() if rule.jurisdiction == "EU"]
    assert len(of_the_union) >= 90
    assert {rule.domain for rule in of_the_union} >= {
        "data-protection", "ai", "tax", "labour", "language", "consumer", "online-safety", "product-security",
    }  # fmt: skip


def test_the_questionnaire_stays_short(content: Content) -> None:
    library = content.loaded.library
    assert len(library.facts) <= 260
    assert len(library.controls) <= 150


def test_ids_are_stable(content: Content) -> None:
    """A rule once shipped keeps its id for ever; add new ids to the golden list, take none away."""
    golden = GOLDEN.read_text("utf-8").split()
    assert golden == sorted(content.loaded.library.rules)


def test_a_sourced_rule_has_two_independent_sources(content: Content) -> None:
    alone = [
        rule.id
        for rule in content.loaded.library.rules.values()
        if rule.status == "sourced" and len({_host(url) for url in _urls(rule)}) < 2
    ]
    assert alone == []


def test_a_citation_of_a_duty_says_what_the_article_asks_and_when_it_was_read(content: Content) -> None:
    rules = content.loaded.library.rules.values()
    assert [rule.id for rule in rules if not any(one.says and one.seen for one in rule.cite)] == []


def test_every_fact_is_asked_for_a_rule(content: Content) -> None:
    library = content.loaded.library
    used = {fact for condition in _all_conditions(library) for fact in _facts(condition)}
    used |= {rule.demand.fact for rule in library.rules.values() if isinstance(rule.demand, Ratio)}
    used |= {sanction.of for rule in library.rules.values() for one in rule.penalties for sanction in one.sanctions}
    assert sorted(library.facts.keys() - used) == []


def test_every_term_is_used(content: Content) -> None:
    library = content.loaded.library
    used = {leaf.term for one in _all_conditions(library) for leaf in leaves_of(one) if isinstance(leaf, Term)}
    assert sorted(library.terms.keys() - used) == []


def test_every_parameter_is_compared_with_or_shown(content: Content) -> None:
    library = content.loaded.library
    used = {figure for rule in library.rules.values() for figure in rule.figures}
    used |= {rule.demand.target for rule in library.rules.values() if isinstance(rule.demand, Ratio)}
    for condition in _all_conditions(library):
        for leaf in leaves_of(condition):
            if isinstance(leaf, Leaf):
                used |= {one.parameter for one in leaf.operands if isinstance(one, ParameterValue)}
    assert sorted(library.parameters.keys() - used) == []


def test_every_control_serves_a_rule_and_every_measure_has_a_control(content: Content) -> None:
    library = content.loaded.library
    named = {control for rule in library.rules.values() for control in rule.remediation}
    named |= {one for book in library.rulebooks.values() for o in book.overrides for one in o.remediation}
    assert sorted(library.controls.keys() - named) == []
    settable = {fact for control in library.controls.values() for fact in control.changes}
    measures = {fact.id for fact in library.facts.values() if fact.kind == "measure"}
    assert sorted(measures - settable) == []


def test_a_control_sets_a_fact_that_its_rule_looks_at(content: Content) -> None:
    library = content.loaded.library
    idle = [
        (rule.id, control)
        for rule in library.rules.values()
        for control in rule.remediation
        if not library.controls[control].changes.keys() & _facts_of_rule(rule, library)
    ]
    assert idle == []


def test_every_file_names_its_schema_for_editors() -> None:
    root = assets_root()
    files = [*root.glob("rules/**/*.yaml"), *root.glob("jurisdictions/**/*.yaml")]
    without = [path.name for path in files if not _schema_of(path).is_file()]
    assert files
    assert without == []


def _schema_of(path: Path) -> Path:
    first = path.read_text("utf-8").split("\n", 1)[0]
    return path.parent / first.removeprefix("# yaml-language-server: $schema=")


def _host(url: str) -> str:
    return urlparse(url).netloc.removeprefix("www.")


def _urls(rule: Rule) -> Iterator[str]:
    yield from rule.sources
    for one in rule.cite:
        yield one.url or one.instrument.url
        yield one.instrument.url
        yield from one.instrument.sources


def _all_conditions(library: Library) -> Iterator[Condition]:
    for rule in library.rules.values():
        yield from conditions_of(rule)
    yield from (term.when for term in library.terms.values())
    yield from (fact.asked_if for fact in library.facts.values() if fact.asked_if)
    yield from (one.condition for book in library.rulebooks.values() for one in book.overrides)


def _facts(condition: Condition) -> Iterator[str]:
    for leaf in leaves_of(condition):
        if isinstance(leaf, Leaf):
            yield leaf.fact
            yield from (one.fact for one in leaf.operands if isinstance(one, FactValue))


def _facts_of_rule(rule: Rule, library: Library) -> set[str]:
    """The facts behind a rule's demand and its conditions, terms followed."""
    waiting = list(conditions_of(rule))
    if isinstance(rule.demand, Levels):
        waiting += [level.when for level in rule.demand.levels]
    if isinstance(rule.demand, Requirement):
        waiting.append(rule.demand.condition)
    for book in library.rulebooks.values():
        waiting += [one.condition for one in book.overrides if one.rule == rule.id]
    found = {rule.demand.fact} if isinstance(rule.demand, Ratio) else set()
    for condition in waiting:
        found |= set(_facts(condition))
        waiting += [library.terms[one.term].when for one in leaves_of(condition) if isinstance(one, Term)]
    return found
