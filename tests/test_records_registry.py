"""The indicators of a tumour registry: worked examples, an independent computation, wrong input."""

import calendar
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from recordsdata import datasets
from recordsdata.records.make import make_records
from recordsdata.records.registry import (
    MONTHS_OF_A_STANDARD,
    STANDARDS,
    completeness,
    duplicate_cases,
    follow_back,
    hospital_timeliness,
    indicators,
    judge,
    missing_cases,
    timeliness,
    try_completeness,
)
from recordsdata.records.schema import AS_OF

DAY = pd.Timestamp("2024-05-01")


def cases(count, **columns):
    """Sound cases, T0 to T9..., with what is given in place of what is sound."""
    frame = pd.DataFrame({"tumor_id": [f"T{n}" for n in range(count)]})
    frame["patient_id"] = [f"P{n}" for n in range(count)]
    frame["last_name"] = [f"Mock{n}" for n in range(count)]
    sound = {
        "first_name": "Ann",
        "birth_date": pd.Timestamp("1950-01-01"),
        "sex": "F",
        "race": "white",
        "county": "Example County",
        "diagnosis_date": DAY,
        "age_at_diagnosis": 74,
        "site": "C50.1",
        "histology": "8500",
        "behavior": "3",
        "laterality": "1",
        "confirmation": "1",
        "source": "1",
        "first_contact": DAY,
        "abstracted": DAY + pd.Timedelta(days=100),
        "last_contact": DAY + pd.Timedelta(days=200),
        "vital_status": "alive",
    }
    return frame.assign(**{**sound, **columns})


def certificates(*rows):
    """Certificates from (tumor_id or None, follow_back), all of deaths in 2024."""
    frame = pd.DataFrame(rows, columns=["tumor_id", "follow_back"])
    frame["tumor_id"] = frame["tumor_id"].astype("str")
    frame.insert(0, "certificate_id", [f"C{n}" for n in range(len(frame))])
    return frame.assign(death_date=pd.Timestamp("2024-11-05"))


def registry(notified, both, found, only, still_open):
    """A registry with so many cases known in life, and certificates of each sort."""
    count = notified + found + only
    tumors = cases(count, source=["1"] * (notified + found) + ["7"] * only)
    ids = tumors["tumor_id"].tolist()
    rows = [(name, "not_needed") for name in ids[:both]]
    rows += [(name, "found") for name in ids[notified : notified + found]]
    rows += [(name, "not_found") for name in ids[notified + found :]]
    return {"tumors": tumors, "certificates": certificates(*rows, *[(None, "open")] * still_open)}


