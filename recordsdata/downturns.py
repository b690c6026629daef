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
    "carried_over",
    "change",
    "codes_of",
    "field",
    "ground",
    "mixed_by",
    "noise",
    "panels",
    "part_if_rest",
    "recessions",
    "trials",
]

# Months of the peak and of the trough: National Bureau of Economic Research, Business Cycle Dating Committee.
RECESSIONS: Final = {
    "2001": ((2001, 3), (2001, 11)),
    "2007-09": ((2007, 12), (2009, 6)),
    "2020": ((2020, 2), (2020, 4)),
}
# BLS, technical notes for May 2003: the survey was yearly until November 2002, half-yearly from then on.
_FIRST_MAY: Final = 2003
_NO_MAY: Final = "the survey was yearly then: no May release exists"
# Nobody publishes how the errors of two figures go together. What may be assumed, the widest interval first.
ASSUMPTIONS: Final = {
    "widest": "codes err together, Mays apart",
    "independent": "nothing in common",
    "shared": "shared panels count in full",
}
ALL_JOBS: Final = "00-0000"
# What the hybrid codes of 2019 and 2020 hold: as their titles list it, in codes of SOC 2018; and the codes of
# SOC 2010 that, by the crosswalk, these six take in whole and from which nothing goes elsewhere.
_HYBRIDS: Final = {
    "29-2098": {2021: ["29-2036", "29-2072", "29-2099"], 2018: ["29-2054", "29-2071", "29-2099"]},
    "29-9098": {2021: ["29-9021", "29-9093", "29-9099"], 2018: ["29-9099"]},
}
_RECORDS: Final = {2021: ["29-2072", "29-9021"], 2018: ["29-2071"]}


