"""Check the cleaned tables for every known trap of the data, when they are built.

The rules that hold row by row stand in `data/source/rules.csv`; here are the ones that look at several rows
or tables. A failure names the table, its key and the columns, with the values found and the rule they break.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

TERRITORIES = ["66", "72", "78"]  # Guam, Puerto Rico, Virgin Islands: state rows outside the national totals


def require(frame: pd.DataFrame, ok: pd.Series[bool], table: str, key: str, columns: str, rule: str) -> int:
    """Raise unless `ok` holds for each row; return how many rows were checked."""
    if not ok.all():
        row = frame[~ok].iloc[0].to_dict()
        where, found = (
            ", ".join(f"{name} {row[name]}" for name in names.split()) for names in (key, columns)
        )
        raise ValueError(f"table {table}, key ({where}), {found}: breaks the rule that {rule}.")
    return len(ok)


def check_tables(tables: Mapping[str, pd.DataFrame], source: Path) -> int:
    """Check keys, rules, coverage and totals of the tables, which are text.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Every cleaned table as text, by name.
    source : Path
        The folder with tables.csv, fields.csv and rules.csv.

    Returns
    -------
    int
        How many checks were made: rows times rules.

    Raises
    ------
    ValueError
        At the first row that breaks a rule.
    """
    declared, fields, rules = (
        pd.read_csv(source / f"{name}.csv", dtype=str, keep_default_na=False).to_dict("records")
        for name in ("tables", "fields", "rules")
    )
    keys = {table["name"]: table["key"] for table in declared}
    numbers = [field for field in fields if field["type"] in ("integer", "number")]
    made, typed = 0, {}
    for name, frame in tables.items():
        key = frame[keys[name].split()]
        ok = ~key.duplicated(keep=False) & (key != "").all(axis=1)
        made += require(frame, ok, name, keys[name], keys[name], "keys are unique and never empty")
        columns = [field["name"] for field in numbers if name in field["tables"].split()]
        typed[name] = frame.replace("", None).assign(**{c: pd.to_numeric(frame[c]) for c in columns})
    top = typed["top_codes"].set_index("year")[["hourly", "annual"]].add_prefix("top_")
    for rule in rules:
        for name in rule["tables"].split():
            frame = typed[name].dropna(subset=rule["columns"].split())
            if "top_" in rule["rule"]:
                frame = frame.join(top, on="year")
            holds: Any = frame.eval(rule["rule"])
            made += require(frame, holds, name, keys[name], rule["columns"], rule["meaning"])
    return made + check_wages(typed, keys) + check_outlook(typed, keys)


def check_wages(typed: Mapping[str, pd.DataFrame], keys: Mapping[str, str]) -> int:
    """Check what a wage release covers, and that the states sum to the nation."""
    made = 0
    for name in ("wages_national", "wages_area", "wages_industry"):
        frame = typed[name]
        for status in frame.columns[frame.columns.str.endswith("_status")]:
            share = (frame[status] == "not_in_source").groupby(frame["year"]).transform("mean")
            rule = "a release carries a measure for all rows or for none"
            made += require(frame, share.isin([0, 1]), name, keys[name], status, rule)
    states = typed["wages_area"].query("area_type == 'state'")
    ok = states.groupby("year")["area_code"].transform("nunique") == 54
    made += require(
        states, ok, "wages_area", "year", "area_code", "50 states, DC, GU, PR and VI stand in each year"
    )
    inside = states[~states["area_code"].isin(TERRITORIES)]
    sums = inside.groupby(["year", "occ_code"])["tot_emp"].agg(["sum", "count"]).query("count == 51")
    nation = typed["wages_national"].set_index(["year", "occ_code"])["tot_emp"]
    sums = sums.join(nation).reset_index()
    ok = (sums["sum"] / sums["tot_emp"] - 1).abs() <= 0.001
    rule = "the 50 states and DC sum to the nation within 0.1 percent where none is suppressed or absent"
    made += require(sums, ok, "wages_area", "year occ_code", "sum tot_emp", rule)
    family = typed["occupation_family"]
    years = typed["wages_national"].groupby("occ_code")["year"].agg(["min", "max", "nunique"])
    family = family.join(years, on="occ_code")
    ok = (family["first_year"] == family["min"]) & (family["last_year"] == family["max"])
    ok &= family["nunique"] == family["last_year"] - family["first_year"] + 1
    rule = "wages_national has the code from the first to the last year and in no other"
    return made + require(family, ok, "occupation_family", keys["occupation_family"], "min max nunique", rule)


def check_outlook(typed: Mapping[str, pd.DataFrame], keys: Mapping[str, str]) -> int:
    """Check that the tables of the projections agree with one another."""
    rounds = ["round", "occ_code"]
    both = typed["separations"].merge(
        typed["projections"], on=rounds, how="left", suffixes=("", "_projected")
    )
    made = 0
    for column in ("emp_base_k", "emp_proj_k", "chg_k", "pct", "openings_k"):
        columns = f"{column} {column}_projected"
        ok = both[column] == both[f"{column}_projected"]
        made += require(
            both, ok, "separations", keys["separations"], columns, "separations and projections agree"
        )
    parts = typed["matrix"].pivot(index=rounds, columns="industry_code", values="emp_base_k").reset_index()
    parts = parts.merge(typed["projections"], on=rounds, how="left")
    ok = (parts["TE1000"] == parts["emp_base_k"]) & (
        (parts["TE1100"] + parts["TE1200"] - parts["TE1000"]).abs() < 0.11
    )
    columns, rule = "TE1000 TE1100 TE1200 emp_base_k", "self-employed and employed are all, as projected"
    return made + require(parts, ok, "matrix", "round occ_code", columns, rule)


def compare_tables(table: str, key: Sequence[str], expected: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """List the cells in which two tables of text differ, each with table, key, column and both values."""
    if list(expected.columns) != list(found.columns):
        return [f"table {table}: columns {list(found.columns)}, expected {list(expected.columns)}"]
    left, right = (frame.set_index(list(key), drop=False) for frame in (expected, found))
    lost, new = left.index.difference(right.index), right.index.difference(left.index)
    if len(lost) or len(new) or len(left) != len(right):
        return [f"table {table}: {len(right)} rows, expected {len(left)}; lost {list(lost)}, new {list(new)}"]
    pairs: Any = ((column, left[column], right[column].reindex(left.index)) for column in left.columns)
    return [
        f"table {table}, key {k}, column {column}: expected {old!r}, found {now!r}"
        for column, before, after in pairs
        for k, old, now in zip(left.index, before, after, strict=True)
        if old != now
    ]
