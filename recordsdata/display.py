"""All that a reader sees: text, tables, figures and recorded results, in one style.

A notebook shows nothing except through these functions, so that every number a reader sees is plain text
in the notebook's output, where a verification run compares it.
"""

from __future__ import annotations

import base64
import html
import io
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from IPython.core.getipython import get_ipython
from IPython.display import display
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.category import StrCategoryLocator
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

__all__ = [
    "COLOURS",
    "new_figure",
    "numbers_drawn",
    "record_result",
    "show_figure",
    "show_table",
    "show_text",
    "style",
]

RESULT_MIME = "application/vnd.recordsdata.result+json"

# Okabe & Ito (2008), "Color Universal Design": distinguishable with the common colour-vision deficiencies.
COLOURS = {
    "black": "#000000",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "green": "#009E73",
    "yellow": "#F0E442",
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "purple": "#CC79A7",
    "grey": "#6E6E6E",
}

_STYLE: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": "#444444",
    "axes.grid": True,
    "axes.labelsize": 13,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 15,
    "axes.titleweight": "bold",
    "font.family": "DejaVu Sans",
    "font.size": 12,
    "grid.color": "#DDDDDD",
    "legend.fontsize": 12,
    "legend.frameon": False,
    "lines.linewidth": 2.2,
    "xtick.labelsize": 12,
    "ytick.labelsize": 12,
}

# A number that stands by itself in a label: not a code (29-2072), not a part of a word.
NUMBER = re.compile(r"(?<![\w.,-])-?\d[\d,]*(?:\.\d+)?(?![\w-]|\.\s)")

_STATUS_WORDS = {
    "suppressed": "suppressed",
    "top_coded": "top-coded",
    "not_applicable": "not applicable",
    "not_in_source": "not in source",
}


@contextmanager
def style() -> Iterator[None]:
    """Apply the project's figure style inside a `with` block, or to a function as `@style()`.

    Examples
    --------
    >>> with style():
    ...     mpl.rcParams["axes.titlelocation"]
    'left'
    """
    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        yield


