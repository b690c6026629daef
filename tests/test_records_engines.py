"""The same findings on every engine: pandas, Polars, DuckDB, Dask and Spark, against plain pandas masks."""

from __future__ import annotations

import importlib.util
import itertools
import shutil
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

from recordsdata.records import audit as lab
from recordsdata.records.rules import RULES
from recordsdata.records.schema import AS_OF, TABLES
from tests.benchmarks import masks

NO_SPARK = importlib.util.find_spec("pyspark") is None or shutil.which("java") is None
LOCAL = ["pandas", "polars", "polars lazy", "duckdb", "dask"]


# column -> what it is filled from: sound and unsound values
POOLS: dict[str, list[str]] = {
    "sex": ["F", "M", "F", "M", "X", "U", "?"],
    "zip": ["00501", "12345", "1234", "12345-0001", "A2345", ""],
    "discharge_status": ["01", "01", "06", "20", "41", "02", "07", "08", "99", "3", ""],
    "admission_type": ["emergency", "elective", "newborn", "9"],
    "role": ["principal", "first_listed", "secondary", "secondary", "PRINCIPAL"],
    "poa": ["Y", "N", "exempt", "1"],
    "requester": ["patient", "attorney", "insurer", "?"],
    "outcome": ["released", "denied", "open", "Open"],
    "site": ["C50.9", "C18.7", "C34.1", "C61.9", "C64.9", "C34.0"],
    "histology": ["8140", "8500"],
    "laterality": ["0", "1", "2", "4", "9", "6"],
    "confirmation": ["1", "2", "4", "5", "9", "0"],
    "source": ["1", "3", "7", "9"],
    "unit": ["medicine", "surgery", "clinic"],
    "encounters.kind": ["inpatient", "inpatient", "outpatient", "emergency", "?"],
    "documents.kind": ["history_and_physical", "operative_note", "discharge_summary", "letter"],
    "diagnoses.code": [
        *(["I10", "E11.9", "J18.9", "E11", "P07.30", "O80", "W19.XXXA", "Z99.Z9"] * 300),
        "B91",
    ],
    "procedures.code": ["0SR9019", "0SR901I", "0SR90", "0DTJ4ZZ"],
    "users.role": ["physician", "nurse", "coder", "guest"],
}
SIZE = {"patients": 1, "users": 0.05, "encounters": 2, "diagnoses": 5, "procedures": 1, "documents": 3}


def scrambled(patients: int, seed: int, gaps: float = 0.05) -> dict[str, pd.DataFrame]:
    """Fill the tables at random: contradictions and gaps, and dates that often meet a limit exactly."""
    rng = np.random.default_rng(seed)
    keys: dict[str, list[str]] = {}
    tables = {}
    for table in [
        "patients",
        "users",
        "encounters",
        "diagnoses",
        "procedures",
        "documents",
        "requests",
        "tumors",
        "access_log",
    ]:
        n = max(8, int(SIZE.get(table, 1) * patients))
        columns: dict[str, Any] = {}
        for place, (column, (kind, _)) in enumerate(TABLES[table].items()):
            pool = POOLS.get(f"{table}.{column}", POOLS.get(column, [f"{column} {i}" for i in range(12)]))
            pool = [*keys[column], f"unknown {column}"] if column in keys else pool
            pool = keys["user_id"] if column == "attending" else pool
            if place == 0:
                keys[column] = [f"{column}{number:09d}" for number in range(n)]
                columns[column] = pd.Series(keys[column], dtype="str")
                continue
            if kind.startswith("date"):  # 70 days up to the day on which the records were taken, and after
                days = pd.to_timedelta(rng.integers(-60, 10, n), unit="D")
                minutes = (
                    rng.choice([0, 480, 481, 1439], n) if kind.startswith("datetime") else np.zeros(n, int)
                )
                years = rng.choice([0, 20, 119, 120, 121], n) if column == "birth_date" else np.zeros(n, int)
                series = pd.Series([AS_OF - pd.DateOffset(years=int(y)) for y in years]) + days
                series = (series + pd.to_timedelta(minutes, unit="m")).astype("datetime64[us]")
                series = series - pd.to_timedelta(
                    np.where(rng.random(n) < 0.3, rng.integers(100, 250, n), 0), unit="D"
                )
            elif kind.startswith("integer"):
                series = pd.Series(rng.integers(1, 4, n), dtype="Int64" if kind.endswith("?") else "int64")
            elif kind == "boolean":
                series = pd.Series(rng.random(n) < 0.5)
            else:
                series = pd.Series(np.asarray(pool, dtype=object)[rng.integers(0, len(pool), n)], dtype="str")
            if kind not in ("boolean", "integer"):
                series = series.mask(rng.random(n) < (0.5 if kind.endswith("?") else gaps))
            columns[column] = series
        tables[table] = pd.DataFrame(columns)
    return tables