class TestCompleteness:
    def test_a_worked_example(self):
        # 900 cases known in life. 400 certificates mention cancer: 360 of known cases; of the other 40, 30
        # were found by asking back and 10 were not. 9 of 10 deaths were known, so the 900 are 9 of 10 of all
        # cases: 1,000. Registered are 900 + 40 = 940, or 94 percent.
        found = completeness(registry(900, 360, 30, 10, 0))
        assert found[:4] == (900, 400, 360, 940)
        assert found.expected == pytest.approx(1000)
        assert found.percent == pytest.approx(94)
        low, high = binomtest(360, 400).proportion_ci(method="wilson")
        assert (found.low, found.high) == pytest.approx((low * 940 / 9, min(high * 940 / 9, 100)))

    def test_what_is_still_asked_for_is_not_registered_yet(self):
        found = completeness(registry(900, 360, 20, 10, 10))
        assert (found.certificates, found.registered) == (400, 930)
        assert found.percent == pytest.approx(93)

    def test_an_open_case_with_a_row_of_its_own_is_told_apart(self):
        tables = registry(90, 36, 3, 1, 0)
        tables["certificates"].loc[tables["certificates"]["follow_back"] == "not_found", "follow_back"] = (
            "open"
        )
        found = completeness(tables)
        assert (found.notified, found.registered) == (90, 93)
        measured = indicators(tables, []).set_index("measure")
        assert measured.loc["death certificate only", "numerator"] == 0
        assert measured.loc["death certificate only", "denominator"] == 93

    @given(st.integers(1, 120), st.integers(1, 120), st.integers(0, 40), st.integers(0, 40))
    def test_it_is_the_published_formula(self, notified, both, found, only):
        both = min(both, notified)
        result = completeness(registry(notified, both, found, only, 0))
        incidence, deaths = notified + found + only, both + found + only
        dcn = (found + only) / incidence
        ajiki = (1 - dcn * incidence / deaths) / (1 - dcn)
        assert result.percent == pytest.approx(min(100 * ajiki, 100))
        # ... and capture-recapture: cases not on any list, from the odds of being on one given the other
        unseen = (notified - both) * (found + only) / both
        assert result.expected == pytest.approx(incidence + unseen)
        assert result.low <= result.percent + 1e-9
        assert result.percent <= result.high + 1e-9 <= 100 + 2e-9

    @pytest.mark.parametrize(
        ("cases_", "fatal", "missed"), [(1000, 300, 0.1), (300, 90, 0.2), (150, 40, 0.1)]
    )
    def test_the_interval_holds_the_truth_as_often_as_it_says(self, cases_, fatal, missed):
        trials = try_completeness(cases_, fatal, missed, seed=7)
        held = (trials["low"] <= trials["true"]) & (trials["true"] <= trials["high"])
        assert held.mean() >= 0.93  # rather too wide than too narrow
        assert abs(trials["percent"].mean() - trials["true"].mean()) < 1

    def test_a_trial_says_what_completeness_says(self):
        # Nothing is missed: 12 of 12 certificates known. All fatal ones missed but one: by hand.
        assert try_completeness(40, 12, 0.0, seed=1).iloc[0][["true", "percent"]].tolist() == [100, 100]
        said = {}  # by how many of the others were known
        for trial in try_completeness(40, 12, 0.4, seed=3, times=20).to_dict("records"):
            others = round(trial["true"] * 40 / 100) - 12
            if others not in said:
                some = [registry(both + others, both, 12 - both, 0, 0) for both in range(1, 13)]
                said[others] = [completeness(tables).percent for tables in some]
            assert any(percent == pytest.approx(trial["percent"]) for percent in said[others])
        for wrong in ((0, 0, 0.1), (5, 6, 0.1), (5, 2, 1.0), (5, 2, -0.1)):
            with pytest.raises(ValueError, match="try_completeness"):
                try_completeness(*wrong, seed=1)

    def test_with_nothing_to_go_by_nothing_is_said(self):
        for tables in (registry(5, 0, 2, 0, 0), registry(5, 0, 0, 0, 0), registry(0, 0, 2, 1, 0)):
            assert math.isnan(completeness(tables).percent)
        judged = judge(indicators(registry(5, 0, 2, 0, 0), []), "npcr", datasets.load("standards"))
        assert judged.set_index("measure").loc["completeness", "verdict"] == "cannot be told"

    def test_a_year_takes_its_own_certificates(self):
        tables = registry(10, 4, 1, 0, 1)
        tables["tumors"].loc[:4, "diagnosis_date"] = pd.Timestamp("2025-03-01")
        assert completeness(tables, 2025)[:4] == (5, 4, 4, 5)
        assert completeness(tables, 2024)[:4] == (5, 2, 0, 6)  # the open one goes into the year of death
        with pytest.raises(ValueError, match=r"No case was diagnosed in 2023.*2024, 2025"):
            completeness(tables, 2023)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        *[(code, True) for code in ("C61", "C50.411", "C43.4", "C90.00", "D05.11", "D32.0", "D35.2")],
        *[(code, False) for code in ("C44.311", "Z85.3", "Z08", "D06.9", "D25.9", "D35.1", "D50.0", "")],
    ],
)
def test_a_code_without_a_case_is_found(code, found):
    stays = pd.DataFrame({"encounter_id": ["E1", "E2", "E3"], "patient_id": ["P9", "P9", "P0"]})
    stays["admitted"] = pd.to_datetime(["2026-03-01", "2026-02-01", "2026-01-01"])
    lines = pd.DataFrame({"diagnosis_id": ["1", "2", "3", "4"], "encounter_id": ["E1", "E2", "E3", "E3"]})
    lines["code"] = [code, code, code, "I10"]
    tables = {"tumors": cases(3), "encounters": stays, "diagnoses": lines}  # P0 has a case
    rows = missing_cases(tables)[["patient_id", "encounter_id", "code"]].to_dict("records")
    assert rows == ([{"patient_id": "P9", "encounter_id": "E2", "code": code}] if found else [])
    with pytest.raises(ValueError, match="Table diagnoses is not among"):
        missing_cases({name: tables[name] for name in ("tumors", "encounters")})


