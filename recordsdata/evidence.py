"""Where the evidence on a statement stands: figures looked up, put together and searched for.

A finding names the table, the rows and the column that it rests on, so that anyone can look again.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isnan, nan
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from recordsdata import wages
from recordsdata.wording import OPEN

__all__ = [
    "MEASURES", "Finding", "Tables", "candidate_cells", "expected_by_chance", "look", "share_below", "show",
    "weighted",
]  # fmt: skip

# Column: its unit, its name in words, its status column ("" where the table has none).
MEASURES: Final = {
    "tot_emp": ("jobs", "jobs", "emp_status"),
    "h_mean": ("USD per hour", "mean hourly pay", "h_mean_status"),
    "a_mean": ("USD per year", "mean annual pay", "a_mean_status"),
    "h_median": ("USD per hour", "median hourly pay", "h_pct_status"),
    "a_median": ("USD per year", "median annual pay", "a_pct_status"),
    "pct": ("percent", "projected growth", ""),
    "emp_base_k": ("thousand jobs", "jobs in the base year", ""),
}
_DIGITS = {"USD per hour": 2, "ratio": 2, "percent": 1, "thousand jobs": 1}


class Finding(NamedTuple):
    """What a method found.

    Attributes
    ----------
    verdict, why : str
        One of `VERDICTS`, and the reason.
    found : str
        What the statement was held against, as a reader sees it.
    table, filter, column, value, release : str
        The evidence: where it stands, the figures as they stand there, and their source.
    needed : str
        Data that would settle what these cannot.
    number : float
        The figure judged, unrounded.
    """

    verdict: str
    why: str
    found: str = ""
    table: str = ""
    filter: str = ""
    column: str = ""
    value: str = ""
    needed: str = ""
    release: str = ""
    number: float = nan


class Tables(NamedTuple):
    """The tables as of one year."""

    year: int
    load: Callable[[str], pd.DataFrame]

    def code(self, occupation: str) -> str:
        """Return the occupation's code in this year."""
        return wages.occupation_code(occupation, self.year, self.load("occupation_family"))

    def rows(self, table: str, **keys: Any) -> pd.DataFrame:
        """Return the rows that have these values."""
        frame = self.load(table)
        for key, wanted in keys.items():
            frame = frame[frame[key] == wanted]
        return frame

    def industry(self, code: str) -> str:
        """Return an industry's title in the matrix, which names one industry alike in every round."""
        return str([*self.rows("matrix", industry_code=code)["industry_title"], f"industry {code}"][0])

    def round(self) -> str:
        """Return the newest round of projections whose base year is not after this year."""
        rounds = [r for r in self.load("projections")["round"].unique() if int(r[:4]) <= self.year]
        return str(max(rounds, default=""))


def show(number: float, unit: str) -> str:
    """Write a number with the decimals of its unit."""
    return f"{number:,.{_DIGITS.get(unit, 0)}f}" + (" percent" if unit == "percent" else "")


def look(
    data: Tables, measure: str, code: str, area: str = "US", industry: str = ""
) -> tuple[pd.DataFrame, Finding]:
    """Look a figure up: the rows that hold it, and a finding, "not checkable" where there is no figure.

    An employer without a row of its own is put together from its rows by owner and kind, where the release
    has only those: jobs are added, means weighted by jobs and rounded as published. Medians cannot be.
    """
    unit, words, status = MEASURES[measure]
    keys: dict[str, Any] = {"year": data.year, "occ_code": code}
    table, place, source = "wages_national", "United States", f"OEWS May {data.year}"
    if not status:
        keys = {"round": data.round(), "occ_code": code}
        table, source = "projections", f"Employment Projections {data.round()}"
    elif industry:
        table, place, keys["industry_code"] = "wages_industry", data.industry(industry), industry
    elif area != "US":
        table, place = "wages_area", area
        keys |= {"area_type": "state", "state": area} if area.isalpha() else {"area_code": area}
    rows = data.rows(table, **keys)
    if industry and len(rows) != 1:
        rows = data.rows(table, year=data.year, occ_code=code, layout="schools_hospitals")
        rows = rows[rows["industry_code"].str.startswith(industry.rstrip("0"))]
        keys["industry_code"] = " ".join(rows["industry_code"].unique())
    if table == "wages_area" and len(rows):
        place = str(rows["area_title"].iloc[0])
    what = f"{words[0].upper()}{words[1:]} of {code}, {place}, {source.removeprefix('OEWS ')}"
    number = float(rows[measure].iloc[0]) if len(rows) == 1 else nan
    if len(rows) > 1 and measure == "tot_emp":
        number = float(rows[measure].sum())
    elif len(rows) > 1 and not measure.endswith("median"):
        number = round(weighted(rows, measure), 2 if unit == "USD per hour" else -1)
    if isnan(number):
        reason = "several rows and no figure for all of it" if len(rows) else "no such row"
        if len(rows) == 1 and status:
            reason = str(rows[status].iloc[0]).replace("_", " ")
        why = f"{what}: {reason} in the data at hand."
        return rows, Finding(OPEN, why, needed=f"{source}: {words} of {code}, {place}")
    where = ", ".join(f"{key}={value}" for key, value in keys.items())
    found = Finding("", what, show(number, unit), table, where, measure, f"{number:.10g}", number=number)
    return rows, found