def panels(year: int) -> set[tuple[int, int]]:
    """List the six half-year panels that a release of May pools.

    Parameters
    ----------
    year : int
        Of the release.

    Returns
    -------
    set of (int, int)
        Year and month of each panel: the release's own May and the five half years before it.

    Notes
    -----
    BLS, Technical Notes for May 2020 OEWS Estimates: two panels are collected each year, and May 2020 pools
    May 2020, November and May 2019, November and May 2018, November 2017. So Mays one year apart share four
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
        One row a recession: `recession`, `months` from peak to trough, `before` (the last May before the
        peak), `after` (the first May after the trough), `in_reach` (both are at hand), of six panels `shared`
        (those that the two releases have in common) and `since` (those of `after` later than the peak), and
        `missing`: why there are no such releases, else "". Without them the figures of panels are missing.

    Examples
    --------
    >>> found = recessions(range(2011, 2026))[["before", "after", "in_reach", "shared", "since"]]
    >>> found.to_numpy().tolist()[1:]
    [[2007, 2010, False, 0, 5], [2019, 2020, True, 4, 1]]
    >>> recessions(range(1999, 2026)).loc[0, "missing"]
    'the survey was yearly then: no May release exists'
    """
    have, rows = set(years), []
    for name, (peak, trough) in RECESSIONS.items():
        before, after = peak[0] - (peak[1] <= 5), trough[0] + (trough[1] >= 5)
        exist = before >= _FIRST_MAY
        row = {
            "recession": name,
            "months": 12 * (trough[0] - peak[0]) + trough[1] - peak[1],
            "before": before,
            "after": after,
            "in_reach": exist and {before, after} <= have,
            "shared": len(panels(before) & panels(after)) if exist else pd.NA,
            "since": sum(panel > peak for panel in panels(after)) if exist else pd.NA,
            "missing": "" if exist else _NO_MAY,
        }
        rows.append(row)
    return pd.DataFrame(rows).astype({"shared": "Int64", "since": "Int64"})


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
        For the family `records` both hybrid codes in 2019 and 2020, else its core code; before a family's
        first year the code that it begins with. Empty if `wages` has none of it in that year.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> codes_of("records", 2020, datasets.load("wages_national"), datasets.load("occupation_family"))
    ['29-2098', '29-9098']
    """
    mine = families[(families["family"] == occupation) & families["role"].ne("part")]
    # The table of families begins where the shipped wages begin; releases imported later may be older.
    first = mine["first_year"].where(mine["first_year"] > mine["first_year"].min(), 0)
    codes = mine.loc[first.le(year) & mine["last_year"].ge(year), "occ_code"].tolist()
    if mine.empty:
        codes = [ALL_JOBS if occupation == "all" else occupation]
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
        `se` (of the logarithm of the ratio), `low` and `high` (95 %, percent), `why` there is no figure.

    Notes
    -----
    To first order, the logarithm of the ratio of two estimates has the variance a^2 + b^2 - 2 r a b, with a
    and b their relative standard errors and r the correlation of their errors (delta method). BLS publishes a
    and b, not r. Say that a release is the mean of six panels with independent errors of one size, and that m
    of them enter both releases. Then r = c m / 6, where c is the correlation of what a shared panel adds to
    the one and to the other: 1 if it enters unchanged, less if it is weighted anew. So, for 0 <= c <= 1,

        a^2 + b^2 - 2 (m / 6) a b  <=  variance  <=  a^2 + b^2

    The lower end is `shared`, the upper `independent`. (With unequal panels m / 6 becomes the geometric mean
    of the shares of the two variances that come from shared panels.) For a sum of codes, the errors of the
    codes within one release are related too, and nobody publishes how: `independent` and `shared` take their
    correlation for zero, `widest` for one. Reclassification and missing answers are in none of the three.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> tables = datasets.load("wages_national"), datasets.load("occupation_family")
    >>> change(*tables, "records", 2019, 2020)[["pct", "low", "high"]].round(1).to_numpy().tolist()
    [[2.2, -1.1, 5.6], [2.2, -0.2, 4.7], [2.2, 0.8, 3.7]]
    """
    codes, jobs, apart, along, why = [], [], [], [], ""
    for year in (before, after):
        codes.append(codes_of(occupation, year, wages, families))
        rows = wages[wages["year"].eq(year) & wages["occ_code"].isin(codes[-1])]
        jobs.append(float(rows["tot_emp"].sum(skipna=False)) if len(rows) else np.nan)
        errors = rows["tot_emp"] * rows["emp_prse"] / 100
        apart.append(float((errors**2).sum(skipna=False)) ** 0.5 / jobs[-1])
        along.append(float(errors.sum(skipna=False)) / jobs[-1])
        if not why and np.isnan(jobs[-1]):
            why = f"no figure is released for May {year}" if len(rows) else f"no such code in May {year}"
    if not why and codes[0] != codes[1]:
        why, jobs = f"May {before} and May {after} have different codes", [np.nan, np.nan]
    ratio, overlap, out = float(np.log(jobs[1] / jobs[0])), len(panels(before) & panels(after)) / 6, []
    for name in ASSUMPTIONS:
        first, last = along if name == "widest" else apart
        covariance = overlap * first * last if name == "shared" else 0.0
        log = difference(ratio, last, 0.0, first, covariance=covariance)
        pct, low, high = (100 * float(np.expm1(value)) for value in (log.value, log.low, log.high))
        figures = {"pct": pct, "se": np.nan if why else log.se, "low": low, "high": high}
        out.append({"assumption": name, "jobs_before": jobs[0], "jobs_after": jobs[1], **figures, "why": why})
    return pd.DataFrame(out)


def against(mine: pd.DataFrame, other: pd.DataFrame) -> tuple[float, float, float]:
    """Compare two changes, whatever their errors have in common.

    Parameters
    ----------
    mine, other : pandas.DataFrame
        From `change`, over the same years.

    Returns
    -------
    tuple of three floats
        Percentage points by which `mine` did better, and the bounds of its widest 95 % interval.

    Notes
    -----
    Occupations are counted at the same employers, and one may be part of the other, so the covariance is
    unknown. The standard error of a difference is at most the sum of the two standard errors.

    Examples
    --------
    >>> a, b = (pd.DataFrame({"assumption": ["widest"], "pct": [p], "se": [0.01]}) for p in (2.0, -5.0))
    >>> [round(number, 1) for number in against(a, b)]
    [7.0, 3.1, 10.9]
    """
    (pct, se), (pct_other, se_other) = (
        frame.loc[frame["assumption"] == "widest", ["pct", "se"]].to_numpy(dtype=float)[0].tolist()
        for frame in (mine, other)
    )
    # From the error of a logarithm to percentage points.
    points, points_other = se * (100 + pct), se_other * (100 + pct_other)
    found = difference(pct, points, pct_other, points_other, covariance=-points * points_other)
    return found.value, found.low, found.high


