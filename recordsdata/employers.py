"""Who employs an occupation: jobs and pay by industry and owner, no job counted twice."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from recordsdata.estimates import (
    Difference,
    difference,
    interval,
    part_against_rest,
    share_rse,
    weighted_mean,
)
from recordsdata.industries import at_detail, details_of
from recordsdata.places import rank_sets

__all__ = [
    "against_the_rest",
    "article_employers",
    "changes",
    "employers",
    "first_by_jobs",
    "hospitals",
    "owners",
    "pay_gap",
    "redrawn",
    "remainder",
    "together",
]

# The four rows of 2025 that share out all jobs of the nation by owner.
_BY_OWNER: Final = {
    "000001": "Private employers",
    "999101": "Federal government",
    "999201": "State government, with its hospitals and schools",
    "999301": "Local government, with its hospitals and schools",
}
_HOSPITALS: Final = {
    "General hospitals": ("6221",),
    "Other hospitals (psychiatric, substance abuse, specialty)": ("6222", "6223"),
    "All hospitals": ("6221", "6222", "6223"),
}
_ROUNDING = 0.05  # relative standard errors are printed to a tenth of a percent
_STATUS = ["emp_status", "emp_prse_status", "h_mean_status", "mean_prse_status", "h_pct_status"]
_KEPT = ["tot_emp", "emp_prse", "h_mean", "a_mean", "mean_prse", "h_median", "a_median", *_STATUS]


def employers(
    wages_industry: pd.DataFrame, wages_national: pd.DataFrame, occ_code: str, year: int, detail: str
) -> pd.DataFrame:
    """List the employers of an occupation at one level of detail, none inside another.

    Parameters
    ----------
    wages_industry, wages_national : pandas.DataFrame
        The tables of those names.
    occ_code, year : str, int
        The occupation and the release (May).
    detail : str
        One of `industries.details_of` that year.

    Returns
    -------
    pandas.DataFrame
        One row an employer, most jobs first: `industry_code`, `ownership`, `employer` (its name) and `label`
        (the name cut to two lines of a chart), jobs, means, medians and their statuses as in the table, and
        the columns of `against_the_rest`.

    Raises
    ------
    ValueError
        As `industries.at_detail` raises.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> tables = load("wages_industry"), load("wages_national")
    >>> employers(*tables, "29-2072", 2025, "sectors").loc[:1, ["industry_code", "tot_emp", "share"]].round(1)
      industry_code   tot_emp  share
    0        62--63  123820.0   63.6
    1        54--55   19340.0    9.9
    """
    rows = at_detail(_rows(wages_industry, occ_code, year), detail)
    rows = rows.assign(employer=rows["industry_title"].map(_name))
    if detail == "hospitals_and_schools":  # 622102 (2025) is 622100 owned by a state, as before
        rows["industry_code"] = rows["industry_code"].str[:4] + "00"
        rows["employer"] += ", " + rows["ownership"].str.lower()
    short = rows["employer"].str.replace(r", (state|local) government$", r", \1", regex=True)
    rows["label"] = [textwrap.shorten(name, 64, placeholder=" ...") for name in short]
    columns = ["industry_code", "ownership", "employer", "label", *_KEPT]
    out = against_the_rest(rows[columns], _whole(wages_national, occ_code, year))
    return out.sort_values(["tot_emp", "industry_code"], ascending=[False, True], ignore_index=True)


def _name(title: str) -> str:
    if title.startswith(("Federal, State, and Local Government, exc", "Sector 99")):
        return "Government, except schools, hospitals, mail"
    name = re.sub(r"^Sectors? [^-]*- |, (State Government|Local Government|Privately) Owned$", "", title)
    return re.sub(r" \((OEWS Designation|except Psychiatric .*?)\)", "", name)


def first_by_jobs(frame: pd.DataFrame, left: float = 0.0, level: float = 0.90) -> str:
    """Say in a sentence which employers surely have the most jobs, and no more than that.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `employers`.
    left : float
        The jobs that are not placed, from `remainder`: an employer whose count is not released may have
        as many, and if that could change who is first, the sentence says whom it compares.
    level : float
        Joint confidence of the ranks.

    Returns
    -------
    str
        Names up to five that can only be first, else how many may be.

    Notes
    -----
    `places.rank_sets` (Klein, Wright and Wieczorek 2020). Who is first depends on how finely employers are
    told apart: the sentence holds at the level of `frame`.

    Examples
    --------
    >>> frame = pd.DataFrame({"employer": ["Hospitals", "Schools"], "tot_emp": [90.0, 10.0], "emp_prse": 1.0})
    >>> first_by_jobs(frame)
    'First by jobs: Hospitals'
    """
    known = frame[frame["tot_emp"].notna()]
    sets = rank_sets(known["tot_emp"], known["tot_emp"] * known["emp_prse"] / 100, level)
    hidden = len(frame) - len(known)
    for size in range(1, min(6, len(known))):
        sure = known[sets["rank_high"] <= size]
        if len(sure) == size:
            unsure = hidden > 0 and left >= sure["tot_emp"].min()
            whom = f", leaving out {hidden} whose count is not released" if unsure else ""
            order = ", in an order that is open" if size > 1 else ""
            return f"First by jobs{whom}: {'; '.join(sure['employer'])}{order}"
    maybe = int((sets["rank_low"] == 1).sum())
    return f"Which employer is first by jobs is open: any of {maybe} of {len(known)} may be"


def _rows(wages: pd.DataFrame, occ_code: str, year: int) -> pd.DataFrame:
    return wages[(wages["year"] == year) & (wages["occ_code"] == occ_code)]


def _whole(wages_national: pd.DataFrame, occ_code: str, year: int) -> pd.Series[Any]:
    found = _rows(wages_national, occ_code, year)
    if found.empty:
        raise ValueError(f"The national table has no row for {occ_code} in {year}: there is no whole.")
    return found.iloc[0]


def against_the_rest(frame: pd.DataFrame, whole: pd.Series[Any]) -> pd.DataFrame:
    """Add each employer's share of the jobs, and its mean pay against that of all other employers.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row an employer, with jobs, mean pay by the hour and their relative standard errors.
    whole : pandas.Series
        The occupation's row of `wages_national` of that year.

    Returns
    -------
    pandas.DataFrame
        With `share` (percent of all jobs of the occupation) and its 95 % bounds `share_low`, `share_high`;
        `rest_mean`, the mean of the jobs elsewhere; `premium`, mean minus `rest_mean` (USD an hour), and its
        95 % bounds `low`, `high`; `percent`, premium in percent of `rest_mean`; `verdict`: "higher", "lower"
        or "open", such that with 95 % confidence no "higher" and no "lower" in the frame is wrong
        (Bonferroni); and `reason`, why there is no interval, else "".

    Notes
    -----
    `estimates.part_against_rest`, with the errors taken as widely as their rounding allows.

    Examples
    --------
    >>> whole = pd.Series({"tot_emp": 100.0, "emp_prse": 1.0, "h_mean": 20.0, "mean_prse": 1.0})
    >>> part = pd.DataFrame({"tot_emp": [25.0], "emp_prse": [2.0], "h_mean": [23.0], "mean_prse": [1.0]})
    >>> against_the_rest(part, whole)[["share", "rest_mean", "premium", "verdict"]].to_numpy().tolist()
    [[25.0, 19.0, 4.0, 'higher']]
    """
    share = (frame["tot_emp"] / whole["tot_emp"]).where(lambda part: part < 1)
    out = frame.assign(share=100 * share)
    out["share_low"], out["share_high"] = interval(
        out["share"], share_rse(share, out["emp_prse"], float(whole["emp_prse"]))
    )
    out["share_low"] = out["share_low"].clip(lower=0)
    pay = (out["h_mean"], out["mean_prse"], float(whole["h_mean"]), float(whole["mean_prse"]), share)
    gap = part_against_rest(*pay, rounding=_ROUNDING)
    out["rest_mean"] = out["h_mean"] - gap.value
    out["premium"], out["low"], out["high"] = gap.value, gap.low, gap.high
    out["percent"] = 100 * gap.value / out["rest_mean"]
    count = max(int(gap.se.notna().sum()), 1)
    joint = part_against_rest(*pay, rounding=_ROUNDING, level=1 - 0.05 / count)
    out["verdict"] = np.select(
        [joint.low > 0, joint.high < 0, gap.se.notna()], ["higher", "lower", "open"], ""
    )
    why = [share.isna(), out["h_mean"].isna(), gap.se.isna()]
    words = ["its share of the jobs is not known", "its mean pay is not released", "no error that fits"]
    out["reason"] = np.select(why, words, "")
    return out


def remainder(frame: pd.DataFrame, whole: pd.Series[Any]) -> float:
    """Count the jobs that are at none of the employers listed, or at one whose count is not released.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `employers`.
    whole : pandas.Series
        The occupation's row of `wages_national` of that year.

    Returns
    -------
    float
        Jobs, never below zero.

    Raises
    ------
    ValueError
        If the employers together have more jobs than the whole, beyond what rounding to tens can do.

    Examples
    --------
    >>> remainder(pd.DataFrame({"tot_emp": [60.0, 30.0, None]}), pd.Series({"tot_emp": 100.0}))
    10.0
    """
    counted = frame["tot_emp"].dropna()
    left = float(whole["tot_emp"] - counted.sum())
    if left < -5 * (len(counted) + 1):
        raise ValueError(
            f"remainder: {len(counted)} employers have {counted.sum():,.0f} jobs, the whole has "
            f"{whole['tot_emp']:,.0f}. Industries nest: list none that lies inside another."
        )
    return max(left, 0.0)


def together(rows: pd.DataFrame, name: str) -> dict[str, Any]:
    """Put employers that do not overlap together as one.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of `wages_industry` or of `employers`, of which none holds another.
    name : str
        What to call them together.

    Returns
    -------
    dict of str to value
        `employer` (the name); jobs added up, the mean weighted by jobs, and their errors as of employers that
        are sampled apart; no median, since medians cannot be added up. `left_out` counts rows whose jobs are
        not released: the sum is then a least number, without an error. The mean is given only where every
        row has jobs and a mean. A single row stays as it is published.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> sectors = employers(load("wages_industry"), load("wages_national"), "29-2072", 2025, "sectors")
    >>> sectors = sectors[sectors["tot_emp"].notna()]
    >>> [f"{together(sectors, 'all')[key]:.1f}" for key in ("h_mean", "emp_prse", "mean_prse")]
    ['27.3', '1.2', '0.4']
    """
    out: dict[str, Any] = {"employer": name, "left_out": int(rows["tot_emp"].isna().sum())}
    if rows.empty:
        return dict.fromkeys(_KEPT, np.nan) | dict.fromkeys(_STATUS, "not_in_source") | out
    if len(rows) == 1:
        return {str(column): value for column, value in rows[_KEPT].iloc[0].items()} | out
    out |= dict.fromkeys(_KEPT, np.nan) | dict.fromkeys(_STATUS, "not released for some")
    out["h_pct_status"] = "medians cannot be added up"
    jobs = rows["tot_emp"]
    jobs_se = jobs * rows["emp_prse"] / 100
    if jobs.notna().any():
        out |= {"tot_emp": jobs.sum(), "emp_status": "released"}
    if not out["left_out"]:
        out |= {"emp_prse": 100 * np.sqrt((jobs_se**2).sum()) / jobs.sum(), "emp_prse_status": "released"}
    if not out["left_out"] and rows["h_mean"].notna().all():
        for pay in ("h_mean", "a_mean"):
            errors = (rows[pay] * rows["mean_prse"] / 100).tolist(), jobs_se.tolist()
            mean, se = weighted_mean(rows[pay].tolist(), jobs.tolist(), *errors)
            out |= {pay: mean, "mean_prse": 100 * se / mean}
        out |= {"h_mean_status": "released", "mean_prse_status": "released"}
    return out


def hospitals(
    wages_industry: pd.DataFrame, wages_national: pd.DataFrame, occ_code: str, year: int
) -> pd.DataFrame:
    """Set general hospitals beside the other hospitals and all hospitals, whoever owns them.

    Parameters
    ----------
    wages_industry, wages_national, occ_code, year
        As in `employers`. Federal hospitals are counted with the federal government.

    Returns
    -------
    pandas.DataFrame
        Three rows (the third holds the other two), columns as from `employers`, and `left_out`. Kinds and
        owners that are not published as one are put together by `together`. Empty for the years of sectors.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> then = hospitals(load("wages_industry"), load("wages_national"), "29-2071", 2018)
    >>> then[["tot_emp", "a_mean", "share"]].round(1).to_numpy().tolist()[0]
    [67190.0, 46692.6, 32.2]
    """
    rows = _rows(wages_industry, occ_code, year)
    if "hospitals_and_schools" not in details_of(wages_industry, year):
        return pd.DataFrame()
    if year >= 2025:  # published for all owners together
        rows = rows[rows["ownership"].str.startswith("All")]
    out = []
    for name, kinds in _HOSPITALS.items():
        mine = rows[rows["industry_code"].str[:4].isin(kinds) & rows["industry_code"].str.endswith("00")]
        published = rows[rows["industry_code"] == "622000"]
        out.append(together(published if len(kinds) == 3 and len(published) else mine, name))
    return against_the_rest(pd.DataFrame(out), _whole(wages_national, occ_code, year))


def owners(
    wages_industry: pd.DataFrame, wages_national: pd.DataFrame, occ_code: str, year: int
) -> pd.DataFrame:
    """Share the jobs out by owner: of all employers in 2025, of hospitals to 2019.

    Parameters
    ----------
    wages_industry, wages_national, occ_code, year
        As in `employers`.

    Returns
    -------
    pandas.DataFrame
        One row an owner, columns as from `hospitals`. Empty for the years of sectors, whose owners are mixed.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> frame = owners(load("wages_industry"), load("wages_national"), "29-2072", 2025)
    >>> frame["tot_emp"].astype(int).tolist()
    [172980, 5320, 5920, 10500]
    """
    rows = _rows(wages_industry, occ_code, year)
    known = details_of(wages_industry, year)
    if "industries" in known:
        groups = {name: rows[rows["industry_code"] == code] for code, name in _BY_OWNER.items()}
    elif "hospitals_and_schools" in known:
        rows = rows[rows["industry_code"].str.startswith("622")]
        groups = {f"Hospitals, {o.lower()}": rows[rows["ownership"] == o] for o in rows["ownership"].unique()}
    else:
        return pd.DataFrame()
    out = [together(group, name) for name, group in groups.items() if len(group)]
    return against_the_rest(pd.DataFrame(out), _whole(wages_national, occ_code, year))


def pay_gap(
    one: Mapping[str, Any] | pd.Series[Any], other: Mapping[str, Any] | pd.Series[Any]
) -> Difference[float]:
    """Compare the mean pay of two employers of one year, neither of which holds the other.

    Parameters
    ----------
    one, other : mapping or pandas.Series
        Rows with `h_mean` (USD an hour) and `mean_prse` (percent), as from `hospitals` or `owners`.

    Returns
    -------
    Difference
        First minus second, USD an hour, with its 95 % interval: the widest that the errors allow, which are
        printed to a tenth of a percent. NaN where a figure is missing.

    Examples
    --------
    >>> gap = pay_gap({"h_mean": 30.0, "mean_prse": 0.2}, {"h_mean": 27.0, "mean_prse": 0.3})
    >>> [round(bound, 2) for bound in (gap.value, gap.low, gap.high)]
    [3.0, 2.76, 3.24]
    """
    se = [float(row["h_mean"] * (row["mean_prse"] + _ROUNDING) / 100) for row in (one, other)]
    return difference(float(one["h_mean"]), se[0], float(other["h_mean"]), se[1])


def redrawn(occupation: str, families: pd.DataFrame, crosswalk: pd.DataFrame) -> tuple[str, str, str]:
    """Say which codes an occupation had in 2018 and 2025, and whether they are the same work.

    Parameters
    ----------
    occupation : str
        A family's name ("records") or a code of either year.
    families, crosswalk : pandas.DataFrame
        Tables `occupation_family` and `soc_crosswalk`.

    Returns
    -------
    tuple of (str, str, str)
        The code of 2018; the code of 2025; and, where the occupation was redrawn, the other code of 2025 that
        took in part of the former, else "". Codes are "" where a group was redrawn in ways that jobs by
        industry cannot bound.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> tables = load("occupation_family"), load("soc_crosswalk")
    >>> redrawn("records", *tables), redrawn("11-9111", *tables)
    (('29-2071', '29-2072', '29-9021'), ('11-9111', '11-9111', ''))
    """
    mine = families[(families["family"] == occupation) | (families["occ_code"] == occupation)]
    if set(mine["family"]) == {"records"}:
        return "29-2071", "29-2072", "29-9021"
    pairs = crosswalk[crosswalk["soc_2010"].eq(occupation) | crosswalk["soc_2018"].eq(occupation)]
    unchanged = len(pairs) == 1 and (pairs["soc_2010"] == pairs["soc_2018"]).all()
    return (occupation, occupation, "") if unchanged or occupation == "00-0000" else ("", "", "")


def changes(
    before: pd.DataFrame, after: pd.DataFrame, prices: float, other: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Compare employers that are published in two years.

    Parameters
    ----------
    before, after : pandas.DataFrame
        From `employers` or `hospitals`, of two years that share no survey panel.
    prices : float
        Prices of the second year over those of the first.
    other : pandas.DataFrame, optional
        As `after`, for the other code that took in part of the former occupation.

    Returns
    -------
    pandas.DataFrame
        One row an employer published in both years: `employer`, `jobs_before`, `jobs_after`, `jobs_percent`
        (change), `jobs_least` and `jobs_most` (percent), `pay_before` (mean, USD an hour of the second year),
        `pay_after`, `pay_change`, `pay_low`, `pay_high` (95 %). For one and the same occupation `jobs_least`
        and `jobs_most` are the 95 % bounds of the change. With `other` they are what the change would be if
        none, or all, of the other code's jobs had been the former occupation's, no `jobs_percent` and no
        change of pay is given, and an employer without a count of the other code has no `jobs_most`.

    Examples
    --------
    >>> year = pd.DataFrame({"employer": ["a"], "tot_emp": [200.0], "emp_prse": [1.0], "h_mean": [20.0],
    ...                      "mean_prse": [1.0]})
    >>> out = changes(year, year.assign(tot_emp=220.0), 1.0)
    >>> out[["jobs_percent", "jobs_least", "jobs_most"]].round(1).to_numpy().tolist()
    [[10.0, 7.0, 13.0]]
    """
    both = before.merge(after, on="employer", suffixes=("_before", "_after"))
    then, now = both["tot_emp_before"], both["tot_emp_after"]
    out = pd.DataFrame({"employer": both["employer"], "jobs_before": then, "jobs_after": now})
    out["pay_before"], out["pay_after"] = both["h_mean_before"] * prices, both["h_mean_after"]
    if other is not None:
        more = both["employer"].map(other.set_index("employer")["tot_emp"])
        ends = (np.nan, 100 * (now / then - 1), 100 * ((now + more) / then - 1))
        out["jobs_percent"], out["jobs_least"], out["jobs_most"] = ends
        return out.assign(pay_change=np.nan, pay_low=np.nan, pay_high=np.nan)
    # The relative error of a ratio of two independent estimates, to first order.
    ratio = now / then
    low, high = interval(ratio, (both["emp_prse_before"] ** 2 + both["emp_prse_after"] ** 2) ** 0.5)
    out["jobs_percent"], out["jobs_least"], out["jobs_most"] = (100 * (r - 1) for r in (ratio, low, high))
    se = [out[f"pay_{when}"] * both[f"mean_prse_{when}"] / 100 for when in ("after", "before")]
    gap = difference(out["pay_after"], se[0], out["pay_before"], se[1])
    return out.assign(pay_change=gap.value, pay_low=gap.low, pay_high=gap.high)


