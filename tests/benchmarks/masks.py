"""The audit as plain vectorised pandas: the merges it needs, one boolean mask a rule, findings collected.

It is the yardstick of the audit's speed, written before any engine was tuned and not changed to suit one, and
an independent implementation that the tests compare findings with. It uses none of the package's rules: each
is written out again from the standard that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

STATUSES = re.findall(
    r"\S+",
    "01 02 03 04 05 06 07 09 20 21 30 40 41 42 43 50 51 61 62 63 64 65 66 69 70 "
    "81 82 83 84 85 86 87 88 89 90 91 92 93 94 95",
)
PAIRED = re.findall(
    r"\S+",
    "C07.9 C08.0 C08.1 C09.0 C09.1 C09.8 C09.9 C30.1 C31.0 C31.2 C34.1 C34.2 C34.3 C34.8 C34.9 "
    "C38.4 C40.0 C40.1 C40.2 C40.3 C44.1 C44.2 C44.3 C44.5 C44.6 C44.7 C47.1 C47.2 C49.1 C49.2 "
    "C50.0 C50.1 C50.2 C50.3 C50.4 C50.5 C50.6 C50.8 C50.9 C56.9 C57.0 C62.0 C62.1 C62.9 C63.0 C63.1 C64.9 "
    "C65.9 C66.9 C69.0 C69.1 C69.2 C69.3 C69.4 C69.5 C69.6 C69.8 C69.9 C70.0 C71.0 C71.1 C71.2 C71.3 C71.4 "
    "C72.2 C72.3 C72.4 C72.5 C74.0 C74.1 C74.9 C75.4",
)
MIDDLE = ["C30.0", "C34.0", "C41.3", "C41.4"]  # paired parts and unpaired ones under one code
RARE = 1 / 1_000  # of the lines of the table diagnoses
CLINICAL = ["physician", "nurse"]
KEYS = {
    "patients": "patient_id",
    "encounters": "encounter_id",
    "diagnoses": "diagnosis_id",
    "procedures": "procedure_id",
    "documents": "document_id",
    "requests": "request_id",
    "tumors": "tumor_id",
    "users": "user_id",
    "access_log": "access_id",
}


def code_sets() -> tuple[set[str], set[str]]:
    """Billable codes of ICD-10-CM, and the categories that need more characters."""
    import simple_icd_10_cm as icd

    codes = {code for code in icd.get_all_codes(with_dots=True) if icd.is_category_or_subcategory(code)}
    billable = {code for code in codes if icd.is_leaf(code)}
    return billable, codes - billable


def text(values: pd.Series) -> pd.Series:
    """Write values for a finding: dates without a midnight, `missing` for what is missing."""
    if pd.api.types.is_datetime64_any_dtype(values):
        values = values.dt.strftime("%Y-%m-%d %H:%M").str.removesuffix(" 00:00")
    return values.astype(object).where(values.notna(), "missing").map(str)


def audit(
    tables: Mapping[str, pd.DataFrame], as_of: pd.Timestamp, codes: tuple[set[str], set[str]]
) -> pd.DataFrame:
    """Return rule, record, value for each finding."""
    day = pd.Timedelta(days=1)
    billable, headers = codes
    found: list[pd.DataFrame] = []

    def add(rule: str, key: str, frame: pd.DataFrame, mask: pd.Series, *columns: str) -> None:
        hit = frame[mask]
        shown = pd.Series("", index=hit.index, dtype=object)
        for place, column in enumerate(columns):
            shown = shown + (", " if place else "") + column.replace("_", " ") + " " + text(hit[column])
        found.append(pd.DataFrame({"rule": rule, "record": hit[key], "value": shown}))

    for name, key in KEYS.items():
        if tables[name][key].duplicated().any():
            raise ValueError(f"table {name}: {key} is not unique")

    # patients
    p = tables["patients"]
    key = "patient_id"
    add("PAT-01", key, p, p["birth_date"] > as_of, "birth_date")
    oldest = as_of - pd.DateOffset(years=120)
    add("PAT-02", key, p, (p["birth_date"] < oldest) & p["death_date"].isna(), "birth_date", "death_date")
    add("PAT-03", key, p, p["sex"].isna(), "sex")
    add("PAT-04", key, p, p["sex"].notna() & ~p["sex"].isin(["F", "M", "X", "U"]), "sex")
    add("PAT-05", key, p, ~p["zip"].str.fullmatch("[0-9]{5}").fillna(False).astype(bool), "zip")
    who = p[
        [
            "patient_id",
            "ssn",
            "last_name",
            "first_name",
            "previous_name",
            "birth_date",
            "sex",
            "address",
            "phone",
        ]
    ]
    shared = who[who["ssn"].notna() & who["ssn"].duplicated(keep=False)]
    pairs = shared.merge(shared, on="ssn", suffixes=("", "_other"))
    pairs = pairs[pairs["patient_id"] != pairs["patient_id_other"]]
    alike = sum(
        (pairs[c] == pairs[c + "_other"]).astype(int) for c in ("last_name", "first_name", "birth_date")
    )
    strangers = pairs.loc[alike < 2, "patient_id"]
    add("PAT-06", key, p, p["patient_id"].isin(strangers), "ssn")
    whole = who.dropna(subset=["birth_date", "last_name", "sex"])
    same = whole[whole.duplicated(["birth_date", "last_name", "sex"], keep=False)]
    born = same.merge(same, on=["birth_date", "last_name", "sex"], suffixes=("", "_other"))
    born = born[born["patient_id"] != born["patient_id_other"]]
    near = pd.Series(False, index=born.index)
    for column in ("first_name", "address", "phone"):
        near |= born[column] == born[column + "_other"]
    born = born[near]
    doubles = set(born["patient_id"]) | set(pairs.loc[alike >= 2, "patient_id"])
    add("PAT-07", key, p, p["patient_id"].isin(doubles), "last_name", "first_name", "birth_date")
    whole = who.dropna(subset=["birth_date", "first_name", "last_name", "sex"])
    same = whole[whole.duplicated(["birth_date", "first_name", "sex"], keep=False)]
    named = same.merge(same, on=["birth_date", "first_name", "sex"], suffixes=("", "_other"))
    named = named[
        (named["patient_id"] != named["patient_id_other"]) & (named["last_name"] != named["last_name_other"])
    ]
    linked = (
        (named["ssn"] == named["ssn_other"])
        | (named["address"] == named["address_other"])
        | (named["phone"] == named["phone_other"])
        | (named["previous_name"] == named["last_name_other"])
        | (named["last_name"] == named["previous_name_other"])
    )
    add(
        "PAT-08",
        key,
        p,
        p["patient_id"].isin(named.loc[linked, "patient_id"]),
        "last_name",
        "first_name",
        "birth_date",
    )
    add("PAT-09", key, p, p["previous_name"].notna(), "last_name", "previous_name")

    # encounters
    documents, procedures, diagnoses = tables["documents"], tables["procedures"], tables["diagnoses"]
    users = tables["users"]
    e = tables["encounters"].merge(
        p[["patient_id", "birth_date", "death_date", "sex"]].assign(known=True),
        on="patient_id",
        how="left",
        validate="many_to_one",
    )
    e["known"] = e["known"].notna()
    # Stays whose dates another rule finds broken are not judged by the rules that build on them.
    birth_holds = e["birth_date"] <= as_of
    e["dates_hold"] = (
        (e["discharged"] >= e["admitted"])
        & ~(birth_holds & (e["admitted"] < e["birth_date"]))
        & ~((e["death_date"] >= e["birth_date"]) & (e["admitted"] >= e["death_date"] + day))
    )
    inpatient = e["kind"] == "inpatient"
    key = "encounter_id"
    add("ENC-01", key, e, e["discharged"] < e["admitted"], "admitted", "discharged")
    add("ENC-02", key, e, ~e["known"], "patient_id")
    add("ENC-03", key, e, birth_holds & (e["admitted"] < e["birth_date"]), "birth_date", "admitted")
    late = (e["death_date"] >= e["birth_date"]) & (e["admitted"] >= e["death_date"] + day)
    add("ENC-04", key, e, late, "death_date", "admitted")
    stays = e.loc[
        inpatient & e["dates_hold"] & e["patient_id"].notna(),
        ["encounter_id", "patient_id", "admitted", "discharged"],
    ]
    stays = stays[stays["patient_id"].duplicated(keep=False)]
    twice = stays.merge(stays, on="patient_id", suffixes=("", "_other"))
    twice = twice[
        (twice["encounter_id"] != twice["encounter_id_other"])
        & (twice["admitted"] < twice["discharged_other"])
        & (twice["admitted_other"] < twice["discharged"])
    ]
    add(
        "ENC-05",
        key,
        e,
        e["encounter_id"].isin(twice["encounter_id"]),
        "patient_id",
        "admitted",
        "discharged",
    )
    add("ENC-06", key, e, e["discharge_status"].isna(), "discharge_status")
    wrong = e["discharge_status"].notna() & ~e["discharge_status"].isin(STATUSES)
    add("ENC-07", key, e, wrong, "discharge_status")
    died = e["discharge_status"].isin(["20", "40", "41", "42"])
    add("ENC-08", key, e, died & e["known"] & e["death_date"].isna(), "discharge_status", "death_date")
    newborn = (e["admission_type"] == "newborn") & birth_holds
    add(
        "ENC-09",
        key,
        e,
        newborn & (e["admitted"] >= e["birth_date"] + 29 * day),
        "admission_type",
        "birth_date",
        "admitted",
    )
    principals = diagnoses[diagnoses["role"] == "principal"].groupby("encounter_id").size()
    count = e["encounter_id"].map(principals).fillna(0)
    add("ENC-10", key, e, inpatient & (count == 0), "kind")
    add("ENC-11", key, e, inpatient & (count > 1), "kind")
    summaries = documents.loc[documents["kind"] == "discharge_summary", "encounter_id"]
    due = e["discharged"] < as_of - 30 * day
    add("ENC-12", key, e, inpatient & due & ~e["encounter_id"].isin(summaries), "discharged")
    notes = documents.loc[documents["kind"] == "operative_note", "encounter_id"]
    operations = procedures.loc[procedures["operating_room"], "encounter_id"]
    operated = inpatient & e["encounter_id"].isin(operations)
    add("ENC-13", key, e, operated & ~e["encounter_id"].isin(notes), "admitted", "discharged")
    short = inpatient & e["dates_hold"] & (e["discharged"] < e["admitted"] + day)
    home = (
        e["discharge_status"].isin(["01", "06"])
        & e["admission_type"].notna()
        & (e["admission_type"] != "newborn")
    )
    add("ENC-14", key, e, short & home, "admitted", "discharged")
    physicians = users.loc[users["role"] == "physician", "user_id"]
    add("ENC-15", key, e, ~e["attending"].isin(physicians), "attending")

    add("ENC-16", key, e, ~e["kind"].isin(["inpatient", "outpatient", "emergency"]), "kind")
    types = ["emergency", "urgent", "elective", "newborn"]
    add("ENC-17", key, e, ~e["admission_type"].isin(types), "admission_type")

    # diagnoses
    d = diagnoses.merge(
        e[["encounter_id", "kind", "admitted", "birth_date", "sex"]]
        .rename(columns={"kind": "encounter_kind"})
        .assign(there=True),
        on="encounter_id",
        how="left",
        validate="many_to_one",
    )
    key = "diagnosis_id"
    bills, heads = d["code"].isin(billable), d["code"].isin(headers)
    add("DX-01", key, d, ~bills & ~heads, "code")
    add("DX-02", key, d, heads, "code")
    stay, visit = d["encounter_kind"] == "inpatient", d["encounter_kind"].isin(["outpatient", "emergency"])
    add("DX-03", key, d, stay & d["poa"].isna(), "code", "poa")
    add("DX-04", key, d, visit & d["poa"].notna(), "encounter_kind", "poa")
    add("DX-05", key, d, stay & d["poa"].notna() & ~d["poa"].isin(["Y", "N", "U", "W", "exempt"]), "poa")
    first = d.groupby(["encounter_id", "code"])["sequence"].transform("min")
    add("DX-06", key, d, d["sequence"] > first, "code", "sequence")
    leads = d["role"].isin(["principal", "first_listed"])
    add("DX-07", key, d, leads & d["code"].str[:1].isin(["V", "W", "X", "Y"]), "role", "code")
    years = d["admitted"].dt.year - d["birth_date"].dt.year
    before = (d["admitted"].dt.month * 100 + d["admitted"].dt.day) < (
        d["birth_date"].dt.month * 100 + d["birth_date"].dt.day
    )
    d["age"] = years - before
    perinatal = (bills | heads) & (d["code"].str[:1] == "P")
    add("DX-08", key, d, perinatal & (d["age"] >= 18) & (d["age"] <= 120), "code", "birth_date", "admitted")
    obstetric = (bills | heads) & (d["code"].str[:1] == "O")
    add("DX-09", key, d, obstetric & (d["sex"] == "M"), "code", "sex")
    seen = d["code"].map(d["code"].value_counts())
    add("DX-10", key, d, bills & (seen <= max(1, RARE * len(d))), "code")

    add("DX-11", key, d, ~d["role"].isin(["principal", "first_listed", "secondary"]), "role")
    add("DX-12", key, d, d["there"].isna(), "encounter_id")

    # procedures
    x = procedures.merge(
        e[["encounter_id", "kind", "admitted", "discharged", "dates_hold"]]
        .rename(columns={"kind": "encounter_kind"})
        .assign(there=True),
        on="encounter_id",
        how="left",
        validate="many_to_one",
    )
    key = "procedure_id"
    add("PX-01", key, x, ~x["code"].str.fullmatch("[0-9A-HJ-NP-Z]{7}").fillna(False).astype(bool), "code")
    holds = x["dates_hold"].fillna(False).astype(bool)
    outside = (x["performed"] > x["discharged"]) | (x["performed"] < x["admitted"].dt.normalize() - 3 * day)
    add("PX-02", key, x, holds & outside, "performed", "admitted", "discharged")
    add("PX-03", key, x, x["encounter_kind"].isin(["outpatient", "emergency"]), "encounter_kind", "code")

    add("PX-04", key, x, x["there"].isna(), "encounter_id")

    # documents
    o = documents.merge(
        e[["encounter_id", "admitted", "discharged", "dates_hold"]].assign(there=True),
        on="encounter_id",
        how="left",
        validate="many_to_one",
    )
    key = "document_id"
    holds = o["dates_hold"].fillna(False).astype(bool)
    history = holds & (o["kind"] == "history_and_physical")
    add("DOC-01", key, o, history & (o["written"] > o["admitted"] + day), "admitted", "written")
    add("DOC-02", key, o, history & (o["written"] < o["admitted"] - 30 * day), "admitted", "written")
    overdue = holds & (o["discharged"] < as_of - 30 * day)
    add("DOC-03", key, o, overdue & o["signed"].isna(), "discharged", "signed")
    add("DOC-04", key, o, holds & (o["signed"] > o["discharged"] + 30 * day), "discharged", "signed")
    add("DOC-05", key, o, o["signed"] < o["written"], "written", "signed")
    add("DOC-06", key, o, o["amended"] < o["signed"], "signed", "amended")

    papers = ["history_and_physical", "operative_note", "discharge_summary"]
    add("DOC-07", key, o, ~o["kind"].isin(papers), "kind")
    add("DOC-08", key, o, o["there"].isna(), "encounter_id")

    # requests
    r = tables["requests"]
    key = "request_id"
    extended = r["extension_notified"] <= r["received"] + 30 * day
    limit = r["received"] + (30 + 30 * extended.astype(int)) * day
    add("ROI-01", key, r, r["answered"] > limit, "received", "extension_notified", "answered")
    add("ROI-02", key, r, r["answered"].isna() & (as_of > limit), "received", "extension_notified")
    needs = (
        r["requester"].isin(["attorney", "insurer"]) & (r["outcome"] == "released") & r["answered"].notna()
    )
    void = (
        r["authorized"].isna()
        | (r["authorized"] > r["answered"])
        | (r["authorization_expires"] < r["answered"])
    )
    add("ROI-03", key, r, needs & void, "requester", "authorized", "authorization_expires", "answered")
    open_ = r["outcome"] == "open"
    add("ROI-04", key, r, r["outcome"].notna() & (open_ != r["answered"].isna()), "outcome", "answered")
    add("ROI-05", key, r, r["answered"] < r["received"], "received", "answered")

    who_asks = ["patient", "representative", "attorney", "insurer", "continuing_care"]
    add("ROI-06", key, r, ~r["requester"].isin(who_asks), "requester")
    add("ROI-07", key, r, ~r["outcome"].isin(["released", "denied", "open"]), "outcome")
    add("ROI-08", key, r, ~r["patient_id"].isin(p["patient_id"]), "patient_id")

    # tumors
    t = tables["tumors"]
    key = "tumor_id"
    months = (t["abstracted"].dt.year - t["first_contact"].dt.year) * 12 + (
        t["abstracted"].dt.month - t["first_contact"].dt.month
    )
    tardy = (months > 6) | ((months == 6) & (t["abstracted"].dt.day > t["first_contact"].dt.day))
    add("REG-01", key, t, tardy, "first_contact", "abstracted")
    add("REG-02", key, t, t["county"].isna(), "county")
    years = t["diagnosis_date"].dt.year - t["birth_date"].dt.year
    before = (t["diagnosis_date"].dt.month * 100 + t["diagnosis_date"].dt.day) < (
        t["birth_date"].dt.month * 100 + t["birth_date"].dt.day
    )
    known = t["birth_date"].notna() & t["diagnosis_date"].notna() & t["age_at_diagnosis"].notna()
    wrong = (known & (t["age_at_diagnosis"] != years - before)).fillna(False).astype(bool)
    add("REG-03", key, t, wrong, "birth_date", "diagnosis_date", "age_at_diagnosis")
    paired, side = t["site"].isin(PAIRED), t["laterality"]
    lateral = side.isin(["1", "2", "3", "4", "5", "9"])
    none_needed = ~paired & (side == "0")
    fits = (paired & lateral) | none_needed | (t["site"].isin(MIDDLE) & lateral)
    wrong = t["site"].notna() & side.notna() & ~fits
    add("REG-04", key, t, wrong, "site", "laterality")
    micro = t["confirmation"].isin(["1", "2", "3", "4"])
    add("REG-05", key, t, (t["source"] == "7") & micro, "source", "confirmation")
    add("REG-06", key, t, t["last_contact"] < t["diagnosis_date"], "diagnosis_date", "last_contact")
    add("REG-07", key, t, t["patient_id"].notna() & ~t["patient_id"].isin(p["patient_id"]), "patient_id")

    near = t[["tumor_id", "patient_id", "site", "histology", "laterality", "diagnosis_date"]].dropna()
    near = near.assign(site=near["site"].str[:3], histology=near["histology"].str[:3])
    near = near.merge(near, on=["patient_id", "site", "histology", "laterality"], suffixes=("", "_other"))
    apart = (near["diagnosis_date"] - near["diagnosis_date_other"]).abs()
    near = near[(near["tumor_id"] != near["tumor_id_other"]) & (apart <= 60 * day)]
    shown = ("patient_id", "site", "histology", "diagnosis_date")
    add("REG-08", key, t, t["tumor_id"].isin(near["tumor_id"]), *shown)
    add("REG-09", key, t, ~t["confirmation"].isin(list("123456789")), "confirmation")
    add("REG-10", key, t, ~t["source"].isin(list("12345678")), "source")

    # users and access
    staff = ["physician", "nurse", "coder", "registrar", "clerk"]
    add("USR-01", "user_id", users, ~users["role"].isin(staff), "role")
    a = tables["access_log"].merge(
        users[["user_id", "role", "unit", "active_from", "active_to"]],
        on="user_id",
        how="left",
        validate="many_to_one",
    )
    key = "access_id"
    closed = (a["at"] >= a["active_to"] + day) | (a["at"] < a["active_from"])
    add("ACC-01", key, a, closed, "user_id", "at", "active_from", "active_to")
    add("ACC-02", key, a, ~a["user_id"].isin(users["user_id"]), "user_id")
    care = e[["patient_id", "unit"]].drop_duplicates().assign(treated=True)
    a = a.merge(care, on=["patient_id", "unit"], how="left", validate="many_to_one")
    add(
        "ACC-03",
        key,
        a,
        a["role"].isin(CLINICAL) & a["unit"].notna() & a["patient_id"].notna() & a["treated"].isna(),
        "user_id",
        "role",
        "unit",
        "patient_id",
    )

    there = p[["patient_id"]].assign(there=True)
    a = a.merge(there, on="patient_id", how="left", validate="many_to_one")
    add("ACC-04", key, a, a["there"].isna(), "user_id", "patient_id")

    return pd.concat(found, ignore_index=True)
