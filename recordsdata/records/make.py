"""Make the records of the practice lab: linked tables of made-up patients, with defects that are known.

The same arguments give the same tables, byte for byte as CSV, wherever the package runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.records.defects import LOOKALIKES
from recordsdata.records.draws import dates, digits, overwrite, stream, text, times, whole, words
from recordsdata.records.papers import (
    ACTIONS,
    DOCUMENTS,
    OUTCOMES,
    REQUESTERS,
    STAFF,
    WHERE,
    assign_staff,
    count_beds,
    make_access,
    make_documents,
    make_notes,
    make_requests,
    make_second_coding,
    make_users,
    someone,
)
from recordsdata.records.people import (
    MEN,
    PLACES,
    RACES,
    SEXES,
    SURNAMES,
    WOMEN,
    Columns,
    make_people,
    patient_columns,
)
from recordsdata.records.plant import KINDS, LIMIT, Plan, plant
from recordsdata.records.schema import TABLES
from recordsdata.records.stays import (
    ADMISSIONS,
    PAYERS,
    POA,
    ROLES,
    SETTINGS,
    STATUSES,
    UNITS,
    Load,
    make_diagnoses,
    make_encounters,
    make_procedures,
    read_cases,
    unit_of,
)
from recordsdata.records.tumors import (
    BEHAVIORS,
    CANCERS,
    CONFIRMATIONS,
    FOLLOW_BACK,
    SIDES,
    SOURCES,
    VITAL,
    make_tumors,
)

__all__ = ["LEAST_PATIENTS", "MOST_PATIENTS", "make_records"]

LEAST_PATIENTS, MOST_PATIENTS = 100, 2_000_000


def make_records(
    patients: int = 5000, seed: int = 1, defects: float | Mapping[str, float] = 0.01
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Make linked tables of made-up records, and say which of them are wrong.

    Parameters
    ----------
    patients : int
        People, from 100 to 2,000,000; second records of the same person, planted, come on top. A patient has
        about 1.7 encounters within the year.
    seed : int
        A whole number of 0 or more; each gives other records.
    defects : float or mapping of str to float
        Share of the eligible records of a kind that carry it, from 0 to 0.02: one for all kinds, or a share
        by kind (those not named are not planted). A patient counts once in a kind, and carries one defect at
        most; above 0 at least one record of a kind is spoilt where any is eligible.

    Returns
    -------
    tables : dict of str to DataFrame
        The tables of `recordsdata.records.schema.TABLES`; all of it is made up.
    truth : DataFrame
        One row a record: table, record (its first column), kind (of DEFECTS or LOOKALIKES), other (for
        shared_ssn, overlapping_stays and misfiled_document, which stand with both records, the other one; for
        repeated_code the row that is repeated; for second records, overlays, twins and households as
        DEFECTS says; otherwise missing), defect (False: a legitimate record that looks like a defect).

    Raises
    ------
    TypeError
        When patients or seed is no whole number, or defects neither a number nor a mapping.
    ValueError
        When patients or seed is out of range, a share is not from 0 to 0.02, or there is no such kind.

    Examples
    --------
    >>> tables, truth = make_records(200, seed=7, defects={"missing_sex": 0.01})
    >>> truth.query("defect")[["table", "kind"]].value_counts().to_dict()
    {('patients', 'missing_sex'): 2}
    >>> int(tables["patients"]["sex"].isna().sum())
    2
    """
    _check_count("patients", patients, LEAST_PATIENTS, MOST_PATIENTS)
    _check_count("seed", seed, 0, 2**63 - 1)
    return records_from(datasets.load, int(patients), int(seed), _rates(defects))


