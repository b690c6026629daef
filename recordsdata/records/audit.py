"""The audit: run the rules over the tables, on any engine.

The tables are joined once into views, lazily, through narwhals; each view is judged in one pass for all of
its rules. Only the records that break a rule are brought back, as a pandas table, whatever the engine.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import narwhals as nw
import numpy as np
import pandas as pd

from recordsdata.records.coding import classification
from recordsdata.records.rules import RULES, Rule
from recordsdata.records.schema import AS_OF, TABLES
from recordsdata.records.tables import refuse_twice, require
from recordsdata.records.views import USED, VIEWS, Facts, Frames, join_visits

__all__ = ["ENGINES", "Audit", "audit", "to_engine"]

ENGINES = ("pandas", "polars", "duckdb", "dask", "spark")
RARE = 1 / 1_000  # a code is rare when at most this share of all diagnoses carry it
_c = nw.col


class Audit(NamedTuple):
    """What an audit returns."""

    findings: pd.DataFrame  # rule, table, record, value: one row a broken rule
    scorecard: pd.DataFrame  # one row a rule: how many records were judged, how many break it


@functools.cache
def _icd_codes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the billable codes of ICD-10-CM, and the categories that ask for more characters."""
    _, below = classification()
    billable = frozenset(code for code, codes in below.items() if not codes)
    return billable, frozenset(below) - billable


def _missing_extra(engine: str, extra: str, error: ImportError) -> ImportError:
    return ImportError(
        f"engine {engine!r} needs {error.name or engine}, which is not installed. "
        f"Install it with: pip install 'recordsdata[{extra}]', or take engine 'pandas' or 'duckdb'."
    )


def to_engine(tables: Mapping[str, pd.DataFrame], engine: str) -> dict[str, Any]:
    """Hand pandas tables to another engine.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables by name.
    engine : str
        "pandas", "polars", "duckdb", "dask" or "spark". DuckDB comes with the package; Polars and Dask
        with the extra `cluster`, Spark with the extra `spark` (and Java).

    Returns
    -------
    dict
        The tables as frames of the engine: pandas.DataFrame, polars.DataFrame, duckdb relations of one
        connection in memory, dask or Spark data frames. Spark runs in a session whose time zone is UTC, so
        that local times stay what they are.

    Raises
    ------
    ValueError
        When there is no such engine, or a column stands there twice or, if it is one of times, holds a
        mixture: engines other than pandas cannot take either.
    ImportError
        When the engine is not installed; the message says how to install it.

    Examples
    --------
    >>> units = to_engine({"units": pd.DataFrame({"unit": ["medicine"], "beds": [40]})}, "duckdb")["units"]
    >>> units.fetchall()
    [('medicine', 40)]
    """
    if engine not in ENGINES:
        raise ValueError(f"engine is {engine!r}. There are: {', '.join(ENGINES)}.")
    if engine != "pandas":
        _check_columns(tables)
    if engine == "polars":
        try:
            import polars as pl

            from_pandas: Any = pl.from_pandas
            return {name: from_pandas(frame) for name, frame in tables.items()}
        except ImportError as error:
            raise _missing_extra(engine, "cluster", error) from None
    if engine == "duckdb":
        import duckdb

        connection = duckdb.connect()
        for name, frame in tables.items():
            connection.register("handed_over", frame)
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM handed_over')
            connection.unregister("handed_over")
        return {name: connection.table(f'"{name}"') for name in tables}
    if engine == "dask":
        try:
            import dask.dataframe as dd
        except ImportError as error:
            raise _missing_extra(engine, "cluster", error) from None
        hand_over: Any = dd.from_pandas
        return {name: hand_over(frame, npartitions=2) for name, frame in tables.items()}
    if engine == "spark":
        try:
            import pyarrow as pa
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise _missing_extra(engine, "spark", error) from None
        session = (
            SparkSession.builder.appName("recordsdata")
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.timestampType", "TIMESTAMP_NTZ")
            .config("spark.sql.shuffle.partitions", "4")
            .getOrCreate()
        )
        # Through Arrow: Spark does not take the text columns of pandas 3 as they are.
        return {
            name: session.createDataFrame(pa.Table.from_pandas(frame, preserve_index=False))
            for name, frame in tables.items()
        }
    return dict(tables)


