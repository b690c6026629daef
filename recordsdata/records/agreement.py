"""How far two coders agree: accuracy by each measure in use, by coder, and Cohen's kappa."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from recordsdata.records.casemix import bootstrap, effect_of_errors, paired, weights_of
from recordsdata.records.coding import group, only_stays
from recordsdata.records.registry import percent_of
from recordsdata.records.tables import require

__all__ = ["Kappa", "accuracy", "by_coder", "kappa"]


def accuracy(
    tables: Mapping[str, pd.DataFrame], weights: pd.DataFrame | None = None, seed: int = 1
) -> pd.DataFrame:
    """Measure by each measure in use how accurate the codes are, taking the second coder's as right.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The practice tables, with second_coding.
    weights : DataFrame, optional
        As in `case_mix_index`.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    DataFrame
        One row a measure: measure; right and reviewed (what was counted); percent; low, high (95 % interval,
        in percent; missing where it cannot be computed); counted (what one unit is); interval (how the
        interval was computed). The measures: "code over code" (codes that are right / codes reviewed, where a
        code that should be changed, dropped or added counts once), "of the codes given" (the same, but codes
        that are missing from the record do not count), "case over case" (cases with every code right), "DRG"
        (cases whose DRG the review leaves), and "case-mix index" (index as coded in percent of the index
        after review; `right` and `reviewed` are the two sums of weights).

    Raises
    ------
    ValueError
        As `group` raises.

    Notes
    -----
    Diagnoses only: the second coder's procedures are the record's. A code is right when the second coder gave
    the same one in the same role, principal or secondary; order among the secondary ones and
    present-on-admission indicators are not compared. Sources: AHIMA practice texts (table standards, "coding
    accuracy"). Codes of one case are not independent of each other, so intervals of shares of codes come from
    drawing whole cases.
    The DRG measure covers every case to which the second coder's codes give a DRG, 998 and 999 too; the
    case-mix index those that have a weight both times.
    """
    second = require(tables, "second_coding", ["encounter_id", "code", "role"])
    first = require(tables, "diagnoses", ["encounter_id", "code", "role"])
    after = group(tables, "second_coding")
    reviewed = after["encounter_id"]
    compared = _compare(first, second, reviewed)
    before = group(only_stays(tables, reviewed))
    effect = effect_of_errors(before, after, weights, seed)
    drgs = paired(before, after).dropna(subset="drg_after")  # a record without a DRG is not right
    same = int((drgs["drg"] == drgs["drg_after"]).sum())
    exact = int(compared["exact"].sum())
    rows: list[tuple[Any, ...]] = []
    for measure, counted, below in (
        ("code over code", "codes reviewed", "reviewed"),
        ("of the codes given", "codes in the record", "given"),
    ):
        pair = compared[["right", below]].rename(columns={below: "below"})
        right, total = int(pair["right"].sum()), int(pair["below"].sum())
        low, high = bootstrap(
            pair, lambda rows, n: 100 * (n @ rows["right"].to_numpy()) / (n @ rows["below"].to_numpy()), seed
        )
        share = 100 * right / total if total else math.nan
        rows.append((measure, right, total, share, low, high, counted, "bootstrap over cases"))
    for measure, right, total in (
        ("case over case", exact, len(compared)),
        ("DRG", same, len(drgs)),
    ):
        rows.append((measure, right, total, *percent_of(right, total), "cases", "Wilson"))
    sums = effect.before * effect.cases, effect.after * effect.cases
    ends = [100 + effect.low, 100 + effect.high]
    rows.append(
        ("case-mix index", *sums, 100 + effect.percent, *ends, "relative weights", "bootstrap over cases")
    )
    columns = ["measure", "right", "reviewed", "percent", "low", "high", "counted", "interval"]
    return pd.DataFrame(rows, columns=columns)


def _compare(first: pd.DataFrame, second: pd.DataFrame, reviewed: pd.Series[Any]) -> pd.DataFrame:
    """Count, for each stay coded twice, codes given, right and reviewed, and whether all are right."""
    key = ["encounter_id", "principal", "code"]
    sides = []
    for frame in (first, second):
        side = frame[frame["encounter_id"].isin(reviewed)][["encounter_id", "code", "role"]]
        side = side.assign(principal=side["role"] == "principal", code=side["code"].fillna("?"))
        sides.append(side.assign(again=side.groupby(key).cumcount()))  # a repeated code is right once
    given, asked = (side.groupby("encounter_id").size().reindex(reviewed, fill_value=0) for side in sides)
    right = sides[0].merge(sides[1], on=[*key, "again"]).groupby("encounter_id").size()
    right = right.reindex(reviewed, fill_value=0)
    most = given.where(given > asked, asked)
    return pd.DataFrame({"right": right, "given": given, "reviewed": most, "exact": right == most})


def by_coder(tables: Mapping[str, pd.DataFrame], weights: pd.DataFrame | None = None) -> pd.DataFrame:
    """Count, for each coder, the cases whose DRG the second coder changes, and in which direction.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The practice tables, with second_coding.
    weights : DataFrame, optional
        As in `case_mix_index`.

    Returns
    -------
    DataFrame
        One row a coder, and last "all": coder; cases (coded twice, and given a DRG by the second coder);
        changed; too_high and too_low (changed cases whose weight was higher, or lower, than after review; a
        case without a weight on a side is neither); rate, low, high (DRG change rate with its Wilson
        interval, in percent); weight (mean weight as coded less that after review, over cases with both).

    Raises
    ------
    ValueError
        As `group` raises.

    Notes
    -----
    Of twenty coders who are all alike, about one will have an interval that misses the common rate.
    """
    after = group(tables, "second_coding")
    before = group(only_stays(tables, after["encounter_id"]))
    both = paired(before, after).dropna(subset="drg_after")
    encounters = require(tables, "encounters", ["encounter_id", "coder"])
    names = both["encounter_id"].map(encounters.set_index("encounter_id")["coder"])
    was, now = (weights_of(both[name], weights) for name in ("drg", "drg_after"))
    counts = pd.DataFrame(
        {
            "coder": names.fillna("not recorded"),
            "cases": 1,
            "changed": (both["drg"] != both["drg_after"]).astype("int64"),
            "too_high": (was > now).astype("int64"),
            "too_low": (was < now).astype("int64"),
            "weight": was - now,
            "weighed": (was - now).notna().astype("int64"),
        }
    )
    out = pd.concat([counts, counts.assign(coder="all")]).groupby("coder", as_index=False).sum()
    out = out.sort_values(
        "coder", key=lambda coder: coder.where(coder != "all", "\U0010ffff"), ignore_index=True
    )
    shares = [percent_of(changed, cases) for changed, cases in zip(out["changed"], out["cases"], strict=True)]
    out[["rate", "low", "high"]] = pd.DataFrame(shares, columns=["rate", "low", "high"], index=out.index)
    out["weight"] = out["weight"] / out["weighed"].where(out["weighed"] > 0)
    return out[["coder", "cases", "changed", "too_high", "too_low", "rate", "low", "high", "weight"]]


class Kappa(NamedTuple):
    """Cohen's kappa with what it is made of."""

    kappa: float
    low: float
    high: float
    observed: float  # share of cases on which the two agree
    expected: float  # share on which they would agree by chance, given how often each uses each category
    cases: int
    categories: int
    left_out: int  # cases that one of the two left open
    why: str  # why kappa or its interval is missing


def kappa(first: pd.Series[Any], second: pd.Series[Any], seed: int = 1) -> Kappa:
    """Compute Cohen's kappa: how far two coders agree beyond what chance would give.

    Parameters
    ----------
    first, second : Series
        The one category that each coder gave to each case, such as a DRG or the first three characters of the
        principal diagnosis; same index. Missing: the coder left it open.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    Kappa
        kappa = (observed - expected) / (1 - expected); low and high are its 95 % interval by bootstrap over
        cases. Missing with the reason in `why` where chance alone would give full agreement, because both
        used one and the same category throughout, and the interval also where the sample shows no
        disagreement.

    Raises
    ------
    TypeError
        If an entry is a list or set of codes: kappa needs one category a case. Two lists of different length
        may agree in part, and there is no agreed chance of that.
    ValueError
        If the two have other cases, or no case is left.

    Notes
    -----
    Source: J. Cohen, Educational and Psychological Measurement 20 (1960), 37-46. With many rare categories,
    as with DRGs, chance agreement is small, and kappa lies close to the plain share of agreement.

    Examples
    --------
    >>> one = pd.Series(["A", "A", "B", "B"])
    >>> two = pd.Series(["A", "B", "B", "B"])
    >>> found = kappa(one, two)
    >>> found.observed, found.expected, found.kappa
    (0.75, 0.5, 0.5)
    """
    for name, column in (("first", first), ("second", second)):
        if not isinstance(column, pd.Series):
            raise TypeError(f"kappa: {name} must be a Series, not {type(column).__name__}.")
        odd = next(
            (v for v in column if isinstance(v, (list, tuple, set, frozenset, dict, np.ndarray))), None
        )
        if odd is not None:
            raise TypeError(
                f"kappa: {name} holds a {type(odd).__name__} ({str(odd)[:60]}). Kappa needs one "
                "category a case; for sets of codes of varying length it is not defined. Take the DRG or the "
                "principal diagnosis, or count codes with accuracy()."
            )
    if not first.index.equals(second.index) or not first.index.is_unique:
        raise ValueError(
            f"kappa: the two coders have {len(first):,} and {len(second):,} cases, and their index "
            "must name the same cases, each once, in the same order. Align them: second.reindex(first.index)."
        )
    pairs = pd.DataFrame({"first": first, "second": second})
    known = pairs.dropna()
    if known.empty:
        raise ValueError(
            f"kappa: no case of {len(pairs):,} has a category from both coders. Did a filter leave nothing?"
        )
    names = pd.Index(sorted(set(known["first"]) | set(known["second"]), key=str), dtype=object)
    placed = known.apply(lambda column: names.get_indexer(column))
    values, observed, expected = (part[0] for part in _kappas(_distinct(placed), _counts(placed), len(names)))
    left_out, why, ends = len(pairs) - len(known), "", (math.nan, math.nan)
    if not np.isfinite(values):
        why = "both gave every case the same category, so chance alone explains full agreement"
    else:
        ends = bootstrap(placed, lambda rows, n: _kappas(rows, n, len(names))[0], seed)
        if math.isnan(ends[0]):
            why = "every sample of these cases gives the same kappa, so a bootstrap cannot say how sure it is"
    return Kappa(
        float(values), *ends, float(observed), float(expected), len(known), len(names), left_out, why
    )


def _distinct(placed: pd.DataFrame) -> pd.DataFrame:
    return placed.value_counts(sort=False).sort_index().index.to_frame(index=False)


def _counts(placed: pd.DataFrame) -> Any:
    return placed.value_counts(sort=False).sort_index().to_numpy()[np.newaxis]


def _kappas(rows: pd.DataFrame, counts: Any, categories: int) -> tuple[Any, Any, Any]:
    """Compute kappa, observed and expected agreement for each line of counts of the distinct pairs."""
    one, two = (rows[name].to_numpy() for name in ("first", "second"))
    cases = counts.sum(axis=1)
    observed = counts[:, one == two].sum(axis=1) / cases
    by_first, by_second = (np.zeros((len(rows), categories), dtype=np.int64) for _ in "12")
    by_first[np.arange(len(rows)), one] = 1
    by_second[np.arange(len(rows)), two] = 1
    together = ((counts @ by_first) * (counts @ by_second)).sum(axis=1)
    expected = together / cases**2
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.where(together == cases**2, np.nan, (observed - expected) / (1 - expected))
    return values, observed, expected
