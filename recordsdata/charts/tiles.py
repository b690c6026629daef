"""A map of tiles: one a state."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from recordsdata.charts.page import WHITE, new_page, set_title
from recordsdata.display import COLOURS, style

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
    fig, ax = new_page(6.2)
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
        behind = {**WHITE, "pad": 2}
        if code in known:
            look = {"facecolor": _SHADES[shades[code]], "edgecolor": "white"}
            words, behind = f"{code}\n{known[code]:,.{digits}f}", None
            ink = "white" if shades[code] > 2 else "black"
        ax.add_patch(Rectangle((x, y), 0.96, 0.94, **look))
        # Tiles stand inside the axes: leaving their text out of the layout saves the time to measure it.
        ax.text(x + 0.48, y + 0.47, words, ha="center", va="center", color=ink, bbox=behind, in_layout=False)
    set_title(ax, title)
    return fig
