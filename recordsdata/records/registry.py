"""How sound a tumour registry is: completeness, follow-back, verification, timeliness, and what judges it.

The thresholds of NAACCR and NPCR are made for registries that cover a population. A hospital's registry is
only likened to them; what a hospital answers for, abstracts within six months, is measured apart.
"""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from recordsdata.estimates import wilson
from recordsdata.records.indicators import standard as row_of
from recordsdata.records.schema import AS_OF
from recordsdata.records.tables import brief, require
from recordsdata.records.views import SAME_CASE_DAYS

__all__ = [
    "STANDARDS",
    "Completeness",
    "completeness",
    "duplicate_cases",
    "follow_back",
    "hospital_timeliness",
    "indicators",
    "judge",
    "missing_cases",
    "percent_interval",
    "percent_of",
    "timeliness",
    "try_completeness",
]

# name of a standard -> how its rows of the table `standards` begin
STANDARDS = {"naaccr_gold": "naaccr-gold-", "naaccr_silver": "naaccr-silver-", "npcr": "npcr-"}
MONTHS_OF_A_STANDARD = 23  # NAACCR and NPCR: after the close of the year of diagnosis
# NAACCR item 490: microscopic are histology (1, 3), cytology (2) and microscopy not otherwise specified (4).
MICROSCOPIC = ("1", "2", "3", "4")
# ICD-10-CM codes that lead to a case, by their first characters, after SEER's list for case-finding, in
# short: malignant but for common skin cancers (C44), in situ but for cervix and skin, brain, pituitary
_REPORTABLE_TEXT = "D00 D01 D02 D03 D05 D07 D09 D32 D33 D35.2 D35.3 D35.4 D42 D43"
REPORTABLE = (*(f"C{n:02}" for n in range(97) if n != 44), *_REPORTABLE_TEXT.split())
_COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq}
_WORDS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "=": "exactly"}
_YEARS = (1900, 2100)  # of dates that are counted by: no registry is older, and none reports so far ahead
_TUMORS = ["tumor_id", "diagnosis_date", "source"]


def percent_interval(count: int, cases: int) -> tuple[float, float]:
    """Give the 95 percent interval of a share in percent; both ends are missing when there is no case."""
    low, high = wilson(count, cases)
    return 100 * low, 100 * high


def percent_of(count: int, cases: int) -> tuple[float, float, float]:
    """Give a share in percent with both ends of its 95 percent interval; missing when there is no case."""
    return 100 * count / cases if cases else float("nan"), *percent_interval(count, cases)


class Completeness(NamedTuple):
    """How many cases are registered, of those estimated to be there.

    `notified`: registered cases that did not need a certificate to be known; `certificates`: death
    certificates that mention cancer; `both`: those among them whose case was known before; `registered`: all
    cases in the registry; `expected`: cases estimated to be there; `percent`, `low`, `high`: registered in
    percent of expected with its 95 percent interval. The last four are missing where nobody can tell.
    """

    notified: int
    certificates: int
    both: int
    registered: int
    expected: float
    percent: float
    low: float
    high: float


