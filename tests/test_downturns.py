"""Downturns: what pooled panels share, the bounds on a change, ranks by brute force, years before 2011."""

import json
import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from recordsdata import datasets, downturns
from recordsdata.classroom import judge
from recordsdata.exercises import EXERCISES
from recordsdata.runner.run import find_notebook

WAGES, FAMILIES = datasets.load("wages_national"), datasets.load("occupation_family")
BREAKS, CROSSWALK = datasets.load("breaks"), datasets.load("soc_crosswalk")
TABLES = WAGES, FAMILIES, BREAKS, CROSSWALK
PAIR = ["29-2098", "29-9098"]


FIGURES = WAGES.set_index(["occ_code", "year"])[["tot_emp", "emp_prse"]].to_dict("index")


def jobs_of(code, year, column="tot_emp"):
    return FIGURES[code, year][column]


def older(scale=0.94):
    """The table with made-up releases of 2007 to 2010: those of 2012, every occupation scaled alike."""
    base = WAGES[WAGES["year"] == 2012]
    made = [
        base.assign(year=year, tot_emp=(base["tot_emp"] * f).round())
        for year, f in ((2007, 1.0), (2008, 1.01), (2009, 0.97), (2010, scale))
    ]
    return pd.concat([*made, WAGES], ignore_index=True)


# --- which recessions, which panels


def test_panels_are_those_that_the_technical_notes_list():
    assert downturns.panels(2020) == {(2020, 5), (2019, 11), (2019, 5), (2018, 11), (2018, 5), (2017, 11)}
    assert downturns.panels(2019) == {(2019, 5), (2018, 11), (2018, 5), (2017, 11), (2017, 5), (2016, 11)}


@given(st.integers(2005, 2100), st.integers(0, 8))
def test_two_panels_are_new_each_year(year, apart):
    shared = downturns.panels(year) & downturns.panels(year + apart)
    assert len(downturns.panels(year)) == 6
    assert len(shared) == max(0, 6 - 2 * apart)


def test_recessions_by_months():
    found = downturns.recessions(range(1999, 2026)).set_index("recession")
    assert found["months"].to_dict() == {"2001": 8, "2007-09": 18, "2020": 2}  # as NBER prints them
    for name, (peak, trough) in downturns.RECESSIONS.items():
        before, after = found.loc[name, ["before", "after"]]
        assert (before, 5) < peak < (before + 1, 6)
        assert (after - 1, 5) <= trough < (after, 5)
    assert found["in_reach"].to_dict() == {"2001": False, "2007-09": True, "2020": True}


def test_before_2003_no_may_was_released():
    # BLS, technical notes for May 2003: yearly until November 2002. No table can hold May 2000 or 2002.
    found = downturns.recessions(range(1999, 2026)).set_index("recession")
    assert found["missing"].to_dict() == {
        "2001": "the survey was yearly then: no May release exists",
        "2007-09": "",
        "2020": "",
    }
    assert found[["shared", "since"]].isna().all(axis=1).to_dict() == {
        "2001": True,
        "2007-09": False,
        "2020": False,
    }
    assert downturns.trials(*TABLES, "records")["missing"].tolist() == found["missing"].tolist()


@pytest.mark.parametrize(
    ("years", "reached"),
    [
        (range(2011, 2026), ["2020"]),
        (range(2007, 2026), ["2007-09", "2020"]),
        (range(2008, 2026), ["2020"]),
        ([2007, 2010], ["2007-09"]),
        (range(2007, 2010), []),
        (range(2000, 2012), ["2007-09"]),
        ([], []),
    ],
)
def test_a_recession_needs_both_mays(years, reached):
    found = downturns.recessions(years)
    assert found.loc[found["in_reach"], "recession"].tolist() == reached


@pytest.mark.parametrize(
    ("occupation", "year", "codes"),
    [
        ("records", 2018, ["29-2071"]),
        ("records", 2019, PAIR),
        ("records", 2025, ["29-2072"]),  # without the part 29-9021, which holds other work too
        ("records", 2010, []),
        ("managers", 2020, ["11-9111"]),
        ("all", 2020, ["00-0000"]),
        ("29-1141", 2020, ["29-1141"]),
        ("29-1141", 2011, []),  # 29-1111 then
        ("29-2072", 2020, []),
    ],
)
def test_codes(occupation, year, codes):
    assert downturns.codes_of(occupation, year, WAGES, FAMILIES) == codes


