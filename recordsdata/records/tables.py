"""The check that every function of the practice lab makes of a table before it works on it.

`require(tables, table, columns=None, may_be_empty=False) -> DataFrame`: `tables` is a DataFrame or a mapping
of tables by name; the table comes back with columns that are missing throughout in the type of the schema.
A missing value is never an error here, except in the first column: what is missing is for a rule to find.
"""

from __future__ import annotations

import reprlib
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from recordsdata.records.schema import TABLES

__all__ = ["DTYPES", "brief", "refuse_twice", "require"]

# type of the schema -> type of a pandas column; with a `?`, the type that can also say missing
DTYPES = {
    "string": "str",
    "string?": "str",
    "integer": "int64",
    "integer?": "Int64",
    "boolean": "bool",
    "boolean?": "boolean",
    "date": "datetime64[us]",
    "date?": "datetime64[us]",
    "datetime": "datetime64[us]",
    "datetime?": "datetime64[us]",
}
_WANTED = {
    "string": "text",
    "integer": "whole numbers",
    "boolean": "True or False",
    "date": "dates (datetime64 without a time zone, at midnight)",
    "datetime": "times (datetime64 without a time zone, the hospital's wall clock)",
}


_brief = reprlib.Repr()
_brief.maxstring = _brief.maxother = 60


def brief(value: object) -> str:
    """Write a value for a message, however long it is.

    Parameters
    ----------
    value : object

    Returns
    -------
    str

    Examples
    --------
    >>> brief("medicine"), len(brief("medicine" * 1000))
    ("'medicine'", 60)
    """
    return _brief.repr(value)


def refuse_twice(table: str, frame: pd.DataFrame) -> None:
    """Refuse a table in which a column stands twice.

    Parameters
    ----------
    table : str
        Its name, for the message.
    frame : DataFrame
        The table.

    Raises
    ------
    ValueError
        When a column stands there twice.

    Examples
    --------
    >>> refuse_twice("users", pd.DataFrame([["u1", "u1"]], columns=["user_id", "user_id"]))
    Traceback (most recent call last):
    ValueError: Table users: column user_id stands there twice. Drop or rename one.
    """
    twice = frame.columns[frame.columns.duplicated()]
    if len(twice):
        raise ValueError(f"Table {table}: column {twice[0]} stands there twice. Drop or rename one.")


def require(
    tables: pd.DataFrame | Mapping[str, pd.DataFrame],
    table: str,
    columns: Sequence[str] | None = None,
    may_be_empty: bool = False,
) -> pd.DataFrame:
    """Check that a table of the practice lab is what its schema says, and return it.

    Parameters
    ----------
    tables : DataFrame or mapping of DataFrames
        The table, or tables by name of which it is one.
    table : str
        A key of `recordsdata.records.schema.TABLES`.
    columns : sequence of str, optional
        Columns of the schema that are needed; all of them by default. Others may be there and are left alone.
    may_be_empty : bool
        Whether a table without rows is sound.

    Returns
    -------
    DataFrame
        The same rows and columns; a column that is missing throughout takes the type of the schema, so that
        a table typed by hand needs no types. The table that was given is not changed.

    Raises
    ------
    TypeError
        When `tables` is neither a DataFrame nor a mapping of them.
    ValueError
        When the table or a column is not there, a column holds something else than the schema says (times
        with a time zone or mixed ones among them), a column stands twice, the table is empty, or the first
        column is missing or the same in two rows. The message says how to mend it.

    Examples
    --------
    >>> units = pd.DataFrame({"unit": ["medicine", "surgery"], "beds": [40, 30]})
    >>> len(require(units, "units"))
    2
    >>> require(units.assign(beds=["40", "thirty"]), "units")
    Traceback (most recent call last):
    ...
    ValueError: Table units, column beds: found text ('40'), where this is needed: whole numbers. ...
    """
    if table not in TABLES:
        raise ValueError(f"{table!r} is not a table of the practice lab. There are: {', '.join(TABLES)}.")
    if isinstance(tables, Mapping):
        if table not in tables:
            raise ValueError(
                f"Table {table} is not among the tables given ({', '.join(map(str, tables)) or 'none'}). "
                "make_records() makes them all."
            )
        frame: Any = tables[table]
    else:
        frame = tables
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(
            f"Table {table} must be a pandas DataFrame, not {type(frame).__name__}. "
            "Other engines: see recordsdata.records.audit."
        )
    schema = TABLES[table]
    wanted = list(schema if columns is None else columns)
    unknown = [name for name in wanted if name not in schema]
    if unknown:
        raise ValueError(f"Table {table} has no column {unknown[0]!r}. It has: {', '.join(schema)}.")
    lost = [name for name in wanted if name not in frame.columns]
    if lost:
        raise ValueError(
            f"Table {table}: column {', '.join(lost)} is not there; found "
            f"{', '.join(map(str, frame.columns))}. Rename or add it: {schema[lost[0]][1].lower()}."
        )
    refuse_twice(table, frame)
    if frame.empty and not may_be_empty:
        raise ValueError(f"Table {table} is empty. At least one row is needed; did a filter leave nothing?")
    key = next(iter(schema))
    if key in frame.columns and key not in wanted:
        wanted = [key, *wanted]
    typed = {name: _typed(table, name, schema[name][0], frame[name]) for name in wanted}
    if key in typed:
        _check_key(table, key, typed[key])
    changed = {name: column for name, column in typed.items() if column is not frame[name]}
    changed = {name: column for name, column in changed.items() if column.dtype != frame[name].dtype}
    return frame.assign(**changed) if changed else frame


