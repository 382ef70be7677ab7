"""Whatever the planner promises comes out again when everything is judged from scratch.

Here a market is judged by evaluate and score alone, every rule of it, for every question anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checkmarket.compiler import plan
from checkmarket.evaluator import Dependencies, evaluate
from checkmarket.model.conditions import DayOffset, FactValue, Leaf, Literal, leaves_of
from checkmarket.model.findings import OPEN, Finding, Status
from checkmarket.model.law import Transition, Window
from checkmarket.model.library import Library, Plan
from checkmarket.model.report import ChecklistLine, Gain, Report, Scores
from checkmarket.model.subject import Stated, Subject
from checkmarket.model.values import Known, Money, PartialSet, State
from checkmarket.model.vocabulary import Change, Control, Fact
from checkmarket.scorer import score
from checkmarket.session import check
from tests.support.answers import a_random_product
from tests.support.law import (
    TODAY,
    a_book,
    a_control,
    a_fact,
    a_library,
    a_profile,
    a_rule,
    a_subject,
    an_override,
    is_,
)
from tests.support.random_law import (
    RATES,
    Writer,
    a_random_library,
    a_random_subject,
    answers,
    more_answers,
    parameters,
)

CLOSE = 1e-9
MOST_COMPLETIONS = 300
UNMET = {Status.FAIL, Status.POSSIBLE_FAIL}
ENDED = {Status.PASS, Status.PASS_IF_APPLICABLE, Status.NOT_APPLICABLE}
SILENT = {Status.NOT_APPLICABLE, Status.NOT_IN_FORCE}
BEST_FIRST = [*SILENT, Status.PASS, Status.PASS_IF_APPLICABLE, Status.UNKNOWN, Status.POSSIBLE_FAIL, Status.FAIL]
ONE_DAY = timedelta(days=1)
seeds = given(seed=st.integers(0, 9999))


@dataclass(frozen=True)
class Project:
    """A library, a subject, and what checkmarket said of it."""

    library: Library
    subject: Subject
    report: Report
    plans: dict[tuple[str, date], Plan] = field(default_factory=dict)
    known: dict[tuple[str, date], dict[str, Finding]] = field(default_factory=dict)

    @property
    def markets(self) -> list[str]:
        return [one.market for one in self.report.markets]

    def plan(self, market: str, day: date) -> Plan:
        if (market, day) not in self.plans:
            self.plans[market, day] = plan(self.library, market, day)
        return self.plans[market, day]

    def judged(
        self, market: str, day: date = TODAY, subject: Subject | None = None, only: Collection[str] | None = None
    ) -> dict[str, Finding]:
        the_plan = self.plan(market, day)
        if subject is None and (market, day) not in self.known:
            self.known[market, day] = judged(self.library, the_plan, self.subject)
        return self.known[market, day] if subject is None else judged(self.library, the_plan, subject, only)

    def scores(self, market: str, subject: Subject) -> Scores:
        found = self.judged(market, subject=subject).values()
        return score(found, self.library.domains, self.report.profile)


def judged(
    library: Library, the_plan: Plan, subject: Subject, only: Collection[str] | None = None
) -> dict[str, Finding]:
    return {one.rule.id: one for one in evaluate(library, the_plan, subject, only=only)}


def checked(library: Library, subject: Subject, *markets: str, **flags: object) -> Project:
    flags = {"profile": "p", "members": "none"} | flags
    return Project(library, subject, check(library, subject, *markets, as_of=TODAY, **flags))


def a_random_project(seed: int) -> Project:
    """A small random library with controls, with rules that begin later, and with transitions that end later."""
    random = Random(seed)
    base = a_random_library(random)
    writer = Writer(random, base.facts, parameters())
    controls = [
        replace(a_control(f"control-{n}", random.choice((0, 0.5, 2, 9))), changes=random_changes(random, base))
        for n in range(5)
    ]
    rules = [
        replace(
            rule,
            remediation=tuple(random.sample([one.id for one in controls], k=random.randint(0, 3))),
            blocker=random.random() < 0.2,
            severity=random.choice(("low", "high")),
            window=Window(TODAY + timedelta(days=random.choice((1, 30)))) if random.random() < 0.2 else rule.window,
            transitions=(random_transition(random, writer),) if random.random() < 0.2 else (),
        )
        for rule in base.rules.values()
    ]
    terms = {ident: term.when for ident, term in base.terms.items()}
    library = a_library(
        base.facts.values(), rules, terms=terms, parameters=parameters(), controls=controls, edges=[("DE", "EU")]
    )
    stated = a_random_subject(random, base.facts, unknown=0.3)
    own = a_random_subject(random, base.facts, unknown=0.9)
    subject = replace(stated, rates=RATES, markets={"DE": own.facts} if own.facts else {})
    return checked(library, subject, "EU", "DE")


def random_changes(random: Random, library: Library) -> dict[str, Change]:
    found = {}
    for fact in random.sample(sorted(library.facts), k=2):
        kind = library.facts[fact].type
        value = random.choice([one for one in answers(library.facts[fact]) if not isinstance(one, State)])
        how = "to"
        if kind.many and random.random() < 0.6:
            how = random.choice(("add", "remove"))
        elif kind.base == "integer" and not kind.many and random.random() < 0.6:
            how = random.choice(("at_least", "at_most"))
        found[fact] = Change(how, value)
    return found


def random_transition(random: Random, writer: Writer) -> Transition:
    instead = writer.condition(1) if random.random() < 0.5 else None
    until = TODAY + timedelta(days=random.choice((0, 10, 60)))
    return Transition(until=until, applies_to=writer.condition(1), instead=instead, cite=())


@pytest.fixture(scope="session", params=["the example", 1])
def real_project(request: pytest.FixtureRequest, shipped: Library, example: Subject) -> Project:
    """The example and a random product, in the Union and one of its states."""
    is_example = request.param == "the example"
    subject = example if is_example else a_random_product(Random(request.param), shipped, known=0.5)
    return checked(shipped, subject, "EU", profile="baseline", members=("DE",))


# the checklist


def after(subject: Subject, controls: Iterable[Control]) -> Subject:
    """The subject once the controls are in place: their facts restated, for the product and in every market."""
    for control in controls:
        for fact, change in control.changes.items():
            for_all = {fact: subject.facts.get(fact, Stated(value=State.UNKNOWN))}
            markets = {
                market: {**facts, **restated({fact: facts[fact]}, change)} if fact in facts else facts
                for market, facts in subject.markets.items()
            }
            subject = replace(subject, facts={**subject.facts, **restated(for_all, change)}, markets=markets)
    return subject


def restated(facts: Mapping[str, Stated], change: Change) -> dict[str, Stated]:
    return {fact: Stated(value=result(one.value, change)) for fact, one in facts.items()}


def result(value: Known, change: Change) -> Known:
    match change.how, value:
        case "to", _:
            return change.value
        case "add", frozenset():
            return value | change.value
        case "add", PartialSet(has):
            return PartialSet(has | change.value)
        case "add", _:
            return PartialSet(change.value)
        case "remove", frozenset():
            return value - change.value
        case "remove", PartialSet(has):
            return PartialSet(has - change.value)
        case "remove", _:
            return value
        case _, State():
            return change.value
        case "at_least", _:
            return max(value, change.value)
        case _:
            return min(value, change.value)


def taken(project: Project, line: ChecklistLine) -> Subject:
    """In the order of their ids, should two of them change one fact."""
    idents = sorted((line.control.id, *line.together_with))
    return after(project.subject, [project.library.controls[one] for one in idents])


def unmet(project: Project) -> dict[tuple[str, str], date]:
    """The duties that are not met today, or on the day they begin; with the day."""
    found = {}
    for market in project.report.markets:
        for rule, finding in project.judged(market.market).items():
            if finding.status in UNMET and finding.rule.kind != "may":
                found[market.market, rule] = TODAY
        for one in sorted(market.coming, key=lambda one: one.applies_from):
            if one.finding.status in UNMET:
                found.setdefault((market.market, one.finding.rule.id), one.applies_from)
    return found


def check_resolves(project: Project) -> None:
    open_duties = unmet(project)
    due: dict[tuple[str, date], set[str]] = {}
    for (market, rule), day in open_duties.items():
        due.setdefault((market, day), set()).add(rule)
    for line in project.report.checklist:
        subject = taken(project, line)
        ended = {
            (market, rule): day
            for (market, day), rules in due.items()
            for rule, finding in project.judged(market, day, subject, rules).items()
            if finding.status in ENDED
        }
        blockers = {key for key, day in ended.items() if day == TODAY and is_blocker(project.judged(key[0])[key[1]])}
        assert set(line.resolves) == ended.keys(), line.control.id
        assert set(line.lifts) == blockers, line.control.id
        assert (line.due or TODAY) == min(ended.values(), default=TODAY), line.control.id


def is_blocker(finding: Finding) -> bool:
    return finding.rule.blocker and finding.status is Status.FAIL and finding.rule.kind in ("must", "must-not")


def check_gain(project: Project) -> None:
    for line in project.report.checklist:
        for market in project.report.markets:
            now = project.scores(market.market, taken(project, line))
            expected = (
                difference(market.scores.compliance.total.low, now.compliance.total.low),
                difference(market.scores.culture.total.low, now.culture.total.low),
            )
            gain = line.gain.get(market.market)
            found = (gain.compliance, gain.culture) if gain else (0.0, 0.0)
            assert found == pytest.approx(expected, abs=CLOSE), (line.control.id, market.market)


def difference(before: float | None, now: float | None) -> float:
    return 0.0 if before is None or now is None else now - before


def check_order(project: Project) -> None:
    """Blockers, duties before advice, what is due first, then the gain per day, of which one market has only one."""
    alone = checked(project.library, project.subject, "EU", profile=project.report.profile.id)
    keys = [place_in_order(project.library, line) for line in alone.report.checklist]
    assert keys == sorted(keys)


def place_in_order(library: Library, line: ChecklistLine) -> tuple[bool, bool, date, float, float]:
    days = max(0.1, sum(float(library.controls[one].effort.likely) for one in (line.control.id, *line.together_with)))
    gain = line.gain.get("EU", Gain(compliance=0.0, culture=0.0))
    ends_a_duty = any(library.rules[rule].kind in ("must", "must-not") for _, rule in line.resolves)
    is_advice = gain.compliance <= 0 and not ends_a_duty
    return not line.lifts, is_advice, line.due or TODAY, -gain.compliance / days, -gain.culture / days


@settings(max_examples=40)
@seeds
@example(seed=232)  # a control that ends a duty as it will be, but not as it is
def test_each_line_resolves_what_judging_from_scratch_finds_resolved(seed: int) -> None:
    check_resolves(a_random_project(seed))


@settings(max_examples=40)
@seeds
def test_each_line_gains_what_scoring_from_scratch_gains(seed: int) -> None:
    check_gain(a_random_project(seed))


@settings(max_examples=30)
@seeds
def test_blockers_come_first_then_duties_then_what_is_due_then_the_best_gain_per_day(seed: int) -> None:
    check_order(a_random_project(seed))


def test_each_line_on_the_real_law_resolves_what_judging_from_scratch_finds_resolved(real_project: Project) -> None:
    assert real_project.report.checklist
    check_resolves(real_project)


def test_each_line_on_the_real_law_gains_what_scoring_from_scratch_gains(real_project: Project) -> None:
    check_gain(real_project)


def test_the_lines_on_the_real_law_are_in_order(real_project: Project) -> None:
    check_order(real_project)


def test_taking_the_whole_list_ends_every_duty_that_its_controls_can_end(real_project: Project) -> None:
    controls = real_project.library.controls
    all_taken = after(real_project.subject, [line.control for line in real_project.report.checklist])
    for (market, rule), day in unmet(real_project).items():
        finding = real_project.judged(market, day)[rule]
        own = after(real_project.subject, [controls[one] for one in finding.remediation])
        if real_project.judged(market, day, own, {rule})[rule].status in ENDED:
            assert real_project.judged(market, day, all_taken, {rule})[rule].status in ENDED, rule


def test_a_control_that_gains_more_somewhere_and_no_less_anywhere_comes_first() -> None:
    """`both` gains 1/12 in DE and 1/22 in the Union; `one` the same 1/12 in DE and nothing in the Union."""
    rules = [
        a_rule("EU.tax.fixed-by-both", is_("x.both", True), remediation=["both"]),
        a_rule("EU.tax.met", weight=20),
        a_rule("DE.tax.fixed-by-one", is_("x.one", True), remediation=["a-one"]),
        a_rule("DE.tax.met", weight=10),
    ]
    off = a_book("DE.labour", overrides=(an_override("switches_off", "EU.tax.met", "DE"),))
    controls = [a_control("both", x__both=True), a_control("a-one", x__one=True)]
    library = a_library(
        [a_fact("x.both"), a_fact("x.one")], rules, controls=controls, books=[off], edges=[("DE", "EU")]
    )
    report = checked(library, a_subject({"x.both": False, "x.one": False}), "EU", "DE").report
    assert [line.control.id for line in report.checklist] == ["both", "a-one"]


# questions


def check_questions(project: Project) -> None:
    questions = project.report.questions
    findings = {market: project.judged(market) for market in project.markets}
    listed = {
        fact
        for found in findings.values()
        for one in found.values()
        if one.status in OPEN and one.rule.kind != "may"
        for fact in one.missing_facts
    }
    assert {one.fact.id for one in questions} == listed
    keys = [(not one.compliance, -one.closes, -one.decides) for one in questions]
    assert keys == sorted(keys)


def closed(project: Project, subject: Subject) -> tuple[int, float, float]:
    """How many rules the answers decide, and what they close of the two intervals in the mean over the markets."""
    decided, widths = set(), [0.0, 0.0]
    for market in project.report.markets:
        before, now = project.judged(market.market), project.judged(market.market, subject=subject)
        decided |= {rule for rule in now if before[rule].status in OPEN and now[rule].status not in OPEN}
        scores = project.scores(market.market, subject)
        widths[0] += market.scores.compliance.total.width - scores.compliance.total.width
        widths[1] += market.scores.culture.total.width - scores.culture.total.width
    return len(decided), widths[0] / len(project.markets), widths[1] / len(project.markets)


@settings(max_examples=20)
@seeds
def test_a_question_decides_and_closes_what_its_best_answer_does(seed: int) -> None:
    """Every answer is tried here; for sets and numbers checkmarket may try fewer."""
    project = a_random_project(seed)
    check_questions(project)
    for question in project.report.questions:
        tried = [
            closed(project, project.subject.with_fact(question.fact.id, one)) for one in more_answers(question.fact)
        ]
        decides, compliance, culture = (max(column) for column in zip(*tried, strict=True))
        closes = compliance if question.compliance else culture
        if question.fact.type.base in ("boolean", "enum") and not question.fact.type.many:
            assert (question.decides, question.closes) == (decides, pytest.approx(max(closes, 0), abs=CLOSE))
        assert question.decides <= decides
        assert question.closes <= max(closes, 0) + CLOSE


@settings(max_examples=30)
@seeds
@example(seed=118)  # a transition with another duty instead
def test_a_question_is_asked_only_if_its_answer_can_matter(seed: int) -> None:
    project = a_random_project(seed)
    for question in project.report.questions:
        if isinstance(project.subject.stated(question.fact.id, ()), Money):
            continue  # known, in a currency without a rate: only the rate is missing
        if any(question.fact.id in premises(project.library, one.fact) for one in project.report.questions):
            continue  # it decides whether another question arises
        assert any(can_change(project, market, question.fact.id) for market in project.markets), question.fact.id


def premises(library: Library, fact: Fact) -> set[str]:
    """The facts that decide whether a question arises."""
    leaves = leaves_of(fact.asked_if) if fact.asked_if else ()
    direct = {leaf.fact for leaf in leaves if isinstance(leaf, Leaf)}
    return direct.union(*(premises(library, library.facts[one]) for one in direct))


def can_change(project: Project, market: str, fact: str) -> bool:
    """Some answers to the other questions leave an outcome that an answer to this one then changes."""
    the_plan = project.plan(market, TODAY)
    dependencies = Dependencies(project.library, the_plan, the_plan.rules)
    for rule, finding in project.judged(market).items():
        if fact in finding.missing_facts and finding.status in OPEN:
            if any(isinstance(one.value, Money) for one in finding.because):
                return True  # a rate may be missing as well, which no answer here supplies
            others = [
                one
                for one in project.library.facts
                if one != fact and rule in dependencies.rules_on(frozenset({one})) and is_open(project, one, market)
            ]
            if prod(1 + len(answers(project.library.facts[one])) for one in others) > MOST_COMPLETIONS:
                return True  # too many to try; not refuted
            if any(changes(project, the_plan, rule, fact, subject) for subject in completed(project, others)):
                return True
    return False


def is_open(project: Project, fact: str, market: str) -> bool:
    return isinstance(project.subject.stated(fact, (market,)), State | PartialSet)


def completed(project: Project, facts: list[str]) -> Iterator[Subject]:
    """Every way of answering some of the facts, none of them first."""
    choices = [(None, *answers(project.library.facts[fact])) for fact in facts]
    for completion in product(*choices):
        subject = project.subject
        for fact, answer in zip(facts, completion, strict=True):
            subject = subject if answer is None else subject.with_fact(fact, answer)
        yield subject


def changes(project: Project, the_plan: Plan, rule: str, fact: str, subject: Subject) -> bool:
    def outcome(one: Subject) -> tuple[object, object]:
        (finding,) = evaluate(project.library, the_plan, one, only=(rule,))
        return finding.status, finding.credit

    now = outcome(subject)
    return any(outcome(subject.with_fact(fact, one)) != now for one in answers(project.library.facts[fact]))


COMPARED = {
    "with a day counted from today": (a_fact("x.it", "date"), Leaf("x.it", "after", (DayOffset(-1, "P30D"),)), {}),
    "with another fact": (a_fact("x.it", "integer"), Leaf("x.it", "at_least", (FactValue("x.other"),)), {"x.other": 3}),
    "with its count": (a_fact("x.it", "text", many=True), Leaf("x.it", "count_at_least", (Literal(2),)), {}),
    "with a language": (a_fact("x.it", "language"), Leaf("x.it", "matches", (Literal("de"),)), {}),
}


@pytest.mark.parametrize(("fact", "leaf", "known"), COMPARED.values(), ids=COMPARED.keys())
def test_a_question_that_decides_a_duty_says_so(fact: Fact, leaf: Leaf, known: dict[str, Known]) -> None:
    library = a_library([fact, a_fact("x.other", "integer")], [a_rule("EU.tax.one", leaf)])
    (question,) = checked(library, a_subject(known), "EU").report.questions
    assert (question.decides, question.closes) == (1, 1)


def test_the_questions_on_the_real_law_are_the_facts_that_open_duties_wait_for(real_project: Project) -> None:
    assert real_project.report.questions
    check_questions(real_project)


# what is coming


def check_coming(project: Project) -> None:
    for market in project.report.markets:
        today = project.judged(market.market)
        for one in market.coming:
            rule, day = one.finding.rule.id, one.applies_from
            then, eve = project.judged(market.market, day)[rule], project.judged(market.market, day - ONE_DAY)[rule]
            assert day > TODAY
            assert (then.status, then.credit) == (one.finding.status, one.finding.credit)
            assert then.status not in SILENT
            for before in (today[rule], eve):
                better = BEST_FIRST.index(before.status) < BEST_FIRST.index(then.status)
                assert better, f"{rule} does not begin on {day}: {before.status} before"


def test_what_is_coming_on_the_real_law_begins_on_its_day(real_project: Project) -> None:
    assert any(market.coming for market in real_project.report.markets)
    check_coming(real_project)


def test_a_rule_that_is_left_out_is_left_out_of_what_is_coming_too() -> None:
    ahead = Window(TODAY + ONE_DAY)
    rules = [a_rule("EU.tax.now", is_("x.a", True)), a_rule("EU.tax.later", is_("x.a", True), window=ahead)]
    library = a_library([a_fact("x.a")], rules)
    for flags in ({"skip_rules": ("EU.tax.later",)}, {"rules": ("EU.tax.now",)}):
        (market,) = checked(library, a_subject({"x.a": False}), "EU", **flags).report.markets
        assert market.coming == ()


def test_the_scores_of_the_profile_are_used() -> None:
    library = a_library([a_fact("x.a")], [a_rule("EU.tax.now", is_("x.a", True))])
    library = replace(library, profiles={"p": a_profile(scoring="xccdf-absolute")})
    (market,) = checked(library, a_subject({}), "EU").report.markets
    assert (market.scores.compliance.total.low, market.scores.compliance.total.high) == (0, 0)
