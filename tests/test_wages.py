"""Pay: figures against the excerpt read by hand, intervals against scipy and chance, ranks by brute force."""

from __future__ import annotations

import csv
import math
import random
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, percentileofscore

from recordsdata import wages
from recordsdata.datasets import load

SOURCE = Path(__file__).parents[1] / "data" / "source"
YEARS = range(2011, 2026)
PARTS = ("pct10", "pct25", "median", "pct75", "pct90", "mean")
table = cache(load)
amounts = st.floats(0.01, 1e6)


@cache
def excerpt(name: str) -> list[dict[str, str]]:
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def national(year: int) -> dict[str, dict[str, str]]:
    """The rows of one year by code; where a code stands twice, the detailed row."""
    rows = [row for row in excerpt("oews_national.csv") if row["year"] == str(year)]
    return {row["occ_code"]: row for row in sorted(rows, key=lambda row: row["occ_level"] == "detailed")}


def number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def profile(occ_code: str, year: int, area_code: str = "US") -> pd.DataFrame:
    name = "wages_national" if area_code == "US" else "wages_area"
    return wages.pay_profile(table(name), table("top_codes"), occ_code, year, area_code)


def figure(rows: pd.DataFrame, unit: str, statistic: str) -> pd.Series:
    return rows.set_index(["unit", "statistic"], drop=False).loc[(unit, statistic)]


# Occupation codes


@pytest.mark.parametrize(
    ("year", "code"),
    [(2011, "29-2071"), (2018, "29-2071"), (2019, "29-2098"), (2020, "29-2098"), (2021, "29-2072")],
)
def test_the_family_has_one_leading_code_a_year_and_it_is_published(year, code):
    assert wages.occupation_code("records", year, table("occupation_family")) == code
    assert code in national(year)


def test_codes_pass_and_every_year_has_one():
    families = table("occupation_family")
    assert wages.occupation_code("27-2011", 2025, families) == "27-2011"
    assert {wages.occupation_code("managers", year, families) for year in YEARS} == {"11-9111"}
    assert all(wages.occupation_code("records", year, families) in national(year) for year in YEARS)


@pytest.mark.parametrize(
    ("occupation", "year", "says"),
    [
        ("record", 2025, "'records', 'managers'"),
        ("records", 2010, "29-2071 2011-2018; 29-2098 2019-2020"),
        ("29-2072", 2018, "29-2072 2021-2025"),
        ("", 2018, "There is no family of occupations ''"),
    ],
)
def test_a_wrong_occupation_or_year_is_told_what_exists(occupation, year, says):
    with pytest.raises(ValueError, match=says):
        wages.occupation_code(occupation, year, table("occupation_family"))


def test_the_core_code_leads_whatever_the_order_of_codes():
    rows = [
        ("f", "10-0001", 2011, 2025, "part"),
        ("f", "10-0003", 2011, 2025, "core"),
        ("f", "10-0002", 2011, 2025, "hybrid"),
    ]
    families = pd.DataFrame(rows, columns=["family", "occ_code", "first_year", "last_year", "role"])
    assert wages.occupation_code("f", 2015, families) == "10-0003"
    assert wages.occupation_code("f", 2015, families.drop(index=1)) == "10-0002"


# Intervals


def test_an_interval_worked_by_hand():
    low, high = wages.interval(27.30, 0.4)  # 1.959964 x 0.004 x 27.30 = 0.214028
    assert (round(low, 4), round(high, 4)) == (27.0860, 27.5140)
    assert all(
        math.isnan(bound) for bound in (*wages.interval(math.nan, 1.0), *wages.interval(20.0, math.nan))
    )


@given(amounts, st.floats(0.01, 60), st.floats(0.5, 0.999))
def test_an_interval_is_the_normal_one(estimate, rse, level):
    expected = norm.interval(level, loc=estimate, scale=estimate * rse / 100)
    assert wages.interval(estimate, rse, level) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(amounts, st.floats(0, 60), st.floats(0, 60), st.floats(0.5, 0.98))
