"""Where the jobs are: one row an area, its intervals, pay at local prices, and how sure a ranking is."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import NormalDist
from typing import Any, Final

import numpy as np
import pandas as pd

from recordsdata.estimates import interval, share_rse

__all__ = [
    "MEASURES",
    "article_places",
    "local_prices",
    "parity_year",
    "places",
    "rank_sets",
    "ranking",
    "singled_out",
    "summary",
]

_LOCAL = "mean pay at local prices, USD an hour"
# What areas can be ranked by: the measure in words, its superlative, status column, decimals, and the column
# with its relative standard error ("" for a median: none is published).
MEASURES: Final = {
    "tot_emp": ("jobs", "the most jobs", "emp_status", 0, "emp_prse"),
    "h_mean": ("mean pay, USD an hour", "the highest mean pay", "h_mean_status", 2, "mean_prse"),
    "h_median": ("median pay, USD an hour", "the highest median pay", "h_pct_status", 2, ""),
    "loc_quotient": (
        "location quotient, nation = 1",
        "the highest location quotient",
        "lq_status",
        2,
        "lq_prse",
    ),
    "h_mean_local": (_LOCAL, "the highest mean pay at local prices", "local_status", 2, "mean_prse"),
}
# National estimates cover the 50 states and DC, and so does every ranking; these stand beside it.
_TERRITORIES = ("GU", "PR", "VI")
_KEPT = ["tot_emp", "emp_prse", "jobs_1000", "loc_quotient", "h_mean", "a_mean", "mean_prse", "h_median"]
_STATUS = ["emp_status", "lq_status", "h_mean_status", "a_mean_status", "h_pct_status"]


def places(
    wages_area: pd.DataFrame, wages_national: pd.DataFrame, occ_code: str, year: int, level: str
) -> pd.DataFrame:
    """Gather one occupation's jobs and pay, one row an area, with standard errors where they exist.

    Parameters
    ----------
    wages_area, wages_national : pandas.DataFrame
        The tables of those names.
    occ_code : str
        Such as "29-2072".
    year : int
        2018 or 2025.
    level : str
        "state" (50 states, DC and three territories), "metro", or "nonmetro" (2025): never two mixed.

    Returns
    -------
    pandas.DataFrame
        Every area of that level in the release, by code; one without the occupation is empty, with status
        `not_in_source`. Jobs; jobs per 1,000 jobs; location quotient (share of the area's jobs, nation = 1);
        pay in USD an hour, or a year (`a_`); relative standard errors of jobs, mean pay and location quotient
        (`emp_prse`, `mean_prse`, `lq_prse`, percent). `in_nation` is False in a territory. `necta` is True
        for the New England city and town areas of 2018, with which no area of 2025 can be compared.

    Raises
    ------
    ValueError
        If the tables hold nothing for that occupation, year and level.

    Notes
    -----
    In 2018 the source has no location quotient for areas. It is computed: jobs per 1,000 in the area over
    jobs per 1,000 in the nation, and its status is that of the jobs.

    Standard error of the location quotient, by the delta method. Let e of A jobs in an area, and E of N jobs
    in the nation, be in the occupation: log LQ = log(e / E) - log(A / N). Write r() for a relative standard
    error and w = e / E. Areas are taken as sampled independently, and the area is part of the nation, so
    log e and log E have covariance w r(e)^2. To first order the variance of log(e / E) is then

        r(e)^2 + r(E)^2 - 2 w r(e)^2  =  (1 - w)^2 r(e)^2 + [r(E)^2 - w^2 r(e)^2]

    where the bracket is the rest of the nation's error, never below zero. log(A / N) has the same, is taken
    as independent of it, and adds little: all jobs are tied to a near census of employers, their published
    errors are 0.0 or 0.1 percent. Left out: rounding, and every error but that of sampling. For all
    occupations (00-0000) the quotient is 1 by definition, without error.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> frame = places(load("wages_area"), load("wages_national"), "29-2072", 2025, "state")
    >>> frame.loc[frame["state"] == "FL", ["loc_quotient", "emp_prse", "lq_prse"]].round(2).squeeze().tolist()
    [1.73, 4.0, 3.7]
    """
    here = wages_area[(wages_area["year"] == year) & (wages_area["area_type"] == level)].set_index(
        "area_code"
    )
    nation = wages_national[wages_national["year"] == year].set_index("occ_code")
    rows, every = here[here["occ_code"] == occ_code], here[here["occ_code"] == "00-0000"]
    if rows.empty or occ_code not in nation.index:
        known = ", ".join(sorted(here["occ_code"].unique())) or "none, the table lacks that year or level"
        raise ValueError(
            f"No {level} has a row for occupation {occ_code!r} in {year}. Occupations there: {known}."
        )
    out = every[["area_type", "area_title", "state"]].join(rows[_KEPT + _STATUS]).sort_index()
    out[_STATUS] = out[_STATUS].fillna("not_in_source")
    out.insert(0, "year", year)
    out["in_nation"] = ~out["state"].isin(_TERRITORIES)
    out["necta"] = out.index.str.startswith("7") & (level == "metro") & (year == 2018)
    jobs, error = nation["tot_emp"], nation["emp_prse"]
    if (rows["lq_status"] == "not_in_source").all():
        out["loc_quotient"] = out["jobs_1000"] / (1000 * jobs[occ_code] / jobs["00-0000"])
        out["lq_status"] = out["emp_status"]
    variance = _share_variance(rows, jobs[occ_code], error[occ_code])
    variance = variance + _share_variance(every, jobs["00-0000"], error["00-0000"])
    out["lq_prse"] = 100 * np.sqrt(variance) * (occ_code != "00-0000")
    return out.reset_index()


def _share_variance(parts: pd.DataFrame, whole: float, whole_prse: float) -> pd.Series[Any]:
    """Squared relative standard error of each part's share of a whole (notes of `places`)."""
    share = (parts["tot_emp"] / whole).mask(parts["state"].isin(_TERRITORIES), 0)  # no part of the nation
    return (share_rse(share, parts["emp_prse"], whole_prse) / 100) ** 2


def parity_year(price_parities: pd.DataFrame, year: int) -> int | None:
    """Return the year of the price parities that a release is read at: its own, else the last before.

    Parameters
    ----------
    price_parities : pandas.DataFrame
        The table of that name.
    year : int
        Of the release (May).

    Returns
    -------
    int or None
        None for a release before the first parities.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> [parity_year(load("price_parities"), year) for year in (2003, 2018, 2025)]
    [None, 2018, 2023]
    """
    known = price_parities["year"][price_parities["year"] <= year]
    return int(known.max()) if len(known) else None


def local_prices(frame: pd.DataFrame, price_parities: pd.DataFrame, year: int) -> pd.DataFrame:
    """Add mean pay at local prices: what an hour's pay buys, in dollars at U.S. average prices.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `places`.
    price_parities : pandas.DataFrame
        The table of that name (BEA regional price parities, all items, U.S. = 100).
    year : int
        Of the release; it is read at the parities of `parity_year`.

    Returns
    -------
    pandas.DataFrame
        With `rpp`, `rpp_year`, `h_mean_local` (USD an hour) and `local_status`, which says
        so where there is pay and no parity: in metropolitan areas in 2018, in territories, and in the areas
        of 2025 that were redrawn since.

    Raises
    ------
    ValueError
        For a year before the first parities.

    Notes
    -----
    Pay over parity / 100. The parity is taken as fixed, so that the relative standard error stays that of the
    pay (`mean_prse`).

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> frame = places(load("wages_area"), load("wages_national"), "29-2072", 2025, "state")
    >>> frame = local_prices(frame, load("price_parities"), 2025)
    >>> frame.loc[frame["state"] == "CA", ["h_mean", "rpp", "rpp_year"]].squeeze().tolist()
    [32.8, 112.581, 2023.0]
    """
    at = parity_year(price_parities, year)
    if at is None:
        first = price_parities["year"].min()
        raise ValueError(f"There are no price parities for {year}: the first are those of {first}.")
    rpp = price_parities[price_parities["year"] == at].set_index(["area_type", "area_code"])["rpp"]
    keys = pd.MultiIndex.from_frame(frame[["area_type", "area_code"]])
    out = frame.assign(rpp=rpp.reindex(keys).to_numpy(), rpp_year=at)
    out["h_mean_local"] = out["h_mean"] / (out["rpp"] / 100)
    without = out["h_mean"].notna() & out["rpp"].isna()
    out["local_status"] = out["h_mean_status"].mask(without, f"no price parity of {at}")
    return out


def rank_sets(estimate: pd.Series[float], se: pd.Series[float], level: float = 0.90) -> pd.DataFrame:
    """Find the ranks that each estimate may truly have: joint confidence sets for ranks.

    Parameters
    ----------
    estimate, se : pandas.Series
        Estimates, the largest of which has rank 1, and their standard errors, in one unit and order.
    level : float
        Confidence that all sets together hold the true ranks.

    Returns
    -------
    pandas.DataFrame
        `rank` (ties share the better one), `rank_low` and `rank_high`, on the index of `estimate`. A missing
        estimate has no rank and is not counted. One without a standard error has a rank and no set, and in
        the sets of the others it may stand anywhere.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1, or a standard error is negative.

    Notes
    -----
    Klein, Wright and Wieczorek (2020), "A joint confidence region for an overall ranking of populations",
    Journal of the Royal Statistical Society, Series C 69(3), 589-606. Each of K estimates gets an interval
    at level 1 - (1 - level) / K (Bonferroni), so that with the confidence asked for all K hold the true
    values at once, however dependent. What lies wholly above an interval ranks before it, what lies wholly
    below ranks after it, and every rank between is in its set.

    Examples
    --------
    >>> rank_sets(pd.Series([30.0, 24.0, 23.5]), pd.Series([1.0, 0.5, 0.5]))
       rank  rank_low  rank_high
    0   1.0       1.0        1.0
    1   2.0       2.0        3.0
    2   3.0       2.0        3.0
    """
    if not 0 < level < 1 or (se < 0).any():
        raise ValueError(
            f"rank_sets: level is {level} and the smallest standard error {se.min()}. "
            f"Give a level between 0 and 1, such as 0.90, and standard errors of zero or more."
        )
    values = estimate.to_numpy(dtype=float)
    errors = np.where(np.isnan(values), np.nan, se.to_numpy(dtype=float))
    count = max(int(np.isfinite(errors).sum()), 1)
    half = NormalDist().inv_cdf(1 - (1 - level) / (2 * count)) * errors
    low, high = values - half, values + half
    # A comparison with a missing bound is False: nothing is surely above or below it.
    first = 1.0 + (low[None, :] > high[:, None]).sum(axis=1)
    last = np.isfinite(values).sum() - (high[None, :] < low[:, None]).sum(axis=1) * 1.0
    return pd.DataFrame(
        {
            "rank": estimate.rank(ascending=False, method="min"),
            "rank_low": np.where(np.isnan(errors), np.nan, first),
            "rank_high": np.where(np.isnan(errors), np.nan, last),
        },
        index=estimate.index,
    )


def ranking(frame: pd.DataFrame, measure: str, level: float = 0.90) -> pd.DataFrame:
    """Rank areas by one measure, with 95 % intervals and the ranks that each may truly have.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `places`, and through `local_prices` for "h_mean_local".
    measure : str
        One of `MEASURES`.
    level : float
        Joint confidence of the rank sets.

    Returns
    -------
    pandas.DataFrame
        One row an area, the highest first: area_code, area_title, state, in_nation, value, se, low, high,
        status, interval_reason (why there is no interval, else ""), rank, rank_low, rank_high. At the end
        stand the territories, which have their figures and no rank, and the areas without a figure.

    Raises
    ------
    ValueError
        For a measure that is not one of `MEASURES`.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> frame = places(load("wages_area"), load("wages_national"), "29-2072", 2025, "state")
    >>> ranking(frame, "tot_emp").loc[:3, ["state", "value", "rank", "rank_low", "rank_high"]]
      state    value  rank  rank_low  rank_high
    0    FL  21490.0   1.0       1.0        3.0
    1    CA  18700.0   2.0       1.0        3.0
    2    TX  17210.0   3.0       1.0        3.0
    3    NY   9080.0   4.0       4.0        7.0
    """
    if measure not in MEASURES:
        raise ValueError(f"No measure {measure!r}. Areas can be ranked by: {', '.join(MEASURES)}.")
    _, _, status, _, error = MEASURES[measure]
    out = frame[["area_code", "area_title", "state", "in_nation"]].copy()
    out["value"], out["status"] = frame[measure], frame[status]
    rse = frame[error] if error else out["value"] * np.nan
    out["se"] = out["value"] * rse / 100
    out["low"], out["high"] = interval(out["value"], rse.where(out["value"].notna()))
    why = "no standard error is published for areas in 2018"
    if measure == "h_median":
        why = "no standard error is published for a median"
    no_figure = "no figure: " + out["status"].str.replace("_", " ")
    out["interval_reason"] = no_figure.where(out["value"].isna(), why).where(out["se"].isna(), "")
    ranked = out[["value", "se"]].where(out["in_nation"])
    out = out.join(rank_sets(ranked["value"], ranked["se"], level))
    return out.sort_values(["rank", "value", "area_code"], ascending=[True, False, True], ignore_index=True)


def singled_out(ranked: pd.DataFrame, measure: str, noun: str = "state") -> str:
    """Say in one sentence what the rank sets single out, and nothing that they do not.

    Parameters
    ----------
    ranked : pandas.DataFrame
        From `ranking`.
    measure : str
        One of `MEASURES`.
    noun : str
        What an area is called.

    Returns
    -------
    str
        Names the areas that are surely first when they are five or fewer, else counts those that may be.
        Without standard errors it names nobody and gives the range of the published figures.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> frame = places(load("wages_area"), load("wages_national"), "29-2072", 2025, "state")
    >>> singled_out(ranking(frame, "tot_emp"), "tot_emp")
    'California, Florida and Texas have the most jobs, in an order that is open'
    """
    name, most, _, digits, _ = MEASURES[measure]
    known = ranked[ranked["rank"].notna()]
    if known.empty:
        return f"No {noun} has a published figure: {name}"
    if known["rank_low"].isna().all():
        low, high = (f"{known['value'].agg(end):,.{digits}f}" for end in ("min", "max"))
        return f"Published figures run from {low} to {high} ({name}); how sure their order is, is not known"
    for size in range(1, 6):
        # In the joint sets, exactly `size` areas that can be no lower than `size` are the first `size`.
        sure = sorted(known.loc[known["rank_high"] <= size, "area_title"])
        if len(sure) == size < len(known):
            own = "has" if size == 1 else "have"
            return f"{_listed(sure, 'and')} {own} {most}" + (", in an order that is open" if size > 1 else "")
    maybe = sorted(known.loc[known["rank_low"] == 1, "area_title"])
    who = _listed(maybe, "or") if len(maybe) <= 5 else f"Any of {len(maybe)} {noun}s"
    return f"{who} may have {most}: none can be singled out"


def _listed(names: list[str], last: str) -> str:
    between = "; " if any("," in name for name in names) else ", "  # "Dallas, TX; Miami, FL or Tulsa, OK"
    return f" {last} ".join(filter(None, [between.join(names[:-1]), names[-1]]))


def summary(ranked: pd.DataFrame, measure: str, noun: str = "state", focus: str = "") -> str:
    """Say in a few lines of Markdown what a ranking covers, what stands beside it, and where one area is.

    Parameters
    ----------
    ranked : pandas.DataFrame
        From `ranking`.
    measure : str
        One of `MEASURES`.
    noun : str
        What an area is called.
    focus : str
        Code of an area to tell more about, or "".

    Returns
    -------
    str
        A list: how many areas are ranked and why others are not, the territories, the focus.

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> frame = places(load("wages_area"), load("wages_national"), "29-2072", 2025, "state")
    >>> print(summary(ranking(frame, "tot_emp"), "tot_emp", focus="39"))
    - 50 states are ranked. Without a figure: 1 (suppressed).
    - Beside the ranking, in the territories: Puerto Rico 1,850; Guam 70; Virgin Islands (not in source).
    - **Ohio**, jobs: 7,440 (95 % interval 6,886 to 7,994); published rank 5 of 50, true rank 4 to 10.
    """
    unit, digits = MEASURES[measure][0], MEASURES[measure][3]
    ranked = ranked.assign(status=ranked["status"].str.replace("_", " "))
    count = int(ranked["rank"].notna().sum())

    def number(row: Any) -> str:
        return f"({row.status})" if pd.isna(row.value) else f"{row.value:,.{digits}f}"

    def about(row: Any) -> str:
        text = f"- **{row.area_title}**, {unit}: {number(row)}"
        if pd.notna(row.value):
            known = f"95 % interval {row.low:,.{digits}f} to {row.high:,.{digits}f}"
            text += f" ({row.interval_reason or known})"
        text += f"; published rank {row.rank:.0f} of {count}" if pd.notna(row.rank) else "; not ranked"
        return text + (
            f", true rank {row.rank_low:.0f} to {row.rank_high:.0f}." if pd.notna(row.rank_low) else "."
        )

    gaps = ranked.loc[ranked["in_nation"] & ranked["value"].isna(), "status"].value_counts().items()
    without = ", ".join(f"{many} ({why})" for why, many in gaps)
    lines = [f"- {count} {noun}s are ranked." + (f" Without a figure: {without}." if without else "")]
    if apart := [f"{row.area_title} {number(row)}" for row in _rows(ranked[~ranked["in_nation"]])]:
        lines.append(f"- Beside the ranking, in the territories: {'; '.join(apart)}.")
    return "\n".join(lines + [about(row) for row in _rows(ranked[ranked["area_code"] == focus])])


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples()


def article_places(claims: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Set the article's figures for the places it names beside the published ones.

    Parameters
    ----------
    claims : pandas.DataFrame
        The table of that name.
    frame : pandas.DataFrame
        From `places`: occupation 29-2071 in 2018, at the level that is asked for.

    Returns
    -------
    pandas.DataFrame
        The places named, by rank: area_code, area_title, rank (by jobs), said_jobs, tot_emp, said_pay, h_mean
        (USD an hour).

    Examples
    --------
    >>> from recordsdata.datasets import load
    >>> then = places(load("wages_area"), load("wages_national"), "29-2071", 2018, "state")
    >>> article_places(load("claims"), then)[["area_title", "rank", "said_jobs", "tot_emp"]].head(2)
       area_title  rank  said_jobs  tot_emp
    0  California   1.0    22000.0  21970.0
    1       Texas   2.0    17000.0  17210.0
    """
    units = {"jobs": "said_jobs", "USD per hour": "said_pay"}
    said = claims[(claims["section"] == "places") & claims["unit"].isin(list(units))]
    said = said.assign(value=said["value"].astype(float)).pivot(index="area", columns="unit", values="value")
    rank = frame["tot_emp"].where(frame["in_nation"]).rank(ascending=False, method="min")
    # The article's states go by postal code, its metropolitan areas by number.
    area = frame["area_code"].where(frame["area_type"] != "state", frame["state"])
    both = frame.assign(rank=rank, area=area).join(said.rename(columns=units), on="area", how="inner")
    columns = ["area_code", "area_title", "rank", "said_jobs", "tot_emp", "said_pay", "h_mean"]
    return both.sort_values("rank", ignore_index=True)[columns]