def article_employers(
    claims: pd.DataFrame, wages_industry: pd.DataFrame, wages_national: pd.DataFrame, matrix: pd.DataFrame
) -> pd.DataFrame:
    """Set the article's five employers beside what is published for them, then and now.

    Parameters
    ----------
    claims, wages_industry, wages_national, matrix : pandas.DataFrame
        The tables of those names.

    Returns
    -------
    pandas.DataFrame
        One row an employer, in the article's order: `label`, `industry_code`, `said_share` (percent) and
        `said_pay` (USD a year, as printed); `share_2018` of 29-2071 in the base year of the projections
        2018-28 (they include the self-employed); and for 29-2072 in May 2025 `share`, `share_low`,
        `share_high` (percent) and `a_median` (USD a year).

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> tables = [load(name) for name in ("claims", "wages_industry", "wages_national", "matrix")]
    >>> article_employers(*tables).loc[0, ["said_share", "share_2018", "share"]].map("{:.1f}".format).tolist()
    ['32.0', '34.0', '28.5']
    """
    said = claims[(claims["section"] == "employers") & claims["label"].notna()]
    units = {"percent": "said_share", "USD per year": "said_pay"}
    order = said["industry"].unique()
    out = said.pivot(index=["industry", "label"], columns="unit", values="value").rename(columns=units)
    out = out.reset_index(level="label").loc[order].astype({"said_share": float})
    base = matrix[(matrix["round"] == "2018-28") & (matrix["occ_code"] == "29-2071")]
    jobs = base.set_index("industry_code")["emp_base_k"]
    out["share_2018"] = 100 * jobs.reindex(order) / jobs["TE1000"]
    now = _rows(wages_industry, "29-2072", 2025)
    now = against_the_rest(now[["industry_code", *_KEPT]], _whole(wages_national, "29-2072", 2025))
    columns = ["share", "share_low", "share_high", "a_median"]
    return out.join(now.set_index("industry_code")[columns]).rename_axis("industry_code").reset_index()
