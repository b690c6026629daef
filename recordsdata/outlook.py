"""What employment projections promised, what came to pass, and how far the two can be compared."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

__all__ = [
    "came_to_pass",
    "comparable",
    "compare",
    "how_far_off",
    "jumps",
    "openings",
    "rounds",
    "score",
    "summary",
]

TOTAL = "00-0000"
NO_TOTAL = "no row for all occupations in this round"
HYBRID = "hybrid code, far broader; people also moved between the hybrids from 2019 to 2020"
FORECASTS = {
    "projection": "the projection",
    "no_change": "no change",
    "like_all": "growth like all occupations",
}


def _years(round_name: str) -> tuple[int, int]:
    base = int(round_name[:4])
    return base, base // 100 * 100 + int(round_name[5:])


def _finished(projections: pd.DataFrame) -> list[str]:
    """List the rounds whose target year is the base year of another."""
    names = sorted(projections["round"].unique())
    return [name for name in names if _years(name)[1] in {_years(other)[0] for other in names}]


def _counterparts(code: str, crosswalk: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Find the codes of SOC 2018 that lie wholly inside a code of SOC 2010, and all that overlap it."""
    overlap = crosswalk.loc[crosswalk["soc_2010"] == code, "soc_2018"].tolist()
    shared = set(crosswalk.loc[crosswalk["soc_2010"] != code, "soc_2018"])
    return [new for new in overlap if new not in shared], overlap


def rounds(projections: pd.DataFrame, families: pd.DataFrame, occupation: str) -> pd.DataFrame:
    """List what every round says of an occupation, the rounds that say nothing included.

    Parameters
    ----------
    projections, families : pandas.DataFrame
        Tables `projections` and `occupation_family`.
    occupation : str
        A family's name (every code that it has in the round's base year) or one code.

    Returns
    -------
    pandas.DataFrame
        `round`, `base_year`, `target_year`, `occ_code`, `occ_title`, `role` (core, part or hybrid),
        `emp_base_k`, `emp_proj_k`, `chg_k` (thousand jobs), `pct`, `openings_k`, `openings_kind`, and `why`
        there is no figure. In a family the core code stands before the part.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> said = rounds(datasets.load("projections"), datasets.load("occupation_family"), "records")
    >>> said.query("round == '2018-28'")[["emp_base_k", "emp_proj_k"]].squeeze().to_dict()
    {'emp_base_k': 215.5, 'emp_proj_k': 238.6}
    """
    out = projections[["round"]].drop_duplicates()
    out[["base_year", "target_year"]] = [_years(name) for name in out["round"]]
    mine = families[families["family"] == occupation]
    if mine.empty:
        role = dict(zip(families["occ_code"], families["role"], strict=True))
        mine = pd.DataFrame({"occ_code": [occupation], "role": [role.get(occupation, "core")]})
        mine = mine.assign(first_year=0, last_year=9999)
    out = out.merge(mine[["occ_code", "role", "first_year", "last_year"]], how="cross")
    out = out[out["base_year"].between(out["first_year"], out["last_year"])]
    out = out.merge(projections, how="left", on=["round", "occ_code"])
    gap = NO_TOTAL if occupation == TOTAL else "not a code of this round"
    out["why"] = np.where(out["emp_base_k"].isna(), gap, "")
    names = "round base_year target_year occ_code occ_title role emp_base_k emp_proj_k chg_k pct openings_k"
    out = out.sort_values(["base_year", "role", "occ_code"], ignore_index=True)
    return out[[*names.split(), "openings_kind", "why"]]


