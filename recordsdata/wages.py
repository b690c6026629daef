"""What an occupation pays: intervals, percentiles, other money, minimum wages, rank, years side by side."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd

from recordsdata.estimates import Number, interval

__all__ = [
    "against_minimum_wage",
    "breaks_of",
    "changes",
    "headline",
    "in_brief",
    "in_words",
    "interval",
    "occupation_code",
    "pay_profile",
    "percentile_rank",
    "series",
    "states_of",
    "to_money_of",
]

# The federal minimum wage since 24 July 2009: 29 U.S.C. 206(a)(1)(C). The table's last year is 2022.
FEDERAL_SINCE_2009 = 7.25
_TERRITORIES = {"66": "Guam", "72": "Puerto Rico", "78": "Virgin Islands"}  # not in that table
UNITS = {"hourly": 2, "annual": 0}  # and the decimals that each is published with
STATISTICS = {
    "pct10": "10th percentile: 1 in 10 earn less",
    "pct25": "25th percentile: 1 in 4 earn less",
    "median": "median: half earn less",
    "pct75": "75th percentile: 1 in 4 earn more",
    "pct90": "90th percentile: 1 in 10 earn more",
    "mean": "mean: all pay, shared equally",
}
_PLACES = ("below", "same", "above", "undecided")
_WHY = {
    "released": "",
    "suppressed": "not released",
    "not_in_source": "not in the release at hand",
    "not_applicable": "published by the {} only",
    "top_coded": "at or above the top code",
}


def occupation_code(occupation: str, year: int, families: pd.DataFrame) -> str:
    """Find the code that a family of occupations has in one year.

    Parameters
    ----------
    occupation : str
        A family's name ("records", "managers") or an occupation code, which is returned as it is.
    year : int
        Of the OEWS release (May).
    families : pandas.DataFrame
        Table `occupation_family`.

    Returns
    -------
    str
        The code whose role is `core`; in 2019 and 2020 the first of the broader `hybrid` codes.

    Raises
    ------
    ValueError
        No such family, a family without a code in that year, or a family's code of another year.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> [occupation_code("records", year, datasets.load("occupation_family")) for year in (2018, 2020, 2025)]
    ['29-2071', '29-2098', '29-2072']
    """
    is_family = occupation in set(families["family"])
    mine = families[families["family" if is_family else "occ_code"] == occupation]
    if not is_family and not occupation[:1].isdigit():
        names = ", ".join(repr(name) for name in families["family"].unique())
        raise ValueError(
            f"There is no family of occupations {occupation!r}. Give {names} or a code such as '29-2072'."
        )
    now = mine[mine["first_year"].le(year) & mine["last_year"].ge(year)]
    if now.empty and not mine.empty:
        known = "; ".join(f"{r.occ_code} {r.first_year}-{r.last_year}" for r in mine.itertuples())
        raise ValueError(f"{occupation!r} has no code in {year}. It has: {known}. Choose one of those years.")
    if not is_family:
        return occupation
    return str(now.sort_values(["role", "occ_code"])["occ_code"].iloc[0])  # core < hybrid < part


def pay_profile(
    wages: pd.DataFrame, top_codes: pd.DataFrame, occ_code: str, year: int, area_code: str = "US"
) -> pd.DataFrame:
    """List the percentiles and the mean of one occupation, with the reason for each gap.

    Parameters
    ----------
    wages, top_codes : pandas.DataFrame
        Table `wages_national`, or `wages_area` for another area than "US", and table `top_codes`.
    occ_code, year, area_code : str, int, str
        Which row of `wages`.

    Returns
    -------
    pandas.DataFrame
        Twelve rows, five percentiles and the mean by the hour and by the year: `unit`, `statistic`, `value`
        (USD), `status`, and `why` in words where there is no number. A wage at or above the top code has no
        value but `least`, the top code. `low` and `high` bound the 95 % interval of a mean;
        `interval_reason` says why there is none.

    Raises
    ------
    ValueError
        No such row.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> wages, top_codes = datasets.load("wages_national"), datasets.load("top_codes")
    >>> profile = pay_profile(wages, top_codes, "29-2071", 2018)
    >>> profile.loc[profile["statistic"] == "median", "value"].tolist()
    [19.4, 40350.0]
    """
    here = wages[(wages["occ_code"] == occ_code) & (wages["year"] == year)]
    if "area_code" in wages:
        here = here[here["area_code"] == area_code]
    if here.empty:
        years = sorted(wages.loc[wages["occ_code"] == occ_code, "year"].unique().tolist())
        raise ValueError(
            f"No row for {occ_code} in {year} and area {area_code}. {occ_code} has the years {years}."
        )
    row, tops = here.iloc[0], top_codes[top_codes["year"] == year]
    rows = []
    for unit, statistic in itertools.product(UNITS, STATISTICS):
        is_mean = statistic == "mean"
        value = float(row[f"{unit[0]}_{statistic}"])
        status = row[f"{unit[0]}_{'mean' if is_mean else 'pct'}_status"] if np.isnan(value) else "released"
        least = float(tops[unit].max()) if status == "top_coded" else np.nan
        why = _WHY[status].format("year" if unit == "hourly" else "hour")
        why = why if np.isnan(least) else f"at least {least:,.{UNITS[unit]}f}"
        low, high = interval(value, float(row["mean_prse"]) if is_mean else np.nan)
        reason = "" if is_mean else "standard errors are published for means and jobs only"
        if is_mean and np.isnan(low):
            reason = _WHY[row["mean_prse_status"]] or why
        rows.append((unit, statistic, value, status, why, least, low, high, reason))
    names = "unit statistic value status why least low high interval_reason"
    return pd.DataFrame(rows, columns=names.split())


def headline(profile: pd.DataFrame) -> pd.Series[Any]:
    """Choose the figure to lead with: the median by the hour, or the nearest that there is.

    Parameters
    ----------
    profile : pandas.DataFrame
        From `pay_profile`.

    Returns
    -------
    pandas.Series
        The row of the median by the hour (a top-coded one too: it is known from below); without it, of the
        median by the year, of the mean by the hour, of the mean by the year. If there is none, the first.

    Examples
    --------
    >>> rows = [("hourly", "median", "not_in_source"), ("hourly", "mean", "released")]
    >>> headline(pd.DataFrame(rows, columns=["unit", "statistic", "status"]))["statistic"]
    'mean'
    """
    choices = profile[profile["statistic"].isin(["median", "mean"])].sort_values(
        "statistic", ascending=False, kind="stable"
    )
    known = choices["status"].isin(["released", "top_coded"])
    return (choices[known] if known.any() else choices).iloc[0]


def in_words(row: pd.Series[Any]) -> str:
    """Write a figure of a pay profile with its unit, or the reason why there is none.

    Parameters
    ----------
    row : pandas.Series
        A row of `pay_profile`.

    Returns
    -------
    str
        With the decimals that the unit is published with.

    Examples
    --------
    >>> in_words(pd.Series({"unit": "annual", "value": 40350.0}))
    '40,350 USD a year'
    """
    unit = {"hourly": "USD an hour", "annual": "USD a year"}[row["unit"]]
    if pd.notna(row["value"]):
        return f"{row['value']:,.{UNITS[row['unit']]}f} {unit}"
    return f"{row['why']} {unit}" if pd.notna(row["least"]) else f"no figure ({row['why']})"


def in_brief(profile: pd.DataFrame, unit: str) -> str:
    """Say in one sentence what a pay profile shows.

    Parameters
    ----------
    profile : pandas.DataFrame
        From `pay_profile`.
    unit : {"hourly", "annual"}
        Which half of it.

    Returns
    -------
    str
        The middle half if it is released, else who is known to reach the top code, else the mean.

    Examples
    --------
    >>> rows = [("pct25", 15.42), ("median", 19.4), ("pct75", 25.35)]
    >>> profile = pd.DataFrame(rows, columns=["statistic", "value"]).assign(unit="hourly", least=float("nan"))
    >>> in_brief(profile, "hourly")
    'The middle half earned 15.42 to 25.35 USD an hour, around a median of 19.40'
    """
    rows = {row["statistic"]: row for _, row in profile[profile["unit"] == unit].iterrows()}
    for statistic, share in {"pct25": "Three quarters", "median": "Half", "pct75": "A quarter"}.items():
        if pd.notna(rows[statistic]["least"]):
            return f"{share} earned {in_words(rows[statistic])}: where, the release does not say"
    low, middle, high = rows["pct25"], rows["median"], rows["pct75"]
    if pd.notna(low["value"] + middle["value"] + high["value"]):
        start, centre = (f"{row['value']:,.{UNITS[unit]}f}" for row in (low, middle))
        return f"The middle half earned {start} to {in_words(high)}, around a median of {centre}"
    return f"Only the mean is known: {in_words(rows['mean'])}"


def to_money_of(amount: Number, year: int | pd.Series[Any], base_year: int, prices: pd.DataFrame) -> Number:
    """Express an amount of May of one year in money of May of another.

    Parameters
    ----------
    amount : float or pandas.Series
        USD of May of `year`.
    year : int or pandas.Series of int
        Its year, or one year for each amount.
    base_year : int
        The year whose money is wanted.
    prices : pandas.DataFrame
        Table `prices`: CPI-U, U.S. city average, all items, not seasonally adjusted (BLS).

    Returns
    -------
    float or pandas.Series
        USD of May of `base_year`.

    Raises
    ------
    ValueError
        A year without a consumer price index for May.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> round(to_money_of(19.40, 2018, 2025, datasets.load("prices")), 2)
    24.79
    """
    may = prices.dropna(subset=["cpi_may"]).set_index("year")["cpi_may"]
    absent = sorted({int(wanted) for wanted in np.append(np.asarray(year), base_year)} - set(may.index))
    if absent:
        raise ValueError(
            f"No consumer price index for May {absent[0]}. Choose {may.index.min()} to {may.index.max()}."
        )
    return (
        amount * (may[base_year] / may.loc[year].to_numpy())
        if isinstance(year, pd.Series)
        else amount * float(may[base_year] / may[year])
    )


def states_of(area_code: str, year: int, wages_area: pd.DataFrame) -> list[str]:
    """Find the states that an area lies in, by the postal codes in its title.

    Parameters
    ----------
    area_code, year : str, int
        A state, metropolitan or nonmetropolitan area as drawn in that year; "US" lies in none.
    wages_area : pandas.DataFrame
        Table `wages_area`.

    Returns
    -------
    list of str
        Two-digit state codes, in the title's order: "35620" of 2018 is New York-Newark-Jersey City, NY-NJ-PA.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> states_of("35620", 2018, datasets.load("wages_area"))
    ['36', '34', '42']
    """
    once = wages_area[wages_area["year"] == year].drop_duplicates("area_code")
    fips = dict(once.loc[once["area_type"] == "state", ["state", "area_code"]].to_numpy().tolist())
    for area in once[once["area_code"] == area_code].itertuples():
        listed = str(area.area_title).rpartition(", ")[2].split("-")
        return [fips[s] for s in (listed if set(listed) <= set(fips) else [area.state])]
    return []


def against_minimum_wage(
    hourly: float, year: int, states: list[str], minimum_wages: pd.DataFrame
) -> pd.DataFrame:
    """Compare an hourly wage with the minimum wages in force in May.

    Parameters
    ----------
    hourly : float
        USD an hour of May of `year`; NaN if there is none.
    year : int
        From 2011.
    states : list of str
        Two-digit state codes, from `states_of`; empty for the nation.
    minimum_wages : pandas.DataFrame
        Table `minimum_wages`. It covers states to 2022 only.

    Returns
    -------
    pandas.DataFrame
        `law`, `minimum` (USD an hour; in a state the higher of state and federal), `status` and `ratio`,
        federal first. A state's minimum after 2022 is `not_in_source`: the last one known is not borrowed.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> against_minimum_wage(24.94, 2018, ["06"], datasets.load("minimum_wages"))["ratio"].round(2).tolist()
    [3.44, 2.27]
    """
    rows: list[tuple[str, float, str]] = [("federal", FEDERAL_SINCE_2009, "released")]
    for code in states:
        state = minimum_wages[minimum_wages["area_code"] == code]
        now = state.loc[state["year"] == year, "effective_mw"].dropna()
        law = str(state["area_title"].iloc[0]) if len(state) else _TERRITORIES[code]
        rows.append((law, float(now.iloc[0]), "released") if len(now) else (law, np.nan, "not_in_source"))
    out = pd.DataFrame(rows, columns=["law", "minimum", "status"])
    return out.assign(ratio=hourly / out["minimum"])


def percentile_rank(
    wages_national: pd.DataFrame, occ_code: str, year: int, statistic: str = "median"
) -> pd.DataFrame:
    """Say where an occupation's pay stands among all detailed occupations of the nation.

    Parameters
    ----------
    wages_national : pandas.DataFrame
        Table `wages_national`.
    occ_code, year : str, int
        A row of that table; a group of occupations is compared with the detailed ones too.
    statistic : {"median", "mean"}
        What is compared: by the year, or by the hour if the occupation's pay is published by the hour only.

    Returns
    -------
    pandas.DataFrame
        Two rows: `by` "occupations" (each counts once) and "jobs" (each counts by its employment).
        `below`, `same` (with itself), `above`, `undecided`: percent of what was compared, adding to 100.
        `rank_low` and `rank_high` are equal (`below` + half of `same`) unless the wage is top-coded: then it
        lies above all released ones, and anywhere among the top-coded. `compared` counts occupations,
        `left_out` those without this figure (not released, published in the other unit only, or by jobs
        without employment). If the occupation itself has none, shares are NaN and `reason` says why.

    Raises
    ------
    ValueError
        No such row, or another statistic.

    Notes
    -----
    A top-coded median is above every released one: no median of a release reaches its top code.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> percentile_rank(datasets.load("wages_national"), "29-2072", 2025)["rank_low"].round(1).tolist()
    [36.2, 52.4]
    """
    if statistic not in ("median", "mean"):
        raise ValueError(f"statistic is {statistic!r}. Give 'median' or 'mean'.")
    now = wages_national[wages_national["year"] == year]
    mine = now[now["occ_code"] == occ_code]
    if mine.empty:
        raise ValueError(f"No row for {occ_code} in {year} in the national table.")
    status = {u: f"{u}_{'mean' if statistic == 'mean' else 'pct'}_status" for u in ("a", "h")}
    unit = "h" if mine[status["a"]].iloc[0] == "not_applicable" else "a"
    value, reason = mine[f"{unit}_{statistic}"].iloc[0], str(mine[status[unit]].iloc[0])
    detailed = now[now["occ_level"] == "detailed"]
    pay = detailed[f"{unit}_{statistic}"]
    topped = pay.isna() & detailed[status[unit]].eq("top_coded")
    # Where each stands: -1 below this occupation, 0 the same, 1 above, 2 undecided; missing if unknown.
    if pd.notna(value):
        place, reason = np.sign(pay - value).mask(topped, 1), ""
    else:
        place = (0 * pay - (1.0 if reason == "top_coded" else np.nan)).mask(
            topped & (reason == "top_coded"), 2
        )
    rows = []
    for by, weight in (("occupations", 0 * detailed["tot_emp"].fillna(0) + 1), ("jobs", detailed["tot_emp"])):
        counted = weight[place.notna() & weight.notna()]
        total = counted.sum() if len(counted) else np.nan
        share = {k: 100 * counted[place == number].sum() / total for number, k in enumerate(_PLACES, -1)}
        low = share["below"] + share["same"] / 2
        rank = {"rank_low": low, "rank_high": low + share["undecided"]}
        sizes = {"compared": len(counted), "left_out": len(detailed) - len(counted)}
        rows.append(
            {
                "by": by,
                **share,
                **rank,
                **sizes,
                "unit": "hourly" if unit == "h" else "annual",
                "reason": reason,
            }
        )
    return pd.DataFrame(rows)


def breaks_of(
    occupation: str, families: pd.DataFrame, breaks: pd.DataFrame, crosswalk: pd.DataFrame
) -> pd.DataFrame:
    """List the years at which a series of this occupation breaks.

    Parameters
    ----------
    occupation : str
        A family's name or a code.
    families, breaks, crosswalk : pandas.DataFrame
        Tables `occupation_family`, `breaks` and `soc_crosswalk`.

    Returns
    -------
    pandas.DataFrame
        Rows of `breaks`: those of method for every occupation; those of classification too, unless the
        crosswalk carries the code over unchanged and undivided.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> tables = [datasets.load(name) for name in ("occupation_family", "breaks", "soc_crosswalk")]
    >>> [breaks_of(code, *tables)["year"].unique().tolist() for code in ("records", "11-9111")]
    [[2019, 2021], [2021]]
    """
    codes = set(families.loc[families["family"] == occupation, "occ_code"]) or {occupation}
    touched = crosswalk[crosswalk["soc_2010"].isin(codes) | crosswalk["soc_2018"].isin(codes)]
    same = len(codes) == len(touched) == 1 and (touched["soc_2010"] == touched["soc_2018"]).all()
    return breaks[breaks["kind"].eq("method") | (not same)].sort_values("year").reset_index(drop=True)


def breaks_between(breaks: pd.DataFrame, years: pd.Series[Any]) -> pd.DataFrame:
    """Name the breaks that lie between the first and the last of some years, one row a year.

    Parameters
    ----------
    breaks : pandas.DataFrame
        Of one occupation, from `breaks_of`.
    years : pandas.Series of int
        The years that have a figure. A break before the first or after the last parts nothing.

    Returns
    -------
    pandas.DataFrame
        Columns `year` (the first year after the break) and `label` (the year and what changed).

    Examples
    --------
    >>> breaks = pd.DataFrame({"year": [2019, 2019, 2021], "what": ["Other codes", "Mixed", "A method"]})
    >>> breaks_between(breaks, pd.Series([2018, 2020]))["label"].tolist()
    ['2019: Other codes. Mixed']
    """
    inside = breaks[breaks["year"].between(years.min() + 1, years.max())]
    named = inside.groupby("year")[["what"]].agg(". ".join).reset_index()
    return named.assign(label=named["year"].astype(str) + ": " + named["what"])[["year", "label"]]


def series(
    wages_national: pd.DataFrame,
    families: pd.DataFrame,
    breaks: pd.DataFrame,
    prices: pd.DataFrame,
    occupation: str,
    base_year: int,
) -> pd.DataFrame:
    """Set an occupation's national pay side by side over the years, in segments that are never joined.

    Parameters
    ----------
    wages_national, families, prices : pandas.DataFrame
        Tables `wages_national`, `occupation_family` and `prices`.
    breaks : pandas.DataFrame
        Of this occupation, from `breaks_of`.
    occupation : str
        A family's name (every code it has had) or one code.
    base_year : int
        The year whose May money the columns `_real` are in.

    Returns
    -------
    pandas.DataFrame
        One row a code and year: `year`, `occ_code`, `occ_title`, `role`, `leads` (the code that
        `occupation_code` gives), `segment` (rows may be joined by a line only within one), `tot_emp`,
        `h_mean`, `h_median`, `a_mean`, `a_median` with their statuses, and the four wages in money of
        `base_year` (`h_mean_real`, ...). A missing wage stays missing.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> tables = ("wages_national", "occupation_family", "breaks", "prices")
    >>> out = series(*map(datasets.load, tables), occupation="records", base_year=2025)
    >>> out.loc[out["role"] == "core", "segment"].unique().tolist()
    ['29-2071, 2011-2018', '29-2072, 2021-2025']
    """
    mine = families[families["family"] == occupation][["occ_code", "first_year", "last_year", "role"]]
    if mine.empty:
        mine = pd.DataFrame([(occupation, 0, 9999, "core")], columns=mine.columns)
    rows = wages_national.merge(mine, on="occ_code")
    rows = rows[rows["year"].between(rows["first_year"], rows["last_year"])].sort_values(["occ_code", "year"])
    # A new segment starts with a new code, after a missing year, and at a break.
    first = rows["occ_code"].ne(rows["occ_code"].shift()) | rows["year"].diff().ne(1)
    number = (first | rows["year"].isin(breaks["year"])).cumsum()
    years = rows.groupby(number)["year"].transform
    rows["segment"] = rows["occ_code"] + ", " + years("min").astype(str) + "-" + years("max").astype(str)
    if occupation in set(families["family"]):
        leading = {year: occupation_code(occupation, year, families) for year in rows["year"].unique()}
    else:
        leading = dict.fromkeys(rows["year"], occupation)
    rows["leads"] = rows["occ_code"] == rows["year"].map(leading)
    wages = ["h_mean", "h_median", "a_mean", "a_median"]
    for wage in wages:
        rows[f"{wage}_real"] = to_money_of(rows[wage], rows["year"], base_year, prices)
    facts = ["year", "occ_code", "occ_title", "role", "leads", "segment", "tot_emp", "emp_status", *wages]
    facts += ["h_mean_status", "a_mean_status", "h_pct_status", "a_pct_status"]
    return (
        rows[[*facts, *(f"{wage}_real" for wage in wages)]]
        .sort_values(["year", "role"])
        .reset_index(drop=True)
    )


def changes(rows: pd.DataFrame, wage: str) -> pd.DataFrame:
    """Measure how a wage changed from the first to the last year of each segment, before and after prices.

    Parameters
    ----------
    rows : pandas.DataFrame
        From `series`.
    wage : str
        "h_mean", "h_median", "a_mean" or "a_median".

    Returns
    -------
    pandas.DataFrame
        One row a segment with at least two released figures: `segment`, `leads`, `first`, `last` (years),
        `nominal` and `real` (percent).

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [2021, 2022], "segment": ["a"] * 2, "leads": [True] * 2,
    ...                      "h_mean": [20.0, 22.0], "h_mean_real": [25.0, 24.0]})
    >>> changes(rows, "h_mean")[["nominal", "real"]].round(1).to_numpy().tolist()
    [[10.0, -4.0]]
    """
    groups = rows.dropna(subset=[wage]).sort_values("year").groupby("segment", sort=False)
    ends = groups.agg(leads=("leads", "first"), first=("year", "first"), last=("year", "last"))
    for name, column in (("nominal", wage), ("real", f"{wage}_real")):
        ends[name] = 100 * (groups[column].last() / groups[column].first() - 1)
    return ends[ends["first"] < ends["last"]].reset_index()