def test_indicators_agree_with_counting_case_by_case():
    """Another computation of all that is counted, in plain Python over spoilt records of a large registry."""
    tables, truth = make_records(60_000, 71, 0.02)
    tumors, dead = (tables[name].to_dict("records") for name in ("tumors", "certificates"))
    planted = set(truth.loc[truth["kind"] == "duplicate_case", "record"])
    assert len(planted) > 20
    assert {*duplicate_cases(tables["tumors"])["tumor_id"]} <= {
        *planted,
        *truth.loc[truth["kind"] == "duplicate_case", "other"],
    }
    assert len(duplicate_cases(tables["tumors"])) == len(planted)
    failed = {case["tumor_id"] for case in tumors[::7]}
    measured = indicators(tables, failed, 2025).set_index("measure")
    cases_ = [case for case in tumors if case["diagnosis_date"].year == 2025]

    def count(test):
        return sum(bool(test(case)) for case in cases_)

    by_hand = {
        "death certificate only": count(lambda c: c["source"] == "7"),
        "microscopic verification": count(lambda c: c["confirmation"] in "1234"),
        "passed edits": count(lambda c: c["tumor_id"] not in failed),
        "missing age": count(lambda c: pd.isna(c["age_at_diagnosis"])),
        "missing sex": count(lambda c: pd.isna(c["sex"]) or c["sex"] == "U"),
        "missing race": count(lambda c: pd.isna(c["race"]) or c["race"] == "unknown"),
        "missing county": count(lambda c: pd.isna(c["county"])),
    }
    assert measured.loc[[*by_hand], "numerator"].to_dict() == by_hand
    assert {*measured.loc[[*by_hand], "denominator"]} == {len(cases_)}
    states = [row["follow_back"] for row in dead]
    told = follow_back(tables).set_index("follow_back")["certificates"].to_dict()
    assert told == {state: states.count(state) for state in ("not_needed", "found", "not_found", "open")}

    def six_months_on(day):
        month = day.month + 6
        year, month = day.year + (month > 12), month - 12 * (month > 12)
        return pd.Timestamp(year, month, min(day.day, calendar.monthrange(year, month)[1]))

    own = [c for c in tumors if c["source"] == "1" and not pd.isna(c["first_contact"])]
    due = [c for c in own if six_months_on(c["first_contact"]) < AS_OF]
    early = [c for c in due if c["abstracted"] <= six_months_on(c["first_contact"])]
    row = hospital_timeliness(tables["tumors"]).iloc[0]
    assert row[["cases", "in_time", "not_due"]].tolist() == [len(due), len(early), len(own) - len(due)]
    assert 0 < len(early) < len(due) < len(own)
    for year in timeliness(tables["tumors"]).to_dict("records"):
        done = [c["abstracted"] for c in tumors if c["diagnosis_date"].year == year["year"]]
        assert (year["cases"], year["in_time"]) == (
            len(done),
            sum(day < pd.Timestamp(year["year"] + 2, 12, 1) for day in done),
        )


def test_follow_back_counts_each_certificate_once():
    table = follow_back(registry(20, 6, 3, 2, 1)).set_index("follow_back")
    assert table["certificates"].to_dict() == {"not_needed": 6, "found": 3, "not_found": 2, "open": 1}
    assert table["percent"].tolist() == pytest.approx([50, 25, 100 / 6, 100 / 12])
    nobody = registry(5, 0, 0, 0, 0)
    assert follow_back(nobody)["percent"].isna().all()


def test_each_indicator_counts_what_it_says():
    tumors = cases(
        10,
        source=["1"] * 8 + ["7", "3"],
        confirmation=["1", "2", "4", "3", "5", "6", "7", "8", "9", "1"],
        sex=["F", "U", None, *["M"] * 7],
        race=["white", "unknown", "unknown", None, *["black"] * 6],
        county=["Example County"] * 9 + [None],
        age_at_diagnosis=pd.array([None, *[74] * 9], "Int64"),
    )
    tumors.loc[7, ["last_name", "site"]] = ["Mock6", "C50.9"]  # T7 repeats T6
    tables = {"tumors": tumors, "certificates": certificates(("T0", "not_needed"), ("T8", "not_found"))}
    measured = indicators(tables, {"T3"}).set_index("measure")
    counted = measured["numerator"].drop("timeliness").astype(int).to_dict()
    assert counted == {
        "completeness": 10,
        "death certificate only": 1,
        "microscopic verification": 5,
        "duplicates": 1,
        "passed edits": 9,
        "missing age": 1,
        "missing sex": 2,
        "missing race": 3,
        "missing county": 1,
    }
    shares = measured.drop(["completeness", "timeliness"])
    assert (shares["denominator"] == 10).all()
    assert (shares["value"] == 10 * shares["numerator"]).all()
    assert measured.loc["completeness", "denominator"] == 18  # 9 known in life, 1 of 2 deaths known
    # From the close of 2024 to 15 October 2026: 21 whole months and 14 of 31 days.
    assert measured.loc["timeliness", "value"] == pytest.approx(21 + 14 / 31)
    assert measured.loc["timeliness", "unit"] == "months"