def test_a_code_counts_only_in_the_years_that_the_family_says():
    early = WAGES[WAGES["occ_code"].eq("29-2072") & WAGES["year"].eq(2021)].assign(year=2018)
    assert downturns.codes_of("records", 2018, pd.concat([WAGES, early]), FAMILIES) == ["29-2071"]


# --- a change and its bounds


def test_the_pair_by_hand():
    found = downturns.change(WAGES, FAMILIES, "records", 2019, 2020).set_index("assumption")
    jobs = {year: [jobs_of(code, year) for code in PAIR] for year in (2019, 2020)}
    assert jobs == {2019: [331790, 54350], 2020: [318010, 76670]}
    assert found["pct"].round(4).tolist() == [2.2116] * 3
    a = math.sqrt((331790 * 0.009) ** 2 + (54350 * 0.025) ** 2) / 386140
    b = math.sqrt((318010 * 0.010) ** 2 + (76670 * 0.021) ** 2) / 394680
    wide = math.hypot((331790 * 0.009 + 54350 * 0.025) / 386140, (318010 * 0.010 + 76670 * 0.021) / 394680)
    errors = {
        "widest": wide,
        "independent": math.hypot(a, b),
        "shared": math.sqrt(a * a + b * b - 2 * a * b * 4 / 6),
    }
    for name, se in errors.items():
        low, high = scipy.stats.norm.interval(0.95, math.log(394680 / 386140), se)
        assert found.loc[name, "se"] == pytest.approx(se)
        assert found.loc[name, "low"] == pytest.approx(100 * (math.exp(low) - 1))
        assert found.loc[name, "high"] == pytest.approx(100 * (math.exp(high) - 1))
    # What the notebook turns on: one end holds zero and the other does not; neither reaches all jobs.
    assert found.loc["independent", "low"] < 0 < found.loc["shared", "low"]
    assert found.loc["widest", "low"] > -5.3


@pytest.mark.parametrize(
    ("code", "before", "after", "why"),
    [
        ("13-1074", 2019, 2020, "no figure is released for May 2020"),
        ("29-2072", 2019, 2020, "no such code in May 2019"),
        ("29-2071", 2018, 2019, "no such code in May 2019"),
        ("records", 2018, 2019, "May 2018 and May 2019 have different codes"),
        ("records", 2020, 2025, "May 2020 and May 2025 have different codes"),
    ],
)
def test_a_change_that_cannot_be_measured_says_why(code, before, after, why):
    found = downturns.change(WAGES, FAMILIES, code, before, after)
    assert found["why"].eq(why).all()
    assert found[["pct", "se", "low", "high"]].isna().all(axis=None)


@given(st.sampled_from(sorted(set(WAGES.loc[WAGES["year"] == 2020, "occ_code"]))), st.integers(2017, 2020))
def test_bounds_are_nested_and_meet_without_shared_panels(code, before):
    for years in ((before, 2020), (2012, 2018)):
        found = downturns.change(WAGES, FAMILIES, code, *years).set_index("assumption")
        if found["pct"].isna().any() or years[0] == years[1]:
            continue
        se = found["se"]
        assert se["widest"] == pytest.approx(se["independent"])  # one code: nothing to err together with
        shared = max(0, 6 - 2 * (years[1] - years[0]))
        assert se["independent"] / math.sqrt(3) - 1e-9 <= se["shared"] <= se["independent"] + 1e-12
        exact = 0.0 in [
            jobs_of(code, year, "emp_prse") for year in years
        ]  # counted in full in one of the Mays
        assert (se["shared"] < se["independent"]) == (shared > 0 and not exact)