def test_more_error_or_more_confidence_never_narrows_an_interval(estimate, one, other, level):
    wide, narrow = (wages.interval(estimate, rse, level) for rse in (max(one, other), min(one, other)))
    assert wide[0] <= narrow[0] <= estimate <= narrow[1] <= wide[1]
    assert wages.interval(estimate, one, level + 0.01)[1] >= wages.interval(estimate, one, level)[1]


def test_ninety_five_in_a_hundred_intervals_hold_the_truth():
    drawn = pd.Series(np.random.default_rng(2018).normal(21.16, 0.021 * 21.16, 40_000))
    low, high = wages.interval(drawn, pd.Series(2.1, drawn.index))
    assert ((low <= 21.16) & (high >= 21.16)).mean() == pytest.approx(0.95, abs=0.005)


@pytest.mark.parametrize(("rse", "level"), [(-0.1, 0.95), (1.0, 0.0), (1.0, 1.0), (1.0, 95)])
def test_an_impossible_error_or_level_is_refused(rse, level):
    with pytest.raises(ValueError, match=r"never negative|between 0 and 1"):
        wages.interval(20.0, rse, level)


# Profiles


def test_profiles_agree_with_the_excerpt_symbol_by_symbol():
    chance, seen = random.Random(11), Counter()
    special = [("27-2011", 2019), ("25-2021", 2024), ("29-1215", 2021), ("41-9012", 2021), ("29-2071", 2018)]
    every = [(code, year) for year in YEARS for code in national(year)]
    tops = {int(row["year"]): row for row in excerpt("top_codes.csv")}
    for code, year in [*special, *chance.sample(every, 200)]:
        raw, shown = national(year)[code], profile(code, year).set_index(["unit", "statistic"])
        for unit in ("hourly", "annual"):
            for part in PARTS:
                symbol, row = raw[f"{unit[0]}_{part}"], shown.loc[(unit, part)]
                kind = symbol if symbol in ("*", "#", "-") else "number"
                seen[kind] += 1
                assert row["value"] == pytest.approx(number(symbol), nan_ok=True)
                assert (row["why"] == "") == (kind == "number")
                if kind == "#":
                    assert row["least"] == float(tops[year][unit])
                    assert row["why"].startswith("at least ")
                else:
                    assert math.isnan(row["least"])
                if kind == "-" or (kind == "*" and (raw["annual"] or raw["hourly"])):
                    assert row["why"] == f"published by the {'year' if unit == 'hourly' else 'hour'} only"
                has_interval = part == "mean" and kind == "number"
                assert (row["low"] < row["value"] < row["high"]) == has_interval
                assert (row["interval_reason"] == "") == has_interval
    assert seen["number"] > 2000
    assert min(seen["*"], seen["#"], seen["-"]) > 5


def test_the_areas_of_2018_say_what_their_release_lacks():
    rows = profile("29-2071", 2018, "13980")
    lead = wages.headline(rows)
    assert (lead["unit"], lead["statistic"], lead["value"]) == ("hourly", "mean", 17.84)
    assert lead["interval_reason"] == figure(rows, "hourly", "median")["why"] == "not in the release at hand"
    assert wages.in_brief(rows, "hourly") == "Only the mean is known: 17.84 USD an hour"


@pytest.mark.parametrize(
    ("code", "year", "leads", "brief"),
    [
        ("29-2071", 2018, "19.40 USD an hour",
         "The middle half earned 15.42 to 25.35 USD an hour, around a median of 19.40"),
        ("25-2021", 2025, "63,970 USD a year",
         "The middle half earned 57,710 to 81,450 USD a year, around a median of 63,970"),
        ("27-2011", 2025, "29.05 USD an hour",
         "The middle half earned 20.34 to 97.95 USD an hour, around a median of 29.05"),
        ("29-1215", 2021, "at least 100.00 USD an hour",
         "Half earned at least 100.00 USD an hour: where, the release does not say"),
        ("29-1215", 2022, "101.59 USD an hour",
         "A quarter earned at least 115.00 USD an hour: where, the release does not say"),
        ("41-9012", 2021, "no figure (not released)",
         "Only the mean is known: no figure (not released)"),
    ],
)  # fmt: skip
def test_the_figure_to_lead_with_and_the_sentence_about_it(code, year, leads, brief):
    rows = profile(code, year)
    lead = wages.headline(rows)
    assert wages.in_words(lead) == leads
    assert wages.in_brief(rows, lead["unit"]) == brief


