"""Lines: series with their breaks, balances, rounds of projections, shares over thresholds."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from recordsdata.charts.page import MARK, WHITE, legend_below, lines_of, new_page, set_title
from recordsdata.display import COLOURS, new_figure, style


@style()
def draw_series(
    frame: pd.DataFrame, *, x: str, y: str, series: str, breaks: pd.DataFrame, title: str, ylabel: str
) -> Figure:
    """Draw lines over years that are never joined across a break, with the breaks marked and labelled.

    Parameters
    ----------
    frame : pandas.DataFrame
        Tidy: one row a series and year. Missing values leave a gap.
    x, y, series : str
        Columns with the year, the number and the name of the line.
    breaks : pandas.DataFrame
        Columns `year` (the first year after the break) and `label` (a few words). One before
        the first year drawn parts nothing and is not marked.
    title, ylabel : str
        The finding, and the measure with its unit.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If the frame holds no number.

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [2018, 2019], "pay": [19.4, 20.5], "what": ["median"] * 2})
    >>> cut = pd.DataFrame({"year": [2019], "label": ["other occupation"]})
    >>> fig = draw_series(rows, x="year", y="pay", series="what", breaks=cut, title="Two years", ylabel="USD")
    >>> [len(line.get_xdata()) for line in fig.axes[0].get_lines() if line.get_marker() == "o"]
    [1, 1]
    """
    rows = frame.dropna(subset=[y]).sort_values(x)
    if rows.empty:
        raise ValueError(f"draw_series: column {y!r} holds no number. Say in words why there is no drawing.")
    # Words far to the left of the first year would leave no room for the axes.
    breaks = breaks[breaks["year"] >= rows[x].min()]
    fig, ax = new_page()
    for name, line, look in lines_of(rows, series):
        # A missing year or a break starts a new piece.
        starts = line[x].diff().ne(1) | line[x].isin(breaks["year"])
        for number, (_, piece) in enumerate(line.groupby(starts.cumsum())):
            ax.plot(piece[x], piece[y], markersize=7, label="" if number else name, **look)
    bottom, top = float(rows[y].min()), float(rows[y].max())
    room = (top - bottom) or max(abs(top), 1.0) * 0.1
    # The labels of the breaks stand above every point.
    ax.set_ylim(bottom - 0.12 * room, top + 0.34 * room)
    nexts = [*breaks["year"], np.inf][1:]
    for year, following, words in zip(breaks["year"], nexts, breaks["label"], strict=True):
        ax.vlines(year - 0.5, 0, 1, transform=ax.get_xaxis_transform(), **MARK)
        # Where the next break is near, the label stands on the other side of its line.
        side, gap = ("right", -0.08) if following - year < 4 else ("left", 0.08)
        ax.annotate(
            textwrap.fill(str(words), 27),
            (year - 0.5 + gap, 0.985),
            xycoords=("data", "axes fraction"),
            ha=side,
            va="top",
            color="#333333",
        )
    years = np.arange(int(rows[x].min()), int(rows[x].max()) + 1)
    ax.set_xlim(years[0] - 0.6, max(years[-1], *(breaks["year"] + 1.5), years[0] + 1) + 0.6)
    ax.set_xticks(years[:: 2 if len(years) > 9 else 1])
    ax.yaxis.set_major_formatter("{x:,g}")
    ax.set_ylabel(ylabel)
    legend_below(ax, 0.07)
    set_title(ax, title, 0.4)
    return fig


@style()
def draw_balance(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    series: str,
    even: str,
    start: float,
    label: str,
    title: str,
    xlabel: str,
    ylabel: str,
) -> Figure:
    """Draw running balances over time, with a line at zero and a ring where one has come back to it.

    Parameters
    ----------
    frame : pandas.DataFrame
        Tidy: one row a series and time.
    x, y, series : str
        Columns with the time, the balance and the name of the line, in the order of the legend.
    even : str
        Column that is True in the row that gets the ring, if a series has one.
    start, label : float, str
        A time to mark with a vertical line, and what happens then.
    title, xlabel, ylabel : str
        The finding, and the axes with their units.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> rows = pd.DataFrame({"t": [0, 1, 2], "usd": [0, -5.0, 2.0], "who": ["a"] * 3, "even": [0, 0, 1]})
    >>> fig = draw_balance(rows.assign(even=rows["even"] > 0), x="t", y="usd", series="who", even="even",
    ...                    start=1, label="school ends", title="Back in year 2", xlabel="Year", ylabel="USD")
    >>> [len(line.get_xdata()) for line in fig.axes[0].get_lines()[:2]]
    [3, 1]
    """
    fig, ax = new_page()
    for name, line, look in lines_of(frame, series):
        ax.plot(line[x], line[y], label=name, markersize=6, **look)
        ring = line[line[even]]
        if len(ring):
            ax.plot(
                ring[x], ring[y], "o", markersize=16, markerfacecolor="none", color="black", markeredgewidth=2
            )
    ax.axhline(0, color="black", linewidth=1.5, zorder=1)
    ax.axvline(start, zorder=1, **MARK)
    # The balance falls until the marked time: the upper left corner is free beyond its line.
    ax.margins(y=0.16)
    ax.annotate(
        label,
        (start, 0.985),
        xycoords=("data", "axes fraction"),
        xytext=(6, 0),
        textcoords="offset points",
        va="top",
        bbox={**WHITE, "pad": 1},
    )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.set(xlabel=xlabel, ylabel=ylabel)
    legend_below(ax, 0.13, ncols=1)
    set_title(ax, title, 0.9)
    return fig


@style()
def draw_rounds(
    said: pd.DataFrame,
    outcomes: pd.DataFrame,
    *,
    highlight: str,
    breaks: pd.DataFrame,
    panels: dict[str, str],
    title: str,
    ylabel: str,
) -> Figure:
    """Draw each round of projections as a line from its base to its target, with what came to pass.

    Parameters
    ----------
    said : pandas.DataFrame
        One row a round: `round`, `base_year`, `target_year`, `emp_base_k`, `emp_proj_k` and `panel`.
    outcomes : pandas.DataFrame
        One row a year: `year`, `low`, `high` (a bar where they differ, else a point), `line` (points of one
        line are joined) and `panel`.
    highlight : str
        The round to set apart, by colour, marker and width.
    breaks : pandas.DataFrame
        Columns `year` (the first year after the break) and `label` (one or two words).
    panels : dict of str to str
        The panels from top to bottom, each with a few words to write in it; the last one is the larger.
    title, ylabel : str
        The finding, and the measure with its unit.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> said = pd.DataFrame({"round": ["2012-22"], "base_year": [2012], "target_year": [2022],
    ...                      "emp_base_k": [560.8], "emp_proj_k": [723.7], "panel": ["one"]})
    >>> came = pd.DataFrame({"year": [2022], "low": [764.4], "high": [764.4], "line": "a", "panel": "one"})
    >>> cut = pd.DataFrame({"year": [2021], "label": ["method"]})
    >>> words = {"highlight": "2012-22", "panels": {"one": ""}, "title": "More", "ylabel": "Thousand jobs"}
    >>> fig = draw_rounds(said, came, breaks=cut, **words)
    >>> [float(line.get_ydata()[-1]) for line in fig.axes[0].get_lines()]
    [764.4, 723.7, 1.0]
    """
    fig = new_figure(9, 5.8 if len(panels) == 1 else 7.4)
    ratios = [1.0] * (len(panels) - 1) + [1.9]
    axes = fig.subplots(len(panels), 1, sharex=True, height_ratios=ratios, squeeze=False)[:, 0]
    chosen_first = said.sort_values("round", key=lambda names: names != highlight, kind="stable")
    whens = [f"{label} {' and '.join(map(str, years))}" for label, years in breaks.groupby("label")["year"]]
    for ax, (panel, words) in zip(axes, panels.items(), strict=True):
        black: dict[str, Any] = {"color": COLOURS["black"]}
        for _, line in outcomes[outcomes["panel"] == panel].groupby("line", sort=False):
            exact, bounds = line[line["low"] == line["high"]], line[line["low"] < line["high"]]
            if len(exact):
                label = "what came to pass"
                ax.plot(exact["year"], exact["low"], marker="o", zorder=4, label=label, **black)
            for row in bounds.itertuples():
                label, span = "what came to pass lies on the bar", [row.low, row.high]
                ax.plot([row.year] * 2, span, linewidth=6, solid_capstyle="butt", label=label, **black)
        for row in chosen_first[chosen_first["panel"] == panel].itertuples():
            label, look = "other rounds", {"color": COLOURS["sky"], "linewidth": 1.8, "marker": "s"}
            if row.round == highlight:
                label, look = f"the round {highlight}", {"color": COLOURS["vermillion"], "marker": "D"}
                look |= {"linewidth": 3.5, "zorder": 3}
            ends = [row.base_year, row.target_year], [row.emp_base_k, row.emp_proj_k]
            face: dict[str, Any] = {"markerfacecolor": "white", "markersize": 8, "markevery": [1], **look}
            ax.plot(*ends, linestyle="--", label=label, **face)
        for year in breaks["year"].unique():
            label = "break: " + ", ".join(whens) if ax is axes[-1] else ""
            dots: dict[str, Any] = {"color": COLOURS["grey"], "linestyle": ":", "linewidth": 1.8}
            ax.axvline(year - 0.5, label=label, zorder=1, **dots)
        if words:
            ax.annotate(words, (0.012, 0.95), xycoords="axes fraction", va="top", bbox={**WHITE, "pad": 2})
        ax.margins(y=0.12)
        ax.yaxis.set_major_formatter("{x:,g}")
    years = range(int(said["base_year"].min()), int(said["target_year"].max()) + 1)
    axes[-1].set_xlim(years[0] - 0.7, years[-1] + 0.7)
    axes[-1].set_xticks(years[::2])
    axes[-1].set_ylabel(ylabel)
    entries = [pair for ax in axes[::-1] for pair in zip(*ax.get_legend_handles_labels(), strict=True)]
    keys = {label: key for key, label in reversed(entries)}
    names = list(dict.fromkeys(label for _, label in entries))
    axes[-1].legend([keys[n] for n in names], names, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2)
    set_title(axes[0], title, 0.5)
    return fig


@style()
def draw_thresholds(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    low: str,
    high: str,
    series: str,
    mark: float,
    title: str,
    xlabel: str,
    ylabel: str,
) -> Figure:
    """Draw how shares change with a threshold, each with its interval as a band, and mark one threshold.

    Parameters
    ----------
    frame : pandas.DataFrame
        Tidy: one row a series and threshold. Missing values leave a gap.
    x, y, low, high, series : str
        Columns with the threshold, the share, its bounds and the name of the line. The thresholds stand at
        equal distances, in order, because those of interest crowd at both ends of their scale.
    mark : float
        The threshold in use; it is one of the column.
    title, xlabel, ylabel : str
        The finding, and the axes with their units.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If the frame holds no number, or `mark` is not one of its thresholds.

    Examples
    --------
    >>> rows = pd.DataFrame({"at": [0.5, 0.9], "share": [80.0, 90.0], "low": [70.0, 80.0],
    ...                      "high": [90.0, 100.0], "what": "found"})
    >>> words = {"title": "More", "xlabel": "Threshold", "ylabel": "%"}
    >>> fig = draw_thresholds(rows, x="at", y="share", low="low", high="high", series="what", mark=0.9,
    ...                       **words)
    >>> fig.axes[0].get_lines()[0].get_ydata().tolist()
    [80.0, 90.0]
    """
    places = {value: place for place, value in enumerate(sorted(frame[x].unique()))}
    if frame[y].notna().sum() == 0 or mark not in places:
        raise ValueError(f"draw_thresholds: {frame[y].notna().sum()} numbers, mark {mark} of {list(places)}.")
    fig, ax = new_page()
    for name, line, look in lines_of(frame, series):
        rows = line.sort_values(x)
        at, bounds = rows[x].map(places).to_numpy(), rows[[low, high]].to_numpy().T
        ax.plot(at, rows[y].to_numpy(), label=name, markersize=7, **look)
        ax.fill_between(at, *bounds, color=look["color"], alpha=0.15, linewidth=0)
    ax.axvline(places[mark], zorder=1, **MARK)
    ax.set_xticks(list(places.values()), [f"{value:g}" for value in places])
    ax.set(xlabel=xlabel, ylabel=ylabel)
    legend_below(ax, 0.13)
    set_title(ax, title, 0.5)
    return fig
