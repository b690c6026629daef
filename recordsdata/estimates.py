"""Estimates with their error: intervals, differences, a part against the rest, means of means."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
import pandas as pd

__all__ = [
    "Difference",
    "average_medians",
    "difference",
    "interval",
    "part_against_rest",
    "share_rse",
    "weighted_mean",
    "wilson",
]

Number = TypeVar("Number", float, "pd.Series[Any]")


class Difference(NamedTuple, Generic[Number]):
    """The difference of two estimates.

    Attributes
    ----------
    value : float or pandas.Series
        First minus second, in their unit.
    se : float or pandas.Series
        Its standard error, in the same unit.
    low, high : float or pandas.Series
        Bounds of its interval.
    """

    value: Number
    se: Number
    low: Number
    high: Number


def interval(estimate: Number, rse: Number, level: float = 0.95) -> tuple[Number, Number]:
    """Turn a relative standard error into an interval.

    Parameters
    ----------
    estimate : float or pandas.Series
        Jobs or a mean wage: OEWS publishes standard errors for nothing else.
    rse : float or pandas.Series
        Relative standard error in percent of the estimate. Sampling error only.
    level : float
        Share of samples whose interval holds the true value, if estimates scatter normally.

    Returns
    -------
    tuple of two floats or Series
        Bounds in the estimate's unit; NaN where either is NaN. With a large error the lower may be negative.

    Raises
    ------
    ValueError
        A negative relative standard error, or a level outside 0 to 1.

    Notes
    -----
    BLS, OEWS technical notes: estimate +/- z x rse / 100 x estimate.

    Examples
    --------
    >>> [round(bound, 2) for bound in interval(27.30, 0.4)]
    [27.09, 27.51]
    """
    if np.any(np.asarray(rse) < 0):
        raise ValueError(f"rse is {rse!r}. A relative standard error is never negative.")
    half = estimate * rse * (_z(level) / 100)
    return estimate - half, estimate + half


def _z(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level is {level}. A level lies between 0 and 1, such as 0.95.")
    return NormalDist().inv_cdf(0.5 + level / 2)


def difference(
    a: Number,
    se_a: Number,
    b: Number,
    se_b: Number,
    covariance: float | pd.Series[Any] = 0.0,
    level: float = 0.95,
) -> Difference[Number]:
    """Subtract one estimate from another, with an interval.

    Parameters
    ----------
    a, b : float or pandas.Series
        Two estimates in one unit.
    se_a, se_b : float or pandas.Series
        Their standard errors, in that unit (not in percent).
    covariance : float or pandas.Series
        Of the two, in the unit squared. Zero for independent samples. Two Mays of OEWS that share survey
        panels are not independent, and a part is not independent of its whole: see `part_against_rest`.
    level : float
        As in `interval`.

    Returns
    -------
    Difference
        a - b, its standard error and bounds; NaN where a figure is missing.

    Raises
    ------
    ValueError
        A negative standard error, or a covariance that two such errors cannot have.

    Notes
    -----
    Var(a - b) = Var(a) + Var(b) - 2 Cov(a, b).

    Examples
    --------
    >>> [round(number, 2) for number in difference(29.77, 0.06, 27.39, 0.08)]
    [2.38, 0.1, 2.18, 2.58]
    """
    errors = np.asarray(se_a), np.asarray(se_b)
    too_much = np.abs(np.asarray(covariance)) > errors[0] * errors[1] * (1 + 1e-9)
    if any(np.any(error < 0) for error in errors) or np.any(too_much):
        raise ValueError(
            f"difference: se_a is {se_a!r}, se_b {se_b!r}, covariance {covariance!r}. Standard errors are "
            f"never negative, and a covariance is at most their product."
        )
    variance: Any = se_a**2 + se_b**2 - 2 * covariance
    return _difference(a - b, variance, level)


def _difference(value: Number, variance: Any, level: float) -> Difference[Number]:
    # Where two errors cancel, rounding may leave a variance of -1e-17.
    if isinstance(variance, pd.Series):
        se: Any = np.sqrt(variance.clip(lower=0))
    else:
        se = float(np.sqrt(np.maximum(variance, 0)))
    return Difference(value, se, value - _z(level) * se, value + _z(level) * se)


def share_rse(share: Number, part_rse: Number, whole_rse: Number | float) -> Number:
    """Find the relative standard error of a part's share of its whole.

    Parameters
    ----------
    share : float or pandas.Series
        Part over whole, 0 to 1; 0 for a part that the whole does not hold.
    part_rse, whole_rse : float or pandas.Series
        Relative standard errors of the two counts, in percent.

    Returns
    -------
    float or pandas.Series
        Percent of the share.

    Notes
    -----
    Delta method. Let e of the E jobs of the whole be in the part, r() be a relative standard error and
    w = e / E. The part is sampled apart from the rest, so log e and log E have covariance w r(e)^2, and to
    first order the variance of log(e / E) is

        r(e)^2 + r(E)^2 - 2 w r(e)^2  =  (1 - w)^2 r(e)^2 + [r(E)^2 - w^2 r(e)^2]

    where the bracket is the rest's share of the whole's error, never below zero.

    Examples
    --------
    >>> round(share_rse(0.285, 0.1, 1.1), 2)
    1.1
    """
    own: Any = ((1 - share) * part_rse) ** 2
    rest: Any = whole_rse**2 - (share * part_rse) ** 2
    out: Number = (own + rest * (rest > 0)) ** 0.5
    return out


def part_against_rest(
    part: Number,
    part_rse: Number,
    whole: Number | float,
    whole_rse: Number | float,
    share: Number,
    rounding: float = 0.0,
    level: float = 0.95,
) -> Difference[Number]:
    """Compare a part with all the others when only the part and the whole are published.

    Parameters
    ----------
    part, whole : float or pandas.Series
        Means of the part and of the whole that holds it, in one unit. One whole may hold many parts.
    part_rse, whole_rse : float or pandas.Series
        Their relative standard errors, in percent.
    share : float or pandas.Series
        Of the part in the whole's weight (jobs), between 0 and 1, both excluded.
    rounding : float
        Half a unit of the last digit of the two errors (0.05 in OEWS). The interval is then the widest
        that the printed errors allow: it matters where the part is most of the whole.
    level : float
        As in `interval`.

    Returns
    -------
    Difference
        Mean of the part minus mean of the rest. NaN errors where the part's error alone would make the
        whole's larger than it is printed: the two then do not come from independent samples.

    Raises
    ------
    ValueError
        A share outside 0 to 1, or a negative error.

    Notes
    -----
    With P, R and W for the means of part, rest and whole, and w for the share, W = w P + (1 - w) R, so that
    P - R = (P - W) / (1 - w). Part and rest are different establishments, sampled apart, hence
    Cov(P, W) = w Var(P), and

        Var(P - R) = [Var(P) + Var(W) - 2 w Var(P)] / (1 - w)^2

    which is Var(P) + Var(R) with Var(R) = [Var(W) - w^2 Var(P)] / (1 - w)^2: Cochran (1977), Sampling
    Techniques, 3rd ed., chapter 5, on strata sampled independently. Taking W for the mean of the rest, or P
    and W for independent, is wrong. The share is taken as known: its own error is part of Var(W), and left
    there it makes the interval slightly too wide, if errors of jobs and of pay are unrelated.

    Examples
    --------
    >>> [round(number, 2) for number in part_against_rest(29.77, 0.2, 27.39, 0.3, 0.285)]
    [3.33, 0.13, 3.08, 3.58]
    """
    shares, errors = np.asarray(share, dtype=float), (np.asarray(part_rse), np.asarray(whole_rse))
    if np.any((shares <= 0) | (shares >= 1)) or any(np.any(error < 0) for error in errors):
        raise ValueError(
            f"part_against_rest: share is {share!r}, errors {part_rse!r} and {whole_rse!r}. A share lies "
            f"between 0 and 1 (32 percent is 0.32), and an error is never negative."
        )
    # Var(P) counts with the factor 1 - 2w: the widest interval takes it large below one half, else small.
    widest = errors[0] + np.where(shares < 0.5, rounding, -np.minimum(rounding, errors[0]))
    part_variance: Any = (part * widest / 100) ** 2
    whole_variance: Any = (whole * (errors[1] + rounding) / 100) ** 2
    least = (part * np.maximum(errors[0] - rounding, 0) / 100) ** 2
    variance = (whole_variance + (1 - 2 * share) * part_variance) / (1 - share) ** 2
    fits = whole_variance * (1 + 1e-9) >= share**2 * least
    variance = variance.where(fits) if isinstance(variance, pd.Series) else variance if fits else np.nan
    value: Any = (part - whole) / (1 - share)
    return _difference(value, variance, level)


def weighted_mean(
    values: Sequence[float],
    weights: Sequence[float],
    se: Sequence[float] | None = None,
    weights_se: Sequence[float] | None = None,
) -> tuple[float, float]:
    """Average means of groups that do not overlap: the mean of all their jobs.

    Parameters
    ----------
    values : sequence of float
        A mean for each group.
    weights : sequence of float
        Its jobs.
    se, weights_se : sequence of float, optional
        Standard errors of the means and of the jobs, of groups sampled apart. Without the second, the jobs
        are taken as known.

    Returns
    -------
    tuple of two floats
        The mean and its standard error (NaN without `se`).

    Raises
    ------
    ValueError
        Nothing to average, unequal lengths, a missing number, or a weight that is not positive.

    Notes
    -----
    M = sum of n v over N, the sum of n. Errors of jobs and of pay are taken as unrelated; to first order the
    variance is the sum of n^2 Var(v) + (v - M)^2 Var(n), over N^2: Cochran (1977), Sampling Techniques, 3rd
    ed., chapters 5 (strata) and 6 (ratios).

    Examples
    --------
    >>> mean, se = weighted_mean([46640, 45370, 52570], [54890, 9640, 2660])
    >>> round(mean, 2)
    46692.55
    """
    value, weight = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    if value.size == 0 or value.shape != weight.shape or not (np.isfinite(value) & (weight > 0)).all():
        raise ValueError(
            f"weighted_mean: values {list(values)!r}, weights {list(weights)!r}. Give as many of one as of "
            f"the other, no gap, and weights above zero: drop a group without a figure, and say so."
        )
    mean = float((value * weight).sum() / weight.sum())
    if se is None:
        return mean, np.nan
    spread = np.zeros_like(weight) if weights_se is None else np.asarray(weights_se, dtype=float)
    variance = (weight * np.asarray(se, dtype=float)) ** 2 + ((value - mean) * spread) ** 2
    return mean, float(np.sqrt(variance.sum()) / weight.sum())


def average_medians(
    medians: Sequence[float], weights: Sequence[float], *, approximate: bool = False
) -> float:
    """Average medians, which is not the median of all: only for who says that an approximation will do.

    Parameters
    ----------
    medians : sequence of float
        A median for each group.
    weights : sequence of float
        Its jobs.
    approximate : bool
        Must be True. Call the result an average of medians, never a median.

    Returns
    -------
    float
        Weighted average. The median of all groups together lies between the smallest and the largest of their
        medians; where, the medians do not say.

    Raises
    ------
    ValueError
        Without `approximate=True`; or as `weighted_mean`.

    Examples
    --------
    >>> average_medians([10, 30], [1, 1])
    Traceback (most recent call last):
        ...
    ValueError: An average of medians is not a median. If an approximation will do: approximate=True.
    >>> average_medians([10, 30], [1, 1], approximate=True)
    20.0
    """
    if approximate is not True:
        raise ValueError(
            "An average of medians is not a median. If an approximation will do: approximate=True."
        )
    return weighted_mean(medians, weights)[0]


def wilson(count: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """Give the interval of a share: where the true one may lie if each case is a draw by itself.

    Parameters
    ----------
    count, n : int
        Cases that have the property, and all cases.
    level : float
        Share of samples whose interval holds the true share.

    Returns
    -------
    tuple of two floats
        Bounds from 0 to 1; both NaN where n is 0.

    Raises
    ------
    ValueError
        When `count` is negative or above `n`, or `level` is not between 0 and 1.

    Notes
    -----
    Wilson, *Journal of the American Statistical Association* 22 (1927), 209-212. It stays inside 0 to 1 and
    is of use with few cases and with none that has the property, where the usual plus and minus is not.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson(0, 20)], [round(bound, 3) for bound in wilson(15, 20)]
    ([0.0, 0.161], [0.531, 0.888])
    """
    if not 0 <= count <= n:
        raise ValueError(f"wilson: {count:g} of {n:g}. The count must lie between 0 and n.")
    if not 0 < level < 1:
        raise ValueError(f"wilson: level is {level}. A level lies between 0 and 1, such as 0.95.")
    if n == 0:
        return float("nan"), float("nan")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, spread = count / n, z**2 / n
    middle = share + spread / 2
    reach = z * (share * (1 - share) / n + spread / n / 4) ** 0.5
    low, high = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
    # At the ends the bound is 0 or 1 exactly, and not what rounding leaves of it.
    return (0.0 if count == 0 else low), (1.0 if count == n else high)
