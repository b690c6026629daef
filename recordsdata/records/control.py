"""Control charts: which points of a series are more than its ordinary up and down.

Two charts and two run rules, and no more: each further rule finds more that is real and raises more false
alarms.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

__all__ = ["OUTSIDE", "RUN", "RUN_LENGTH", "p_chart", "signals", "xmr"]

OUTSIDE: Final = "outside the limits"
RUN: Final = "eight in a row on one side"
RUN_LENGTH: Final = 8
# Three standard deviations, from the mean moving range of two points: 3 / 1.128 and 1 + 3 x 0.853 / 1.128.
_X_FACTOR: Final = 2.66
_R_FACTOR: Final = 3.268
_FEW: Final = 5  # fewer events expected than this, and limits by the normal curve are rough


def xmr(series: pd.Series[Any], baseline: int | None = None) -> pd.DataFrame:
    """Chart single values: natural limits from how far each value lies from the one before (XmR chart).

    Parameters
    ----------
    series : Series
        One number a period, in order of time; the index names the periods. A missing value stays a gap: no
        moving range spans it, and it ends a run.
    baseline : int, optional
        How many of the first periods set the centre and the limits, 2 or more; all by default. The rules are
        applied to every period.

    Returns
    -------
    DataFrame
        One row a period: period, value, moving_range (distance from the value before), centre (mean of the
        values), lower and upper (centre -/+ 2.66 times the mean moving range), range_centre, range_upper
        (3.268 times the mean moving range), signal (see `signals`; the moving range above its own limit is
        not a signal of its own). All in the unit of the series.

    Raises
    ------
    ValueError
        When fewer than two neighbouring values are there to set limits, a period stands twice, a value is
        not a finite number, or `baseline` does not fit.

    Notes
    -----
    Wheeler, *Understanding Variation*: individuals and moving range, factors 2.66 and 3.268 (in some texts
    3.27). The limits are no interval for the mean: they say where single values of this process are to be
    expected. A lower limit may lie below what is possible, as below 0 days; then nothing can fall below it.

    Examples
    --------
    >>> days = pd.Series([4.0, 5.0, 4.0, 5.0, 9.0], index=["May", "June", "July", "August", "September"])
    >>> chart = xmr(days, baseline=4)
    >>> chart[["period", "centre", "lower", "upper", "signal"]].tail(1).round(2)
          period  centre  lower  upper              signal
    4  September     4.5   1.84   7.16  outside the limits
    """
    values = _numbers(series, "xmr")
    first = _first(baseline, len(values), least=2)
    ranges = values.diff().abs()
    mean_range = ranges.iloc[:first].mean()
    if pd.isna(mean_range):
        raise ValueError(
            f"xmr: {int(values.iloc[:first].notna().sum())} value(s) in the {first} period(s) that set the "
            "limits, and no two of them are neighbours. Give at least two periods in a row that have a value."
        )
    centre = float(values.iloc[:first].mean())
    frame = pd.DataFrame(
        {
            "period": values.index,
            "value": values.to_numpy(),
            "moving_range": ranges.to_numpy(),
            "centre": centre,
            "lower": centre - _X_FACTOR * mean_range,
            "upper": centre + _X_FACTOR * mean_range,
            "range_centre": mean_range,
            "range_upper": _R_FACTOR * mean_range,
        }
    )
    return frame.assign(signal=signals(frame))


def p_chart(counts: pd.DataFrame, baseline: int | None = None) -> pd.DataFrame:
    """Chart shares: limits that widen where a period has few cases (p chart).

    Parameters
    ----------
    counts : DataFrame
        One row a period, in order of time: period, count (cases that have the property) and n (all cases).
    baseline : int, optional
        As in `xmr`; 1 or more.

    Returns
    -------
    DataFrame
        One row a period: period, count, n, value (count / n; missing where n is 0), centre (all counts over
        all n, not the mean of the shares), lower and upper (centre -/+ 3 standard errors of a share of n
        cases), clipped ("", "lower", "upper" or "lower and upper": a limit that fell outside 0 to 1 and was
        set to its end, so that no value can lie beyond it), few (True where fewer than 5 cases are expected
        with the property, or without it: there the limits are rough), signal (see `signals`). Shares run
        from 0 to 1.

    Raises
    ------
    ValueError
        When a column is missing, a count is negative, above n, not whole or missing, a period stands twice,
        or no case is there to set the limits.

    Notes
    -----
    Shewhart's chart for the fraction defective (NIST/SEMATECH *e-Handbook of Statistical Methods*, 6.3.3.2),
    with a limit of its own for each n.

    Examples
    --------
    >>> charts = pd.DataFrame({"period": ["May", "June"], "count": [90, 18], "n": [100, 20]})
    >>> p_chart(charts)[["period", "value", "lower", "upper", "clipped"]].round(3).to_dict("records")[0]
    {'period': 'May', 'value': 0.9, 'lower': 0.81, 'upper': 0.99, 'clipped': ''}
    """
    wanted = ["period", "count", "n"]
    lost = [name for name in wanted if name not in counts.columns]
    if lost:
        raise ValueError(f"p_chart: column {', '.join(lost)} is not there; found {list(counts.columns)}.")
    count, n = (_numbers(counts.set_index("period")[name], f"p_chart, column {name}") for name in wanted[1:])
    bad = count.isna() | n.isna() | (count < 0) | (count > n) | (count % 1 != 0) | (n % 1 != 0)
    if bad.any():
        period, c, cases = next(zip(bad.index[bad], count[bad], n[bad], strict=True))
        raise ValueError(
            f"p_chart, period {period!r}: count {c:g} of n {cases:g}. Both must be whole numbers with "
            "0 <= count <= n; count what has the property and what there is in all, not the share."
        )
    first = _first(baseline, len(n), least=1)
    total = n.iloc[:first].sum()
    if total == 0:
        raise ValueError(f"p_chart: the {first} period(s) that set the limits hold no case. Give some.")
    with_it = count.iloc[:first].sum()
    centre = float(with_it / total)
    some = n.where(n > 0)
    reach = 3 * np.sqrt(centre * (1 - centre) / some)
    low, high = centre - reach, centre + reach
    clipped = np.select(
        [(low < 0) & (high > 1), low < 0, high > 1], ["lower and upper", "lower", "upper"], default=""
    )
    frame = pd.DataFrame(
        {
            "period": n.index,
            "count": count.astype("int64").to_numpy(),
            "n": n.astype("int64").to_numpy(),
            "value": (count / some).to_numpy(),
            "centre": centre,
            "lower": low.clip(lower=0).to_numpy(),
            "upper": high.clip(upper=1).to_numpy(),
            "clipped": pd.Series(clipped, dtype="str"),
            "few": (n * min(with_it, total - with_it) < _FEW * total).to_numpy(),  # whole numbers: exact
        }
    )
    return frame.assign(signal=signals(frame))


def signals(frame: pd.DataFrame) -> pd.Series[Any]:
    """Apply the two run rules to a chart.

    Parameters
    ----------
    frame : DataFrame
        Columns value, centre, lower and upper, one row a period in order of time.

    Returns
    -------
    Series of str
        What each point signals: `OUTSIDE` ("outside the limits": beyond the lower or the upper limit; a point
        exactly on a limit is inside), `RUN` ("eight in a row on one side" of the centre line: each point of a
        run of eight or more carries it), both joined by "; ", or "". A point exactly on the centre line
        belongs to neither side and ends a run, as a missing value does.

    Notes
    -----
    The rules are those of the *Statistical Quality Control Handbook* (Western Electric, 1956) for a point
    beyond three standard deviations and for eight points on one side, and Wheeler's rules one and two. A
    steady process sets off the second with any given eight points once in 128 times.

    Examples
    --------
    >>> values = [3.0, *[1.0] * 8, 0.0, -9.0]
    >>> rows = pd.DataFrame({"value": values, "centre": 0.0, "lower": -3.0, "upper": 3.0})
    >>> signals(rows).value_counts().to_dict()
    {'eight in a row on one side': 9, '': 1, 'outside the limits': 1}
    """
    off = frame["value"] - frame["centre"]
    # What rounding leaves of a difference is no side: 0.1 + 0.2 lies on a line at 0.3.
    on_line = np.isclose(frame["value"], frame["centre"], rtol=1e-12, atol=1e-15)
    side = pd.Series(np.sign(off.to_numpy()), frame.index).mask(on_line, 0.0).fillna(0.0)
    spell = side.ne(side.shift()).cumsum()
    in_run = side.ne(0) & (side.groupby(spell).transform("size") >= RUN_LENGTH)
    beyond = pd.Series(False, frame.index)
    for limit, sign in (("lower", -1), ("upper", 1)):
        on_limit = np.isclose(frame["value"], frame[limit], rtol=1e-12, atol=1e-15)
        beyond |= (sign * (frame["value"] - frame[limit]) > 0) & ~on_limit
    texts = np.select([beyond & in_run, beyond, in_run], [f"{OUTSIDE}; {RUN}", OUTSIDE, RUN], default="")
    return pd.Series(texts, frame.index, dtype="str", name="signal")


def _numbers(series: pd.Series[Any], who: str) -> pd.Series[Any]:
    """Return the numbers of a series, or say which of them is none."""
    if not isinstance(series, pd.Series):
        raise TypeError(f"{who}: found {type(series).__name__}, where a pandas Series is needed.")
    if series.empty:
        raise ValueError(f"{who}: there is no period. Give at least one.")
    if not series.index.is_unique:
        twice = series.index[series.index.duplicated()][0]
        raise ValueError(f"{who}: period {twice!r} stands there twice. Add up its rows first.")
    if not pd.api.types.is_numeric_dtype(series) or pd.api.types.is_bool_dtype(series):
        raise ValueError(f"{who}: found {series.dtype}, where numbers are needed.")
    values = series.astype("float64")
    if np.isinf(values).any():
        raise ValueError(f"{who}: period {values.index[np.isinf(values)][0]!r} is infinite.")
    return values


def _first(baseline: int | None, periods: int, least: int) -> int:
    """Return how many periods set the limits."""
    first = periods if baseline is None else baseline
    whole = isinstance(first, (int, np.integer)) and not isinstance(first, bool)
    if not whole or not least <= first <= periods:
        raise ValueError(
            f"baseline is {baseline!r}, and there are {periods} period(s). It is a whole number from {least} "
            "to the number of periods."
        )
    return int(first)
