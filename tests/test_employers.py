"""Employers: no job counted twice, the right error for a part against its whole, figures as published."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from recordsdata.datasets import load
from recordsdata.employers import (
    against_the_rest,
    article_employers,
    changes,
    employers,
    first_by_jobs,
    hospitals,
    owners,
    pay_gap,
    redrawn,
    remainder,
    together,
)
from recordsdata.estimates import difference, part_against_rest
from recordsdata.industries import DETAILS, LAYOUTS, details_of

INDUSTRY, NATIONAL = load("wages_industry"), load("wages_national")
YEARS = [*range(2011, 2020), *range(2022, 2026)]
SPACE = [
    (code, year, detail)
    for year in YEARS
    for detail in details_of(INDUSTRY, year)
    for code in sorted(INDUSTRY.loc[INDUSTRY["year"] == year, "occ_code"].unique())
]


def whole(code, year):
    return NATIONAL[(NATIONAL["occ_code"] == code) & (NATIONAL["year"] == year)].iloc[0]


@pytest.mark.parametrize(("code", "year", "detail"), SPACE)
def test_shares_never_count_a_job_twice(code, year, detail):
    frame, all_jobs = employers(INDUSTRY, NATIONAL, code, year, detail), whole(code, year)
    assert not frame.empty
    assert not frame.duplicated(["industry_code", "ownership"]).any()
    rounding = 100 * 5 * (len(frame) + 1) / all_jobs["tot_emp"]
    rest = 100 * remainder(frame, all_jobs) / all_jobs["tot_emp"]
    assert frame["share"].sum() + rest == pytest.approx(100, abs=rounding)
    assert frame["share"].sum() <= 100 + rounding
    if detail != "hospitals_and_schools":
        # Nor is a job lost: what the sectors leave open is rounding and cells that are not released.
        assert rest <= {"sectors": 1.5, "industries": 4}[detail]
        if frame["tot_emp"].notna().all() and code == "00-0000":
            assert rest <= rounding


def test_the_whole_space_was_tried():
    assert len(SPACE) >= 105
    assert (
        {detail for *_, detail in SPACE} == set(DETAILS) == {d for known in LAYOUTS.values() for d in known}
    )


def test_adding_every_row_up_would_count_jobs_almost_five_times():
    every = INDUSTRY[(INDUSTRY["year"] == 2025) & (INDUSTRY["occ_code"] == "00-0000")]
    assert every["tot_emp"].sum() / whole("00-0000", 2025)["tot_emp"] > 4.5
    assert len(employers(INDUSTRY, NATIONAL, "00-0000", 2025, "industries")) > 200


def test_each_industry_is_the_finest_at_its_level():
    frame = employers(INDUSTRY, NATIONAL, "29-2072", 2025, "industries").set_index("industry_code")
    assert {"622100", "621100", "551100", "999100", "4240A2", "53--54"} <= set(frame.index)
    assert not {"62--63", "622000", "624120", "622105", "551000", "000001", "999001"} & set(frame.index)
    assert frame.loc["53--54", "reason"] == "its share of the jobs is not known"
    assert np.isnan(frame.loc["53--54", "share"])


def test_too_many_jobs_are_refused():
    frame, all_jobs = employers(INDUSTRY, NATIONAL, "29-2072", 2025, "sectors"), whole("29-2072", 2025)
    assert remainder(frame, all_jobs) == 60
    with pytest.raises(ValueError, match="Industries nest"):
        remainder(pd.concat([frame, frame.head(1)]), all_jobs)


def test_a_year_without_a_nation_is_refused():
    with pytest.raises(ValueError, match="no row for 29-2071 in 2010"):
        employers(INDUSTRY, NATIONAL, "29-2071", 2010, "hospitals_and_schools")


def test_errors_of_employers_put_together_are_those_published_for_the_whole():
    """The variance rests on employers being sampled apart: the sectors' errors must give the nation's."""
    seen = []
    for code, year, detail in SPACE:
        if detail == "sectors" and code != "00-0000":
            frame, all_jobs = employers(INDUSTRY, NATIONAL, code, year, detail), whole(code, year)
            both = together(frame.dropna(subset=["tot_emp", "h_mean"]), "")
            seen += [(both[error], all_jobs[error]) for error in ("emp_prse", "mean_prse")]
    ours, published = np.array(seen).T
    assert len(ours) == 56
    assert np.abs(ours - published).max() <= 0.4
    assert np.mean(ours / published) == pytest.approx(1, abs=0.06)


def test_the_gap_to_the_rest_agrees_with_the_rest_where_it_is_published():
    rows = INDUSTRY[(INDUSTRY["year"] == 2025) & (INDUSTRY["occ_code"] == "29-2072")].set_index(
        "industry_code"
    )
    private, government = rows.loc["000001"], rows.loc["999001"]
    ours = owners(INDUSTRY, NATIONAL, "29-2072", 2025).iloc[0]
    assert ours["rest_mean"] == pytest.approx(government["h_mean"], abs=0.1)  # pay is rounded to cents
    direct = private["h_mean"] - government["h_mean"]
    assert ours["low"] < direct < ours["high"]
    # Private employers are most of the whole: with errors printed to a tenth, the true interval may be wide.
    part = private["h_mean"], private["mean_prse"], 27.30, 0.4, private["tot_emp"] / 194720
    as_printed, widest = part_against_rest(*part), part_against_rest(*part, rounding=0.05)
    assert (ours["low"], ours["high"]) == pytest.approx((widest.low, widest.high))
    assert widest.se > 1.2 * as_printed.se


@pytest.mark.parametrize(("code", "year"), [("29-2072", 2025), ("29-2072", 2024), ("31-9092", 2023)])
def test_the_rest_of_one_sector_is_the_other_sectors(code, year):
    frame = employers(INDUSTRY, NATIONAL, code, year, "sectors")
    known = frame.dropna(subset=["tot_emp", "h_mean"])
    for place in known.index:
        others = known.drop(place)
        mean = np.average(others["h_mean"], weights=others["tot_emp"])
        assert frame["rest_mean"][place] == pytest.approx(mean, abs=0.05)
        # What is left is a premium over the others; the plain gap to the whole understates it.
        assert abs(frame["premium"][place]) >= abs(frame["h_mean"][place] - whole(code, year)["h_mean"])


def test_verdicts_hold_all_at_once():
    """Twelve employers that pay the same: one false verdict or more in at most five of 100 samples."""
    rng, count = np.random.default_rng(2), 12
    jobs = rng.integers(20, 200, count) * 100.0
    rse = rng.uniform(0.5, 5, count).round(1)
    wrong = alone = 0
    for _ in range(300):
        pay = 25 * (1 + rse / 100 * rng.normal(size=count))
        frame = pd.DataFrame({"tot_emp": jobs, "emp_prse": 1.0, "h_mean": pay, "mean_prse": rse})
        error = np.sqrt(((jobs * pay * rse) ** 2).sum()) / (jobs * pay).sum()
        nation = {"tot_emp": jobs.sum(), "emp_prse": 1.0, "mean_prse": error}
        nation["h_mean"] = np.average(pay, weights=jobs)
        out = against_the_rest(frame, pd.Series(nation))
        wrong += (out["verdict"] != "open").any()
        alone += ((out["low"] > 0) | (out["high"] < 0)).any()
    assert 0 < wrong / 300 <= 0.07
    assert alone > 3 * wrong, "one by one, the intervals say too often that somebody differs"


def test_an_employer_of_everyone_has_no_rest():
    frame = pd.DataFrame({"tot_emp": [100.0], "emp_prse": [1.0], "h_mean": [20.0], "mean_prse": [1.0]})
    out = against_the_rest(frame, frame.iloc[0]).iloc[0]
    assert np.isnan(out["premium"])
    assert (out["verdict"], out["reason"]) == ("", "its share of the jobs is not known")


def test_who_is_first_is_said_only_as_surely_as_it_is_known():
    def first(jobs, rse, left=0.0):
        names = list("abcdefg")[: len(jobs)]
        return first_by_jobs(pd.DataFrame({"employer": names, "tot_emp": jobs, "emp_prse": rse}), left)

    assert first([900.0, 500.0, 450.0], 1.0) == "First by jobs: a"
    assert first([900.0, 880.0, 450.0], 2.0) == "First by jobs: a; b, in an order that is open"
    assert "any of 3 of 3 may be" in first([900.0, 880.0, 850.0], 5.0)
    assert first([900.0, 500.0, np.nan], 1.0, left=100) == "First by jobs: a"
    assert "leaving out 1 whose count is not released: a" in first([900.0, 500.0, np.nan], 1.0, left=2000)


def test_hospitals_of_2018_are_put_together_from_their_owners():
    rows = INDUSTRY.query("year == 2018 and occ_code == '29-2071'")
    general = rows[rows["industry_code"] == "622100"]
    every = rows[rows["industry_code"].str.startswith("622")]
    out = hospitals(INDUSTRY, NATIONAL, "29-2071", 2018).set_index("employer")
    assert out.loc["General hospitals", "tot_emp"] == general["tot_emp"].sum() == 67190
    assert out.loc["All hospitals", "tot_emp"] == every["tot_emp"].sum() == 71650
    mean = np.average(general["a_mean"], weights=general["tot_emp"])
    assert out.loc["General hospitals", "a_mean"] == pytest.approx(mean)
    assert round(mean, 2) == 46692.55
    assert out["share"].round(1).tolist() == [32.2, 2.1, 34.3]
    assert out["h_median"].isna().all()
    assert set(out["h_pct_status"]) == {"medians cannot be added up"}


def test_hospitals_of_2025_are_those_published():
    rows = INDUSTRY.query("year == 2025 and occ_code == '29-2072'").set_index("industry_code")
    out = hospitals(INDUSTRY, NATIONAL, "29-2072", 2025).set_index("employer")
    for name, code in (("General hospitals", "622100"), ("All hospitals", "622000")):
        for column in ("tot_emp", "h_mean", "h_median", "mean_prse"):
            assert out.loc[name, column] == rows.loc[code, column]
    other = out.iloc[1]
    assert other["tot_emp"] == rows.loc["622200", "tot_emp"] + rows.loc["622300", "tot_emp"]
    # The one published total confirms the sum of the two others.
    assert out.loc["All hospitals", "tot_emp"] == pytest.approx(out["tot_emp"].iloc[:2].sum(), abs=15)
    mean = np.average(out["h_mean"].iloc[:2], weights=out["tot_emp"].iloc[:2])
    assert out.loc["All hospitals", "h_mean"] == pytest.approx(mean, abs=0.02)


def test_a_direct_difference_is_as_wide_as_the_printed_errors_allow():
    general, other, _ = hospitals(INDUSTRY, NATIONAL, "29-2072", 2025).to_dict("records")
    ours = pay_gap(general, other)
    errors = [
        [row["h_mean"] * (row["mean_prse"] + more) / 100 for row in (general, other)] for more in (0, 0.05)
    ]
    printed, widest = (difference(general["h_mean"], a, other["h_mean"], b) for a, b in errors)
    assert ours == pytest.approx(widest)
    assert ours.low < printed.low < printed.high < ours.high
    # Beside a rest of the same size: the rule is that of a part against its rest.
    rest = general["h_mean"] * 0.9
    half = np.hypot(general["h_mean"] * 0.2, rest * 0.4) / 2
    whole = (general["h_mean"] + rest) / 2
    part = part_against_rest(general["h_mean"], 0.2, whole, half / whole, 0.5)
    two = pay_gap({"h_mean": general["h_mean"], "mean_prse": 0.15}, {"h_mean": rest, "mean_prse": 0.35})
    assert two == pytest.approx(part)
    gap = pay_gap(general | {"mean_prse": np.nan}, other)
    assert np.isnan([gap.low, gap.high]).all()


def test_sectors_show_neither_hospitals_nor_owners():
    assert hospitals(INDUSTRY, NATIONAL, "29-2072", 2024).empty
    assert owners(INDUSTRY, NATIONAL, "29-2072", 2024).empty


@pytest.mark.parametrize("code", sorted(INDUSTRY.loc[INDUSTRY["year"] == 2025, "occ_code"].unique()))
def test_owners_share_out_all_jobs(code):
    frame = owners(INDUSTRY, NATIONAL, code, 2025)
    assert frame["share"].sum() == pytest.approx(100, abs=100 * 25 / whole(code, 2025)["tot_emp"])


def test_a_sum_with_a_gap_is_a_least_number_and_has_no_mean():
    rows = INDUSTRY.query("year == 2019 and occ_code == '29-9098' and industry_code.str.startswith('622')")
    out = together(rows, "hospitals")
    assert out["left_out"] == rows["tot_emp"].isna().sum() == 4
    assert out["tot_emp"] == rows["tot_emp"].sum()
    assert np.isnan([out["h_mean"], out["emp_prse"], out["h_median"]]).all()
    general = hospitals(INDUSTRY, NATIONAL, "29-9098", 2019).iloc[0]
    assert general[["tot_emp", "h_mean", "share", "premium"]].isna().all()
    assert general["h_mean_status"] == "not released for some"
    assert together(rows.head(0), "none")["emp_status"] == "not_in_source"


def test_jobs_add_up_where_only_pay_is_not_released():
    rows = INDUSTRY.query("year == 2011 and occ_code == '31-9094' and industry_code.str.startswith('622')")
    assert rows["h_mean"].isna().any()
    out = together(rows, "hospitals")
    assert (out["tot_emp"], out["left_out"]) == (rows["tot_emp"].sum(), 0)
    assert out["emp_prse"] > 0
    assert np.isnan(out["h_mean"])


def test_changes_of_one_occupation_have_intervals():
    before, after = (hospitals(INDUSTRY, NATIONAL, "31-9094", year) for year in (2018, 2025))
    out = changes(before, after, 1.25).iloc[2]
    a, b = before.iloc[2], after.iloc[2]
    z = stats.norm.ppf(0.975)
    ratio = b["tot_emp"] / a["tot_emp"]
    half = z * ratio * np.hypot(a["emp_prse"], b["emp_prse"]) / 100
    assert out[["jobs_least", "jobs_percent", "jobs_most"]].tolist() == pytest.approx(
        [100 * (ratio - half - 1), 100 * (ratio - 1), 100 * (ratio + half - 1)]
    )
    gap = b["h_mean"] - 1.25 * a["h_mean"]
    half = z * np.hypot(b["h_mean"] * b["mean_prse"], 1.25 * a["h_mean"] * a["mean_prse"]) / 100
    assert out[["pay_low", "pay_change", "pay_high"]].tolist() == pytest.approx([gap - half, gap, gap + half])


def test_a_redrawn_occupation_has_bounds_and_no_change():
    before = hospitals(INDUSTRY, NATIONAL, "29-2071", 2018)
    after, other = (hospitals(INDUSTRY, NATIONAL, code, 2025) for code in ("29-2072", "29-9021"))
    out = changes(before, after, 1.25, other).iloc[2]
    assert out["jobs_least"] == pytest.approx(100 * (55530 / 71650 - 1))
    assert out["jobs_most"] == pytest.approx(100 * ((55530 + 18930) / 71650 - 1), abs=0.01)
    assert out[["jobs_percent", "pay_change", "pay_low", "pay_high"]].isna().all()


def test_names_match_the_same_employers_in_both_years():
    both = [employers(INDUSTRY, NATIONAL, "00-0000", y, "hospitals_and_schools") for y in (2018, 2025)]
    keys = ["industry_code", "ownership"]
    by_code, by_name = both[0].merge(both[1], on=keys), both[0].merge(both[1], on="employer")
    assert len(by_code) == len(by_name) >= 20


def test_codes_of_both_years_follow_the_crosswalk():
    crosswalk, families = load("soc_crosswalk"), load("occupation_family")
    # All of 29-2072 was 29-2071 before, and 29-2071 went nowhere but there and into 29-9021: bounds hold.
    assert set(crosswalk.loc[crosswalk["soc_2018"] == "29-2072", "soc_2010"]) == {"29-2071"}
    assert set(crosswalk.loc[crosswalk["soc_2010"] == "29-2071", "soc_2018"]) == {"29-2072", "29-9021"}
    for code in ("records", "29-2071", "29-2072", "29-9021", "29-2098"):
        assert redrawn(code, families, crosswalk) == ("29-2071", "29-2072", "29-9021")
    assert redrawn("31-9092", families, crosswalk) == ("31-9092", "31-9092", "")
    assert redrawn("00-0000", families, crosswalk) == ("00-0000", "00-0000", "")
    assert redrawn("29-0000", families, crosswalk) == ("", "", "")


def test_the_articles_employers():
    out = article_employers(load("claims"), INDUSTRY, NATIONAL, load("matrix")).set_index("industry_code")
    assert list(out.index) == ["622000", "621100", "623100", "551000", "621400"]
    assert out["said_pay"].tolist() == ["46690", "37720", "40750", "49470", "44,6300"]
    assert out["share_2018"].round(1).tolist() == [34.0, 19.1, 5.2, 4.8, 4.3]
    assert out.loc["622000", "share"] == pytest.approx(100 * 55530 / 194720)
    assert (out["share_low"] < out["share"]).all()
