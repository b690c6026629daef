"""Schooling against work: balances by hand, by polynomial and by root finding; medians never mixed."""

import csv
import functools
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.polynomial import Polynomial
from scipy.optimize import brentq

from recordsdata import datasets, schooling
from recordsdata.schooling import balance, break_even, graduates, needed_earnings, sensitivity, spread

load = functools.cache(datasets.load)
BY_HAND = {"wage": 20_000, "tuition": 5_000, "years": 1, "growth": 0, "rate": 0.1, "counted": 3}
PLANS = st.fixed_dictionaries(
    {
        "wage": st.floats(5_000, 80_000),
        "tuition": st.floats(0, 100_000),
        "years": st.floats(0.25, 8),
        "growth": st.floats(-0.02, 0.05),
        "rate": st.floats(0, 0.15),
    }
)
EARNINGS = st.floats(5_000, 300_000)


@pytest.fixture(scope="module")
def programs():
    return datasets.load("programs")


@pytest.fixture(scope="module")
def source():
    """The compilation's rows, one a campus, read without pandas and without our cleaning."""
    path = datasets.data_folder() / "source" / "programs_cip5107.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def npv(earnings, **plan):
    return balance(earnings, **plan)["running"].iloc[-1]


class TestByHand:
    def test_every_number_of_a_small_balance(self):
        # Year 1: school costs 5,000 and 20,000 of pay. Years 2 and 3: 40,000 instead of 20,000.
        rows = balance(40_000, **BY_HAND)
        assert rows["difference"].tolist() == [-25_000, 20_000, 20_000]
        assert rows["present"].tolist() == pytest.approx([-25_000, 20_000 / 1.1, 20_000 / 1.21])
        assert rows["running"].tolist() == pytest.approx([-25_000, -6_818.1818, 9_710.7438])
        assert break_even(rows) == 3

    def test_the_earnings_that_are_needed(self):
        # 25,000 = gain (1 / 1.1 + 1 / 1.21), so the gain is 14,404.76.
        assert needed_earnings(**BY_HAND) == pytest.approx(20_000 + 25_000 * 1.21 / 2.1)

    def test_growth_runs_through_the_year_that_was_measured(self):
        rows = balance(50_000, **BY_HAND | {"growth": 0.05, "counted": 8, "years": 2})
        # Two years of school, and the fourth year after: year 6.
        assert rows.set_index("year").loc[6, "school"] == pytest.approx(50_000)
        assert rows.set_index("year").loc[7, "school"] == pytest.approx(52_500)
        assert rows.set_index("year").loc[3, "school"] == pytest.approx(50_000 / 1.05**3)
        assert rows["work"].tolist() == pytest.approx([20_000 * 1.05**k for k in range(8)])

    def test_part_of_a_year_at_school(self):
        rows = balance(40_000, **BY_HAND | {"years": 1.25})
        assert rows["school"].tolist() == pytest.approx([-5_000, 0.25 * -5_000 + 0.75 * 40_000, 40_000])

    def test_pay_earned_while_at_school(self):
        rows = balance(40_000, **BY_HAND, in_school=0.5)
        assert rows["school"].tolist() == [5_000, 40_000, 40_000]

    def test_nothing_given_up_pays_back_at_once(self):
        rows = balance(20_000, **BY_HAND | {"tuition": 0}, in_school=1)
        assert rows["running"].tolist() == [0, 0, 0]
        assert break_even(rows) == 1

    def test_a_balance_that_falls_back_has_not_broken_even(self):
        years = pd.DataFrame({"year": [1, 2, 3, 4], "running": [-1.0, 2.0, -1.0, 3.0]})
        assert break_even(years) == 4
        assert break_even(years.head(3)) is None


@given(EARNINGS, PLANS)
def test_the_net_present_value_is_a_polynomial_in_the_discount_factor(earnings, plan):
    flows = balance(earnings, **plan)["difference"].to_numpy()
    assert npv(earnings, **plan) == pytest.approx(
        Polynomial(flows)(1 / (1 + plan["rate"])), rel=1e-9, abs=1e-3
    )