@pytest.fixture(scope="module")
def codes() -> tuple[set[str], set[str]]:
    return masks.code_sets()


def hand_over(tables: dict[str, pd.DataFrame], engine: str) -> dict[str, Any]:
    frames = lab.to_engine(tables, engine.split()[0])
    return {name: frame.lazy() for name, frame in frames.items()} if engine.endswith("lazy") else frames


def in_order(findings: pd.DataFrame) -> pd.DataFrame:
    rows = findings[["rule", "record", "value"]].astype(object)
    return rows.sort_values(["rule", "record"], ignore_index=True)


def assert_same(
    tables: dict[str, pd.DataFrame], engines: list[str], codes: tuple[set[str], set[str]]
) -> pd.DataFrame:
    """Compare engines with masks and with one another; give the findings."""
    expected = in_order(masks.audit(tables, AS_OF, codes))
    first = lab.audit(tables)
    for engine in engines:
        result = first if engine == "pandas" else lab.audit(hand_over(tables, engine))
        pd.testing.assert_frame_equal(in_order(result.findings), expected, obj=f"findings on {engine}")
        pd.testing.assert_frame_equal(result.findings, first.findings, obj=f"order on {engine}")
        pd.testing.assert_frame_equal(result.scorecard, first.scorecard, obj=f"scorecard on {engine}")
        counts = result.findings["rule"].value_counts().reindex(result.scorecard["rule"]).fillna(0)
        assert (counts.to_numpy() == result.scorecard["found"].to_numpy()).all()
        assert (result.scorecard["found"] <= result.scorecard["checked"]).all()
    print(
        f"{len(expected):,} findings of {expected['rule'].nunique()} rules, the same on {', '.join(engines)}"
    )
    return first.findings


def test_contradictory_records_give_the_same_findings(
    codes: tuple[set[str], set[str]], request: pytest.FixtureRequest
) -> None:
    # Dask, the slowest, has its turn here; the others have theirs with other records below.
    engines = LOCAL if request.config.getoption("--soak") else ["dask"]
    assert len(assert_same(scrambled(150, seed=1), engines, codes)) > 1000


def test_every_rule_is_broken_and_compared(codes: tuple[set[str], set[str]]) -> None:
    broken: set[str] = set()
    for seed in (12, 20):
        tables = scrambled(400, seed=seed)
        broken |= set(assert_same(tables, LOCAL[:4], codes)["rule"])
    assert broken == {rule.id for rule in RULES}


def test_many_gaps_are_judged_alike(codes: tuple[set[str], set[str]]) -> None:
    assert_same(scrambled(200, seed=4, gaps=0.3), LOCAL[:4], codes)


