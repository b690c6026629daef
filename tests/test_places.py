"""Places: figures against the excerpt, the delta method against simulation, rank sets against brute force."""

from __future__ import annotations

import csv
import itertools
import math
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from recordsdata.charts import draw_tiles
from recordsdata.datasets import load
from recordsdata.places import (
    MEASURES,
    article_places,
    local_prices,
    places,
    rank_sets,
    ranking,
    singled_out,
    summary,
)

SOURCE = Path(__file__).parents[1] / "data" / "source"
RECORDS = {2018: "29-2071", 2025: "29-2072"}
TERRITORIES = {"PR", "GU", "VI"}
AREAS = {(2018, "state"): 54, (2018, "metro"): 395, (2025, "state"): 54, (2025, "metro"): 393}
NUMBERS = ("tot_emp", "jobs_1000", "loc_quotient", "h_mean", "a_mean", "h_median", "emp_prse", "mean_prse")


@cache
def excerpt(name: str) -> list[dict[str, str]]:
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def raw(year: int, level: str, occ_code: str) -> dict[str, dict[str, str]]:
    return {
        row["area_code"]: row
        for row in excerpt("oews_areas.csv")
        if (row["year"], row["area_type"], row["occ_code"]) == (str(year), level, occ_code)
    }


def national(year: int, occ_code: str) -> dict[str, str]:
    rows = [r for r in excerpt("oews_national.csv") if (r["year"], r["occ_code"]) == (str(year), occ_code)]
    return rows[0]


@cache
def table(name: str) -> pd.DataFrame:
    return load(name)


@cache
def frame_of(year: int, level: str, occ_code: str | None = None) -> pd.DataFrame:
    frame = places(table("wages_area"), table("wages_national"), occ_code or RECORDS[year], year, level)
    return local_prices(frame, table("price_parities"), year)


def occupations(year: int, level: str) -> list[str]:
    rows = excerpt("oews_areas.csv")
    return sorted({r["occ_code"] for r in rows if (r["year"], r["area_type"]) == (str(year), level)})


EVERY = [(y, lv, occ) for y, lv in AREAS for occ in occupations(y, lv)]


# ---- one row an area ---------------------------------------------------------------------------------------


def test_every_figure_is_the_one_in_the_excerpt() -> None:
    compared: Counter[str] = Counter()
    for year, level, occ in EVERY:
        frame, source = frame_of(year, level, occ), raw(year, level, occ)
        assert set(frame["area_code"]) == set(raw(year, level, "00-0000"))
        assert len(frame) == AREAS[year, level] == frame["area_code"].nunique()
        for row in frame.to_dict("records"):
            published = source.get(row["area_code"])
            for column in NUMBERS:
                if column == "loc_quotient" and year == 2018:
                    continue
                text = published[column] if published else ""
                if text in ("", "*", "**", "#", "-"):
                    assert math.isnan(row[column]), (year, row["area_title"], occ, column)
                else:
                    assert row[column] == float(text), (year, row["area_title"], occ, column)
                    compared["numbers"] += 1
            if published is None:
                assert {row[c] for c in frame if c.endswith("_status")} == {"not_in_source"}
                compared["areas without the occupation"] += 1
    assert len(EVERY) == 30
    assert compared["numbers"] > 35_000
    assert compared["areas without the occupation"] > 500


def test_a_suppressed_figure_says_so() -> None:
    vermont = frame_of(2025, "state").set_index("state").loc["VT"]
    assert math.isnan(vermont["tot_emp"])
    assert (vermont["emp_status"], vermont["lq_status"], vermont["h_mean_status"]) == (
        "suppressed",
        "suppressed",
        "released",
    )
    assert frame_of(2018, "metro")["emp_status"].value_counts().to_dict() == {
        "released": 354,
        "not_in_source": 29,
        "suppressed": 12,
    }


