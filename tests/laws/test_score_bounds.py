"""The bounds found by sorting are those found by trying every completion; and what a score must never do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkmarket.model.findings import Finding, Status
from checkmarket.model.report import Score
from checkmarket.model.vocabulary import Domain, Profile
from checkmarket.scorer import score
from checkmarket.scorer.bounds import Share, bounds, mean
from checkmarket.scorer.measures import contribution, cosine, grown
from tests.support.law import DOMAINS, a_finding, a_profile, a_rule

CLOSE = 1e-9
COMPLIANCE = ("tax", "labour", "ai")
ends = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]) | st.floats(0, 1)
seeds = given(seed=st.integers(0, 9999))


# the mean


@st.composite
def shares(draw) -> list[Share]:
    found = []
    for _ in range(draw(st.integers(1, 6))):
        low, high = sorted((draw(ends), draw(ends)))
        found.append(Share(draw(st.floats(0.5, 10)), low, high, draw(st.booleans())))
    return found


def completed(share: Share) -> list[tuple[float, float] | None]:
    """What may become of it: each end of its credit, and, if it is optional, nothing."""
    counted: list[tuple[float, float] | None] = [(share.weight, share.low), (share.weight, share.high)]
    return [*counted, None] if share.optional else counted


def all_means(members: Iterable[Share]) -> Iterator[float]:
    """The weighted mean of every completion in which something counts, straight from its definition."""
    for completion in product(*map(completed, members)):
        counted = [one for one in completion if one]
        if counted:
            yield sum(weight * credit for weight, credit in counted) / sum(weight for weight, _ in counted)


@given(shares())
def test_bounds_are_the_lowest_and_the_highest_of_all_completions(members: list[Share]) -> None:
    means = list(all_means(members))
    found = bounds(members)
    assert found is not None
    assert found == pytest.approx((min(means), max(means)), abs=CLOSE)
    assert 0 <= found[0] <= found[1] <= 1 + CLOSE


@pytest.mark.parametrize("members", [[], [Share(0, 0, 1, False)]], ids=["no member", "a member without weight"])
def test_nothing_to_count_has_no_bounds(members: list[Share]) -> None:
    assert bounds(members) is None


@given(st.lists(st.tuples(st.floats(0.5, 10), st.floats(0, 1)), min_size=1, max_size=9))
def test_both_statements_of_the_mean_agree(members: list[tuple[float, float]]) -> None:
    """Σ(w·c)/n with weights of mean 1, and Σ(w·c)/Σw."""
    n, total = len(members), sum(weight for weight, _ in members)
    normalised = [(weight * n / total, credit) for weight, credit in members]
    assert sum(weight for weight, _ in normalised) / n == pytest.approx(1)
    assert mean(members) == pytest.approx(sum(weight * credit for weight, credit in normalised) / n, abs=CLOSE)


# the score of a market

STATUSES = [one for one in Status for _ in range(1 if one is Status.NOT_IN_FORCE else 3)]
GRADES = {Status.FAIL: (0.25, 0.5, 0.75), Status.POSSIBLE_FAIL: (0.5,), Status.UNKNOWN: (0.25, 0.5)}


def random_findings(random: Random, most: int = 9) -> list[Finding]:
    """Findings of three domains of compliance and one of culture; some graded, some advice, some informing."""
    return [random_finding(random, n) for n in range(random.randint(0, most))]


def random_finding(random: Random, n: int) -> Finding:
    rule = a_rule(
        f"EU.{random.choice([*COMPLIANCE, 'culture-formats'])}.rule-{n}",
        weight=random.randint(1, 10),
        kind=random.choices(("must", "must-not", "should", "may"), (5, 2, 2, 1))[0],
    )
    finding = a_finding(rule, random.choice(STATUSES))
    if finding.credit and finding.status in GRADES and random.random() < 0.5:
        graded = random.choice(GRADES[finding.status])
        high = 1.0 if finding.status is Status.UNKNOWN else graded
        finding = a_finding(rule, finding.status, (graded, high))
    may_not_apply = finding.status is Status.UNKNOWN and random.random() < 0.4
    return replace(finding, optional=True) if may_not_apply else finding


def random_profile(random: Random) -> Profile:
    weights = {domain: random.choice((0, 0.5, 1, 3)) for domain in DOMAINS if random.random() < 0.4}
    return a_profile(domain_weights=weights)


def by_domain(findings: Iterable[Finding], kind: str) -> dict[str, list[Share]]:
    found: dict[str, list[Share]] = defaultdict(list)
    for one in findings:
        if one.credit and one.rule.kind != "may" and DOMAINS[one.rule.domain].score == kind:
            found[one.rule.domain].append(Share(one.rule.weight, one.credit.low, one.credit.high, one.optional))
    return found


def brute_force(groups: dict[str, list[Share]], profile: Profile) -> tuple[float, float] | None:
    """Try every completion of every domain: one score for each, or nothing where nothing applies."""
    outcomes = []
    for domain, members in groups.items():
        weight = float(profile.domain_weights.get(domain, 1))
        vanishes: list[float | None] = [None] if all(one.optional for one in members) else []
        outcomes.append([(weight, value) for value in [*set(all_means(members)), *vanishes]])
    totals = []
    for completion in product(*outcomes):
        counted = [(weight, value) for weight, value in completion if value is not None and weight]
        if counted:
            totals.append(sum(w * v for w, v in counted) / sum(w for w, _ in counted))
    return (min(totals), max(totals)) if totals else None


def interval(found: Score) -> tuple[float, float] | None:
    return None if found.low is None or found.high is None else (found.low, found.high)


def approximately(expected: tuple[float, float] | None) -> object:
    return None if expected is None else pytest.approx(expected, abs=CLOSE)


@settings(max_examples=300)
@seeds
def test_a_score_is_what_all_completions_say(seed: int) -> None:
    random = Random(seed)
    findings, profile = random_findings(random), random_profile(random)
    found = score(findings, DOMAINS, profile)
    for tree, kind in ((found.compliance, "compliance"), (found.culture, "culture")):
        groups = by_domain(findings, kind)
        assert interval(tree.total) == approximately(brute_force(groups, profile))
        assert tree.domains.keys() == groups.keys()
        for domain, members in groups.items():
            means = list(all_means(members))
            assert interval(tree.domains[domain]) == approximately((min(means), max(means)))


@seeds
def test_coverage_is_decided_weight_over_possibly_applicable_weight(seed: int) -> None:
    findings = random_findings(Random(seed))
    found = score(findings, DOMAINS, a_profile())
    for kind, tree in (("compliance", found.compliance), ("culture", found.culture)):
        for domain, members in by_domain(findings, kind).items():
            decided = sum(one.weight for one in members if one.low == one.high and not one.optional)
            assert tree.domains[domain].coverage == pytest.approx(decided / sum(one.weight for one in members))
            assert tree.domains[domain].possible == len(members)
            assert tree.domains[domain].applicable == sum(not one.optional for one in members)


# what changes nothing, and what never lowers


def same(one: Score, other: Score) -> bool:
    pairs = zip((one.low, one.high, one.coverage), (other.low, other.high, other.coverage), strict=True)
    return all(a is b or a == pytest.approx(b, abs=CLOSE) for a, b in pairs)


def same_scores(findings: list[Finding], others: list[Finding], one: Profile, other: Profile) -> bool:
    first, second = score(findings, DOMAINS, one), score(others, DOMAINS, other)
    trees = ((first.compliance, second.compliance), (first.culture, second.culture))
    return all(
        same(a.total, b.total)
        and a.domains.keys() == b.domains.keys()
        and all(same(a.domains[d], b.domains[d]) for d in a.domains)
        for a, b in trees
    )


@pytest.mark.parametrize(
    "scoring", ["weighted-mean", "xccdf-default", "xccdf-flat", "xccdf-flat-unweighted", "xccdf-absolute"]
)
@settings(max_examples=30)
@seeds
def test_neither_scale_nor_order_nor_what_does_not_apply_changes_a_score(scoring: str, seed: int) -> None:
    random = Random(seed)
    findings = random_findings(random)
    profile = replace(random_profile(random), scoring=scoring)
    scaled = [replace(one, rule=replace(one.rule, weight=one.rule.weight * 7)) for one in findings]
    heavier = replace(profile, domain_weights={d: float(profile.domain_weights.get(d, 1)) * 0.3 for d in DOMAINS})
    shuffled = random.sample(findings, k=len(findings))
    silent = [
        a_finding(a_rule(f"EU.tax.silent-{n}", weight=9), one)
        for n, one in enumerate((Status.NOT_APPLICABLE, Status.NOT_IN_FORCE))
    ]
    informs = [a_finding(a_rule("EU.tax.informs", kind="may"), Status.FAIL)]
    assert same_scores(findings, scaled, profile, profile), "the scale of the weights"
    assert same_scores(findings, findings, profile, heavier), "the scale of the domains' weights"
    assert same_scores(findings, shuffled, profile, profile), "the order of the rules"
    assert same_scores(findings, findings + silent, profile, profile), "rules that do not apply"
    assert same_scores(findings, findings + informs, profile, profile), "rules that only inform"


@pytest.mark.parametrize(
    "scoring", ["weighted-mean", "xccdf-default", "xccdf-flat", "xccdf-flat-unweighted", "xccdf-absolute"]
)
@settings(max_examples=30)
@seeds
def test_fixing_a_failed_rule_never_lowers_a_score(scoring: str, seed: int) -> None:
    random = Random(seed)
    findings, profile = random_findings(random), replace(random_profile(random), scoring=scoring)
    fixed = {Status.FAIL: Status.PASS, Status.POSSIBLE_FAIL: Status.PASS_IF_APPLICABLE}
    before = score(findings, DOMAINS, profile)
    for n, finding in enumerate(findings):
        if finding.status in fixed:
            after = score(
                [*findings[:n], a_finding(finding.rule, fixed[finding.status]), *findings[n + 1 :]], DOMAINS, profile
            )
            for one, other in ((before.compliance, after.compliance), (before.culture, after.culture)):
                pairs = [(one.total, other.total), *((one.domains[d], other.domains[d]) for d in one.domains)]
                assert all(
                    old.low is None or (new.low >= old.low - CLOSE and new.high >= old.high - CLOSE)
                    for old, new in pairs
                )


@seeds
def test_a_score_counted_from_an_earlier_one_is_the_score(seed: int) -> None:
    random = Random(seed)
    findings, profile = random_findings(random), random_profile(random)
    before = score(findings, DOMAINS, profile)
    changed = [random_finding(random, n) if random.random() < 0.3 else one for n, one in enumerate(findings)]
    domains = frozenset(
        one.rule.domain for pair in zip(findings, changed, strict=True) if pair[0] is not pair[1] for one in pair
    )
    assert score(changed, DOMAINS, profile, before=before, changed=domains) == score(changed, DOMAINS, profile)


def test_nothing_applicable_has_no_score() -> None:
    found = score([a_finding(a_rule(), Status.NOT_APPLICABLE)], DOMAINS, a_profile())
    assert found.compliance.total == Score(low=None, high=None, coverage=None, applicable=0, possible=0)
    assert found.compliance.domains == {}


# worked numbers


def test_three_indicators_of_equal_weight() -> None:
    rules = [a_rule(f"EU.tax.{n}") for n in "abc"]
    findings = [a_finding(rule, Status.FAIL, (c, c)) for rule, c in zip(rules, (0.9, 0.8, 0.7), strict=True)]
    assert interval(score(findings, DOMAINS, a_profile()).compliance.total) == pytest.approx((0.8, 0.8))
    assert mean([(1, 0.9), (1, 0.8), (1, 0.7)]) == pytest.approx(0.8)


def test_the_cosine_of_two_vectors() -> None:
    assert cosine((0.8, 0.2), (0.6, 0.4)) == pytest.approx(0.9417, abs=5e-5)
    assert cosine((1, 0), (0, 1)) == 0
    assert cosine((2, 2), (1, 1)) == pytest.approx(1)
    assert cosine((0, 0), (1, 1)) is None
    with pytest.raises(ValueError, match="shorter"):
        cosine((1, 2), (1,))


def test_contribution_is_importance_times_satisfaction() -> None:
    assert contribution(0.8, 0.9) == pytest.approx(0.72)


@pytest.mark.parametrize(
    ("share", "rate", "years", "expected"), [(0.1, 0.2, 1, 0.12), (0.1, 0.2, 0, 0.1), (0.6, 1, 1, 1.0)]
)
def test_a_share_grows_every_year_up_to_one(share: float, rate: float, years: float, expected: float) -> None:
    assert grown(share, rate, years) == pytest.approx(expected)


# XCCDF 1.2, NISTIR 7275r4, 7.3.2

PASS, FAIL, UNKNOWN, NOT_APPLICABLE = Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE
MIXED = {
    "tax": [(5, PASS), (3, FAIL), (2, UNKNOWN)],
    "labour": [(1, PASS), (1, PASS), (4, NOT_APPLICABLE)],
    "ai": [(8, FAIL)],
}
ALL_PASS = {"tax": [(5, PASS), (3, NOT_APPLICABLE)], "labour": [(2, PASS)]}
NONE_APPLY = {"tax": [(5, NOT_APPLICABLE)]}
WEIGHTS = {"tax": 2, "labour": 1, "ai": 1}
HAND_WORKED = [
    # groups: tax 5/(5+3+2) = 0.5, labour (1+1)/(1+1) = 1 without the rule that does not apply, ai 0/8 = 0
    # the total, by the weights of the groups: 2 times 0.5 and 1 times 1 and 1 times 0, over 2+1+1, is 0.5
    pytest.param("xccdf-default", MIXED, 0.5, id="default: the groups' means, weighted again"),
    # passed weight 5+1+1 = 7, counted weight 5+3+2+1+1+8 = 20
    pytest.param("xccdf-flat", MIXED, 0.35, id="flat: passed weight over counted weight"),
    # 3 of the 6 rules that count passed
    pytest.param("xccdf-flat-unweighted", MIXED, 0.5, id="flat-unweighted: passed rules over counted rules"),
    pytest.param("xccdf-absolute", MIXED, 0.0, id="absolute: something that counts did not pass"),
    pytest.param("xccdf-default", ALL_PASS, 1.0, id="default: all that applies passed"),
    pytest.param("xccdf-flat", ALL_PASS, 1.0, id="flat: all that applies passed"),
    pytest.param("xccdf-flat-unweighted", ALL_PASS, 1.0, id="flat-unweighted: all that applies passed"),
    pytest.param("xccdf-absolute", ALL_PASS, 1.0, id="absolute: all that applies passed"),
    *(
        pytest.param(f"xccdf-{model}", NONE_APPLY, None, id=f"{model}: nothing applies")
        for model in ("default", "flat", "flat-unweighted", "absolute")
    ),
]


@pytest.mark.parametrize(("model", "tree", "expected"), HAND_WORKED)
def test_the_four_models_of_xccdf(
    model: str, tree: dict[str, list[tuple[int, Status]]], expected: float | None
) -> None:
    findings = [
        a_finding(a_rule(f"EU.{domain}.{n}", weight=weight), status)
        for domain, rules in tree.items()
        for n, (weight, status) in enumerate(rules)
    ]
    found = score(findings, DOMAINS, a_profile(scoring=model, domain_weights=WEIGHTS)).compliance.total
    assert interval(found) == approximately(None if expected is None else (expected, expected))


@pytest.mark.parametrize("status", [Status.UNKNOWN, Status.POSSIBLE_FAIL, Status.PASS_IF_APPLICABLE])
def test_what_is_open_counts_as_not_passed_in_xccdf(status: Status) -> None:
    findings = [a_finding(a_rule("EU.tax.a"), PASS), a_finding(a_rule("EU.tax.b"), status)]
    for model in ("default", "flat", "flat-unweighted"):
        found = score(findings, DOMAINS, a_profile(scoring=f"xccdf-{model}")).compliance.total
        assert interval(found) == (0.5, 0.5)


def test_a_domain_without_weight_counts_in_no_total() -> None:
    findings = [a_finding(a_rule("EU.tax.a"), PASS), a_finding(a_rule("EU.ai.a"), FAIL)]
    for model in ("weighted-mean", "xccdf-default", "xccdf-flat", "xccdf-flat-unweighted", "xccdf-absolute"):
        found = score(findings, DOMAINS, a_profile(scoring=model, domain_weights={"ai": 0})).compliance
        assert interval(found.total) == (1, 1), model
        assert interval(found.domains["ai"]) == (0, 0), model


def test_only_domains_with_something_to_count_are_shown() -> None:
    domains = {**DOMAINS, "consumer": Domain("consumer", "compliance", "Consumer")}
    assert score([a_finding(a_rule("EU.tax.a"), PASS)], domains, a_profile()).compliance.domains.keys() == {"tax"}