class TestPooledPanels:
    """Panels with independent errors, pooled six by six, as the bounds suppose: what do changes do?"""

    runs = 20_000
    sd = 0.05  # of a panel

    def releases(self, kept, apart=1, seed=1):
        """Errors of two releases; `kept` is how far a shared panel adds the same to both (1: unchanged)."""
        rng = np.random.default_rng(seed)
        span = 6 + 2 * apart
        once, anew = rng.normal(0, self.sd, (2, self.runs, span))
        again = kept * once + math.sqrt(1 - kept**2) * anew
        return once[:, :6].mean(axis=1), again[:, span - 6 :].mean(axis=1)

    def table(self):
        """A release's relative standard error, printed in percent, for both years."""
        error = 100 * self.sd / math.sqrt(6)
        rows = [(year, "x", "detailed", 1000.0, error) for year in range(2011, 2021)]
        return pd.DataFrame(rows, columns=["year", "occ_code", "occ_level", "tot_emp", "emp_prse"])

    @pytest.mark.parametrize("kept", [0.0, 0.5, 0.9, 1.0])
    @pytest.mark.parametrize("apart", [1, 2, 3])
    def test_the_true_error_lies_between_the_bounds(self, kept, apart):
        before, after = self.releases(kept, apart)
        true = (after - before).std()
        found = downturns.change(self.table(), FAMILIES, "x", 2020 - apart, 2020).set_index("assumption")[
            "se"
        ]
        assert found["shared"] * 0.985 < true < found["independent"] * 1.015
        expected = math.sqrt(2 * (1 - kept * max(0, 6 - 2 * apart) / 6) / 6) * self.sd
        assert true == pytest.approx(expected, rel=0.02)
        if kept == 1.0:
            assert true == pytest.approx(found["shared"], rel=0.02)

    def test_independence_covers_too_much_and_the_overlap_covers_as_promised(self):
        before, after = self.releases(1.0)
        found = downturns.change(self.table(), FAMILIES, "x", 2019, 2020).set_index("assumption")["se"]
        z = scipy.stats.norm.ppf(0.975)
        covered = {name: np.mean(np.abs(after - before) < z * se) for name, se in found.items()}
        assert covered["shared"] == pytest.approx(0.95, abs=0.006)
        assert covered["independent"] > 0.999

    def test_a_sudden_fall_shows_by_the_sixth(self):
        # All panels later than the peak of February 2020 see 12 % fewer: of six, one.
        since = downturns.recessions([2019, 2020]).set_index("recession").loc["2020", "since"]
        truth = [0.88 if panel > (2020, 2) else 1.0 for panel in sorted(downturns.panels(2020))]
        assert 1 - np.mean(truth) == pytest.approx(0.12 * since / 6)

    def test_noise_sees_what_panels_share(self):
        rng = np.random.default_rng(5)
        months = sorted({panel for year in range(2011, 2019) for panel in downturns.panels(year)})
        many = pd.DataFrame(
            rng.normal(0, 0.15, (3000, len(months))), columns=pd.MultiIndex.from_tuples(months)
        )
        printed = 100 * 0.15 / math.sqrt(6)
        rows = []
        for year in range(2011, 2019):
            pooled = many[sorted(downturns.panels(year))].mean(axis=1)
            rows.append(
                pd.DataFrame({"occ_code": many.index.astype(str), "year": year, "tot_emp": np.exp(pooled)})
            )
        table = pd.concat(rows).assign(occ_level="detailed", emp_prse=printed)
        found = downturns.noise(table, BREAKS)
        assert found["apart"].tolist() == [1, 2, 3]
        assert found["compared"].tolist() == [7 * 3000, 6 * 3000, 5 * 3000]
        assert found["scatter"].to_numpy() == pytest.approx(found["at_least"].to_numpy(), rel=0.03)
        assert found["at_least"].to_numpy() == pytest.approx(np.sqrt([1 / 3, 2 / 3, 1]))


def test_noise_in_the_shipped_table():
    found = downturns.noise(WAGES, BREAKS)
    years = found[["first", "last", "apart"]].to_numpy().tolist()
    assert years == [
        [2011, 2018, 1], [2011, 2018, 2], [2011, 2018, 3], [2019, 2020, 1],
        [2021, 2025, 1], [2021, 2025, 2], [2021, 2025, 3],
    ]  # fmt: skip
    scores = []
    for code in set(WAGES.loc[WAGES["occ_level"].eq("detailed") & WAGES["year"].eq(2019), "occ_code"]):
        errors = [jobs_of(code, year, "emp_prse") for year in (2019, 2020)]
        if min(errors) > 5 and jobs_of(code, 2020) > 0:  # one code of 2020 is not released
            scores.append(100 * math.log(jobs_of(code, 2020) / jobs_of(code, 2019)) / math.hypot(*errors))
    row = found.iloc[3]
    assert row["compared"] == len(scores) == 156
    assert row["scatter"] == pytest.approx(scipy.stats.iqr(scores, scale="normal"), rel=1e-3)
    # What the notebook says: surely below 1 for neighbouring Mays to 2018, and nowhere else.
    assert row["error"] == pytest.approx(row["scatter"] * 1.166 / math.sqrt(156))
    assert (found["scatter"] + 2 * found["error"] < found["high"]).all()
    assert (found["high"] < 1).tolist() == [True, False, False, False, False, False, False]