def _in_year(
    tumors: pd.DataFrame, certificates: pd.DataFrame, year: int | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keep the cases of a year of diagnosis, and their certificates.

    A certificate that leads to no case is put into the year of death, where a case known from it alone goes.
    """
    if year is None:
        return tumors, certificates
    when = certificates["tumor_id"].map(tumors.set_index("tumor_id")["diagnosis_date"])
    when = when.fillna(certificates["death_date"])
    kept = tumors[tumors["diagnosis_date"].dt.year == year]
    if kept.empty:
        known = ", ".join(map(str, sorted(tumors["diagnosis_date"].dt.year.dropna().astype(int).unique())))
        raise ValueError(f"No case was diagnosed in {year}. Table tumors has cases of: {known}.")
    return kept, certificates[when.dt.year == year]


def _certificates(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    columns = ["certificate_id", "death_date", "tumor_id", "follow_back"]
    table = require(tables, "certificates", columns, may_be_empty=True)
    states = {"not_needed", "found", "not_found", "open"}
    strange = table.loc[~table["follow_back"].isin(states), "follow_back"]
    if len(strange):
        raise ValueError(
            f"Table certificates, column follow_back: {brief(strange.iloc[0])} is not one of "
            f"{', '.join(sorted(states))}. Correct the {len(strange):,} row(s)."
        )
    return table


def _dated(tumors: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Check that dates that a case cannot be counted without are there."""
    for column in columns:
        lost = tumors.loc[tumors[column].isna(), "tumor_id"]
        if len(lost):
            raise ValueError(
                f"Table tumors, column {column}: missing in {len(lost):,} row(s), the first of them "
                f"{lost.iloc[0]}. The case cannot be placed in time: find the date, or leave the row out."
            )
        far = tumors[~tumors[column].dt.year.between(*_YEARS)]
        if len(far):
            raise ValueError(
                f"Table tumors, column {column}: year {far[column].dt.year.iloc[0]} in "
                f"{far['tumor_id'].iloc[0]}, where {_YEARS[0]} to {_YEARS[1]} are allowed. Correct the date, "
                "or leave the row out."
            )
    return tumors


def _of_year(tables: Mapping[str, pd.DataFrame], year: int | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    tumors = _dated(require(tables, "tumors", _TUMORS), "diagnosis_date")
    return _in_year(tumors, _certificates(tables), year)


def completeness(tables: Mapping[str, pd.DataFrame], year: int | None = None) -> Completeness:
    """Estimate how complete a registry is, from death certificates.

    People who die with cancer leave a certificate whether the registry knew of them or not. The share of
    certificates whose case was known before tells how often a case reaches the registry; from it follows how
    many living patients with cancer never did.

    Parameters
    ----------
    tables : mapping of DataFrames
        `tumors` and `certificates`.
    year : int, optional
        Year of diagnosis; all years by default. A certificate that leads to no case counts in the year of
        death.

    Returns
    -------
    Completeness
        Counts, and the estimate in percent with its 95 percent interval.

    Raises
    ------
    ValueError
        When a table, a column or a date is missing, a state of follow-back is unknown, or nobody was
        diagnosed in that year.

    Notes
    -----
    The death certificate notification (DCN) and mortality-to-incidence (M:I) method in the form of Ajiki,
    Tsukuma and Oshima (Japanese Journal of Public Health 45, 1998, 1011-1017): with DCN the share of
    registered cases that a certificate made known and I/D cases per certificate,

        completeness = (1 - DCN x I/D) / (1 - DCN)

    which is the same number as registered cases over the capture-recapture (Lincoln and Petersen) estimate
    notified x certificates / both. It assumes that a case that ends in death is notified as readily as one
    that does not, and that every death with cancer has a certificate that mentions it. Where fatal cases are
    notified less readily than others, as lung cancer often is, completeness is underestimated.

    The interval is Wilson's for both / certificates, carried over to the estimate and cut off at 100: in
    trials (`try_completeness`) it holds the truth at least as often as it says.

    Examples
    --------
    >>> day = pd.Timestamp("2024-05-01")
    >>> tumors = pd.DataFrame({"tumor_id": list("ABCDEFGHIJ"), "diagnosis_date": day, "source": "1"})
    >>> dead = pd.DataFrame({"certificate_id": ["1", "2", "3", "4", "5"], "death_date": day,
    ...                      "tumor_id": list("ABCDJ"), "follow_back": ["not_needed"] * 4 + ["found"]})
    >>> found = completeness({"tumors": tumors, "certificates": dead})
    >>> found.registered, found.expected, round(found.percent, 1)
    (10, 11.25, 88.9)
    """
    tumors, certificates = _of_year(tables, year)
    known_by = certificates.dropna(subset="tumor_id")
    still_open = known_by.loc[known_by["follow_back"] == "open", "tumor_id"]
    by_certificate = known_by.loc[known_by["follow_back"] != "not_needed", "tumor_id"]
    registered = ~tumors["tumor_id"].isin(still_open)
    notified = int((registered & ~tumors["tumor_id"].isin(by_certificate) & (tumors["source"] != "7")).sum())
    both = int((certificates["follow_back"] == "not_needed").sum())
    total = int(registered.sum())
    counts = (notified, len(certificates), both, total)
    return Completeness(*counts, *_estimate(*counts))


def try_completeness(cases: int, fatal: int, missed: float, seed: int, times: int = 500) -> pd.DataFrame:
    """Try the estimate of completeness where the truth is known: hide cases, and see what it says.

    Parameters
    ----------
    cases, fatal : int
        All cases there are, and those among them that leave a death certificate.
    missed : float
        The chance of each case, fatal or not, never to be reported in life: from 0 to below 1.
    seed : int
        Of the random numbers.
    times : int
        How often to try.

    Returns
    -------
    DataFrame
        One row a trial: true (registered in percent of all cases; fatal ones that were missed are registered
        by their certificate), percent, low, high (what `completeness` says; missing where it says nothing).

    Raises
    ------
    ValueError
        When a count or the chance is out of range.

    Examples
    --------
    >>> trials = try_completeness(1000, 400, 0.1, seed=1)
    >>> bool(abs(trials["percent"].mean() - trials["true"].mean()) < 0.5)
    True
    """
    if not 0 <= fatal <= cases or cases < 1 or not 0 <= missed < 1 or times < 1:
        raise ValueError(
            f"try_completeness: {fatal} of {cases} cases fatal, missed {missed}, {times} trials. Give at "
            "least one case, no more fatal ones than cases, a chance from 0 to below 1, and a trial or more."
        )
    draw = np.random.default_rng(seed)
    both = draw.binomial(fatal, 1 - missed, times)
    alive = draw.binomial(cases - fatal, 1 - missed, times)
    rows = []
    for known, others in zip(both.tolist(), alive.tolist(), strict=True):
        rows.append(
            (100 * (fatal + others) / cases, *_estimate(known + others, fatal, known, fatal + others)[1:])
        )
    return pd.DataFrame(rows, columns=["true", "percent", "low", "high"])


def _estimate(notified: int, certificates: int, both: int, registered: int) -> tuple[float, ...]:
    """Give cases expected, completeness in percent and its interval; missing where nobody can tell."""
    if not both or not notified:
        return (float("nan"),) * 4
    # There cannot be fewer cases than are registered.
    expected = max(notified * certificates / both, registered)
    low, high = (min(end * registered / notified, 100.0) for end in percent_interval(both, certificates))
    return expected, 100 * registered / expected, low, high


def missing_cases(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Find patients whose diagnoses name a tumour, and for whom the registry has no case.

    Parameters
    ----------
    tables : mapping of DataFrames
        `tumors`, `encounters` and `diagnoses`.

    Returns
    -------
    DataFrame
        One row a patient: patient_id, encounter_id (the first that names a tumour), admitted, code.

    Raises
    ------
    ValueError
        When a table or column is missing, empty or of the wrong type.

    Notes
    -----
    What registrars call case-finding. It does not see who never came with such a code, nor the second tumour
    of a patient with a case; and a wrong code on a stay looks just like a case that was missed.

    Examples
    --------
    >>> day = pd.Timestamp("2026-02-01")
    >>> stays = pd.DataFrame({"encounter_id": ["E1", "E2"], "patient_id": ["P1", "P2"], "admitted": day})
    >>> codes = pd.DataFrame({"diagnosis_id": ["E1-01", "E2-01"], "encounter_id": ["E1", "E2"],
    ...                       "code": ["C61", "C20"]})
    >>> known = pd.DataFrame({"tumor_id": ["T1"], "patient_id": ["P1"]})
    >>> missing_cases({"tumors": known, "encounters": stays, "diagnoses": codes})["code"].tolist()
    ['C20']
    """
    known = require(tables, "tumors", ["patient_id"])["patient_id"]
    stays = require(tables, "encounters", ["encounter_id", "patient_id", "admitted"])
    lines = require(tables, "diagnoses", ["encounter_id", "code"])[["encounter_id", "code"]]
    lines = lines[lines["code"].fillna("").str.startswith(REPORTABLE)]
    rows = stays[["patient_id", "encounter_id", "admitted"]].merge(lines, on="encounter_id")
    rows = rows[~rows["patient_id"].isin(known)].sort_values(["admitted", "encounter_id"], kind="stable")
    return rows.drop_duplicates("patient_id").sort_values("patient_id", ignore_index=True)


def follow_back(tables: Mapping[str, pd.DataFrame], year: int | None = None) -> pd.DataFrame:
    """Say what became of each death certificate that mentions cancer.

    A certificate for a case that the registry does not know is asked back: who treated the patient? Only
    where nothing is found is the case one of the certificate alone (DCO). A case still being asked for is
    not one yet.

    Parameters
    ----------
    tables : mapping of DataFrames
        `tumors` and `certificates`.
    year : int, optional
        Year of diagnosis, as in `completeness`.

    Returns
    -------
    DataFrame
        One row a state, in order: follow_back, certificates, percent (of all certificates, missing when
        there is none).

    Raises
    ------
    ValueError
        As `completeness` does.

    Examples
    --------
    >>> day = pd.Timestamp("2024-05-01")
    >>> tumors = pd.DataFrame({"tumor_id": ["A", "B"], "diagnosis_date": day, "source": ["1", "7"]})
    >>> dead = pd.DataFrame({"certificate_id": ["1", "2"], "death_date": day, "tumor_id": ["A", "B"],
    ...                      "follow_back": ["not_needed", "not_found"]})
    >>> follow_back({"tumors": tumors, "certificates": dead})["certificates"].tolist()
    [1, 0, 1, 0]
    """
    _, certificates = _of_year(tables, year)
    states = ["not_needed", "found", "not_found", "open"]
    count = certificates["follow_back"].value_counts().reindex(states, fill_value=0).astype("int64")
    whole = len(certificates) or float("nan")
    return pd.DataFrame(
        {"follow_back": states, "certificates": count.to_list(), "percent": (100 * count / whole).to_list()}
    )


def duplicate_cases(tumors: pd.DataFrame) -> pd.DataFrame:
    """Find cases that were probably reported twice.

    Parameters
    ----------
    tumors : DataFrame
        Table tumors.

    Returns
    -------
    DataFrame
        One row a repeated case: tumor_id (the later diagnosis, or the later row), other (an earlier one).

    Raises
    ------
    ValueError
        When a column or a date of diagnosis is missing, or the table is empty.

    Notes
    -----
    The same person (record number, or surname, given name and day of birth), the same site to three
    characters, side and histology to three digits, diagnosed within 60 days: a screening after the habits
    of multiple-primary rules (SEER), not those rules. A person under two surnames and two record numbers
    escapes it; that is what record linkage is for.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "tumor_id": ["T1", "T2"], "patient_id": ["P1", "P2"], "last_name": ["Zzyx", "ZZYX "],
    ...     "first_name": "Ann", "birth_date": pd.Timestamp("1950-01-01"), "site": ["C50.1", "C50.9"],
    ...     "histology": "8500", "laterality": "1",
    ...     "diagnosis_date": pd.to_datetime(["2025-03-01", "2025-03-20"])})
    >>> duplicate_cases(rows).to_dict("records")
    [{'tumor_id': 'T2', 'other': 'T1'}]
    """
    columns = ["patient_id", "last_name", "first_name", "birth_date", "site", "histology", "laterality"]
    cases = _dated(require(tumors, "tumors", [*_TUMORS[:2], *columns]), "diagnosis_date")
    rows = cases[["tumor_id", "diagnosis_date", *columns]].sort_values(
        "diagnosis_date", kind="stable", ignore_index=True
    )
    for name in ("last_name", "first_name"):
        rows[name] = rows[name].str.strip().str.casefold()
    rows = rows.assign(site=rows["site"].str[:3], histology=rows["histology"].str[:3])
    found = []
    for person in (["patient_id"], ["last_name", "first_name", "birth_date"]):
        one = rows.dropna(subset=person).groupby([*person, "site", "histology", "laterality"], sort=False)
        before = one[["tumor_id", "diagnosis_date"]].shift()
        near = rows["diagnosis_date"] - before["diagnosis_date"] <= pd.Timedelta(days=SAME_CASE_DAYS)
        found.append(pd.DataFrame({"tumor_id": rows["tumor_id"], "other": before["tumor_id"]})[near])
    both = pd.concat(found).drop_duplicates("tumor_id")
    return both.sort_values("tumor_id").reset_index(drop=True)


def timeliness(
    tumors: pd.DataFrame, as_of: pd.Timestamp = AS_OF, months: int = MONTHS_OF_A_STANDARD
) -> pd.DataFrame:
    """Say for each year of diagnosis how many of its cases were abstracted by the deadline.

    Parameters
    ----------
    tumors : DataFrame
        Table tumors.
    as_of : Timestamp
        The day on which the records were taken.
    months : int
        How long after the close of the year; 23 in the standards of NAACCR and NPCR.

    Returns
    -------
    DataFrame
        One row a year: year, cases, in_time, percent, low, high (95 percent Wilson interval), deadline, due
        (whether it has passed; until then no case can be late, and percent says nothing).

    Raises
    ------
    ValueError
        When a column or a date is missing, or the table is empty.

    Notes
    -----
    Only cases that were abstracted are in the table. Those that still wait are not: a share of the cases
    known so far is flattering, which is why completeness is judged at the same time.

    Examples
    --------
    >>> rows = pd.DataFrame({"tumor_id": ["A", "B"], "diagnosis_date": pd.to_datetime(["2023-02-01"] * 2),
    ...                      "abstracted": pd.to_datetime(["2025-11-30", "2025-12-01"])})
    >>> timeliness(rows)[["year", "cases", "in_time", "due"]].to_dict("records")
    [{'year': 2023, 'cases': 2, 'in_time': 1, 'due': True}]
    """
    names = ["tumor_id", "diagnosis_date", "abstracted"]
    cases = _dated(require(tumors, "tumors", names), "diagnosis_date", "abstracted")
    years = cases["diagnosis_date"].dt.year
    rows = []
    for year in sorted(years.unique()):
        deadline = pd.Timestamp(int(year) + 1, 1, 1) + pd.DateOffset(months=months) - pd.Timedelta(days=1)
        done = cases.loc[years == year, "abstracted"]
        early = int((done <= deadline).sum())
        share = percent_of(early, len(done))
        rows.append((int(year), len(done), early, *share, deadline, deadline < as_of))
    return pd.DataFrame(
        rows, columns=["year", "cases", "in_time", "percent", "low", "high", "deadline", "due"]
    )


def hospital_timeliness(tumors: pd.DataFrame, as_of: pd.Timestamp = AS_OF) -> pd.DataFrame:
    """Say how many of a hospital's own cases were abstracted within six months of the first contact.

    Parameters
    ----------
    tumors : DataFrame
        Table tumors. The hospital's own are those of source 1 with a day of first contact.
    as_of : Timestamp
        The day on which the records were taken. Cases whose six months have not passed by then are left out:
        only those abstracted early are in the table already.

    Returns
    -------
    DataFrame
        One row: cases, in_time, percent, low, high (95 percent Wilson interval), not_due (cases left out),
        median_days (from first contact to abstract), needed (the percentage that the standard asks for).

    Raises
    ------
    ValueError
        When a column or a date is missing, or the table is empty.

    Notes
    -----
    Six calendar months, the last day included: from 31 August to 28 February. American College of Surgeons,
    Commission on Cancer, Cancer Program Standards (2016), standard 5.2: 90 percent of the cases. Months and
    percentage stand in the table standards. Later editions number and ask otherwise: to be confirmed.

    Examples
    --------
    >>> rows = pd.DataFrame({"tumor_id": ["A", "B"], "source": "1",
    ...                      "first_contact": pd.to_datetime(["2025-01-15", "2025-01-15"]),
    ...                      "abstracted": pd.to_datetime(["2025-07-15", "2025-07-16"])})
    >>> hospital_timeliness(rows)[["cases", "in_time", "percent", "median_days"]].to_dict("records")
    [{'cases': 2, 'in_time': 1, 'percent': 50.0, 'median_days': 181.5}]
    """
    names = ["tumor_id", "source", "first_contact", "abstracted"]
    cases = _dated(require(tumors, "tumors", names), "abstracted")
    own = cases[(cases["source"] == "1") & cases["first_contact"].notna()]
    deadline = own["first_contact"] + pd.DateOffset(months=int(row_of("hospital-abstracting")["threshold"]))
    due = deadline < as_of
    early = int((own["abstracted"] <= deadline)[due].sum())
    count = int(due.sum())
    days = (own["abstracted"] - own["first_contact"])[due].dt.days.median()
    names = ["cases", "in_time", "percent", "low", "high", "not_due", "median_days", "needed"]
    needed = row_of("hospital-abstracting-share")["threshold"]
    row = (count, early, *percent_of(early, count), int((~due).sum()), float(days), needed)
    return pd.DataFrame([row], columns=names)


def indicators(
    tables: Mapping[str, pd.DataFrame],
    failed_edits: Collection[str],
    year: int | None = None,
    as_of: pd.Timestamp = AS_OF,
) -> pd.DataFrame:
    """Measure what registry standards ask for.

    Parameters
    ----------
    tables : mapping of DataFrames
        `tumors` and `certificates`.
    failed_edits : collection of str
        The tumor_id of each case that failed an edit, from `recordsdata.records.audit`.
    year : int, optional
        Year of diagnosis; all years by default.
    as_of : Timestamp
        The day on which the records were taken.

    Returns
    -------
    DataFrame
        One row an indicator: measure (as in the table standards), numerator, denominator, value, low, high
        (95 percent interval), unit (percent or months). Where nothing can be said, the value is missing.

    Raises
    ------
    ValueError
        When a table, a column or a date is missing or of the wrong type, nobody was diagnosed in that year,
        or a failed edit names no case.

    Notes
    -----
    Unknown counts as missing (sex U, race unknown), as NAACCR has it. A case that a certificate made known
    and that is still asked for is left out everywhere: it may yet be found, or turn out to be no case.
    Timeliness is the time from the close of the year (without `year` the first, whose deadline comes
    first) to `as_of`, in months; missing while the year is open.

    Examples
    --------
    >>> from recordsdata.records.registry import indicators
    >>> indicators({}, [])
    Traceback (most recent call last):
    ...
    ValueError: Table tumors is not among the tables given (none). make_records() makes them all.
    """
    needed = ["patient_id", "last_name", "first_name", "birth_date", "sex", "race", "county"]
    needed += ["age_at_diagnosis", "site", "histology", "laterality", "confirmation", "abstracted"]
    everything = require(tables, "tumors", [*_TUMORS, *needed])
    strange = sorted(set(failed_edits) - {*everything["tumor_id"]})
    if strange:
        raise ValueError(
            f"failed_edits: {brief(strange[0])} is not a case of table tumors. Give tumor_ids of this table."
        )
    tumors, certificates = _of_year(tables, year)
    estimate = completeness(tables, year)
    open_cases = certificates.loc[certificates["follow_back"] == "open", "tumor_id"]
    tumors = tumors[~tumors["tumor_id"].isin(open_cases)]
    cases = len(tumors)
    passed = ~tumors["tumor_id"].isin({*failed_edits})
    counts = {
        "death certificate only": (tumors["source"] == "7").sum(),
        "microscopic verification": tumors["confirmation"].isin(MICROSCOPIC).sum(),
        "duplicates": len(duplicate_cases(tumors)) if cases else 0,
        "passed edits": passed.sum(),
        "missing age": tumors["age_at_diagnosis"].isna().sum(),
        "missing sex": (tumors["sex"].isna() | (tumors["sex"] == "U")).sum(),
        "missing race": (tumors["race"].isna() | (tumors["race"] == "unknown")).sum(),
        "missing county": tumors["county"].isna().sum(),
    }
    rows: list[tuple[Any, ...]] = [
        ("completeness", estimate.registered, estimate.expected, *estimate[-3:], "percent")
    ]
    for measure, count in counts.items():
        rows.append((measure, int(count), float(cases), *percent_of(int(count), cases), "percent"))
    closed = pd.Timestamp(int(everything["diagnosis_date"].dt.year.min() if year is None else year) + 1, 1, 1)
    waited = (as_of.year - closed.year) * 12 + as_of.month - closed.month + (as_of.day - 1) / 31
    waited = waited if as_of >= closed else float("nan")  # the year is still open
    rows.append(("timeliness", None, None, waited, None, None, "months"))
    names = ["measure", "numerator", "denominator", "value", "low", "high", "unit"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.astype({"numerator": "Int64"} | dict.fromkeys(names[2:6], "float64"))


def judge(measured: pd.DataFrame, standard: str, standards: pd.DataFrame) -> pd.DataFrame:
    """Hold indicators against a standard.

    Parameters
    ----------
    measured : DataFrame
        From `indicators`.
    standard : str
        A key of `STANDARDS`: naaccr_gold, naaccr_silver or npcr.
    standards : DataFrame
        The table of that name, `recordsdata.datasets.load("standards")`.

    Returns
    -------
    DataFrame
        One row an indicator: measure, numerator, denominator, value, low, high, unit (that of the
        threshold), threshold, needed (in words), verdict, to_confirm (True where the threshold is not sure).

        Verdicts: met; not met; the same with ", by chance?" where the 95 percent interval holds the
        threshold, so that the same work might fall on the other side in another year; "cannot be told"; "not
        asked for".

    Raises
    ------
    ValueError
        When there is no such standard, or a column is missing.

    Notes
    -----
    A certificate is given by the value alone. The interval answers another question: whether this way of
    working meets the standard, or this year's cases happened to.

    Examples
    --------
    >>> row = {"measure": "missing sex", "numerator": 3, "denominator": 200, "value": 1.5, "low": 0.51,
    ...        "high": 4.32, "unit": "percent"}
    >>> asked = pd.DataFrame([{"standard_id": "npcr-missing-sex", "measure": "missing sex",
    ...                        "comparator": "<=", "threshold": 2, "unit": "percent", "to_confirm": False}])
    >>> judge(pd.DataFrame([row]), "npcr", asked)[["needed", "verdict"]].to_dict("records")
    [{'needed': 'at most 2 percent', 'verdict': 'met, by chance?'}]
    """
    if standard not in STANDARDS:
        raise ValueError(f"{standard!r} is not a standard. There are: {', '.join(STANDARDS)}.")
    wanted = {"measured": (measured, "measure numerator denominator value low high unit")}
    wanted["standards"] = (standards, "standard_id measure comparator threshold unit to_confirm")
    for name, (frame, columns) in wanted.items():
        lost = [column for column in columns.split() if column not in frame.columns]
        if lost:
            raise ValueError(f"judge: {name} has no column {lost[0]!r}. It needs: {columns}.")
    asked = standards[standards["standard_id"].str.startswith(STANDARDS[standard])]
    asked = asked.set_index("measure")[["comparator", "threshold", "unit", "to_confirm"]]
    rows = []
    for row in measured.to_dict("records"):
        limit = asked.loc[row["measure"]] if row["measure"] in asked.index else None
        if limit is not None and limit["unit"] == "per 1,000":
            row |= {end: 10 * row[end] for end in ("value", "low", "high")} | {"unit": limit["unit"]}
        rows.append(row | _verdict(row, limit))
    return pd.DataFrame(rows)


def _verdict(row: dict[Any, Any], limit: pd.Series[Any] | None) -> dict[str, Any]:
    if limit is None:
        said = {"threshold": float("nan"), "needed": "", "verdict": "not asked for"}
        return {**said, "to_confirm": False}
    threshold, compare = float(limit["threshold"]), _COMPARE[limit["comparator"]]
    needed = f"{_WORDS[limit['comparator']]} {threshold:g} {limit['unit']}"
    verdict = "cannot be told"
    if pd.notna(row["value"]):
        verdict = "met" if compare(row["value"], threshold) else "not met"
        ends = [row[end] for end in ("low", "high") if pd.notna(row[end])]
        if limit["comparator"] == "=":  # one case that fails is enough, whatever chance may do
            ends = ends if verdict == "met" else []
        if any(bool(compare(end, threshold)) != (verdict == "met") for end in ends):
            verdict += ", by chance?"
    confirm = bool(limit["to_confirm"])
    return {"threshold": threshold, "needed": needed, "verdict": verdict, "to_confirm": confirm}