def test_a_row_that_is_not_there_is_told_where_it_is():
    with pytest.raises(ValueError, match=r"29-2072 in 2018 .* \[2021, 2022, 2023, 2024, 2025\]"):
        profile("29-2072", 2018)


# Money of another year


def test_real_pay_worked_by_hand():
    may = {int(row["year"]): float(row["cpi_u_may"]) for row in excerpt("cpi_u.csv")}
    assert (may[2018], may[2025]) == (251.588, 321.465)
    assert round(19.40 * 321.465 / 251.588, 4) == 24.7882  # 6,236.421 / 251.588
    assert wages.to_money_of(19.40, 2018, 2025, table("prices")) == pytest.approx(6236.421 / 251.588)
    years = pd.Series([2018, 2011, 2018], index=[5, 3, 9])
    out = wages.to_money_of(pd.Series([10.0, 20.0, math.nan], index=[5, 3, 9]), years, 2000, table("prices"))
    assert out.index.tolist() == [5, 3, 9]
    assert out.tolist() == pytest.approx([10 * 171.5 / 251.588, 20 * 171.5 / 225.964, math.nan], nan_ok=True)


@given(amounts, st.integers(2000, 2026), st.integers(2000, 2026), st.integers(2000, 2026))
def test_money_comes_back_and_every_detour_agrees(amount, year, base, third):
    prices = table("prices")
    there = wages.to_money_of(amount, year, base, prices)
    assert wages.to_money_of(there, base, year, prices) == pytest.approx(amount)
    assert wages.to_money_of(there, base, third, prices) == pytest.approx(
        wages.to_money_of(amount, year, third, prices)
    )


@pytest.mark.parametrize(("year", "base", "named"), [(1999, 2025, 1999), (2018, 2027, 2027)])
def test_a_year_without_prices_is_an_error(year, base, named):
    with pytest.raises(ValueError, match=f"May {named}. Choose 2000 to 2026"):
        wages.to_money_of(10.0, year, base, table("prices"))
    with pytest.raises(ValueError, match=f"May {named}"):
        wages.to_money_of(pd.Series([10.0]), pd.Series([year]), base, table("prices"))


# Minimum wages


def test_minimum_wages_are_those_in_force_that_may():
    checked = 0
    for row in excerpt("minimum_wage.csv"):
        year = int(row["year"])
        if year < 2011:
            continue
        out = wages.against_minimum_wage(29.0, year, [row["statefips"]], table("minimum_wages"))
        assert (
            out["minimum"].tolist()
            == [float(row["fed_mw"]), float(row["effective_mw"])]
            == [7.25, out.loc[1, "minimum"]]
        )
        assert out["ratio"].tolist() == pytest.approx([4.0, 29.0 / float(row["effective_mw"])])
        assert out.loc[1, "law"] == row["state"]
        checked += 1
    assert checked == 51 * 12


def test_no_minimum_wage_is_borrowed():
    out = wages.against_minimum_wage(25.0, 2025, ["06", "72"], table("minimum_wages"))
    assert out["law"].tolist() == ["federal", "California", "Puerto Rico"]
    assert out["status"].tolist() == ["released", "not_in_source", "not_in_source"]
    assert out["ratio"].isna().tolist() == [False, True, True]
    assert wages.against_minimum_wage(math.nan, 2018, [], table("minimum_wages"))["ratio"].isna().all()


@pytest.mark.parametrize(
    ("area", "year", "states"),
    [
        ("US", 2025, []),
        ("06", 2018, ["06"]),
        ("35620", 2018, ["36", "34", "42"]),
        ("35620", 2025, ["36", "34"]),
        ("47900", 2025, ["11", "51", "24", "54"]),
        ("5000001", 2025, ["50"]),
        ("72", 2025, ["72"]),
    ],
)
def test_the_states_of_an_area_as_it_was_drawn_that_year(area, year, states):
    assert wages.states_of(area, year, table("wages_area")) == states


