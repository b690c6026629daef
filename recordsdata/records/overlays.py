"""Screen for two patients in one record, which linkage cannot see."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from recordsdata.records.linkage import pairs_known
from recordsdata.records.registry import percent_of
from recordsdata.records.tables import require

__all__ = ["SIGNS", "mix_at_random", "score_overlays", "screen_overlays"]

# Signs that a stay is of another person than the record says: name, and what is looked at. Codes of ICD-10-CM
# by their first characters; what they tell of sex and age follows the Medicare Code Editor's sex and age
# conflicts, in short. Bounds of age are wide, so that few true patients lie beyond them.
_WOMEN_TEXT = """
O C51 C52 C53 C54 C55 C56 C57 C58 D25 N70 N71 N72 N73 N76 N80 N81 N83 N84 N85 N87 N91 N92 N93 N95 Z34 Z37 Z39
"""
_WOMEN_ONLY = tuple(_WOMEN_TEXT.split())
_MEN_ONLY = ("C60", "C61", "C62", "C63", "N40", "N41", "N42", "N43", "N44", "N45", "N46", "N47", "N48", "N49")
_NEWBORNS_ONLY = ("P", "Z38")
SIGNS = {
    "other sex": "A diagnosis that only the other sex can have",
    "newborn care": "Cared for as a newborn, and older than a year",
    "child's unit": "In the children's unit at 21 years or more",
    "childbirth": "In obstetrics below 10 or above 60 years",
    "before birth": "Here before the day of birth",
    "after death": "Here after the day of death",
    "two beds": "In two beds at once",
    "seen elsewhere": "Seen in the clinic or the emergency department while in a bed",
    "other birthday": "A note gives another day of birth",
}
_BORN = r"(?:born |DOB )(\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2})"  # in a note


def screen_overlays(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Look for records in which the stays of two patients may have been filed.

    Linkage compares records with each other, so it cannot see two people in one. What can be seen is a stay
    that does not go with the person: the other sex, another age, two places at once, another day of birth.

    Parameters
    ----------
    tables : mapping of DataFrames
        `patients`, `encounters`, `diagnoses` and `notes`.

    Returns
    -------
    DataFrame
        One row a record, stay and sign, in order: patient_id, encounter_id, sign (a key of `SIGNS`).

    Raises
    ------
    ValueError
        When a table or column is missing, empty or of the wrong type.

    Notes
    -----
    A sign is a reason to open the record, not a finding: a wrong sex, day of birth or code gives the same
    sign, and many overlays give none, because two adults of one sex have stays that could be either's.

    Examples
    --------
    >>> day = pd.Timestamp("2026-02-01")
    >>> born = pd.Timestamp("1950-06-01")
    >>> patients = pd.DataFrame({"patient_id": ["P1"], "sex": "M", "birth_date": born, "death_date": None})
    >>> stays = pd.DataFrame({"encounter_id": ["E1"], "patient_id": "P1", "kind": "inpatient",
    ...                       "unit": "surgery", "admission_type": "urgent", "admitted": day,
    ...                       "discharged": day})
    >>> codes = pd.DataFrame({"diagnosis_id": ["E1-01"], "encounter_id": "E1", "code": "O80"})
    >>> notes = pd.DataFrame({"note_id": ["N1"], "encounter_id": "E1", "text": "Came for a hernia."})
    >>> tables = {"patients": patients, "encounters": stays, "diagnoses": codes, "notes": notes}
    >>> found = screen_overlays(tables)
    >>> found["sign"].tolist()
    ['other sex']
    """
    people = require(tables, "patients", ["patient_id", "sex", "birth_date", "death_date"])
    columns = ["encounter_id", "patient_id", "kind", "unit", "admission_type", "admitted", "discharged"]
    stays = require(tables, "encounters", columns)[columns]
    codes = require(tables, "diagnoses", ["encounter_id", "code"])
    notes = require(tables, "notes", ["encounter_id", "text"], may_be_empty=True)
    rows = stays.merge(people[["patient_id", "sex", "birth_date", "death_date"]], on="patient_id")
    code = codes["code"].fillna("")
    with_code = {
        name: rows["encounter_id"].isin(codes.loc[code.str.startswith(some), "encounter_id"])
        for name, some in (("women", _WOMEN_ONLY), ("men", _MEN_ONLY), ("newborns", _NEWBORNS_ONLY))
    }
    day = rows["admitted"].dt.normalize()
    years = (day - rows["birth_date"]).dt.days / 365.25
    time = rows.sort_values(["patient_id", "admitted", "encounter_id"], kind="stable")
    stay = time["kind"] == "inpatient"
    who = time["patient_id"]
    until = time["discharged"].where(stay).groupby(who).cummax().groupby(who).ffill().groupby(who).shift()
    within = (time["admitted"] < until).reindex(rows.index)
    stay = rows["kind"] == "inpatient"
    told = notes["text"].str.extract(_BORN)[0].groupby(notes["encounter_id"]).first()
    told = rows["encounter_id"].map(told)
    on = pd.to_datetime(told, format="mixed", errors="coerce")  # a day that there is not is another one
    signs = {
        "other sex": (rows["sex"] == "M") & with_code["women"] | (rows["sex"] == "F") & with_code["men"],
        "newborn care": ((rows["admission_type"] == "newborn") | with_code["newborns"]) & (years > 1),
        "child's unit": (rows["unit"] == "pediatrics") & (years >= 21),
        "childbirth": (rows["unit"] == "obstetrics") & ((years < 10) | (years > 60)),
        "before birth": day < rows["birth_date"],
        "after death": day > rows["death_date"],
        "two beds": stay & within,
        "seen elsewhere": ~stay & within,
        "other birthday": told.notna() & rows["birth_date"].notna() & (on != rows["birth_date"]),
    }
    found = [
        rows.loc[where, ["patient_id", "encounter_id"]].assign(sign=sign) for sign, where in signs.items()
    ]
    order = ["patient_id", "encounter_id"]
    listed: pd.DataFrame = pd.concat(found, ignore_index=True)
    return listed.sort_values(order, kind="stable", ignore_index=True)