def test_the_upper_end_of_the_scatter_holds_as_often_as_it_should():
    rng, held = np.random.default_rng(3), []
    frame = pd.DataFrame({"occ_code": [f"{n}" for n in range(120)] * 2, "year": np.repeat([2012, 2013], 120)})
    for _ in range(400):
        table = frame.assign(occ_level="detailed", emp_prse=10.0, tot_emp=np.exp(rng.normal(0, 0.1, 240)))
        held.append(downturns.noise(table, BREAKS)["high"].iloc[0] > 1)
    assert np.mean(held) == pytest.approx(0.975, abs=0.025)


@given(st.floats(-50, 50), st.floats(0.001, 0.2), st.floats(-50, 50), st.floats(0.001, 0.2), st.floats(-1, 1))
def test_against_is_never_too_narrow(pct, se, pct_other, se_other, correlation):
    frames = [
        pd.DataFrame({"assumption": ["widest"], "pct": [p], "se": [s]})
        for p, s in ((pct, se), (pct_other, se_other))
    ]
    points, low, high = downturns.against(*frames)
    a, b = se * (100 + pct), se_other * (100 + pct_other)
    half = 1.959964 * math.sqrt(max(0.0, a * a + b * b - 2 * correlation * a * b))
    assert points == pytest.approx(pct - pct_other)
    assert low <= points - half * (1 - 1e-6)
    assert high >= points + half * (1 - 1e-6)


def test_noise_leaves_out_what_too_few_occupations_show():
    few = WAGES[WAGES["occ_code"].isin(sorted(set(WAGES["occ_code"]))[:200])]
    assert downturns.noise(few, BREAKS).empty


# --- what else moves a figure


def test_carried_over_by_counting():
    left, right = Counter(CROSSWALK["soc_2010"]), Counter(CROSSWALK["soc_2018"])
    same = set()
    for row in CROSSWALK.itertuples():
        if left[row.soc_2010] == right[row.soc_2018] == 1:
            same |= {row.soc_2010, row.soc_2018}
    codes = pd.Series(sorted(set(WAGES["occ_code"])))
    assert downturns.carried_over(codes, CROSSWALK).tolist() == [code in same for code in codes]
    assert 700 < len(same) < 900


@pytest.mark.parametrize(
    ("occupation", "before", "after", "says"),
    [
        ("records", 2019, 2020, "hold much other work"),
        ("records", 2017, 2018, ""),
        ("records", 2018, 2019, "hold much other work"),
        ("29-2098", 2019, 2020, "no single code holds it"),
        ("15-2098", 2019, 2020, "no single code holds it"),
        ("29-2072", 2022, 2025, ""),
        ("29-2072", 2021, 2022, ""),
        ("29-1141", 2018, 2020, ""),
        ("29-1141", 2020, 2021, "method"),
        ("29-1141", 2019, 2023, "method"),
        ("11-9111", 2019, 2020, ""),
        ("29-0000", 2019, 2020, ""),
        ("all", 2019, 2020, ""),
    ],
)
def test_what_else_moved_a_figure(occupation, before, after, says):
    found = downturns.mixed_by(*TABLES, occupation, before, after)
    assert (says in found) if says else (found == "")


def test_a_classification_that_comes_in_between_is_seen():
    cut = pd.DataFrame({"year": [2009], "kind": ["classification"], "what": ["new"], "note": ["n"]})
    table = older()
    tables = table, FAMILIES, pd.concat([cut, BREAKS]), CROSSWALK
    assert downturns.mixed_by(*tables, "29-2071", 2007, 2010)  # divided later, so not known to be the same
    assert not downturns.mixed_by(*tables, "11-9111", 2007, 2010)
    assert not downturns.mixed_by(table, FAMILIES, BREAKS, CROSSWALK, "29-2071", 2007, 2010)


# --- a table with more years


def test_years_before_2011_are_used_when_they_are_there():
    found = downturns.trials(older(), *TABLES[1:], "records").set_index("recession")
    assert found["outcome"].to_dict() == {"2001": "out of reach", "2007-09": "fell", "2020": "mixed"}
    row = found.loc["2007-09"]
    base = jobs_of("29-2071", 2012)
    assert (row["jobs_before"], row["jobs_after"]) == (base, round(base * 0.94))
    # Three years apart no panel is shared, so nothing is left to assume.
    three = downturns.change(older(), FAMILIES, "records", 2007, 2010)
    assert three["se"].nunique() == 1
    prse = jobs_of("29-2071", 2012, "emp_prse") / 100
    assert three["se"].iloc[0] == pytest.approx(math.sqrt(2) * prse)


