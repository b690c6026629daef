"""The cleaned tables: what there is, what a column means, where it comes from, and the data themselves.

Everything is read from the Data Package (`datapackage.json`) beside the tables, at the moment it is asked
for: importing this module reads nothing.
"""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

__all__ = ["catalogue", "codebook", "data_folder", "load", "named", "sources", "verify", "why_missing"]

_TYPES = {"integer": "int64", "number": "float64", "boolean": "bool", "string": "str"}
_TIMES = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%dT%H:%M:%S"}


def data_folder() -> Path:
    """Return the folder that holds the cleaned tables.

    Returns
    -------
    Path
        The package's own `data` folder in an installed copy, the repository's in a clone.

    Raises
    ------
    FileNotFoundError
        When neither holds a `datapackage.json`.

    Examples
    --------
    >>> (data_folder() / "datapackage.json").is_file()
    True
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "data", package.parent / "data"):
        if (folder / "datapackage.json").is_file():
            return folder
    raise FileNotFoundError(
        f"No datapackage.json in {package / 'data'} or {package.parent / 'data'}: in a clone run "
        "`python -m recordsdata.build`, otherwise install recordsdata again."
    )


def _resources() -> dict[str, dict[str, Any]]:
    """Return the description of every table by name."""
    path = data_folder() / "datapackage.json"
    return _described(path, _state(path))


def _state(path: Path) -> tuple[int, int]:
    """What changes when a file does."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size


@functools.lru_cache(maxsize=1)
def _described(path: Path, state: tuple[int, int]) -> dict[str, dict[str, Any]]:
    package = json.loads(path.read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def _resource(name: str) -> Any:
    """Return the description of one table; an unknown name is an error with the near misses."""
    return _known(_resources(), name, "table", "recordsdata.catalogue() lists them all")


def _known(options: Mapping[Any, Any], name: str, what: str, mend: str) -> Any:
    """Return options[name], or raise an error that names what is near."""
    if name in options:
        return options[name]
    near = difflib.get_close_matches(str(name), options, n=3)
    hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise ValueError(f"{name!r} is not a {what}.{hint} {mend}: {', '.join(options)}.")


def load(name: str, source: str = "shipped") -> pd.DataFrame:
    """Load one cleaned table.

    Parameters
    ----------
    name : str
        A name in `catalogue()`, such as "wages_national".
    source : str, optional
        "shipped", or "store": then releases imported with `recordsdata import` stand in the place of
        the shipped rows of the same year and kind, and beside the other rows.

    Returns
    -------
    DataFrame
        One row for each value of the table's key. Codes are text ("06"), integers int64 (Int64 where
        they may be missing), dates and times datetime64 without time zone, measures float64 with NaN where
        missing; beside each measure group a status column says why. Units: `codebook(name)`.

    Raises
    ------
    ValueError
        When there is no such table or source, or nothing is imported; the message says what to do.

    Examples
    --------
    >>> wages = load("wages_national").query("year == 2018 and occ_code == '29-2071'")
    >>> wages[["tot_emp", "h_mean", "a_median"]].iloc[0].to_dict()
    {'tot_emp': 208650.0, 'h_mean': 21.16, 'a_median': 40350.0}
    """
    resource = _resource(name)
    if source == "store":
        from recordsdata.releases.store import load_stored  # heavy, and only who imported needs it

        return load_stored(name)
    if source != "shipped":
        raise ValueError(f"source is {source!r}; it can be 'shipped' or 'store'.")
    path = data_folder() / resource["path"]
    # What is read is kept while the file stays as it is; whoever changes a copy changes nothing of it.
    return _read(path, _state(path), name).copy(deep=False)


@functools.lru_cache(maxsize=64)  # more than there are tables
def _read(path: Path, state: tuple[int, int], name: str) -> pd.DataFrame:
    fields = _resource(name)["schema"]["fields"]
    types = {field["name"]: _TYPES.get(field["type"], "str") for field in fields}
    types |= {field["name"]: "Int64" for field in fields if field.get("mayBeMissing")}
    frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""], encoding="utf-8")
    for field in fields:
        if field["type"] in _TIMES:
            column = pd.to_datetime(frame[field["name"]], format=_TIMES[field["type"]])
            frame[field["name"]] = column.astype("datetime64[us]")
    return frame