def test_territories_and_new_england_towns_are_marked() -> None:
    for (year, level), _ in AREAS.items():
        frame, source = frame_of(year, level), raw(year, level, "00-0000")
        outside = {code for code, row in source.items() if row["state"] in TERRITORIES}
        assert set(frame.loc[~frame["in_nation"], "area_code"]) == outside
        towns = {c for c in source if (year, level) == (2018, "metro") and c.startswith("7")}
        assert set(frame.loc[frame["necta"], "area_code"]) == towns
        assert len(outside) == {"state": 3, "metro": 7 if year == 2018 else 6}[level]
        assert len(towns) == (21 if (year, level) == (2018, "metro") else 0)


def test_an_occupation_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(ValueError, match=r"No state has a row for occupation '29-2071' in 2025.*29-2072"):
        places(table("wages_area"), table("wages_national"), "29-2071", 2025, "state")
    with pytest.raises(ValueError, match=r"2020.*lacks that year or level"):
        places(table("wages_area"), table("wages_national"), "29-2071", 2020, "state")


# ---- location quotient -------------------------------------------------------------------------------------


def test_the_quotient_is_a_ratio_of_shares() -> None:
    """From counts of jobs: what is published in 2025, and what is computed in 2018, within rounding."""
    checked = 0
    for year, level, occ in EVERY:
        nation = float(national(year, occ)["tot_emp"]) / float(national(year, "00-0000")["tot_emp"])
        everyone, source = raw(year, level, "00-0000"), raw(year, level, occ)
        for row in frame_of(year, level, occ).to_dict("records"):
            if math.isnan(row["loc_quotient"]):
                assert math.isnan(row["tot_emp"])
                continue
            jobs, total = (
                float(source[row["area_code"]]["tot_emp"]),
                float(everyone[row["area_code"]]["tot_emp"]),
            )
            # Jobs are rounded to 10, jobs per 1,000 to three decimals, the published quotient to two.
            slack = (5 / total + 0.0005 / 1000) / nation + (0.005 if year == 2025 else 0)
            assert row["loc_quotient"] == pytest.approx(jobs / total / nation, abs=slack * 1.3 + 1e-9)
            assert row["lq_status"] == "released"
            checked += 1
    assert checked > 5_800


def synthetic(jobs: list[float], totals: list[float], prse: list[float], total_prse: float) -> pd.DataFrame:
    """Frame of `places` for areas that make up a nation, with the errors that follow from independence."""
    codes = [f"{n:02d}" for n in range(1, len(jobs) + 1)]
    common = {"year": 2025, "area_type": "state", "area_code": codes, "area_title": codes, "state": codes}
    blank = dict.fromkeys(("jobs_1000", "h_mean", "a_mean", "mean_prse", "h_median"), np.nan)
    status = dict.fromkeys(
        ("emp_status", "lq_status", "h_mean_status", "a_mean_status", "h_pct_status"), "released"
    )
    e, total = np.array(jobs), np.array(totals)
    quotient = (e / total) / (e.sum() / total.sum())
    own = pd.DataFrame({**common, **blank, **status, "occ_code": "29-2072", "tot_emp": e, "emp_prse": prse})
    every = pd.DataFrame({**common, **blank, **status, "occ_code": "00-0000", "tot_emp": total})
    area = pd.concat([own.assign(loc_quotient=quotient), every.assign(loc_quotient=1.0, emp_prse=total_prse)])
    root = [
        math.sqrt(((e * prse) ** 2).sum()) / e.sum(),
        math.sqrt(((total * total_prse) ** 2).sum()) / total.sum(),
    ]
    nation = pd.DataFrame(
        {
            "year": 2025,
            "occ_code": ["29-2072", "00-0000"],
            "tot_emp": [e.sum(), total.sum()],
            "emp_prse": root,
        }
    )
    return places(area, nation, "29-2072", 2025, "state")