def _emit(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
    if get_ipython() is None:  # plain Python: there is nothing to draw on but the terminal
        print(data["text/plain"])
    else:
        display(data, raw=True, metadata=metadata)


def new_figure(width: float = 9, height: float = 5) -> Figure:
    """Make an empty figure with the project's layout.

    Parameters
    ----------
    width, height : float
        Size in inches. Type of 12 points is readable on a projector at 9 x 5.

    Returns
    -------
    matplotlib.figure.Figure
        Without pyplot: nothing is kept in a global list. Add axes with `fig.subplots()` inside `style()`.

    Examples
    --------
    >>> new_figure().get_size_inches().tolist()
    [9.0, 5.0]
    """
    fig = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(fig)
    return fig


def show_text(text: str) -> None:
    """Show Markdown whose numbers came from the code.

    Parameters
    ----------
    text : str
        Markdown, usually an f-string. A `$` is shown as a dollar sign, never as the start of a formula.

    Examples
    --------
    >>> show_text("**194,720** jobs")
    **194,720** jobs
    """
    # A page for class has no MathJax, and "$5 to $6" would become a formula where there is one.
    _emit({"text/markdown": text.replace("$", "\\$"), "text/plain": text})


def show_table(
    frame: pd.DataFrame,
    *,
    caption: str,
    digits: Mapping[str, int] | None = None,
    names: Mapping[str, str] | None = None,
    why: Mapping[str, str] | None = None,
    gap: str | None = None,
    source: str | None = None,
) -> None:
    """Show a table with declared digits, and the reason in place of each missing number.

    Parameters
    ----------
    frame : pandas.DataFrame
        What to show; the index is left out.
    caption : str
        The finding, as a sentence.
    digits : mapping of column to int, optional
        Decimals of each float column. Every float column needs an entry: nothing is shown unrounded.
    names : mapping of column to str, optional
        Headings, with units.
    why : mapping of measure column to status column, optional
        Where the measure is missing, the status's words are shown; the status columns are not.
    gap : str, optional
        What to show for missing numbers that have no status column.
    source : str, optional
        Where the figures come from.

    Raises
    ------
    ValueError
        A float column without digits, a gap without a reason, or a column that is not there.

    Examples
    --------
    >>> show_table(
    ...     pd.DataFrame({"area": ["Ohio", "Iowa"], "jobs": [9930.0, None]}),
    ...     caption="Ohio has 9,930 jobs", digits={"jobs": 0}, gap="not published",
    ... )
    Ohio has 9,930 jobs
    area          jobs
    Ohio         9,930
    Iowa not published
    """
    digits, names, why = dict(digits or {}), dict(names or {}), dict(why or {})
    absent = sorted({*digits, *names, *why, *why.values()} - set(frame.columns))
    if absent:
        raise ValueError(
            f"show_table: no column {', '.join(map(repr, absent))} in the table. It has: "
            f"{', '.join(map(str, frame.columns))}. Correct the name in digits, names or why."
        )
    shown = pd.DataFrame(index=frame.index)
    for column in frame.columns:
        if column in why.values():
            continue
        reasons = frame[why[column]] if column in why else None
        shown[names.get(column, column)] = _as_text(frame[column], digits.get(column), reasons, gap)
    numeric = [pd.api.types.is_numeric_dtype(frame[c]) for c in frame.columns if c not in why.values()]
    plain = f"{caption}\n{shown.to_string(index=False)}" + (f"\nSource: {source}" if source else "")
    _emit({"text/html": _table_html(shown, numeric, caption, source), "text/plain": plain})


def _as_text(
    values: pd.Series[Any], digits: int | None, reasons: pd.Series[Any] | None, gap: str | None
) -> list[str]:
    if pd.api.types.is_float_dtype(values) and digits is None:
        raise ValueError(
            f"show_table: column {values.name!r} holds decimals and has no digits. "
            f"Add it to digits, for example digits={{{values.name!r}: 0}}."
        )
    out = []
    for place, value in enumerate(values):
        if pd.notna(value):
            is_number = isinstance(value, (int, float, np.number)) and not isinstance(value, bool)
            out.append(f"{value:,.{digits}f}" if is_number and digits is not None else str(value))
        elif reasons is not None and reasons.iloc[place] != "released":
            reason = str(reasons.iloc[place])
            out.append(_STATUS_WORDS.get(reason, reason))
        elif gap is not None:
            out.append(gap)
        elif pd.api.types.is_numeric_dtype(values):
            raise ValueError(
                f"show_table: column {values.name!r} has a gap in row {place} and no reason for it. "
                f"Name its status column in why, or give gap a text that says why."
            )
        else:
            out.append("")
    return out


def _table_html(shown: pd.DataFrame, numeric: list[bool], caption: str, source: str | None) -> str:
    align = ["right" if is_number else "left" for is_number in numeric]

    def row(cells: list[str], tag: str, extra: str = "") -> str:
        inside = "".join(
            f'<{tag}{extra} style="text-align:{side}">{html.escape(cell)}</{tag}>'
            for cell, side in zip(cells, align, strict=True)
        )
        return f"<tr>{inside}</tr>"

    head = row([str(name) for name in shown.columns], "th", ' scope="col"')
    body = "\n".join(row([str(cell) for cell in cells], "td") for cells in shown.to_numpy().tolist())
    note = f"\n<p><small>Source: {html.escape(source)}</small></p>" if source else ""
    return (
        f'<table class="recordsdata">\n<caption style="text-align:left;font-weight:bold;caption-side:top">'
        f"{html.escape(caption)}</caption>\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>\n</table>{note}"
    )


def show_figure(fig: Figure, *, alt: str, caption: str, source: str) -> None:
    """Show a picture with its alternative text, a caption, and the numbers read back from the drawing.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        From `new_figure`, drawn.
    alt : str
        What a reader who cannot see the picture needs: kind of chart, what it compares, the finding.
    caption : str
        How to read the picture.
    source : str
        Where the figures come from.

    Raises
    ------
    ValueError
        If the alternative text is shorter than 30 characters, or caption or source is empty.

    Notes
    -----
    Picture comparison cannot tell a new plotting library from wrong data, so verification ignores the
    pixels. It compares the text beside them, which `numbers_drawn` reads from the artists themselves.
    """
    if len(alt) < 30 or not caption.strip() or not source.strip():
        raise ValueError(
            f"show_figure: alt is {alt!r}, caption {caption!r}, source {source!r}. Give all three, and at "
            f"least 30 characters of alt: kind of chart, what is compared, what it shows."
        )
    drawn = numbers_drawn(fig)
    data = io.BytesIO()
    with style():
        # The canvas draws once; fig.savefig would draw a constrained layout twice, to the same pixels.
        fig.set_dpi(110)
        canvas = FigureCanvasAgg(fig)
        canvas.print_png(data, metadata={"Software": None})  # type: ignore[no-untyped-call]
    png = base64.b64encode(data.getvalue()).decode("ascii")
    _emit({"image/png": png, "text/plain": "\n".join([alt, *drawn])}, {"image/png": {"alt": alt}})
    sums = [line.split(" check=")[0] for line in drawn if "(sum " in line]
    # Numbers written beside bars or points only repeat them.
    summary = "; ".join([line for line in sums if "written" not in line] or sums)
    show_text(f"*{caption}*\n\n<small>Source: {source}. Numbers drawn: {summary or 'none'}.</small>")


def numbers_drawn(fig: Figure) -> list[str]:
    """Say in a few lines what a figure holds, read back from its artists.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        A drawn figure.

    Returns
    -------
    list of str
        One line for the axes (titles and labels), then one a group of artists: how many numbers, smallest,
        largest, sum, and a check value that changes when any of them changes or two change places.

    Examples
    --------
    >>> fig = new_figure()
    >>> _ = fig.subplots().barh(["Ohio", "Iowa"], [10.0, 20.0])
    >>> [line.split(" check=")[0] for line in numbers_drawn(fig)[1:]]
    ['2 bars 10 to 20 (sum 30)', '2 labels']
    """
    lines = []
    for number, ax in enumerate(fig.axes, 1):
        title = " / ".join(filter(None, (ax.get_title(loc=place) for place in ("left", "center", "right"))))
        x, y = f"x {ax.get_xlabel()!r} {ax.get_xscale()}", f"y {ax.get_ylabel()!r} {ax.get_yscale()}"
        lines.append(f"axes {number}: {title!r}, {x}, {y}")
        # Values run along the other axis than the one that carries names: x, where y names the rows.
        along = 0 if _is_named(ax.yaxis) else 1
        bars = [patch for group in ax.containers for patch in getattr(group, "patches", [])]
        if bars:
            boxes = np.array([patch.get_bbox().extents for patch in bars])
            lines.append(_numbers("bars", boxes[:, 2 + along] - boxes[:, along], [boxes]))
        drawn: dict[str, list[Any]] = {"line points": [line.get_xydata() for line in ax.get_lines()]}
        drawn |= {"points": [], "segment ends": []}
        for collection in ax.collections:
            offsets: Any = np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan)
            # A collection draws either markers at offsets, or paths with no offset at all.
            if np.any(offsets):
                drawn["points"].append(offsets)
            else:
                drawn["segment ends"] += [np.asarray(path.vertices) for path in collection.get_paths()]
        lines += [_numbers(kind, np.concatenate(xy)[:, along], xy) for kind, xy in drawn.items() if xy]
        shapes = [patch for patch in ax.patches if patch not in bars]
        if shapes:
            look = [mpl.colors.to_hex(patch.get_facecolor(), keep_alpha=True) for patch in shapes]
            lines.append(f"{len(shapes)} shapes check={_check([*look, *(str(p) for p in shapes)])}")
        words = [text.get_text() for text in ax.texts]
        for axis in (ax.xaxis, ax.yaxis):
            words += [text.get_text() for text in axis.get_ticklabels()] if _is_named(axis) else []
        legend = ax.get_legend()
        words += [text.get_text() for text in legend.get_texts()] if legend else []
        written = [float(n.replace(",", "")) for text in words for n in NUMBER.findall(text)]
        lines += [_numbers("numbers written", written, [written])] if written else []
        lines += [f"{len(words)} labels check={_check(words)}"] if words else []
    return lines