def test_every_area_lies_in_the_state_that_its_row_names():
    areas = table("wages_area").drop_duplicates(["year", "area_code"])
    states = areas[areas["area_type"] == "state"].drop_duplicates("state").set_index("state")["area_code"]
    sample = areas.iloc[::6]
    for year, code, kind, state in sample[["year", "area_code", "area_type", "state"]].to_numpy().tolist():
        found = wages.states_of(code, year, areas)
        assert states[state] in found
        assert kind != "state" or found == [code]
    assert sample["area_type"].value_counts().min() > 15


# Rank among all occupations

RANKED = [
    ("29-2071", 2018),
    ("29-2098", 2019),
    ("29-2072", 2025),
    ("11-9111", 2024),
    ("25-2021", 2022),
    ("29-1215", 2022),
]


@pytest.mark.parametrize(("code", "year"), RANKED)
@pytest.mark.parametrize("statistic", ["median", "mean"])
def test_ranks_agree_with_scipy_and_a_sum_over_the_excerpt(code, year, statistic):
    detailed = [row for row in national(year).values() if row["occ_level"] == "detailed"]
    field = f"a_{statistic}"
    mine = float(national(year)[code][field])
    kept = [row for row in detailed if row[field] not in ("*", "-")]
    pay = [math.inf if row[field] == "#" else float(row[field]) for row in kept]
    jobs = [number(row["tot_emp"]) for row in kept]
    out = wages.percentile_rank(table("wages_national"), code, year, statistic).set_index("by")
    one, other = out.loc["occupations"], out.loc["jobs"]
    assert one["rank_low"] == one["rank_high"] == pytest.approx(percentileofscore(pay, mine, "mean"))
    assert one["below"] == pytest.approx(percentileofscore(pay, mine, "strict"))
    assert one["below"] + one["same"] == pytest.approx(percentileofscore(pay, mine, "weak"))
    below = sum(j for p, j in zip(pay, jobs, strict=True) if p < mine)
    same = sum(j for p, j in zip(pay, jobs, strict=True) if p == mine)
    assert other["below"] == pytest.approx(100 * below / sum(jobs))
    assert other["rank_low"] == pytest.approx(100 * (below + same / 2) / sum(jobs))
    assert (one["compared"], one["left_out"]) == (len(kept), len(detailed) - len(kept))
    assert (one["unit"], one["reason"]) == ("annual", "")


def test_hourly_only_jobs_are_ranked_by_the_hour():
    out = wages.percentile_rank(table("wages_national"), "27-2011", 2025)
    rows = [row for row in national(2025).values() if row["occ_level"] == "detailed"]
    pay = [float(row["h_median"]) for row in rows if row["h_median"] != "-"]
    assert out["rank_low"].iloc[0] == pytest.approx(percentileofscore(pay, 29.05, "mean"))
    assert out["unit"].tolist() == ["hourly", "hourly"]
    assert out["left_out"].iloc[0] == len(rows) - len(pay) > 50


def test_a_top_coded_median_is_above_every_released_one_and_no_more_is_claimed():
    out = wages.percentile_rank(table("wages_national"), "29-1215", 2021)
    rows = [
        row
        for row in national(2021).values()
        if row["occ_level"] == "detailed" and row["a_median"] not in "*-"
    ]
    topped = sum(row["a_median"] == "#" for row in rows)
    one = out.iloc[0]
    assert (one["above"], one["same"]) == (0, 0)
    assert one["undecided"] == pytest.approx(100 * topped / len(rows))
    assert (one["rank_low"], one["rank_high"]) == pytest.approx((100 * (1 - topped / len(rows)), 100))
    # What makes the claim true: before 2025, which prints real values, no released median reaches a top code.
    tops = {int(row["year"]): float(row["annual"]) for row in excerpt("top_codes.csv")}
    highest = {
        year: max(number(r["a_median"]) for r in national(year).values() if number(r["a_median"]) > 0)
        for year in YEARS
    }
    assert all(highest[year] < tops[year] for year in YEARS if year < 2025)