@pytest.mark.parametrize("total_prse", [0.0, 2.0])
def test_the_delta_method_agrees_with_simulation(total_prse: float) -> None:
    """Draw all areas, add them up to a nation, take the quotient: its scatter is the standard error given."""
    jobs, totals = [6000.0, 900.0, 2500.0, 600.0], [2e6, 5e5, 9e5, 6e5]
    prse = [3.0, 6.0, 2.0, 7.0]
    frame = synthetic(jobs, totals, prse, total_prse)
    draw = np.random.default_rng(20250501).standard_normal
    e = np.array(jobs) * (1 + np.array(prse) / 100 * draw((400_000, 4)))
    total = np.array(totals) * (1 + total_prse / 100 * draw((400_000, 4)))
    quotient = (e / total) / (e.sum(axis=1) / total.sum(axis=1))[:, None]
    assert frame["lq_prse"].to_numpy() == pytest.approx(100 * np.log(quotient).std(axis=0), rel=0.02)
    # Six in ten jobs are in the first area: its error is much in the nation's too, and must not count twice.
    assert frame["lq_prse"][0] < 0.75 * math.hypot(3.0, total_prse)


def test_areas_add_up_to_the_national_error() -> None:
    """The independence that the delta method assumes, held against the published national errors."""
    ratios = []
    for occ in sorted(set(occupations(2025, "state")) - {"00-0000"}):
        source = [row for row in raw(2025, "state", occ).values() if row["state"] not in TERRITORIES]
        known = [row for row in source if row["emp_prse"] not in ("", "**")]
        squares = sum((float(r["tot_emp"]) * float(r["emp_prse"]) / 100) ** 2 for r in known)
        nation = national(2025, occ)
        ratios.append(100 * math.sqrt(squares) / float(nation["tot_emp"]) / float(nation["emp_prse"]))
    assert len(ratios) == 7
    assert all(0.75 < ratio < 1.25 for ratio in ratios), ratios


def test_the_quotient_of_all_occupations_has_no_error() -> None:
    frame = frame_of(2025, "state", "00-0000")
    assert (frame["loc_quotient"] == 1).all()
    assert (frame["lq_prse"] == 0).all()


def test_a_territory_is_no_part_of_the_nation() -> None:
    frame = frame_of(2025, "state").set_index("state")
    assert frame.loc["PR", "lq_prse"] == pytest.approx(math.hypot(10.2, 1.1), abs=1e-9)


# ---- local prices ------------------------------------------------------------------------------------------


def test_local_prices_by_hand_and_reasons_where_there_are_none() -> None:
    states = {
        (r["GeoFIPS"][:2], r["year"]): float(r["rpp_all_items"]) for r in excerpt("price_parity_state.csv")
    }
    metros = {r["GeoFIPS"]: float(r["RPP 2023"]) for r in excerpt("price_parity_metro.csv")}
    checked = 0
    for year, level in AREAS:
        frame = frame_of(year, level)
        for row in frame.to_dict("records"):
            at = {2018: "2018", 2025: "2023"}[year]
            parity = states.get((row["area_code"], at)) if level == "state" else metros.get(row["area_code"])
            parity = None if (year, level) == (2018, "metro") else parity
            assert row["rpp_year"] == int(at)
            if math.isnan(row["h_mean"]):
                assert row["local_status"] == row["h_mean_status"] != "released"
            elif parity is None:
                assert row["local_status"] == f"no price parity of {at}"
                assert math.isnan(row["h_mean_local"])
            else:
                assert row["h_mean_local"] == pytest.approx(100 * row["h_mean"] / parity)
                assert row["local_status"] == "released"
                checked += 1
    assert checked == 51 + 51 + 356
    assert frame_of(2025, "metro")["rpp"].isna().sum() == 22
    assert frame_of(2018, "metro")["rpp"].isna().all()
    with pytest.raises(ValueError, match="no price parities for 2007: the first are those of 2008"):
        local_prices(frame_of(2018, "state"), table("price_parities"), 2007)