def _check_columns(tables: Mapping[str, pd.DataFrame]) -> None:
    """Say which column stands there twice, or mixes times, before an engine says that it cannot."""
    for name, frame in tables.items():
        refuse_twice(name, frame)
        schema = TABLES.get(name, {})
        times = [c for c, (kind, _) in schema.items() if kind.startswith("date") and c in frame]
        if mixed := [column for column in times if frame[column].dtype == "object"]:
            require(frame, name, mixed, may_be_empty=True)


def _collect(queries: Sequence[nw.LazyFrame[Any]]) -> list[pd.DataFrame]:
    """Bring results back as pandas tables; engines that can share work between the two get them together."""
    if not queries:
        return []
    implementation = queries[0].implementation
    if implementation.is_polars():
        import polars as pl

        native = [nw.to_native(query) for query in queries]
        return [frame.to_pandas() for frame in pl.collect_all(native, engine="streaming")]
    if implementation.is_dask():
        from dask.base import compute

        together: Any = compute
        return list(together(*(nw.to_native(query) for query in queries)))
    if implementation.is_pandas_like():
        return [nw.to_native(query.collect()) for query in queries]
    return [nw.to_native(query.collect(backend="pandas")) for query in queries]


def _total(frame: nw.LazyFrame[Any], flag: str) -> nw.Expr:
    """How many are True; Spark adds up numbers only."""
    return (_c(flag).cast(nw.Int64) if frame.implementation.is_spark_like() else _c(flag)).sum()


