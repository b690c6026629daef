"""Bars: a number a label, verdicts a section, how many values lie where."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Hashable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from recordsdata.charts.page import LOOKS, WHITE, legend_below, new_page, set_title
from recordsdata.display import COLOURS, new_figure, style


def _number(value: float, values: pd.Series[Any]) -> str:
    """Write a value with the decimals that its column needs: none for counts and whole dollars, else two."""
    known = values.dropna()
    whole = bool((known == known.round()).all()) or known.abs().max() >= 1000
    return f"{value:,.0f}" if whole else f"{value:,.2f}"


@style()
def draw_bars(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    low: str | None = None,
    high: str | None = None,
    why: str | None = None,
    highlight: Collection[Hashable] = (),
    title: str,
    xlabel: str,
) -> Figure:
    """Draw one row a label: bars from zero, or points with intervals where bounds are given.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a label, drawn from top to bottom in the order given.
    label, value : str
        Columns with the text and the number.
    low, high : str, optional
        Columns with an interval's bounds. A point without bounds is hollow, and the legend says so; a
        missing number with a lower bound is an arrow there.
    why : str, optional
        Column with the words drawn in place of a missing number; "no figure" without it.
    highlight : collection of labels, optional
        Labels to set apart, by colour and by a second cue (hatch or marker, and bold type).
    title, xlabel : str
        The finding, and the measure with its unit.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If the frame has no row, or only one bound is named.

    Examples
    --------
    >>> rows = pd.DataFrame({"state": ["Ohio", "Iowa"], "jobs": [9930.0, 2650.0]})
    >>> fig = draw_bars(rows, label="state", value="jobs", title="Ohio has more", xlabel="Jobs")
    >>> [int(patch.get_width()) for patch in fig.axes[0].patches]
    [9930, 2650]
    """
    if frame.empty or (low is None) != (high is None):
        raise ValueError(
            f"draw_bars: {len(frame)} rows, low={low!r}, high={high!r}. "
            f"Give at least one row, and both bounds or none."
        )
    height = max(3.8, 1.7 + 0.42 * len(frame))
    fig, ax = new_page(height)
    at = np.arange(len(frame))
    values, chosen = frame[value].astype(float), frame[label].isin(list(highlight)).to_numpy()
    ends = values.to_numpy()
    if low is None or high is None:
        for row, width in enumerate(ends):
            colour, hatch = ("vermillion", "//") if chosen[row] else ("blue", "")
            ax.barh(row, width, color=COLOURS[colour], hatch=hatch, edgecolor="white")
    else:
        bounds = frame[[low, high]].astype(float)
        only_low = (values.isna() & bounds[low].notna()).to_numpy()
        ends = bounds[high].fillna(values).fillna(bounds[low]).to_numpy()
        known = bounds.notna().all(axis=1).to_numpy()
        for row, point in enumerate(values.fillna(bounds[low])):
            colour, marker = ("vermillion", "D") if chosen[row] else ("blue", "o")
            marker = ">" if only_low[row] else marker
            if known[row]:
                ax.hlines(row, *bounds.iloc[row], color=COLOURS[colour], linewidth=3)
            face = COLOURS[colour] if known[row] else "white"
            ax.plot(point, row, marker, color=COLOURS[colour], markerfacecolor=face, markersize=9)
        if (~known & values.notna()).any():
            hollow: Any = {"markerfacecolor": "white", "label": "no interval published"}
            ax.plot([], [], "o", color=COLOURS["blue"], **hollow)
            legend_below(ax, 0.57 / (height - 1.5))
    for row, end in enumerate(ends):
        gap = str(frame[why].iloc[row]) if why else "no figure"
        words = _number(values.iloc[row], values) if pd.notna(values.iloc[row]) else gap
        spot = (end, row) if np.isfinite(end) else (0.0, row)
        across = "data" if np.isfinite(end) else ("axes fraction", "data")
        side: tuple[int, Any] = (-8, "right") if low is None and end < 0 else (8, "left")  # outside the bar
        ax.annotate(
            words,
            spot,
            xycoords=across,
            xytext=(side[0], 0),
            textcoords="offset points",
            ha=side[1],
            va="center",
            bbox={**WHITE, "pad": 0.5},
        )
    names = [textwrap.fill(str(text), 34, max_lines=2, placeholder=" ...") for text in frame[label]]
    ax.set_yticks(at, names)
    ax.grid(axis="y", visible=low is not None)
    for tick, is_chosen in zip(ax.get_yticklabels(), chosen, strict=True):
        tick.set_fontweight("bold" if is_chosen else "normal")
    ax.set_ylim(len(frame) - 0.4, -0.6)
    ax.margins(x=0.12 if low is None else 0.17)
    left, right = ax.get_xlim()
    if low is not None and left < 0 <= frame[[value, low]].min().min():  # no axis below what can be
        ax.set_xlim(left=-0.015 * right)
    ax.set_xlabel(xlabel)
    ax.xaxis.set_major_formatter("{x:,g}")
    set_title(ax, title, 0.08 * max(len(part) for name in names for part in name.split("\n")))
    return fig


# Every verdict has its own look, in every figure: a colour and a hatch. From well supported to not checkable.
VERDICT_LOOKS = {
    "exact": ("blue", ""),
    "right as worded": ("sky", ""),
    "consistent, though not the same occupation": ("sky", "//"),
    "supported in part": ("green", ".."),
    "right figure under a wrong label": ("yellow", "\\\\"),
    "outdated": ("orange", "--"),
    "contradicted": ("vermillion", "xx"),
    "arithmetically impossible": ("purple", "++"),
    "misprinted": ("purple", "oo"),
    "not checkable": ("white", "///"),
}


@style()
def draw_verdicts(frame: pd.DataFrame, title: str) -> Figure:
    """Draw how many statements of each section got which verdict, one bar a section.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a statement, with `section` and `verdict`, from `recordsdata.claims.check_claims`. Sections
        are drawn from top to bottom in the order in which they come.
    title : str
        The finding.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there is no statement, or a verdict without a look of its own.

    Examples
    --------
    >>> rows = pd.DataFrame({"section": ["pay", "pay", "tasks"], "verdict": ["exact", "exact", "outdated"]})
    >>> fig = draw_verdicts(rows, "Two of three are exact")
    >>> [int(patch.get_width()) for patch in fig.axes[0].patches]
    [2, 1]
    """
    unknown = sorted({*frame["verdict"]} - {*VERDICT_LOOKS})
    if frame.empty or unknown:
        raise ValueError(f"draw_verdicts: {len(frame)} statements, verdicts without a look: {unknown}.")
    sections = list(dict.fromkeys(frame["section"]))
    counts = pd.crosstab(frame["section"], frame["verdict"]).loc[sections]
    used = [verdict for verdict in VERDICT_LOOKS if verdict in counts]
    # Placed by hand, in inches: the layout engine loses a tall legend under short axes.
    rows, over = 0.55 * len(sections), 0.3 + 0.27 * (1 + len(title) // 66)
    under = 0.8 + 0.28 * ((len(used) + 1) // 2)
    fig = new_figure(9, rows + over + under)
    fig.set_layout_engine("none")
    ax = fig.add_axes((1.2 / 9, under / (rows + over + under), 7.7 / 9, rows / (rows + over + under)))
    left = np.zeros(len(sections))
    for verdict in used:
        colour, hatch = VERDICT_LOOKS[verdict]
        wide = counts[verdict].to_numpy()
        some = np.flatnonzero(wide)
        look: Any = {"facecolor": COLOURS.get(colour, colour), "hatch": hatch, "edgecolor": "#333333"}
        ax.barh(some, wide[some], left=left[some], label=verdict, height=0.72, **look)
        for row in some:
            box, middle = {**WHITE, "pad": 1.5}, left[row] + wide[row] / 2
            ax.text(middle, int(row), f"{wide[row]}", ha="center", va="center", bbox=box)
        left += wide
    ax.set_yticks(np.arange(len(sections)), sections)
    ax.set_ylim(len(sections) - 0.5, -0.5)
    ax.grid(axis="y", visible=False)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("Statements")
    ax.legend(loc="upper center", bbox_to_anchor=(0.45, -0.6 / rows), ncols=2)
    set_title(ax, title, 1.1)
    return fig


@style()
def draw_spread(
    frame: pd.DataFrame, *, value: str, marks: pd.DataFrame, label: str, title: str, xlabel: str
) -> Figure:
    """Draw how many values lie where, and mark some of them by name.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a value. Missing values are left out.
    value : str
        Column with the number, in both frames. It is counted in steps of about a sixtieth of its range.
    marks : pandas.DataFrame
        One row a mark, at most five. One without a value is not drawn.
    label : str
        Its column with the text, which is written beside the mark.
    title, xlabel : str
        The finding, and the measure with its unit.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there are fewer than two values, or more marks than looks.

    Examples
    --------
    >>> rows = pd.DataFrame({"what": ["a", "ours", "b"], "change": [-1.0, 2.0, 4.0]})
    >>> said = {"title": "Ours is the second", "xlabel": "Change, %"}
    >>> fig = draw_spread(rows, value="change", marks=rows[1:2], label="what", **said)
    >>> int(sum(patch.get_height() for patch in fig.axes[0].patches))
    3
    """
    known, shown = frame[value].dropna().astype(float), marks.dropna(subset=[value]).sort_values(value)
    if len(known) < 2 or len(shown) > len(LOOKS):
        raise ValueError(
            f"draw_spread: {len(known)} values and {len(shown)} marks. Give at least two values, and at most "
            f"{len(LOOKS)} marks."
        )
    fig, ax = new_page()
    wide = float(np.ptp(known)) or 1.0
    step = max(
        (s * 10.0**e for e in range(-6, 9) for s in (1, 2, 5) if s * 10.0**e <= wide / 50), default=wide
    )
    edges = np.arange(np.floor(known.min() / step), np.floor(known.max() / step) + 2) * step
    counts, _, _ = ax.hist(known, bins=edges.tolist(), color=COLOURS["sky"], edgecolor="white")
    top = float(np.max(counts))
    left, right = edges[0] - 0.02 * wide, edges[-1] + 0.02 * wide
    for row, (words, at) in enumerate(zip(shown[label], shown[value].astype(float), strict=True)):
        colour, marker, dash = LOOKS[row]
        high = top * (1.12 + 0.13 * (len(shown) - 1 - row))
        ax.plot(
            [at, at], [0, high], color=COLOURS[colour], linestyle=dash, marker=marker, markevery=[1], ms=9
        )
        text = textwrap.shorten(str(words), 56, placeholder=" ...")
        # To the right, where only lower marks stand, if there is room: a letter takes 0.85 % of the width.
        fits = (at - left) / (right - left) + 0.0085 * len(text) < 0.97
        ax.annotate(
            text,
            (at, high),
            xytext=(10 if fits else -10, 0),
            textcoords="offset points",
            ha="left" if fits else "right",
            va="center",
            bbox={**WHITE, "pad": 0.5},
        )
    ax.set(xlim=(left, right), ylim=(0, top * (1.12 + 0.13 * max(len(shown), 1))), xlabel=xlabel)
    ax.set_ylabel(f"How many, in steps of {step:g}")
    ax.xaxis.set_major_formatter("{x:,g}")
    set_title(ax, title, 0.65)
    return fig