@pytest.mark.parametrize(
    ("scale", "outcome"), [(0.94, "fell"), (1.06, "grew"), (1.01, "undecided"), (0.99, "undecided")]
)
def test_what_a_recession_shows(scale, outcome):
    assert downturns.trials(older(scale), *TABLES[1:], "records")["outcome"].iloc[1] == outcome


def test_outcomes_in_the_shipped_table():
    for code, outcome in {
        "35-3031": "fell",
        "11-9111": "grew",
        "29-1141": "undecided",
        "13-1074": "no figure",
        "29-2072": "no figure",
        "29-9098": "mixed",  # though its interval lies far above zero
    }.items():
        found = downturns.trials(*TABLES, code)
        assert found["outcome"].tolist() == ["out of reach", "out of reach", outcome], code


def test_older_years_are_ranked_too():
    ranked = downturns.field(older(), CROSSWALK, 2007, 2010).set_index("occ_code")
    assert ranked["rank"].count() == WAGES[WAGES["year"].eq(2012)]["occ_level"].eq("detailed").sum()
    assert ranked["pct"].median() == pytest.approx(-6, abs=0.01)


def test_the_notebook_uses_older_years(monkeypatch, capsys):
    # The later import makes them; the notebook must need no change for it.
    load = datasets.load
    monkeypatch.setattr(
        datasets, "load", lambda name, *source: older() if name == "wages_national" else load(name, *source)
    )
    sources = datasets.sources

    def with_older(table, period=None, source=None):  # the notebook names a source where imports count
        known = sources(table, period)
        if source is None or table != "wages_national":
            return known
        new = known.iloc[[0, 0]].assign(period=[type(known["period"].iloc[0])(year) for year in (2007, 2010)])
        return pd.concat([known, new], ignore_index=True)

    monkeypatch.setattr(datasets, "sources", with_older)
    cells = json.loads(find_notebook("06").read_text("utf-8"))["cells"]
    namespace = {}
    for cell in (cell for cell in cells if cell["cell_type"] == "code"):
        exec("".join(cell["source"]), namespace)
    shown = capsys.readouterr().out
    assert "**Work with medical records: jobs fell during the recession of 2007-09.**" in shown
    assert "unless jobs were falling anyway" in shown
    assert "2001 (the survey was yearly then: no May release exists)" in shown
    assert "did better" not in shown
    assert "from May 2007 to May 2010" in shown
    assert "imported here: OEWS May 2007, 2010" in shown
    assert "recessions_in_reach = 2" in shown
    assert "nan" not in shown


# --- among all occupations


@pytest.fixture(scope="module")
def ranked():
    return downturns.field(WAGES, CROSSWALK, 2019, 2020, PAIR)


def test_ranks_by_counting(ranked):
    changes = {}
    for code in set(WAGES.loc[WAGES["year"].eq(2019) & WAGES["occ_level"].eq("detailed"), "occ_code"]):
        if code not in PAIR:
            changes[code] = jobs_of(code, 2020) / jobs_of(code, 2019)
    changes["29-2098 + 29-9098"] = 394680 / 386140
    known = {code: change for code, change in changes.items() if change == change}
    by_code = ranked.set_index("occ_code")
    assert len(known) == by_code["rank"].count() == 787
    for code, change in known.items():
        assert by_code.loc[code, "rank"] == 1 + sum(other > change + 1e-12 for other in known.values()), code
        assert by_code.loc[code, "pct"] == pytest.approx(100 * (change - 1))
    left = by_code[by_code["rank"].isna()]
    assert left["left_out"].to_dict() == {"13-1074": "not released for May 2020"}
    assert by_code.loc[list(known), "left_out"].eq("").all()
    assert not {*PAIR} & {*by_code.index}


def test_rank_sets_by_brute_force(ranked):
    # Bonferroni over 787 intervals; then who is surely above the pair, and who surely below?
    z = scipy.stats.norm.ppf(1 - 0.10 / (2 * 787))
    ends = {}
    for code in ranked.loc[ranked["rank"].notna(), "occ_code"]:
        parts = PAIR if "+" in code else [code]
        jobs = [sum(jobs_of(part, year) for part in parts) for year in (2019, 2020)]
        errors = [
            sum(jobs_of(part, year) * jobs_of(part, year, "emp_prse") / 100 for part in parts) / total
            for year, total in zip((2019, 2020), jobs, strict=True)
        ]
        middle, half = math.log(jobs[1] / jobs[0]), z * math.hypot(*errors)
        ends[code] = (middle - half, middle + half)
    low, high = ends["29-2098 + 29-9098"]
    pair = ranked.set_index("occ_code").loc["29-2098 + 29-9098"]
    assert pair["rank_low"] == 1 + sum(other[0] > high for other in ends.values())
    assert pair["rank_high"] == 787 - sum(other[1] < low for other in ends.values())
    assert (pair["rank"], pair["rank_low"], pair["rank_high"]) == (111, 7, 735)


