"""Drawings that several notebooks share: a tidy frame in, a figure out, no statistics in between."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Hashable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from recordsdata.display import COLOURS, new_figure, style

__all__ = [
    "draw_balance",
    "draw_bars",
    "draw_control",
    "draw_days",
    "draw_rounds",
    "draw_series",
    "draw_spread",
    "draw_thresholds",
    "draw_tiles",
    "draw_verdicts",
]

# One look a line: colour, marker and dash differ together, so that no reader depends on colour alone.
_LOOKS = (
    ("blue", "o", "-"),
    ("vermillion", "D", "--"),
    ("green", "s", "-."),
    ("purple", "^", ":"),
    ("black", "v", "-"),
)


def _title(ax: Axes, text: str, left: float = 0.0) -> None:
    """Set a title over the whole page, in as many lines as it needs; the axes begin `left` inches in."""
    # A line of the title's type holds 68 letters on nine inches.
    ax.set_title(textwrap.fill(text, 66), x=-left / (9 - left), pad=12)


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
    fig = new_figure(9, height)
    ax = fig.subplots()
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
            ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.57 / (height - 1.5)))
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
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    names = [textwrap.fill(str(text), 34, max_lines=2, placeholder=" ...") for text in frame[label]]
    ax.set_yticks(at, names)
    ax.grid(axis="y", visible=low is not None)
    for tick, is_chosen in zip(ax.get_yticklabels(), chosen, strict=True):
        tick.set_fontweight("bold" if is_chosen else "normal")
    ax.set_ylim(len(frame) - 0.4, -0.6)
    ax.margins(x=0.12 if low is None else 0.17)
    ax.set_xlabel(xlabel)
    ax.xaxis.set_major_formatter("{x:,g}")
    _title(ax, title, 0.08 * max(len(part) for name in names for part in name.split("\n")))
    return fig


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
        Columns `year` (the first year after the break) and `label` (a few words).
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
    fig = new_figure(9, 5.4)
    ax = fig.subplots()
    for (name, line), (colour, marker, dash) in zip(
        rows.groupby(series, sort=False), _LOOKS * (1 + rows[series].nunique() // len(_LOOKS)), strict=False
    ):
        # A missing year or a break starts a new piece.
        starts = line[x].diff().ne(1) | line[x].isin(breaks["year"])
        for number, (_, piece) in enumerate(line.groupby(starts.cumsum())):
            ax.plot(
                piece[x],
                piece[y],
                color=COLOURS[colour],
                marker=marker,
                linestyle=dash,
                markersize=7,
                label="" if number else str(name),
            )
    bottom, top = float(rows[y].min()), float(rows[y].max())
    room = (top - bottom) or max(abs(top), 1.0) * 0.1
    # The labels of the breaks stand above every point.
    ax.set_ylim(bottom - 0.12 * room, top + 0.34 * room)
    nexts = [*breaks["year"], np.inf][1:]
    for year, following, words in zip(breaks["year"], nexts, breaks["label"], strict=True):
        look: Any = {"color": COLOURS["grey"], "linestyle": (0, (4, 3)), "linewidth": 1.5}
        ax.vlines(year - 0.5, 0, 1, transform=ax.get_xaxis_transform(), **look)
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
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.07), ncols=2)
    _title(ax, title, 0.4)
    return fig


# Where each state's tile stands: roughly the map, one state one tile.
_TILES = (
    "AK . . . . . . . . . . ME",
    ".  . . . . . WI . . . VT NH",
    ". WA ID MT ND MN IL MI . NY MA .",
    ". OR NV WY SD IA IN OH PA NJ CT RI",
    ". CA UT CO NE MO KY WV VA MD DE .",
    ". . AZ NM KS AR TN NC SC DC . .",
    ". . . . OK LA MS AL GA . . .",
    "HI . . . TX . . . . FL . .",
)
# One hue from light to dark, so that the order survives grey print; the number stands on each tile.
_SHADES = ("#E3EEF6", "#B5D3E7", "#7FB2D5", "#1F78B4", "#004C7F")


@style()
def draw_tiles(
    frame: pd.DataFrame, *, state: str, value: str, title: str, legend: str, digits: int
) -> Figure:
    r"""Draw the 50 states and DC as equal tiles, shaded in five classes of about as many states each.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a state. Territories have no tile: name them beside the map.
    state, value : str
        Columns with the postal code and the number, which is written on the tile. A state without a number
        is hatched.
    title, legend : str
        The finding, and the measure with its unit.
    digits : int
        Decimals of the numbers. From 100,000 on, all are written in thousands.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        For a code without a tile, a code that stands twice, or no number at all.

    Examples
    --------
    >>> rows = pd.DataFrame({"state": ["OH", "IA"], "jobs": [9930.0, 2650.0]})
    >>> fig = draw_tiles(rows, state="state", value="jobs", title="Ohio has more", legend="Jobs", digits=0)
    >>> [text.get_text() for text in fig.axes[0].texts if "OH" in text.get_text()]
    ['OH\n9,930']
    """
    spots = {
        code: (x, y) for y, row in enumerate(_TILES) for x, code in enumerate(row.split()) if code != "."
    }
    values = frame.set_index(state)[value].astype(float)
    known = values.dropna()
    odd = sorted({*values.index[values.index.duplicated()], *values.index.difference(list(spots))})
    if odd or known.empty:
        raise ValueError(
            f"draw_tiles: {len(known)} numbers; codes that have no tile or stand twice: {odd}. "
            f"Give the 50 states and DC once each, and at least one number."
        )
    if known.max() >= 100_000:  # more digits than a tile holds
        known, legend, digits = known / 1000, f"{legend}, thousands", int(known.max() < 1_000_000)
    shades = pd.Series(np.searchsorted(np.quantile(known, (0.2, 0.4, 0.6, 0.8)), known), known.index)
    fig = new_figure(9, 6.2)
    ax = fig.subplots()
    ax.set(xlim=(0, 12), ylim=(8, 0))
    ax.axis("off")
    none: dict[str, Any] = {"facecolor": "white", "edgecolor": COLOURS["grey"], "hatch": "///"}
    behind: dict[str, Any] | None
    keys = []
    for shade, some in known.groupby(shades):
        words = f"{some.min():,.{digits}f} to {some.max():,.{digits}f}"
        keys.append(Rectangle((0, 0), 1, 1, facecolor=_SHADES[shade], label=words))
    if len(known) < len(spots):
        keys.append(Rectangle((0, 0), 1, 1, label="no figure", **none))
    ax.legend(handles=keys, title=legend, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=3)
    for code, (x, y) in spots.items():
        look, words, ink = none, code, "black"
        behind = {"facecolor": "white", "edgecolor": "none", "pad": 2}
        if code in known:
            look = {"facecolor": _SHADES[shades[code]], "edgecolor": "white"}
            words, behind = f"{code}\n{known[code]:,.{digits}f}", None
            ink = "white" if shades[code] > 2 else "black"
        ax.add_patch(Rectangle((x, y), 0.96, 0.94, **look))
        # Tiles stand inside the axes: leaving their text out of the layout saves the time to measure it.
        ax.text(x + 0.48, y + 0.47, words, ha="center", va="center", color=ink, bbox=behind, in_layout=False)
    _title(ax, title)
    return fig


# Every verdict has its own look, in every figure: a colour and a hatch. From well supported to not checkable.
_VERDICT_LOOKS = {
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
    unknown = sorted({*frame["verdict"]} - {*_VERDICT_LOOKS})
    if frame.empty or unknown:
        raise ValueError(f"draw_verdicts: {len(frame)} statements, verdicts without a look: {unknown}.")
    sections = list(dict.fromkeys(frame["section"]))
    counts = pd.crosstab(frame["section"], frame["verdict"]).loc[sections]
    used = [verdict for verdict in _VERDICT_LOOKS if verdict in counts]
    # Placed by hand, in inches: the layout engine loses a tall legend under short axes.
    rows, over = 0.55 * len(sections), 0.3 + 0.27 * (1 + len(title) // 66)
    under = 0.8 + 0.28 * ((len(used) + 1) // 2)
    fig = new_figure(9, rows + over + under)
    fig.set_layout_engine("none")
    ax = fig.add_axes((1.2 / 9, under / (rows + over + under), 7.7 / 9, rows / (rows + over + under)))
    left = np.zeros(len(sections))
    for verdict in used:
        colour, hatch = _VERDICT_LOOKS[verdict]
        wide = counts[verdict].to_numpy()
        some = np.flatnonzero(wide)
        look: dict[str, Any] = {
            "facecolor": COLOURS.get(colour, colour),
            "hatch": hatch,
            "edgecolor": "#333333",
        }
        ax.barh(some, wide[some], left=left[some], label=verdict, height=0.72, **look)
        for row in some:
            patch = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
            ax.text(left[row] + wide[row] / 2, int(row), f"{wide[row]}", ha="center", va="center", bbox=patch)
        left += wide
    ax.set_yticks(np.arange(len(sections)), sections)
    ax.set_ylim(len(sections) - 0.5, -0.5)
    ax.grid(axis="y", visible=False)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("Statements")
    ax.legend(loc="upper center", bbox_to_anchor=(0.45, -0.6 / rows), ncols=2)
    _title(ax, title, 1.1)
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
    fig = new_figure(9, 5.4)
    ax = fig.subplots()
    for (name, line), (colour, marker, dash) in zip(
        frame.groupby(series, sort=False), _LOOKS * (1 + frame[series].nunique() // len(_LOOKS)), strict=False
    ):
        look: Any = {"color": COLOURS[colour], "marker": marker, "linestyle": dash, "markersize": 6}
        ax.plot(line[x], line[y], label=str(name), **look)
        ring = line[line[even]]
        if len(ring):
            ax.plot(
                ring[x], ring[y], "o", markersize=16, markerfacecolor="none", color="black", markeredgewidth=2
            )
    ax.axhline(0, color="black", linewidth=1.5, zorder=1)
    ax.axvline(start, color=COLOURS["grey"], linestyle=(0, (4, 3)), linewidth=1.5, zorder=1)
    # The balance falls until the marked time: the upper left corner is free beyond its line.
    ax.margins(y=0.16)
    ax.annotate(
        label,
        (start, 0.985),
        xycoords=("data", "axes fraction"),
        xytext=(6, 0),
        textcoords="offset points",
        va="top",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=1)
    _title(ax, title, 0.9)
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
            box = {"facecolor": "white", "edgecolor": "none", "pad": 2}
            ax.annotate(words, (0.012, 0.95), xycoords="axes fraction", va="top", bbox=box)
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
    _title(axes[0], title, 0.5)
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
    if len(known) < 2 or len(shown) > len(_LOOKS):
        raise ValueError(
            f"draw_spread: {len(known)} values and {len(shown)} marks. Give at least two values, and at most "
            f"{len(_LOOKS)} marks."
        )
    fig = new_figure(9, 5.4)
    ax = fig.subplots()
    wide = float(np.ptp(known)) or 1.0
    step = max(
        (s * 10.0**e for e in range(-6, 9) for s in (1, 2, 5) if s * 10.0**e <= wide / 50), default=wide
    )
    edges = np.arange(np.floor(known.min() / step), np.floor(known.max() / step) + 2) * step
    counts, _, _ = ax.hist(known, bins=edges.tolist(), color=COLOURS["sky"], edgecolor="white")
    top = float(np.max(counts))
    left, right = edges[0] - 0.02 * wide, edges[-1] + 0.02 * wide
    for row, (words, at) in enumerate(zip(shown[label], shown[value].astype(float), strict=True)):
        colour, marker, dash = _LOOKS[row]
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
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    ax.set(xlim=(left, right), ylim=(0, top * (1.12 + 0.13 * max(len(shown), 1))), xlabel=xlabel)
    ax.set_ylabel(f"How many, in steps of {step:g}")
    ax.xaxis.set_major_formatter("{x:,g}")
    _title(ax, title, 0.65)
    return fig


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
    fig = new_figure(9, 5.4)
    ax = fig.subplots()
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
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=2)
    _title(ax, title, 0.45)
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
    fig = new_figure(9, 5.0)
    ax = fig.subplots()
    known = days[certain].to_numpy(dtype=bool)
    size = 5.0 if len(days) < 100 else 2.5
    if known.any():
        ax.plot(
            days["date"][known], days[value][known], "o-", color=COLOURS["blue"],
            markersize=size, linewidth=1.3, label="patients",
        )  # fmt: skip
    if not known.all():
        ax.plot(
            days["date"][~known], days[value][~known], "D:", color=COLOURS["vermillion"],
            markerfacecolor="white", markersize=size + 2, linewidth=1.3, label="not known in full",
        )  # fmt: skip
    line: Any = {"color": "black", "linestyle": "--", "linewidth": 1.5}
    ax.axhline(level, label=label, **line)
    ax.set_ylim(0, 1.1 * max(level, float(days[value].max())))
    locator = AutoDateLocator(maxticks=8)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    formatter = ConciseDateFormatter(locator, show_offset=False)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(formatter)
    ax.set_ylabel(ylabel)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3)
    _title(ax, title, 0.45)
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
    fig = new_figure(9, 5.4)
    ax = fig.subplots()
    looks = _LOOKS * (1 + frame[series].nunique() // len(_LOOKS))
    for (name, line), (colour, marker, dash) in zip(frame.groupby(series, sort=False), looks, strict=False):
        rows = line.sort_values(x)
        at = rows[x].map(places).to_numpy()
        look: Any = {"color": COLOURS[colour], "marker": marker, "linestyle": dash, "markersize": 7}
        ax.plot(at, rows[y].to_numpy(), label=str(name), **look)
        ax.fill_between(
            at, rows[low].to_numpy(), rows[high].to_numpy(), color=COLOURS[colour], alpha=0.15, linewidth=0
        )
    ax.axvline(places[mark], color=COLOURS["grey"], linestyle=(0, (4, 3)), linewidth=1.5, zorder=1)
    ax.set_xticks(list(places.values()), [f"{value:g}" for value in places])
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=2)
    _title(ax, title, 0.5)
    return fig