def test_the_error_of_local_pay_is_that_of_the_pay() -> None:
    frame = frame_of(2025, "state")
    pay, local = ranking(frame, "h_mean"), ranking(frame, "h_mean_local")
    both = pay.merge(local, on="area_code", suffixes=("", "_local")).dropna(subset=["se", "se_local"])
    assert len(both) == 51
    assert (both["se"] / both["value"]).to_numpy() == pytest.approx(
        (both["se_local"] / both["value_local"]).to_numpy()
    )


# ---- rank sets ---------------------------------------------------------------------------------------------


def brute_force(estimate: list[float], se: list[float], level: float) -> list[tuple[float, float]]:
    """The definition, one pair at a time."""
    with_error = [k for k, (x, s) in enumerate(zip(estimate, se, strict=True)) if not math.isnan(x + s)]
    z = norm.isf((1 - level) / 2 / max(len(with_error), 1))
    count = sum(not math.isnan(x) for x in estimate)
    sets = []
    for k in range(len(estimate)):
        if k not in with_error:
            sets.append((math.nan, math.nan))
            continue
        above = [j for j in with_error if estimate[j] - z * se[j] > estimate[k] + z * se[k]]
        below = [j for j in with_error if estimate[j] + z * se[j] < estimate[k] - z * se[k]]
        sets.append((1.0 + len(above), float(count - len(below))))
    return sets


gaps = st.just(math.nan)
estimates = st.integers(0, 60).map(float)
pairs = st.lists(
    st.tuples(estimates | gaps, st.integers(0, 40).map(lambda n: n / 8) | gaps), min_size=1, max_size=12
)


def series(rows: list[tuple[float, float]]) -> tuple[pd.Series[float], pd.Series[float]]:
    return pd.Series([x for x, _ in rows], dtype=float), pd.Series([s for _, s in rows], dtype=float)


def sets_of(rows: list[tuple[float, float]], level: float = 0.90) -> pd.DataFrame:
    return rank_sets(*series(rows), level)


@given(pairs, st.sampled_from([0.5, 0.9, 0.99]))
def test_rank_sets_are_those_of_the_definition(rows: list[tuple[float, float]], level: float) -> None:
    found = sets_of(rows, level)
    wanted = np.array(brute_force([x for x, _ in rows], [s for _, s in rows], level))
    np.testing.assert_array_equal(found[["rank_low", "rank_high"]].to_numpy(), wanted)
    values = [x for x, _ in rows]
    for value, rank in zip(values, found["rank"], strict=True):
        assert math.isnan(rank) if math.isnan(value) else rank == 1 + sum(other > value for other in values)


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[tuple[float, float]], random: object) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = sets_of([rows[k] for k in order])
    pd.testing.assert_frame_equal(shuffled, sets_of(rows).iloc[order].reset_index(drop=True))


@given(pairs, st.sampled_from([0.25, 2.0, 1024.0]), st.integers(-50, 50))
def test_units_do_not_matter(rows: list[tuple[float, float]], scale: float, shift: int) -> None:
    moved = sets_of([(x * scale + shift * scale, s * scale) for x, s in rows])
    pd.testing.assert_frame_equal(moved, sets_of(rows))


@given(pairs)
def test_more_confidence_means_wider_sets_around_the_published_rank(rows: list[tuple[float, float]]) -> None:
    narrow, wide = sets_of(rows, 0.5), sets_of(rows, 0.99)
    known = narrow["rank_low"].notna()
    assert (wide["rank_low"] <= narrow["rank_low"])[known].all()
    assert (wide["rank_high"] >= narrow["rank_high"])[known].all()
    assert ((narrow["rank_low"] <= narrow["rank"]) & (narrow["rank"] <= narrow["rank_high"]))[known].all()


@given(pairs)
def test_an_area_without_an_estimate_changes_nothing(rows: list[tuple[float, float]]) -> None:
    longer = sets_of([*rows, (math.nan, 1.0), (math.nan, math.nan)])
    pd.testing.assert_frame_equal(longer.iloc[: len(rows)], sets_of(rows))
    assert longer.iloc[len(rows) :].isna().all(axis=None)


