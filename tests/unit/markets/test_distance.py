"""How far two countries are apart: the published numbers, what holds for any table, what is said of the unknown."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkmarket.markets.distance import DECLARED, MEASURES, Measure, compare, with_declared
from checkmarket.markets.indicators import IndicatorTable
from checkmarket.markets.measures import cosine, kogut_singh, mahalanobis, standardised_euclidean

# Hofstede's published scores and variances over all scored countries, ddof 1.
VARIANCES = (473.7228, 574.5789, 404.4896, 559.0070, 558.1304, 488.6479)
USA = (40, 91, 62, 46, 25.6927, 68.0804)
CAN = (39, 80, 52, 48, 36.0201, 68.3036)

ROWS = {
    "DE": (35, 67, 66, 65),
    "FR": (68, 71, 43, 86),
    "JP": (54, 46, 95, 92),
    "US": (40, 91, 62, 46),
    "SE": (31, 71, 5, 29),
}


def table_of(rows: dict[str, tuple[float | None, ...]]) -> IndicatorTable:
    width = len(next(iter(rows.values())))
    return IndicatorTable(name="Tiny", year="2020", indicators=tuple(f"i{n}" for n in range(width)), scores=rows)


TABLE = table_of({**ROWS, "XX": (None, 50, None, 50)})
WHOLE = table_of({**ROWS})

scores = st.floats(-100, 100).map(lambda value: round(value, 3))


@st.composite
def tables(draw: st.DrawFn, *, gaps: bool = False) -> IndicatorTable:
    width = draw(st.integers(2, 4))
    cell = scores | st.none() if gaps else scores
    codes = ["AT", "BE", "CH", "DE", "ES", "FR", "GR"][: draw(st.integers(3, 7))]
    return table_of({code: tuple(draw(cell) for _ in range(width)) for code in codes})


def same(one: float | None, other: float | None) -> bool:
    return one is other is None or (one is not None and other is not None and math.isclose(one, other, abs_tol=1e-6))


# --- the published numbers ---


def test_usa_and_canada_by_four_and_by_six_dimensions() -> None:
    assert kogut_singh(USA[:4], CAN[:4], variances=VARIANCES[:4]) == pytest.approx(0.11677, abs=5e-6)
    assert kogut_singh(USA, CAN, variances=VARIANCES) == pytest.approx(0.10971, abs=5e-6)


@pytest.mark.parametrize(
    ("apart", "four", "six"),
    [
        ((1, 11, 10, -2, -10.3274, -0.2232), 0.11677, 0.10971),  # United States and Canada
        ((-14, 45, -33, -46, -62.2166, 26.3393), 2.6039, 3.1285),  # United States and Japan
        ((-40, 71, -4, 16, -61.7128, 44.4197), 3.1621, 3.9183),  # United States and China
        ((1, -1, -4, 7, 9.3199, -25.6696), 0.0328, 0.2725),  # Germany and Switzerland
    ],
)
def test_the_worked_numbers_by_how_far_two_countries_are_apart(
    apart: tuple[float, ...], four: float, six: float
) -> None:
    """Only differences enter; the scores themselves may not be shipped."""
    nowhere = (0.0,) * 6
    assert kogut_singh(apart[:4], nowhere[:4], variances=VARIANCES[:4]) == pytest.approx(four, abs=5e-5)
    assert kogut_singh(apart, nowhere, variances=VARIANCES) == pytest.approx(six, abs=5e-5)


def test_cosine_of_two_raw_vectors() -> None:
    assert round(cosine((0.8, 0.2), (0.6, 0.4), means=(0, 0), deviations=(1, 1)), 4) == 0.9417


def test_a_table_gives_the_published_number_when_its_reference_set_has_the_published_variances() -> None:
    """Three countries at mean − s, mean, mean + s have the variance s² with ddof 1."""
    spread = {
        code: tuple(50 + sign * math.sqrt(variance) for variance in VARIANCES)
        for code, sign in (("BE", -1), ("CH", 0), ("DE", 1))
    }
    table = table_of({"US": USA, "CA": CAN, **spread})
    found = compare(table, "US", "CA", "kogut-singh", reference=("BE", "CH", "DE"), ddof=1)
    assert found.value == pytest.approx(0.10971, abs=5e-6)
    assert compare(table, "US", "CA", "kogut-singh", reference=("BE", "CH", "DE"), ddof=0).value == pytest.approx(
        0.10971 * 3 / 2, abs=1e-5
    )


# --- by hand, in plain Python ---


def by_hand(table: IndicatorTable, one: str, other: str, measure: Measure, ddof: int) -> float | None:
    """The same without numpy.  None where it cannot be said."""
    a, b = table.scores[one], table.scores[other]
    columns = [[row[i] for row in table.scores.values() if row[i] is not None] for i in range(len(a))]
    places = [i for i in range(len(a)) if a[i] is not None and b[i] is not None and len(columns[i]) > ddof]
    places = [i for i in places if max(columns[i]) - min(columns[i]) > 1e-9 * max(map(abs, columns[i]))]
    if not places:
        return None
    means = [sum(columns[i]) / len(columns[i]) for i in places]
    variances = [
        sum((x - mean) ** 2 for x in columns[i]) / (len(columns[i]) - ddof)
        for i, mean in zip(places, means, strict=True)
    ]
    squares = [(a[i] - b[i]) ** 2 / v for i, v in zip(places, variances, strict=True)]
    if measure == "kogut-singh":
        return sum(squares) / len(squares)
    if measure in ("sed", "mahalanobis-diagonal"):
        return math.sqrt(sum(squares))
    za, zb = ([(x[i] - m) / math.sqrt(v) for i, m, v in zip(places, means, variances, strict=True)] for x in (a, b))
    lengths = [math.sqrt(sum(x * x for x in z)) for z in (za, zb)]
    if len(places) == 1 or min(lengths) < 1e-9:
        return None
    return sum(x * y for x, y in zip(za, zb, strict=True)) / (lengths[0] * lengths[1])


@given(tables(gaps=True), st.sampled_from([one for one in MEASURES if one != "mahalanobis"]), st.sampled_from([0, 1]))
def test_plain_python_agrees(table: IndicatorTable, measure: Measure, ddof: int) -> None:
    first, second = table.countries[:2]
    assert same(compare(table, first, second, measure, ddof=ddof).value, by_hand(table, first, second, measure, ddof))


@given(tables(), st.sampled_from([0, 1]))
def test_full_mahalanobis_is_that_of_the_inverse_covariance(table: IndicatorTable, ddof: int) -> None:
    found = compare(table, *table.countries[:2], "mahalanobis", ddof=ddof)
    assume(found.value is not None and found.used == table.indicators)
    rows = np.array([table.scores[code] for code in table.countries])
    correlation = np.corrcoef(rows, rowvar=False)
    assume(np.linalg.cond(correlation) < 1e6)
    difference = rows[0] - rows[1]
    expected = math.sqrt(difference @ np.linalg.inv(np.cov(rows, rowvar=False, ddof=ddof)) @ difference)
    assert found.value == pytest.approx(expected, rel=1e-6, abs=1e-6)


# --- what must hold for any table ---


@given(tables())
def test_a_diagonal_mahalanobis_squared_is_n_times_kogut_singh(table: IndicatorTable) -> None:
    one, other = table.countries[:2]
    ks = compare(table, one, other, "kogut-singh")
    md, sed = compare(table, one, other, "mahalanobis-diagonal"), compare(table, one, other, "sed")
    assume(ks.value is not None and md.value is not None and sed.value is not None)
    assert ks.value is not None
    assert md.value is not None
    assert md.value**2 == pytest.approx(len(ks.used) * ks.value, abs=1e-9)
    assert same(md.value, sed.value)


def test_uncorrelated_indicators_make_full_and_diagonal_mahalanobis_one() -> None:
    table = table_of({"DE": (1, 1), "FR": (1, -1), "JP": (-1, 1), "US": (-1, -1)})
    full, diagonal = (compare(table, "DE", "JP", one) for one in ("mahalanobis", "mahalanobis-diagonal"))
    assert same(full.value, diagonal.value)


def test_indicators_that_move_together_count_once() -> None:
    table = table_of({"DE": (1, 1.1), "FR": (2, 1.9), "JP": (3, 3.2), "US": (4, 3.9), "SE": (2.5, 2.4)})
    full, diagonal = (compare(table, "DE", "US", one).value for one in ("mahalanobis", "mahalanobis-diagonal"))
    assert full is not None
    assert diagonal is not None
    assert full < diagonal


@given(tables(), st.sampled_from(MEASURES))
def test_it_is_the_same_from_either_side(table: IndicatorTable, measure: Measure) -> None:
    one, other = table.countries[:2]
    there, back = compare(table, one, other, measure), compare(table, other, one, measure)
    assert same(there.value, back.value)
    assert same(there.similarity, back.similarity)


@given(tables(), st.floats(-1e3, 1e3), st.floats(0.01, 100), st.integers(0, 3), st.sampled_from(MEASURES))
def test_shifting_and_stretching_an_indicator_changes_nothing(
    table: IndicatorTable, shift: float, factor: float, place: int, measure: Measure
) -> None:
    place %= len(table.indicators)
    moved = {
        code: tuple(x * factor + shift if n == place and x is not None else x for n, x in enumerate(row))
        for code, row in table.scores.items()
    }
    one, other = table.countries[:2]
    before, after = compare(table, one, other, measure), compare(replace(table, scores=moved), one, other, measure)
    assume(before.used == after.used)  # a tiny spread may vanish beside a large shift
    if measure != "mahalanobis" or (before.value is not None and after.value is not None):
        assume((before.value is None) == (after.value is None))
        assert before.value is None or after.value == pytest.approx(before.value, rel=1e-3, abs=1e-3)


@given(tables(), st.sampled_from(MEASURES))
def test_a_country_is_not_away_from_itself(table: IndicatorTable, measure: Measure) -> None:
    code = table.countries[0]
    found = compare(table, code, code, measure)
    if found.value is not None:
        assert found.value == pytest.approx(1 if measure == "cosine" else 0, abs=1e-9)
        assert found.similarity in (None, pytest.approx(100))


@given(tables(gaps=True), st.sampled_from(MEASURES))
def test_ranges_and_reasons(table: IndicatorTable, measure: Measure) -> None:
    found = compare(table, *table.countries[:2], measure)
    assert (found.value is None) == bool(found.reason)
    assert found.similarity is None or 0 <= found.similarity <= 100 + 1e-9
    assert found.value is None or found.value >= (-1 if measure == "cosine" else 0)
    assert {*found.used} | {name for name, _ in found.unused} == {*table.indicators}


@given(tables())
def test_ddof_does_not_move_the_cosine(table: IndicatorTable) -> None:
    one, other = table.countries[:2]
    assert same(compare(table, one, other, "cosine", ddof=0).value, compare(table, one, other, "cosine", ddof=1).value)


def test_opposites_have_the_cosine_minus_one_and_no_similarity() -> None:
    table = table_of({"DE": (1, 2), "FR": (-1, -2), "JP": (0, 0)})
    found = compare(table, "DE", "FR", "cosine")
    assert (found.value, found.similarity) == (pytest.approx(-1), pytest.approx(0))


def test_similarity_is_the_share_of_pairs_at_least_as_far_apart() -> None:
    table = table_of({"DE": (0,), "FR": (1,), "JP": (3,), "US": (10,)})  # distances 1, 2, 3, 7, 9, 10
    assert compare(table, "DE", "FR", "sed").similarity == pytest.approx(100)
    assert compare(table, "FR", "JP", "kogut-singh").similarity == pytest.approx(500 / 6)
    assert compare(table, "DE", "US", "sed").similarity == pytest.approx(100 / 6)


# --- what is not known ---


def test_a_missing_country_is_unknown_and_not_zero() -> None:
    found = compare(WHOLE, "DE", "BR", "kogut-singh")
    assert (found.value, found.similarity, found.reason) == (None, None, "BR is not in the table")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("BR", "ZA", "BR and ZA are not in the table"),
        ("BR", "BR", "BR is not in the table"),
        ("DE", "US-CA", "US-CA is not in the table; US is, but a part is not the whole"),
        ("DE", "EU", "EU is not in the table; EU is no country: name a member state"),
    ],
)
def test_the_reason_says_what_is_missing(one: str, other: str, reason: str) -> None:
    assert compare(WHOLE, one, other, "sed").reason == reason


def test_a_missing_score_leaves_its_indicator_out_and_says_so() -> None:
    found = compare(TABLE, "DE", "XX", "kogut-singh")
    assert found.used == ("i1", "i3")
    assert found.unused == (("i0", "no score for XX"), ("i2", "no score for XX"))
    assert found.value is not None


def test_all_known_says_nothing_where_one_is_missing() -> None:
    found = compare(TABLE, "DE", "XX", "kogut-singh", pairs="all-known")
    assert (found.value, found.reason, found.pairs) == (None, "i0: no score for XX", "all-known")


def test_an_indicator_that_does_not_vary_cannot_be_used() -> None:
    found = compare(table_of({"DE": (1, 5), "FR": (2, 5), "JP": (4, 5)}), "DE", "FR", "sed")
    assert found.unused == (("i1", "all reference countries have the same score"),)
    assert found.used == ("i0",)


def test_one_country_has_no_variance_as_a_sample() -> None:
    found = compare(WHOLE, "DE", "FR", "sed", reference=("DE",))
    assert found.reason == "no indicator can be used: 1 reference countries have a score, too few for a variance"


def test_a_country_at_the_mean_has_no_direction() -> None:
    found = compare(table_of({"DE": (1, 2), "FR": (3, 6), "JP": (2, 4)}), "DE", "JP", "cosine")
    assert found.value is None
    assert "exactly at the mean" in found.reason


def test_one_indicator_has_no_cosine() -> None:
    assert "needs two" in compare(table_of({"DE": (1,), "FR": (2,), "JP": (4,)}), "DE", "FR", "cosine").reason


def test_indicators_that_follow_from_each_other_have_no_mahalanobis() -> None:
    found = compare(table_of({"DE": (1, 2), "FR": (2, 4), "JP": (4, 8), "US": (5, 10)}), "DE", "FR", "mahalanobis")
    assert found.reason == "indicators follow from each other over the reference set: no inverse"


def test_mahalanobis_names_the_countries_it_could_use() -> None:
    found = compare(TABLE, "DE", "FR", "mahalanobis")
    assert "XX" not in found.reference
    assert "XX" in compare(TABLE, "DE", "FR", "sed").reference


def test_a_reference_country_must_be_in_the_table() -> None:
    with pytest.raises(ValueError, match="not in the table: BR"):
        compare(WHOLE, "DE", "FR", "sed", reference=("DE", "BR"))


def test_cfst_is_not_taken_over_indicators() -> None:
    with pytest.raises(ValueError, match="over answers"):
        compare(WHOLE, "DE", "FR", "cfst")


# --- what a result says ---


def test_evidence_names_table_year_measure_reference_and_ddof() -> None:
    found = compare(TABLE, "DE", "XX", "kogut-singh", reference=("DE", "FR", "JP"), ddof=0)
    assert found.evidence == (
        f"kogut-singh {found.value:.4f} of DE and XX by Tiny (2020), 2 of 4 indicators, over 3 countries, ddof 0"
    )
    assert (
        compare(TABLE, "DE", "BR", "sed").evidence == "sed of DE and BR by Tiny (2020): unknown, BR is not in the table"
    )


def test_what_a_team_declares_is_compared_and_never_referred_to() -> None:
    table = with_declared(WHOLE, {"i0": 40, "i3": 60})
    found = compare(table, DECLARED, "DE", "sed")
    assert found.one == DECLARED
    assert DECLARED not in found.reference
    assert found.used == ("i0", "i3")
    with pytest.raises(ValueError, match="no indicator mood"):
        with_declared(WHOLE, {"mood": 1})


def test_a_covariance_of_indicators_on_very_different_scales_has_an_inverse() -> None:
    table = table_of({"DE": (1e-6, 1e6), "FR": (3e-6, 2e6), "JP": (2e-6, 9e6), "US": (7e-6, 1e6)})
    assert compare(table, "DE", "FR", "mahalanobis").value is not None


def test_kogut_singh_of_plain_numbers_is_the_square_of_sed_over_n() -> None:
    assert standardised_euclidean(USA, CAN, variances=VARIANCES) ** 2 / 6 == pytest.approx(0.10971, abs=5e-6)
    diagonal = mahalanobis(USA, CAN, covariance=np.diag(VARIANCES))
    assert diagonal**2 / 6 == pytest.approx(0.10971, abs=5e-6)