def comparable(projections: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Check which occupations of the finished rounds kept their definition to the end.

    Parameters
    ----------
    projections, crosswalk : pandas.DataFrame
        Tables `projections` and `soc_crosswalk`.

    Returns
    -------
    pandas.DataFrame
        One row a code of a round that has run its course: `occ_code`, `occ_title`, `scored`, and `why`.

    Notes
    -----
    The crosswalk tells whether a code was carried over whole, not whether its definition kept every word: a
    changed title is pointed out. All occupations together are no row here: their growth is a yardstick.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> table = comparable(datasets.load("projections"), datasets.load("soc_crosswalk"))
    >>> table.loc[table["scored"], "occ_code"].tolist()
    ['11-9111', '31-9092', '31-9094', '43-6013']
    """
    finished = projections[projections["round"].isin(_finished(projections))]
    rows = []
    for code in sorted(set(finished["occ_code"]) - {TOTAL}):
        titles = projections[projections["occ_code"] == code].sort_values("round")["occ_title"]
        whole, overlap = _counterparts(code, crosswalk)
        scored = whole == overlap == [code]
        parts = [f"{part} ({'from here alone' if part in whole else 'with others'})" for part in overlap]
        why = f"redrawn: now {' and '.join(parts)}"
        if scored:
            why = "carried over whole"
            if titles.iloc[0] != titles.iloc[-1]:
                why += f", now titled {titles.iloc[-1]}"
        rows.append((code, titles.iloc[0], scored, why))
    return pd.DataFrame(rows, columns=["occ_code", "occ_title", "scored", "why"])


def _with_errors(frame: pd.DataFrame, said: str) -> pd.DataFrame:
    """Add what was said over the outcome, less one, in percent: the larger the outcome, the lower."""
    low, high = frame[said] / frame["high_k"] - 1, frame[said] / frame["low_k"] - 1
    return frame.assign(error_low_pct=100 * low, error_high_pct=100 * high)


def compare(
    said: pd.DataFrame, projections: pd.DataFrame, crosswalk: pd.DataFrame, breaks: pd.DataFrame
) -> pd.DataFrame:
    """Set each round's path against the base years of the later rounds.

    Parameters
    ----------
    said : pandas.DataFrame
        From `rounds`.
    projections, crosswalk, breaks : pandas.DataFrame
        Tables `projections`, `soc_crosswalk` and `breaks`.

    Returns
    -------
    pandas.DataFrame
        One row a round, code and later base year up to the target: `round`, `occ_code`, `year`, `years_run`,
        `finished` (it is the target year), `path_k` and `path_rate_k` (thousand jobs), the outcome from
        `low_k` to `high_k` (equal where it is known), `error_low_pct` to `error_high_pct` (path over outcome
        less one; above zero: the path is too high), `measured` (codes the outcome is read from), and `why`
        there is no outcome.

    Notes
    -----
    A round gives its base and its target and nothing between. `path_k` assumes the same number of jobs added
    each year, `path_rate_k` the same percentage; the errors use the first. Only in the target year is no
    assumption made.

    Where a code of 2010 was redrawn in 2018, the new codes that lie wholly inside it are a lower bound, and
    all that overlap it an upper bound, provided that the table has them. Hybrid codes are not compared.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> names = "projections", "soc_crosswalk", "breaks", "occupation_family"
    >>> *tables, families = map(datasets.load, names)
    >>> out = compare(rounds(tables[0], families, "29-2071"), *tables)
    >>> out.query("round == '2012-22' and finished")[["low_k", "high_k"]].to_numpy().tolist()
    [[194.3, 232.2]]
    """
    redrawn = breaks.loc[breaks["kind"] == "classification", "year"]
    bases = {
        _years(str(name))[0]: dict(zip(rows["occ_code"], rows["emp_base_k"], strict=True))
        for name, rows in projections.groupby("round")
    }
    rows = []
    for row in said[said["why"] == ""].to_dict("records"):
        code, base, target = row["occ_code"], row["base_year"], row["target_year"]
        start, goal = row["emp_base_k"], row["emp_proj_k"]
        whole, overlap = _counterparts(code, crosswalk)
        for year in (year for year in sorted(bases) if base < year <= target):
            jobs = bases[year]
            # 0: SOC 2010, 1: hybrid codes, 2: SOC 2018
            then, now = (redrawn <= base).sum(), (redrawn <= year).sum()
            low, high, measured, why = np.nan, np.nan, code, ""
            if code == TOTAL or whole == overlap == [code] or then == now != 1:
                low = high = jobs.get(code, np.nan)
                why = "" if code in jobs else f"no row for {code} with this base year"
            elif 1 in (then, now):
                why = HYBRID
            elif absent := [part for part in overlap if part not in jobs]:
                why = f"redrawn, and {', '.join(absent)} is not in the table"
            elif not whole:
                why = "redrawn, and no new code lies wholly inside it"
            else:
                low, high = (round(sum(jobs[part] for part in parts), 1) for parts in (whole, overlap))
                measured = f"{' + '.join(whole)} to {' + '.join(overlap)}"
            share = (year - base) / (target - base)
            paths = start + share * (goal - start), start * (goal / start) ** share
            known = (row["round"], code, year, year - base, year == target)
            rows.append((*known, *paths, low, high, measured, why))
    names = "round occ_code year years_run finished path_k path_rate_k low_k high_k measured why"
    out = pd.DataFrame(rows, columns=names.split())
    return _with_errors(out.astype({"low_k": float, "high_k": float, "finished": bool}), "path_k")


def came_to_pass(said: pd.DataFrame, compared: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    """List the outcomes year by year: the bases themselves, and bounds where the codes were redrawn.

    Parameters
    ----------
    said : pandas.DataFrame
        From `rounds`, one code a round, the rounds without a figure included.
    compared : pandas.DataFrame
        From `compare` of it.
    breaks : pandas.DataFrame
        Rows of `breaks` that concern the occupation.

    Returns
    -------
    pandas.DataFrame
        One row a year: `year`, `low`, `high` (thousand jobs), `role`, and `line`: rows that may be joined.
        Nothing is joined across a change of codes, across a base year without a figure, nor between the
        hybrids, for people moved from one to the other.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> names = "projections", "soc_crosswalk", "breaks", "occupation_family"
    >>> *tables, families = map(datasets.load, names)
    >>> said = rounds(tables[0], families, "29-2071")
    >>> came_to_pass(said, compare(said, *tables), tables[2]).loc[3:4, ["year", "low", "high"]]
       year    low   high
    3  2018  215.5  215.5
    4  2021  186.4  226.3
    """
    bounds = compared[compared["low_k"] < compared["high_k"]].drop_duplicates("year")
    bounds = bounds.rename(columns={"low_k": "low", "high_k": "high"}).assign(role="core", line="bounds")
    redrawn = breaks.loc[breaks["kind"] == "classification", "year"]
    own = said.assign(year=said["base_year"], low=said["emp_base_k"], high=said["emp_base_k"])
    piece = own["why"].ne("").cumsum() + own["year"].map(lambda year: (redrawn <= year).sum())
    piece = piece.where(own["role"] != "hybrid", own["year"])
    own["line"] = own["occ_code"] + " " + piece.astype(str)
    own = own[own["why"].eq("") & ~own["year"].isin(bounds["year"])]
    out = pd.concat([own, bounds])[["year", "low", "high", "role", "line"]]
    return out.sort_values("year", ignore_index=True)


def how_far_off(low: float, high: float) -> str:
    """Say an error, or the range it lies in, in words.

    Parameters
    ----------
    low, high : float
        Percent of the outcome; above zero is too high.

    Returns
    -------
    str

    Examples
    --------
    >>> how_far_off(-5.32, -5.32), how_far_off(-2.0, 17.1)
    ('5.3 % too low', 'between 2.0 % too low and 17.1 % too high')
    """
    if np.isnan(low) or np.isnan(high):
        return "not known"
    first, last = (f"{abs(error):.1f} % too {'low' if error < 0 else 'high'}" for error in (low, high))
    return first if low == high else f"between {first} and {last}"


def score(
    said: pd.DataFrame, projections: pd.DataFrame, crosswalk: pd.DataFrame, breaks: pd.DataFrame
) -> pd.DataFrame:
    """Score the rounds that have run their course against two forecasts that need no work.

    Parameters
    ----------
    said, projections, crosswalk, breaks : pandas.DataFrame
        As for `compare`.

    Returns
    -------
    pandas.DataFrame
        One row a finished round, code and forecast: `round`, `occ_code`, `occ_title`, `forecast` (a key of
        `FORECASTS`), `forecast_k`, the outcome and the errors as in `compare`, and `why` a forecast is
        missing. For the naive ones also `tipping_k` (halfway to the projection: an outcome lies nearer to
        the forecast on its side) and `nearer` (projection, naive, or open; "" if nothing can be said).

    Notes
    -----
    No change keeps the base. Growth like all occupations lets the occupation grow by the percentage that the
    same round projects for all, so that its share of all jobs stays: BLS, "Methods of projections
    evaluation", calls that the occupational-share naive model. That percentage was known when the round came
    out; the growth that came to pass was not, and is not used.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> names = "projections", "soc_crosswalk", "breaks", "occupation_family"
    >>> *tables, families = map(datasets.load, names)
    >>> out = score(rounds(tables[0], families, "31-9092"), *tables)
    >>> out.query("round == '2014-24'")["error_low_pct"].round(1).tolist()
    [-10.0, -27.1, -22.3]
    """
    ends = compare(said, projections, crosswalk, breaks).query("finished")
    out = said.merge(ends[["round", "occ_code", "low_k", "high_k"]], on=["round", "occ_code"])
    out = out.drop(columns="why").merge(pd.DataFrame({"forecast": list(FORECASTS)}), how="cross")
    total = projections[projections["occ_code"] == TOTAL].set_index("round")
    growth = out["round"].map(total["emp_proj_k"] / total["emp_base_k"]).astype("float64")  # text where empty
    growth = growth.mask(out["occ_code"] == TOTAL)
    goal, base, kind = out["emp_proj_k"], out["emp_base_k"], out["forecast"]
    out["forecast_k"] = goal.where(kind == "projection", base * growth.where(kind == "like_all", 1))
    out["why"] = np.where(out["occ_code"] == TOTAL, "it is all occupations itself", NO_TOTAL)
    out["why"] = out["why"].where(out["forecast_k"].isna(), "")
    naive = kind.ne("projection") & (out["forecast_k"] + out["low_k"]).notna()
    out["tipping_k"] = ((goal + out["forecast_k"]) / 2).where(naive)
    # How much nearer the projection is rises or falls steadily with the outcome: its two ends decide.
    ahead = [(out["forecast_k"] - out[k]).abs() - (goal - out[k]).abs() for k in ("low_k", "high_k")]
    least, most = np.minimum(ahead[0], ahead[1]), np.maximum(ahead[0], ahead[1])
    out["nearer"] = np.select([~naive, least > 0, most < 0], ["", "projection", "naive"], "open")
    names = "round occ_code occ_title forecast forecast_k low_k high_k tipping_k nearer why"
    return _with_errors(out[names.split()], "forecast_k")


def summary(scored: pd.DataFrame) -> pd.DataFrame:
    """Average the errors of each forecast in each round, and show how much hangs on one occupation.

    Parameters
    ----------
    scored : pandas.DataFrame
        From `score`, of occupations whose outcome is known.

    Returns
    -------
    pandas.DataFrame
        One row a round and forecast: `occupations`, `mean_abs_pct` (mean of the errors without their sign,
        each occupation counts once), `mean_abs_low`, `mean_abs_high` (the least and the greatest such mean
        when any one occupation is left out), `too_low` (how many), and `projection_nearer` (in how many the
        projection was nearer than this). NaN where the round has no such forecast.

    Examples
    --------
    >>> rows = [("2014-24", "projection", 10.0, ""), ("2014-24", "projection", -30.0, "")]
    >>> scored = pd.DataFrame(rows, columns=["round", "forecast", "error_low_pct", "nearer"])
    >>> summary(scored)[["mean_abs_pct", "mean_abs_low", "mean_abs_high"]].iloc[0].tolist()
    [20.0, 10.0, 30.0]
    """
    rows = []
    for (name, forecast), some in scored.groupby(["round", "forecast"], sort=False):
        size = some["error_low_pct"].dropna().abs()
        # The mean without one value; of a single value nothing is left.
        without = (size.sum() - size) / (len(size) - 1) if len(size) > 1 else size * np.nan
        too_low, nearer = (some["error_low_pct"] < 0).sum(), some["nearer"].eq("projection").sum()
        rows.append((name, forecast, len(size), size.mean(), without.min(), without.max(), too_low, nearer))
    names = "round forecast occupations mean_abs_pct mean_abs_low mean_abs_high too_low projection_nearer"
    return pd.DataFrame(rows, columns=names.split())


def jumps(projections: pd.DataFrame, codes: Collection[str]) -> pd.DataFrame:
    """Measure how far the bases move from year to year: they are estimates whose error is not published.

    Parameters
    ----------
    projections : pandas.DataFrame
        The table of that name.
    codes : collection of str
        Occupations that kept their definition.

    Returns
    -------
    pandas.DataFrame
        One row an occupation and pair of neighbouring base years: `occ_code`, `occ_title`, `year` (the
        later), `emp_base_k` (thousand jobs in that year) and `move_pct` (percent of the year before).

    Examples
    --------
    >>> from recordsdata import datasets
    >>> moves = jumps(datasets.load("projections"), ["31-9094"])
    >>> moves.set_index("year")["move_pct"].round(1).to_dict()
    {2019: 0.9, 2020: -10.4, 2021: 13.7, 2022: -17.8, 2023: 11.2, 2024: -19.4}
    """
    rows = projections[projections["occ_code"].isin(list(codes))].sort_values(["occ_code", "round"])
    rows = rows.assign(year=[_years(name)[0] for name in rows["round"]])
    before = rows.groupby("occ_code")[["year", "emp_base_k"]].shift()
    rows["move_pct"] = 100 * (rows["emp_base_k"] / before["emp_base_k"] - 1)
    out = rows[rows["year"] - before["year"] == 1]
    return out[["occ_code", "occ_title", "year", "emp_base_k", "move_pct"]].reset_index(drop=True)


def openings(said: pd.DataFrame, separations: pd.DataFrame) -> pd.DataFrame:
    """Split the openings a year into growth, exits and transfers, for the rounds that can be split.

    Parameters
    ----------
    said : pandas.DataFrame
        From `rounds`.
    separations : pandas.DataFrame
        Table `separations`.

    Returns
    -------
    pandas.DataFrame
        One row a round and code that has figures: `round`, `occ_code`, `occ_title`, `role`; a year, in
        thousands: `growth_k` (a tenth of the projected change), `exits_k`, `transfers_k`, `openings_k`;
        `replacement_pct`, the share of the openings that replaces people who leave; `ten_year_total_k`, the
        openings of the older method; and `why` something is missing.

    Notes
    -----
    Openings are growth and separations together (BLS). In a shrinking occupation not everybody who leaves is
    replaced, and every opening is a replacement. The older method counted replacements otherwise: its totals
    divided by ten are not annual openings, and are kept apart.

    Examples
    --------
    >>> from recordsdata import datasets
    >>> tables = [datasets.load(name) for name in ("projections", "occupation_family", "separations")]
    >>> out = openings(rounds(*tables[:2], "29-2072"), tables[2]).set_index("round")
    >>> out.loc["2024-34", ["growth_k", "exits_k", "transfers_k", "openings_k"]].tolist()
    [1.38, 7.1, 5.8, 14.2]
    """
    split = separations[["round", "occ_code", "exits_k", "transfers_k"]]
    out = said[said["why"] == ""].merge(split, how="left", on=["round", "occ_code"])
    annual = out["openings_kind"] == "annual"
    out["growth_k"] = (out["chg_k"] / (out["target_year"] - out["base_year"])).round(6)
    out["ten_year_total_k"] = out["openings_k"].mask(annual)
    out["openings_k"] = out["openings_k"].where(annual)
    out["replacement_pct"] = 100 * (1 - out["growth_k"].clip(lower=0) / out["openings_k"])
    gaps = [~annual, out["openings_k"].isna(), out["exits_k"].isna()]
    out["why"] = np.select(gaps, ["ten-year total, older method", "not in source", "split not in source"], "")
    names = "round occ_code occ_title role growth_k exits_k transfers_k openings_k replacement_pct"
    return out[[*names.split(), "ten_year_total_k", "why"]]