class TestDuplicates:
    def rows(self, **changes):
        pair = cases(2, patient_id=["P1", "P2"], last_name="Mock")
        for name, value in changes.items():
            pair[name] = pair[name].astype(object)
            pair.loc[1, name] = value
        return pair.infer_objects()

    @pytest.mark.parametrize(
        ("changes", "repeated"),
        [
            ({}, True),
            ({"last_name": " MOCK"}, True),
            ({"site": "C50.9"}, True),
            ({"histology": "8503"}, True),
            ({"diagnosis_date": DAY + pd.Timedelta(days=60)}, True),
            ({"diagnosis_date": DAY + pd.Timedelta(days=61)}, False),
            ({"diagnosis_date": DAY - pd.Timedelta(days=60)}, True),
            ({"site": "C18.2"}, False),
            ({"laterality": "2"}, False),
            ({"histology": "8140"}, False),
            ({"first_name": "Bob"}, False),
            ({"birth_date": pd.Timestamp("1950-01-02")}, False),
            ({"last_name": "Sham", "patient_id": "P1"}, True),
            ({"last_name": "Sham"}, False),
            ({"birth_date": pd.NaT, "patient_id": None}, False),
        ],
    )
    def test_what_counts_as_reported_twice(self, changes, repeated):
        assert bool(len(duplicate_cases(self.rows(**changes)))) == repeated

    def test_the_later_one_is_named(self):
        found = duplicate_cases(self.rows(diagnosis_date=DAY - pd.Timedelta(days=3)))
        assert found.to_dict("records") == [{"tumor_id": "T0", "other": "T1"}]

    def test_the_index_does_not_matter(self):
        pair = self.rows()
        assert duplicate_cases(pair.set_axis([0, 0])).equals(duplicate_cases(pair))

    def test_three_reports_are_two_too_many(self):
        assert len(duplicate_cases(cases(3, patient_id="P1"))) == 2

    def test_against_each_pair_in_turn(self):
        import numpy as np

        draw = np.random.default_rng(3)
        rows = cases(120, patient_id=[f"P{n}" for n in draw.integers(0, 25, 120)])
        rows["last_name"] = rows["patient_id"]
        rows["site"] = draw.choice(["C50.1", "C50.2", "C18.0"], 120)
        rows["laterality"] = draw.choice(["1", "2"], 120)
        rows["diagnosis_date"] = DAY + pd.to_timedelta(draw.integers(0, 400, 120), unit="D")
        again = set()
        listed = rows.to_dict("records")
        for one in listed:
            for other in listed:
                same = all(one[c] == other[c] for c in ("patient_id", "laterality"))
                same &= one["site"][:3] == other["site"][:3]
                days = (one["diagnosis_date"] - other["diagnosis_date"]).days
                later = days > 0 or (days == 0 and listed.index(one) > listed.index(other))
                if same and later and days <= 60:
                    again.add(one["tumor_id"])
        assert {*duplicate_cases(rows)["tumor_id"]} == again
        assert len(again) > 10


