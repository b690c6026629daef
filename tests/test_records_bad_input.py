"""What takes tables of the practice lab, given bad ones of every kind: an error that says so, or a result.

Each function is tried with each column of each table spoilt in each way, on records that are sound. An error
must come from the package itself and name the table and the column; a column that is needed may not be of
another type in silence. Without --soak, a seeded part of the columns and tables, and fewer patients.
"""

from __future__ import annotations

import functools
import random
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import recordsdata
from recordsdata.records import audit as lab
from recordsdata.records import (
    coding,
    deadlines,
    department,
    indicators,
    linkage,
    overlays,
    privacy,
    registry,
)
from recordsdata.records.agreement import accuracy, by_coder
from recordsdata.records.make import make_records
from recordsdata.records.schema import PERIOD, TABLES

Tables = Mapping[str, pd.DataFrame]
PACKAGE = str(Path(recordsdata.__file__).parent)
SPAN = indicators.span_of("Q2")

FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "audit": lab.audit,
    "audit on Polars": lambda tables: lab.audit(lab.to_engine(tables, "polars")),
    "audit on DuckDB": lambda tables: lab.audit(lab.to_engine(tables, "duckdb")),
    "principal": lambda tables: coding.principal(tables["diagnoses"]),
    "group": coding.group,
    "edit": coding.edit,
    "accuracy": accuracy,
    "by_coder": by_coder,
    "link": lambda tables: linkage.link(tables["patients"]),
    "screen_overlays": overlays.screen_overlays,
    "completeness": registry.completeness,
    "missing_cases": registry.missing_cases,
    "follow_back": registry.follow_back,
    "duplicate_cases": lambda tables: registry.duplicate_cases(tables["tumors"]),
    "timeliness": lambda tables: registry.timeliness(tables["tumors"]),
    "hospital_timeliness": lambda tables: registry.hospital_timeliness(tables["tumors"]),
    "deidentify": privacy.deidentify,
    "dashboard": lambda tables: department.dashboard(tables, SPAN),
    "charts": lambda tables: deadlines.charts(
        indicators.inpatient_stays(tables["encounters"]), tables["documents"], tables["procedures"]
    ),
    "turnaround": lambda tables: deadlines.turnaround(tables["requests"]),
}
FIRST_DAY = pd.Timestamp("0001-01-01").as_unit("us")
LONG = "Stable. " * 1_250_000  # ten million characters


