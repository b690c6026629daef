"""The department's indicators agree with worked examples and with computations done another way."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from recordsdata.classroom import judge
from recordsdata.exercises import EXERCISES
from recordsdata.records import deadlines, department
from recordsdata.records.indicators import (
    PERIODS,
    inpatient_stays,
    mean,
    months_of,
    share,
    span_of,
    standard,
    take,
)
from recordsdata.records.make import make_records
from recordsdata.records.schema import AS_OF, PERIOD

# Two in five of the profile's examples: each of these builds tables.
FEWER = settings(max_examples=settings().max_examples * 2 // 5)
MARCH = span_of("2026-03")
DAY = timedelta(days=1)


def encounters(*stays: tuple[object, ...], unit: str = "medicine") -> pd.DataFrame:
    """Type stays: admitted, discharged, then discharge status and unit where they differ."""
    rows = [(*stay, *("01", unit)[len(stay) - 2 :]) for stay in stays]
    frame = pd.DataFrame(rows, columns=["admitted", "discharged", "discharge_status", "unit"])
    for name in ("admitted", "discharged"):
        frame[name] = pd.to_datetime(frame[name], format="mixed").astype("datetime64[us]")
    ids = [f"E{n:09d}" for n in range(len(frame))]
    return frame.assign(
        encounter_id=ids, kind="inpatient", discharge_status=frame["discharge_status"].astype("str")
    )


def beds(**units: int) -> pd.DataFrame:
    return pd.DataFrame({"unit": list(units), "beds": list(units.values())})


# A week on a ward of 4 beds, 1 to 7 March 2026. Worked on paper:
#   stay                          days  census at midnight of the 1st to 7th
#   A 27 Feb 10:00 to 3 Mar 09:00   4   x x . . . . .
#   B 1 Mar 08:00 to 1 Mar 20:00    1   . . . . . . .   same day
#   C 1 Mar 23:59 to 2 Mar 00:01    1   x . . . . . .   two minutes, one midnight
#   D 2 Mar to 6 Mar                4   . x x x x . .
#   E 5 Mar to 12 Mar               7   . . . . x x x
#   F 7 Mar 01:00 to 7 Mar 23:00    1   . . . . . . .   same day, died
#   N (newborn) 3 Mar to 5 Mar      2   apart
WARD = encounters(
    ("2026-02-27 10:00", "2026-03-03 09:00"),
    ("2026-03-01 08:00", "2026-03-01 20:00"),
    ("2026-03-01 23:59", "2026-03-02 00:01"),
    ("2026-03-02 12:00", "2026-03-06 12:00"),
    ("2026-03-05 12:00", "2026-03-12 12:00"),
    ("2026-03-07 01:00", "2026-03-07 23:00", "20"),
    ("2026-03-03 12:00", "2026-03-05 12:00", "01", "nursery"),
)
WEEK = pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-08")
LATER = pd.Timestamp("2026-09-01")


def test_a_week_on_a_ward_as_worked_on_paper():
    stays = inpatient_stays(WARD)
    assert stays["days"].tolist() == [4, 1, 1, 4, 7, 1, 2]
    assert stays["same_day"].tolist() == [False, True, False, False, False, True, False]
    days = department.census_by_day(stays, WEEK)
    assert days["census"].tolist() == [2, 2, 1, 1, 2, 1, 1]
    assert days["same_day"].tolist() == [1, 0, 0, 0, 0, 0, 1]
    assert days["service_days"].tolist() == [3, 2, 1, 1, 2, 1, 2]  # 12
    assert days["admissions"].tolist() == [2, 1, 0, 0, 1, 0, 1]
    assert days["discharges"].tolist() == [1, 1, 1, 0, 0, 1, 1]
    assert days["complete"].all()
    # Discharged in the week: A, B, C, D, F with 4 + 1 + 1 + 4 + 1 = 11 days.
    found = department.average_stay(stays, WEEK)
    assert (found.numerator, found.denominator, found.value) == (11, 5, 2.2)
    assert department.average_stay(stays, WEEK, "bassinets").value == 2
    assert department.average_census(stays, WEEK).value == pytest.approx(12 / 7)
    # 12 service days of 4 beds x 7 days = 42.9 %; bassinets 2 of 14.
    full = department.occupancy(stays, beds(medicine=4, nursery=2), WEEK).set_index("unit")
    assert full.loc["all beds", ["beds", "service_days", "bed_days"]].tolist() == [4, 12, 28]
    assert full.loc["all beds", "occupancy"] == pytest.approx(42.857, abs=0.001)
    assert full.loc["nursery", "occupancy"] == pytest.approx(100 * 2 / 14)
    # Turnover: 5 discharges of 4 beds; or 0.42857 x 7 days / 2.2 days.
    direct, indirect = department.bed_turnover(stays, beds(medicine=4, nursery=2), WEEK)
    assert direct.value == 1.25
    assert indirect.value == pytest.approx(0.42857 * 7 / 2.2, abs=1e-4)
    assert indirect.value == pytest.approx(
        12 / 2.2 / 4
    )  # service days over days of the discharged, over beds


def test_death_rates_as_worked_on_paper():
    # 500 discharges, 12 deaths among them, 3 of these within 48 hours: 2.4 %, and 9 of 497 = 1.81 %.
    hours = [2, 30, 47.9, 48, 49, 60, 70, 80, 90, 100, 200, 300]
    died = [("2026-03-01", pd.Timestamp("2026-03-01") + pd.Timedelta(hours=h), "20") for h in hours]
    lived = [("2026-03-01", "2026-03-02 12:00", "01")] * 488
    gross, net = department.death_rates(inpatient_stays(encounters(*died, *lived)), MARCH)
    assert (gross.numerator, gross.denominator, round(gross.value, 2)) == (12, 500, 2.4)
    assert (net.numerator, net.denominator, round(net.value, 2)) == (9, 497, 1.81)
    for rate in (gross, net):
        low, high = binomtest(int(rate.numerator), int(rate.denominator)).proportion_ci(method="wilson")
        assert (rate.low, rate.high) == pytest.approx((100 * low, 100 * high))


def test_turnover_of_a_year_by_both_formulas():
    # One bed, every fourth day a new patient for four days, from 1 October 2025 on: never empty.
    starts = pd.date_range("2025-10-01", "2026-09-23", freq="4D")
    stays = inpatient_stays(encounters(*[(day, day + 4 * DAY) for day in starts]))
    span = (PERIOD[0], starts[-1] + 4 * DAY)
    direct, indirect = department.bed_turnover(stays, beds(medicine=1), span, LATER + 90 * DAY)
    full = department.occupancy(stays, beds(medicine=1), span, LATER + 90 * DAY)
    assert full["occupancy"].tolist() == [100, 100]
    # The last discharge lies on the day after the span; otherwise both are (days / 4).
    assert direct.value == len(starts) - 1
    assert indirect.value == pytest.approx((span[1] - span[0]).days / 4)


def test_the_delinquency_rate_and_its_trap():
    assert deadlines.delinquency_rate(561, [1700, 1700, 1700]) == pytest.approx(33.0)
    assert round(100 * 561 / (3 * 1700), 6) == 11  # the trap
    assert deadlines.delinquency_rate(420, [800, 900, 700]) == pytest.approx(52.5)  # mean 800
    assert math.isnan(deadlines.delinquency_rate(3, [0, 0]))
    for wrong in ((1, []), (-1, [3]), (1, [3, -1])):
        with pytest.raises(ValueError, match="at least one month"):
            deadlines.delinquency_rate(*wrong)


# A record a line: discharged, signed (history, summary, operative note or "no"), worked for 30 April 2026.
#   1  31 Mar, complete 30 Apr 23:00              complete on the 30th day: in time
#   2  31 Mar, summary unsigned                   30 days on 30 April: incomplete, delinquent from 1 May
#   3  30 Mar, summary unsigned                   31 days: delinquent
#   4  1 Jan, complete 2 May                      delinquent on 30 April, and complete later
#   5  20 Apr, no summary                         incomplete
#   6  10 Apr, operated, no operative note        incomplete
#   7  1 Mar, complete 2 Mar                      complete
#   8  2 May                                      not discharged yet
RECORDS = [
    ("2026-03-31", "2026-03-30", "2026-04-30 23:00", None),
    ("2026-03-31", "2026-03-30", "no", None),
    ("2026-03-30", "2026-03-30", "no", None),
    ("2026-01-01", "2026-01-01", "2026-05-02", None),
    ("2026-04-20", "2026-04-20", None, None),
    ("2026-04-10", "2026-04-10", "2026-04-10", "lost"),
    ("2026-03-01", "2026-03-01", "2026-03-02", "2026-03-01 09:00"),
    ("2026-05-02", "2026-05-02", "2026-05-02", None),
]
STANDS = ["complete", "incomplete", "delinquent", "delinquent", "incomplete", "incomplete", "complete"]


def records() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    stays = encounters(*[(day, f"{day} 18:00") for day, *_ in RECORDS])
    rows, operated = [], []
    for stay, (day, history, summary, operation) in zip(stays["encounter_id"], RECORDS, strict=True):
        kinds = {"history_and_physical": history, "discharge_summary": summary, "operative_note": operation}
        operated += [stay] if operation else []
        rows += [
            (stay, kind, f"{day} 06:00", None if signed == "no" else signed)
            for kind, signed in kinds.items()
            if signed not in (None, "lost")
        ]
    documents = pd.DataFrame(rows, columns=["encounter_id", "kind", "written", "signed"])
    for name in ("written", "signed"):
        documents[name] = pd.to_datetime(documents[name], format="mixed")
    documents["document_id"] = [f"D{n:09d}" for n in range(len(documents))]
    procedures = pd.DataFrame({"procedure_id": operated, "encounter_id": operated, "operating_room": True})
    return inpatient_stays(stays), documents, procedures


def test_incomplete_is_not_delinquent():
    charts = deadlines.charts(*records())
    assert deadlines.record_status(charts, pd.Timestamp("2026-04-30")).tolist() == STANDS
    assert charts["lacking"].tolist() == [
        "",
        "discharge_summary unsigned",
        "discharge_summary unsigned",
        "",
        "discharge_summary missing",
        "operative_note missing",
        "",
        "",
    ]
    later = deadlines.record_status(charts, pd.Timestamp("2026-05-11")).tolist()
    assert later == [
        "complete",
        *["delinquent"] * 2,
        "complete",
        "incomplete",
        "delinquent",
        "complete",
        "complete",
    ]
    found = deadlines.delinquency(charts, (pd.Timestamp("2026-02-01"), pd.Timestamp("2026-05-01")))
    # Discharged in February, March, April: 0, 4, 2; 2 delinquent of 2 a month.
    assert (found.incomplete, found.delinquent, found.months, found.discharges) == (3, 2, 3, 6)
    assert (found.monthly, found.rate, round(found.trap, 1)) == (2, 100, 33.3)
    assert str(found.at.date()) == "2026-04-30"


def test_completion_counts_what_is_due_and_nothing_else():
    charts = deadlines.charts(*records())
    done = deadlines.completion(charts, pd.Timestamp("2026-05-01"))
    # Due before 1 May: discharged by 31 March. 1 and 7 in time; 2, 3 and 4 not.
    assert done["in_time"].tolist() == [True, False, False, False, True]
    # A day earlier the 30 days of the first two are not over: they do not count, signed or not.
    assert len(deadlines.completion(charts, pd.Timestamp("2026-04-30"))) == 3
    everything = deadlines.completion(charts, AS_OF)
    assert everything["in_time"].tolist() == [True, False, False, False, False, False, True, True]


HISTORIES = [
    # written relative to an admission on 10 March 12:00, and what it is
    (["2026-03-10 12:00"], "in time", 0.0),
    (["2026-03-11 12:00"], "in time", 24.0),
    (["2026-03-11 12:01"], "late", 24 + 1 / 60),
    (["2026-02-08 00:00"], "in time", -732.0),  # 30 days before
    (["2026-02-07 23:59"], "too old", -732 - 1 / 60),
    (["2026-02-01 12:00", "2026-03-12 12:00"], "late", 48.0),
    (["2026-03-12 12:00", "2026-03-10 18:00", "2026-03-10 15:00"], "in time", 3.0),
    (["2026-01-01 12:00", "2026-02-01 12:00"], "too old", -888.0),
    ([], "missing", math.nan),
]


def test_history_and_physical():
    stays = inpatient_stays(encounters(*[("2026-03-10 12:00", "2026-03-14")] * len(HISTORIES)))
    rows = [
        (stay, day) for stay, (days, *_) in zip(stays["encounter_id"], HISTORIES, strict=True) for day in days
    ]
    documents = pd.DataFrame(rows, columns=["encounter_id", "written"])
    documents["written"] = pd.to_datetime(documents["written"])
    documents = documents.assign(kind="history_and_physical", signed=documents["written"])
    documents["document_id"] = [f"D{n}" for n in range(len(documents))]
    none = pd.DataFrame({"procedure_id": [], "encounter_id": [], "operating_room": []})
    charts = deadlines.charts(stays, documents, none)
    assert charts["history"].tolist() == [state for _, state, _ in HISTORIES]
    np.testing.assert_allclose(charts["history_hours"], [hours for *_, hours in HISTORIES])
    counts = deadlines.histories(charts)
    assert counts["stays"].tolist() == [4, 2, 2, 1]
    assert counts["percent"].sum() == pytest.approx(100)


REQUESTS = [
    # received, notice, answered, and its state on 1 June 2026, by 45 CFR 164.524(b)(2)
    ("2026-04-01", None, "2026-05-01", "in time"),  # day 30
    ("2026-04-01", None, "2026-05-02", "late"),  # day 31
    ("2026-04-01", "2026-05-01", "2026-05-31", "in time"),  # notice on day 30, answer on day 60
    ("2026-03-31", "2026-04-30", "2026-05-31", "late"),  # day 61
    ("2026-04-01", "2026-05-02", "2026-05-15", "late"),  # the notice came on day 31
    ("2026-05-01", None, None, "open, late"),  # 31 days on 1 June
    ("2026-05-02", None, None, "open, not yet due"),
    ("2026-04-10", "2026-04-20", None, "open, not yet due"),
    ("2026-04-01", "2026-04-02", None, "open, late"),  # 61 days
    ("2026-05-20", None, "2026-05-22", "in time"),  # but not due: it does not count yet
    ("2026-04-01", None, "2026-06-01", "open, late"),  # the answer of 1 June is not known yet
    ("2026-04-05", None, "2026-04-04", "in time"),  # answered before it came: a flaw
]


def requests(rows=REQUESTS, requester="patient") -> pd.DataFrame:
    frame = pd.DataFrame([row[:3] for row in rows], columns=["received", "extension_notified", "answered"])
    frame = frame.apply(lambda column: pd.to_datetime(column).astype("datetime64[us]"))
    return frame.assign(request_id=[f"R{n:08d}" for n in range(len(frame))], requester=requester)


def test_turnaround_as_the_rule_has_it():
    found = deadlines.turnaround(requests(), pd.Timestamp("2026-06-01"))
    assert found["state"].tolist() == [state for *_, state in REQUESTS]
    assert found.loc[found["flaw"] != "", "request_id"].tolist() == ["R00000011"]
    assert found["extended"].sum() == 4
    assert found["due"].tolist() == [True] * 6 + [False, False, True, False, True, True]
    summary = deadlines.timely(found, (pd.Timestamp("2026-03-01"), pd.Timestamp("2026-06-01")))
    assert summary["requester"].tolist() == ["patient", "patient and representative", "all"]
    row = summary.iloc[0]
    assert row[["asked", "not_due", "in_time", "late", "open_late"]].tolist() == [12, 3, 2, 3, 3]
    assert row["percent"] == 25  # 2 of 8
    # Days of the eight: 30 31 44 60 61 and three open: the fourth.
    assert row["median_days"] == 60
    received_later = deadlines.turnaround(requests(), pd.Timestamp("2026-04-01"))
    assert len(received_later) == 1  # only that of 31 March had come by then


def test_whose_clock_the_rule_starts():
    frame = requests(REQUESTS[:5]).assign(
        requester=["patient", "representative", "attorney", "insurer", "continuing_care"]
    )
    found = deadlines.turnaround(frame)
    assert found["by_law"].tolist() == [True, True, False, False, False]
    summary = deadlines.timely(found, PERIOD).set_index("requester")
    assert summary.loc["patient and representative", "asked"] == 2
    assert summary.loc["all", "asked"] == 5
    assert summary.loc["attorney", "percent"] == 100


def test_a_request_open_for_ever_is_no_median():
    frame = requests(
        [("2026-01-01", None, None), ("2026-01-01", None, None), ("2026-01-01", None, "2026-01-05")]
    )
    summary = deadlines.timely(deadlines.turnaround(frame), PERIOD)
    assert summary["median_days"].isna().all()


# --- another way: day by day, with the standard library alone ---------------------------------------------

START = datetime(2026, 1, 1)
MOMENT = st.integers(0, 60 * 24 * 4).map(lambda quarter: START + timedelta(minutes=15 * quarter))
STAY = st.tuples(
    MOMENT,
    st.integers(0, 30 * 24 * 4),
    st.sampled_from(["01", "20", "03"]),
    st.sampled_from(["medicine", "surgery", "nursery"]),
)


def midnights(came: datetime, left: datetime) -> list[date]:
    """The days at whose end the patient is in the house."""
    return [came.date() + n * DAY for n in range((left.date() - came.date()).days)]


@FEWER
@given(st.lists(STAY, min_size=1, max_size=25), st.integers(0, 50), st.integers(1, 40))
def test_beds_day_by_day(drawn, first, length):
    typed = [(came, came + timedelta(minutes=15 * quarters), *rest) for came, quarters, *rest in drawn]
    stays = inpatient_stays(encounters(*typed))
    span = (pd.Timestamp(START) + first * DAY, pd.Timestamp(START) + (first + length) * DAY)
    in_span = [span[0].date() + n * DAY for n in range(length)]
    used = dict.fromkeys(("medicine", "surgery", "nursery"), 0)
    for place in ("beds", "bassinets"):
        own = [s for s in typed if (s[3] == "nursery") == (place == "bassinets")]
        expected = []
        for day in in_span:
            night = sum(day in midnights(s[0], s[1]) for s in own)
            short = sum(s[0].date() == s[1].date() == day for s in own)
            expected.append((night, short, night + short))
        days = department.census_by_day(stays, span, place, PERIOD[1])
        assert (
            list(days[["census", "same_day", "service_days"]].itertuples(index=False, name=None)) == expected
        )
        done = [s for s in own if s[1].date() in in_span]
        lengths = [max(len(midnights(s[0], s[1])), 1) for s in done]
        found = department.average_stay(stays, span, place)
        assert (found.numerator, found.denominator) == (sum(lengths), len(done))
        gross, net = department.death_rates(stays, span, place)
        deaths = [s for s in done if s[2] == "20"]
        early = [s for s in deaths if s[1] - s[0] < timedelta(hours=48)]
        assert (gross.numerator, gross.denominator) == (len(deaths), len(done))
        assert (net.numerator, net.denominator) == (len(deaths) - len(early), len(done) - len(early))
    for s in typed:
        served = midnights(s[0], s[1]) or [s[0].date()]
        used[s[3]] += sum(day in in_span for day in served)
    full = department.occupancy(stays, beds(medicine=3, surgery=2, nursery=4), span).set_index("unit")
    assert {unit: full.loc[unit, "service_days"] for unit in used} == used
    assert full.loc["all beds", "occupancy"] == pytest.approx(
        100 * (used["medicine"] + used["surgery"]) / (5 * length)
    )


@FEWER
@given(st.lists(STAY, min_size=1, max_size=25))
def test_every_day_of_every_stay_is_served_once(drawn):
    """Over all days, service days are the days of all stays, and the midnight census its nights."""
    typed = [(came, came + timedelta(minutes=15 * quarters), *rest) for came, quarters, *rest in drawn]
    stays = inpatient_stays(encounters(*typed))
    span = (pd.Timestamp("2025-12-31"), pd.Timestamp("2026-05-01"))
    both = [department.census_by_day(stays, span, place) for place in ("beds", "bassinets")]
    assert sum(int(days["service_days"].sum()) for days in both) == stays["days"].sum()
    for days in both:  # what is in the house tonight was there last night, or came, and did not leave
        assert (days["census"].diff()[1:] == (days["admissions"] - days["discharges"])[1:]).all()


@FEWER
@given(st.lists(st.integers(0, 12), min_size=1, max_size=20), st.integers(0, 15))
def test_how_much_of_the_census_is_seen(nights, before_end):
    """Take every night of every stay once; seen is who of them leaves by the end of the tables."""
    typed = [("2026-02-01 10:00", pd.Timestamp("2026-02-01 18:00") + n * DAY) for n in nights]
    stays = inpatient_stays(encounters(*typed))
    until = pd.Timestamp("2026-06-01")
    day = until - (before_end + 1) * DAY
    to_come = [n - night for n in nights for night in range(n)]  # nights still ahead, this one included
    expected = sum(rest <= before_end for rest in to_come) / len(to_come) if to_come else 1
    days = department.census_by_day(stays, (day, day + DAY), "beds", until)
    assert days["seen"].iloc[0] == pytest.approx(expected)
    end = department.complete_until(stays, "beds", until)
    assert (day < end) == bool(days["complete"].iloc[0])


def test_the_estimate_of_what_is_seen_holds_in_a_simulation():
    """Patients come for a year; cut the discharges off, and compare the census with the whole one."""
    rng = np.random.default_rng(11)
    came = pd.Timestamp("2025-10-01") + pd.to_timedelta(rng.uniform(0, 400, 60_000), unit="D")
    left = came + pd.to_timedelta(rng.gamma(1.5, 3.2, 60_000), unit="D")
    frame = encounters(*zip(came, left, strict=True))
    cut = pd.Timestamp("2026-10-01")
    span = (cut - 25 * DAY, cut)
    whole = department.census_by_day(inpatient_stays(frame), span, "beds", cut + 100 * DAY)
    known = department.census_by_day(inpatient_stays(frame[frame["discharged"] < cut]), span, "beds", cut)
    truth = known["census"] / whole["census"]
    assert (known["seen"] - truth).abs().max() < 0.03
    assert truth[known["complete"]].min() > 0.97
    assert 0 < known["complete"].sum() < 25


def test_the_last_days_do_not_count():
    """On the last nights of the year only those who leave at once are in the tables: they are left out."""
    starts = pd.date_range("2025-10-01", "2026-09-25", freq="D")
    frame = encounters(*[(day, day + 5 * DAY) for day in starts if day + 5 * DAY < PERIOD[1]])
    stays = inpatient_stays(frame)
    assert str(department.complete_until(stays, "beds").date()) == "2026-09-26"
    full = department.occupancy(stays, beds(medicine=5), span_of("2026-09"))
    assert full["days"].tolist() == [25, 25]
    assert full["occupancy"].tolist() == [100, 100]  # with the last five days it would be 93
    assert department.average_census(stays, span_of("2026-09")).value == 5
    late = (pd.Timestamp("2026-09-28"), PERIOD[1])
    none = department.occupancy(stays, beds(medicine=5), late)
    assert none["days"].tolist() == [0, 0]
    assert none["occupancy"].isna().all()
    assert math.isnan(department.average_census(stays, late).value)
    assert math.isnan(department.bed_turnover(stays, beds(medicine=5), late)[1].value)


REQUEST = st.tuples(st.integers(0, 120), st.none() | st.integers(-3, 80), st.none() | st.integers(0, 100))


@FEWER
@given(st.lists(REQUEST, min_size=1, max_size=20), st.integers(1, 200))
def test_turnaround_day_by_day(drawn, asked_on):
    """Live through the days from receipt to the day of the count, one by one."""
    rows, said = [], []
    today = START + asked_on * DAY
    for received, notice, answer in drawn:
        came = START + received * DAY
        rows.append(
            (
                came,
                came + notice * DAY if notice is not None else None,
                came + answer * DAY if answer is not None else None,
            )
        )
        if came >= today:
            continue
        allowed, done, day = 30, None, came
        while day < today:
            number = (day - came).days
            if notice is not None and notice == number <= 30:
                allowed = 60
            if answer == number:
                done = number
                break
            day += DAY
        # A notice may lie after the answer and still before the day of the count: it changes no verdict.
        if done is not None:
            if notice is not None and 0 <= notice <= 30 and came + notice * DAY < today:
                allowed = 60
            said.append("in time" if done <= allowed else "late")
        else:
            said.append("open, late" if (today - came).days > allowed else "open, not yet due")
    found = deadlines.turnaround(requests(rows), pd.Timestamp(today))
    assert found["state"].tolist() == said
    summary = deadlines.timely(found, (pd.Timestamp(START), pd.Timestamp(START) + 365 * DAY)).iloc[-1]
    counted = summary[["not_due", "in_time", "late", "open_late"]].sum()
    assert counted == summary["asked"] == len(said)


@FEWER
@given(
    st.lists(
        st.tuples(
            st.integers(0, 100), st.none() | st.integers(0, 60), st.none() | st.integers(0, 60), st.booleans()
        ),
        min_size=1,
        max_size=15,
    ),
    st.integers(20, 200),
)
def test_records_day_by_day(drawn, counted_on):
    """Signed on which day after discharge, or never: the state of each record at the end of a day."""
    at = START + counted_on * DAY
    typed = [(START + left * DAY, START + left * DAY + timedelta(hours=10)) for left, *_ in drawn]
    stays = inpatient_stays(encounters(*typed))
    rows, said = [], []
    for stay, (left, history, summary, there) in zip(stays["encounter_id"], drawn, strict=True):
        gone = START + left * DAY
        signed = [None if n is None else gone + n * DAY + timedelta(hours=20) for n in (history, summary)]
        rows.append((stay, "history_and_physical", gone, signed[0]))
        if there:
            rows.append((stay, "discharge_summary", gone, signed[1]))
        if gone > at:
            continue
        done = there and None not in signed and max(signed).date() <= at.date()
        overdue = (at - gone).days > 30
        said.append("complete" if done else "delinquent" if overdue else "incomplete")
    documents = pd.DataFrame(rows, columns=["encounter_id", "kind", "written", "signed"])
    documents["signed"] = pd.to_datetime(documents["signed"])
    documents["document_id"] = [f"D{n}" for n in range(len(documents))]
    none = pd.DataFrame({"procedure_id": [], "encounter_id": [], "operating_room": []})
    charts = deadlines.charts(stays, documents, none)
    assert deadlines.record_status(charts, pd.Timestamp(at)).tolist() == said


# --- series, periods, the whole table ----------------------------------------------------------------------


def test_periods():
    assert list(PERIODS)[:6] == ["year", "Q1", "Q2", "Q3", "Q4", "2025-10"]
    assert list(PERIODS)[-1] == "2026-09"
    assert len(PERIODS) == 17
    assert sum((span_of(f"Q{n}")[1] - span_of(f"Q{n}")[0]).days for n in range(1, 5)) == 365
    assert [len(months_of(span_of(name))) for name in ("year", "Q3", "2026-02")] == [12, 3, 1]
    with pytest.raises(ValueError, match=r"'2026-10'. There are: year, Q1"):
        span_of("2026-10")
    for wrong in (
        (pd.Timestamp("2026-01-02"), pd.Timestamp("2026-02-01")),
        (pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-31")),
        (pd.Timestamp("2026-01-05"), pd.Timestamp("2026-01-09")),
    ):
        with pytest.raises(ValueError, match="not made of whole months"):
            months_of(wrong)


@given(
    st.lists(st.tuples(st.integers(-20, 400), st.integers(0, 9)), min_size=1),
    st.sampled_from(["week", "month"]),
)
def test_series_day_by_day(drawn, step):
    first, last = PERIOD[0].to_pydatetime(), PERIOD[1].to_pydatetime()
    frame = pd.DataFrame(drawn, columns=["day", "value"])
    frame["day"] = pd.Series([first + n * DAY + timedelta(hours=7) for n in frame["day"]]).astype(
        "datetime64[us]"
    )
    expected: dict[str, list[int]] = {}
    day = first
    while day < last:
        name = f"{day:%Y-%m}" if step == "month" else f"{first + (day - first).days // 7 * 7 * DAY:%Y-%m-%d}"
        same = [value for when, value in drawn if first + when * DAY == day]
        expected.setdefault(name, []).extend(same)
        day += DAY
    if step == "week":
        expected.popitem()  # 365 = 52 x 7 + 1
    found = department.series_of(frame, "day", "value", step)
    assert found["period"].tolist() == list(expected)
    assert found["n"].tolist() == [len(values) for values in expected.values()]
    assert found["count"].tolist() == [sum(values) for values in expected.values()]
    with pytest.raises(ValueError, match="step is 'day'"):
        department.series_of(frame, "day", "value", "day")


def test_the_whole_table_of_a_small_hospital():
    _, documents, procedures = records()
    tables = {
        "encounters": encounters(*[(day, f"{day} 18:00") for day, *_ in RECORDS]),
        "units": beds(medicine=2, nursery=1),
        "documents": documents,
        "procedures": procedures,
        "requests": requests(),
    }
    board = department.dashboard(tables, span_of("Q2"))
    assert len(board) == 16
    values = board.set_index(["measure", "of"])["value"]
    assert values["Average length of stay", "patients in beds"] == 1
    assert values["Bed turnover, direct", "beds"] == 2.5
    assert values["Delinquency rate", "records"] == 60  # 1 of 5 in three months
    row = board[board["measure"] == "Delinquency rate"].iloc[0]
    assert (row["threshold"], row["met"], row["to_confirm"]) == ("<= 50 percent", False, True)
    assert values["Records complete within 30 days", "records due"] == 40
    assert board["definition"].notna().all()
    assert board["source"].notna().all()
    assert board.loc[board["of"].str.contains("newborns"), "value"].dropna().tolist() == [0]
    limits = board.dropna(subset="low")
    assert len(limits) == 7 - 2  # four death rates, of which newborns' have no case, and three shares
    assert ((limits["low"] <= limits["value"]) & (limits["value"] <= limits["high"])).all()


def test_thresholds_come_from_the_standards():
    assert standard("chart-completion")["threshold"] == 30
    assert standard("release-of-information")["threshold"] == 30
    assert standard("chart-delinquency")["to_confirm"]
    history = standard(deadlines.HISTORY)
    assert (history["threshold"], history["unit"], history["source"]) == (24, "hours", "42 CFR 482.22(c)(5)")


# --- bad input ----------------------------------------------------------------------------------------------


def test_stays_that_cannot_be_are_left_out_and_named():
    frame = encounters(
        ("2026-03-05", "2026-03-01"), ("2026-03-01", "2026-03-03"), ("2026-03-01", None), (None, "2026-03-09")
    )
    stays = inpatient_stays(frame)
    assert stays["flaw"].tolist() == [
        "discharged before admitted",
        "",
        "a time is missing",
        "a time is missing",
    ]
    for length in ("days", "hours"):
        assert stays[length].isna().tolist() == [True, False, True, True]
    assert len(take(stays, MARCH)) == 1
    assert department.average_stay(stays, MARCH).denominator == 1
    assert department.census_by_day(stays, MARCH)["service_days"].sum() == 2


def test_nobody_discharged_is_no_figure():
    stays = inpatient_stays(encounters(("2026-03-01", "2026-03-03")))
    empty = span_of("2025-11")
    assert math.isnan(department.average_stay(stays, empty).value)
    assert math.isnan(department.death_rates(stays, empty)[0].value)
    assert math.isnan(share("x", "y", 0, 0).value)
    assert math.isnan(mean("x", "y", "days", 0, 0).value)


def test_a_missing_discharge_status_is_no_death():
    frame = encounters(("2026-03-01", "2026-03-03", None), ("2026-03-01", "2026-03-03", "20"))
    gross, _ = department.death_rates(inpatient_stays(frame), MARCH)
    assert (gross.numerator, gross.denominator) == (1, 2)


GOOD = encounters(("2026-03-01", "2026-03-03"))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: inpatient_stays(GOOD.drop(columns="admitted")), ["encounters", "admitted"]),
        (lambda: inpatient_stays(GOOD.iloc[:0]), ["encounters", "empty"]),
        (lambda: inpatient_stays(pd.concat([GOOD, GOOD])), ["encounter_id", "E000000000"]),
        (lambda: inpatient_stays(GOOD.assign(admitted="1 March")), ["admitted", "text"]),
        (
            lambda: inpatient_stays(GOOD.assign(admitted=GOOD["admitted"].dt.tz_localize("UTC"))),
            ["admitted", "time zone"],
        ),
        (lambda: inpatient_stays(GOOD.assign(kind="Inpatient")), ["'Inpatient'", "inpatient, outpatient"]),
        (lambda: inpatient_stays(GOOD.assign(kind="outpatient")), ["none of 1 rows is an inpatient stay"]),
        (
            lambda: department.occupancy(inpatient_stays(GOOD), beds(surgery=3), MARCH),
            ["'medicine'", "1 inpatient"],
        ),
        (
            lambda: department.occupancy(inpatient_stays(GOOD), beds(medicine=0), MARCH),
            ["beds", "0 for 'medicine'"],
        ),
        (lambda: department.average_stay(inpatient_stays(GOOD), MARCH, "bed"), ["place is 'bed'"]),
        (lambda: department.average_stay(inpatient_stays(GOOD), (MARCH[1], MARCH[0])), ["The span is"]),
        (lambda: department.census_by_day(inpatient_stays(GOOD), ("a", "b")), ["The span is ('a', 'b')"]),
        (
            lambda: department.census_by_day(
                inpatient_stays(GOOD), tuple(d.tz_localize("UTC") for d in MARCH)
            ),
            ["without a time zone"],
        ),
        (
            lambda: deadlines.charts(records()[0], records()[1].assign(kind="letter"), records()[2]),
            ["'letter'"],
        ),
        (
            lambda: deadlines.charts(records()[0], records()[1].drop(columns="signed"), records()[2]),
            ["signed"],
        ),
        (lambda: deadlines.timely(requests(), MARCH), ["'by_law'", "turnaround"]),
        (lambda: deadlines.turnaround(requests(requester="friend")), ["'friend'", "12 row(s)", "attorney"]),
        (lambda: deadlines.turnaround(requests().iloc[:0]), ["requests", "empty"]),
        (lambda: deadlines.turnaround(requests().assign(received="soon")), ["received"]),
        (lambda: deadlines.delinquency(deadlines.charts(*records()), WEEK), ["whole months"]),
        (lambda: department.dashboard({"encounters": GOOD}, MARCH), ["units"]),
    ],
)
def test_bad_input_is_said(call, words):
    with pytest.raises(ValueError) as error:
        call()
    assert all(word in str(error.value) for word in words), str(error.value)


def test_stays_without_any_document_lack_them_all():
    stays, documents, procedures = records()
    for none in (documents.iloc[:0], documents.assign(encounter_id=None)):
        found = deadlines.charts(stays, none, procedures)
        assert found["lacking"].str.startswith("history_and_physical missing, discharge_summary").any()
        assert (found["lacking"] != "").all()
        assert found["completed"].isna().all()
        assert {*found["history"]} == {"missing"}


def test_nothing_given_is_changed():
    stays, documents, procedures = records()
    before = [frame.copy() for frame in (stays, documents, procedures)]
    charts = deadlines.charts(stays, documents, procedures)
    kept = charts.copy()
    deadlines.completion(charts)
    deadlines.delinquency(charts, MARCH)
    asked = requests()
    deadlines.turnaround(asked)
    for old, new in zip(
        [*before, kept, requests()], [stays, documents, procedures, charts, asked], strict=True
    ):
        pd.testing.assert_frame_equal(old, new)


# --- exercises ----------------------------------------------------------------------------------------------

P = SimpleNamespace(patients=500, seed=3, defect_rate=0.02, period="Q2")


def test_the_answers_of_the_exercises_by_hand():
    # 1 March: A and C at midnight, B in between; 2 March: D; 3 March: D and F at midnight, E in between.
    assert EXERCISES["15.1"].answer(P) == 3 + 1 + 3
    tables, _ = make_records(P.patients, P.seed, P.defect_rate)
    first: dict[str, float] = {}
    documents = tables["documents"][tables["documents"]["kind"] == "history_and_physical"]
    stays = tables["encounters"][tables["encounters"]["kind"] == "inpatient"].set_index("encounter_id")
    for row in documents.itertuples():
        if row.encounter_id in stays.index:
            hours = (row.written - stays.loc[row.encounter_id, "admitted"]) / timedelta(hours=1)
            first[row.encounter_id] = min(hours, first.get(row.encounter_id, math.inf))
    inside = [
        first.get(stay, math.inf) <= 12
        for stay, row in stays.iterrows()
        if row["admitted"] <= row["discharged"]
        and date(2026, 1, 1) <= row["discharged"].date() < date(2026, 4, 1)
    ]
    assert EXERCISES["15.2"].answer(P) == pytest.approx(100 * sum(inside) / len(inside))
    assert EXERCISES["15.3"].answer(P) == "B"


@pytest.mark.parametrize("number", ["15.1", "15.2", "15.3"])
def test_slips_are_told_from_answers(number):
    exercise = EXERCISES[number]
    told = {judge(wrong(P), exercise.answer(P)) for wrong, _ in exercise.slips}
    # Where no history is too old, leaving the old ones in is no slip.
    assert "right" not in told or number == "15.2"
    assert told - {"right"}