def _typed(table: str, name: str, kind: str, column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column whose type is that of the schema, or say what it holds instead."""
    wanted = kind.rstrip("?")
    types = pd.api.types
    dtype = column.dtype
    if len(column) == 0 or (not types.is_bool_dtype(dtype) and column.isna().all()):
        if len(column) and wanted in ("integer", "boolean"):
            kind = f"{wanted}?"
        return column.astype("object").astype(DTYPES[kind])  # type: ignore[call-overload, no-any-return]
    mend = {
        "string": 'frame["{0}"].astype("str")',
        "integer": 'frame["{0}"].astype("Int64")',
        "boolean": 'frame["{0}"] == "true"',
    }.get(wanted, 'pd.to_datetime(frame["{0}"])').format(name)
    found = ""
    if isinstance(dtype, pd.DatetimeTZDtype):
        found = f"times with a time zone ({dtype.tz})"
        mend = f'frame["{name}"].dt.tz_localize(None) once all are local times'
    elif wanted == "string":
        if isinstance(dtype, pd.StringDtype):
            return column
        if types.is_object_dtype(dtype) and types.infer_dtype(column, skipna=True) == "string":
            return column.astype("str")
    elif wanted == "integer":
        if types.is_integer_dtype(dtype):
            return column
    elif wanted == "boolean":
        if types.is_bool_dtype(dtype):
            return column
    elif types.is_datetime64_dtype(dtype):
        if wanted == "datetime" or not (column.dropna() != column.dropna().dt.normalize()).any():
            return column
        found = "times of day in a column of dates"
        mend = f'frame["{name}"].dt.normalize()'
    if not found:
        sample = column.dropna().to_list()[0]
        inferred = types.infer_dtype(column, skipna=True)
        words = {"string": "text", "floating": "numbers with a decimal point", "integer": "whole numbers"}
        words |= {
            "boolean": "True or False",
            "datetime64": "times",
            "datetime": "times",
            "date": "date objects",
        }
        if types.is_object_dtype(dtype) and inferred in ("mixed", "datetime", "mixed-integer"):
            kinds = {_sort(value) for value in column.dropna()}
            what = " and ".join(sorted(kinds)) if len(kinds) > 1 else words.get(inferred, inferred)
            found = f"a mixture ({what})" if len(kinds) > 1 else what
        else:
            found = f"{words.get(inferred, inferred)} ({brief(sample)})"
    raise ValueError(
        f"Table {table}, column {name}: found {found}, where this is needed: {_WANTED[wanted]}. "
        f"Mend it with {mend}."
    )


def _sort(value: object) -> str:
    """Say what sort of value an object is, and of a time whether it carries a time zone."""
    name = type(value).__name__
    if hasattr(value, "tzinfo"):
        return f"{name} in {value.tzinfo}" if value.tzinfo else f"{name} without time zone"
    return name


def _check_key(table: str, name: str, column: pd.Series[Any]) -> None:
    """Check that the first column is never missing and never twice the same."""
    missing = int(column.isna().sum())
    if missing:
        raise ValueError(
            f"Table {table}, column {name}: missing in {missing:,} row(s), the first at "
            f"{column.index[column.isna()][0]}. It names the records: give each row its own, or drop the row."
        )
    if not column.is_unique:
        again = column[column.duplicated()]
        raise ValueError(
            f"Table {table}, column {name}: {brief(again.iloc[0])} stands in more than one "
            f"row ({len(again):,} row(s) too many). It names the records: "
            "drop the copies, or give each row its own."
        )
