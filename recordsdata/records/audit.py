"""The audit: run the rules over the tables, on any engine, and compare what they find with the truth.

The tables are joined once into views, lazily, through narwhals; each view is judged in one pass for all of its
rules. Only the records that break a rule are brought back, as a pandas table, whatever the engine.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import narwhals as nw
import numpy as np
import pandas as pd

from recordsdata.records.defects import DEFECTS
from recordsdata.records.rules import RULES, Rule, age_between
from recordsdata.records.schema import AS_OF, TABLES
from recordsdata.records.tables import require

__all__ = [
    "ENGINES",
    "Audit",
    "audit",
    "by_category",
    "explain_alarms",
    "percent_text",
    "score",
    "to_engine",
    "wilson",
]

ENGINES = ("pandas", "polars", "duckdb", "dask", "spark")
RARE = 1 / 1_000  # a code is rare when at most this share of all diagnoses carry it
# Kinds that are one thing of two records: a rule cannot know which of the two is the wrong one.
PAIRS = ("shared_ssn", "duplicate_patient", "duplicate_after_name_change")
# A slip of the pen in a surname looks like a change of surname: the two kinds are judged together.
DUPLICATES = ("duplicate_patient", "duplicate_after_name_change")
_c = nw.col
Frames = Mapping[str, "nw.LazyFrame[Any]"]


class Audit(NamedTuple):
    """What an audit returns."""

    findings: pd.DataFrame  # rule, table, record, value: one row a broken rule
    scorecard: pd.DataFrame  # one row a rule: how many records were judged, how many break it


class _Facts(NamedTuple):
    """What the views need beside the tables."""

    as_of: pd.Timestamp
    unknown: list[str]
    incomplete: list[str]
    rare: list[str]
    physicians: list[str]


@functools.cache
def _icd_codes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the billable codes of ICD-10-CM, and the categories that ask for more characters."""
    import simple_icd_10_cm as icd  # reads 10 MB: only when codes are judged

    codes = {code for code in icd.get_all_codes(with_dots=True) if icd.is_category_or_subcategory(code)}
    billable = frozenset(code for code in codes if icd.is_leaf(code))
    return billable, frozenset(codes - billable)


# ---- views


def _alike(left: str) -> nw.Expr:
    """1 where a pair of patients agrees in a column, 0 where it does not or one of them has none."""
    return nw.when(_c(left) == _c(f"{left}_other")).then(nw.lit(1)).otherwise(nw.lit(0))


def _pairs(frame: nw.LazyFrame[Any], on: list[str], key: str, keep: list[str]) -> nw.LazyFrame[Any]:
    """Pair the records that agree in all of the columns `on`: each pair stands there twice."""
    frame = frame.select(key, *on, *keep).filter(*(~_c(column).is_null() for column in on))
    return frame.join(frame, on=on, how="inner", suffix="_other").filter(_c(key) != _c(f"{key}_other"))


def _count(frame: nw.LazyFrame[Any], by: str, name: str) -> nw.LazyFrame[Any]:
    return frame.group_by(by).agg(nw.len().alias(name))


def _patients(t: Frames, facts: _Facts) -> nw.LazyFrame[Any]:
    people, key = t["patients"], "patient_id"
    names = ["last_name", "first_name", "birth_date"]
    by_number = _pairs(people, ["ssn"], key, names).with_columns(
        alike=_alike("last_name") + _alike("first_name") + _alike("birth_date")
    )
    strangers = _count(by_number.filter(_c("alike") < 2), key, "strangers")
    same_number = by_number.filter(_c("alike") >= 2).select(key)
    same_name = _pairs(people, ["birth_date", "last_name"], key, []).select(key)
    namesakes = _count(nw.concat([same_number, same_name]), key, "namesakes")
    also = ["last_name", "previous_name", "ssn", "address", "phone"]
    named = people.filter(~_c("last_name").is_null())
    other_name = _pairs(named, ["birth_date", "first_name"], key, also).filter(
        _c("last_name") != _c("last_name_other"),
        (_alike("ssn") + _alike("address") + _alike("phone") > 0)
        | (~_c("previous_name").is_null() & (_c("previous_name") == _c("last_name_other")))
        | (~_c("previous_name_other").is_null() & (_c("previous_name_other") == _c("last_name"))),
    )
    renamed = _count(other_name, key, "renamed")
    for counted in (strangers, namesakes, renamed):
        people = people.join(counted, on=key, how="left")
    return people.with_columns(
        as_of=nw.lit(facts.as_of.to_pydatetime()),
        born_since=nw.lit((facts.as_of - pd.DateOffset(years=120)).to_pydatetime()),
    )


