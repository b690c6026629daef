"""The rules of the audit: what is looked for, in which table, by which standard, and what a gap means.

A rule is a row. Its test is a narwhals expression over a view, so that the same row runs on pandas, Polars,
DuckDB, Dask and PySpark. Its null policy is explicit: where a column of `needs` is missing, the record is not
judged; a rule that looks for what is missing says so itself. A rule does not judge what another rule found
broken: a stay whose dates cannot be (`dates_hold`) has no late documents.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import NamedTuple

import narwhals as nw
import pandas as pd

__all__ = ["HALF_PAIRED_SITES", "PAIRED_SITES", "RULES", "STATUS_CODES", "Rule", "list_rules"]

# Uniform bill, form locator 17, patient discharge status: the codes that are not reserved.
STATUS_CODES = tuple(
    f"{code:02d}"
    for code in (*range(1, 8), 9, 20, 21, 30, *range(40, 44), 50, 51, *range(61, 67), 69, 70, *range(81, 96))
)
DIED = ("20", "40", "41", "42")
# SEER Program Coding and Staging Manual, sites for which laterality must be recorded (invasive and in situ).
# The list agrees with the one in the SEER programme's own software for multiple primaries, but for the sites
# of HALF_PAIRED_SITES: a code for paired and unpaired parts together, where the manual lets either stand.
PAIRED_SITES = tuple(
    re.findall(
        r"\S+",
        """
        C07.9 C08.0 C08.1 C09.0 C09.1 C09.8 C09.9 C30.1 C31.0 C31.2 C34.1 C34.2 C34.3 C34.8 C34.9
        C38.4 C40.0 C40.1 C40.2 C40.3 C44.1 C44.2 C44.3 C44.5 C44.6 C44.7 C47.1 C47.2 C49.1 C49.2
        C50.0 C50.1 C50.2 C50.3 C50.4 C50.5 C50.6 C50.8 C50.9 C56.9 C57.0 C62.0 C62.1 C62.9 C63.0 C63.1 C64.9
        C65.9 C66.9 C69.0 C69.1 C69.2 C69.3 C69.4 C69.5 C69.6 C69.8 C69.9 C70.0 C71.0 C71.1 C71.2 C71.3 C71.4
        C72.2 C72.3 C72.4 C72.5 C74.0 C74.1 C74.9 C75.4
        """,
    )
)
# Nasal cavity with its septum, main bronchus with the carina, ribs with the sternum, pelvis with the sacrum:
# of the part in the middle the manual says to code 0.
HALF_PAIRED_SITES = ("C30.0", "C34.0", "C41.3", "C41.4")
SIDES = ("1", "2", "3", "4", "5", "9")  # NAACCR item 410: right, left, one, both, midline, unknown


class Rule(NamedTuple):
    """One rule of the audit.

    A rule of your own needs the first four: an id, the table whose records it judges, what is wrong in plain
    words, and the expression that is True where it is.
    """

    id: str
    table: str  # whose records are judged: findings name its first column
    title: str  # what is wrong, in plain words
    broken: nw.Expr  # True where the record breaks the rule
    needs: tuple[str, ...] = ()  # a record that lacks one of these columns is not judged
    applies: nw.Expr | None = None  # which records are judged; all by default
    shows: tuple[str, ...] = ()  # the columns whose values stand in a finding
    category: str = "plausibility"  # Kahn et al. 2016: conformance, completeness, plausibility
    subcategory: str = "atemporal"
    severity: str = "warning"  # error: cannot be right; warning: ask somebody
    standard: str = "of our own"
    kind: str = ""  # the kind of defect that it looks for, where there is one
    view: str = ""  # the table with what it needs from others; the table itself by default


def _in(column: str, *values: str) -> nw.Expr:
    return nw.col(column).is_in(list(values))


def _none_of(column: str, *values: str) -> nw.Expr:
    """Missing, or another value: what other rules turn on, so that they would say nothing."""
    return nw.col(column).is_null() | ~_in(column, *values)


def age_between(born: str, then: str) -> nw.Expr:
    """Completed years between two dates."""
    b, t = nw.col(born).dt, nw.col(then).dt
    not_yet = (t.month() < b.month()) | ((t.month() == b.month()) & (t.day() < b.day()))
    return t.year() - b.year() - nw.when(not_yet).then(nw.lit(1)).otherwise(nw.lit(0))


def _any(*tests: nw.Expr) -> nw.Expr:
    return reduce(lambda a, b: a | b, tests)


_c = nw.col
_VALUE, _RELATION, _COMPUTED = (("conformance", part) for part in ("value", "relational", "computational"))
_MISSING = ("completeness", "presence")
_ONCE, _BELIEVABLE, _IN_TIME = (("plausibility", part) for part in ("uniqueness", "atemporal", "temporal"))
_INDEX = "AHIMA, Managing the Integrity of Patient Identity in Health Information Exchange"
_BILL = "Uniform bill (UB-04)"
_GUIDELINES = "ICD-10-CM Official Guidelines for Coding and Reporting"


def _rule(
    id_kind: str,
    table: str,
    title: str,
    place: tuple[str, str],
    severity: str,
    standard: str,
    broken: nw.Expr,
    *,
    needs: str = "",
    shows: str = "",
    applies: nw.Expr | None = None,
    view: str = "",
) -> Rule:
    name, _, kind = id_kind.partition(" ")
    return Rule(
        name, table, title, broken, tuple(needs.split()), applies, tuple(shows.split()),
        *place, severity, standard, kind, view or table,
    )  # fmt: skip


_STANDARD_PATIENT = "42 CFR 482.24(b): records are accurate and accessible"

RULES: tuple[Rule, ...] = (
    # patients
    _rule("PAT-01 birth_in_future", "patients", "Born after the day on which the records were taken",
          _IN_TIME, "error", "Kahn et al. 2016: no date lies in the future",
          _c("birth_date") > _c("as_of"), needs="birth_date", shows="birth_date"),
    _rule("PAT-02 impossible_age", "patients", "Older than 120 years and not recorded as dead",
          _BELIEVABLE, "error", "Medicare Code Editor: age lies within 0 to 124 years; here 120",
          (_c("birth_date") < _c("born_since")) & _c("death_date").is_null(),
          needs="birth_date", shows="birth_date death_date"),
    _rule("PAT-03 missing_sex", "patients", "Sex is missing", _MISSING, "error",
          f"{_BILL}, form locator 11; UHDDS item sex", _c("sex").is_null(), shows="sex"),
    _rule("PAT-04", "patients", "Sex is none of F, M, X and U", _VALUE, "error",
          f"{_BILL}, form locator 11: F, M, U; X is of our own", ~_in("sex", "F", "M", "X", "U"),
          needs="sex", shows="sex"),
    _rule("PAT-05 malformed_zip", "patients", "ZIP code is not five digits", _VALUE, "error",
          "U.S. Postal Service, Publication 28", _c("zip").is_null() | ~_c("zip").str.contains(r"^[0-9]{5}$"),
          shows="zip"),
    _rule("PAT-06 shared_ssn", "patients", "The social security number of somebody else",
          _ONCE, "error", f"{_INDEX}: one number, one person", ~_c("strangers").is_null(),
          needs="ssn", shows="ssn"),
    _rule("PAT-07 duplicate_patient", "patients",
          "Possibly a second record: same birth date, sex and surname, and first name, address or telephone; "
          "or same number, and two of surname, first name and birth date",
          _ONCE, "warning", f"{_INDEX}: possible duplicates", ~_c("namesakes").is_null(),
          shows="last_name first_name birth_date"),
    _rule("PAT-08 duplicate_after_name_change", "patients",
          "Possibly a second record under another surname: same birth date, sex and first name, and number, "
          "address, telephone or former surname",
          _ONCE, "warning", f"{_INDEX}: possible duplicates", ~_c("renamed").is_null(),
          shows="last_name first_name birth_date"),
    _rule("PAT-09 overlay", "patients", "Surname was changed: one person, or two in one record?",
          _ONCE, "warning", f"{_INDEX}: overlays", ~_c("previous_name").is_null(),
          shows="last_name previous_name"),
    # encounters
    _rule("ENC-01 discharged_before_admitted", "encounters", "Discharged before admitted",
          _IN_TIME, "error", f"{_BILL}, form locators 6 and 12", _c("discharged") < _c("admitted"),
          needs="admitted discharged", shows="admitted discharged"),
    _rule("ENC-02 unknown_patient", "encounters", "No such patient", _RELATION, "error", _STANDARD_PATIENT,
          _c("patient_known").is_null(), shows="patient_id"),
    _rule("ENC-03 admitted_before_birth", "encounters", "Admitted before the day of birth",
          _IN_TIME, "error", "Kahn et al. 2016: events follow birth", _c("admitted") < _c("birth_date"),
          needs="admitted birth_date", applies=_c("birth_date") <= _c("as_of"), shows="birth_date admitted"),
    _rule("ENC-04 admitted_after_death", "encounters", "Admitted after the day of death",
          _IN_TIME, "error", "Kahn et al. 2016: no event follows death",
          _c("admitted") >= _c("after_death"), needs="admitted birth_date death_date",
          applies=_c("death_date") >= _c("birth_date"), shows="death_date admitted"),
    _rule("ENC-05 overlapping_stays", "encounters", "In two beds at once: two inpatient stays overlap",
          _IN_TIME, "error", "Medicare, Common Working File: overlapping claims are rejected",
          ~_c("overlaps").is_null(), needs="patient_id", applies=_c("dates_hold"),
          shows="patient_id admitted discharged", view="stays"),
    _rule("ENC-06 missing_discharge_status", "encounters", "Discharged without a discharge status",
          _MISSING, "error", f"{_BILL}, form locator 17; UHDDS item disposition",
          _c("discharge_status").is_null(), shows="discharge_status"),
    _rule("ENC-07 invalid_discharge_status", "encounters", "A discharge status that the uniform bill lacks",
          _VALUE, "error", f"{_BILL}, form locator 17", ~_in("discharge_status", *STATUS_CODES),
          needs="discharge_status", shows="discharge_status"),
    _rule("ENC-08 died_but_alive", "encounters", "Discharged as dead, and the patient has no date of death",
          _RELATION, "error", f"{_BILL}, form locator 17; {_STANDARD_PATIENT}", _c("death_date").is_null(),
          needs="discharge_status patient_known", applies=_in("discharge_status", *DIED),
          shows="discharge_status death_date"),
    _rule("ENC-09 wrong_newborn_type", "encounters", "Admitted as a newborn when older than 28 days",
          _BELIEVABLE, "error", f"{_BILL}, form locator 14; neonatal period of 28 days (WHO)",
          _c("admitted") >= _c("no_newborn"), needs="admission_type admitted birth_date",
          applies=(_c("admission_type") == "newborn") & (_c("birth_date") <= _c("as_of")),
          shows="admission_type birth_date admitted"),
    _rule("ENC-10 no_principal", "encounters", "An inpatient stay without a principal diagnosis",
          _MISSING, "error", f"UHDDS item principal diagnosis; {_GUIDELINES}, II", _c("principals").is_null(),
          shows="kind", view="stays"),
    _rule("ENC-11 two_principals", "encounters", "An inpatient stay with two principal diagnoses",
          _RELATION, "error", f"UHDDS item principal diagnosis; {_GUIDELINES}, II", _c("principals") > 1,
          needs="principals", shows="kind", view="stays"),
    _rule("ENC-12 no_discharge_summary", "encounters",
          "No discharge summary, though discharged more than 30 days ago",
          _MISSING, "error", "42 CFR 482.24(c)(4)(vii): complete within 30 days", _c("summaries").is_null(),
          needs="discharged", applies=_c("discharged") < _c("due"), shows="discharged", view="stays"),
    _rule("ENC-13 no_operative_note", "encounters",
          "No operative note, though there was a procedure of the operating room",
          _MISSING, "error", "42 CFR 482.51(b)(6): operative report", _c("operative_notes").is_null(),
          needs="operations", shows="admitted discharged", view="stays"),
    _rule("ENC-14 should_be_outpatient", "encounters",
          "An inpatient stay of less than 24 hours that ended at home",
          _BELIEVABLE, "warning", "42 CFR 412.3(d): two midnights",
          _c("discharged") < _c("admitted").dt.offset_by("24h"),
          needs="admitted discharged discharge_status admission_type",
          applies=_c("dates_hold") & _in("discharge_status", "01", "06")
          & (_c("admission_type") != "newborn"),
          shows="admitted discharged", view="stays"),
    _rule("ENC-15", "encounters", "The attending is not a physician known here", _RELATION, "error",
          "42 CFR 482.12(c); 482.24(c)(1)", _c("attending").is_null() | ~_c("attending_known"),
          shows="attending"),
    _rule("ENC-16", "encounters", "Kind is none of inpatient, outpatient and emergency", _VALUE, "error",
          f"{_BILL}, form locator 4: type of bill",
          _none_of("kind", "inpatient", "outpatient", "emergency"), shows="kind"),
    _rule("ENC-17", "encounters", "Admission type is none of emergency, urgent, elective and newborn",
          _VALUE, "error", f"{_BILL}, form locator 14",
          _none_of("admission_type", "emergency", "urgent", "elective", "newborn"),
          shows="admission_type"),
    # diagnoses
    _rule("DX-01 unknown_code", "diagnoses", "A code that ICD-10-CM does not have", _VALUE, "error",
          "45 CFR 162.1002(c)(2): ICD-10-CM", _c("code").is_null() | _c("code_unknown"), shows="code"),
    _rule("DX-02 not_billable", "diagnoses", "A category, where ICD-10-CM asks for more characters",
          _VALUE, "error", f"{_GUIDELINES}, I.B.2: level of detail", _c("code_incomplete"),
          needs="code", shows="code"),
    _rule("DX-03 missing_poa", "diagnoses", "No present-on-admission indicator in an inpatient stay",
          _MISSING, "error", f"{_GUIDELINES}, appendix I", _c("poa").is_null(), needs="encounter_kind",
          applies=_c("encounter_kind") == "inpatient", shows="code poa"),
    _rule("DX-04 poa_outpatient", "diagnoses", "A present-on-admission indicator outside an inpatient stay",
          _RELATION, "error", f"{_GUIDELINES}, appendix I", ~_c("poa").is_null(), needs="encounter_kind",
          applies=_in("encounter_kind", "outpatient", "emergency"), shows="encounter_kind poa"),
    _rule("DX-05", "diagnoses", "A present-on-admission indicator that is none of Y, N, U, W and exempt",
          _VALUE, "error", f"{_GUIDELINES}, appendix I", ~_in("poa", "Y", "N", "U", "W", "exempt"),
          needs="poa encounter_kind", applies=_c("encounter_kind") == "inpatient", shows="poa"),
    _rule("DX-06 repeated_code", "diagnoses", "The same code again in one encounter",
          _ONCE, "error", f"{_GUIDELINES}, I.B.12: each code once", _c("sequence") > _c("first_sequence"),
          needs="encounter_id code sequence", shows="code sequence"),
    _rule("DX-07 external_cause_first", "diagnoses", "A code of external causes (V00-Y99) listed first",
          _RELATION, "error", f"{_GUIDELINES}, I.C.20.a.6: never first",
          _any(*(_c("code").str.starts_with(letter) for letter in "VWXY")), needs="code role",
          applies=_in("role", "principal", "first_listed"), shows="role code"),
    _rule("DX-08 age_conflict", "diagnoses", "A code of the perinatal chapter (P) for an adult",
          _BELIEVABLE, "warning",  # a condition that lasts keeps its code at any age
          f"{_GUIDELINES}, I.C.16.a; Medicare Code Editor, age conflict", _c("age") >= 18,
          needs="code age", applies=_c("code").str.starts_with("P") & (_c("age") <= 120),
          shows="code birth_date admitted", view="age_and_sex"),
    _rule("DX-09 sex_conflict", "diagnoses", "A code of the obstetric chapter (O) for a male patient",
          _BELIEVABLE, "error",
          f"{_GUIDELINES}, I.C.15; sex conflict, once an edit of the Medicare Code Editor", _in("sex", "M"),
          needs="code sex", applies=_c("code").str.starts_with("O"), shows="code sex", view="age_and_sex"),
    _rule("DX-10 rare_code_by_mistake", "diagnoses",
          "A valid code that hardly anybody has: at most 1 in 1,000 diagnoses",
          _BELIEVABLE, "warning", "Kahn et al. 2016: agreement with what is expected", _c("code_rare"),
          needs="code", shows="code"),
    _rule("DX-11", "diagnoses", "Role is none of principal, first_listed and secondary", _VALUE, "error",
          f"{_GUIDELINES}, II to IV", _none_of("role", "principal", "first_listed", "secondary"),
          shows="role"),
    _rule("DX-12", "diagnoses", "No such encounter", _RELATION, "error", _STANDARD_PATIENT,
          _c("encounter_known").is_null(), shows="encounter_id"),
    # procedures
    _rule("PX-01 malformed_procedure", "procedures", "Not seven characters without I and O",
          _VALUE, "error", "45 CFR 162.1002(c)(3): ICD-10-PCS",
          _c("code").is_null() | ~_c("code").str.contains(r"^[0-9A-HJ-NP-Z]{7}$"), shows="code"),
    _rule("PX-02 procedure_outside_stay", "procedures",
          "Performed after discharge, or more than three days before the day of admission",
          _IN_TIME, "error", "42 CFR 412.2(c)(5): three calendar days",
          (_c("performed") > _c("discharged"))
          | (_c("performed") < _c("admitted").dt.truncate("1d").dt.offset_by("-72h")),
          needs="performed admitted discharged", shows="performed admitted discharged"),
    _rule("PX-03", "procedures", "An ICD-10-PCS code outside an inpatient stay", _RELATION, "error",
          "45 CFR 162.1002(c)(3): inpatient procedures only",
          _in("encounter_kind", "outpatient", "emergency"), needs="encounter_kind",
          shows="encounter_kind code"),
    _rule("PX-04", "procedures", "No such encounter", _RELATION, "error", _STANDARD_PATIENT,
          _c("encounter_known").is_null(), shows="encounter_id"),
    # documents
    _rule("DOC-01 late_history", "documents", "History and physical written over 24 hours after admission",
          _IN_TIME, "error", "42 CFR 482.22(c)(5)(i): 24 hours",
          _c("written") > _c("admitted").dt.offset_by("24h"), needs="kind written admitted",
          applies=_c("kind") == "history_and_physical", shows="admitted written"),
    _rule("DOC-02", "documents", "History and physical written over 30 days before admission",
          _IN_TIME, "error", "42 CFR 482.22(c)(5)(i): 30 days",
          _c("written") < _c("admitted").dt.offset_by("-720h"), needs="kind written admitted",
          applies=_c("kind") == "history_and_physical", shows="admitted written"),
    _rule("DOC-03 unsigned", "documents", "Not signed, though discharged more than 30 days ago",
          _MISSING, "error", "42 CFR 482.24(c)(1) and (c)(4)(vii)", _c("signed").is_null(),
          needs="discharged", applies=_c("discharged") < _c("due"), shows="discharged signed"),
    _rule("DOC-04", "documents", "Signed more than 30 days after discharge", _IN_TIME, "warning",
          "42 CFR 482.24(c)(4)(vii): complete within 30 days",
          _c("signed") > _c("discharged").dt.offset_by("720h"), needs="signed discharged",
          shows="discharged signed"),
    _rule("DOC-05 signed_before_written", "documents", "Signed before it was written",
          _IN_TIME, "error", "42 CFR 482.24(c)(1): dated, timed and authenticated",
          _c("signed") < _c("written"), needs="signed written", shows="written signed"),
    _rule("DOC-06 amended_before_signed", "documents", "Amended before it was signed",
          _IN_TIME, "error", "42 CFR 482.24(c)(1): dated, timed and authenticated",
          _c("amended") < _c("signed"), needs="amended signed", shows="signed amended"),
    _rule("DOC-07", "documents",
          "Kind is none of history_and_physical, operative_note and discharge_summary", _VALUE, "error",
          "42 CFR 482.24(c)(4): what a record holds",
          _none_of("kind", "history_and_physical", "operative_note", "discharge_summary"),
          shows="kind"),
    _rule("DOC-08", "documents", "No such encounter", _RELATION, "error", _STANDARD_PATIENT,
          _c("encounter_known").is_null(), shows="encounter_id"),
    # requests
    _rule("ROI-01 late_release", "requests",
          "Answered after 30 days, or after 60 where an extension was notified in time",
          _IN_TIME, "error", "45 CFR 164.524(b)(2)", _c("answered") > _c("limit"),
          needs="received answered", shows="received extension_notified answered"),
    _rule("ROI-02", "requests", "Still open after 30 days, or after 60 with notice of an extension",
          _IN_TIME, "error", "45 CFR 164.524(b)(2)", _c("as_of") > _c("limit"), needs="received",
          applies=_c("answered").is_null(), shows="received extension_notified"),
    _rule("ROI-03 released_unauthorized", "requests",
          "Released to an attorney or insurer without an authorization in force",
          _RELATION, "error", "45 CFR 164.508(a)(1), (b)(2) and (c)(1)",
          _c("authorized").is_null()
          | (~_c("authorized").is_null() & (_c("authorized") > _c("answered")))
          | (~_c("authorization_expires").is_null() & (_c("authorization_expires") < _c("answered"))),
          needs="requester outcome answered",
          applies=_in("requester", "attorney", "insurer") & (_c("outcome") == "released"),
          shows="requester authorized authorization_expires answered"),
    _rule("ROI-04", "requests", "Open with a day of answer, or closed without one", _COMPUTED, "error",
          "Kahn et al. 2016: values that belong together agree",
          ((_c("outcome") == "open") & ~_c("answered").is_null())
          | ((_c("outcome") != "open") & _c("answered").is_null()), needs="outcome",
          shows="outcome answered"),
    _rule("ROI-05", "requests", "Answered before it was received", _IN_TIME, "error",
          "Kahn et al. 2016: an answer follows its question", _c("answered") < _c("received"),
          needs="received answered", shows="received answered"),
    _rule("ROI-06", "requests",
          "Requester is none of patient, representative, attorney, insurer and continuing_care",
          _VALUE, "error", "45 CFR 164.508 and 164.524: who asks decides what is needed",
          _none_of("requester", "patient", "representative", "attorney", "insurer", "continuing_care"),
          shows="requester"),
    _rule("ROI-07", "requests", "Outcome is none of released, denied and open", _VALUE, "error",
          "45 CFR 164.524(b)(2)(i): granted or denied",
          _none_of("outcome", "released", "denied", "open"), shows="outcome"),
    _rule("ROI-08", "requests", "No such patient", _RELATION, "error", _STANDARD_PATIENT,
          _c("patient_known").is_null(), shows="patient_id"),
    # registry
    _rule("REG-01 late_abstract", "tumors", "Abstracted more than six months after first contact",
          _IN_TIME, "error",
          "American College of Surgeons, Commission on Cancer, standard 5.2 (2016): six months",
          (_c("months") > 6) | ((_c("months") == 6)
                                & (_c("abstracted").dt.day() > _c("first_contact").dt.day())),
          needs="first_contact abstracted", shows="first_contact abstracted"),
    _rule("REG-02 missing_county", "tumors", "County is missing", _MISSING, "error",
          "NAACCR item 90, county at diagnosis", _c("county").is_null(), shows="county"),
    _rule("REG-03 wrong_age_at_diagnosis", "tumors", "Age at diagnosis is not what the two dates give",
          _COMPUTED, "error", "NAACCR item 230; edit of age, birth date and date of diagnosis",
          _c("age_at_diagnosis") != age_between("birth_date", "diagnosis_date"),
          needs="age_at_diagnosis birth_date diagnosis_date",
          shows="birth_date diagnosis_date age_at_diagnosis"),
    _rule("REG-04 unpaired_laterality", "tumors",
          "A side for an organ that is not paired, or not paired for one that is",
          _RELATION, "error", "NAACCR item 410; SEER manual, sites with laterality",
          (_in("site", *PAIRED_SITES) & ~_in("laterality", *SIDES))
          | (_in("site", *HALF_PAIRED_SITES) & ~_in("laterality", "0", *SIDES))
          | (~_in("site", *PAIRED_SITES, *HALF_PAIRED_SITES) & (_c("laterality") != "0")),
          needs="site laterality", shows="site laterality"),
    _rule("REG-05 certificate_only_microscopic", "tumors",
          "Known from the death certificate alone, yet confirmed under the microscope",
          _RELATION, "error", "NAACCR items 500 and 490", _in("confirmation", "1", "2", "3", "4"),
          needs="source confirmation", applies=_c("source") == "7", shows="source confirmation"),
    _rule("REG-06", "tumors", "Last contact before the diagnosis", _IN_TIME, "error",
          "NAACCR item 1750; edit of last contact and date of diagnosis",
          _c("last_contact") < _c("diagnosis_date"), needs="last_contact diagnosis_date",
          shows="diagnosis_date last_contact"),
    _rule("REG-07", "tumors", "No such patient", _RELATION, "error", _STANDARD_PATIENT,
          _c("patient_known").is_null(), needs="patient_id", shows="patient_id"),
    _rule("REG-08 duplicate_case", "tumors",
          "One tumor twice: same patient, organ, side and kind of tissue, within 60 days", _ONCE, "error",
          "NAACCR and NPCR: duplicates; SEER, multiple primary rules", ~_c("repeats").is_null(),
          needs="patient_id site histology laterality diagnosis_date",
          shows="patient_id site histology diagnosis_date"),
    _rule("REG-09", "tumors", "Diagnostic confirmation is none of 1 to 9", _VALUE, "error",
          "NAACCR item 490", _none_of("confirmation", *"123456789"),
          shows="confirmation"),
    _rule("REG-10", "tumors", "Type of reporting source is none of 1 to 8", _VALUE, "error",
          "NAACCR item 500", _none_of("source", *"12345678"),
          shows="source"),
    # users and access
    _rule("USR-01", "users", "Role is none of physician, nurse, coder, registrar and clerk",
          _VALUE, "error", "45 CFR 164.308(a)(4)(ii)(C): access by role",
          _none_of("role", "physician", "nurse", "coder", "registrar", "clerk"),
          shows="role"),
    _rule("ACC-01 access_closed_account", "access_log", "Opened with an account that was closed on that day",
          _IN_TIME, "error", "45 CFR 164.308(a)(3)(ii)(C): termination of access",
          (~_c("active_to").is_null() & (_c("at") >= _c("closed")))
          | (~_c("active_from").is_null() & (_c("at") < _c("active_from"))),
          needs="at", shows="user_id at active_from active_to"),
    _rule("ACC-02", "access_log", "No such user", _RELATION, "error",
          "45 CFR 164.312(a)(2)(i): unique user identification", _c("user_known").is_null(), shows="user_id"),
    _rule("ACC-03 snooping", "access_log", "Opened by a physician or nurse whose unit never saw the patient",
          _RELATION, "warning", "45 CFR 164.308(a)(1)(ii)(D): review of access",
          _c("treated").is_null(), needs="role unit patient_id", applies=_in("role", "physician", "nurse"),
          shows="user_id role unit patient_id"),
    _rule("ACC-04", "access_log", "No such patient", _RELATION, "error", _STANDARD_PATIENT,
          _c("patient_known").is_null(), shows="user_id patient_id"),
)  # fmt: skip


def list_rules(rules: tuple[Rule, ...] = RULES) -> pd.DataFrame:
    """List rules, without their expressions.

    Parameters
    ----------
    rules : tuple of Rule
        Which rules; those of the package by default.

    Returns
    -------
    DataFrame
        One row a rule: id, table, title, category, subcategory, severity, standard, kind (of defect, may be
        empty), not_judged (the columns whose absence keeps a record from being judged).

    Examples
    --------
    >>> list_rules()["category"].value_counts().to_dict()
    {'conformance': 36, 'plausibility': 29, 'completeness': 8}
    """
    rows = [
        (
            r.id,
            r.table,
            r.title,
            r.category,
            r.subcategory,
            r.severity,
            r.standard,
            r.kind,
            ", ".join(r.needs),
        )
        for r in rules
    ]
    names = ["id", "table", "title", "category", "subcategory", "severity", "standard", "kind", "not_judged"]
    return pd.DataFrame(rows, columns=names)