def carried_over(codes: pd.Series[Any], crosswalk: pd.DataFrame) -> pd.Series[Any]:
    """Say which detailed codes hold the same in the classifications of 2010 and of 2018.

    Parameters
    ----------
    codes : pandas.Series of str
        Codes of detailed occupations.
    crosswalk : pandas.DataFrame
        Table `soc_crosswalk`.

    Returns
    -------
    pandas.Series of bool
        False also for a code that is in neither: OEWS made it, to pool several.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> carried_over(pd.Series(["29-1141", "29-2072", "29-2098"]), datasets.load("soc_crosswalk")).tolist()
    [True, False, False]
    """
    old, new = "soc_2010", "soc_2018"
    whole = crosswalk[~crosswalk[old].duplicated(keep=False) & ~crosswalk[new].duplicated(keep=False)]
    return codes.isin([*whole[old], *whole[new]])


def mixed_by(
    wages: pd.DataFrame,
    families: pd.DataFrame,
    breaks: pd.DataFrame,
    crosswalk: pd.DataFrame,
    occupation: str,
    before: int,
    after: int,
) -> str:
    """Say what else than jobs may have moved an occupation's figure between two years.

    Parameters
    ----------
    wages, families, breaks, crosswalk : pandas.DataFrame
        Tables `wages_national`, `occupation_family`, `breaks` and `soc_crosswalk`.
    occupation, before, after : str, int, int
        As in `change`.

    Returns
    -------
    str
        A break of method between the two; or that a family has hybrid codes then; or, for a code that it drew
        anew, a classification that came in between, or that sorts some panels of the two releases while the
        old one sorts the others. Else "".

    Examples
    --------
    >>> from recordsdata import datasets
    >>> names = ("wages_national", "occupation_family", "breaks", "soc_crosswalk")
    >>> tables = [datasets.load(name) for name in names]
    >>> mixed_by(*tables, "29-1141", 2019, 2020)
    ''
    >>> mixed_by(*tables, "records", 2019, 2020)
    'its codes hold much other work as well'
    >>> mixed_by(*tables, "29-2098", 2019, 2020)
    'its panels are sorted in part by the old classification, and no single code holds it in old and new'
    """
    method, cuts = (breaks.loc[breaks["kind"] == kind, "year"] for kind in ("method", "classification"))
    if method.between(before + 1, after).any():
        return "the method of estimation changed in between"
    hybrid = families[(families["family"] == occupation) & families["role"].eq("hybrid")]
    if (hybrid["first_year"].le(after) & hybrid["last_year"].ge(before)).any():
        return "its codes hold much other work as well"
    codes = pd.Series(codes_of(occupation, after, wages, families), dtype=str)
    levels = wages[wages["year"] == after].set_index("occ_code")["occ_level"]
    redrawn = ~carried_over(codes, crosswalk) & codes.map(levels).eq("detailed")
    # From the first release with new panels it takes two years until all six are new: another break.
    pooled = cuts.le(before) & cuts.add(2).gt(after) & cuts.add(2).isin(cuts)
    if redrawn.any() and (pooled | cuts.between(before + 1, after)).any():
        sorting = "its panels are sorted in part by the old classification"
        return f"{sorting}, and no single code holds it in old and new"
    return ""