def _is_named(axis: Axis) -> bool:
    """Whether an axis carries names rather than a scale: fixed ticks, with letters in their labels."""
    fixed = isinstance(axis.get_major_locator(), (FixedLocator, StrCategoryLocator))
    return fixed and any(c.isalpha() for label in axis.get_ticklabels() for c in label.get_text())


def _numbers(kind: str, values: Any, everything: Any) -> str:
    values = np.ravel(np.asarray(values, dtype=float))
    values = values[np.isfinite(values)]
    check = _check([f"{v:.6g}" for part in everything for v in np.ravel(np.asarray(part, dtype=float))])
    if not values.size:
        return f"0 {kind} check={check}"
    low, high, total = values.min(), values.max(), values.sum()
    return f"{values.size} {kind} {low:,.6g} to {high:,.6g} (sum {total:,.6g}) check={check}"


def _check(parts: list[str]) -> str:
    return f"{zlib.crc32(chr(10).join(parts).encode()):08x}"


def record_result(**values: str | float | bool | None) -> None:
    """Record named results, machine-readable in the notebook's output.

    Parameters
    ----------
    **values : str, int, float, bool or None
        A handful of named values. A missing value is None, beside a text that says why.

    Raises
    ------
    TypeError, ValueError
        If nothing is given, or a value is of another type or not finite.

    Examples
    --------
    >>> record_result(occ_code="29-2072", jobs=194720)
    Recorded: occ_code = 29-2072, jobs = 194720
    """
    if not values:
        raise ValueError("record_result: nothing to record. Give at least one name=value.")
    plain: dict[str, str | float | bool | None] = {}
    for name, value in values.items():
        value = value.item() if isinstance(value, np.generic) else value
        if value is not None and not isinstance(value, (str, int, float, bool)):
            raise TypeError(
                f"record_result: {name} is {type(value).__name__}. Record text, numbers, True, False or None."
            )
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"record_result: {name} is {value}. Record None, and a text that says why.")
        plain[name] = value
    words = ", ".join(f"{name} = {value}" for name, value in plain.items())
    _emit({RESULT_MIME: plain, "text/plain": f"Recorded: {words}"})