def _check_count(name: str, value: object, least: int, most: int) -> None:
    """Check that an argument is a whole number in its range."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name} must be a whole number, not {value!r}.")
    if not least <= value <= most:
        raise ValueError(f"{name} is {value:,}, but must be from {least:,} to {most:,}.")


def _rates(defects: object) -> dict[str, float]:
    """Return the share of every kind."""
    if isinstance(defects, Mapping):
        unknown = [str(kind) for kind in defects if kind not in KINDS]
        if unknown:
            raise ValueError(
                f"{unknown[0]!r} is not a kind of defect. There are: {', '.join(KINDS)}. "
                "recordsdata.records.defects.list_defects() says what each is."
            )
        given = dict(defects)
    elif isinstance(defects, (int, float, np.integer, np.floating)) and not isinstance(defects, bool):
        given = dict.fromkeys(KINDS, defects)
    else:
        raise TypeError(f"defects must be a share or a mapping of kinds to shares, not {defects!r}.")
    for kind, rate in given.items():
        number = isinstance(rate, (int, float, np.integer, np.floating)) and not isinstance(rate, bool)
        if not number or not 0 <= float(rate) <= LIMIT:
            raise ValueError(
                f"defects: the share of {kind} is {rate!r}, but must be a number from 0 to {LIMIT}."
            )
    return {kind: float(given.get(kind, 0)) for kind in KINDS}


def records_from(
    load: Load, patients: int = 5000, seed: int = 1, rates: Mapping[str, float] | None = None
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Make the tables with the illnesses, their MS-DRGs and mean stays that `load` reads by name."""
    rates = _rates(0.01) if rates is None else rates
    cases = read_cases(load)
    people = make_people(patients, seed)
    encounters = make_encounters(people, cases, seed)
    encounters["unit"] = unit_of(encounters, cases, seed)
    users = make_users(len(encounters["kind"]), len(SURNAMES), seed)
    assign_staff(encounters, users, seed)
    tumors, certificates, coded = make_tumors(people, encounters, cases, seed)
    diagnoses = make_diagnoses(encounters, cases, seed, coded)
    procedures = make_procedures(encounters, cases, seed)
    _assign_surgeons(procedures, encounters, users, seed)
    raw = {
        "people": people,
        "encounters": encounters,
        "diagnoses": diagnoses,
        "procedures": procedures,
        "documents": make_documents(encounters, procedures, users, seed),
        "second": make_second_coding(diagnoses, encounters, cases, seed),
        "requests": make_requests(people, seed),
        "tumors": tumors,
        "certificates": certificates,
        "users": users,
        "access": make_access(encounters, users, seed),
        "beds": {"beds": count_beds(encounters)},
    }
    plan = plant(raw, cases, rates, seed)
    return _assemble(plan)


def _assign_surgeons(procedures: Columns, encounters: Columns, users: Columns, seed: int) -> None:
    """Give each procedure a physician: of surgery or obstetrics for an operation, else the attending one."""
    of = procedures["encounter"]
    unit = encounters["unit"][of]
    obstetrics, surgery = UNITS.index("obstetrics"), UNITS.index("surgery")
    place = np.where(unit == obstetrics, obstetrics, surgery)
    until = encounters["discharged"][of] // 1440 + 60
    surgeon = someone(stream(seed, "surgeons"), users, 0, place, until)
    procedures["surgeon"] = np.where(procedures["theatre"], surgeon, encounters["attending"][of])