@given(PLANS)
def test_needed_earnings_are_the_root_of_the_net_present_value(plan):
    root = brentq(lambda earnings: npv(earnings, **plan), 0, 1e8, xtol=1e-6)
    assert needed_earnings(**plan) == pytest.approx(root, rel=1e-6)


@given(EARNINGS, PLANS)
def test_break_even_agrees_with_adding_up_one_by_one(earnings, plan):
    rows, total, back = balance(earnings, **plan), 0.0, None
    for year, flow in zip(rows["year"], rows["difference"], strict=True):
        total += flow * (1 + plan["rate"]) ** (1 - year)
        assume(abs(total) > 0.01)
        back = None if total < 0 else back or year
    assert break_even(rows) == back
    assert (back is not None) == (earnings > needed_earnings(**plan))


@given(EARNINGS, PLANS, st.floats(1, 50_000))
def test_dearer_or_longer_schooling_and_better_work_at_once_pay_less(earnings, plan, more):
    base = npv(earnings, **plan)
    assert npv(earnings, **plan | {"tuition": plan["tuition"] + more}) < base
    assert npv(earnings, **plan | {"wage": plan["wage"] + more}) < base
    assert npv(earnings + more, **plan) > base
    longer = plan | {"tuition": plan["tuition"] + more}
    assert needed_earnings(**longer) > needed_earnings(**plan)
    assert (break_even(balance(earnings, **longer)) or 99) >= (break_even(balance(earnings, **plan)) or 99)


@given(EARNINGS, PLANS, st.floats(0.001, 0.1))
def test_a_higher_discount_rate_never_brings_the_break_even_nearer(earnings, plan, more):
    # The net present value itself need not fall: costs of later years of school are discounted too.
    higher = plan | {"rate": plan["rate"] + more}
    assert needed_earnings(**higher) >= needed_earnings(**plan) * (1 - 1e-9)
    assert (break_even(balance(earnings, **higher)) or 99) >= (break_even(balance(earnings, **plan)) or 99)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"wage": np.nan}, "wage is nan"),
        ({"tuition": -1}, "tuition is -1"),
        ({"rate": -1}, "rate is -1"),
        ({"growth": np.inf}, "growth is inf"),
        ({"years": 0}, "years=0, counted=3"),
        ({"years": 3}, "years=3, counted=3"),
        ({"in_school": 1.5}, "in_school=1.5"),
    ],
)
def test_numbers_out_of_range_are_named(change, says):
    with pytest.raises(ValueError, match=says):
        balance(40_000, **BY_HAND | change)


def test_one_assumption_is_changed_at_a_time():
    plan = {**BY_HAND, "earnings": 40_000}
    changes = [("none", "", {}), ("tuition", "x", {"tuition": 40_000}), ("count", "x", {"counted": 2})]
    rows = sensitivity(plan, changes)
    assert rows["npv"].tolist() == pytest.approx(
        [9_710.74, 9_710.74 - 35_000, 20_000 / 1.1 - 25_000], abs=0.01
    )
    assert rows["turns"].tolist() == [False, True, True]
    assert rows["status"].tolist() == ["released", "not within 3 years", "not within 2 years"]
    assert rows["year"].isna().tolist() == [False, True, True]
    assert plan == {**BY_HAND, "earnings": 40_000}