@pytest.mark.parametrize("truth", [[10.0, 10.5, 11.0, 11.0, 12.5, 14.0], [10.0] * 6])
def test_the_sets_hold_the_true_ranks_as_often_as_they_say(truth: list[float]) -> None:
    """All at once, whatever rank of a tie is taken; less often where less is asked for and all are equal."""
    true, se = np.array(truth), np.array([0.6, 0.3, 0.4, 0.5, 0.3, 0.8])
    best = 1 + (true[None, :] > true[:, None]).sum(axis=1)
    worst = len(true) - (true[None, :] < true[:, None]).sum(axis=1)
    draw = np.random.default_rng(7).standard_normal
    for level in (0.2, 0.9):
        held = 0
        for _ in range(1_000):
            sets = rank_sets(pd.Series(true + se * draw(6)), pd.Series(se), level)
            held += int(((sets["rank_low"] <= best) & (sets["rank_high"] >= worst)).all())
        assert held / 1_000 >= level
        if level == 0.2 and len(set(truth)) == 1:
            assert held / 1_000 < 0.9


@pytest.mark.parametrize(
    ("measure", "state", "low", "high"),
    [
        ("h_mean", "DC", 1, 48),
        ("h_mean", "CA", 1, 11),
        ("h_mean", "WA", 1, 19),
        ("tot_emp", "FL", 1, 3),
        ("tot_emp", "CA", 1, 3),
        ("tot_emp", "TX", 1, 3),
        ("tot_emp", "NY", 4, 7),
    ],
)
def test_known_rank_sets_of_2025(measure: str, state: str, low: int, high: int) -> None:
    row = ranking(frame_of(2025, "state"), measure).set_index("state").loc[state]
    assert (row["rank_low"], row["rank_high"]) == (low, high)


@pytest.mark.parametrize("level", [0.0, 1.0, -0.1, 90, math.nan])
def test_a_level_that_is_none_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match=f"level is {level}"):
        rank_sets(pd.Series([1.0]), pd.Series([1.0]), level)


def test_a_negative_error_is_refused() -> None:
    with pytest.raises(ValueError, match=r"smallest standard error -1\.0"):
        rank_sets(pd.Series([1.0, 2.0]), pd.Series([1.0, -1.0]))


# ---- rankings and what is said of them ---------------------------------------------------------------------


def test_every_measure_works_everywhere_or_says_why_it_is_empty() -> None:
    seen: Counter[str] = Counter()
    for (year, level, occ), measure in itertools.product(EVERY, MEASURES):
        ranked = ranking(frame_of(year, level, occ), measure)
        assert len(ranked) == AREAS[year, level]
        no_bounds = ranked["low"].isna()
        assert (ranked["high"].isna() == no_bounds).all()
        assert (no_bounds == (ranked["interval_reason"] != "")).all()
        assert (ranked["value"].isna() == (ranked["status"] != "released")).all() or measure == "h_median"
        assert (ranked.loc[ranked["value"].isna(), "status"] != "released").all()
        if year == 2018 or measure == "h_median":
            assert ranked[["low", "high", "se", "rank_low", "rank_high"]].isna().all(axis=None)
            seen["no interval"] += 1
        else:
            assert (no_bounds == ranked["value"].isna()).all()
            seen["intervals"] += 1
        assert (ranked["rank"].notna() == (ranked["value"].notna() & ranked["in_nation"])).all()
        ranks = ranked["rank"].dropna().tolist()
        assert ranks == sorted(ranks) == ranked["rank"].head(len(ranks)).tolist()
        seen["empty"] += not ranks
        assert singled_out(ranked, measure)
        assert summary(ranked, measure, focus=ranked["area_code"].iloc[-1]).count("\n") >= 1
    # Without a figure anywhere: medians of 2018, and local pay of metropolitan areas in 2018.
    assert seen == {"no interval": 14 * 5 + 16, "intervals": 16 * 4, "empty": 14 + 7}