def look_alikes(patients: int, seed: int) -> pd.DataFrame:
    """Fill the table of patients so that many agree in this and that, and few in much."""
    rng = np.random.default_rng(seed)
    few, many = [f"N{number}" for number in range(8)], [f"V{number}" for number in range(patients // 8)]
    pools: dict[str, list[Any]] = {
        "sex": ["F", "M", None],
        "birth_date": [*pd.date_range("1990", periods=8), None],
    }
    pools |= {name: [*few, None] for name in ("last_name", "first_name")}
    pools |= {name: [*many, None] for name in ("ssn", "address", "phone")}
    pools["previous_name"] = [*few, *[None] * 16]
    people = {
        name: [pool[place] for place in rng.integers(0, len(pool), patients)] for name, pool in pools.items()
    }
    kinds: dict[str, Any] = {"string": "str", "date": "datetime64[us]", "boolean": "bool", "integer": "float"}
    columns = {
        name: pd.Series(people.get(name, [None] * patients)).astype(kinds[kind.rstrip("?")])
        for name, (kind, _) in TABLES["patients"].items()
    }
    return pd.DataFrame(columns | {"patient_id": pd.Series(range(patients)).astype("str")})


def told_by_pairs(people: list[Any]) -> set[tuple[str, int]]:
    """Look at every pair of patients in turn, by what the titles of the three rules say."""
    told = set()
    for one, other in itertools.permutations(range(len(people)), 2):
        a, b = people[one], people[other]

        def alike(*columns: str, a: dict[str, Any] = a, b: dict[str, Any] = b) -> int:
            return sum(pd.notna(a[column]) and a[column] == b[column] for column in columns)

        if alike("ssn"):
            told.add(("PAT-06" if alike("last_name", "first_name", "birth_date") < 2 else "PAT-07", one))
        if alike("birth_date", "sex", "last_name") == 3 and alike("first_name", "address", "phone"):
            told.add(("PAT-07", one))
        named = pd.notna([a["last_name"], b["last_name"]]).all() and a["last_name"] != b["last_name"]
        if named and alike("birth_date", "sex", "first_name") == 3:
            before = a["previous_name"] == b["last_name"] or b["previous_name"] == a["last_name"]
            told |= {("PAT-08", one)} if before or alike("ssn", "address", "phone") else set()
    return told


@pytest.mark.parametrize("seed", [5, 6])
def test_patients_who_may_be_one_are_those_whom_every_pair_tells(seed: int) -> None:
    patients = look_alikes(600, seed)
    told = told_by_pairs(patients.to_dict("records"))
    assert all(sum(one == rule for one, _ in told) > 50 for rule in ("PAT-06", "PAT-07", "PAT-08"))
    rules = [rule for rule in RULES if rule.id in ("PAT-06", "PAT-07", "PAT-08")]
    for engine in LOCAL:
        findings = lab.audit(hand_over({"patients": patients}, engine), rules).findings
        assert {*zip(findings["rule"], findings["record"].astype(int), strict=True)} == told, engine


@pytest.mark.spark
@pytest.mark.skipif(NO_SPARK, reason="PySpark (extra spark) or Java is not installed")
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
def test_spark_gives_the_same_findings(
    codes: tuple[set[str], set[str]], request: pytest.FixtureRequest
) -> None:
    if not (request.config.getoption("--soak") or "spark" in request.config.getoption("-m")):
        pytest.skip("Spark takes a minute: it runs with --soak or -m spark")
    assert len(assert_same(scrambled(100, seed=1), ["spark"], codes)) > 500


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(ValueError, match=r"engine is 'pandsa'. There are: pandas, polars, duckdb"):
        lab.to_engine({}, "pandsa")


@pytest.mark.parametrize(
    ("engine", "module", "extra"),
    [
        ("polars", "polars", "cluster"),
        ("dask", "dask.dataframe", "cluster"),
        ("spark", "pyspark.sql", "spark"),
    ],
)
def test_an_engine_that_is_not_installed_says_how_to_get_it(
    engine: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=rf"recordsdata\[{extra}\]"):
        lab.to_engine({"units": pd.DataFrame({"unit": ["medicine"]})}, engine)


BAD = {
    "no column": (lambda f: f.drop(columns="poa"), "diagnoses", "column poa is not there"),
    "a time zone": (
        lambda f: f.assign(admitted=f["admitted"].dt.tz_localize("UTC")), "encounters", "time zone"
    ),
    "a number as code": (lambda f: f.assign(code=1), "diagnoses", "column code"),
    "text as time": (lambda f: f.assign(admitted="soon"), "encounters", "column admitted"),
    "empty": (lambda f: f.iloc[:0], "tumors", "Table tumors is empty"),
    "a column twice": (lambda f: pd.concat([f, f[["admitted"]]], axis=1), "encounters", "admitted stands "
    "there twice"),
    "keys twice": (lambda f: pd.concat([f, f.iloc[:1]], ignore_index=True), "patients", "patient_id is the "
    "same"),
}  # fmt: skip


@pytest.mark.parametrize("engine", ["polars", "polars lazy", "duckdb"])
@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_named_on_every_engine(case: str, engine: str) -> None:
    change, table, says = BAD[case]
    tables = scrambled(20, seed=1)
    with pytest.raises(ValueError, match=says):
        lab.audit(hand_over(tables | {table: change(tables[table])}, engine))


def test_tables_of_two_engines_are_refused() -> None:
    tables = scrambled(20, seed=1)
    with pytest.raises(ValueError, match="several engines"):
        lab.audit(tables | {"users": lab.to_engine({"users": tables["users"]}, "polars")["users"]})


@pytest.fixture(scope="module")
def small() -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    tables = scrambled(60, seed=2)
    return tables, lab.audit(tables).findings


def test_days_as_dates_give_the_same_findings(small: tuple[dict[str, pd.DataFrame], pd.DataFrame]) -> None:
    pl = pytest.importorskip("polars")
    tables, expected = small
    frames = lab.to_engine(tables, "polars")
    for name, frame in frames.items():
        days = [column for column, (kind, _) in TABLES[name].items() if kind.rstrip("?") == "date"]
        frames[name] = frame.with_columns(pl.col(days).cast(pl.Date))
    pd.testing.assert_frame_equal(lab.audit(frames).findings, expected)


def test_the_order_of_rows_does_not_matter(small: tuple[dict[str, pd.DataFrame], pd.DataFrame]) -> None:
    tables, expected = small
    mixed = {name: frame.sample(frac=1, random_state=1) for name, frame in tables.items()}
    pd.testing.assert_frame_equal(lab.audit(mixed).findings, expected)