class TestInstitutions:
    def test_quartiles_over_institutions_from_the_compilation(self, programs, source):
        """Campuses repeat their institution's figure: each institution counts once."""
        rows = [r for r in source if r["credential_level"] == "1" and r["earnings"]]
        by_row = [float(r["earnings"]) for r in rows]
        four = {r["opeid6"]: float(r["earnings"]) for r in rows if r["earnings_horizon"] == schooling.MAIN}
        one = spread(programs, ["credential_level", "earnings_horizon"])
        found = one[(one["credential_level"] == 1) & (one["earnings_horizon"] == schooling.MAIN)].iloc[0]
        assert found["institutions"] == len(four)
        assert found["middle"] == statistics.median(four.values()) == 37_539
        low, _, high = statistics.quantiles(four.values(), n=4, method="inclusive")
        assert (found["low"], found["high"]) == pytest.approx((low, high))
        assert (found["least"], found["most"]) == (min(four.values()), max(four.values()))
        assert statistics.median(by_row) < 37_000, "by row, large chains would count once a campus"

    def test_every_group_of_the_table_against_plain_python(self, programs, source):
        groups = {}
        for r in source:
            if r["earnings"]:
                group = groups.setdefault((int(r["credential_level"]), r["earnings_horizon"]), {})
                group[r["opeid6"]] = float(r["earnings"])
        out = spread(programs, ["credential_level", "earnings_horizon"]).set_index(
            ["credential_level", "earnings_horizon"]
        )
        assert len(out) == len(groups) >= 12
        for key, values in groups.items():
            assert out.loc[key, "institutions"] == len(values)
            if len(values) >= 5:
                assert out.loc[key, "middle"] == statistics.median(values.values())
            else:
                assert np.isnan(out.loc[key, "middle"])
                assert out.loc[key, "status"] == "fewer than 5 institutions"

    @pytest.mark.parametrize(("count", "status"), [(4, "fewer than 5 institutions"), (5, "released")])
    def test_four_institutions_are_too_few_and_five_are_enough(self, count, status):
        rows = pd.DataFrame(
            {"earnings": np.arange(count) * 1e4, "earnings_horizon": schooling.MAIN, "state": "OH"}
        )
        (found,) = spread(rows, ["state"]).to_dict("records")
        assert (found["institutions"], found["status"]) == (count, status)
        numbers = [found[name] for name in ("least", "low", "middle", "high", "most")]
        np.testing.assert_equal(numbers, [0, 1e4, 2e4, 3e4, 4e4] if count == 5 else [np.nan] * 5)

    def test_horizons_are_never_mixed(self, programs):
        with pytest.raises(ValueError, match="Add 'earnings_horizon' to by"):
            spread(programs, ["credential_level"])
        assert len(spread(programs, ["credential_level"], "debt_median")) >= 7

    def test_no_institution_has_both_horizons_for_a_credential(self, source):
        horizons = {}
        for r in source:
            if r["earnings"]:
                horizons.setdefault((r["opeid6"], r["credential_level"]), set()).add(r["earnings_horizon"])
        assert len(horizons) == 1053
        assert {len(found) for found in horizons.values()} == {1}

    def test_below_five_institutions_the_nation_stands_in(self, programs):
        areas = load("wages_area")
        states = areas[areas["area_type"] == "state"].drop_duplicates("area_code")
        tried = {"US": 0, "state": 0}
        for credential, level in schooling.LEVELS.items():
            nation, total, place = graduates(programs, areas, credential, "US")
            assert (len(nation), place) == (total, "US")
            for code, postal in states[["area_code", "state"]].itertuples(index=False):
                rows, found, place = graduates(programs, areas, credential, code)
                own = programs[
                    (programs["state"] == postal)
                    & (programs["credential_level"] == level)
                    & (programs["earnings_horizon"] == schooling.MAIN)
                ]
                assert found == len(own)
                assert place == (code if found >= 5 else "US")
                assert len(rows) == (found if found >= 5 else total)
                assert set(rows["earnings_horizon"]) == {schooling.MAIN}
                tried["US" if place == "US" else "state"] += 1
        assert tried == {"US": 4 * 54 - 64, "state": 19 + 16 + 15 + 14}


class TestStartingWages:
    tables = ("wages_national", "wages_area", "minimum_wages")

    def wages(self, code):
        return schooling.starting_wages(code, *map(load, self.tables)).set_index("start")

    def test_a_state(self):
        ohio = self.wages("39")
        assert ohio.loc["minimum_wage", "hourly"] == 9.30
        assert ohio.loc["minimum_wage", "what"] == "the minimum wage, May 2022"
        assert ohio.loc["43-6013", "what"].endswith("May 2025")

    def test_the_nation_has_the_federal_minimum(self):
        assert self.wages("US").loc["minimum_wage"].tolist() == [7.25, "the federal minimum wage, May 2025"]

    def test_what_no_table_has_is_missing(self):
        assert np.isnan(self.wages("72").loc["minimum_wage", "hourly"])
        assert np.isnan(self.wages("78").loc["tenth_percentile", "hourly"])
        assert self.wages("72")["hourly"].notna().sum() == 2