def test_codes_that_one_may_lacks_are_left_out_by_name():
    ranked = downturns.field(WAGES, CROSSWALK, 2018, 2019).set_index("occ_code")
    assert ranked.loc["29-2071", "left_out"] == "no such code in May 2019"
    assert ranked.loc["29-2098", "left_out"] == "no such code in May 2018"
    assert (ranked["rank"].isna() == ranked["left_out"].ne("")).all()


# --- the two hybrid codes


def test_the_ground_of_the_hybrid_codes_is_closed():
    # Nothing outside the six codes of 2018 takes from the four of 2010, or gives to them.
    new = {code for side in downturns._HYBRIDS.values() for code in side[2021]}
    old = {code for side in downturns._HYBRIDS.values() for code in side[2018]}
    assert set(CROSSWALK.loc[CROSSWALK["soc_2018"].isin(new), "soc_2010"]) == old
    assert set(CROSSWALK.loc[CROSSWALK["soc_2010"].isin(old), "soc_2018"]) == new
    # And the titles of the hybrid codes name the six.
    titles = WAGES[WAGES["year"] == 2021].set_index("occ_code")["occ_title"]
    for hybrid, side in downturns._HYBRIDS.items():
        title = WAGES.loc[WAGES["occ_code"] == hybrid, "occ_title"].iloc[0]
        for code in side[2021]:
            words = titles[code].replace(", All Other", "").split(" and ")
            assert all(word in title for word in words), (hybrid, code)
        assert title.endswith("All Other")


def test_jobs_move_with_the_panels_not_with_the_recession():
    found = downturns.ground(WAGES)
    assert found["new_panels"].tolist() == [0, 2, 4, 6]
    assert found["29-9098"].tolist() == [32680, 54350, 76670, 37900 + 17250 + 44100]
    assert found["29-2098"].tolist() == [9090 + 208650 + 125270, 331790, 318010, 2400 + 180570 + 140770]
    assert (found["both"] == found["29-2098"] + found["29-9098"]).all()
    steps = found["29-9098"].diff().dropna()
    assert steps.max() / steps.min() < 1.05
    assert found["records_share"].iloc[[0, 3]].round(3).tolist() == [0.555, 0.516]
    assert found["records_share"].iloc[[1, 2]].isna().all()
    assert downturns.ground(WAGES[WAGES["year"] != 2019])["year"].tolist() == [2018, 2020, 2021]


@given(st.floats(-50, 100), st.floats(-50, 100), st.floats(0.05, 1))
def test_part_and_rest_make_the_whole(part, rest, share):
    whole = share * part + (1 - share) * rest
    assert downturns.part_if_rest(whole, share, rest) == pytest.approx(part, abs=1e-6)


def test_no_year_by_year_change_crosses_a_break():
    found = downturns.by_year(WAGES, FAMILIES, BREAKS, "records").set_index("year")["pct"]
    assert not {2011, 2019, 2021} & {*found.index}
    for year, code in ((2016, "29-2071"), (2023, "29-2072")):
        assert found[year] == pytest.approx(100 * (jobs_of(code, year) / jobs_of(code, year - 1) - 1))
    assert found[2020] == pytest.approx(2.2116, abs=1e-4)
    method = BREAKS[BREAKS["kind"] == "method"]
    assert downturns.by_year(WAGES, FAMILIES, method, "all")["year"].tolist() == [
        *range(2012, 2021),
        *range(2022, 2026),
    ]


# --- exercises


def test_exercises():
    for number, right, slip in (("06.1", 2.2, 18.46), ("06.2", 0.82, 1.41), ("06.3", "b", "A")):
        exercise = EXERCISES[number]
        assert judge(right, exercise.answer(None)) == "right", number
        assert judge(slip, exercise.answer(None)) != "right"
        assert any(judge(slip, wrong(None)) == "right" for wrong, _ in exercise.slips), number