class TestTimeliness:
    def test_23_months_after_the_close_of_the_year(self):
        rows = cases(
            4, diagnosis_date=pd.to_datetime(["2023-01-01", "2023-12-31", "2024-01-01", "2023-07-01"])
        )
        rows["abstracted"] = pd.to_datetime(["2025-11-30", "2025-12-01", "2026-10-01", "2023-08-01"])
        table = timeliness(rows)
        assert table["year"].tolist() == [2023, 2024]
        assert table["in_time"].tolist() == [2, 1]
        assert table["deadline"].tolist() == [pd.Timestamp("2025-11-30"), pd.Timestamp("2026-11-30")]
        assert table["due"].tolist() == [True, False]  # records of 15 October 2026

    @pytest.mark.parametrize(
        ("contact", "done", "early"),
        [
            ("2025-01-15", "2025-07-15", 1),
            ("2025-01-15", "2025-07-16", 0),
            ("2025-08-31", "2026-02-28", 1),
            ("2025-08-31", "2026-03-01", 0),
            ("2025-08-30", "2026-02-28", 1),
        ],
    )
    def test_six_months_of_a_hospital(self, contact, done, early):
        rows = cases(1, first_contact=pd.Timestamp(contact), abstracted=pd.Timestamp(done))
        assert hospital_timeliness(rows)["in_time"].tolist() == [early]

    def test_only_own_cases_whose_time_has_passed(self):
        contact = pd.to_datetime(["2025-01-01", "2025-01-01", None, "2026-04-14", "2026-04-15"])
        done = pd.to_datetime(["2025-02-01", "2025-09-01", "2025-02-01", "2026-05-01", "2026-05-01"])
        rows = cases(5, first_contact=contact, abstracted=done)
        row = hospital_timeliness(rows).iloc[0]
        assert row[["cases", "in_time", "not_due"]].tolist() == [3, 2, 1]
        assert row["median_days"] == 31
        none = hospital_timeliness(cases(2, source="3")).iloc[0]
        assert none["cases"] == 0
        assert math.isnan(none["percent"])


class TestJudge:
    def one(self, measure, value, low, high, standard="naaccr_gold"):
        row = {"measure": measure, "numerator": 1, "denominator": 1.0, "value": value, "low": low}
        measured = pd.DataFrame([row | {"high": high, "unit": "percent"}])
        return judge(measured, standard, datasets.load("standards")).iloc[0]

    @pytest.mark.parametrize(
        ("measure", "numbers", "verdict"),
        [
            ("completeness", (96.0, 95.5, 96.5), "met"),
            ("completeness", (95.0, 95.0, 96.5), "met"),  # at least 95
            ("completeness", (96.0, 94.0, 97.0), "met, by chance?"),
            ("completeness", (94.0, 93.0, 95.5), "not met, by chance?"),
            ("completeness", (90.0, 89.0, 91.0), "not met"),
            ("death certificate only", (3.0, 2.0, 4.0), "not met, by chance?"),  # below 3
            ("death certificate only", (2.9, 2.0, 2.99), "met"),
            ("passed edits", (100.0, 99.0, 100.0), "met, by chance?"),
            ("passed edits", (99.9, 99.0, 100.0), "not met"),  # exactly 100
            ("missing sex", (float("nan"),) * 3, "cannot be told"),
            ("microscopic verification", (90.0, 88.0, 92.0), "not asked for"),
        ],
    )
    def test_verdicts(self, measure, numbers, verdict):
        assert self.one(measure, *numbers)["verdict"] == verdict

    def test_npcr_counts_duplicates_in_a_thousand(self):
        row = self.one("duplicates", 0.1, 0.05, 0.2, "npcr")
        assert (row["value"], row["unit"], row["needed"]) == (1.0, "per 1,000", "at most 1 per 1,000")
        assert row["verdict"] == "met, by chance?"
        assert self.one("duplicates", 0.1, 0.05, 0.2)["verdict"] == "not met, by chance?"  # gold: below 0.1 %

    def test_an_open_year_has_no_timeliness(self):
        tables = registry(20, 8, 1, 1, 0)
        tables["tumors"].loc[:3, "diagnosis_date"] = pd.Timestamp("2026-03-01")
        measured = indicators(tables, [], 2026).set_index("measure")
        assert math.isnan(measured.loc["timeliness", "value"])
        first = indicators(tables, []).set_index("measure")  # of several years, the first
        assert first.loc["timeliness", "value"] == pytest.approx(21 + 14 / 31)

    def test_every_threshold_of_every_standard_is_used(self):
        standards = datasets.load("standards")
        measured = indicators(registry(20, 8, 1, 1, 0), [])
        used = 0
        for name, start in STANDARDS.items():
            judged = judge(measured, name, standards)
            asked = standards[standards["standard_id"].str.startswith(start)]
            assert {*asked["measure"]} == {*judged.loc[judged["needed"] != "", "measure"]}
            used += len(asked)
        assert used == 27

    def test_deadlines_are_those_of_the_table(self):
        standards = datasets.load("standards").set_index("standard_id")
        years = standards[standards["measure"] == "timeliness"]
        assert {*years["threshold"]} == {MONTHS_OF_A_STANDARD}
        assert len(years) == len(STANDARDS)
        hospital = standards.loc[["hospital-abstracting", "hospital-abstracting-share"], "threshold"]
        assert hospital.tolist() == [6, 90]
        assert hospital_timeliness(registry(20, 8, 1, 1, 0)["tumors"])["needed"].tolist() == [90]

    def test_what_is_not_sure_says_so(self):
        measured = indicators(registry(20, 8, 1, 1, 0), [])
        unsure = judge(measured, "naaccr_silver", datasets.load("standards")).query("to_confirm")
        assert unsure["measure"].tolist() == [
            "passed edits",
            "missing age",
            "missing sex",
            "missing race",
            "missing county",
            "timeliness",
        ]

    def test_months_are_judged_without_an_interval(self):
        measured = indicators(registry(20, 8, 1, 1, 0), [])
        judged = judge(measured, "npcr", datasets.load("standards")).set_index("measure")
        assert judged.loc["timeliness", "verdict"] == "met"
        late = indicators(registry(20, 8, 1, 1, 0), [], as_of=pd.Timestamp("2026-12-01"))
        judged = judge(late, "npcr", datasets.load("standards")).set_index("measure")
        assert judged.loc["timeliness", ["value", "verdict"]].tolist() == [23.0, "met"]
        late = indicators(registry(20, 8, 1, 1, 0), [], as_of=pd.Timestamp("2026-12-02"))
        judged = judge(late, "npcr", datasets.load("standards")).set_index("measure")
        assert judged.loc["timeliness", "verdict"] == "not met"


