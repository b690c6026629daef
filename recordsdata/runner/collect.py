"""The recorded results of a sweep as one tidy table, with a figure that compares the runs."""

from __future__ import annotations

import importlib.util
import io
import json
from pathlib import Path

import pandas as pd

from recordsdata.files import write_whole
from recordsdata.runner.manifest import SweepError, rows

__all__ = ["collect", "draw_comparison", "write_table"]


def collect(folder: str | Path, notebook: str | None = None) -> pd.DataFrame:
    """Collect what the runs of a sweep recorded.

    Parameters
    ----------
    folder : str or path
        The sweep's folder.
    notebook : str, optional
        The name of one notebook; needed where the folder holds runs of several.

    Returns
    -------
    pandas.DataFrame
        One row a run that is done, in order of its parameters: the run, every parameter, every recorded
        result. A result that has a parameter's name is `NAME_recorded`. `attrs["parameters"]` lists which
        columns are parameters.

    Raises
    ------
    recordsdata.runner.manifest.SweepError
        No sweep has been there, none of its runs is done, or there are several notebooks.
    """
    done = [row for row in rows(Path(folder)) if row["status"] == "done"]
    names = sorted({row["notebook"] for row in done})
    if len(names) > 1 and notebook is None:
        raise SweepError(f"{folder} holds runs of {', '.join(names)}: name one of them.")
    table = []
    for row in done:
        if notebook not in (None, row["notebook"]):
            continue
        parameters, results = json.loads(row["parameters"]), json.loads(row["results"])
        renamed = {f"{name}_recorded" if name in parameters else name: one for name, one in results.items()}
        table.append({"run": row["name"], **parameters, **renamed})
    if not table:
        raise SweepError(f"No run in {folder} is done" + (f" of {notebook}: {names}." if notebook else "."))
    frame = pd.DataFrame(table)
    given = [name for row in done if row["name"] == table[0]["run"] for name in json.loads(row["parameters"])]
    frame = frame.sort_values(given or "run", kind="stable", ignore_index=True)
    frame.attrs["parameters"] = given
    return frame


def write_table(table: pd.DataFrame, path: str | Path) -> Path:
    """Write a table as CSV or Parquet, after the name's ending.

    Parameters
    ----------
    table : pandas.DataFrame
    path : str or path
        A name that ends in `.csv` or `.parquet`.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    SweepError
        Another ending, or Parquet without pyarrow.
    """
    path = Path(path)
    if path.suffix == ".csv":
        write_whole(path, table.to_csv(index=False, lineterminator="\n").encode())
    elif path.suffix == ".parquet":
        if importlib.util.find_spec("pyarrow") is None:
            raise SweepError(f"{path} needs pyarrow: pip install pyarrow, or write a name that ends in .csv.")
        content = io.BytesIO()
        table.to_parquet(content, index=False)
        write_whole(path, content.getvalue())
    else:
        raise SweepError(f"{str(path)!r} ends in neither .csv nor .parquet; name a file with one of the two.")
    return path


def draw_comparison(table: pd.DataFrame, value: str, path: str | Path, most: int = 30) -> Path:
    """Draw one recorded number of every run, the highest first.

    Parameters
    ----------
    table : pandas.DataFrame
        As `collect` returns it.
    value : str
        The column to draw. Columns `low` and `high` are drawn as its interval where it is called `value`.
    path : str or path
        The picture, a name that ends in `.png` or `.svg`.
    most : int, default 30
        How many runs at most; the title says how many are left out.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    SweepError
        There is no such column of numbers.
    """
    from recordsdata.charts import draw_bars
    from recordsdata.display import style

    numbers = list(table.select_dtypes("number").columns)
    if value not in numbers:
        raise SweepError(f"No run recorded a number {value!r}. There are: {', '.join(numbers) or 'none'}.")
    if Path(path).suffix not in (".png", ".svg"):
        raise SweepError(f"{str(path)!r} ends in neither .png nor .svg; name a file with one of the two.")
    known = table[table[value].notna()].sort_values(value, ascending=False, kind="stable")
    if known.empty:
        raise SweepError(f"{value!r} is empty in every run: there is nothing to draw.")
    varied = [name for name in table.attrs["parameters"] if table[name].nunique(dropna=False) > 1]
    label = known[varied].astype(str).agg(", ".join, axis=1) if varied else known["run"]
    shown = known.assign(label=label).head(most)
    interval = {"low", "high"} <= set(numbers) and value == "value"
    bounds = {"low": "low", "high": "high"} if interval else {}
    title = f"{value}: {known[value].iloc[0]:,.6g} at most, {known[value].iloc[-1]:,.6g} at least"
    left_out = f", the first {most} of {len(known)}" if len(known) > most else ""
    without = f"; {len(table) - len(known)} without a figure" if len(known) < len(table) else ""
    with style():
        figure = draw_bars(
            shown, label="label", value=value, **bounds, title=f"{title}{left_out}{without}", xlabel=value
        )
        content = io.BytesIO()
        figure.savefig(content, format=Path(path).suffix[1:], dpi=110)
    write_whole(Path(path), content.getvalue())
    return Path(path)