def _encounters(t: Frames, facts: _Facts) -> nw.LazyFrame[Any]:
    """Encounters with their patient; `dates_hold` where no rule finds the dates of the stay broken."""
    born, died = _c("birth_date"), _c("death_date")
    # Days are shifted where there are fewest rows: a patient has several encounters.
    people = t["patients"].select(
        "patient_id",
        "birth_date",
        "death_date",
        "sex",
        patient_known=nw.lit(1),
        after_death=died.dt.offset_by("24h"),
        no_newborn=born.dt.offset_by("696h"),
    )
    unborn = ~born.is_null() & (born <= _c("as_of")) & (_c("admitted") < born)
    dead = ~born.is_null() & ~died.is_null() & (died >= born) & (_c("admitted") >= _c("after_death"))
    known = ~_c("admitted").is_null() & ~_c("discharged").is_null()
    return (
        t["encounters"]
        .join(people, on="patient_id", how="left")
        .with_columns(as_of=nw.lit(facts.as_of.to_pydatetime()))
        .with_columns(
            dates_hold=known & (_c("discharged") >= _c("admitted")) & ~unborn & ~dead,
            attending_known=_c("attending").is_in(facts.physicians),
        )
    )


def _stays(t: Frames, facts: _Facts) -> nw.LazyFrame[Any]:
    """Inpatient stays with what belongs to them, counted."""
    key = "encounter_id"
    stays = t["visits"].filter(_c("kind") == "inpatient")
    times = ["admitted", "discharged"]
    overlaps = _pairs(stays.filter(_c("dates_hold")), ["patient_id"], key, times).filter(
        _c("admitted") < _c("discharged_other"), _c("admitted_other") < _c("discharged")
    )
    documents = t["documents"]
    for counted in (
        _count(overlaps, key, "overlaps"),
        _count(t["diagnoses"].filter(_c("role") == "principal"), key, "principals"),
        _count(documents.filter(_c("kind") == "discharge_summary"), key, "summaries"),
        _count(documents.filter(_c("kind") == "operative_note"), key, "operative_notes"),
        _count(t["procedures"].filter(_c("operating_room")), key, "operations"),
    ):
        stays = stays.join(counted, on=key, how="left")
    return stays.with_columns(due=nw.lit((facts.as_of - pd.Timedelta(days=30)).to_pydatetime()))


def _diagnoses(t: Frames, facts: _Facts) -> nw.LazyFrame[Any]:
    kinds = t["encounters"].select("encounter_id", encounter_kind="kind")
    lines, same = t["diagnoses"], ["encounter_id", "code"]
    if lines.implementation.is_dask():  # its windows do not go through with gaps in what they group by
        whole = lines.select(*same, "sequence").filter(*(~_c(column).is_null() for column in same))
        first = whole.group_by(*same).agg(first_sequence=_c("sequence").min())
        lines = lines.join(first, on=same, how="left")
    else:
        lines = lines.with_columns(first_sequence=_c("sequence").min().over(*same))
    return lines.join(kinds, on="encounter_id", how="left").with_columns(
        code_unknown=_c("code").is_in(facts.unknown),
        code_incomplete=_c("code").is_in(facts.incomplete),
        code_rare=_c("code").is_in(facts.rare),
    )


def _age_and_sex(t: Frames, facts: _Facts) -> nw.LazyFrame[Any]:
    """Diagnoses of the chapters that say something of age (P) or sex (O), with the patient."""
    about = t["visits"].select("encounter_id", "admitted", "birth_date", "sex")
    return (
        t["diagnoses"]
        .filter(
            ~_c("code").is_null(),
            _c("code").str.starts_with("O") | _c("code").str.starts_with("P"),
            ~_c("code").is_in(facts.unknown),
        )
        .join(about, on="encounter_id", how="left")
        .with_columns(age=age_between("birth_date", "admitted"))
    )


