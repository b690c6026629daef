"""What became of an occupation's jobs in a recession, and how little a survey of pooled panels can tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

import numpy as np
import pandas as pd

from recordsdata.estimates import difference
from recordsdata.places import rank_sets

__all__ = [
    "ASSUMPTIONS",
    "RECESSIONS",
    "against",
    "by_year",
    "change",
    "codes_of",
    "field",
    "ground",
    "mixed_by",
    "noise",
    "outcome",
    "panels",
    "part_if_rest",
    "recessions",
]

# Months of the peak and of the trough: National Bureau of Economic Research, Business Cycle Dating Committee.
RECESSIONS: Final = {
    "2001": ((2001, 3), (2001, 11)),
    "2007-09": ((2007, 12), (2009, 6)),
    "2020": ((2020, 2), (2020, 4)),
}
# What may be assumed about errors that nobody publishes the covariance of, from the widest interval down.
ASSUMPTIONS: Final = {
    "widest": "codes err together, the two Mays apart",
    "independent": "nothing in common",
    "shared": "panels in common count in full",
}
ALL_JOBS: Final = "00-0000"
# What the hybrid codes of 2019 and 2020 hold, as their titles list it: codes of SOC 2018, and the codes of SOC
# 2010 from which, by the crosswalk, these six take all and to which nothing else goes.
_HYBRIDS: Final = {
    "29-2098": (("29-2036", "29-2072", "29-2099"), ("29-2054", "29-2071", "29-2099")),
    "29-9098": (("29-9021", "29-9093", "29-9099"), ("29-9099",)),
}


def panels(year: int) -> set[tuple[int, int]]:
    """List the six half-year panels that a release of May pools.

    Parameters
    ----------
    year : int
        Of the release, from 2005 (the first with six half-year panels).

    Returns
    -------
    set of (int, int)
        Year and month of each panel: the release's own May and the five half years before it.

    Notes
    -----
    BLS, Technical Notes for May 2020 OEWS Estimates: "each year, two semiannual panels"; May 2020 pools May
    2020, November and May 2019, November and May 2018, November 2017. Mays a year apart therefore share four
    panels, two years apart two, three years apart none.

    Examples
    --------
    >>> len(panels(2019) & panels(2020)), min(panels(2020))
    (4, (2017, 11))
    """
    return {(year - back, 5) for back in range(3)} | {(year - back, 11) for back in range(1, 4)}


def recessions(years: Iterable[int]) -> pd.DataFrame:
    """Say which recessions the years of a table can measure.

    Parameters
    ----------
    years : iterable of int
        Years of the OEWS releases (May) at hand.

    Returns
    -------
    pandas.DataFrame
        One row a recession: `recession`, `months` from peak to trough, `before` (the last May before the peak),
        `after` (the first May after the trough), `in_reach` (both at hand), `shared` (panels that the two
        releases have in common) and `since` (panels of `after` that are later than the peak), of six.

    Examples
    --------
    >>> recessions(range(2011, 2026))[["before", "after", "in_reach", "shared", "since"]].to_numpy().tolist()[1:]
    [[2007, 2010, False, 0, 5], [2019, 2020, True, 4, 1]]
    """
    have, rows = set(years), []
    for name, (peak, trough) in RECESSIONS.items():
        before, after = peak[0] - (peak[1] <= 5), trough[0] + (trough[1] >= 5)
        since = sum(panel > peak for panel in panels(after))
        shared, reach = len(panels(before) & panels(after)), {before, after} <= have
        months = 12 * (trough[0] - peak[0]) + trough[1] - peak[1]
        rows.append((name, months, before, after, reach, shared, since))
    return pd.DataFrame(rows, columns="recession months before after in_reach shared since".split())


def codes_of(occupation: str, year: int, wages: pd.DataFrame, families: pd.DataFrame) -> list[str]:
    """List the codes that together measure an occupation in one year.

    Parameters
    ----------
    occupation : str
        "all" (all jobs), a family's name, or a code.
    year : int
        Of the release.
    wages, families : pandas.DataFrame
        Tables `wages_national` and `occupation_family`.

    Returns
    -------
    list of str
        Both hybrid codes for the family `records` in 2019 and 2020, else its core code; before a family's
        first year the code that it begins with. Empty if the table has none of it in that year.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> codes_of("records", 2020, datasets.load("wages_national"), datasets.load("occupation_family"))
    ['29-2098', '29-9098']
    """
    mine = families[(families["family"] == occupation) & families["role"].ne("part")]
    # Nothing says that a code is older than the table of families, except the table of wages.
    first = mine["first_year"].where(mine["first_year"].gt(mine["first_year"].min()), 0)
    codes = mine.loc[first.le(year) & mine["last_year"].ge(year), "occ_code"].tolist()
    codes = codes if len(mine) else [ALL_JOBS if occupation == "all" else occupation]
    there = set(wages.loc[wages["year"] == year, "occ_code"])
    return sorted(code for code in codes if code in there)


def change(
    wages: pd.DataFrame, families: pd.DataFrame, occupation: str, before: int, after: int
) -> pd.DataFrame:
    """Measure how an occupation's jobs changed, with the interval under each of three assumptions.

    Parameters
    ----------
    wages, families : pandas.DataFrame
        Tables `wages_national` and `occupation_family`.
    occupation : str
        As in `codes_of`.
    before, after : int
        Two years.

    Returns
    -------
    pandas.DataFrame
        One row for each of `ASSUMPTIONS`: `assumption`, `jobs_before`, `jobs_after`, `pct` (percent change),
        `se` (of the logarithm of the ratio), `low` and `high` (95 %, percent), `why` (why there is no figure).

    Notes
    -----
    The logarithm of the ratio of two estimates has, to first order, the variance a^2 + b^2 - 2 r a b, with a
    and b their relative standard errors and r the correlation of their errors (delta method). BLS publishes a
    and b, not r. Say a release is the mean of six panels with independent errors of equal variance, and m of
    them enter both releases. Then r = c m / 6, where c is the correlation of what a shared panel adds to each:
    1 if it enters unchanged, less if it is weighted anew, 0 if nothing of it is left. So for 0 <= c <= 1

        a^2 + b^2 - 2 (m / 6) a b  <=  variance  <=  a^2 + b^2

    The lower end is `shared`, the upper `independent`. With unequal panels, m / 6 becomes the geometric mean
    of the shares of either variance that the shared panels carry. For a sum of codes the errors of the codes
    within one release are correlated too, and no table says how: `independent` and `shared` take that for
    zero, `widest` for one. Reclassification and answers not given are in none of them.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> tables = datasets.load("wages_national"), datasets.load("occupation_family")
    >>> change(*tables, "records", 2019, 2020)[["pct", "low", "high"]].round(1).to_numpy().tolist()
    [[2.2, -1.0, 5.6], [2.2, -0.3, 4.7], [2.2, 0.8, 3.7]]
    """
    codes = [codes_of(occupation, year, wages, families) for year in (before, after)]
    rows = [wages[wages["year"].eq(y) & wages["occ_code"].isin(c)] for y, c in zip((before, after), codes)]
    jobs = [float(r["tot_emp"].sum(skipna=False)) if len(r) else np.nan for r in rows]
    errors = [r["tot_emp"] * r["emp_prse"] / 100 for r in rows]
    apart = [float((e**2).sum(skipna=False) ** 0.5) / j for e, j in zip(errors, jobs)]
    along = [float(e.sum(skipna=False)) / j for e, j in zip(errors, jobs)]
    why = ""
    for year, found, total in zip((before, after), codes, jobs):
        if not why and np.isnan(total):
            why = f"no figure is released for May {year}" if found else f"no such code in May {year}"
    if not why and codes[0] != codes[1]:
        why, jobs = f"other codes in May {before} than in May {after}", [np.nan, np.nan]
    ratio, out = np.log(jobs[1] / jobs[0]), []
    for name in ASSUMPTIONS:
        first, last = along if name == "widest" else apart
        overlap = len(panels(before) & panels(after)) / 6 if name == "shared" else 0.0
        found_se = difference(ratio, last, 0.0, first, covariance=overlap * first * last)
        pct, low, high = (100 * np.expm1(v) for v in (found_se.value, found_se.low, found_se.high))
        out.append((name, *jobs, pct, found_se.se, low, high, why))
    return pd.DataFrame(out, columns="assumption jobs_before jobs_after pct se low high why".split())


def against(mine: pd.DataFrame, other: pd.DataFrame) -> tuple[float, float, float]:
    """Compare two changes, whatever their errors have in common.

    Parameters
    ----------
    mine, other : pandas.DataFrame
        From `change`, over the same years.

    Returns
    -------
    tuple of three floats
        Percentage points by which `mine` did better, and the bounds of the widest 95 % interval.

    Notes
    -----
    Occupations are counted at the same employers, and one may be part of the other, so the covariance is
    unknown. The standard error of a difference is never larger than the sum of the two standard errors.

    Examples
    --------
    >>> a, b = (pd.DataFrame({"assumption": ["widest"], "pct": [p], "se": [0.01]}) for p in (2.0, -5.0))
    >>> [round(number, 1) for number in against(a, b)]
    [7.0, 3.1, 10.9]
    """
    (pct, se), (pct_other, se_other) = (
        frame.loc[frame["assumption"] == "widest", ["pct", "se"]].iloc[0].astype(float) for frame in (mine, other)
    )
    # From the error of a logarithm to percentage points.
    points, points_other = se * (100 + pct), se_other * (100 + pct_other)
    found = difference(pct, points, pct_other, points_other, covariance=-points * points_other)
    return found.value, found.low, found.high


def carried_over(codes: pd.Series[Any], crosswalk: pd.DataFrame) -> pd.Series[Any]:
    """Say which codes of SOC 2018 hold exactly what one code of SOC 2010 held.

    Parameters
    ----------
    codes : pandas.Series of str
        Codes of detailed occupations.
    crosswalk : pandas.DataFrame
        Table `soc_crosswalk`.

    Returns
    -------
    pandas.Series of bool
        False also for a code that is in neither classification: OEWS made it to pool several.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> carried_over(pd.Series(["29-1141", "29-2072", "29-2098"]), datasets.load("soc_crosswalk")).tolist()
    [True, False, False]
    """
    parts, sources = (crosswalk.groupby(c)[c].transform("size") for c in ("soc_2010", "soc_2018"))
    return codes.isin(crosswalk.loc[parts.eq(1) & sources.eq(1), "soc_2018"])


def mixed_by(
    wages: pd.DataFrame,
    families: pd.DataFrame,
    breaks: pd.DataFrame,
    crosswalk: pd.DataFrame,
    occupation: str,
    before: int,
    after: int,
) -> str:
    """Say what besides jobs may have moved an occupation's figure between two years.

    Parameters
    ----------
    wages, families, breaks, crosswalk : pandas.DataFrame
        Tables `wages_national`, `occupation_family`, `breaks` and `soc_crosswalk`.
    occupation, before, after : str, int, int
        As in `change`.

    Returns
    -------
    str
        "" if nothing is known; else a break of method between the two, or a classification that changed
        while the panels of the two releases were collected, for a code that it touched.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> names = ("wages_national", "occupation_family", "breaks", "soc_crosswalk")
    >>> tables = [datasets.load(name) for name in names]
    >>> mixed_by(*tables, "records", 2019, 2020)
    'its panels were sorted by two classifications, which draw it differently'
    >>> mixed_by(*tables, "29-1141", 2019, 2020)
    ''
    """
    method, cuts = (breaks.loc[breaks["kind"] == kind, "year"] for kind in ("method", "classification"))
    if method.between(before + 1, after).any():
        return "the method of estimation changed between the two Mays"
    codes = pd.Series(codes_of(occupation, after, wages, families), dtype=str)
    levels = wages[wages["year"] == after].set_index("occ_code")["occ_level"]
    redrawn = ~carried_over(codes, crosswalk) & codes.map(levels).eq("detailed")
    # Two releases pool panels sorted in the old and in the new way, until all six are sorted in the new way.
    within = any(cuts.le(before) & cuts.add(2).gt(after) & cuts.add(2).isin(cuts))
    if redrawn.any() and (within or cuts.between(before + 1, after).any()):
        return "its panels were sorted by two classifications, which draw it differently"
    return ""


def outcome(widest: pd.Series[Any], mixed: str) -> str:
    """Name what one recession shows of an occupation.

    Parameters
    ----------
    widest : pandas.Series
        Row `widest` of `change`.
    mixed : str
        From `mixed_by`.

    Returns
    -------
    str
        "no figure"; "mixed", whatever the figure; "fell" or "grew" if the widest interval is wholly on one
        side of zero; else "undecided".

    Examples
    --------
    >>> outcome(pd.Series({"pct": 2.2, "low": -1.0, "high": 5.6}), "")
    'undecided'
    """
    if np.isnan(widest["pct"]):
        return "no figure"
    if mixed:
        return "mixed"
    return "fell" if widest["high"] < 0 else "grew" if widest["low"] > 0 else "undecided"


def field(
    wages: pd.DataFrame, crosswalk: pd.DataFrame, before: int, after: int, together: Collection[str] = ()
) -> pd.DataFrame:
    """Rank the changes of all detailed occupations between two years.

    Parameters
    ----------
    wages, crosswalk : pandas.DataFrame
        Tables `wages_national` and `soc_crosswalk`.
    before, after : int
        Two years.
    together : collection of str
        Codes that stand as one row, their sum, in place of their own rows.

    Returns
    -------
    pandas.DataFrame
        One row an occupation, the largest rise first: `occ_code` (of a sum, joined by " + "), `occ_title`,
        `jobs_before`, `jobs_after`, `pct`, `carried` (as `carried_over` says), `rank` (1 = grew most) among
        those that have both figures, `rank_low` and `rank_high` (the ranks it may truly have, 90 % for all at
        once, as in `places.rank_sets`, which holds however the errors of occupations are related; the two
        Mays are taken as independent, the wider of the bounds of `change`) and `left_out`: why it has no
        rank. Codes that one of the years lacks stand at the end.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> tables = datasets.load("wages_national"), datasets.load("soc_crosswalk")
    >>> ranked = field(*tables, 2019, 2020, ("29-2098", "29-9098"))
    >>> ranked["rank"].count(), ranked.set_index("occ_code").loc["29-2098 + 29-9098", "rank"]
    (787, 111.0)
    """
    detailed = wages[wages["occ_level"].eq("detailed") & wages["year"].isin([before, after])]
    joined = detailed["occ_code"].isin(list(together)) & (len(together) > 1)
    rows = detailed.assign(se=detailed["tot_emp"] * detailed["emp_prse"] / 100).assign(
        occ_code=detailed["occ_code"].mask(joined, " + ".join(sorted(together))),
        occ_title=detailed["occ_title"].mask(joined, "The codes together"),
    )
    # Codes that stand together err together at worst: their standard errors add up.
    sums = rows.groupby(["occ_code", "year"])[["tot_emp", "se"]].agg(lambda v: v.sum(skipna=False)).unstack()
    out = rows.groupby("occ_code")[["occ_title"]].last()
    for name, year in (("jobs_before", before), ("jobs_after", after)):
        out[name] = sums["tot_emp"].get(year, pd.Series(dtype=float))
    error = (sums["se"] / sums["tot_emp"]).pow(2).sum(axis=1, skipna=False).pow(0.5)
    out["pct"] = 100 * (out["jobs_after"] / out["jobs_before"] - 1)
    out["carried"] = carried_over(out.index.to_series(), crosswalk)
    out = out.join(rank_sets(np.log(out["jobs_after"] / out["jobs_before"]), error))
    present = rows.groupby("occ_code")["year"].agg(set)
    out["left_out"] = [
        "" if known == known else next((f"not in May {y}" for y in (before, after) if y not in there), "suppressed")
        for known, there in zip(out["pct"], present, strict=True)
    ]
    return out.sort_values(["rank", "occ_code"], kind="stable").reset_index()


def noise(wages: pd.DataFrame, breaks: pd.DataFrame, least: float = 5.0) -> pd.DataFrame:
    """Ask the data whether two Mays can be independent: how much do changes scatter, in standard errors?

    Parameters
    ----------
    wages, breaks : pandas.DataFrame
        Tables `wages_national` and `breaks`.
    least : float
        Only detailed occupations with a larger relative standard error (percent) in both years, in which
        error outweighs change.

    Returns
    -------
    pandas.DataFrame
        One row for each unbroken stretch of years and distance up to three: `first`, `last`, `apart` (years),
        `shared` (panels, of six), `pairs` (of Mays), `compared` (occupations, all pairs), `scatter`, the
        middle half of changes over their standard errors if independent, in units of the normal
        distribution's middle half, and `expected`, what it were if nothing but error changed and shared
        panels counted in full.

    Notes
    -----
    Real change adds to the scatter and cannot lessen it. So a scatter below 1 says that independence makes
    the standard error too large. It gives no covariance for any one occupation.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> noise(datasets.load("wages_national"), datasets.load("breaks")).loc[0, ["shared", "scatter"]].round(2).tolist()
    [4, 0.78]
    """
    some = wages[wages["occ_level"].eq("detailed") & wages["emp_prse"].gt(least)]
    jobs, error = (some.pivot(index="occ_code", columns="year", values=c) for c in ("tot_emp", "emp_prse"))
    years = pd.Series(jobs.columns)
    stretch = (years.diff().ne(1) | years.isin(breaks["year"])).cumsum()
    rows = []
    for _, run in years.groupby(stretch):
        for apart in range(1, min(4, len(run))):
            pairs = [(year, year + apart) for year in run[:-apart]]
            scores = pd.concat(
                np.log(jobs[b] / jobs[a]) / (np.hypot(error[a], error[b]) / 100) for a, b in pairs
            ).dropna()
            # The middle half of the standard normal distribution is 1.349 wide.
            scatter = (scores.quantile(0.75) - scores.quantile(0.25)) / 1.349
            common = len(panels(2000) & panels(2000 + apart))
            middle = (run.min(), run.max(), apart, common, len(pairs), len(scores), scatter)
            rows.append((*middle, (1 - common / 6) ** 0.5))
    return pd.DataFrame(rows, columns="first last apart shared pairs compared scatter expected".split())


def ground(wages: pd.DataFrame) -> pd.DataFrame:
    """Follow the ground that the two hybrid records codes cover, from the old classification to the new.

    Parameters
    ----------
    wages : pandas.DataFrame
        Table `wages_national`.

    Returns
    -------
    pandas.DataFrame
        One row a year, 2018 to 2021, as far as the table has them: `year`, `new_panels` (of six, sorted by
        SOC 2018), jobs on the side of `29-2098` and of `29-9098`, their sum `both`, and `records_share`, the
        share of it that codes of records work hold (NaN in the hybrid years, whose codes do not tell).

    Notes
    -----
    BLS began to sort answers by SOC 2018 with the panel of November 2018. By the crosswalk, the six codes of
    2021 take in four codes of 2018 whole and nothing else, so that moves between the sides leave the sum as it
    is. An old panel cannot tell 29-9021 from the rest of 29-2071, which stands on the side of 29-2098.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> ground(datasets.load("wages_national"))["29-9098"].diff().tolist()[1:]
    [21670.0, 22320.0, 22580.0]
    """
    records = {2018: ["29-2071"], 2021: ["29-2072", "29-9021"]}
    rows = []
    for year in (2018, 2019, 2020, 2021):
        jobs = wages[wages["year"] == year].set_index("occ_code")["tot_emp"]
        lists = {2018: 1, 2021: 0}
        sides = [
            jobs.reindex(list(parts[lists[year]]) if year in lists else [code]).sum(skipna=False)
            for code, parts in _HYBRIDS.items()
        ]
        share = jobs.reindex(records.get(year, [""])).sum(skipna=False) / sum(sides)
        rows.append((year, sum(panel > (2018, 6) for panel in panels(year)), *sides, sum(sides), share))
    out = pd.DataFrame(rows, columns=["year", "new_panels", *_HYBRIDS, "both", "records_share"])
    return out.dropna(subset=["both"]).reset_index(drop=True)


def part_if_rest(whole: float, share: float, rest: float) -> float:
    """Work out how a part changed, if the rest of the whole changed by so much.

    Parameters
    ----------
    whole : float
        Change of the whole, percent.
    share : float
        Of the part in the whole at the start, above 0 and at most 1.
    rest : float
        Supposed change of the rest, percent.

    Returns
    -------
    float
        Change of the part, percent.

    Examples
    --------
    >>> part_if_rest(2.0, 0.5, 10.0)
    -6.0
    """
    return (whole - (1 - share) * rest) / share


def by_year(
    wages: pd.DataFrame, families: pd.DataFrame, breaks: pd.DataFrame, occupation: str
) -> pd.DataFrame:
    """Measure an occupation's change from each May to the next, where nothing breaks between the two.

    Parameters
    ----------
    wages, families : pandas.DataFrame
        Tables `wages_national` and `occupation_family`.
    breaks : pandas.DataFrame
        Of this occupation, from `wages.breaks_of`; for all jobs, those of method.
    occupation : str
        As in `codes_of`.

    Returns
    -------
    pandas.DataFrame
        `year` (the later May) and `pct`, `low`, `high` as in the row `widest` of `change`. A year after a
        break, or without the same codes as the one before, has no row.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> wages, families, breaks = map(datasets.load, ("wages_national", "occupation_family", "breaks"))
    >>> by_year(wages, families, breaks, "records")["year"].tolist()
    [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2020, 2022, 2023, 2024, 2025]
    """
    years = sorted(set(wages["year"]))
    pairs = [(a, b) for a, b in zip(years, years[1:]) if b == a + 1 and b not in set(breaks["year"])]
    rows = [change(wages, families, occupation, *pair).iloc[[0]].assign(year=pair[1]) for pair in pairs]
    columns = ["year", "pct", "low", "high"]
    return pd.concat(rows)[columns].dropna().reset_index(drop=True) if rows else pd.DataFrame(columns=columns)
