"""Deadlines: complete records, histories, answers to requests; what is not yet due is not late.

Whoever was late is counted once the deadline has passed, whether the work has been done since or not. What is
not yet due stays out of numerator and denominator, even where it is done already: to count only the quick
ones among them would flatter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from recordsdata.records.indicators import Indicator, Span, check_span, months_of, share, standard, take
from recordsdata.records.schema import AS_OF
from recordsdata.records.tables import brief, require

__all__ = [
    "BY_LAW",
    "HISTORY",
    "Delinquency",
    "charts",
    "completion",
    "delinquency",
    "delinquency_rate",
    "histories",
    "indicators",
    "record_status",
    "timely",
    "turnaround",
]

HISTORY: Final = "history-and-physical"  # its row in the table standards
_DAYS_BEFORE: Final = 30  # admission; stands in the definition of that row
# Who asks for a patient's records under the patient's own right of access, which sets the 30 days.
BY_LAW: Final = ("patient", "representative")
_REQUESTERS: Final = (*BY_LAW, "attorney", "insurer", "continuing_care")
_ALWAYS: Final = ("history_and_physical", "discharge_summary")
_KINDS: Final = (*_ALWAYS, "operative_note")
_DAY: Final = pd.Timedelta(days=1)


def charts(stays: pd.DataFrame, documents: pd.DataFrame, procedures: pd.DataFrame) -> pd.DataFrame:
    """Say of each stay when its record was complete, what it lacks, and when its history was written.

    Parameters
    ----------
    stays : DataFrame
        From `recordsdata.records.indicators.inpatient_stays`.
    documents, procedures : DataFrame
        The tables of those names; documents and procedures of other encounters are left alone.

    Returns
    -------
    DataFrame
        One row a stay without a flaw: encounter_id, unit, place, admitted, discharged, flaw, completed (when
        the last of its documents was signed; missing while a document lacks or is unsigned), lacking (which,
        in words, or ""), days (calendar days from discharge to completion), history ("in time", "late",
        "too old" or "missing") and history_hours (from admission to the history that was looked at).

    Raises
    ------
    ValueError
        As `recordsdata.records.tables.require` raises, and for an unknown kind of document.

    Notes
    -----
    A record needs a history and physical and a discharge summary, and an operative note where there was a
    procedure of the operating room. A history counts if it was written at most 30 days before admission or
    at most 24 hours after it (42 CFR 482.22(c)(5)): the first such one; else the first after admission
    ("late"), else the last before ("too old"). Whether it stood in the record before surgery, and whether an
    older one was brought up to date at admission, as the rule also asks, the tables do not say.

    Examples
    --------
    >>> stays = pd.DataFrame({
    ...     "encounter_id": ["E1"], "unit": "medicine", "place": "beds", "flaw": "",
    ...     "admitted": pd.to_datetime(["2026-03-01 12:00"]),
    ...     "discharged": pd.to_datetime(["2026-03-04 10:00"])})
    >>> documents = pd.DataFrame({
    ...     "document_id": ["D1", "D2"], "encounter_id": "E1",
    ...     "kind": ["history_and_physical", "discharge_summary"],
    ...     "written": pd.to_datetime(["2026-03-01 18:00", "2026-03-04 09:00"]),
    ...     "signed": pd.to_datetime(["2026-03-02 08:00", None])})
    >>> none = pd.DataFrame({"procedure_id": [], "encounter_id": [], "operating_room": []})
    >>> charts(stays, documents, none)[["lacking", "history", "history_hours"]].to_numpy().tolist()
    [['discharge_summary unsigned', 'in time', 6.0]]
    """
    documents = require(
        documents,
        "documents",
        ["document_id", "encounter_id", "kind", "written", "signed"],
        may_be_empty=True,
    )
    unknown = documents.loc[~documents["kind"].isin(_KINDS), "kind"]
    if len(unknown):
        raise ValueError(
            f"Table documents, column kind: {brief(unknown.iloc[0])} in {len(unknown):,} row(s). "
            f"It must be {', '.join(_KINDS)}."
        )
    procedures = require(
        procedures, "procedures", ["procedure_id", "encounter_id", "operating_room"], may_be_empty=True
    )
    keep = ["encounter_id", "unit", "place", "admitted", "discharged", "flaw"]
    frame = stays.loc[stays["flaw"] == "", keep].reset_index(drop=True)
    operated = frame["encounter_id"].isin(procedures.loc[procedures["operating_room"], "encounter_id"])
    lacking = pd.Series("", frame.index, dtype="str")
    complete = pd.Series(True, frame.index)
    for kind in _KINDS:
        own = documents[documents["kind"] == kind]
        there = frame["encounter_id"].isin(own["encounter_id"])
        unsigned = frame["encounter_id"].isin(own.loc[own["signed"].isna(), "encounter_id"])
        lost = ~there & (operated if kind == "operative_note" else True)
        for where, word in ((lost, "missing"), (unsigned, "unsigned")):
            lacking = lacking.mask(where, lacking + f", {kind} {word}")
            complete &= ~where
    last = documents.groupby("encounter_id")["signed"].max().reindex(frame["encounter_id"])
    completed = last.set_axis(frame.index).astype("datetime64[us]").where(complete)
    days = (completed.dt.normalize() - frame["discharged"].dt.normalize()).dt.days
    frame = frame.assign(completed=completed, lacking=lacking.str.removeprefix(", "), days=days)
    return frame.join(_first_history(frame, documents))


def _first_history(stays: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Choose the history that counts for each stay, and judge it."""
    own = documents.loc[documents["kind"] == "history_and_physical", ["encounter_id", "written"]]
    both = stays[["encounter_id", "admitted"]].reset_index().merge(own, on="encounter_id")
    both = both[both["written"].notna()]
    hours = (both["written"] - both["admitted"]).dt.total_seconds() / 3600
    early = (both["admitted"].dt.normalize() - both["written"].dt.normalize()).dt.days
    both["history"] = np.select(
        [hours > standard(HISTORY)["threshold"], early > _DAYS_BEFORE], ["late", "too old"], default="in time"
    )
    both["history_hours"] = hours
    # In time before late before too old; among several the first, among those that are too old the last.
    rank = both["history"].map({"in time": 0, "late": 1, "too old": 2})
    nearest = hours.where(rank < 2, -hours)
    order = both.assign(rank=rank, nearest=nearest).sort_values(["rank", "nearest"], kind="stable")
    first = order.drop_duplicates("index").set_index("index")[["history", "history_hours"]]
    first = first.reindex(stays.index)
    return first.assign(history=first["history"].astype("str").fillna("missing"))