def _with_stay(table: str) -> Callable[[Frames, _Facts], nw.LazyFrame[Any]]:
    """Make the view of a table with its stay, whose dates are missing where they do not hold."""

    def view(t: Frames, facts: _Facts) -> nw.LazyFrame[Any]:
        holds = _c("dates_hold")
        stays = t["visits"].select(
            "encounter_id",
            encounter_kind="kind",
            admitted=nw.when(holds).then(_c("admitted")),
            discharged=nw.when(holds).then(_c("discharged")),
        )
        due = facts.as_of - pd.Timedelta(days=30)
        return (
            t[table].join(stays, on="encounter_id", how="left").with_columns(due=nw.lit(due.to_pydatetime()))
        )

    return view


def _requests(t: Frames, facts: _Facts) -> nw.LazyFrame[Any]:
    received, notified = _c("received"), _c("extension_notified")
    in_time = ~notified.is_null() & (notified <= received.dt.offset_by("720h"))
    limit = nw.when(in_time).then(received.dt.offset_by("1440h")).otherwise(received.dt.offset_by("720h"))
    return t["requests"].with_columns(limit=limit, as_of=nw.lit(facts.as_of.to_pydatetime()))


def _tumors(t: Frames, facts: _Facts) -> nw.LazyFrame[Any]:
    people = t["patients"].select("patient_id", patient_known=nw.lit(1))
    month = {name: _c(name).dt.year() * 12 + _c(name).dt.month() for name in ("abstracted", "first_contact")}
    return (
        t["tumors"]
        .join(people, on="patient_id", how="left")
        .with_columns(months=month["abstracted"] - month["first_contact"])
    )


def _access_log(t: Frames, facts: _Facts) -> nw.LazyFrame[Any]:
    users = t["users"].select(
        "user_id", "role", "unit", "active_from", "active_to",
        user_known=nw.lit(1), closed=_c("active_to").dt.offset_by("24h"),
    )  # fmt: skip
    care = (
        t["encounters"]
        .select("patient_id", "unit")
        .filter(~_c("patient_id").is_null(), ~_c("unit").is_null())
    )
    care = care.unique().with_columns(treated=nw.lit(1))
    return (
        t["access_log"]
        .join(users, on="user_id", how="left")
        .join(care, on=["patient_id", "unit"], how="left")
    )


# view -> how it is made, and the tables that it needs
VIEWS: dict[str, tuple[Callable[[Frames, _Facts], nw.LazyFrame[Any]], tuple[str, ...]]] = {
    "patients": (_patients, ("patients",)),
    "encounters": (lambda t, facts: t["visits"], ("encounters", "patients", "users")),
    "stays": (_stays, ("encounters", "patients", "users", "diagnoses", "documents", "procedures")),
    "diagnoses": (_diagnoses, ("diagnoses", "encounters")),
    "age_and_sex": (_age_and_sex, ("diagnoses", "encounters", "patients", "users")),
    "procedures": (_with_stay("procedures"), ("procedures", "encounters", "patients", "users")),
    "documents": (_with_stay("documents"), ("documents", "encounters", "patients", "users")),
    "requests": (_requests, ("requests",)),
    "tumors": (_tumors, ("tumors", "patients")),
    "access_log": (_access_log, ("access_log", "users", "encounters")),
}
# the columns that the views use; a rule may use others of its table
USED = {
    "patients": "patient_id ssn last_name first_name previous_name birth_date sex address zip phone death_date",
    "encounters": "encounter_id patient_id kind admission_type unit admitted discharged discharge_status attending",
    "diagnoses": "diagnosis_id encounter_id sequence code role poa",
    "procedures": "procedure_id encounter_id code performed operating_room",
    "documents": "document_id encounter_id kind written signed amended",
    "requests": "request_id requester received authorized authorization_expires extension_notified answered outcome",
    "tumors": "tumor_id patient_id birth_date county diagnosis_date age_at_diagnosis site laterality confirmation "
    "source first_contact abstracted last_contact",
    "users": "user_id role unit active_from active_to",
    "access_log": "access_id user_id patient_id at",
}

