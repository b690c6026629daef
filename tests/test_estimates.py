"""Errors and intervals, each against scipy or against many made-up samples."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from recordsdata import wages
from recordsdata.estimates import (
    average_medians,
    difference,
    interval,
    part_against_rest,
    share_rse,
    weighted_mean,
)

amounts = st.floats(1, 1e6)
errors = st.floats(0, 40)
levels = st.floats(0.5, 0.999)


@given(amounts, errors, levels)
def test_an_interval_is_that_of_the_normal_distribution(estimate, rse, level):
    expected = stats.norm.interval(level, loc=estimate, scale=max(estimate * rse / 100, 1e-300))
    assert interval(estimate, rse, level) == pytest.approx(expected)


def test_wages_offers_the_same_interval():
    assert wages.interval is interval


@pytest.mark.parametrize(("rse", "level"), [(-1, 0.95), (1, 1), (1, 0), (1, 95), (1, float("nan"))])
def test_an_impossible_interval_is_refused(rse, level):
    with pytest.raises(ValueError, match=r"rse|level"):
        interval(10.0, rse, level)


@given(amounts, amounts, amounts, amounts, st.floats(-0.99, 0.99), levels)
def test_a_difference_has_the_error_of_its_covariance_matrix(a, se_a, b, se_b, rho, level):
    covariance = rho * se_a * se_b
    matrix, weights = np.array([[se_a**2, covariance], [covariance, se_b**2]]), np.array([1, -1])
    out = difference(a, se_a, b, se_b, covariance, level)
    assert out.value == pytest.approx(a - b)
    assert out.se == pytest.approx(np.sqrt(weights @ matrix @ weights), rel=1e-6)
    expected = stats.norm.interval(level, loc=out.value, scale=out.se)
    assert (out.low, out.high) == pytest.approx(expected, abs=1e-6)


def test_a_difference_of_two_samples_matches_simulation():
    rng = np.random.default_rng(7)
    covariance = 0.6 * 2 * 3
    a, b = rng.multivariate_normal([10, 4], [[4, covariance], [covariance, 9]], 200_000).T
    out = difference(10.0, 2.0, 4.0, 3.0, covariance)
    assert out.se == pytest.approx((a - b).std(), rel=0.01)
    assert np.mean((out.low < a - b) & (a - b < out.high)) == pytest.approx(0.95, abs=0.003)


@pytest.mark.parametrize("wrong", [(1, -1, 1, 1, 0), (1, 1, 1, -1, 0), (1, 1, 1, 2, 2.1), (1, 1, 1, 2, -2.1)])
def test_an_impossible_difference_is_refused(wrong):
    with pytest.raises(ValueError, match="covariance"):
        difference(*wrong)


def test_columns_are_subtracted_row_by_row_and_gaps_stay():
    a, b = pd.Series([10.0, np.nan]), pd.Series([4.0, 4.0])
    out = difference(a, a * 0 + 3, b, b * 0 + 4)
    assert out.value[0] == 6
    assert out.se[0] == 5
    assert out.low.isna().tolist() == out.high.isna().tolist() == [False, True]


@st.composite
def groups(draw):
    """A part, the rest, and the whole that they make."""
    share = draw(st.floats(0.01, 0.99))
    part, rest = draw(st.floats(5, 100)), draw(st.floats(5, 100))
    part_se, rest_se = part * draw(st.floats(0.1, 20)) / 100, rest * draw(st.floats(0.1, 20)) / 100
    whole = share * part + (1 - share) * rest
    whole_se = np.hypot(share * part_se, (1 - share) * rest_se)
    return share, part, rest, part_se, rest_se, whole, whole_se


@given(groups())
def test_a_part_against_the_rest_is_as_if_the_rest_were_published(group):
    share, part, rest, part_se, rest_se, whole, whole_se = group
    out = part_against_rest(part, 100 * part_se / part, whole, 100 * whole_se / whole, share)
    direct = difference(part, part_se, rest, rest_se)
    assert out.value == pytest.approx(direct.value, rel=1e-6, abs=1e-6)
    assert out.se == pytest.approx(direct.se, rel=1e-5)
    assert (out.low, out.high) == pytest.approx((direct.low, direct.high), rel=1e-4, abs=1e-4)


@given(groups())
def test_with_rounded_errors_the_interval_is_never_too_narrow(group):
    share, part, _, part_se, rest_se, whole, whole_se = group
    printed = round(100 * part_se / part, 1), round(100 * whole_se / whole, 1)
    assume(part_se / part > 0.0006)
    out = part_against_rest(part, printed[0], whole, printed[1], share, rounding=0.05)
    assert out.se >= np.hypot(part_se, rest_se) * (1 - 1e-9)


def shares_of_sampled_establishments(rng, spread):
    """Draw part and rest from two independent samples of establishments, 4,000 times."""
    means, jobs = {"part": 29.8, "rest": 26.4}, {"part": 55.0, "rest": 139.0}
    pay = {k: rng.normal(m, {"part": 0.25, "rest": 0.15}[k], 4_000) for k, m in means.items()}
    size = {k: rng.normal(n, spread * n, 4_000) for k, n in jobs.items()}
    share = size["part"] / (size["part"] + size["rest"])
    return pay["part"], pay["rest"], share, share * pay["part"] + (1 - share) * pay["rest"]


@pytest.mark.parametrize(("spread", "loose"), [(0.0, 0.03), (0.02, 0.08)])
def test_a_part_against_the_rest_matches_simulation(spread, loose):
    rng = np.random.default_rng(11)
    part, rest, share, whole = shares_of_sampled_establishments(rng, spread)
    rses = 100 * part.std() / part.mean(), 100 * whole.std() / whole.mean()
    out = part_against_rest(pd.Series(part), rses[0], pd.Series(whole), rses[1], pd.Series(share))
    truth = (part - rest).std()
    np.testing.assert_allclose(out.value, part - rest)
    # Sampled shares make it a little too wide, never too narrow.
    assert truth * 0.98 <= out.se.mean() <= truth * (1 + loose)
    assert np.mean((out.low < 3.4) & (out.high > 3.4)) == pytest.approx(0.95, abs=0.015)
    # The two mistakes that it is there to avoid are told apart from it.
    independent = difference(pd.Series(part), part.std(), pd.Series(whole), whole.std())
    assert independent.value.mean() < 0.8 * out.value.mean()
    naive = np.hypot(part.std(), whole.std()) / (1 - share.mean())
    assert naive > 1.15 * truth


def test_errors_that_do_not_fit_together_give_no_interval():
    # The part alone, half of the jobs, would give the whole an error of 5 percent.
    out = part_against_rest(20.0, 10.0, 20.0, 1.0, 0.5)
    assert out.value == 0
    assert np.isnan([out.se, out.low, out.high]).all()
    column = part_against_rest(
        pd.Series([20.0, 20.0]), 10.0, pd.Series([20.0] * 2), pd.Series([1.0, 6.0]), 0.5
    )
    assert column.se.isna().tolist() == [True, False]


@pytest.mark.parametrize(("share", "part_rse", "rest_rse"), [(0.28, 2, 1), (0.02, 30, 1), (0.9, 0.5, 4)])
def test_the_error_of_a_share_matches_simulation(share, part_rse, rest_rse):
    rng = np.random.default_rng(5)
    part = share * (1 + part_rse / 100 * rng.normal(size=400_000))
    rest = (1 - share) * (1 + rest_rse / 100 * rng.normal(size=400_000))
    drawn = part / (part + rest)
    whole_rse = np.hypot(share * part_rse, (1 - share) * rest_rse)
    out = share_rse(share, part_rse, whole_rse)
    assert out == pytest.approx(100 * drawn.std() / share, rel=0.01)
    assert share_rse(pd.Series([share]), part_rse, whole_rse)[0] == pytest.approx(out)


def test_the_error_of_a_share_copes_with_rounded_errors():
    # The part alone has more error than the whole is printed to have: the rest then adds nothing.
    assert share_rse(0.9, 1.0, 0.8) == pytest.approx(0.1)
    assert np.isnan(share_rse(np.nan, 1.0, 0.8))


@pytest.mark.parametrize("share", [0, 1, 32, -0.1])
def test_a_share_in_percent_is_refused(share):
    with pytest.raises(ValueError, match=r"32 percent is 0\.32"):
        part_against_rest(20.0, 1.0, 21.0, 1.0, share)


@given(st.lists(st.tuples(amounts, amounts, st.floats(0, 100)), min_size=1, max_size=20))
def test_a_weighted_mean_is_that_of_numpy(rows):
    values, weights, se = map(np.array, zip(*rows, strict=True))
    mean, error = weighted_mean(values, weights, se)
    assert mean == pytest.approx(np.average(values, weights=weights))
    part = weights / weights.sum()
    assert error == pytest.approx(np.sqrt(part @ np.diag(se**2) @ part))
    assert np.isnan(weighted_mean(values, weights)[1])


def test_a_mean_over_sampled_jobs_matches_simulation():
    rng = np.random.default_rng(13)
    mean, se = np.array([22.4, 19.0, 31.0]), np.array([0.1, 0.3, 0.2])
    jobs, jobs_se = np.array([900.0, 300.0, 150.0]), np.array([9.0, 12.0, 9.0])
    values = rng.normal(mean, se, (200_000, 3))
    weights = rng.normal(jobs, jobs_se, (200_000, 3))
    drawn = (values * weights).sum(axis=1) / weights.sum(axis=1)
    out, error = weighted_mean(mean, jobs, se, jobs_se)
    assert out == pytest.approx(drawn.mean(), abs=1e-3)
    assert error == pytest.approx(drawn.std(), rel=0.01)
    assert weighted_mean(mean, jobs, se)[1] < 0.9 * error, "jobs taken as known: too narrow here"


@pytest.mark.parametrize(
    "wrong", [([], []), ([1], [1, 2]), ([np.nan], [1]), ([1, 2], [1, np.nan]), ([1], [0]), ([1, 2], [1, -1])]
)
def test_a_mean_with_gaps_is_refused(wrong):
    with pytest.raises(ValueError, match="weighted_mean"):
        weighted_mean(*wrong)


def test_medians_are_averaged_only_by_who_says_so():
    with pytest.raises(ValueError, match="approximate=True"):
        average_medians([20.0, 30.0], [1, 1])
    with pytest.raises(ValueError, match="approximate=True"):
        average_medians([20.0, 30.0], [1, 1], approximate=1)
    rng = np.random.default_rng(3)
    low, high = rng.lognormal(3, 0.3, 100_001), rng.lognormal(3.6, 0.6, 50_001)
    medians, sizes = [np.median(low), np.median(high)], [len(low), len(high)]
    average = average_medians(medians, sizes, approximate=True)
    true = np.median(np.concatenate([low, high]))
    assert medians[0] < true < medians[1]
    assert abs(average - true) > 1, "the average of medians was right by chance, and teaches nothing"
