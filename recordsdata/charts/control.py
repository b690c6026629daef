"""A department over time: control charts, and counts day by day."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from recordsdata.charts.page import legend_below, new_page, set_title
from recordsdata.display import COLOURS, style

# What a signal looks like: colour, marker and size differ together. The words are those of records.control.
_SIGNAL_LOOKS = {
    "outside the limits": ("vermillion", "D", 11),
    "eight in a row on one side": ("purple", "s", 9),
    "outside the limits; eight in a row on one side": ("vermillion", "*", 17),
}


@style()
def draw_control(chart: pd.DataFrame, *, digits: int, title: str, xlabel: str, ylabel: str) -> Figure:
    """Draw a control chart: the values, the centre line, the limits, and the points that signal something.

    Parameters
    ----------
    chart : pandas.DataFrame
        From `recordsdata.records.control`: one row a period with period, value, centre, lower, upper and
        signal. A missing value leaves a gap.
    digits : int
        Decimals of centre and limits in the legend.
    title, xlabel, ylabel : str
        The finding, what a period is, and the measure with its unit.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If no period has a value, or a signal has no look of its own.

    Examples
    --------
    >>> rows = pd.DataFrame({"period": ["May", "June"], "value": [4.0, 9.0], "centre": 5.0, "lower": 2.0,
    ...                      "upper": 8.0, "signal": ["", "outside the limits"]})
    >>> fig = draw_control(rows, digits=1, title="June stands out", xlabel="Month", ylabel="Days")
    >>> [text.get_text() for text in fig.axes[0].get_legend().get_texts()]
    ['centre: 5.0', 'limits: 2.0 to 8.0', 'outside the limits']
    """
    unknown = sorted({*chart["signal"]} - {"", *_SIGNAL_LOOKS})
    if chart["value"].notna().sum() == 0 or unknown:
        raise ValueError(
            f"draw_control: {chart['value'].notna().sum()} values, signals without a look: {unknown}. "
            "Give at least one value, and signals of recordsdata.records.control."
        )
    fig, ax = new_page()
    at = np.arange(len(chart))
    edges = np.column_stack([at - 0.5, at + 0.5]).ravel()
    low, high = (chart[name].dropna() for name in ("lower", "upper"))
    vary = low.nunique() > 1 or high.nunique() > 1
    narrow = f"{low.max():,.{digits}f} to {high.min():,.{digits}f}"
    words = f"limits: at the narrowest {narrow}" if vary else f"limits: {narrow}"
    centre = f"centre: {chart['centre'].iloc[0]:,.{digits}f}"
    for name, label, look in (("centre", centre, "-"), ("lower", words, "--"), ("upper", "", "--")):
        line: Any = {"color": "black" if look == "-" else COLOURS["grey"], "linewidth": 1.5, "zorder": 1}
        ax.plot(edges, np.repeat(chart[name].to_numpy(dtype=float), 2), look, label=label, **line)
    ax.plot(at, chart["value"], "o-", color=COLOURS["blue"], markersize=6, linewidth=1.5)
    for signal, (colour, marker, size) in _SIGNAL_LOOKS.items():
        some = (chart["signal"] == signal).to_numpy()
        if some.any():
            label = signal.replace("; ", ", and ")
            look = COLOURS[colour]
            ax.plot(at[some], chart["value"][some], marker, color=look, markersize=size, label=label)
    names = chart["period"].astype(str)
    every = -(-len(chart) // (66 // (names.str.len().max() + 2)))  # the page holds some 66 letters
    ax.set_xticks(at[::every], names.iloc[::every])
    ax.set(xlim=(-0.7, len(chart) - 0.3), xlabel=xlabel, ylabel=ylabel)
    ax.grid(axis="x", visible=False)
    ax.margins(y=0.12)
    ax.yaxis.set_major_formatter("{x:,g}")
    legend_below(ax, 0.17)
    set_title(ax, title, 0.45)
    return fig


@style()
def draw_days(
    days: pd.DataFrame, *, value: str, certain: str, level: float, label: str, title: str, ylabel: str
) -> Figure:
    """Draw a count day by day beside a level, the days that are not known in full set apart.

    Parameters
    ----------
    days : pandas.DataFrame
        One row a day, in order, with `date`.
    value, certain : str
        Columns with the count, and with True where it is known in full.
    level, label : float, str
        A height to mark with a line, and what it is.
    title, ylabel : str
        The finding, and the measure with its unit.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there is no day.

    Examples
    --------
    >>> days = pd.DataFrame({"date": pd.date_range("2026-09-28", periods=3), "n": [9, 9, 4],
    ...                      "known": [True, True, False]})
    >>> fig = draw_days(days, value="n", certain="known", level=12, label="12 beds", title="Nine", ylabel="n")
    >>> [len(line.get_xdata()) for line in fig.axes[0].get_lines()]
    [2, 1, 2]
    """
    if days.empty:
        raise ValueError("draw_days: there is no day. Give at least one.")
    fig, ax = new_page(5.0)
    known = days[certain].to_numpy(dtype=bool)
    size = 5.0 if len(days) < 100 else 2.5
    full: Any = {"color": COLOURS["blue"], "markersize": size, "label": "patients"}
    part: Any = {"color": COLOURS["vermillion"], "markersize": size + 2, "label": "not known in full"}
    for some, dash, look in ((known, "o-", full), (~known, "D:", part | {"markerfacecolor": "white"})):
        if some.any():
            ax.plot(days["date"][some], days[value][some], dash, linewidth=1.3, **look)
    ax.axhline(level, label=label, color="black", linestyle="--", linewidth=1.5)
    ax.set_ylim(0, 1.1 * max(level, float(days[value].max())))
    locator = AutoDateLocator(maxticks=8)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    formatter = ConciseDateFormatter(locator, show_offset=False)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(formatter)
    ax.set_ylabel(ylabel)
    legend_below(ax, 0.1, ncols=3)
    set_title(ax, title, 0.45)
    return fig