# ---- engines


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
        "pandas", "polars", "duckdb", "dask" or "spark". DuckDB comes with the package; Polars and Dask with the
        extra `cluster`, Spark with the extra `spark` (and Java).

    Returns
    -------
    dict
        The tables as frames of the engine: pandas.DataFrame, polars.DataFrame, duckdb relations of one
        connection in memory, dask or Spark data frames. Spark runs in a session whose time zone is UTC, so
        that local times stay what they are.

    Raises
    ------
    ValueError
        When there is no such engine.
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
    if engine == "polars":
        try:
            import polars as pl

            return {name: pl.from_pandas(frame) for name, frame in tables.items()}
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
        return {name: dd.from_pandas(frame, npartitions=2) for name, frame in tables.items()}
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


def _collect(queries: Sequence[nw.LazyFrame[Any]]) -> list[pd.DataFrame]:
    """Bring results back as pandas tables; engines that can share work between the two get them together."""
    if not queries:
        return []
    implementation = queries[0].implementation
    if implementation.is_polars():
        import polars as pl

        return [frame.to_pandas() for frame in pl.collect_all([nw.to_native(query) for query in queries])]
    if implementation.is_dask():
        import dask

        return list(dask.compute(*(nw.to_native(query) for query in queries)))
    if implementation.is_pandas_like():
        return [nw.to_native(query.collect()) for query in queries]
    return [nw.to_native(query.collect(backend="pandas")) for query in queries]


def _total(frame: nw.LazyFrame[Any], flag: str) -> nw.Expr:
    """How many are True; Spark adds up numbers only."""
    return (_c(flag).cast(nw.Int64) if frame.implementation.is_spark_like() else _c(flag)).sum()


