"""The tables of the practice lab: what a column holds, and when the records were taken.

Everything here is made up. The tables are linked by `patient_id`, `encounter_id`, `document_id` and
`user_id`; the first column of a table names its records.
"""

from __future__ import annotations

import pandas as pd

__all__ = ["AS_OF", "PERIOD", "TABLES", "describe"]

PERIOD = (pd.Timestamp("2025-10-01"), pd.Timestamp("2026-10-01"))  # federal fiscal year 2026, end excluded
AS_OF = pd.Timestamp("2026-10-15")  # the day on which the records were taken

# table -> column -> (type, meaning); a `?` after the type: may be missing in a sound record
TABLES: dict[str, dict[str, tuple[str, str]]] = {
    "patients": {
        "patient_id": ("string", "Medical record number, P and 8 digits"),
        "ssn": ("string?", "Social security number in a range that is never issued (900-xx-xxxx)"),
        "last_name": ("string", "Surname, visibly made up"),
        "first_name": ("string", "Given name"),
        "previous_name": ("string?", "Surname before it was changed"),
        "birth_date": ("date", "Day of birth"),
        "sex": ("string", "F, M, X or U (unknown)"),
        "race": (
            "string?",
            "Race as NAACCR groups it: white, black, native, asian, other; unknown where asked in vain",
        ),
        "address": ("string", "Street and number, visibly made up"),
        "city": ("string", "City, visibly made up"),
        "county": ("string?", "County, visibly made up"),
        "state": ("string", "State, two letters"),
        "zip": ("string", "ZIP code, five digits"),
        "phone": ("string?", "Telephone number from the reserved range 555-0100 to 555-0199"),
        "email": ("string?", "Address at example.org, example.com or example.net"),
        "multiple_birth": ("boolean", "True for twins and other multiples"),
        "birth_order": ("integer?", "1, 2, ... among multiples"),
        "death_date": ("date?", "Day of death"),
    },
    "encounters": {
        "encounter_id": ("string", "E and 9 digits"),
        "patient_id": ("string", "Who it was, table patients"),
        "kind": ("string", "inpatient, outpatient or emergency"),
        "admission_type": ("string", "emergency, urgent, elective or newborn"),
        "unit": (
            "string",
            "medicine, surgery, obstetrics, nursery, pediatrics, intensive, clinic or emergency",
        ),
        "admitted": ("datetime", "Admission, or start of the visit; local time of the hospital"),
        "discharged": ("datetime", "Discharge, or end of the visit, within federal fiscal year 2026"),
        "discharge_status": (
            "string",
            "Patient discharge status of the uniform bill (01 home, 20 died, ...)",
        ),
        "payer": ("string", "medicare, medicaid, commercial, self-pay or other"),
        "attending": ("string", "Physician, table users"),
        "coder": ("string", "Who coded it, table users"),
        "drg": ("string?", "MS-DRG as billed, inpatient only"),
    },
    "diagnoses": {
        "diagnosis_id": ("string", "Encounter, dash and two digits"),
        "encounter_id": ("string", "Table encounters"),
        "sequence": ("integer", "Place on the list, from 1"),
        "code": ("string", "ICD-10-CM, with its dot"),
        "role": ("string", "principal or secondary (inpatient); first_listed or secondary (the others)"),
        "poa": ("string?", "Present on admission: Y, N, U, W or exempt; inpatient only"),
    },
    "procedures": {
        "procedure_id": ("string", "Encounter, dash, P and two digits"),
        "encounter_id": ("string", "Table encounters, inpatient only"),
        "sequence": ("integer", "Place on the list, from 1"),
        "code": ("string", "ICD-10-PCS, seven characters"),
        "performed": ("datetime", "Start of the procedure"),
        "surgeon": ("string", "Physician, table users"),
        "operating_room": (
            "boolean",
            "True for a procedure of the operating room, which needs an operative note",
        ),
    },
    "documents": {
        "document_id": ("string", "D and 9 digits"),
        "encounter_id": ("string", "Table encounters, inpatient only"),
        "kind": ("string", "history_and_physical, operative_note or discharge_summary"),
        "author": ("string", "Physician, table users"),
        "written": ("datetime", "When it was written or dictated"),
        "signed": ("datetime?", "When the author signed it; missing while unsigned"),
        "amended": ("datetime?", "When it was last amended; missing where never"),
    },
    "notes": {
        "note_id": ("string", "N and 9 digits"),
        "encounter_id": ("string", "Table encounters"),
        "text": ("string", "Free text of a discharge note, with identifiers of the patient in it"),
    },
    "second_coding": {
        "line_id": ("string", "Encounter, dash, S and two digits"),
        "encounter_id": ("string", "Inpatient stays of a sample, coded again by a second coder"),
        "sequence": ("integer", "Place on the list, from 1"),
        "code": ("string", "ICD-10-CM, with its dot"),
        "role": ("string", "principal or secondary"),
        "poa": ("string?", "Present on admission: Y, N, U, W or exempt"),
    },
    "requests": {
        "request_id": ("string", "R and 8 digits"),
        "patient_id": ("string", "Whose records, table patients"),
        "requester": ("string", "patient, representative, attorney, insurer or continuing_care"),
        "received": ("date", "Day on which the request came in"),
        "authorized": ("date?", "Day of the patient's authorization, needed by attorney and insurer"),
        "authorization_expires": ("date?", "Last day on which that authorization holds"),
        "extension_notified": ("date?", "Day of the written notice that 30 more days are needed"),
        "answered": (
            "date?",
            "Day on which the records were released or denied in writing; missing while open",
        ),
        "outcome": ("string", "released, denied or open"),
    },
    "tumors": {
        "tumor_id": ("string", "T and 8 digits"),
        "patient_id": (
            "string?",
            "Table patients; missing where the case is known from a death certificate alone",
        ),
        "last_name": ("string", "As abstracted"),
        "first_name": ("string", "As abstracted"),
        "birth_date": ("date?", "As abstracted"),
        "sex": ("string?", "As abstracted: F, M, X or U"),
        "race": ("string?", "As abstracted"),
        "county": ("string?", "As abstracted"),
        "diagnosis_date": ("date", "Day of diagnosis, calendar years 2024 to 2026"),
        "age_at_diagnosis": ("integer?", "Completed years"),
        "site": ("string", "ICD-O-3 topography, C00.0 to C80.9"),
        "histology": ("string", "ICD-O-3 morphology, four digits"),
        "behavior": ("string", "0 benign, 1 uncertain, 2 in situ, 3 malignant"),
        "laterality": (
            "string",
            "0 not paired, 1 right, 2 left, 3 one side, 4 both, 5 midline, 9 paired, side unknown",
        ),
        "confirmation": (
            "string",
            "Diagnostic confirmation, NAACCR: 1 histology, 2 cytology, 4 microscopic, 5 laboratory, 6 seen, 7 imaging, 8 clinical, 9 unknown",
        ),
        "source": (
            "string",
            "Type of reporting source, NAACCR: 1 hospital, 3 laboratory, 4 physician, 6 autopsy, 7 death certificate only",
        ),
        "first_contact": ("date?", "First contact with the hospital"),
        "abstracted": ("date", "Day on which the abstract was complete"),
        "last_contact": ("date", "Last contact, or death"),
        "vital_status": ("string", "alive or dead"),
    },
    "certificates": {
        "certificate_id": ("string", "C and 8 digits: death certificates that mention cancer"),
        "last_name": ("string", "On the certificate"),
        "first_name": ("string", "On the certificate"),
        "birth_date": ("date", "On the certificate"),
        "sex": ("string", "F, M, X or U"),
        "death_date": ("date", "Day of death"),
        "cause": ("string", "Underlying cause, ICD-10"),
        "tumor_id": ("string?", "The case of table tumors it was matched to, or that it led to"),
        "follow_back": (
            "string",
            "not_needed (case known before), found (case found by asking back), not_found (death certificate only) or open",
        ),
    },
    "users": {
        "user_id": ("string", "U and 4 digits"),
        "last_name": ("string", "Surname, visibly made up"),
        "role": ("string", "physician, nurse, coder, registrar or clerk"),
        "unit": ("string", "Where they work; records for coders, registrars and clerks"),
        "active_from": ("date", "First day of the account"),
        "active_to": ("date?", "Last day of the account; missing while it is open"),
    },
    "access_log": {
        "access_id": ("string", "A and 9 digits"),
        "user_id": ("string", "Table users"),
        "patient_id": ("string", "Table patients"),
        "at": ("datetime", "When the record was opened"),
        "action": ("string", "view, edit, print or export"),
    },
    "units": {
        "unit": ("string", "Inpatient unit"),
        "beds": ("integer", "Beds (bassinets in the nursery)"),
    },
}


def describe(table: str) -> pd.DataFrame:
    """Describe the columns of a table of the practice lab.

    Parameters
    ----------
    table : str
        A key of `TABLES`.

    Returns
    -------
    DataFrame
        One row a column: column, type (string, integer, boolean, date, datetime), may_be_missing, meaning.

    Raises
    ------
    ValueError
        When there is no such table.

    Examples
    --------
    >>> describe("units")["column"].tolist()
    ['unit', 'beds']
    """
    if table not in TABLES:
        raise ValueError(f"{table!r} is not a table of the practice lab. There are: {', '.join(TABLES)}.")
    return pd.DataFrame(
        [(name, kind.rstrip("?"), kind.endswith("?"), says) for name, (kind, says) in TABLES[table].items()],
        columns=["column", "type", "may_be_missing", "meaning"],
    )
