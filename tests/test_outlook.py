"""Outlook: outcomes and bounds against the excerpts read by hand, scores against brute force."""

from __future__ import annotations

import csv
import itertools
import math
import statistics
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordsdata import outlook
from recordsdata.charts import draw_rounds
from recordsdata.classroom import judge
from recordsdata.datasets import load
from recordsdata.display import numbers_drawn
from recordsdata.exercises import EXERCISES
from recordsdata.wages import breaks_of

SOURCE = Path(__file__).parents[1] / "data" / "source"
ROUNDS = ["2012-22", "2014-24", "2016-26", "2018-28", "2019-29", "2020-30", "2021-31", "2022-32", "2023-33"]
ROUNDS.append("2024-34")
UNBROKEN = {"11-9111", "31-9092", "31-9094", "43-6013"}
CODES = UNBROKEN | {"00-0000", "29-2071", "29-2072", "29-2098", "29-2099", "29-9021", "29-9098"}


@cache
def raw(name: str) -> list[dict[str, str]]:
    with (SOURCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def printed() -> dict[tuple[str, str], tuple[float, float]]:
    """Base and target in thousands, as the excerpts print them, by round and code."""
    out = {}
    for row in raw("projections"):
        key = row["round"], row["soc"]
        base, goal = (float(row[name].replace(",", "")) for name in ("emp_base_k", "emp_proj_k"))
        out.setdefault(key, (base, goal))
    return out


@cache
def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return load("projections"), load("soc_crosswalk"), load("breaks")


def said(occupation: str) -> pd.DataFrame:
    return outlook.rounds(tables()[0], load("occupation_family"), occupation)


def compared(occupation: str) -> pd.DataFrame:
    return outlook.compare(said(occupation), *tables())


def scored(occupation: str) -> pd.DataFrame:
    return outlook.score(said(occupation), *tables())


def base_of(year: int, code: str) -> float | None:
    found = [jobs[0] for (name, occ), jobs in printed().items() if occ == code and name[:4] == str(year)]
    return found[0] if found else None


def era(year: int) -> str:
    return "2010" if year < 2019 else "hybrid" if year < 2021 else "2018"


def outcome_by_hand(code: str, base: int, year: int) -> tuple[float, float] | None:
    """Find bounds of the jobs in `year` of what `code` meant in `base`, written down a second time."""
    then, now = era(base), era(year)
    if code in UNBROKEN | {"00-0000"} or (then == now and then != "hybrid"):
        jobs = base_of(year, code)
        return None if jobs is None else (jobs, jobs)
    if "hybrid" in (then, now) or code == "29-2099":  # dosimetrists went out of 29-2099: not in the table
        return None
    assert code == "29-2071"
    alone, others = base_of(year, "29-2072"), base_of(year, "29-9021")
    assert alone is not None
    assert others is not None
    return alone, alone + others


class TestRounds:
    def test_every_round_is_listed_with_its_figures_or_the_reason(self):
        counted = 0
        for code in CODES:
            rows = said(code)
            assert rows["round"].tolist() == ROUNDS
            for row in rows.itertuples():
                figures = printed().get((row.round, code))
                assert (row.why == "") == (figures is not None)
                if figures:
                    assert (row.emp_base_k, row.emp_proj_k) == figures
                    counted += 1
                else:
                    assert math.isnan(row.emp_base_k)
        assert counted == len(printed()) == 71

    def test_the_total_is_missing_in_three_rounds(self):
        rows = said("00-0000")
        assert rows.loc[rows["why"] != "", "round"].tolist() == ["2012-22", "2020-30", "2021-31"]
        assert set(rows["why"]) == {"", "no row for all occupations in this round"}

    def test_the_family_has_its_codes_of_the_base_year_the_core_first(self):
        rows = said("records")
        codes = {name: some["occ_code"].tolist() for name, some in rows.groupby("round")}
        old, hybrid, new = ["29-2071"], ["29-2098", "29-9098"], ["29-2072", "29-9021"]
        assert codes == dict(zip(ROUNDS, [old] * 4 + [hybrid] * 2 + [new] * 4, strict=True))
        assert rows.loc[rows["base_year"].isin([2019, 2020]), "role"].unique().tolist() == ["hybrid"]
        assert (rows["target_year"] - rows["base_year"]).eq(10).all()


class TestComparable:
    def test_against_the_crosswalk_read_by_hand(self):
        pairs = [(row["soc_2010"], row["soc_2018"]) for row in raw("soc_2010_to_2018")]
        table = outlook.comparable(*tables()[:2]).set_index("occ_code")
        assert len(table) == 6
        for code, row in table.iterrows():
            touching = [pair for pair in pairs if code in pair]
            assert row["scored"] == (touching == [(code, code)])
        assert set(table.index[table["scored"]]) == UNBROKEN

    def test_a_new_title_is_pointed_out_and_a_split_is_spelled_out(self):
        why = outlook.comparable(*tables()[:2]).set_index("occ_code")["why"]
        assert why["43-6013"].endswith("now titled Medical secretaries and administrative assistants")
        assert why["31-9092"] == "carried over whole"
        assert why["29-2071"] == "redrawn: now 29-2072 (from here alone) and 29-9021 (with others)"


class TestCompare:
    @pytest.mark.parametrize("code", sorted(CODES))
    def test_outcomes_against_the_excerpt_read_by_hand(self, code):
        rows = compared(code)
        expected = [
            (name, int(later[:4]))
            for name, later in itertools.product(ROUNDS, ROUNDS)
            if (name, code) in printed() and int(name[:4]) < int(later[:4]) <= int(name[:4]) + 10
        ]
        assert [(row.round, row.year) for row in rows.itertuples()] == expected
        for row in rows.itertuples():
            bounds = outcome_by_hand(code, int(row.round[:4]), row.year)
            assert (row.why == "") == (bounds is not None)
            if bounds is None:
                assert math.isnan(row.low_k)
                assert math.isnan(row.error_high_pct)
            else:
                assert (row.low_k, row.high_k) == pytest.approx(bounds)
                assert row.error_low_pct == pytest.approx(100 * (row.path_k - bounds[1]) / bounds[1])
                assert row.error_high_pct == pytest.approx(100 * (row.path_k - bounds[0]) / bounds[0])

    def test_the_wage_survey_is_not_what_came_to_pass(self):
        rows = compared("29-2071").query("round == '2012-22' and year == 2018")
        assert rows["low_k"].item() == 215.5
        survey = load("wages_national").query("year == 2018 and occ_code == '29-2071'")["tot_emp"].item()
        assert survey / 1000 == 208.65

    def test_finished_means_the_target_year_is_a_base_year(self):
        rows = compared("31-9092")
        done = rows[rows["finished"]]
        assert dict(zip(done["round"], done["year"], strict=True)) == {"2012-22": 2022, "2014-24": 2024}
        assert rows["years_run"].between(1, 10).all()
        assert compared("29-2072").query("round == '2024-34'").empty

    def test_hybrids_are_never_compared_not_even_with_each_other(self):
        rows = pd.concat([compared("29-2098"), compared("29-9098")])
        assert len(rows) == 2 * 5 + 2 * 4
        assert rows["low_k"].isna().all()
        assert rows["why"].str.startswith("hybrid code").all()

    def test_a_code_that_takes_others_in_is_neither_scored_nor_bounded(self):
        crosswalk = pd.DataFrame({"soc_2010": ["31-9092", "31-9099"], "soc_2018": ["31-9092"] * 2})
        assert not outlook.comparable(tables()[0], crosswalk).set_index("occ_code").loc["31-9092", "scored"]
        out = outlook.compare(said("31-9092"), tables()[0], crosswalk, tables()[2]).query("finished")
        assert out["low_k"].isna().all()
        assert set(out["why"]) == {"redrawn, and no new code lies wholly inside it"}

    @given(st.integers(0, 10), st.floats(1, 900), st.floats(1, 900))
    @settings(max_examples=30, deadline=None)
    def test_the_two_paths(self, years, base, goal):
        """Between the same ends: steps of equal size, and steps of equal percentage, never above them."""
        names = [f"{year}-{year + 10 - 2000}" for year in range(2012, 2023)]
        made = pd.DataFrame({"round": names, "occ_code": "31-9092", "emp_base_k": 100.0, "emp_proj_k": 100.0})
        made.loc[0, ["emp_base_k", "emp_proj_k"]] = base, goal
        first = pd.DataFrame({"round": ["2012-22"], "occ_code": "31-9092", "base_year": 2012, "why": ""})
        first = first.assign(target_year=2022, emp_base_k=base, emp_proj_k=goal)
        out = outlook.compare(first, made, *tables()[1:])
        path, rate = [base, *out["path_k"]], [base, *out["path_rate_k"]]
        assert path[years] == pytest.approx(base * (10 - years) / 10 + goal * years / 10)
        assert rate[years] == pytest.approx(math.exp(math.log(base) + years / 10 * math.log(goal / base)))
        assert path[10] == pytest.approx(rate[10]) == pytest.approx(goal)
        assert rate[years] <= path[years] * (1 + 1e-12)


def made_score(base: float, goal: float, alone: float, others: float, growth: float | None) -> pd.DataFrame:
    """Score a made-up round 2012-22 of 29-2071 whose outcome lies between `alone` and the sum."""
    rows = [("2012-22", "29-2071", base, goal), ("2022-32", "29-2072", alone, alone)]
    rows += [("2022-32", "29-9021", others, others)]
    if growth is not None:
        rows.append(("2012-22", "00-0000", 1000.0, 1000.0 * growth))
    made = pd.DataFrame(rows, columns=["round", "occ_code", "emp_base_k", "emp_proj_k"])
    made = made.assign(occ_title="", chg_k=0.0, pct=0.0, openings_k=0.0, openings_kind="")
    mine = outlook.rounds(made, load("occupation_family"), "29-2071")
    return outlook.score(mine, made, *tables()[1:]).set_index("forecast")


tenths = st.integers(10, 4000).map(lambda number: number / 10)


class TestScore:
    def test_every_case_by_hand(self):
        counted = 0
        for code in UNBROKEN:
            for row in scored(code).itertuples():
                base, goal = printed()[row.round, code]
                total = printed().get((row.round, "00-0000"))
                like_all = base / total[0] * total[1] if total else None
                says = {"projection": goal, "no_change": base, "like_all": like_all}[row.forecast]
                outcome = base_of(int(row.round[:4]) + 10, code)
                if says is None:
                    assert row.why == "no row for all occupations in this round"
                    assert math.isnan(row.forecast_k)
                    assert row.nearer == ""
                    continue
                error = 100 * (says - outcome) / outcome
                assert row.error_low_pct == row.error_high_pct == pytest.approx(error)
                if row.forecast != "projection":
                    closer = abs(goal - outcome) < abs(says - outcome)
                    assert row.nearer == ("projection" if closer else "naive")
                counted += 1
        assert counted == 4 * 2 + 4 * 3

    def test_figures_known_before(self):
        out = scored("31-9094").set_index(["round", "forecast"])["error_low_pct"]
        assert out["2012-22", "projection"] == pytest.approx(84.69, abs=0.01)  # 90.5 said, 49.0 came
        assert out["2014-24", "projection"] == pytest.approx(54.44, abs=0.01)  # 67.8 said, 43.9 came

    def test_records_work_has_bounds_and_nothing_is_settled(self):
        out = scored("29-2071")
        assert out[["low_k", "high_k"]].drop_duplicates().to_numpy().tolist() == [
            [194.3, 232.2],
            [194.8, 236.7],
        ]
        assert out.loc[out["nearer"] != "", "nearer"].tolist() == ["open"] * 3

    def test_all_occupations_are_no_naive_forecast_of_themselves(self):
        out = scored("00-0000").set_index("forecast")
        assert out.loc["like_all", "why"] == "it is all occupations itself"
        assert math.isnan(out.loc["like_all", "forecast_k"])
        assert out.loc["projection", "error_low_pct"] == pytest.approx(100 * (160328.8 / 169956.1 - 1))

    @pytest.mark.parametrize("code", ["29-2098", "29-2072", "29-9021"])
    def test_no_score_before_the_target_year(self, code):
        assert scored(code).empty

    @given(tenths, tenths, tenths, tenths, st.floats(0.5, 1.5))
    @settings(max_examples=60, deadline=None)
    def test_bounds_hold_whatever_the_true_share(self, base, goal, alone, others, growth):
        out = made_score(base, goal, alone, others, growth)
        shares = [share / 40 for share in range(41)]
        for name, row in out.iterrows():
            nearer = set()
            for share in shares:
                truth = alone + share * others
                error = 100 * (row["forecast_k"] / truth - 1)
                assert row["error_low_pct"] - 1e-6 <= error <= row["error_high_pct"] + 1e-6
                gain = abs(row["forecast_k"] - truth) - abs(goal - truth)
                nearer.add("projection" if gain > 1e-9 else "naive" if gain < -1e-9 else "tie")
            if row["nearer"] in ("projection", "naive") and name != "projection":
                assert nearer == {row["nearer"]}
            if {"projection", "naive"} <= nearer:
                assert row["nearer"] == "open"
        assert out.loc["projection", "nearer"] == ""

    @given(tenths, tenths, tenths)
    @settings(max_examples=25, deadline=None)
    def test_the_tipping_point_is_as_far_from_both(self, base, goal, alone):
        row = made_score(base, goal, alone, 5.0, None).loc["no_change"]
        assert abs(row["tipping_k"] - base) == pytest.approx(abs(row["tipping_k"] - goal))


class TestSummary:
    def test_against_the_statistics_module(self):
        cases = pd.concat(scored(code) for code in UNBROKEN)
        table = outlook.summary(cases).set_index(["round", "forecast"])
        assert len(table) == 6
        for (name, forecast), row in table.iterrows():
            some = cases[(cases["round"] == name) & (cases["forecast"] == forecast)]
            errors = [abs(error) for error in some["error_low_pct"] if not math.isnan(error)]
            assert row["occupations"] == len(errors)
            if not errors:
                assert (name, forecast) == ("2012-22", "like_all")
                assert math.isnan(row["mean_abs_pct"])
                continue
            assert row["mean_abs_pct"] == pytest.approx(statistics.fmean(errors))
            means = [statistics.fmean(three) for three in itertools.combinations(errors, 3)]
            assert (row["mean_abs_low"], row["mean_abs_high"]) == pytest.approx((min(means), max(means)))
            assert row["too_low"] == sum(error < 0 for error in some["error_low_pct"])
            assert row["projection_nearer"] == sum(some["nearer"] == "projection")
        assert table["projection_nearer"].xs("no_change", level="forecast").tolist() == [3, 4]

    def test_one_occupation_leaves_nothing_when_left_out(self):
        one = pd.DataFrame([("2014-24", "projection", -8.0, "")])
        one.columns = ["round", "forecast", "error_low_pct", "nearer"]
        row = outlook.summary(one).iloc[0]
        assert row["mean_abs_pct"] == 8.0
        assert math.isnan(row["mean_abs_low"])


class TestOpenings:
    def openings(self, code: str) -> pd.DataFrame:
        return outlook.openings(said(code), load("separations")).set_index("round")

    def test_the_parts_add_up_as_far_as_rounding_goes(self):
        counted = 0
        for code in CODES:
            rows = self.openings(code)
            whole = rows[rows["why"] == ""]
            total = whole["growth_k"] + whole["exits_k"] + whole["transfers_k"]
            assert (total - whole["openings_k"]).abs().max() <= 0.16  # four figures rounded to 0.1
            counted += len(whole)
        assert counted == len(raw("separations")) == 38

    def test_figures_of_the_excerpt(self):
        for row in raw("separations"):
            mine = self.openings(row["soc"]).loc[row["round"]]
            for column in ("exits_k", "transfers_k", "openings_k"):
                assert mine[column] == float(row[column].replace(",", ""))

    def test_rounds_that_lack_the_split_say_so(self):
        rows = self.openings("31-9092")
        older, none, unsplit = "ten-year total, older method", "not in source", "split not in source"
        why = [older, older, "", none, "", unsplit, unsplit, "", "", ""]
        assert rows["why"].tolist() == why
        assert rows.loc[["2012-22", "2014-24", "2018-28"], "openings_k"].isna().all()
        assert rows["ten_year_total_k"].dropna().to_dict() == {"2012-22": 269.9, "2014-24": 262.1}

    def test_replacement_is_what_growth_leaves(self):
        row = self.openings("29-2072").loc["2024-34"]
        assert row["replacement_pct"] == pytest.approx(100 * (14.2 - 13.8 / 10) / 14.2)
        shrinking = self.openings("31-9094")
        annual = shrinking["openings_k"].notna()
        assert (shrinking.loc[annual, "growth_k"] < 0).all()
        assert set(shrinking.loc[annual, "replacement_pct"]) == {100.0}


class TestCameToPass:
    def drawn(self, occupation: str) -> pd.DataFrame:
        leads = said(occupation).drop_duplicates("round")
        cuts = breaks_of(occupation, load("occupation_family"), tables()[2], tables()[1])
        return outlook.came_to_pass(leads, outlook.compare(leads, *tables()), cuts)

    def lines(self, occupation: str) -> list[list[int]]:
        return sorted(some["year"].tolist() for _, some in self.drawn(occupation).groupby("line"))

    def test_nothing_is_joined_across_a_change_of_codes(self):
        assert self.lines("records") == [[2012, 2014, 2016, 2018], [2019], [2020], [2021, 2022, 2023, 2024]]
        assert self.lines("29-2099") == [[2012, 2014, 2016, 2018], [2021, 2022, 2023, 2024]]
        assert self.lines("29-2098") == [[2019], [2020]]
        assert self.lines("11-9111") == [[2012, 2014, 2016, 2018, 2019, 2020, 2021, 2022, 2023, 2024]]

    def test_nothing_is_joined_over_the_years_without_a_total(self):
        rows, method = said("00-0000"), tables()[2].query("kind == 'method'")
        came = outlook.came_to_pass(rows, compared("00-0000"), method)
        of_2019, of_2022 = (came.loc[came["year"] == year, "line"].item() for year in (2019, 2022))
        assert of_2019 != of_2022

    def test_bounds_of_the_former_occupation(self):
        came = self.drawn("29-2071").set_index("year")
        assert came.loc[2024, ["low", "high"]].tolist() == [194.8, 236.7]
        assert came.loc[2018, "low"] == came.loc[2018, "high"] == 215.5


def test_jumps_between_neighbouring_bases_by_hand():
    moves = outlook.jumps(tables()[0], UNBROKEN)
    assert len(moves) == 4 * 6
    for row in moves.itertuples():
        before, now = base_of(row.year - 1, row.occ_code), base_of(row.year, row.occ_code)
        assert row.move_pct == pytest.approx(100 * (now - before) / before)


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        (-5.32, -5.32, "5.3 % too low"),
        (84.7, 84.7, "84.7 % too high"),
        (-19.8, -4.1, "between 19.8 % too low and 4.1 % too low"),
        (math.nan, math.nan, "not known"),
        (math.nan, 3.0, "not known"),
    ],
)
def test_how_far_off(low, high, says):
    assert outlook.how_far_off(low, high) == says