def trials(
    wages: pd.DataFrame,
    families: pd.DataFrame,
    breaks: pd.DataFrame,
    crosswalk: pd.DataFrame,
    occupation: str,
) -> pd.DataFrame:
    """Put an occupation to the test in every recession that the table reaches.

    Parameters
    ----------
    wages, families, breaks, crosswalk : pandas.DataFrame
        As in `mixed_by`.
    occupation : str
        As in `codes_of`.

    Returns
    -------
    pandas.DataFrame
        One row for each of `recessions`: its columns, those of the row `widest` of `change`, `mixed` (from
        `mixed_by`) and `outcome`: "out of reach"; "no figure"; "mixed", whatever the figure; "fell" or "grew"
        if the widest interval is wholly on one side of zero, else "undecided".

    Notes
    -----
    A recession in which an occupation fell speaks against its being proof against recessions, unless its jobs
    were falling anyway: a change during a recession is not a change by it. None in which it grew shows that
    it is proof.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> names = ("wages_national", "occupation_family", "breaks", "soc_crosswalk")
    >>> tables = [datasets.load(name) for name in names]
    >>> [trials(*tables, code)["outcome"].iloc[-1] for code in ("records", "35-3031", "11-9111", "29-1141")]
    ['mixed', 'fell', 'grew', 'undecided']
    """
    rows = []
    for spell in recessions(wages["year"]).to_dict("records"):
        years = int(spell["before"]), int(spell["after"])
        found = change(wages, families, occupation, *years).iloc[0].to_dict()
        mixed = mixed_by(wages, families, breaks, crosswalk, occupation, *years)
        if not spell["in_reach"]:
            outcome = "out of reach"
        elif np.isnan(found["pct"]) or mixed:
            outcome = "no figure" if np.isnan(found["pct"]) else "mixed"
        else:
            outcome = "fell" if found["high"] < 0 else "grew" if found["low"] > 0 else "undecided"
        rows.append(spell | found | {"mixed": mixed, "outcome": outcome})
    out = pd.DataFrame(rows).drop(columns=["assumption", "se"])
    return out.astype({"shared": "Int64", "since": "Int64"})


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
        `jobs_before`, `jobs_after`, `pct`, `carried` (from `carried_over`), `rank` (1 grew most) among those
        with both figures, `rank_low` and `rank_high` (from `places.rank_sets`: the ranks that each may truly
        have, 90 % for all at once, with the widest intervals of `change`), and `left_out`: why not.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> tables = datasets.load("wages_national"), datasets.load("soc_crosswalk")
    >>> ranked = field(*tables, 2019, 2020, ["29-2098", "29-9098"]).set_index("occ_code")
    >>> int(ranked["rank"].count()), int(ranked.loc["29-2098 + 29-9098", "rank"])
    (787, 111)
    """
    rows = wages[wages["occ_level"].eq("detailed") & wages["year"].isin([before, after])].copy()
    rows["se"] = rows["tot_emp"] * rows["emp_prse"] / 100
    summed = rows["occ_code"].isin(list(together)) & (len(together) > 1)
    rows["occ_code"] = rows["occ_code"].mask(summed, " + ".join(together))
    rows["occ_title"] = rows["occ_title"].mask(summed, f"{' and '.join(together)} together")
    sums = rows.groupby(["occ_code", "year"])[["tot_emp", "se"]].sum(skipna=False)
    out = rows.groupby("occ_code")[["occ_title"]].last()
    for when, year in (("before", before), ("after", after)):
        out[[f"jobs_{when}", f"se_{when}"]] = sums.xs(year, level="year").reindex(out.index)
    ratio = out["jobs_after"] / out["jobs_before"]
    variance = (out["se_before"] / out["jobs_before"]) ** 2 + (out["se_after"] / out["jobs_after"]) ** 2
    out["pct"], out["carried"] = 100 * (ratio - 1), carried_over(out.index.to_series(), crosswalk)
    out = out.join(rank_sets(ratio.map(np.log), variance**0.5))
    out["left_out"] = ""
    for year, jobs in ((after, "jobs_after"), (before, "jobs_before")):
        there = out.index.isin(rows.loc[rows["year"] == year, "occ_code"])
        out.loc[out[jobs].isna(), "left_out"] = f"not released for May {year}"
        out.loc[~there, "left_out"] = f"no such code in May {year}"
    return out.drop(columns=["se_before", "se_after"]).sort_values("rank", kind="stable").reset_index()


def noise(wages: pd.DataFrame, breaks: pd.DataFrame, least: float = 5.0) -> pd.DataFrame:
    """Ask the data whether two Mays can be independent: how far do changes scatter, in standard errors?

    Parameters
    ----------
    wages, breaks : pandas.DataFrame
        Tables `wages_national` and `breaks`.
    least : float
        Take detailed occupations with a larger relative standard error (percent) in both years: in these,
        error outweighs change.

    Returns
    -------
    pandas.DataFrame
        One row for each unbroken stretch of years and each distance up to three with 30 occupations or more
        in a pair of Mays: `first`, `last`, `apart` (years), `shared` (panels, of six), `pairs` (of Mays),
        `compared` (changes of all pairs), `scatter` (the middle half of changes over their standard errors if
        independent, as a multiple of the normal distribution's), `error` (its standard error, about), `high`
        (the upper end of its 95 % interval) and `at_least` (what error alone would give if shared panels
        counted in full).

    Notes
    -----
    Real change only adds to the scatter. So a scatter below 1 says that independence makes the standard error
    too large, or that the published errors are. It does not give the covariance of any one occupation. The
    middle half of n normal scores, so scaled, has the standard error 1.166 / sqrt(n) times its true value
    (sample quantiles: Cramer (1946), Mathematical Methods of Statistics, section 28.5). The n is that of one
    pair of Mays: the changes of one occupation in several pairs are not independent.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> found = noise(datasets.load("wages_national"), datasets.load("breaks"))
    >>> found.loc[0, ["shared", "scatter", "high", "at_least"]].astype(float).round(2).tolist()
    [4.0, 0.79, 0.98, 0.58]
    """
    some = wages[wages["occ_level"].eq("detailed") & wages["emp_prse"].gt(least)]
    jobs, error = (some.pivot(index="occ_code", columns="year", values=c) for c in ("tot_emp", "emp_prse"))
    years, cuts = [int(year) for year in jobs.columns], set(breaks["year"])
    runs: list[list[int]] = []
    for year in years:
        if year - 1 not in years or year in cuts:
            runs.append([])
        runs[-1].append(year)
    rows = []
    for run in runs:
        for apart in range(1, min(4, len(run))):
            scores = pd.concat(
                np.log(jobs[b] / jobs[a]) / (np.hypot(error[a], error[b]) / 100)
                for a, b in zip(run, run[apart:], strict=False)
            ).dropna()
            if len(scores) < 30 * (len(run) - apart):
                continue
            shared, pairs = len(panels(0) & panels(apart)), len(run) - apart
            # The middle half of the normal distribution is 1.349 standard deviations wide.
            scatter = (scores.quantile(0.75) - scores.quantile(0.25)) / 1.349
            relative = 1.166 / (len(scores) / pairs) ** 0.5
            row = {
                "first": run[0],
                "last": run[-1],
                "apart": apart,
                "shared": shared,
                "pairs": pairs,
                "compared": len(scores),
                "scatter": scatter,
                "error": scatter * relative,
                "high": scatter / (1 - 1.96 * relative),
                "at_least": (1 - shared / 6) ** 0.5,
            }
            rows.append(row)
    return pd.DataFrame(rows)


def ground(wages: pd.DataFrame) -> pd.DataFrame:
    """Follow the two hybrid codes of records work from the old classification into the new.

    Parameters
    ----------
    wages : pandas.DataFrame
        Table `wages_national`.

    Returns
    -------
    pandas.DataFrame
        One row a year, 2018 to 2021, as far as the table has them: `year`, `new_panels` (of six, sorted by
        SOC 2018), jobs on the side of `29-2098` and on that of `29-9098`, their sum `both`, and
        `records_share`, what codes of records work hold of it (NaN in the hybrid years: they do not tell).

    Notes
    -----
    BLS, Implementing the 2018 SOC in the OES program: panels are sorted by SOC 2018 from November 2018 on, so
    two of six in May 2019 and four in May 2020. An old panel cannot tell the later 29-9021 from the rest of
    29-2071, which stands on the side of 29-2098. By the crosswalk, the codes of 2021 take in those of 2018
    whole and nothing else: what moves between the sides leaves the sum as it is.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> ground(datasets.load("wages_national"))["29-9098"].diff().tolist()[1:]
    [21670.0, 22320.0, 22580.0]
    """
    rows = []
    for year in (2018, 2019, 2020, 2021):
        jobs = wages[wages["year"] == year].set_index("occ_code")["tot_emp"]
        sides = [jobs.reindex(of.get(year, [code])).sum(skipna=False) for code, of in _HYBRIDS.items()]
        share = jobs.reindex(_RECORDS.get(year, [""])).sum(skipna=False) / sum(sides)
        rows.append((year, sum(panel > (2018, 5) for panel in panels(year)), *sides, sum(sides), share))
    out = pd.DataFrame(rows, columns=["year", "new_panels", *_HYBRIDS, "both", "records_share"])
    return out.dropna(subset=["both"]).reset_index(drop=True)


def part_if_rest(whole: float, share: float, rest: float) -> float:
    """Work out how a part changed, had the rest of the whole changed by so much.

    Parameters
    ----------
    whole, rest : float
        Changes of the whole and of the rest, percent.
    share : float
        Of the part in the whole at the start, above 0 and at most 1.

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
        Those that touch this occupation, from `wages.breaks_of`; for all jobs, those of method.
    occupation : str
        As in `codes_of`.

    Returns
    -------
    pandas.DataFrame
        `year` (the later May) and `pct`, `low`, `high` as in the row `widest` of `change`. The year of a
        break, or one without the same codes as the year before, has no row.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> tables = [datasets.load(name) for name in ("wages_national", "occupation_family", "breaks")]
    >>> by_year(*tables, "records")["year"].tolist()
    [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2020, 2022, 2023, 2024, 2025]
    """
    mine = wages[wages["occ_code"].isin({occupation, ALL_JOBS, *families["occ_code"]})]
    rows = [
        change(mine, families, occupation, year - 1, year).iloc[[0]].assign(year=year)
        for year in sorted(set(wages["year"]) - set(breaks["year"]))
    ]
    return pd.concat(rows)[["year", "pct", "low", "high"]].dropna().reset_index(drop=True)