def test_a_suppressed_figure_has_no_rank_and_suppressed_jobs_only_leave_the_weighting():
    out = wages.percentile_rank(table("wages_national"), "41-9012", 2021)
    assert out["reason"].tolist() == ["suppressed"] * 2
    assert out[["below", "same", "above", "undecided", "rank_low", "rank_high"]].isna().all(axis=None)
    out = wages.percentile_rank(table("wages_national"), "13-1074", 2020)  # its employment is not released
    assert out["same"].gt(0).tolist() == [True, False]
    assert (out["compared"] + out["left_out"]).nunique() == 1
    assert out["left_out"].diff().iloc[1] == 1


def small(pay: list[float], jobs: list[float], status: list[str]) -> pd.DataFrame:
    codes = [f"10-{place:04}" for place in range(len(pay))]
    rows = pd.DataFrame(
        {"occ_code": codes, "a_median": pay, "h_median": pay, "tot_emp": jobs, "a_pct_status": status}
    )
    return rows.assign(year=2020, occ_level="detailed", h_pct_status=status)


def test_a_ranking_worked_by_hand():
    nan = math.nan
    rows = small(
        [10, 20, 20, 30, nan, nan], [1, 2, 3, 4, 10, 5], ["released"] * 4 + ["top_coded", "suppressed"]
    )
    one, other = wages.percentile_rank(rows, "10-0001", 2020).to_dict("records")
    assert [one[k] for k in ("below", "same", "above", "undecided")] == [20, 40, 40, 0]
    assert [other[k] for k in ("below", "same", "above", "undecided")] == [5, 25, 70, 0]
    assert (one["rank_low"], other["rank_low"], one["compared"], one["left_out"]) == (40, 17.5, 5, 1)
    one, other = wages.percentile_rank(rows, "10-0004", 2020).to_dict("records")
    assert (one["below"], one["undecided"], other["below"], other["undecided"]) == (80, 20, 50, 50)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 50)), min_size=2, max_size=12), st.integers(0, 5))
def test_more_pay_never_lowers_a_rank(rows, more):
    pay, jobs = [float(p) for p, _ in rows], [float(j) for _, j in rows]
    released = ["released"] * len(rows)
    before = wages.percentile_rank(small(pay, jobs, released), "10-0000", 2020)
    after = wages.percentile_rank(small([pay[0] + more, *pay[1:]], jobs, released), "10-0000", 2020)
    assert (after["rank_low"] >= before["rank_low"] - 1e-9).all()
    assert after[["below", "same", "above", "undecided"]].sum(axis=1).tolist() == pytest.approx([100, 100])


@pytest.mark.parametrize(
    ("code", "year", "statistic"), [("29-2072", 2018, "median"), ("29-2071", 2018, "mode")]
)
def test_a_rank_of_nothing_is_an_error(code, year, statistic):
    with pytest.raises(ValueError, match=r"29-2072 in 2018|'mode'"):
        wages.percentile_rank(table("wages_national"), code, year, statistic)


# Years side by side


def years_of(occupation: str, base_year: int = 2025) -> pd.DataFrame:
    families, crosswalk = table("occupation_family"), table("soc_crosswalk")
    breaks = wages.breaks_of(occupation, families, table("breaks"), crosswalk)
    return wages.series(table("wages_national"), families, breaks, table("prices"), occupation, base_year)


def test_no_piece_of_a_series_crosses_a_break():
    out = years_of("records")
    assert out.groupby("segment")["year"].agg(["min", "max"]).apply(tuple, axis=1).to_dict() == {
        "29-2071, 2011-2018": (2011, 2018),
        "29-2098, 2019-2020": (2019, 2020),
        "29-9098, 2019-2020": (2019, 2020),
        "29-2072, 2021-2025": (2021, 2025),
        "29-9021, 2021-2025": (2021, 2025),
    }
    assert out.loc[out["leads"], "year"].tolist() == list(YEARS)
    for occupation in ("11-9111", "29-2099", "00-0000", "15-1252"):
        pieces = years_of(occupation).groupby("segment")["year"]
        assert not any({2020, 2021} <= set(piece) for _, piece in pieces), occupation
        assert all(piece.is_monotonic_increasing and piece.diff().dropna().eq(1).all() for _, piece in pieces)


