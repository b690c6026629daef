"""Control charts agree with worked examples and with arithmetic done point by point."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from recordsdata.estimates import wilson
from recordsdata.records.control import OUTSIDE, RUN, p_chart, signals, xmr

# Reports finished a day, worked by hand: mean 20; moving ranges 4 3 5 2 1 6 3 4 5, mean 33 / 9 = 3.6667.
REPORTS = [20, 24, 21, 16, 18, 19, 25, 22, 18, 23]


def test_xmr_as_worked_by_hand():
    chart = xmr(pd.Series(REPORTS, index=[f"day {n}" for n in range(1, 11)]))
    assert chart["centre"].unique().tolist() == [20.6]  # 206 / 10
    assert chart["moving_range"].tolist()[1:] == [4, 3, 5, 2, 1, 6, 3, 4, 5]
    assert math.isnan(chart["moving_range"].iloc[0])
    np.testing.assert_allclose(chart["range_centre"], 33 / 9)
    np.testing.assert_allclose(chart["upper"], 20.6 + 2.66 * 33 / 9)  # 30.35
    np.testing.assert_allclose(chart["lower"], 20.6 - 2.66 * 33 / 9)  # 10.85
    np.testing.assert_allclose(chart["range_upper"], 3.268 * 33 / 9)  # 11.98
    assert (chart["signal"] == "").all()


def test_the_factors_are_what_normal_values_give():
    # d2 of two normal values is 2 / sqrt(pi), d3 follows from E|x - y|^2 = 2.
    d2 = 2 / math.sqrt(math.pi)
    d3 = math.sqrt(2 - d2**2)
    chart = xmr(pd.Series([0.0, 1.0]))
    assert chart["upper"].iloc[0] - 0.5 == pytest.approx(3 / d2, abs=0.002)
    assert chart["range_upper"].iloc[0] == pytest.approx(1 + 3 * d3 / d2, abs=0.002)


def test_p_chart_as_worked_by_hand():
    # 10, 12, 8 and 30 of 100, 150, 80 and 170 records incomplete: 60 of 500 = 0.12.
    counts = pd.DataFrame({"period": list("abcd"), "count": [10, 12, 8, 30], "n": [100, 150, 80, 170]})
    chart = p_chart(counts)
    assert chart["centre"].unique().tolist() == [0.12]  # the mean of the four shares would be 0.1141
    # 3 x sqrt(0.12 x 0.88 / n): 0.0975, 0.0796, 0.1090, 0.0748
    np.testing.assert_allclose(chart["upper"], [0.2175, 0.1996, 0.2290, 0.1948], atol=5e-5)
    np.testing.assert_allclose(chart["lower"], [0.0225, 0.0404, 0.0110, 0.0452], atol=5e-5)
    assert chart["clipped"].tolist() == [""] * 4
    assert chart["few"].tolist() == [False] * 4  # 80 x 0.12 = 9.6
    assert chart["value"].round(4).tolist() == [0.1, 0.08, 0.1, 0.1765]


def test_limits_outside_0_to_1_are_clipped_and_named():
    counts = pd.DataFrame({"period": [1, 2, 3], "count": [19, 2, 200], "n": [20, 2, 202]})
    chart = p_chart(counts)
    assert chart["clipped"].tolist() == ["upper", "upper", "upper"]
    assert (chart["upper"] == 1).all()
    assert chart["few"].tolist() == [True, True, True]  # 202 x 3 / 224 = 2.7 without it
    rare = p_chart(counts.assign(count=counts["n"] - counts["count"]))
    assert rare["clipped"].tolist() == ["lower"] * 3
    assert (rare["lower"] == 0).all()
    assert (rare["signal"] == "").all()  # a share of 0 on a limit of 0 is inside
    both = p_chart(pd.DataFrame({"period": [1, 2], "count": [1, 50], "n": [2, 100]}))
    assert both["clipped"].tolist() == ["lower and upper", ""]


def test_a_period_without_cases_has_no_value_and_no_limits():
    chart = p_chart(pd.DataFrame({"period": [1, 2, 3], "count": [1, 0, 2], "n": [10, 0, 10]}))
    assert chart[["value", "lower", "upper"]].isna().all(axis=1).tolist() == [False, True, False]
    assert chart["centre"].tolist() == [0.15] * 3
    assert chart["signal"].tolist() == [""] * 3


def flat(values, width=3.0):
    return pd.DataFrame({"value": values, "centre": 0.0, "lower": -width, "upper": width})


@pytest.mark.parametrize(
    ("values", "signalled"),
    [
        ([1.0] * 7, []),
        ([1.0] * 8, range(8)),
        ([-1.0] * 8, range(8)),
        ([1.0] * 4 + [0.0] + [1.0] * 4, []),  # on the line: on neither side
        ([1.0] * 4 + [-0.1] + [1.0] * 7, []),
        ([1.0] * 4 + [math.nan] + [1.0] * 7, []),  # a gap ends the run as well
        ([-1.0, *[1.0] * 9, -1.0], range(1, 10)),
        ([0.1] * 3 + [2.9] * 5, range(8)),
        ([0.0] * 20, []),
    ],
)
def test_eight_in_a_row(values, signalled):
    assert np.flatnonzero(signals(flat(values)) == RUN).tolist() == list(signalled)


def test_a_point_outside_and_in_a_run_says_both():
    found = signals(flat([1.0] * 7 + [3.1])).tolist()
    assert found == [RUN] * 7 + [f"{OUTSIDE}; {RUN}"]
    assert signals(flat([3.0, -3.0, 3.0000001, -3.0000001])).tolist() == ["", "", OUTSIDE, OUTSIDE]


def test_rounding_makes_no_side_and_no_signal():
    rows = pd.DataFrame({"value": [0.1 + 0.2] * 9, "centre": 0.3, "lower": 0.3, "upper": 0.3})
    assert (rows["value"] > rows["centre"]).all()
    assert (signals(rows) == "").all()


def test_a_baseline_sets_the_limits_and_all_periods_are_judged():
    series = pd.Series([10.0, 12.0, 10.0, 12.0, 30.0, 30.0])
    chart = xmr(series, baseline=4)
    assert chart["centre"].iloc[0] == 11
    assert chart["range_centre"].iloc[0] == 2
    assert chart["signal"].tolist() == ["", "", "", "", OUTSIDE, OUTSIDE]
    assert (xmr(series)["signal"] == "").all()  # the shift itself widens the limits
    counts = pd.DataFrame({"period": range(3), "count": [10, 10, 40], "n": [100, 100, 100]})
    assert p_chart(counts, baseline=2)["signal"].tolist() == ["", "", OUTSIDE]


def test_no_moving_range_spans_a_gap():
    chart = xmr(pd.Series([1.0, 2.0, math.nan, 10.0, 12.0]))
    assert chart["moving_range"].dropna().tolist() == [1, 2]
    assert chart["range_centre"].iloc[0] == 1.5


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: xmr(pd.Series([], dtype=float)), ["no period"]),
        (lambda: xmr(pd.Series([1.0])), ["baseline is None", "1 period"]),
        (lambda: xmr(pd.Series([1.0, math.nan, 2.0])), ["no two of them are neighbours"]),
        (lambda: xmr(pd.Series([1.0, 2.0], index=["May", "May"])), ["'May' stands there twice"]),
        (lambda: xmr(pd.Series(["1", "2"])), ["numbers are needed"]),
        (lambda: xmr(pd.Series([True, False])), ["bool", "numbers are needed"]),
        (lambda: xmr(pd.Series([1.0, math.inf])), ["infinite"]),
        (lambda: xmr(pd.Series([1.0, 2.0]), baseline=1), ["baseline is 1", "from 2"]),
        (lambda: xmr(pd.Series([1.0, 2.0]), baseline=3), ["baseline is 3", "2 period"]),
        (lambda: xmr(pd.Series([1.0, 2.0]), baseline=True), ["baseline is True"]),
        (lambda: p_chart(pd.DataFrame({"period": [1], "n": [2]})), ["column count is not there"]),
        (lambda: p_chart(pd.DataFrame({"period": [1], "count": [3], "n": [2]})), ["count 3 of n 2"]),
        (lambda: p_chart(pd.DataFrame({"period": [1], "count": [-1], "n": [2]})), ["count -1"]),
        (lambda: p_chart(pd.DataFrame({"period": [1], "count": [0.5], "n": [1]})), ["whole numbers"]),
        (lambda: p_chart(pd.DataFrame({"period": [1], "count": [math.nan], "n": [1]})), ["nan"]),
        (lambda: p_chart(pd.DataFrame({"period": [1, 1], "count": [0, 0], "n": [1, 1]})), ["twice"]),
        (lambda: p_chart(pd.DataFrame({"period": [1], "count": [0], "n": [0]})), ["no case"]),
        (lambda: p_chart(pd.DataFrame({"period": [], "count": [], "n": []})), ["no period"]),
        (lambda: wilson(3, 2), ["3 of 2"]),
        (lambda: wilson(1, 2, 1.0), ["level is 1.0"]),
    ],
)
def test_bad_input_is_said(call, words):
    with pytest.raises(ValueError) as error:
        call()
    assert all(word in str(error.value) for word in words), str(error.value)


def test_a_frame_for_a_series_is_said():
    with pytest.raises(TypeError, match="DataFrame, where a pandas Series"):
        xmr(pd.DataFrame({"a": [1, 2]}))


def by_hand(values, first):
    """Limits and signals of an XmR chart, point by point and without pandas."""
    centre = sum(values[:first]) / first
    steps = [abs(b - a) for a, b in pairwise(values[:first])]
    reach = Fraction(266, 100) * sum(steps) / len(steps)
    said = []
    for place, value in enumerate(values):
        words = [OUTSIDE] if abs(value - centre) > reach else []
        left = right = place
        while value != centre and left > 0 and (values[left - 1] - centre) * (value - centre) > 0:
            left -= 1
        while (
            value != centre
            and right + 1 < len(values)
            and (values[right + 1] - centre) * (value - centre) > 0
        ):
            right += 1
        words += [RUN] if value != centre and right - left + 1 >= 8 else []
        said.append("; ".join(words))
    return centre, centre - reach, centre + reach, said


@given(st.lists(st.integers(-30, 30), min_size=2, max_size=40), st.data())
def test_xmr_agrees_with_exact_fractions(numbers, data):
    first = data.draw(st.integers(2, len(numbers)))
    centre, lower, upper, said = by_hand([Fraction(n) for n in numbers], first)
    chart = xmr(pd.Series(numbers), baseline=first)
    assert chart["centre"].iloc[0] == pytest.approx(float(centre), abs=1e-9)
    assert chart["lower"].iloc[0] == pytest.approx(float(lower), abs=1e-9)
    assert chart["upper"].iloc[0] == pytest.approx(float(upper), abs=1e-9)
    assert chart["signal"].tolist() == said


@given(st.lists(st.integers(-30, 30), min_size=2, max_size=40), st.integers(1, 9), st.integers(-99, 99))
def test_another_unit_changes_no_signal(numbers, scale, shift):
    one = xmr(pd.Series(numbers))
    other = xmr(pd.Series(numbers) * scale + shift)
    assert one["signal"].tolist() == other["signal"].tolist()
    np.testing.assert_allclose(other["upper"], one["upper"] * scale + shift, atol=1e-9)


CASES = st.lists(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1)


@given(CASES)
def test_p_chart_point_by_point(cases):
    counts = pd.DataFrame(cases, columns=["count", "n"]).assign(period=range(len(cases)))
    total = sum(n for _, n in cases)
    if not total:
        with pytest.raises(ValueError, match="no case"):
            p_chart(counts)
        return
    share = sum(c for c, _ in cases) / total
    for (c, n), row in zip(cases, p_chart(counts).itertuples(), strict=True):
        if n == 0:
            assert math.isnan(row.value)
            continue
        reach = 3 * math.sqrt(share * (1 - share) / n)
        assert row.value == pytest.approx(c / n)
        assert row.lower == pytest.approx(max(share - reach, 0), abs=1e-12)
        assert row.upper == pytest.approx(min(share + reach, 1), abs=1e-12)
        assert ("lower" in row.clipped) == (share - reach < 0)
        assert ("upper" in row.clipped) == (share + reach > 1)
        if abs(abs(c / n - share) - reach) > 1e-9:
            assert (OUTSIDE in row.signal) == (abs(c / n - share) > reach)


@given(CASES)
def test_what_is_not_so_has_the_mirrored_chart(cases):
    counts = pd.DataFrame(cases, columns=["count", "n"]).assign(period=range(len(cases)))
    if not counts["n"].sum():
        return
    one = p_chart(counts)
    other = p_chart(counts.assign(count=counts["n"] - counts["count"]))
    np.testing.assert_allclose(other["lower"], 1 - one["upper"], atol=1e-12)
    assert one["signal"].tolist() == other["signal"].tolist()
    assert one["few"].tolist() == other["few"].tolist()


def test_wilson_agrees_with_an_independent_computation():
    tried = 0
    for n in (1, 2, 7, 30, 411, 5000):
        for count in {0, 1, n // 3, n // 2, n - 1, n}:
            for level in (0.8, 0.95, 0.99):
                low, high = binomtest(count, n).proportion_ci(level, method="wilson")
                assert wilson(count, n, level) == pytest.approx((low, high), abs=1e-12)
                tried += 1
    assert tried >= 80
    assert all(math.isnan(bound) for bound in wilson(0, 0))
    # Newcombe (1998), table 1: 81 of 263 and 15 of 148, method 3.
    assert [round(b, 4) for b in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(b, 4) for b in wilson(15, 148)] == [0.0624, 0.1605]


def test_how_often_a_steady_process_sets_off_the_rules():
    """The rates that the notebook names: a given eight points once in 128, three deviations once in 370."""
    throws = np.random.default_rng(5).normal(size=(200_000, 8))
    run = ((throws > 0).all(axis=1) | (throws < 0).all(axis=1)).mean()
    assert run == pytest.approx(1 / 128, abs=0.001)
    assert (np.abs(throws) > 3).mean() == pytest.approx(0.0027, abs=0.0002)
