"""How much of the law its cases try: outcomes, leaves that decide, numbers and their neighbours, days and their eves.

Enters: a library and its cases.  Leaves: what is tried and what is not, by rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from checkmarket.authoring.boundaries import wanted_steps
from checkmarket.authoring.leaves import LeafLists, Owned
from checkmarket.authoring.outcomes import Atom
from checkmarket.authoring.trials import Trial, try_rules
from checkmarket.model.cases import Case
from checkmarket.model.conditions import Leaf, Operand, RuleIs
from checkmarket.model.document import Place
from checkmarket.model.findings import Status
from checkmarket.model.law import ONE_DAY, Rule
from checkmarket.model.library import Library
from checkmarket.session.cases import Plans


@dataclass(frozen=True, slots=True)
class LeafCoverage:
    """A leaf (or a reference to another rule), and whether some case comes out otherwise when it alone is turned.

    owner: the rule or the term in which it stands; what a child changes of a rule belongs to that rule.
    """

    leaf: Atom
    owner: str
    place: Place
    flipped: bool


@dataclass(frozen=True, slots=True)
class NumberCoverage:
    """A number, amount, duration or day that a leaf compares its fact with.

    position: of the operand in the leaf, from 0; owner: the rule or the term in which it stands; tried, wanted: steps
    from the number, -1 just below, 0 the number itself, 1 just above (see boundaries); a day needs no step above.
    """

    leaf: Leaf
    position: int
    owner: str
    place: Place
    tried: frozenset[int]
    wanted: frozenset[int]

    @property
    def operand(self) -> Operand:
        """What the fact is compared with."""
        return self.leaf.operands[self.position]

    @property
    def missing(self) -> frozenset[int]:
        """The steps no case tries."""
        return self.wanted - self.tried


@dataclass(frozen=True, slots=True)
class DayCoverage:
    """A day on which the rule changes by its own dates.  wanted: that day and its eve; tried: those that cases have.

    what: "begins", "ends" or "transition ends"; the change of an end comes on the day after it.
    """

    what: str
    wanted: tuple[date, date]
    tried: frozenset[date]

    @property
    def missing(self) -> tuple[date, ...]:
        """The days no case is judged on."""
        return tuple(one for one in self.wanted if one not in self.tried)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCoverage:
    """What the cases of one rule try, in its own conditions, in its terms and in what its children change."""

    rule: str
    cases: int
    expected: frozenset[Status]
    leaves: tuple[LeafCoverage, ...]
    numbers: tuple[NumberCoverage, ...]
    days: tuple[DayCoverage, ...]


def coverage(library: Library, cases: Iterable[Case]) -> dict[str, RuleCoverage]:
    """What the cases try, for every rule of the library; a rule without cases has nothing tried."""
    cases, lists = tuple(cases), LeafLists(library)
    return covered(library, try_rules(library, cases, lists, Plans(library, cases)), lists)


def covered(library: Library, trials: Mapping[str, Trial], lists: LeafLists) -> dict[str, RuleCoverage]:
    """What trials mean for every rule of the library."""
    return {ident: _covered(rule, trials.get(ident, Trial()), lists, library) for ident, rule in library.rules.items()}


def _covered(rule: Rule, trial: Trial, lists: LeafLists, library: Library) -> RuleCoverage:
    leaves = lists.of(rule)
    return RuleCoverage(
        rule=rule.id,
        cases=trial.cases,
        expected=trial.expected,
        leaves=tuple(
            LeafCoverage(one.leaf, one.owner, one.place, place in trial.flipped)
            for place, one in enumerate(leaves.decide)
        ),
        numbers=tuple(
            found for place, one in enumerate(leaves.compare) for found in _numbers(place, one, trial, library)
        ),
        days=tuple(_days(rule, trial.days)),
    )


def _numbers(place: int, one: Owned, trial: Trial, library: Library) -> Iterator[NumberCoverage]:
    leaf = one.leaf
    if isinstance(leaf, RuleIs):
        return
    for position, operand in enumerate(leaf.operands):
        if wanted := wanted_steps(leaf, operand, library):
            tried = trial.steps.get((place, position), frozenset())
            yield NumberCoverage(leaf, position, one.owner, one.place, tried, wanted)


def _days(rule: Rule, tried: frozenset[date]) -> Iterator[DayCoverage]:
    first, last = rule.window.first, rule.window.last
    if first:
        yield DayCoverage("begins", (first - ONE_DAY, first), tried)
    if last:
        yield DayCoverage("ends", (last, last + ONE_DAY), tried)
    for one in rule.transitions:
        yield DayCoverage("transition ends", (one.until, one.until + ONE_DAY), tried)