class TestDrawing:
    def figure(self, change: float = 0.0, bar: float = 0.0):
        rows = pd.DataFrame(
            {
                "round": ["2012-22", "2014-24"],
                "base_year": [2012, 2014],
                "target_year": [2022, 2024],
                "emp_base_k": [186.3, 188.6],
                "emp_proj_k": [227.5, 217.6 + change],
                "panel": "one",
            }
        )
        came = pd.DataFrame({"year": [2014, 2016, 2022], "low": [188.6, 206.3, 194.3], "panel": "one"})
        came = came.assign(high=[188.6, 206.3, 232.2 + bar], line=["a", "a", "b"])
        cut = pd.DataFrame({"year": [2019, 2021, 2021], "label": ["codes", "codes", "method"]})
        words = {"highlight": "2014-24", "panels": {"one": "words"}, "title": "t", "ylabel": "Thousand jobs"}
        return draw_rounds(rows, came, breaks=cut, **words)

    def test_what_is_drawn_is_what_was_given(self):
        (ax,) = self.figure().axes
        drawn = [[list(map(float, ends)) for ends in line.get_data()] for line in ax.get_lines()]
        assert [[2014, 2024], [188.6, 217.6]] in drawn
        assert [[2012, 2022], [186.3, 227.5]] in drawn
        assert [[2014, 2016], [188.6, 206.3]] in drawn  # joined
        assert [[2022, 2022], [194.3, 232.2]] in drawn  # the bar of the bounds
        assert [[2018.5, 2018.5], [0, 1]] in drawn
        assert [[2020.5, 2020.5], [0, 1]] in drawn
        assert len(drawn) == 6

    def test_the_legend_tells_all_looks_apart(self):
        (ax,) = self.figure().axes
        words = [text.get_text() for text in ax.get_legend().get_texts()]
        assert words == [
            "what came to pass",
            "what came to pass lies on the bar",
            "the round 2014-24",
            "other rounds",
            "break: codes 2019 and 2021, method 2021",
        ]
        looks = {(line.get_color(), line.get_linestyle(), line.get_linewidth()) for line in ax.get_lines()}
        assert len(looks) == 5

    def test_another_number_drawn_is_another_text(self):
        plain = numbers_drawn(self.figure())
        assert plain == numbers_drawn(self.figure())
        assert plain != numbers_drawn(self.figure(change=0.1))
        assert plain != numbers_drawn(self.figure(bar=0.1))


class TestExercises:
    p = SimpleNamespace(
        notebook="05_is_the_work_growing", round="2018-28", occupation="records", source="shipped"
    )

    def answer(self, number: str, **change: str):
        return EXERCISES[number].answer(SimpleNamespace(**vars(self.p) | change))

    def test_answers_by_hand(self):
        assert self.answer("05.1") == 10.7
        assert self.answer("05.1", round="2024-34", occupation="31-9094") == -4.9
        trend = 591.3 + 10 * (591.3 - 560.8) / 2
        assert self.answer("05.2") == pytest.approx(100 * (trend - 811.0) / 811.0)
        halfway = (217.6 + 188.6) / 2
        assert self.answer("05.3") == pytest.approx((halfway - 194.8) / 41.9)

    def test_slips_are_wrong_and_not_the_answer(self):
        for number in ("05.1", "05.2", "05.3"):
            exercise = EXERCISES[number]
            assert exercise.slips
            for wrong, _ in exercise.slips:
                assert judge(wrong(self.p), exercise.answer(self.p)) != "right"

    def test_a_share_may_be_given_in_percent(self):
        assert judge(19.8, self.answer("05.3")) == "right"