def test_intervals_are_95_percent() -> None:
    row = ranking(frame_of(2025, "state"), "h_mean").set_index("state").loc["DC"]
    half = norm.ppf(0.975) * 38.58 * 0.115
    assert (row["low"], row["high"]) == pytest.approx((38.58 - half, 38.58 + half))


def test_an_unknown_measure_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'a_pct90'.*tot_emp, h_mean"):
        ranking(frame_of(2025, "state"), "a_pct90")


def made_up(rows: list[tuple[float, float]]) -> pd.DataFrame:
    names = [f"Area {chr(65 + n)}" for n in range(len(rows))]
    value, se = series(rows)
    frame = pd.DataFrame(
        {"area_code": names, "area_title": names, "in_nation": True, "value": value, "se": se}
    )
    return frame.join(rank_sets(value, se))


@settings(max_examples=300)
@given(pairs)
def test_a_title_names_nobody_whom_the_sets_do_not_single_out(rows: list[tuple[float, float]]) -> None:
    ranked = made_up(rows)
    text = singled_out(ranked, "h_mean")
    named = {title for title in ranked["area_title"] if title in text}
    may_be_first = set(ranked.loc[ranked["rank_low"] == 1, "area_title"])
    if " may have the highest" in text:
        assert text.endswith("none can be singled out")
        assert named in (set(), may_be_first)
    elif named:
        assert may_be_first <= named
        assert set(ranked.loc[ranked["rank_high"] <= len(named), "area_title"]) == named
        assert (" has " in text) == (len(named) == 1)
    else:
        assert ranked["rank_low"].isna().all()


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([(30, 0.1), (20, 0.1), (10, 0.1)], "Area A has the highest mean pay"),
        (
            [(30, 1), (29, 1), (10, 0.1)],
            "Area A and Area B have the highest mean pay, in an order that is open",
        ),
        ([(30, 1), (29, 1)], "Area A or Area B may have the highest mean pay: none can be singled out"),
        ([(30, 9)] * 6, "Any of 6 states may have the highest mean pay: none can be singled out"),
        (
            [(30, math.nan), (20.5, math.nan)],
            "Published figures run from 20.50 to 30.00 (mean pay, USD an hour); "
            "how sure their order is, is not known",
        ),
        ([(math.nan, 1)], "No state has a published figure: mean pay, USD an hour"),
    ],
)
def test_what_is_said_of_a_ranking(rows: list[tuple[float, float]], text: str) -> None:
    assert singled_out(made_up([(float(x), float(s)) for x, s in rows]), "h_mean") == text


def test_no_state_is_called_the_best_paying() -> None:
    text = singled_out(ranking(frame_of(2025, "state"), "h_mean"), "h_mean")
    assert text == "Any of 11 states may have the highest mean pay: none can be singled out"


@pytest.mark.parametrize(
    ("focus", "words"),
    [
        ("50", "**Vermont**, jobs: (suppressed); not ranked."),
        ("72", "**Puerto Rico**, jobs: 1,850 (95 % interval 1,480 to 2,220); not ranked."),
        ("78", "**Virgin Islands**, jobs: (not in source); not ranked."),
    ],
)
def test_a_focus_without_a_rank_is_told_why(focus: str, words: str) -> None:
    assert summary(ranking(frame_of(2025, "state"), "tot_emp"), "tot_emp", focus=focus).endswith(words)