def _keep(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Compute a frame once where several views build on it: pandas has, Polars is asked to."""
    if frame.implementation.is_polars():
        kept: nw.LazyFrame[Any] = nw.from_native(nw.to_native(frame).collect().lazy())
        return kept
    return frame


_TYPES: dict[str, tuple[Any, ...]] = {
    "string": (nw.String, nw.Categorical, nw.Enum),
    "integer": (nw.Int64, nw.Int32, nw.Int16, nw.Int8, nw.UInt64, nw.UInt32, nw.UInt16, nw.UInt8, nw.Int128),
    "boolean": (nw.Boolean,),
    "date": (nw.Datetime, nw.Date),
    "datetime": (nw.Datetime,),
}


def _checked(tables: Mapping[str, Any], needed: Iterable[str]) -> dict[str, nw.LazyFrame[Any]]:
    """Return the needed tables as lazy frames whose columns are there and of the right type."""
    if not isinstance(tables, Mapping):
        raise TypeError(
            f"tables is a {type(tables).__name__}, where tables by name are needed: "
            "{'patients': ..., 'encounters': ...}, as make_records() returns them."
        )
    frames: dict[str, nw.LazyFrame[Any]] = {}
    for table in needed:
        if table not in tables:
            raise ValueError(
                f"Table {table} is not among the tables given ({', '.join(map(str, tables)) or 'none'}), "
                "and the rules need it. Add it, or leave out the rules that need it: "
                "audit(tables, rules=[...])."
            )
        columns = USED[table].split()
        if isinstance(tables[table], pd.DataFrame):
            frames[table] = nw.from_native(require(tables, table, columns)).lazy()
            continue
        try:
            frame = nw.from_native(tables[table]).lazy()
        except TypeError:
            raise TypeError(
                f"Table {table} is a {type(tables[table]).__name__}. It must be a data frame of pandas, "
                "Polars, DuckDB (a relation), Dask or Spark."
            ) from None
        schema = frame.collect_schema()
        absent = [column for column in columns if column not in schema]
        if absent:
            raise ValueError(
                f"Table {table}: column {', '.join(absent)} is not there; found {', '.join(schema)}. Rename "
                f"or add it: {TABLES[table][absent[0]][1].lower()}."
            )
        dates = []
        for column in columns:
            wanted, found = TABLES[table][column][0].rstrip("?"), schema[column]
            if (
                isinstance(found, nw.Datetime)
                and found.time_zone is not None
                and wanted in ("date", "datetime")
            ):
                raise ValueError(
                    f"Table {table}, column {column}: times with a time zone ({found}). All times are the "
                    "hospital's wall clock: take the zone off once all are local times."
                )
            if not isinstance(found, _TYPES[wanted]):
                raise ValueError(
                    f"Table {table}, column {column}: found {found}, where the schema says {wanted}. "
                    "Convert it before the audit."
                )
            dates += [column] if found == nw.Date else []
        if dates:
            frame = frame.with_columns(_c(dates).cast(nw.Datetime("us")))
        frames[table] = frame
    engines = {frame.implementation for frame in frames.values()}
    if len(engines) > 1:
        raise ValueError(
            f"The tables are of several engines ({', '.join(sorted(map(str, engines)))}). Hand all of them "
            "to one: to_engine(tables, 'polars')."
        )
    return frames


def _in_order(table: Any, name: str) -> bool:
    """Say whether keys are known to be unique: those of pandas were checked, others are in order, or not."""
    if isinstance(table, pd.DataFrame):
        return True
    frame = nw.from_native(table)
    if not isinstance(frame, nw.DataFrame) or not len(frame):
        return False
    keys = frame[next(iter(TABLES[name]))]
    return keys.is_sorted() and not keys.is_null().any() and not (keys == keys.shift(1)).any()


def _gather(frames: Frames, checked: Collection[str], as_of: pd.Timestamp) -> Facts:
    """Check that keys are unique where that is not known yet, and collect what the views need."""
    lazy = {name: frame for name, frame in frames.items() if name not in checked}
    keys = {name: next(iter(TABLES[name])) for name in lazy}
    queries = [
        frame.select(
            rows=nw.len(),
            different=_c(keys[name]).n_unique(),
            gaps=_c(keys[name]).is_null().cast(nw.Int64).sum(),
        )
        for name, frame in lazy.items()
    ]
    also = {}
    if "diagnoses" in frames:
        also["codes"] = frames["diagnoses"].group_by("code").agg(lines=nw.len())
    if "users" in frames:
        also["physicians"] = frames["users"].filter(_c("role") == "physician").select("user_id")
    results = _collect([*queries, *also.values()])
    for name, result in zip(lazy, results, strict=False):
        rows, different, gaps = (result[column].iloc[0] for column in ("rows", "different", "gaps"))
        if not rows:
            raise ValueError(
                f"Table {name} is empty. At least one row is needed; did a filter leave nothing?"
            )
        if gaps or different < rows:
            what = (
                f"missing in {gaps} rows" if gaps else f"the same in some rows: {rows} rows, {different} keys"
            )
            raise ValueError(
                f"Table {name}: {keys[name]} is {what}. It names the records, so that each row needs its own."
            )
    found = dict(zip(also, results[len(queries) :], strict=True))
    unknown, incomplete, rare = [], [], []
    if "codes" in found:
        billable, categories = _icd_codes()
        counts = found["codes"].dropna(subset="code").sort_values("code")
        limit = max(1.0, RARE * float(found["codes"]["lines"].sum()))
        codes = [str(code) for code in counts["code"]]
        unknown = [code for code in codes if code not in billable and code not in categories]
        incomplete = [code for code in codes if code in categories]
        seldom = [str(code) for code in counts.loc[counts["lines"] <= limit, "code"]]
        rare = [code for code in seldom if code in billable]
    physicians = sorted(found["physicians"]["user_id"].dropna()) if "physicians" in found else []
    return Facts(as_of, unknown, incomplete, rare, physicians)


# ---- the audit


def _check_rules(rules: Sequence[Rule]) -> None:
    twice = pd.Series([rule.id for rule in rules], dtype=object)
    twice = twice[twice.duplicated()]
    if len(twice):
        raise ValueError(f"Two rules have the id {twice.iloc[0]!r}. Give each its own.")
    if not rules:
        raise ValueError("There is no rule to judge by. Take RULES, or some of them.")
    for rule in rules:
        view = rule.view or rule.table
        if view not in VIEWS:
            raise ValueError(f"Rule {rule.id}: there is no view {view!r}. There are: {', '.join(VIEWS)}.")
        if rule.table not in TABLES:
            raise ValueError(
                f"Rule {rule.id}: {rule.table!r} is not a table. There are: {', '.join(TABLES)}."
            )


def _judge(view: nw.LazyFrame[Any], rules: Sequence[Rule], name: str) -> nw.LazyFrame[Any]:
    """Return key, columns shown, and for each rule whether it applies (a0, ...) and is broken (b0, ...)."""
    there = view.collect_schema().names()
    flags = {}
    for place, rule in enumerate(rules):
        absent = [column for column in (*rule.needs, *rule.shows) if column not in there]
        if absent:
            raise ValueError(
                f"Rule {rule.id}: view {name} has no column {absent[0]!r}. It has: {', '.join(there)}."
            )
        judged = [~_c(column).is_null() for column in rule.needs]
        judged += [rule.applies] if rule.applies is not None else []
        applies = functools.reduce(lambda a, b: a & b, judged) if judged else None
        if applies is not None:
            flags[f"a{place}"] = applies
        flags[f"b{place}"] = rule.broken if applies is None else applies & rule.broken
    key = next(iter(TABLES[rules[0].table]))
    shown = dict.fromkeys(column for rule in rules for column in (key, *rule.shows))
    try:
        return view.select(*shown, **flags)
    except Exception as error:
        raise ValueError(
            f"A rule of view {name} cannot be judged: {str(error).splitlines()[0]} Look at the rules "
            f"{', '.join(rule.id for rule in rules)}; the view has: {', '.join(there)}."
        ) from error


def _as_text(values: Any, word: str) -> Any:
    """Write values for a finding after a word: days without a midnight, `missing` for what is missing."""
    codes, different = pd.factorize(values)  # few values stand in many findings: each is written once
    text: Any = pd.Series(different)
    if pd.api.types.is_datetime64_any_dtype(text):
        text = text.dt.strftime("%Y-%m-%d %H:%M").str.removesuffix(" 00:00")
    elif pd.api.types.is_float_dtype(text):  # whole numbers beside gaps
        text = text.astype("int64")
    written = [f"{word}{one}" for one in text.tolist()]
    return np.array([*written, f"{word}missing"], dtype=object)[codes]  # a gap has the code -1


def _findings(rules: Sequence[Rule], hits: pd.DataFrame) -> Iterator[tuple[Any, Any]]:
    """Yield record and value of the findings of each rule of a view, in the order of the records."""
    key = next(iter(TABLES[rules[0].table]))
    hits = hits.sort_values(key)
    record: Any = hits[key].astype("str").array
    shown = {column: hits[column].array for rule in rules for column in rule.shows}
    for place, rule in enumerate(rules):
        rows = np.flatnonzero(hits[f"b{place}"].fillna(False).to_numpy(dtype=bool))
        value: Any = np.full(len(rows), "", dtype=object)
        for number, column in enumerate(rule.shows):
            word = f"{', ' if number else ''}{column.replace('_', ' ')} "
            value = value + _as_text(shown[column].take(rows), word)
        yield record.take(rows), value


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep from the reader that narwhals will move its support of Dask to a package of its own."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Dask support is moving", category=FutureWarning)
        yield


@_quiet()
def audit(tables: Mapping[str, Any], rules: Sequence[Rule] = RULES, as_of: pd.Timestamp = AS_OF) -> Audit:
    """Judge the records of all tables by the rules.

    Parameters
    ----------
    tables : mapping of str to data frame
        Tables by name, as `recordsdata.records.make.make_records` makes them: all of pandas, Polars (eager or
        lazy), DuckDB (relations of one connection), Dask or Spark.
    rules : sequence of Rule
        By default all of `recordsdata.records.rules.RULES`. Only the tables that they need must be there.
    as_of : pandas.Timestamp
        The day on which the records were taken.

    Returns
    -------
    Audit
        `findings`, one row a broken rule: rule, table, record (its first column), value (what was found, in
        words); in the order of the rules, then of the records. `scorecard`, one row a rule: rule, title,
        table, category, subcategory, severity, kind, checked (records judged), found (records that break it),
        percent (100 found / checked; missing where nothing was judged), standard. Both are pandas tables,
        and the same on every engine.

    Raises
    ------
    TypeError, ValueError
        When a table or a column is missing, of the wrong type, with a time zone, empty or without a unique
        key, when tables are of several engines, or when a rule cannot be judged.

    Examples
    --------
    >>> patients = pd.DataFrame({
    ...     "patient_id": ["P00000001", "P00000002"], "ssn": None, "last_name": ["Testalot", "Sampleton"],
    ...     "first_name": ["Ada", "Ben"], "previous_name": None,
    ...     "birth_date": pd.to_datetime(["1990-05-01", "2031-05-01"]), "sex": ["F", None],
    ...     "address": ["1 Made-up Road", "2 Made-up Road"], "zip": ["00501", "501"], "phone": None,
    ...     "death_date": pd.NaT,
    ... })
    >>> result = audit({"patients": patients}, [rule for rule in RULES if rule.table == "patients"])
    >>> print(result.findings[["rule", "record", "value"]].to_string(index=False))
      rule    record                 value
    PAT-01 P00000002 birth date 2031-05-01
    PAT-03 P00000002           sex missing
    PAT-05 P00000002               zip 501
    """
    rules = tuple(rules)
    _check_rules(rules)
    by_view: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        by_view.setdefault((rule.view or rule.table, rule.table), []).append(rule)
    needed = dict.fromkeys(table for view, _ in by_view for table in VIEWS[view][1])
    frames = _checked(tables, needed)
    facts = _gather(frames, {name for name in frames if _in_order(tables[name], name)}, pd.Timestamp(as_of))
    if "patients" in frames and "encounters" in frames and "users" in frames:
        visits = join_visits(frames, facts)
        # What is read from files piece by piece is not held in memory for this.
        in_memory = isinstance(nw.from_native(tables["encounters"]), nw.DataFrame)
        frames["visits"] = _keep(visits) if in_memory else visits
    findings: dict[str, tuple[Any, Any]] = {}
    cards = {}
    for (name, _), group in by_view.items():
        judged = _judge(VIEWS[name][0](frames, facts), group, name)
        there = judged.collect_schema().names()
        flags = [f"b{place}" for place in range(len(group))]
        applies = [column for column in (f"a{place}" for place in range(len(group))) if column in there]
        counts, hits = _collect(
            [
                judged.select(nw.len().alias("rows"), *(_total(judged, column) for column in applies)),
                judged.filter(functools.reduce(lambda a, b: a | b, map(_c, flags))).drop(applies),
            ]
        )
        totals = {column: int(value) if pd.notna(value) else 0 for column, value in counts.iloc[0].items()}
        for place, (rule, found) in enumerate(zip(group, _findings(group, hits), strict=True)):
            checked, broken = totals.get(f"a{place}", totals["rows"]), len(found[0])
            cards[rule.id] = (
                rule.id, rule.title, rule.table, rule.category, rule.subcategory, rule.severity, rule.kind,
                checked, broken, 100 * broken / checked if checked else float("nan"), rule.standard,
            )  # fmt: skip
            findings[rule.id] = found
    names = ["rule", "title", "table", "category", "subcategory", "severity", "kind"]
    names += ["checked", "found", "percent", "standard"]
    which = np.repeat(np.arange(len(rules)), [len(findings[rule.id][0]) for rule in rules])
    long = {
        "rule": pd.array([rule.id for rule in rules], dtype="str").take(which),
        "table": pd.array([rule.table for rule in rules], dtype="str").take(which),
        "record": pd.concat([pd.Series(findings[rule.id][0]) for rule in rules], ignore_index=True),
        "value": pd.array(np.concatenate([findings[rule.id][1] for rule in rules]), dtype="str"),
    }
    return Audit(pd.DataFrame(long), pd.DataFrame([cards[rule.id] for rule in rules], columns=names))