def catalogue() -> pd.DataFrame:
    """List the tables.

    Returns
    -------
    DataFrame
        One row a table: name, title, rows, columns, key, source (the excerpts it is built from), licence,
        bytes (of the stored file).

    Examples
    --------
    >>> catalogue().query("name == 'prices'")[["name", "rows", "key"]].iloc[0].to_dict()
    {'name': 'prices', 'rows': 27, 'key': 'year'}
    """
    return pd.DataFrame(
        {
            "name": name,
            "title": resource["title"],
            "rows": resource["rows"],
            "columns": len(resource["schema"]["fields"]),
            "key": ", ".join(resource["schema"]["primaryKey"]),
            "source": ", ".join(resource["sourceFiles"]),
            "licence": resource["licenses"][0]["name"],
            "bytes": resource["bytes"],
        }
        for name, resource in _resources().items()
    )


def codebook(name: str) -> pd.DataFrame:
    """Describe the columns of one table.

    Parameters
    ----------
    name : str
        A name in `catalogue()`.

    Returns
    -------
    DataFrame
        One row a column: column, type, unit (empty for text), meaning, status_column (which column says why
        a value is missing; empty where none can be).

    Examples
    --------
    >>> codebook("prices").query("column == 'cpi_annual'")["unit"].item()
    'index, 1982-84 = 100'
    """
    fields = _resource(name)["schema"]["fields"]
    return pd.DataFrame(
        {
            "column": field["name"],
            "type": field["type"],
            "unit": field.get("unit", ""),
            "meaning": field["description"],
            "status_column": field.get("statusColumn", ""),
        }
        for field in fields
    )


def why_missing(name: str, column: str) -> str:
    """Name the status column that says why a value of a measure is missing.

    Parameters
    ----------
    name : str
        A name in `catalogue()`.
    column : str
        A column of that table.

    Returns
    -------
    str
        The status column, whose values are released, suppressed, top_coded, not_applicable and
        not_in_source; an empty text where the column has none.

    Raises
    ------
    ValueError
        When there is no such table or column.

    Examples
    --------
    >>> why_missing("wages_national", "a_median")
    'a_pct_status'
    """
    columns = codebook(name).set_index("column")["status_column"].to_dict()
    return str(_known(columns, column, f"column of {name}", "Its columns are"))


def sources(table: str, period: int | str | None = None, source: str = "shipped") -> pd.DataFrame:
    """List the releases behind a table, or behind one of its years or rounds.

    Parameters
    ----------
    table : str
        A name in `catalogue()`.
    period : int or str, optional
        A year such as 2018 or a round such as "2018-28"; all by default.
    source : str, optional
        "shipped", or "store": then imported releases stand as `load` puts them.

    Returns
    -------
    DataFrame
        source_id, period, title, publisher, published_file, sha256, url, note: one row a release. Tables
        that the project wrote itself, such as standards, have none.

    Raises
    ------
    ValueError
        When there is no such table, or when no release of it covers the period.

    Examples
    --------
    >>> sources("wages_national", 2018)["title"].item()
    'OEWS May 2018, national'
    """
    _resource(table)
    rows = load("sources").query("table == @table")
    if source == "store":
        from recordsdata.releases.store import with_stored_sources  # heavy, and only who imported needs it

        rows = with_stored_sources(table, rows)
    elif source != "shipped":
        raise ValueError(f"source is {source!r}; it can be 'shipped' or 'store'.")
    if period is not None:
        periods = {str(known): known for known in rows["period"]}
        period = _known(periods, str(period), f"period of {table}", "Its releases cover")
        rows = rows.query("period == @period")
    return rows.drop(columns=["table", "bytes"]).reset_index(drop=True)


def named(used: pd.DataFrame) -> str:
    """Name releases in one line, each with the beginning of its checksum, for `record_result`.

    Parameters
    ----------
    used : pandas.DataFrame
        From `sources`.

    Returns
    -------
    str
        Such as "oews-national-2018 9af8b7777512"; without a checksum, where the source has none, the name.

    Examples
    --------
    >>> named(sources("wages_national", 2018))
    'oews-national-2018 9af8b7777512'
    """
    once = used.drop_duplicates("source_id")
    names = zip(once["source_id"], once["sha256"].fillna("").str[:12], strict=True)
    return "; ".join(" ".join(filter(None, pair)) for pair in names)


def verify() -> list[str]:
    """Check every stored table against the sha256 in the Data Package.

    Returns
    -------
    list of str
        The files that are lost or changed; empty when all is well.

    Examples
    --------
    >>> verify()
    []
    """
    import hashlib  # here, because it would be a fiftieth of the time to import the package

    folder = data_folder()
    wrong = []
    for resource in _resources().values():
        path = folder / resource["path"]
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        if f"sha256:{digest}" != resource["hash"]:
            wrong.append(resource["path"])
    return wrong