def test_another_code_starts_a_new_piece_even_in_the_next_year():
    rows = [("f", "11-1011", 2011, 2014, "core"), ("f", "11-1021", 2015, 2018, "core")]
    families = pd.DataFrame(rows, columns=["family", "occ_code", "first_year", "last_year", "role"])
    out = wages.series(table("wages_national"), families, table("breaks"), table("prices"), "f", 2025)
    assert out["segment"].unique().tolist() == ["11-1011, 2011-2014", "11-1021, 2015-2018"]
    assert out["leads"].all()


def test_a_year_without_a_row_starts_a_new_piece():
    gap = table("wages_national").query("year != 2014")
    out = wages.series(gap, table("occupation_family"), table("breaks"), table("prices"), "11-9111", 2025)
    assert out["segment"].unique().tolist() == [
        f"11-9111, {years}" for years in ("2011-2013", "2015-2018", "2019-2020", "2021-2025")
    ]


@pytest.mark.parametrize(
    ("occupation", "years"),
    [
        ("records", [2019, 2021, 2021]),  # split
        ("29-2071", [2019, 2021, 2021]),
        ("managers", [2021]),  # carried over one to one
        ("11-9111", [2021]),
        ("29-2099", [2019, 2021, 2021]),  # keeps its code, not all of its content
        ("15-1221", [2019, 2021, 2021]),  # carried over whole, under another code
        ("27-2090", [2019, 2021, 2021]),  # not in the crosswalk: nothing is assumed
    ],
)
def test_a_break_of_classification_counts_unless_the_code_came_through_whole(occupation, years):
    tables = table("occupation_family"), table("breaks"), table("soc_crosswalk")
    assert wages.breaks_of(occupation, *tables)["year"].tolist() == years


@pytest.mark.parametrize(
    ("years", "named"),
    [
        ([2018, 2020], {2019: "2019: Other codes. Mixed"}),
        ([2011, 2025], {2019: "2019: Other codes. Mixed", 2021: "2021: A method"}),
        ([2018, 2019], {2019: "2019: Other codes. Mixed"}),
        ([2019, 2020], {}),  # the figures begin after the one break and end before the other
        ([2025, 2025], {}),
    ],
)
def test_breaks_count_only_between_years_that_have_a_figure(years, named):
    breaks = pd.DataFrame({"year": [2019, 2019, 2021], "what": ["Other codes", "Mixed", "A method"]})
    between = wages.breaks_between(breaks, pd.Series(years))
    assert dict(zip(between["year"], between["label"], strict=True)) == named


def test_a_series_holds_the_published_figures_and_its_money_is_of_one_year():
    may = {int(row["year"]): float(row["cpi_u_may"]) for row in excerpt("cpi_u.csv")}
    checked = 0
    for occupation, base in (("records", 2025), ("29-1215", 2011), ("25-2021", 2026)):
        for row in years_of(occupation, base).itertuples():
            raw = national(row.year)[row.occ_code]
            for wage in ("h_mean", "h_median", "a_mean", "a_median"):
                published = number(raw[wage])
                assert getattr(row, wage) == pytest.approx(published, nan_ok=True)
                real = published * may[base] / may[row.year]
                assert getattr(row, f"{wage}_real") == pytest.approx(real, nan_ok=True)
                checked += 1
    assert checked == 4 * (22 + 7 + 15)


def test_changes_are_measured_within_a_piece_from_released_figures_only():
    out = wages.changes(years_of("records"), "h_median").set_index("segment")
    assert out.loc["29-2071, 2011-2018", "nominal"] == pytest.approx(100 * (19.40 / 16.01 - 1))
    hand = 100 * (24.59 / (22.43 * 321.465 / 269.195) - 1)
    assert out.loc["29-2072, 2021-2025", "real"] == pytest.approx(hand)
    assert round(hand, 1) == -8.2
    doctors = wages.changes(years_of("29-1215"), "h_median")  # the median of 2021 is top-coded
    assert doctors[["first", "last"]].to_numpy().tolist() == [[2019, 2020], [2022, 2025]]
    assert wages.changes(years_of("25-2021"), "h_median").empty  # paid by the year only