def weighted(rows: pd.DataFrame, measure: str) -> float:
    """Average a measure over the jobs of several rows."""
    known = rows.dropna(subset=[measure, "tot_emp"])
    return float((known[measure] * known["tot_emp"]).sum() / known["tot_emp"].sum()) if len(known) else nan


def candidate_cells(measure: str, occ_code: str, year: int, wages_industry: pd.DataFrame) -> pd.DataFrame:
    """List every figure of an occupation's pay by industry that a stated figure could have been taken from.

    Parameters
    ----------
    measure : str
        "a_median" or another name that begins with the unit: a (USD per year) or h (USD per hour).
    occ_code, year : str, int
        Occupation and May.
    wages_industry : pandas.DataFrame
        Table of that name.

    Returns
    -------
    pandas.DataFrame
        One row a figure: industry_code, industry_title, ownership, figure (mean, median, pct10 ...), value.
        Beside the published cells stand, for each industry that comes in several rows by owner, and for each
        three-digit group of those, the mean and the median weighted by jobs.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> cells = candidate_cells("a_median", "29-2071", 2018, datasets.load("wages_industry"))
    >>> cells.loc[(cells["value"] - 46690).abs() <= 5, ["industry_title", "figure"]].to_numpy().tolist()
    [['General Medical and Surgical Hospitals', 'mean']]
    """
    rows = wages_industry[(wages_industry["year"] == year) & (wages_industry["occ_code"] == occ_code)]
    names = [f"{measure[:2]}{figure}" for figure in ("mean", "median", "pct10", "pct25", "pct75", "pct90")]
    keys = ["industry_code", "industry_title", "ownership"]
    cells = [rows.melt(keys, names, "figure", "value")]
    split = rows[rows["layout"] == "schools_hospitals"]
    wide = split.assign(industry_code=split["industry_code"].str[:3] + "000")
    wide["industry_title"] = "All industries " + wide["industry_code"].str[:3]
    by_industry: Any = pd.concat([split, wide]).groupby(keys[:2])
    for (code, title), group in by_industry:
        if len(group) > 1:
            values = [weighted(group, name) for name in names[:2]]
            whole = pd.DataFrame({"figure": names[:2], "value": values})
            ownership = "All owners listed, weighted by jobs"
            cells.append(whole.assign(industry_code=code, industry_title=title, ownership=ownership))
    out = pd.concat(cells).dropna(subset=["value"])
    return out.assign(figure=out["figure"].str[2:])[[*keys, "figure", "value"]].reset_index(drop=True)


def expected_by_chance(cells: pd.DataFrame, said: float, within: float) -> float:
    """Say how many cells would lie this near a figure by chance.

    Parameters
    ----------
    cells : pandas.DataFrame
        From `candidate_cells`.
    said, within : float
        The figure, and the distance that counts as a hit.

    Returns
    -------
    float
        The cells within a tenth of the figure, times the part of that span which counts as a hit: what they
        would give if they were spread evenly.

    Examples
    --------
    >>> expected_by_chance(pd.DataFrame({"value": [90.0, 95.0, 105.0, 200.0]}), 100, 1)
    0.3
    """
    near = (cells["value"] - said).abs() <= said / 10
    return float(near.sum() * within / (said / 10))


def share_below(rows: pd.DataFrame, measure: str, wage: float) -> float:
    """Estimate the share of jobs in several rows that pay less than a wage.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of a wage table, with jobs and five percentiles.
    measure : str
        A name that begins with the unit: a (USD per year) or h (USD per hour).
    wage : float
        In that unit.

    Returns
    -------
    float
        From 0.1 to 0.9: read off straight lines between the percentiles, weighted by jobs.

    Examples
    --------
    >>> points = dict(a_pct10=[10.0], a_pct25=[25.0], a_median=[50.0], a_pct75=[75.0], a_pct90=[90.0])
    >>> share_below(pd.DataFrame({**points, "tot_emp": [100.0]}), "a_median", 60)
    0.6
    """
    names = [f"{measure[:2]}{point}" for point in ("pct10", "pct25", "median", "pct75", "pct90")]
    known = rows.dropna(subset=[*names, "tot_emp"])
    shares = [np.interp(wage, row, (0.1, 0.25, 0.5, 0.75, 0.9)) for row in known[names].to_numpy()]
    return float(np.average(shares, weights=known["tot_emp"]))
