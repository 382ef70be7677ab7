"""The checks one by one: what each says and, as telling, what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from checkmarket.authoring.coverage import coverage
from checkmarket.authoring.linter.checks import CHECKS
from checkmarket.authoring.linter.checks.hard_condition import levels
from checkmarket.authoring.linter.checks.old_source import year_before
from checkmarket.authoring.linter.context import Context
from checkmarket.authoring.linter.exclusions import exclude
from checkmarket.model.cases import Case
from checkmarket.model.conditions import ALWAYS, All, AnyOf, Condition, Leaf, Literal, Not, Term
from checkmarket.model.diagnostics import WARNINGS, Diagnostic, Exclusion
from checkmarket.model.findings import Status
from checkmarket.model.law import Citation, DatedValue, Instrument, Parameter, Penalty, Rule, Sanction, Window
from checkmarket.model.library import Library
from checkmarket.model.values import FactType
from tests.support.law import HERE, TODAY, a_book, a_control, a_fact, a_library, a_rule, a_subject, an_override, is_

RULE = "EU.tax.one"
FLAG, OTHER = a_fact("a.flag"), a_fact("a.other")
AGE = a_fact("a.age", "integer")
GDPR = Instrument(slug="gdpr", title="GDPR", short="GDPR", kind="regulation", id="celex:1", url="https://example.org")
EVERY_STATUS = (Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE)


def said(code: str, library: Library, cases: Iterable[Case] = (), *, as_of: date = TODAY) -> list[str]:
    context = Context(library, coverage(library, cases), as_of)
    found = list(CHECKS[code](context))
    assert {one.code for one in found} <= {code}
    return [one.message for one in found]


def a_case(expect: Status = Status.PASS, day: date = TODAY, **facts: object) -> Case:
    return Case(
        sentence="a case",
        rulebook="EU.tax",
        rule=RULE,
        market="EU",
        as_of=day,
        subject=a_subject({fact.replace("__", "."): value for fact, value in facts.items()}),
        expect=expect,
        credit=None,
        missing=None,
        place=HERE,
    )


def test_every_warning_has_its_check() -> None:
    assert set(CHECKS) | {"CM923", "CM924"} == WARNINGS


def test_a_condition_on_which_no_case_turns() -> None:
    library = a_library([FLAG, OTHER], [a_rule(RULE, AnyOf((is_("a.flag", True), is_("a.other", True))))])
    assert said("CM910", library, [a_case(a__flag=True, a__other=False)]) == [
        "no case of EU.tax.one turns on this: a.other is yes"
    ]
    assert said("CM910", library) == []  # no case at all: CM913


def test_a_term_may_be_tried_by_any_rule_that_uses_it() -> None:
    rules = [a_rule(RULE, Term("EU.tax/bound")), a_rule("EU.tax.two", AnyOf((Term("EU.tax/bound"), ALWAYS)))]
    library = a_library([FLAG], rules, terms={"EU.tax/bound": is_("a.flag", True)})
    never_turns = replace(a_case(a__flag=True), rule="EU.tax.two")
    assert said("CM910", library, [never_turns]) == ["no case of EU.tax/bound turns on this: a.flag is yes"]
    assert said("CM910", library, [never_turns, a_case(a__flag=True)]) == []


def test_a_number_without_its_neighbours() -> None:
    library = a_library([AGE], [a_rule(RULE, Leaf("a.age", "at_least", (Literal(16),)))])
    assert said("CM911", library, [a_case(a__age=16)]) == ["no case of EU.tax.one gives a.age as 15, 17"]
    assert said("CM911", library, [a_case(a__age=age) for age in (15, 16, 17)]) == []
    assert said("CM911", library) == []


def test_a_number_of_entries_without_its_neighbours() -> None:
    kinds = a_fact("a.kinds", "enum", many=True, values=("a", "b", "c"))
    library = a_library([kinds], [a_rule(RULE, Leaf("a.kinds", "count_at_least", (Literal(2),)))])
    assert said("CM911", library, [a_case(a__kinds=frozenset("ab"))]) == [
        "no case of EU.tax.one gives a.kinds with 1, 3 entries"
    ]


def test_a_day_on_which_no_case_is_judged() -> None:
    library = a_library([], [a_rule(RULE, window=Window(date(2020, 1, 1), date(2020, 12, 31)))])
    assert said("CM912", library, [a_case(day=date(2020, 1, 1))]) == [
        "no case of EU.tax.one is judged on 2019-12-31, the day before it begins",
        "no case of EU.tax.one is judged on 2020-12-31, the last day of it",
        "no case of EU.tax.one is judged on 2021-01-01, the day after the last of it",
    ]
    assert said("CM912", library) == []  # no case at all: CM913


def test_a_rule_without_cases_and_one_that_lacks_outcomes() -> None:
    library = a_library([FLAG, OTHER], [a_rule(RULE, is_("a.flag", True), applies=is_("a.other", True))])
    assert said("CM913", library) == ["EU.tax.one has no case"]
    assert said("CM913", library, [a_case(Status.PASS), a_case(Status.FAIL)]) == [
        "EU.tax.one has no case that comes out as unknown, not-applicable"
    ]
    assert said("CM913", library, [a_case(one) for one in EVERY_STATUS]) == []


def test_a_rule_for_everybody_needs_no_case_of_somebody_it_does_not_bind() -> None:
    cases = [a_case(one) for one in EVERY_STATUS[:3]]
    for_all = a_rule(RULE, is_("a.flag", True))
    assert said("CM913", a_library([FLAG], [for_all]), cases) == []
    exempt = an_override("exempts", RULE, "DE", condition=is_("a.flag", False))
    library = a_library([FLAG], [for_all], edges=[("DE", "EU")], books=[a_book("DE.tax", overrides=(exempt,))])
    assert said("CM913", library, cases) == ["EU.tax.one has no case that comes out as not-applicable"]


def test_a_rule_that_informs_need_not_fail_and_one_of_the_past_needs_nothing() -> None:
    may = a_rule(RULE, kind="may", applies=is_("a.flag", True))
    assert said("CM913", a_library([FLAG], [may]), [a_case(Status.PASS), a_case(Status.NOT_APPLICABLE)]) == []
    gone = a_rule(RULE, is_("a.flag", True), status="withdrawn")
    assert said("CM913", a_library([FLAG], [gone])) == []


def test_a_fact_that_nothing_looks_at() -> None:
    fine = Penalty(how="highest_of", sanctions=(Sanction(of="a.turnover"),))
    asked = a_fact("a.asked", asked_if=is_("a.flag", True))
    rule = replace(a_rule(RULE, is_("a.asked", True)), penalties=(fine,))
    library = a_library([FLAG, asked, a_fact("a.turnover", "money"), OTHER], [rule])
    assert said("CM914", library) == ["no rule looks at the fact 'a.other'"]


def test_a_term_and_a_parameter_that_nothing_uses() -> None:
    rule = replace(a_rule(RULE, Term("EU.tax/used")), figures=("EU.tax/shown",))
    library = a_library(
        [FLAG],
        [rule],
        terms={"EU.tax/used": is_("a.flag", True), "EU.tax/idle": is_("a.flag", True)},
        parameters=[a_parameter("EU.tax/shown"), a_parameter("EU.tax/lost")],
    )
    assert said("CM915", library) == ["nothing uses the term 'EU.tax/idle'"]
    assert said("CM916", library) == ["nothing uses the parameter 'EU.tax/lost'"]


def a_parameter(ident: str, *cite: Citation) -> Parameter:
    value = DatedValue(first=date(2020, 1, 1), value=1, cite=cite)
    kind = FactType(base="integer")
    return Parameter(id=ident, type=kind, title="", settable_by="", values=(value,), place=HERE)


def test_a_control_that_changes_nothing_its_rule_looks_at() -> None:
    controls = [a_control("helps", a__flag=True), a_control("idles", a__other=True)]
    rule = a_rule(RULE, is_("a.flag", True), remediation=["helps", "idles"])
    assert said("CM917", a_library([FLAG, OTHER], [rule], controls=controls)) == [
        "idles changes no fact that EU.tax.one looks at"
    ]


def test_a_control_may_help_through_a_term_a_child_or_another_rule() -> None:
    controls = [a_control("helps", a__flag=True)]
    through_term = a_rule(RULE, Term("EU.tax/bound"), remediation=["helps"])
    terms: dict[str, Condition] = {"EU.tax/bound": is_("a.flag", True)}
    assert said("CM917", a_library([FLAG], [through_term], controls=controls, terms=terms)) == []
    tighter = an_override("tightens", RULE, "DE", condition=is_("a.flag", True), remediation=("helps",))
    in_child = a_library(
        [FLAG, OTHER],
        [a_rule(RULE, is_("a.other", True))],
        controls=controls,
        books=[a_book("DE.tax", overrides=(tighter,))],
    )
    assert said("CM917", in_child) == []
    assert said("CM918", in_child) == []


def test_a_control_that_no_rule_names() -> None:
    assert said("CM918", a_library(controls=[a_control("lonely", a__flag=True)])) == [
        "no rule names the control 'lonely'"
    ]


def in_two_places(*overrides: object, parent: Rule | None = None, child: Rule | None = None) -> Library:
    rules = [parent or a_rule(RULE, is_("a.flag", True)), child or a_rule("DE.tax.own", is_("a.flag", True))]
    book = a_book("DE.tax", overrides=overrides)
    return a_library([FLAG], rules, edges=[("DE", "EU")], books=[book])


def test_a_childs_rule_that_asks_what_its_parents_asks() -> None:
    assert said("CM919", in_two_places()) == ["DE.tax.own asks the same as EU.tax.one, which DE inherits"]


@pytest.mark.parametrize("how", ["replaces", "implements"])
def test_a_rule_that_takes_the_place_of_its_parents_is_no_repetition(how: str) -> None:
    linked = an_override(how, RULE, "DE", by="DE.tax.own")
    own = a_rule("DE.tax.own", is_("a.flag", True))
    two = a_library([FLAG], [a_rule(RULE, is_("a.flag", True)), own], edges=[("DE", "EU"), ("FR", "EU")])
    library = replace(two, rulebooks={**two.rulebooks, "DE.tax": replace(two.rulebooks["DE.tax"], overrides=(linked,))})
    assert said("CM919", library) == []


def test_rules_of_different_times_are_no_repetition() -> None:
    earlier = a_rule(RULE, is_("a.flag", True), window=Window(date(2010, 1, 1), date(2019, 12, 31)))
    assert said("CM919", in_two_places(parent=earlier)) == []


def test_a_rule_that_every_place_below_takes_away() -> None:
    off = an_override("switches_off", RULE, "DE")
    other = a_rule("DE.tax.own", is_("a.flag", False))
    assert said("CM919", in_two_places(off, child=other)) == [
        "every place below EU replaces EU.tax.one or switches it off"
    ]
    for_a_while = replace(off, window=Window(None, date(2030, 1, 1)))
    assert said("CM919", in_two_places(for_a_while, child=other)) == []


def test_a_source_that_nobody_read_for_a_year() -> None:
    def read_on(day: date) -> list[str]:
        cite = (Citation(instrument=GDPR, article="5", seen=day), Citation(instrument=GDPR, article="6", seen=TODAY))
        return said("CM920", a_library([], [replace(a_rule(RULE), cite=cite)]))

    assert read_on(date(2025, 11, 21)) == ["EU.tax.one: GDPR 5, last read on 2025-11-21"]
    assert read_on(date(2025, 11, 22)) == []


def test_the_oldest_of_several_sources_is_named() -> None:
    cite = [Citation(instrument=GDPR, article=str(n), seen=date(2020, 1, n)) for n in (3, 1, 2)]
    library = a_library(parameters=[a_parameter("EU.tax/age", *cite)])
    assert said("CM920", library) == ["EU.tax/age: GDPR 1 and 2 more, last read on 2020-01-01"]


def test_a_year_before_a_leap_day() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(date(2025, 3, 1)) == date(2024, 3, 1)


def test_two_rules_with_one_condition() -> None:
    twins = [a_rule(RULE, is_("a.flag", True)), a_rule("EU.labour.two", is_("a.flag", True))]
    assert said("CM921", a_library([FLAG], twins)) == ["EU.labour.two has the same conditions as EU.tax.one"]
    apart = [twins[0], replace(twins[1], applies_when=is_("a.other", True))]
    assert said("CM921", a_library([FLAG, OTHER], apart)) == []
    elsewhere = [twins[0], a_rule("US.tax.one", is_("a.flag", True))]
    assert said("CM921", a_library([FLAG], elsewhere)) == []


def test_two_rules_that_only_inform_may_say_it_to_the_same() -> None:
    assert said("CM921", a_library([], [a_rule(RULE, kind="may"), a_rule("EU.tax.two", kind="may")])) == []


LEAF = is_("a.flag", True)
DEPTHS = {
    "a leaf": (LEAF, 1),
    "a group": (All((LEAF, LEAF)), 2),
    "none counts once": (Not(AnyOf((LEAF,))), 2),
    "not counts": (Not(LEAF), 2),
    "four": (All((AnyOf((Not(LEAF), LEAF)),)), 4),
}


@pytest.mark.parametrize(("condition", "depth"), DEPTHS.values(), ids=DEPTHS)
def test_levels_are_counted_as_they_are_written(condition: Condition, depth: int) -> None:
    assert levels(condition) == depth


def test_a_condition_that_is_too_deep_or_too_wide() -> None:
    deep = All((AnyOf((All((Not(LEAF),)),)),))
    wide = All((LEAF,) * 13)
    assert said("CM922", a_library([FLAG], [a_rule(RULE, deep)])) == ["a condition of EU.tax.one has 5 levels"]
    assert said("CM922", a_library([FLAG], terms={"EU.tax/wide": wide})) == ["a condition of EU.tax/wide has 13 leaves"]
    assert said("CM922", a_library([FLAG], [a_rule(RULE, All((LEAF,) * 12))])) == []


# exclusions

ADVICE = Diagnostic("CM913", "EU.tax.one has no case", HERE, "", RULE)


def excluded(*written: Exclusion, found: tuple[Diagnostic, ...] = (ADVICE,)) -> tuple[list[str], int]:
    library = a_library([], [replace(a_rule(RULE), lint=written), a_rule("EU.tax.two")])
    kept, count = exclude(found, library, TODAY)
    return [f"{one.code} {one.message}" for one in kept], count


def an_exclusion(code: str = "CM913", until: date = TODAY) -> Exclusion:
    return Exclusion(code=code, reason="the cases are being written", until=until, place=HERE)


def test_an_exclusion_holds_on_its_last_day() -> None:
    assert excluded(an_exclusion()) == ([], 1)


def test_an_exclusion_that_has_run_out_hides_nothing_and_is_named() -> None:
    yesterday = date(2026, 11, 21)
    assert excluded(an_exclusion(until=yesterday)) == (
        ["CM913 EU.tax.one has no case", "CM923 EU.tax.one accepted CM913 until 2026-11-21"],
        0,
    )


def test_an_exclusion_of_another_code_or_rule_hides_nothing_and_is_named() -> None:
    assert excluded(an_exclusion("CM920")) == (
        ["CM913 EU.tax.one has no case", "CM924 EU.tax.one accepts CM920, of which nothing is found here"],
        0,
    )
    elsewhere = replace(ADVICE, about="EU.tax.two")
    assert excluded(an_exclusion(), found=(elsewhere,))[1] == 0


def test_a_useless_exclusion_that_has_run_out_is_only_useless() -> None:
    messages, _ = excluded(an_exclusion("CM920", date(2020, 1, 1)))
    assert [one[:5] for one in messages] == ["CM913", "CM924"]


def test_one_exclusion_covers_all_of_its_kind_at_its_rule() -> None:
    both = (ADVICE, replace(ADVICE, message="and another"))
    assert excluded(an_exclusion(), found=both) == ([], 2)


def test_terms_parameters_facts_and_controls_exclude_too() -> None:
    lint = (an_exclusion("CM914"),)
    library = a_library(
        [replace(FLAG, lint=lint)],
        controls=[replace(a_control("c"), lint=(an_exclusion("CM918"),))],
        parameters=[replace(a_parameter("EU.tax/p"), lint=(an_exclusion("CM916"),))],
        terms={"EU.tax/t": LEAF},
    )
    terms = {ident: replace(one, lint=(an_exclusion("CM915"),)) for ident, one in library.terms.items()}
    library = replace(library, terms=terms)
    found = [Diagnostic(code, "", HERE, "", about) for code, about in zip_codes()]
    assert exclude(found, library, TODAY) == ([], 4)


def zip_codes() -> Iterator[tuple[str, str]]:
    yield from (("CM914", "a.flag"), ("CM918", "c"), ("CM916", "EU.tax/p"), ("CM915", "EU.tax/t"))
