"""What schooling costs and brings: graduates' earnings by credential, set against starting work at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from recordsdata.wages import FEDERAL_SINCE_2009

__all__ = [
    "balance",
    "break_even",
    "graduates",
    "needed_earnings",
    "sensitivity",
    "spread",
    "starting_wages",
]

# The credentials that the article speaks of, as the College Scorecard numbers them.
LEVELS = {"certificate": 1, "associate": 2, "bachelor": 3, "master": 5}
MEASURED = {"1yr_after_completion": 1, "4yr_after_completion": 4}  # and the years between
MAIN = "4yr_after_completion"  # too few institutions have the other for any state but one
FEWEST = 5  # institutions behind a figure
COUNTED = 20  # years, from the first day of schooling or work
YEAR = 2025  # the May of the starting wages
WEEKS = 52
STARTS = {
    "minimum_wage": "the minimum wage",
    "tenth_percentile": "the tenth percentile of medical records specialists (29-2072)",
    "43-6013": "the median of medical secretaries (43-6013)",
}


def spread(programs: pd.DataFrame, by: list[str], measure: str = "earnings") -> pd.DataFrame:
    """Show how a published median differs between institutions, each of which counts once.

    Parameters
    ----------
    programs : pandas.DataFrame
        Table `programs`, or some of its rows.
    by : list of str
        Columns to group by. Earnings need "earnings_horizon" among them unless the rows hold one only.
    measure : {"earnings", "debt_median"}
        USD a year, or USD.

    Returns
    -------
    pandas.DataFrame
        One row a group: `by`, `institutions` (with a figure), `least`, `low`, `middle`, `high`, `most`
        (smallest, quartiles and largest of the institutions' medians, USD) and `status`: "released", or
        "fewer than 5 institutions" with no numbers. Groups without any figure have no row.

    Raises
    ------
    ValueError
        If a group of earnings would mix horizons.

    Notes
    -----
    `middle` is the institution in the middle. It is not the median graduate: a median of all graduates
    cannot be had from medians, since neither their pay nor, everywhere, their number is published.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> out = spread(datasets.load("programs"), ["credential_level", "earnings_horizon"])
    >>> out.loc[out["earnings_horizon"] == MAIN, ["institutions", "middle"]].iloc[0].tolist()
    [310.0, 37539.0]
    """
    rows = programs.dropna(subset=[measure])
    groups = rows.groupby(by)
    if measure == "earnings" and (groups["earnings_horizon"].nunique() > 1).any():
        raise ValueError(
            f"spread: earnings one and four years after completion fall into one group of {by}. "
            f"Add 'earnings_horizon' to by, or keep the rows of one horizon."
        )
    out = groups[measure].agg(institutions="count").reset_index()
    shares = {"least": 0.0, "low": 0.25, "middle": 0.5, "high": 0.75, "most": 1.0}
    enough = out["institutions"] >= FEWEST
    for name, share in shares.items():
        out[name] = groups[measure].quantile(share).to_numpy()
        out[name] = out[name].where(enough)
    out["status"] = enough.map({True: "released", False: f"fewer than {FEWEST} institutions"})
    return out


def graduates(
    programs: pd.DataFrame, areas: pd.DataFrame, credential: str, area_code: str
) -> tuple[pd.DataFrame, int, str]:
    """Find the institutions whose graduates' earnings stand for a credential and a place.

    Parameters
    ----------
    programs, areas : pandas.DataFrame
        Tables `programs` and `wages_area`.
    credential : {"certificate", "associate", "bachelor", "master"}
        Key of `LEVELS`.
    area_code : str
        Two-digit state code, or "US".

    Returns
    -------
    rows : pandas.DataFrame
        Rows with earnings four years after completion: of the state, or of the nation (with territories and
        the institutions without a state) where fewer than five institutions of the state have them.
    found : int
        Institutions with such earnings in the place that was asked for.
    place : str
        The code of the place that the rows are of: `area_code`, or "US".

    Examples
    --------
    >>> from recordsdata import datasets
    >>> rows, found, place = graduates(*map(datasets.load, ("programs", "wages_area")), "master", "21")
    >>> len(rows), found, place
    (186, 2, 'US')
    """
    known = programs["earnings"].notna() & programs["earnings_horizon"].eq(MAIN)
    nation = programs[known & programs["credential_level"].eq(LEVELS[credential])]
    postal = areas.loc[areas["area_type"].eq("state") & areas["area_code"].eq(area_code), "state"]
    here = nation if area_code == "US" else nation[nation["state"].isin(postal)]
    return (here, len(here), area_code) if len(here) >= FEWEST else (nation, len(here), "US")


def starting_wages(
    area_code: str, national: pd.DataFrame, areas: pd.DataFrame, minimum_wages: pd.DataFrame
) -> pd.DataFrame:
    """List what somebody may earn who starts work at once, without the schooling.

    Parameters
    ----------
    area_code : str
        Two-digit state code, or "US".
    national, areas, minimum_wages : pandas.DataFrame
        Tables `wages_national`, `wages_area` and `minimum_wages`.

    Returns
    -------
    pandas.DataFrame
        One row a key of `STARTS`: `start`, `hourly` (USD an hour, NaN without a figure), `what` (in words,
        with its date). A state's minimum wage is the last in its table, of May 2022, and says so; the
        nation's is the federal one. Nothing is converted to money of another year.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> tables = map(datasets.load, ("wages_national", "wages_area", "minimum_wages"))
    >>> starting_wages("US", *tables)["hourly"].tolist()
    [7.25, 17.79, 22.08]
    """
    here = national if area_code == "US" else areas[areas["area_code"] == area_code]
    now = here[here["year"] == YEAR].set_index("occ_code")
    law = minimum_wages[minimum_wages["area_code"] == area_code].sort_values("year").tail(1)
    if area_code == "US":
        minimum, when = FEDERAL_SINCE_2009, YEAR
    else:
        minimum, when = (
            (float(law["effective_mw"].max()), int(law["year"].max())) if len(law) else (np.nan, YEAR)
        )
    rows = [
        ("minimum_wage", minimum, when),
        ("tenth_percentile", float(now["h_pct10"].get("29-2072", np.nan)), YEAR),
        ("43-6013", float(now["h_median"].get("43-6013", np.nan)), YEAR),
    ]
    out = pd.DataFrame(rows, columns=["start", "hourly", "may"])
    out["what"] = out["start"].map(STARTS) + ", May " + out.pop("may").astype(str)
    if area_code == "US":
        out["what"] = out["what"].str.replace("the minimum", "the federal minimum")
    return out


def balance(
    earnings: float,
    *,
    wage: float,
    tuition: float,
    years: float,
    growth: float,
    rate: float,
    in_school: float = 0.0,
    counted: int = COUNTED,
    measured: int = MEASURED[MAIN],
) -> pd.DataFrame:
    """Set schooling against starting work at once, year by year.

    Parameters
    ----------
    earnings : float
        USD a year, `measured` years after completion.
    wage : float
        USD a year, in the first year of work without the schooling.
    tuition : float
        USD a year of schooling. Debt is not counted beside it: it is how tuition is paid.
    years : float
        Length of the schooling; a part of a year counts as that part.
    growth : float
        Of all pay, a year: 0.01 is 1 %. Earnings before and after the year in which they were measured lie on
        the line that this growth draws through it.
    rate : float
        Discount rate a year. Year 1 counts in full, year 2 divided by 1 + rate, and so on.
    in_school : float
        Share of `wage` that is earned during the schooling.
    counted : int
        Years that are counted.
    measured : int
        Years from completion to the year in which the earnings were measured.

    Returns
    -------
    pandas.DataFrame
        One row a year from 1: `year`, `work` and `school` (USD received on either way), `difference`,
        `present` (discounted) and `running` (its sum so far, whose last value is the net present value).

    Raises
    ------
    ValueError
        A number that is missing or out of range.

    Examples
    --------
    >>> plan = dict(wage=20_000, tuition=5_000, years=1, growth=0, rate=0.1, counted=3)
    >>> balance(40_000, **plan)["running"].round(2).tolist()
    [-25000.0, -6818.18, 9710.74]
    """
    given = {"earnings": earnings, "wage": wage, "tuition": tuition, "growth": growth, "rate": rate}
    for name, value in given.items():
        lowest = -1 if name in ("growth", "rate") else 0
        if not np.isfinite(value) or value < lowest or value == -1:
            raise ValueError(f"balance: {name} is {value}. Give a finite number, not below {lowest}.")
    if not 0 < years < counted or not 0 <= in_school <= 1:
        raise ValueError(
            f"balance: years={years}, counted={counted}, in_school={in_school}. Give years between 0 and the "
            f"years counted, and a share between 0 and 1."
        )
    year = np.arange(1, counted + 1)
    studying = np.clip(years - (year - 1), 0, 1)  # the part of each year that is schooling
    work = wage * (1.0 + growth) ** (year - 1.0)
    later = earnings * (1.0 + growth) ** (year - years - measured)
    school = studying * (in_school * work - tuition) + (1 - studying) * later
    out = pd.DataFrame({"year": year, "work": work, "school": school, "difference": school - work})
    out["present"] = out["difference"] / (1 + rate) ** (out["year"] - 1.0)
    return out.assign(running=out["present"].cumsum())


def break_even(years: pd.DataFrame) -> int | None:
    """Find the year by whose end schooling has paid back, and stays so.

    Parameters
    ----------
    years : pandas.DataFrame
        From `balance`.

    Returns
    -------
    int or None
        The first year from which the running sum is never below zero again; None if there is none among
        the years counted.

    Examples
    --------
    >>> break_even(pd.DataFrame({"year": [1, 2, 3], "running": [-5.0, 1.0, 4.0]}))
    2
    """
    # Half a cent: sums of rounded binary fractions miss zero by less.
    stays = years["running"][::-1].ge(-0.005).cummin()[::-1]
    return int(years.loc[stays, "year"].iloc[0]) if stays.any() else None


def needed_earnings(**plan: Any) -> float:
    """Compute the earnings at which schooling just pays back within the years counted.

    Parameters
    ----------
    **plan : float
        What `balance` takes beside the earnings.

    Returns
    -------
    float
        USD a year, measured when `balance` measures them: the net present value is a straight line in
        earnings, and this is where it crosses zero. 0 if schooling costs nothing and pays nothing less.

    Examples
    --------
    >>> round(needed_earnings(wage=20_000, tuition=5_000, years=1, growth=0, rate=0.1, counted=3), 2)
    34404.76
    """
    at_0, at_1 = (balance(earnings, **plan)["running"].iloc[-1] for earnings in (0.0, 1.0))
    return float(max(0.0, -at_0 / (at_1 - at_0)))


def sensitivity(
    plan: Mapping[str, Any], changes: Iterable[tuple[str, str, Mapping[str, Any]]]
) -> pd.DataFrame:
    """Change one assumption at a time and compute again.

    Parameters
    ----------
    plan : mapping
        What `balance` takes, with `earnings`.
    changes : iterable of (str, str, mapping)
        Assumption and setting in words, and what changes in the plan. An empty mapping is the plan itself.

    Returns
    -------
    pandas.DataFrame
        One row a change: `assumption`, `setting`, `npv` (USD), `year` (break-even, NaN without one),
        `status` (released, or "not within N years"), `needed` (USD a year, from `needed_earnings`) and
        `turns`: whether the schooling pays back here and not under the plan, or the reverse.

    Examples
    --------
    >>> plan = dict(earnings=40_000, wage=20_000, tuition=5_000, years=1, growth=0, rate=0.1, counted=3)
    >>> out = sensitivity(plan, [("tuition", "40,000", {"tuition": 40_000})])
    >>> out[["npv", "turns"]].round(1).to_numpy().tolist()
    [[-25289.3, True]]
    """
    base = break_even(balance(**plan)) is not None
    rows = []
    for assumption, setting, change in changes:
        changed = {**plan, **change}
        years = balance(**changed)
        year = break_even(years)
        rows.append(
            {
                "assumption": assumption,
                "setting": setting,
                "npv": float(years["running"].iloc[-1]),
                "year": np.nan if year is None else float(year),
                "status": "released" if year else f"not within {changed.get('counted', COUNTED)} years",
                "needed": needed_earnings(**{k: v for k, v in changed.items() if k != "earnings"}),
                "turns": (year is not None) != base,
            }
        )
    return pd.DataFrame(rows)
