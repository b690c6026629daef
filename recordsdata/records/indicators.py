"""What the statistics of a department are made of: a span of days, the stays in it, one row an indicator."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.estimates import wilson
from recordsdata.records.schema import PERIOD
from recordsdata.records.tables import brief, require

__all__ = [
    "DIED",
    "PERIODS",
    "Indicator",
    "Span",
    "inpatient_stays",
    "mean",
    "months_of",
    "share",
    "span_of",
    "standard",
    "take",
]

Span = tuple[pd.Timestamp, pd.Timestamp]  # the first day, and the first day after the last

DIED: Final = "20"  # discharge status of the uniform bill: expired in the hospital
_KINDS: Final = ("inpatient", "outpatient", "emergency")


def _periods() -> dict[str, tuple[str, Span]]:
    months = pd.date_range(*PERIOD, freq="MS")
    year = PERIOD[1].year
    quarters = {
        f"Q{n}": (f"quarter {n} of fiscal year {year}", (months[3 * n - 3], months[3 * n]))
        for n in range(1, 5)
    }
    single = {f"{start:%Y-%m}": (f"{start:%B %Y}", (start, end)) for start, end in pairwise(months)}
    return {"year": (f"fiscal year {year}", PERIOD)} | quarters | single


# what a period is called -> its name in words, and its days
PERIODS: Final = _periods()


class Indicator(NamedTuple):
    """One indicator of one period.

    Attributes
    ----------
    measure : str
        What it is called.
    of : str
        Whom or what it counts.
    value : float
        The figure, in `unit`; NaN where the denominator is 0.
    unit : str
        Days, percent, patients, discharges per bed.
    numerator, denominator : float
        What was divided by what.
    low, high : float
        95 % interval of a share (Wilson), in the same unit; NaN for what is no share.
    standard : str
        Its row in the table `standards`, or "".
    """

    measure: str
    of: str
    value: float
    unit: str
    numerator: float
    denominator: float
    low: float = float("nan")
    high: float = float("nan")
    standard: str = ""


def span_of(period: str) -> Span:
    """Give the days of a period of the federal fiscal year 2026.

    Parameters
    ----------
    period : str
        "year", "Q1" (October to December 2025) to "Q4", or a month such as "2026-02".

    Returns
    -------
    tuple of two Timestamps
        The first day, and the first day after the last.

    Raises
    ------
    ValueError
        For any other period.

    Examples
    --------
    >>> [str(day.date()) for day in span_of("Q2")]
    ['2026-01-01', '2026-04-01']
    """
    if period not in PERIODS:
        raise ValueError(f"period is {period!r}. There are: {', '.join(PERIODS)}.")
    return PERIODS[period][1]


def months_of(span: Span) -> pd.DatetimeIndex:
    """Give the first days of the months that make up a span.

    Parameters
    ----------
    span : tuple of two Timestamps
        Whole months.

    Returns
    -------
    DatetimeIndex

    Raises
    ------
    ValueError
        When the span begins or ends within a month, or holds none.

    Examples
    --------
    >>> months_of(span_of("Q4")).month.tolist()
    [7, 8, 9]
    """
    months = pd.date_range(*span, freq="MS", inclusive="left")
    whole = len(months) and months[0] == span[0] and span[1] == months[-1] + pd.offsets.MonthBegin()
    if not whole:
        raise ValueError(
            f"The span {span[0]} to {span[1]} (end excluded) is not made of whole months. "
            "A monthly average needs them: take a month, a quarter or the year."
        )
    return months


def inpatient_stays(encounters: pd.DataFrame) -> pd.DataFrame:
    """Take the inpatient stays out of the encounters, with their lengths.

    Parameters
    ----------
    encounters : DataFrame
        Table encounters.

    Returns
    -------
    DataFrame
        One row a stay: encounter_id, unit, admitted, discharged, place ("bassinets" for the nursery, so that
        newborns stand apart; else "beds"), days (length of stay: from the day of admission, which counts, to
        the day of discharge, which does not; a stay that ends on its first day counts as one), hours (exact),
        same_day, died (discharge status 20), flaw (why nothing can be computed from the stay: a time is
        missing, or discharge lies before admission; else ""). Days and hours are missing where there is a
        flaw, and every statistic leaves such stays out.

    Raises
    ------
    ValueError
        As `recordsdata.records.tables.require` raises, for an unknown kind of encounter, and when no
        inpatient stay is there.

    Notes
    -----
    Days are counted as the texts on hospital statistics count them (table standards,
    average-length-of-stay). A newborn that lies in another unit, such as intensive care, uses a bed there
    and is counted with the beds. A stay has one unit: the tables hold no transfers.

    Examples
    --------
    >>> encounters = pd.DataFrame({
    ...     "encounter_id": ["E1", "E2"], "kind": "inpatient", "unit": "medicine", "discharge_status": "01",
    ...     "admitted": pd.to_datetime(["2026-03-01 23:00", "2026-03-05 08:00"]),
    ...     "discharged": pd.to_datetime(["2026-03-04 10:00", "2026-03-05 17:00"])})
    >>> inpatient_stays(encounters)["days"].tolist()
    [3.0, 1.0]
    """
    columns = ["encounter_id", "kind", "unit", "admitted", "discharged", "discharge_status"]
    encounters = require(encounters, "encounters", columns)
    unknown = encounters.loc[~encounters["kind"].isin(_KINDS), "kind"]
    if len(unknown):
        raise ValueError(
            f"Table encounters, column kind: {brief(unknown.iloc[0])} in {len(unknown):,} row(s). "
            f"It must be {', '.join(_KINDS)}."
        )
    stays = encounters.loc[encounters["kind"] == "inpatient", columns].reset_index(drop=True)
    if stays.empty:
        raise ValueError(
            f"Table encounters: none of {len(encounters):,} rows is an inpatient stay, and without one there "
            "is no statistic of beds. Did a filter leave them out?"
        )
    admitted, discharged = stays["admitted"], stays["discharged"]
    flaw = np.select(
        [admitted.isna() | discharged.isna(), discharged < admitted],
        ["a time is missing", "discharged before admitted"],
        default="",
    )
    stays = stays.assign(
        place=np.where(stays["unit"] == "nursery", "bassinets", "beds"),
        same_day=admitted.dt.normalize() == discharged.dt.normalize(),
        died=stays["discharge_status"] == DIED,
        flaw=pd.Series(flaw, dtype="str"),
    )
    sound = stays["flaw"] == ""
    nights = (discharged.dt.normalize() - admitted.dt.normalize()).dt.days
    stays["days"] = nights.clip(lower=1).astype("float64").where(sound)
    stays["hours"] = ((discharged - admitted).dt.total_seconds() / 3600).where(sound)
    order = ["encounter_id", "unit", "admitted", "discharged", "place", "days", "hours", "same_day", "died"]
    return stays[[*order, "flaw"]]


def share(measure: str, of: str, count: float, n: float, standard: str = "") -> Indicator:
    """Make a share in percent an indicator, with its interval.

    Parameters
    ----------
    measure, of : str
        What the indicator is called, and of whom it is.
    count, n : int
        Cases that have the property, and all cases.
    standard : str
        Its row in the table standards, if there is one.

    Returns
    -------
    Indicator
        With the interval of `recordsdata.estimates.wilson`; NaN where n is 0.

    Examples
    --------
    >>> found = share("Completed in time", "records", 18, 20)
    >>> found.value, round(found.low, 1), round(found.high, 1)
    (90.0, 69.9, 97.2)
    """
    low, high = wilson(count, n)
    value = 100 * count / n if n else float("nan")
    return Indicator(measure, of, value, "percent", count, n, 100 * low, 100 * high, standard)


def mean(measure: str, of: str, unit: str, total: float, n: float, standard: str = "") -> Indicator:
    """Make a quotient that is no share an indicator.

    Parameters
    ----------
    measure, of, unit : str
        What the indicator is called, of whom it is, and what its figure counts.
    total, n : float
        What is divided by what.
    standard : str
        Its row in the table standards, if there is one.

    Returns
    -------
    Indicator
        Without an interval; NaN where n is 0.

    Examples
    --------
    >>> mean("Average length of stay", "patients in beds", "days", 27, 6).value
    4.5
    """
    total, n = float(total), float(n)  # numpy's numbers print with their type
    return Indicator(measure, of, total / n if n else float("nan"), unit, total, n, standard=standard)


def take(stays: pd.DataFrame, span: Span, place: str | None = None) -> pd.DataFrame:
    """Take the sound stays that end within a span, in one kind of place or in any.

    Parameters
    ----------
    stays : DataFrame
        With discharged, flaw and place: from `inpatient_stays`, or made of it.
    span : tuple of two Timestamps
        The days of discharge.
    place : str, optional
        "beds" or "bassinets"; both by default.

    Returns
    -------
    DataFrame
        Those rows, unchanged.

    Raises
    ------
    ValueError
        For another place, or a span that is none.

    Examples
    --------
    >>> stays = pd.DataFrame({"discharged": pd.to_datetime(["2026-01-31", "2026-02-01"]), "flaw": ""})
    >>> len(take(stays, span_of("2026-02")))
    1
    """
    check_span(span)
    check_place(place)
    ends = (stays["discharged"] >= span[0]) & (stays["discharged"] < span[1]) & (stays["flaw"] == "")
    return stays[ends & (stays["place"] == place)] if place else stays[ends]


def check_place(place: str | None) -> None:
    """Raise unless a place is one of the two there are."""
    if place not in (None, "beds", "bassinets"):
        raise ValueError(f"place is {place!r}. It is 'beds' or 'bassinets'.")


def check_span(span: Span) -> None:
    """Raise unless a span is made of two midnights in order, without a time zone."""
    ok = isinstance(span, tuple) and len(span) == 2 and all(isinstance(day, pd.Timestamp) for day in span)
    ok = ok and all(day.tzinfo is None and day == day.normalize() for day in span) and span[0] < span[1]
    if not ok:
        raise ValueError(
            f"The span is {span!r}. It is two Timestamps at midnight without a time zone, the first before "
            "the second, whose day is not in it: see span_of."
        )


def standard(standard_id: str) -> dict[str, Any]:
    """Look up a row of the table standards.

    Examples
    --------
    >>> float(standard("chart-completion")["threshold"]), standard("chart-completion")["unit"]
    (30.0, 'days')
    """
    rows = datasets.load("standards").set_index("standard_id")
    return dict(rows.loc[standard_id])
