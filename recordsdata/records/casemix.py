"""Case mix: the case-mix index with its interval, and what wrong codes do to it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.records.tables import brief

__all__ = ["CaseMix", "Effect", "case_mix_index", "effect_of_errors"]

REPLICATIONS = 2000  # samples of a bootstrap


def bootstrap(
    rows: pd.DataFrame, statistic: Callable[[pd.DataFrame, Any], Any], seed: int
) -> tuple[float, float]:
    """Give the 95 % percentile interval of a statistic over samples of the cases, drawn with replacement.

    Drawing cases is drawing how often each distinct row appears, which is far quicker. `statistic` takes the
    distinct rows and a matrix of counts (one line a sample). Where all samples agree, as with a single case
    or no error at all, a bootstrap cannot say how sure a figure is: both ends are missing.
    """
    if rows.empty:
        return math.nan, math.nan
    counts = rows.value_counts(sort=False).sort_index()
    distinct = counts.index.to_frame(index=False)
    cases = int(counts.sum())
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(cases, counts.to_numpy() / cases, size=REPLICATIONS)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.asarray(statistic(distinct, drawn), dtype=float)
    values = values[np.isfinite(values)]
    if not values.size or np.ptp(values) < 1e-12:
        return math.nan, math.nan
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


class CaseMix(NamedTuple):
    """Case-mix index: the mean relative weight of the cases that have one."""

    value: float
    low: float
    high: float
    cases: int
    excluded: dict[str, int]  # reason -> cases without a weight

    @property
    def left_out(self) -> int:
        """How many cases have no weight."""
        return sum(self.excluded.values())


def weights_of(drgs: pd.Series[Any], weights: pd.DataFrame | None) -> pd.Series[Any]:
    """Look up the relative weight of each DRG; missing where it has none, an error where it is unknown."""
    table = datasets.load("msdrg_weights") if weights is None else weights
    lost = [name for name in ("drg", "weight") if name not in table.columns]
    if lost:
        raise ValueError(
            f"The table of weights has no column {lost[0]!r}; it has {', '.join(map(str, table.columns))}. "
            'Use datasets.load("msdrg_weights").'
        )
    if table["drg"].duplicated().any():
        again = table.loc[table["drg"].duplicated(), "drg"].iloc[0]
        raise ValueError(f"The table of weights has DRG {again!r} more than once. Keep one row a DRG.")
    if not isinstance(drgs, pd.Series):
        raise TypeError(
            f"DRGs come as a Series of text, not {type(drgs).__name__}. Wrap them: pd.Series(list)."
        )
    if drgs.empty:
        raise ValueError("There is no case: the Series of DRGs is empty. Did a filter leave nothing?")
    unknown = drgs.dropna()[~drgs.dropna().isin(table["drg"])]
    if len(unknown):
        raise ValueError(
            f"DRG {brief(unknown.iloc[0])} ({len(unknown):,} case(s) in all) has no row in the table of "
            "weights. DRGs are text of three digits, such as '065', of the table's own fiscal year."
        )
    return drgs.map(table.set_index("drg")["weight"]).astype(float)


def _excluded(drgs: pd.Series[Any]) -> dict[str, int]:
    words = {"998": "DRG 998 (principal diagnosis invalid)", "999": "DRG 999 (ungroupable)"}
    # Not through Series.map: where every DRG is missing it gives numbers, which take no text.
    counts = Counter("no DRG" if pd.isna(drg) else words.get(drg, f"DRG {drg}") for drg in drgs)
    return dict(sorted(counts.items()))


def case_mix_index(drgs: pd.Series[Any], weights: pd.DataFrame | None = None, seed: int = 1) -> CaseMix:
    """Compute the case-mix index: the sum of relative weights over the number of discharges that have one.

    Parameters
    ----------
    drgs : Series of str
        MS-DRG of each discharge, three digits; may be missing.
    weights : DataFrame, optional
        Columns drg and weight; the table msdrg_weights by default.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    CaseMix
        value (relative weight), low and high (95 % interval by bootstrap over cases; missing where all
        weights are the same), cases, excluded (reason to number of cases left out: no DRG, 998, 999).

    Raises
    ------
    TypeError, ValueError
        The DRGs are no Series, none is there, or one is not in the table.

    Notes
    -----
    Definition: texts of hospital statistics (table standards, "case-mix index"). The interval answers: had a
    like number of other patients come, how far might the index lie from this one? It does not cover wrong
    codes.

    Examples
    --------
    >>> mix = case_mix_index(pd.Series(["193", "195", "470", "999"]))
    >>> round(mix.value, 4), mix.cases, mix.excluded
    (1.2906, 3, {'DRG 999 (ungroupable)': 1})
    """
    weight = weights_of(drgs, weights)
    found = pd.DataFrame({"weight": weight.dropna()})
    ends = bootstrap(found, lambda rows, n: n @ rows["weight"].to_numpy() / n.sum(axis=1), seed)
    index = math.fsum(found["weight"]) / len(found) if len(found) else math.nan
    return CaseMix(index, *ends, len(found), _excluded(drgs[weight.isna()]))


class Effect(NamedTuple):
    """What a correction of codes does to the case-mix index; both indices are over the same cases."""

    cases: int
    before: float
    after: float
    difference: float  # before - after, in relative weight
    percent: float  # of the index after correction
    low: float  # 95 % interval of `percent`
    high: float
    changed: int  # cases whose DRG the correction changes
    higher: int  # of these, cases whose weight was too high before
    lower: int
    left_out: int  # cases without a weight before or after


def effect_of_errors(
    before: pd.DataFrame, after: pd.DataFrame, weights: pd.DataFrame | None = None, seed: int = 1
) -> Effect:
    """Compare the case-mix index as coded with the one after a correction, case by case.

    Parameters
    ----------
    before, after : DataFrame
        Columns encounter_id and drg, as `group` returns them. The cases compared are those in both.
    weights : DataFrame, optional
        As in `case_mix_index`.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    Effect
        Weights are relative weights; percent is 100 x (before - after) / after. A positive one: the codes
        claimed more than they should.

    Raises
    ------
    TypeError, ValueError
        A column is missing, a stay stands twice, the two have no stay in common, or a DRG is unknown.

    Notes
    -----
    No dollars: a payment is weight times a hospital's own base rate, which no public table of this project
    has. The bootstrap draws cases with both their weights, so that what the two indices share cancels.

    Examples
    --------
    >>> coded = pd.DataFrame({"encounter_id": ["E1", "E2"], "drg": ["193", "470"]})
    >>> right = pd.DataFrame({"encounter_id": ["E1", "E2"], "drg": ["195", "470"]})
    >>> effect = effect_of_errors(coded, right)
    >>> round(effect.difference, 5), effect.changed, effect.higher
    (0.34295, 1, 1)
    """
    both = paired(before, after)
    both["was"], both["is"] = (weights_of(both[name], weights) for name in ("drg", "drg_after"))
    known = both.dropna(subset=["was", "is"])
    ends = bootstrap(
        known[["was", "is"]],
        lambda rows, n: 100 * (n @ (rows["was"] - rows["is"]).to_numpy()) / (n @ rows["is"].to_numpy()),
        seed,
    )
    n = len(known)
    total, correct = math.fsum(known["was"]), math.fsum(known["is"])
    nothing = not n
    return Effect(
        cases=n,
        before=math.nan if nothing else total / n,
        after=math.nan if nothing else correct / n,
        difference=math.nan if nothing else math.fsum(known["was"] - known["is"]) / n,
        percent=math.nan if nothing else 100 * math.fsum(known["was"] - known["is"]) / correct,
        low=ends[0],
        high=ends[1],
        changed=int((known["drg"] != known["drg_after"]).sum()),
        higher=int((known["was"] > known["is"]).sum()),
        lower=int((known["was"] < known["is"]).sum()),
        left_out=len(both) - n,
    )


def paired(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Put the DRGs of two codings of the same stays side by side: encounter_id, drg, drg_after."""
    for name, frame in (("before", before), ("after", after)):
        if not isinstance(frame, pd.DataFrame):
            raise TypeError(f"{name} must be a DataFrame as group() returns, not {type(frame).__name__}.")
        lost = [column for column in ("encounter_id", "drg") if column not in frame.columns]
        if lost:
            raise ValueError(
                f"{name} has no column {lost[0]!r}; it has {', '.join(map(str, frame.columns))}. Use group()."
            )
        if frame["encounter_id"].duplicated().any():
            again = frame.loc[frame["encounter_id"].duplicated(), "encounter_id"].iloc[0]
            raise ValueError(f"{name}: stay {again!r} stands in more than one row. Keep one row a stay.")
    both = before[["encounter_id", "drg"]].merge(
        after[["encounter_id", "drg"]], on="encounter_id", suffixes=("", "_after")
    )
    if both.empty:
        raise ValueError("before and after have no stay in common: compare two codings of the same stays.")
    return both