def record_status(charts: pd.DataFrame, at: pd.Timestamp) -> pd.Series[Any]:
    """Say how each record stood at the end of a day: complete, incomplete or delinquent.

    Parameters
    ----------
    charts : DataFrame
        From `charts`.
    at : Timestamp
        The day, at midnight. What was signed later counts as unsigned.

    Returns
    -------
    Series of str
        For the stays discharged on that day or before: "complete"; "incomplete" (something lacks, and the
        discharge is at most 30 days ago: there is still time); "delinquent" (something lacks after 30 days).

    Examples
    --------
    >>> charts = pd.DataFrame({
    ...     "discharged": pd.to_datetime(["2026-03-01 10:00", "2026-03-02 10:00", "2026-03-02 10:00"]),
    ...     "completed": pd.to_datetime([None, None, "2026-03-09 12:00"])})
    >>> record_status(charts, pd.Timestamp("2026-04-01")).tolist()
    ['delinquent', 'incomplete', 'complete']
    """
    some = charts[charts["discharged"] < at + _DAY]
    limit = some["discharged"].dt.normalize() + _limit("chart-completion")
    status = np.select([some["completed"] < at + _DAY, limit < at], ["complete", "delinquent"], "incomplete")
    return pd.Series(status, some.index, dtype="str")


def _limit(standard_id: str) -> pd.Timedelta:
    return pd.Timedelta(days=float(standard(standard_id)["threshold"]))


class Delinquency(NamedTuple):
    """How many records were late for completion, and the two rates that are made of it.

    Attributes
    ----------
    at : Timestamp
        The day at whose end the records were counted.
    incomplete, delinquent : int
        Records that lack something, within 30 days of discharge and after.
    months, discharges : int
        Months of the period, and all discharges in them.
    monthly : float
        Average discharges of one month.
    rate : float
        Delinquent records over `monthly`, in percent.
    trap : float
        Delinquent records over all `discharges` of the period, in percent: what comes out, too low, if the
        sum is taken for the month's average.
    """

    at: pd.Timestamp
    incomplete: int
    delinquent: int
    months: int
    discharges: int
    monthly: float
    rate: float
    trap: float