def _keep(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Compute a frame once where several views build on it: pandas has, Polars is asked to."""
    if frame.implementation.is_polars():
        return nw.from_native(nw.to_native(frame).collect().lazy())
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
                f"Table {table} is not among the tables given ({', '.join(map(str, tables)) or 'none'}), and the "
                "rules need it. Add it, or leave out the rules that need it: audit(tables, rules=[...])."
            )
        columns = USED[table].split()
        if isinstance(tables[table], pd.DataFrame):
            frames[table] = nw.from_native(require(tables, table, columns)).lazy()
            continue
        try:
            frame = nw.from_native(tables[table]).lazy()
        except TypeError:
            raise TypeError(
                f"Table {table} is a {type(tables[table]).__name__}. It must be a data frame of pandas, Polars, "
                "DuckDB (a relation), Dask or Spark."
            ) from None
        schema = frame.collect_schema()
        absent = [column for column in columns if column not in schema]
        if absent:
            raise ValueError(
                f"Table {table}: column {', '.join(absent)} is not there; found {', '.join(schema)}. Rename or add "
                f"it: {TABLES[table][absent[0]][1].lower()}."
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
                    f"Table {table}, column {column}: found {found}, where the schema says {wanted}. Convert it "
                    "before the audit."
                )
            dates += [column] if found == nw.Date else []
        if dates:
            frame = frame.with_columns(_c(dates).cast(nw.Datetime("us")))
        frames[table] = frame
    engines = {frame.implementation for frame in frames.values()}
    if len(engines) > 1:
        raise ValueError(
            f"The tables are of several engines ({', '.join(sorted(map(str, engines)))}). Hand all of them to one: "
            "to_engine(tables, 'polars')."
        )
    return frames


def _in_order(table: Any, name: str) -> bool:
    """Whether keys are known to be unique: pandas tables were checked, others are where each key is larger."""
    if isinstance(table, pd.DataFrame):
        return True
    frame = nw.from_native(table)
    if not isinstance(frame, nw.DataFrame) or not len(frame):
        return False
    keys = frame[next(iter(TABLES[name]))]
    return keys.is_sorted() and not keys.is_null().any() and not (keys == keys.shift(1)).any()


def _gather(frames: Frames, checked: Collection[str], as_of: pd.Timestamp) -> _Facts:
    """Check that keys are unique where that is not known yet, and collect what the views need."""
    lazy = {name: frame for name, frame in frames.items() if name not in checked}
    keys = {name: next(iter(TABLES[name])) for name in lazy}
    queries = [
        frame.group_by(keys[name])
        .agg(rows=nw.len())
        .select(rows=_c("rows").sum(), different=nw.len(), gaps=_c(keys[name]).is_null().cast(nw.Int64).sum())
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
    return _Facts(as_of, unknown, incomplete, rare, physicians)


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
    """Return key, the columns shown, and for each rule whether it applies (a0, a1, ...) and is broken (b0, ...)."""
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


def _as_text(values: pd.Series[Any]) -> Any:
    """Write values for a finding: days without a midnight, `missing` for what is missing."""
    codes, different = pd.factorize(values.array)  # few values stand in many findings: each is written once
    text: Any = pd.Series(different)
    if pd.api.types.is_datetime64_any_dtype(text):
        text = text.dt.strftime("%Y-%m-%d %H:%M").str.removesuffix(" 00:00")
    elif pd.api.types.is_float_dtype(text):  # whole numbers beside gaps
        text = text.astype("int64")
    return np.append(text.astype(object).map(str).to_numpy(dtype=object), "missing")[
        codes
    ]  # a gap has the code -1


def _findings(rules: Sequence[Rule], hits: pd.DataFrame) -> Iterator[tuple[Any, Any]]:
    """Yield record and value of the findings of each rule of a view, in the order of the records."""
    key = next(iter(TABLES[rules[0].table]))
    hits = hits.sort_values(key)
    record = hits[key].to_numpy(dtype=object)
    for place, rule in enumerate(rules):
        rows = np.flatnonzero(hits[f"b{place}"].fillna(False).to_numpy(dtype=bool))
        value: Any = np.full(len(rows), "", dtype=object)
        for number, column in enumerate(rule.shows):
            word = f"{', ' if number else ''}{column.replace('_', ' ')} "
            value = value + word + _as_text(hits[column].iloc[rows])
        yield record[rows], value


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
        words); in the order of the rules, then of the records. `scorecard`, one row a rule: rule, title, table,
        category, subcategory, severity, kind, checked (records judged), found (records that break it), percent
        (100 found / checked; missing where nothing was judged), standard. Both are pandas tables, and the same
        on every engine.

    Raises
    ------
    TypeError, ValueError
        When a table or a column is missing, of the wrong type, with a time zone, empty or without a unique key,
        when tables are of several engines, or when a rule cannot be judged.

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
        frames["visits"] = _keep(_encounters(frames, facts))
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
            checked = totals.get(f"a{place}", totals["rows"])
            cards[rule.id] = (
                rule.id, rule.title, rule.table, rule.category, rule.subcategory, rule.severity, rule.kind,
                checked, len(found[0]), 100 * len(found[0]) / checked if checked else float("nan"), rule.standard,
            )  # fmt: skip
            findings[rule.id] = found
    names = "rule title table category subcategory severity kind checked found percent standard".split(" ")
    lengths = [len(findings[rule.id][0]) for rule in rules]
    long = {
        "rule": np.repeat([rule.id for rule in rules], lengths),
        "table": np.repeat([rule.table for rule in rules], lengths),
        "record": np.concatenate([findings[rule.id][0] for rule in rules]),
        "value": np.concatenate([findings[rule.id][1] for rule in rules]),
    }
    return Audit(
        pd.DataFrame(long, dtype="str"), pd.DataFrame([cards[rule.id] for rule in rules], columns=names)
    )


# ---- what the audit says


def percent_text(found: int, checked: int) -> str:
    """Write a share so that a small one is told from none.

    Parameters
    ----------
    found, checked : int
        Records that break a rule, and records judged.

    Returns
    -------
    str
        Percent with two decimals; "below 0.01" where that would read 0.00 and something was found, "above
        99.99" likewise, and "none judged" where there was nothing to judge.

    Examples
    --------
    >>> percent_text(3, 400), percent_text(0, 400), percent_text(1, 1_000_000), percent_text(0, 0)
    ('0.75', '0', 'below 0.01', 'none judged')
    """
    if not checked:
        return "none judged"
    if found in (0, checked):
        return "0" if not found else "100"
    share = 100 * found / checked
    return "below 0.01" if share < 0.005 else "above 99.99" if share >= 99.995 else f"{share:.2f}"


def by_category(scorecard: pd.DataFrame) -> pd.DataFrame:
    """Add up a scorecard by the categories of Kahn et al. 2016.

    Parameters
    ----------
    scorecard : DataFrame
        From `audit`.

    Returns
    -------
    DataFrame
        One row a category and sub-category: rules, rules_broken (rules with a finding), checked (judgements:
        records times rules), found, percent (100 found / checked).

    Examples
    --------
    >>> card = pd.DataFrame({"category": "completeness", "subcategory": "presence", "rule": ["A", "B"],
    ...                      "checked": [10, 30], "found": [1, 0]})
    >>> by_category(card)[["rules", "rules_broken", "checked", "found", "percent"]].to_numpy().tolist()
    [[2.0, 1.0, 40.0, 1.0, 2.5]]
    """
    table = (
        scorecard.assign(broken=scorecard["found"] > 0)
        .groupby(["category", "subcategory"], as_index=False)
        .agg(
            rules=("rule", "size"),
            rules_broken=("broken", "sum"),
            checked=("checked", "sum"),
            found=("found", "sum"),
        )
    )
    return table.assign(percent=(100 * table["found"] / table["checked"].where(table["checked"] > 0)))


def wilson(hits: int, trials: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson 1927).

    Parameters
    ----------
    hits, trials : int
        So many of so many.
    z : float
        Normal quantile; 1.96 gives 95 percent.

    Returns
    -------
    tuple of float
        Lower and upper bound, from 0 to 1; not a number without trials.

    Raises
    ------
    ValueError
        When there are more hits than trials, or fewer than none.

    Examples
    --------
    >>> [round(bound, 4) for bound in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    if not 0 <= hits <= trials:
        raise ValueError(f"{hits} hits of {trials} trials: hits lie between 0 and the number of trials.")
    if not trials:
        return float("nan"), float("nan")
    share = hits / trials
    middle = share + z * z / (2 * trials)
    half = z * (share * (1 - share) / trials + z * z / (4 * trials * trials)) ** 0.5
    scale = 1 + z * z / trials
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


_TRUTH = ("table", "record", "kind", "other", "defect")


def _check_truth(findings: pd.DataFrame, truth: pd.DataFrame) -> None:
    for name, frame, columns in (("findings", findings, ("rule", "record")), ("truth", truth, _TRUTH)):
        absent = [column for column in columns if column not in frame]
        if absent:
            raise ValueError(
                f"{name}: column {', '.join(absent)} is not there; found {', '.join(map(str, frame.columns))}. "
                "Take findings from audit() and truth from make_records()."
            )


def score(findings: pd.DataFrame, truth: pd.DataFrame, rules: Sequence[Rule] = RULES) -> pd.DataFrame:
    """Compare findings with the planted truth, kind by kind.

    Parameters
    ----------
    findings : DataFrame
        From `audit`.
    truth : DataFrame
        From `make_records`: table, record, kind, other, defect.
    rules : sequence of Rule
        The rules of the audit: they say which kind each looks for.

    Returns
    -------
    DataFrame
        One row a kind of defect, also those that no rule looks for: kind, table, seen (what was expected
        beforehand: rule, overlap or never), rules (ids), planted, caught (planted records that a rule of this
        kind found), missed, recall with recall_low and recall_high (Wilson, 95 percent), alarms (records that
        those rules found), right (alarms that carry this kind), false_alarms, precision with precision_low and
        precision_high. For kinds that are one thing of two records (a shared number, duplicates) an alarm at
        either of the two is right, and the two kinds of duplicate are judged together. Shares are from 0 to 1, and missing where there is nothing to divide by.

    Raises
    ------
    ValueError
        When a column is missing.

    Examples
    --------
    >>> found = pd.DataFrame({"rule": "PAT-03", "record": ["P1", "P2"]})
    >>> truth = pd.DataFrame({"table": "patients", "record": ["P1", "P3"], "kind": "missing_sex",
    ...                       "other": None, "defect": True})
    >>> score(found, truth).set_index("kind").loc["missing_sex", ["planted", "caught", "alarms", "right"]].tolist()
    [2, 1, 2, 1]
    """
    _check_truth(findings, truth)
    planted = truth[truth["defect"].astype(bool)]
    rows = []
    for kind, table, _, seen in DEFECTS:
        kinds = DUPLICATES if kind in DUPLICATES else (kind,)
        own = [rule.id for rule in rules if rule.kind in kinds]
        alarms = set(findings.loc[findings["rule"].isin(own), "record"])
        carriers = set(planted.loc[planted["kind"] == kind, "record"])
        like = planted[planted["kind"].isin(kinds)]
        culprits = set(like["record"]) | set(like["other"].dropna() if kind in PAIRS else [])
        caught, right = len(carriers & alarms), len(alarms & culprits)
        recall = caught / len(carriers) if carriers else float("nan")
        precision = right / len(alarms) if alarms else float("nan")
        rows.append(
            (
                kind, table, seen, ", ".join(own), len(carriers), caught, len(carriers) - caught,
                recall, *wilson(caught, len(carriers)),
                len(alarms), right, len(alarms) - right, precision, *wilson(right, len(alarms)),
            )
        )  # fmt: skip
    names = (
        "kind table seen rules planted caught missed recall recall_low recall_high "
        "alarms right false_alarms precision precision_low precision_high"
    )
    return pd.DataFrame(rows, columns=names.split(" "))


def explain_alarms(
    findings: pd.DataFrame, truth: pd.DataFrame, rules: Sequence[Rule] = RULES
) -> pd.DataFrame:
    """Say what the alarms of the overlapping kinds were: planted, a legitimate look-alike, or neither.

    Parameters
    ----------
    findings, truth, rules
        As for `score`.

    Returns
    -------
    DataFrame
        One row a kind and what its alarms were: kind, was (the kind itself, "another defect: ..." , "legitimate:
        ..." or "nothing known"), alarms (records).

    Raises
    ------
    ValueError
        When a column is missing.

    Examples
    --------
    >>> found = pd.DataFrame({"rule": "PAT-09", "record": ["P1", "P2"]})
    >>> truth = pd.DataFrame({"table": "patients", "record": ["P1", "P2"], "kind": ["overlay", "name_change"],
    ...                       "other": None, "defect": [True, False]})
    >>> explain_alarms(found, truth)["was"].tolist()
    ['overlay', 'legitimate: name_change']
    """
    _check_truth(findings, truth)
    pieces = []
    for kind, table, _, seen in DEFECTS:
        if seen != "overlap":
            continue
        if kind == DUPLICATES[1]:
            continue  # judged with the other
        kinds = DUPLICATES if kind in DUPLICATES else (kind,)
        own = [rule.id for rule in rules if rule.kind in kinds]
        alarms = pd.Index(findings.loc[findings["rule"].isin(own), "record"].unique())
        here = truth[truth["table"] == table]
        ends = here[["kind", "defect", "record"]]
        both = here["kind"].isin([*PAIRS, "twins", "household"]) & here["other"].notna()
        other = here.loc[both, ["kind", "defect", "other"]].rename(columns={"other": "record"})
        ends = pd.concat([ends, other])
        same, defect = ends["kind"].isin(kinds), ends["defect"].astype(bool)
        was = ("legitimate: " + ends["kind"]).mask(defect, "another defect: " + ends["kind"])
        was = was.mask(same, ends["kind"])
        # A record is told by what weighs most; twins are a household too.
        order = (~same).astype(int) + (~defect).astype(int) + (ends["kind"] == "household").astype(int)
        told = pd.DataFrame({"record": ends["record"], "was": was, "order": order})
        told = (
            told.sort_values(["order", "was"], kind="stable")
            .drop_duplicates("record")
            .set_index("record")["was"]
        )
        counts = told.reindex(alarms).fillna("nothing known").value_counts()
        counts = counts[sorted(counts.index, key=lambda was, kinds=kinds: (was not in kinds, was))]
        pieces.append(pd.DataFrame({"kind": kind, "was": counts.index, "alarms": counts.to_numpy()}))
    return pd.concat(pieces, ignore_index=True)
