"""The statistics of a hospital's beds, and the table of all indicators of a department.

Definitions are those of the texts on hospital statistics (table `standards`). Stays come from
`recordsdata.records.indicators.inpatient_stays`; what depends on deadlines stands in
`recordsdata.records.deadlines`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.records import deadlines
from recordsdata.records.indicators import (
    Indicator,
    Span,
    check_place,
    check_span,
    inpatient_stays,
    mean,
    share,
    take,
)
from recordsdata.records.schema import AS_OF, PERIOD
from recordsdata.records.tables import brief, require

__all__ = [
    "COMPLETE",
    "average_census",
    "average_stay",
    "bed_turnover",
    "by_step",
    "census_by_day",
    "complete_until",
    "dashboard",
    "death_rates",
    "occupancy",
    "practice_ward",
    "series_of",
]

COMPLETE: Final = 0.98  # a day counts as complete from this share of its patients on
_INDIRECT: Final = "Bed turnover, indirect"
_INDIRECT_FORMULA: Final = "Occupancy / 100 x days / average length of stay"
_DAY: Final = pd.Timedelta(days=1)
_WHO: Final = {"beds": "patients in beds", "bassinets": "newborns in bassinets"}


def average_stay(stays: pd.DataFrame, span: Span, place: str = "beds") -> Indicator:
    """Compute the average length of stay: discharge days over discharges.

    Parameters
    ----------
    stays : DataFrame
        From `inpatient_stays`.
    span : tuple of two Timestamps
        Discharges of these days count, each with its whole stay, whenever that began.
    place : str
        "beds", or "bassinets" for newborns.

    Returns
    -------
    Indicator
        In days: all days of the discharged (numerator) over discharges (denominator). Deaths are discharges.

    Examples
    --------
    >>> from recordsdata.records.indicators import span_of
    >>> stays = pd.DataFrame({
    ...     "discharged": pd.to_datetime(["2026-03-04 10:00", "2026-03-05 17:00"]), "days": [3.0, 1.0],
    ...     "place": "beds", "flaw": ""})
    >>> average_stay(stays, span_of("2026-03")).value
    2.0
    """
    some = take(stays, span, place)
    return mean(
        "Average length of stay", _WHO[place], "days", some["days"].sum(), len(some), "average-length-of-stay"
    )


def complete_until(stays: pd.DataFrame, place: str, known_until: pd.Timestamp = PERIOD[1]) -> pd.Timestamp:
    """Say up to which day the tables hold practically all patients who were in the house.

    Parameters
    ----------
    stays : DataFrame
        From `inpatient_stays`.
    place : str
        "beds" or "bassinets".
    known_until : Timestamp
        Discharges are in the table up to this day, which is excluded.

    Returns
    -------
    Timestamp
        The first day that is not complete: see `census_by_day`.

    Examples
    --------
    >>> stays = pd.DataFrame({
    ...     "admitted": pd.to_datetime(["2026-09-20", "2026-09-21"]), "place": "beds", "flaw": "",
    ...     "discharged": pd.to_datetime(["2026-09-22", "2026-09-23"])})
    >>> str(complete_until(stays, "beds").date())  # with stays of two nights, the last two are not
    '2026-09-29'
    """
    seen = _seen(stays, place, known_until)
    return known_until - int((seen < COMPLETE).sum()) * _DAY


def _seen(stays: pd.DataFrame, place: str, known_until: pd.Timestamp) -> Any:
    """Compute which share of a night's patients leave within 0, 1, 2, ... nights more.

    If patients come and stay as those of the table did, a patient found in bed on some night has any of the
    nights of any stay before them, all equally likely: the share with more than r nights to come, after this
    one, is the sum of max(nights - r, 0) over the sum of nights.
    """
    check_place(place)
    some = stays[(stays["place"] == place) & (stays["flaw"] == "") & (stays["discharged"] < known_until)]
    nights = (some["discharged"].dt.normalize() - some["admitted"].dt.normalize()).dt.days.to_numpy()
    total = nights.sum()
    if not total:
        return np.ones(1)
    at_least = np.cumsum(np.bincount(nights)[::-1])[::-1]  # stays with 0, 1, 2, ... nights or more
    beyond = np.concatenate([np.cumsum(at_least[:0:-1])[::-1], [0]])
    return 1 - beyond / total


def census_by_day(
    stays: pd.DataFrame, span: Span, place: str = "beds", known_until: pd.Timestamp = PERIOD[1]
) -> pd.DataFrame:
    """Count the patients in the house, day by day.

    Parameters
    ----------
    stays : DataFrame
        From `inpatient_stays`.
    span : tuple of two Timestamps
        The days.
    place : str
        "beds", or "bassinets" for newborns.
    known_until : Timestamp
        Discharges are in the table up to this day, which is excluded. Who was still in bed then is not in
        the table, so that the count falls short on the days before.

    Returns
    -------
    DataFrame
        One row a day: date, admissions, discharges, census (patients in the house at midnight, at the end of
        the day), same_day (admitted and discharged on this day), service_days (census plus same_day: a
        patient of one day uses a bed though no midnight sees them), seen (share of the census that the
        tables are expected to hold, from the lengths of all stays), complete (True where that is at least
        98 percent). Admissions count those that led to a discharge in the table.

    Examples
    --------
    >>> stays = pd.DataFrame({
    ...     "admitted": pd.to_datetime(["2026-03-01 23:00", "2026-03-02 08:00"]), "place": "beds", "flaw": "",
    ...     "discharged": pd.to_datetime(["2026-03-03 10:00", "2026-03-02 17:00"])})
    >>> three = pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-04")
    >>> census_by_day(stays, three)[["census", "same_day", "service_days"]].to_numpy().tolist()
    [[1, 0, 1], [1, 1, 2], [0, 0, 0]]
    """
    check_span(span)
    check_place(place)
    some = stays[(stays["place"] == place) & (stays["flaw"] == "")]
    came, left = (some[name].dt.normalize() for name in ("admitted", "discharged"))
    dates = pd.date_range(*span, inclusive="left")
    frame = pd.DataFrame({"date": dates})
    for name, days in (("admissions", came), ("discharges", left), ("same_day", came[came == left])):
        frame[name] = days.value_counts().reindex(dates, fill_value=0).to_numpy()
    until = np.sort(came.to_numpy()), np.sort(left.to_numpy())
    days = dates.to_numpy()
    frame["census"] = np.searchsorted(until[0], days, "right") - np.searchsorted(until[1], days, "right")
    frame["service_days"] = frame["census"] + frame["same_day"]
    seen = _seen(stays, place, known_until)
    to_come = (
        (known_until - _DAY - dates).days
    ).to_numpy()  # nights on which a discharge would still be seen
    share_seen = np.where(to_come < 0, 0.0, seen[np.clip(to_come, 0, len(seen) - 1)])
    order = ["date", "admissions", "discharges", "census", "same_day", "service_days"]
    return frame[order].assign(seen=share_seen, complete=share_seen >= COMPLETE)


def average_census(
    stays: pd.DataFrame, span: Span, place: str = "beds", known_until: pd.Timestamp = PERIOD[1]
) -> Indicator:
    """Compute the average daily census: inpatient service days over days, of the days that are complete.

    Parameters
    ----------
    stays, span, place, known_until
        As in `census_by_day`.

    Returns
    -------
    Indicator
        In patients: service days (numerator) over complete days (denominator).

    Examples
    --------
    >>> stays = pd.DataFrame({
    ...     "admitted": pd.to_datetime(["2026-03-01", "2026-03-01"]), "place": "beds", "flaw": "",
    ...     "discharged": pd.to_datetime(["2026-03-03", "2026-03-02"])})
    >>> average_census(stays, (pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-03"))).value
    1.5
    """
    days = census_by_day(stays, span, place, known_until).query("complete")
    total, n = int(days["service_days"].sum()), len(days)
    return mean("Average daily census", _WHO[place], "patients", total, n, "average-census")


def occupancy(
    stays: pd.DataFrame, units: pd.DataFrame, span: Span, known_until: pd.Timestamp = PERIOD[1]
) -> pd.DataFrame:
    """Compute how full the beds were: inpatient service days over beds times days, in percent.

    Parameters
    ----------
    stays : DataFrame
        From `inpatient_stays`.
    units : DataFrame
        Table units: the beds of each, and the bassinets of the nursery.
    span, known_until
        As in `census_by_day`. Only complete days count, on both sides.

    Returns
    -------
    DataFrame
        One row a unit in the order of the table, and last "all beds", which leaves the bassinets out: unit,
        place, beds, days (complete ones), service_days, bed_days (beds times days), occupancy (percent; may
        pass 100 where patients lie in the corridor; missing without a complete day).

    Raises
    ------
    ValueError
        When a unit with stays is not in `units`, or has no bed.

    Examples
    --------
    >>> stays = pd.DataFrame({
    ...     "admitted": pd.to_datetime(["2026-03-01", "2026-03-01"]), "place": "beds", "flaw": "",
    ...     "discharged": pd.to_datetime(["2026-03-03", "2026-03-02"]), "unit": "surgery"})
    >>> units = pd.DataFrame({"unit": ["surgery"], "beds": [2]})
    >>> two_days = pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-03")
    >>> occupancy(stays, units, two_days)["occupancy"].tolist()
    [75.0, 75.0]
    """
    check_span(span)
    units = _beds(units, stays)
    rows = []
    for unit, beds in zip(units["unit"], units["beds"], strict=True):
        place = "bassinets" if unit == "nursery" else "beds"
        end = min(span[1], complete_until(stays, place, known_until))
        days = max((end - span[0]).days, 0)
        used = _service_days(stays[stays["unit"] == unit], (span[0], end)) if days else 0
        rows.append((unit, place, beds, days, used, beds * days))
    frame = pd.DataFrame(rows, columns=["unit", "place", "beds", "days", "service_days", "bed_days"])
    whole = frame[frame["place"] == "beds"]
    sums = whole[["beds", "service_days", "bed_days"]].sum()
    total = {"unit": "all beds", "place": "beds", "days": whole["days"].max() if len(whole) else 0, **sums}
    frame = pd.concat([frame, pd.DataFrame([total])[frame.columns]], ignore_index=True)
    return frame.assign(
        occupancy=100 * frame["service_days"] / frame["bed_days"].where(frame["bed_days"] > 0)
    )


def _service_days(stays: pd.DataFrame, span: Span) -> int:
    """Count the service days of stays that fall on the days of a span."""
    some = stays[stays["flaw"] == ""]
    came, left = (some[name].dt.normalize() for name in ("admitted", "discharged"))
    left = left.where(left > came, came + _DAY)  # a stay of one day serves that day
    return int((left.clip(upper=span[1]) - came.clip(lower=span[0])).dt.days.clip(lower=0).sum())


def _beds(units: pd.DataFrame, stays: pd.DataFrame) -> pd.DataFrame:
    units = require(units, "units")
    lost = stays.loc[~stays["unit"].isin(units["unit"]), "unit"]
    if len(lost):
        raise ValueError(
            f"Table units has no row for {brief(lost.iloc[0])}, the unit of {len(lost):,} inpatient stay(s). "
            f"It has: {', '.join(units['unit'].str[:60])}. Add the unit with its beds, or correct the stays."
        )
    none = units.loc[units["beds"] <= 0, "unit"]
    if len(none):
        raise ValueError(
            f"Table units, column beds: {units['beds'].min()} for {brief(none.iloc[0])}. "
            "A unit has at least one bed."
        )
    return units


def death_rates(stays: pd.DataFrame, span: Span, place: str = "beds") -> tuple[Indicator, Indicator]:
    """Compute the gross and the net death rate.

    Parameters
    ----------
    stays, span, place
        As in `average_stay`.

    Returns
    -------
    tuple of two Indicators
        Gross: deaths over discharges, deaths among them. Net: the same without the deaths less than 48 hours
        after admission, on both sides: the hospital had little time to help them. In percent. Of exactly 48
        hours on, a death counts. A stay without a discharge status counts as a discharge and not as a death.

    Examples
    --------
    >>> from recordsdata.records.indicators import span_of
    >>> stays = pd.DataFrame({
    ...     "discharged": pd.to_datetime(["2026-03-04"] * 10), "place": "beds", "flaw": "",
    ...     "died": [True, True] + [False] * 8, "hours": [47.0, 48.0] + [60.0] * 8})
    >>> [round(rate.value, 1) for rate in death_rates(stays, span_of("2026-03"))]
    [20.0, 11.1]
    """
    some = take(stays, span, place)
    early = int((some["died"] & (some["hours"] < 48)).sum())
    deaths, n = int(some["died"].sum()), len(some)
    return (
        share("Gross death rate", _WHO[place], deaths, n, "gross-death-rate"),
        share("Net death rate", _WHO[place], deaths - early, n - early, "net-death-rate"),
    )


def bed_turnover(
    stays: pd.DataFrame, units: pd.DataFrame, span: Span, known_until: pd.Timestamp = PERIOD[1]
) -> tuple[Indicator, Indicator]:
    """Compute how often a bed changed its patient, by both formulas.

    Parameters
    ----------
    stays, units, span, known_until
        As in `occupancy`. Bassinets stand apart and are left out.

    Returns
    -------
    tuple of two Indicators
        Direct: discharges over beds. Indirect: share of beds occupied times days of the span, over the
        average length of stay. In discharges per bed. They agree where as many service days are given in the
        span as those discharged in it have had; stays across its ends, and days that are not complete, make
        them differ a little.

    Examples
    --------
    >>> from recordsdata.records.indicators import span_of
    >>> stays = pd.DataFrame({
    ...     "admitted": pd.to_datetime(["2026-03-01", "2026-03-08"]), "days": [3.0, 6.0], "place": "beds",
    ...     "discharged": pd.to_datetime(["2026-03-04", "2026-03-14"]), "unit": "surgery", "flaw": ""})
    >>> units = pd.DataFrame({"unit": ["surgery"], "beds": [4]})
    >>> [round(way.value, 2) for way in bed_turnover(stays, units, span_of("2026-03"))]
    [0.5, 0.5]
    """
    whole = occupancy(stays, units, span, known_until).iloc[-1]
    average = average_stay(stays, span)
    name, unit, of = "bed-turnover", "discharges per bed", "beds"
    bed_days = float(whole["occupancy"]) / 100 * (span[1] - span[0]).days
    indirect = bed_days / average.value if average.denominator else float("nan")
    return (
        mean("Bed turnover, direct", of, unit, average.denominator, float(whole["beds"]), name),
        Indicator(_INDIRECT, of, indirect, unit, bed_days, average.value, standard=name),
    )


def by_step(days: pd.Series[Any], step: str, span: Span) -> pd.Series[Any]:
    """Name the month or the week in which each day lies.

    Parameters
    ----------
    days : Series of datetime
        Days or times.
    step : str
        "month", or "week": seven days from the first day of the span on.
    span : tuple of two Timestamps
        The span; a day outside it, or in a last week of fewer than seven days, has no name.

    Returns
    -------
    Series of str
        "2026-03" for a month, the first day for a week ("2026-03-04"); missing where there is none.

    Raises
    ------
    ValueError
        For another step.

    Examples
    --------
    >>> from recordsdata.records.indicators import span_of
    >>> days = pd.Series(pd.to_datetime(["2026-03-07 23:59", "2026-03-08 00:00", "2026-03-30 12:00"]))
    >>> by_step(days, "week", span_of("2026-03")).tolist()
    ['2026-03-01', '2026-03-08', nan]
    """
    names = _steps(step, span)
    inside = (days >= span[0]) & (days < span[1])
    named: Any
    if step == "month":
        named = days.dt.strftime("%Y-%m")
    else:
        named = (span[0] + (days - span[0]).dt.days // 7 * 7 * _DAY).dt.strftime("%Y-%m-%d")
    found: pd.Series[Any] = named.where(inside & named.isin(names)).astype("str")
    return found


def _steps(step: str, span: Span) -> list[str]:
    check_span(span)
    if step == "month":
        return list(
            pd.date_range(span[0].replace(day=1), span[1], freq="MS", inclusive="left").strftime("%Y-%m")
        )
    if step == "week":
        weeks = pd.date_range(*span, freq="7D", inclusive="left")
        return list(weeks[weeks + 7 * _DAY <= span[1]].strftime("%Y-%m-%d"))
    raise ValueError(f"step is {step!r}. It is 'month' or 'week'.")


def series_of(frame: pd.DataFrame, day: str, value: str, step: str, span: Span = PERIOD) -> pd.DataFrame:
    """Add up a column by month or week, for a control chart.

    Parameters
    ----------
    frame : DataFrame
        One row a case.
    day, value : str
        Columns with the day that puts a case into its month or week, and with what is added up: a number, or
        True and False.
    step, span : str, tuple
        As in `by_step`.

    Returns
    -------
    DataFrame
        One row a month or week of the span, those without a case included: period, count (the sum; of True
        and False the cases that are True), n (cases), mean (missing without a case).

    Examples
    --------
    >>> from recordsdata.records.indicators import span_of
    >>> left = pd.to_datetime(["2026-01-05", "2026-01-09", "2026-03-01"])
    >>> stays = pd.DataFrame({"left": left, "days": [2, 4, 5]})
    >>> series_of(stays, "left", "days", "month", span_of("Q2"))[["period", "n", "mean"]].to_numpy().tolist()
    [['2026-01', 2, 3.0], ['2026-02', 0, nan], ['2026-03', 1, 5.0]]
    """
    step_of = by_step(frame[day], step, span)
    sums = (
        frame[value]
        .groupby(step_of.to_numpy())
        .agg(["sum", "size"])
        .reindex(_steps(step, span), fill_value=0)
    )
    sums = sums.rename(columns={"sum": "count", "size": "n"}).rename_axis("period").reset_index()
    return sums.assign(mean=sums["count"] / sums["n"].where(sums["n"] > 0))


def dashboard(tables: Mapping[str, pd.DataFrame], span: Span, as_of: pd.Timestamp = AS_OF) -> pd.DataFrame:
    """Compute every indicator of the department for one period.

    Parameters
    ----------
    tables : mapping of DataFrames
        The tables encounters, units, documents, procedures and requests.
    span : tuple of two Timestamps
        Whole months, from `span_of`.
    as_of : Timestamp
        The day on which the records were taken: what was due later is not counted.

    Returns
    -------
    DataFrame
        One row an indicator: the fields of `Indicator`, then definition, source, threshold (in words, ""
        where there is none), met (True, False, or missing where there is no threshold or no figure) and
        to_confirm (True where the threshold could not be read in its first source).

    Raises
    ------
    ValueError
        As the functions for the single indicators raise.

    Examples
    --------
    >>> from recordsdata.records.indicators import span_of
    >>> from recordsdata.records.make import make_records
    >>> tables, _ = make_records(500)
    >>> board = dashboard(tables, span_of("Q1"))
    >>> board.loc[board["threshold"] != "", ["measure", "threshold"]].to_numpy().tolist()[-2:]
    [['Delinquency rate', '<= 50 percent'], ['Requests answered in time', '<= 30 calendar days']]
    """
    needed = ("encounters", "units", "documents", "procedures", "requests")
    lost = [name for name in needed if name not in tables]
    if lost:
        raise ValueError(
            f"The dashboard needs the table {', '.join(lost)}, and {', '.join(tables)} were given."
        )
    encounters, units, documents, procedures, requested = (tables[name] for name in needed)
    stays = inpatient_stays(encounters)
    charts = deadlines.charts(stays, documents, procedures)
    requests = deadlines.turnaround(requested, as_of)
    full = occupancy(stays, units, span)
    nursery = full[full["place"] == "bassinets"]
    rows = []
    for place in _WHO:
        beds = full.iloc[-1] if place == "beds" else nursery[["service_days", "bed_days"]].sum()
        used, of = float(beds["service_days"]), float(beds["bed_days"])
        rows += [
            average_stay(stays, span, place),
            average_census(stays, span, place),
            Indicator(
                "Occupancy",
                place,
                100 * used / of if of else np.nan,
                "percent",
                used,
                of,
                standard="occupancy",
            ),
            *death_rates(stays, span, place),
        ]
    rows += bed_turnover(stays, units, span)
    rows += deadlines.indicators(charts, requests, span, as_of)
    return _with_standards(pd.DataFrame(rows))


def _with_standards(rows: pd.DataFrame) -> pd.DataFrame:
    """Put definition, source and threshold beside each indicator."""
    known = datasets.load("standards").set_index("standard_id")
    found = known.reindex(rows["standard"])[
        ["definition", "source", "comparator", "threshold", "unit", "to_confirm"]
    ]
    found = found.reset_index(drop=True)
    words = found["comparator"] + " " + found["threshold"].map("{:g}".format) + " " + found["unit"]
    words = words.where(found["threshold"].notna(), "").astype("str")
    # A deadline in days is no limit for the share that keeps it: no source says how large that has to be.
    is_limit = found["threshold"].notna() & (found["unit"] == "percent")
    definition = found["definition"].mask(
        words.str.contains("days"), found["definition"] + " (" + words + ")"
    )
    met = (rows["value"] <= found["threshold"]).astype("boolean").where(is_limit & rows["value"].notna())
    return rows.assign(
        definition=definition.mask(rows["measure"] == _INDIRECT, _INDIRECT_FORMULA),
        source=found["source"],
        threshold=words,
        met=met,
        to_confirm=found["to_confirm"].fillna(False).astype(bool),
    )


def practice_ward() -> pd.DataFrame:
    """Give six stays of one ward around 1 to 3 March 2026, made up to practise counting on.

    Returns
    -------
    DataFrame
        The columns of table encounters that `inpatient_stays` needs. Among the stays are two that end on
        their first day, one of half an hour across midnight, and two that cross the ends of the three days.

    Examples
    --------
    >>> three_days = pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-04")
    >>> census_by_day(inpatient_stays(practice_ward()), three_days)["census"].tolist()
    [2, 1, 2]
    """
    times = (
        ("2026-02-27 10:00", "2026-03-02 09:00"),
        ("2026-03-01 08:00", "2026-03-01 20:00"),
        ("2026-03-01 23:50", "2026-03-02 00:20"),
        ("2026-03-02 12:00", "2026-03-05 12:00"),
        ("2026-03-03 06:00", "2026-03-03 18:00"),
        ("2026-03-03 23:00", "2026-03-04 09:00"),
    )
    admitted, discharged = (pd.to_datetime(list(column)) for column in zip(*times, strict=True))
    frame = pd.DataFrame({"encounter_id": list("ABCDEF"), "kind": "inpatient", "unit": "medicine"})
    return frame.assign(admitted=admitted, discharged=discharged, discharge_status="01")