def delinquency_rate(delinquent: int, discharges: Sequence[int]) -> float:
    """Divide delinquent records by the average discharges of one month.

    Parameters
    ----------
    delinquent : int
        Records delinquent on the day of the count.
    discharges : sequence of int
        Discharges of each month of the period: three for a quarter.

    Returns
    -------
    float
        Percent; NaN where nobody was discharged. It can pass 100: the records pile up, the month does not.

    Raises
    ------
    ValueError
        Without a month, or for a negative number.

    Notes
    -----
    The table standards (chart-delinquency) has the rule through secondary texts: to be confirmed.

    Examples
    --------
    >>> round(delinquency_rate(561, [1700, 1700, 1700]))  # and not 561 / 5,100 = 11 percent
    33
    """
    if not len(discharges) or min(discharges) < 0 or delinquent < 0:
        raise ValueError(
            f"delinquency_rate: {delinquent} records, discharges {list(discharges)}. Give the discharges of "
            "at least one month, and no negative number."
        )
    total = sum(discharges)
    return 100 * delinquent / (total / len(discharges)) if total else float("nan")


def delinquency(charts: pd.DataFrame, span: Span) -> Delinquency:
    """Count incomplete and delinquent records on the last day of a period, and the rate of delinquency.

    Parameters
    ----------
    charts : DataFrame
        From `charts`. Newborns' records are records too.
    span : tuple of two Timestamps
        Whole months. Records of earlier discharges that are still not complete count as well.

    Returns
    -------
    Delinquency

    Raises
    ------
    ValueError
        When the span is not made of whole months.

    Notes
    -----
    Records of patients discharged before the tables begin are not in them: in the first months the count is a
    lower bound.

    Examples
    --------
    >>> from recordsdata.records.indicators import span_of
    >>> charts = pd.DataFrame({
    ...     "discharged": pd.to_datetime(["2026-01-05", "2026-02-05", "2026-03-05"]), "completed": pd.NaT})
    >>> charts["completed"] = pd.to_datetime(charts["completed"])
    >>> found = delinquency(charts, span_of("Q2"))
    >>> found.incomplete, found.delinquent, found.rate, round(found.trap, 1)
    (1, 2, 200.0, 66.7)
    """
    months = months_of(span)
    at = span[1] - _DAY
    status = record_status(charts, at)
    inside = charts.loc[(charts["discharged"] >= span[0]) & (charts["discharged"] < span[1]), "discharged"]
    monthly = inside.dt.to_period("M").value_counts().reindex(months.to_period("M"), fill_value=0).tolist()
    late, total = int((status == "delinquent").sum()), len(inside)
    return Delinquency(
        at,
        int((status == "incomplete").sum()),
        late,
        len(months),
        total,
        total / len(months),
        delinquency_rate(late, monthly),
        100 * late / total if total else float("nan"),
    )


def completion(charts: pd.DataFrame, as_of: pd.Timestamp = AS_OF) -> pd.DataFrame:
    """Say of each record that is due whether it was complete within 30 days of discharge.

    Parameters
    ----------
    charts : DataFrame
        From `charts`.
    as_of : Timestamp
        The day on which the records were taken. Records whose 30 days were not over are left out.

    Returns
    -------
    DataFrame
        The rows of `charts` that are due, with in_time.

    Notes
    -----
    42 CFR 482.24(c)(4)(vii): within 30 days following discharge; calendar days are counted.

    Examples
    --------
    >>> charts = pd.DataFrame({
    ...     "discharged": pd.to_datetime(["2026-03-01 10:00", "2026-03-01 10:00", "2026-09-20 10:00"]),
    ...     "completed": pd.to_datetime(["2026-03-31 23:00", "2026-04-01 00:30", "2026-09-21 12:00"])})
    >>> completion(charts)["in_time"].tolist()  # the third is not due: it would only flatter
    [True, False]
    """
    limit = charts["discharged"].dt.normalize() + _limit("chart-completion")
    due: pd.DataFrame = charts[limit < as_of]
    return due.assign(
        in_time=(due["completed"].dt.normalize() <= limit[due.index]) & (due["completed"] < as_of)
    )


