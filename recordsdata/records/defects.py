"""The kinds of defect that are planted in made-up records, fixed before any rule was written.

`seen` says beforehand what to expect of a rule: "rule" (at least 99 percent found, at most 1 percent false
alarms), "overlap" (looks like something legitimate, so that some alarms must be false) or "never" (no
rule can see it in the tables alone).
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

__all__ = ["DEFECTS", "LOOKALIKES", "Defect", "list_defects"]


class Defect(NamedTuple):
    """One kind: name, the table whose records carry it, what is wrong, and what a rule can be expected to see."""

    kind: str
    table: str
    meaning: str
    seen: str


DEFECTS = (
    # patients
    Defect("birth_in_future", "patients", "Born after the day on which the records were taken", "rule"),
    Defect("impossible_age", "patients", "Older than 120 years and not recorded as dead", "rule"),
    Defect("missing_sex", "patients", "Sex is missing", "rule"),
    Defect("malformed_zip", "patients", "ZIP code is not five digits", "rule"),
    Defect("shared_ssn", "patients", "The social security number of another patient", "rule"),
    # encounters
    Defect("discharged_before_admitted", "encounters", "Discharge lies before admission", "rule"),
    Defect("unknown_patient", "encounters", "No such patient", "rule"),
    Defect("admitted_before_birth", "encounters", "Admission lies before the day of birth", "rule"),
    Defect("admitted_after_death", "encounters", "Admission lies after the day of death", "rule"),
    Defect(
        "overlapping_stays", "encounters", "The patient lies in two beds at once; both stays carry it", "rule"
    ),
    Defect("missing_discharge_status", "encounters", "Discharged without a discharge status", "rule"),
    Defect(
        "invalid_discharge_status",
        "encounters",
        "A discharge status that the uniform bill does not have",
        "rule",
    ),
    Defect(
        "died_but_alive", "encounters", "Discharge status died, and the patient has no date of death", "rule"
    ),
    Defect(
        "wrong_newborn_type", "encounters", "Admission type newborn for a patient older than 28 days", "rule"
    ),
    Defect("no_principal", "encounters", "An inpatient stay without a principal diagnosis", "rule"),
    Defect("two_principals", "encounters", "An inpatient stay with two principal diagnoses", "rule"),
    # diagnoses and procedures
    Defect("unknown_code", "diagnoses", "A code that ICD-10-CM does not have", "rule"),
    Defect("not_billable", "diagnoses", "A category, where ICD-10-CM asks for more characters", "rule"),
    Defect("missing_poa", "diagnoses", "No present-on-admission indicator on an inpatient diagnosis", "rule"),
    Defect(
        "poa_outpatient", "diagnoses", "A present-on-admission indicator outside an inpatient stay", "rule"
    ),
    Defect("repeated_code", "diagnoses", "The same code again in one encounter", "rule"),
    Defect(
        "external_cause_first",
        "diagnoses",
        "A code of external causes (V00-Y99) as principal or first-listed",
        "rule",
    ),
    Defect(
        "age_conflict",
        "diagnoses",
        "A code of the perinatal chapter (P) for an adult newly admitted with it",
        "rule",
    ),
    Defect(
        "sex_conflict",
        "diagnoses",
        "A code of the obstetric chapter (O) for a patient recorded as male",
        "rule",
    ),
    Defect(
        "malformed_procedure",
        "procedures",
        "A procedure code that is not seven characters without I and O",
        "rule",
    ),
    Defect(
        "procedure_outside_stay",
        "procedures",
        "Performed after discharge, or more than three days before admission",
        "rule",
    ),
    # documents
    Defect("no_discharge_summary", "encounters", "None, though discharged more than 30 days ago", "rule"),
    Defect(
        "no_operative_note", "encounters", "None, though there was a procedure of the operating room", "rule"
    ),
    Defect(
        "late_history", "documents", "History and physical written more than 24 hours after admission", "rule"
    ),
    Defect("unsigned", "documents", "Not signed within 30 days of discharge, nor since", "rule"),
    Defect("signed_before_written", "documents", "Signed before it was written", "rule"),
    Defect("amended_before_signed", "documents", "Amended before it was signed", "rule"),
    # requests
    Defect(
        "late_release",
        "requests",
        "Answered after 30 days without, or after 60 days with, notice of an extension",
        "rule",
    ),
    Defect(
        "released_unauthorized",
        "requests",
        "Released to an attorney or insurer without an authorization in force",
        "rule",
    ),
    # registry
    Defect("late_abstract", "tumors", "Abstracted more than six months after first contact", "rule"),
    Defect("missing_county", "tumors", "County is missing", "rule"),
    Defect("wrong_age_at_diagnosis", "tumors", "Age at diagnosis is not what the two dates give", "rule"),
    Defect(
        "unpaired_laterality",
        "tumors",
        "A side for an organ that is not paired, or not paired for one that is",
        "rule",
    ),
    Defect(
        "certificate_only_microscopic",
        "tumors",
        "Known from the death certificate alone, yet confirmed under the microscope",
        "rule",
    ),
    Defect(
        "duplicate_case",
        "tumors",
        "The same tumor of one patient abstracted again; `other` is the first abstract",
        "rule",
    ),
    # access
    Defect(
        "access_closed_account", "access_log", "Opened with an account that was closed on that day", "rule"
    ),
    # what looks like something legitimate
    Defect(
        "duplicate_patient",
        "patients",
        "One patient under two record numbers; `other` is the first",
        "overlap",
    ),
    Defect(
        "duplicate_after_name_change",
        "patients",
        "The same, under a new surname; `other` is the first",
        "overlap",
    ),
    Defect(
        "overlay",
        "patients",
        "Two patients in one record; `other` is the one whose stays were filed here",
        "overlap",
    ),
    Defect(
        "should_be_outpatient",
        "encounters",
        "An outpatient visit billed as an inpatient stay of less than a day",
        "overlap",
    ),
    Defect(
        "rare_code_by_mistake", "diagnoses", "A valid, rare code that the patient does not have", "overlap"
    ),
    Defect(
        "snooping", "access_log", "A record opened by someone with no part in the patient's care", "overlap"
    ),
    # what the tables alone cannot show
    Defect("wrong_principal", "diagnoses", "A valid code for another illness than the one treated", "never"),
    Defect("omitted_secondary", "encounters", "A treated complication that was not coded", "never"),
    Defect("wrong_side", "tumors", "Left for right", "never"),
    Defect(
        "misfiled_document", "documents", "A document about another patient's stay of the same days", "never"
    ),
    Defect("shifted_birth_date", "patients", "Day and month of birth exchanged, both possible", "never"),
)

# legitimate records that the overlapping kinds look like; the truth lists them with defect = False
LOOKALIKES = {
    "twins": ("patients", "Twins: same surname, address and day of birth"),
    "household": ("patients", "Another member of a household: same surname and address"),
    "name_change": ("patients", "A patient who changed surname, in one record"),
    "short_stay": ("encounters", "A legitimate inpatient stay of less than a day"),
    "rare_code": ("diagnoses", "A rare illness that the patient has"),
    "covering": ("access_log", "Opened by someone covering for a colleague or for quality review"),
}


def list_defects() -> pd.DataFrame:
    """List the kinds of defect.

    Returns
    -------
    DataFrame
        One row a kind: kind, table, meaning, seen ("rule", "overlap" or "never").

    Examples
    --------
    >>> list_defects()["seen"].value_counts().to_dict()
    {'rule': 41, 'overlap': 6, 'never': 5}
    """
    return pd.DataFrame(DEFECTS)
