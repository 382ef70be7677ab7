"""What the conditions of a rule rest on, in the order in which a reader meets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from checkmarket.compiler.references import conditions_of
from checkmarket.model.conditions import Condition, FactValue, Leaf, ParameterValue, Term, leaves_of
from checkmarket.model.law import Override, Ratio, Rule
from checkmarket.model.library import Library


@dataclass(frozen=True, slots=True)
class Rests:
    """The ids of terms, facts and parameters, each once."""

    terms: dict[str, None] = field(default_factory=dict)
    facts: dict[str, None] = field(default_factory=dict)
    parameters: dict[str, None] = field(default_factory=dict)


def rests_on(rule: Rule, overrides: Iterable[Override], library: Library) -> Rests:
    """What a rule and the changes to it rest on, terms followed, the questions' own conditions not."""
    found = Rests()
    if isinstance(rule.demand, Ratio):
        found.facts[rule.demand.fact] = None
        if isinstance(rule.demand.target, str):
            found.parameters[rule.demand.target] = None
    for condition in (*conditions_of(rule), *(one.condition for one in overrides)):
        _collect(condition, library, found)
    found.parameters.update(dict.fromkeys(rule.figures))
    return found


def _collect(condition: Condition, library: Library, found: Rests) -> None:
    for leaf in leaves_of(condition):
        if isinstance(leaf, Leaf):
            found.facts[leaf.fact] = None
            found.facts.update(dict.fromkeys(one.fact for one in leaf.operands if isinstance(one, FactValue)))
            named = (one.parameter for one in leaf.operands if isinstance(one, ParameterValue))
            found.parameters.update(dict.fromkeys(named))
        elif isinstance(leaf, Term) and leaf.term not in found.terms and leaf.term in library.terms:
            found.terms[leaf.term] = None
            _collect(library.terms[leaf.term].when, library, found)
