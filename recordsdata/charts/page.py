"""What the charts share: a page with a title and a legend, and looks that differ by more than colour."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recordsdata.display import COLOURS, new_figure

# One look a line: colour, marker and dash differ together, so that no reader depends on colour alone.
LOOKS = (
    ("blue", "o", "-"),
    ("vermillion", "D", "--"),
    ("green", "s", "-."),
    ("purple", "^", ":"),
    ("black", "v", "-"),
)
WHITE = {"facecolor": "white", "edgecolor": "none"}  # behind words, so that no line runs through them
# A time or threshold to mark: a dashed line behind the others.
MARK: dict[str, Any] = {"color": COLOURS["grey"], "linestyle": (0, (4, 3)), "linewidth": 1.5}


def new_page(height: float = 5.4) -> tuple[Figure, Axes]:
    """Make a figure of nine inches with one pair of axes."""
    fig = new_figure(9, height)
    return fig, fig.subplots()


def lines_of(frame: pd.DataFrame, series: str) -> Iterator[tuple[str, pd.DataFrame, dict[str, Any]]]:
    """Give each line's name, rows and look, in the frame's order; the looks begin again after the last."""
    groups = frame.groupby(series, sort=False)
    for (name, rows), (colour, marker, dash) in zip(groups, itertools.cycle(LOOKS), strict=False):
        yield str(name), rows, {"color": COLOURS[colour], "marker": marker, "linestyle": dash}


def legend_below(ax: Axes, down: float, ncols: int = 2) -> None:
    """Set the legend under the axes, so far down as the labels there need, in parts of the axes' height."""
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -down), ncols=ncols)


def set_title(ax: Axes, text: str, left: float = 0.0) -> None:
    """Set a title over the whole page, in as many lines as it needs; the axes begin `left` inches in."""
    # A line of the title's type holds 68 letters on nine inches.
    ax.set_title(textwrap.fill(text, 66), x=-left / (9 - left), pad=12)