def score_overlays(found: pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """Say how many of the planted overlays a screening sees, and how many of its records are overlays.

    Parameters
    ----------
    found : DataFrame
        From `screen_overlays`.
    truth : DataFrame
        From `make_records`; an overlay's record is the one that holds the stays of both.

    Returns
    -------
    DataFrame
        One row a sign and one for any of them: sign, records (with that sign), overlays (among them), planted
        (all overlays), precision and recall in percent, each with its 95 percent Wilson interval
        (precision_low, precision_high, recall_low, recall_high). Missing where there is nothing to divide by.

    Raises
    ------
    ValueError
        When a column is missing.

    Examples
    --------
    >>> found = pd.DataFrame({"patient_id": ["P1", "P2"], "sign": "other sex"})
    >>> truth = pd.DataFrame({"table": "patients", "record": ["P1", "P7"], "kind": "overlay",
    ...                       "other": ["P8", "P9"], "defect": True})
    >>> score_overlays(found, truth)[["records", "overlays", "planted", "recall"]].iloc[-1:].to_dict("list")
    {'records': [2], 'overlays': [1], 'planted': [2], 'recall': [50.0]}
    """
    for name in ("patient_id", "sign"):
        if name not in found:
            raise ValueError(f"found has no column {name!r}. screen_overlays() returns such a table.")
    rows = pairs_known(truth)
    planted = {*rows.loc[rows["kind"] == "overlay", "record"]}
    out = []
    for sign in (*SIGNS, "any"):
        records = {*(found if sign == "any" else found[found["sign"] == sign])["patient_id"]}
        hits, seen, there = len(records & planted), len(records), len(planted)
        out.append((sign, seen, hits, there, *percent_of(hits, seen), *percent_of(hits, there)))
    names = ["sign", "records", "overlays", "planted", "precision", "precision_low", "precision_high"]
    return pd.DataFrame(out, columns=[*names, "recall", "recall_low", "recall_high"])


def mix_at_random(
    tables: Mapping[str, pd.DataFrame], truth: pd.DataFrame, records: int, seed: int
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """File the stays of some patients under others who are picked at random.

    Half of the overlays that are planted in made-up records are the hard kind: two adults of one sex and
    about one age. These are of anybody, and show how much a screening owes to that.

    Parameters
    ----------
    tables : mapping of DataFrames
        As `screen_overlays` takes them.
    truth : DataFrame
        From `make_records`: patients with a planted defect of their own are left alone.
    records : int
        How many records to spoil, at most half of the patients that can be used.
    seed : int
        Of the random numbers.

    Returns
    -------
    tables : dict of DataFrames
        The same, with encounters filed under another patient.
    truth : DataFrame
        One row a spoilt record, as `make_records` has it.

    Raises
    ------
    ValueError
        When a table or column is missing, or there are too few patients.

    Examples
    --------
    >>> patients = pd.DataFrame({"patient_id": ["P1", "P2"]})
    >>> stays = pd.DataFrame({"encounter_id": ["E1", "E2"], "patient_id": ["P1", "P2"]})
    >>> none = pd.DataFrame({"table": [], "record": [], "kind": [], "other": [], "defect": []})
    >>> mixed, planted = mix_at_random({"patients": patients, "encounters": stays}, none, 1, seed=1)
    >>> mixed["encounters"]["patient_id"].nunique(), len(planted)
    (1, 1)
    """
    known = require(tables, "patients", ["patient_id"])["patient_id"]
    stays = require(tables, "encounters", ["encounter_id", "patient_id"])
    spoilt = truth.loc[truth["defect"].astype(bool) & (truth["table"] == "patients"), ["record", "other"]]
    usable = known[known.isin(stays["patient_id"]) & ~known.isin(spoilt.stack())].sort_values()
    if not 0 < 2 * records <= len(usable):
        raise ValueError(
            f"mix_at_random: {records} records of {len(usable)} patients with stays. Give 1 to "
            f"{len(usable) // 2}."
        )
    picked = np.random.default_rng(seed).choice(usable.to_numpy(), 2 * records, replace=False)
    one, other = picked[:records], picked[records:]
    under = dict(zip(other, one, strict=True))
    moved = stays.assign(patient_id=stays["patient_id"].map(under).fillna(stays["patient_id"]))
    planted = pd.DataFrame({"table": "patients", "record": one, "kind": "overlay", "other": other})
    return dict(tables) | {"encounters": moved}, planted.assign(defect=True)