def histories(charts: pd.DataFrame) -> pd.DataFrame:
    """Count how the histories stand: in time, late, too old or missing.

    Parameters
    ----------
    charts : DataFrame
        From `charts`.

    Returns
    -------
    DataFrame
        One row a state, also where no stay is in it: history, stays, percent.

    Examples
    --------
    >>> histories(pd.DataFrame({"history": ["in time", "in time", "in time", "late"]}))["stays"].tolist()
    [3, 1, 0, 0]
    """
    counts = charts["history"].value_counts().reindex(["in time", "late", "too old", "missing"], fill_value=0)
    frame = counts.rename_axis("history").rename("stays").reset_index()
    return frame.assign(percent=100 * frame["stays"] / max(len(charts), 1))


def turnaround(requests: pd.DataFrame, as_of: pd.Timestamp = AS_OF) -> pd.DataFrame:
    """Say of each request for records whether it was answered in time, as far as that is known on a day.

    Parameters
    ----------
    requests : DataFrame
        Table requests.
    as_of : Timestamp
        The day of the count, at midnight. Requests, notices and answers of that day and later are not known
        yet.

    Returns
    -------
    DataFrame
        One row a request received before `as_of`: request_id, requester, by_law (True for patients and their
        representatives: see Notes), received, answered, days (calendar days to the answer; missing while
        open), extended (True where written notice of an extension was given within the first 30 days),
        allowed (30 days, or 60 where extended), state ("in time", "late", "open, not yet due" or
        "open, late"), due (True once the days allowed are over: only then does it count), flaw ("answered
        before it was received", or "").

    Raises
    ------
    ValueError
        As `recordsdata.records.tables.require` raises, and for an unknown requester.

    Notes
    -----
    45 CFR 164.524(b)(2): act on a request within 30 days after receipt, or, after written notice within those
    30 days, within 30 more; one extension. A notice that comes later extends nothing. The rule is about
    access by the individual, that is, by the patient or a personal representative. For others the same days
    are shown as the department's own yardstick; no deadline of this rule runs for them.

    Examples
    --------
    >>> requests = pd.DataFrame({
    ...     "request_id": ["R1", "R2", "R3"], "requester": "patient",
    ...     "received": pd.to_datetime(["2026-03-01"] * 3),
    ...     "extension_notified": pd.to_datetime([None, "2026-03-31", "2026-04-01"]),
    ...     "answered": pd.to_datetime(["2026-03-31", "2026-04-30", "2026-04-30"])})
    >>> turnaround(requests)[["days", "allowed", "state"]].to_numpy().tolist()
    [[30.0, 30, 'in time'], [60.0, 60, 'in time'], [60.0, 30, 'late']]
    """
    columns = ["request_id", "requester", "received", "extension_notified", "answered"]
    requests = require(requests, "requests", columns)
    unknown = requests.loc[~requests["requester"].isin(_REQUESTERS), "requester"]
    if len(unknown):
        raise ValueError(
            f"Table requests, column requester: {brief(unknown.iloc[0])} in {len(unknown):,} row(s). "
            f"It must be {', '.join(_REQUESTERS)}."
        )
    frame = requests.loc[requests["received"] < as_of, columns].reset_index(drop=True)
    known = frame["answered"].where(frame["answered"] < as_of)
    notice = frame["extension_notified"].where(frame["extension_notified"] < as_of)
    first, more = _limit("release-of-information"), _limit("release-of-information-extension")
    extended = (notice >= frame["received"]) & (notice <= frame["received"] + first)
    allowed = extended.map({True: (first + more).days, False: first.days}).astype("int64")
    limit = frame["received"] + pd.to_timedelta(allowed, unit="D")
    due = limit < as_of
    is_open = known.isna()
    state = np.select(
        [is_open & due, is_open, known > limit], ["open, late", "open, not yet due", "late"], "in time"
    )
    flaw = np.where(known < frame["received"], "answered before it was received", "")
    return frame.assign(
        by_law=frame["requester"].isin(BY_LAW),
        answered=known,
        days=(known - frame["received"]).dt.days.astype("float64"),
        extended=extended,
        allowed=allowed,
        state=pd.Series(state, dtype="str"),
        due=due,
        flaw=pd.Series(flaw, dtype="str"),
    ).drop(columns="extension_notified")