def test_the_articles_places_are_found_with_their_figures() -> None:
    claims = excerpt("article_claims.csv")
    said = {
        (row["area"], row["unit"]): float(row["value"])
        for row in claims
        if row["section"] == "places" and row["unit"] in ("jobs", "USD per hour")
    }
    assert len(said) == 20
    for level, key in (("state", "state"), ("metro", "area_code")):
        source = {row[key]: row for row in raw(2018, level, "29-2071").values()}
        order = sorted(
            source,
            key=lambda area: (
                -float(source[area]["tot_emp"] or "nan" if source[area]["tot_emp"] not in ("", "**") else 0)
            ),
        )
        found = article_places(table("claims"), frame_of(2018, level))
        assert found["rank"].tolist() == [1, 2, 3, 4, 5]
        for row, area in zip(found.to_dict("records"), order, strict=False):
            assert row["tot_emp"] == float(source[area]["tot_emp"])
            assert row["h_mean"] == float(source[area]["h_mean"])
            assert row["said_jobs"] == said[area, "jobs"]
            assert row["said_pay"] == said[area, "USD per hour"]


# ---- tile map ----------------------------------------------------------------------------------------------


def test_each_state_has_one_tile_with_its_number_and_a_shade_in_order() -> None:
    ranked = ranking(frame_of(2025, "state"), "tot_emp")
    states = ranked[ranked["in_nation"]]
    ax = draw_tiles(states, state="state", value="value", title="t", legend="Jobs", digits=0).axes[0]
    words = dict(
        text.get_text().split("\n") if "\n" in text.get_text() else (text.get_text(), "") for text in ax.texts
    )
    assert len(ax.patches) == len(words) == 51 == states["state"].nunique()
    places_taken = {patch.get_xy() for patch in ax.patches}
    assert len(places_taken) == 51
    dark = {}
    for text, patch in zip(ax.texts, ax.patches, strict=True):
        code, value = (text.get_text() + "\n").split("\n")[:2]
        wanted = states.set_index("state").loc[code, "value"]
        assert value == ("" if math.isnan(wanted) else f"{wanted:,.0f}")
        assert bool(patch.get_hatch()) == math.isnan(wanted)
        if not math.isnan(wanted):
            dark[wanted] = -sum(patch.get_facecolor()[:3])
    shades = [dark[value] for value in sorted(dark)]
    assert shades == sorted(shades)
    assert len(set(shades)) == 5
    assert min(Counter(shades).values()) >= 9


def test_large_numbers_are_written_in_thousands() -> None:
    rows = pd.DataFrame({"state": ["CA", "NV"], "jobs": [117_060.0, 12_340.0]})
    ax = draw_tiles(rows, state="state", value="jobs", title="t", legend="Jobs", digits=0).axes[0]
    assert {"CA\n117.1", "NV\n12.3"} <= {text.get_text() for text in ax.texts}
    assert ax.get_legend().get_title().get_text() == "Jobs, thousands"


@pytest.mark.parametrize("codes", [["CA", "PR"], ["CA", "CA"]])
def test_a_territory_or_a_state_twice_is_refused(codes: list[str]) -> None:
    rows = pd.DataFrame({"state": codes, "jobs": [1.0, 2.0]})
    with pytest.raises(ValueError, match=codes[1]):
        draw_tiles(rows, state="state", value="jobs", title="t", legend="Jobs", digits=0)


def test_tiles_lie_as_on_the_map() -> None:
    rows = pd.DataFrame({"state": ["CA"], "jobs": [1.0]})
    ax = draw_tiles(rows, state="state", value="jobs", title="t", legend="Jobs", digits=0).axes[0]
    at = {text.get_text()[:2]: text.get_position() for text in ax.texts}
    for west_to_east in ("HI CA NV CO KS KY VA DE", "WA ID MT ND MN WI MI NY VT NH", "AK CA TX LA MS AL GA"):
        xs = [at[code][0] for code in west_to_east.split()]
        assert xs == sorted(xs)
    for north_to_south in (
        "WA OR CA AZ",
        "ME NH MA CT",
        "ND SD NE KS OK TX",
        "MI OH WV NC",
        "WI IL IN KY TN AL",
    ):
        ys = [at[code][1] for code in north_to_south.split()]
        assert ys == sorted(ys)
        assert len(set(ys)) == len(ys)
