"""What the rules look at: each table with what it needs from others, joined lazily and once.

A view is a function of the tables and of a few facts (the day, the codes that are wrong, the physicians); a
rule names its view. Everything runs through narwhals, on any engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import narwhals as nw
import pandas as pd

from recordsdata.records.rules import age_between

__all__ = ["SAME_CASE_DAYS", "USED", "VIEWS", "Facts", "join_visits"]

_c = nw.col
_SHARED = ("strangers", "namesakes", "renamed")  # what a pair of patients may be
SAME_CASE_DAYS = 60  # SEER, multiple primary rules: within 60 days, the same tumour is taken as one
Frames = Mapping[str, "nw.LazyFrame[Any]"]


class Facts(NamedTuple):
    """What the views need beside the tables."""

    as_of: pd.Timestamp
    unknown: list[str]
    incomplete: list[str]
    rare: list[str]
    physicians: list[str]


def _alike(left: str) -> nw.Expr:
    """1 where a pair of patients agrees in a column, 0 where it does not or one of them has none."""
    return nw.when(_c(left) == _c(f"{left}_other")).then(nw.lit(1)).otherwise(nw.lit(0))


def _differ(left: str) -> nw.Expr:
    """1 where both of a pair of patients have a value in a column, and not the same."""
    both = ~_c(left).is_null() & ~_c(f"{left}_other").is_null()
    return nw.when(both & (_c(left) != _c(f"{left}_other"))).then(nw.lit(1)).otherwise(nw.lit(0))


def _pairs(frame: nw.LazyFrame[Any], on: list[str], key: str, keep: list[str]) -> nw.LazyFrame[Any]:
    """Pair the records that agree in all of the columns `on`: each pair stands there twice."""
    frame = frame.select(key, *on, *keep).filter(*(~_c(column).is_null() for column in on))
    if frame.implementation.is_polars():  # elsewhere the join alone is quicker
        frame = frame.filter(nw.len().over(*on) > 1)
    return frame.join(frame, on=on, how="inner", suffix="_other").filter(_c(key) != _c(f"{key}_other"))


def _count(frame: nw.LazyFrame[Any], by: str, name: str) -> nw.LazyFrame[Any]:
    return frame.group_by(by).agg(nw.len().alias(name))


def _patients(t: Frames, facts: Facts) -> nw.LazyFrame[Any]:
    """Patients, with 1 where there is another who has their number, may be they, or may be they renamed.

    Each pair is looked for by what few people share. By birth date, sex and one name there would be a hundred
    times the pairs among ten times the patients.
    """
    people, key, born = t["patients"], "patient_id", ["birth_date", "sex"]
    no, score = nw.lit(0), _alike("last_name") + _alike("first_name") + _alike("birth_date")
    same = nw.when(score >= 2).then(nw.lit(1)).otherwise(nw.lit(0))
    other = _alike("first_name") * _differ("last_name")  # the same but for the surname
    found = []
    for on, strangers, namesakes, renamed in (
        (["ssn"], 1 - same, same, _alike("birth_date") * _alike("sex") * other),
        ([*born, "address"], no, _alike("last_name"), other),
        ([*born, "phone"], no, _alike("last_name"), other),
        ([*born, "last_name", "first_name"], no, nw.lit(1), no),
    ):
        keep = [column for column in (*born, "last_name", "first_name") if column not in on]
        pairs = _pairs(people, on, key, keep)
        found.append(pairs.select(key, strangers=strangers, namesakes=namesakes, renamed=renamed))
    name = [*born, "first_name", "last_name"]
    now = people.select(key, *name).filter(*(~_c(column).is_null() for column in name))
    both = (~_c(column).is_null() for column in ("previous_name", "last_name"))
    before = people.filter(*both, _c("previous_name") != _c("last_name"))
    before = before.select(*name[:-1], before=key, last_name="previous_name")
    returned = before.join(now, on=name, how="inner").filter(_c("before") != _c(key))
    for one in ("before", key):
        found.append(returned.select(_c(one).alias(key), strangers=no, namesakes=no, renamed=nw.lit(1)))
    shared = nw.concat(found).group_by(key).agg(*(_c(kind).max() for kind in _SHARED))
    marks = {kind: nw.when(_c(kind) > 0).then(nw.lit(1)) for kind in _SHARED}
    return people.join(shared.select(key, **marks), on=key, how="left").with_columns(
        as_of=nw.lit(facts.as_of.to_pydatetime()),
        born_since=nw.lit((facts.as_of - pd.DateOffset(years=120)).to_pydatetime()),
    )


def _known(t: Frames) -> nw.LazyFrame[Any]:
    return t["patients"].select("patient_id", patient_known=nw.lit(1))


def join_visits(t: Frames, facts: Facts) -> nw.LazyFrame[Any]:
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


def _stays(t: Frames, facts: Facts) -> nw.LazyFrame[Any]:
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


def _diagnoses(t: Frames, facts: Facts) -> nw.LazyFrame[Any]:
    kinds = t["encounters"].select("encounter_id", encounter_kind="kind", encounter_known=nw.lit(1))
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


def _age_and_sex(t: Frames, facts: Facts) -> nw.LazyFrame[Any]:
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


def _with_stay(table: str) -> Callable[[Frames, Facts], nw.LazyFrame[Any]]:
    """Make the view of a table with its stay, whose dates are missing where they do not hold."""

    def view(t: Frames, facts: Facts) -> nw.LazyFrame[Any]:
        holds = _c("dates_hold")
        stays = t["visits"].select(
            "encounter_id",
            encounter_kind="kind",
            encounter_known=nw.lit(1),
            admitted=nw.when(holds).then(_c("admitted")),
            discharged=nw.when(holds).then(_c("discharged")),
        )
        due = facts.as_of - pd.Timedelta(days=30)
        return (
            t[table].join(stays, on="encounter_id", how="left").with_columns(due=nw.lit(due.to_pydatetime()))
        )

    return view


def _requests(t: Frames, facts: Facts) -> nw.LazyFrame[Any]:
    received, notified = _c("received"), _c("extension_notified")
    in_time = ~notified.is_null() & (notified <= received.dt.offset_by("720h"))
    limit = nw.when(in_time).then(received.dt.offset_by("1440h")).otherwise(received.dt.offset_by("720h"))
    requests = t["requests"].join(_known(t), on="patient_id", how="left")
    return requests.with_columns(limit=limit, as_of=nw.lit(facts.as_of.to_pydatetime()))


def _tumors(t: Frames, facts: Facts) -> nw.LazyFrame[Any]:
    tumors, key, days = t["tumors"], "tumor_id", f"{24 * SAME_CASE_DAYS}h"
    cut = tumors.with_columns(site=_c("site").str.slice(0, 3), histology=_c("histology").str.slice(0, 3))
    same = ["patient_id", "site", "histology", "laterality"]
    repeats = _pairs(cut, same, key, ["diagnosis_date"]).filter(
        _c("diagnosis_date") <= _c("diagnosis_date_other").dt.offset_by(days),
        _c("diagnosis_date_other") <= _c("diagnosis_date").dt.offset_by(days),
    )
    month = {name: _c(name).dt.year() * 12 + _c(name).dt.month() for name in ("abstracted", "first_contact")}
    return (
        tumors.join(_known(t), on="patient_id", how="left")
        .join(_count(repeats, key, "repeats"), on=key, how="left")
        .with_columns(months=month["abstracted"] - month["first_contact"])
    )


def _access_log(t: Frames, facts: Facts) -> nw.LazyFrame[Any]:
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
        .join(_known(t), on="patient_id", how="left")
    )


# view -> how it is made, and the tables that it needs
VIEWS: dict[str, tuple[Callable[[Frames, Facts], nw.LazyFrame[Any]], tuple[str, ...]]] = {
    "patients": (_patients, ("patients",)),
    "encounters": (lambda t, facts: t["visits"], ("encounters", "patients", "users")),
    "stays": (_stays, ("encounters", "patients", "users", "diagnoses", "documents", "procedures")),
    "diagnoses": (_diagnoses, ("diagnoses", "encounters")),
    "age_and_sex": (_age_and_sex, ("diagnoses", "encounters", "patients", "users")),
    "procedures": (_with_stay("procedures"), ("procedures", "encounters", "patients", "users")),
    "documents": (_with_stay("documents"), ("documents", "encounters", "patients", "users")),
    "requests": (_requests, ("requests", "patients")),
    "tumors": (_tumors, ("tumors", "patients")),
    "access_log": (_access_log, ("access_log", "users", "encounters", "patients")),
    "users": (lambda t, facts: t["users"], ("users",)),
}
# the columns that the views use; a rule may use others of its table
USED = {
    "patients": "patient_id ssn last_name first_name previous_name birth_date sex address zip phone "
    "death_date",
    "encounters": "encounter_id patient_id kind admission_type unit admitted discharged discharge_status "
    "attending",
    "diagnoses": "diagnosis_id encounter_id sequence code role poa",
    "procedures": "procedure_id encounter_id code performed operating_room",
    "documents": "document_id encounter_id kind written signed amended",
    "requests": "request_id patient_id requester received authorized authorization_expires "
    "extension_notified answered outcome",
    "tumors": "tumor_id patient_id birth_date county diagnosis_date age_at_diagnosis site histology "
    "laterality confirmation source first_contact abstracted last_contact",
    "users": "user_id role unit active_from active_to",
    "access_log": "access_id user_id patient_id at",
}