def _assemble(plan: Plan) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Turn columns of numbers into the tables of the schema, and rows of the truth into names of records."""
    raw, cases = plan.raw, plan.cases
    # name -> (names of the records by row of the raw columns, columns in the order of those rows)
    names: dict[str, Any] = {}
    tables: dict[str, pd.DataFrame] = {}

    def finish(table: str, columns: Columns, order: Any = None) -> None:
        for (of, name), (rows, values) in plan.altered.items():
            if of == table:
                columns[name] = overwrite(columns[name], np.array(rows, dtype=np.int64), values)
        frame = pd.DataFrame({name: columns[name] for name in TABLES[table]}, copy=False)
        tables[table] = frame if order is None else frame.take(order).reset_index(drop=True)
        names[table] = columns[next(iter(TABLES[table]))]

    people = raw["people"]
    columns = patient_columns(people)
    columns["birth_order"] = whole(people["birth_order"], people["birth_order"] > 0)
    finish("patients", columns, np.argsort(people["id"], kind="stable"))

    users = raw["users"]
    finish(
        "users",
        {
            "user_id": text("U", digits(1000 + np.arange(len(users["role"])), 4)),
            "last_name": words(SURNAMES, users["last_name"]),
            "role": words(STAFF, users["role"]),
            "unit": words(WHERE, users["unit"]),
            "active_from": dates(users["from"]),
            "active_to": dates(users["to"]),
        },
    )
    encounters = raw["encounters"]
    size = len(encounters["kind"])
    finish(
        "encounters",
        {
            "encounter_id": text("E", digits(1 + np.arange(size), 9)),
            "patient_id": names["patients"].take(encounters["patient"]),
            "kind": words(SETTINGS, encounters["kind"]),
            "admission_type": words(ADMISSIONS, encounters["admission"]),
            "unit": words(UNITS, encounters["unit"]),
            "admitted": times(encounters["admitted"]),
            "discharged": times(encounters["discharged"]),
            "discharge_status": words(STATUSES, encounters["status"]),
            "payer": words(PAYERS, encounters["payer"]),
            "attending": names["users"].take(encounters["attending"]),
            "coder": names["users"].take(encounters["coder"]),
            "drg": words(cases["drgs"], np.where(encounters["kind"] == 0, encounters["drg"], -1)),
        },
    )
    _lists(plan, finish, names)
    _trails(plan, finish, names)
    _registry(plan, finish, names)
    tables["units"] = pd.DataFrame(
        {"unit": pd.array(UNITS[:6], dtype="str"), "beds": raw["beds"]["beds"].astype("int64")}
    )
    titles = cases["profiles"]["title"].to_numpy(dtype=object)[encounters["case"]]
    away = np.array([*plan.strangers.items()], dtype=np.int64).reshape(-1, 2).T
    theirs = pd.to_datetime(dates(people["birth_date"][away[1]]))
    births = dict(zip(names["encounters"].take(away[0]), theirs, strict=True))
    notes = make_notes(tables, titles, births, plan.seed)
    count = len(notes["text"])
    tables["notes"] = pd.DataFrame(
        {
            "note_id": text("N", digits(1 + np.arange(count), 9)) if count else pd.array([], dtype="str"),
            "encounter_id": pd.array(notes["encounter_id"], dtype="str"),
            "text": pd.array(notes["text"], dtype="str"),
        }
    )
    return {name: tables[name] for name in TABLES}, _truth(plan, names)


def _lists(plan: Plan, finish: Any, names: dict[str, Any]) -> None:
    """Assemble diagnoses, second coding and procedures, numbered within their encounter."""
    raw, cases = plan.raw, plan.cases
    encounter = names["encounters"]
    for table, part, mark in (
        ("diagnoses", raw["diagnoses"], ""),
        ("second_coding", raw["second"], "S"),
        ("procedures", raw["procedures"], "P"),
    ):
        of = part["encounter"]
        keep = np.flatnonzero(~part["gone"]) if "gone" in part else np.arange(len(of))
        by = keep[np.argsort(of[keep], kind="stable")]
        starts = np.flatnonzero(np.diff(of[by], prepend=-1))
        place = np.arange(len(by)) - np.repeat(starts, np.diff(starts, append=len(by))) + 1
        sequence = np.zeros(len(of), dtype=np.int64)
        sequence[by] = place
        key = {"diagnoses": "diagnosis_id", "second_coding": "line_id", "procedures": "procedure_id"}[table]
        columns: Columns = {
            key: text("E", digits(of + 1, 9), f"-{mark}", digits(sequence, 2)),
            "encounter_id": encounter.take(of),
            "sequence": sequence,
        }
        if table == "procedures":
            columns |= {
                "code": words(cases["pcs"], part["code"]),
                "performed": times(part["performed"]),
                "surgeon": names["users"].take(part["surgeon"]),
                "operating_room": part["theatre"],
            }
        else:
            columns |= {
                "code": words(cases["codes"], part["code"]),
                "role": words(ROLES, part["role"]),
                "poa": words(POA, part["poa"]),
            }
        finish(table, columns, by)


def _numbered(letter: str, part: Columns, when: str) -> tuple[Any, Any]:
    """Number the rows that stay in the order of their times; return names by row, and the rows in order."""
    keep = np.flatnonzero(~part["gone"])
    by = keep[np.argsort(part[when][keep], kind="stable")]
    number = np.zeros(len(part["gone"]), dtype=np.int64)
    number[by] = np.arange(len(by)) + 1
    return text(letter, digits(number, 9)), by


def _trails(plan: Plan, finish: Any, names: dict[str, Any]) -> None:
    """Assemble documents, requests and the access log."""
    raw = plan.raw
    documents = raw["documents"]
    name, by = _numbered("D", documents, "written")
    finish(
        "documents",
        {
            "document_id": name,
            "encounter_id": names["encounters"].take(documents["encounter"]),
            "kind": words(DOCUMENTS, documents["kind"]),
            "author": names["users"].take(documents["author"]),
            "written": times(documents["written"]),
            "signed": times(documents["signed"]),
            "amended": times(documents["amended"]),
        },
        by,
    )
    requests = raw["requests"]
    finish(
        "requests",
        {
            "request_id": text("R", digits(1 + np.arange(len(requests["patient"])), 8)),
            "patient_id": names["patients"].take(requests["patient"]),
            "requester": words(REQUESTERS, requests["requester"]),
            "outcome": words(OUTCOMES, requests["outcome"]),
        }
        | {
            name: dates(requests[name])
            for name in ("received", "authorized", "authorization_expires", "extension_notified", "answered")
        },
    )
    access = raw["access"]
    name, by = _numbered("A", access, "at")
    finish(
        "access_log",
        {
            "access_id": name,
            "user_id": names["users"].take(access["user"]),
            "patient_id": names["patients"].take(access["patient"]),
            "at": times(access["at"]),
            "action": words(ACTIONS, access["action"]),
        },
        by,
    )


def _registry(plan: Plan, finish: Any, names: dict[str, Any]) -> None:
    """Assemble abstracts and death certificates."""
    tumors, certificates = plan.raw["tumors"], plan.raw["certificates"]
    firsts = [*WOMEN, *MEN]
    cancer = tumors["cancer"]
    finish(
        "tumors",
        {
            "tumor_id": text("T", digits(1 + np.arange(len(cancer)), 8)),
            "patient_id": names["patients"].take(tumors["patient"], allow_fill=True),
            "last_name": words(SURNAMES, tumors["last_name"]),
            "first_name": words(firsts, tumors["first_name"]),
            "sex": words(SEXES, tumors["sex"]),
            "race": words(RACES, tumors["race"]),
            "county": words([row[1] for row in PLACES], tumors["county"]),
            "age_at_diagnosis": whole(tumors["age_at_diagnosis"]),
            "site": words([row.site for row in CANCERS], cancer),
            "histology": words([row.histology for row in CANCERS], cancer),
            "behavior": words(BEHAVIORS, np.array([int(row.behavior) for row in CANCERS])[cancer]),
            "laterality": words(SIDES, tumors["laterality"]),
            "confirmation": words(CONFIRMATIONS, tumors["confirmation"]),
            "source": words(SOURCES, tumors["source"]),
            "vital_status": words(VITAL, tumors["vital_status"]),
        }
        | {
            name: dates(tumors[name])
            for name in ("birth_date", "diagnosis_date", "first_contact", "abstracted", "last_contact")
        },
    )
    finish(
        "certificates",
        {
            "certificate_id": text("C", digits(1 + np.arange(len(certificates["tumor"])), 8)),
            "last_name": words(SURNAMES, certificates["last_name"]),
            "first_name": words(firsts, certificates["first_name"]),
            "birth_date": dates(certificates["birth_date"]),
            "sex": words(SEXES, certificates["sex"]),
            "death_date": dates(certificates["death_date"]),
            "cause": words([row.cause for row in CANCERS], certificates["cancer"]),
            "tumor_id": names["tumors"].take(certificates["tumor"], allow_fill=True),
            "follow_back": words(FOLLOW_BACK, certificates["follow_back"]),
        },
    )


def _truth(plan: Plan, names: dict[str, Any]) -> pd.DataFrame:
    """Return the truth by table, record and kind."""
    place = {kind: number for number, kind in enumerate([*KINDS, *LOOKALIKES])}
    parts = []
    for kind, table, rows, other in sorted(plan.truth, key=lambda entry: place[entry[0]]):
        by = np.argsort(rows, kind="stable")
        parts.append(
            pd.DataFrame(
                {
                    "table": words([table], np.zeros(len(rows), dtype=np.int64)),
                    "record": names[table].take(rows[by]),
                    "kind": words([kind], np.zeros(len(rows), dtype=np.int64)),
                    "other": names[table].take(other[by], allow_fill=True),
                    "defect": np.full(len(rows), kind in KINDS),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