def one_value(column: pd.Series[Any], value: object) -> pd.Series[Any]:
    changed = column.copy()
    changed.iloc[len(column) // 2] = value
    return changed


def mixed_zones(column: pd.Series[Any]) -> pd.Series[Any]:
    return column.astype("object").mask(
        pd.Series(range(len(column)), index=column.index) % 2 == 0,
        pd.Timestamp("2026-02-03 10:00", tz="America/Chicago"),
    )


# how -> (the types of the schema that it spoils, what it does, whether a needed column must be refused)
DAYS, NUMBERS = {"date", "datetime"}, {"integer", "boolean"}
WAYS: dict[str, tuple[set[str], Callable[[pd.Series[Any]], pd.Series[Any]], bool]] = {
    "numbers for text": ({"string"}, lambda column: pd.Series(range(len(column)), column.index), True),
    "lists for text": ({"string"}, lambda column: pd.Series([["a"]] * len(column), column.index), True),
    "text for times": (DAYS, lambda column: pd.Series("soon", column.index, dtype="str"), True),
    "mixed time zones": (DAYS, mixed_zones, True),
    "text for numbers": (NUMBERS, lambda column: pd.Series("x", column.index, dtype="str"), True),
    "an unknown word": ({"string"}, lambda column: one_value(column, "?!"), False),
    "an impossible day in a text": ({"string"}, lambda column: one_value(column, "born 99/99/2020"), False),
    "nothing": ({"string"}, lambda column: one_value(column, None), False),
    "an empty text": ({"string"}, lambda column: one_value(column, ""), False),
    "ten million characters": ({"string"}, lambda column: one_value(column, LONG), False),
    "a day of the year 1": (DAYS, lambda column: one_value(column, FIRST_DAY), False),
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(pytestconfig: pytest.Config) -> Tables:
    return make_records(500 if pytestconfig.getoption("--soak") else 200, 5, 0.01)[0]


def complaint(function: Callable[[Any], Any], tables: Tables) -> str | None:
    """What the package says against the tables; None for a result. Any error of a library is raised."""
    try:
        function(tables)
    except (ValueError, TypeError) as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        if not last.filename.startswith(PACKAGE):
            raise
        return str(error)
    return None


def needs(function: Callable[[Any], Any], tables: Tables) -> bool:
    """Whether something that was left out is missed."""
    try:
        return complaint(function, tables) is not None
    except KeyError:
        return True  # the function above took a table from the tables by itself


def without(tables: Tables, name: str) -> Tables:
    return {one: frame for one, frame in tables.items() if one != name}


@pytest.fixture(scope="module")
def needed(sound: Tables) -> Callable[[str], list[str]]:
    """The tables that a function needs: found out once, as each takes a run without it."""
    return functools.cache(
        lambda name: [table for table in sound if needs(FUNCTIONS[name], without(sound, table))]
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_spoilt_columns(
    name: str, sound: Tables, needed: Callable[[str], list[str]], pytestconfig: pytest.Config
) -> None:
    function, soak, chance = FUNCTIONS[name], pytestconfig.getoption("--soak"), random.Random(name)
    assert complaint(function, sound) is None
    listed = [(table, c) for table in needed(name) for c in TABLES[table]]
    chance.shuffle(listed)
    tried: Counter[str] = Counter()
    wrong, spoilt = [], 0
    for table, column in listed:
        if spoilt == 2 and not soak:
            break
        frame = sound[table]
        said = complaint(function, {**sound, table: frame.drop(columns=column)})
        if said is None:
            continue
        spoilt += 1
        if not (table in said and column in said):
            wrong.append((table, column, "left out", said))
        ways = [way for way, (kinds, _, _) in WAYS.items() if TABLES[table][column][0].rstrip("?") in kinds]
        for way in ways if soak else chance.sample(ways, min(4, len(ways))):
            _, spoil, must = WAYS[way]
            tried[way] += 1
            try:
                said = complaint(function, {**sound, table: frame.assign(**{column: spoil(frame[column])})})
            except Exception as error:
                wrong.append((table, column, way, f"{type(error).__name__}: {error}"[:300]))
                continue
            if said is None and must:
                wrong.append((table, column, way, "passed in silence"))
            if said is not None and (len(said) > 2000 or table not in said or (must and column not in said)):
                wrong.append((table, column, way, said[:300]))
    print(name, dict(tried))
    assert spoilt > 0
    assert sum(tried.values()) >= 2 * spoilt
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_spoilt_tables(
    name: str, sound: Tables, needed: Callable[[str], list[str]], pytestconfig: pytest.Config
) -> None:
    function = FUNCTIONS[name]
    for table in needed(name) if pytestconfig.getoption("--soak") else needed(name)[-2:]:
        frame = sound[table]
        key = frame.columns[0]
        key_needed = complaint(function, {**sound, table: frame.drop(columns=key)}) is not None
        twice = complaint(function, {**sound, table: pd.concat([frame, frame.iloc[:1]], ignore_index=True)})
        assert twice is None or (table in twice and key in twice)
        assert not key_needed or twice is not None, (table, "two rows of one key passed in silence")
        empty = complaint(function, {**sound, table: frame.iloc[:0]})
        assert empty is None or table in empty, (table, empty)


def test_the_span_is_within_the_period() -> None:
    assert PERIOD[0] <= SPAN[0] < SPAN[1] <= PERIOD[1]