FAR = pd.Timestamp("9999-05-01").as_unit("us")
SOUND = registry(8, 3, 1, 1, 0)
WRONG = [
    (lambda t: {}, "Table tumors is not among the tables given"),
    (lambda t: t | {"tumors": t["tumors"].drop(columns="source")}, "source"),
    (lambda t: t | {"tumors": t["tumors"].iloc[:0]}, "Table tumors is empty"),
    (lambda t: t | {"tumors": pd.concat([t["tumors"]] * 2)}, "'T0' .*in more than one row"),
    (lambda t: t | {"tumors": t["tumors"].assign(diagnosis_date="2024-05-01")}, "diagnosis_date: found text"),
    (lambda t: t | {"tumors": t["tumors"].assign(diagnosis_date=DAY.tz_localize("UTC"))}, "time zone"),
    (lambda t: t | {"tumors": t["tumors"].assign(diagnosis_date=pd.NaT)}, "cannot be placed in time"),
    (lambda t: t | {"tumors": t["tumors"].assign(diagnosis_date=FAR)}, "year 9999 in T0, where 1900 to 2100"),
    (lambda t: t | {"certificates": t["certificates"].assign(follow_back="yes")}, "'yes' is not one of"),
    (lambda t: t | {"certificates": t["certificates"].drop(columns="death_date")}, "death_date"),
    (lambda t: {"tumors": t["tumors"]}, "Table certificates is not among"),
]


@pytest.mark.parametrize("measure", [completeness, follow_back, lambda t: indicators(t, [])])
@pytest.mark.parametrize(("change", "says"), WRONG)
def test_wrong_tables_teach(measure, change, says):
    with pytest.raises(ValueError, match=says):
        measure(change(dict(SOUND)))


def test_other_wrong_input_teaches():
    with pytest.raises(ValueError, match="'T99' is not a case"):
        indicators(SOUND, ["T99"])
    measured = indicators(SOUND, [])
    with pytest.raises(ValueError, match=r"'gold' is not a standard.*naaccr_gold"):
        judge(measured, "gold", datasets.load("standards"))
    with pytest.raises(ValueError, match="measured has no column 'low'"):
        judge(measured.drop(columns="low"), "npcr", datasets.load("standards"))
    with pytest.raises(ValueError, match="standards has no column 'comparator'"):
        judge(measured, "npcr", datasets.load("standards").drop(columns="comparator"))


def test_the_tables_that_were_given_are_not_changed():
    before = {name: table.copy() for name, table in SOUND.items()}
    indicators(SOUND, ["T1"], 2024)
    for name, table in SOUND.items():
        pd.testing.assert_frame_equal(table, before[name])