def timely(requests: pd.DataFrame, span: Span) -> pd.DataFrame:
    """Count the requests of a period that were answered in time, by who asked.

    Parameters
    ----------
    requests : DataFrame
        From `turnaround`.
    span : tuple of two Timestamps
        Requests received on these days.

    Returns
    -------
    DataFrame
        One row a kind of requester that asked, then "patient and representative" and "all": requester, asked,
        not_due, in_time, late (answered too late), open_late (not answered, and the days are over), percent
        (in_time over all that are due), low, high (95 % interval, Wilson), median_days (by when half of those
        due were answered; those still open count as longer than any; missing where fewer than half were).
        A request with a flaw is counted in asked only.

    Raises
    ------
    ValueError
        When a column of `turnaround` is missing, or the span is none.

    Examples
    --------
    >>> requests = pd.DataFrame({
    ...     "request_id": ["R1", "R2", "R3"], "requester": "patient",
    ...     "received": pd.to_datetime(["2026-03-01", "2026-03-01", "2026-03-02"]),
    ...     "extension_notified": pd.NaT, "answered": pd.to_datetime(["2026-03-21", None, "2026-03-12"])})
    >>> from recordsdata.records.indicators import span_of
    >>> found = timely(turnaround(requests), span_of("2026-03"))
    >>> found[["requester", "in_time", "late", "open_late", "percent", "median_days"]].head(1).round(1)
      requester  in_time  late  open_late  percent  median_days
    0   patient        2     0          1     66.7         20.0
    """
    check_span(span)
    columns = ["requester", "received", "by_law", "flaw", "due", "state", "days"]
    lost = [name for name in columns if name not in requests.columns]
    if lost:
        raise ValueError(f"timely: column {lost[0]!r} is not there. Give what turnaround(requests) returns.")
    some = requests[(requests["received"] >= span[0]) & (requests["received"] < span[1])]
    groups = {name: some[some["requester"] == name] for name in _REQUESTERS}
    groups = {name: group for name, group in groups.items() if len(group)}
    groups |= {"patient and representative": some[some["by_law"]], "all": some}
    rows = []
    for name, group in groups.items():
        sound = group[group["flaw"] == ""]
        due = sound[sound["due"]]
        states = due["state"].value_counts()
        in_time, late, open_late = (int(states.get(key, 0)) for key in ("in time", "late", "open, late"))
        rate = share("", name, in_time, len(due))
        waits = due["days"].fillna(np.inf)
        median = float(waits.sort_values().iloc[(len(waits) - 1) // 2]) if len(waits) else np.nan
        rows.append(
            {
                "requester": name,
                "asked": len(group),
                "not_due": len(sound) - len(due),
                "in_time": in_time,
                "late": late,
                "open_late": open_late,
                "percent": rate.value,
                "low": rate.low,
                "high": rate.high,
                "median_days": median if np.isfinite(median) else np.nan,
            }
        )
    return pd.DataFrame(rows)


def indicators(
    charts: pd.DataFrame, requests: pd.DataFrame, span: Span, as_of: pd.Timestamp = AS_OF
) -> list[Indicator]:
    """Make the indicators of deadlines for one period.

    Parameters
    ----------
    charts, requests : DataFrame
        From `charts` and `turnaround`.
    span, as_of
        Whole months, and the day on which the records were taken.

    Returns
    -------
    list of Indicator
        Completion within 30 days, histories in time, delinquency, requests of patients and representatives
        answered in time.

    Examples
    --------
    >>> from recordsdata.records.indicators import span_of
    >>> day = pd.to_datetime(["2026-03-04"])
    >>> charts = pd.DataFrame({"discharged": day, "completed": day, "history": "late", "flaw": ""})
    >>> requests = turnaround(pd.DataFrame({
    ...     "request_id": ["R1"], "requester": "patient", "received": day, "extension_notified": pd.NaT,
    ...     "answered": day}))
    >>> [found.value for found in indicators(charts, requests, span_of("2026-03"))]
    [100.0, 0.0, 0.0, 100.0]
    """
    done = take(completion(charts, as_of), span)
    written = take(charts, span)
    late = delinquency(charts, span)
    asked: Any = timely(requests, span).set_index("requester").loc["patient and representative"]
    counted = int(asked[["in_time", "late", "open_late"]].sum())
    return [
        share(
            "Records complete within 30 days",
            "records due",
            int(done["in_time"].sum()),
            len(done),
            "chart-completion",
        ),
        share(
            "History and physical in time",
            "stays",
            int((written["history"] == "in time").sum()),
            len(written),
            HISTORY,
        ),
        Indicator(
            "Delinquency rate",
            "records",
            late.rate,
            "percent",
            late.delinquent,
            late.monthly,
            standard="chart-delinquency",
        ),
        share(
            "Requests answered in time",
            "requests due, of patients and representatives",
            int(asked["in_time"]),
            counted,
            "release-of-information",
        ),
    ]
