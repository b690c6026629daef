"""Examine a release before it is stored: what makes it broken, and what is only odd.

A figure has company in its own file: its percentiles stand in order, its hourly pay is its annual pay by
2,080, its parts do not outgrow the whole. One that disagrees is odd and is reported with the release's name;
a release in which much disagrees is broken (columns shifted, rows lost) and is not stored.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.releases.layouts import KEYS, Dataset
from recordsdata.releases.reading import ReleaseError

__all__ = ["examine"]

BROKEN = 0.05  # a rule that fails in a larger share of rows (and in ten rows) is no slip
SHOWN = 5  # examples of each oddity
PCTS = ("pct10", "pct25", "median", "pct75", "pct90")
LEVEL = {"major": (2, "-0000"), "broad": (6, "0")}  # a code's own digits, and how its group's code ends


def examine(part: Dataset, earlier: pd.DataFrame | None = None) -> list[str]:
    """Return what is odd about a release, each line with an example.

    Parameters
    ----------
    part : Dataset
        What was read.
    earlier : pandas.DataFrame, optional
        Rows of the same table and kind from the nearest other year.

    Raises
    ------
    ReleaseError
        It is broken: keys twice or empty, a rule that fails all over, totals that are far away.
    """
    frame, name = part.frame, f"{part.table} {part.release} {part.kind}"
    keys = KEYS.get(part.table, ["occ_code"])
    if frame.duplicated(keys).any() or (frame[keys].astype("str") == "").any(axis=None):
        raise ReleaseError(
            f"{name}: the key {', '.join(keys)} is empty or stands twice. The file is damaged."
        )
    place = [key for key in keys if key not in ("year", "occ_code")]
    rules = _wage_rules(frame, place) if part.table in KEYS else _outlook_rules(frame)
    odd = []
    for says, wrong in rules:
        count = int(wrong.sum())
        if count > max(10, BROKEN * len(frame)):
            raise ReleaseError(
                f"{name}: in {count:,} of {len(frame):,} rows {says}, as in {_at(frame, wrong, keys)[0]}. "
                "Columns or rows are out of place: download the file again."
            )
        if count:
            odd.append(f"{count:,} rows in which {says}: {'; '.join(_at(frame, wrong, keys))}")
    if part.table in KEYS:
        odd += _totals(part, name, place) + _suppressed(frame)
        if earlier is not None and len(earlier):
            odd += _against(frame, earlier, keys)
    return [f"{name}: {line}" for line in odd]


def _at(frame: pd.DataFrame, wrong: Any, keys: list[str]) -> list[str]:
    rows = frame.loc[wrong, [key for key in keys if key != "year"]].head(SHOWN)
    return [" ".join(map(str, row)) for row in rows.itertuples(index=False)]


def _wage_rules(frame: pd.DataFrame, place: list[str]) -> list[tuple[str, Any]]:
    rules: list[tuple[str, Any]] = []
    order, capped = np.zeros(len(frame), bool), np.zeros(len(frame), bool)
    for unit in "ha":
        ladder = frame[[f"{unit}_{pct}" for pct in PCTS]].to_numpy()
        best = np.fmax.accumulate(ladder, axis=1)
        with np.errstate(invalid="ignore"):
            order |= (ladder < best).any(axis=1)
            mean = frame[f"{unit}_mean"].to_numpy()
            rules.append(
                (f"the mean ({unit}_mean) is far below the 10th percentile", mean < 0.85 * ladder[:, 0])
            )
        gone = np.isnan(ladder)
        top = frame[f"{unit}_pct_status"].eq("top_coded").to_numpy()
        capped |= top & (gone[:, :-1] & ~gone[:, 1:]).any(axis=1)
    rules += [
        ("percentiles are not in order", order),
        ("a number stands above a top-coded percentile", capped),
    ]
    apart = np.zeros(len(frame), bool)
    for measure in ("mean", *PCTS):
        hourly, annual = frame[f"h_{measure}"].to_numpy(), frame[f"a_{measure}"].to_numpy()
        apart |= np.abs(hourly * 2080 - annual) > 16
    rules.append(("hourly pay by 2,080 is not annual pay", apart))
    numbers = frame.select_dtypes("number").drop(columns="year")
    rules.append(("a figure is negative", (numbers < 0).any(axis=1).to_numpy()))
    jobs = frame["tot_emp"]
    rules.append(("employment is not rounded to 10", (jobs % 10 > 0).to_numpy()))
    for measure, scale, grain in (("jobs_1000", 1000, 0.0005), ("pct_total", 100, 0.005)):
        if measure in frame and place:
            total = frame["tot_emp"].where(frame["occ_code"].eq("00-0000"))
            whole = total.groupby([frame[key] for key in place]).transform("max")
            slack = grain + (scale * 5 / whole) * (1 + jobs / whole) + 1e-9
            off = (scale * jobs / whole - frame[measure]).abs() > slack * 1.2
            rules.append((f"{measure} does not follow from employment", off.to_numpy()))
    return rules


def _outlook_rules(frame: pd.DataFrame) -> list[tuple[str, Any]]:
    f = frame
    rules: list[tuple[str, Any]] = []
    if {"chg_k", "emp_proj_k", "emp_base_k"} <= set(f):
        gap = (f["emp_proj_k"] - f["emp_base_k"] - f["chg_k"]).abs()
        rules.append(("change is not target minus base", (gap > 0.16).to_numpy()))
        growth = (f["emp_proj_k"] / f["emp_base_k"] - 1) * 100
        slack = 0.06 + (0.05 + 0.05 * f["emp_proj_k"] / f["emp_base_k"]) / f["emp_base_k"] * 100
        rules.append(("percent change does not follow", ((growth - f["pct"]).abs() > slack).to_numpy()))
    if "exit_rate" in f:
        rate = (f["exit_rate"] + f["transfer_rate"] - f["total_sep_rate"]).abs() > 0.16
        jobs = (f["exits_k"] + f["transfers_k"] - f["seps_k"]).abs() > 0.16
        opens = (f["seps_k"] + f["chg_k"] / 10 - f["openings_k"]).abs() > 0.16
        rules += [("rates do not add up", rate.to_numpy()), ("separations do not add up", jobs.to_numpy())]
        rules.append(("openings are not separations and a tenth of the change", opens.to_numpy()))
    if "lt_hs" in f:
        parts = f[["lt_hs", "hs", "some_col", "assoc", "bach", "mast", "doct"]]
        rules.append(("shares do not add to 100", ((parts.sum(axis=1) - 100).abs() > 0.36).to_numpy()))
    return rules


def _totals(part: Dataset, name: str, place: list[str]) -> list[str]:
    """Compare groups of occupations with their parts: the parts never outgrow the whole but for rounding."""
    frame = part.frame
    rows = frame[[*place, "occ_code", "occ_level", "tot_emp"]]
    nation = part.table == "wages_national"
    odd = []
    if not rows["occ_code"].eq("00-0000").any():
        odd.append("no row for all occupations (00-0000): rows are missing, or it is an excerpt")
    pairs = [("major", "total"), ("detailed", "major"), ("minor", "major"), ("detailed", "broad")]
    for child, parent in pairs:
        digits, ends = LEVEL.get(parent, (0, "00-0000"))
        parts = rows[rows["occ_level"].eq(child)]
        parts = parts.assign(occ_code=parts["occ_code"].str[:digits] + ends)
        keys = [*place, "occ_code"]
        added = parts.groupby(keys)["tot_emp"].agg(["sum", "count", "size"])
        whole = rows[rows["occ_level"].eq(parent)].set_index(keys)["tot_emp"]
        both = added.join(whole, how="inner").dropna()
        gap, slack = both["sum"] - both["tot_emp"], 5.0 * (both["size"] + 1)
        over = gap > slack
        complete = nation and (child, parent) != ("detailed", "major")  # broad ones tell it better
        short = both["count"].eq(both["size"]) & (gap < -slack) & complete
        if nation and parent == "total" and (gap.abs() > BROKEN * both["tot_emp"]).any():
            raise ReleaseError(
                f"{name}: the major groups have {both['sum'].iloc[0]:,.0f} jobs, all occupations "
                f"{both['tot_emp'].iloc[0]:,.0f}: rows are lost or a total is wrong. Download the file again."
            )
        if over.sum() > max(10, BROKEN * len(rows)):
            raise ReleaseError(
                f"{name}: {int(over.sum())} groups are smaller than their parts. Columns or rows "
                "are out of place."
            )
        for wrong, says in ((over, "more"), (short, "fewer")):
            for key in both.index[wrong][:SHOWN]:
                row = both.loc[key]
                where = " ".join(key) if isinstance(key, tuple) else key
                odd.append(
                    f"{where}: its {child} occupations have {says} jobs ({row['sum']:,.0f}) than it has "
                    f"({row['tot_emp']:,.0f})"
                    + ("; one may not be published on its own" if says == "fewer" else "")
                )
    return odd


def _suppressed(frame: pd.DataFrame) -> list[str]:
    out = []
    for status in ("emp_status", "h_mean_status", "a_mean_status"):
        share = frame[status].eq("suppressed").mean()
        if share > 0.3:
            out.append(
                f"{share:.0%} of the rows have {status} suppressed, more than any release since 2010 has"
            )
    if "symbols" in frame and (mixed := frame["symbols"].ne("")).any():
        out.append(
            f"{int(mixed.sum())} rows give two reasons within one group of figures; column symbols keeps both"
        )
    return out


def _against(frame: pd.DataFrame, earlier: pd.DataFrame, keys: list[str]) -> list[str]:
    """Compare with a neighbouring year: levels of jobs and pay, and codes that came or went."""
    year, then = int(frame["year"].iloc[0]), int(earlier["year"].iloc[0])
    on = [key for key in keys if key != "year"]
    both = frame.merge(earlier, on=on, suffixes=("", "_then"))
    out = []
    for measure, says, low, high in (("tot_emp", "jobs", 0.85, 1.15), ("a_mean", "mean pay", 0.9, 1.15)):
        ratio = (both[measure] / both[f"{measure}_then"]).dropna()
        span = abs(year - then)
        if len(ratio) > 20 and not low**span < ratio.median() < high**span:
            out.append(f"{says}: the middle occupation has {ratio.median():.2f} times what May {then} has")
        jump = both.loc[ratio.index[(ratio > 4) | (ratio < 0.25)]]
        jump = jump[jump["tot_emp"] > 5000]
        if len(jump) and span == 1:
            codes = ", ".join(jump["occ_code"].head(SHOWN))
            out.append(
                f"{says}: {len(jump)} rows above 5,000 jobs changed fourfold since May {then}: {codes}"
            )
    detailed, before = (set(f["occ_code"][f["occ_level"].eq("detailed")].tolist()) for f in (frame, earlier))
    new, gone = detailed - set(earlier["occ_code"].tolist()), before - set(frame["occ_code"].tolist())
    if (new or gone) and 2 * len(before) > len(detailed):  # the shipped excerpts have a few codes only
        cross = datasets.load("soc_crosswalk")
        redrawn = cross["soc_2010"].ne(cross["soc_2018"]) | cross["soc_2010"].duplicated(keep=False)
        known: set[Any] = set(cross.loc[redrawn, ["soc_2010", "soc_2018"]].to_numpy().ravel())
        early, late = sorted((year, then))
        if early < 2021 and late > 2018:  # hybrid codes of 2019 and 2020 end in 8, or in 0 for a group
            known |= {code for code in new | gone if code[-1] in "08"}
        left = sorted((new | gone) - (known if early < 2021 and late > 2018 else set()))
        if left:
            out.append(
                f"{len(new)} occupations are new and {len(gone)} gone since May {then}; a change of the "
                f"classification explains {len(new | gone) - len(left)}, not {', '.join(left[:SHOWN])}"
            )
    return out
